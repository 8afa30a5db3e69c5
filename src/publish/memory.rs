//! What the last build knew: enough to say at once that nothing has changed.
//!
//! The sources are told by the disk's own account of them, the output by the presence and length of
//! every file, the clock by the time until which the last build holds. If all of these are as they
//! were, a build would make the same files again, so it may stop. Losing this file costs one build.
#![expect(clippy::disallowed_methods, reason = "edge: reads and writes the build's state")]

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};

use jiff::civil::{Date, DateTime};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::outputs::{Failure, Grounds, Outcome, VERSION};
use crate::publish::{self, journal};
use crate::source;

const NAME: &str = "memory";

const HARMLESS: &str = "harmless";

const PAGES: &str = "pages";

const GROUNDS: &str = "grounds";

/// What a build leaves for the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    /// The version and the form of this file.
    version: String,
    /// The state of the sources.
    sources: Digest,
    /// The state of the manifest, which any other build replaces.
    manifest: Digest,
    /// The clock of the build.
    built: DateTime,
    /// When something changes by itself.
    pub next_change: Option<DateTime>,
    /// The command of the program that speaks, and the state in which it was found.
    pub voice: Option<Voice>,
    /// What the build told its user.
    pub told: Told,
    /// How many files there are.
    pub files: usize,
    /// How many bytes they have.
    pub bytes: u64,
    /// The files, a line each: length and path.
    list: String,
}

/// What a build told its user, in Vietnamese and in English.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The findings.
    pub text: [String; 2],
    /// What somebody answers for although a gate would have stopped it: the file, and in words.
    pub overrides: Vec<(String, [String; 2])>,
}

/// A command, and the state of the files it names; none if the program was not there.
pub type Voice = (Vec<String>, Option<Digest>);

/// Keeps what a whole build knew.
pub fn keep(
    out: &Path,
    sources: Digest,
    clock: (DateTime, Option<DateTime>),
    voice: Option<Voice>,
    told: Told,
    outcomes: &[Outcome],
) -> Result<(), Failure> {
    let Some(manifest) = source::file_state(&publish::state_folder(out).join("manifest.json")) else {
        return Ok(());
    };
    let mut list = String::with_capacity(outcomes.len() * 64);
    for outcome in outcomes {
        let _ = writeln!(list, "{} {}", outcome.length, outcome.path);
    }
    let memory = Memory {
        version: version(),
        sources,
        manifest,
        built: clock.0,
        next_change: clock.1,
        voice,
        told,
        files: outcomes.len(),
        bytes: outcomes.iter().map(|outcome| outcome.length).sum(),
        list,
    };
    let bytes = postcard::to_stdvec(&memory).expect("plain fields serialize");
    publish::write_state(out, NAME, &bytes)
}

/// Forgets what the last build knew: it is true no longer.
pub fn forget(out: &Path) {
    drop(fs::remove_file(publish::state_folder(out).join(NAME)));
}

/// What the last build knew, if a build now would change nothing.
pub fn still_true(out: &Path, sources: Digest, now: DateTime) -> Option<Memory> {
    let state = publish::state_folder(out);
    let bytes = fs::read(state.join(NAME)).ok()?;
    let memory: Memory = postcard::from_bytes(&bytes).ok()?;
    // The day is part of what pages may show.
    let same_time = memory.built <= now
        && memory.built.date() == now.date()
        && memory.next_change.is_none_or(|change| now < change);
    let same_inputs = memory.version == version() && memory.sources == sources;
    if !(same_time && same_inputs)
        || journal::is_open(&state)
        || source::file_state(&state.join("manifest.json")) != Some(memory.manifest)
    {
        return None;
    }
    let lines: Vec<&str> = memory.list.lines().collect();
    let built = publish::built_at(&state);
    let is_there = |line: &&str| {
        line.split_once(' ').is_some_and(|(length, path)| {
            length.parse().is_ok_and(|length| publish::is_untouched(&out.join(path), length, built))
        })
    };
    let all_there = lines.par_iter().all(is_there);
    all_there.then_some(memory)
}

/// Which sources an earlier build of the day examined and found harmless, sorted. Only digests: of what
/// is withdrawn nothing stays.
pub fn harmless(out: &Path, today: Date) -> Vec<Digest> {
    let read = || {
        let bytes = fs::read(publish::state_folder(out).join(HARMLESS)).ok()?;
        let (program, day, marks): (String, Date, Vec<Digest>) = postcard::from_bytes(&bytes).ok()?;
        (program == version() && day == today).then_some(marks)
    };
    read().unwrap_or_default()
}

/// Keeps for the next build which sources are harmless; they come sorted.
pub fn keep_harmless(out: &Path, today: Date, marks: &[Digest]) -> Result<(), Failure> {
    let bytes = postcard::to_stdvec(&(version(), today, marks)).expect("plain fields serialize");
    publish::write_state(out, HARMLESS, &bytes)
}

/// Keeps for the next build what the files of this one rest on; they are known by the manifest. The site is
/// published: what is lost here for want of room costs the next build its time.
pub(super) fn keep_grounds(state: &Path, grounds: &Grounds) {
    let Some(manifest) = source::file_state(&state.join("manifest.json")) else { return };
    let bytes = postcard::to_stdvec(&(version(), manifest, grounds)).expect("plain fields serialize");
    if fs::write(state.join(GROUNDS), bytes).is_err() {
        forget_grounds(state);
    }
}

/// What the files of the last build rest on, if the manifest is that of a whole build of this program.
pub(super) fn grounds(state: &Path) -> Option<Grounds> {
    let bytes = fs::read(state.join(GROUNDS)).ok()?;
    let (program, manifest, grounds): (String, Digest, Grounds) = postcard::from_bytes(&bytes).ok()?;
    let is_the_last = source::file_state(&state.join("manifest.json")) == Some(manifest);
    (program == version() && is_the_last && !journal::is_open(state)).then_some(grounds)
}

/// The files rest on something else from now on.
pub(super) fn forget_grounds(state: &Path) {
    drop(fs::remove_file(state.join(GROUNDS)));
}

/// What pages became, beside an output folder, in volumes.
#[derive(Debug)]
pub struct Pages {
    folder: PathBuf,
    version: String,
}

impl Pages {
    /// Those beside `out`.
    pub fn beside(out: &Path) -> Pages {
        Pages { folder: publish::state_folder(out).join(PAGES), version: version() }
    }

    /// What the last build with this program kept of a volume.
    pub fn load(&self, volume: usize) -> Option<Vec<u8>> {
        // What a killed build left is nobody's.
        drop(fs::remove_file(self.unfinished(volume)));
        let mut file = File::open(self.file(volume)).ok()?;
        let mut written = vec![0; self.version.len()];
        file.read_exact(&mut written).ok()?;
        let mut bytes = Vec::new();
        (written == self.version.as_bytes()).then(|| file.read_to_end(&mut bytes).ok())??;
        Some(bytes)
    }

    /// Keeps a volume, under another name first: a build that is killed here leaves what was there. What
    /// is lost for want of room costs the next build its time.
    pub fn keep(&self, volume: usize, parts: &[&[u8]]) {
        // One name for all: two builds that write it at once leave a volume whose sum is wrong, which is
        // none.
        let new = self.unfinished(volume);
        let write = || {
            if fs::create_dir_all(&self.folder).is_err() {
                // A file is in the way: nothing else of ours has this name.
                fs::remove_file(&self.folder)?;
                fs::create_dir_all(&self.folder)?;
            }
            let mut file = BufWriter::with_capacity(1 << 16, File::create(&new)?);
            file.write_all(self.version.as_bytes())?;
            parts.iter().try_for_each(|part| file.write_all(part))?;
            file.into_inner()?;
            fs::rename(&new, self.file(volume))
        };
        if write().is_err() {
            drop(fs::remove_file(&new));
        }
    }

    /// Keeps nothing of a volume.
    pub fn forget(&self, volume: usize) {
        drop(fs::remove_file(self.file(volume)));
    }

    fn file(&self, volume: usize) -> PathBuf {
        self.folder.join(format!("{volume:02}"))
    }

    fn unfinished(&self, volume: usize) -> PathBuf {
        self.folder.join(format!("{volume:02}.new"))
    }
}

/// The program's version, and which build of the program it is.
fn version() -> String {
    const FORM: u32 = 5;
    let program = std::env::current_exe().ok().and_then(|path| source::file_state(&path));
    format!("{VERSION} {FORM} {program:?}")
}
