//! Pages that cost a parent on a prepaid line too much.
//!
//! What the pages weigh comes in, findings go out at the sources of the pages. PORTAL sets the numbers:
//! G1 for an article, G2 for the home of a commune, which the homes of other localities and the front page share.
//! Lists, the desk of officials and the offline kit have no budget there and get none here; nor has an
//! official document, which is published whole as it was issued: nobody may shorten it.

use std::collections::BTreeMap;

use crate::content::front_matter::Kind;
use crate::diag::messages::{self, Heavy, Over};
use crate::diag::{At, Diagnostic, Text};
use crate::path::SourcePath;
use crate::site::{Article, Site};
use crate::theme::Theme;
use crate::weight::{self, FIRST_FLIGHT, Weight};

/// What a page may cost, in bytes on the wire.
#[derive(Debug, Clone, Copy)]
struct Budget {
    /// With styles and scripts, without pictures.
    bare: u64,
    /// With the pictures that a phone loads.
    whole: u64,
}

/// PORTAL G1 speaks of the bare article only; with its pictures it may cost what G12 and G16 allow for
/// the offline kit and for a card.
const ARTICLE: Budget = Budget { bare: FIRST_FLIGHT, whole: 300 << 10 };

/// PORTAL G2.
const HOME: Budget = Budget { bare: 20 << 10, whole: 80 << 10 };

/// How many things a finding names.
const NAMED: usize = 3;

/// Whether a page of this address has a budget.
pub fn is_weighed(site: &Site) -> impl Fn(&str) -> bool {
    let articles = budgeted(site).map(|article| article.address.as_str());
    let homes = site.localities.iter().map(|locality| locality.address.as_str());
    let mut all: Vec<&str> = articles.chain(homes).chain(["/"]).collect();
    all.sort_unstable();
    move |address| all.binary_search(&address).is_ok()
}

/// The articles whose length is in their authors' hands.
fn budgeted(site: &Site) -> impl Iterator<Item = &Article> {
    let is_issued =
        |article: &Article| article.facts.kind == Kind::Document || article.source.front.document.is_some();
    site.articles.iter().filter(move |article| !is_issued(article))
}

/// Judges pages by their addresses; `size_of` knows the bytes of the other files of the site.
pub fn judge(
    site: &Site,
    theme: &Theme,
    pages: &BTreeMap<String, &Weight>,
    size_of: &dyn Fn(&str) -> Option<u64>,
) -> Vec<Diagnostic> {
    if pages.is_empty() {
        return Vec::new();
    }
    let articles = budgeted(site).map(|article| (article.address.as_str(), &article.source.path, ARTICLE));
    let path_of = |section| &site.section(section).source.path;
    let homes = site
        .localities
        .iter()
        .filter_map(|locality| Some((locality.address.as_str(), path_of(locality.section?), HOME)));
    let front = site.sections.first().map(|front| ("/", &front.source.path, HOME));
    let scripts = packed_assets(theme);
    let things_of = Things { site, scripts: &scripts, size_of };
    let judged: BTreeMap<&SourcePath, Diagnostic> = articles
        .chain(front)
        .chain(homes)
        .filter_map(|(address, path, budget)| {
            let weight = pages.get(address)?;
            Some((path, things_of.judge(weight, path, budget)?))
        })
        .collect();
    judged.into_values().collect()
}

/// The files of the theme, compressed.
fn packed_assets(theme: &Theme) -> BTreeMap<String, u64> {
    theme
        .assets()
        .iter()
        .map(|asset| (format!("/{}", asset.published), weight::packed(&asset.bytes)))
        .collect()
}

struct Things<'s> {
    site: &'s Site,
    scripts: &'s BTreeMap<String, u64>,
    size_of: &'s dyn Fn(&str) -> Option<u64>,
}

impl Things<'_> {
    fn judge(&self, page: &Weight, path: &SourcePath, budget: Budget) -> Option<Diagnostic> {
        let mut things: Vec<Heavy> = Vec::new();
        let (mut bare, mut pictures) = (page.page, 0);
        for load in &page.loads {
            let address = load.strip_prefix(self.site.config.url("/").trim_end_matches('/')).unwrap_or(load);
            let packed = self.scripts.get(address).copied();
            let Some(bytes) = packed.or_else(|| (self.size_of)(address)) else { continue };
            let file = address.rsplit('/').next().unwrap_or(address);
            let is_code = [".js", ".css", ".woff", ".woff2", ".ttf"].iter().any(|end| address.ends_with(end));
            if is_code {
                bare += bytes;
                things.push(Heavy { what: named("mã lệnh", "code", file), bytes });
            } else {
                pictures += bytes;
                things.push(Heavy { what: named("ảnh", "picture", file), bytes });
            }
        }
        let (spends, limit, over) = if bare > budget.bare {
            things.retain(|thing| thing.what.vi.starts_with("mã"));
            (bare, budget.bare, Over::Bare)
        } else if bare + pictures > budget.whole {
            (bare + pictures, budget.whole, Over::WithPictures)
        } else {
            return None;
        };
        if page.parts.is_empty() {
            let what = Text { vi: "chữ và khung trang".into(), en: "words and frame of the page".into() };
            things.push(Heavy { what, bytes: page.page });
        }
        things.extend(page.parts.iter().map(|part| Heavy {
            what: if part.heading.is_empty() {
                Text { vi: "kiểu dáng của giao diện".into(), en: "the theme's styles".into() }
            } else {
                named("mục", "section", &part.heading)
            },
            bytes: part.bytes,
        }));
        things.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.what.vi.cmp(&b.what.vi)));
        things.truncate(NAMED);
        Some(messages::page_weight(At::default().in_file(path), spends, limit, over, &things))
    }
}

fn named(vi: &str, en: &str, name: &str) -> Text {
    Text { vi: format!("{vi} “{name}”"), en: format!("{en} “{name}”") }
}
