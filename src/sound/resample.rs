//! Samples of any rate as samples of ours, through a windowed sinc.
//!
//! Going down, the filter's edge goes down too, so that nothing folds back into what is heard.

use std::f64::consts::PI;

use crate::sound::{RATE, Samples};

/// How many zero crossings the filter reaches to each side.
const REACH: f64 = 12.0;

/// The samples at [`RATE`].
pub(super) fn resample(samples: &[f32], from: u32) -> Samples {
    if from == RATE || from == 0 {
        return samples.to_vec();
    }
    let shared = greatest_divisor(from, RATE);
    let (down, up) = (u64::from(from / shared), u64::from(RATE / shared));
    let phases: Vec<Phase> = (0..up).map(|phase| Phase::new(phase, up, from)).collect();
    let n = samples.len() as u64 * up / down;
    let one = |i: u64| {
        let at = usize::try_from(i * down / up).unwrap_or(usize::MAX);
        let phase = &phases[usize::try_from(i * down % up).unwrap_or(0)];
        let first = at.saturating_sub(phase.before);
        let weights = &phase.weights[first + phase.before - at..];
        let pairs = weights.iter().zip(&samples[first.min(samples.len())..]);
        let (sum, weight) = pairs.fold((0.0, 0.0), |(sum, all), (w, sample)| (sum + w * sample, all + w));
        if weight.abs() > 1e-6 { sum / weight } else { 0.0 }
    };
    (0..n).map(one).collect()
}

/// The weights of the samples around a place that lies some part of the way to the next sample.
struct Phase {
    /// How many samples before that place have a weight.
    before: usize,
    weights: Vec<f32>,
}

impl Phase {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "some dozens of samples and parts of one"
    )]
    fn new(phase: u64, of: u64, from: u32) -> Phase {
        let part = phase as f64 / of as f64;
        let edge = 1.0_f64.min(f64::from(RATE) / f64::from(from));
        let before = (REACH / edge).ceil() as usize;
        let weight = |i: usize| kernel((i as f64 - before as f64 - part) * edge) as f32;
        Phase { before, weights: (0..=2 * before + 1).map(weight).collect() }
    }
}

fn greatest_divisor(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { greatest_divisor(b, a % b) }
}

/// A sinc under a Hann window.
fn kernel(x: f64) -> f64 {
    if x.abs() >= REACH {
        return 0.0;
    }
    let sinc = if x.abs() < 1e-9 { 1.0 } else { (PI * x).sin() / (PI * x) };
    sinc * (0.5 + 0.5 * (PI * x / REACH).cos())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::cast_possible_truncation, reason = "small numbers")]
    fn tone(rate: u32, hertz: f64) -> Vec<f32> {
        (0..rate).map(|i| (2.0 * PI * hertz * f64::from(i) / f64::from(rate)).sin() as f32).collect()
    }

    #[test]
    fn a_tone_stays_that_tone() {
        for rate in [16_000, 22_050, 44_100, 48_000] {
            let (made, wanted) = (resample(&tone(rate, 440.0), rate), tone(RATE, 440.0));
            // The ends lack neighbours.
            let worst = (200..made.len() - 200).map(|i| (made[i] - wanted[i]).abs()).fold(0.0_f32, f32::max);
            assert!(worst < 0.01, "{rate}: {worst}");
        }
    }

    #[test]
    fn what_our_rate_cannot_hold_is_gone() {
        let made = resample(&tone(48_000, 20_000.0), 48_000);
        assert!(made[200..made.len() - 200].iter().all(|sample| sample.abs() < 0.05));
    }
}
