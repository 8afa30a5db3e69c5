//! The stages of a build in their order: the only functions that know them all.
//!
//! `load → parse → resolve → gate → speak → plan → view → render → commit`. `check` stops after the gates,
//! `build` goes on; there is no second way. Being warm changes what is skipped, never what is made. The
//! file is long because no other may know all the stages.

mod again;
mod ahead;
mod assumed;
mod files;
mod places;
mod takedown;
mod voices;
mod weighed;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiff::civil::{Date, DateTime};
use rayon::prelude::*;

use crate::config::{self, Config};
use crate::content::body::Shelf;
use crate::content::{self, Options, Page};
use crate::diag::{self, At, Diagnostic, Located, messages};
use crate::digest::Digest;
use crate::gates::{
    self,
    sources::{Examined, Found, Words},
};
use crate::locality::Registry;
use crate::media::{engine, studio};
use crate::outputs::{self, Failure, Grounds, Outcome};
use crate::path::{SitePath, SourcePath};
use crate::pipeline::again::{Beside, Changed};
use crate::pipeline::ahead::Ahead;
use crate::pipeline::assumed::Assumed;
use crate::pipeline::files::Measured;
use crate::pipeline::takedown::{Held, Known, Place};
use crate::publish::owner::Owner;
use crate::publish::{
    self, Changes, Originals, ReadAhead, Refusal, Scope, Stage, Tally, Target, memory, scratch,
};
use crate::recall::{Parsed, Recall, Terms};
use crate::site::scope::Scopes;
use crate::site::{self, Asset, Hotline, Inputs, Showing, Site, State, hotlines};
use crate::source::{self, Entry, Listing};
use crate::theme::{self, Theme};

pub use takedown::{Done, Due, TakenDown, Why, left_by_a_part};
pub use voices::voice_state;

/// A site that was read and judged.
#[derive(Debug)]
pub struct Checked {
    /// The site.
    pub site: Site,
    /// Its theme; absent if it does not compile.
    pub theme: Option<Arc<Theme>>,
    /// Everything that was found, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// Where files lie that are published as they are.
    pub(crate) files: Originals,
    /// What is left out because consent ended, and what is to come by itself: its findings stop only a
    /// check.
    left_out: BTreeSet<SourcePath>,
    /// Links that only the plan of all files can tell to be right.
    assumed: Assumed,
    /// The program that speaks, if there is one.
    engine: Option<engine::Found>,
    /// The sources in which nothing was found, sorted.
    harmless: Vec<Digest>,
}

impl Checked {
    /// The digest of a file that may be published as it is.
    pub fn digest_of(&self, path: &SourcePath) -> Option<Digest> {
        let disk = self.files.disk(path)?.to_owned();
        source::digest(&Entry::new(path.clone(), disk)).ok()
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
    /// The sources in which nothing was found, sorted.
    harmless: Vec<Digest>,
}

/// Why a build made nothing.
#[derive(Debug)]
pub enum Stopped {
    /// The sources have mistakes; all of them are here, with warnings and advice.
    Findings(Vec<Diagnostic>),
    /// The sources have mistakes, and something had to be taken down all the same.
    TakenDown(Box<TakenDown>),
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
    /// How many files a build of it has read or made; whoever waits may look.
    pub tally: Arc<Tally>,
}

/// How a site is judged and which of its files are made.
#[derive(Debug)]
pub struct Order<'o> {
    /// The clock.
    pub now: DateTime,
    /// Which articles have a page.
    pub showing: Showing,
    /// Which files are made.
    pub selection: &'o Selection,
    /// Whether an engine speaks.
    pub voice: Voice<'o>,
    /// What is known of the sources.
    pub recall: &'o mut Recall,
    /// What earlier builds left, and room for this one.
    pub kept: &'o Kept,
}

/// Whether an engine speaks what loudspeakers play.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice<'o> {
    /// None is looked for.
    Off,
    /// One is looked for, and nothing is spoken.
    Asked,
    /// What is not there yet is spoken and kept in this folder.
    Speaks(&'o Path),
}

/// Is told the name of every stage when it is over.
pub type Progress<'p> = &'p mut dyn FnMut(&'static str);

/// Lists a site's folder.
pub fn survey(root: &Path) -> Survey {
    let (mut listing, found) = source::list(root);
    let state = source::state(root, &mut listing).filter(|_| found.is_empty());
    Survey { root: root.to_owned(), listing, found, state, tally: Arc::default() }
}

/// The files of a site that are articles or sections, as they are listed.
pub fn sources(root: &Path) -> Vec<SourcePath> {
    source::list(root).0.pages.into_iter().map(|entry| entry.path).collect()
}

/// Reads a site as of a moment and judges what stands in its sources.
pub fn read(root: &Path, now: DateTime) -> Checked {
    read_afresh(root, now, Showing::Public, Voice::Asked)
}

/// The same, and judges besides what shows only when files are planned and made.
pub fn check(root: &Path, now: DateTime) -> Checked {
    check_planned(root, now, None)
}

/// The same, and draws the pictures of one article, so that what is too heavy for them is told before a
/// build.
pub fn check_drawing(root: &Path, now: DateTime, article: &SourcePath) -> Checked {
    check_planned(root, now, Some(article))
}

fn check_planned(root: &Path, now: DateTime, drawn: Option<&SourcePath>) -> Checked {
    let mut checked = read(root, now);
    if let Some(theme) = &checked.theme {
        let mut planned = outputs::plan(&checked.site, theme);
        // Pages that share an address share their files too: the cause is told already.
        let told = checked.diagnostics.iter().any(|found| found.rule == "address-taken");
        let collisions = if told { Vec::new() } else { outputs::collisions(&planned) };
        let broken = checked.assumed.judge(&checked.site, &planned);
        // A build would stop here too.
        let stops =
            [&checked.diagnostics, &collisions, &broken].into_iter().any(|found| diag::has_errors(found));
        let heavy = if stops {
            Vec::new()
        } else {
            weighed::check(&checked.site, theme, &checked.files, drawn, &mut planned)
        };
        drop(planned);
        checked.diagnostics.extend(collisions.into_iter().chain(broken).chain(heavy));
        diag::sort(&mut checked.diagnostics);
    }
    checked
}

/// What is too heavy on the page of one article, its pictures drawn as a build would draw them.
pub(crate) fn weigh(checked: &Checked, theme: &Theme, article: &SourcePath) -> Vec<Diagnostic> {
    let mut planned = outputs::plan(&checked.site, theme);
    weighed::of_article(&checked.site, theme, &checked.files, article, &mut planned)
}

/// Reads and judges everything that was written, whatever its draft mark and its dates say.
pub(crate) fn read_everything(root: &Path, now: DateTime) -> Checked {
    read_afresh(root, now, Showing::Everything, Voice::Off)
}

/// Nothing is remembered of other runs, and nothing is told while it goes on.
fn read_afresh(root: &Path, now: DateTime, showing: Showing, voice: Voice<'_>) -> Checked {
    let (selection, recall, kept) = (&Selection::Whole, &mut Recall::Nothing, &Kept::default());
    judge(survey(root), Order { now, showing, selection, voice, recall, kept }, &mut |_| {})
}

/// What lies beside the output folder for the reading of a site.
#[derive(Debug, Default)]
pub struct Kept {
    /// Sources that were examined today and are harmless, sorted: they are not examined again.
    harmless: Vec<Digest>,
    /// Where bodies wait for being rendered.
    shelf: Option<Arc<dyn Shelf>>,
    /// A source that became another while the site was built.
    changed: Changed,
    /// What is left out because it has mistakes, if something must be taken down at once.
    held: Option<Held>,
    /// What a build knew that findings stopped.
    known: OnceLock<Known>,
}

impl Kept {
    fn beside(out: &Path, now: DateTime, pages: usize) -> Kept {
        // Bodies of a small site are at hand in memory.
        const SMALL: usize = 4096;
        let shelf = if pages > SMALL { scratch::shelf(out) } else { None };
        Kept { harmless: memory::harmless(out, now.date()), shelf, ..Kept::default() }
    }

    /// Findings stop the build; whoever must take something down learns what it knew.
    fn stopped(&self, site: &Site, left_out: &BTreeSet<SourcePath>, found: Vec<Diagnostic>) -> Stopped {
        drop(self.known.set(Known::of(site, left_out, &found)));
        Stopped::Findings(found)
    }
}

/// Everything that is judged before anybody plans what to write.
fn judge(survey: Survey, order: Order<'_>, progress: Progress<'_>) -> Checked {
    let Survey { root, listing, mut found, tally, .. } = survey;
    let Order { now, showing, recall, voice, kept, .. } = order;
    let config = read_config(&listing, &mut found);
    let theme = read_theme(&listing, &config, recall, &mut found);
    let hotlines = read_hotlines(&listing, now.date(), &mut found);
    let terms = Terms { options: Options { trust_html: config.trust_html }, today: now.date() };
    let Content { mut pages, broken, found: found_in, harmless, lapsed: mut left_out } =
        parse_pages(&listing, &tally, terms, recall, kept, &mut found);
    progress("parse");
    let loose: Vec<Entry> = listing.beside.iter().chain(&listing.statics).cloned().collect();
    let mut beside = digested(&loose, recall, &mut found);
    let files = Originals::new(loose.into_iter().map(|entry| (entry.path, entry.disk)), &beside);
    let statics = beside.split_off(beside.partition_point(|(path, _)| path.as_str() < "static/"));
    let asked = config.loudspeaker.engine.as_ref().filter(|_| config.outputs.loudspeaker);
    let (engine, heard) = voices::heard(asked.filter(|_| voice != Voice::Off), &root, &listing, &beside);
    let Measured { pictures, broken: bad_pictures } = files::measured(&listing, &mut found);
    found.extend(gates::stray::judge(&beside, &pages, &broken));
    found.extend(files::digests(&listing, &files, &mut pages));
    let lapsed = &left_out.clone();
    let (beside, statics, pictures) = (&*beside, &*statics, &pictures);
    let of_files = ahead::Files { beside, statics, pictures, broken: &broken.clone(), lapsed };
    let inputs =
        Inputs { config, now, showing, hotlines, pages, broken, beside, statics, heard, pictures, lapsed };
    let (site, mut resolved) = site::resolve(inputs, Registry::embedded());
    found.append(&mut resolved);
    let mut ahead = Ahead::of(&site, of_files).filter(|_| showing == Showing::Public);
    recall.leave(&listing.pages, |paths| site.published(paths));
    progress("resolve");
    let (of_ahead, found_in): (Vec<_>, Vec<_>) =
        found_in.into_iter().partition(|one| ahead.as_ref().is_some_and(|ahead| ahead.holds(one.path())));
    if let Some(ahead) = &mut ahead {
        found.append(&mut ahead.judge(of_ahead, theme.as_deref()));
        left_out.extend(ahead.scheduled().iter().cloned());
    }
    let assumed = Assumed::of(&site, ahead.as_ref(), kept.held.as_ref());
    found.append(&mut gates::sources::judge(found_in, &site));
    let coming = ahead.iter().flat_map(Ahead::assets);
    let assets: Vec<&Asset> = site.assets.iter().chain(coming).collect();
    // What nobody shows may be broken.
    found.extend(assets.iter().filter_map(|asset| bad_pictures.get(&asset.source)).cloned());
    found.extend(files::settings(&listing, &site.config.theme, now.date()));
    found.extend(files::leaving(&listing, &files, assets.into_iter(), now.date()));
    if let Some(theme) = &theme {
        found.extend(gates::check(&site, theme));
    }
    diag::drop_consequences(&mut found);
    gates::rules::apply(&site.config, &mut found);
    if let Some(ahead) = &ahead {
        ahead.settle(&site.config, &mut found);
    }
    progress("gates");
    soften_what_is_not_published(&site, &mut found);
    places::find(&root, &site, &mut found);
    diag::sort(&mut found);
    // A nation's listing takes a moment to be freed, for which nobody has to wait.
    rayon::spawn(move || drop(listing));
    Checked { site, theme, diagnostics: found, files, engine, harmless, left_out, assumed }
}

/// What is wrong with an article that a preview shows before or after its time stops nothing.
fn soften_what_is_not_published(site: &Site, found: &mut [Diagnostic]) {
    let articles = site.articles.iter().filter(|article| article.state != State::Live);
    let sections = site.sections.iter().filter(|section| section.draft);
    let paths = articles.map(|article| &article.source.path);
    let paths: BTreeSet<&SourcePath> = paths.chain(sections.map(|section| &section.source.path)).collect();
    found.iter_mut().filter(|finding| paths.contains(&finding.spot.file)).for_each(Diagnostic::soften);
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
    if source::holds(&survey.root, out) {
        return Err(Stopped::Refused(Refusal::AmongSources(out.to_owned())));
    }
    let root = survey.root.clone();
    let owner = owner(&survey);
    if let Some(other) = owner.another_in(out) {
        return Err(Stopped::Refused(Refusal::OfAnother(out.to_owned(), Box::new(other))));
    }
    let place = Place { root: &root, out, now, selection, owner: &owner };
    let kept = Kept::beside(out, now, survey.listing.pages.len());
    match build_kept(survey, place, &kept, progress) {
        Err(Stopped::Findings(found)) => {
            Err(takedown::carry_out(place, found, kept.known.into_inner(), progress))
        }
        result => result,
    }
}

/// Builds into a folder with what earlier builds left beside it.
fn build_kept(
    survey: Survey,
    place: Place<'_>,
    kept: &Kept,
    progress: Progress<'_>,
) -> Result<Built, Stopped> {
    let Place { out, now, selection, owner, .. } = place;
    let spoken = publish::state_folder(out).join("spoken");
    let (showing, voice) = (Showing::Public, Voice::Speaks(&spoken));
    let pages = Beside::new(&survey.root, out, kept.shelf.clone(), &kept.changed);
    let mut recall = Recall::of_pages(Box::new(pages));
    let order = Order { now, showing, selection, voice, recall: &mut recall, kept };
    let tally = Arc::clone(&survey.tally);
    let last = ReadAhead::of(out);
    let look_for_files = last.look_for_files();
    let mut progress = |stage| {
        // To resolve a site leaves threads idle.
        if stage == "parse" {
            look_for_files();
        }
        progress(stage);
    };
    let built = build_into(survey, order, |files| Stage::open(out, files, tally, last), &mut progress)?;
    // The site is published; what is lost here costs the next build an examination.
    drop(memory::keep_harmless(out, now.date(), &built.harmless));
    drop(owner.keep(out));
    if *selection == Selection::Whole {
        publish::forget_named(out);
    }
    Ok(built)
}

/// The files of a whole site that a part of it did not make.
fn left_by_others<'a>(
    all: &'a BTreeSet<SitePath>,
    outcomes: &'a [Outcome],
) -> impl Iterator<Item = SitePath> + 'a {
    let made: BTreeSet<&SitePath> = outcomes.iter().map(|outcome| &outcome.path).collect();
    all.iter().filter(move |path| !made.contains(path)).cloned()
}

/// Builds a site into whatever is opened once everything has been judged.
pub fn build_into<T: Target>(
    survey: Survey,
    order: Order<'_>,
    open: impl FnOnce(Originals) -> Result<T, Refusal>,
    progress: Progress<'_>,
) -> Result<Built, Stopped> {
    let (selection, voice, kept) = (order.selection, order.voice, order.kept);
    let Checked { mut site, theme, mut diagnostics, mut files, engine, harmless, left_out, assumed } =
        judge(survey, order, progress);
    // What rested on consent or is still to come must not hold up the others.
    let of_others = diagnostics.iter_mut().filter(|found| left_out.contains(&found.spot.file));
    of_others.for_each(Diagnostic::soften);
    let Some(theme) = theme else { return Err(kept.stopped(&site, &left_out, diagnostics)) };
    if diag::has_errors(&diagnostics) {
        return Err(kept.stopped(&site, &left_out, diagnostics));
    }
    let wanted = wanted(&site, selection)?;
    let mut audio = BTreeSet::new();
    if let Voice::Speaks(folder) = voice {
        let speeches;
        (speeches, audio) = voices::chosen(&site, wanted.as_deref());
        site = voices::speak(site, &speeches, engine.as_ref(), folder, &mut files, &mut diagnostics);
    }
    progress("speak");
    let mut planned = outputs::plan(&site, &theme);
    diagnostics.extend(misplaced(&site, &assumed, &planned));
    diag::sort(&mut diagnostics);
    if diag::has_errors(&diagnostics) {
        drop(planned);
        return Err(kept.stopped(&site, &left_out, diagnostics));
    }
    let scope = match &kept.held {
        Some(held) => held.scope(&planned),
        None => select(wanted, audio, &mut planned),
    };
    progress("plan");
    let stage = opened(open, files, &planned)?;
    // A take-down build makes everything that its site has.
    let is_whole = matches!(scope, Scope::Whole) || kept.held.is_some();
    let scopes = if is_whole && stage.keeps_grounds() { Scopes::of(&site) } else { Scopes::default() };
    let (results, mut grounds) = made(&planned, &theme, &stage, &scopes);
    drop(planned);
    progress("render");
    let (outcomes, failure) = sorted_out(results, &mut diagnostics);
    let changed = kept.changed.get();
    diagnostics.extend(changed.map(|path| messages::source_changed(At::default().in_file(path))));
    let mut heavy = weighed::judge(&site, &theme, &outcomes);
    soften_what_is_not_published(&site, &mut heavy);
    diagnostics.extend(heavy);
    diag::sort(&mut diagnostics);
    if let Some(failure) = failure {
        stage.abandon();
        return Err(Stopped::Failed(failure));
    }
    if diag::has_errors(&diagnostics) {
        stage.abandon();
        return Err(kept.stopped(&site, &left_out, diagnostics));
    }
    if let (Some(grounds), Scope::PartOf(all)) = (&mut grounds, &scope) {
        grounds.others.extend(left_by_others(all, &outcomes));
    }
    let changes = stage.commit(&outcomes, &scope, grounds.as_ref()).map_err(Stopped::Failed)?;
    if let (Selection::Whole, Voice::Speaks(folder)) = (selection, voice) {
        let used = site.heard.sounds.values().map(|sound| sound.mp3.digest).collect();
        studio::keep_only(folder, &used);
    }
    progress("commit");
    Ok(Built { site, diagnostics, outcomes, changes, harmless })
}

/// Makes all files; says what they rest on, if views were told what they may read.
fn made<T: Target>(
    planned: &[Box<dyn outputs::Planned + '_>],
    theme: &Theme,
    target: &T,
    scopes: &Scopes,
) -> (Vec<Result<Outcome, Failure>>, Option<Grounds>) {
    let (mut results, mut bases, mut lists) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for output in planned {
        let made = output.run(theme, target, scopes);
        results.extend(made.results);
        bases.extend(made.base.map(|base| (output.name().to_owned(), base)));
        lists.extend(made.lists);
    }
    let grounds = Grounds { bases, localities: scopes.all().to_vec(), lists, others: BTreeSet::new() };
    (results, (!grounds.localities.is_empty()).then_some(grounds))
}

/// What was made, and the first thing that the machine refused; mistakes join the others.
fn sorted_out(
    results: Vec<Result<Outcome, Failure>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Outcome>, Option<Failure>) {
    let mut outcomes = Vec::with_capacity(results.len());
    let mut failure = None;
    for result in results {
        match result {
            Ok(outcome) => outcomes.push(outcome),
            Err(Failure::Finding(diagnostic)) => diagnostics.push(*diagnostic),
            Err(io) => failure = failure.or(Some(io)),
        }
    }
    (outcomes, failure)
}

/// Paths that are taken twice, and links to paths that nobody takes.
fn misplaced(site: &Site, assumed: &Assumed, planned: &[Box<dyn outputs::Planned + '_>]) -> Vec<Diagnostic> {
    let mut found = assumed.judge(site, planned);
    soften_what_is_not_published(site, &mut found);
    found.extend(outputs::collisions(planned));
    found
}

/// Opens where the files go, and says how many will come.
fn opened<T: Target>(
    open: impl FnOnce(Originals) -> Result<T, Refusal>,
    files: Originals,
    planned: &[Box<dyn outputs::Planned + '_>],
) -> Result<T, Stopped> {
    let target = open(files).map_err(Stopped::Refused)?;
    target.expect(planned.iter().map(|output| output.paths().len()).sum());
    Ok(target)
}

/// Whether a file is to be made now; nothing where all of them are.
type Wanted = Box<dyn Fn(&SitePath) -> bool>;

fn wanted(site: &Site, selection: &Selection) -> Result<Option<Wanted>, Stopped> {
    Ok(match selection {
        Selection::Whole => None,
        Selection::Localities(codes) => {
            let folder = |code: &String| {
                let known = code.parse().ok().and_then(|code| site.locality_by_code.get(&code));
                let known = known.ok_or_else(|| Stopped::NoSuchLocality(code.clone()))?;
                Ok(site.locality(*known).address.as_str()[1..].to_owned())
            };
            let folders: Vec<String> = codes.iter().map(folder).collect::<Result<_, Stopped>>()?;
            Some(Box::new(move |path| {
                folders.iter().any(|folder| path.as_str().starts_with(folder.as_str()))
            }))
        }
        // By the name alone, so that a file stays in its part whatever else comes and goes.
        Selection::Shard { nth, of } => {
            let (nth, of) = (*nth - 1, (*of).max(1));
            Some(Box::new(move |path| Digest::of(path.as_str().as_bytes()).number() % of == nth))
        }
    })
}

/// Takes out of the plan what is not to be made now; `audio` are files that were not even spoken.
fn select(
    wanted: Option<Wanted>,
    audio: BTreeSet<SitePath>,
    planned: &mut [Box<dyn outputs::Planned + '_>],
) -> Scope {
    let Some(wanted) = wanted else { return Scope::Whole };
    let mut all = audio;
    all.extend(planned.iter().flat_map(|output| output.paths().into_iter().cloned()));
    for output in planned.iter_mut() {
        output.select(&*wanted);
    }
    Scope::PartOf(all)
}

/// Whose site it is, as far as the settings can be read.
fn owner(survey: &Survey) -> Owner {
    let config = read_config(&survey.listing, &mut Vec::new());
    Owner::new(&survey.root, &config.absolute("/"), &config.title)
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

fn read_theme(
    listing: &Listing,
    config: &Config,
    recall: &mut Recall,
    found: &mut Vec<Diagnostic>,
) -> Option<Arc<Theme>> {
    let folder = format!("themes/{}", config.theme);
    let inside = format!("{folder}/");
    let own: Vec<&Entry> =
        listing.themes.iter().filter(|entry| entry.path.as_str().starts_with(&inside)).collect();
    if own.is_empty() && config.theme != theme::EMBEDDED {
        let spot = config.theme_at.in_file(&SourcePath::new("site.toml"));
        found.push(messages::theme_missing(spot, &config.theme, theme::EMBEDDED));
        return None;
    }
    let compile = || {
        let mut files = theme::embedded();
        for entry in &own {
            let bytes = source::read_bytes(entry, u64::MAX).map_err(|unreadable| vec![*unreadable])?;
            files.insert(entry.path.as_str()[inside.len()..].to_owned(), bytes);
        }
        theme::compile(&files, &folder)
    };
    recall.theme(&folder, &own, compile).map_err(|mut problems| found.append(&mut problems)).ok()
}

fn read_hotlines(listing: &Listing, today: Date, found: &mut Vec<Diagnostic>) -> Vec<Hotline> {
    let own = listing.beside.iter().find(|entry| entry.path.as_str() == hotlines::FILE);
    let own = own.map(|entry| {
        source::read_text(entry).map_or_else(
            |diagnostic| (Vec::new(), vec![*diagnostic]),
            |file| hotlines::read(&file.path, &file.text, today),
        )
    });
    let (list, mut problems) = own.unwrap_or_default();
    found.append(&mut problems);
    if list.is_empty() { hotlines::built_in() } else { list }
}

/// What the files of `content/` became.
struct Content {
    pages: Vec<Page>,
    broken: Vec<SourcePath>,
    found: Vec<Found>,
    harmless: Vec<Digest>,
    lapsed: BTreeSet<SourcePath>,
}

/// Each file is read, parsed, examined and let go again, in parallel.
fn parse_pages(
    listing: &Listing,
    tally: &Tally,
    terms: Terms,
    recall: &mut Recall,
    kept: &Kept,
    found: &mut Vec<Diagnostic>,
) -> Content {
    tally.begin(listing.pages.len());
    let results = recall.pages(&listing.pages, terms, Words::default, |words, entry| {
        tally.count();
        parse_page(entry, terms, kept, words)
    });
    tally.begin(0);
    if results.is_empty() {
        found.push(messages::content_missing(At::default().in_file(&SourcePath::new("content"))));
    }
    let mut parsed = Content {
        pages: Vec::with_capacity(results.len()),
        broken: Vec::new(),
        found: Vec::new(),
        harmless: Vec::with_capacity(results.len()),
        lapsed: BTreeSet::new(),
    };
    for (entry, Parsed { mut page, mut problems, examined }) in listing.pages.iter().zip(results) {
        if kept.held.as_ref().is_some_and(|held| held.leaves_out(&entry.path)) {
            parsed.broken.push(entry.path.clone());
            continue;
        }
        if let Some(day) = examined.as_ref().and_then(Examined::lapses) {
            if let Some(Page::Article(article)) = &mut page {
                end_with_consent(article, day);
            }
            parsed.lapsed.extend((day <= terms.today).then(|| entry.path.clone()));
        }
        if is_draft(page.as_ref()) {
            problems.iter_mut().for_each(Diagnostic::soften);
        }
        found.append(&mut problems);
        if let Some(examined) = examined {
            let mark = examined.mark();
            match examined.found() {
                Some(found) => parsed.found.push(found),
                None => parsed.harmless.push(mark),
            }
        }
        match page {
            Some(page) => parsed.pages.push(page),
            None => parsed.broken.push(entry.path.clone()),
        }
    }
    parsed.harmless.par_sort_unstable();
    parsed
}

fn parse_page(entry: &Entry, terms: Terms, kept: &Kept, words: &mut Words) -> Parsed {
    match source::read_text(entry) {
        Ok(file) => {
            let (mut page, problems) = content::parse(&file, terms.options);
            if let (Some(page), Some(shelf)) = (&mut page, &kept.shelf) {
                page.shelve(shelf);
            }
            let known = Examined::harmless(&file.path, file.digest);
            let is_known = kept.harmless.binary_search(&known.mark()).is_ok();
            let examined = if is_known { known } else { gates::sources::examine(&file, terms.today, words) };
            Parsed { page, problems, examined: Some(examined) }
        }
        Err(unreadable) => Parsed { page: None, problems: vec![*unreadable], examined: None },
    }
}

/// An article is over when the consent that it rests on is.
fn end_with_consent(article: &mut content::Article, day: jiff::civil::Date) {
    let end = day.at(0, 0, 0, 0);
    if article.front.expires.as_ref().is_none_or(|expires| expires.value > end) {
        article.front.expires = Some(Located { value: end, at: At::default() });
    }
}

/// A draft is not published: what is unfinished in it must not stop the others.
fn is_draft(page: Option<&Page>) -> bool {
    match page {
        Some(Page::Article(article)) => article.front.draft || article.front.withdrawn.is_some(),
        Some(Page::Section(section)) => section.front.draft,
        None => false,
    }
}

fn digested(
    entries: &[Entry],
    recall: &mut Recall,
    found: &mut Vec<Diagnostic>,
) -> Vec<(SourcePath, Digest)> {
    let mut digests = Vec::with_capacity(entries.len());
    for (entry, digest) in entries.iter().zip(recall.digests(entries)) {
        match digest {
            Ok(digest) => digests.push((entry.path.clone(), digest)),
            Err(diagnostic) => found.push(*diagnostic),
        }
    }
    digests
}
