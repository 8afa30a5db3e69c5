//! Films and recordings in the boxes of MP4, without what the telephone wrote beside them.
//!
//! In: the bytes of an .mp4, .m4a, .mov or .3gp. Out: the same file in which boxes of place, device, author
//! and time hold nothing; no byte moves, so that picture and sound are found where they were. A file with
//! a track that is neither picture nor sound is refused: telephones and drones keep their path there.

/// Boxes that hold others.
const HOLDERS: [&[u8; 4]; 9] =
    [b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts", b"mvex", b"moof"];

/// Boxes that a player needs, inside holders and on top.
const NEEDED: [&[u8; 4]; 36] = [
    b"ftyp", b"styp", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"nmhd", b"dref",
    b"elst", b"stsd", b"stts", b"ctts", b"stss", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"sgpd",
    b"sbgp", b"stps", b"cslg", b"sdtp", b"tref", b"trex", b"mehd", b"mfhd", b"traf", b"sidx", b"mfra",
    b"subs", b"iods", b"tapt",
];

/// How deep boxes may lie.
const DEEPEST: usize = 12;

/// The film without its tags; a reason if it cannot be published.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = bytes.to_vec();
    let mut seen = Seen::default();
    boxes(&mut out, 0, &mut seen)?;
    if seen.film { Ok(out) } else { Err("no moov".to_owned()) }
}

#[derive(Default)]
struct Seen {
    film: bool,
}

fn boxes(bytes: &mut [u8], depth: usize, seen: &mut Seen) -> Result<(), String> {
    if depth > DEEPEST {
        return Err("too deep".to_owned());
    }
    let mut at = 0;
    while at < bytes.len() {
        let (name, head, end) = box_at(bytes, at).ok_or("broken")?;
        let content = &mut bytes[at + head..end];
        if HOLDERS.contains(&&name) || name == *b"traf" {
            seen.film |= name == *b"moov";
            boxes(content, depth + 1, seen)?;
        } else if NEEDED.contains(&&name) {
            plain(name, content)?;
        } else {
            content.fill(0);
            bytes[at + 4..at + 8].copy_from_slice(b"free");
        }
        at = end;
    }
    Ok(())
}

/// The name of a box, how long its head is, and where it ends.
fn box_at(bytes: &[u8], at: usize) -> Option<([u8; 4], usize, usize)> {
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

/// A box that stays, without times and names.
fn plain(name: [u8; 4], content: &mut [u8]) -> Result<(), String> {
    match &name {
        b"mvhd" | b"tkhd" | b"mdhd" => {
            // Made and changed, in four bytes each or in eight.
            let times = if content.first() == Some(&1) { 4..20 } else { 4..12 };
            content.get_mut(times).ok_or("broken")?.fill(0);
        }
        b"hdlr" => {
            let kind: [u8; 4] = content.get(8..12).and_then(|kind| kind.try_into().ok()).ok_or("broken")?;
            // `url ` and `alis` say where the samples lie, in files of QuickTime.
            if ![*b"vide", *b"soun", *b"url ", *b"alis"].contains(&kind) {
                return Err(format!("track {}", String::from_utf8_lossy(&kind)));
            }
            // Who made the handler, and its name.
            if let Some(named) = content.get_mut(12..) {
                named.fill(0);
            }
        }
        // Samples in another file: its name may be a path of somebody's disk.
        b"dref" if content.len() > 64 && content.windows(4).any(|four| four == b"alis") => {
            return Err("samples in another file".to_owned());
        }
        _ => {}
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(name: [u8; 4], content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len() + 8).expect("a test box");
        [length.to_be_bytes().as_slice(), name.as_slice(), content].concat()
    }

    fn handler(kind: [u8; 4]) -> Vec<u8> {
        boxed(*b"hdlr", &[[0; 8].as_slice(), kind.as_slice(), &[0; 12], b"Telephone of somebody\0"].concat())
    }

    fn film(kind: [u8; 4]) -> Vec<u8> {
        let place = boxed(*b"udta", &boxed(*b"\xa9xyz", b"\0\x12\0\0+21.02+105.85/"));
        let media = boxed(*b"mdia", &[boxed(*b"mdhd", &[9; 24]), handler(kind)].concat());
        let moov =
            [boxed(*b"mvhd", &[9; 100]), place, boxed(*b"trak", &media), boxed(*b"meta", b"\0\0\0\0maker")]
                .concat();
        [
            boxed(*b"ftyp", b"isom\0\0\0\0"),
            boxed(*b"moov", &moov),
            boxed(*b"uuid", b"xmp"),
            boxed(*b"mdat", b"picture"),
        ]
        .concat()
    }

    #[test]
    fn place_device_and_times_are_gone_and_nothing_moves() {
        let before = film(*b"vide");
        let after = clean(&before).expect("a film");
        assert_eq!(before.len(), after.len());
        let find = |needle: &[u8]| after.windows(needle.len()).position(|window| window == needle);
        for gone in [b"+21.02".as_slice(), b"maker", b"xmp", b"Telephone", &[9; 101]] {
            assert_eq!(find(gone), None, "{gone:?}");
        }
        assert_eq!(find(b"picture"), before.windows(7).position(|window| window == b"picture"));
        assert_eq!(clean(&after).as_ref(), Ok(&after));
    }

    #[test]
    fn other_tracks_and_broken_files_are_refused() {
        assert_eq!(clean(&film(*b"meta")), Err("track meta".to_owned()));
        assert!(clean(&film(*b"vide")[..100]).is_err());
        assert!(clean(b"").is_err() && clean(b"\0\0\0\x04mdat").is_err());
        let deep = (0..20).fold(Vec::new(), |inner, _| boxed(*b"trak", &inner));
        assert!(clean(&deep).is_err());
    }
}
