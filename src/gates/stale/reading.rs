//! A sentence as its words are read: without marks of emphasis, with plain spaces and hyphens.
//!
//! A sentence of a source comes in, the words go out with the place of each in the source. Most
//! sentences are read as they stand.

use std::borrow::Cow;

use super::names::lower_of_same_length;

/// A sentence and what it says.
#[derive(Debug)]
pub(super) struct Reading<'t> {
    /// Its words.
    pub(super) words: Cow<'t, str>,
    /// The same in small letters, of the same length.
    pub(super) lower: Cow<'t, str>,
    /// For each byte of the words, its place in the sentence; `None` where they are the same.
    places: Option<Vec<usize>>,
}

/// Signs after which a sentence is not read as it stands.
const ODD: [char; 13] =
    ['\u{a0}', '\u{202f}', '\u{2009}', '–', '—', '‑', '‐', '−', '*', '&', '\u{ad}', '\u{200b}', '\\'];

impl<'t> Reading<'t> {
    /// Reads a sentence that comes once more in small letters.
    pub(super) fn of(sentence: &'t str, lower: &'t str) -> Reading<'t> {
        if !sentence.contains(ODD) && !lower.contains("  ") {
            return Reading { words: sentence.into(), lower: lower.into(), places: None };
        }
        let (mut words, mut places) = (String::with_capacity(sentence.len()), Vec::new());
        let mut rest = sentence.char_indices();
        while let Some((at, c)) = rest.next() {
            let read = match c {
                '*' | '\u{ad}' | '\u{200b}' | '\\' => continue,
                '–' | '—' | '‑' | '‐' | '−' => '-',
                '&' if sentence[at..].starts_with("&amp;") => {
                    rest.nth("amp;".len() - 1);
                    '&'
                }
                c if c.is_whitespace() => ' ',
                c => c,
            };
            if read == ' ' && words.ends_with(' ') {
                continue;
            }
            words.push(read);
            places.resize(words.len(), at);
        }
        places.push(sentence.len());
        let lower = lower_of_same_length(&words);
        Reading { words: words.into(), lower: lower.into(), places: Some(places) }
    }

    /// The place in the sentence of a byte of the words.
    pub(super) fn place(&self, byte: usize) -> usize {
        self.places.as_ref().and_then(|places| places.get(byte).copied()).unwrap_or(byte)
    }

    /// The place in the sentence behind the words that end at a byte.
    pub(super) fn end(&self, byte: usize) -> usize {
        let last = self.words[..byte].chars().next_back().map_or(0, char::len_utf8);
        if self.places.is_none() { byte } else { self.place(byte - last) + last }
    }
}
