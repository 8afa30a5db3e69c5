//! What encoders and telephones write between the frames of a film: texts of users inside the picture
//! stream, and bytes that no frame uses.
//!
//! In: the bytes of a film in the boxes of MP4, as the player finds its frames by their tables. Out: the
//! same bytes, of which texts in H.264, H.265 and MPEG-4 pictures hold nothing; nothing moves. Streams in
//! which such texts are not known here, and films without tables of frames, are refused.

use std::ops::Range;

/// What takes the place of a text; neither a start code nor a gap can come of it.
const NOTHING: u8 = b'*';

/// How a stream of pictures is cut into units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stream {
    /// H.264: units behind their length in so many bytes.
    Avc(usize),
    /// H.265, the same.
    Hevc(usize),
    /// MPEG-4 part 2: start codes.
    Codes,
    /// No user's text is known in it.
    Plain,
}

/// A track and where its frames lie.
#[derive(Debug)]
struct Track {
    stream: Stream,
    description: Range<usize>,
    /// `None` for sound of frames of one size: players differ in what that size means.
    frames: Option<Vec<Range<usize>>>,
}

/// Empties the texts between the frames.
pub(super) fn clean(bytes: &mut [u8]) -> Result<(), String> {
    let film = child(bytes, 0..bytes.len(), *b"moov").ok_or("no moov")?;
    let mut tracks = Vec::new();
    for (name, content) in children(bytes, film) {
        if name == *b"trak" {
            tracks.push(track(bytes, content)?);
        }
    }
    for track in &tracks {
        let description = &mut bytes[track.description.clone()];
        match track.stream {
            Stream::Codes => codes(description),
            Stream::Hevc(_) => parameter_sets(description),
            Stream::Avc(_) | Stream::Plain => {}
        }
        for frame in track.frames.iter().flatten() {
            let frame = bytes.get_mut(frame.clone()).ok_or("broken")?;
            match track.stream {
                Stream::Avc(length) | Stream::Hevc(length) => units(frame, length, track.stream),
                Stream::Codes => codes(frame),
                Stream::Plain => {}
            }
        }
    }
    let frames: Option<Vec<_>> = tracks.into_iter().map(|track| track.frames).collect();
    if let Some(frames) = frames {
        unused(bytes, frames.concat());
    }
    Ok(())
}

/// The boxes directly inside a part of a file.
fn children(bytes: &[u8], within: Range<usize>) -> Vec<([u8; 4], Range<usize>)> {
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some((name, head, end)) = box_at(&bytes[..within.end], at) {
        found.push((name, at + head..end));
        at = end;
    }
    found
}

fn child(bytes: &[u8], within: Range<usize>, name: [u8; 4]) -> Option<Range<usize>> {
    children(bytes, within).into_iter().find(|(other, _)| *other == name).map(|(_, content)| content)
}

fn track(bytes: &[u8], content: Range<usize>) -> Result<Track, String> {
    let media = child(bytes, content, *b"mdia").ok_or("broken")?;
    let kind = child(bytes, media.clone(), *b"hdlr").and_then(|handler| bytes.get(handler)?.get(8..12));
    let is_picture = kind == Some(b"vide".as_slice());
    let tables =
        child(bytes, media, *b"minf").and_then(|minf| child(bytes, minf, *b"stbl")).ok_or("broken")?;
    let description = child(bytes, tables.clone(), *b"stsd").ok_or("broken")?;
    let stream = if is_picture { stream(&bytes[description.clone()])? } else { Stream::Plain };
    let has_sizes = child(bytes, tables.clone(), *b"stsz")
        .and_then(|table| bytes.get(table)?.get(4..8))
        .is_some_and(|size| size == [0; 4]);
    let frames = if is_picture || has_sizes { Some(frames(bytes, tables).ok_or("broken")?) } else { None };
    Ok(Track { stream, description, frames })
}

/// How the pictures of a track are coded, from its first description.
fn stream(description: &[u8]) -> Result<Stream, String> {
    let codec = description.get(12..16).ok_or("broken")?;
    let settings = |name: &[u8]| {
        let at = description.windows(4).position(|four| four == name)?;
        description.get(at + 4..)
    };
    let length = |byte: Option<&u8>| byte.map(|byte| usize::from(byte & 3) + 1).ok_or("broken");
    match codec {
        b"avc1" | b"avc2" | b"avc3" => Ok(Stream::Avc(length(settings(b"avcC").and_then(|set| set.get(4)))?)),
        b"hvc1" | b"hev1" | b"dvh1" | b"dvhe" => {
            Ok(Stream::Hevc(length(settings(b"hvcC").and_then(|set| set.get(21)))?))
        }
        b"mp4v" => Ok(Stream::Codes),
        b"s263" | b"h263" | b"av01" | b"vp08" | b"vp09" => Ok(Stream::Plain),
        other => Err(format!("codec {}", String::from_utf8_lossy(other))),
    }
}

/// Where the frames lie that the tables of a track name.
fn frames(bytes: &[u8], tables: Range<usize>) -> Option<Vec<Range<usize>>> {
    let table = |name: [u8; 4]| child(bytes, tables.clone(), name).map(|content| &bytes[content]);
    let sizes = sizes(table(*b"stsz")?, bytes.len())?;
    let chunks: Vec<usize> = match table(*b"stco") {
        Some(table) => numbers(table.get(8..)?, 4),
        None => numbers(table(*b"co64")?.get(8..)?, 8),
    };
    // From which chunk on a chunk holds how many frames.
    let runs = numbers(table(*b"stsc")?.get(8..)?, 4);
    let runs: Vec<(usize, usize)> = runs.chunks_exact(3).map(|run| (run[0], run[1])).collect();
    let mut sizes = sizes.into_iter();
    let mut frames = Vec::new();
    let mut run = 0;
    for (nth, start) in chunks.into_iter().enumerate() {
        while runs.get(run + 1).is_some_and(|(first, _)| *first <= nth + 1) {
            run += 1;
        }
        let mut at = start;
        for size in sizes.by_ref().take(runs.get(run)?.1) {
            let end = at.checked_add(size).filter(|end| *end <= bytes.len())?;
            frames.push(at..end);
            at = end;
        }
    }
    sizes.next().is_none().then_some(frames)
}

/// The sizes of all frames; none can be larger than the file, nor all together.
fn sizes(table: &[u8], most: usize) -> Option<Vec<usize>> {
    let [size, count] = numbers(table.get(4..12)?, 4)[..] else { return None };
    if size == 0 {
        let sizes = numbers(table.get(12..)?, 4);
        return (sizes.len() >= count).then(|| sizes[..count].to_vec());
    }
    (size.checked_mul(count)? <= most).then(|| vec![size; count])
}

fn numbers(bytes: &[u8], width: usize) -> Vec<usize> {
    let number = |bytes: &[u8]| bytes.iter().fold(0_usize, |sum, byte| sum << 8 | usize::from(*byte));
    bytes.chunks_exact(width).map(number).collect()
}

/// Empties the texts in the units of a frame.
fn units(frame: &mut [u8], length: usize, stream: Stream) {
    let mut at = 0;
    while let Some(head) = frame.get(at..at + length) {
        let start = at + length;
        let size = numbers(head, length)[0];
        let Some(unit) = start.checked_add(size).and_then(|end| frame.get_mut(start..end)) else { return };
        unit_of(unit, stream);
        at = start + size;
    }
}

fn unit_of(unit: &mut [u8], stream: Stream) {
    let Some(first) = unit.first() else { return };
    let (tells, head) = match stream {
        Stream::Avc(_) => (first & 0x1f == 6, 1),
        _ => (matches!(first >> 1 & 0x3f, 39 | 40), 2),
    };
    if let (true, Some(messages)) = (tells, unit.get_mut(head..)) {
        told(messages);
    }
}

/// Empties the users' texts among the messages of a unit. A 3 behind two zeros is no part of a message.
fn told(unit: &mut [u8]) {
    let is_guard = |i: usize, unit: &[u8]| i >= 2 && unit[i - 2..=i] == [0, 0, 3];
    let places: Vec<usize> = (0..unit.len()).filter(|i| !is_guard(*i, unit)).collect();
    let guarded: Vec<usize> =
        (0..unit.len()).filter(|i| is_guard(*i, unit)).flat_map(|i| [i - 2, i - 1]).collect();
    let mut at = 0;
    let number = |at: &mut usize, unit: &[u8]| {
        let mut sum = 0_usize;
        loop {
            let byte = unit[*places.get(*at)?];
            *at += 1;
            sum += usize::from(byte);
            if byte != 255 {
                return Some(sum);
            }
        }
    };
    while at + 1 < places.len() {
        let (Some(kind), Some(size)) = (number(&mut at, unit), number(&mut at, unit)) else { return };
        let content: Vec<usize> = places.iter().skip(at).take(size).copied().collect();
        let begins = |bytes: &[u8]| bytes.iter().zip(&content).all(|(byte, place)| unit[*place] == *byte);
        // Captions and the brightness of scenes are of the picture.
        let is_of_picture = begins(b"\xb5\0\x31GA94") || begins(b"\xb5\0\x3c");
        if kind == 5 || (kind == 4 && !is_of_picture) {
            for place in content.into_iter().filter(|place| guarded.binary_search(place).is_err()) {
                unit[place] = NOTHING;
            }
        }
        at += size;
    }
}

/// Empties the texts that stand among the settings of H.265.
fn parameter_sets(description: &mut [u8]) {
    let Some(at) = description.windows(4).position(|four| four == b"hvcC") else { return };
    let Some(settings) = description.get_mut(at + 4..) else { return };
    let arrays = settings.get(22).copied().unwrap_or(0);
    let mut at = 23;
    for _ in 0..arrays {
        let Some(count) = settings.get(at + 1..at + 3).map(|two| numbers(two, 2)[0]) else { return };
        at += 3;
        for _ in 0..count {
            let Some(size) = settings.get(at..at + 2).map(|two| numbers(two, 2)[0]) else { return };
            let Some(unit) = settings.get_mut(at + 2..at + 2 + size) else { return };
            unit_of(unit, Stream::Hevc(4));
            at += 2 + size;
        }
    }
}

/// Empties what follows the start code of a user's text, up to the next start code.
fn codes(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| position(rest, &[0, 0, 1, 0xb2])) {
        let start = at + found + 4;
        let end = position(&bytes[start..], &[0, 0, 1]).map_or(bytes.len(), |next| start + next);
        bytes[start..end].fill(NOTHING);
        at = end;
    }
}

fn position(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|part| part == wanted)
}

/// Empties what lies between the frames.
fn unused(bytes: &mut [u8], mut frames: Vec<Range<usize>>) {
    frames.sort_unstable_by_key(|frame| frame.start);
    let stores = children(bytes, 0..bytes.len()).into_iter().filter(|(name, _)| name == b"mdat");
    for (_, store) in stores.collect::<Vec<_>>() {
        let mut at = store.start;
        for frame in frames.iter().filter(|frame| frame.end > store.start && frame.start < store.end) {
            if frame.start > at {
                bytes[at..frame.start].fill(0);
            }
            at = at.max(frame.end.min(store.end));
        }
        bytes[at..store.end].fill(0);
    }
}

/// The name of a box, how long its head is, and where it ends.
pub(super) fn box_at(bytes: &[u8], at: usize) -> Option<([u8; 4], usize, usize)> {
    let size = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
    let name: [u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
    let (head, length) = match size {
        0 => (8, bytes.len() - at),
        1 => (16, usize::try_from(u64::from_be_bytes(bytes.get(at + 8..at + 16)?.try_into().ok()?)).ok()?),
        size => (8, usize::try_from(size).ok()?),
    };
    let end = at.checked_add(length).filter(|end| *end <= bytes.len() && length >= head)?;
    Some((name, head, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_text_is_emptied_and_what_is_of_the_picture_stays() {
        let text = [[7; 16].as_slice(), b"place 21.02\0\0\x03\x01end"].concat();
        let captions = b"\xb5\0\x31GA94words".as_slice();
        let other = b"\xb5\0\x99maker".as_slice();
        let mut messages = Vec::new();
        // The guard is not counted.
        for (kind, content, size) in [
            (5, text.as_slice(), text.len() - 1),
            (4, captions, captions.len()),
            (4, other, other.len()),
            (1, b"time".as_slice(), 4),
        ] {
            messages.extend([kind, u8::try_from(size).expect("a short message")]);
            messages.extend_from_slice(content);
        }
        messages.push(0x80);
        let unit = [[6].as_slice(), &messages].concat();
        let size = u8::try_from(unit.len()).expect("a short unit");
        let slice = [0, 0, 0, 3, 0x65, 0x88, 0x84];
        let mut frame = [[0, 0, 0, size].as_slice(), &unit, &slice].concat();
        let before = frame.clone();
        units(&mut frame, 4, Stream::Avc(4));
        assert_eq!(frame.len(), before.len());
        assert!(frame.ends_with(&slice) && frame.starts_with(&before[..7]));
        for gone in [b"21.02".as_slice(), b"end", b"maker", &[7, 7]] {
            assert_eq!(position(&frame, gone), None, "{gone:?}");
        }
        for kept in [b"GA94words".as_slice(), b"time", b"\0\0\x03"] {
            assert!(position(&frame, kept).is_some(), "{kept:?}");
        }
    }

    #[test]
    fn texts_behind_start_codes_are_emptied() {
        let mut bytes = b"\0\0\x01\xb0\x01\0\0\x01\xb2Lavc by somebody\0\0\x01\xb6frame".to_vec();
        codes(&mut bytes);
        assert_eq!(bytes, b"\0\0\x01\xb0\x01\0\0\x01\xb2****************\0\0\x01\xb6frame");
    }

    #[test]
    fn broken_units_and_tables_are_no_panic() {
        for bytes in [b"".as_slice(), &[255; 40], &[0; 40], b"\0\0\0\x08\x06\x05\xff\xff\xff\xff"] {
            units(&mut bytes.to_vec(), 4, Stream::Avc(4));
            units(&mut bytes.to_vec(), 1, Stream::Hevc(1));
            codes(&mut bytes.to_vec());
            parameter_sets(&mut [b"hvcC", bytes].concat());
            assert!(clean(&mut bytes.to_vec()).is_err());
        }
        assert_eq!(sizes(&[255; 12], 1000), None);
    }
}
