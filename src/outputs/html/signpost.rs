//! Pages that only say where to go on: nothing here, taken down, moved.
//!
//! The site comes in, views without a place in any list go out.

use std::collections::{BTreeMap, BTreeSet};

use crate::digest::Shared;
use crate::outputs::html::metadata;
use crate::outputs::html::view::{Content, Head, Link, View};
use crate::path::Address;
use crate::site::Site;

/// What a server shows where there is nothing.
pub(super) fn not_found(site: &Site) -> View {
    let title = "Không tìm thấy trang";
    let facts = metadata::Facts { title, description: "", path: "/404.html", feed: None, breadcrumbs: &[] };
    let head = metadata::unlisted(site, &facts);
    bare(site, "404.html", title, head, Content::NotFound {})
}

/// Nothing of it tells what stood at the address; not even which address it is.
pub(super) fn gone(site: &Site) -> View {
    let title = "Bài này đã được gỡ";
    let facts = metadata::Facts { title, description: "", path: "/", feed: None, breadcrumbs: &[] };
    let head = metadata::unlisted(site, &facts);
    bare(site, "410.html", title, head, Content::Gone {})
}

/// An old address, with the titles that [`alias_titles`] found.
pub(super) fn alias(site: &Site, titles: &BTreeMap<Address, String>, from: &Address, to: &Address) -> View {
    let title = "Trang đã chuyển chỗ";
    let facts = metadata::Facts { title, description: "", path: from.as_str(), feed: None, breadcrumbs: &[] };
    let mut head = metadata::unlisted(site, &facts);
    head.canonical = site.config.absolute(to.as_str());
    head.refresh = Some(site.config.url(to.as_str()));
    let target =
        Link { title: titles.get(to).cloned().unwrap_or_default(), url: site.config.url(to.as_str()) };
    bare(site, "redirect.html", title, head, Content::Redirect { target })
}

/// The titles of the pages that old addresses lead to.
pub(super) fn alias_titles(site: &Site) -> BTreeMap<Address, String> {
    let targets: BTreeSet<&Address> = site.aliases.values().collect();
    if targets.is_empty() {
        return BTreeMap::new();
    }
    let of_sections = site.sections.iter().map(|s| (&s.address, &s.source.front.title.value));
    let of_articles = site.articles.iter().map(|a| (&a.address, &a.source.front.title.value));
    let titles = of_sections.chain(of_articles).filter(|(address, _)| targets.contains(address));
    titles.map(|(address, title)| (address.clone(), title.clone())).collect()
}

/// A page in no list, without breadcrumbs.
pub(super) fn bare(site: &Site, template: &str, title: &str, head: Head, content: Content) -> View {
    View {
        template: template.to_owned(),
        lang: site.config.language.clone(),
        head,
        breadcrumbs: Shared::new(Vec::new()),
        title: title.to_owned(),
        current_section: String::new(),
        content,
    }
}
