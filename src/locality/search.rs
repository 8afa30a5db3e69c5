//! Units found by what a person wrote: a name as remembered, a code with a slip.
//!
//! Names meet in a loose key without marks, spaces and the spellings that waver (Quí and Quý, Đắk and
//! Đắc); how well a name fits is decided afterwards on the name itself. The answer is a list of units
//! that may be meant. Whether one of them is meant is for the caller to ask.

use crate::vi::{collate, fold, nfc};

use super::{Kind, Level, LocalityCode, Registry, Unit};

/// Every name of every unit under its loose key.
pub(super) struct Index {
    /// In the order of the keys.
    names: Vec<Name>,
}

struct Name {
    key: String,
    kind: Kind,
    bare: &'static str,
    code: LocalityCode,
}

/// How well a name fits what is written; the better first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// The same letters and tones.
    Same,
    /// The same but for diacritics.
    Folded,
    /// The same but for a wavering spelling.
    Loose,
}

impl Index {
    pub(super) fn new(registry: &Registry) -> Index {
        let own = registry.units().map(|unit| (unit.kind, unit.bare, &unit.code));
        let earlier = registry.changes().iter().map(|change| (&change.code, change.former_name));
        let other = registry.aliases().iter().map(|(code, name)| (code, *name));
        let others = earlier
            .chain(other)
            .filter_map(|(code, name)| Kind::split(name).map(|(kind, bare)| (kind, bare, code)));
        let mut names: Vec<Name> = own
            .chain(others)
            .map(|(kind, bare, code)| Name { key: loose(bare), kind, bare, code: code.clone() })
            .collect();
        names.sort_by(|a, b| a.key.cmp(&b.key));
        Index { names }
    }

    fn with_key(&self, key: &str) -> &[Name] {
        let start = self.names.partition_point(|name| name.key.as_str() < key);
        let len = self.names[start..].partition_point(|name| name.key == key);
        &self.names[start..start + len]
    }
}

/// All units that may be meant, best first.
pub(super) fn find<'r>(registry: &'r Registry, index: &Index, text: &str) -> Vec<&'r Unit> {
    let text = nfc(text.trim());
    if let Some((former, digits)) = as_code(&text) {
        return vintages(former, &digits).iter().filter_map(|code| registry.get(code)).collect();
    }
    for parts in [vec![text.to_string()], at_punctuation(&text), at_kinds(&text)] {
        let Some((first, above)) = parts.split_first() else { continue };
        let found = by_name(registry, index, first);
        if !found.is_empty() {
            return narrowed(registry, index, found, above);
        }
    }
    Vec::new()
}

/// The unit that was probably meant.
pub(super) fn suggest<'r>(registry: &'r Registry, index: &Index, wrong: &str) -> Option<&'r Unit> {
    let text = nfc(wrong.trim());
    match as_code(&text) {
        Some((former, digits)) => nearest_code(registry, former, &digits),
        None => {
            find(registry, index, &text).first().copied().or_else(|| nearest_name(registry, index, &text))
        }
    }
}

/// A text that has nothing but the digits of a code and perhaps the mark of a former one.
fn as_code(text: &str) -> Option<(bool, String)> {
    let lower = text.to_lowercase();
    let unmarked = lower.strip_prefix("cu").or_else(|| lower.strip_prefix("cũ"));
    let digits: String = unmarked
        .unwrap_or(&lower)
        .chars()
        .filter(|c| !matches!(c, ':' | ' ' | '.' | '-' | '"' | '\'' | '`' | '#'))
        .collect();
    let is_code = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    is_code.then_some((unmarked.is_some(), digits))
}

/// The codes of both vintages with these digits, the one written first.
fn vintages(former: bool, digits: &str) -> Vec<LocalityCode> {
    let (current, old) = (LocalityCode::in_force(digits), LocalityCode::former(digits));
    let order = if former { [old, current] } else { [current, old] };
    order.into_iter().flatten().collect()
}

fn at_punctuation(text: &str) -> Vec<String> {
    // A hyphen between spaces separates; one without is part of a name.
    text.replace(" - ", ",")
        .split([',', ';', '(', ')', '–', '—', '/', '\n'])
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

/// The text cut before each word that opens the name of a unit above a commune.
fn at_kinds(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in at_punctuation(text) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let mut start = 0;
        for at in 1..words.len() {
            let opens = matches!(
                kind_of(&words[at..]),
                Some((Kind::Tinh | Kind::ThanhPho | Kind::Huyen | Kind::Quan | Kind::ThiXa, _))
            );
            // `thị xã` and `thành phố` have two words: the second opens nothing.
            if opens && at > start {
                parts.push(words[start..at].join(" "));
                start = at;
            }
        }
        parts.push(words[start..].join(" "));
    }
    parts
}

/// Keeps those whose units above fit most of what is named above; all, where none fits.
fn narrowed<'r>(
    registry: &'r Registry,
    index: &Index,
    found: Vec<&'r Unit>,
    above: &[String],
) -> Vec<&'r Unit> {
    let above: Vec<Vec<&Unit>> = above.iter().map(|part| by_name(registry, index, part)).collect();
    let fits = |unit: &Unit| {
        let ancestors: Vec<&Unit> = registry.ancestors(&unit.code).collect();
        above.iter().filter(|meant| meant.iter().any(|m| ancestors.contains(m))).count()
    };
    let best = found.iter().map(|unit| fits(unit)).max().unwrap_or(0);
    found.into_iter().filter(|unit| fits(unit) == best).collect()
}

fn by_name<'r>(registry: &'r Registry, index: &Index, text: &str) -> Vec<&'r Unit> {
    let (text, former_only) = match text.strip_suffix(" cũ") {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let spaced = text.replace('.', " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let whole = words.join(" ");
    let mut fitting = fits(index, None, &whole);
    if let Some((kind, rest)) = kind_of(&words) {
        fitting.extend(fits(index, Some(kind), &rest));
        if fitting.is_empty() {
            fitting = fits(index, None, &rest);
        }
    }
    if fitting.is_empty() {
        fitting = glued_kind(&whole).map_or_else(Vec::new, |(kind, rest)| fits(index, Some(kind), rest));
    }
    let mut found: Vec<(Fit, u8, &Unit)> = fitting
        .into_iter()
        .filter_map(|(fit, code)| registry.get(code).map(|unit| (fit, rank(unit), unit)))
        .filter(|(_, _, unit)| unit.is_former() || !former_only)
        .collect();
    found.sort_by(|a, b| (a.0, a.1, &a.2.code).cmp(&(b.0, b.1, &b.2.code)));
    let mut units: Vec<&Unit> = Vec::new();
    for (_, _, unit) in found {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

/// The kind with which a name begins, and the rest of the name. The word must be the kind's own or
/// have no diacritics at all, since `Phương` is not `Phường`.
fn kind_of(words: &[&str]) -> Option<(Kind, String)> {
    let is = |written: &[&str], kind: &str| {
        let lower = written.join(" ").to_lowercase();
        lower == kind || lower.is_ascii() && lower == fold::fold(kind)
    };
    for kind in Kind::NAMED {
        let len = kind.vi().split(' ').count();
        if words.len() > len && is(&words[..len], kind.vi()) {
            return Some((kind, words[len..].join(" ")));
        }
    }
    let (first, rest) = words.split_first()?;
    let kind = ABBREVIATED.iter().find(|(short, _)| first.eq_ignore_ascii_case(short))?.1;
    (!rest.is_empty()).then(|| (kind, rest.join(" ")))
}

/// How kinds are shortened in addresses and documents; the longer before the shorter.
const ABBREVIATED: [(&str, Kind); 10] = [
    ("tp", Kind::ThanhPho),
    ("tx", Kind::ThiXa),
    ("tt", Kind::ThiTran),
    ("đk", Kind::DacKhu),
    ("dk", Kind::DacKhu),
    ("t", Kind::Tinh),
    ("q", Kind::Quan),
    ("h", Kind::Huyen),
    ("x", Kind::Xa),
    ("p", Kind::Phuong),
];

/// A shortened kind written together with the name: `TPHCM`, `P1`.
fn glued_kind(text: &str) -> Option<(Kind, &str)> {
    ABBREVIATED.iter().find_map(|(short, kind)| {
        let (head, rest) = text.split_at_checked(short.len())?;
        (head.eq_ignore_ascii_case(short) && !rest.trim().is_empty()).then_some((*kind, rest))
    })
}

/// The names that fit a name without its kind. One written with diacritics is answered with the best
/// fit only; one written without may mean any.
fn fits<'i>(index: &'i Index, kind: Option<Kind>, bare: &str) -> Vec<(Fit, &'i LocalityCode)> {
    let mut fits: Vec<(Fit, &LocalityCode)> = index
        .with_key(&loose(bare))
        .iter()
        .filter(|name| kind.is_none_or(|kind| kind == name.kind))
        .map(|name| (fit(bare, name.bare), &name.code))
        .collect();
    if bare.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) {
        let best = fits.iter().map(|(fit, _)| *fit).min();
        fits.retain(|(fit, _)| Some(*fit) == best);
    }
    fits
}

fn fit(written: &str, name: &str) -> Fit {
    if collate::reading(written) == collate::reading(name) {
        Fit::Same
    } else if fold::syllables(written).concat() == fold::syllables(name).concat() {
        Fit::Folded
    } else {
        Fit::Loose
    }
}

/// Whom a bare name means first: `Bình Dương` the province, though a ward bears its name.
fn rank(unit: &Unit) -> u8 {
    match (unit.code.level(), unit.is_former()) {
        (Level::Country, _) => 0,
        (Level::Province, false) => 1,
        (Level::Province, true) => 2,
        (Level::Commune | Level::Hamlet, false) => 3,
        (Level::District, _) => 4,
        (Level::Commune | Level::Hamlet, true) => 5,
    }
}

/// The key under which spellings of one name meet: Đắk and Đắc, Mỹ and Mĩ, Quý and Quí, but not Tây
/// and Tai nor Thuỷ and Thui.
fn loose(bare: &str) -> String {
    let mut key = String::with_capacity(bare.len());
    for syllable in fold::syllables(bare) {
        let number = syllable.bytes().all(|b| b.is_ascii_digit());
        let syllable = if number { syllable.trim_start_matches('0') } else { &syllable };
        for c in syllable.chars() {
            let wavers =
                key.ends_with("qu") || key.ends_with(|c: char| c.is_ascii() && !"aeiouy".contains(c));
            key.push(match c {
                'k' => 'c',
                'y' if wavers => 'i',
                other => other,
            });
        }
    }
    key
}

/// The unit whose code is one slip away. Swapped neighbours and a lost leading zero are the slips of
/// a hand and come first; then the other vintage; then one digit wrong, missing or too many.
fn nearest_code<'r>(registry: &'r Registry, former: bool, digits: &str) -> Option<&'r Unit> {
    let of_vintage = |digits: &str| {
        let code = if former { LocalityCode::former(digits) } else { LocalityCode::in_force(digits) };
        registry.get(&code.ok()?)
    };
    let padded = format!("0{digits}");
    of_vintage(digits)
        .or_else(|| of_vintage(&padded))
        .or_else(|| swaps(digits).iter().find_map(|swapped| of_vintage(swapped)))
        .or_else(|| vintages(former, digits).iter().find_map(|code| registry.get(code)))
        .or_else(|| {
            let near = registry.units().filter(|unit| unit.is_former() == former);
            near.filter(|unit| distance(digits, &unit.code.digits()) == 1)
                .min_by_key(|unit| unit.code.digits().len().abs_diff(digits.len()))
        })
}

fn swaps(digits: &str) -> Vec<String> {
    let bytes: Vec<char> = digits.chars().collect();
    (1..bytes.len())
        .map(|at| {
            let mut swapped = bytes.clone();
            swapped.swap(at - 1, at);
            swapped.into_iter().collect()
        })
        .collect()
}

fn nearest_name<'r>(registry: &'r Registry, index: &Index, text: &str) -> Option<&'r Unit> {
    let first = at_kinds(text).into_iter().next()?;
    let words: Vec<&str> = first.split_whitespace().collect();
    let (kind, bare) = kind_of(&words).map_or((None, first.clone()), |(kind, rest)| (Some(kind), rest));
    let key = loose(&bare);
    // Of a short name little may be wrong, or every name is near.
    let limit = match key.len() {
        0..=3 => return None,
        4..=6 => 1,
        7..=12 => 2,
        _ => 3,
    };
    index
        .names
        .iter()
        .filter(|name| name.key.len().abs_diff(key.len()) <= limit)
        .filter_map(|name| {
            let distance = distance(&key, &name.key);
            let unit = registry.get(&name.code).filter(|_| distance <= limit)?;
            Some((distance, kind.is_some_and(|kind| kind != name.kind), rank(unit), unit))
        })
        .min_by(|a, b| (a.0, a.1, a.2, &a.3.code).cmp(&(b.0, b.1, b.2, &b.3.code)))
        .map(|(_, _, _, unit)| unit)
}

/// How many letters must be put in, left out, changed or swapped with a neighbour.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = above[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut cost = changed.min(above[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                cost = cost.min(before[j - 2] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut above, row);
    }
    above.last().copied().unwrap_or(0)
}
