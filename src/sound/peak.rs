//! Peaks as a loudspeaker hears them: a wave may rise between two samples above both.
//!
//! Samples come in; for every one the largest value from it up to the next comes out, as four times as
//! many samples would show it (ITU-R BS.1770-4, annex 2).

use std::f32::consts::PI;

use crate::sound::Samples;

/// No file holds a higher peak when it is played: a hair more than one decibel below the most it can hold.
pub const CEILING: f32 = 0.881;

/// How many places are looked at between two samples.
const BETWEEN: usize = 3;

/// How many samples on each side weigh.
const REACH: usize = 12;

/// The largest value at every sample and between it and the next one. Where the samples around stay below
/// `quiet`, their own values are good enough.
pub(super) fn peaks(samples: &[f32], quiet: f32) -> Vec<f32> {
    let weights: Vec<[f32; 2 * REACH]> = (1..=BETWEEN).map(weights).collect();
    let is_loud = |i: usize| {
        let around = &samples[i.saturating_sub(1)..(i + 3).min(samples.len())];
        around.iter().any(|sample| sample.abs() > quiet)
    };
    let one = |i: usize| {
        let own = samples[i].abs();
        if !is_loud(i) {
            return own;
        }
        let between = weights.iter().map(|weights| at(samples, i, weights).abs());
        between.fold(own, f32::max)
    };
    (0..samples.len()).map(one).collect()
}

/// Presses samples into a file that stays below [`CEILING`] when it is played. What a format leaves out
/// lets the wave rise here and there; then the whole is pressed again, so much softer.
pub(super) fn held(
    samples: &[f32],
    press: impl Fn(&[f32]) -> Result<(Vec<u8>, Samples), String>,
) -> Result<Vec<u8>, String> {
    const ROUNDS: usize = 3;
    /// A file is made at most this much softer: what is higher still is a fault of the format.
    const LEAST: f32 = 0.8;
    let (mut file, mut played) = press(samples)?;
    let mut gain = 1.0_f32;
    for _ in 0..ROUNDS {
        let highest = peaks(&played, CEILING * 0.6).into_iter().fold(0.0, f32::max);
        if highest <= CEILING || gain <= LEAST {
            break;
        }
        gain = (gain * CEILING / highest).max(LEAST);
        let softer: Samples = samples.iter().map(|sample| sample * gain).collect();
        (file, played) = press(&softer)?;
    }
    Ok(file)
}

/// The value of the wave between sample `i` and the next.
fn at(samples: &[f32], i: usize, weights: &[f32; 2 * REACH]) -> f32 {
    let sample =
        |k: usize| (i + k + 1).checked_sub(REACH).and_then(|at| samples.get(at)).copied().unwrap_or(0.0);
    weights.iter().enumerate().map(|(k, weight)| weight * sample(k)).sum()
}

/// A sinc under a Hann window, for a place so many fourths behind a sample.
#[expect(clippy::cast_precision_loss, reason = "some dozens")]
fn weights(fourths: usize) -> [f32; 2 * REACH] {
    let place = fourths as f32 / (BETWEEN + 1) as f32;
    std::array::from_fn(|k| {
        let x = k as f32 + 1.0 - REACH as f32 - place;
        let window = 0.5 + 0.5 * (PI * x / REACH as f32).cos();
        (PI * x).sin() / (PI * x) * window
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    fn a_wave_between_samples_is_seen() {
        // A fourth of the rate, an eighth of a turn late: every sample is 0.707, the wave reaches 1.
        let samples: Vec<f32> = (0..200).map(|i| (PI / 2.0 * i as f32 + PI / 4.0).sin()).collect();
        let found = peaks(&samples, 0.4);
        let most = found[50..150].iter().copied().fold(0.0_f32, f32::max);
        assert!((most - 1.0).abs() < 0.01, "{most}");
        assert!(samples.iter().all(|sample| sample.abs() < 0.71));
    }

    #[test]
    fn what_a_format_lets_rise_is_pressed_softer() {
        let samples = vec![0.0, 0.8, 0.0, -0.8, 0.0];
        let press = |samples: &[f32]| {
            let played: Samples = samples.iter().map(|sample| sample * 1.3).collect();
            Ok((samples[1].to_le_bytes().to_vec(), played))
        };
        let file = held(&samples, press).expect("a file");
        let sample = f32::from_le_bytes(file.try_into().expect("four bytes"));
        assert!(sample < 0.8 && sample * 1.3 <= CEILING * 1.001, "{sample}");
    }
}
