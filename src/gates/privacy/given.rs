//! Given names and nicknames: when a capitalised word alone is a person.
//!
//! A mention without a family name comes in; it goes out again only if a title, an age, a class, a
//! role or a list of children vouches for it.

use std::collections::BTreeSet;

use super::attr::Attr;
use super::calls::calls;
use super::compared::{any, same};
use super::lexicon::{self, Class};
use super::marks;
use super::mention::{Cue, Kind, Mention};
use super::names::Finder;
use super::reading::Reading;
use super::text::Gap;
use super::word::Shape;

/// Words with a capital that are no names.
const NEVER: [&str; 11] =
    ["tết", "noel", "covid", "internet", "facebook", "zalo", "tiktok", "youtube", "google", "wifi", "stem"];

impl Finder<'_> {
    /// A given name counts after a title, or where an age, a class or a role follows at once.
    pub(super) fn keep_given(&self, mention: Mention) -> Option<Mention> {
        if mention.kind != Kind::Given {
            return Some(mention);
        }
        let token = &self.tokens[mention.first];
        let mark = self.marks[mention.first];
        let word = mention.end - mention.first == 1;
        let other_word = [
            Class::EponymHead,
            Class::School,
            Class::PlaceHead,
            Class::CommuneHead,
            Class::AdultRole,
            Class::ChildTitle,
            Class::ChildRole,
            Class::GradeWord,
            Class::Plural,
            Class::Topical,
            Class::ListCue,
            Class::Filler,
            Class::AdultTitle,
        ];
        let after_weekday = mention.first > 0
            && self.tokens[mention.first - 1].fold == "thu"
            && ["hai", "ba", "tu", "nam", "sau", "bay"].contains(&token.fold.as_str());
        let of_year = ["năm", "hôm", "ngày", "hồi"].iter().any(|w| same(token, w))
            && self.tokens.get(mention.end).is_some_and(|next| {
                let told =
                    ["tôi", "ấy", "đó", "nay", "ngoái", "em", "con", "mình", "cháu", "lớp", "học", "kia"];
                next.gap.is_space() && (told.iter().any(|w| same(next, w)) || next.shape == Shape::Number)
            });
        // `Một bạn lớp 8: "Sợ nhất là …"`: what somebody says.
        let gap = token.gap;
        let speech = gap.has(Gap::COLON)
            && gap.has(Gap::QUOTE)
            && self.tokens.get(mention.end).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Lower);
        if word && (speech || after_weekday || of_year || any(token, &NEVER)) {
            return None;
        }
        let name_like = marks::is_name_syllable(token) || marks::is_nickname(token);
        let slogan = marks::is_common(token)
            && mention.first > 0
            && self.tokens[mention.first - 1].shape == Shape::Cap;
        if word && (mark.tags.any(&other_word) || slogan) && !name_like {
            return None;
        }
        let people = mark.tags.is(Class::Ethnonym) && mark.len == mention.end - mention.first;
        match mention.cue {
            Cue::Child | Cue::Adult | Cue::Weak => (!people || mention.cue != Cue::Weak).then_some(mention),
            Cue::Group => (!people && name_like).then_some(mention),
            Cue::AdultNear | Cue::ClassBefore => None,
            Cue::None if mark.inside > 0 => None,
            Cue::None => (!people && self.bare_given(&mention, word, name_like)).then_some(mention),
        }
    }

    /// Without a title: something must say at once that this is a child, or a list of children.
    fn bare_given(&self, mention: &Mention, word: bool, name_like: bool) -> bool {
        let Some(next) = self.tokens.get(mention.end) else { return self.in_list_of_children(mention) };
        let starts = self.starts_sentence(mention.first);
        let set_off = next.gap.has(Gap::OPEN) || next.gap.has(Gap::COMMA) || next.gap.has(Gap::DASH);
        let role = set_off && self.marks[mention.end].tags.any(&[Class::ChildRole, Class::PointerSure]);
        let attr = self.reading.attr_at(mention.end).is_some_and(|found| match found.attr {
            Attr::Age { generic, .. } => !generic,
            Attr::Class { one, .. } => one || !word || set_off,
            // `Phúc (2015), Lâm (2016)`
            Attr::Birth { paren: true, .. } => {
                let apart = |i: usize| {
                    self.tokens.get(i).is_none_or(|t| t.gap.has(Gap::COMMA) || t.gap.has(Gap::STOP))
                };
                let gap = self.tokens[mention.first].gap;
                let listed = gap.has(Gap::COMMA) || gap.has(Gap::COLON) || mention.first == 0;
                !word || name_like && listed && apart(found.end)
            }
            Attr::Birth { .. } => !word,
            _ => false,
        });
        let plausible = !word
            || !starts && self.marks[mention.first].len == 0
            || name_like && (!starts || set_off)
            || marks::is_nickname(&self.tokens[mention.first]);
        (role || attr) && plausible || self.in_list_of_children(mention)
    }

    /// `… các bé tháng 5: Kê, Bún, Thóc`: an item of a list in the sentence.
    fn in_list_of_children(&self, mention: &Mention) -> bool {
        let sentence = self.reading.sentence(mention.first);
        let parted = |i: usize| {
            self.tokens.get(i).is_none_or(|t| t.gap.has(Gap::APART) || t.gap.has(Gap::STOP) || same(t, "và"))
        };
        let opens = self.tokens[mention.first].gap.has(Gap::APART)
            || mention.first > 0 && same(&self.tokens[mention.first - 1], "và");
        let colon = (sentence.start + 1..=mention.first).rev().find(|i| self.tokens[*i].gap.has(Gap::COLON));
        let word = mention.end - mention.first == 1 && marks::is_common(&self.tokens[mention.first]);
        opens
            && !word
            && parted(mention.end)
            && colon.is_some_and(|colon| {
                super::listing::announced_by_colon(self.reading, sentence.start..colon)
                    == super::facts::People::Children
            })
    }
}

/// Given names of two syllables that no title, age or class introduces.
fn given_alone(reading: &Reading) -> Vec<Mention> {
    let (tokens, marks) = (&reading.tokens, &reading.marks);
    let places = BTreeSet::new();
    let finder = Finder { tokens, marks, reading, places: &places };
    let cap = |i: usize| tokens.get(i).is_some_and(|t| t.shape == Shape::Cap);
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        if !cap(i) || tokens[i].plain {
            i += 1;
            continue;
        }
        let end =
            (i + 1..tokens.len()).find(|k| !cap(*k) || !tokens[*k].gap.is_space()).unwrap_or(tokens.len());
        let syllables = (i..end).all(|k| marks::is_name_syllable(&tokens[k]));
        let word = (i..end).any(|k| marks[k].len > 1 || marks[k].inside > 0);
        let known = reading.mentions.iter().any(|m| m.first < end && m.end > i);
        // `Vĩnh Gia Đông, ngày 01 tháng 4`: where a document was written.
        let dated = tokens.get(end).is_some_and(|t| t.gap.has(Gap::COMMA) && any(t, &["ngày"]));
        let free = !known
            && !dated
            && (end - i == 2 || marks[i].len == 0)
            && !finder.begins_thing(i)
            && finder.covering_place(i).is_none()
            && !finder.named_after(i);
        if (2..=3).contains(&(end - i)) && syllables && !word && free {
            let kind = if end - i > 2 { Kind::Full } else { Kind::Given };
            let mention = finder.mention(i, end, kind);
            if !lexicon::is_province(&mention.folded) {
                found.push(Mention { dim: true, ..mention });
            }
        }
        i = end;
    }
    found
}

/// `quê Hải Hậu`, `đi Gia Minh`, `tại phủ Vĩnh Hạ`: the capital words at `i` are a place.
fn is_there(reading: &Reading, i: usize) -> bool {
    const THERE: &[&str] = &[
        "quê", "ở", "tại", "đi", "về", "đến", "từ", "lên", "xuống", "vào", "ra", "đoạn", "qua", "tới", "dọc",
        "gần", "quanh",
    ];
    const PEOPLE: [Class; 6] = [
        Class::ChildTitle,
        Class::AdultTitle,
        Class::AdultRole,
        Class::ChildWeak,
        Class::Pointer,
        Class::Filler,
    ];
    let Some(p) = i.checked_sub(1).filter(|_| reading.tokens[i].gap.is_space()) else { return false };
    let noun = reading.tokens[p].shape == Shape::Lower
        && reading.tokens[p].gap.is_space()
        && !reading.marks[p].tags.any(&PEOPLE)
        && !any(&reading.tokens[p], &["nhà", "với", "cùng", "cho", "của", "và", "là", "tên", "bạn", "gặp"]);
    any(&reading.tokens[p], THERE) || noun && p > 0 && any(&reading.tokens[p - 1], THERE)
}

/// Names that stand somewhere as a place's, folded.
fn places_of(readings: &[Reading]) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for reading in readings {
        let tokens = &reading.tokens;
        let cap = |k: usize| tokens.get(k).is_some_and(|t| t.shape == Shape::Cap);
        let begins =
            |i: &usize| cap(*i) && cap(*i + 1) && tokens[*i + 1].gap.is_space() && is_there(reading, *i);
        for i in (0..tokens.len()).filter(begins) {
            let end = (i + 1..tokens.len()).find(|k| !cap(*k) || !tokens[*k].gap.is_space());
            let words: Vec<&str> =
                tokens[i..end.unwrap_or(tokens.len())].iter().map(|t| t.fold.as_str()).collect();
            places.insert(words.join(" "));
        }
    }
    places
}

/// Given names of one syllable that are known from elsewhere in the article, where they stand alone.
fn called(reading: &Reading, names: &[String]) -> Vec<Mention> {
    let places = BTreeSet::new();
    let (tokens, marks) = (&reading.tokens, &reading.marks);
    let finder = Finder { tokens, marks, reading, places: &places };
    let alone = |i: &usize| {
        let follows = tokens[*i].gap.is_space() && *i > 0 && tokens[*i - 1].shape == Shape::Cap;
        let leads = tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
        tokens[*i].shape == Shape::Cap
            && names.contains(&tokens[*i].key)
            && !follows
            && !leads
            && marks[*i].len <= 1
            && !reading.mentions.iter().any(|m| (m.first..m.end).contains(i))
            && finder.covering_place(*i).is_none()
    };
    if names.is_empty() {
        return Vec::new();
    }
    (0..tokens.len())
        .filter(alone)
        .map(|i| Mention { dim: true, ..finder.mention(i, i + 1, Kind::Given) })
        .collect()
}

/// Two syllables that stand in given names, with capitals and without a title: `Thảo Nguyên`.
pub(super) fn add_given_names(readings: &mut [Reading]) {
    // `Sáng nay Páo không đến lớp. … mẹ Páo …`: alone, and behind a parent or again and again.
    let of_children: Vec<String> =
        if readings.iter().any(|r| (1..r.tokens.len()).any(|i| may_be_called(r, i))) {
            let calls = calls(readings);
            let both = calls.of_parents.intersection(&calls.bare).chain(&calls.often);
            both.filter(|name| !calls.titled.contains(*name)).map(|name| (*name).to_owned()).collect()
        } else {
            Vec::new()
        };
    let mut dims: Vec<Vec<Mention>> = readings.iter().map(given_alone).collect();
    if dims.iter().any(|dim| !dim.is_empty()) {
        let there = places_of(readings);
        for dim in &mut dims {
            dim.retain(|m| !there.contains(&m.folded));
        }
    }
    for (reading, mut dim) in readings.iter_mut().zip(dims) {
        dim.extend(called(reading, &of_children));
        dim.sort_by_key(|m| m.first);
        for mention in dim {
            let at = reading.mentions.partition_point(|m| m.first < mention.first);
            reading.mentions.insert(at, mention);
        }
    }
}

/// A capital word alone within a sentence, or behind a parent, that may be a name.
fn may_be_called(reading: &Reading, i: usize) -> bool {
    let token = &reading.tokens[i];
    if token.shape != Shape::Cap || !token.gap.is_space() {
        return false;
    }
    let cap = |k: usize| reading.tokens.get(k).is_some_and(|t| t.shape == Shape::Cap);
    let leads = reading.tokens.get(i + 1).is_some_and(|t| t.gap.is_space()) && cap(i + 1);
    let word = reading.marks[i].len > 1 || reading.marks[i].inside > 0;
    let known = marks::is_name_syllable(token) || marks::is_nickname(token) || !token.ascii;
    let behind = reading.any(Class::Parent) && reading.phrase_ending(i - 1).0.is(Class::Parent);
    behind
        || !leads
            && !cap(i - 1)
            && known
            && !word
            && reading.attrs.iter().all(|a| !(a.start..a.end).contains(&i))
}
