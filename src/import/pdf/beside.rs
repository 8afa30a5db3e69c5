//! What a PDF says elsewhere than in the lines of its pages.
//!
//! In: the bytes of a PDF. Out: letters that stand across the page, what is typed into forms, words instead
//! of pictures and names of chapters; and whether anything in the file was read by nobody: a page that is a
//! picture alone, a file within a signed file. Nothing is published from here; it is for those who examine.

use std::collections::BTreeMap;

use super::content::{Budget, Glyph, glyphs};
use super::fonts::Cache;
use super::objects::File;
use super::pages::{Page, pages};
use super::syntax::{Dict, Object};
use super::{MAX_PAGES, layout, main_turn};
use crate::import::Refusal;

/// Words beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BesideText {
    /// One paragraph a place.
    pub words: String,
    /// Something was read by nobody.
    pub is_partly_unread: bool,
}

/// Keys of texts that a program for reading shows or speaks.
const SAYING: [&str; 9] = ["Title", "Alt", "ActualText", "E", "V", "DV", "TU", "Contents", "Opt"];

/// How deep a value is looked into.
const DEEPEST: usize = 12;

/// Reads what stands beside the lines; `is_thin` asks for the lines too, where they are too few for a document.
pub fn beside_text(bytes: &[u8], is_thin: bool) -> Result<BesideText, Refusal> {
    let file = File::read(bytes)?;
    let mut found = BesideText::default();
    let (mut fonts, mut budget) = (Cache::default(), Budget::default());
    for page in pages(&file)?.iter().take(MAX_PAGES) {
        let drawn = glyphs(&file, page, &mut fonts, &mut budget)?;
        let main = main_turn(&drawn);
        let mut by_turn: BTreeMap<i8, Vec<Glyph>> = BTreeMap::new();
        let is_silent = !drawn.iter().any(|glyph| glyph.text.contains(char::is_alphanumeric));
        for glyph in drawn {
            by_turn.entry(glyph.turn).or_default().push(glyph);
        }
        for (turn, glyphs) in by_turn {
            if turn != main || is_thin {
                found.words.push_str(&layout::page(&glyphs));
                found.words.push('\n');
            }
        }
        found.is_partly_unread |= is_silent && shows_picture(&file, page);
    }
    let mut texts = Vec::new();
    for dict in file.dicts() {
        said(&file, dict, &mut texts, 0);
        found.is_partly_unread |= dict.contains_key("EmbeddedFiles") || dict.contains_key("XFA");
    }
    texts.sort_unstable();
    texts.dedup();
    for text in texts {
        found.words.push_str(&format!("\n{text}\n"));
    }
    Ok(found)
}

fn shows_picture(file: &File<'_>, page: &Page) -> bool {
    let drawn = file.get(&page.resources, "XObject").dict();
    drawn.is_some_and(|all| all.values().any(|one| is_picture(file, one, 0)))
}

fn is_picture(file: &File<'_>, object: &Object, depth: usize) -> bool {
    let Some(dict) = file.resolve(object).dict() else { return false };
    match file.get(dict, "Subtype").name() {
        Some("Image") => true,
        Some("Form") if depth < 4 => {
            let inner = file.get(dict, "Resources").dict().map(|own| file.get(own, "XObject"));
            let inner = inner.and_then(Object::dict);
            inner.is_some_and(|all| all.values().any(|one| is_picture(file, one, depth + 1)))
        }
        _ => false,
    }
}

/// Texts of a dictionary and of what stands within it; what it points to has its own turn.
fn said(file: &File<'_>, dict: &Dict, texts: &mut Vec<String>, depth: usize) {
    // Who signed is told on the page; the signature itself is no text.
    if depth > DEEPEST || dict.contains_key("ByteRange") {
        return;
    }
    for (key, value) in dict {
        match value {
            Object::Dict(inner) => said(file, inner, texts, depth + 1),
            Object::Array(items) => {
                let inner = items.iter().filter_map(Object::dict);
                inner.for_each(|inner| said(file, inner, texts, depth + 1));
            }
            _ => {}
        }
        if SAYING.contains(&key.as_str()) {
            words(file, value, texts, depth);
        }
    }
}

fn words(file: &File<'_>, value: &Object, texts: &mut Vec<String>, depth: usize) {
    match file.resolve(value) {
        Object::Text(bytes) => {
            let text = decoded(bytes);
            if text.contains(char::is_alphabetic) {
                texts.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        Object::Array(items) if depth < DEEPEST => {
            for item in items {
                words(file, item, texts, depth + 1);
            }
        }
        _ => {}
    }
}

/// A text of a dictionary: in 16 bits or UTF-8 if it says so, else a letter a byte.
fn decoded(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(&[0xfe, 0xff]) {
        let units: Vec<u16> =
            wide.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
        return String::from_utf16_lossy(&units);
    }
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    std::str::from_utf8(bytes)
        .map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), str::to_owned)
}
