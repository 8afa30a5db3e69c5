//! The names of units that have ended: which units bore one, until when, and what stands there now.
//!
//! A name with its kind in small letters comes in with the words behind it, what became of it goes
//! out. Names of former units, other spellings of them and names that were changed later all count. A
//! name that a unit in force bears too is ended only where the words behind it say which one is meant.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use jiff::civil::{Date, date};

use crate::locality::{LocalityCode, Registry};
use crate::vi;

/// How many successors a finding names.
const SHOWN: usize = 8;

/// How many places of one name are told apart in a finding.
const PLACES: usize = 4;

/// How far behind a name the units above it are looked for, in bytes.
pub(super) const REACH: usize = 120;

/// The last day of the units that the reform ended.
const LAST_DAY: Date = date(2025, 6, 30);

/// What became of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fate {
    pub(super) last_day: Date,
    pub(super) now_vi: String,
    pub(super) now_en: String,
}

/// Who bore a name until when, and who bears it today.
#[derive(Debug, Default)]
struct Bearers {
    ended: Vec<LocalityCode>,
    last_day: Date,
    living: Vec<LocalityCode>,
}

static NAMES: LazyLock<HashMap<String, Bearers>> = LazyLock::new(|| {
    let registry = Registry::embedded();
    let mut names: HashMap<String, Bearers> = HashMap::new();
    let mut add = |name: &str, code: &LocalityCode, last_day: Date| {
        let bearers = names.entry(small(name)).or_insert_with(|| Bearers { last_day, ..Bearers::default() });
        bearers.last_day = bearers.last_day.max(last_day);
        if !bearers.ended.contains(code) {
            bearers.ended.push(code.clone());
        }
    };
    for unit in registry.units().filter(|unit| unit.is_former()) {
        add(unit.name, &unit.code, LAST_DAY);
    }
    for (code, alias) in registry.aliases().iter().filter(|(code, _)| code.is_former()) {
        add(alias, code, LAST_DAY);
    }
    for change in registry.changes() {
        add(change.former_name, &change.code, change.effective.yesterday().unwrap_or(change.effective));
    }
    let living = registry.units().filter(|unit| !unit.is_former()).map(|unit| (unit.name, &unit.code));
    // What a unit in force is called besides, unless that is a name it no longer bears.
    let is_borne = |name: &str| !registry.changes().iter().any(|change| change.former_name == name);
    let called = registry.aliases().iter().filter(|(code, name)| !code.is_former() && is_borne(name));
    for (name, code) in living.chain(called.map(|(code, name)| (*name, code))) {
        if let Some(bearers) = names.get_mut(&small(name)) {
            bearers.living.push(code.clone());
        }
    }
    names
});

/// Full names of units in force that end with a number.
static NUMBERED: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let living = Registry::embedded().units().filter(|unit| !unit.is_former());
    let numbered = living.filter(|unit| unit.name.ends_with(|c: char| c.is_ascii_digit()));
    numbered.map(|unit| small(unit.name)).collect()
});

/// A unit in force has this name, which ends with a number.
pub(super) fn is_numbered(name: &str) -> bool {
    name.ends_with(|c: char| c.is_ascii_digit()) && NUMBERED.contains(name)
}

/// The first words of ended units' names, by their kinds, with the tone on either vowel: nearly every
/// name is that of a unit in force, and is told by it.
static FIRST_WORDS: LazyLock<[HashSet<String>; KINDS.len()]> = LazyLock::new(|| {
    KINDS.map(|kind| {
        let rests = NAMES.keys().filter_map(|name| name.strip_prefix(kind)?.strip_prefix(' '));
        let words = rests.map(|rest| &rest[..rest.find(|c: char| !is_of_word(c)).unwrap_or(rest.len())]);
        // Ten thousand names begin with a few hundred words.
        let words: HashSet<&str> = words.collect();
        let placed = |word| {
            [vi::tone::Placement::First, vi::tone::Placement::Second].map(|at| vi::tone::unify(word, at))
        };
        words.into_iter().flat_map(placed).collect()
    })
});

/// Kinds of units before a name.
pub(super) const KINDS: [&str; 8] =
    ["huyện", "thị trấn", "thị xã", "quận", "thành phố", "tỉnh", "phường", "xã"];

/// A sign within a word of a name.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')
}

/// Whether an ended name of a kind, by its place among [`KINDS`], may begin with this word in small
/// letters.
pub(super) fn may_begin(kind: usize, word: &str) -> bool {
    FIRST_WORDS[kind].contains(word)
}

/// A name as the table has it.
pub(super) fn small(name: &str) -> String {
    let joined = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    vi::tone::unify(&joined, vi::tone::Placement::First)
}

/// Whether a name has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::gates) enum Ended {
    /// No unit that has ended had it.
    No,
    /// Units in force have it too: the words behind it tell.
    Elsewhere,
    Yes,
}

/// Whether a name has ended.
pub(super) fn ended(name: &str) -> Ended {
    match NAMES.get(name) {
        None => Ended::No,
        Some(bearers) if bearers.living.is_empty() => Ended::Yes,
        Some(_) => Ended::Elsewhere,
    }
}

/// Words behind a name may say where it lies; they come in small letters.
pub(super) fn leads_on(after: &str) -> bool {
    const LEADS: [&str; 11] =
        [",", "(", "-", "thuộc", "huyện", "tỉnh", "thành phố", "thị xã", "quận", "tp", "của"];
    let after = after.trim_start();
    LEADS.iter().any(|lead| after.starts_with(lead))
}

/// What became of a name, behind which `after` follows.
pub(super) fn fate(name: &str, after: &str) -> Option<Fate> {
    let (bearers, meant) = meant(name, after)?;
    let (now_vi, now_en) = successors(&meant);
    Some(Fate { last_day: bearers.last_day, now_vi, now_en })
}

/// Whether something became of it.
pub(super) fn has_fate(name: &str, after: &str) -> bool {
    meant(name, after).is_some()
}

/// Who bore a name that has ended, and which of them are meant.
fn meant(name: &str, after: &str) -> Option<(&'static Bearers, Vec<&'static LocalityCode>)> {
    let bearers = NAMES.get(name)?;
    let context = context(after);
    let mut meant: Vec<&'static LocalityCode> =
        bearers.ended.iter().filter(|code| lies_in(code, &context)).collect();
    if !bearers.living.is_empty() {
        let is_living = bearers.living.iter().any(|code| lies_in(code, &context));
        if meant.is_empty() || is_living {
            return None;
        }
    }
    if meant.is_empty() {
        meant = bearers.ended.iter().collect();
    }
    Some((bearers, meant))
}

/// The words behind a name that may say where it lies.
fn context(after: &str) -> String {
    if !leads_on(after) {
        return String::new();
    }
    let after = after.trim_start();
    let end = (0..=after.len().min(REACH)).rev().find(|at| after.is_char_boundary(*at)).unwrap_or(0);
    let near = after[..end].split([';', '?', '!', ':']).next().unwrap_or("");
    format!(" {} ", small(&near.replace([',', '(', ')', '-', '.'], " ")))
}

/// Whether the words name a unit above this one, of its own time or of today.
fn lies_in(code: &LocalityCode, context: &str) -> bool {
    if context.is_empty() {
        return false;
    }
    let registry = Registry::embedded();
    let today = heirs(code);
    let above = registry.ancestors(code).chain(today.iter().flat_map(|heir| registry.ancestors(heir)));
    let mut names = above.filter(|unit| unit.code != LocalityCode::country());
    names.any(|unit| context.contains(&format!(" {} ", small(unit.bare))))
}

/// The units of today of a code.
fn heirs(code: &LocalityCode) -> Vec<LocalityCode> {
    let succession = Registry::embedded().succession(code);
    succession.map_or_else(|| vec![code.clone()], |succession| succession.successors)
}

/// What stands today where units of these codes stood.
fn successors(codes: &[&LocalityCode]) -> (String, String) {
    let registry = Registry::embedded();
    let mut heirs: Vec<Vec<LocalityCode>> = codes.iter().map(|code| self::heirs(code)).collect();
    heirs.dedup();
    if heirs.len() > PLACES {
        let n = codes.len();
        return (
            format!("có {n} nơi cùng tên này, mỗi nơi một đơn vị mới: tra ở trang địa phương"),
            format!("{n} places had this name; look the right one up"),
        );
    }
    let is_one = heirs.len() == 1;
    let mut names: Vec<String> = Vec::new();
    for unit in heirs.iter().flatten().filter_map(|code| registry.get(code)) {
        let province = registry.get(&unit.parent).filter(|_| !is_one).map(|unit| unit.name);
        let name = province.map_or_else(|| unit.name.to_owned(), |of| format!("{} ({of})", unit.name));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let more = names.len().saturating_sub(SHOWN);
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match (more, is_one) {
        (0, true) => (shown.clone(), shown),
        (0, false) => (format!("tùy nơi: {shown}"), format!("one of: {shown}")),
        (more, _) => (format!("{shown} và {more} nơi khác"), format!("{shown} and {more} more")),
    }
}
