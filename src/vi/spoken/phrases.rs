//! Sets of word sequences, looked up by their first and by their last word.
//!
//! A list comes in once; whether one of its phrases begins or ends at a token goes out.

use std::collections::BTreeMap;

use super::tokens::{Gap, Tokens};

/// A set of word sequences, looked up by their first and by their last word.
#[derive(Default)]
pub(super) struct Phrases {
    by_first: BTreeMap<String, Vec<Vec<String>>>,
    by_last: BTreeMap<String, Vec<Vec<String>>>,
}

impl Phrases {
    pub(super) fn parse(list: &str) -> Self {
        let mut phrases = Self::default();
        for phrase in list.split('|').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            phrases.add(phrase);
        }
        phrases
    }

    /// Whether one of the phrases begins at `idx`.
    pub(super) fn at(&self, tokens: &Tokens<'_>, idx: usize) -> bool {
        self.by_first
            .get(tokens.fold(idx))
            .is_some_and(|list| list.iter().any(|words| begins(tokens, idx, words)))
    }

    /// Whether one of the phrases ends directly before `idx`.
    pub(super) fn before(&self, tokens: &Tokens<'_>, idx: usize) -> bool {
        let Some(last) = idx.checked_sub(1) else { return false };
        self.by_last.get(tokens.fold(last)).is_some_and(|list| {
            list.iter()
                .any(|words| idx.checked_sub(words.len()).is_some_and(|from| begins(tokens, from, words)))
        })
    }

    fn add(&mut self, phrase: &str) {
        let words: Vec<String> = phrase.split_whitespace().map(str::to_owned).collect();
        if let (Some(first), Some(last)) = (words.first().cloned(), words.last().cloned()) {
            self.by_first.entry(first).or_default().push(words.clone());
            self.by_last.entry(last).or_default().push(words);
        }
    }
}

fn begins(tokens: &Tokens<'_>, idx: usize, words: &[String]) -> bool {
    words
        .iter()
        .enumerate()
        .all(|(i, word)| tokens.fold(idx + i) == word && (i == 0 || tokens.gap(idx + i) < Gap::Paragraph))
}
