//! What a build put where: the list that the next build trusts.
//!
//! One file beside the output, not served and not committed. Losing it costs one full build. Paths
//! without a key are ours and may be removed, but are never trusted.

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::path::SitePath;
use crate::weight::Weight;

/// The version of the manifest's own form.
const FORM: u32 = 1;

/// A published file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// What it was made from; absent while a build is moving files into place.
    pub key: Option<Digest>,
    /// The digest of its bytes.
    pub digest: Digest,
    /// Its length in bytes.
    pub length: u64,
    /// What it costs a phone, if it is a page and not a light one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Box<Weight>>,
}

impl Record {
    /// A file that is ours and never trusted.
    pub fn untrusted() -> Record {
        Record { key: None, digest: Digest::of(b""), length: 0, weight: None }
    }
}

/// All published files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    form: u32,
    /// By path.
    pub files: BTreeMap<SitePath, Record>,
}

impl Default for Manifest {
    fn default() -> Manifest {
        Manifest::of(BTreeMap::new())
    }
}

impl Manifest {
    /// The manifest of some files.
    pub fn of(files: BTreeMap<SitePath, Record>) -> Manifest {
        Manifest { form: FORM, files }
    }

    /// Reads a manifest; one of another form, or broken, is as good as none.
    pub fn from_json(json: &[u8]) -> Option<Manifest> {
        serde_json::from_slice::<Manifest>(json).ok().filter(|manifest| {
            manifest.form == FORM && manifest.files.keys().all(|path| SitePath::new(path.as_str()).is_some())
        })
    }

    /// The manifest as text.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = Vec::new();
        self.write_json(&mut json).expect("memory takes what is written");
        json
    }

    /// Writes it as text, without ever holding the whole of it.
    pub fn write_json(&self, to: &mut impl io::Write) -> io::Result<()> {
        serde_json::to_writer(&mut *to, self)?;
        to.write_all(b"\n")
    }
}
