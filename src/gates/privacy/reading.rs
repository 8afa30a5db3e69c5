//! A passage as read: its tokens, what the lexicon says of them, attributes and persons named.
//!
//! An article comes in; one [`Reading`] per passage comes out, in the same order. Persons are
//! found here but not yet judged.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::attributes::{self, Attr, Found};
use super::lexicon::{self, Class, Mark, Tags};
use super::names::{self, Mention};
use super::text::{Gap, Manner, Shape, Token, tokens};
use super::word::{Said, Words};
use super::{Article, Passage, Where};

/// A passage with everything found in it.
pub(super) struct Reading {
    pub(super) tokens: Rc<[Token]>,
    pub(super) marks: Rc<[Mark]>,
    /// The classes of all phrases.
    tags: Tags,
    /// The words that it may have.
    said: Said,
    /// Some token has digits.
    digits: bool,
    /// All signs between its tokens.
    gaps: Gap,
    pub(super) attrs: Rc<[Found]>,
    /// Nobody is named in it.
    nobody: bool,
    pub(super) mentions: Vec<Mention>,
}

/// What a passage says by itself, whatever article it stands in.
#[derive(Clone, Debug)]
pub(super) struct Told {
    tokens: Rc<[Token]>,
    marks: Rc<[Mark]>,
    tags: Tags,
    said: Said,
    digits: bool,
    gaps: Gap,
    attrs: Rc<[Found]>,
    /// Nobody is named in it, whatever the article says elsewhere. Known of passages that are kept.
    nobody: bool,
}

impl Told {
    fn of(tokens: Vec<Token>) -> Told {
        let marks = lexicon::mark(&tokens);
        let attrs = attributes::find(&tokens, &marks);
        let tags = marks.iter().fold(Tags::default(), |all, mark| all.with(mark.tags));
        let mut said = Said::NONE;
        let mut gaps = Gap::default();
        for token in &tokens {
            gaps.add(token.gap);
            said.add(token);
            if token.plain {
                said = Said::ALL;
            }
        }
        let digits = tokens.iter().any(|token| matches!(token.shape, Shape::Number | Shape::Code));
        let (tokens, marks, attrs) = (tokens.into(), marks.into(), attrs.into());
        Told { tokens, marks, tags, said, digits, gaps, attrs, nobody: false }
    }

    /// The same, and whether anybody may be named in it at all. What an article says of places elsewhere
    /// takes persons away, but for what stands behind a place in a row of capitals.
    fn known(self) -> Told {
        let row = |three: &[Token]| !three.iter().any(|t| matches!(t.shape, Shape::Lower | Shape::Number));
        let may_follow_place = self.tokens.windows(3).any(row);
        let reading = self.clone().reading();
        let nobody = !may_follow_place && names::find(&reading, &BTreeSet::new(), Manner::Prose).is_empty();
        Told { nobody, ..self }
    }

    fn reading(self) -> Reading {
        let Told { tokens, marks, tags, said, digits, gaps, attrs, nobody } = self;
        Reading { tokens, marks, tags, said, digits, gaps, attrs, nobody, mentions: Vec::new() }
    }
}

impl Reading {
    /// The attribute that begins at token `i`.
    pub(super) fn attr_at(&self, i: usize) -> Option<&Found> {
        self.attrs.binary_search_by_key(&i, |found| found.start).ok().map(|n| &self.attrs[n])
    }

    /// The mention that begins at token `i`.
    pub(super) fn mention_at(&self, i: usize) -> Option<&Mention> {
        self.mentions.binary_search_by_key(&i, |mention| mention.first).ok().map(|n| &self.mentions[n])
    }

    /// Tokens of the sentence that holds token `i`.
    pub(super) fn sentence(&self, i: usize) -> std::ops::Range<usize> {
        let n = self.tokens[i].sentence;
        let start = self.tokens.partition_point(|t| t.sentence < n);
        start..self.tokens.partition_point(|t| t.sentence <= n)
    }

    /// A phrase of this class begins within the tokens; no tokens, no phrase.
    pub(super) fn has(&self, range: std::ops::Range<usize>, class: Class) -> bool {
        self.tags.is(class)
            && self.marks.get(range).is_some_and(|marks| marks.iter().any(|mark| mark.tags.is(class)))
    }

    /// One of the words may stand somewhere; never no in vain.
    pub(super) fn may_say(&self, words: &Said) -> bool {
        self.said.meets(words)
    }

    /// Such a sign stands somewhere.
    pub(super) fn has_gap(&self, sign: Gap) -> bool {
        self.gaps.has(sign)
    }

    /// Some token has digits.
    pub(super) fn has_digits(&self) -> bool {
        self.digits
    }

    /// A phrase of one of the classes begins anywhere.
    pub(super) fn any_of(&self, classes: &[Class]) -> bool {
        self.tags.any(classes)
    }

    /// A phrase of this class begins anywhere.
    pub(super) fn any(&self, class: Class) -> bool {
        self.tags.is(class)
    }

    /// The classes of the phrase that ends with token `i`, and its first token.
    pub(super) fn phrase_ending(&self, i: usize) -> (lexicon::Tags, usize) {
        names::phrase_ending(&self.marks, i)
    }
}

/// Of a longer passage, in bytes, it is not likely that another article has the same.
const SHORT: usize = 160;

/// Reads every passage.
pub(super) fn read_all(article: &Article, words: &mut Words) -> Vec<Reading> {
    let plain = plain_tables(article);
    let is_plain =
        |passage: &Passage| matches!(passage.place, Where::TableRow { table, .. } if plain.contains(&table));
    let mut readings: Vec<Reading> =
        article.passages.iter().map(|passage| read_words(passage, is_plain(passage), words)).collect();
    let places = places(&readings);
    for (passage, reading) in article.passages.iter().zip(&mut readings) {
        if !reading.nobody {
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
        for word in passage.text.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)) {
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

fn read_words(passage: &Passage, is_plain: bool, words: &mut Words) -> Reading {
    let manner = manner(passage);
    let text = passage.text.as_str();
    let told = if manner == Manner::Prose && !is_plain && text.len() <= SHORT {
        words.passage(text, |words| Told::of(tokens(text, manner, words)).known())
    } else {
        let mut tokens = tokens(text, manner, words);
        for token in &mut tokens {
            token.plain |= is_plain;
        }
        Told::of(tokens)
    };
    told.reading()
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
