//! A passage as read: its tokens, what the lexicon says of them, attributes and persons named.
//!
//! Tokens come in; a [`Reading`] comes out, which is asked by all rules. Who is named in it is found by
//! `read`, and judged later.

use std::rc::Rc;

use super::attr::Found;
use super::attributes;
use super::buffer::to_u32;
use super::lexicon::{Class, Tags};
use super::marks::{self, Mark};
use super::mention::Mention;
use super::text::{Gap, Token};
use super::word::{Said, Shape};

/// A passage with everything found in it.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) tokens: Rc<[Token]>,
    pub(super) marks: Rc<[Mark]>,
    /// Where each sentence begins.
    sentences: Rc<[u32]>,
    /// The classes of all phrases.
    tags: Tags,
    /// The words that it may have.
    said: Said,
    /// Some token has digits.
    digits: bool,
    /// All signs between its tokens.
    gaps: Gap,
    pub(super) attrs: Rc<[Found]>,
    pub(super) mentions: Vec<Mention>,
}

impl Reading {
    /// What the tokens say by themselves, whatever article they stand in; nobody is named yet.
    pub(super) fn of(tokens: Vec<Token>) -> Reading {
        let marks = marks::mark(&tokens);
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
        let sentences = sentences(&tokens);
        let (tokens, marks, attrs) = (tokens.into(), marks.into(), attrs.into());
        Reading { tokens, marks, sentences, tags, said, digits, gaps, attrs, mentions: Vec::new() }
    }

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
        let n = (self.tokens[i].sentence - self.tokens[0].sentence) as usize;
        let end = self.sentences.get(n + 1).map_or(self.tokens.len(), |next| *next as usize);
        self.sentences[n] as usize..end
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
    pub(super) fn phrase_ending(&self, i: usize) -> (Tags, usize) {
        marks::phrase_ending(&self.marks, i)
    }
}

/// Where each sentence begins. They are numbered without a gap.
fn sentences(tokens: &[Token]) -> Rc<[u32]> {
    let begins = |i: &usize| *i == 0 || tokens[*i].sentence != tokens[*i - 1].sentence;
    (0..tokens.len()).filter(begins).map(to_u32).collect()
}
