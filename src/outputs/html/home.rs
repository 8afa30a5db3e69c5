//! The front page: a few cards of everything.
//!
//! Emergencies first, then the doors that the site's author set up, topics, news, what is to come,
//! provinces and documents.

use crate::config::Topic;
use crate::content::front_matter::Kind;
use crate::digest::Shared;
use crate::outputs::html::once::{self, Once};
use crate::outputs::html::view::{Card, Content, Door, Home, TopicCards, View};
use crate::outputs::html::{card, lists, localities, metadata};
use crate::site::{PageId, SectionId, Site};

/// How many cards stand under a heading.
const FRONT: usize = 4;

/// The front page.
pub(super) fn view(site: &Site, once: &Once) -> View {
    let section = site.section(SectionId(0));
    let mut all: Vec<PageId> = site.originals().collect();
    site.sort_newest_first(&mut all);
    let news = lists::news(site, &all);
    let documents = lists::of_kinds(site, &all, &[Kind::Document]);
    let content = Home {
        intro: lists::intro(site, section),
        emergency: front_cards(site, once, &lists::emergency_pages(site), 2 * FRONT),
        doors: doors(site),
        topics: topics(site, once),
        news: placed(site, once, &news[..news.len().min(FRONT)]),
        events: placed(site, once, &lists::coming_events(site, &all, FRONT)),
        provinces: localities::provinces(site),
        documents: front_cards(site, once, &documents, FRONT),
    };
    let facts = metadata::Facts {
        title: &site.config.title,
        description: &section.source.front.description,
        path: "/",
        feed: Some((site.config.title.clone(), "/atom.xml".to_owned())),
        breadcrumbs: &[],
    };
    View {
        template: lists::template(section, "home.html"),
        lang: site.config.language.clone(),
        head: metadata::home(site, &facts),
        breadcrumbs: Shared::new(Vec::new()),
        title: section.source.front.title.value.clone(),
        current_section: String::new(),
        content: Content::Home(Box::new(content)),
    }
}

fn front_cards(site: &Site, once: &Once, pages: &[PageId], n: usize) -> Vec<Shared<Card>> {
    once.cards(site, &pages[..pages.len().min(n)], None)
}

/// Cards of what happens somewhere: what is for one place alone names it, so that nobody goes to another's.
fn placed(site: &Site, once: &Once, pages: &[PageId]) -> Vec<Shared<Card>> {
    let place = |id: PageId| match site.article(id).audience.roots.as_slice() {
        [root] if root.0 != 0 => Some(*root),
        _ => None,
    };
    let one = |id: &PageId| match place(*id) {
        Some(root) => Shared::new(card::card(site, *id, Some(root))),
        None => once.card(site, *id),
    };
    pages.iter().map(one).collect()
}

fn topics(site: &Site, once: &Once) -> Vec<TopicCards> {
    let cards =
        |(i, topic): (usize, &Topic)| once::topic_cards(site, once, &topic.id, &site.topic_pages[i], 3, None);
    site.config.topics.iter().enumerate().filter_map(cards).collect()
}

/// `[[extra.doors]]` of the front page: title, path, description.
fn doors(site: &Site) -> Vec<Door> {
    let doors = site.sections[0].source.front.extra.get("doors").and_then(serde_json::Value::as_array);
    let text = |door: &serde_json::Value, key: &str| {
        door.get(key).and_then(serde_json::Value::as_str).map(str::to_owned).unwrap_or_default()
    };
    doors
        .into_iter()
        .flatten()
        .map(|door| Door {
            title: text(door, "title"),
            url: site.config.url(&text(door, "path")),
            description: text(door, "description"),
        })
        .collect()
}
