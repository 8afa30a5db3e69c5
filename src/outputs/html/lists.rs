//! Lists of articles: sections, topics, tags, news of a locality, the emergency page.
//!
//! A list is a heading, what stands above its cards, and its cards on pages of a fixed length. Libraries
//! of documents are another file.

use std::collections::BTreeMap;

use crate::content::front_matter::{Class, Kind};
use crate::digest::Shared;
use crate::outputs::html::once::Once;
use crate::outputs::html::view::{
    BodyView, Content, Link, Pager, SectionList, SectionView, Subsection, View,
};
use crate::outputs::html::{card, frame, metadata};
use crate::path::Address;
use crate::site::scope;
use crate::site::{LocalityId, PageId, Section, SectionId, Site, listing};

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

/// A section that is no locality.
pub(super) fn section(
    site: &Site,
    once: &Once,
    longer_lists: &LongerLists,
    id: SectionId,
    number: usize,
) -> View {
    let section = site.section(id);
    let pages: &[PageId] = longer_lists.get(&id).unwrap_or(&section.pages);
    let emergency = section.address.as_str() == frame::EMERGENCY;
    let list = List {
        template: &template(section, if emergency { "emergency.html" } else { "section.html" }),
        title: &section.source.front.title.value,
        description: &section.source.front.description,
        address: &section.address,
        breadcrumbs: card::breadcrumbs(site, section.parent),
        current_section: frame::current_section(site, id),
        section: section_view(site, section, number),
        subsections: subsections(site, section),
        pages,
        feed: site.config.topics.iter().any(|topic| section.address.as_str() == format!("/{}/", topic.id)),
    };
    list_page(site, once, list, number, per_page(site, Some(section)))
}

/// How many pages the list of a section takes.
pub(super) fn section_page_count(site: &Site, id: SectionId) -> usize {
    let section = site.section(id);
    let is_whole = frame::is_library(section) || section.address.as_str() == frame::EMERGENCY;
    if is_whole { 1 } else { page_count(section_pages(site, id).len(), per_page(site, Some(section))) }
}

/// The emergency page of a site that has no section for it.
pub(super) fn emergency(site: &Site, once: &Once) -> View {
    let address = Address::of_folder(frame::EMERGENCY);
    let pages = emergency_pages(site);
    let title = "Khẩn cấp";
    let list = List {
        template: "emergency.html",
        title,
        description: "Việc cần làm ngay khi trẻ gặp nguy hiểm, và số để gọi.",
        address: &address,
        breadcrumbs: card::breadcrumbs(site, Some(SectionId(0))),
        current_section: site.config.url(frame::EMERGENCY),
        section: plain_section(title, ""),
        subsections: Vec::new(),
        pages: &pages,
        feed: false,
    };
    list_page(site, once, list, 1, usize::MAX)
}

/// The page of a topic that has no section of its own.
pub(super) fn topic(site: &Site, once: &Once, index: usize, number: usize) -> View {
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
    list_page(site, once, list, number, per_page(site, None))
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
pub(super) fn tag(site: &Site, once: &Once, index: usize, number: usize) -> View {
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
    list_page(site, once, list, number, per_page(site, None))
}

/// The index of tags.
pub(super) fn tags(site: &Site, once: &Once) -> View {
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
    list_page(site, once, list, 1, usize::MAX)
}

/// More news of a locality than its page shows.
pub(super) fn locality_news(site: &Site, once: &Once, id: LocalityId, number: usize) -> View {
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
        current_section: locality.section.map_or_else(String::new, |id| frame::current_section(site, id)),
        section: plain_section(&title, ""),
        subsections: Vec::new(),
        pages: &pages,
        feed: false,
    };
    list_page(site, once, list, number, per_page(site, None))
}

/// The news that concerns a locality, own and inherited, newest first.
pub(super) fn local_news(site: &Site, id: LocalityId) -> Vec<PageId> {
    news(site, &site.concerning(id))
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

/// News and stories among some articles: what must be done at once first, then in their order.
pub(super) fn news(site: &Site, pages: &[PageId]) -> Vec<PageId> {
    let mut news = of_kinds(site, pages, &[Kind::News, Kind::Story]);
    news.sort_by_key(|id| site.article(*id).source.front.class != Class::Urgent);
    news
}

/// The next events among some articles, the nearest first.
pub(super) fn coming_events(site: &Site, pages: &[PageId], n: usize) -> Vec<PageId> {
    let mut events = of_kinds(site, pages, &[Kind::Event]);
    events.retain(|id| !card::is_past(site, *id));
    events.sort_by_key(|id| (site.article(*id).source.front.event.as_ref().map(|event| event.start), *id));
    events.truncate(n);
    events
}

/// The articles on a page of a list.
fn on_page(pages: &[PageId], number: usize, per_page: usize) -> &[PageId] {
    let first = (number - 1).saturating_mul(per_page).min(pages.len());
    &pages[first..first.saturating_add(per_page).min(pages.len())]
}

/// What a page of a list reads: the cards on it, and how many pages there are.
pub(super) fn read<'s>(
    site: &Site,
    section: Option<SectionId>,
    pages: &'s [PageId],
    number: usize,
) -> scope::List<'s> {
    let per_page = per_page(site, section.map(|id| site.section(id)));
    scope::List {
        section,
        articles: on_page(pages, number, per_page),
        pages: page_count(pages.len(), per_page),
    }
}

fn list_page(site: &Site, once: &Once, list: List<'_>, number: usize, per_page: usize) -> View {
    let total = page_count(list.pages.len(), per_page);
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
        breadcrumbs: Shared::new(list.breadcrumbs),
        title: list.title.to_owned(),
        current_section: list.current_section,
        content: Content::Section(Box::new(SectionList {
            section: list.section,
            cards: once.cards(site, on_page(list.pages, number, per_page), None),
            groups: Vec::new(),
            subsections: if number == 1 { list.subsections } else { Vec::new() },
            pager,
        })),
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
    if section.address.as_str() == frame::EMERGENCY {
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
pub(super) fn intro(site: &Site, section: &Section) -> Option<BodyView> {
    section.source.has_body.then(|| card::body(site, &section.source.body, &section.links))
}

/// The template that a section names, or that of its sort.
pub(super) fn template(section: &Section, of_sort: &str) -> String {
    section.source.front.template.as_ref().map_or_else(|| of_sort.to_owned(), |own| own.value.clone())
}
