//! An SVG as a PNG, and SVGs as the pages of a PDF.
//!
//! The SVG is what a theme's template gave; it sees one font and no file. Text stays text in a PDF:
//! it can be selected, searched and read aloud. Nothing depends on the day or the machine.

use std::sync::Arc;

use krilla::Document;
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use crate::draw::{font, png};

/// The renderers with their font.
#[derive(Debug)]
pub struct Renderer {
    fonts: Arc<Database>,
}

/// What a PDF says of itself.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it is about.
    pub subject: &'a str,
    /// Its language, BCP 47.
    pub language: &'a str,
}

impl Renderer {
    /// Loads the font.
    pub fn new() -> Renderer {
        Renderer { fonts: font::database() }
    }

    /// An SVG as a PNG of the same size, without transparency.
    pub fn png(&self, svg: &str) -> Result<Vec<u8>, String> {
        let tree = self.tree(svg)?;
        let size = tree.size().to_int_size();
        let mut pixmap = Pixmap::new(size.width(), size.height()).ok_or("no size")?;
        resvg::render(&tree, Transform::default(), &mut pixmap.as_mut());
        png::opaque(pixmap.take(), size.width(), size.height()).ok_or_else(|| "no picture".to_owned())
    }

    /// SVGs as pages; one unit of a drawing is a point.
    pub fn pdf(&self, pages: &[String], about: About<'_>) -> Result<Vec<u8>, String> {
        let mut document = Document::new();
        let metadata = Metadata::new()
            .title(about.title.to_owned())
            .description(about.subject.to_owned())
            .language(about.language.to_owned());
        document.set_metadata(metadata);
        for svg in pages {
            let tree = self.tree(svg)?;
            let (width, height) = (tree.size().width(), tree.size().height());
            let settings = PageSettings::from_wh(width, height).ok_or("no size")?;
            let size = Size::from_wh(width, height).ok_or("no size")?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            surface.draw_svg(&tree, size, SvgSettings::default());
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|error| format!("{error:?}"))
    }

    fn tree(&self, svg: &str) -> Result<Tree, String> {
        let options = Options {
            font_family: font::FAMILY.to_owned(),
            fontdb: Arc::clone(&self.fonts),
            // A drawing is its template and its words: it reads no file.
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        };
        Tree::from_str(svg, &options).map_err(|error| error.to_string())
    }
}

impl Default for Renderer {
    fn default() -> Renderer {
        Renderer::new()
    }
}
