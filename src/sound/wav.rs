//! WAV as engines write it: samples of any usual form become one channel at our rate.
//!
//! Programs that write to a pipe cannot know the length and put a wrong one into the header, so what
//! counts is how many samples there are.

use crate::sound::{Samples, resample::resample};

/// How a sample is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Integer,
    Float,
}

struct Format {
    form: Form,
    channels: usize,
    rate: u32,
    bytes: usize,
}

/// The samples of a WAV file; a reason if it is none.
pub fn decode(bytes: &[u8]) -> Result<Samples, &'static str> {
    if !bytes.starts_with(b"RIFF") || bytes.get(8..12).is_none_or(|form| form != b"WAVE") {
        return Err("not a WAV file");
    }
    let mut format = None;
    let mut at = 12;
    while let (Some(name), Some(length)) = (bytes.get(at..at + 4), word(bytes, at + 4)) {
        let start = at + 8;
        let end = start.saturating_add(length).min(bytes.len());
        let chunk = bytes.get(start..end).unwrap_or_default();
        match name {
            b"fmt " => format = Some(read_format(chunk)?),
            b"data" => {
                let format = format.ok_or("a WAV file without a format")?;
                return Ok(resample(&mono(chunk, &format), format.rate));
            }
            _ => {}
        }
        at = end + length % 2;
    }
    Err("a WAV file without samples")
}

fn word(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at + 4)?;
    usize::try_from(u32::from_le_bytes([four[0], four[1], four[2], four[3]])).ok()
}

fn read_format(chunk: &[u8]) -> Result<Format, &'static str> {
    let short =
        |at: usize| chunk.get(at..at + 2).map(|two| usize::from(u16::from_le_bytes([two[0], two[1]])));
    let (code, channels, bits) = (short(0), short(2), short(14));
    // An extensible format has its real code where its identifier begins.
    let code = if code == Some(0xfffe) { short(24) } else { code };
    let form = match code {
        Some(1) => Form::Integer,
        Some(3) => Form::Float,
        _ => return Err("a WAV file in a form that is not PCM"),
    };
    let rate = word(chunk, 4).and_then(|rate| u32::try_from(rate).ok()).unwrap_or(0);
    let bytes = bits.unwrap_or(0) / 8;
    let known = match form {
        Form::Integer => (1..=4).contains(&bytes),
        Form::Float => bytes == 4,
    };
    match channels {
        Some(channels @ 1..=8) if known && (4_000..=192_000).contains(&rate) => {
            Ok(Format { form, channels, rate, bytes })
        }
        _ => Err("a WAV file of an unusual rate, width or number of channels"),
    }
}

#[expect(clippy::cast_precision_loss, reason = "a sample has at most 32 bits, and a channel count is small")]
fn mono(chunk: &[u8], format: &Format) -> Vec<f32> {
    let frames = chunk.chunks_exact(format.bytes * format.channels);
    let frame = |frame: &[u8]| {
        let sum: f32 = frame.chunks_exact(format.bytes).map(|sample| value(sample, format.form)).sum();
        sum / format.channels as f32
    };
    frames.map(frame).collect()
}

#[expect(clippy::cast_precision_loss, reason = "24 bits are what a sample needs")]
fn value(sample: &[u8], form: Form) -> f32 {
    match (form, sample) {
        (Form::Float, &[a, b, c, d]) => {
            let value = f32::from_le_bytes([a, b, c, d]);
            if value.is_finite() { value.clamp(-8.0, 8.0) } else { 0.0 }
        }
        (_, &[a]) => (f32::from(a) - 128.0) / 128.0,
        (_, &[a, b]) => f32::from(i16::from_le_bytes([a, b])) / 32_768.0,
        (_, &[a, b, c]) => (i32::from_le_bytes([0, a, b, c]) >> 8) as f32 / 8_388_608.0,
        (_, &[a, b, c, d]) => i32::from_le_bytes([a, b, c, d]) as f32 / 2_147_483_648.0,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::RATE;

    /// One channel of 16 bits, as espeak-ng writes it to a pipe: with a length that is a lie.
    fn wav(rate: u32, samples: &[i16], length: u32) -> Vec<u8> {
        let mut bytes = b"RIFF\x00\xf0\xff\x7fWAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00".to_vec();
        bytes.extend(rate.to_le_bytes());
        bytes.extend((rate * 2).to_le_bytes());
        bytes.extend([2, 0, 16, 0]);
        bytes.extend(b"data");
        bytes.extend(length.to_le_bytes());
        bytes.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        bytes
    }

    #[test]
    fn samples_are_counted_and_not_believed() {
        let samples = decode(&wav(RATE, &[0, 16_384, -32_768], 0x7fff_f000)).expect("a WAV file");
        assert_eq!(samples, [0.0, 0.5, -1.0]);
    }

    #[test]
    fn another_rate_is_made_ours() {
        let second = decode(&wav(22_050, &vec![100; 22_050], 44_100)).expect("a WAV file");
        assert!(second.len().abs_diff(RATE as usize) <= 1, "{}", second.len());
    }

    #[test]
    fn what_is_no_sound_is_refused() {
        for bytes in [&b""[..], b"<html>", b"RIFF....WAVE", b"RIFF....WAVEdata\xff\xff\xff\xff12"] {
            assert!(decode(bytes).is_err());
        }
        let mut cut = wav(RATE, &[1; 8], 16);
        cut.truncate(30);
        assert!(decode(&cut).is_err());
    }
}
