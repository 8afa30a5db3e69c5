//! What can be found: every article, section and locality as a record of a few texts.
//!
//! The site comes in, records go out in a fixed order. A locality is found by the names of the units
//! it was made of, a document by its number, an article by its tags, headings and the pairs of words
//! that set its body apart. How records are cut into files is not decided here.

use std::collections::{BTreeMap, BTreeSet};

use super::synonyms;
use crate::content::front_matter::Kind;
use crate::content::text;
use crate::locality::Registry;
use crate::site::place::State;
use crate::site::{Article, Locality, LocalityId, Section, SectionId, Site};
use crate::vi;

/// How much of a summary a result shows, in characters.
const SUMMARY: usize = 150;

/// How many pairs of words of its body an article is found by.
const PAIRS: usize = 8;

/// Begins a name that is as good as the headline: a number, a former name.
pub(super) const IDENTITY: char = '=';
/// Begins hidden words that name the subject of the headline otherwise.
pub(super) const SUBJECT: char = '+';

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its page.
    pub(super) url: String,
    /// Its headline.
    pub(super) title: String,
    /// One or two sentences.
    pub(super) summary: String,
    /// Other names that a result may show: tags, headings, numbers, former names.
    pub(super) names: Vec<String>,
    /// Words it is found by and that are not shown: synonyms, pairs of its body.
    pub(super) hidden: Vec<String>,
    /// How much its kind counts, in tenths.
    pub(super) rank: u8,
    /// The localities it is meant for, by their places in [`places`].
    pub(super) places: Vec<usize>,
}

/// Everything that can be found.
pub(super) fn of_site(site: &Site) -> Vec<Entry> {
    let pairs = pairs(site);
    let sections = site.sections.iter().enumerate().skip(1).filter(|(_, section)| section.published);
    let mut entries: Vec<Entry> = sections
        .map(|(i, section)| match site.locality_of.get(&SectionId(i)).filter(|place| place.0 != 0) {
            Some(place) => of_locality(site, *place, section),
            None => of_section(site, section),
        })
        .collect();
    entries.extend(site.articles.iter().zip(pairs).map(|(article, pairs)| of_article(site, article, pairs)));
    for entry in &mut entries {
        let rest = format!("{} . {}", entry.summary, entry.names.join(" . "));
        let subject =
            synonyms::of(&entry.title).into_iter().map(|name| format!("{SUBJECT}{}", vi::fold::fold(name)));
        let mentioned = synonyms::of(&rest).into_iter().map(vi::fold::fold);
        let others: Vec<String> = subject.chain(mentioned).collect();
        entry.hidden.splice(0..0, others);
        let mut known = BTreeSet::new();
        entry.hidden.retain(|words| known.insert(words.clone()));
    }
    entries
}

/// The living localities to choose from, each with the place of the one above; the country first.
pub(super) fn places(site: &Site) -> Vec<(String, Option<usize>)> {
    let ids = place_ids(site);
    let place = |id: &LocalityId| {
        let locality = site.locality(*id);
        let above = locality.parent.and_then(|parent| ids.iter().position(|known| *known == parent));
        (locality.name.clone(), above)
    };
    ids.iter().map(place).collect()
}

fn place_ids(site: &Site) -> Vec<LocalityId> {
    std::iter::once(LocalityId(0)).chain(site.living().map(|(id, _)| id)).collect()
}

fn places_of(site: &Site, roots: &[LocalityId]) -> Vec<usize> {
    let ids = place_ids(site);
    roots.iter().filter_map(|root| ids.iter().position(|id| id == root)).collect()
}

fn of_section(site: &Site, section: &Section) -> Entry {
    Entry {
        url: site.config.url(section.address.as_str()),
        title: section.source.front.title.value.clone(),
        summary: text::shorten(&section.source.front.description, SUMMARY),
        names: Vec::new(),
        hidden: Vec::new(),
        rank: 10,
        places: vec![0],
    }
}

fn of_locality(site: &Site, id: LocalityId, section: &Section) -> Entry {
    let locality = site.locality(id);
    let above: Vec<&str> = site.above(id).map(|id| site.locality(id).name.as_str()).collect();
    let above = above.split_last().map_or(String::new(), |(_, provinces)| provinces.join(", "));
    let mut entry = of_section(site, section);
    entry.title.clone_from(&locality.name);
    if entry.summary.is_empty() {
        entry.summary = above;
    }
    entry.names = former_names(locality).into_iter().map(|name| format!("{IDENTITY}{name}")).collect();
    entry.rank = if locality.lives() { 10 } else { 3 };
    entry.places = places_of(site, &[id]);
    entry
}

/// The names of the units it was made of, and the names it bore, with and without their kind; a
/// dissolved locality names what became of it.
fn former_names(locality: &Locality) -> Vec<String> {
    let registry = Registry::embedded();
    let Some(code) = &locality.code else { return Vec::new() };
    if let State::Ended { successors, .. } = &locality.state {
        return successors.iter().filter_map(|code| registry.get(code)).map(|u| u.name.to_owned()).collect();
    }
    let units = registry.predecessors(code).iter().filter_map(|code| registry.get(code));
    let borne = registry.changes_of(code).map(|change| change.former_name.to_owned());
    let mut names: Vec<String> =
        units.flat_map(|unit| [unit.name.to_owned(), unit.bare.to_owned()]).chain(borne).collect();
    names.extend(registry.get(code).map(|unit| unit.bare.to_owned()));
    let mut known = BTreeSet::new();
    names.retain(|name| known.insert(name.clone()));
    names
}

fn of_article(site: &Site, article: &Article, pairs: Vec<String>) -> Entry {
    let front = &article.source.front;
    let number = front.document.as_ref().and_then(|document| document.number.as_ref());
    let phone = front.service.as_ref().and_then(|service| service.phone.as_ref());
    let numbers = number.iter().map(|number| &number.value).chain(phone);
    let mut names: Vec<String> = numbers.map(|number| format!("{IDENTITY}{number}")).collect();
    names.extend(front.tags.iter().map(|tag| tag.value.clone()));
    names.extend(article.source.contents.iter().map(|(_, words)| words.clone()));
    Entry {
        url: site.config.url(article.address.as_str()),
        title: front.title.value.clone(),
        summary: text::shorten(&article.source.opening, SUMMARY),
        names,
        hidden: pairs,
        rank: rank(site, article),
        places: places_of(site, &article.audience.roots),
    }
}

/// Help comes before reports: an emergency page before guidance, guidance before news.
fn rank(site: &Site, article: &Article) -> u8 {
    let front = &article.source.front;
    let over = front.event.as_ref().is_some_and(|e| e.end.unwrap_or(e.start).date() < site.today());
    match article.facts.kind {
        _ if front.emergency => 13,
        _ if over => 6,
        Kind::Guidance | Kind::Service => 10,
        Kind::Document | Kind::Event => 9,
        Kind::News | Kind::Story => 8,
    }
}

/// For every article the pairs of words that its body repeats and others do not.
fn pairs(site: &Site) -> Vec<Vec<String>> {
    let counts: Vec<BTreeMap<String, usize>> = site.articles.iter().map(pairs_of).collect();
    let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
    for pair in counts.iter().flat_map(BTreeMap::keys) {
        *spread.entry(pair).or_default() += 1;
    }
    let salient = |counts: &BTreeMap<String, usize>| {
        let mut pairs: Vec<(usize, &str)> = counts
            .iter()
            .filter(|(_, n)| **n >= 2)
            .map(|(pair, n)| (1000 * n / spread[pair.as_str()], pair.as_str()))
            .collect();
        pairs.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
        pairs.into_iter().take(PAIRS).map(|(_, pair)| pair.to_owned()).collect()
    };
    counts.iter().map(salient).collect()
}

fn pairs_of(article: &Article) -> BTreeMap<String, usize> {
    let body = text::of_blocks(&article.source.body.unpack());
    let mut counts = BTreeMap::new();
    // A pair never reaches over punctuation.
    for clause in body.split(['\n', '.', ',', ';', ':', '?', '!', '(', ')', '"', '“', '”']) {
        for pair in vi::fold::syllables(clause).windows(2) {
            *counts.entry(format!("{} {}", pair[0], pair[1])).or_default() += 1;
        }
    }
    counts
}
