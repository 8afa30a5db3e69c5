//! The colour profile of a picture: what its numbers mean, and nothing else.
//!
//! A profile as embedded comes in; the same one goes out if it is one, without bytes behind it and
//! without parts that describe a device. The WebP encoder writes no profile, so the container is put
//! together here.

/// Parts of a profile that may tell of the device or its owner and are not needed for colours.
const TELLING: [&[u8; 4]; 7] = [b"mmod", b"dmnd", b"dmdd", b"vcgt", b"calt", b"targ", b"tech"];

/// The longest profile that is kept; one for a screen or a camera has 500 to 4,000 bytes.
const LONGEST: usize = 256 << 10;

/// The profile to keep; `None` if it is none for colours of red, green and blue.
pub(super) fn profile(mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let length = usize::try_from(number(&bytes, 0)?).ok()?;
    let sound = bytes.get(36..40)? == b"acsp" && bytes.get(16..20)? == b"RGB ";
    if !sound || length < 132 || length > bytes.len() || length > LONGEST {
        return None;
    }
    bytes.truncate(length);
    let parts = usize::try_from(number(&bytes, 128)?).ok()?;
    for part in 0..parts.min(100) {
        let entry = 132 + part * 12;
        let name = bytes.get(entry..entry + 4)?;
        if TELLING.iter().any(|telling| name == *telling) {
            let start = usize::try_from(number(&bytes, entry + 4)?).ok()?;
            let size = usize::try_from(number(&bytes, entry + 8)?).ok()?;
            // The type of the part stays, so that the profile stays readable.
            let body = bytes.get_mut(start.checked_add(8)?..start.checked_add(size)?)?;
            body.fill(0);
        }
    }
    // Who made it, with what, and when.
    for told in [24..36, 48..56, 80..100] {
        bytes.get_mut(told)?.fill(0);
    }
    Some(bytes)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A WebP file with a colour profile, from one without.
pub(super) fn into_webp(written: &[u8], profile: &[u8], (width, height): (u32, u32), alpha: bool) -> Vec<u8> {
    let picture = written.get(12..).unwrap_or(&[]);
    // A file that has the long header already has it first, with 10 bytes of its own.
    let picture = if picture.starts_with(b"VP8X") { picture.get(18..).unwrap_or(&[]) } else { picture };
    let mut flags = [0u8; 10];
    flags[0] = 0x20 | if alpha { 0x10 } else { 0 };
    flags[4..7].copy_from_slice(&width.saturating_sub(1).to_le_bytes()[..3]);
    flags[7..10].copy_from_slice(&height.saturating_sub(1).to_le_bytes()[..3]);
    let mut body = b"WEBP".to_vec();
    for (name, content) in [(b"VP8X", flags.as_slice()), (b"ICCP", profile)] {
        body.extend_from_slice(name);
        body.extend_from_slice(&length(content));
        body.extend_from_slice(content);
        body.extend(std::iter::repeat_n(0, content.len() % 2));
    }
    body.extend_from_slice(picture);
    let mut out = b"RIFF".to_vec();
    out.extend_from_slice(&length(&body));
    out.append(&mut body);
    out
}

fn length(bytes: &[u8]) -> [u8; 4] {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes()
}
