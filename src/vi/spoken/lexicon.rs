//! The lexicon: abbreviations with their context, units and word sets, and what a site adds to them.
//!
//! In: the three embedded tables and the entries of a site or a locality. Out: lookups. The tables are
//! parsed once, at first use. Knows how a condition is written and checked, not what a rule does with it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use super::Profile;
use super::conditions::Condition;
use super::phrases::Phrases;
use super::tokens::{Gap, Tokens};

/// The words a text is read with: the embedded tables, overridden by a site and a locality.
#[derive(Clone)]
pub struct Lexicon {
    tables: &'static Tables,
    own: Arc<BTreeMap<String, Vec<OwnEntry>>>,
    hotlines: Arc<[String]>,
    wording: Wording,
}

/// How closely a reading keeps to what is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Wording {
    /// Every sign is read.
    Exact,
    /// Outdoor loudspeakers do without what nobody can follow by ear.
    Horns,
}

impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lexicon").field("hotlines", &self.hotlines).finish_non_exhaustive()
    }
}

/// The numbers that are called all over the country.
const HOTLINES: [&str; 5] = ["111", "112", "113", "114", "115"];

/// Short numbers of services, known as such only beside a word of calling.
const SERVICES: [&str; 2] = ["156", "1022"];

impl Lexicon {
    /// The lexicon that comes with the program.
    pub fn embedded() -> &'static Self {
        static EMBEDDED: OnceLock<Lexicon> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self {
            tables: Tables::embedded(),
            own: Arc::default(),
            hotlines: Arc::default(),
            wording: Wording::Exact,
        })
    }

    /// [`Lexicon::embedded`] for outdoor loudspeakers.
    pub fn embedded_for_horns() -> &'static Self {
        static EMBEDDED: OnceLock<Lexicon> = OnceLock::new();
        EMBEDDED.get_or_init(|| Self::embedded().for_horns())
    }

    /// This lexicon with entries (written, spoken) of a site or a locality, which win over every rule.
    ///
    /// What is written is matched as it stands, capitals included. What is said passes the embedded rules
    /// once, so that an entry cannot bring digits or abbreviations into the spoken text. Of two entries for
    /// the same words the later wins, so a locality extends the lexicon of its site.
    #[must_use]
    pub fn extended(&self, entries: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut own = (*self.own).clone();
        for (written, spoken) in entries {
            let written = super::clean::clean(written.trim());
            let tokens = Tokens::new(&written.text);
            if tokens.len() == 0 {
                continue;
            }
            let pieces =
                (0..tokens.len()).map(|i| (i > 0 && tokens.tight(i), tokens.raw(i).to_owned())).collect();
            let spoken = super::read_line(&spoken, Self::embedded(), Profile::North);
            let list: &mut Vec<OwnEntry> = own.entry(tokens.raw(0).to_owned()).or_default();
            list.retain(|entry| entry.pieces != pieces);
            list.push(OwnEntry { pieces, spoken });
            list.sort_by_key(|entry| std::cmp::Reverse(entry.pieces.len()));
        }
        Self { own: Arc::new(own), ..self.clone() }
    }

    /// This lexicon with the numbers of a site's hotlines; of one with other signs than digits the shape
    /// tells enough.
    #[must_use]
    pub fn calling<'n>(&self, numbers: impl IntoIterator<Item = &'n str>) -> Self {
        let is_plain = |number: &&str| {
            number.len() > 2 && number.bytes().all(|b| b.is_ascii_digit()) && !HOTLINES.contains(number)
        };
        let hotlines: Vec<String> = numbers.into_iter().filter(is_plain).map(str::to_owned).collect();
        if hotlines.is_empty() { self.clone() } else { Self { hotlines: hotlines.into(), ..self.clone() } }
    }

    /// This lexicon for outdoor loudspeakers: addresses of the net are named, not spelled, and documents
    /// are told by their issuer instead of the letters of their number.
    #[must_use]
    pub fn for_horns(&self) -> Self {
        Self { wording: Wording::Horns, ..self.clone() }
    }

    /// Whether every sign is to be read.
    pub(super) fn is_exact(&self) -> bool {
        self.wording == Wording::Exact
    }

    /// Whether a number is that of a hotline or of a known service.
    pub(super) fn is_hotline(&self, number: &str) -> bool {
        SERVICES.contains(&number) || self.is_always_called(number)
    }

    /// Whether a number is called wherever it is not counted with.
    pub(super) fn is_always_called(&self, number: &str) -> bool {
        HOTLINES.contains(&number) || self.hotlines.iter().any(|own| own == number)
    }

    /// The site's own reading of the tokens at `idx`: the index behind them and the words.
    pub(super) fn own(&self, tokens: &Tokens<'_>, idx: usize) -> Option<(usize, &str)> {
        if self.own.is_empty() {
            return None;
        }
        let entry = self.own.get(tokens.raw(idx))?.iter().find(|entry| entry.stands_at(tokens, idx))?;
        Some((idx + entry.pieces.len(), &entry.spoken))
    }

    /// The rows of an abbreviation, in the order of the table.
    pub(super) fn rows(&self, key: &str) -> &'static [Row] {
        self.tables.rows.get(key).map_or(&[], Vec::as_slice)
    }

    pub(super) fn unit(&self, written: &str) -> Option<&'static Unit> {
        self.tables.units.get(written)
    }

    pub(super) fn cue(&self, cue: Cue) -> &'static Phrases {
        self.tables.cues.get(cue as usize).unwrap_or(&self.tables.none)
    }
}

#[derive(Clone)]
struct OwnEntry {
    /// Whether the piece must stand directly behind the one before it, and the piece.
    pieces: Vec<(bool, String)>,
    spoken: String,
}

impl OwnEntry {
    fn stands_at(&self, tokens: &Tokens<'_>, idx: usize) -> bool {
        self.pieces.iter().enumerate().all(|(i, (tight, piece))| {
            tokens.raw(idx + i) == piece
                && (i == 0 || tokens.tight(idx + i) == *tight && tokens.gap(idx + i) < Gap::Paragraph)
        })
    }
}

/// One row of the table of abbreviations.
pub(super) struct Row {
    pub(super) conditions: Vec<Condition>,
    /// The point behind belongs to the abbreviation when the line goes on.
    pub(super) takes_point: bool,
    /// Only a proposal: the context did not decide.
    pub(super) doubtful: bool,
    pub(super) spoken: String,
}

/// A unit of measure.
pub(super) struct Unit {
    pub(super) spoken: String,
    pub(super) must_be_tight: bool,
}

macro_rules! cues {
    ($($variant:ident $name:literal),+ $(,)?) => {
        /// The word sets of `cues.txt`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Cue { $($variant),+ }

        const CUE_NAMES: &[&str] = &[$($name),+];
    };
}

cues! {
    Date "date", DateNot "date_not", DayName "day_name", Noun "noun", PlaceNoun "place_noun", Partitive "partitive",
    FractionLeft "fraction_left", Phone "phone", PhoneNear "phone_near", CountLeft "count_left", Digits "digits",
    Numbered "numbered", KeepZero "keep_zero", Doc "doc", Issue "issue", Roman "roman", RomanOrdinal "roman_ordinal",
    Address "address", Height "height", Version "version", Score "score", Scale "scale", Per "per", Measure "measure",
    Couple "couple", Hour "hour", DayPair "day_pair", SchoolYear "school_year", PhoneStrong "phone_strong",
    NumberOf "number_of", NumberToCall "number_to_call", CalledWhen "called_when", NotCalled "not_called",
    Lasts "lasts", PerDay "per_day", Cargo "cargo", Dose "dose", Child "child", CallLeft "call_left", AfterCall "after_call", WordVi "word_vi", People "people", PlaceUnit "place_unit",
}

struct Tables {
    rows: BTreeMap<String, Vec<Row>>,
    units: BTreeMap<String, Unit>,
    cues: Vec<Phrases>,
    none: Phrases,
}

impl Tables {
    fn embedded() -> &'static Self {
        static TABLES: OnceLock<Tables> = OnceLock::new();
        TABLES.get_or_init(|| {
            let sections = sections(include_str!("cues.txt"));
            Self {
                rows: rows(include_str!("lexicon.txt"), &sections),
                units: units(include_str!("units.txt")),
                cues: CUE_NAMES.iter().map(|name| Phrases::parse(section(&sections, name))).collect(),
                none: Phrases::default(),
            }
        })
    }
}

/// The word sets of the cue file by name, lines joined.
fn sections(file: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in lines(file) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            sections.push((name.to_owned(), String::new()));
        } else if let Some((_, list)) = sections.last_mut() {
            list.push_str(line);
            list.push('|');
        }
    }
    sections
}

fn section<'a>(sections: &'a [(String, String)], name: &str) -> &'a str {
    sections.iter().find(|(known, _)| known == name).map_or("", |(_, list)| list)
}

fn rows(file: &str, sections: &[(String, String)]) -> BTreeMap<String, Vec<Row>> {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for line in lines(file) {
        let (entry, when) = line.split_once(" @ ").unwrap_or((line, ""));
        let Some((keys, spoken)) = entry.split_once(" = ") else { continue };
        for key in keys.split(" | ").map(str::trim) {
            let conditions = when.split(';').filter_map(|text| condition(text.trim(), sections)).collect();
            let row = Row {
                conditions,
                takes_point: key.ends_with('.'),
                doubtful: spoken.starts_with('?'),
                spoken: spoken.trim_start_matches('?').trim().to_owned(),
            };
            rows.entry(key.trim_end_matches('.').to_owned()).or_default().push(row);
        }
    }
    rows
}

fn condition(text: &str, sections: &[(String, String)]) -> Option<Condition> {
    let phrases = |list: &str| match list.strip_prefix('@') {
        Some(name) => Phrases::parse(section(sections, name)),
        None => Phrases::parse(list),
    };
    match text.split_once('=') {
        Some(("next", list)) => Some(Condition::Next(phrases(list))),
        Some(("prev", list)) => Some(Condition::Prev(phrases(list))),
        Some(("near", list)) => Some(Condition::Near(phrases(list))),
        _ => Condition::named(text),
    }
}

fn units(file: &str) -> BTreeMap<String, Unit> {
    let mut units = BTreeMap::new();
    for line in lines(file) {
        let Some((keys, spoken)) = line.split_once(" = ") else { continue };
        for key in keys.split(" | ").map(str::trim) {
            let unit = Unit { spoken: spoken.trim().to_owned(), must_be_tight: key.ends_with('*') };
            units.insert(key.trim_end_matches('*').to_owned(), unit);
        }
    }
    units
}

fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_set_has_words() {
        let sections = sections(include_str!("cues.txt"));
        for name in CUE_NAMES {
            assert!(!section(&sections, name).is_empty(), "[{name}] is missing or empty");
        }
    }

    #[test]
    fn every_row_is_well_formed() {
        let sections = sections(include_str!("cues.txt"));
        for line in lines(include_str!("lexicon.txt")) {
            let (entry, when) = line.split_once(" @ ").unwrap_or((line, ""));
            assert!(entry.contains(" = "), "no spoken form: {line}");
            for text in when.split(';').map(str::trim).filter(|text| !text.is_empty()) {
                assert!(condition(text, &sections).is_some(), "unknown condition in: {line}");
                let name = text.split_once("=@").map(|(_, name)| name);
                assert!(
                    name.is_none_or(|name| !section(&sections, name).is_empty()),
                    "unknown set in: {line}"
                );
            }
        }
    }

    #[test]
    fn every_spoken_form_is_already_spoken() {
        for row in Lexicon::embedded().tables.rows.values().flatten() {
            assert_eq!(super::super::read_line(&row.spoken, Lexicon::embedded(), Profile::North), row.spoken);
        }
        for unit in Lexicon::embedded().tables.units.values() {
            assert_eq!(
                super::super::read_line(&unit.spoken, Lexicon::embedded(), Profile::North),
                unit.spoken
            );
        }
    }
}
