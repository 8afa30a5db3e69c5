//! What is on the move: the files that a build is putting into place or removing right now.
//!
//! A list of paths lies beside the manifest while a commit is at work. Whoever finds it there knows that
//! the build was killed: those files are ours and none of them is to be trusted. Everything else is as
//! the manifest says, so announcing a few files costs a few lines and not the manifest anew.
#![expect(clippy::disallowed_methods, reason = "edge: reads and writes the build's state")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};
use std::time::SystemTime;

use crate::digest::Digest;
use crate::outputs::Failure;
use crate::path::SitePath;
use crate::publish::manifest::{Manifest, Record};
use crate::publish::{built_at, io_failure, is_untouched, state_folder};
use crate::source;

const NAME: &str = "on-the-move";

const MANIFEST: &str = "manifest.json";

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
    let mut manifest = Manifest::from_json(&fs::read(state.join(MANIFEST)).ok()?)?;
    let moving = fs::read_to_string(state.join(NAME)).unwrap_or_default();
    for path in moving.lines().filter_map(SitePath::new) {
        manifest.files.insert(path, Record::untrusted());
    }
    Some(manifest)
}

/// A manifest that is read while a build is still judging its sources, and its files that are looked
/// for while the site is resolved.
#[derive(Debug)]
pub struct ReadAhead {
    reader: JoinHandle<(Option<Digest>, Option<Manifest>, Option<Touched>)>,
    files: Sender<bool>,
}

/// Files of the last build that are gone or not as it left them.
pub(super) type Touched = BTreeSet<SitePath>;

impl ReadAhead {
    /// Begins to read the manifest beside an output folder.
    pub fn of(out: &Path) -> ReadAhead {
        let (state, out) = (state_folder(out), out.to_owned());
        let (files, asked) = mpsc::channel();
        let read = move || {
            let (account, manifest) = (account(&state), manifest(&state));
            let touched = |manifest: &Manifest| touched(&out, manifest, built_at(&state));
            let asked = manifest.as_ref().filter(|_| asked.recv() == Ok(true));
            let touched = asked.map(touched);
            (account, manifest, touched)
        };
        ReadAhead { reader: thread::spawn(read), files }
    }

    /// Has the disk asked for the files as soon as the manifest is read: whoever calls this says when
    /// threads are idle.
    pub fn look_for_files(&self) -> impl Fn() + use<> {
        let files = self.files.clone();
        // Only the first word counts, and nobody hears it if there is no manifest.
        move || _ = files.send(true)
    }

    /// The manifest, once no other build can touch it, and what was touched if that was asked for: read
    /// again if one has since.
    pub(super) fn get(self, state: &Path) -> (Option<Manifest>, Option<Touched>) {
        _ = self.files.send(false);
        match self.reader.join() {
            Ok((Some(then), manifest, touched)) if account(state) == Some(then) => (manifest, touched),
            _ => (manifest(state), None),
        }
    }
}

fn touched(out: &Path, manifest: &Manifest, built: Option<SystemTime>) -> Touched {
    let trusted = manifest.files.iter().filter(|(_, record)| record.key.is_some());
    let is_touched =
        |(path, record): &(&SitePath, &Record)| !is_untouched(&out.join(path.as_str()), record.length, built);
    trusted.filter(is_touched).map(|(path, _)| path.clone()).collect()
}

/// What the disk says of the manifest, if nothing is on the move.
fn account(state: &Path) -> Option<Digest> {
    source::file_state(&state.join(MANIFEST)).filter(|_| !is_open(state))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn what_was_read_ahead_counts_only_if_nobody_has_built_since() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("public");
        let state = state_folder(&out);
        fs::create_dir_all(&state).expect("a folder");
        let of = |name: &str| {
            let path = SitePath::new(name).expect("a path");
            Manifest::of([(path, Record::untrusted())].into_iter().collect())
        };
        assert_eq!(ReadAhead::of(&out).get(&state).0, None);
        fs::write(state.join(MANIFEST), of("a.html").to_json()).expect("a manifest");
        assert_eq!(ReadAhead::of(&out).get(&state).0, Some(of("a.html")));
        let early = ReadAhead::of(&out);
        early.look_for_files()();
        while !early.reader.is_finished() {
            thread::yield_now();
        }
        fs::write(state.join("next"), of("bb.html").to_json()).expect("a manifest");
        fs::rename(state.join("next"), state.join(MANIFEST)).expect("another build");
        assert_eq!(early.get(&state), (Some(of("bb.html")), None));
        let early = ReadAhead::of(&out);
        early.look_for_files()();
        while !early.reader.is_finished() {
            thread::yield_now();
        }
        open(&state, [SitePath::new("c.html").expect("a path")].iter()).expect("a journal");
        assert_eq!(early.get(&state).0.map(|manifest| manifest.files.len()), Some(2));
    }
}
