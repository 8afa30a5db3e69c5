//! Opus in Ogg for the web: small enough for a weak network (RFC 6716, RFC 7845).
//!
//! Two minutes at this rate are about 300 KB (PORTAL G15 allows 400). The encoder works in whole
//! numbers, so the bytes do not depend on the machine.

use ropus::{Application, Bandwidth, Bitrate, Channels, DecodeMode, Decoder, Encoder};

use crate::sound::{RATE, Samples, Tags, peak};

/// Bits a second: plenty for one voice.
pub const OPUS_BITS: u32 = 20_000;

/// Samples of a packet: 20 ms.
const FRAME: usize = RATE as usize / 50;

/// Ogg counts in samples at 48,000 a second, whatever the rate.
const SCALE: u64 = 48_000 / RATE as u64;

/// Packets of a page: one second.
const PAGE: usize = 50;

/// The one stream of a file.
const SERIAL: u32 = 1;

/// An Ogg file of samples; a reason if the encoder refuses.
pub fn encode(samples: &[f32], tags: &Tags) -> Result<Vec<u8>, String> {
    peak::held(samples, |samples| pressed(samples, tags))
}

/// The file, and how it sounds.
///
/// What lies above eight kilohertz is left out: at this rate it costs more than it gives, and the encoder
/// (0.12.18) let a click of one and a half times the full scale through where it was kept.
#[expect(clippy::cast_possible_truncation, reason = "samples are brought between -1 and 1 first")]
fn pressed(samples: &[f32], tags: &Tags) -> Result<(Vec<u8>, Samples), String> {
    let mut decoder = Decoder::new(RATE, Channels::Mono).map_err(|error| error.to_string())?;
    let mut encoder = Encoder::builder(RATE, Channels::Mono, Application::Voip)
        .bitrate(Bitrate::Bits(OPUS_BITS))
        .complexity(5)
        .max_bandwidth(Bandwidth::Wideband)
        .build()
        .map_err(|error| error.to_string())?;
    let skip = u64::from(encoder.lookahead()) * SCALE;
    let end = skip + samples.len() as u64 * SCALE;
    let mut out = Vec::with_capacity(samples.len() / 8);
    let mut pages = Pages { out: &mut out, number: 0 };
    pages.push(&[head(skip)], 0, Kind::First);
    pages.push(&[comments(tags)], 0, Kind::Inner);
    // What the encoder holds back at the end comes out with another frame of silence.
    let n_frames = usize::try_from(end / SCALE).unwrap_or(0).div_ceil(FRAME).max(1);
    let mut packets: Vec<Vec<u8>> = Vec::with_capacity(PAGE);
    let (mut pcm, mut buffer) = ([0_i16; FRAME], [0_u8; 4_000]);
    let (mut played, mut heard) = (Vec::with_capacity(samples.len()), [0.0_f32; FRAME]);
    for frame in 0..n_frames {
        for (i, slot) in pcm.iter_mut().enumerate() {
            let sample = samples.get(frame * FRAME + i).copied().unwrap_or(0.0);
            *slot = (sample.clamp(-1.0, 1.0) * 32_767.0).round() as i16;
        }
        let length = encoder.encode(&pcm, &mut buffer).map_err(|error| error.to_string())?;
        let n_heard = decoder
            .decode_float(&buffer[..length], &mut heard, DecodeMode::Normal)
            .map_err(|error| error.to_string())?;
        played.extend_from_slice(&heard[..n_heard]);
        packets.push(buffer[..length].to_vec());
        let last = frame + 1 == n_frames;
        if packets.len() == PAGE || last {
            let granule = if last { end } else { (frame as u64 + 1) * FRAME as u64 * SCALE };
            pages.push(&packets, granule, if last { Kind::Last } else { Kind::Inner });
            packets.clear();
        }
    }
    Ok((out, played))
}

fn head(skip: u64) -> Vec<u8> {
    let mut head = b"OpusHead\x01\x01".to_vec();
    head.extend(u16::try_from(skip).unwrap_or(0).to_le_bytes());
    head.extend(RATE.to_le_bytes());
    head.extend([0, 0, 0]);
    head
}

fn comments(tags: &Tags) -> Vec<u8> {
    let mut fields = vec![
        format!("TITLE={}", tags.title),
        format!("ARTIST={}", tags.artist),
        format!("ALBUM={}", tags.album),
        "LANGUAGE=vi".to_owned(),
    ];
    fields.extend(tags.year.map(|year| format!("DATE={year}")));
    let mut out = b"OpusTags".to_vec();
    let length = |text: &str| u32::try_from(text.len()).unwrap_or(0).to_le_bytes();
    out.extend(length("mangnon"));
    out.extend(b"mangnon");
    out.extend(u32::try_from(fields.len()).unwrap_or(0).to_le_bytes());
    for field in &fields {
        out.extend(length(field));
        out.extend(field.as_bytes());
    }
    out
}

/// The place of a page in its stream.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    First = 2,
    Inner = 0,
    Last = 4,
}

struct Pages<'o> {
    out: &'o mut Vec<u8>,
    number: u32,
}

impl Pages<'_> {
    /// A page of whole packets.
    fn push(&mut self, packets: &[Vec<u8>], granule: u64, kind: Kind) {
        let mut lacing = Vec::with_capacity(packets.len() * 2);
        for packet in packets {
            lacing.extend(std::iter::repeat_n(255, packet.len() / 255));
            lacing.push(u8::try_from(packet.len() % 255).unwrap_or(0));
        }
        // A page holds 255 pieces; a second of speech never needs them, a long title might.
        lacing.truncate(255);
        let start = self.out.len();
        self.out.extend(b"OggS\x00");
        self.out.push(kind as u8);
        self.out.extend(granule.to_le_bytes());
        self.out.extend(SERIAL.to_le_bytes());
        self.out.extend(self.number.to_le_bytes());
        self.out.extend([0; 4]);
        self.out.push(u8::try_from(lacing.len()).unwrap_or(u8::MAX));
        let room: usize = lacing.iter().map(|piece| usize::from(*piece)).sum();
        self.out.extend(&lacing);
        self.out.extend(packets.iter().flatten().take(room));
        let sum = checksum(&self.out[start..]);
        self.out[start + 22..start + 26].copy_from_slice(&sum.to_le_bytes());
        self.number += 1;
    }
}

/// The checksum of Ogg: CRC-32 with the polynomial 04c11db7, not reflected.
fn checksum(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte) << 24, |crc, _| {
            if crc >> 31 == 1 { crc << 1 ^ 0x04c1_1db7 } else { crc << 1 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_minutes_stay_within_the_budget_of_the_web() {
        // A voice-like buzz that changes, which is harder to squeeze than a pause.
        let mut noise = 1_u32;
        let samples: Vec<f32> = (0..RATE * 120)
            .map(|i| {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let buzz = if (i / 2_400) % 3 == 0 {
                    0.0
                } else {
                    f32::from(u8::try_from(i % 190).unwrap_or(0)) / 190.0 - 0.5
                };
                buzz * 0.4 + f32::from(u8::try_from(noise >> 24).unwrap_or(0)) / 2_550.0
            })
            .collect();
        let tags =
            Tags { title: "Bản tin".into(), artist: "Đài".into(), album: "Xã".into(), year: Some(2026) };
        let file = encode(&samples, &tags).expect("the encoder takes plain samples");
        assert!(file.len() <= 400_000, "{}", file.len());
        assert!(file.starts_with(b"OggS") && file.windows(8).any(|part| part == b"OpusTags"));
        assert_eq!(file, encode(&samples, &tags).expect("again"));
    }

    #[test]
    fn the_checksum_is_that_of_ogg() {
        // The published check value of CRC-32 with this polynomial, no reflection and a start of zero.
        assert_eq!(checksum(b"123456789"), 0x89a1_897f);
    }
}
