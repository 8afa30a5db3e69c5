//! The front page, sections, topics, tags, the emergency page.

use std::collections::BTreeMap;

use crate::content::front_matter::Kind;
use crate::locality::Level;
use crate::outputs::html::view::{
    Content, Door, Home, Link, LocalityIndex, Named, Pager, ProvinceView, SectionList, SectionView,
    Subsection, TopicCards, View,
};
use crate::outputs::html::{card, common, metadata};
use crate::path::Address;
use crate::site::{LocalityId, PageId, Section, SectionId, Site, listing};

/// How many cards the front page shows under a heading.
const FRONT: usize = 4;

/// A list as a page: what stands above its cards, and which cards.
struct List<'l> {
    template: &'l str,
    title: &'l str,
    description: &'l str,
    address: &'l Address,
    breadcrumbs: Vec<Link>,
    current_section: String,
    section: SectionView,
    subsections: Vec<Subsection>,
    pages: &'l [PageId],
    feed: bool,
}

/// The front page.
pub(super) fn home(site: &Site) -> View {
    let section = site.section(SectionId(0));
    let all: Vec<PageId> = site.originals().collect();
    let mut news = of_kinds(site, &all, &[Kind::News, Kind::Story]);
    news.sort_by_key(|id| listing::newest_first(site.article(*id), *id));
    let mut documents = of_kinds(site, &all, &[Kind::Document]);
    documents.sort_by_key(|id| listing::newest_first(site.article(*id), *id));
    let content = Home {
        intro: intro(site, section),
        emergency: front_cards(site, &emergency_pages(site), 2 * FRONT),
        doors: doors(site),
        topics: topics(site),
        news: front_cards(site, &news, FRONT),
        events: card::cards(site, &coming_events(site, &all, FRONT), None),
        provinces: provinces(site),
        documents: front_cards(site, &documents, FRONT),
    };
    let facts = metadata::Facts {
        title: &site.config.title,
        description: &section.source.front.description,
        path: "/",
        feed: Some((site.config.title.clone(), "/atom.xml".to_owned())),
        breadcrumbs: &[],
    };
    View {
        template: template(section, "home.html"),
        lang: site.config.language.clone(),
        head: metadata::home(site, &facts),
        breadcrumbs: Vec::new(),
        title: section.source.front.title.value.clone(),
        current_section: String::new(),
        content: Content::Home(Box::new(content)),
    }
}

fn front_cards(site: &Site, pages: &[PageId], n: usize) -> Vec<super::view::Card> {
    card::cards(site, &pages[..pages.len().min(n)], None)
}

/// A section that is no locality.
pub(super) fn section(site: &Site, longer_lists: &LongerLists, id: SectionId, number: usize) -> View {
    let section = site.section(id);
    let pages: &[PageId] = longer_lists.get(&id).unwrap_or(&section.pages);
    let emergency = section.address.as_str() == common::EMERGENCY;
    let list = List {
        template: &template(section, if emergency { "emergency.html" } else { "section.html" }),
        title: &section.source.front.title.value,
        description: &section.source.front.description,
        address: &section.address,
        breadcrumbs: card::breadcrumbs(site, section.parent),
        current_section: common::current_section(site, id),
        section: section_view(site, section, number),
        subsections: subsections(site, section),
        pages,
        feed: site.config.topics.iter().any(|topic| section.address.as_str() == format!("/{}/", topic.id)),
    };
    list_page(site, &list, number, per_page(site, Some(section)))
}

/// How many pages the list of a section takes.
pub(super) fn section_page_count(site: &Site, id: SectionId) -> usize {
    let section = site.section(id);
    let is_whole = common::is_library(section) || section.address.as_str() == common::EMERGENCY;
    if is_whole { 1 } else { page_count(section_pages(site, id).len(), per_page(site, Some(section))) }
}

/// The emergency page of a site that has no section for it.
pub(super) fn emergency(site: &Site) -> View {
    let address = Address::of_folder(common::EMERGENCY);
    let pages = emergency_pages(site);
    let title = "Khẩn cấp";
    let list = List {
        template: "emergency.html",
        title,
        description: "Việc cần làm ngay khi trẻ gặp nguy hiểm, và số để gọi.",
        address: &address,
        breadcrumbs: card::breadcrumbs(site, Some(SectionId(0))),
        current_section: site.config.url(common::EMERGENCY),
        section: plain_section(title, ""),
        subsections: Vec::new(),
        pages: &pages,
        feed: false,
    };
    list_page(site, &list, 1, usize::MAX)
}

/// The page of a topic that has no section of its own.
pub(super) fn topic(site: &Site, index: usize, number: usize) -> View {
    let topic = &site.config.topics[index];
    let address = Address::root().join("chuyen-muc").join(&topic.id);
    let mut section = plain_section(&topic.name, &topic.description);
    section.color = Some(topic.color.clone());
    let list = List {
        template: "section.html",
        title: &topic.name,
        description: &topic.description,
        address: &address,
        breadcrumbs: card::breadcrumbs(site, Some(SectionId(0))),
        current_section: site.config.url(address.as_str()),
        section,
        subsections: Vec::new(),
        pages: &site.topic_pages[index],
        feed: false,
    };
    list_page(site, &list, number, per_page(site, None))
}

/// How many pages the list of a topic takes, if it needs a page of its own.
pub(super) fn topic_page_count(site: &Site, index: usize) -> usize {
    let own = format!("/{}/", site.config.topics[index].id);
    if site.sections.iter().any(|section| section.address.as_str() == own) {
        return 0;
    }
    page_count(site.topic_pages[index].len(), per_page(site, None))
}

/// The page of a tag.
pub(super) fn tag(site: &Site, index: usize, number: usize) -> View {
    let tag = &site.tags[index];
    let address = tags_address().join(&tag.slug);
    let mut breadcrumbs = card::breadcrumbs(site, Some(SectionId(0)));
    breadcrumbs.push(Link { title: TAGS.to_owned(), url: site.config.url(tags_address().as_str()) });
    let description = format!("Các bài có từ khóa “{}”.", tag.name);
    let list = List {
        template: "section.html",
        title: &tag.name,
        description: &description,
        address: &address,
        breadcrumbs,
        current_section: String::new(),
        section: plain_section(&tag.name, &description),
        subsections: Vec::new(),
        pages: &tag.pages,
        feed: false,
    };
    list_page(site, &list, number, per_page(site, None))
}

/// The index of tags.
pub(super) fn tags(site: &Site) -> View {
    let address = tags_address();
    let of_tag = |tag: &listing::Tag| Subsection {
        title: tag.name.clone(),
        url: site.config.url(tags_address().join(&tag.slug).as_str()),
        description: format!("{} bài", tag.pages.len()),
    };
    let description = "Tìm bài theo từ khóa, xếp theo thứ tự chữ cái.";
    let list = List {
        template: "section.html",
        title: TAGS,
        description,
        address: &address,
        breadcrumbs: card::breadcrumbs(site, Some(SectionId(0))),
        current_section: String::new(),
        section: plain_section(TAGS, description),
        subsections: site.tags.iter().map(of_tag).collect(),
        pages: &[],
        feed: false,
    };
    list_page(site, &list, 1, usize::MAX)
}

/// More news of a locality than its page shows.
pub(super) fn locality_news(site: &Site, id: LocalityId, number: usize) -> View {
    let locality = site.locality(id);
    let pages = local_news(site, id);
    let title = format!("Tin của {}", locality.name_in_sentence);
    let address = locality.address.join("tin-tuc");
    let list = List {
        template: "section.html",
        title: &title,
        description: "",
        address: &address,
        breadcrumbs: card::breadcrumbs(site, locality.section),
        current_section: locality.section.map_or_else(String::new, |id| common::current_section(site, id)),
        section: plain_section(&title, ""),
        subsections: Vec::new(),
        pages: &pages,
        feed: false,
    };
    list_page(site, &list, number, per_page(site, None))
}

/// The news that concerns a locality, own and inherited, newest first.
pub(super) fn local_news(site: &Site, id: LocalityId) -> Vec<PageId> {
    of_kinds(site, &site.concerning(id), &[Kind::News, Kind::Story])
}

/// How many pages a list takes.
pub(super) fn page_count(items: usize, per_page: usize) -> usize {
    items.div_ceil(per_page).max(1)
}

/// How many cards a page of a list shows.
pub(super) fn per_page(site: &Site, section: Option<&Section>) -> usize {
    section.and_then(|section| section.source.front.paginate_by).unwrap_or(site.config.paginate_by)
}

/// The address of a page of a list.
pub(super) fn numbered(address: &Address, number: usize) -> Address {
    if number == 1 { address.clone() } else { address.join("trang").join(&number.to_string()) }
}

/// The address of the index of tags.
pub(super) fn tags_address() -> Address {
    Address::root().join("tu-khoa")
}

const TAGS: &str = "Từ khóa";

/// Articles of some kinds, in the order given.
pub(super) fn of_kinds(site: &Site, pages: &[PageId], kinds: &[Kind]) -> Vec<PageId> {
    pages.iter().copied().filter(|id| kinds.contains(&site.article(*id).facts.kind)).collect()
}

/// The next events among some articles, the nearest first.
pub(super) fn coming_events(site: &Site, pages: &[PageId], n: usize) -> Vec<PageId> {
    let mut events = of_kinds(site, pages, &[Kind::Event]);
    events.retain(|id| !card::is_past(site, *id));
    events.sort_by_key(|id| (site.article(*id).source.front.event.as_ref().map(|event| event.start), *id));
    events.truncate(n);
    events
}

/// The index of localities.
pub(super) fn localities(site: &Site, id: SectionId) -> View {
    let section = site.section(id);
    let breadcrumbs = card::breadcrumbs(site, section.parent);
    let facts = metadata::Facts {
        title: &section.source.front.title.value,
        description: &section.source.front.description,
        path: section.address.as_str(),
        feed: None,
        breadcrumbs: &breadcrumbs,
    };
    View {
        template: template(section, "localities.html"),
        lang: site.config.language.clone(),
        head: metadata::website(site, &facts),
        title: section.source.front.title.value.clone(),
        current_section: common::current_section(site, id),
        content: Content::Localities(Box::new(LocalityIndex {
            section: section_view(site, section, 1),
            provinces: provinces(site),
        })),
        breadcrumbs,
    }
}

fn list_page(site: &Site, list: &List<'_>, number: usize, per_page: usize) -> View {
    let total = page_count(list.pages.len(), per_page);
    let first = (number - 1).saturating_mul(per_page).min(list.pages.len());
    let last = first.saturating_add(per_page).min(list.pages.len());
    let here = numbered(list.address, number);
    let title = if number == 1 { list.title.to_owned() } else { format!("{} (trang {number})", list.title) };
    let facts = metadata::Facts {
        title: &title,
        description: list.description,
        path: here.as_str(),
        feed: list.feed.then(|| (list.title.to_owned(), format!("{}atom.xml", list.address))),
        breadcrumbs: &list.breadcrumbs,
    };
    let page_url = |number: usize| site.config.url(numbered(list.address, number).as_str());
    let pager = (total > 1).then(|| Pager {
        current: number,
        total,
        prev: (number > 1).then(|| page_url(number - 1)),
        next: (number < total).then(|| page_url(number + 1)),
    });
    View {
        template: list.template.to_owned(),
        lang: site.config.language.clone(),
        head: metadata::website(site, &facts),
        breadcrumbs: list.breadcrumbs.clone(),
        title: list.title.to_owned(),
        current_section: list.current_section.clone(),
        content: Content::Section(Box::new(SectionList {
            section: SectionView {
                title: list.section.title.clone(),
                description: list.section.description.clone(),
                body: list.section.body.clone(),
                color: list.section.color.clone(),
            },
            cards: card::cards(site, &list.pages[first..last], None),
            groups: Vec::new(),
            subsections: if number == 1 {
                list.subsections.iter().map(clone_subsection).collect()
            } else {
                Vec::new()
            },
            pager,
        })),
    }
}

fn clone_subsection(subsection: &Subsection) -> Subsection {
    Subsection {
        title: subsection.title.clone(),
        url: subsection.url.clone(),
        description: subsection.description.clone(),
    }
}

/// The lists of sections that show more than their own articles.
pub(super) type LongerLists = BTreeMap<SectionId, Vec<PageId>>;

/// The lists that are longer than their section.
pub(super) fn longer_lists(site: &Site) -> LongerLists {
    let published = site.sections.iter().enumerate().filter(|(_, section)| section.published);
    published
        .map(|(i, section)| (SectionId(i), section_pages(site, SectionId(i)), section.pages.len()))
        .filter(|(_, pages, own)| pages.len() > *own)
        .map(|(id, pages, _)| (id, pages))
        .collect()
}

/// A section's own articles, then those of its topic that lie elsewhere.
fn section_pages(site: &Site, id: SectionId) -> Vec<PageId> {
    let section = site.section(id);
    let mut pages = section.pages.clone();
    let topic =
        site.config.topics.iter().position(|topic| section.address.as_str() == format!("/{}/", topic.id));
    if let Some(topic) = topic {
        pages.extend(site.topic_pages[topic].iter().filter(|page| site.article(**page).section != id));
    }
    if section.address.as_str() == common::EMERGENCY {
        let elsewhere = emergency_pages(site).into_iter().filter(|page| site.article(*page).section != id);
        pages.extend(elsewhere.collect::<Vec<_>>());
    }
    pages
}

/// The pages of the emergency kit, in order.
pub(super) fn emergency_pages(site: &Site) -> Vec<PageId> {
    let mut pages: Vec<PageId> =
        site.originals().filter(|id| site.article(*id).source.front.emergency).collect();
    pages.sort_by_key(|id| (site.article(*id).source.front.weight.unwrap_or(i64::MAX), *id));
    pages
}

fn subsections(site: &Site, section: &Section) -> Vec<Subsection> {
    let below = section.children.iter().filter(|id| site.section(**id).published);
    below
        .map(|id| {
            let link = card::section_link(site, *id);
            let description = site.section(*id).source.front.description.clone();
            Subsection { title: link.title, url: link.url, description }
        })
        .collect()
}

pub(super) fn section_view(site: &Site, section: &Section, number: usize) -> SectionView {
    let topic = site.config.topics.iter().find(|topic| section.address.as_str() == format!("/{}/", topic.id));
    SectionView {
        title: section.source.front.title.value.clone(),
        description: section.source.front.description.clone(),
        body: intro(site, section).filter(|_| number == 1),
        color: topic.map(|topic| topic.color.clone()),
    }
}

/// A list without a section of its own.
pub(super) fn plain_section(title: &str, description: &str) -> SectionView {
    SectionView { title: title.to_owned(), description: description.to_owned(), body: None, color: None }
}

/// The introduction of a section, if it has one.
pub(super) fn intro(site: &Site, section: &Section) -> Option<super::view::BodyView> {
    section.source.has_body.then(|| card::body(site, &section.source.body, &section.links))
}

/// The template that a section names, or that of its sort.
pub(super) fn template(section: &Section, of_sort: &str) -> String {
    section.source.front.template.as_ref().map_or_else(|| of_sort.to_owned(), |own| own.value.clone())
}

fn topics(site: &Site) -> Vec<TopicCards> {
    let cards = |(i, topic): (usize, &crate::config::Topic)| {
        card::topic_cards(site, &topic.id, &site.topic_pages[i], 3, None)
    };
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

fn provinces(site: &Site) -> Vec<ProvinceView> {
    let country = site.locality(LocalityId(0));
    let lives = |id: &&LocalityId| site.locality(**id).lives();
    let mut provinces: Vec<ProvinceView> =
        country.children.iter().filter(lives).map(|id| province(site, *id)).collect();
    let ended: Vec<Named> = country
        .children
        .iter()
        .filter(|id| !site.locality(**id).lives())
        .map(|id| card::named(site, *id))
        .collect();
    for former in ended {
        // A former province is listed with the one that took it, or alone if that has no page here.
        let taker = country
            .children
            .iter()
            .find(|id| site.config.url(site.locality(**id).address.as_str()) == former.url)
            .and_then(|id| successor_here(site, *id));
        let place = taker.and_then(|taker| {
            let url = site.config.url(site.locality(taker).address.as_str());
            provinces.iter_mut().find(|province| province.url == url)
        });
        if let Some(province) = place {
            province.archives.push(former);
        }
    }
    provinces
}

fn successor_here(site: &Site, id: LocalityId) -> Option<LocalityId> {
    let crate::site::place::State::Ended { successors, .. } = &site.locality(id).state else { return None };
    successors.iter().find_map(|code| site.locality_by_code.get(code).copied())
}

fn province(site: &Site, id: LocalityId) -> ProvinceView {
    let locality = site.locality(id);
    let named = |keep: &dyn Fn(LocalityId) -> bool| -> Vec<Named> {
        locality.children.iter().filter(|id| keep(**id)).map(|id| card::named(site, *id)).collect()
    };
    let communes = named(&|id| site.locality(id).lives() && site.locality(id).level == Level::Commune);
    ProvinceView {
        name: locality.name.clone(),
        url: site.config.url(locality.address.as_str()),
        communes_n: communes.len(),
        communes,
        archives: named(&|id| !site.locality(id).lives()),
    }
}
