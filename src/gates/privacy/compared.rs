//! Tokens compared with words, and the numbers that they say.
//!
//! A token and words come in; whether it is one of them, or which number it is, goes out. In a sentence
//! without diacritics words are compared without them.

use super::keys::{fold, look};
use super::text::Token;
use super::word::Shape;

/// The value of a plain number or number word.
pub(super) fn number(token: &Token) -> Option<i32> {
    if token.shape == Shape::Number {
        return token.fold.parse().ok().filter(|n| (0..10_000).contains(n));
    }
    token.says(token.plain).number
}

/// The token is this word; without diacritics where its sentence has none.
#[inline]
pub(super) fn same(token: &Token, word: &str) -> bool {
    if token.plain { same_folded(token, word) } else { same_marked(token, word) }
}

/// The token is one of these words.
pub(super) fn any(token: &Token, words: &[&str]) -> bool {
    if token.plain {
        words.iter().any(|word| same_folded(token, word))
    } else {
        words.iter().any(|word| same_marked(token, word))
    }
}

/// Nearly all words that differ look so, for which nobody has to go to the word.
#[inline]
fn same_marked(token: &Token, word: &str) -> bool {
    token.look == look(word.as_bytes()) && token.lower == word
}

#[inline(never)]
fn same_folded(token: &Token, word: &str) -> bool {
    let first = word.as_bytes().first();
    let differs = first.is_some_and(u8::is_ascii) && first != token.fold.as_bytes().first();
    !differs && if word.is_ascii() { token.fold == word } else { token.fold == fold(word) }
}

/// Number from digits or up to two words (`mười ba`), and where it ends.
pub(super) fn spelled(tokens: &[Token], i: usize) -> Option<(i32, usize)> {
    let first = number(tokens.get(i)?)?;
    let ten = tokens.get(i + 1).filter(|t| t.gap.is_space() && same(t, "mươi"));
    if ten.is_some() && (2..10).contains(&first) {
        let unit =
            tokens.get(i + 2).filter(|t| t.gap.is_space() && t.shape != Shape::Number).and_then(number);
        return Some((first * 10 + unit.unwrap_or(0), i + 2 + usize::from(unit.is_some())));
    }
    if first == 10
        && tokens[i].shape != Shape::Number
        && let Some(unit) =
            tokens.get(i + 1).filter(|t| t.gap.is_space() && t.shape != Shape::Number).and_then(number)
        && unit < 10
    {
        return Some((10 + unit, i + 2));
    }
    Some((first, i + 1))
}
