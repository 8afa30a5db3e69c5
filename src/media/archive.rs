//! Archives of documents, opened within bounds that are known before anything is unpacked.
//!
//! Bytes come in; the parts come out one by one, or the reason why they are not read. What the directory
//! of the archive says of sizes is added up first, and a part that is longer than it says is refused. Of
//! large archives one is unpacked at a time, however many threads build the site.

use std::io::{Cursor, Read as _};
use std::sync::{Mutex, MutexGuard, PoisonError};

use zip::{CompressionMethod, ZipArchive};

use crate::diag::messages::Uncleaned;

/// The most that one archive may unpack to.
const MAX_UNPACKED: u64 = 200 << 20;
/// The most that one part may unpack to.
const MAX_PART: u64 = 64 << 20;
const MAX_ENTRIES: usize = 10_000;

/// What unpacks to more waits for its turn.
const LARGE: u64 = 4 << 20;

static TURN: Mutex<()> = Mutex::new(());

/// An archive whose directory was read.
pub(super) struct Archive<'b> {
    inner: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    unpacked: u64,
}

/// A part of an archive.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) content: Vec<u8>,
    pub(super) method: CompressionMethod,
}

/// The right to unpack a large archive; nothing is held for a small one.
pub struct Turn {
    _held: Option<MutexGuard<'static, ()>>,
}

/// Waits until the archive may be unpacked.
pub fn turn(bytes: &[u8]) -> Turn {
    let unpacked = Archive::open(bytes).map_or(0, |archive| archive.unpacked);
    let is_large = unpacked.max(bytes.len() as u64) > LARGE;
    Turn { _held: is_large.then(|| TURN.lock().unwrap_or_else(PoisonError::into_inner)) }
}

impl<'b> Archive<'b> {
    pub(super) fn open(bytes: &'b [u8]) -> Result<Archive<'b>, Uncleaned> {
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) && is_locked(bytes) {
            return Err(Uncleaned::Password);
        }
        if !bytes.starts_with(b"PK") {
            return Err(Uncleaned::OtherKind);
        }
        let mut inner = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Uncleaned::Broken)?;
        if inner.len() > MAX_ENTRIES {
            return Err(Uncleaned::TooLarge);
        }
        let (mut names, mut unpacked) = (Vec::new(), 0_u64);
        for n in 0..inner.len() {
            let part = inner.by_index_raw(n).map_err(|_| Uncleaned::Broken)?;
            if part.encrypted() {
                return Err(Uncleaned::Password);
            }
            unpacked = unpacked.saturating_add(part.size());
            if part.size() > MAX_PART || unpacked > MAX_UNPACKED {
                return Err(Uncleaned::TooLarge);
            }
            names.push(part.name().map_err(|_| Uncleaned::Broken)?.into_owned());
        }
        Ok(Archive { inner, names, unpacked })
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// A part by its place; `None` of a folder.
    pub(super) fn part(&mut self, n: usize) -> Result<Option<Part>, Uncleaned> {
        let part = self.inner.by_index(n).map_err(|_| Uncleaned::Broken)?;
        if part.is_dir() {
            return Ok(None);
        }
        let (size, method) = (part.size(), part.compression());
        let mut content = Vec::with_capacity(usize::try_from(size.min(1 << 16)).unwrap_or(0));
        part.take(size + 1).read_to_end(&mut content).map_err(|_| Uncleaned::Broken)?;
        if content.len() as u64 > size {
            return Err(Uncleaned::TooLarge);
        }
        Ok(Some(Part { name: self.names[n].clone(), content, method }))
    }

    /// A part by its name.
    pub(super) fn named(&mut self, name: &str) -> Result<Option<Part>, Uncleaned> {
        let place = self.names.iter().position(|own| own == name);
        place.map_or(Ok(None), |place| self.part(place))
    }
}

/// Office wraps what a password locks into a file of the old kind.
fn is_locked(bytes: &[u8]) -> bool {
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    bytes.windows(wide.len()).any(|window| window == wide)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    #[test]
    fn what_the_directory_says_is_refused_before_it_is_unpacked() {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        out.start_file("word/document.xml", SimpleFileOptions::default()).expect("an archive");
        let zeros = vec![0; 1 << 20];
        (0..65).for_each(|_| out.write_all(&zeros).expect("an archive"));
        let bytes = out.finish().expect("an archive").into_inner();
        assert!(bytes.len() < 1 << 20);
        assert_eq!(Archive::open(&bytes).err(), Some(Uncleaned::TooLarge));

        // The same with a directory that lies.
        let mut lying = bytes;
        let directory = (0..lying.len() - 4).rev().find(|n| lying[*n..].starts_with(b"PK\x01\x02"));
        let directory = directory.expect("a directory");
        lying[directory + 24..directory + 28].copy_from_slice(&1000_u32.to_le_bytes());
        let part = Archive::open(&lying).and_then(|mut archive| archive.part(0)).map(|_| ());
        assert!(matches!(part, Err(Uncleaned::TooLarge | Uncleaned::Broken)), "{part:?}");
    }
}
