//! The stages of a build in their order: the only functions that know them all.
//!
//! `load → parse → resolve → gate → speak → plan → view → render → commit`. `check` stops after the gates,
//! `build` goes on; there is no second way. Being warm changes what is skipped, never what is made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use rayon::prelude::*;

use crate::config::{self, Config};
use crate::content::{self, Options, Page};
use crate::diag::{self, At, Diagnostic, messages};
use crate::digest::Digest;
use crate::gates::{self, sources::Examined};
use crate::locality::Registry;
use crate::media::{engine, studio};
use crate::outputs::{self, Failure, Outcome};
use crate::pack;
use crate::path::{SitePath, SourcePath};
use crate::publish::{self, Changes, Refusal, Scope, Stage};
use crate::site::sounds::{Engine, Heard, Recording};
use crate::site::{self, Hotline, Inputs, Site, hotlines};
use crate::sound;
use crate::source::{self, Entry, Listing};
use crate::theme::{self, Theme};

/// A site that was read and judged.
#[derive(Debug)]
pub struct Checked {
    /// The site.
    pub site: Site,
    /// Its theme; absent if it does not compile.
    pub theme: Option<Theme>,
    /// Everything that was found, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Where files lie that are published as they are.
    files: BTreeMap<SourcePath, PathBuf>,
    /// The program that speaks, if there is one.
    engine: Option<engine::Found>,
}

impl Checked {
    /// The digest of a file that may be published as it is.
    pub fn digest_of(&self, path: &SourcePath) -> Option<Digest> {
        let disk = self.files.get(path)?.clone();
        source::digests(&[Entry { path: path.clone(), disk }]).pop()?.ok()
    }
}

/// What a build made.
#[derive(Debug)]
pub struct Built {
    /// The site.
    pub site: Site,
    /// Warnings and advice.
    pub diagnostics: Vec<Diagnostic>,
    /// Every file of the site.
    pub outcomes: Vec<Outcome>,
    /// What changed in the output folder.
    pub changes: Changes,
}

/// Why a build made nothing.
#[derive(Debug)]
pub enum Stopped {
    /// The sources have mistakes; all of them are here, with warnings and advice.
    Findings(Vec<Diagnostic>),
    /// The output folder cannot be used.
    Refused(Refusal),
    /// The machine failed.
    Failed(Failure),
    /// The site has no locality of this code to choose.
    NoSuchLocality(String),
}

/// Which files of a site are made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Selection {
    /// All of them.
    #[default]
    Whole,
    /// Those of some localities, by code, and of everything below them.
    Localities(Vec<String>),
    /// One of several equal parts, counted from 1.
    Shard {
        /// Which.
        nth: usize,
        /// Of how many.
        of: usize,
    },
}

/// A site's folder as it is listed, before anything of it is read.
#[derive(Debug)]
pub struct Survey {
    root: PathBuf,
    listing: Listing,
    found: Vec<Diagnostic>,
    /// The state of the sources, if the disk can be trusted with it.
    pub state: Option<Digest>,
}

/// Is told the name of every stage when it is over.
pub type Progress<'p> = &'p mut dyn FnMut(&'static str);

/// Lists a site's folder.
pub fn survey(root: &Path) -> Survey {
    let (listing, found) = source::list(root);
    let state = source::state(root, &listing).filter(|_| found.is_empty());
    Survey { root: root.to_owned(), listing, found, state }
}

/// Reads and judges a site as of a moment.
pub fn check(root: &Path, now: DateTime) -> Checked {
    let mut checked = judge(survey(root), now, &mut |_| {});
    if let Some(theme) = &checked.theme {
        let collisions = outputs::collisions(&outputs::plan(&checked.site, theme));
        checked.diagnostics.extend(collisions);
        diag::sort(&mut checked.diagnostics);
    }
    checked
}

/// Everything that is judged before anybody plans what to write.
fn judge(survey: Survey, now: DateTime, progress: Progress<'_>) -> Checked {
    let Survey { root, listing, mut found, .. } = survey;
    let config = read_config(&listing, &mut found);
    let theme = read_theme(&listing, &config, &mut found);
    let hotlines = read_hotlines(&listing, &mut found);
    let Parsed { pages, broken, examined } = parse_pages(&listing, &config, now, &mut found);
    progress("parse");
    let files: BTreeMap<SourcePath, PathBuf> = listing
        .beside
        .iter()
        .chain(&listing.statics)
        .map(|entry| (entry.path.clone(), entry.disk.clone()))
        .collect();
    let beside = digested(&listing.beside, &mut found);
    let statics = digested(&listing.statics, &mut found);
    let (engine, heard) = heard(&config, &root, &listing, &beside);
    let inputs = Inputs { config, now, hotlines, pages, broken, beside, statics, heard };
    let (site, mut resolved) = site::resolve(inputs, Registry::embedded());
    found.append(&mut resolved);
    progress("resolve");
    found.append(&mut gates::sources::judge(examined, &site));
    if let Some(theme) = &theme {
        found.extend(gates::check(&site, theme));
    }
    progress("gates");
    diag::sort(&mut found);
    Checked { site, theme, diagnostics: found, files, engine }
}

/// Builds a site into a folder.
pub fn build(root: &Path, out: &Path, now: DateTime) -> Result<Built, Stopped> {
    build_part(survey(root), out, now, &Selection::Whole, &mut |_| {})
}

/// Builds a part of a site into a folder; what is left out stays as it is there.
pub fn build_part(
    survey: Survey,
    out: &Path,
    now: DateTime,
    selection: &Selection,
    progress: Progress<'_>,
) -> Result<Built, Stopped> {
    let Checked { site, theme, mut diagnostics, mut files, engine } = judge(survey, now, progress);
    let Some(theme) = theme else { return Err(Stopped::Findings(diagnostics)) };
    if diag::has_errors(&diagnostics) {
        return Err(Stopped::Findings(diagnostics));
    }
    let spoken = publish::state_folder(out).join("spoken");
    let site = speak(site, engine.as_ref(), &spoken, &mut files, &mut diagnostics);
    progress("speak");
    let mut planned = outputs::plan(&site, &theme);
    diagnostics.extend(outputs::collisions(&planned));
    diag::sort(&mut diagnostics);
    if diag::has_errors(&diagnostics) {
        return Err(Stopped::Findings(diagnostics));
    }
    let scope = select(&site, selection, &mut planned)?;
    progress("plan");
    let stage = Stage::open(out, files).map_err(Stopped::Refused)?;
    let results: Vec<Result<Outcome, Failure>> =
        planned.iter().flat_map(|output| output.run(&theme, &stage)).collect();
    drop(planned);
    progress("render");
    let mut outcomes = Vec::with_capacity(results.len());
    let mut failure = None;
    for result in results {
        match result {
            Ok(outcome) => outcomes.push(outcome),
            Err(Failure::Finding(diagnostic)) => diagnostics.push(*diagnostic),
            Err(io) => failure = failure.or(Some(io)),
        }
    }
    diag::sort(&mut diagnostics);
    if let Some(failure) = failure {
        stage.abandon();
        return Err(Stopped::Failed(failure));
    }
    if diag::has_errors(&diagnostics) {
        stage.abandon();
        return Err(Stopped::Findings(diagnostics));
    }
    let changes = stage.commit(&outcomes, &scope).map_err(Stopped::Failed)?;
    if matches!(scope, Scope::Whole) {
        let used = site.heard.sounds.values().map(|sound| sound.mp3.digest).collect();
        studio::keep_only(&spoken, &used);
    }
    progress("commit");
    Ok(Built { site, diagnostics, outcomes, changes })
}

/// What can be heard before anything is spoken: recordings, and whether an engine is there.
fn heard(
    config: &Config,
    root: &Path,
    listing: &Listing,
    beside: &[(SourcePath, Digest)],
) -> (Option<engine::Found>, Heard) {
    let wanted = config.loudspeaker.engine.as_ref().filter(|_| config.outputs.loudspeaker);
    let found = wanted.and_then(|engine| engine::find(engine, root));
    let state = match (wanted, &found) {
        (None, _) => Engine::Off,
        (Some(_), None) => Engine::Missing,
        (Some(_), Some(found)) => Engine::Ready(found.identity),
    };
    let digests: BTreeMap<&SourcePath, Digest> =
        beside.iter().map(|(path, digest)| (path, *digest)).collect();
    let recordings = listing.beside.iter().filter(|entry| entry.path.has_extension("mp3"));
    let recordings = recordings.filter_map(|entry| {
        let bytes = source::read_bytes(entry, RECORDING_LIMIT).ok()?;
        let digest = *digests.get(&entry.path)?;
        Some((entry.path.clone(), Recording { ms: sound::milliseconds(&bytes), digest }))
    });
    (found, Heard { recordings: recordings.collect(), engine: state, ..Heard::default() })
}

/// The largest recording that is played, in bytes: an hour at 64 kb/s has half of it.
const RECORDING_LIMIT: u64 = 64 << 20;

/// Has spoken what the site asks for and is not there yet. What fails is a finding, no failure.
fn speak(
    site: Site,
    found: Option<&engine::Found>,
    folder: &Path,
    files: &mut BTreeMap<SourcePath, PathBuf>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Site {
    let (Some(engine), Some(found)) = (site.config.loudspeaker.engine.as_ref(), found) else { return site };
    let recordings =
        site.heard.recordings.iter().filter_map(|(path, recording)| {
            Some((path.clone(), (files.get(path)?.clone(), recording.digest)))
        });
    let studio = studio::Studio { engine, found, folder, recordings: recordings.collect() };
    let session = studio::record(&studio, &pack::speeches(&site));
    diagnostics.extend(session.found);
    files.extend(session.files);
    site.with_sounds(session.sounds)
}

/// Takes out of the plan what is not to be made now.
fn select(
    site: &Site,
    selection: &Selection,
    planned: &mut [Box<dyn outputs::Planned + '_>],
) -> Result<Scope, Stopped> {
    let wanted: Box<dyn Fn(&SitePath) -> bool> = match selection {
        Selection::Whole => return Ok(Scope::Whole),
        Selection::Localities(codes) => {
            let folder = |code: &String| {
                let known = code.parse().ok().and_then(|code| site.locality_by_code.get(&code));
                let known = known.ok_or_else(|| Stopped::NoSuchLocality(code.clone()))?;
                Ok(site.locality(*known).address.as_str()[1..].to_owned())
            };
            let folders: Vec<String> = codes.iter().map(folder).collect::<Result<_, Stopped>>()?;
            Box::new(move |path| folders.iter().any(|folder| path.as_str().starts_with(folder.as_str())))
        }
        // By the name alone, so that a file stays in its part whatever else comes and goes.
        Selection::Shard { nth, of } => {
            let (nth, of) = (*nth - 1, (*of).max(1));
            Box::new(move |path| Digest::of(path.as_str().as_bytes()).number() % of == nth)
        }
    };
    let all = planned.iter().flat_map(|output| output.paths().into_iter().cloned()).collect();
    for output in planned.iter_mut() {
        output.select(&*wanted);
    }
    Ok(Scope::PartOf(all))
}

fn read_config(listing: &Listing, found: &mut Vec<Diagnostic>) -> Config {
    let Some(entry) = &listing.config else {
        found.push(messages::config_missing(At::default().in_file(&SourcePath::new("site.toml"))));
        return Config::default();
    };
    match source::read_text(entry) {
        Ok(file) => {
            let (config, mut problems) = config::read(&file.path, &file.text);
            found.append(&mut problems);
            config
        }
        Err(diagnostic) => {
            found.push(*diagnostic);
            Config::default()
        }
    }
}

fn read_theme(listing: &Listing, config: &Config, found: &mut Vec<Diagnostic>) -> Option<Theme> {
    let folder = format!("themes/{}", config.theme);
    let mut files = theme::embedded();
    let mut own = 0;
    for entry in &listing.themes {
        let Some(name) = entry.path.as_str().strip_prefix(&folder).and_then(|rest| rest.strip_prefix('/'))
        else {
            continue;
        };
        own += 1;
        match source::read_bytes(entry, u64::MAX) {
            Ok(bytes) => {
                files.insert(name.to_owned(), bytes);
            }
            Err(diagnostic) => found.push(*diagnostic),
        }
    }
    if own == 0 && config.theme != theme::EMBEDDED {
        let spot = config.theme_at.in_file(&SourcePath::new("site.toml"));
        found.push(messages::theme_missing(spot, &config.theme, theme::EMBEDDED));
        return None;
    }
    theme::compile(&files, &folder).map_err(|mut problems| found.append(&mut problems)).ok()
}

fn read_hotlines(listing: &Listing, found: &mut Vec<Diagnostic>) -> Vec<Hotline> {
    let own = listing.beside.iter().find(|entry| entry.path.as_str() == hotlines::FILE);
    let own = own.map(|entry| {
        source::read_text(entry).map_or_else(
            |diagnostic| (Vec::new(), vec![*diagnostic]),
            |file| hotlines::read(&file.path, &file.text),
        )
    });
    let (list, mut problems) = own.unwrap_or_default();
    found.append(&mut problems);
    if list.is_empty() { hotlines::built_in() } else { list }
}

/// What the files of `content/` became.
struct Parsed {
    pages: Vec<Page>,
    broken: Vec<SourcePath>,
    examined: Vec<Examined>,
}

/// Each file is read, parsed, examined and let go again, in parallel.
fn parse_pages(listing: &Listing, config: &Config, now: DateTime, found: &mut Vec<Diagnostic>) -> Parsed {
    let options = Options { trust_html: config.trust_html };
    let one = |entry: &Entry| match source::read_text(entry) {
        Ok(file) => (content::parse(&file, options), Some(gates::sources::examine(&file, now.date()))),
        Err(diagnostic) => ((None, vec![*diagnostic]), None),
    };
    let results: Vec<_> = listing.pages.par_iter().map(one).collect();
    if results.is_empty() {
        found.push(messages::content_missing(At::default().in_file(&SourcePath::new("content"))));
    }
    let mut parsed =
        Parsed { pages: Vec::with_capacity(results.len()), broken: Vec::new(), examined: Vec::new() };
    for (entry, ((page, mut problems), examined)) in listing.pages.iter().zip(results) {
        if is_draft(page.as_ref()) {
            problems.iter_mut().for_each(Diagnostic::soften);
        }
        found.append(&mut problems);
        parsed.examined.extend(examined);
        match page {
            Some(page) => parsed.pages.push(page),
            None => parsed.broken.push(entry.path.clone()),
        }
    }
    parsed
}

/// A draft is not published: what is unfinished in it must not stop the others.
fn is_draft(page: Option<&Page>) -> bool {
    match page {
        Some(Page::Article(article)) => article.front.draft || article.front.withdrawn.is_some(),
        Some(Page::Section(section)) => section.front.draft,
        None => false,
    }
}

fn digested(entries: &[Entry], found: &mut Vec<Diagnostic>) -> Vec<(SourcePath, Digest)> {
    let mut digests = Vec::with_capacity(entries.len());
    for (entry, digest) in entries.iter().zip(source::digests(entries)) {
        match digest {
            Ok(digest) => digests.push((entry.path.clone(), digest)),
            Err(diagnostic) => found.push(*diagnostic),
        }
    }
    digests
}
