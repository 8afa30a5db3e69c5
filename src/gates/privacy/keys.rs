//! The spellings by which words are compared.
//!
//! A written word comes in; its comparison key, its folded key and a bit for quick sorting out go out.
//! Knows no list and no rule.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Comparison key: lower case, decomposed, the tone mark moved to the end of the word, so that
/// `hoà` and `hòa` meet.
pub(super) fn key(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut tone = None;
    let mut key = String::with_capacity(word.len() + 4);
    for c in word.nfd().flat_map(char::to_lowercase) {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tone = Some(c),
            '’' | 'ʼ' | '‘' => key.push('\''),
            '\u{ad}' | '\u{200b}' => {}
            _ => key.push(c),
        }
    }
    key.extend(tone);
    key
}

/// One of 64 bits for a key: nearly every word is told by it from a few others.
pub(super) fn bit(key: &str) -> u64 {
    1 << (key.bytes().fold(0u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte))) & 63)
}

/// A word's length, its first and its last byte in one number: nearly all words that differ do so in it.
#[inline]
pub(super) const fn look(word: &[u8]) -> u64 {
    match word {
        [] => 0,
        [one] => 1 << 16 | (*one as u64) << 8 | *one as u64,
        [first, .., last] => (word.len() as u64) << 16 | (*first as u64) << 8 | *last as u64,
    }
}

/// Folded key: lower case without any mark, `đ` as `d`.
pub(super) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            'đ' => Some('d'),
            '’' | 'ʼ' | '‘' => Some('\''),
            '\u{ad}' | '\u{200b}' => None,
            c => Some(c),
        })
        .collect()
}
