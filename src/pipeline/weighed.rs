//! What pages weigh, judged by the gate at the end of a build and in a check.
//!
//! A build hands over what became of its files. A check makes the pages that have a budget and cleans what
//! is attached, keeps nothing of it, and draws no picture: what is too heavy for its pictures, and a picture
//! that is broken behind its header, only a build can tell.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::gates;
use crate::media;
use crate::outputs::{Failure, Known, Outcome, Planned, Sink};
use crate::path::{SitePath, SourcePath};
use crate::picture::Form;
use crate::pipeline::Files;
use crate::site::Site;
use crate::site::scope::Scopes;
use crate::source::{self, Entry};
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
/// documents, drawings and recordings are cleaned, and nothing is kept.
pub(super) fn check(
    site: &Site,
    theme: &Theme,
    files: &Files,
    planned: &mut [Box<dyn Planned + '_>],
) -> Vec<Diagnostic> {
    let (mut outcomes, mut found) = (Vec::new(), Vec::new());
    let is_weighed = gates::weight::is_weighed(site);
    for output in planned.iter_mut().filter(|output| ["html", "files"].contains(&output.name())) {
        if output.name() == "html" {
            output.select(&|path| is_weighed(&path.address()));
        }
        for result in output.run(theme, &Nowhere { files }, &Scopes::default()).results {
            match result {
                Ok(outcome) => outcomes.push(outcome),
                Err(Failure::Finding(diagnostic)) => found.push(*diagnostic),
                // What cannot be read was told when it was listed.
                Err(Failure::Io { .. } | Failure::OfOthers(_)) => {}
            }
        }
    }
    found.extend(judge(site, theme, &outcomes));
    found
}

/// Keeps nothing.
struct Nowhere<'f> {
    files: &'f Files,
}

impl Sink for Nowhere<'_> {
    fn known(&self, _path: &SitePath, _key: Digest) -> Option<Known> {
        None
    }

    fn put(&self, _path: &SitePath, _bytes: &[u8]) -> Result<(), Failure> {
        Ok(())
    }

    fn published(&self, source: &SourcePath, form: &Form) -> Result<Vec<u8>, Failure> {
        let Some(disk) = self.files.get(source) else { return Ok(Vec::new()) };
        let entry = Entry::new(source.clone(), disk.clone());
        Ok(media::published(source, source::read_bytes(&entry, u64::MAX)?, form)?)
    }

    fn take_over(
        &self,
        _path: &SitePath,
        source: &SourcePath,
        form: &Form,
    ) -> Result<(Digest, u64), Failure> {
        // To draw every picture in every size costs more than all else in a check.
        let length = if *form == Form::File { self.published(source, form)?.len() as u64 } else { 0 };
        Ok((Digest::of(b""), length))
    }
}
