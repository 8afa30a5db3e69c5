//! What pages weigh, judged by the gate at the end of a build and in a check.
//!
//! A build hands over what became of its files. A check makes the pages that have a budget and cleans what
//! is attached, keeps nothing of it, and draws no picture but those of an article that is being approved:
//! what is too heavy for the pictures of the others, and a picture that is broken behind its header, only a
//! build can tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::gates;
use crate::outputs::{Failure, Known, Outcome, Planned, Sink};
use crate::path::{SitePath, SourcePath};
use crate::picture::Form;
use crate::publish::Originals;
use crate::site::Site;
use crate::site::scope::Scopes;
use crate::theme::Theme;
use crate::weight::Weight;

/// Judges what a build made.
pub(super) fn judge(site: &Site, theme: &Theme, outcomes: &[Outcome]) -> Vec<Diagnostic> {
    let weighed =
        outcomes.iter().filter_map(|made| made.weight.as_deref().map(|weight| (made.path.address(), weight)));
    let pages: BTreeMap<String, &Weight> = weighed.collect();
    let loads = pages.values().flat_map(|page| &page.loads);
    let loaded: BTreeSet<&str> = loads.filter_map(|load| load.rsplit('/').next()).collect();
    let is_loaded =
        |path: &SitePath| path.as_str().rsplit('/').next().is_some_and(|name| loaded.contains(name));
    let sizes: BTreeMap<String, u64> = if loaded.is_empty() {
        BTreeMap::new()
    } else {
        let files = outcomes.iter().filter(|made| is_loaded(&made.path));
        files.map(|made| (made.path.address(), made.length)).collect()
    };
    let mut found = gates::weight::judge(site, theme, &pages, &|address| sizes.get(address).copied());
    gates::rules::apply(&site.config, &mut found);
    found
}

/// What a build would find only while it makes its files: pages that have a budget are made and weighed,
/// documents, drawings and recordings are cleaned, and nothing is kept. Pictures are drawn for one article
/// at most.
pub(super) fn check(
    site: &Site,
    theme: &Theme,
    files: &Originals,
    drawn: Option<&SourcePath>,
    planned: &mut [Box<dyn Planned + '_>],
) -> Vec<Diagnostic> {
    let (mut outcomes, mut found) = (Vec::new(), Vec::new());
    let is_weighed = gates::weight::is_weighed(site);
    let own = drawn.and_then(|article| address_of(site, article));
    let mut pictures = BTreeSet::new();
    for name in ["html", "files"] {
        for output in planned.iter_mut().filter(|output| output.name() == name) {
            if name == "html" {
                output.select(&|path| is_weighed(&path.address()));
            }
            make(output.as_ref(), theme, &Nowhere { files, pictures: &pictures }, &mut outcomes, &mut found);
        }
        pictures = loads(&outcomes, own.as_deref());
    }
    found.extend(judge(site, theme, &outcomes));
    found
}

/// The page of one article alone, with the pictures that it loads.
pub(super) fn of_article(
    site: &Site,
    theme: &Theme,
    files: &Originals,
    article: &SourcePath,
    planned: &mut [Box<dyn Planned + '_>],
) -> Vec<Diagnostic> {
    let Some(own) = address_of(site, article) else { return Vec::new() };
    let (mut outcomes, mut found) = (Vec::new(), Vec::new());
    let mut pictures = BTreeSet::new();
    for name in ["html", "files"] {
        for output in planned.iter_mut().filter(|output| output.name() == name) {
            output.select(&|path| match name {
                "html" => path.address() == own,
                _ => pictures.contains(last_part(path.as_str())),
            });
            make(output.as_ref(), theme, &Nowhere { files, pictures: &pictures }, &mut outcomes, &mut found);
        }
        pictures = loads(&outcomes, Some(&own));
    }
    found.extend(judge(site, theme, &outcomes));
    found
}

fn make(
    output: &dyn Planned,
    theme: &Theme,
    sink: &Nowhere<'_>,
    outcomes: &mut Vec<Outcome>,
    found: &mut Vec<Diagnostic>,
) {
    for result in output.run(theme, sink, &Scopes::default()).results {
        match result {
            Ok(outcome) => outcomes.push(outcome),
            Err(Failure::Finding(diagnostic)) => found.push(*diagnostic),
            // What cannot be read was told when it was listed.
            Err(Failure::Io { .. } | Failure::OfOthers(_)) => {}
        }
    }
}

fn address_of(site: &Site, article: &SourcePath) -> Option<String> {
    let found = site.articles.iter().find(|one| one.source.path == *article)?;
    Some(found.address.as_str().to_owned())
}

/// The names of the files that a page loads.
fn loads(outcomes: &[Outcome], address: Option<&str>) -> BTreeSet<String> {
    let of_page = outcomes.iter().filter(|made| Some(made.path.address().as_str()) == address);
    let weights = of_page.filter_map(|made| made.weight.as_deref());
    weights.flat_map(|weight| &weight.loads).map(|load| last_part(load).to_owned()).collect()
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Keeps nothing.
struct Nowhere<'f> {
    files: &'f Originals,
    /// The names of the pictures that are drawn all the same.
    pictures: &'f BTreeSet<String>,
}

impl Sink for Nowhere<'_> {
    fn known(&self, _path: &SitePath, _key: Digest) -> Option<Known> {
        None
    }

    fn put(&self, _path: &SitePath, _bytes: &[u8]) -> Result<(), Failure> {
        Ok(())
    }

    fn published(&self, source: &SourcePath, form: &Form) -> Result<Vec<u8>, Failure> {
        self.files.published(source, form)
    }

    fn take_over(&self, path: &SitePath, source: &SourcePath, form: &Form) -> Result<(Digest, u64), Failure> {
        // To draw every picture in every size costs more than all else in a check.
        let is_drawn = *form == Form::File || self.pictures.contains(last_part(path.as_str()));
        let length = if is_drawn { self.published(source, form)?.len() as u64 } else { 0 };
        Ok((Digest::of(b""), length))
    }
}
