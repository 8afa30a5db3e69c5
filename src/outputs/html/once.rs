//! What many pages show alike: made when the first page asks for it, and shared.
//!
//! Cards of articles, the way down to a section, the publisher as structured data. Each depends on the
//! site alone, so that it does not matter which page asked first.

use std::sync::OnceLock;

use crate::digest::Shared;
use crate::outputs::html::linked::Node;
use crate::outputs::html::view::{Card, Link};
use crate::outputs::html::{card, metadata};
use crate::site::{PageId, SectionId, Site};

/// Parts that are made once.
#[derive(Debug)]
pub(super) struct Once {
    cards: Vec<OnceLock<Shared<Card>>>,
    ways: Vec<OnceLock<Way>>,
    publisher: OnceLock<Node>,
}

/// The way from the front page down to a section.
#[derive(Debug)]
pub(super) struct Way {
    /// Its stations.
    pub(super) links: Vec<Link>,
    /// The same as structured data, a thing each.
    pub(super) linked: Vec<Node>,
}

impl Once {
    /// Nothing yet, for all of a site.
    pub(super) fn of(site: &Site) -> Once {
        let cards = site.page_ids().map(|id| id.0 + 1).max().unwrap_or(0);
        Once {
            cards: (0..cards).map(|_| OnceLock::new()).collect(),
            ways: site.sections.iter().map(|_| OnceLock::new()).collect(),
            publisher: OnceLock::new(),
        }
    }

    /// An article in a list that belongs to no locality.
    pub(super) fn card(&self, site: &Site, id: PageId) -> Shared<Card> {
        let make = || Shared::new(card::card(site, id, None));
        self.cards.get(id.0).map_or_else(make, |known| known.get_or_init(make).clone())
    }

    /// The way down to a section.
    pub(super) fn way(&self, site: &Site, section: SectionId) -> &Way {
        self.ways[section.0].get_or_init(|| {
            let links = card::breadcrumbs(site, Some(section));
            let linked = metadata::stations(site, &links).collect();
            Way { links, linked }
        })
    }

    /// Who publishes the site, as structured data.
    pub(super) fn publisher(&self, site: &Site) -> &Node {
        self.publisher.get_or_init(|| metadata::publisher(site))
    }
}
