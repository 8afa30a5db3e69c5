//! One source file becomes one page: front matter checked field by field, body as blocks.
//!
//! A text comes in, an [`Article`] or a [`SectionPage`] goes out with everything that was wrong. This
//! stage sees one file; it knows no address, no other page, no template and no table of localities.

pub mod approval;
pub mod article;
pub mod block;
pub mod body;
pub mod chart;
pub mod days;
pub mod edit;
pub mod fences;
mod frame;
pub mod front_matter;
mod lines;
mod list_ends;
pub mod log;
mod look;
pub mod loudspeaker;
pub mod markdown;
pub mod parsed;
mod quiz;
pub mod section;
mod shapes;
pub mod targets;
pub mod text;
pub mod texts;
pub mod torn;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::content::approval::Halves;
use crate::content::block::Blocks;
use crate::content::body::{Again, Shelf};
use crate::diag::{At, Diagnostic, messages};
use crate::digest::Digest;
use crate::fields::{self, Origin};
use crate::path::SourcePath;
use crate::source::SourceFile;

pub use article::{Article, Front};
pub use body::Body;
pub use section::{SectionFront, SectionPage};
pub use texts::Texts;

/// What the site allows its authors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// Raw HTML is printed instead of refused.
    pub trust_html: bool,
}

/// What a content file holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Page {
    /// Any `*.md` but `_index.md`.
    Article(Box<Article>),
    /// An `_index.md`.
    Section(Box<SectionPage>),
}

impl Page {
    /// Its file.
    pub fn path(&self) -> &SourcePath {
        match self {
            Page::Article(article) => &article.path,
            Page::Section(section) => &section.path,
        }
    }

    /// The digest of its source.
    pub fn digest(&self) -> Digest {
        match self {
            Page::Article(article) => article.digest,
            Page::Section(section) => section.digest,
        }
    }

    /// Its body.
    pub fn body(&self) -> &Body {
        match self {
            Page::Article(article) => &article.body,
            Page::Section(section) => &section.body,
        }
    }

    /// Tells a page that was put away without its body where that is to be read.
    pub fn read_body_with(&mut self, again: &Arc<dyn Again>) {
        match self {
            Page::Article(article) => article.body.read_with(again, &article.path),
            Page::Section(section) => section.body.read_with(again, &section.path),
        }
    }

    /// Puts its body on a shelf.
    pub fn shelve(&mut self, shelf: &Arc<dyn Shelf>) {
        match self {
            Page::Article(article) => article.body.shelve(shelf),
            Page::Section(section) => section.body.shelve(shelf),
        }
    }
}

/// A link or picture of a body, for later stages to judge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// The target as written.
    pub target: String,
    /// A picture and not a link.
    pub picture: bool,
    /// Where it stands.
    pub at: At,
}

impl Reference {
    /// A link to a page of others.
    pub fn leaves_the_site(&self) -> bool {
        let target = self.target.trim();
        !self.picture && (target.starts_with("https://") || target.starts_with("http://"))
    }
}

/// A site's own values in a compact form, which cannot tell what stands in it: as JSON text.
pub(crate) mod loose {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(value: &serde_json::Value, to: S) -> Result<S::Ok, S::Error> {
        let text = if value.is_null() { String::new() } else { value.to_string() };
        text.serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<serde_json::Value, D::Error> {
        let text = String::deserialize(from)?;
        if text.is_empty() {
            return Ok(serde_json::Value::Null);
        }
        serde_json::from_str(&text).map_err(D::Error::custom)
    }
}

/// Parses one file. `None` if it has mistakes that leave no page; they are told.
pub fn parse(source: &SourceFile, options: Options) -> (Option<Page>, Vec<Diagnostic>) {
    let (toml, toml_start, body_start) = match split(&source.path, &source.text) {
        Ok(parts) => parts,
        Err(diagnostic) => return (None, vec![*diagnostic]),
    };
    let origin = Origin { file: &source.path, text: &source.text, start: toml_start };
    let (fields, mut found) = fields::read(origin, toml);
    let Some(fields) = fields else { return (None, found) };
    let body = markdown::parse(&source.path, &source.text, body_start, options, &mut found);
    let page = if source.path.file_name() == "_index.md" {
        section::read(source, fields, body, &mut found).map(|page| Page::Section(Box::new(page)))
    } else {
        let halves = Halves { toml, body: &source.text[body_start..] };
        article::read(source, fields, halves, body, &mut found).map(|page| Page::Article(Box::new(page)))
    };
    (page, found)
}

/// The body of a file alone, for whoever knows its front matter; `None` if no page comes of it.
pub fn body(source: &SourceFile, options: Options) -> Option<Blocks> {
    let (_, _, start) = split(&source.path, &source.text).ok()?;
    Some(markdown::parse(&source.path, &source.text, start, options, &mut Vec::new()).blocks)
}

/// The TOML text, where it begins, and where the body begins.
fn split<'t>(path: &SourcePath, text: &'t str) -> Result<(&'t str, usize, usize), Box<Diagnostic>> {
    let spot = |line| At { line, column: 1 }.in_file(path);
    if text.trim().is_empty() {
        return Err(Box::new(messages::file_empty(At::default().in_file(path))));
    }
    let rest = text.strip_prefix("+++").filter(|rest| rest.starts_with('\n')).ok_or_else(|| {
        let is_near = text.trim_start().starts_with("+++");
        Box::new(messages::front_matter_absent(spot(1), is_near))
    })?;
    let start = text.len() - rest.len() + 1;
    let mut offset = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Ok((&text[start..offset], start, offset + line.len()));
        }
        offset += line.len();
    }
    Err(Box::new(messages::front_matter_open(spot(1))))
}
