//! Films and recordings in the boxes of MP4, without what the telephone wrote beside them.
//!
//! In: the bytes of an .mp4, .m4a, .mov or .3gp. Out: the same file in which boxes of place, device, author
//! and time hold nothing; no byte moves, so that picture and sound are found where they were. A file with
//! a track that is neither picture nor sound is refused: telephones and drones keep their path there. What
//! is written among the frames is for `frames`.

use crate::media::frames::{self, box_at};

/// Boxes that hold others.
const HOLDERS: [&[u8; 4]; 7] = [b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts"];

/// Boxes that a player needs, inside holders and on top.
const NEEDED: [&[u8; 4]; 28] = [
    b"ftyp", b"styp", b"mdat", b"mvhd", b"tkhd", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"nmhd", b"dref",
    b"elst", b"stsd", b"stts", b"ctts", b"stss", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp",
    b"stps", b"cslg", b"sdtp", b"tref", b"iods", b"tapt",
];

/// How deep boxes may lie.
const DEEPEST: usize = 12;

/// The film without its tags; a reason if it cannot be published.
pub(super) fn clean(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut out = bytes.to_vec();
    let mut seen = Seen::default();
    boxes(&mut out, 0, &mut seen)?;
    if !seen.film {
        return Err("no moov".to_owned());
    }
    frames::clean(&mut out)?;
    Ok(out)
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
        if matches!(&name, b"moof" | b"mvex") {
            // Its frames stand in no table that could be followed.
            return Err("fragmented (moof)".to_owned());
        }
        if HOLDERS.contains(&&name) {
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
        b"stsd" => described(content),
        // Samples in another file: its name may be a path of somebody's disk.
        b"dref" if content.len() > 64 && content.windows(4).any(|four| four == b"alis") => {
            return Err("samples in another file".to_owned());
        }
        _ => {}
    }
    Ok(())
}

/// Who made the encoder, and its name, in descriptions of pictures.
fn described(content: &mut [u8]) {
    const PICTURES: [&[u8; 4]; 12] = [
        b"avc1", b"avc2", b"avc3", b"hvc1", b"hev1", b"dvh1", b"dvhe", b"mp4v", b"s263", b"av01", b"vp08",
        b"vp09",
    ];
    let mut at = 8;
    while let Some((name, head, end)) = box_at(content, at) {
        let entry = &mut content[at + head..end];
        if PICTURES.contains(&&name) {
            for part in [12..16, 42..74] {
                if let Some(part) = entry.get_mut(part) {
                    part.fill(0);
                }
            }
        }
        at = end;
    }
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
        film_with(kind, 0)
    }

    fn film_with(kind: [u8; 4], start: u32) -> Vec<u8> {
        let place = boxed(*b"udta", &boxed(*b"\xa9xyz", b"\0\x12\0\0+21.02+105.85/"));
        let table = |numbers: &[u32]| numbers.iter().flat_map(|n| n.to_be_bytes()).collect::<Vec<u8>>();
        let entry =
            [[0; 12].as_slice(), b"MAKR", &[0; 26], b"\x0bEncoder of somebody's            ", &[0; 4]]
                .concat();
        let stsd = [table(&[0, 1]), boxed(*b"vp09", &entry)].concat();
        let tables = [
            boxed(*b"stsd", &stsd),
            boxed(*b"stsz", &table(&[0, 7, 1])),
            boxed(*b"stsc", &table(&[0, 1, 1, 1, 1])),
            boxed(*b"stco", &table(&[0, 1, start])),
        ];
        let minf = boxed(*b"minf", &boxed(*b"stbl", &tables.concat()));
        let media = boxed(*b"mdia", &[boxed(*b"mdhd", &[9; 24]), handler(kind), minf].concat());
        let moov =
            [boxed(*b"mvhd", &[9; 100]), place, boxed(*b"trak", &media), boxed(*b"meta", b"\0\0\0\0maker")]
                .concat();
        let head =
            [boxed(*b"ftyp", b"isom\0\0\0\0"), boxed(*b"moov", &moov), boxed(*b"uuid", b"xmp")].concat();
        if start == 0 {
            return film_with(kind, u32::try_from(head.len() + 8 + 6).expect("a test film"));
        }
        [head, boxed(*b"mdat", b"beforepicturebehind")].concat()
    }

    #[test]
    fn place_device_and_times_are_gone_and_nothing_moves() {
        let before = film(*b"vide");
        let after = clean(&before).expect("a film");
        assert_eq!(before.len(), after.len());
        let find = |needle: &[u8]| after.windows(needle.len()).position(|window| window == needle);
        for gone in [
            b"+21.02".as_slice(),
            b"maker",
            b"xmp",
            b"Telephone",
            b"Encoder",
            b"MAKR",
            b"before",
            b"behind",
            &[9; 101],
        ] {
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
        let fragmented = [film(*b"vide"), boxed(*b"moof", b"")].concat();
        assert_eq!(clean(&fragmented), Err("fragmented (moof)".to_owned()));
        let deep = (0..20).fold(Vec::new(), |inner, _| boxed(*b"trak", &inner));
        assert!(clean(&deep).is_err());
    }
}
