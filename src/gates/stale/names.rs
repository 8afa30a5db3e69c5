//! The names that have ended, found in a sentence: words of `ended.tsv`, and names of units.
//!
//! A sentence comes in, the places of ended names go out, the longest first at each place. A unit's
//! name counts only with its kind before it (`xã …`, `TP. …`); which names have ended is known to
//! `units`.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use jiff::civil::Date;

use super::units::{self, Ended, Fate, KINDS, is_of_word, small};
use crate::gates::met::Met;
use crate::vi;

/// An ended name in a sentence, by bytes.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) fate: Fate,
}

struct Word {
    phrase: String,
    last_day: Date,
    now_vi: &'static str,
    now_en: &'static str,
}

impl Word {
    fn hit(&self, start: usize, end: usize) -> Hit {
        let (now_vi, now_en) = (self.now_vi.to_owned(), self.now_en.to_owned());
        Hit { start, end, fate: Fate { last_day: self.last_day, now_vi, now_en } }
    }
}

/// How kinds are shortened before a name, with their places among [`KINDS`].
const SHORT_KINDS: [(&str, usize); 10] = [
    ("tp.", 4),
    ("tp", 4),
    ("tx.", 2),
    ("tx", 2),
    ("tt.", 1),
    ("tt", 1),
    ("h.", 0),
    ("q.", 3),
    ("p.", WARD),
    ("x.", 7),
];

/// The place of `phường`.
const WARD: usize = 6;

/// Words of a text at which it must be read as its words are said, before anything is found or not.
const HINTS: [&str; 5] = ["lao động", "lđ", "lđtb", "gd", "thị"];

/// How offices for labour, invalids and social affairs were written; `ended.tsv` says `{lđtbxh}`.
const LABOUR: [&str; 24] = [
    "lao động - thương binh và xã hội",
    "lao động-thương binh và xã hội",
    "lao động, thương binh và xã hội",
    "lao động thương binh và xã hội",
    "lao động - thương binh & xã hội",
    "lao động, thương binh & xã hội",
    "lao động thương binh & xã hội",
    "lao động - thương binh - xã hội",
    "lao động thương binh xã hội",
    "lao động - tb&xh",
    "lao động-tb&xh",
    "lao động tb&xh",
    "lđ-tb&xh",
    "lđ - tb&xh",
    "lđ - tb & xh",
    "lđ-tb & xh",
    "lđ, tb&xh",
    "lđ tb&xh",
    "lđtb&xh",
    "lđtb & xh",
    "lđ-tb-xh",
    "lđ-tbxh",
    "lđtb-xh",
    "lđtbxh",
];

/// How offices for education were written; `ended.tsv` says `{gdđt}`.
const EDUCATION: [&str; 7] =
    ["giáo dục và đào tạo", "giáo dục & đào tạo", "giáo dục - đào tạo", "gd&đt", "gd & đt", "gd-đt", "gdđt"];

/// How many words a unit's name has at most.
const LONGEST_NAME: usize = 5;

static WORDS: LazyLock<Vec<Word>> = LazyLock::new(|| {
    let rows = include_str!("ended.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut words = Vec::new();
    for line in rows {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [phrase, last_day, now_vi, now_en, _source] = cells[..] else { continue };
        let Ok(last_day) = last_day.parse() else { continue };
        let phrases = spellings(phrase).into_iter().flat_map(|phrase| {
            let second = vi::tone::unify(&phrase, vi::tone::Placement::Second);
            [Some(second).filter(|second| *second != phrase), Some(phrase)]
        });
        words.extend(phrases.flatten().map(|phrase| Word { phrase, last_day, now_vi, now_en }));
    }
    words
});

fn spellings(phrase: &str) -> Vec<String> {
    let spelt = [("{lđtbxh}", &LABOUR[..]), ("{gdđt}", &EDUCATION[..])]
        .into_iter()
        .find(|(sign, _)| phrase.contains(sign));
    spelt.map_or_else(
        || vec![phrase.to_owned()],
        |(sign, ways)| ways.iter().map(|way| phrase.replace(sign, way)).collect(),
    )
}

/// The kinds, their short forms, hints, then the words.
fn phrases() -> impl Iterator<Item = &'static str> {
    let kinds = KINDS.into_iter().chain(SHORT_KINDS.iter().map(|(short, _)| *short));
    kinds.chain(HINTS).chain(WORDS.iter().map(|word| word.phrase.as_str()))
}

/// A text is searched for all of them at once.
static PHRASES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let search = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(phrases());
    search.expect("a few short phrases make a small automaton")
});

/// The phrases by their first words, with their places among all.
static BY_FIRST: LazyLock<HashMap<&'static str, Vec<(&'static str, usize)>>> = LazyLock::new(|| {
    let mut by_first: HashMap<_, Vec<_>> = HashMap::new();
    for (nth, phrase) in phrases().enumerate() {
        by_first.entry(&phrase[..vi::word_len(phrase)]).or_default().push((phrase, nth));
    }
    by_first
});

/// Phrases with their places among all.
pub(in crate::gates) type Begun = &'static [(&'static str, usize)];

/// The phrases that a word may begin.
pub(in crate::gates) fn begun_by(word: &str) -> Begun {
    BY_FIRST.get(lower_of_same_length(word).as_str()).map_or(&[], Vec::as_slice)
}

/// Whether an ended name of these phrases may begin at the word that stands at a byte of a text; never no
/// in vain. Names of units that were met before are known.
pub(in crate::gates) fn may_stand_at(text: &str, at: usize, begun: Begun, units: &mut Met<Ended>) -> bool {
    // So much holds a name of many words, and behind it what says where the unit lies.
    const NAME: usize = 180;
    const NEAR: usize = NAME + units::REACH + 20;
    let near = |length: usize| &text[at..text.floor_char_boundary(at + length)];
    let word = vi::word_len(&text[at..]);
    let mut here = begun.iter().filter(|(written, _)| {
        // Of one word is nearly every one of them.
        written.len() == word || is_written(near(written.len() + 4), written)
    });
    here.any(|(written, nth)| {
        let Phrase::Kind(kind) = phrase(*nth) else { return true };
        let is_cut =
            || text.len() > at + NEAR && near(NAME).split_whitespace().nth(3 + LONGEST_NAME).is_none();
        let rest = &text[at + written.len()..];
        // A name in bold letters is looked at when it is read.
        let is_bold = rest.trim_start().starts_with('*');
        let name = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '*');
        units::may_begin(kind, &lower_of_same_length(first_word(name)))
            && (is_bold
                || may_be_ended(text, at, at + written.len(), kind, units)
                    && (is_cut() || {
                        let lower = lower_of_same_length(near(NEAR));
                        is_unit_at(near(NEAR), &lower, 0, written.len(), kind)
                    }))
    })
}

/// Whether the name of a kind of unit, which begins at a byte and goes on behind another, may have ended.
fn may_be_ended(text: &str, at: usize, behind: usize, kind: usize, units: &mut Met<Ended>) -> bool {
    // So much of what follows tells whether it says where the unit lies.
    const LEAD: usize = 24;
    let rest = &text[behind..];
    let ends = name_ends(rest);
    let Some(last) = ends.last() else { return false };
    let known = units.of(&text[at..behind + last], |named| {
        let lower = lower_of_same_length(&named[behind - at..]);
        let longest = small(&format!("{} {lower}", KINDS[kind]));
        let whole = ends.iter().zip(beginnings(&longest, KINDS[kind]));
        let ended = whole
            .filter(|(end, _)| !goes_on(&named[behind - at + **end..]))
            .map(|(_, name)| units::ended(name));
        ended.max().unwrap_or(Ended::No)
    });
    let leads_on = |end: &usize| {
        let after = rest[*end..].trim_start();
        units::leads_on(&lower_of_same_length(&after[..after.floor_char_boundary(LEAD)]))
    };
    known == Ended::Yes || known == Ended::Elsewhere && ends.iter().any(leads_on)
}

/// The text begins with a phrase, whole.
fn is_written(text: &str, phrase: &str) -> bool {
    let mut letters = text.chars().map(small_here);
    phrase.chars().all(|c| letters.next() == Some(c)) && is_whole(text, 0, phrase.len())
}

/// What a phrase is.
enum Phrase {
    /// A kind of unit.
    Kind(usize),
    Hint,
    Word(&'static Word),
}

fn phrase(nth: usize) -> Phrase {
    let kinds = KINDS.len();
    let hints = kinds + SHORT_KINDS.len();
    let words = hints + HINTS.len();
    match nth {
        nth if nth < kinds => Phrase::Kind(nth),
        nth if nth < hints => Phrase::Kind(SHORT_KINDS[nth - kinds].1),
        nth if nth < words => Phrase::Hint,
        nth => Phrase::Word(&WORDS[nth - words]),
    }
}

/// Where ended names may stand in a whole text, which comes in small letters too; where its sentences end
/// may take one away, and never adds one.
pub(super) fn possible(text: &str, lower: &str) -> Vec<usize> {
    let phrases = PHRASES.find_overlapping_iter(lower).filter(|it| is_whole(lower, it.start(), it.end()));
    let ended = phrases.filter(|it| match phrase(it.pattern().as_usize()) {
        // A name in bold letters is looked at when it is read.
        Phrase::Kind(kind) => {
            lower[it.end()..].trim_start().starts_with('*')
                || is_unit_at(text, lower, it.start(), it.end(), kind)
        }
        Phrase::Hint | Phrase::Word(_) => true,
    });
    ended.map(|phrase| phrase.start()).collect()
}

/// The ended names of a sentence, which comes once more in small letters.
pub(super) fn hits(sentence: &str, lower: &str) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    for it in PHRASES.find_overlapping_iter(lower) {
        let (start, end) = (it.start(), it.end());
        if !is_whole(lower, start, end) {
            continue;
        }
        match phrase(it.pattern().as_usize()) {
            Phrase::Kind(kind) => found.extend(unit_at(sentence, lower, start, end, kind)),
            Phrase::Word(word) => found.push(word.hit(start, end)),
            Phrase::Hint => {}
        }
    }
    join(&mut found);
    found
}

/// A body's name takes the unit's name behind it along, and what lies within another is dropped.
fn join(found: &mut Vec<Hit>) {
    for i in 0..found.len() {
        let (start, end) = (found[i].start, found[i].end);
        let unit = found.iter().find(|other| other.start > start && other.start < end && other.end > end);
        if let Some((end, of)) = unit.map(|unit| (unit.end, unit.fate.clone())) {
            let fate = &mut found[i].fate;
            fate.now_vi = format!("{}: {}", fate.now_vi, of.now_vi);
            fate.now_en = format!("{}: {}", fate.now_en, of.now_en);
            found[i].end = end;
        }
    }
    found.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
    let mut last = 0;
    found.retain(|hit| {
        let is_new = hit.start >= last;
        last = if is_new { hit.end } else { last };
        is_new
    });
}

/// The longest ended unit's name behind its kind, which stands from `start` to `behind`.
fn unit_at(sentence: &str, lower: &str, start: usize, behind: usize, kind: usize) -> Option<Hit> {
    let (end, fate) = unit_behind(sentence, lower, start..behind, kind, units::fate)?;
    Some(Hit { start, end, fate })
}

/// Whether there is one.
fn is_unit_at(sentence: &str, lower: &str, start: usize, behind: usize, kind: usize) -> bool {
    let has_fate = |name: &str, after: &str| units::has_fate(name, after).then_some(());
    unit_behind(sentence, lower, start..behind, kind, has_fate).is_some()
}

/// Where the longest name behind a kind ends that `ended` knows with the words behind it, and what it knows.
fn unit_behind<T>(
    sentence: &str,
    lower: &str,
    written: Range<usize>,
    kind: usize,
    ended: impl Fn(&str, &str) -> Option<T>,
) -> Option<(usize, T)> {
    let behind = written.end;
    let rest = &sentence[behind..];
    let spaces = rest.len() - rest.trim_start().len();
    let first = first_word(&lower[behind + spaces..]);
    // `P. 5` is a room.
    let is_room =
        kind == WARD && lower[..behind].ends_with('.') && first.starts_with(|c: char| c.is_ascii_digit());
    if is_room || !units::may_begin(kind, first) {
        return None;
    }
    let ends = name_ends(rest);
    let longest = small(&format!("{} {}", KINDS[kind], &lower[behind..behind + *ends.last()?]));
    let names = beginnings(&longest, KINDS[kind]);
    // `xã Tân Phước 1` is one of today.
    if names.iter().any(|name| units::is_numbered(name)) {
        return None;
    }
    let longest_first = ends.into_iter().zip(names).rev();
    longest_first
        .filter(|(end, _)| !goes_on(&rest[*end..]))
        .find_map(|(end, name)| Some((behind + end, ended(name, &lower[behind + end..])?)))
}

/// Where the words end that may be a unit's name, the first first.
fn name_ends(rest: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut in_word = false;
    for (i, c) in rest.char_indices() {
        let is_letter = is_of_word(c);
        if in_word && !is_letter {
            ends.push(i);
            if ends.len() == LONGEST_NAME || !c.is_whitespace() {
                in_word = false;
                break;
            }
        }
        if !in_word && is_letter && !c.is_uppercase() && !c.is_ascii_digit() {
            break;
        }
        if !is_letter && !c.is_whitespace() {
            break;
        }
        in_word = is_letter;
    }
    if in_word && ends.len() < LONGEST_NAME && rest.chars().last().is_some_and(char::is_alphanumeric) {
        ends.push(rest.len());
    }
    ends
}

/// The word of a name with which a text begins.
fn first_word(text: &str) -> &str {
    &text[..text.find(|c: char| !is_of_word(c)).unwrap_or(text.len())]
}

/// A name with its kind after each of its words, the shortest first.
fn beginnings<'n>(name: &'n str, kind: &str) -> Vec<&'n str> {
    let ends = name.match_indices(' ').map(|(at, _)| at).chain([name.len()]);
    ends.skip(kind.split(' ').count()).map(|end| &name[..end]).collect()
}

/// A capitalised word follows: "xã Đông" in "xã Đông Khê" is another name.
fn goes_on(rest: &str) -> bool {
    let mut letters = rest.strip_prefix(' ').unwrap_or_default().chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// Small letters, sign by sign, so that places stay the same; line ends are gaps like others.
pub(super) fn lower_of_same_length(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    for c in text.chars() {
        lower.push(small_here(c));
    }
    lower
}

/// The small letter of a sign, if it is as long as the sign; a gap for a line end.
fn small_here(c: char) -> char {
    match c {
        '\n' | '\t' => ' ',
        c if c.is_ascii() => c.to_ascii_lowercase(),
        c => Some(vi::small(c)).filter(|small| small.len_utf8() == c.len_utf8()).unwrap_or(c),
    }
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next().filter(|_| !text[..end].ends_with('.'));
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
