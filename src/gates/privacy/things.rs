//! Places and things that bear a name: a capital word behind them is no person.
//!
//! The same finder as in `names`: a token comes in; whether it begins or belongs to a thing with a name
//! comes out.

use super::attr::Attr;
use super::compared::any;
use super::lexicon::Class;
use super::marks::{self, phrase_ending};
use super::mention::Mention;
use super::names::Finder;
use super::reading::Reading;
use super::text::{Gap, Token};
use super::word::Shape;

impl Finder<'_> {
    /// `Giải Nhì`, `Cúp Kim Đồng`, `Đội Sóc Nâu`: a thing with the name that it bears.
    pub(super) fn begins_thing(&self, i: usize) -> bool {
        let mark = self.marks[i];
        let thing = mark.tags.is(Class::EponymHead)
            && !mark.tags.any(&[Class::ChildTitle, Class::AdultTitle, Class::AdultRole]);
        let title = |t: &Token| matches!(t.shape, Shape::Cap | Shape::Upper) && t.gap.is_space();
        thing
            && self.tokens[i].shape == Shape::Cap
            && marks::surname_len(self.tokens, i) == 0
            && self.tokens.get(i + mark.len).is_some_and(title)
    }

    /// `thằng Cu Tèo`: the title goes on with a capital, and the name stands behind it.
    pub(super) fn ends_title(&self, i: usize) -> bool {
        let next = self.tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
        let lad = i > 0 && any(&self.tokens[i - 1], &["thằng"]);
        next && lad && self.marks[i].inside > 0 && phrase_ending(self.marks, i).0.is(Class::ChildTitle)
    }

    /// A class, an age or a birth stands right behind: whoever is named is a person.
    pub(super) fn told_of(&self, end: usize) -> bool {
        let apart = self.tokens.get(end).is_some_and(|t| t.gap.has(Gap::COLON));
        !apart
            && self.reading.attr_at(end).is_some_and(|a| {
                matches!(a.attr, Attr::Class { .. } | Attr::Age { generic: false, .. } | Attr::Birth { .. })
            })
    }

    /// `cửa hàng xe đạp Bé Ba`, `giải cờ vua Lê Quý Đôn`: the head a few words before.
    pub(super) fn thing_before(&self, i: usize) -> bool {
        const OTHERS: [Class; 8] = [
            Class::Stopper,
            Class::AdultRole,
            Class::AdultTitle,
            Class::ChildTitle,
            Class::ChildWeak,
            Class::Filler,
            Class::Plural,
            Class::Result,
        ];
        let mut p = i;
        for between in 0..4 {
            if p == 0 || !self.tokens[p].gap.is_space() {
                return false;
            }
            let (tags, start) = phrase_ending(self.marks, p - 1);
            if tags.is(Class::EponymHead) {
                return between > 0 && !self.told_of(self.run_end(i));
            }
            let verb = any(
                &self.tokens[p - 1],
                &["có", "của", "chúc", "mừng", "là", "gồm", "do", "nhà", "và", "tên"],
            );
            if verb || tags.any(&OTHERS) || self.tokens[p - 1].shape != Shape::Lower {
                return false;
            }
            p = start;
        }
        false
    }

    /// The capitalised run after a word for a place, school or thing.
    pub(super) fn named_after(&self, i: usize) -> bool {
        let Some(p) = i.checked_sub(1) else { return false };
        let gap = self.tokens[i].gap;
        let quoted = gap.has(Gap::QUOTE) && !gap.has(Gap::STOP) && !gap.has(Gap::APART);
        if !gap.is_space() && !quoted {
            return false;
        }
        let (tags, _) = phrase_ending(self.marks, p);
        let heads = [Class::EponymHead, Class::School, Class::PlaceHead, Class::CommuneHead];
        tags.any(&heads) && !tags.any(&[Class::ChildTitle, Class::AdultTitle])
            || self.tokens[i].shape == Shape::Cap && self.thing_before(i)
    }

    /// `Trường Tiểu học Mây Thấp Ngạc Tưởng Vân`: a name behind a place the article names elsewhere.
    pub(super) fn after_known_place(&self, first: usize) -> Option<Mention> {
        let end = self.run_end(first);
        (1..end - first).rev().find_map(|len| {
            let known = self.places.contains(&self.folded(first, first + len));
            (known && end - first - len >= 2).then(|| self.person_in(first + len, end)).flatten()
        })
    }

    /// The token belongs to the name of a place or school; where that ends.
    pub(super) fn covering_place(&self, i: usize) -> Option<usize> {
        let found = self.reading.attrs.iter().find(|found| (found.start..found.end).contains(&i))?;
        matches!(found.attr, Attr::School | Attr::Place { .. } | Attr::Commune).then_some(found.end)
    }
}

/// The name stands in a row of streets or schools: `các đường …, … và …`.
pub(super) fn among_places(reading: &Reading, mention: &Mention) -> bool {
    let mut i = mention.first;
    while i > 0 && mention.first - i < 24 {
        let (gap, before) = (reading.tokens[i].gap, &reading.tokens[i - 1]);
        let parts = gap.is_space() || gap.has(Gap::COMMA) || gap.has(Gap::DASH);
        if !parts || gap.has(Gap::STOP) {
            return false;
        }
        if !matches!(before.shape, Shape::Cap | Shape::Upper) && !any(before, &["và", "với", "đến"]) {
            let tags = reading.phrase_ending(i - 1).0;
            return gap.is_space()
                && tags.any(&[Class::EponymHead, Class::PlaceHead, Class::School])
                && !tags.any(&[Class::ChildTitle, Class::AdultTitle]);
        }
        i -= 1;
    }
    false
}
