//! The stages of a build in their order: the only functions that know them all.
//!
//! `load → parse → resolve → gate → plan → view → render → commit`. `check` stops after the gates,
//! `build` goes on; there is no second way. Being warm changes what is skipped, never what is made.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use rayon::prelude::*;

use crate::config::{self, Config};
use crate::content::{self, Options, Page};
use crate::diag::{self, At, Diagnostic, messages};
use crate::digest::Digest;
use crate::gates;
use crate::locality::Registry;
use crate::outputs::{self, Failure, Outcome};
use crate::path::SourcePath;
use crate::publish::{Changes, Refusal, Stage};
use crate::site::{self, Hotline, Inputs, Site, hotlines};
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
}

/// Reads and judges a site as of a moment.
pub fn check(root: &Path, now: DateTime) -> Checked {
    let mut checked = judge(root, now);
    if let Some(theme) = &checked.theme {
        let collisions = outputs::collisions(&outputs::plan(&checked.site, theme));
        checked.diagnostics.extend(collisions);
        diag::sort(&mut checked.diagnostics);
    }
    checked
}

/// Everything that is judged before anybody plans what to write.
fn judge(root: &Path, now: DateTime) -> Checked {
    let (listing, mut found) = source::list(root);
    let config = read_config(&listing, &mut found);
    let theme = read_theme(&listing, &config, &mut found);
    let hotlines = read_hotlines(&listing, &mut found);
    let (pages, broken) = parse_pages(&listing, &config, &mut found);
    let files: BTreeMap<SourcePath, PathBuf> = listing
        .beside
        .iter()
        .chain(&listing.statics)
        .map(|entry| (entry.path.clone(), entry.disk.clone()))
        .collect();
    let beside = digested(&listing.beside, &mut found);
    let statics = digested(&listing.statics, &mut found);
    let inputs = Inputs { config, now, hotlines, pages, broken, beside, statics };
    let (site, mut resolved) = site::resolve(inputs, Registry::embedded());
    found.append(&mut resolved);
    if let Some(theme) = &theme {
        found.extend(gates::check(&site, theme));
    }
    diag::sort(&mut found);
    Checked { site, theme, diagnostics: found, files }
}

/// Builds a site into a folder.
pub fn build(root: &Path, out: &Path, now: DateTime) -> Result<Built, Stopped> {
    let Checked { site, theme, mut diagnostics, files } = judge(root, now);
    let Some(theme) = theme else { return Err(Stopped::Findings(diagnostics)) };
    let planned = outputs::plan(&site, &theme);
    diagnostics.extend(outputs::collisions(&planned));
    diag::sort(&mut diagnostics);
    if diag::has_errors(&diagnostics) {
        return Err(Stopped::Findings(diagnostics));
    }
    let stage = Stage::open(out, files).map_err(Stopped::Refused)?;
    let results: Vec<Result<Outcome, Failure>> =
        planned.iter().flat_map(|output| output.run(&theme, &stage)).collect();
    drop(planned);
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
    let changes = stage.commit(&outcomes).map_err(Stopped::Failed)?;
    Ok(Built { site, diagnostics, outcomes, changes })
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

/// Each file is read, parsed and let go again, in parallel.
fn parse_pages(
    listing: &Listing,
    config: &Config,
    found: &mut Vec<Diagnostic>,
) -> (Vec<Page>, Vec<SourcePath>) {
    let options = Options { trust_html: config.trust_html };
    let one = |entry: &Entry| match source::read_text(entry) {
        Ok(file) => content::parse(&file, options),
        Err(diagnostic) => (None, vec![*diagnostic]),
    };
    let parsed: Vec<(Option<Page>, Vec<Diagnostic>)> = listing.pages.par_iter().map(one).collect();
    if parsed.is_empty() {
        found.push(messages::content_missing(At::default().in_file(&SourcePath::new("content"))));
    }
    let (mut pages, mut broken) = (Vec::with_capacity(parsed.len()), Vec::new());
    for (entry, (page, mut problems)) in listing.pages.iter().zip(parsed) {
        if is_draft(page.as_ref()) {
            problems.iter_mut().for_each(Diagnostic::soften);
        }
        found.append(&mut problems);
        match page {
            Some(page) => pages.push(page),
            None => broken.push(entry.path.clone()),
        }
    }
    (pages, broken)
}

/// A draft is not published: what is unfinished in it must not stop the others.
fn is_draft(page: Option<&Page>) -> bool {
    match page {
        Some(Page::Article(article)) => article.front.draft,
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
