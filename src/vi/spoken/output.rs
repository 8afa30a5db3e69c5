//! The spoken text as it grows: words, one space between them, at most one pause behind a word.
//!
//! In: words and pauses in order. Out: the text. Of pauses that meet the stronger stays. A sentence that
//! was written with a capital or a number at its head begins with a capital.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::tokens::is_letter;

/// Collects the spoken text.
#[derive(Default)]
pub(super) struct Output {
    text: String,
    pause: Option<char>,
}

impl Output {
    /// A word as the author wrote it.
    pub(super) fn word(&mut self, word: &str) {
        self.separate();
        self.text.push_str(word);
    }

    /// The words of a rule, with the commas it sets; `capital` asks for one at the head of a sentence.
    pub(super) fn words(&mut self, spoken: &str, capital: bool) {
        for piece in spoken.split_whitespace() {
            let word = piece.trim_end_matches(is_pause);
            if !word.is_empty() {
                let heads = self.text.is_empty() || matches!(self.pause, Some('.' | '?' | '!'));
                self.separate();
                let mut letters = word.chars();
                match letters.next() {
                    // The name of a letter stays small: a lone capital I would be a numeral.
                    Some(first)
                        if heads
                            && capital
                            && first.to_uppercase().len() == 1
                            && letters.as_str().starts_with(is_letter) =>
                    {
                        self.text.extend(first.to_uppercase());
                        self.text.push_str(letters.as_str());
                    }
                    _ => self.text.push_str(word),
                }
            }
            if let Some(pause) = piece.chars().next_back().filter(|c| is_pause(*c)) {
                self.pause(pause);
            }
        }
    }

    /// A pause behind what was said.
    pub(super) fn pause(&mut self, pause: char) {
        if !self.text.is_empty() && self.pause.is_none_or(|old| strength(pause) > strength(old)) {
            self.pause = Some(pause);
        }
    }

    /// The text; a comma or colon that nothing follows is dropped.
    pub(super) fn finish(mut self) -> String {
        if let Some(pause) = self.pause.filter(|pause| matches!(pause, '.' | '?' | '!' | ';' | ':')) {
            self.text.push(pause);
        }
        // Small letters of foreign capitals may come decomposed.
        match is_nfc_quick(self.text.chars()) {
            IsNormalized::Yes => self.text,
            IsNormalized::No | IsNormalized::Maybe => self.text.nfc().collect(),
        }
    }

    fn separate(&mut self) {
        if let Some(pause) = self.pause.take() {
            self.text.push(pause);
        }
        if !self.text.is_empty() {
            self.text.push(' ');
        }
    }
}

fn is_pause(c: char) -> bool {
    strength(c) > 0
}

fn strength(pause: char) -> u8 {
    match pause {
        ',' => 1,
        ':' | ';' => 2,
        '.' => 3,
        '!' | '?' => 4,
        _ => 0,
    }
}
