//! The library of documents: the whole of it, and a page for every topic, kind, level, issuer and year.
//!
//! The filters are pages of their own, so that they work without a script: one for every value, and one for
//! every two values that meet in a document. Issuers are many and have one level each, so they are not paired.
//! With a script any number of filters combine on the whole page; each row says what it is for that.
//! A site's documents come in, views go out.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::front_matter::{DocumentLevel, Word};
use crate::digest::Shared;
use crate::outputs::html::view::{Choice, Content, DocumentRow, Filter, LevelView, Library, View};
use crate::outputs::html::{card, frame, lists, metadata};
use crate::path::Address;
use crate::site::{Article, PageId, SectionId, Site};
use crate::vi::slug::slug;

/// The folder of the filters below a library.
const FOLDER: &str = "loc";

/// So many choices of a filter are shown, those with the most documents first.
const CHOICES: usize = 60;

/// What documents are told apart by, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    Topic,
    Kind,
    Level,
    Issuer,
    Year,
}

impl Facet {
    const ALL: [Facet; 5] = [Facet::Topic, Facet::Kind, Facet::Level, Facet::Issuer, Facet::Year];

    fn title(self) -> &'static str {
        match self {
            Facet::Topic => "Chủ đề",
            Facet::Kind => "Loại",
            Facet::Level => "Cấp",
            Facet::Issuer => "Cơ quan",
            Facet::Year => "Năm",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Facet::Topic => "chu-de",
            Facet::Kind => "loai",
            Facet::Level => "cap",
            Facet::Issuer => "co-quan",
            Facet::Year => "nam",
        }
    }

    /// Whether two values of this and another facet have a page together.
    fn joins(self) -> bool {
        self != Facet::Issuer
    }

    /// What a document is in this respect: names with their parts of addresses.
    fn values(self, site: &Site, article: &Article) -> Vec<(String, String)> {
        let Some(front) = article.source.front.document.as_ref() else { return Vec::new() };
        let topic = |id: &String| site.config.topic(id).map(|topic| topic.name.clone());
        let names: Vec<String> = match self {
            Facet::Topic => article.facts.topics.iter().filter_map(topic).collect(),
            Facet::Kind => vec![front.kind.clone()],
            Facet::Level => front.level.iter().map(|level| level.label().to_owned()).collect(),
            Facet::Issuer => front.issuer.iter().cloned().collect(),
            Facet::Year => front.issued.iter().map(|issued| issued.year.to_string()).collect(),
        };
        names.into_iter().map(|name| (slug(&name), name)).filter(|(part, _)| !part.is_empty()).collect()
    }
}

/// A facet and the part of an address of one of its values.
type Chosen = (Facet, String);

/// A page that shows only some documents: those with one value, or with both of two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limited {
    pub(super) section: SectionId,
    /// In the order of facets.
    chosen: Vec<Chosen>,
}

/// The documents of every library by facet and value; a value by its part of an address.
#[derive(Debug, Default)]
pub(super) struct Facets(BTreeMap<(SectionId, Facet), Values>);

type Values = BTreeMap<String, (String, Vec<PageId>)>;

impl Facets {
    pub(super) fn of(site: &Site) -> Facets {
        let libraries = (0..site.sections.len()).map(SectionId);
        let libraries = libraries.filter(|id| frame::is_library(site.section(*id)));
        let keys = libraries.flat_map(|id| Facet::ALL.into_iter().map(move |facet| (id, facet)));
        Facets(keys.map(|(id, facet)| ((id, facet), values(site, id, facet))).collect())
    }

    fn values(&self, id: SectionId, facet: Facet) -> impl Iterator<Item = (&String, &(String, Vec<PageId>))> {
        self.0.get(&(id, facet)).into_iter().flatten()
    }

    fn value(&self, id: SectionId, (facet, part): &Chosen) -> Option<&(String, Vec<PageId>)> {
        self.0.get(&(id, *facet)).and_then(|values| values.get(part))
    }

    fn name(&self, id: SectionId, chosen: &Chosen) -> &str {
        self.value(id, chosen).map_or("", |(name, _)| name.as_str())
    }

    /// Those of the pages that have every chosen value.
    fn pages(&self, pages: &[PageId], id: SectionId, chosen: &[Chosen]) -> Vec<PageId> {
        let with = |chosen| self.value(id, chosen).map_or(&[][..], |(_, pages)| pages.as_slice());
        let sets: Vec<BTreeSet<PageId>> =
            chosen.iter().map(|chosen| with(chosen).iter().copied().collect()).collect();
        pages.iter().copied().filter(|page| sets.iter().all(|set| set.contains(page))).collect()
    }
}

/// The pages of a library's filters with their addresses.
pub(super) fn limited_pages(site: &Site, id: SectionId) -> Vec<(Address, Limited)> {
    let section = site.section(id);
    let mut all: BTreeSet<Vec<Chosen>> = BTreeSet::new();
    for page in &section.pages {
        let values = every_value(site, *page);
        all.extend(values.iter().map(|value| vec![value.clone()]));
        for (i, first) in values.iter().enumerate().filter(|(_, first)| first.0.joins()) {
            let others = values.iter().skip(i + 1).filter(|other| other.0.joins() && other.0 != first.0);
            all.extend(others.map(|other| vec![first.clone(), other.clone()]));
        }
    }
    let page = |chosen: Vec<Chosen>| (address_of(&section.address, &chosen), Limited { section: id, chosen });
    all.into_iter().map(page).collect()
}

/// What a document is, by facet in their order.
fn every_value(site: &Site, page: PageId) -> Vec<Chosen> {
    let article = site.article(page);
    let values = |facet: Facet| facet.values(site, article).into_iter().map(move |(part, _)| (facet, part));
    Facet::ALL.into_iter().flat_map(values).collect()
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
    let content = content(site, facets, id, &section.pages, &[]);
    View {
        template: lists::template(section, "documents.html"),
        lang: site.config.language.clone(),
        head,
        title,
        current_section: frame::current_section(site, id),
        content: Content::Library(Box::new(content)),
        breadcrumbs: Shared::new(breadcrumbs),
    }
}

/// Some of a library.
pub(super) fn limited(site: &Site, facets: &Facets, limited: &Limited) -> View {
    let id = limited.section;
    let section = site.section(id);
    let names: Vec<&str> = limited.chosen.iter().map(|chosen| facets.name(id, chosen)).collect();
    let name = names.join(", ");
    let pages = facets.pages(section.pages.as_slice(), id, &limited.chosen);
    let breadcrumbs = card::breadcrumbs(site, Some(id));
    let title = format!("{}: {name}", section.source.front.title.value);
    let address = address_of(&section.address, &limited.chosen);
    let facts = metadata::Facts {
        title: &title,
        description: "",
        path: address.as_str(),
        feed: None,
        breadcrumbs: &breadcrumbs,
    };
    let head = metadata::unlisted(site, &facts);
    let mut content = content(site, facets, id, &pages, &limited.chosen);
    content.section.title.clone_from(&title);
    content.section.body = None;
    content.limited_to = name;
    View {
        template: lists::template(section, "documents.html"),
        lang: site.config.language.clone(),
        head,
        title,
        current_section: frame::current_section(site, id),
        content: Content::Library(Box::new(content)),
        breadcrumbs: Shared::new(breadcrumbs),
    }
}

fn address_of(section: &Address, chosen: &[Chosen]) -> Address {
    let folder = section.join(FOLDER);
    chosen.iter().fold(folder, |folder, (facet, part)| folder.join(facet.folder()).join(part))
}

/// The values of a facet by their part of an address: name and documents.
fn values(site: &Site, id: SectionId, facet: Facet) -> Values {
    let mut values = Values::new();
    for page in &site.section(id).pages {
        for (part, name) in facet.values(site, site.article(*page)) {
            values.entry(part).or_insert_with(|| (name, Vec::new())).1.push(*page);
        }
    }
    values
}

fn content(site: &Site, facets: &Facets, id: SectionId, pages: &[PageId], chosen: &[Chosen]) -> Library {
    let section = site.section(id);
    Library {
        section: lists::section_view(site, section, 1),
        levels: levels(site, pages),
        filters: Facet::ALL
            .into_iter()
            .filter_map(|facet| filter(site, facets, (id, facet), chosen))
            .collect(),
        limited_to: String::new(),
        whole_url: section_url(site, id),
    }
}

/// A filter that leaves everything is none, unless it is chosen. Beside a chosen value it leads to both together,
/// where such pages exist; where two are chosen there is no third.
fn filter(
    site: &Site,
    facets: &Facets,
    (id, facet): (SectionId, Facet),
    chosen: &[Chosen],
) -> Option<Filter> {
    let section = site.section(id);
    let url = |chosen: &[Chosen]| site.config.url(address_of(&section.address, chosen).as_str());
    let own = chosen.iter().find(|(other, _)| *other == facet);
    if own.is_none() && chosen.len() > 1 {
        return None;
    }
    let beside: Vec<Chosen> = chosen.iter().filter(|(other, _)| *other != facet).cloned().collect();
    let joined = facet.joins() && beside.iter().all(|(other, _)| other.joins());
    let beside = if joined { beside } else { Vec::new() };
    let among: BTreeSet<PageId> = facets.pages(&section.pages, id, &beside).into_iter().collect();
    let mut choices = Vec::new();
    for (part, (title, pages)) in facets.values(id, facet) {
        let count = pages.iter().filter(|page| among.contains(page)).count();
        let mut target = beside.clone();
        target.push((facet, part.clone()));
        target.sort();
        let current = own.is_some_and(|(_, own)| own == part);
        if count > 0 {
            choices.push(Choice {
                title: title.clone(),
                url: url(&target),
                part: part.clone(),
                count,
                current,
            });
        }
    }
    let shown = own.is_some() || choices.iter().any(|choice| choice.count < among.len());
    order(facet, &mut choices);
    choices.truncate(CHOICES);
    let without = own.is_some().then(|| if beside.is_empty() { section_url(site, id) } else { url(&beside) });
    shown.then_some(Filter { title: facet.title(), key: facet.folder(), choices, without_url: without })
}

fn section_url(site: &Site, id: SectionId) -> String {
    site.config.url(site.section(id).address.as_str())
}

/// Years from new to old, levels from above to below, what else there is by the number of documents.
fn order(facet: Facet, choices: &mut [Choice]) {
    match facet {
        Facet::Year => choices.reverse(),
        Facet::Level => {
            let place =
                |choice: &Choice| DocumentLevel::ALL.iter().position(|level| level.label() == choice.title);
            choices.sort_by_key(place);
        }
        Facet::Topic | Facet::Kind | Facet::Issuer => {
            choices.sort_by_key(|choice| std::cmp::Reverse(choice.count));
        }
    }
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
        facets: every_value(site, id)
            .iter()
            .map(|(facet, part)| format!("{}/{part}", facet.folder()))
            .collect::<Vec<_>>()
            .join(" "),
    })
}
