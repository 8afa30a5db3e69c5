//! Capitals that stand for no abbreviation: words in a headline, names from abroad, words written in one.
//!
//! In: a position. Out: the words in small letters, a name with its capital, the parts of a tag. Capitals
//! that are none of these are spelled, with a doubt.

use super::abbreviations;
use super::letters;
use super::reader::{Hit, Reader};
use super::tokens::Case;
use crate::vi::syllable;

/// Words in capitals become small letters; what is no word is spelled, with a doubt.
pub(super) fn capitals(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let raw = tokens.raw(idx);
    if !tokens.is_upper(idx) || raw.chars().count() < 2 {
        return None;
    }
    let fold = tokens.fold(idx);
    if is_named_abroad(reader, idx) {
        let (first, rest) = raw.split_at(1);
        return Some(Hit::new(idx + 1, format!("{first}{}", rest.to_lowercase()), "name.foreign"));
    }
    if letters::has_mark(fold)
        || letters::is_plain_syllable(fold)
        || FOREIGN.contains(&fold)
        || !fold.chars().any(|c| letters::letter_name(c).is_some())
    {
        return Some(Hit::new(idx + 1, raw.to_lowercase(), "caps.word"));
    }
    Some(
        Hit::new(idx + 1, letters::spell(raw), "abbr.unknown").doubtful(abbreviations::proposal(reader, raw)),
    )
}

/// `YAGI`, `KALMAEGI`: the name of a storm, or capitals so long and full of vowels that a mouth says them.
fn is_named_abroad(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let raw = tokens.raw(idx);
    let sayable = raw.is_ascii() && letters::has_vowel(tokens.fold(idx)) && runs_of_consonants(raw) < 3;
    if !sayable || raw.len() < 3 {
        return false;
    }
    let vowels = raw.bytes().filter(|b| b"AEIOUY".contains(b)).count();
    let storm = idx.saturating_sub(6)..idx;
    raw.len() > 5 && vowels * 5 >= raw.len() * 2
        || storm.into_iter().any(|i| {
            matches!(tokens.fold(i), "bão" | "thấp")
                || tokens.fold(i) == "tên" && tokens.fold(i + 1) == "quốc"
        }) && !letters::is_plain_syllable(tokens.fold(idx))
}

/// The longest run of letters that are no vowels.
fn runs_of_consonants(raw: &str) -> usize {
    raw.split(|c| "AEIOUY".contains(c)).map(str::len).max().unwrap_or_default()
}

/// `#VìTrẻEm`: the words of a tag, each from its capital on.
pub(super) fn joined(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let is_tag = tokens.is_mark(idx.wrapping_sub(1), '#') && tokens.tight(idx) && !tokens.tight(idx + 1);
    if !is_tag || tokens.case(idx)? != Case::Mixed {
        return None;
    }
    let words = parts(tokens.raw(idx));
    let is_word = |word: &String| {
        let is_title = word.starts_with(char::is_uppercase) && !word.chars().skip(1).any(char::is_uppercase);
        is_title && word.chars().count() > 1 && syllable::is_syllable(word)
    };
    words.iter().all(is_word).then(|| Hit::new(idx + 1, words.join(" "), "caps.joined"))
}

/// A word cut before every capital that follows a small letter.
fn parts(raw: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut small = false;
    for c in raw.chars() {
        match words.last_mut() {
            Some(word) if !(small && c.is_uppercase()) => word.push(c),
            _ => words.push(c.to_string()),
        }
        small = c.is_lowercase();
    }
    words
}

/// Names from abroad that are said as they are written.
const FOREIGN: [&str; 38] = [
    "zalo",
    "facebook",
    "tiktok",
    "youtube",
    "google",
    "internet",
    "online",
    "offline",
    "website",
    "web",
    "email",
    "gmail",
    "camera",
    "robot",
    "smartphone",
    "video",
    "clip",
    "game",
    "messenger",
    "instagram",
    "twitter",
    "telegram",
    "viber",
    "wifi",
    "fax",
    "tel",
    "file",
    "app",
    "hotline",
    "radio",
    "logo",
    "vitamin",
    "virus",
    "ebola",
    "euro",
    "asia",
    "world",
    "cup",
];
