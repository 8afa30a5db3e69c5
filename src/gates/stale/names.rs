//! The names that have ended: words of `ended.tsv`, and units of the tables of localities.
//!
//! A sentence comes in, the places of ended names go out, the longest first at each place. A unit's
//! name counts only with its kind before it (`xã …`, `tỉnh …`), and only if no unit in force has it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use jiff::civil::{Date, date};

use crate::locality::{LocalityCode, Registry};
use crate::vi;

/// An ended name in a sentence, by bytes.
#[derive(Debug, Clone)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) last_day: Date,
    pub(super) now_vi: String,
    pub(super) now_en: String,
}

struct Word {
    phrase: &'static str,
    last_day: Date,
    now_vi: &'static str,
    now_en: &'static str,
}

impl Word {
    fn hit(&self, start: usize, end: usize) -> Hit {
        let (now_vi, now_en) = (self.now_vi.to_owned(), self.now_en.to_owned());
        Hit { start, end, last_day: self.last_day, now_vi, now_en }
    }
}

/// Kinds of units before a name.
const KINDS: [&str; 8] = ["huyện", "thị trấn", "thị xã", "quận", "thành phố", "tỉnh", "phường", "xã"];

/// How many words a unit's name has at most.
const LONGEST_NAME: usize = 5;

/// How many successors a finding names.
const SHOWN: usize = 8;

/// The last day of the units that the reform ended.
const LAST_DAY: Date = date(2025, 6, 30);

static WORDS: LazyLock<Vec<Word>> = LazyLock::new(|| {
    let rows = include_str!("ended.tsv").lines().filter(|line| !line.starts_with('#'));
    let word = |line: &'static str| {
        let mut cells = line.split('\t');
        let (phrase, last_day) = (cells.next()?, cells.next()?.parse().ok()?);
        Some(Word { phrase, last_day, now_vi: cells.next()?, now_en: cells.next()? })
    };
    let mut words: Vec<Word> = rows.filter_map(word).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.phrase.len()));
    words
});

/// The kinds, then the words: a text is searched for all of them at once.
static PHRASES: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let phrases = KINDS.into_iter().chain(WORDS.iter().map(|word| word.phrase));
    let search = AhoCorasick::builder().kind(Some(AhoCorasickKind::DFA)).build(phrases);
    search.expect("a few short phrases make a small automaton")
});

/// Full names in small letters: those in force with nothing, the ended ones with their codes.
static UNITS: LazyLock<HashMap<String, Vec<LocalityCode>>> = LazyLock::new(|| {
    let registry = Registry::embedded();
    let mut units: HashMap<String, Vec<LocalityCode>> = HashMap::new();
    for unit in registry.units().filter(|unit| unit.is_former()) {
        units.entry(small(unit.name)).or_default().push(unit.code.clone());
    }
    for unit in registry.units().filter(|unit| !unit.is_former()) {
        units.remove(&small(unit.name));
    }
    units
});

/// The first words of ended units' names, by their kinds, with the tone on either vowel: nearly every name is that of a
/// unit in force, and is told by it.
static FIRST_WORDS: LazyLock<[HashSet<String>; KINDS.len()]> = LazyLock::new(|| {
    KINDS.map(|kind| {
        let rests = UNITS.keys().filter_map(|name| name.strip_prefix(kind)?.strip_prefix(' '));
        let words = rests.map(|rest| &rest[..rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len())]);
        let placed = |word| {
            [vi::tone::Placement::First, vi::tone::Placement::Second].map(|at| vi::tone::unify(word, at))
        };
        words.flat_map(placed).collect()
    })
});

/// Where ended names stand in a whole text, which comes in small letters too; where its sentences end may take one
/// away, and never adds one.
pub(super) fn possible(text: &str, lower: &str) -> Vec<usize> {
    let phrases = PHRASES.find_overlapping_iter(lower).filter(|it| is_whole(lower, it.start(), it.end()));
    let ended = phrases.filter(|phrase| {
        let nth = phrase.pattern().as_usize();
        nth >= KINDS.len() || unit_at(text, lower, nth, phrase.start()).is_some()
    });
    ended.map(|phrase| phrase.start()).collect()
}

/// The ended names of a sentence, which comes once more in small letters.
pub(super) fn hits(sentence: &str, lower: &str) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    for phrase in PHRASES.find_overlapping_iter(lower) {
        let (start, end) = (phrase.start(), phrase.end());
        if !is_whole(lower, start, end) {
            continue;
        }
        let nth = phrase.pattern().as_usize();
        match nth.checked_sub(KINDS.len()) {
            None => {
                let unit = unit_at(sentence, lower, nth, start);
                found.extend(unit.map(|(end, codes)| {
                    let (now_vi, now_en) = successors(codes);
                    Hit { start, end, last_day: LAST_DAY, now_vi, now_en }
                }));
            }
            Some(nth) => found.push(WORDS[nth].hit(start, end)),
        }
    }
    // A body's name takes the unit's name behind it along, and what lies within another is dropped.
    for i in 0..found.len() {
        let (start, end) = (found[i].start, found[i].end);
        let unit = found.iter().find(|other| other.start > start && other.start < end && other.end > end);
        if let Some((end, now_vi, now_en)) =
            unit.map(|unit| (unit.end, unit.now_vi.clone(), unit.now_en.clone()))
        {
            found[i].end = end;
            found[i].now_vi = format!("{}: {now_vi}", found[i].now_vi);
            found[i].now_en = format!("{}: {now_en}", found[i].now_en);
        }
    }
    found.sort_by_key(|hit| (hit.start, std::cmp::Reverse(hit.end)));
    let mut last = 0;
    found.retain(|hit| {
        let is_new = hit.start >= last;
        last = if is_new { hit.end } else { last };
        is_new
    });
    found
}

/// Where the longest ended unit's name after its kind ends, and which units had it.
fn unit_at(text: &str, lower: &str, kind: usize, start: usize) -> Option<(usize, &'static [LocalityCode])> {
    let kind_end = start + KINDS[kind].len();
    let rest = &text[kind_end..];
    let spaces = rest.len() - rest.trim_start().len();
    let first = rest[spaces..].find(|c: char| !is_of_word(c)).unwrap_or(rest.len() - spaces);
    if !FIRST_WORDS[kind].contains(&lower[kind_end + spaces..kind_end + spaces + first]) {
        return None;
    }
    let mut ends = Vec::new();
    let mut in_word = false;
    for (i, c) in rest.char_indices() {
        let is_letter = is_of_word(c);
        if in_word && !is_letter {
            ends.push(i);
            if ends.len() == LONGEST_NAME || !c.is_whitespace() {
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
    let mut whole = ends.into_iter().rev().map(|end| kind_end + end).filter(|end| !goes_on(&text[*end..]));
    let named = |end| Some((end, UNITS.get(&small(&lower[start..end]))?.as_slice()));
    whole.find_map(named)
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')
}

/// A capitalised word follows: "xã Đông" in "xã Đông Khê" is another name.
fn goes_on(rest: &str) -> bool {
    let mut letters = rest.strip_prefix(' ').unwrap_or_default().chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase)
}

/// What the units of these codes became.
fn successors(codes: &[LocalityCode]) -> (String, String) {
    let registry = Registry::embedded();
    if codes.len() > 1 {
        let n = codes.len();
        return (
            format!("có {n} nơi cùng tên này, mỗi nơi một đơn vị mới: tra ở trang địa phương"),
            format!("{n} places had this name; look the right one up"),
        );
    }
    let succession = codes.first().and_then(|code| registry.succession(code));
    let names: Vec<&str> = succession
        .iter()
        .flat_map(|succession| &succession.successors)
        .filter_map(|code| registry.get(code).map(|unit| unit.name))
        .collect();
    let more = names.len().saturating_sub(SHOWN);
    let shown = names.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
    if more == 0 {
        (shown.clone(), shown)
    } else {
        (format!("{shown} và {more} nơi khác"), format!("{shown} and {more} more"))
    }
}

fn small(name: &str) -> String {
    let joined = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    vi::tone::unify(&joined, vi::tone::Placement::First)
}

/// Small letters, sign by sign, so that places stay the same.
pub(super) fn lower_of_same_length(text: &str) -> String {
    let mut lower = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let start = lower.len();
        lower.push_str(&rest[..plain]);
        lower[start..].make_ascii_lowercase();
        rest = &rest[plain..];
        let Some(c) = rest.chars().next() else { break };
        lower.push(Some(vi::small(c)).filter(|small| small.len_utf8() == c.len_utf8()).unwrap_or(c));
        rest = &rest[c.len_utf8()..];
    }
    lower
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}
