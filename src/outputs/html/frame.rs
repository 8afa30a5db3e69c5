//! What all pages show alike: name, menu, topics, hotlines, footer.
//!
//! Made once for a site; a page adds only which entry of the menu it belongs to.

use crate::content::front_matter::Kind;
use crate::outputs::html::card;
use crate::outputs::html::view::{HotlineView, LanguageView, Link, SiteView};
use crate::site::{PageId, Section, SectionId, Site};

/// The page of the emergency kit.
pub(super) const EMERGENCY: &str = "/khan-cap/";

/// The search page.
pub(super) const SEARCH: &str = "/tim-kiem/";

/// The kit.
pub(super) const KIT: &str = "/khan-cap/bo-cuu-nan.html";

/// The script.
pub(super) const WORKER: &str = "/sw.js";

/// The common part of a site's pages.
pub(super) fn site_view(site: &Site) -> SiteView {
    let hotlines: Vec<HotlineView> = site
        .hotlines
        .iter()
        .map(|hotline| HotlineView {
            number: hotline.number.clone(),
            tel: hotline.tel(),
            label: hotline.label.clone(),
            hours: hotline.hours.clone(),
            cost: hotline.cost.clone(),
        })
        .collect();
    SiteView {
        title: site.config.title.clone(),
        tagline: site.config.tagline.clone(),
        home_url: site.config.url("/"),
        publisher: site.config.publisher.clone(),
        base_url: site.config.absolute("/"),
        hotline: hotlines[0].clone(),
        hotlines,
        nav: nav(site),
        topics: site.config.topics.iter().filter_map(|topic| card::topic(site, &topic.id)).collect(),
        footer: footer(site),
        footer_versions: footer_versions(site),
        emergency_url: site.config.url(EMERGENCY),
        search_url: site.config.outputs.search.then(|| site.config.url(SEARCH)),
        kit_url: site.config.url(KIT),
        worker_url: site.config.url(WORKER),
        language: site.config.language.clone(),
        unapproved: site.articles.iter().any(|article| article.source.front.approval.is_none()),
        extra: site.config.extra.clone(),
    }
}

/// Topics first, then the sections of the first level that a visitor looks for.
fn nav(site: &Site) -> Vec<Link> {
    let topics = site.config.topics.iter().filter_map(|topic| card::topic(site, &topic.id));
    let mut links: Vec<Link> = topics.map(|topic| Link { title: topic.name, url: topic.url }).collect();
    for id in first_level(site) {
        let link = card::section_link(site, id);
        let in_menu =
            links.iter().any(|known| known.url == link.url) || link.url == site.config.url(EMERGENCY);
        if !in_menu && !is_about(site.section(id)) {
            links.push(link);
        }
    }
    links
}

/// What is about the site itself stands at the foot of the page.
fn footer(site: &Site) -> Vec<Link> {
    let mut links = Vec::new();
    for id in first_level(site).filter(|id| is_about(site.section(*id))) {
        links.push(card::section_link(site, id));
        let pages = site.section(id).pages.iter().map(|page| site.article(*page));
        links.extend(pages.map(|article| Link {
            title: article.source.front.title.value.clone(),
            url: site.config.url(article.address.as_str()),
        }));
    }
    links
}

/// What is about the site itself in other languages (English by NĐ 42/2022, Đ.7).
fn footer_versions(site: &Site) -> Vec<LanguageView> {
    let about = first_level(site).filter(|id| is_about(site.section(*id)));
    let pages = about.flat_map(|id| &site.section(id).pages);
    let versions = pages.flat_map(|id| site.versions.all(*id).into_iter().skip(1));
    let view = |id: PageId| LanguageView {
        lang: site.language_of(id).to_owned(),
        name: site.article(id).source.front.title.value.clone(),
        url: site.config.url(site.article(id).address.as_str()),
    };
    versions.map(view).collect()
}

fn first_level(site: &Site) -> impl Iterator<Item = SectionId> {
    site.sections[0].children.iter().copied().filter(|id| site.section(*id).published)
}

/// `[extra] footer = true` in the section's front matter.
fn is_about(section: &Section) -> bool {
    section.source.front.extra.get("footer").and_then(serde_json::Value::as_bool) == Some(true)
}

/// The entry of the menu that a section belongs to.
pub(super) fn current_section(site: &Site, section: SectionId) -> String {
    std::iter::successors(Some(section), |id| site.section(*id).parent)
        .find(|id| site.section(*id).parent == Some(SectionId(0)))
        .map_or_else(String::new, |id| site.config.url(site.section(id).address.as_str()))
}

/// Whether a section is a library of documents.
pub(super) fn is_library(section: &Section) -> bool {
    section.source.front.defaults.kind == Some(Kind::Document)
}
