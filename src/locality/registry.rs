//! The tables joined: every unit with its parent, children, successors and earlier names.
//!
//! Built once from the embedded text and never changed. In comes a code, out comes what the law says
//! of that unit; in comes what a person wrote, out come the units that may be meant, all of them,
//! because 244 full names stand in more than one province. Which of them an author means, and what
//! day it is, is not known here.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use jiff::civil::{Date, date};

use super::search::{self, Index};
use super::tables::{self, EMBEDDED, RenamedRow, TableError, UnitRow};
use super::{Kind, Level, LocalityCode, Settled, Succession, Unit};
use crate::vi::slug::slug;

/// The last day of the former provinces, districts and communes.
const LAST_DAY_OF_FORMER: Date = date(2025, 6, 30);
/// The first day of the provinces and communes in force.
const FIRST_DAY_OF_CURRENT: Date = date(2025, 7, 1);

/// All units of the embedded tables.
pub struct Registry {
    current: Vintage,
    /// Three quarters of the whole, and many a site has no archive: read when first asked for.
    former: LazyLock<Vintage>,
    changes: Vec<Change>,
    aliases: Vec<(LocalityCode, &'static str)>,
    predecessors: OnceLock<BTreeMap<LocalityCode, Vec<LocalityCode>>>,
    index: OnceLock<Index>,
}

/// A change of name or kind of a unit that stayed the same unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The unit.
    pub code: LocalityCode,
    /// The first day of the later name.
    pub effective: Date,
    /// The full name until the day before.
    pub former_name: &'static str,
    /// The number of the resolution, where the tables have it.
    pub resolution: Option<&'static str>,
}

/// The units in force with the country, or the former ones.
struct Vintage {
    /// In the order of their codes.
    entries: Vec<Entry>,
    /// The children of all units, those of one parent together and in the order of their codes.
    children: Vec<LocalityCode>,
}

struct Entry {
    unit: Unit,
    successors: &'static str,
    settled: Settled,
    children: Range<usize>,
}

static EMBEDDED_REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::new);

impl Registry {
    /// Where the tables come from.
    pub const SOURCE: &'static str = "vietnamadminunits 1.0.4 (MIT, Copyright (c) 2025 Tran Ngoc Minh Hieu), \
        corrected against the resolutions 1654 to 1687/NQ-UBTVQH15 of 2025 and 30/2026/QH16, 237/NQ-UBTVQH16, \
        36/2026/QH16, 39/2026/QH16, 388/NQ-UBTVQH16 of 2026";

    /// The day whose law the tables show; later changes are not in them.
    pub const STATE_OF_LAW: Date = date(2026, 9, 20);

    /// The registry of the embedded tables.
    pub fn embedded() -> &'static Registry {
        &EMBEDDED_REGISTRY
    }

    /// The unit of a code.
    pub fn get(&self, code: &LocalityCode) -> Option<&Unit> {
        self.entry(code).map(|entry| &entry.unit)
    }

    /// All units in the order of their codes: the country, those in force, the former ones.
    pub fn units(&self) -> impl Iterator<Item = &Unit> {
        self.entries().map(|entry| &entry.unit)
    }

    /// The units directly below, in the order of their codes: the provinces in force of the country,
    /// the communes of a province, the former districts of a former province, the former communes of
    /// a former district. Empty for a commune and an unknown code.
    pub fn children(&self, code: &LocalityCode) -> &[LocalityCode] {
        let vintage = self.vintage(code);
        vintage.entry(code).map_or(&[], |entry| &vintage.children[entry.children.clone()])
    }

    /// The former provinces, in the order of their codes.
    pub fn former_provinces(&self) -> impl Iterator<Item = &Unit> {
        let former = self.former.entries.iter().map(|entry| &entry.unit);
        former.filter(|unit| unit.code.level() == Level::Province)
    }

    /// The units above a unit, from its parent to the country; nothing for the country.
    pub fn ancestors(&self, code: &LocalityCode) -> impl Iterator<Item = &Unit> {
        let above = |unit: &Unit| (unit.parent != unit.code).then(|| self.get(&unit.parent)).flatten();
        std::iter::successors(self.get(code).and_then(above), move |unit| above(unit))
    }

    /// What became of a former unit; nothing for a unit in force and an unknown code.
    ///
    /// A former district is followed by all successors of its communes. The default is the one that
    /// took most of them, the others follow by code, and it is settled only where there is one.
    pub fn succession(&self, code: &LocalityCode) -> Option<Succession> {
        let entry = self.entry(code).filter(|entry| entry.unit.is_former())?;
        if entry.successors.is_empty() {
            return self.succession_of_parts(code);
        }
        Some(Succession { successors: entry.successors().collect(), settled: entry.settled })
    }

    /// The former units that a unit in force is made of, whole or in part, in the order of their
    /// codes: former provinces for a province, former communes (and island districts) for a commune.
    pub fn predecessors(&self, code: &LocalityCode) -> &[LocalityCode] {
        let predecessors = self.predecessors.get_or_init(|| {
            let mut map: BTreeMap<LocalityCode, Vec<LocalityCode>> = BTreeMap::new();
            for entry in &self.former.entries {
                for successor in entry.successors() {
                    map.entry(successor).or_default().push(entry.unit.code.clone());
                }
            }
            map
        });
        predecessors.get(code).map_or(&[], Vec::as_slice)
    }

    /// The full name of a unit on a day: `Tỉnh Bắc Ninh` for `24` before 20 September 2026. The
    /// empty text for an unknown code.
    pub fn name_on(&self, code: &LocalityCode, day: Date) -> &str {
        let borne = self.changes_of(code).filter(|change| day < change.effective).min_by_key(|c| c.effective);
        match (borne, self.get(code)) {
            (Some(change), _) => change.former_name,
            (None, Some(unit)) => unit.name,
            (None, None) => "",
        }
    }

    /// The changes of name or kind of one unit.
    pub fn changes_of(&self, code: &LocalityCode) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.code == *code)
    }

    /// All changes of name or kind, in the order of the table.
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Other spellings under which units are found.
    pub fn aliases(&self) -> &[(LocalityCode, &'static str)] {
        &self.aliases
    }

    /// How many communes a unit has, of its own vintage; a commune counts itself.
    pub fn communes_below(&self, code: &LocalityCode) -> usize {
        match self.get(code).map(|unit| unit.code.level()) {
            None => 0,
            Some(Level::Commune) => 1,
            Some(_) => self.children(code).iter().map(|child| self.communes_below(child)).sum(),
        }
    }

    /// The units that a person may mean, best first, with all homonyms.
    ///
    /// The name may have its kind or not (`xã`, `TP.`, `TT.`), diacritics or not, an earlier name or
    /// another spelling, and after a comma, in brackets or after the words tỉnh, huyện … the units
    /// above, which narrow the answer: `Định Hóa, Thái Nguyên`. Provinces stand before communes in
    /// force, these before former districts and communes; a text with diacritics is not answered with
    /// names that differ in them, unless no name fits. A name never resolves anything by itself: only
    /// a code does.
    pub fn find(&self, text: &str) -> Vec<&Unit> {
        search::find(self, self.index(), text)
    }

    /// The unit that was probably meant by a wrong code or name, for an error message.
    pub fn suggest(&self, wrong: &str) -> Option<&Unit> {
        search::suggest(self, self.index(), wrong)
    }

    fn new() -> Registry {
        let changes = checked(tables::renamed(EMBEDDED.renamed))
            .into_iter()
            .map(|RenamedRow { code, name, effective, resolution }| Change {
                code,
                effective,
                former_name: name,
                resolution,
            })
            .collect();
        Registry {
            current: Vintage::new(Some(country()), &checked(tables::current(EMBEDDED.current))),
            former: LazyLock::new(|| Vintage::new(None, &checked(tables::former(EMBEDDED.former)))),
            changes,
            aliases: checked(tables::aliases(EMBEDDED.aliases)),
            predecessors: OnceLock::new(),
            index: OnceLock::new(),
        }
    }

    fn vintage(&self, code: &LocalityCode) -> &Vintage {
        if code.is_former() { &self.former } else { &self.current }
    }

    fn entry(&self, code: &LocalityCode) -> Option<&Entry> {
        self.vintage(code).entry(code)
    }

    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.current.entries.iter().chain(&self.former.entries)
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self))
    }

    fn succession_of_parts(&self, district: &LocalityCode) -> Option<Succession> {
        let mut taken: BTreeMap<LocalityCode, usize> = BTreeMap::new();
        for commune in self.children(district).iter().filter_map(|code| self.entry(code)) {
            for (place, successor) in commune.successors().enumerate() {
                *taken.entry(successor).or_default() += usize::from(place == 0);
            }
        }
        let most = taken.iter().rev().max_by_key(|(_, parts)| **parts)?.0.clone();
        let others = taken.into_keys().filter(|code| *code != most);
        let successors: Vec<_> = std::iter::once(most.clone()).chain(others).collect();
        let settled = if successors.len() == 1 { Settled::Sole } else { Settled::Likely };
        Some(Succession { successors, settled })
    }
}

/// The rows of an embedded table.
fn checked<T>(table: Result<T, TableError>) -> T {
    table.expect("the tables are part of the program and read by its tests")
}

impl Vintage {
    fn new(country: Option<Entry>, rows: &[UnitRow]) -> Vintage {
        let mut order: Vec<(u32, usize)> =
            rows.iter().enumerate().map(|(i, row)| (row.code.rank(), i)).collect();
        // A stable sort makes use of the long runs that the tables have already.
        order.sort_by_key(|(rank, _)| *rank);
        let units = order.into_iter().map(|(_, i)| entry(&rows[i]));
        let mut entries: Vec<Entry> = country.into_iter().chain(units).collect();
        let children = group_children(&mut entries);
        Vintage { entries, children }
    }

    fn entry(&self, code: &LocalityCode) -> Option<&Entry> {
        let at = self.entries.binary_search_by(|entry| entry.unit.code.cmp(code)).ok()?;
        self.entries.get(at)
    }
}

impl Entry {
    fn successors(&self) -> impl Iterator<Item = LocalityCode> {
        self.successors.split(' ').filter_map(|digits| LocalityCode::in_force(digits).ok())
    }
}

fn country() -> Entry {
    let unit = Unit {
        code: LocalityCode::country(),
        name: "Việt Nam",
        bare: "Việt Nam",
        kind: Kind::Country,
        parent: LocalityCode::country(),
        valid_from: Date::MIN,
        valid_to: None,
        slug: slug("Việt Nam"),
    };
    Entry { unit, successors: "", settled: Settled::Sole, children: 0..0 }
}

fn entry(row: &UnitRow) -> Entry {
    let &UnitRow { ref code, ref parent, kind, name, bare, successors, settled } = row;
    let (valid_from, valid_to) =
        if code.is_former() { (Date::MIN, Some(LAST_DAY_OF_FORMER)) } else { (FIRST_DAY_OF_CURRENT, None) };
    let keeps_kind = code.is_former() && code.level() != Level::Province;
    let slug = address(if keeps_kind { name } else { bare });
    let (code, parent) = (code.clone(), parent.clone());
    let unit = Unit { code, name, bare, kind, parent, valid_from, valid_to, slug };
    Entry { unit, successors, settled, children: 0..0 }
}

/// An apostrophe inside a name makes no gap in its address: `Cư M'gar` gives `cu-mgar`.
fn address(name: &str) -> String {
    if name.contains('\'') { slug(&name.replace('\'', "")) } else { slug(name) }
}

/// Groups all units but the country by their parents, tells apart the addresses within a group, and
/// gives the parents their ranges. The former provinces are a group without a parent in their vintage:
/// the children of the country are those in force.
fn group_children(entries: &mut [Entry]) -> Vec<LocalityCode> {
    let country = LocalityCode::country();
    let mut order: Vec<(u32, usize)> = entries
        .iter()
        .enumerate()
        .filter(|(_, entry)| entry.unit.code != country)
        .map(|(i, entry)| (entry.unit.parent.rank(), i))
        .collect();
    order.sort_by_key(|(parent, _)| *parent);
    let mut start = 0;
    for group in order.chunk_by(|(a, _), (b, _)| a == b) {
        tell_apart(entries, group);
        let parent = group[0].0;
        if let Ok(at) = entries.binary_search_by_key(&parent, |entry| entry.unit.code.rank()) {
            entries[at].children = start..start + group.len();
        }
        start += group.len();
    }
    order.into_iter().map(|(_, i)| entries[i].unit.code.clone()).collect()
}

/// Adds the code to addresses that stand more than once in a group.
fn tell_apart(entries: &mut [Entry], group: &[(u32, usize)]) {
    let mut slugs: Vec<(&str, usize)> =
        group.iter().map(|&(_, i)| (entries[i].unit.slug.as_str(), i)).collect();
    slugs.sort_unstable();
    let same: Vec<usize> = slugs
        .chunk_by(|(a, _), (b, _)| a == b)
        .filter(|same| same.len() > 1)
        .flat_map(|same| same.iter().map(|&(_, i)| i))
        .collect();
    for i in same {
        let unit = &mut entries[i].unit;
        unit.slug = format!("{}-{}", unit.slug, unit.code.digits());
    }
}
