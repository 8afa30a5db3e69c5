//! Files of the sources as they go out: cleaned once, and only as they were when they were judged.
//!
//! Where files lie and what they were comes in; bytes that may be published go out. A file that is another
//! by now is refused: what it holds has passed no gate. What became of a document is kept in memory, up to
//! a measure, so that the gates, its address and every pack need it cleaned but once.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crate::diag::{At, Diagnostic, messages};
use crate::digest::Digest;
use crate::media;
use crate::outputs::Failure;
use crate::path::SourcePath;
use crate::picture::Form;
use crate::publish::io_failure;
use crate::source;

/// How many bytes of documents are kept in memory.
const KEPT: u64 = 64 << 20;

/// Files of the sources.
#[derive(Debug, Default)]
pub struct Originals {
    files: BTreeMap<SourcePath, Original>,
    /// The bytes of the documents that are kept.
    kept: AtomicU64,
}

/// A file where it lies.
#[derive(Debug)]
struct Original {
    disk: PathBuf,
    /// What it was when it was judged; what an engine spoke was judged before.
    digest: Option<Digest>,
    document: OnceLock<Document>,
}

/// What became of a document.
#[derive(Debug)]
enum Document {
    Clean(Arc<[u8]>),
    Refused(Box<Diagnostic>),
    /// There is no room for it, or it could not be read: whoever asks again has it made again.
    NotKept,
}

impl Originals {
    /// Files as they were listed and as their digests were taken.
    pub fn new(
        listed: impl IntoIterator<Item = (SourcePath, PathBuf)>,
        were: &[(SourcePath, Digest)],
    ) -> Self {
        let were: BTreeMap<&SourcePath, Digest> = were.iter().map(|(path, digest)| (path, *digest)).collect();
        let original = |(path, disk): (SourcePath, PathBuf)| {
            let digest = were.get(&path).copied();
            (path, Original { disk, digest, document: OnceLock::new() })
        };
        Originals { files: listed.into_iter().map(original).collect(), kept: AtomicU64::default() }
    }

    /// Adds files that no gate has to judge.
    pub fn extend(&mut self, files: impl IntoIterator<Item = (SourcePath, PathBuf)>) {
        let original = |(path, disk)| (path, Original { disk, digest: None, document: OnceLock::new() });
        self.files.extend(files.into_iter().map(original));
    }

    /// Where a file lies.
    pub fn disk(&self, source: &SourcePath) -> Option<&Path> {
        self.files.get(source).map(|original| original.disk.as_path())
    }

    /// The bytes of a file as they are published.
    pub fn published(&self, source: &SourcePath, form: &Form) -> Result<Vec<u8>, Failure> {
        let Some(original) = self.files.get(source) else {
            return Err(io_failure(Path::new(source.as_str()))(std::io::ErrorKind::NotFound.into()));
        };
        if *form != Form::File || !media::is_document(source) {
            return Ok(media::published(source, original.read(source)?, form)?);
        }
        let mut made = None;
        let document = original.document.get_or_init(|| self.keep(made.insert(original.made(source, form))));
        match (made, document) {
            (Some(made), _) => made,
            (None, Document::Clean(bytes)) => Ok(bytes.to_vec()),
            (None, Document::Refused(refused)) => Err(Failure::Finding(refused.clone())),
            (None, Document::NotKept) => original.made(source, form),
        }
    }

    fn keep(&self, made: &Result<Vec<u8>, Failure>) -> Document {
        match made {
            Ok(bytes) => {
                let length = bytes.len() as u64;
                if self.kept.fetch_add(length, Ordering::Relaxed) + length <= KEPT {
                    return Document::Clean(Arc::from(bytes.as_slice()));
                }
                self.kept.fetch_sub(length, Ordering::Relaxed);
                Document::NotKept
            }
            Err(Failure::Finding(refused)) => Document::Refused(refused.clone()),
            Err(Failure::Io { .. } | Failure::OfOthers(_)) => Document::NotKept,
        }
    }
}

impl Original {
    fn made(&self, source: &SourcePath, form: &Form) -> Result<Vec<u8>, Failure> {
        Ok(media::published(source, self.read(source)?, form)?)
    }

    /// The bytes on the disk, if they are those that were judged.
    fn read(&self, path: &SourcePath) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        let file = File::open(&self.disk).map_err(io_failure(&self.disk))?;
        file.take(source::FILE_LIMIT).read_to_end(&mut bytes).map_err(io_failure(&self.disk))?;
        if self.digest.is_some_and(|was| was != Digest::of(&bytes)) {
            return Err(Failure::Finding(Box::new(messages::source_changed(At::default().in_file(path)))));
        }
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};

    use tempfile::TempDir;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn workbook() -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in [("xl/workbook.xml", "<workbook/>"), ("docProps/core.xml", "<a>Người Soạn</a>")]
        {
            out.start_file(name, SimpleFileOptions::default()).expect("an archive");
            out.write_all(text.as_bytes()).expect("an archive");
        }
        out.finish().expect("an archive").into_inner()
    }

    /// A file as it was judged.
    fn originals(folder: &TempDir, name: &str, bytes: &[u8]) -> (Originals, SourcePath, PathBuf) {
        let (source, disk) = (SourcePath::new(&format!("content/{name}")), folder.path().join(name));
        std::fs::write(&disk, bytes).expect("a file");
        let digests = [(source.clone(), Digest::of(bytes))];
        (Originals::new([(source.clone(), disk.clone())], &digests), source, disk)
    }

    #[test]
    fn a_document_is_cleaned_once() {
        let folder = TempDir::new().expect("a folder");
        let (originals, source, disk) = originals(&folder, "a.xlsx", &workbook());
        let first = originals.published(&source, &Form::File).expect("a document");
        assert_ne!(first, workbook(), "its author is gone");
        // Whoever asks again needs no disk.
        std::fs::remove_file(disk).expect("it was there");
        assert_eq!(originals.published(&source, &Form::File).expect("it is kept"), first);
    }

    #[test]
    fn what_there_is_no_room_for_is_made_again() {
        let folder = TempDir::new().expect("a folder");
        let (originals, source, disk) = originals(&folder, "a.xlsx", &workbook());
        originals.kept.store(KEPT, Ordering::Relaxed);
        let first = originals.published(&source, &Form::File).expect("a document");
        assert_eq!(originals.published(&source, &Form::File).expect("a document"), first);
        std::fs::remove_file(disk).expect("it was there");
        assert!(matches!(originals.published(&source, &Form::File), Err(Failure::Io { .. })));
    }

    #[test]
    fn a_file_that_changed_after_it_was_judged_is_refused() {
        for name in ["a.xlsx", "a.txt", "a.ics"] {
            let folder = TempDir::new().expect("a folder");
            let (originals, source, disk) = originals(&folder, name, &workbook());
            std::fs::write(&disk, "Khác rồi.").expect("a file");
            let refused = originals.published(&source, &Form::File);
            let is_told = matches!(&refused, Err(Failure::Finding(found)) if found.rule == "source-changed");
            assert!(is_told, "{name}: {refused:?}");
        }
    }
}
