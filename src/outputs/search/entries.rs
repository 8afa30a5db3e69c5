//! What can be found: every article, section and locality as a record of a few texts.
//!
//! The site comes in, records go out in a fixed order. A locality is found by the names of the units
//! it was made of, a document by its number, an article by its tags, headings and the pairs of words
//! that set its body apart. How records are cut into files is not decided here.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::synonyms;
use crate::content::front_matter::{DocumentFront, Kind};
use crate::content::text;
use crate::locality::{Level, Registry};
use crate::site::place::State;
use crate::site::{Article, Locality, LocalityId, Section, SectionId, Site};
use crate::vi;

/// How much of a summary a result shows, in characters.
const SUMMARY: usize = 150;

/// How many pairs of words of its body an article is found by.
const PAIRS: usize = 16;

/// How many single words of its body an article is found by besides.
const WORDS: usize = 100;

/// A word that stands in more than one body of so many tells nothing of any of them.
const COMMON: usize = 6;

/// Begins a name that is as good as the headline: a number, a former name.
pub(super) const IDENTITY: char = '=';
/// Begins hidden words that name the subject of the headline otherwise.
pub(super) const SUBJECT: char = '+';
/// Begins single words of a body, in no order.
pub(super) const BAG: char = '*';

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
    let pairs = bodies(site);
    let ids: BTreeMap<LocalityId, usize> =
        place_ids(site).into_iter().enumerate().map(|(i, id)| (id, i)).collect();
    let sections = site.sections.iter().enumerate().skip(1).filter(|(_, section)| section.published);
    let mut entries: Vec<Entry> = sections
        .map(|(i, section)| match site.locality_of.get(&SectionId(i)).filter(|place| place.0 != 0) {
            Some(place) => of_locality(site, &ids, *place, section),
            None => of_section(site, section),
        })
        .collect();
    entries.extend(
        site.articles.iter().zip(pairs).map(|(article, pairs)| of_article(site, &ids, article, pairs)),
    );
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
    let places: BTreeMap<LocalityId, usize> = ids.iter().enumerate().map(|(i, id)| (*id, i)).collect();
    let place = |id: &LocalityId| {
        let locality = site.locality(*id);
        let above = locality.parent.and_then(|parent| places.get(&parent).copied());
        (locality.name.clone(), above)
    };
    ids.iter().map(place).collect()
}

fn place_ids(site: &Site) -> Vec<LocalityId> {
    std::iter::once(LocalityId(0)).chain(site.living().map(|(id, _)| id)).collect()
}

fn places_of(ids: &BTreeMap<LocalityId, usize>, roots: &[LocalityId]) -> Vec<usize> {
    roots.iter().filter_map(|root| ids.get(root).copied()).collect()
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

fn of_locality(site: &Site, ids: &BTreeMap<LocalityId, usize>, id: LocalityId, section: &Section) -> Entry {
    let locality = site.locality(id);
    let above: Vec<&str> = site.above(id).map(|id| site.locality(id).name.as_str()).collect();
    let above = above.split_last().map_or(String::new(), |(_, provinces)| provinces.join(", "));
    let mut entry = of_section(site, section);
    entry.title.clone_from(&locality.name);
    if entry.summary.is_empty() {
        entry.summary = above;
    }
    entry.hidden = former_districts(locality);
    entry.names = former_names(locality).into_iter().map(|name| format!("{IDENTITY}{name}")).collect();
    // What became of one other place is found there; what was split is where its reader chooses.
    entry.rank = match &locality.state {
        State::Ended { successors, .. } if successors.len() < 2 => 3,
        State::Ended { .. } => 8,
        State::Living => 10,
    };
    entry.places = places_of(ids, &[id]);
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

/// The districts that its communes lay in: people still say `xã Hạnh Dịch, huyện Quế Phong`.
fn former_districts(locality: &Locality) -> Vec<String> {
    let registry = Registry::embedded();
    let Some(code) = locality.code.as_ref().filter(|_| locality.level == Level::Commune) else {
        return Vec::new();
    };
    let units = registry.predecessors(code).iter();
    let above =
        units.filter_map(|code| registry.ancestors(code).find(|unit| unit.code.level() == Level::District));
    above.map(|district| vi::fold::fold(district.name)).collect::<BTreeSet<_>>().into_iter().collect()
}

fn of_article(
    site: &Site,
    ids: &BTreeMap<LocalityId, usize>,
    article: &Article,
    mut hidden: Vec<String>,
) -> Entry {
    let front = &article.source.front;
    let number = front.document.as_ref().and_then(|document| document.number.as_ref());
    let phone = front.service.as_ref().and_then(|service| service.phone.as_ref());
    let numbers = number.iter().map(|number| &number.value).chain(phone);
    let mut names: Vec<String> = numbers.map(|number| format!("{IDENTITY}{number}")).collect();
    names.extend(front.document.as_ref().and_then(|document| document.issuer.clone()));
    names.extend(front.tags.iter().map(|tag| tag.value.clone()));
    names.extend(article.source.contents.pairs().map(|(_, words)| words.to_owned()));
    hidden.extend(front.document.as_ref().into_iter().flat_map(|document| called(document)));
    hidden.extend(front.tags.iter().filter_map(|tag| initials(&tag.value)));
    hidden.extend(front.document.as_ref().and_then(|document| {
        let name = front.title.value.split([':', ',']).next()?.split(" số ").next()?;
        initials(name.strip_prefix(document.kind.as_str())?)
    }));
    if let Some(event) = &front.event {
        let day = event.start.date();
        hidden.push(format!("{SUBJECT}ngay {} thang {}", day.day(), day.month()));
    }
    if phone.is_some() {
        hidden.push(format!("{SUBJECT}so dien thoai {}", vi::fold::fold(&front.title.value)));
    }
    Entry {
        url: site.config.url(article.address.as_str()),
        title: front.title.value.clone(),
        summary: text::shorten(article.source.opening(), SUMMARY),
        names,
        hidden,
        rank: rank(site, article),
        places: places_of(ids, &article.audience.roots),
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

/// What people call a document: its kind with the first part of its number, in full and by initials
/// (`chi thi 28`, `ct 28`).
fn called(document: &DocumentFront) -> Vec<String> {
    let Some(number) = &document.number else { return Vec::new() };
    let first = number.value.split(['-', '/']).next().unwrap_or_default().trim();
    if first.is_empty() || !first.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let kind = vi::fold::fold(&document.kind);
    let initials: String = kind.split_whitespace().filter_map(|word| word.chars().next()).collect();
    vec![format!("{IDENTITY}{kind} {first}"), format!("{IDENTITY}{initials} {first}")]
}

/// A name of three words or more by its initials, as in chats: `bảo hiểm y tế` is `bhyt`.
fn initials(name: &str) -> Option<String> {
    let words = vi::fold::syllables(name);
    let short =
        (3..=6).contains(&words.len()) && words.iter().all(|word| word.chars().all(char::is_alphabetic));
    short.then(|| words.iter().filter_map(|word| word.chars().next()).collect())
}

/// For every article the pairs of words that its body repeats and others do not, then the single words
/// that tell it from others.
fn bodies(site: &Site) -> Vec<Vec<String>> {
    let mut pair_spread: BTreeMap<String, usize> = BTreeMap::new();
    let mut word_spread: BTreeMap<String, usize> = BTreeMap::new();
    for article in &site.articles {
        let clauses = clauses(article);
        for pair in pairs_of(&clauses).into_keys() {
            *pair_spread.entry(pair).or_default() += 1;
        }
        for word in words_of(&clauses).into_keys() {
            *word_spread.entry(word.to_owned()).or_default() += 1;
        }
    }
    let common = (site.articles.len() / COMMON).max(3);
    // Bodies are read twice: the counts of a nation's bodies together would fill the memory.
    site.articles
        .par_iter()
        .map(|article| {
            let clauses = clauses(article);
            let mut own = salient_pairs(&pairs_of(&clauses), &pair_spread);
            own.extend(telling_words(&words_of(&clauses), &word_spread, common));
            own
        })
        .collect()
}

fn salient_pairs(counts: &BTreeMap<String, usize>, spread: &BTreeMap<String, usize>) -> Vec<String> {
    let mut pairs: Vec<(usize, &str)> = counts
        .iter()
        .filter(|(_, n)| **n >= 2)
        .map(|(pair, n)| (1000 * n / spread[pair], pair.as_str()))
        .collect();
    pairs.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    pairs.into_iter().take(PAIRS).map(|(_, pair)| pair.to_owned()).collect()
}

/// The single words of a body that few others have, the most telling first.
fn telling_words(
    counts: &BTreeMap<&str, usize>,
    spread: &BTreeMap<String, usize>,
    common: usize,
) -> Option<String> {
    let mut words: Vec<(usize, &str)> = counts
        .iter()
        .filter(|(word, _)| spread[**word] <= common)
        .map(|(word, n)| (1000 * n / spread[*word], *word))
        .collect();
    words.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let words: Vec<&str> = words.into_iter().take(WORDS).map(|(_, word)| word).collect();
    (!words.is_empty()).then(|| format!("{BAG}{}", words.join(" ")))
}

/// The words of a body by its clauses: a pair never reaches over punctuation.
fn clauses(article: &Article) -> Vec<Vec<String>> {
    let body = text::of_blocks(&article.source.body.unpack());
    let ends = ['\n', '.', ',', ';', ':', '?', '!', '(', ')', '"', '“', '”'];
    body.split(ends).map(vi::fold::syllables).collect()
}

fn pairs_of(clauses: &[Vec<String>]) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for pair in clauses.iter().flat_map(|clause| clause.windows(2)) {
        *counts.entry(format!("{} {}", pair[0], pair[1])).or_default() += 1;
    }
    counts
}

fn words_of(clauses: &[Vec<String>]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for word in clauses.iter().flatten().filter(|word| word.chars().all(char::is_alphabetic)) {
        *counts.entry(word.as_str()).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn names_of_three_words_or_more_have_initials() {
        assert_eq!(initials("bảo hiểm y tế").as_deref(), Some("bhyt"));
        assert_eq!(initials("đuối nước"), None);
        assert_eq!(initials("năm 2030 là gì"), None, "figures are read, not shortened");
    }
}
