//! Numbers that a reader may call, where they stand in running text.
//!
//! The words of a paragraph come in, the places of the site's hotlines go out. Whether 111 is somebody to
//! call or the number of an article of a law is known to the reading for loudspeakers, which is asked for
//! sentences that hold such a number; a long number is told by its shape.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use crate::outputs::html::view::HotlineView;
use crate::vi::spoken::{self, Lexicon};

/// Shorter numbers may be amounts or names of something.
const LONG: usize = 6;

/// The numbers of a site.
#[derive(Debug)]
pub(in crate::outputs::html) struct Calls {
    /// As written and as a telephone link takes it.
    numbers: Vec<(String, String)>,
    /// Their first bytes: nearly every place of a text is told apart by them.
    firsts: Vec<u8>,
    lexicon: Lexicon,
    read: Mutex<Read>,
}

/// Where short numbers are called, of sentences that were read before: the same stand in many articles.
type Read = HashMap<Box<str>, Arc<[Range<usize>]>>;

/// So many sentences are kept.
const KEPT: usize = 4096;

impl Calls {
    /// Those of a site's hotlines.
    pub(in crate::outputs::html) fn of(hotlines: &[HotlineView]) -> Calls {
        let numbers = hotlines.iter().map(|hotline| (hotline.number.clone(), hotline.tel.clone()));
        let lexicon = Lexicon::embedded().calling(hotlines.iter().map(|hotline| hotline.number.as_str()));
        let numbers: Vec<_> = numbers.filter(|(number, _)| !number.is_empty()).collect();
        let mut firsts: Vec<u8> = numbers.iter().filter_map(|(number, _)| number.bytes().next()).collect();
        firsts.sort_unstable();
        firsts.dedup();
        Calls { numbers, firsts, lexicon, read: Mutex::default() }
    }

    /// Where numbers to call stand in a text, in order, with what is called.
    pub(super) fn find<'t>(&'t self, text: &str) -> Vec<(Range<usize>, &'t str)> {
        let mut found = Vec::new();
        if !text.bytes().any(|byte| self.firsts.contains(&byte)) {
            return found;
        }
        for sentence in sentences(text) {
            let words = &text[sentence.clone()];
            let mut standing = self.standing(words);
            if standing.iter().any(|(place, _)| place.len() < LONG) {
                let called = self.called(words);
                standing.retain(|(place, _)| place.len() >= LONG || called.contains(place));
            }
            let shifted = |place: Range<usize>| sentence.start + place.start..sentence.start + place.end;
            found.extend(standing.into_iter().map(|(place, tel)| (shifted(place), tel)));
        }
        found.sort_by_key(|(place, _)| place.start);
        found.dedup_by(|next, last| next.0.start < last.0.end);
        found
    }

    /// Where short numbers are called in a sentence.
    fn called(&self, sentence: &str) -> Arc<[Range<usize>]> {
        let read = || self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read().get(sentence) {
            return Arc::clone(known);
        }
        let called: Arc<[Range<usize>]> = spoken::called(sentence, &self.lexicon).into();
        let mut read = read();
        if read.len() >= KEPT {
            read.clear();
        }
        read.insert(sentence.into(), Arc::clone(&called));
        called
    }

    /// Where the numbers stand as words of their own.
    fn standing<'t>(&'t self, text: &str) -> Vec<(Range<usize>, &'t str)> {
        let is_apart = |place: &Range<usize>| {
            let before = text[..place.start].chars().next_back();
            let behind = text[place.end..].chars().next();
            ![before, behind].into_iter().flatten().any(char::is_alphanumeric)
        };
        let bytes = text.bytes().enumerate();
        let starts = bytes.filter(|(_, byte)| self.firsts.contains(byte)).map(|(at, _)| at);
        let places = starts.flat_map(|at| {
            let here = move |(number, tel): &'t (String, String)| {
                let rest = text.as_bytes().get(at..)?;
                rest.starts_with(number.as_bytes()).then(|| (at..at + number.len(), tel.as_str()))
            };
            self.numbers.iter().filter_map(here)
        });
        places.filter(|(place, _)| is_apart(place)).collect()
    }
}

/// The sentences of a text; a point inside a number or an abbreviation ends none.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let ends = |i: &usize| {
        matches!(bytes[*i], b'.' | b'!' | b'?') && bytes.get(i + 1).is_none_or(u8::is_ascii_whitespace)
    };
    let mut from = 0;
    let mut sentences = Vec::new();
    for end in (0..bytes.len()).filter(ends).map(|i| i + 1).chain([bytes.len()]) {
        sentences.push(from..end);
        from = end;
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls() -> Calls {
        let hotline = |number: &str| HotlineView {
            number: number.to_owned(),
            tel: number.replace(' ', ""),
            label: String::new(),
            hours: String::new(),
            cost: String::new(),
        };
        Calls::of(&["111", "113", "114", "115", "1800 1567"].map(hotline))
    }

    /// The text with its calls in brackets.
    fn marked(text: &str) -> String {
        let (mut out, mut from) = (String::new(), 0);
        for (place, tel) in calls().find(text) {
            out.push_str(&format!("{}[{}>{tel}]", &text[from..place.start], &text[place.clone()]));
            from = place.end;
        }
        out + &text[from..]
    }

    #[test]
    fn who_is_called_is_linked() {
        for (text, expected) in [
            ("Gọi 115 ngay, rồi gọi 111.", "Gọi [115>115] ngay, rồi gọi [111>111]."),
            ("Trẻ chảy máu thì gọi thêm 115.", "Trẻ chảy máu thì gọi thêm [115>115]."),
            ("Báo Công an xã hoặc 113.", "Báo Công an xã hoặc [113>113]."),
            ("Tổng đài 1800 1567 nghe cả đêm.", "Tổng đài [1800 1567>18001567] nghe cả đêm."),
            ("Hết giờ làm việc. Hỏi 111 xem cần làm gì!", "Hết giờ làm việc. Hỏi [111>111] xem cần làm gì!"),
        ] {
            assert_eq!(marked(text), expected);
        }
    }

    #[test]
    fn what_only_looks_like_a_number_to_call_stays_as_it_is() {
        for text in [
            "Theo Điều 111 của Luật này, cha mẹ được hỏi ý kiến.",
            "Cả xã có 115 em học bơi, 113 em bơi được.",
            "Lớp nhận thêm 115 em, ngoài 113 em cũ.",
            "Quyết định số 114/QĐ-UBND và trang 111 của sổ tay.",
            "Nộp 1.115 đồng, số 0111 và mã A113.",
            "",
        ] {
            assert_eq!(marked(text), text);
        }
    }
}
