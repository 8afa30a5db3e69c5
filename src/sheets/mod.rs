//! What is drawn: cards, posters and leaflets, from the theme's SVG templates.
//!
//! An article or a locality of a resolved site comes in, a view with every word of a drawing goes out,
//! and from a view and a theme the bytes of a PNG or PDF. Several outputs show the same drawing (a file
//! beside the page, the ZIP of a pack), so they are made here, once; where files stand is not known.

mod card;
mod leaflet;
mod poster;
#[cfg(test)]
mod tests;

use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::diag::{Diagnostic, messages};
use crate::draw::font;
use crate::draw::render::{About, Renderer};
use crate::pack;
use crate::site::{Article, Site};
use crate::theme::{Theme, template_error};

pub use card::{CardView, SHARE, SQUARE, card};
pub use leaflet::{LeafletView, leaflet};
pub use poster::{PosterView, poster};

/// What all drawings show.
#[derive(Debug, Serialize)]
pub struct Frame {
    language: String,
    site_title: String,
    publisher: String,
    hotline: String,
    hotline_label: String,
    hotline_more: String,
}

/// The number that is called first in the emergency that a sheet is about; that of the site, which is
/// on every sheet, stands below it.
#[derive(Debug, Clone, Serialize)]
pub struct Call {
    number: String,
    label: String,
}

/// The theme's drawings and the renderer.
#[derive(Debug)]
pub struct Press {
    tera: Tera,
    folder: String,
    renderer: Renderer,
}

/// The frame of a site.
pub fn frame(site: &Site) -> Frame {
    let hotline = &site.hotlines[0];
    let more = [hotline.hours.as_str(), hotline.cost.as_str()];
    let more: Vec<&str> = more.into_iter().filter(|text| !text.is_empty()).collect();
    Frame {
        language: site.config.language.clone(),
        site_title: drawn(&site.config.title, ""),
        publisher: drawn(&site.config.publisher, ""),
        hotline: hotline.number.clone(),
        hotline_label: drawn(&hotline.label, ""),
        hotline_more: drawn(&more.join(", "), ""),
    }
}

impl Press {
    /// Prepares the theme for drawing.
    pub fn new(frame: &Frame, theme: &Theme) -> Press {
        let mut tera = theme.tera().clone();
        let global = tera.global_context();
        global.insert_value("common", Value::from_serializable(frame));
        global.insert_value("t", Value::from_serializable(theme.strings(&frame.language)));
        Press { tera, folder: theme.folder().to_owned(), renderer: Renderer::new() }
    }

    /// A template with its view under a name.
    fn svg(&self, template: &str, name: &'static str, view: Value) -> Result<String, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert_value(name, view);
        let svg = self.tera.render(template, &context);
        svg.map_err(|error| Box::new(template_error(&error, &self.folder)))
    }

    fn png(&self, template: &str, svg: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.renderer.png(svg).map_err(|reason| self.failed(template, &reason))
    }

    fn pdf(&self, template: &str, pages: &[String], about: About<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.renderer.pdf(pages, about).map_err(|reason| self.failed(template, &reason))
    }

    fn failed(&self, template: &str, reason: &str) -> Box<Diagnostic> {
        Box::new(messages::drawing(&self.folder, template, reason))
    }
}

/// What is called first, where that is not the site's own number.
fn call(site: &Site, article: &Article) -> Option<Call> {
    let hotline = pack::first_call(site, article)?;
    Some(Call { number: drawn(&hotline.number, ""), label: drawn(&hotline.label, "") })
}

/// A text as the font shows it, or what stands for it.
fn drawn(text: &str, instead: &str) -> String {
    let own = font::printable(text).ok().filter(|text| !text.is_empty());
    own.or_else(|| font::printable(instead).ok()).unwrap_or_default()
}
