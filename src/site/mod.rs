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
pub mod language;
pub mod links;
pub mod listing;
pub mod place;
pub mod roll;
pub mod schedule;
pub mod sounds;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::{Date, DateTime};
use rayon::prelude::*;

use crate::config::Config;
use crate::content::section::SectionPage;
use crate::content::{Article as Source, Page, Reference};
use crate::diag::{Diagnostic, messages};
use crate::digest::Digest;
use crate::locality::Registry;
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
pub use roll::{Roll, Withheld};
pub use sounds::Heard;

/// An article of a site, by its place in [`Site::articles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PageId(pub usize);

/// A section of a site, by its place in [`Site::sections`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionId(pub usize);

/// A locality of a site, by its place in [`Site::localities`]; the country is the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalityId(pub usize);

/// What the pipeline has read.
#[derive(Debug)]
pub struct Inputs {
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
    pub beside: Vec<(SourcePath, Digest)>,
    /// Files of `static/` with their digests, sorted by path.
    pub statics: Vec<(SourcePath, Digest)>,
    /// Recordings, and whether an engine is there.
    pub heard: Heard,
    /// What is known of the pictures among them.
    pub pictures: BTreeMap<SourcePath, Original>,
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

    /// The files of content that are published on the day.
    pub fn published_sources(&self) -> BTreeSet<&SourcePath> {
        let articles = self.articles.iter().filter(|article| article.state == State::Live);
        let sections = self.sections.iter().filter(|section| section.published && !section.draft);
        let articles = articles.map(|article| &article.source.path);
        articles.chain(sections.map(|section| &section.source.path)).collect()
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

    /// All articles that concern a locality, own ones and inherited ones, newest first.
    pub fn concerning(&self, id: LocalityId) -> Vec<PageId> {
        let mut pages: Vec<PageId> = std::iter::once(id)
            .chain(self.above(id))
            .flat_map(|at| self.aimed[at.0].iter().copied())
            .filter(|page| self.concerns(*page, id))
            .collect();
        pages.sort_by_cached_key(|page| listing::newest_first(self.article(*page), *page));
        pages.dedup();
        pages
    }
}

/// Resolves a site. With mistakes it still gives a site, so that all of them are told in one run;
/// whether it may be published is for the caller to see.
#[expect(clippy::too_many_lines, reason = "the fields of a site in the order in which they can be known")]
pub fn resolve(inputs: Inputs, registry: &Registry) -> (Site, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let Inputs { config, now, showing, hotlines, pages, broken, beside, statics, pictures, heard } = inputs;
    let (sources, section_pages) = split(pages);
    let sources = language::inherit(sources, &config, &broken, &mut found);
    let mut sections = sections(section_pages, &config, &mut found);
    clock::mark_drafts(&mut sections);
    clock::hide(&mut sections, |_, section| section.draft && showing == Showing::Public);
    let places = places(&sections, registry, now.date(), &mut found);
    clock::hide(&mut sections, |id, _| places.unborn.contains(&id));
    let by_folder: BTreeMap<String, SectionId> =
        sections.iter().enumerate().map(|(i, s)| (s.source.path.folder().to_owned(), SectionId(i))).collect();
    let mut absent = absent(broken, &sections);
    let next_change = clock::next_change(&sources, &places, registry, now);
    let codes = audience::codes(&places);
    let office = approval::Office {
        config: &config,
        now,
        showing,
        sections: &sections,
        places: &places,
        beside: &beside,
        statics: &statics,
    };
    let Roll { live, withheld } = roll::call(sources, &office, &by_folder, &codes, registry, &mut found);
    roll::note_absent(&live, &withheld, &mut absent);
    let known = Known { config: &config, sections: &sections, places: &places, codes: &codes, registry };
    let mut articles = decided(live, &known, &mut found);
    for path in address::leave_out_shadowed(&mut articles, &sections, &mut found) {
        absent.insert(path, links::Absent::NotPublished);
    }
    let aliases = claim_addresses(&articles, &sections, &mut found);
    let gone = roll::gone(&withheld, |address| is_taken(address, &articles, &sections, &aliases));
    let used = resolve_links(&mut articles, &mut sections, &absent, &beside, &statics, &mut found);
    let (assets, pictures) = assets::published(used, &beside, &statics, &pictures);
    listing::fill_sections(&mut sections, &articles, now.date());
    let aimed = listing::aimed(&articles, places.list.len());
    let topic_pages = config.topics.iter().map(|topic| listing::of_topic(&articles, &topic.id)).collect();
    let tags = listing::tags(&articles);
    let tag_by_slug = tags.iter().enumerate().map(|(i, tag)| (tag.slug.clone(), i)).collect();
    let ranks = listing::ranks(&sections, articles.len());
    let section_at = sections.iter().enumerate().map(|(i, s)| (s.address.clone(), SectionId(i))).collect();
    let documents = document_graph(&articles, registry, now.date(), &mut found);
    let versions = language::versions(&articles);
    let place::Places { list: localities, of_section: locality_of, .. } = places;
    let site = Site {
        config,
        now,
        hotlines,
        articles,
        sections,
        localities,
        locality_of,
        aimed,
        topic_pages,
        ranks,
        section_at,
        locality_by_code: codes,
        tags,
        tag_by_slug,
        documents,
        versions,
        assets,
        pictures,
        aliases,
        heard,
        withheld,
        gone,
        next_change,
    };
    (site, found)
}

/// The tree of localities of the sections that are published.
fn places(
    sections: &[Section],
    registry: &Registry,
    today: Date,
    found: &mut Vec<Diagnostic>,
) -> place::Places {
    let local: Vec<_> = sections
        .iter()
        .enumerate()
        .filter(|(_, s)| s.published)
        .map(|(i, s)| (SectionId(i), &s.source, s.address.clone()))
        .collect();
    place::tree(&local, registry, today, found)
}

/// What every article is decided by.
struct Known<'s> {
    config: &'s Config,
    sections: &'s [Section],
    places: &'s place::Places,
    codes: &'s Codes,
    registry: &'s Registry,
}

/// The published articles, each decided by itself, in parallel.
fn decided(
    shown: Vec<(Box<Source>, SectionId, State)>,
    known: &Known<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Article> {
    let Known { config, sections, places, codes, registry } = known;
    let communes_here = audience::communes_here(places);
    let decide = |(source, section, state): (Box<Source>, SectionId, State)| {
        let mut found = Vec::new();
        let home = home(section, sections, places);
        let facts = decide::facts(&source, &sections[section.0].source.front.defaults, config, &mut found);
        let address = address::of_article(&source, &mut found);
        let audience = audience::read(&source, home, places, codes, registry, &mut found);
        let reach = audience::reach(&audience, places, &communes_here, registry);
        let links = Vec::new();
        if source.lang.is_some() {
            // What it inherits is told where it stands.
            found.clear();
        }
        (Article { source, facts, address, section, home, audience, state, reach, links }, found)
    };
    let results: Vec<(Article, Vec<Diagnostic>)> = shown.into_par_iter().map(decide).collect();
    let mut articles = Vec::with_capacity(results.len());
    for (article, problems) in results {
        articles.push(article);
        found.extend(problems);
    }
    articles
}

#[expect(
    clippy::vec_box,
    reason = "an article is large, and moving a hundred thousand of them doubles the memory"
)]
fn split(pages: Vec<Page>) -> (Vec<Box<Source>>, Vec<SectionPage>) {
    let (mut articles, mut sections) = (Vec::new(), Vec::new());
    for page in pages {
        match page {
            Page::Article(article) => articles.push(article),
            Page::Section(section) => sections.push(*section),
        }
    }
    (articles, sections)
}

/// Sections sorted by folder, each with the nearest one above.
fn sections(mut pages: Vec<SectionPage>, config: &Config, found: &mut Vec<Diagnostic>) -> Vec<Section> {
    pages.sort_by(|a, b| a.path.folder().cmp(b.path.folder()));
    if pages.first().is_none_or(|page| page.path.folder() != "content") {
        pages.insert(0, SectionPage::front_page(config));
    }
    for page in &pages {
        for topic in page.front.defaults.topics.iter().flatten() {
            decide::check_topic(topic, &page.path, config, found);
        }
    }
    let mut sections: Vec<Section> = Vec::with_capacity(pages.len());
    for source in pages {
        let folder = source.path.folder();
        let parent = sections
            .iter()
            .rposition(|other| {
                let above = other.source.path.folder();
                folder.strip_prefix(above).is_some_and(|rest| rest.starts_with('/'))
            })
            .map(SectionId);
        let address = address::of_section(&source);
        let id = SectionId(sections.len());
        if let Some(parent) = parent {
            sections[parent.0].children.push(id);
        }
        sections.push(Section {
            source,
            address,
            parent,
            children: Vec::new(),
            pages: Vec::new(),
            links: Vec::new(),
            published: true,
            draft: false,
        });
    }
    sections
}

/// Content files without a page, and why; articles that are not published come later.
fn absent(broken: Vec<SourcePath>, sections: &[Section]) -> BTreeMap<SourcePath, links::Absent> {
    let hidden = sections.iter().filter(|section| !section.published);
    let hidden = hidden.map(|section| (section.source.path.clone(), links::Absent::NotPublished));
    broken.into_iter().map(|path| (path, links::Absent::Broken)).chain(hidden).collect()
}

fn section_of(folder: &str, by_folder: &BTreeMap<String, SectionId>) -> SectionId {
    let mut folder = folder;
    loop {
        if let Some(id) = by_folder.get(folder) {
            return *id;
        }
        match folder.rsplit_once('/') {
            Some((above, _)) => folder = above,
            None => return SectionId(0),
        }
    }
}

fn home(section: SectionId, sections: &[Section], places: &place::Places) -> LocalityId {
    std::iter::successors(Some(section), |id| sections[id.0].parent)
        .find_map(|id| places.of_section.get(&id).copied())
        .unwrap_or(LocalityId(0))
}

fn claim_addresses(
    articles: &[Article],
    sections: &[Section],
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<Address, Address> {
    let mut claims = address::Claims::default();
    for section in sections.iter().filter(|section| section.published) {
        let source = &section.source;
        claims.claim(&section.address, &source.path, source.front.title.at, found);
    }
    for article in articles {
        claims.claim(&article.address, &article.source.path, article.source.at(), found);
    }
    let mut aliases = BTreeMap::new();
    let of_sections = sections
        .iter()
        .filter(|s| s.published)
        .map(|s| (&s.source.front.aliases, &s.source.path, &s.address));
    let in_force = articles.iter().filter(|a| a.state == State::Live);
    let of_articles = in_force.map(|a| (&a.source.front.aliases, &a.source.path, &a.address));
    for (written, path, target) in of_sections.chain(of_articles) {
        for (alias, place) in address::aliases(written, path, found) {
            claims.claim_alias(&alias, path, place.at, found);
            aliases.insert(alias, target.clone());
        }
    }
    aliases
}

fn is_taken(
    address: &Address,
    articles: &[Article],
    sections: &[Section],
    aliases: &BTreeMap<Address, Address>,
) -> bool {
    let of_sections = sections.iter().filter(|section| section.published).map(|section| &section.address);
    let mut all = of_sections.chain(articles.iter().map(|article| &article.address)).chain(aliases.keys());
    all.any(|taken| taken == address)
}

fn resolve_links(
    articles: &mut [Article],
    sections: &mut [Section],
    absent: &BTreeMap<SourcePath, links::Absent>,
    beside: &[(SourcePath, Digest)],
    statics: &[(SourcePath, Digest)],
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<SourcePath, String> {
    let targets = targets(articles, sections, absent, beside, statics);
    let of_section = |section: &Section| {
        let source = &section.source;
        let mut found = Vec::new();
        let links = links::resolve(&source.path, &source.anchors, &source.references, &targets, &mut found);
        (if section.published { links } else { Vec::new() }, found)
    };
    let of_sections: Vec<_> = sections.iter().map(of_section).collect();
    let of_articles: Vec<_> = articles.par_iter().map(|article| links_of(article, &targets)).collect();
    drop(targets);
    let mut used: BTreeMap<SourcePath, String> = BTreeMap::new();
    for (section, (links, problems)) in sections.iter_mut().zip(of_sections) {
        if section.published {
            found.extend(problems);
            section.links = links;
            note_assets(&section.links, &mut used);
        }
    }
    for (article, (links, problems)) in articles.iter_mut().zip(of_articles) {
        found.extend(problems);
        article.links = links;
        // Links are resolved; what they were resolved from would only fill the memory. Where links to
        // other hosts stand is needed when these are asked.
        article.source.references.retain(Reference::leaves_the_site);
        article.source.references.shrink_to_fit();
        article.source.anchors = Vec::new();
        note_assets(&article.links, &mut used);
    }
    used
}

fn links_of(article: &Article, targets: &links::Targets<'_>) -> (Vec<(String, Resolved)>, Vec<Diagnostic>) {
    let source = &article.source;
    let mut found = Vec::new();
    let mut links = links::resolve(&source.path, &source.anchors, &source.references, targets, &mut found);
    let attachments = source.front.attachments.iter().map(|attachment| &attachment.file);
    let recordings = source.front.loudspeaker.iter().flat_map(|own| own.recordings());
    for file in attachments.chain(recordings) {
        let path = sounds::beside(source, &file.value);
        if targets.beside.contains(&path) {
            let published = address::of_asset(&path);
            links.push((file.value.clone(), Resolved::Asset(path, published)));
        } else {
            found.push(messages::attachment_missing(file.at.in_file(&source.path), &file.value));
        }
    }
    (links, found)
}

fn targets<'s>(
    articles: &'s [Article],
    sections: &'s [Section],
    absent: &'s BTreeMap<SourcePath, links::Absent>,
    beside: &'s [(SourcePath, Digest)],
    statics: &'s [(SourcePath, Digest)],
) -> links::Targets<'s> {
    let of_sections =
        sections.iter().filter(|s| s.published).map(|s| (&s.source.path, &s.address, &s.source.anchors));
    let of_articles = articles.iter().map(|a| (&a.source.path, &a.address, &a.source.anchors));
    let pages: HashMap<&str, (&str, &[String])> = of_sections
        .clone()
        .chain(of_articles.clone())
        .map(|(path, address, anchors)| (path.as_str(), (address.as_str(), anchors.as_slice())))
        .collect();
    let addresses = of_sections.chain(of_articles).map(|(_, address, _)| address.as_str());
    let files = statics.iter().map(|(path, _)| published_static(path));
    links::Targets {
        addresses: addresses.chain(files).collect(),
        beside: beside.iter().map(|(path, _)| path).collect(),
        pages,
        absent,
    }
}

fn note_assets(links: &[(String, Resolved)], used: &mut BTreeMap<SourcePath, String>) {
    for (_, resolved) in links {
        if let Resolved::Asset(source, published) = resolved {
            used.insert(source.clone(), published.clone());
        }
    }
}

/// Where a file of `static/` is published.
fn published_static(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("static").unwrap_or(path.as_str())
}

fn document_graph(
    articles: &[Article],
    registry: &Registry,
    today: Date,
    found: &mut Vec<Diagnostic>,
) -> Documents {
    let originals = || articles.iter().enumerate().filter(|(_, article)| article.source.lang.is_none());
    for source in originals().map(|(_, article)| &article.source) {
        let issuer = source.front.document.as_ref().and_then(|document| document.locality.as_ref());
        if let Some(code) = issuer {
            place::known_code(&code.value, registry, code.at.in_file(&source.path), found);
        }
    }
    let pages: Vec<_> = originals()
        .filter_map(|(i, article)| {
            Some((PageId(i), article.source.as_ref(), article.source.front.document.as_deref()?))
        })
        .collect();
    documents::graph(&pages, today, found)
}
