//! What a word says by itself of ages and numbers.
//!
//! A word in small letters comes in, or one without diacritics; whether it is a number, and whether an
//! age or a birth may begin with it, goes out. It is asked once for every word of the language.

use super::numbers;
use super::word::fold;

/// What a word says by itself of ages and numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Says {
    /// The number that it is.
    pub(super) number: Option<i32>,
    /// A number, an age or a birth may begin with it.
    pub(super) begins: bool,
    /// A word for a paper or a password may begin with it.
    pub(super) paper: bool,
}

impl Says {
    /// Of a word in small letters.
    pub(super) fn of(lower: &str) -> Says {
        Says::among(|word| word == lower)
    }

    /// Of a word without diacritics, in a text that has none.
    pub(super) fn of_plain(folded: &str) -> Says {
        Says::among(|word| fold(word) == folded)
    }

    fn among(is: impl Fn(&str) -> bool) -> Says {
        let number = NUMBER_WORDS.iter().find(|(word, _)| is(word)).map(|(_, n)| *n);
        let begins = number.is_some() || ["tuổi", "sinh", "sn"].into_iter().any(&is);
        Says { number, begins, paper: numbers::first_words().any(is) }
    }
}

const NUMBER_WORDS: &[(&str, i32)] = &[
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("bốn", 4),
    ("tư", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("bẩy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
    ("lăm", 5),
    ("mốt", 1),
];
