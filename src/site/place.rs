//! The localities of a site: the folders below `content/dia-phuong/` as a tree.
//!
//! Sections that name a locality come in, a tree goes out in which every locality knows its unit,
//! its parent, whether it lives on the day of the build, and what it inherits. Which articles concern
//! a locality is not decided here.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::content::section::{SectionPage, ZaloGroup};
use crate::diag::{At, Diagnostic, messages};
use crate::locality::{Kind, Level, LocalityCode, Registry, Settled};
use crate::path::Address;
use crate::site::inherited::{self, PlaceContact, Schedule};
use crate::site::{LocalityId, SectionId};

/// The folder that holds the localities.
pub const FOLDER: &str = "content/dia-phuong";

/// A locality of the site.
#[derive(Debug, Clone)]
pub struct Locality {
    /// Its official code; absent for a hamlet.
    pub code: Option<LocalityCode>,
    /// What it calls itself.
    pub kind: Kind,
    /// How far down it stands.
    pub level: Level,
    /// Its full name on the day of the build: `Xã Định Hóa`.
    pub name: String,
    /// Its name within a sentence: `xã Định Hóa`.
    pub name_in_sentence: String,
    /// The locality above; only the country has none.
    pub parent: Option<LocalityId>,
    /// Localities directly below, in the order of their names.
    pub children: Vec<LocalityId>,
    /// Its section; the country may have none.
    pub section: Option<SectionId>,
    /// The address of its page.
    pub address: Address,
    /// Whether it lives on the day of the build.
    pub state: State,
    /// Its contacts, own and inherited.
    pub contacts: Vec<PlaceContact>,
    /// Its loudspeakers.
    pub schedule: Schedule,
    /// Its own Zalo groups.
    pub zalo_groups: Vec<ZaloGroup>,
    /// How its own words are read out, those of the localities above first; without the site's.
    pub lexicon: Vec<(String, String)>,
}

/// Whether a locality lives on the day of the build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It lives.
    Living,
    /// It was dissolved; its page is an archive.
    Ended {
        /// The last day.
        last_day: Date,
        /// What became of it, the default first.
        successors: Vec<LocalityCode>,
        /// How sure the default is.
        settled: Settled,
    },
}

impl Locality {
    /// Whether it lives on the day of the build.
    pub fn lives(&self) -> bool {
        self.state == State::Living
    }

    /// What names the locality for a machine: the code, or the address of a hamlet.
    pub fn key(&self) -> String {
        self.code.as_ref().map_or_else(|| self.address.to_string(), ToString::to_string)
    }
}

/// The tree, by id; the country stands first. Sections that must not appear on the day (their
/// locality is not yet in force) are listed apart.
#[derive(Debug)]
pub struct Places {
    /// By id.
    pub list: Vec<Locality>,
    /// Sections of localities that do not exist yet on the day of the build.
    pub unborn: Vec<SectionId>,
    /// The locality of a section.
    pub of_section: BTreeMap<SectionId, LocalityId>,
    today: Date,
}

/// Builds the tree from the sections (sorted by path, so that a parent comes before its children).
pub fn tree(
    sections: &[(SectionId, &SectionPage, Address)],
    registry: &Registry,
    today: Date,
    found: &mut Vec<Diagnostic>,
) -> Places {
    let mut places =
        Places { today, list: vec![country(today)], unborn: Vec::new(), of_section: BTreeMap::new() };
    let mut seen: BTreeMap<LocalityCode, SectionId> = BTreeMap::new();
    for (id, page, address) in sections {
        let folder = page.path.folder();
        if folder == FOLDER {
            places.adopt_country(*id, page, address);
            continue;
        }
        if !folder.strip_prefix(FOLDER).is_some_and(|rest| rest.starts_with('/')) {
            refuse_outside(page, found);
            continue;
        }
        let Some(front) = &page.front.locality else {
            found.push(messages::locality_without_code(At { line: 1, column: 1 }.in_file(&page.path)));
            continue;
        };
        let parent = places.nearest_above(sections, folder);
        match &front.code {
            None => places.add_hamlet(*id, page, address, parent, found),
            Some(written) => {
                let spot = written.at.in_file(&page.path);
                let Some(code) = known_code(&written.value, registry, spot.clone(), found) else { continue };
                if let Some(other) = seen.insert(code.clone(), *id) {
                    let other = sections
                        .iter()
                        .find(|(id, _, _)| *id == other)
                        .map_or("", |(_, p, _)| p.path.as_str());
                    found.push(messages::locality_twice(spot, &written.value, other));
                    continue;
                }
                places.add_unit(*id, page, address, parent, code, registry, today, found);
            }
        }
    }
    places.finish();
    places
}

/// The code that an author wrote, if the registry knows it.
pub fn known_code(
    written: &str,
    registry: &Registry,
    spot: crate::diag::Spot,
    found: &mut Vec<Diagnostic>,
) -> Option<LocalityCode> {
    let code = written.parse::<LocalityCode>().ok().filter(|code| registry.get(code).is_some());
    if code.is_none() {
        let near = registry.suggest(written).map(|unit| (unit.code.to_string(), unit.name.to_owned()));
        found.push(messages::locality_unknown(spot, written, near));
    }
    code
}

impl Places {
    fn adopt_country(&mut self, section: SectionId, page: &SectionPage, address: &Address) {
        let country = &mut self.list[0];
        country.section = Some(section);
        country.address = address.clone();
        country.contacts = inherited::own_contacts(page);
        country.schedule = inherited::schedule(&country.schedule, page.front.schedule.as_ref(), self.today);
        country.zalo_groups.clone_from(&page.front.zalo_groups);
        country.lexicon.clone_from(&page.front.lexicon);
        self.of_section.insert(section, LocalityId(0));
    }

    /// The locality of the nearest folder above that is one.
    fn nearest_above(&self, sections: &[(SectionId, &SectionPage, Address)], folder: &str) -> LocalityId {
        let mut above = folder;
        while let Some((parent, _)) = above.rsplit_once('/') {
            let place = sections
                .binary_search_by(|(_, page, _)| page.path.folder().cmp(parent))
                .ok()
                .and_then(|i| self.of_section.get(&sections[i].0));
            if let Some(place) = place {
                return *place;
            }
            above = parent;
        }
        LocalityId(0)
    }

    fn add_hamlet(
        &mut self,
        section: SectionId,
        page: &SectionPage,
        address: &Address,
        parent: LocalityId,
        found: &mut Vec<Diagnostic>,
    ) {
        let name = page.front.locality.as_ref().and_then(|front| front.name.clone());
        let Some(name) = name else { return };
        if self.list[parent.0].level != Level::Commune {
            found.push(messages::hamlet_outside_commune(name.at.in_file(&page.path), &name.value));
            return;
        }
        let state = self.list[parent.0].state.clone();
        let in_sentence = lower_first(&name.value);
        self.add(
            section,
            page,
            address,
            parent,
            None,
            Kind::Hamlet,
            Level::Hamlet,
            name.value,
            in_sentence,
            state,
        );
    }

    #[expect(clippy::too_many_arguments, reason = "one call; the arguments are the context of the walk")]
    fn add_unit(
        &mut self,
        section: SectionId,
        page: &SectionPage,
        address: &Address,
        parent: LocalityId,
        code: LocalityCode,
        registry: &Registry,
        today: Date,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some(unit) = registry.get(&code) else { return };
        if let Some(above) = self.wrong_parent(parent, &code, registry) {
            let at = page.front.locality.as_ref().map_or(At::default(), |front| front.at);
            found.push(messages::locality_wrong_folder(at.in_file(&page.path), unit.name, &above));
        }
        let former_self = former_twin(&code);
        let before_reform = today < unit.valid_from;
        let twin = former_self.as_ref().and_then(|twin| registry.get(twin));
        let name = match twin {
            Some(twin) if before_reform => twin.name,
            _ => registry.name_on(&code, today),
        };
        if before_reform && twin.is_none() {
            self.unborn.push(section);
            return;
        }
        let state = match unit.valid_to {
            Some(last_day) if today > last_day => ended(registry, &code, last_day),
            _ => State::Living,
        };
        let in_sentence =
            Kind::split(name).map_or_else(|| name.to_owned(), |(kind, bare)| format!("{} {bare}", kind.vi()));
        self.add(
            section,
            page,
            address,
            parent,
            Some(code),
            unit.kind,
            unit_level(unit),
            name.to_owned(),
            in_sentence,
            state,
        );
    }

    /// The name of the province that a commune in force belongs to, if it lies elsewhere.
    fn wrong_parent(&self, parent: LocalityId, code: &LocalityCode, registry: &Registry) -> Option<String> {
        if code.is_former() {
            return None;
        }
        let unit = registry.get(code)?;
        let stands_below = self.list[parent.0].code.as_ref().unwrap_or(&unit.parent);
        let right = *stands_below == unit.parent;
        (!right).then(|| registry.get(&unit.parent).map_or_else(String::new, |above| above.name.to_owned()))
    }

    #[expect(clippy::too_many_arguments, reason = "the one constructor of a locality below the country")]
    fn add(
        &mut self,
        section: SectionId,
        page: &SectionPage,
        address: &Address,
        parent: LocalityId,
        code: Option<LocalityCode>,
        kind: Kind,
        level: Level,
        name: String,
        name_in_sentence: String,
        state: State,
    ) {
        let above = &self.list[parent.0];
        let contacts = inherited::contacts(&above.contacts, parent, page);
        let schedule = inherited::schedule(&above.schedule, page.front.schedule.as_ref(), self.today);
        let lexicon = above.lexicon.iter().chain(&page.front.lexicon).cloned().collect();
        let id = LocalityId(self.list.len());
        self.list.push(Locality {
            code,
            kind,
            level,
            name,
            name_in_sentence,
            parent: Some(parent),
            children: Vec::new(),
            section: Some(section),
            address: address.clone(),
            state,
            contacts,
            schedule,
            zalo_groups: page.front.zalo_groups.clone(),
            lexicon,
        });
        self.of_section.insert(section, id);
    }

    fn finish(&mut self) {
        let mut children: Vec<Vec<LocalityId>> = vec![Vec::new(); self.list.len()];
        for (i, locality) in self.list.iter().enumerate() {
            if let Some(parent) = locality.parent {
                children[parent.0].push(LocalityId(i));
            }
        }
        for (i, mut below) in children.into_iter().enumerate() {
            below.sort_by_cached_key(|id| crate::vi::collate::key(bare(&self.list[id.0].name)));
            self.list[i].children = below;
        }
    }
}

fn country(today: Date) -> Locality {
    Locality {
        code: Some(LocalityCode::country()),
        kind: Kind::Country,
        level: Level::Country,
        name: "Việt Nam".to_owned(),
        name_in_sentence: "cả nước".to_owned(),
        parent: None,
        children: Vec::new(),
        section: None,
        address: Address::of_folder(FOLDER.strip_prefix("content").unwrap_or("")),
        state: State::Living,
        contacts: Vec::new(),
        schedule: inherited::schedule_of_the_country(today),
        zalo_groups: Vec::new(),
        lexicon: Vec::new(),
    }
}

fn refuse_outside(page: &SectionPage, found: &mut Vec<Diagnostic>) {
    if let Some(front) = &page.front.locality {
        found.push(messages::locality_outside(front.at.in_file(&page.path), FOLDER));
    }
}

fn unit_level(unit: &crate::locality::Unit) -> Level {
    unit.code.level()
}

/// A province in force that had the same code before the reform stands at one address through it.
fn former_twin(code: &LocalityCode) -> Option<LocalityCode> {
    let is_province = code.level() == Level::Province && !code.is_former();
    is_province.then(|| format!("cu:{code}").parse().ok()).flatten()
}

fn ended(registry: &Registry, code: &LocalityCode, last_day: Date) -> State {
    let (successors, settled) = registry
        .succession(code)
        .map_or((Vec::new(), Settled::Likely), |succession| (succession.successors, succession.settled));
    State::Ended { last_day, successors, settled }
}

fn bare(name: &str) -> &str {
    Kind::split(name).map_or(name, |(_, bare)| bare)
}

fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
