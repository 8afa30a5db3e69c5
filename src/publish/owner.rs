//! Whose site an output folder holds: a mistyped `--out` must not replace the site of another portal.
//!
//! Kept beside the folder, in the build's state. The same portal may move, or change its name or its
//! address; one that lies elsewhere and is called otherwise is another one.
#![expect(clippy::disallowed_methods, reason = "edge: reads and writes the build's state")]

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::outputs::Failure;
use crate::publish::{state_folder, write_state};

const NAME: &str = "owner.json";

/// A portal, as far as one is told from another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// Where its sources lie, as a digest.
    root: Digest,
    /// Its address.
    pub base_url: String,
    /// Its name.
    pub title: String,
}

impl Owner {
    /// The portal whose sources lie in a folder.
    pub fn new(root: &Path, base_url: &str, title: &str) -> Owner {
        let root = fs::canonicalize(root).unwrap_or_else(|_| root.to_owned());
        let root = Digest::of(root.to_string_lossy().as_bytes());
        Owner { root, base_url: base_url.to_owned(), title: title.to_owned() }
    }

    fn may_be(&self, other: &Owner) -> bool {
        self.root == other.root || self.base_url == other.base_url && self.title == other.title
    }

    /// The other portal whose site an output folder holds.
    pub fn another_in(&self, out: &Path) -> Option<Owner> {
        // Nothing can be lost where nothing is.
        fs::read_dir(out).ok()?.next()?.ok()?;
        let bytes = fs::read(state_folder(out).join(NAME)).ok()?;
        let owner: Owner = serde_json::from_slice(&bytes).ok()?;
        (!self.may_be(&owner)).then_some(owner)
    }

    /// Notes that an output folder holds the site of this portal.
    pub fn keep(&self, out: &Path) -> Result<(), Failure> {
        let mut json = serde_json::to_vec(self).expect("plain fields serialize");
        json.push(b'\n');
        let is_known = fs::read(state_folder(out).join(NAME)).is_ok_and(|known| known == json);
        if is_known { Ok(()) } else { write_state(out, NAME, &json) }
    }
}
