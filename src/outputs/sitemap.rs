//! `robots.txt` and the sitemap.
//!
//! Read by search engines. A sitemap names at most 50,000 addresses (sitemaps.org); beyond that an
//! index names several. Desks, redirects and archives that redirect are left out.

use std::fmt::Write as _;

use serde::Serialize;

use crate::diag::Diagnostic;
use crate::outputs::{Job, Output, xml};
use crate::path::SitePath;
use crate::site::{PageId, Site};
use crate::theme::Theme;

/// The most addresses in one file (sitemaps.org, protocol 0.9).
const LIMIT: usize = 50_000;

/// The files for search engines.
#[derive(Debug)]
pub struct Sitemap;

/// Which file.
#[derive(Debug, Clone)]
pub enum Subject {
    /// `robots.txt`
    Robots,
    /// `sitemap.xml` that names the parts.
    Index(usize),
    /// A part, from 0, of so many.
    Part(usize, usize),
}

/// What a file says.
#[derive(Debug, Serialize)]
pub enum View {
    /// `robots.txt`
    Robots {
        /// The sitemap.
        sitemap: String,
    },
    /// The index of parts.
    Index(Vec<String>),
    /// Addresses with the day of their last change.
    Part(Vec<(String, Option<String>)>),
}

impl Output for Sitemap {
    const NAME: &'static str = "sitemap";
    type Subject = Subject;
    type Common = ();
    type View = View;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<Subject>> {
        let n = addresses(site).count().div_ceil(LIMIT).max(1);
        let mut jobs = vec![("robots.txt".to_owned(), Subject::Robots)];
        if n == 1 {
            jobs.push(("sitemap.xml".to_owned(), Subject::Part(0, 1)));
        } else {
            jobs.push(("sitemap.xml".to_owned(), Subject::Index(n)));
            jobs.extend((0..n).map(|i| (format!("sitemap-{}.xml", i + 1), Subject::Part(i, n))));
        }
        jobs.into_iter()
            .filter_map(|(path, subject)| Some(Job { path: SitePath::new(&path)?, subject }))
            .collect()
    }

    fn common(_site: &Site) {}

    fn view(site: &Site, _common: &(), subject: &Subject) -> View {
        match subject {
            Subject::Robots => View::Robots { sitemap: site.config.absolute("/sitemap.xml") },
            Subject::Index(n) => {
                View::Index((1..=*n).map(|i| site.config.absolute(&format!("/sitemap-{i}.xml"))).collect())
            }
            Subject::Part(i, _) => View::Part(addresses(site).skip(i * LIMIT).take(LIMIT).collect()),
        }
    }

    fn press(_common: &(), _theme: &Theme) {}

    fn render(view: &View, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(match view {
            View::Robots { sitemap } => format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n"),
            View::Index(parts) => index(parts),
            View::Part(addresses) => part(addresses),
        }
        .into_bytes())
    }
}

/// Sections first, then articles, each with the day of its last change.
fn addresses(site: &Site) -> impl Iterator<Item = (String, Option<String>)> {
    let sections = site.sections.iter().enumerate().filter(|(_, section)| section.published);
    let living = sections.filter(|(i, _)| {
        let place = site.locality_of.get(&crate::site::SectionId(*i));
        place.is_none_or(|place| site.locality(*place).lives())
    });
    let of_sections = living.map(|(_, section)| {
        let newest = section.pages.iter().filter_map(|id| last_change(site, *id)).max();
        (site.config.absolute(section.address.as_str()), newest)
    });
    let of_articles = site
        .page_ids()
        .map(|id| (site.config.absolute(site.article(id).address.as_str()), last_change(site, id)));
    of_sections.chain(of_articles)
}

fn last_change(site: &Site, id: PageId) -> Option<String> {
    let article = site.article(id);
    let front = &article.source.front;
    let reviewed = front.review.as_ref().map(|review| review.reviewed);
    let issued = front.date.as_ref().map(|date| date.value);
    [front.updated, reviewed, issued].into_iter().flatten().max().map(|day| day.to_string())
}

fn index(parts: &[String]) -> String {
    let mut out = head("sitemapindex");
    for part in parts {
        let _ = write!(out, "\n<sitemap><loc>{}</loc></sitemap>", xml(part));
    }
    out.push_str("\n</sitemapindex>\n");
    out
}

fn part(addresses: &[(String, Option<String>)]) -> String {
    let mut out = head("urlset");
    for (address, day) in addresses {
        let _ = write!(out, "\n<url><loc>{}</loc>", xml(address));
        if let Some(day) = day {
            let _ = write!(out, "<lastmod>{day}</lastmod>");
        }
        out.push_str("</url>");
    }
    out.push_str("\n</urlset>\n");
    out
}

fn head(element: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<{element} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
    )
}
