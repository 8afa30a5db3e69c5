//! Image cards: a preview of 1200 x 630 and a square of 1080 x 1080.
//!
//! The preview is what Zalo and others show under a link (they take JPEG or PNG, not SVG: DOMAIN B3);
//! the square is posted. The goal of PORTAL G16 is 300 KB a card.

use serde::Serialize;
use tera::Value;

use crate::diag::Diagnostic;
use crate::pack::Picture;
use crate::sheets::{Call, Press, call, drawn};
use crate::site::{Article, LocalityId, Site};

/// The template of the preview.
pub const SHARE: &str = "card/share.svg";
/// The template of the square.
pub const SQUARE: &str = "card/square.svg";

/// What a card shows.
#[derive(Debug, Serialize)]
pub struct CardView {
    pub(super) template: &'static str,
    pub(super) title: String,
    /// The topic above the headline.
    pub(super) topic: String,
    /// The topic's colour, a name of the palette.
    pub(super) color: String,
    /// A line below the headline: the locality.
    pub(super) note: String,
    /// Whom to call first.
    pub(super) call: Option<Call>,
}

/// A card by its template; `only` is the locality that alone posts it.
pub fn card(site: &Site, template: &'static str, picture: Picture, only: Option<LocalityId>) -> CardView {
    let mut view = match picture {
        Picture::Site => of_site(site),
        Picture::Article(page) => of_article(site, site.article(page)),
        Picture::Locality(id) => of_locality(site, id),
    };
    view.template = template;
    if let Some(only) = only {
        view.note = drawn(&site.locality(only).name, "");
    }
    view
}

impl Press {
    /// A card as PNG.
    pub fn card(&self, view: &CardView) -> Result<Vec<u8>, Box<Diagnostic>> {
        let svg = self.svg(view.template, "card", Value::from_serializable(view))?;
        self.png(view.template, &svg)
    }
}

fn of_site(site: &Site) -> CardView {
    let note = if site.config.tagline.is_empty() { &site.config.publisher } else { &site.config.tagline };
    CardView {
        template: SHARE,
        title: drawn(&site.config.title, ""),
        topic: String::new(),
        color: "green".to_owned(),
        note: drawn(note, ""),
        call: None,
    }
}

fn of_article(site: &Site, article: &Article) -> CardView {
    let topic = article.facts.topics.first().and_then(|topic| site.config.topic(topic));
    let name = topic.map_or("", |topic| topic.name.as_str());
    // A headline that the font cannot show whole is not shown in part.
    let instead = if name.is_empty() { &site.config.title } else { name };
    CardView {
        template: SHARE,
        title: drawn(&article.source.front.title.value, instead),
        topic: drawn(name, ""),
        color: topic.map_or("green", |topic| topic.color.as_str()).to_owned(),
        note: localities(site, article),
        call: call(site, article),
    }
}

/// The one or two localities that an article is aimed at.
fn localities(site: &Site, article: &Article) -> String {
    let roots = &article.audience.roots;
    if roots.contains(&LocalityId(0)) || roots.len() > 2 {
        return String::new();
    }
    let names: Vec<String> = roots.iter().map(|root| drawn(&site.locality(*root).name, "")).collect();
    names.join(", ")
}

fn of_locality(site: &Site, id: LocalityId) -> CardView {
    let locality = site.locality(id);
    let above = locality.parent.filter(|parent| parent.0 != 0);
    CardView {
        template: SHARE,
        title: drawn(&locality.name, &site.config.title),
        topic: String::new(),
        color: "green".to_owned(),
        note: above.map_or_else(String::new, |above| drawn(&site.locality(above).name, "")),
        call: None,
    }
}
