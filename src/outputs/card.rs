//! Image cards: a preview of 1200 x 630 and a square of 1080 x 1080 beside the pages.
//!
//! The preview is what Zalo and others show under a link (they take JPEG or PNG, not SVG: DOMAIN B3);
//! the square is posted. Both are drawn from the theme's `templates/card/*.svg`; the goal of PORTAL
//! G16 is 300 KB a card.

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::config::Cards;
use crate::diag::{Diagnostic, messages};
use crate::draw::font;
use crate::draw::render::Renderer;
use crate::outputs::{Job, Output};
use crate::pack::{self, Picture};
use crate::path::SitePath;
use crate::site::{Article, LocalityId, PageId, Site};
use crate::theme::{Theme, template_error};

/// The cards.
#[derive(Debug)]
pub struct Card;

/// One card.
#[derive(Debug, Clone, Copy)]
pub struct Subject {
    template: &'static str,
    picture: Picture,
    /// The locality that alone posts it.
    only: Option<LocalityId>,
}

/// What all cards show.
#[derive(Debug, Serialize)]
pub struct Common {
    language: String,
    site_title: String,
    hotline: String,
    hotline_label: String,
    hotline_more: String,
}

/// What a card shows.
#[derive(Debug, Serialize)]
pub struct View {
    template: &'static str,
    title: String,
    /// The topic above the headline.
    topic: String,
    /// The topic's colour, a name of the palette.
    color: String,
    /// A line below the headline: the locality.
    note: String,
}

/// The theme's drawings and the renderer.
#[derive(Debug)]
pub struct Press {
    tera: Tera,
    folder: String,
    renderer: Renderer,
}

const SHARE: &str = "card/share.svg";
const SQUARE: &str = "card/square.svg";

impl Output for Card {
    const NAME: &'static str = "card";
    type Subject = Subject;
    type Common = Common;
    type View = View;
    type Press = Press;

    fn plan(site: &Site) -> Vec<Job<Subject>> {
        if !pack::pictured(site) {
            return Vec::new();
        }
        let living = site.living().filter(|(_, locality)| pack::has_card_of_its_own(locality));
        let pictures = std::iter::once(Picture::Site)
            .chain(site.originals().map(Picture::Article))
            .chain(living.map(|(id, _)| Picture::Locality(id)));
        let pairs = pictures.flat_map(|picture| {
            let [share, square] = pack::card_paths(site, picture);
            [(share, SHARE), (square, SQUARE)]
                .map(|(path, template)| (path, Subject { template, picture, only: None }))
        });
        let jobs = pairs.chain(local(site));
        jobs.filter_map(|(path, subject)| Some(Job { path: SitePath::new(&path)?, subject })).collect()
    }

    fn common(site: &Site) -> Common {
        let hotline = &site.hotlines[0];
        let more = [hotline.hours.as_str(), hotline.cost.as_str()];
        let more: Vec<&str> = more.into_iter().filter(|text| !text.is_empty()).collect();
        Common {
            language: site.config.language.clone(),
            site_title: drawn(&site.config.title, ""),
            hotline: hotline.number.clone(),
            hotline_label: drawn(&hotline.label, ""),
            hotline_more: drawn(&more.join(" · "), ""),
        }
    }

    fn view(site: &Site, _common: &Common, subject: &Subject) -> View {
        let mut view = match subject.picture {
            Picture::Site => of_site(site),
            Picture::Article(page) => of_article(site, site.article(page)),
            Picture::Locality(id) => of_locality(site, id),
        };
        view.template = subject.template;
        if let Some(only) = subject.only {
            view.note = drawn(&site.locality(only).name, "");
        }
        view
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
        context.insert_value("card", Value::from_serializable(view));
        let svg = press.tera.render(view.template, &context);
        let svg = svg.map_err(|error| Box::new(template_error(&error, &press.folder)))?;
        let picture = press.renderer.png(&svg);
        picture.map_err(|reason| Box::new(messages::drawing(&press.folder, view.template, &reason)))
    }
}

/// A square card for every article at every locality that it concerns, where the settings ask for it.
fn local(site: &Site) -> Vec<(String, Subject)> {
    if site.config.outputs.cards != Cards::All {
        return Vec::new();
    }
    let places = site.living().flat_map(|(id, locality)| {
        let pages = site.concerning(id).into_iter().map(move |page| (id, locality, page));
        pages.filter(|(_, _, page)| pack::is_disseminated(site.article(*page))).collect::<Vec<_>>()
    });
    let card = |(id, locality, page): (LocalityId, _, PageId)| {
        let subject = Subject { template: SQUARE, picture: Picture::Article(page), only: Some(id) };
        (pack::local_card_path(locality, site.article(page)), subject)
    };
    places.map(card).collect()
}

fn of_site(site: &Site) -> View {
    let note = if site.config.tagline.is_empty() { &site.config.publisher } else { &site.config.tagline };
    View {
        template: SHARE,
        title: drawn(&site.config.title, ""),
        topic: String::new(),
        color: "green".to_owned(),
        note: drawn(note, ""),
    }
}

fn of_article(site: &Site, article: &Article) -> View {
    let topic = article.facts.topics.first().and_then(|topic| site.config.topic(topic));
    let name = topic.map_or("", |topic| topic.name.as_str());
    // A headline that the font cannot show whole is not shown in part.
    let instead = if name.is_empty() { &site.config.title } else { name };
    View {
        template: SHARE,
        title: drawn(&article.source.front.title.value, instead),
        topic: drawn(name, ""),
        color: topic.map_or("green", |topic| topic.color.as_str()).to_owned(),
        note: localities(site, article),
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

fn of_locality(site: &Site, id: LocalityId) -> View {
    let locality = site.locality(id);
    let above = locality.parent.filter(|parent| parent.0 != 0);
    View {
        template: SHARE,
        title: drawn(&locality.name, &site.config.title),
        topic: String::new(),
        color: "green".to_owned(),
        note: above.map_or_else(String::new, |above| drawn(&site.locality(above).name, "")),
    }
}

/// A text as the font shows it, or what stands for it.
fn drawn(text: &str, instead: &str) -> String {
    let own = font::printable(text).ok().filter(|text| !text.is_empty());
    own.or_else(|| font::printable(instead).ok()).unwrap_or_default()
}
