//! Text without what nobody sees: invisible characters, odd spaces, letters taken apart.
//!
//! In: text as a file holds it. Out: composed text with plain spaces.

use unicode_normalization::UnicodeNormalization;

use crate::vi::syllable::without_foreign_marks;

/// Composed, with no invisible characters; the eth made Đ.
pub(super) fn clean(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let visible: String = composed
        .chars()
        .filter_map(|c| match c {
            '\u{200b}'..='\u{200f}'
            | '\u{2060}'
            | '\u{feff}'
            | '\u{ad}'
            | '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{e}'..='\u{1f}' => None,
            '\u{a0}'
            | '\u{2007}'
            | '\u{202f}'
            | '\u{2002}'..='\u{2006}'
            | '\u{2008}'..='\u{200a}'
            | '\u{3000}' => Some(' '),
            '\u{2010}' | '\u{2011}' | '\u{2212}' => Some('-'),
            '\u{f0b7}' | '\u{f02d}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f0fc}' | '\u{f076}' => Some('•'),
            'ﬁ' | 'ﬂ' | 'ﬀ' => Some(c),
            other => Some(other),
        })
        .collect();
    without_foreign_marks(&visible).unwrap_or(visible)
}
