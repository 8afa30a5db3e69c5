//! Posters: one A4 page of an article as PDF, for the wall of a house of culture, a school, a shop.
//!
//! Headline, three or four things to do, the hotline, a QR code, the locality's own number, the day of
//! review. Read from three metres: no type below 24 points; in greys as well as in colour. Drawn from
//! the theme's `templates/poster/a4.svg`.

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::content::text::shorten;
use crate::diag::{Diagnostic, messages};
use crate::draw::font;
use crate::draw::render::{About, Renderer};
use crate::outputs::{Job, Output};
use crate::pack;
use crate::path::SitePath;
use crate::site::{Article, LocalityId, PageId, Site};
use crate::theme::{Theme, template_error};

/// The posters.
#[derive(Debug)]
pub struct Poster;

/// What all posters show.
#[derive(Debug, Serialize)]
pub struct Common {
    language: String,
    hotline: String,
    hotline_label: String,
    hotline_more: String,
}

/// What a poster shows.
#[derive(Debug, Serialize)]
pub struct View {
    title: String,
    topic: String,
    /// What to do.
    actions: Vec<String>,
    /// The full address behind the code.
    url: String,
    /// The locality whose number it is; empty on a poster for everybody.
    locality: String,
    contact_label: String,
    contact_phone: String,
    /// `01/10/2026`; empty if the article has no review.
    reviewed: String,
    /// The title as written, for the file's own.
    written_title: String,
    subject: String,
    language: String,
}

/// The theme's drawing and the renderer.
#[derive(Debug)]
pub struct Press {
    tera: Tera,
    folder: String,
    renderer: Renderer,
}

const TEMPLATE: &str = "poster/a4.svg";

/// More than four cannot be read in passing.
const ACTIONS: usize = 4;

/// The most characters of a sentence that stands where an article has no actions.
const SENTENCE: usize = 140;

impl Output for Poster {
    const NAME: &'static str = "poster";
    type Subject = (PageId, Option<LocalityId>);
    type Common = Common;
    type View = View;
    type Press = Press;

    fn plan(site: &Site) -> Vec<Job<(PageId, Option<LocalityId>)>> {
        let pages = site.page_ids().filter(|page| pack::has_poster(site, site.article(*page)));
        let for_everybody = pages.map(|page| (page, None));
        let local = site.living().filter(|(_, locality)| pack::has_own_number(locality));
        let local = local.flat_map(|(id, _)| {
            let pages = site.concerning(id).into_iter();
            pages.filter(|page| pack::has_poster(site, site.article(*page))).map(move |page| (page, Some(id)))
        });
        let jobs = for_everybody.chain(local);
        let path = |(page, id): &(PageId, Option<LocalityId>)| {
            SitePath::new(&pack::poster_path(site, site.article(*page), *id))
        };
        jobs.filter_map(|subject| Some(Job { path: path(&subject)?, subject })).collect()
    }

    fn common(site: &Site) -> Common {
        let hotline = &site.hotlines[0];
        let more = [hotline.hours.as_str(), hotline.cost.as_str()];
        let more: Vec<&str> = more.into_iter().filter(|text| !text.is_empty()).collect();
        Common {
            language: site.config.language.clone(),
            hotline: hotline.number.clone(),
            hotline_label: drawn(&hotline.label),
            hotline_more: drawn(&more.join(", ")),
        }
    }

    fn view(site: &Site, common: &Common, (page, locality): &(PageId, Option<LocalityId>)) -> View {
        let article = site.article(*page);
        let front = &article.source.front;
        let topic = article.facts.topics.first().and_then(|topic| site.config.topic(topic));
        let topic = topic.map_or("", |topic| topic.name.as_str());
        let title = drawn(&front.title.value);
        let (label, phone) = locality.map_or_else(Default::default, |id| contact(site, id));
        let reviewed = front.review.as_ref().map(|review| review.reviewed.strftime("%d/%m/%Y").to_string());
        View {
            title: if title.is_empty() { drawn(topic) } else { title },
            topic: drawn(topic),
            actions: actions(article),
            url: site.config.absolute(article.address.as_str()),
            locality: locality.map_or_else(String::new, |id| drawn(&site.locality(id).name)),
            contact_label: drawn(&label),
            contact_phone: drawn(&phone),
            reviewed: reviewed.unwrap_or_default(),
            written_title: front.title.value.clone(),
            subject: article.source.opening.clone(),
            language: common.language.clone(),
        }
    }

    fn press(common: &Common, theme: &Theme) -> Press {
        let mut tera = theme.tera().clone();
        let global = tera.global_context();
        global.insert_value("common", Value::from_serializable(common));
        global.insert_value("t", Value::from_serializable(theme.strings(&common.language)));
        Press { tera, folder: theme.folder().to_owned(), renderer: Renderer::new() }
    }

    fn render(view: &View, press: &Press) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert_value("poster", Value::from_serializable(view));
        let svg = press.tera.render(TEMPLATE, &context);
        let svg = svg.map_err(|error| Box::new(template_error(&error, &press.folder)))?;
        let about = About { title: &view.written_title, subject: &view.subject, language: &view.language };
        let pdf = press.renderer.pdf(&[svg], about);
        pdf.map_err(|reason| Box::new(messages::drawing(&press.folder, TEMPLATE, &reason)))
    }
}

/// The first contact with a number that is the locality's own.
fn contact(site: &Site, id: LocalityId) -> (String, String) {
    let contacts = site.locality(id).contacts.iter().filter(|place| place.inherited_from.is_none());
    let mut contacts = contacts.map(|place| &place.contact);
    let found = contacts.find_map(|contact| Some((contact.label.clone(), contact.phone.clone()?)));
    found.unwrap_or_default()
}

/// What to do; an article that lists nothing shows its summary.
fn actions(article: &Article) -> Vec<String> {
    let actions = pack::actions(article, ACTIONS);
    let actions: Vec<String> = actions.iter().filter_map(|text| font::printable(text).ok()).collect();
    if !actions.is_empty() {
        return actions;
    }
    let summary = article.source.front.description.as_ref().map(|text| text.value.as_str());
    vec![drawn(&shorten(summary.unwrap_or(&article.source.opening), SENTENCE))]
}

/// A text as the font shows it; nothing if a letter is lacking.
fn drawn(text: &str) -> String {
    font::printable(text).unwrap_or_default()
}
