//! The text layer of a PDF, laid out as on the page.
//!
//! In: the bytes of a PDF. Out: text, pages divided by form feeds, columns kept apart by runs of spaces, a blank line
//! where the page leaves a gap. Objects are found by scanning, so that a broken cross-reference table does no harm. What
//! is locked is refused; what has no text says so. Everything unpacked is bounded. Pictures, forms and links are not
//! looked at.

pub(super) mod clean;
mod content;
mod fonts;
mod layout;
mod objects;
mod pages;
mod syntax;

use super::Refusal;

/// The most pages that are read.
const MAX_PAGES: usize = 1_500;

/// Reads the text layer.
pub(super) fn text(bytes: &[u8]) -> Result<String, Refusal> {
    let file = objects::File::read(bytes)?;
    let pages = pages::pages(&file)?;
    if pages.len() > MAX_PAGES {
        return Err(Refusal::Bomb);
    }
    let mut out = String::new();
    let mut budget = content::Budget::default();
    let mut fonts = fonts::Cache::default();
    for page in &pages {
        let glyphs = content::glyphs(&file, page, &mut fonts, &mut budget)?;
        out.push_str(&layout::page(&glyphs));
        out.push('\u{c}');
    }
    if out.chars().any(char::is_alphanumeric) { Ok(out) } else { Err(Refusal::NoTextLayer) }
}
