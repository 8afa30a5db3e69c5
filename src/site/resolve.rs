//! From parsed pages to a site: the order in which its parts can be known.
//!
//! Sections and localities first, then which articles are live, what is decided of each, addresses,
//! links, lists, documents. Each step is a module of its own; only this one knows them all.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::Config;
use crate::content::section::SectionPage;
use crate::content::{Article as Source, Page};
use crate::diag::Diagnostic;
use crate::locality::Registry;
use crate::path::{Address, SourcePath};
use crate::site::{
    Article, Codes, Documents, Inputs, PageId, Roll, Section, SectionId, Showing, Site, State, address,
    approval, assets, audience, clock, decide, document_findings, documents, language, links, listing, place,
    roll,
};

/// Resolves a site. With mistakes it still gives a site, so that all of them are told in one run;
/// whether it may be published is for the caller to see.
#[expect(clippy::too_many_lines, reason = "the fields of a site in the order in which they can be known")]
pub fn resolve(inputs: Inputs<'_>, registry: &Registry) -> (Site, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let Inputs { config, now, showing, hotlines, pages, broken, beside, statics, pictures, heard, lapsed } =
        inputs;
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
        beside,
        statics,
    };
    let Roll { live, withheld } = roll::call(sources, &office, &by_folder, &codes, registry, &mut found);
    roll::note_absent(&live, &withheld, &mut absent);
    let known = Known { config: &config, sections: &sections, places: &places, codes: &codes, registry };
    let mut articles = decided(live, &known, &mut found);
    for path in address::leave_out_shadowed(&mut articles, &sections, &mut found) {
        absent.insert(path, links::Absent::NotPublished);
    }
    let next_day = clock::next_day(&config, &articles, &places, now);
    let next_change = next_change.into_iter().chain(next_day).min();
    let aliases = claim_addresses(&articles, &sections, &mut found);
    let gone = roll::gone(&withheld, |address| is_taken(address, &articles, &sections, &aliases));
    let asked = roll::anchors_asked(&withheld);
    let unpublished = roll::unpublished(&withheld, showing, &articles, &sections, lapsed);
    let home = config.absolute("");
    let home = home.split_once(':').map_or("", |(_, rest)| rest);
    let around =
        links::Around { absent: &absent, beside, statics, aliases: &aliases, withheld: &unpublished, home };
    let mut notes = links::Notes::default();
    let used = links::resolve_all(&mut articles, &mut sections, around, &asked, &mut notes);
    found.append(&mut notes.found);
    let (assets, pictures) = assets::published(used, beside, statics, pictures);
    listing::fill_sections(&mut sections, &articles, now.date());
    let aimed = listing::aimed(&articles, places.list.len());
    let topic_pages = listing::of_topics(&articles, &config.topics);
    let tags = listing::tags(&articles);
    let tag_by_slug = tags.iter().enumerate().map(|(i, tag)| (tag.slug.clone(), i)).collect();
    let ranks = listing::ranks(&sections, articles.len());
    let newness = listing::newness(&articles);
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
        newness,
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
        assumed: notes.assumed,
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
    let communes_by_law = audience::communes_by_law(places, registry);
    let decide = |(source, section, state): (Box<Source>, SectionId, State)| {
        let mut found = Vec::new();
        let home = audience::home(section, sections, places);
        let facts = decide::facts(&source, &sections[section.0].source.front.defaults, config, &mut found);
        let address = address::of_article_in(&sections[section.0], &source, &mut found);
        let audience = audience::read(&source, home, places, codes, registry, &mut found);
        let reach = audience::reach(&audience, places, &communes_by_law, &communes_here);
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

fn claim_addresses(
    articles: &[Article],
    sections: &[Section],
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<Address, Address> {
    let mut claims = address::Claims::of(articles.len() + sections.len());
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
    let mut documents = documents::graph(&pages, found);
    found.extend(document_findings::findings(&pages, &documents, today));
    documents.forget_written();
    documents
}
