//! An even loudness: every file as loud as the others, whoever spoke and whatever the engine.
//!
//! Loudness is measured as broadcasters do (ITU-R BS.1770-4: weighted as the ear hears, pauses not
//! counted), then samples are raised or lowered to one value and peaks are held below the limit.

use std::collections::VecDeque;
use std::f64::consts::PI;

use crate::sound::{RATE, peak};

/// The loudness of every file, in LUFS.
pub const LOUDNESS: f64 = -16.0;

/// The wave is nowhere larger, between its samples neither: two decibels below the most that a file can
/// hold. What MP3 and Opus leave out lets it rise again, up to [`crate::sound::CEILING`].
pub const PEAK: f32 = 0.794;

/// So near nothing more is done, in LUFS.
const CLOSE: f64 = 0.1;

/// Beyond this the noise of a bad recording would be raised, too: 24 decibels.
const MOST_GAIN: f64 = 15.85;

/// How far a peak is seen coming: 5 ms.
const LOOK_AHEAD: usize = RATE as usize / 200;

/// Makes samples as loud as all files are.
#[expect(clippy::cast_possible_truncation, reason = "a gain needs no more digits than a sample")]
pub fn even(samples: &mut [f32]) {
    // Holding the peaks takes some loudness away; more rounds give it back.
    for _ in 0..4 {
        let Some(now) = loudness(samples) else { return };
        if (now - LOUDNESS).abs() < CLOSE {
            return;
        }
        let gain = 10_f64.powf((LOUDNESS - now) / 20.0).min(MOST_GAIN) as f32;
        for sample in samples.iter_mut() {
            *sample *= gain;
        }
        limit(samples);
    }
}

/// The loudness of samples in LUFS; nothing for silence.
#[expect(clippy::cast_precision_loss, reason = "a block has some thousand samples")]
pub fn loudness(samples: &[f32]) -> Option<f64> {
    const HOP: usize = RATE as usize / 10;
    let weighted = weighted(samples);
    let squares = |part: &[f64]| part.iter().map(|sample| sample * sample).sum::<f64>();
    let tenths: Vec<f64> = weighted.chunks(HOP).map(squares).collect();
    let blocks: Vec<f64> = match tenths.len() {
        0 => return None,
        1..4 => vec![tenths.iter().sum::<f64>() / weighted.len() as f64],
        _ => tenths.windows(4).map(|four| four.iter().sum::<f64>() / (4 * HOP) as f64).collect(),
    };
    let mean = |least: f64| {
        let loud: Vec<f64> = blocks.iter().copied().filter(|power| level(*power) > least).collect();
        (!loud.is_empty()).then(|| loud.iter().sum::<f64>() / loud.len() as f64)
    };
    let first = mean(-70.0)?;
    mean(level(first) - 10.0).map(level)
}

fn level(power: f64) -> f64 {
    -0.691 + 10.0 * power.max(1e-20).log10()
}

/// Samples as the ear weighs them: a shelf for the head, and less of what is very low.
fn weighted(samples: &[f32]) -> Vec<f64> {
    let tangent = |hertz: f64| (PI * hertz / f64::from(RATE)).tan();
    let (k, q) = (tangent(1_681.974_450_955_533), 0.707_175_236_955_419_6);
    let high = 10_f64.powf(3.999_843_853_973_347 / 20.0);
    let band = high.powf(0.499_666_774_154_541_6);
    let a0 = 1.0 + k / q + k * k;
    let shelf = Biquad {
        b: [
            (high + band * k / q + k * k) / a0,
            2.0 * (k * k - high) / a0,
            (high - band * k / q + k * k) / a0,
        ],
        a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0],
    };
    let (k, q) = (tangent(38.135_470_876_024_44), 0.500_327_037_323_877_3);
    let a0 = 1.0 + k / q + k * k;
    let low_cut = Biquad { b: [1.0, -2.0, 1.0], a: [2.0 * (k * k - 1.0) / a0, (1.0 - k / q + k * k) / a0] };
    let samples: Vec<f64> = samples.iter().map(|sample| f64::from(*sample)).collect();
    low_cut.run(&shelf.run(&samples))
}

/// A filter of the second order.
struct Biquad {
    b: [f64; 3],
    a: [f64; 2],
}

impl Biquad {
    fn run(&self, samples: &[f64]) -> Vec<f64> {
        let (mut z1, mut z2) = (0.0, 0.0);
        let step = |x: &f64| {
            let y = self.b[0] * x + z1;
            z1 = self.b[1] * x - self.a[0] * y + z2;
            z2 = self.b[2] * x - self.a[1] * y;
            y
        };
        samples.iter().map(step).collect()
    }
}

/// Turns down around every peak, beginning before it, so that none is larger than [`PEAK`].
fn limit(samples: &mut [f32]) {
    let peaks = peak::peaks(samples, PEAK * 0.6);
    if peaks.iter().all(|peak| *peak <= PEAK) {
        return;
    }
    let gain = |peak: f32| if peak > PEAK { PEAK / peak } else { 1.0 };
    // The least gain in reach on both sides, then its mean over the same reach: at a peak that mean is
    // never above what the peak needs.
    let least = least_in_reach(&peaks.iter().map(|peak| gain(*peak)).collect::<Vec<f32>>());
    let width = 2 * LOOK_AHEAD + 1;
    let at = |i: usize| if i < LOOK_AHEAD { 1.0 } else { least.get(i - LOOK_AHEAD).copied().unwrap_or(1.0) };
    let mut sum: f64 = (0..width).map(|i| f64::from(at(i))).sum();
    for (i, sample) in samples.iter_mut().enumerate() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "a mean of gains")]
        let mean = (sum / width as f64) as f32;
        *sample = (*sample * mean).clamp(-PEAK, PEAK);
        sum += f64::from(at(i + width)) - f64::from(at(i));
    }
}

fn least_in_reach(gains: &[f32]) -> Vec<f32> {
    let mut best: VecDeque<usize> = VecDeque::new();
    let mut least = Vec::with_capacity(gains.len());
    for i in 0..gains.len() + LOOK_AHEAD {
        if let Some(gain) = gains.get(i) {
            while best.back().is_some_and(|last| gains[*last] >= *gain) {
                best.pop_back();
            }
            best.push_back(i);
        }
        if i >= LOOK_AHEAD {
            let center = i - LOOK_AHEAD;
            while best.front().is_some_and(|first| first + LOOK_AHEAD < center) {
                best.pop_front();
            }
            least.push(best.front().map_or(1.0, |first| gains[*first]));
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small numbers")]
    fn tone(seconds: usize, amplitude: f64) -> Vec<f32> {
        let step = 2.0 * PI * 997.0 / f64::from(RATE);
        (0..seconds * RATE as usize).map(|i| (amplitude * (step * i as f64).sin()) as f32).collect()
    }

    #[test]
    fn a_full_tone_has_the_loudness_that_the_standard_says() {
        // BS.1770: a sine of 997 Hz at full scale in one channel reads -3.01 LKFS.
        let found = loudness(&tone(3, 1.0)).expect("a tone is heard");
        assert!((found + 3.01).abs() < 0.05, "{found}");
        assert_eq!(loudness(&vec![0.0; 48_000]), None);
        assert_eq!(loudness(&[]), None);
    }

    #[test]
    fn soft_and_loud_become_alike_and_no_peak_breaks_through() {
        for amplitude in [0.02, 0.3, 1.0] {
            let mut samples = tone(3, amplitude);
            samples.extend(vec![0.0; RATE as usize * 5]);
            samples[30_000] = 1.0;
            even(&mut samples);
            let found = loudness(&samples).expect("a tone is heard");
            assert!((found - LOUDNESS).abs() < 0.5, "{amplitude}: {found}");
            assert!(samples.iter().all(|sample| sample.abs() <= PEAK));
            let highest = peak::peaks(&samples, 0.0).into_iter().fold(0.0_f32, f32::max);
            assert!(highest <= PEAK * 1.01, "{amplitude}: {highest}");
        }
    }

    #[test]
    fn silence_stays_silence() {
        let mut samples = vec![0.0; 5_000];
        even(&mut samples);
        assert!(samples.iter().all(|sample| *sample == 0.0));
    }
}
