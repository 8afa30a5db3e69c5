//! How the streams of a PDF are packed, undone within a bound.
//!
//! Packed bytes in, bytes out. What is cut short gives what came before the cut. Which packings a stream has
//! is known by its dictionary, not here.

use std::io::Read as _;

use super::syntax::{Dict, Object, hex};
use crate::import::Refusal;

/// The most one stream may unpack to.
const MAX_STREAM: usize = 60_000_000;

pub(super) fn inflate(data: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut out = Vec::new();
    let mut reader = flate2::read::ZlibDecoder::new(data).take(MAX_STREAM as u64 + 1);
    // A stream cut short still gives what came before the cut.
    let _ = reader.read_to_end(&mut out);
    if out.len() > MAX_STREAM { Err(Refusal::Bomb) } else { Ok(out) }
}

/// Undoes the PNG predictors that some writers pack objects with.
pub(super) fn unpredicted(data: Vec<u8>, parameters: Option<&Dict>) -> Vec<u8> {
    let value = |key: &str, default: usize| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small counts; clamped")]
        parameters
            .and_then(|it| it.get(key))
            .and_then(Object::number)
            .map_or(default, |it| it.clamp(0.0, 100_000.0) as usize)
    };
    if value("Predictor", 1) < 10 {
        return data;
    }
    let width = (value("Columns", 1) * value("Colors", 1) * value("BitsPerComponent", 8)).div_ceil(8).max(1);
    let pixel = (value("Colors", 1) * value("BitsPerComponent", 8)).div_ceil(8).max(1);
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0u8; width];
    for row in data.chunks(width + 1) {
        let (kind, row) = (row[0], &row[1..]);
        let mut line = vec![0u8; width];
        for idx in 0..row.len() {
            let left = if idx >= pixel { line[idx - pixel] } else { 0 };
            let corner = if idx >= pixel { above[idx - pixel] } else { 0 };
            let guess = match kind {
                1 => left,
                2 => above[idx],
                3 => u8::midpoint(left, above[idx]),
                4 => paeth(left, above[idx], corner),
                _ => 0,
            };
            line[idx] = row[idx].wrapping_add(guess);
        }
        out.extend_from_slice(&line[..row.len()]);
        above = line;
    }
    out
}

fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let guess = i16::from(left) + i16::from(above) - i16::from(corner);
    [left, above, corner].into_iter().min_by_key(|it| (guess - i16::from(*it)).abs()).unwrap_or(0)
}

pub(super) fn ascii_85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut group: Vec<u32> = Vec::new();
    let mut flush = |group: &mut Vec<u32>| {
        let n_digits = group.len();
        if n_digits < 2 {
            return;
        }
        group.resize(5, 84);
        let value = group.iter().fold(0u32, |value, digit| value.wrapping_mul(85).wrapping_add(*digit));
        out.extend_from_slice(&value.to_be_bytes()[..n_digits - 1]);
        group.clear();
    };
    for byte in data {
        match byte {
            b'z' if group.is_empty() => group.extend([0; 5]),
            b'!'..=b'u' => group.push(u32::from(byte - b'!')),
            b'~' => break,
            _ => continue,
        }
        if group.len() == 5 {
            flush(&mut group);
        }
    }
    flush(&mut group);
    out
}

pub(super) fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        data.iter().take_while(|byte| **byte != b'>').filter_map(|byte| hex(*byte)).collect();
    digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
}
