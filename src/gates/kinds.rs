//! Files of which nobody knows what is in them: archives, mails, and what no ending or first byte explains.
//!
//! The name and the bytes of a file that leaves as it is come in, a finding goes out. Pictures, documents and
//! recordings lose place, device and author when they are published; what hides them from that is refused. A
//! technician may put other data of the site into `static/`, but no archive and no picture in disguise.

use crate::diag::{At, Diagnostic, messages};
use crate::path::SourcePath;

/// Endings of files that hold other files.
const ARCHIVES: [&str; 34] = [
    "zip",
    "zipx",
    "rar",
    "7z",
    "gz",
    "tgz",
    "tar",
    "bz2",
    "tbz",
    "xz",
    "txz",
    "zst",
    "lz",
    "lzh",
    "lzma",
    "z",
    "arj",
    "ace",
    "cab",
    "iso",
    "img",
    "epub",
    "mobi",
    "kmz",
    "eml",
    "msg",
    "mbox",
    "pst",
    "mht",
    "mhtml",
    "odb",
    "oxps",
    "xps",
    "webarchive",
];

/// How archives begin.
const OF_ARCHIVES: [&[u8]; 9] = [
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"MSCF",
];

/// How pictures, recordings and documents begin, which go another way if their name says what they are.
const OF_OTHERS: [&[u8]; 15] = [
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"RIFF",
    b"\0\0\0\x0cjP  ",
    b"%PDF-",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"ID3",
    b"OggS",
    b"fLaC",
    b"\x1a\x45\xdf\xa3",
    b"8BPS",
];

/// An archive by its name.
pub fn by_name(path: &SourcePath) -> Option<Diagnostic> {
    let is = ARCHIVES.iter().any(|ending| path.has_extension(ending));
    is.then(|| messages::attachment_archive(At::default().in_file(path)))
}

/// An archive, a picture, a recording or a document by its first bytes, under another name.
pub fn by_bytes(path: &SourcePath, bytes: &[u8]) -> Option<Diagnostic> {
    // A text may begin with the same letters.
    let may_be_text = |start: &[u8]| start.iter().all(u8::is_ascii_alphanumeric) && !bytes.contains(&0);
    let begins = |with: &[&[u8]]| with.iter().any(|start| bytes.starts_with(start) && !may_be_text(start));
    let spot = || At::default().in_file(path);
    if begins(&OF_ARCHIVES) || bytes.get(257..262) == Some(b"ustar".as_slice()) {
        return Some(messages::attachment_archive(spot()));
    }
    let is_film = bytes.get(4..8) == Some(b"ftyp".as_slice());
    (is_film || begins(&OF_OTHERS)).then(|| messages::attachment_kind(spot()))
}

/// What is no text and has no ending that is known.
pub fn unknown(path: &SourcePath) -> Option<Diagnostic> {
    let is_of_the_site = path.as_str().starts_with("static/");
    (!is_of_the_site).then(|| messages::attachment_kind(At::default().in_file(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archives_and_pictures_are_known_under_any_name() {
        let rule = |name: &str, bytes: &[u8]| {
            let path = SourcePath::new(name);
            by_name(&path).or_else(|| by_bytes(&path, bytes)).map(|found| found.rule)
        };
        for (name, bytes) in
            [("a.ZIP", b"".as_slice()), ("a.eml", b"x"), ("a.txt", b"PK\x03\x04x"), ("a", b"Rar!\x1a")]
        {
            assert_eq!(rule(name, bytes), Some("attachment-archive"), "{name}");
        }
        let mut tar = vec![b'a'; 512];
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(rule("a.dat", &tar), Some("attachment-archive"));
        for (name, bytes) in [
            ("content/a.dat", b"\xff\xd8\xff\xe1".as_slice()),
            ("static/a.woff2", b"\x89PNG\r\n"),
            ("content/a", b"\0\0\0\x18ftypheic"),
        ] {
            assert_eq!(rule(name, bytes), Some("attachment-kind"), "{name}");
        }
        assert_eq!(rule("content/a.txt", "Kế hoạch".as_bytes()), None);
        assert!(unknown(&SourcePath::new("static/tim.bin")).is_none());
        assert!(unknown(&SourcePath::new("content/a.bin")).is_some());
    }
}
