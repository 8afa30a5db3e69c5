//! A written word in the spellings by which the privacy gate compares it.
//!
//! A text repeats a few hundred words thousands of times: each is spelled out and looked up in the
//! lists once and then shared. What is remembered depends on the word alone, so it changes no result.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lexicon::Known;
use super::says::Says;
use super::signs::{Sign, manner};
use super::text::Shape;
use crate::gates::met::Met;

/// A word with what the lists say of it.
#[derive(Debug)]
pub(super) struct Word {
    /// Composed, lower case.
    pub(super) lower: String,
    pub(super) key: String,
    pub(super) fold: String,
    /// It has only plain letters.
    pub(super) ascii: bool,
    /// How its letters are written.
    pub(super) shape: Shape,
    pub(super) known: Known,
    /// With its diacritics, and in a text without any.
    says: [Says; 2],
    manner: [Option<Sign>; 2],
}

impl Word {
    fn of(written: &str) -> Word {
        let lower = if written.is_ascii() {
            written.to_ascii_lowercase()
        } else {
            written.nfc().flat_map(char::to_lowercase).collect()
        };
        let (key, fold) = (key(written), fold(written));
        let known = Known::of(&key, &fold);
        let says = [Says::of(&lower), Says::of_plain(&fold)];
        let manner = manner(&lower, &fold);
        Word { lower, ascii: key.is_ascii(), key, fold, shape: shape_of(written), known, says, manner }
    }

    /// What it is a sign of by itself; `plain` in a text without diacritics.
    pub(super) fn manner(&self, plain: bool) -> Option<Sign> {
        self.manner[usize::from(plain)]
    }

    /// What it says of ages and numbers; `plain` in a text without diacritics.
    pub(super) fn says(&self, plain: bool) -> Says {
        self.says[usize::from(plain)]
    }
}

fn shape_of(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return Shape::Lower };
    if !first.is_uppercase() {
        return Shape::Lower;
    }
    match letters.clone().count() {
        0 => Shape::Initial,
        _ if letters.all(char::is_uppercase) => Shape::Upper,
        _ => Shape::Cap,
    }
}

/// Words met so far.
#[derive(Debug, Default)]
pub struct Words {
    met: Met<Rc<Word>>,
}

impl Words {
    /// The word of a spelling.
    #[inline]
    pub(super) fn word(&mut self, written: &str) -> Rc<Word> {
        self.met.of(written, |written| Rc::new(Word::of(written)))
    }
}

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

#[cfg(test)]
mod tests {
    use super::{Words, fold};

    #[test]
    fn a_word_is_the_same_when_met_again() {
        let mut words = Words::default();
        let first = words.word("Hoà");
        assert_eq!((first.lower.as_str(), first.fold.as_str()), ("hoà", "hoa"));
        assert_eq!(first.key, words.word("hòa").key);
        assert!(std::rc::Rc::ptr_eq(&first, &words.word("Hoà")));
        assert_eq!(fold("Đường"), "duong");
    }
}
