//! MP3 for the booth, with its tags; and MP3 as people record it: how long, bare of tags, as samples.
//!
//! Every player of a commune takes one channel at 64 kb/s. Tags are ID3 2.3 in UTF-16, which old
//! players read. Of a recording only its frames are published: tags, pictures, places and whatever
//! else a phone wrote beside them are left out.

use rusty_mp3::frame::ChannelMode;
use rusty_mp3::header::FrameHeader;
use rusty_mp3::{Mp3Decoder, Mp3Encoder, Mp3EncoderConfig};

use crate::sound::{RATE, Samples, Tags, peak, resample::resample};

/// Kilobits a second of a file for the booth.
pub const MP3_KBPS: u32 = 64;

/// An MP3 of samples; a reason if the encoder refuses.
pub fn encode(samples: &[f32], tags: &Tags) -> Result<Vec<u8>, String> {
    peak::held(samples, |samples| {
        let file = pressed(samples, tags)?;
        let played = decode(&file).unwrap_or_default();
        Ok((file, played))
    })
}

fn pressed(samples: &[f32], tags: &Tags) -> Result<Vec<u8>, String> {
    let config = Mp3EncoderConfig { bitrate_kbps: MP3_KBPS, vbr_quality: None };
    let mut encoder = Mp3Encoder::new(config);
    encoder.push_pcm_f32(samples, 1, RATE).map_err(|error| error.to_string())?;
    encoder.finish();
    let mut out = id3(tags);
    while let Ok(packet) = encoder.next_packet() {
        out.extend(packet);
    }
    Ok(out)
}

/// How long a recording is; nothing if it holds no sound.
pub fn milliseconds(bytes: &[u8]) -> Option<u64> {
    let mut micros = 0;
    let mut n_frames = 0_usize;
    for (header, frame) in frames(bytes) {
        if !is_table(&header, frame) {
            micros += header.version.samples_per_frame() as u64 * 1_000_000 / u64::from(header.sample_rate);
            n_frames += 1;
        }
    }
    (n_frames > 1).then_some(micros / 1_000)
}

/// A recording without anything but its frames; nothing if it holds no sound.
pub fn bare(bytes: &[u8]) -> Option<Vec<u8>> {
    milliseconds(bytes)?;
    Some(frames(bytes).flat_map(|(_, frame)| frame.iter().copied()).collect())
}

/// The samples of a recording; nothing if it holds no sound.
pub fn decode(bytes: &[u8]) -> Option<Samples> {
    milliseconds(bytes)?;
    let mut decoder = Mp3Decoder::new();
    for (header, frame) in frames(bytes) {
        if !is_table(&header, frame) {
            decoder.push(frame);
        }
    }
    decoder.flush();
    let (mut samples, mut rate) = (Vec::new(), RATE);
    while let Ok(audio) = decoder.next_frame() {
        rate = audio.sample_rate;
        let channels = usize::from(audio.channels.max(1));
        let mono = audio.samples.chunks_exact(channels);
        #[expect(clippy::cast_precision_loss, reason = "there are one or two channels")]
        samples.extend(mono.map(|frame| frame.iter().sum::<f32>() / channels as f32));
    }
    Some(resample(&samples, rate))
}

/// The frames of a file in order. Two that follow each other are needed for the first, so that a tag
/// or a picture is not taken for sound.
fn frames(bytes: &[u8]) -> impl Iterator<Item = (FrameHeader, &[u8])> {
    let mut at = after_tag(bytes);
    let mut in_step = false;
    std::iter::from_fn(move || {
        loop {
            bytes.get(at..at + 4)?;
            let Some((header, end)) = frame_at(bytes, at) else {
                (at, in_step) = (at + 1, false);
                continue;
            };
            if !in_step && frame_at(bytes, end).is_none() && end < bytes.len() {
                at += 1;
                continue;
            }
            let frame = &bytes[at..end];
            (at, in_step) = (end, true);
            return Some((header, frame));
        }
    })
}

/// A tag of ID3 2 at the beginning is passed over as a whole: pictures in it hold anything.
fn after_tag(bytes: &[u8]) -> usize {
    match bytes {
        [b'I', b'D', b'3', _, _, flags, a, b, c, d, ..] => {
            let size = [a, b, c, d].iter().fold(0, |sum, byte| sum << 7 | usize::from(**byte & 0x7f));
            let footer = if flags & 0x10 == 0 { 0 } else { 10 };
            (10 + size + footer).min(bytes.len())
        }
        _ => 0,
    }
}

fn frame_at(bytes: &[u8], at: usize) -> Option<(FrameHeader, usize)> {
    let four = bytes.get(at..at + 4)?;
    let header = FrameHeader::parse([four[0], four[1], four[2], four[3]]).ok()?;
    let end = at + header.frame_size();
    (header.frame_size() > 4 && end <= bytes.len()).then_some((header, end))
}

/// A frame that holds a table of the others and no sound.
fn is_table(header: &FrameHeader, frame: &[u8]) -> bool {
    let mono = matches!(header.channel_mode, ChannelMode::Mono);
    let side = match (header.version.granules(), mono) {
        (2, false) => 32,
        (2, true) | (_, false) => 17,
        (_, true) => 9,
    };
    frame.get(4 + side..8 + side).is_some_and(|name| name == b"Info" || name == b"Xing")
}

fn id3(tags: &Tags) -> Vec<u8> {
    let mut frames = Vec::new();
    let mut push = |name: &[u8; 4], text: &str| {
        let mut body = vec![1, 0xff, 0xfe];
        body.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        frames.extend(name);
        frames.extend(u32::try_from(body.len()).unwrap_or(0).to_be_bytes());
        frames.extend([0, 0]);
        frames.extend(body);
    };
    push(b"TIT2", &tags.title);
    push(b"TPE1", &tags.artist);
    push(b"TALB", &tags.album);
    push(b"TLAN", "vie");
    if let Some(year) = tags.year {
        push(b"TYER", &year.to_string());
    }
    let size = frames.len();
    let mut out = b"ID3\x03\x00\x00".to_vec();
    out.extend([21, 14, 7, 0].map(|shift| u8::try_from(size >> shift & 0x7f).unwrap_or(0)));
    out.extend(frames);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sound::{length_ms, silence};

    fn tags() -> Tags {
        Tags { title: "Bản tin".into(), artist: "Đài".into(), album: "Xã".into(), year: Some(2026) }
    }

    fn speech() -> Samples {
        let buzz = |i: u32| {
            if i % 12_000 < 8_000 { f32::from(u8::try_from(i % 160).unwrap_or(0)) / 320.0 } else { 0.0 }
        };
        (0..RATE * 4).map(buzz).collect()
    }

    #[test]
    fn a_file_is_as_long_as_its_samples_and_says_what_it_is() {
        let file = encode(&speech(), &tags()).expect("plain samples");
        assert!(file.starts_with(b"ID3"));
        let ms = milliseconds(&file).expect("sound");
        assert!(ms.abs_diff(4_000) < 120, "{ms}");
        let samples = decode(&file).expect("sound");
        assert!(length_ms(&samples).abs_diff(4_000) < 120);
        assert_eq!(file, encode(&speech(), &tags()).expect("again"));
    }

    #[test]
    fn only_the_frames_of_a_recording_are_published() {
        let mut file = encode(&speech(), &tags()).expect("plain samples");
        file.extend(b"TAG toa do 22.12 105.66, dien thoai cua ai do");
        let bare = bare(&file).expect("sound");
        assert!(!bare.starts_with(b"ID3") && !bare.windows(6).any(|part| part == b"toa do"));
        assert_eq!(milliseconds(&bare), milliseconds(&file));
    }

    #[test]
    fn what_holds_no_sound_is_none() {
        for bytes in
            [&b""[..], b"ID3", b"ID3\x03\x00\x00\x7f\x7f\x7f\x7f", b"\xff\xfb\x90\x00", b"<html></html>"]
        {
            assert!(milliseconds(bytes).is_none() && bare(bytes).is_none() && decode(bytes).is_none());
        }
        let mut noise = 7_u32;
        let noise: Vec<u8> = (0..200_000)
            .map(|_| {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                u8::try_from(noise >> 24).unwrap_or(0)
            })
            .collect();
        // Noise may look like a frame here and there; it must not panic.
        let _ = (milliseconds(&noise), decode(&noise));
        assert!(length_ms(&silence(250)) == 250);
    }
}
