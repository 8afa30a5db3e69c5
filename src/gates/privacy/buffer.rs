//! A passage under construction, and the lines of the file it comes from.
//!
//! Pieces of text with their places in the file come in; a [`Passage`] comes out whose every byte can be
//! found again.

use super::{Passage, Spot, Where};

/// Where each line of the file begins.
pub(super) struct LineStarts<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> LineStarts<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        LineStarts { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The spot of a byte of the file, for byte `at` of a passage.
    pub(super) fn spot(&self, at: usize, offset: usize) -> Spot {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let before = self.text.get(self.starts[line - 1]..offset).unwrap_or("");
        Spot { at, line: to_u32(line), column: to_u32(before.chars().count() + 1) }
    }
}

/// A passage under construction.
#[derive(Default)]
pub(super) struct Buffer {
    pub(super) text: String,
    pub(super) spots: Vec<(usize, usize)>,
}

impl Buffer {
    /// Appends text that stands at byte `offset` of the file.
    pub(super) fn push(&mut self, text: &str, offset: usize) {
        self.spots.push((self.text.len(), offset));
        self.text.push_str(text);
    }

    /// Puts what was written from byte `from` on into quotes if it looks like the title of a work.
    pub(super) fn quote_title(&mut self, from: usize) {
        let words: Vec<&str> = self.text.get(from..).unwrap_or("").split_whitespace().collect();
        let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        let plain = !self.text[from..].contains(['.', ',', ';', ':', '?', '!', '"', '“']);
        let title = (2..=10).contains(&words.len())
            && words.first().is_some_and(capital)
            && !words.iter().all(capital)
            && plain;
        if title {
            self.text.insert(from, '“');
            self.text.push('”');
            for (at, _) in self.spots.iter_mut().filter(|(at, _)| *at > from) {
                *at += '“'.len_utf8();
            }
        }
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The passage, unless it is blank; the buffer is empty afterwards.
    pub(super) fn take(&mut self, place: Where, section: u32, lines: &LineStarts) -> Option<Passage> {
        let buffer = std::mem::take(self);
        if buffer.is_blank() {
            return None;
        }
        let spots = buffer.spots.iter().map(|(at, offset)| lines.spot(*at, *offset)).collect();
        Some(Passage { place, text: buffer.text, spots, section })
    }
}

pub(super) fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
