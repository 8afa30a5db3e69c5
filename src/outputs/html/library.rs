//! The library of documents: the whole of it, and a page for every kind, level, issuer and year.
//!
//! The filters are pages of their own, so that they work without a script. A site's documents come in, views go out.

use std::collections::BTreeMap;

use crate::content::front_matter::{DocumentFront, DocumentLevel, Word};
use crate::outputs::html::view::{Choice, Content, DocumentRow, Filter, LevelView, Library, View};
use crate::outputs::html::{card, common, lists, metadata};
use crate::path::Address;
use crate::site::{PageId, SectionId, Site};
use crate::vi::slug::slug;

/// The folder of the filters below a library.
const FOLDER: &str = "loc";

/// So many choices of a filter are shown, those with the most documents first.
const CHOICES: usize = 60;

/// What documents are told apart by, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    Kind,
    Level,
    Issuer,
    Year,
}

impl Facet {
    const ALL: [Facet; 4] = [Facet::Kind, Facet::Level, Facet::Issuer, Facet::Year];

    fn title(self) -> &'static str {
        match self {
            Facet::Kind => "Loại",
            Facet::Level => "Cấp",
            Facet::Issuer => "Cơ quan",
            Facet::Year => "Năm",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Facet::Kind => "loai",
            Facet::Level => "cap",
            Facet::Issuer => "co-quan",
            Facet::Year => "nam",
        }
    }

    fn value(self, front: &DocumentFront) -> Option<String> {
        match self {
            Facet::Kind => Some(front.kind.clone()),
            Facet::Level => front.level.map(|level| level.label().to_owned()),
            Facet::Issuer => front.issuer.clone(),
            Facet::Year => front.issued.map(|issued| issued.year.to_string()),
        }
    }
}

/// A page that shows only some documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limited {
    pub(super) section: SectionId,
    facet: Facet,
    /// The value as part of an address.
    value: String,
}

/// The documents of every library by facet and value; a value by its part of an address.
#[derive(Debug, Default)]
pub(super) struct Facets(BTreeMap<(SectionId, Facet), Values>);

type Values = BTreeMap<String, (String, Vec<PageId>)>;

impl Facets {
    pub(super) fn of(site: &Site) -> Facets {
        let libraries = (0..site.sections.len()).map(SectionId);
        let libraries = libraries.filter(|id| common::is_library(site.section(*id)));
        let keys = libraries.flat_map(|id| Facet::ALL.into_iter().map(move |facet| (id, facet)));
        Facets(keys.map(|(id, facet)| ((id, facet), values(site, id, facet))).collect())
    }

    fn values(&self, id: SectionId, facet: Facet) -> impl Iterator<Item = (&String, &(String, Vec<PageId>))> {
        self.0.get(&(id, facet)).into_iter().flatten()
    }
}

/// The pages of a library's filters with their addresses.
pub(super) fn limited_pages(site: &Site, id: SectionId) -> Vec<(Address, Limited)> {
    let address = &site.section(id).address;
    Facet::ALL
        .into_iter()
        .flat_map(|facet| {
            values(site, id, facet).into_keys().map(move |value| Limited { section: id, facet, value })
        })
        .map(|limited| (address_of(address, limited.facet, &limited.value), limited))
        .collect()
}

/// The whole library.
pub(super) fn whole(site: &Site, facets: &Facets, id: SectionId) -> View {
    let section = site.section(id);
    let breadcrumbs = card::breadcrumbs(site, section.parent);
    let title = section.source.front.title.value.clone();
    let facts = metadata::Facts {
        title: &title,
        description: &section.source.front.description,
        path: section.address.as_str(),
        feed: None,
        breadcrumbs: &breadcrumbs,
    };
    let head = metadata::website(site, &facts);
    let content = content(site, facets, id, &section.pages, None);
    View {
        template: lists::template(section, "documents.html"),
        lang: site.config.language.clone(),
        head,
        title,
        current_section: common::current_section(site, id),
        content: Content::Library(Box::new(content)),
        breadcrumbs,
    }
}

/// Some of a library.
pub(super) fn limited(site: &Site, facets: &Facets, limited: &Limited) -> View {
    let id = limited.section;
    let section = site.section(id);
    let value = facets.0.get(&(id, limited.facet)).and_then(|values| values.get(&limited.value));
    let (name, pages) = value.map_or(("", &[][..]), |(name, pages)| (name.as_str(), pages.as_slice()));
    let breadcrumbs = card::breadcrumbs(site, Some(id));
    let title = format!("{}: {name}", section.source.front.title.value);
    let address = address_of(&section.address, limited.facet, &limited.value);
    let facts = metadata::Facts {
        title: &title,
        description: "",
        path: address.as_str(),
        feed: None,
        breadcrumbs: &breadcrumbs,
    };
    let mut head = metadata::website(site, &facts);
    head.noindex = true;
    let mut content = content(site, facets, id, pages, Some(limited));
    content.section.title.clone_from(&title);
    content.section.body = None;
    name.clone_into(&mut content.limited_to);
    View {
        template: lists::template(section, "documents.html"),
        lang: site.config.language.clone(),
        head,
        title,
        current_section: common::current_section(site, id),
        content: Content::Library(Box::new(content)),
        breadcrumbs,
    }
}

fn address_of(section: &Address, facet: Facet, value: &str) -> Address {
    section.join(FOLDER).join(facet.folder()).join(value)
}

/// The values of a facet by their part of an address: name and documents.
fn values(site: &Site, id: SectionId, facet: Facet) -> Values {
    let mut values = Values::new();
    for page in &site.section(id).pages {
        let front = site.article(*page).source.front.document.as_ref();
        let Some(value) = front.and_then(|front| facet.value(front)) else { continue };
        let part = slug(&value);
        if !part.is_empty() {
            values.entry(part).or_insert_with(|| (value, Vec::new())).1.push(*page);
        }
    }
    values
}

fn content(
    site: &Site,
    facets: &Facets,
    id: SectionId,
    pages: &[PageId],
    limited: Option<&Limited>,
) -> Library {
    let section = site.section(id);
    Library {
        section: lists::section_view(site, section, 1),
        levels: levels(site, pages),
        filters: Facet::ALL
            .into_iter()
            .filter_map(|facet| filter(site, facets, (id, facet), limited))
            .collect(),
        limited_to: String::new(),
        whole_url: site.config.url(section.address.as_str()),
    }
}

/// A filter with one choice is none, unless it is the page that is shown.
fn filter(
    site: &Site,
    facets: &Facets,
    (id, facet): (SectionId, Facet),
    limited: Option<&Limited>,
) -> Option<Filter> {
    let section = &site.section(id).address;
    let current = |part: &str| limited.is_some_and(|limited| limited.facet == facet && limited.value == part);
    let mut choices: Vec<Choice> = facets
        .values(id, facet)
        .map(|(part, (title, pages))| Choice {
            url: site.config.url(address_of(section, facet, part).as_str()),
            current: current(part),
            count: pages.len(),
            title: title.clone(),
        })
        .collect();
    let shown = choices.len() > 1 || choices.iter().any(|choice| choice.current);
    match facet {
        Facet::Year => choices.reverse(),
        Facet::Level => {
            let place =
                |choice: &Choice| DocumentLevel::ALL.iter().position(|level| level.label() == choice.title);
            choices.sort_by_key(place);
        }
        Facet::Kind | Facet::Issuer => choices.sort_by_key(|choice| std::cmp::Reverse(choice.count)),
    }
    choices.truncate(CHOICES);
    shown.then_some(Filter { title: facet.title(), choices })
}

/// Documents by level, newest first; those without a level come last.
fn levels(site: &Site, pages: &[PageId]) -> Vec<LevelView> {
    let order = DocumentLevel::ALL.iter().map(|level| Some(*level)).chain([None]);
    order
        .map(|level| LevelView {
            title: level.map_or("Khác", Word::label).to_owned(),
            documents: pages.iter().filter_map(|id| document_row(site, *id, level)).collect(),
        })
        .filter(|level| !level.documents.is_empty())
        .collect()
}

fn document_row(site: &Site, id: PageId, level: Option<DocumentLevel>) -> Option<DocumentRow> {
    let article = site.article(id);
    let front = article.source.front.document.as_ref().filter(|front| front.level == level)?;
    Some(DocumentRow {
        number: front.number.as_ref().map(|number| number.value.clone()),
        title: article.source.front.title.value.clone(),
        url: site.config.url(article.address.as_str()),
        kind: front.kind.clone(),
        issuer: front.issuer.clone(),
        issued: front.issued.map(card::issued),
        status_label: front.status.label(),
    })
}
