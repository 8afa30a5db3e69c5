//! Where a build goes: the output folder with its manifest, and from there to a host.
//!
//! Rendered files come in through a [`Target`], one at a time and from many threads; all of them count at
//! once or not at all. [`Stage`] is the output folder on the disk; `deploy` sends what it holds.
#![expect(clippy::disallowed_methods, reason = "edge: writes the disk")]

pub mod deploy;
mod journal;
pub mod kind;
mod lock;
pub mod manifest;
pub mod memory;
mod originals;
pub mod owner;
pub mod scratch;
mod stage;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::SystemTime;

use rayon::prelude::*;

use crate::digest::Digest;
use crate::outputs::{Failure, Grounds, Outcome, Sink};
use crate::path::SitePath;
pub use crate::publish::journal::ReadAhead;
use crate::publish::manifest::Manifest;
pub use crate::publish::originals::Originals;
pub use crate::publish::stage::Stage;

/// What was taken down while pages still speak of it, by digests.
const NAMED: &str = "still-named";

/// What a commit did to the output folder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Files that are new or differ.
    pub written: usize,
    /// Files that are as they were.
    pub kept: usize,
    /// Files that are gone.
    pub removed: usize,
    /// The bytes of all files.
    pub bytes: u64,
    /// The files that are gone.
    pub gone: Vec<SitePath>,
    /// What caches between the host and its readers still hold in an old form: files that are gone or
    /// replaced.
    pub stale: Vec<SitePath>,
}

impl Changes {
    fn of(manifest: &Manifest, written: usize, gone: &[&SitePath], replaced: &[&SitePath]) -> Changes {
        let bytes = manifest.files.values().map(|record| record.length).sum();
        let stale = gone.iter().chain(replaced).map(|path| (*path).clone()).collect();
        let kept = manifest.files.len() - written;
        let gone: Vec<SitePath> = gone.iter().map(|path| (*path).clone()).collect();
        Changes { written, kept, removed: gone.len(), bytes, gone, stale }
    }
}

/// How much of the site a build made.
#[derive(Debug)]
pub enum Scope {
    /// Every file: what the last build made besides is removed.
    Whole,
    /// Some of these files: the others of them stay as they are.
    PartOf(BTreeSet<SitePath>),
}

/// How much of a stage is done, for those who wait: files that are read, files that are made.
#[derive(Debug, Default)]
pub struct Tally {
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Tally {
    /// A stage begins that has so much to do; none that is counted if it is nothing.
    pub fn begin(&self, all: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
    }

    /// One more is done.
    pub fn count(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// How many of all files; none while nothing is counted.
    pub fn now(&self) -> Option<(usize, usize)> {
        let (done, all) = (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed));
        (done < all).then_some((done, all))
    }
}

/// Where a build goes: files come in as to any [`Sink`], and all of them count at once or not at all.
pub trait Target: Sink + Sized {
    /// So many files will come.
    fn expect(&self, _files: usize) {}
    /// Whether what files rest on is kept for the next build.
    fn keeps_grounds(&self) -> bool {
        false
    }
    /// Puts everything into place: `outcomes` is every file that was made, `grounds` what all files rest on
    /// afterwards, if that can be said.
    fn commit(
        self,
        outcomes: &[Outcome],
        scope: &Scope,
        grounds: Option<&Grounds>,
    ) -> Result<Changes, Failure>;
    /// Gives up: what was there stays as it was.
    fn abandon(self);
}
/// Why a folder cannot be built into.
#[derive(Debug)]
pub enum Refusal {
    /// The disk.
    Io(Failure),
    /// Another build is at work there.
    Busy(PathBuf),
    /// The folder holds files that are not ours.
    Foreign(PathBuf),
    /// The folder lies among the sources: what is made would be read as written at the next build.
    AmongSources(PathBuf),
    /// The folder holds the site of another portal.
    OfAnother(PathBuf, Box<owner::Owner>),
}
/// Where a folder's state is kept: beside it, never in it.
pub fn state_folder(out: &Path) -> PathBuf {
    let name = out.file_name().map_or_else(|| "out".into(), |name| name.to_string_lossy().into_owned());
    out.parent().unwrap_or(Path::new("")).join(".build").join(name)
}

/// The files of the last build, as far as they can be trusted.
pub fn listed(out: &Path) -> Manifest {
    journal::manifest(&state_folder(out)).or_else(|| stage::unknown_files(out).ok()).unwrap_or_default()
}

/// A published file as text.
pub fn text_of(out: &Path, path: &SitePath) -> Option<String> {
    fs::read(out.join(path.as_str())).ok().map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
}

/// Removes some files of the last build and nothing else.
pub fn take_away(out: &Path, gone: &BTreeSet<SitePath>) -> Result<Changes, Refusal> {
    let stage = Stage::open(out, Originals::default(), Arc::default(), ReadAhead::of(out))?;
    stage.take_away(gone).map_err(Refusal::Io)
}

/// What was taken down while pages that speak of it could not be made anew.
pub fn still_named(out: &Path) -> Vec<Digest> {
    let read = || postcard::from_bytes(&fs::read(state_folder(out).join(NAMED)).ok()?).ok();
    read().unwrap_or_default()
}

/// Remembers what was taken down although pages still speak of it.
pub fn keep_named(out: &Path, marks: &[Digest]) -> Result<(), Failure> {
    write_state(out, NAMED, &postcard::to_stdvec(marks).expect("digests serialize"))
}

/// No page speaks any longer of what was taken down.
pub fn forget_named(out: &Path) {
    // It is seldom there.
    drop(fs::remove_file(state_folder(out).join(NAMED)));
}

/// Writes a small file of the build's state, such as when the next change falls due. Whoever has no room for
/// it, or is killed here, leaves what was there.
pub fn write_state(out: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let state = state_folder(out);
    let (new, path) = (state.join(format!("{name}.new")), state.join(name));
    let written = fs::write(&new, bytes).map_err(io_failure(&new));
    let written = written.and_then(|()| fs::rename(&new, &path).map_err(io_failure(&path)));
    if written.is_err() {
        drop(fs::remove_file(&new));
    }
    written
}

/// The output folders that were built into beside the sources of a site.
pub fn output_folders(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root.join(".build")).into_iter().flatten().filter_map(Result::ok);
    entries.map(|entry| root.join(entry.file_name())).collect()
}

/// Reads a small file of the build's state; `None` if there is none.
pub fn read_state(out: &Path, name: &str) -> Option<Vec<u8>> {
    fs::read(state_folder(out).join(name)).ok()
}

/// A file of the last build as nobody has touched it since: of the same length, and not written after the
/// manifest was, which is the last to be written.
fn is_untouched(file: &Path, length: u64, built: Option<SystemTime>) -> bool {
    fs::metadata(file).is_ok_and(|about| {
        let is_later = || built.is_some_and(|built| about.modified().is_ok_and(|written| written > built));
        about.is_file() && about.len() == length && !is_later()
    })
}

/// Files of the last build that hold other bytes than it wrote, whatever their length and time say: all are
/// read. They get the time of now, so that the next build makes them anew; none of them is removed before.
pub fn altered(out: &Path) -> Vec<SitePath> {
    let manifest = listed(out);
    let is_altered = |(path, record): &(&SitePath, &manifest::Record)| {
        let bytes = fs::read(out.join(path.as_str()));
        record.key.is_some() && bytes.is_ok_and(|bytes| Digest::of(&bytes) != record.digest)
    };
    let altered: Vec<SitePath> =
        manifest.files.par_iter().filter(is_altered).map(|(path, _)| path.clone()).collect();
    for path in &altered {
        let file = File::options().write(true).open(out.join(path.as_str()));
        // What cannot be marked cannot be made anew either; the build says so.
        drop(file.and_then(|file| file.set_modified(SystemTime::now())));
    }
    altered
}

/// When the manifest beside an output folder was written.
fn built_at(state: &Path) -> Option<SystemTime> {
    fs::metadata(state.join("manifest.json")).ok()?.modified().ok()
}

pub(crate) fn has_length(file: &Path, length: u64) -> bool {
    fs::metadata(file).is_ok_and(|metadata| metadata.is_file() && metadata.len() == length)
}
fn io_failure(path: &Path) -> impl FnOnce(io::Error) -> Failure + use<> {
    let path = path.display().to_string();
    move |error| Failure::Io { path, error }
}

/// A copy is as old as what it is a copy of: what is written after the manifest is not ours.
fn copy_across(from: &Path, to: &Path) -> io::Result<()> {
    fs::copy(from, to)?;
    let written = fs::metadata(from)?.modified()?;
    File::options().write(true).open(to)?.set_modified(written)
}

fn make_folder(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(io_failure(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_cannot_be_written_anew_stays_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let out = folder.path().join("public");
        fs::create_dir_all(state_folder(&out)).expect("a folder");
        write_state(&out, "purge.txt", b"/tin/a/").expect("written");
        // As on a full disk, the bytes have nowhere to go.
        let in_the_way = state_folder(&out).join("purge.txt.new");
        fs::create_dir(&in_the_way).expect("a folder");
        assert!(write_state(&out, "purge.txt", b"/tin/a/\n/tin/b/").is_err());
        assert_eq!(read_state(&out, "purge.txt").as_deref(), Some(&b"/tin/a/"[..]));
        fs::remove_dir(&in_the_way).expect("gone");
        write_state(&out, "purge.txt", b"/tin/b/").expect("written");
        assert_eq!(read_state(&out, "purge.txt").as_deref(), Some(&b"/tin/b/"[..]));
        assert!(!in_the_way.exists());
    }
}
