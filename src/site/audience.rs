//! Whom an article concerns: its localities with everything below, less what it leaves out.
//!
//! Codes as written come in, ids of the site's localities go out. A code that names nothing, or a set
//! that is empty, is a mistake of the author.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use crate::content::Article;
use crate::diag::{Diagnostic, Located, messages};
use crate::locality::{Level, LocalityCode, Registry};
use crate::site::place::{Locality, Places, known_code};
use crate::site::{LocalityId, Section, SectionId};

/// The localities an article is aimed at.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Audience {
    /// Each means itself and everything below.
    pub roots: Vec<LocalityId>,
    /// Taken out again, with everything below.
    pub except: Vec<LocalityId>,
}

impl Audience {
    /// Whether it concerns a locality.
    pub fn concerns(&self, places: &[Locality], id: LocalityId) -> bool {
        let mut included = false;
        let mut next = Some(id);
        while let Some(at) = next {
            if self.except.contains(&at) {
                return false;
            }
            included |= self.roots.contains(&at);
            next = places[at.0].parent;
        }
        included
    }

    /// The smallest locality that holds all of them; the country for one that names none.
    pub fn place(&self, places: &[Locality]) -> LocalityId {
        let chain = |id: LocalityId| std::iter::successors(Some(id), |at| places[at.0].parent);
        let shared = |a: LocalityId, b: LocalityId| chain(a).find(|at| chain(b).any(|other| other == *at));
        self.roots
            .iter()
            .copied()
            .reduce(|a, b| shared(a, b).unwrap_or(LocalityId(0)))
            .unwrap_or(LocalityId(0))
    }
}

/// Codes of the site's localities.
pub type Codes = BTreeMap<LocalityCode, LocalityId>;

/// The codes of a tree.
pub fn codes(places: &Places) -> Codes {
    let with_code = places.list.iter().enumerate();
    with_code.filter_map(|(i, locality)| Some((locality.code.clone()?, LocalityId(i)))).collect()
}

/// Reads the audience of an article that lies in the folder of `home`.
pub fn read(
    article: &Article,
    home: LocalityId,
    places: &Places,
    codes: &Codes,
    registry: &Registry,
    found: &mut Vec<Diagnostic>,
) -> Audience {
    let written = &article.front.audience;
    let spot = || written.at.in_file(&article.path);
    let Some(localities) = &written.localities else {
        return Audience {
            roots: living(home, places, codes),
            except: find_all(&written.except, article, places, codes, registry, found),
        };
    };
    if localities.is_empty() {
        found.push(messages::audience_empty(spot()));
        return Audience::default();
    }
    let before = found.len();
    let roots = find_all(localities, article, places, codes, registry, found);
    let except = find_all(&written.except, article, places, codes, registry, found);
    let audience = Audience { roots, except };
    let reached = |id: LocalityId| places.list[id.0].lives() && audience.concerns(&places.list, id);
    let reaches = audience.roots.iter().any(|root| reached(*root))
        || (0..places.list.len()).any(|i| reached(LocalityId(i)));
    if found.len() == before && !reaches && places.unborn.is_empty() {
        found.push(messages::audience_empty(spot()));
    }
    audience
}

/// How many living communes of the site each locality holds, itself included.
pub fn communes_here(places: &Places) -> Vec<usize> {
    let mut counts = vec![0; places.list.len()];
    // A parent stands before its children, so that each sum is complete when it is handed up.
    for (i, place) in places.list.iter().enumerate().rev() {
        counts[i] += usize::from(place.level == Level::Commune && place.lives());
        if let Some(parent) = place.parent {
            counts[parent.0] += counts[i];
        }
    }
    counts
}

/// How many communes of the law each locality holds today, itself included.
pub fn communes_by_law(places: &Places, registry: &Registry) -> Vec<usize> {
    let below = |place: &Locality| match (&place.code, place.lives()) {
        (Some(code), true) => registry.communes_below(code),
        _ => 0,
    };
    places.list.par_iter().map(below).collect()
}

/// How many communes of the law an audience reaches, and how many of them have a page here; what each
/// locality holds is told of the same places.
pub fn reach(
    audience: &Audience,
    places: &Places,
    communes_by_law: &[usize],
    communes_here: &[usize],
) -> (usize, usize) {
    let below = |ids: &[LocalityId]| -> usize { ids.iter().map(|id| communes_by_law[id.0]).sum() };
    let outer = outermost(&audience.roots, places);
    let except: Vec<LocalityId> = outermost(&audience.except, places)
        .into_iter()
        .filter(|id| audience.roots.contains(id) || stands_below(*id, &audience.roots, places))
        .collect();
    let here = if audience.except.is_empty() {
        outer.iter().map(|id| communes_here[id.0]).sum()
    } else {
        let reached = (0..places.list.len()).filter(|i| {
            let place = &places.list[*i];
            place.level == Level::Commune && place.lives() && audience.concerns(&places.list, LocalityId(*i))
        });
        reached.count()
    };
    (below(&outer).saturating_sub(below(&except)), here)
}

/// Those that do not stand below another one of them.
fn outermost(ids: &[LocalityId], places: &Places) -> Vec<LocalityId> {
    ids.iter().copied().filter(|id| !stands_below(*id, ids, places)).collect()
}

fn stands_below(id: LocalityId, others: &[LocalityId], places: &Places) -> bool {
    std::iter::successors(places.list[id.0].parent, |above| places.list[above.0].parent)
        .any(|above| others.contains(&above))
}

fn find_all(
    written: &[Located<String>],
    article: &Article,
    places: &Places,
    codes: &Codes,
    registry: &Registry,
    found: &mut Vec<Diagnostic>,
) -> Vec<LocalityId> {
    let mut ids = Vec::new();
    for code in written {
        let spot = code.at.in_file(&article.path);
        if let Some(hamlet) =
            places.list.iter().position(|place| place.code.is_none() && place.address.as_str() == code.value)
        {
            ids.push(LocalityId(hamlet));
            continue;
        }
        let Some(known) = known_code(&code.value, registry, spot.clone(), found) else { continue };
        match codes.get(&known) {
            Some(id) => ids.extend(living(*id, places, codes)),
            None if is_unborn(&known, registry, places) => {}
            None => {
                let name = registry.get(&known).map_or("", |unit| unit.name);
                found.push(messages::locality_without_folder(spot, &code.value, name));
            }
        }
    }
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A dissolved locality stands for those of its successors that have a page here; if none has,
/// for itself, so that its own news stays in its archive.
fn living(id: LocalityId, places: &Places, codes: &Codes) -> Vec<LocalityId> {
    let crate::site::place::State::Ended { successors, .. } = &places.list[id.0].state else {
        return vec![id];
    };
    let successors: Vec<LocalityId> = successors.iter().filter_map(|code| codes.get(code).copied()).collect();
    if successors.is_empty() { vec![id] } else { successors }
}

/// Whether a locality that the registry knows only begins after the day of the build.
fn is_unborn(code: &LocalityCode, registry: &Registry, places: &Places) -> bool {
    !places.unborn.is_empty() && !code.is_former() && registry.get(code).is_some()
}

/// The locality in whose folder a section lies; the country for all others.
pub(super) fn home(section: SectionId, sections: &[Section], places: &Places) -> LocalityId {
    std::iter::successors(Some(section), |id| sections[id.0].parent)
        .find_map(|id| places.of_section.get(&id).copied())
        .unwrap_or(LocalityId(0))
}
