//! What can be heard, before a site is judged and after: recordings, the program that speaks, and what it
//! has to speak for the files that are made.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::config;
use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::media::{engine, studio};
use crate::pack::{self, Speech};
use crate::path::{SitePath, SourcePath};
use crate::publish::Originals;
use crate::site::Site;
use crate::site::sounds::{Engine, Heard, Recording};
use crate::sound;
use crate::source::{self, Listing};

/// The state of the program that a command names, as the disk accounts for it: a memory of the last build
/// holds only as long as the same program would speak. Nothing where it is not there.
pub fn voice_state(root: &Path, command: &[String]) -> Option<Digest> {
    let states: Vec<(PathBuf, Digest)> = engine::files(command, root)?
        .into_iter()
        .map(|file| Some((file.clone(), source::file_state(&file)?)))
        .collect::<Option<_>>()?;
    Some(Digest::of_value(&states))
}

/// What can be heard before anything is spoken: recordings, and whether an engine is there.
pub(super) fn heard(
    wanted: Option<&config::Engine>,
    root: &Path,
    listing: &Listing,
    beside: &[(SourcePath, Digest)],
) -> (Option<engine::Found>, Heard) {
    let found = wanted.and_then(|engine| engine::find(engine, root));
    let state = match (wanted, &found) {
        (None, _) => Engine::Off,
        (Some(_), None) => Engine::Missing,
        (Some(_), Some(found)) => Engine::Ready(found.identity),
    };
    let recordings = listing.beside.iter().filter(|entry| entry.path.has_extension("mp3"));
    let recordings = recordings.filter_map(|entry| {
        let ms = sound::milliseconds(&source::read_bytes(entry, RECORDING_LIMIT).ok()?);
        let digest = beside.iter().find(|(path, _)| *path == entry.path)?.1;
        Some((entry.path.clone(), Recording { ms, digest }))
    });
    (found, Heard { recordings: recordings.collect(), engine: state, ..Heard::default() })
}

/// The largest recording that is played, in bytes: an hour at 64 kb/s has half of it.
const RECORDING_LIMIT: u64 = 64 << 20;

/// Has spoken what the site asks for and is not there yet. What fails is a finding, no failure.
pub(super) fn speak(
    site: Site,
    speeches: &[Speech],
    found: Option<&engine::Found>,
    folder: &Path,
    files: &mut Originals,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let (Some(engine), Some(found)) = (site.config.loudspeaker.engine.as_ref(), found) else { return site };
    let recordings = site.heard.recordings.iter().filter_map(|(path, recording)| {
        Some((path.clone(), (files.disk(path)?.to_owned(), recording.digest)))
    });
    let studio = studio::Studio { engine, found, folder, recordings: recordings.collect() };
    let session = studio::record(&studio, speeches);
    diagnostics.extend(session.found);
    files.extend(session.files);
    site.with_sounds(session.sounds)
}

/// What is to be spoken now, and the files of all that may be spoken where not all are made.
pub(super) fn chosen(
    site: &Site,
    wanted: Option<&dyn Fn(&SitePath) -> bool>,
) -> (Vec<Speech>, BTreeSet<SitePath>) {
    let speeches = pack::speeches(site);
    let Some(wanted) = wanted else { return (speeches, BTreeSet::new()) };
    let files = speeches.iter().flat_map(Speech::files).filter_map(|path| SitePath::new(&path)).collect();
    (needed(site, speeches, wanted), files)
}

/// The speeches that chosen files are or show.
fn needed(site: &Site, speeches: Vec<Speech>, wanted: &dyn Fn(&SitePath) -> bool) -> Vec<Speech> {
    let is_wanted = |path: &str| SitePath::new(path).is_some_and(|path| wanted(&path));
    let on_desks = pack::heard_on_desks(site, &is_wanted);
    let is_needed = |speech: &Speech| {
        on_desks.contains(&speech.stem)
            || speech.files().iter().chain(&speech.shown_by).any(|path| is_wanted(path))
    };
    speeches.into_iter().filter(is_needed).collect()
}
