//! How the article calls people by their short names.
//!
//! Readings come in; the given names that stand alone, behind a word for a parent or behind a grown-up's
//! title come out.

use std::collections::{BTreeMap, BTreeSet};

use super::keys::bit;
use super::lexicon::{Class, Tags};
use super::marks;
use super::reading::Reading;
use super::word::Shape;

/// Short names by how the article uses them.
pub(super) struct Calls<'r> {
    /// Alone and without a title.
    pub(super) bare: BTreeSet<&'r str>,
    /// The same, several times and within a sentence, where the capital is no sentence's.
    pub(super) often: BTreeSet<&'r str>,
    /// Behind a word for a parent.
    pub(super) of_parents: BTreeSet<&'r str>,
    /// Behind a grown-up's title.
    pub(super) titled: BTreeSet<&'r str>,
}

pub(super) fn calls(readings: &[Reading]) -> Calls<'_> {
    let mut calls = Calls {
        bare: BTreeSet::new(),
        often: BTreeSet::new(),
        of_parents: BTreeSet::new(),
        titled: BTreeSet::new(),
    };
    let mut counted: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for reading in readings {
        for (i, token) in reading.tokens.iter().enumerate() {
            if token.shape != Shape::Cap || is_followed(reading, i) {
                continue;
            }
            let key = token.key.as_str();
            let follows = i > 0 && token.gap.is_space() && reading.tokens[i - 1].shape == Shape::Cap;
            let before = i.checked_sub(1).filter(|_| token.gap.is_space());
            let tags = before.map_or(Tags::default(), |p| reading.phrase_ending(p).0);
            if tags.is(Class::Parent) {
                calls.of_parents.insert(key);
            } else if tags.any(&[Class::AdultTitle, Class::AdultRole]) {
                calls.titled.insert(key);
            } else if !follows && (marks::is_name_syllable(token) || reading.marks[i].len == 0) {
                calls.bare.insert(key);
                let mark = reading.marks[i];
                // `Chủ nhật`, `Thứ Hai`
                let day = reading.tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && t.fold == "nhat");
                let word = day
                    || is_paper(reading, i)
                    || mark.len > 1
                    || mark.inside > 0
                    || mark.tags != Tags::default();
                let known = marks::is_name_syllable(token) || marks::is_nickname(token) || !token.ascii;
                if known && !word {
                    let (all, within) = counted.entry(key).or_default();
                    *all += 1;
                    *within += usize::from(i > 0 && token.gap.is_space());
                }
            }
        }
    }
    let often = counted.into_iter().filter(|(_, (all, within))| *all > 1 && *within > 0);
    calls.often = often.map(|(name, _)| name).collect();
    drop_words(&mut calls.often, readings);
    calls
}

/// Who has a longer name is found by that; what is also written small is a word.
fn drop_words(names: &mut BTreeSet<&str>, readings: &[Reading]) {
    let bits = names.iter().fold(0, |bits, name| bits | bit(name));
    for reading in readings {
        for (i, token) in reading.tokens.iter().enumerate().filter(|(_, token)| token.bit & bits != 0) {
            let behind = |shape| i > 0 && token.gap.is_space() && reading.tokens[i - 1].shape == shape;
            let longer = || is_followed(reading, i) || behind(Shape::Cap) || behind(Shape::Initial);
            if token.shape == Shape::Lower || token.shape == Shape::Cap && longer() {
                names.remove(token.key.as_str());
            }
        }
    }
}

/// `Quyết định 72/2001`, `Nghị định số 56`: a paper by its number.
fn is_paper(reading: &Reading, i: usize) -> bool {
    let joined = |k: usize| reading.tokens.get(k).filter(|t| t.gap.is_space());
    joined(i + 1).is_some_and(|t| t.shape == Shape::Lower)
        && joined(i + 2).is_some_and(|t| matches!(t.shape, Shape::Number | Shape::Code) || t.fold == "so")
}

/// A word with a capital stands directly behind.
fn is_followed(reading: &Reading, i: usize) -> bool {
    reading.tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap)
}
