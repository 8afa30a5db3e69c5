//! Photographs inside documents without what the camera wrote beside the picture.
//!
//! In: the bytes of a JPEG, JPEG 2000, PNG, GIF or WebP. Out: the same pixels, not coded anew, since a document fixes
//! their size; place, camera, thumbnail, comments and whatever follows the picture are left out. Kinds of
//! pictures that are not read here say so: whoever publishes a document must not let them pass.

/// Why a picture stays as it was, and must not be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unbared {
    /// It is torn.
    Broken,
    /// A kind of picture that keeps place and camera and is not read here.
    OtherKind,
}

/// The picture without its side data; what is no picture comes back as it is.
pub fn without_camera(bytes: &[u8]) -> Result<Vec<u8>, Unbared> {
    let bared = if bytes.starts_with(&[0xff, 0xd8]) {
        jpeg(bytes)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        png(bytes)
    } else if bytes.starts_with(b"GIF8") {
        gif(bytes)
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP".as_slice()) {
        webp(bytes)
    } else if bytes.starts_with(b"\0\0\0\x0cjP  ") {
        boxes(bytes)
    } else if is_unread(bytes) {
        return Err(Unbared::OtherKind);
    } else {
        return Ok(bytes.to_vec());
    };
    bared.ok_or(Unbared::Broken)
}

/// TIFF, pictures in boxes (HEIC, AVIF), JPEG XR and XL; anything that carries what cameras write.
fn is_unread(bytes: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 5] = [b"II*\0", b"MM\0*", b"II\xbc\x01", b"\xff\x0a", b"\0\0\0\x0cJXL "];
    const MARKS: [&[u8]; 3] = [b"Exif\0\0", b"ns.adobe.com/xap", b"<x:xmpmeta"];
    BEGINNINGS.iter().any(|start| bytes.starts_with(start))
        || bytes.get(4..8) == Some(b"ftyp".as_slice())
        || MARKS.iter().any(|mark| memchr(bytes, mark))
}

fn memchr(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

/// Segments that the pixels need: not those of applications, except `JFIF` and `Adobe`. A profile may
/// name a device and goes too.
fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![0xff, 0xd8];
    let mut at = 2;
    let mut is_drawn = false;
    loop {
        // A picture that was cut is shown as far as it goes.
        if is_drawn && at >= bytes.len() {
            out.extend_from_slice(&[0xff, 0xd9]);
            return Some(out);
        }
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
            at = scan(bytes, at, &mut out);
            is_drawn = true;
        }
    }
}

/// Copies coded pixels up to the next segment, or to the end.
fn scan(bytes: &[u8], from: usize, out: &mut Vec<u8>) -> usize {
    let mut at = from;
    while let Some(next) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == 0xff)) {
        let next = at + next;
        match bytes.get(next + 1) {
            Some(0 | 0xd0..=0xd7) => at = next + 2,
            Some(0xff) => at = next + 1,
            Some(_) => {
                out.extend_from_slice(&bytes[from..next]);
                return next;
            }
            None => break,
        }
    }
    out.extend_from_slice(&bytes[from.min(bytes.len())..]);
    bytes.len()
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

/// Frames and the count of repetitions; comments and what programs add go.
fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(*bytes.get(10)?);
    let mut out = bytes.get(..at)?.to_vec();
    loop {
        let from = at;
        let (head, needed) = match bytes.get(at)? {
            0x3b => {
                out.push(0x3b);
                return Some(out);
            }
            0x2c => (11 + table(*bytes.get(at + 9)?), true),
            0x21 => {
                let loops = bytes.get(at + 3..at + 14)? == b"NETSCAPE2.0";
                (2, *bytes.get(at + 1)? == 0xf9 || loops)
            }
            _ => return None,
        };
        at += head;
        // Blocks, each with its length, up to an empty one.
        while *bytes.get(at)? != 0 {
            at += 1 + usize::from(bytes[at]);
        }
        at += 1;
        if needed {
            out.extend_from_slice(bytes.get(from..at)?);
        }
    }
}

/// JPEG 2000: boxes of the picture; those of cameras and editors go.
fn boxes(bytes: &[u8]) -> Option<Vec<u8>> {
    const KEPT: [&[u8; 4]; 4] = [b"jP  ", b"ftyp", b"jp2h", b"jp2c"];
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
        let length = match length {
            0 => bytes.len() - at,
            1 => usize::try_from(u64::from_be_bytes(bytes.get(at + 8..at + 16)?.try_into().ok()?)).ok()?,
            length => usize::try_from(length).ok()?,
        };
        let whole = bytes.get(at..at.checked_add(length.max(8))?)?;
        if KEPT.iter().any(|kept| whole.get(4..8) == Some(kept.as_slice())) {
            out.extend_from_slice(whole);
        }
        at += whole.len();
    }
    Some(out)
}

/// All chunks but those of cameras and editors.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    const KEPT: [&[u8; 4]; 6] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"];
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut at = 12;
    while at < bytes.len() {
        let length = usize::try_from(u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?)).ok()?;
        let end = at.checked_add(8)?.checked_add(length)?.checked_add(length % 2)?;
        let chunk = bytes.get(at..end.min(bytes.len())).filter(|chunk| chunk.len() >= 8 + length)?;
        if KEPT.iter().any(|kept| chunk.starts_with(*kept)) {
            let flags = out.len() + 8;
            out.extend_from_slice(chunk);
            if chunk.starts_with(b"VP8X") {
                // Nothing is said any more of a profile, Exif and XMP.
                *out.get_mut(flags)? &= !0x2c;
            }
        }
        // What hangs behind the last chunk of the picture is no part of it.
        at = end;
        let whole = usize::try_from(u32::from_le_bytes(bytes[4..8].try_into().ok()?)).ok()?.saturating_add(8);
        if at >= whole {
            break;
        }
    }
    let length = u32::try_from(out.len() - 8).ok()?;
    out[4..8].copy_from_slice(&length.to_le_bytes());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MARK: &[u8] = b"KHONGDUOCLO";

    fn is_told(bytes: &[u8]) -> bool {
        memchr(bytes, MARK)
    }

    #[test]
    fn comments_of_a_gif_go_and_its_frames_stay() {
        let head = b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
        let comment = [b"\x21\xfe\x0b".as_slice(), MARK, b"\0"].concat();
        let xmp = [b"\x21\xff\x0bXMP DataXMP\x0b".as_slice(), MARK, b"\0"].concat();
        let frame = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0";
        let whole = [head.as_slice(), &comment, &xmp, frame, b"\x3b", MARK].concat();
        let bare = without_camera(&whole).expect("a picture");
        assert_eq!(bare, [head.as_slice(), frame, b"\x3b"].concat());
        assert_eq!(without_camera(&whole[..30]), Err(Unbared::Broken));
    }

    #[test]
    fn what_a_webp_says_of_its_camera_goes() {
        let chunk = |name: &[u8], content: &[u8]| {
            let length = u32::try_from(content.len()).expect("short").to_le_bytes();
            [name, &length, content, if content.len() % 2 == 1 { b"\0" } else { b"" }].concat()
        };
        let chunks = [
            chunk(b"VP8X", &[0x2c, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
            chunk(b"ICCP", MARK),
            chunk(b"VP8 ", b"pixels"),
            chunk(b"EXIF", MARK),
            chunk(b"XMP ", MARK),
        ]
        .concat();
        let length = u32::try_from(chunks.len() + 4).expect("short").to_le_bytes();
        let whole = [b"RIFF".as_slice(), &length, b"WEBP", &chunks, MARK].concat();
        let bare = without_camera(&whole).expect("a picture");
        assert!(!is_told(&bare) && memchr(&bare, b"pixels"), "{bare:?}");
        assert_eq!(bare[20], 0, "no flag of what is gone");
        assert_eq!(usize::from(bare[4]) + 8, bare.len());
    }

    #[test]
    fn a_jpeg_that_was_cut_loses_its_camera_too() {
        let head = [b"\xff\xd8\xff\xe1\0\x0d".as_slice(), MARK].concat();
        let cut = [head.as_slice(), b"\xff\xda\0\x02pixels"].concat();
        let bare = without_camera(&cut).expect("a picture");
        assert!(!is_told(&bare) && bare.ends_with(b"pixels\xff\xd9"), "{bare:?}");
        assert_eq!(without_camera(&head[..9]), Err(Unbared::Broken));
    }

    #[test]
    fn kinds_that_are_not_read_are_told_apart() {
        for bytes in [b"II*\0 tiff".as_slice(), b"\0\0\0\x18ftypheic", b"a drawing with Exif\0\0 in it"] {
            assert_eq!(without_camera(bytes), Err(Unbared::OtherKind), "{bytes:?}");
        }
        assert_eq!(without_camera(b"words").as_deref(), Ok(b"words".as_slice()));
    }
}
