//! Atom feeds of the whole site, of every topic and of every locality.
//!
//! Read by feed readers and by other portals of the district and province. RFC 4287; twenty entries,
//! newest first; ids are the full addresses. A feed's `updated` is the day of its newest entry, never
//! the clock.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;

use crate::diag::Diagnostic;
use crate::outputs::{Job, Output, xml};
use crate::path::{Address, SitePath};
use crate::site::scope::Reads;
use crate::site::{LocalityId, PageId, Site};
use crate::theme::Theme;

/// How many entries a feed has.
const ENTRIES: usize = 20;

/// The feeds.
#[derive(Debug)]
pub struct Feed;

/// What a feed is of.
#[derive(Debug, Clone)]
pub enum Subject {
    /// The whole site.
    Site,
    /// A topic, by its place in the settings.
    Topic(usize),
    /// A locality.
    Locality(LocalityId),
}

/// What a feed shows.
#[derive(Debug, Serialize)]
pub struct View {
    title: String,
    author: String,
    page: String,
    own: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Serialize)]
struct Entry {
    title: String,
    url: String,
    summary: String,
    published: Option<String>,
    updated: String,
}

impl Output for Feed {
    const NAME: &'static str = "feed";
    type Subject = Subject;
    type Common = ();
    type View = View;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<Subject>> {
        let topics = (0..site.config.topics.len()).map(Subject::Topic);
        let localities = site.living().map(|(id, _)| Subject::Locality(id));
        std::iter::once(Subject::Site)
            .chain(topics)
            .chain(localities)
            .filter_map(|subject| {
                let path = SitePath::new(&format!("{}atom.xml", &page_of(site, &subject).as_str()[1..]))?;
                Some(Job { path, subject })
            })
            .collect()
    }

    fn common(_site: &Site) {}

    fn view(site: &Site, _common: &(), subject: &Subject) -> View {
        let page = page_of(site, subject);
        let author =
            if site.config.publisher.is_empty() { &site.config.title } else { &site.config.publisher };
        View {
            title: title(site, subject),
            author: author.clone(),
            page: site.config.absolute(page.as_str()),
            own: site.config.absolute(&format!("{page}atom.xml")),
            entries: pages(site, subject)
                .into_iter()
                .filter_map(|id| entry(site, id))
                .take(ENTRIES)
                .collect(),
        }
    }

    fn reads<'s>(_site: &'s Site, _common: &'s (), subject: &Subject) -> Reads<'s> {
        match subject {
            Subject::Locality(id) => Reads::Locality(*id),
            Subject::Site | Subject::Topic(_) => Reads::Anything,
        }
    }

    fn press(_common: &(), _theme: &Theme) {}

    fn render(view: &View, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(atom(view).into_bytes())
    }
}

fn page_of(site: &Site, subject: &Subject) -> Address {
    match subject {
        Subject::Site => Address::root(),
        Subject::Topic(index) => Address::root().join(&site.config.topics[*index].id),
        Subject::Locality(id) => site.locality(*id).address.clone(),
    }
}

fn title(site: &Site, subject: &Subject) -> String {
    match subject {
        Subject::Site => site.config.title.clone(),
        Subject::Topic(index) => format!("{} – {}", site.config.topics[*index].name, site.config.title),
        Subject::Locality(id) => format!("{} – {}", site.locality(*id).name, site.config.title),
    }
}

fn pages(site: &Site, subject: &Subject) -> Vec<PageId> {
    let mut pages = match subject {
        Subject::Site => site.originals().collect(),
        Subject::Topic(index) => site.topic_pages[*index].clone(),
        Subject::Locality(id) => return site.concerning(*id),
    };
    site.sort_newest_first(&mut pages);
    pages
}

fn entry(site: &Site, id: PageId) -> Option<Entry> {
    let article = site.article(id);
    let front = &article.source.front;
    let issued = front.date.as_ref().map(|date| date.value);
    Some(Entry {
        title: front.title.value.clone(),
        url: site.config.absolute(article.address.as_str()),
        summary: article.source.opening().to_owned(),
        published: issued.map(stamp),
        updated: stamp(front.updated.or(issued).or(article.facts.day)?),
    })
}

fn stamp(day: Date) -> String {
    format!("{day}T00:00:00+07:00")
}

fn atom(view: &View) -> String {
    let mut out = String::with_capacity(8 * 1024);
    let newest =
        view.entries.iter().map(|entry| entry.updated.as_str()).max().unwrap_or("1970-01-01T00:00:00Z");
    let _ = write!(
        out,
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"vi\">\
         <title>{}</title><id>{}</id><link href=\"{}\"/><link rel=\"self\" href=\"{}\"/><updated>{newest}</updated>\
         <author><name>{}</name></author>",
        xml(&view.title),
        xml(&view.page),
        xml(&view.page),
        xml(&view.own),
        xml(&view.author),
    );
    for entry in &view.entries {
        let (title, url, summary) = (xml(&entry.title), xml(&entry.url), xml(&entry.summary));
        let _ = write!(out, "\n<entry><title>{title}</title><id>{url}</id><link href=\"{url}\"/>");
        if let Some(published) = &entry.published {
            let _ = write!(out, "<published>{published}</published>");
        }
        let _ = write!(out, "<updated>{}</updated><summary>{summary}</summary></entry>", entry.updated);
    }
    out.push_str("\n</feed>\n");
    out
}
