//! What a build on the disk takes over from the one before it: pages, and their bodies on request.
//!
//! Pages lie beside the output folder without their bodies. Who needs the body of one that has not
//! changed has its source read again. A source that changes while the site is built is told, and
//! nothing is published: what it says now has passed no gate.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::content::block::Blocks;
use crate::content::body::{Again, Shelf};
use crate::content::{self, Body, Options};
use crate::digest::Digest;
use crate::path::SourcePath;
use crate::publish::memory;
use crate::recall::{Keeper, Terms};
use crate::source::{self, Entry};

/// The first source that was found to have changed, if any.
pub(super) type Changed = Arc<OnceLock<SourcePath>>;

/// Pages beside an output folder.
#[derive(Debug)]
pub(super) struct Beside {
    pages: memory::Pages,
    root: PathBuf,
    shelf: Option<Arc<dyn Shelf>>,
    changed: Changed,
}

impl Beside {
    pub(super) fn new(root: &Path, out: &Path, shelf: Option<Arc<dyn Shelf>>, changed: &Changed) -> Beside {
        let pages = memory::Pages::beside(out);
        Beside { pages, root: root.to_owned(), shelf, changed: Arc::clone(changed) }
    }
}

impl Keeper for Beside {
    fn load(&self, volume: usize) -> Option<Vec<u8>> {
        self.pages.load(volume)
    }

    fn keep(&self, volume: usize, parts: &[&[u8]]) {
        self.pages.keep(volume, parts);
    }

    fn forget(&self, volume: usize) {
        self.pages.forget(volume);
    }

    fn again(&self, terms: Terms) -> Arc<dyn Again> {
        Arc::new(Sources {
            root: self.root.clone(),
            options: terms.options,
            shelf: self.shelf.clone(),
            changed: Arc::clone(&self.changed),
        })
    }
}

/// Reads bodies from their sources.
#[derive(Debug)]
struct Sources {
    root: PathBuf,
    options: Options,
    shelf: Option<Arc<dyn Shelf>>,
    changed: Changed,
}

impl Again for Sources {
    fn body(&self, path: &SourcePath, digest: Digest) -> (Body, Blocks) {
        let entry = Entry::new(path.clone(), self.root.join(path.as_str()));
        let blocks = source::read_text(&entry).ok().and_then(|file| content::body(&file, self.options));
        let blocks = blocks.unwrap_or_default();
        let mut body = Body::pack(&blocks);
        if body.digest() == digest {
            if let Some(shelf) = &self.shelf {
                body.shelve(shelf);
            }
        } else {
            // Only the first is told.
            drop(self.changed.set(path.clone()));
        }
        (body, blocks)
    }
}
