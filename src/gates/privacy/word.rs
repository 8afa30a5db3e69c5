//! A written word in the spellings by which the privacy gate compares it.
//!
//! A text repeats a few hundred words thousands of times: each is spelled out and looked up in the
//! lists once and then shared. What is remembered depends on the word alone, so it changes no result.

use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use super::keys::{bit, fold, key, look};
use super::lexicon::Known;
use super::says::Says;
use super::sign::{Sign, manner};
use crate::gates::met::Met;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Lower case.
    Lower,
    /// A capital, then lower case: the shape of a name.
    Cap,
    /// Two or more capitals.
    Upper,
    /// One capital letter, perhaps with its dot.
    Initial,
    /// Several initials in one: `L.T.M.`
    Initials,
    /// Digits, with separators inside: `12`, `12/3/2017`, `6-11`.
    Number,
    /// Digits, then letters: `3A`, `10A2`, `13t`.
    Code,
}

/// A word with what the lists say of it.
#[derive(Debug)]
pub(super) struct Word {
    /// Composed, lower case.
    pub(super) lower: String,
    pub(super) key: String,
    pub(super) fold: String,
    /// Its key's [`bit`].
    pub(super) bit: u64,
    /// The [`look`] of its small letters.
    pub(super) look: u64,
    /// Its place in a [`Said`].
    pub(super) place: u16,
    /// It has only plain letters.
    pub(super) ascii: bool,
    /// A number with a small letter for what is counted: `7h30`, `5m`, `2g`.
    pub(super) counts: bool,
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
        let (bit, place, ascii) = (bit(&key), place(lower.as_bytes()), key.is_ascii());
        let (shape, counts, look) = (shape_of(written), counts(written), look(lower.as_bytes()));
        Word { lower, key, fold, bit, look, place, ascii, counts, shape, known, says, manner }
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

/// Classes are written with these letters too, but then in capitals.
fn counts(word: &str) -> bool {
    let behind = word.trim_start_matches(|c: char| c.is_ascii_digit());
    behind.len() < word.len() && behind.starts_with(['h', 'm', 'l', 'g', 'k', 'd'])
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
pub(super) struct Vocabulary(Met<Rc<Word>>);

impl Vocabulary {
    /// The word of a spelling.
    #[inline]
    pub(super) fn word(&mut self, written: &str) -> Rc<Word> {
        self.0.of(written, |written| Rc::new(Word::of(written)))
    }
}

/// Which words a passage may have, without its having to be read: nearly none has one of a few.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said([u64; Said::WORDS]);

impl Said {
    const WORDS: usize = 16;

    /// No word.
    pub(super) const NONE: Said = Said([0; Said::WORDS]);
    /// Any word: a passage in which words are compared without their marks may have every one.
    pub(super) const ALL: Said = Said([u64::MAX; Said::WORDS]);

    /// Words in small letters.
    pub(super) const fn of(words: &[&str]) -> Said {
        let mut said = Said::NONE;
        let mut n = 0;
        while n < words.len() {
            let place = place(words[n].as_bytes()) as usize;
            said.0[place / 64] |= 1 << (place % 64);
            n += 1;
        }
        said
    }

    /// Adds a word.
    pub(super) fn add(&mut self, word: &Word) {
        self.0[usize::from(word.place) / 64] |= 1 << (word.place % 64);
    }

    /// Some word may be in both.
    pub(super) fn meets(&self, other: &Said) -> bool {
        self.0.iter().zip(&other.0).any(|(ours, theirs)| ours & theirs != 0)
    }
}

/// One of 1,024 places for a word in small letters.
const fn place(word: &[u8]) -> u16 {
    let mut hash = 0x811c_9dc5_u32;
    let mut n = 0;
    while n < word.len() {
        hash = (hash ^ word[n] as u32).wrapping_mul(0x0100_0193);
        n += 1;
    }
    ((hash ^ (hash >> 15)) & 0x3ff) as u16
}

#[cfg(test)]
mod tests {
    use super::{Said, Vocabulary};
    use crate::gates::privacy::keys::fold;

    #[test]
    fn what_a_passage_has_is_told_before_it_is_read() {
        let mut words = Vocabulary::default();
        let mut said = Said::NONE;
        for word in ["Chó", "là", "bạn"] {
            said.add(&words.word(word));
        }
        for (asked, may_have) in [("chó", true), ("bạn", true), ("mèo", false), ("trâu", false)] {
            assert_eq!(said.meets(&Said::of(&["thuyền", asked])), may_have, "{asked}");
        }
        assert!(!Said::NONE.meets(&Said::ALL) && Said::ALL.meets(&Said::of(&["mèo"])));
    }

    #[test]
    fn a_word_is_the_same_when_met_again() {
        let mut words = Vocabulary::default();
        let first = words.word("Hoà");
        assert_eq!((first.lower.as_str(), first.fold.as_str()), ("hoà", "hoa"));
        assert_eq!(first.key, words.word("hòa").key);
        assert!(std::rc::Rc::ptr_eq(&first, &words.word("Hoà")));
        assert_eq!(fold("Đường"), "duong");
    }
}
