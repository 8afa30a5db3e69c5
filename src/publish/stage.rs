//! The output folder: files are staged beside it and moved into place when everything is made.
//!
//! [`Stage::commit`] moves what differs, removes what the last manifest lists and this build does not
//! make, and writes the manifest. Nothing else is ever removed. A build that fails before the commit
//! leaves the folder as it was; one that is killed within it is repaired by the next, which trusts no file
//! that was on the move. An output folder that is not there yet is made whole beside its place and moved
//! at once.
#![expect(clippy::disallowed_methods, reason = "edge: writes the disk")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::digest::Digest;
use crate::outputs::{Failure, Grounds, Known, Outcome, Sink};
use crate::path::{SitePath, SourcePath};
use crate::picture::Form;
use crate::publish::journal::Touched;
use crate::publish::lock::{Held, lock};
use crate::publish::manifest::{Manifest, Record};
use crate::publish::{
    Changes, Originals, ReadAhead, Refusal, Scope, Tally, Target, built_at, copy_across, io_failure,
    is_untouched, journal, make_folder, memory, state_folder,
};

/// The file by which an output folder is known as ours; it must be there before anything is removed.
const MARK: &str = ".mangnon";

const MARK_TEXT: &str = "Thu muc nay do mangnon tao ra; moi lan chay `mangnon build` se thay noi dung cua no.\n\
    This folder is made by mangnon; every `mangnon build` replaces what it holds.\n";

/// How files wait for the commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// In one flat folder, which costs half of what a tree of folders does; they move one by one.
    Flat,
    /// As the output folder will be, which is not there yet; they move all at once.
    Tree,
}

/// When folders are made: before anything is removed, or after.
#[derive(Clone, Copy)]
enum Place {
    Early,
    Late,
}

/// A build that has not happened yet.
#[derive(Debug)]
pub struct Stage {
    out: PathBuf,
    state: PathBuf,
    sources: Originals,
    last: Manifest,
    /// Which of its files are not as it left them; the disk is asked if nobody has looked.
    touched: Option<Touched>,
    /// What its files rest on.
    grounds: Option<Grounds>,
    manner: Manner,
    tally: Arc<Tally>,
    /// When the last manifest was written.
    built: Option<SystemTime>,
    _lock: Held,
}

impl Stage {
    /// Opens the output folder for a build; `sources` says where files lie that are taken over, `tally`
    /// counts, `last` is what the folder's manifest was found to be.
    pub fn open(
        out: &Path,
        sources: Originals,
        tally: Arc<Tally>,
        last: ReadAhead,
    ) -> Result<Stage, Refusal> {
        let state = state_folder(out);
        make_folder(&state).map_err(Refusal::Io)?;
        let lock = lock(&state)?;
        let (last, touched) = last.get(&state);
        let last = last.map_or_else(|| unknown_files(out), Ok)?;
        let is_new =
            matches!(fs::symlink_metadata(out), Err(error) if error.kind() == io::ErrorKind::NotFound);
        let manner = if is_new { Manner::Tree } else { Manner::Flat };
        let (built, grounds) = (built_at(&state), memory::grounds(&state));
        let out = out.to_owned();
        let stage = Stage { out, state, sources, last, touched, grounds, manner, tally, built, _lock: lock };
        stage.clear().map_err(Refusal::Io)?;
        make_folder(&stage.folder()).map_err(Refusal::Io)?;
        Ok(stage)
    }

    /// Removes some files of the last build and leaves all others as they are.
    pub(super) fn take_away(self, gone: &BTreeSet<SitePath>) -> Result<Changes, Failure> {
        let stays = self.last.files.keys().filter(|path| !gone.contains(*path)).cloned().collect();
        self.commit(&[], &Scope::PartOf(stays), None)
    }

    fn put_all_into_place(&self, outcomes: &[Outcome], scope: &Scope) -> Result<Changes, Failure> {
        let next = self.next(outcomes, scope);
        let changes = match self.manner {
            Manner::Tree if self.put_at_once(&next)? => Changes::of(&next, next.files.len(), &[], &[]),
            _ => self.put_one_by_one(outcomes, &next)?,
        };
        next.let_go();
        Ok(changes)
    }

    /// Moves everything at once into its place; not if something has come there or the disk is another.
    fn put_at_once(&self, next: &Manifest) -> Result<bool, Failure> {
        mark(&self.folder())?;
        let complete = self.write_manifest(next, "manifest.json.new")?;
        if fs::symlink_metadata(&self.out).is_ok() || fs::rename(self.folder(), &self.out).is_err() {
            return Ok(false);
        }
        self.install_manifest(&complete).map(|()| true)
    }

    /// All that needs room on the disk happens before the first file moves.
    fn put_one_by_one(&self, outcomes: &[Outcome], next: &Manifest) -> Result<Changes, Failure> {
        make_folder(&self.out)?;
        mark(&self.out)?;
        let moved = outcomes.iter().filter(|outcome| outcome.rendered).map(|outcome| &outcome.path);
        let moved: Vec<&SitePath> = moved.filter(|path| !self.is_the_same(path, next)).collect();
        let gone = self.gone(next);
        if self.last == *next && moved.is_empty() {
            journal::close(&self.state)?;
            return Ok(Changes::of(next, 0, &[], &[]));
        }
        self.refuse_files_of_others(&moved)?;
        let folders: BTreeSet<&str> =
            moved.iter().filter_map(|path| Some(path.as_str().rsplit_once('/')?.0)).collect();
        self.make_folders(&folders, Place::Early)?;
        let complete = self.write_manifest(next, "manifest.json.new")?;
        journal::open(&self.state, moved.iter().chain(&gone).copied())?;
        gone.par_iter().try_for_each(|path| self.remove(path))?;
        self.drop_empty_folders(&gone, &folders);
        self.make_folders(&folders, Place::Late)?;
        moved.par_iter().try_for_each(|path| self.put_into_place(path))?;
        self.install_manifest(&complete)?;
        journal::close(&self.state)?;
        let replaced: Vec<&SitePath> =
            moved.iter().copied().filter(|path| self.last.files.contains_key(*path)).collect();
        Ok(Changes::of(next, moved.len(), &gone, &replaced))
    }

    /// The files that are no more. Both lists are sorted, so no file needs to be looked up.
    fn gone(&self, next: &Manifest) -> Vec<&SitePath> {
        let mut stays = next.files.keys().peekable();
        let is_gone = |path: &&SitePath| {
            while stays.next_if(|stays| stays < path).is_some() {}
            stays.peek() != Some(path)
        };
        self.last.files.keys().filter(is_gone).collect()
    }

    /// A file that somebody laid into the output folder by hand is not overwritten; one of the same bytes
    /// loses nothing.
    fn refuse_files_of_others(&self, moved: &[&SitePath]) -> Result<(), Failure> {
        let foreign = moved.iter().filter(|path| !self.last.files.contains_key(**path)).find(|path| {
            let there = fs::read(self.out.join(path.as_str())).ok();
            there.is_some_and(|there| fs::read(self.staged(path)).is_ok_and(|new| new != there))
        });
        foreign
            .map_or(Ok(()), |path| Err(Failure::OfOthers(self.out.join(path.as_str()).display().to_string())))
    }

    /// The manifest after this build. A build of a part keeps what it did not touch.
    fn next(&self, outcomes: &[Outcome], scope: &Scope) -> Manifest {
        let mut records: Vec<(SitePath, Record)> = outcomes.par_iter().map(record).collect();
        // Of what is sorted a tree is made at once.
        records.par_sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let mut files: BTreeMap<SitePath, Record> = records.into_iter().collect();
        if let Scope::PartOf(all) = scope {
            let others = self.last.files.iter().filter(|(path, _)| all.contains(*path));
            for (path, record) in others {
                files.entry(path.clone()).or_insert_with(|| record.clone());
            }
        }
        Manifest::of(files)
    }

    fn folder(&self) -> PathBuf {
        self.state.join("stage")
    }

    fn clear(&self) -> Result<(), Failure> {
        match fs::remove_dir_all(self.folder()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_failure(&self.folder())(error)),
            _ => Ok(()),
        }
    }

    /// As the last build left it when somebody looked.
    fn stands(&self, path: &SitePath, length: u64) -> bool {
        self.touched
            .as_ref()
            .map_or_else(|| self.is_as_built(path, length), |touched| !touched.contains(path))
    }

    fn is_as_built(&self, path: &SitePath, length: u64) -> bool {
        is_untouched(&self.out.join(path.as_str()), length, self.built)
    }

    fn is_the_same(&self, path: &SitePath, next: &Manifest) -> bool {
        let (Some(old), Some(new)) = (self.last.files.get(path), next.files.get(path)) else { return false };
        old.key.is_some() && old.digest == new.digest && self.is_as_built(path, new.length)
    }

    fn write_manifest(&self, manifest: &Manifest, name: &str) -> Result<PathBuf, Failure> {
        let path = self.state.join(name);
        let write = || {
            let mut file = BufWriter::with_capacity(1 << 16, File::create(&path)?);
            manifest.write_json(&mut file)?;
            file.flush()
        };
        write().map_err(io_failure(&path))?;
        Ok(path)
    }

    fn install_manifest(&self, written: &Path) -> Result<(), Failure> {
        let path = self.state.join("manifest.json");
        fs::rename(written, &path).map_err(io_failure(&path))
    }

    /// Makes the folders of files on the move; a file of the last build may still be in the way of an
    /// early one.
    fn make_folders(&self, folders: &BTreeSet<&str>, place: Place) -> Result<(), Failure> {
        let make = |folder: &&str| match (make_folder(&self.out.join(folder)), place) {
            (Err(Failure::Io { error, .. }), Place::Early)
                if matches!(error.kind(), io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists) =>
            {
                Ok(())
            }
            (result, _) => result,
        };
        folders.par_iter().try_for_each(make)
    }

    fn remove(&self, path: &SitePath) -> Result<(), Failure> {
        let file = self.out.join(path.as_str());
        match fs::remove_file(&file) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(io_failure(&file)(error)),
            _ => Ok(()),
        }
    }

    /// Folders that became empty go too; one that still holds something stays.
    fn drop_empty_folders(&self, gone: &[&SitePath], needed: &BTreeSet<&str>) {
        let folders: BTreeSet<&str> = gone
            .iter()
            .flat_map(|path| {
                std::iter::successors(path.as_str().rsplit_once('/'), |(above, _)| above.rsplit_once('/'))
            })
            .map(|(folder, _)| folder)
            .collect();
        for folder in folders.iter().rev().filter(|folder| !needed.contains(*folder)) {
            let _ = fs::remove_dir(self.out.join(folder));
        }
    }

    fn put_into_place(&self, path: &SitePath) -> Result<(), Failure> {
        let (from, to) = (self.staged(path), self.out.join(path.as_str()));
        match fs::rename(&from, &to) {
            // The output lies on another disk than the folder above it.
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                copy_across(&from, &to).map_err(io_failure(&to))
            }
            result => result.map_err(io_failure(&to)),
        }
    }

    /// Where a file waits.
    fn staged(&self, path: &SitePath) -> PathBuf {
        match self.manner {
            Manner::Flat => self.folder().join(Digest::of(path.as_str().as_bytes()).to_string()),
            Manner::Tree => self.folder().join(path.as_str()),
        }
    }

    fn write(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Failure> {
        let file = self.staged(path);
        if let (Manner::Tree, Some(folder)) = (self.manner, file.parent()) {
            // Most pages have a folder of their own: it is made rather than looked for.
            match fs::create_dir(folder) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => make_folder(folder)?,
                _ => {}
            }
        }
        fs::write(&file, bytes).map_err(io_failure(&file))
    }
}

impl Sink for Stage {
    /// Asked once for every file, so it is here that they are counted.
    fn known(&self, path: &SitePath, key: Digest) -> Option<Known> {
        self.tally.count();
        let record = self.last.files.get(path).filter(|record| record.key == Some(key))?;
        let Record { digest, length, weight, .. } = record.clone();
        self.stands(path, length).then_some(Known { digest, length, weight })
    }

    fn grounds(&self) -> Option<&Grounds> {
        self.grounds.as_ref()
    }

    fn standing(&self, path: &SitePath) -> Option<(Digest, Known)> {
        let Record { key, digest, length, weight } = self.last.files.get(path)?.clone();
        let key = key.filter(|_| self.stands(path, length))?;
        self.tally.count();
        Some((key, Known { digest, length, weight }))
    }

    fn put(&self, path: &SitePath, bytes: &[u8]) -> Result<(), Failure> {
        self.write(path, bytes)
    }

    fn published(&self, source: &SourcePath, form: &Form) -> Result<Vec<u8>, Failure> {
        self.sources.published(source, form)
    }
}

impl Target for Stage {
    fn expect(&self, files: usize) {
        self.tally.begin(files);
    }

    fn keeps_grounds(&self) -> bool {
        true
    }

    fn commit(
        mut self,
        outcomes: &[Outcome],
        scope: &Scope,
        grounds: Option<&Grounds>,
    ) -> Result<Changes, Failure> {
        // It lists the files of the build before: of one that leaves now not even its name may stay.
        memory::forget(&self.out);
        memory::forget_grounds(&self.state);
        let result = self.put_all_into_place(outcomes, scope);
        if let (Ok(_), Some(grounds)) = (&result, grounds) {
            memory::keep_grounds(&self.state, grounds);
        }
        // What waits needs its room no longer, however it went.
        let cleared = self.clear();
        std::mem::take(&mut self.last).let_go();
        result.and_then(|changes| cleared.map(|()| changes))
    }

    fn abandon(self) {
        // The stage is cleared again at the next start, so a failure here loses nothing.
        let _ = self.clear();
    }
}

fn record(outcome: &Outcome) -> (SitePath, Record) {
    let Outcome { path, key, digest, length, weight, .. } = outcome.clone();
    (path, Record { key: Some(key), digest, length, weight })
}

/// Without a manifest: an empty or absent folder is fine, one with our mark is ours as it stands, and
/// any other is refused.
pub(super) fn unknown_files(out: &Path) -> Result<Manifest, Refusal> {
    let mut manifest = Manifest::default();
    let holds_something = fs::read_dir(out).is_ok_and(|mut entries| entries.next().is_some());
    if !holds_something {
        return Ok(manifest);
    }
    if !out.join(MARK).is_file() {
        return Err(Refusal::Foreign(out.to_owned()));
    }
    let files: BTreeSet<SitePath> = walkdir::WalkDir::new(out)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .filter_map(|entry| {
            let relative = entry.path().strip_prefix(out).ok()?.to_string_lossy().replace('\\', "/");
            SitePath::new(&relative).filter(|path| path.as_str() != MARK)
        })
        .collect();
    manifest.files = files.into_iter().map(|path| (path, Record::untrusted())).collect();
    Ok(manifest)
}

/// Leaves the mark by which the folder is known as ours.
fn mark(folder: &Path) -> Result<(), Failure> {
    let mark = folder.join(MARK);
    fs::write(&mark, MARK_TEXT).map_err(io_failure(&mark))
}
