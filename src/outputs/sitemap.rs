//! `robots.txt` and the sitemap.
//!
//! Read by search engines. A sitemap names at most 50,000 addresses (sitemaps.org); beyond that an
//! index names several. Desks, redirects and archives that redirect are left out.

use std::fmt::Write as _;
use std::ops::Range;

use jiff::civil::Date;
use serde::Serialize;

use crate::diag::Diagnostic;
use crate::outputs::{Job, Output, xml};
use crate::path::SitePath;
use crate::site::{PageId, Section, SectionId, Site};
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
        let n = (living(site).count() + site.page_ids().count()).div_ceil(LIMIT).max(1);
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
            Subject::Part(i, _) => View::Part(addresses(site, i * LIMIT..(i + 1) * LIMIT)),
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

/// Some of the addresses, sections first, then articles, each with the day of its last change.
fn addresses(site: &Site, part: Range<usize>) -> Vec<(String, Option<String>)> {
    let newest = |section: &Section| section.pages.iter().filter_map(|id| last_change(site, *id)).max();
    let of_article = |id: PageId| (&site.article(id).address, last_change(site, id));
    let n = living(site).count();
    let sections = living(site).skip(part.start).take(part.len());
    let sections = sections.map(|section| (&section.address, newest(section)));
    let articles = site.page_ids().skip(part.start.saturating_sub(n)).map(of_article);
    let both = sections.chain(articles).take(part.len());
    both.map(|(address, day)| (site.config.absolute(address.as_str()), day.map(|day| day.to_string())))
        .collect()
}

/// Sections whose pages are no redirects.
fn living(site: &Site) -> impl Iterator<Item = &Section> {
    let sections = site.sections.iter().enumerate().filter(|(_, section)| section.published);
    let lives = |i: usize| {
        let place = site.locality_of.get(&SectionId(i));
        place.is_none_or(|place| site.locality(*place).lives())
    };
    sections.filter(move |(i, _)| lives(*i)).map(|(_, section)| section)
}

fn last_change(site: &Site, id: PageId) -> Option<Date> {
    let article = site.article(id);
    let front = &article.source.front;
    let reviewed = front.review.as_ref().map(|review| review.reviewed.value);
    let issued = front.date.as_ref().map(|date| date.value);
    [front.updated, reviewed, issued].into_iter().flatten().max()
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
