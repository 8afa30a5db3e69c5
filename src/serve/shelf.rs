//! The published files of a preview, in memory: a target of the build like the output folder.
//!
//! Rendered files come in from many threads and count from the commit on, all at once; a build that
//! fails changes nothing, so that the last good site stays. A file whose key is known is kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::digest::Digest;
use crate::outputs::{Failure, Grounds, Known, Outcome, Sink};
use crate::path::{SitePath, SourcePath};
use crate::picture::Form;
use crate::publish::{Changes, Originals, Scope, Target};
use crate::weight::Weight;

/// A published file.
#[derive(Debug, Clone)]
pub(super) struct Kept {
    key: Digest,
    /// The digest of its bytes.
    pub(super) digest: Digest,
    /// What it costs a phone, if it is a page and not a light one.
    weight: Option<Box<Weight>>,
    /// Its bytes.
    pub(super) bytes: Arc<[u8]>,
}

/// All files of a site.
pub(super) type Shelved = BTreeMap<SitePath, Kept>;

/// Where the files of the last good build are.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    files: Mutex<Arc<Shelved>>,
}

impl Shelf {
    /// The files of the last good build.
    pub(super) fn files(&self) -> Arc<Shelved> {
        Arc::clone(&self.files.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Opens the shelf for a build; `sources` says where files lie that are taken over.
    pub(super) fn open(&self, sources: Originals) -> Filling<'_> {
        Filling { shelf: self, sources, last: self.files(), made: Mutex::default() }
    }
}

/// A build that has not counted yet.
#[derive(Debug)]
pub(super) struct Filling<'s> {
    shelf: &'s Shelf,
    sources: Originals,
    last: Arc<Shelved>,
    made: Mutex<BTreeMap<SitePath, Arc<[u8]>>>,
}

impl Sink for Filling<'_> {
    fn known(&self, path: &SitePath, key: Digest) -> Option<Known> {
        let kept = self.last.get(path).filter(|kept| kept.key == key)?;
        let (digest, length) = (kept.digest, kept.bytes.len() as u64);
        Some(Known { digest, length, weight: kept.weight.clone() })
    }

    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Failure> {
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.insert(path.clone(), Arc::from(bytes));
        Ok(())
    }

    fn published(&self, source: &SourcePath, form: &Form) -> Result<Vec<u8>, Failure> {
        self.sources.published(source, form)
    }
}

impl Target for Filling<'_> {
    fn commit(
        self,
        outcomes: &[Outcome],
        _scope: &Scope,
        _grounds: Option<&Grounds>,
    ) -> Result<Changes, Failure> {
        let mut made = self.made.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut changes = Changes::default();
        let mut next = Vec::with_capacity(outcomes.len());
        for Outcome { path, key, digest, length, weight, .. } in outcomes {
            let last = self.last.get(path);
            let is_same = last.is_some_and(|last| last.digest == *digest);
            changes.written += usize::from(!is_same);
            changes.kept += usize::from(is_same);
            changes.bytes += length;
            let bytes = made.remove(path).or_else(|| last.map(|last| Arc::clone(&last.bytes)));
            let Some(bytes) = bytes else { continue };
            next.push((path.clone(), Kept { key: *key, digest: *digest, weight: weight.clone(), bytes }));
        }
        next.sort_by(|(a, _), (b, _)| a.cmp(b));
        let next: Shelved = next.into_iter().collect();
        changes.removed = self.last.keys().filter(|path| !next.contains_key(*path)).count();
        *self.shelf.files.lock().unwrap_or_else(PoisonError::into_inner) = Arc::new(next);
        Ok(changes)
    }

    fn abandon(self) {}
}
