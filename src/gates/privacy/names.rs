//! Persons named in a passage, of whatever people and however written.
//!
//! Tokens, marks and attributes come in; mentions come out: full names, given names after a title,
//! initials, names in capitals, names in file names. A mention says how the text introduces the
//! person (its cue), not who the person is. Places and things named after people are left out here.

use std::collections::BTreeSet;

use super::attr::Attr;
use super::compared::{any, same};
use super::cues;
use super::lexicon::{self, Class};
use super::marks::{self, Mark, phrase_ending};
use super::mention::{By, Cue, Kind, Mention, Status};
use super::reading::Reading;
use super::text::{Gap, Manner, Token};
use super::word::Shape;

/// All persons of a passage, in order.
pub(super) fn find(reading: &Reading, places: &BTreeSet<String>, manner: Manner) -> Vec<Mention> {
    let finder = Finder { tokens: &reading.tokens, marks: &reading.marks, reading, places };
    let slug = manner == Manner::Slug;
    let capitals = if slug { Vec::new() } else { finder.capital_sentences() };
    let mut found = Vec::new();
    let mut i = 0;
    while i < reading.tokens.len() {
        let (mention, next) = if slug {
            (finder.in_slug(i), i + 1)
        } else if capitals.contains(&reading.tokens[i].sentence) {
            (finder.in_capitals(i), i + 1)
        } else {
            finder.in_prose(i)
        };
        i = mention.as_ref().map_or(next, |mention| mention.end);
        found.extend(mention);
    }
    found
}

/// What finding a name needs to see.
pub(super) struct Finder<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) marks: &'a [Mark],
    pub(super) reading: &'a Reading,
    pub(super) places: &'a BTreeSet<String>,
}

/// No syllable of a name in any language of the country is longer in plain letters (`nghieng` has 7);
/// what is longer is a word of another language.
const LONGEST_SYLLABLE: usize = 9;

/// A sentence in capitals has so many words in capitals at least.
const FEWEST_CAPITALS: usize = 3;

impl Finder<'_> {
    /// Sentences written in capitals, where shape says nothing.
    fn capital_sentences(&self) -> Vec<u32> {
        let mut found = Vec::new();
        if self.tokens.iter().filter(|t| t.shape == Shape::Upper).count() < FEWEST_CAPITALS {
            return found;
        }
        let mut from = 0;
        while from < self.tokens.len() {
            let sentence = self.reading.sentence(from);
            let upper =
                self.tokens[sentence.clone()].iter().filter(|t| matches!(t.shape, Shape::Upper)).count();
            let other = self.tokens[sentence.clone()]
                .iter()
                .filter(|t| matches!(t.shape, Shape::Lower | Shape::Cap))
                .count();
            if upper >= FEWEST_CAPITALS && upper > other * 2 {
                found.push(self.tokens[from].sentence);
            }
            from = sentence.end.max(from + 1);
        }
        found
    }

    /// The person named at `i`, and where to go on if there is none.
    fn in_prose(&self, i: usize) -> (Option<Mention>, usize) {
        let token = &self.tokens[i];
        match token.shape {
            Shape::Initials => (Some(self.mention(i, i + 1, Kind::Initials)), i + 1),
            Shape::Initial if !self.begins_particle_name(i) => (self.single_initial(i), i + 1),
            // `thằng Cu Tèo`: the title goes on with a capital.
            Shape::Cap if self.ends_title(i) => (None, i + 1),
            Shape::Initial | Shape::Cap | Shape::Upper => self.capitalised(i),
            Shape::Lower => (self.lower_case(i), i + 1),
            Shape::Number | Shape::Code => (None, i + 1),
        }
    }

    /// `Y Mơ`, `A Giấy`: a particle of a Ba Na, Xơ Đăng or Ê Đê name.
    fn begins_particle_name(&self, i: usize) -> bool {
        let particle = matches!(self.tokens[i].fold.as_str(), "y" | "a" | "h" | "k");
        // `giải A Liên hoan`: a prize, and what it was won at.
        let grade = i > 0
            && self.tokens[i].gap.is_space()
            && any(&self.tokens[i - 1], &["giải", "loại", "hạng", "bảng", "nhóm", "khu", "tòa", "dãy"]);
        particle
            && !grade
            && self.tokens.get(i + 1).is_some_and(|t| {
                (t.gap.is_space() || t.gap.has(Gap::QUOTE) || t.gap.has(Gap::HYPHEN)) && t.shape == Shape::Cap
            })
    }

    /// `em H.`, `cháu M`: one initial after a title.
    fn single_initial(&self, i: usize) -> Option<Mention> {
        let more = self.tokens[i + 1..]
            .iter()
            .take_while(|t| t.shape == Shape::Initial && t.gap.has(Gap::DOT))
            .count();
        let mention = self.mention(i, i + 1 + more, Kind::Initials);
        // `T. (17 tuổi, …)`: an age in brackets stands behind a person.
        let aged = self.tokens.get(i + 1).is_some_and(|t| t.gap.has(Gap::OPEN))
            && self
                .reading
                .attr_at(i + 1)
                .is_some_and(|a| matches!(a.attr, Attr::Age { generic: false, .. }));
        (mention.cue != Cue::None && mention.cue != Cue::ClassBefore || more > 0 || aged).then_some(mention)
    }

    fn capitalised(&self, i: usize) -> (Option<Mention>, usize) {
        if let Some(place) = self.covering_place(i) {
            return (None, place);
        }
        let mut first = i;
        if self.tokens[i].shape == Shape::Cap && self.is_leading_title(i) && self.named_after(i)
            || self.begins_thing(i)
        {
            return (None, self.run_end(i));
        }
        let leads = self.tokens[i].shape == Shape::Cap && self.is_leading_title(i);
        if leads || self.is_short_title(i) {
            first = i + self.marks[i].len;
            let names = self.tokens.get(first).is_some_and(|t| {
                matches!(t.shape, Shape::Cap | Shape::Upper)
                    && t.gap.is_space()
                    && self.covering_place(first).is_none()
            });
            if !names {
                return (None, first);
            }
        }
        let end = self.run_end(first);
        // `Vĩnh Gia Đông, ngày 01 tháng 4`: where a document was written.
        let dated = first == 0
            && self.tokens.get(end).is_some_and(|t| t.gap.has(Gap::COMMA) && same(t, "ngày"))
            && self.tokens.get(end + 1).is_some_and(|t| !matches!(t.shape, Shape::Lower | Shape::Cap));
        if dated {
            return (None, end);
        }
        let people = self.marks[first].len;
        if self.marks[first].tags.is(Class::Ethnonym)
            && first + people + 1 < end
            && self.after_people_word(first)
        {
            return (self.person_in(first + people, end), end);
        }
        if self.named_after(first) {
            return (self.after_known_place(first), end);
        }
        let middle = self.tokens.get(first + 1).is_some_and(|t| same(t, "thị") || same(t, "văn"));
        let stray = end - first >= 3
            && !same(&self.tokens[first], "danh")
            && !(middle && marks::surname_len(self.tokens, first) > 0)
            && self.starts_sentence(first)
            && (marks::surname_len(self.tokens, first) == 0 || self.marks[first].len > 0)
            && marks::surname_len(self.tokens, first + 1) > 0;
        if stray && self.named_after(first + 1) {
            return (None, end);
        }
        (self.person_in(first + usize::from(stray), end), end)
    }

    /// `người Dao …`, `dân tộc Nùng …`.
    fn after_people_word(&self, i: usize) -> bool {
        i > 0 && ["người", "tộc"].iter().any(|w| same(&self.tokens[i - 1], w))
    }

    pub(super) fn starts_sentence(&self, i: usize) -> bool {
        i == 0 || self.tokens[i].gap.has(Gap::STOP) || self.tokens[i].gap.has(Gap::QUOTE)
    }

    /// `… báo: HS Ngạc Tưởng Vân`: a title of two letters that is always written so.
    fn is_short_title(&self, i: usize) -> bool {
        let names = |t: &Token| t.gap.is_space() && t.shape == Shape::Cap;
        self.tokens[i].shape == Shape::Upper
            && same(&self.tokens[i], "hs")
            && self.tokens.get(i + 1).is_some_and(names)
    }

    /// `Em`, `Bà`, `Cậu bé` with its sentence's capital.
    fn is_leading_title(&self, i: usize) -> bool {
        let mark = self.marks[i];
        // `là Ông Thị …`: here it is a family name.
        let family = i > 0
            && !self.tokens[i].gap.has(Gap::STOP)
            && self.tokens.get(i + 1).is_some_and(|t| same(t, "thị") && t.shape == Shape::Cap);
        let title = mark.tags.any(&[Class::ChildTitle, Class::AdultTitle, Class::ChildWeak])
            && mark.len > 0
            && !family;
        let starts = i == 0
            || self.tokens[i].gap.has(Gap::STOP)
            || self.tokens[i].gap.has(Gap::APART)
            || self.tokens[i].gap.has(Gap::QUOTE);
        let after_title = i > 0
            && self.tokens[i].gap.is_space()
            && phrase_ending(self.marks, i - 1).0.any(&[Class::AdultTitle, Class::ChildTitle]);
        title && !after_title && (starts || !same(&self.tokens[i], "anh"))
    }

    pub(super) fn run_end(&self, first: usize) -> usize {
        let upper = self.tokens[first].shape == Shape::Upper;
        let mut end = first + 1;
        while end < self.tokens.len() && end - first < 6 {
            let token = &self.tokens[end];
            // `H' Kim`
            let particle = end == first + 1
                && self.tokens[first].shape == Shape::Initial
                && token.gap.has(Gap::QUOTE)
                && !token.gap.has(Gap::APART)
                && !token.gap.has(Gap::STOP);
            let joined =
                token.gap.is_space() || token.gap.has(Gap::HYPHEN) && token.shape == Shape::Cap || particle;
            let next_is_name =
                self.tokens.get(end + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
            let fits = match token.shape {
                Shape::Cap => !self.starts_phrase(end, next_is_name),
                Shape::Upper => upper,
                Shape::Initial | Shape::Initials => true,
                Shape::Lower | Shape::Number | Shape::Code => false,
            };
            if !joined || !fits {
                break;
            }
            end += 1;
            if matches!(token.shape, Shape::Initial | Shape::Initials) && !next_is_name {
                break;
            }
        }
        end
    }

    /// A capitalised word that begins something else: `Lớp`, `Trường Tiểu học`, `Xã Mây Thấp`.
    fn starts_phrase(&self, i: usize, next_is_name: bool) -> bool {
        let mark = self.marks[i];
        let place = mark.tags.any(&[Class::School, Class::CommuneHead]);
        let role = mark.len > 1 && mark.tags.is(Class::AdultRole);
        // `Báo Ủy ban nhân dân xã`
        let office = same(&self.tokens[i], "ủy") && self.tokens.get(i + 1).is_some_and(|t| same(t, "ban"));
        if office {
            return true;
        }
        mark.tags.is(Class::GradeWord) || role || place && (mark.len > 1 || next_is_name)
    }

    pub(super) fn person_in(&self, first: usize, end: usize) -> Option<Mention> {
        let tokens = &self.tokens[first..end];
        if tokens.iter().any(|token| token.fold.len() > LONGEST_SYLLABLE) {
            return None;
        }
        // `Giải Nhì`, `Cao Lan`: a phrase of its own.
        if end - first > 1 && self.marks[first].len >= end - first {
            return None;
        }
        let folded = self.folded(first, end);
        let first_is_upper = tokens[0].shape == Shape::Upper;
        // `Từ Thứ Hai …`
        let weekday = |pair: &[Token]| {
            same(&pair[0], "thứ") && any(&pair[1], &["hai", "ba", "tư", "năm", "sáu", "bảy"])
        };
        if tokens.windows(2).any(weekday) {
            return None;
        }
        // `sinh năm Bính Tý`
        let year = end - first == 2
            && first > 0
            && same(&self.tokens[first - 1], "năm")
            && matches!(
                tokens[0].fold.as_str(),
                "giap" | "at" | "binh" | "dinh" | "mau" | "ky" | "canh" | "tan" | "nham" | "quy"
            );
        if year {
            return None;
        }
        if self.places.contains(&folded) || lexicon::is_province(&folded) {
            return None;
        }
        let particle = tokens[0].shape == Shape::Initial;
        let family = if particle { 1 } else { marks::surname_len(self.tokens, first) };
        let partial = end - first > 1
            && matches!(tokens[end - first - 1].shape, Shape::Initial)
            && !self.is_placeholder(end);
        let kind = match family {
            _ if partial => Kind::Initials,
            n if n > 0 && (end - first > n || tokens[0].key.contains('\'')) => Kind::Full,
            _ => Kind::Given,
        };
        if first_is_upper
            && (kind == Kind::Given || end - first < 2 || tokens.iter().all(|t| t.key.is_ascii()))
        {
            return None;
        }
        let mut mention = self.mention(first, end, kind);
        if mention.kind == Kind::Given && end - first >= 3 && matches!(mention.cue, Cue::Child | Cue::Group) {
            mention.kind = Kind::Full;
        }
        self.keep_given(mention)
    }

    pub(super) fn mention(&self, first: usize, end: usize, kind: Kind) -> Mention {
        let (cue, cue_at) = cues::cue(self.reading, first, self.run_end(first));
        Mention {
            first,
            end,
            cue_at,
            cue,
            kind,
            dim: false,
            placeholder: self.is_placeholder(end),
            folded: self.folded(first, end),
            status: Status::Unknown,
            by: By::Nothing,
            details: Vec::new(),
        }
    }

    /// The name that ends before token `end` closes with a bare A, B, C, X, Y or Z.
    fn is_placeholder(&self, end: usize) -> bool {
        let last = &self.tokens[end - 1];
        // With its marks: `Thiên Ý` is a name.
        let letter = matches!(last.key.as_str(), "a" | "b" | "c" | "x" | "y" | "z");
        let dotted = self.tokens.get(end).is_some_and(|next| next.gap.has(Gap::DOT));
        last.shape == Shape::Initial && letter && !dotted
    }

    pub(super) fn folded(&self, first: usize, end: usize) -> String {
        self.tokens[first..end].iter().map(|t| t.fold.as_str()).collect::<Vec<_>>().join(" ")
    }
}
