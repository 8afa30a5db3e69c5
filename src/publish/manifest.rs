//! What a build put where: the list that the next build trusts.
//!
//! One file beside the output, not served and not committed. Losing it costs one full build. Paths
//! without a key are ours and may be removed, but are never trusted.

use std::collections::BTreeMap;
use std::{fmt, io};

use rayon::prelude::*;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

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
    #[serde(deserialize_with = "in_order")]
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
            manifest.form == FORM && manifest.files.keys().all(|path| SitePath::is_sound(path.as_str()))
        })
    }

    /// A list of a nation's files takes a moment to be freed, for which nobody has to wait.
    pub fn let_go(self) {
        rayon::spawn(move || drop(self));
    }

    /// The manifest as text.
    pub fn to_json(&self) -> Vec<u8> {
        let mut json = Vec::new();
        self.write_json(&mut json).expect("memory takes what is written");
        json
    }

    /// Writes it as text, told by many, a few thousand lines at a time.
    pub fn write_json(&self, to: &mut impl io::Write) -> io::Result<()> {
        const LINES: usize = 4096;
        let Manifest { form, files } = self;
        write!(to, "{{\"form\":{form},\"files\":{{")?;
        let files: Vec<(&SitePath, &Record)> = files.iter().collect();
        let parts: Vec<Vec<u8>> = files.par_chunks(LINES).map(lines).collect::<Result<_, _>>()?;
        for (i, part) in parts.iter().enumerate() {
            to.write_all(if i == 0 { b"" } else { b"," })?;
            to.write_all(part)?;
        }
        to.write_all(b"}}\n")
    }
}

/// Lines that come in their order make a tree at once; to look for the place of each costs more than to read
/// it.
fn in_order<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<SitePath, Record>, D::Error> {
    struct Lines;
    impl<'de> Visitor<'de> for Lines {
        type Value = Vec<(SitePath, Record)>;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("files by path")
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut lines = Vec::with_capacity(map.size_hint().unwrap_or(0));
            while let Some(line) = map.next_entry()? {
                lines.push(line);
            }
            Ok(lines)
        }
    }
    from.deserialize_map(Lines).map(|lines| lines.into_iter().collect())
}

fn lines(files: &[(&SitePath, &Record)]) -> serde_json::Result<Vec<u8>> {
    let mut text = Vec::with_capacity(files.len() * 192);
    for (path, record) in files {
        if !text.is_empty() {
            text.push(b',');
        }
        serde_json::to_writer(&mut text, path)?;
        text.push(b':');
        serde_json::to_writer(&mut text, record)?;
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_told_by_many_reads_as_one() {
        for n in [0, 1, 4096, 9000] {
            let path = |i: usize| SitePath::new(&format!("tin/{i:05}/\u{1ea1}\".html")).expect("a path");
            let record = |i: usize| Record { key: Some(Digest::of(&i.to_le_bytes())), ..Record::untrusted() };
            let manifest = Manifest::of((0..n).map(|i| (path(i), record(i))).collect());
            let json = manifest.to_json();
            assert_eq!(json, [serde_json::to_vec(&manifest).expect("a manifest").as_slice(), b"\n"].concat());
            assert_eq!(Manifest::from_json(&json), Some(manifest));
        }
    }
}
