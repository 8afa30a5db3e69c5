//! What is on the move: the files that a build is putting into place or removing right now.
//!
//! A list of paths lies beside the manifest while a commit is at work. Whoever finds it there knows that
//! the build was killed: those files are ours and none of them is to be trusted. Everything else is as
//! the manifest says, so announcing a few files costs a few lines and not the manifest anew.
#![expect(clippy::disallowed_methods, reason = "edge: reads and writes the build's state")]

use std::fs;
use std::path::Path;

use crate::outputs::Failure;
use crate::path::SitePath;
use crate::publish::io_failure;
use crate::publish::manifest::{Manifest, Record};

const NAME: &str = "on-the-move";

/// Tells which files are about to move; complete or not there at all, however the build ends.
pub(super) fn open<'p>(state: &Path, paths: impl Iterator<Item = &'p SitePath>) -> Result<(), Failure> {
    let mut lines = String::new();
    for path in paths {
        lines.push_str(path.as_str());
        lines.push('\n');
    }
    let (new, journal) = (state.join("on-the-move.new"), state.join(NAME));
    fs::write(&new, lines).map_err(io_failure(&new))?;
    fs::rename(&new, &journal).map_err(io_failure(&journal))
}

/// Everything has arrived, and the manifest says so.
pub(super) fn close(state: &Path) -> Result<(), Failure> {
    let journal = state.join(NAME);
    match fs::remove_file(&journal) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(io_failure(&journal)(error)),
        _ => Ok(()),
    }
}

/// A commit was begun and did not end.
pub(super) fn is_open(state: &Path) -> bool {
    state.join(NAME).exists()
}

/// The manifest as far as it can be trusted; nothing if there is none, or a broken one.
pub(super) fn manifest(state: &Path) -> Option<Manifest> {
    let mut manifest = Manifest::from_json(&fs::read(state.join("manifest.json")).ok()?)?;
    let moving = fs::read_to_string(state.join(NAME)).unwrap_or_default();
    for path in moving.lines().filter_map(SitePath::new) {
        manifest.files.insert(path, Record::untrusted());
    }
    Some(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;

    #[test]
    fn files_on_the_move_are_ours_and_not_trusted() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |text| SitePath::new(text).expect("a path");
        let record = Record { key: Some(Digest::of(b"key")), ..Record::untrusted() };
        let files = ["a.html", "b.html"].map(|name| (path(name), record.clone()));
        let written = Manifest::of(files.into_iter().collect());
        fs::write(folder.path().join("manifest.json"), written.to_json()).expect("a manifest");
        assert_eq!(manifest(folder.path()), Some(written.clone()));

        open(folder.path(), [path("b.html"), path("c.html")].iter()).expect("a journal");
        assert!(is_open(folder.path()));
        let found = manifest(folder.path()).expect("a manifest");
        let trusted = found.files.iter().filter(|(_, record)| record.key.is_some());
        let trusted: Vec<&str> = trusted.map(|(path, _)| path.as_str()).collect();
        assert_eq!((trusted, found.files.len()), (vec!["a.html"], 3));

        close(folder.path()).expect("closed");
        assert_eq!(manifest(folder.path()), Some(written));
    }
}
