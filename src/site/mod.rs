//! The whole site, resolved once: what is published on the day, where, for whom, and what leads where.
//!
//! Parsed pages come in, a complete and immutable [`Site`] goes out. Every id is valid, every address
//! is unique, and nothing here knows an output or a template.

pub mod address;
pub mod approval;
mod assets;
pub mod audience;
pub mod bulletin;
pub mod clock;
pub mod crowding;
pub mod days;
pub mod decide;
mod document_findings;
pub mod documents;
pub mod hotlines;
pub mod inherited;
pub mod language;
pub mod links;
pub mod listing;
pub mod place;
mod resolve;
pub mod roll;
pub mod schedule;
pub mod scope;
pub mod seal;
pub mod sounds;
mod turns;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use rayon::prelude::*;
use serde::Serialize;

use crate::config::Config;
use crate::content::section::SectionPage;
use crate::content::{Article as Source, Page};
use crate::digest::Digest;
use crate::path::{Address, SourcePath};
use crate::picture::{Form, Original, Shown};

pub use approval::State;
pub use audience::{Audience, Codes};
pub use clock::{Showing, Standing};
pub use decide::Facts;
pub use documents::Documents;
pub use hotlines::Hotline;
pub use links::Resolved;
pub use listing::Tag;
pub use place::Locality;
pub use resolve::resolve;
pub use roll::{Roll, Withheld};
pub use sounds::Heard;

/// An article of a site, by its place in [`Site::articles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);

/// A section of a site, by its place in [`Site::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub usize);

/// A locality of a site, by its place in [`Site::localities`]; the country is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct LocalityId(pub usize);

/// What the pipeline has read.
#[derive(Debug)]
pub struct Inputs<'r> {
    /// The settings.
    pub config: Config,
    /// The clock: a moment in Vietnamese time.
    pub now: DateTime,
    /// Which articles have a page.
    pub showing: Showing,
    /// The hotlines; never empty.
    pub hotlines: Vec<Hotline>,
    /// The parsed pages, sorted by path.
    pub pages: Vec<Page>,
    /// Files of `content/` that failed to parse.
    pub broken: Vec<SourcePath>,
    /// Files beside articles with their digests, sorted by path.
    pub beside: &'r [(SourcePath, Digest)],
    /// Files of `static/` with their digests, sorted by path.
    pub statics: &'r [(SourcePath, Digest)],
    /// Recordings, and whether an engine is there.
    pub heard: Heard,
    /// What is known of the pictures among them.
    pub pictures: &'r BTreeMap<SourcePath, Original>,
    /// Articles that are over because consent ended.
    pub lapsed: &'r BTreeSet<SourcePath>,
}

/// A published article.
#[derive(Debug)]
pub struct Article {
    /// As its author wrote it.
    pub source: Box<Source>,
    /// What its section's defaults and its kind make of it.
    pub facts: Facts,
    /// Its one canonical address.
    pub address: Address,
    /// The section it lies in.
    pub section: SectionId,
    /// The locality whose folder it lies in; the country for all others.
    pub home: LocalityId,
    /// Whom it concerns.
    pub audience: Audience,
    /// Where it stands today: live on any site for the public.
    pub state: State,
    /// How many communes it reaches by law, and how many of them have a page here.
    pub reach: (usize, usize),
    /// What its links lead to.
    pub links: Vec<(String, Resolved)>,
}

/// A section with what it lists.
#[derive(Debug)]
pub struct Section {
    /// As its author wrote it; absent for the front page of a site without `content/_index.md`.
    pub source: SectionPage,
    /// Its address.
    pub address: Address,
    /// The section above; the front page has none.
    pub parent: Option<SectionId>,
    /// Sections directly below, in order.
    pub children: Vec<SectionId>,
    /// Its articles, in order.
    pub pages: Vec<PageId>,
    /// What its links lead to.
    pub links: Vec<(String, Resolved)>,
    /// It has a page: neither hidden as a draft or below one, nor a locality that does not exist yet.
    pub published: bool,
    /// It is a draft, or below one.
    pub draft: bool,
}

/// A file that is published as it is, or as a scrubbed picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// The source.
    pub source: SourcePath,
    /// Its path from the root of the site, with a leading `/`.
    pub published: String,
    /// The digest of the source.
    pub digest: Digest,
    /// How it is published.
    pub form: Form,
}

/// The resolved site.
#[derive(Debug)]
pub struct Site {
    /// The settings.
    pub config: Config,
    /// The clock.
    pub now: DateTime,
    /// The hotlines; the first is that of this portal.
    pub hotlines: Vec<Hotline>,
    /// The published articles, sorted by path.
    pub articles: Vec<Article>,
    /// The sections, sorted by path; the first is the front page.
    pub sections: Vec<Section>,
    /// The localities; the first is the country.
    pub localities: Vec<Locality>,
    /// The locality of a section.
    pub locality_of: BTreeMap<SectionId, LocalityId>,
    /// The articles aimed at a locality itself, newest first, by locality.
    pub aimed: Vec<Vec<PageId>>,
    /// The articles of each topic of the settings, in order.
    pub topic_pages: Vec<Vec<PageId>>,
    /// The place of each article in the list of its section.
    pub ranks: Vec<usize>,
    /// The place of each article in an order from new to old of all of them.
    newness: Vec<usize>,
    /// The sections by address.
    pub section_at: BTreeMap<Address, SectionId>,
    /// The localities by code.
    pub locality_by_code: Codes,
    /// The tags, in Vietnamese order.
    pub tags: Vec<Tag>,
    /// The place of a tag in that order, by the part of its address.
    pub tag_by_slug: BTreeMap<String, usize>,
    /// The graph of documents.
    pub documents: Documents,
    /// Which articles say the same in different languages.
    pub versions: language::Versions,
    /// Files that are published.
    pub assets: Vec<Asset>,
    /// The pictures among them, by their path from the root of the site.
    pub pictures: BTreeMap<String, Shown>,
    /// Old addresses and what stands for them.
    pub aliases: BTreeMap<Address, Address>,
    /// What can be heard.
    pub heard: Heard,
    /// Articles that are not published today, sorted by path.
    pub withheld: Vec<Withheld>,
    /// Addresses of what was taken down.
    pub gone: Vec<Address>,
    /// When something changes without anybody's doing.
    pub next_change: Option<DateTime>,
    /// Links to addresses that only a page made of others can have.
    pub assumed: Vec<links::Assumed>,
}

impl Site {
    /// The day of the build.
    pub fn today(&self) -> Date {
        self.now.date()
    }

    /// An article.
    pub fn article(&self, id: PageId) -> &Article {
        &self.articles[id.0]
    }

    /// A section.
    pub fn section(&self, id: SectionId) -> &Section {
        &self.sections[id.0]
    }

    /// A locality.
    pub fn locality(&self, id: LocalityId) -> &Locality {
        &self.localities[id.0]
    }

    /// Whether a file of content is published on the day.
    pub fn publishes(&self, path: &SourcePath) -> bool {
        if path.file_name() == "_index.md" {
            let found = self.sections.binary_search_by_key(&path.folder(), |one| one.source.path.folder());
            return found.is_ok_and(|i| self.sections[i].published && !self.sections[i].draft);
        }
        self.article_of(path).is_some_and(|article| article.state == State::Live)
    }

    /// Which of some files of content, sorted by path, are published on the day: so are the articles, and
    /// of many files in a row only the first is looked up.
    pub fn published(&self, paths: &[&SourcePath]) -> Vec<bool> {
        let row = |paths: &[&SourcePath]| {
            let first = paths
                .first()
                .map_or(0, |first| self.articles.partition_point(|article| article.source.path < **first));
            let mut articles = self.articles[first..].iter().peekable();
            let is_published = |path: &&SourcePath| {
                while articles.next_if(|article| article.source.path < **path).is_some() {}
                let article = articles.next_if(|article| article.source.path == **path);
                let is_live = article.is_some_and(|article| article.state == State::Live);
                is_live || path.file_name() == "_index.md" && self.publishes(path)
            };
            paths.iter().map(is_published).collect::<Vec<bool>>()
        };
        paths.par_chunks(1024).flat_map_iter(row).collect()
    }

    /// The article of a file.
    pub fn article_of(&self, path: &SourcePath) -> Option<&Article> {
        let found = self.articles.binary_search_by_key(&path, |article| &article.source.path);
        found.ok().map(|i| &self.articles[i])
    }

    /// The section in which a file lies.
    pub fn section_for(&self, path: &SourcePath) -> SectionId {
        let inside = |section: &Section| {
            let folder = section.source.path.folder();
            path.as_str().strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
        };
        // Sections are sorted by folder, so that the nearest one above is the last that holds it.
        SectionId(self.sections.iter().rposition(inside).unwrap_or(0))
    }

    /// The locality that a record names: by its code, a hamlet by the address of its page.
    pub fn locality_of_key(&self, key: &str) -> Option<LocalityId> {
        let by_code = key.parse().ok().and_then(|code| self.locality_by_code.get(&code).copied());
        by_code.or_else(|| {
            let is_it = |place: &Locality| place.code.is_none() && place.address.as_str() == key;
            self.localities.iter().position(is_it).map(LocalityId)
        })
    }

    /// All ids of articles.
    pub fn page_ids(&self) -> impl Iterator<Item = PageId> + use<> {
        (0..self.articles.len()).map(PageId)
    }

    /// The localities that live today, without the country, in the order of their folders.
    pub fn living(&self) -> impl Iterator<Item = (LocalityId, &Locality)> {
        self.localities.iter().enumerate().skip(1).filter(|(_, l)| l.lives()).map(|(i, l)| (LocalityId(i), l))
    }

    /// Whether an article concerns a locality.
    pub fn concerns(&self, page: PageId, locality: LocalityId) -> bool {
        self.article(page).audience.concerns(&self.localities, locality)
    }

    /// The localities from a locality's parent up to the country.
    pub fn above(&self, id: LocalityId) -> impl Iterator<Item = LocalityId> {
        std::iter::successors(self.locality(id).parent, |id| self.locality(*id).parent)
    }

    /// The contact with a number that is nearest to a locality: its own before those of places above it.
    pub fn contact_to_call(&self, id: LocalityId) -> Option<&inherited::PlaceContact> {
        let depth = |place: &inherited::PlaceContact| {
            place.inherited_from.map_or(usize::MAX, |from| self.above(from).count())
        };
        let called = self.locality(id).contacts.iter().filter(|place| place.contact.phone.is_some());
        called.min_by_key(|place| std::cmp::Reverse(depth(place)))
    }

    /// Puts articles in their order from new to old; undated ones come last, equal days go by path.
    pub fn sort_newest_first(&self, pages: &mut [PageId]) {
        pages.sort_by_key(|page| self.newness[page.0]);
    }

    /// All articles that concern a locality, own ones and inherited ones, newest first.
    pub fn concerning(&self, id: LocalityId) -> Vec<PageId> {
        let with_exceptions = |page: &PageId| !self.article(*page).audience.except.is_empty();
        let mut pages: Vec<PageId> = std::iter::once(id)
            .chain(self.above(id))
            .flat_map(|at| self.aimed[at.0].iter().copied())
            .filter(|page| !with_exceptions(page) || self.concerns(*page, id))
            .collect();
        // A few lists, each in order already: this sort joins such runs.
        self.sort_newest_first(&mut pages);
        pages.dedup();
        pages
    }
}
