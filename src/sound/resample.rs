//! Samples of any rate as samples of ours, through a windowed sinc.
//!
//! Going down, the filter's edge goes down too, so that nothing folds back into what is heard.

use std::f64::consts::PI;

use crate::sound::{RATE, Samples};

/// How many zero crossings the filter reaches to each side.
const REACH: f64 = 12.0;

/// The samples at [`RATE`].
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places of samples are small, positive numbers"
)]
pub(super) fn resample(samples: &[f32], from: u32) -> Samples {
    if from == RATE || from == 0 {
        return samples.to_vec();
    }
    let step = f64::from(from) / f64::from(RATE);
    let edge = 1.0_f64.min(1.0 / step);
    let half = REACH / edge;
    let n = (samples.len() as f64 / step) as usize;
    let one = |i: usize| {
        let center = i as f64 * step;
        let first = (center - half).ceil().max(0.0) as usize;
        let last = ((center + half).floor() as usize).min(samples.len().saturating_sub(1));
        let (mut sum, mut weight) = (0.0, 0.0);
        for (at, sample) in samples.iter().enumerate().take(last + 1).skip(first) {
            let w = kernel((at as f64 - center) * edge);
            sum += w * f64::from(*sample);
            weight += w;
        }
        if weight.abs() > 1e-9 { (sum / weight) as f32 } else { 0.0 }
    };
    (0..n).map(one).collect()
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

    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "small numbers")]
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
