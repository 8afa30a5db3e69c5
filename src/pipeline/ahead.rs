//! What waits for its day or its approval, judged as if it were published.
//!
//! A resolved site comes in. What waits is resolved once more in a small site of its own, with what it
//! may refer to of the published one, and judged there; its findings go out. What waits for its day
//! would one day stop the whole portal, so a check calls that an error; the rest is what would block.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::Config;
use crate::content::front_matter::Channel;
use crate::content::{self, Page};
use crate::diag::{Diagnostic, Severity};
use crate::digest::Digest;
use crate::gates::{self, sources::Found};
use crate::locality::Registry;
use crate::path::SourcePath;
use crate::picture::Original;
use crate::site::roll::Withheld;
use crate::site::{self, Article, Asset, Heard, Inputs, Showing, Site, State, links};
use crate::theme::Theme;

/// Files beside articles or in `static/`, with their digests.
type Digests = [(SourcePath, Digest)];

/// What was listed of the files that articles use.
#[derive(Debug, Clone, Copy)]
pub(super) struct Files<'f> {
    pub(super) beside: &'f Digests,
    pub(super) statics: &'f Digests,
    pub(super) pictures: &'f BTreeMap<SourcePath, Original>,
    /// Content files that cannot be read.
    pub(super) broken: &'f [SourcePath],
    /// Articles that are over because consent ended.
    pub(super) lapsed: &'f BTreeSet<SourcePath>,
}

/// What waits, as a site.
#[derive(Debug)]
pub(super) struct Ahead {
    site: Site,
    resolved: Vec<Diagnostic>,
    /// What waits for nothing but its day, with the files that only it uses.
    scheduled: BTreeSet<SourcePath>,
    /// Everything else that waits.
    waiting: BTreeSet<SourcePath>,
    /// Files that only what waits uses.
    assets: Vec<Asset>,
}

impl Ahead {
    /// The site of what waits; nothing if nothing does.
    pub(super) fn of(now: &Site, files: Files<'_>) -> Option<Ahead> {
        let is_ahead = |one: &&Withheld| !matches!(one.state, State::Expired | State::Withdrawn);
        let withheld: Vec<&Withheld> = now.withheld.iter().filter(is_ahead).collect();
        if withheld.is_empty() {
            return None;
        }
        let sections = now.sections.iter().map(|section| Page::Section(Box::new(section.source.clone())));
        let all = now.withheld.iter().map(|one| Page::Article(one.source.clone()));
        let near = referred_to(now, &withheld).map(|article| Page::Article(quiet(article)));
        let mut pages: Vec<Page> = sections.chain(all).chain(near).collect();
        pages.sort_by(|a, b| a.path().cmp(b.path()));
        let inputs = Inputs {
            config: now.config.clone(),
            now: now.now,
            showing: Showing::Everything,
            hotlines: now.hotlines.clone(),
            pages,
            broken: files.broken.to_vec(),
            beside: files.beside,
            statics: files.statics,
            heard: Heard { recordings: now.heard.recordings.clone(), ..Heard::default() },
            pictures: files.pictures,
            lapsed: files.lapsed,
        };
        let (site, resolved) = site::resolve(inputs, Registry::embedded());
        let (scheduled, waiting): (Vec<_>, Vec<_>) =
            withheld.iter().partition(|one| one.state == State::Scheduled);
        let paths = |list: Vec<&Withheld>| list.into_iter().map(|one| one.path.clone()).collect();
        let mut ahead = Ahead {
            site,
            resolved,
            scheduled: paths(scheduled),
            waiting: paths(waiting),
            assets: Vec::new(),
        };
        ahead.add_files(now);
        Some(ahead)
    }

    /// Files that no published page uses yet belong to what waits.
    fn add_files(&mut self, now: &Site) {
        let used: BTreeSet<&SourcePath> = now.assets.iter().map(|asset| &asset.source).collect();
        self.assets =
            self.site.assets.iter().filter(|asset| !used.contains(&asset.source)).cloned().collect();
        let articles = self.site.articles.iter();
        let links = articles
            .filter(|article| self.scheduled.contains(&article.source.path))
            .flat_map(|article| &article.links);
        let scheduled: BTreeSet<SourcePath> = links
            .filter_map(|(_, resolved)| match resolved {
                links::Resolved::Asset(source, _) => Some(source.clone()),
                _ => None,
            })
            .collect();
        for asset in &self.assets {
            let is_scheduled = scheduled.contains(&asset.source);
            let list = if is_scheduled { &mut self.scheduled } else { &mut self.waiting };
            list.insert(asset.source.clone());
        }
    }

    /// Files that only what waits uses.
    pub(super) fn assets(&self) -> &[Asset] {
        &self.assets
    }

    /// Links of what waits to addresses that only a page made of others can have.
    pub(super) fn assumed(&self) -> impl Iterator<Item = &links::Assumed> {
        self.site.assumed.iter().filter(|link| self.holds(&link.spot.file))
    }

    /// Whether a file waits.
    pub(super) fn holds(&self, path: &SourcePath) -> bool {
        self.scheduled.contains(path) || self.waiting.contains(path)
    }

    /// The files that wait for nothing but their day.
    pub(super) fn scheduled(&self) -> &BTreeSet<SourcePath> {
        &self.scheduled
    }

    /// What is wrong with what waits; `examined` are its texts.
    pub(super) fn judge(&mut self, examined: Vec<Found>, theme: Option<&Theme>) -> Vec<Diagnostic> {
        let mut found = std::mem::take(&mut self.resolved);
        found.append(&mut gates::sources::judge(examined, &self.site));
        found.extend(theme.iter().flat_map(|theme| gates::check(&self.site, theme)));
        found.retain(|finding| self.holds(&finding.spot.file));
        found
    }

    /// Gives findings about what waits their severity: as grave as on its day for what is to come by
    /// itself, else one that stops nothing.
    pub(super) fn settle(&self, config: &Config, found: &mut Vec<Diagnostic>) {
        let (mut own, others): (Vec<_>, Vec<_>) = std::mem::take(found)
            .into_iter()
            .partition(|finding| self.scheduled.contains(&finding.spot.file));
        gates::rules::restore(config, &mut own);
        *found = others;
        for finding in found.iter_mut().filter(|finding| self.waiting.contains(&finding.spot.file)) {
            if finding.severity == Severity::Error {
                finding.soften();
                finding.will_block();
            }
        }
        let stops = |finding: &&mut Diagnostic| {
            finding.severity == Severity::Error && !finding.rule.starts_with("privacy-")
        };
        for finding in own.iter_mut().filter(stops) {
            finding.will_stop_everything();
        }
        found.append(&mut own);
    }
}

/// What the withheld articles may refer to or collide with: pages that they link to, their neighbours,
/// and, if one of them is a document, all documents.
fn referred_to<'s>(now: &'s Site, withheld: &[&Withheld]) -> impl Iterator<Item = &'s Article> {
    let sources = || withheld.iter().map(|one| &one.source);
    let folders: BTreeSet<String> = sources().map(|source| source.path.folder().to_owned()).collect();
    let targets: BTreeSet<&str> =
        sources().flat_map(|source| &source.references).map(|one| one.target.trim()).collect();
    let addresses: BTreeSet<String> = targets
        .iter()
        .filter(|target| target.starts_with('/'))
        .map(|target| format!("{}/", target.split('#').next().unwrap_or(target).trim_end_matches('/')))
        .collect();
    let meant = sources().flat_map(|source| {
        source.references.iter().filter_map(|one| links::file_meant(&source.path, one.target.trim()))
    });
    let meant: BTreeSet<SourcePath> = meant.collect();
    let has_document = sources().any(|source| source.front.document.is_some());
    now.articles.iter().filter(move |article| {
        let Article { source, address, .. } = article;
        let has_own_address = source.front.slug.is_some() || !source.front.aliases.is_empty();
        folders.contains(source.path.folder())
            || meant.contains(&source.path)
            || addresses.contains(address.as_str())
            || has_own_address
            || has_document && source.front.document.is_some()
    })
}

/// A published article, which is judged elsewhere: no script and no message is made of it.
fn quiet(article: &Article) -> Box<content::Article> {
    let mut source = article.source.clone();
    source.front.channels = Some(vec![Channel::Web]);
    source
}
