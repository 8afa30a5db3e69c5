//! Posters: one A4 page of an article, for the wall of a house of culture, a school, a shop.
//!
//! Headline, three or four things to do, the hotline, a QR code, the locality's own number, the day of
//! review. Read from three metres: no type below 24 points; in greys as well as in colour.

use serde::Serialize;
use tera::Value;

use crate::content::text::shorten;
use crate::diag::Diagnostic;
use crate::draw::font;
use crate::draw::render::About;
use crate::pack;
use crate::sheets::{Press, drawn};
use crate::site::{Article, LocalityId, PageId, Site};

/// What a poster shows.
#[derive(Debug, Serialize)]
pub struct PosterView {
    pub(super) title: String,
    pub(super) topic: String,
    /// What to do.
    pub(super) actions: Vec<String>,
    /// The full address behind the code.
    pub(super) url: String,
    /// The locality whose number it is; empty on a poster for everybody.
    pub(super) locality: String,
    pub(super) contact_label: String,
    pub(super) contact_phone: String,
    /// `01/10/2026`; empty if the article has no review.
    pub(super) reviewed: String,
    /// The title as written, for the file's own.
    pub(super) written_title: String,
    pub(super) subject: String,
    pub(super) language: String,
}

const TEMPLATE: &str = "poster/a4.svg";

/// More than four cannot be read in passing.
const ACTIONS: usize = 4;

/// The most characters of a sentence that stands where an article has no actions.
const SENTENCE: usize = 140;

/// The poster of an article, for everybody or with the number of a locality.
pub fn poster(site: &Site, page: PageId, locality: Option<LocalityId>) -> PosterView {
    let article = site.article(page);
    let front = &article.source.front;
    let topic = article.facts.topics.first().and_then(|topic| site.config.topic(topic));
    let topic = topic.map_or("", |topic| topic.name.as_str());
    let (label, phone) = locality.map_or_else(Default::default, |id| contact(site, id));
    let reviewed = front.review.as_ref().map(|review| review.reviewed.strftime("%d/%m/%Y").to_string());
    PosterView {
        title: drawn(&front.title.value, topic),
        topic: drawn(topic, ""),
        actions: actions(article),
        url: site.config.absolute(article.address.as_str()),
        locality: locality.map_or_else(String::new, |id| drawn(&site.locality(id).name, "")),
        contact_label: drawn(&label, ""),
        contact_phone: drawn(&phone, ""),
        reviewed: reviewed.unwrap_or_default(),
        written_title: front.title.value.clone(),
        subject: article.source.opening.clone(),
        language: site.config.language.clone(),
    }
}

impl Press {
    /// A poster as PDF.
    pub fn poster(&self, view: &PosterView) -> Result<Vec<u8>, Box<Diagnostic>> {
        let svg = self.svg(TEMPLATE, "poster", Value::from_serializable(view))?;
        let about = About { title: &view.written_title, subject: &view.subject, language: &view.language };
        self.pdf(TEMPLATE, &[svg], about)
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
    vec![drawn(&shorten(summary.unwrap_or(&article.source.opening), SENTENCE), "")]
}
