//! What becomes of a body while it is parsed, and what its builders share.
//!
//! Plain data with its counters: anchors that are taken, footnotes by their order, questions. What the events mean is
//! asked in `markdown` and `fences`.

use std::collections::BTreeMap;

use crate::content::block::{Block, Blocks, Quiz};
use crate::content::{Options, Reference};
use crate::diag::Diagnostic;
use crate::path::SourcePath;

/// A parsed body.
#[derive(Debug, Default)]
pub struct Parsed {
    /// The tree.
    pub blocks: Blocks,
    /// Anchors and words of the headings of level 2 that stand outside cards.
    pub contents: Vec<(String, String)>,
    /// All anchors.
    pub anchors: Vec<String>,
    /// Links and pictures.
    pub references: Vec<Reference>,
    /// How many answers each of its questions has.
    pub quizzes: Vec<u8>,
}

/// What one body's builders share.
pub(crate) struct Shared<'s> {
    pub(crate) file: &'s SourcePath,
    pub(super) options: Options,
    pub(crate) found: &'s mut Vec<Diagnostic>,
    pub(super) parsed: Parsed,
    pub(super) notes: Notes,
    /// The level of the last heading; 0 before the first.
    pub(super) level: u8,
}

impl Shared<'_> {
    /// The number of the question that comes next.
    pub(crate) fn next_quiz(&self) -> u8 {
        u8::try_from(self.parsed.quizzes.len() + 1).unwrap_or(u8::MAX)
    }

    /// Notes how many answers a question has.
    pub(crate) fn count_quiz(&mut self, quiz: &Quiz) {
        self.parsed.quizzes.push(u8::try_from(quiz.answers.len()).unwrap_or(u8::MAX));
    }

    /// An anchor that no heading of the page has yet.
    pub(crate) fn unique_anchor(&mut self, wanted: &str) -> String {
        let taken = |anchor: &String| self.parsed.anchors.contains(anchor);
        let mut anchor = wanted.to_owned();
        let mut n = 0;
        while taken(&anchor) {
            n += 1;
            anchor = format!("{wanted}-{n}");
        }
        self.parsed.anchors.push(anchor.clone());
        anchor
    }
}

/// Footnotes while they are collected: numbered by the order of their first marks.
#[derive(Default)]
pub(super) struct Notes {
    numbers: BTreeMap<String, u32>,
    pub(super) bodies: BTreeMap<String, Vec<Block>>,
}

impl Notes {
    /// The number of a note by its label.
    pub(super) fn number(&mut self, label: &str) -> u32 {
        let next = u32::try_from(self.numbers.len() + 1).unwrap_or(u32::MAX);
        *self.numbers.entry(label.to_owned()).or_insert(next)
    }

    /// Notes that no mark leads to come last: nothing an author wrote is lost.
    pub(super) fn in_order(mut self) -> Vec<Vec<Block>> {
        let labels: Vec<String> = self.bodies.keys().cloned().collect();
        for label in &labels {
            self.number(label);
        }
        let mut numbered: Vec<(u32, &String)> = self.numbers.iter().map(|(label, n)| (*n, label)).collect();
        numbered.sort_unstable();
        let bodies = &mut self.bodies;
        numbered.into_iter().map(|(_, label)| bodies.remove(label).unwrap_or_default()).collect()
    }
}
