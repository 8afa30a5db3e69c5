//! Photographs inside documents without what the camera wrote beside the picture.
//!
//! In: the bytes of a JPEG or PNG. Out: the same pixels, not coded anew, since a document fixes their
//! size; place, camera, thumbnail, comments and whatever follows the picture are left out.

/// The picture without its side data; what is no JPEG or PNG comes back as it is.
pub fn without_camera(bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(&[0xff, 0xd8]) {
        jpeg(bytes).unwrap_or_else(|| bytes.to_vec())
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png(bytes).unwrap_or_else(|| bytes.to_vec())
    } else {
        bytes.to_vec()
    }
}

/// Segments that the pixels need: not those of applications, except `JFIF` and `Adobe`. A profile may
/// name a device and goes too.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0xff, 0xd8];
    let mut at = 2;
    loop {
        while *bytes.get(at)? == 0xff && *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        let (mark, kind) = (*bytes.get(at)?, *bytes.get(at + 1)?);
        if mark != 0xff {
            return None;
        }
        if kind == 0xd9 {
            out.extend_from_slice(&[0xff, 0xd9]);
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
        let end = at + 2 + length;
        let segment = bytes.get(at..end)?;
        let content = segment.get(4..)?;
        let needed = match kind {
            0xe0 => content.starts_with(b"JFIF\0"),
            0xee => content.starts_with(b"Adobe"),
            0xe1..=0xef | 0xfe => false,
            _ => true,
        };
        if needed {
            // A thumbnail may hang at the JFIF segment.
            if kind == 0xe0 && segment.len() > 18 {
                out.extend_from_slice(&[0xff, 0xe0, 0, 16]);
                out.extend_from_slice(segment.get(4..16)?);
                out.extend_from_slice(&[0, 0]);
            } else {
                out.extend_from_slice(segment);
            }
        }
        at = end;
        if kind == 0xda {
            at = scan(bytes, at, &mut out)?;
        }
    }
}

/// Copies coded pixels up to the next segment.
fn scan(bytes: &[u8], from: usize, out: &mut Vec<u8>) -> Option<usize> {
    let mut at = from;
    loop {
        let next = at + bytes.get(at..)?.iter().position(|byte| *byte == 0xff)?;
        match *bytes.get(next + 1)? {
            0 | 0xd0..=0xd7 => at = next + 2,
            0xff => at = next + 1,
            _ => {
                out.extend_from_slice(&bytes[from..next]);
                return Some(next);
            }
        }
    }
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    const NEEDED: [&[u8; 4]; 9] =
        [b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs"];
    let mut out = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = usize::try_from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()?;
        let name = bytes.get(at + 4..at + 8)?;
        let end = at.checked_add(length)?.checked_add(12)?;
        let chunk = bytes.get(at..end)?;
        if NEEDED.iter().any(|needed| *needed == name) {
            out.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(out);
        }
        at = end;
    }
}
