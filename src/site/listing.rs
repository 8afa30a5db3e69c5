//! Lists of articles: what stands in them and in which order.
//!
//! Articles come in, ids in a total order go out: by date then path, or by weight then title. Nothing
//! here cuts a list into pages or shows it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::Topic;
use crate::content::front_matter::{Kind, SortBy};
use crate::site::{Article, PageId, Section};
use crate::vi;

/// A tag with its articles.
#[derive(Debug)]
pub struct Tag {
    /// How it is written most often (the first spelling by path among equals).
    pub name: String,
    /// Its address part.
    pub slug: String,
    /// Its articles, newest first.
    pub pages: Vec<PageId>,
}

/// The key of an order from new to old; undated articles come last, equal days go by path.
fn newest_first(article: &Article, id: PageId) -> (Reverse<Option<Date>>, PageId) {
    (Reverse(article.facts.day), id)
}

/// The place of every article in an order from new to old of all of them: lists are put together from many
/// articles again and again, and a place is compared faster than what it comes from.
pub fn newness(articles: &[Article]) -> Vec<usize> {
    let mut order: Vec<PageId> = (0..articles.len()).map(PageId).collect();
    order.par_sort_unstable_by_key(|id| newest_first(&articles[id.0], *id));
    let mut places = vec![0; articles.len()];
    for (place, id) in order.iter().enumerate() {
        places[id.0] = place;
    }
    places
}

/// Fills the sections with their articles, and orders these and the sections below them.
pub fn fill_sections(sections: &mut [Section], articles: &[Article], today: Date) {
    for (i, article) in originals(articles) {
        sections[article.section.0].pages.push(PageId(i));
    }
    let order: Vec<(i64, Vec<u8>)> = sections
        .iter()
        .map(|section| (section.source.front.weight, vi::collate::key(&section.source.front.title.value)))
        .collect();
    sections.par_iter_mut().for_each(|section| {
        let by = section.source.front.sort_by.unwrap_or_else(|| default_order(section, articles));
        sort(&mut section.pages, articles, by);
        if by == SortBy::Date {
            coming_first(&mut section.pages, articles, today);
        }
        section.children.sort_by(|a, b| order[a.0].cmp(&order[b.0]));
    });
}

/// The articles aimed at each locality itself, newest first.
pub fn aimed(articles: &[Article], n_localities: usize) -> Vec<Vec<PageId>> {
    let mut aimed = vec![Vec::new(); n_localities];
    for (i, article) in originals(articles) {
        for root in &article.audience.roots {
            aimed[root.0].push(PageId(i));
        }
    }
    aimed.par_iter_mut().for_each(|list| sort(list, articles, SortBy::Date));
    aimed
}

/// The articles of each topic: guidance in its order, then the rest from new to old.
pub fn of_topics(articles: &[Article], topics: &[Topic]) -> Vec<Vec<PageId>> {
    let mut lists: Vec<(Vec<PageId>, Vec<PageId>)> = vec![(Vec::new(), Vec::new()); topics.len()];
    for (i, article) in originals(articles) {
        let own = &article.facts.topics;
        for ((guidance, rest), _) in lists.iter_mut().zip(topics).filter(|(_, topic)| own.contains(&topic.id))
        {
            let list = if article.facts.kind == Kind::Guidance { guidance } else { rest };
            list.push(PageId(i));
        }
    }
    let in_order = |(mut guidance, mut rest): (Vec<PageId>, Vec<PageId>)| {
        sort(&mut guidance, articles, SortBy::Weight);
        sort(&mut rest, articles, SortBy::Date);
        guidance.append(&mut rest);
        guidance
    };
    lists.into_par_iter().map(in_order).collect()
}

/// The tags of all articles; spellings that differ only in marks' composition or case are one.
pub fn tags(articles: &[Article]) -> Vec<Tag> {
    let mut spellings: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    let mut pages: BTreeMap<String, Vec<PageId>> = BTreeMap::new();
    for (i, article) in originals(articles) {
        for tag in &article.source.front.tags {
            let slug = vi::slug::slug(&tag.value);
            if slug.is_empty() {
                continue;
            }
            *spellings.entry(slug.clone()).or_default().entry(tag.value.trim()).or_default() += 1;
            let list = pages.entry(slug).or_default();
            if list.last() != Some(&PageId(i)) {
                list.push(PageId(i));
            }
        }
    }
    let mut tags: Vec<Tag> = pages
        .into_iter()
        .map(|(slug, mut pages)| {
            sort(&mut pages, articles, SortBy::Date);
            let name = spellings[&slug]
                .iter()
                .max_by_key(|(name, n)| (**n, Reverse(**name)))
                .map_or("", |(name, _)| name);
            Tag { name: name.to_owned(), slug, pages }
        })
        .collect();
    tags.sort_by_cached_key(|tag| (vi::collate::key(&tag.name), tag.slug.clone()));
    tags
}

/// The place of every article in the list of its section.
pub fn ranks(sections: &[Section], n_articles: usize) -> Vec<usize> {
    let mut ranks = vec![0; n_articles];
    for (rank, page) in sections.iter().flat_map(|section| section.pages.iter().enumerate()) {
        ranks[page.0] = rank;
    }
    ranks
}

/// The articles that a reader of one may want next: those after it in its section, going round.
pub fn neighbours(section: &Section, here: usize, n: usize) -> Vec<PageId> {
    section.pages.iter().copied().cycle().skip(here + 1).take(n.min(section.pages.len() - 1)).collect()
}

/// A version in another language stands in no list: its original does.
fn originals(articles: &[Article]) -> impl Iterator<Item = (usize, &Article)> {
    articles.iter().enumerate().filter(|(_, article)| article.source.lang.is_none())
}

/// Where a list is one of events, what comes next stands first, and what is over last, newest first.
fn coming_first(pages: &mut [PageId], articles: &[Article], today: Date) {
    let event = |id: &PageId| articles[id.0].source.front.event.as_ref();
    if pages.iter().filter(|id| event(id).is_some()).count() * 2 <= pages.len() {
        return;
    }
    let key = |id: &PageId| {
        let event = event(id).map(|event| (event.start, event.end.unwrap_or(event.start).date()));
        let coming = event.filter(|(_, last)| *last >= today).map(|(start, _)| start);
        let over = Reverse(event.map(|(start, _)| start));
        (coming.is_none(), coming, over, *id)
    };
    pages.sort_by_key(key);
}

fn default_order(section: &Section, articles: &[Article]) -> SortBy {
    let guidance = section.pages.iter().filter(|id| articles[id.0].facts.kind == Kind::Guidance).count();
    if guidance * 2 > section.pages.len() { SortBy::Weight } else { SortBy::Date }
}

fn sort(pages: &mut [PageId], articles: &[Article], by: SortBy) {
    let article = |id: &PageId| &articles[id.0];
    let title = |id: &PageId| vi::collate::key(&article(id).source.front.title.value);
    match by {
        SortBy::Date => pages.sort_by_key(|id| newest_first(article(id), *id)),
        SortBy::Weight => {
            pages.sort_by_cached_key(|id| {
                (article(id).source.front.weight.unwrap_or(i64::MAX), title(id), *id)
            });
        }
        SortBy::Title => pages.sort_by_cached_key(|id| (title(id), *id)),
    }
}
