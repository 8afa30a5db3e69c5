//! Room on the disk for what a build needs later: a file without a name.
//!
//! Bytes come in from many threads and go out again. The file's name is removed as soon as it is open,
//! so that whatever happens to the build nothing of it is left. Where the system has no such files, or
//! no room, bytes stay in memory.
#![expect(clippy::disallowed_methods, reason = "edge: writes and reads the disk")]

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::content::body::Shelf;
use crate::publish;

#[derive(Debug)]
struct Scratch {
    file: File,
    /// Where the next bytes go. Who takes a place needs no lock to write there.
    end: AtomicU64,
}

/// A shelf beside an output folder, if the system has one.
pub fn shelf(out: &Path) -> Option<Arc<dyn Shelf>> {
    if cfg!(not(unix)) {
        return None;
    }
    let state = publish::state_folder(out);
    fs::create_dir_all(&state).ok()?;
    let name = state.join(format!("scratch-{}", std::process::id()));
    let file = File::options().read(true).write(true).create_new(true).open(&name).ok()?;
    fs::remove_file(&name).ok()?;
    Some(Arc::new(Scratch { file, end: AtomicU64::new(0) }))
}

#[cfg(unix)]
impl Shelf for Scratch {
    fn put(&self, bytes: &[u8]) -> Option<u64> {
        use std::os::unix::fs::FileExt;
        let at = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.file.write_all_at(bytes, at).ok().map(|()| at)
    }

    fn fetch(&self, at: u64, length: usize) -> Vec<u8> {
        use std::os::unix::fs::FileExt;
        let mut bytes = vec![0; length];
        self.file.read_exact_at(&mut bytes, at).expect("this build wrote it and nobody else can");
        bytes
    }
}

#[cfg(not(unix))]
impl Shelf for Scratch {
    fn put(&self, _bytes: &[u8]) -> Option<u64> {
        None
    }

    fn fetch(&self, _at: u64, _length: usize) -> Vec<u8> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use rayon::prelude::*;

    use super::*;
    use crate::content::Body;
    use crate::content::block::{Block, Blocks, Inline};

    #[test]
    fn a_body_comes_back_from_the_shelf_as_it_was_and_the_file_has_no_name() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let out = folder.path().join("public");
        // Only a Unix has files without names.
        let Some(shelf) = shelf(&out) else { return assert_eq!(std::path::MAIN_SEPARATOR, '\\') };
        let check = |i: usize| {
            let text = format!("Lời {i} {}", "dài ".repeat(i));
            let paragraph = Block::Paragraph(vec![Inline::Text(text)]);
            let blocks = Blocks { blocks: vec![paragraph], ..Blocks::default() };
            let mut body = Body::pack(&blocks);
            let digest = body.digest();
            body.shelve(&shelf);
            assert_eq!(body.unpack(), blocks);
            assert_eq!(body.digest(), digest);
        };
        (0..500).into_par_iter().for_each(check);
        assert_eq!(fs::read_dir(publish::state_folder(&out)).expect("the state").count(), 0);
    }

    #[test]
    fn where_nothing_can_be_written_there_is_no_shelf() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join(".build"), "in the way").expect("a file");
        assert!(shelf(&folder.path().join("public")).is_none());
    }
}
