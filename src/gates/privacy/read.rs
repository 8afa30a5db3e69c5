//! Reads the passages of an article and finds who is named in them.
//!
//! An article comes in; one [`Reading`] per passage comes out, in the same order. Persons are found here
//! but not yet judged.

use std::collections::{BTreeMap, BTreeSet};

use super::attr::Attr;
use super::names;
use super::reading::Reading;
use super::text::{Manner, Token, tokens};
use super::word::{Shape, Vocabulary};
use super::{Article, Passage, Where};
use crate::gates::met::Met;
use crate::vi;

/// Of a longer passage, in bytes, it is not likely that another article has the same.
const SHORT: usize = 160;

/// Words and short passages met so far.
#[derive(Debug)]
pub struct Words {
    spelled: Vocabulary,
    /// Headings, items and cells that stand in one article stand in others.
    passages: Met<Read>,
}

impl Default for Words {
    fn default() -> Words {
        Words { spelled: Vocabulary::default(), passages: Met::of_at_most(2_000) }
    }
}

/// A passage read by itself, before it is asked who is named in it.
#[derive(Clone, Debug)]
struct Read {
    reading: Reading,
    /// Nobody is named in it, whatever the article says elsewhere.
    nobody: bool,
}

impl Read {
    /// A passage that is kept: whether anybody may be named in it at all is known with it. What an article
    /// says of places elsewhere takes persons away, but for what stands behind a place in a row of capitals.
    fn kept(tokens: Vec<Token>) -> Read {
        let reading = Reading::of(tokens);
        let row = |three: &[Token]| !three.iter().any(|t| matches!(t.shape, Shape::Lower | Shape::Number));
        let may_follow_place = reading.tokens.windows(3).any(row);
        let nobody = !may_follow_place && names::find(&reading, &BTreeSet::new(), Manner::Prose).is_empty();
        Read { reading, nobody }
    }
}

/// Reads every passage.
pub(super) fn read_all(article: &Article, words: &mut Words) -> Vec<Reading> {
    let plain = plain_tables(article);
    let is_plain =
        |passage: &Passage| matches!(passage.place, Where::TableRow { table, .. } if plain.contains(&table));
    let (mut readings, mut nobody) = (Vec::new(), Vec::new());
    for passage in &article.passages {
        let read = read(passage, is_plain(passage), words);
        readings.push(read.reading);
        nobody.push(read.nobody);
    }
    let places = places(&readings);
    for ((passage, reading), nobody) in article.passages.iter().zip(&mut readings).zip(nobody) {
        if !nobody {
            reading.mentions = names::find(reading, &places, manner(passage));
        }
    }
    readings
}

/// The tables that are written without diacritics: a row alone is too short to show it.
fn plain_tables(article: &Article) -> BTreeSet<u32> {
    let mut counted: BTreeMap<u32, (usize, usize)> = BTreeMap::new();
    for passage in &article.passages {
        let Where::TableRow { table, .. } = passage.place else { continue };
        let (all, marked) = counted.entry(table).or_default();
        for word in passage.text.split_whitespace().filter(|word| word.chars().all(vi::is_letter)) {
            *all += 1;
            *marked += usize::from(!word.is_ascii());
        }
    }
    counted.retain(|_, (all, marked)| *all >= 4 && *marked * 12 <= *all);
    counted.into_keys().collect()
}

fn manner(passage: &Passage) -> Manner {
    match passage.place {
        Where::LinkTarget | Where::FileName => Manner::Slug,
        Where::Code => Manner::Lines,
        _ => Manner::Prose,
    }
}

fn read(passage: &Passage, is_plain: bool, words: &mut Words) -> Read {
    let manner = manner(passage);
    let text = passage.text.as_str();
    let Words { spelled, passages } = words;
    if manner == Manner::Prose && !is_plain && text.len() <= SHORT {
        return passages.of(text, |_| Read::kept(tokens(text, manner, spelled)));
    }
    let mut tokens = tokens(text, manner, spelled);
    for token in &mut tokens {
        token.plain |= is_plain;
    }
    Read { reading: Reading::of(tokens), nobody: false }
}

/// Names of hamlets, communes and schools of the article, folded: they are no persons elsewhere.
fn places(readings: &[Reading]) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for reading in readings {
        for found in reading.attrs.iter() {
            if !matches!(found.attr, Attr::Place { .. } | Attr::Commune | Attr::School) {
                continue;
            }
            let covered = &reading.tokens[found.start..found.end];
            let name =
                covered.iter().rev().take_while(|t| matches!(t.shape, Shape::Cap | Shape::Upper)).count();
            let words: Vec<&str> = covered[covered.len() - name..].iter().map(|t| t.fold.as_str()).collect();
            if name > 0 {
                places.insert(words.join(" "));
            }
        }
    }
    places
}
