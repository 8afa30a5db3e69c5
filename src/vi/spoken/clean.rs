//! The text as the rules want it: composed (NFC), without invisible characters, all digits ASCII.
//!
//! In: any string. Out: the cleaned string and the way back to byte offsets of the original, so that a
//! step of the trace points into what the author wrote. Ordinary text passes without a copy. Knows
//! nothing of words.

use std::borrow::Cow;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::tokens::is_letter;

/// Cleaned text with the map back to its source.
pub(super) struct Clean<'a> {
    pub(super) text: Cow<'a, str>,
    /// Pairs (offset in `text`, offset in the source), ascending; empty when the text was taken as it is.
    marks: Vec<(usize, usize)>,
}

/// Cleans a text.
pub(super) fn clean(source: &str) -> Clean<'_> {
    if source.is_ascii() || !source.chars().any(is_odd) && is_nfc_quick(source.chars()) == IsNormalized::Yes {
        return Clean { text: Cow::Borrowed(source), marks: Vec::new() };
    }
    let mut text = String::with_capacity(source.len());
    let mut marks = Vec::new();
    let mut at = 0;
    while let Some(base) = source[at..].chars().next() {
        let end = cluster_end(source, at + base.len_utf8());
        marks.push((text.len(), at));
        push_cluster(&mut text, &source[at..end], base);
        at = end;
    }
    marks.push((text.len(), source.len()));
    Clean { text: Cow::Owned(text), marks }
}

impl Clean<'_> {
    /// The byte offset in the source for one in the cleaned text.
    pub(super) fn source_offset(&self, offset: usize) -> usize {
        let after = self.marks.partition_point(|&(clean, _)| clean <= offset);
        match after.checked_sub(1).and_then(|idx| self.marks.get(idx)) {
            Some(&(_, source)) => source,
            None => offset,
        }
    }
}

fn cluster_end(source: &str, from: usize) -> usize {
    source[from..]
        .char_indices()
        .find(|&(_, c)| !is_combining_mark(c))
        .map_or(source.len(), |(idx, _)| from + idx)
}

fn push_cluster(text: &mut String, cluster: &str, base: char) {
    if is_invisible(base) {
        return;
    }
    if base.is_numeric() && !base.is_ascii() {
        push_numeric(text, base);
        return;
    }
    if is_compatibility_letter(base) {
        text.extend(std::iter::once(base).nfkc());
        return;
    }
    let base = match base {
        // Eth and African D look like Đ and are typed for it.
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        _ => base,
    };
    // A mark on something that is no letter says nothing.
    let carried = if is_letter(base) || is_combining_mark(base) { usize::MAX } else { 0 };
    let marks = cluster.chars().skip(1).take(carried).filter(|&c| !is_invisible(c));
    if is_combining_mark(base) && !text.chars().next_back().is_some_and(is_letter) {
        return;
    }
    let composed: String = std::iter::once(base).chain(marks).nfc().collect();
    text.push_str(&composed);
}

/// Digits of other kinds: an exponent stays only behind a unit of length, elsewhere it marks a footnote.
fn push_numeric(text: &mut String, numeral: char) {
    match numeral {
        '²' | '³' if ends_with_length(text) => text.push(if numeral == '²' { '2' } else { '3' }),
        // 1½ is one number.
        '½' | '¼' | '¾' if text.ends_with(|c: char| c.is_ascii_digit()) => {
            text.push_str(match numeral {
                '½' => ",5",
                '¼' => ",25",
                _ => ",75",
            });
        }
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' | '₀'..='₉' => text.push(' '),
        _ => {
            let plain: String =
                std::iter::once(numeral).nfkc().map(|c| if c == '⁄' { '/' } else { c }).collect();
            if plain.chars().all(|c| c.is_ascii() || !c.is_numeric()) {
                if text.ends_with(|c: char| c.is_ascii_digit()) {
                    text.push(' ');
                }
                text.push_str(&plain);
            } else {
                text.push(numeral);
            }
        }
    }
}

fn ends_with_length(text: &str) -> bool {
    let letters = text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    matches!(letters, "m" | "km" | "cm" | "mm" | "dm" | "M" | "KM" | "Km")
}

/// Characters that make the slow path necessary although the text may be composed.
fn is_odd(c: char) -> bool {
    !c.is_ascii()
        && (is_combining_mark(c)
            || is_invisible(c)
            || c.is_numeric()
            || matches!(c, 'Ð' | 'Ɖ' | 'ð' | 'ɖ')
            || is_compatibility_letter(c))
}

/// Full-width and mathematical letters, which stand for plain ones.
fn is_compatibility_letter(c: char) -> bool {
    matches!(c, '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7cb}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
