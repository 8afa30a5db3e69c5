//! The text layer of a PDF, laid out as on the page.
//!
//! In: the bytes of a PDF. Out: text, pages divided by form feeds, columns kept apart by runs of spaces, a blank line
//! where the page leaves a gap. Objects are found by scanning, so that a broken cross-reference table does no harm. What
//! is locked is refused; what has no text says so. Everything unpacked is bounded. What a document says
//! elsewhere than on its pages is for [`beside`].

pub(super) mod beside;
pub(super) mod clean;
mod content;
mod fonts;
mod layout;
mod objects;
mod packing;
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
        out.push_str(&layout::page(&main_way(&glyphs)));
        out.push('\u{c}');
    }
    if out.chars().any(char::is_alphanumeric) { Ok(out) } else { Err(Refusal::NoTextLayer) }
}

/// The letters that are turned as most of the page is: a page may lie on its side.
fn main_way(glyphs: &[content::Glyph]) -> Vec<content::Glyph> {
    let main = main_turn(glyphs);
    glyphs.iter().filter(|glyph| glyph.turn == main).cloned().collect()
}

fn main_turn(glyphs: &[content::Glyph]) -> i8 {
    let mut counts = std::collections::BTreeMap::new();
    for glyph in glyphs {
        *counts.entry(glyph.turn).or_insert(0_usize) += 1;
    }
    let upright = counts.get(&0).copied().unwrap_or(0);
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count > upright).map_or(0, |(turn, _)| turn)
}
