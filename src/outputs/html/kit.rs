//! The emergency kit: all emergency articles in one file, and the script that keeps it in a browser.
//!
//! The file needs nothing else: it works from a USB stick or a chat. Links between its pages are
//! anchors, others are full addresses. The script's version comes from the kit's texts, so that a
//! changed or withdrawn article replaces the kit that a phone keeps.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::config::Markup;
use crate::digest::Digest;
use crate::outputs::html::body::{Answers, Calls};
use crate::outputs::html::frame::{KIT, WORKER};
use crate::outputs::html::signpost::bare;
use crate::outputs::html::view::{Content, Kit, KitPage, View, Worker};
use crate::outputs::html::{body, card, lists, metadata};
use crate::outputs::xml;
use crate::site::{PageId, Site};
use crate::vi;

/// The kit in an archive.
pub(super) const ZIP: &str = "/khan-cap/bo-cuu-nan.zip";
/// The kit in one file, or in one file within an archive.
pub(super) fn view(site: &Site, form: fn(Box<Kit>) -> Content) -> View {
    let title = "Bộ khẩn cấp: làm gì khi trẻ gặp nguy hiểm";
    let facts = metadata::Facts { title, description: "", path: KIT, feed: None, breadcrumbs: &[] };
    let head = metadata::unlisted(site, &facts);
    bare(site, "kit.html", title, head, form(Box::new(kit(site))))
}

/// The kit's file in an archive, for a memory stick; without dates, so that equal kits are equal bytes.
pub(super) fn zip(html: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(html.len())));
    let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
    let options = options.compression_method(CompressionMethod::Deflated);
    archive.start_file("bo-cuu-nan.html", options).expect("a name of an empty archive");
    archive.write_all(html).expect("memory takes what it is given");
    archive.finish().expect("memory takes what it is given").into_inner()
}

/// The script that keeps it.
pub(super) fn worker(site: &Site) -> View {
    let kit = kit(site);
    let pages = lists::emergency_pages(site);
    let addresses = pages.iter().map(|id| site.config.url(site.article(*id).address.as_str()));
    let anchors: serde_json::Map<String, serde_json::Value> =
        addresses.zip(&kit.pages).map(|(url, page)| (url, page.id.clone().into())).collect();
    let numbers: Vec<String> =
        site.hotlines.iter().map(|h| format!("{} {} {}", h.number, h.label, h.hours)).collect();
    let worker = Worker {
        kit_url: site.config.url(KIT),
        version: Digest::of_value(&(crate::outputs::VERSION, &kit, numbers, &site.config.title)).short(12),
        pages_json: serde_json::Value::from(anchors).to_string().replace('<', "\\u003c"),
    };
    let facts = metadata::Facts { title: "", description: "", path: WORKER, feed: None, breadcrumbs: &[] };
    let head = metadata::website(site, &facts);
    bare(site, "sw.js", "", head, Content::Worker(worker))
}

/// The texts of all its pages; ids carry the page's own before them, so that none stands twice.
pub(super) fn html(kit: &Kit, calls: &Calls) -> String {
    let mut out = String::with_capacity(64 * 1024);
    for page in &kit.pages {
        let id = &page.id;
        let targets = body::Targets { links: &page.body.links, pictures: &[], calls: Some(calls) };
        let text = body::html(&page.body.body.unpack(), targets, Markup::Plain, Answers::InPlace)
            .replace(" id=\"", &format!(" id=\"{id}-"))
            .replace(" aria-labelledby=\"", &format!(" aria-labelledby=\"{id}-"))
            // Cards of several pages bear one heading: in one file they are no landmarks.
            .replace("<section class=\"care", "<section role=\"group\" class=\"care")
            // Tables of several pages may have one name.
            .replace(" role=\"region\"", " role=\"group\"")
            .replace(" href=\"#", &format!(" href=\"#{id}-"))
            // Links to other pages of the kit were marked, because an anchor of the text has no mark.
            .replace(&format!(" href=\"#{id}-{MARK}"), " href=\"#");
        let title = xml(&page.title);
        let _ = write!(
            out,
            "<section aria-labelledby=\"{id}\"><h2 id=\"{id}\" class=\"kit\">{title}</h2>{text}</section>"
        );
    }
    out
}

/// What no anchor begins with.
const MARK: &str = "~";

fn kit(site: &Site) -> Kit {
    let ids = lists::emergency_pages(site);
    let pages = ids.iter().map(|id| page(site, *id, &ids));
    Kit { pages: pages.collect() }
}

fn page(site: &Site, id: PageId, kit: &[PageId]) -> KitPage {
    let article = site.article(id);
    let mut body = card::body(site, &article.source.body, &article.links);
    for (_, url) in &mut body.links {
        let path = url.split('#').next().unwrap_or_default();
        let inside = kit.iter().find(|id| site.config.url(site.article(**id).address.as_str()) == path);
        if let Some(inside) = inside {
            *url = format!("#{MARK}{}", anchor(site, *inside));
        } else if url.starts_with('/') {
            *url = format!("{}{url}", site.config.origin);
        }
    }
    KitPage { id: anchor(site, id), title: article.source.front.title.value.clone(), body }
}

fn anchor(site: &Site, id: PageId) -> String {
    vi::slug::slug(site.article(id).address.as_str().trim_matches('/'))
}
