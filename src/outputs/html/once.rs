//! What many pages show alike: made when the first page asks for it, and shared.
//!
//! Cards of articles, topics, the way down to a section. Each depends on the
//! site alone, so that it does not matter which page asked first.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::content::front_matter::Kind;
use crate::digest::Shared;
use crate::locality::LocalityCode;
use crate::outputs::html::card;
use crate::outputs::html::view::{Card, Link, TopicCards, TopicView};
use crate::site::place::State;
use crate::site::{LocalityId, PageId, SectionId, Site};

/// Parts that are made once.
#[derive(Debug)]
pub(super) struct Once {
    cards: Vec<OnceLock<Shared<Card>>>,
    /// By article, the same as seen from below the first locality that it is aimed at.
    inherited: Vec<OnceLock<(LocalityId, Shared<Card>)>>,
    /// By topic, the places of its guidance.
    guidance: Vec<OnceLock<HashMap<PageId, usize>>>,
    taken_over: OnceLock<BTreeMap<LocalityCode, Vec<LocalityId>>>,
    ways: Vec<OnceLock<Shared<Vec<Link>>>>,
    topics: BTreeMap<String, Shared<TopicView>>,
}

impl Once {
    /// Nothing yet, for all of a site.
    pub(super) fn of(site: &Site) -> Once {
        let cards = site.page_ids().map(|id| id.0 + 1).max().unwrap_or(0);
        Once {
            cards: (0..cards).map(|_| OnceLock::new()).collect(),
            inherited: (0..cards).map(|_| OnceLock::new()).collect(),
            guidance: site.config.topics.iter().map(|_| OnceLock::new()).collect(),
            taken_over: OnceLock::new(),
            ways: site.sections.iter().map(|_| OnceLock::new()).collect(),
            topics: topics(site),
        }
    }

    /// An article in a list that belongs to no locality.
    pub(super) fn card(&self, site: &Site, id: PageId) -> Shared<Card> {
        let make = || Shared::new(card::card(site, id, None));
        self.cards.get(id.0).map_or_else(make, |known| known.get_or_init(make).clone())
    }

    /// Articles in a list; as seen from a locality, one may be inherited.
    pub(super) fn cards(
        &self,
        site: &Site,
        ids: &[PageId],
        seen_from: Option<LocalityId>,
    ) -> Vec<Shared<Card>> {
        ids.iter().map(|id| self.seen(site, *id, seen_from)).collect()
    }

    fn seen(&self, site: &Site, id: PageId, seen_from: Option<LocalityId>) -> Shared<Card> {
        let from = seen_from.and_then(|here| card::inherited_from(site, id, here));
        let Some(from) = from else { return self.card(site, id) };
        let make = || Shared::new(card::card(site, id, Some(from)));
        // Nearly every article is aimed at one locality alone.
        let known = self.inherited.get(id.0).map(|known| known.get_or_init(|| (from, make())));
        known.filter(|(first, _)| *first == from).map_or_else(make, |(_, card)| card.clone())
    }

    /// The places of a topic's guidance in its order.
    pub(super) fn guidance(&self, site: &Site, topic: usize) -> &HashMap<PageId, usize> {
        self.guidance[topic].get_or_init(|| {
            let pages = site.topic_pages[topic].iter().copied();
            // Guidance stands before everything else.
            let guidance = pages.take_while(|page| site.article(*page).facts.kind == Kind::Guidance);
            guidance.enumerate().map(|(place, page)| (page, place)).collect()
        })
    }

    /// Dissolved localities by each of those that took them over.
    pub(super) fn taken_over(&self, site: &Site) -> &BTreeMap<LocalityCode, Vec<LocalityId>> {
        self.taken_over.get_or_init(|| {
            let mut taken_over: BTreeMap<LocalityCode, Vec<LocalityId>> = BTreeMap::new();
            for (i, locality) in site.localities.iter().enumerate() {
                let State::Ended { successors, .. } = &locality.state else { continue };
                for code in successors {
                    taken_over.entry(code.clone()).or_default().push(LocalityId(i));
                }
            }
            taken_over
        })
    }

    /// The stations from the front page down to a section.
    pub(super) fn way(&self, site: &Site, section: SectionId) -> Shared<Vec<Link>> {
        self.ways[section.0].get_or_init(|| Shared::new(card::breadcrumbs(site, Some(section)))).clone()
    }

    /// A topic.
    pub(super) fn topic(&self, id: &str) -> Option<Shared<TopicView>> {
        self.topics.get(id).cloned()
    }
}

fn topics(site: &Site) -> BTreeMap<String, Shared<TopicView>> {
    let topics = site.config.topics.iter();
    topics.filter_map(|one| Some((one.id.clone(), Shared::new(card::topic(site, &one.id)?)))).collect()
}

impl Drop for Once {
    /// A hundred thousand cards are let go faster by many.
    fn drop(&mut self) {
        std::mem::take(&mut self.cards).into_par_iter().for_each(drop);
    }
}

/// The first cards of a topic among some articles.
pub(super) fn topic_cards(
    site: &Site,
    once: &Once,
    id: &str,
    among: &[PageId],
    n: usize,
    here: Option<LocalityId>,
) -> Option<TopicCards> {
    let of_topic =
        |page: &&PageId| site.article(**page).facts.topics.first().is_some_and(|topic| topic == id);
    let pages: Vec<PageId> = among.iter().filter(of_topic).take(n).copied().collect();
    let view = card::topic(site, id)?;
    (!pages.is_empty()).then(|| TopicCards {
        name: view.name,
        url: view.url,
        description: view.description,
        color: view.color,
        cards: once.cards(site, &pages, here),
    })
}
