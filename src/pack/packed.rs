//! What a desk proposes to send, and which packs are made as ZIP files.
//!
//! A site comes in; for a locality what is due today and this week, for the site the pairs of locality
//! and article that get a ZIP. A pack holds pictures and printed sheets: one for every article at every
//! locality of the nation would be millions, so that by default only as many are made as are useful.

use jiff::ToSpan as _;

use crate::config::Packs;
use crate::draw;
use crate::locality::Level;
use crate::pack::oa_plan::EVERGREEN;
use crate::pack::{Candidate, candidates, is_disseminated, turn_of_day};
use crate::site::{LocalityId, PageId, Site};

/// How many packs a desk proposes for the week besides those of today.
const THIS_WEEK: usize = 4;

/// What is urgent or has priority is posted today, however much it is (the ranks of candidates).
const TODAY: u8 = 1;

/// The most packs of a site that leaves their number to the program.
const MOST: usize = 1_000;

/// What a locality sends next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Due {
    /// Today.
    pub today: Vec<PageId>,
    /// In the days after.
    pub week: Vec<PageId>,
}

/// What a locality sends today and this week.
pub fn due(site: &Site, id: LocalityId) -> Due {
    let today = site.today();
    let last_day = today.saturating_add(6.days());
    let (due, later): (Vec<Candidate>, Vec<Candidate>) =
        candidates(site, id, turn_of_day(today)).into_iter().partition(|candidate| candidate.wanted <= today);
    let at_once = due.iter().take_while(|candidate| candidate.rank <= TODAY).count().max(1);
    // An event of next month is not announced this week; guidance is always of use.
    let later = later.into_iter().filter(|one| one.wanted <= last_day || one.rank == EVERGREEN);
    let mut order: Vec<Candidate> = due.into_iter().chain(later).collect();
    let tail = at_once.min(order.len());
    order[tail..].sort_by_key(|candidate| candidate.rank);
    let mut pages = order.into_iter().map(|candidate| candidate.page);
    Due { today: pages.by_ref().take(at_once).collect(), week: pages.take(THIS_WEEK).collect() }
}

/// The packs that are made, in order.
pub fn packed(site: &Site) -> Vec<(LocalityId, PageId)> {
    let outputs = &site.config.outputs;
    if !draw::AVAILABLE || !(outputs.zalo || outputs.loudspeaker) {
        return Vec::new();
    }
    match outputs.packs {
        Packs::None => Vec::new(),
        Packs::Week => this_week(site),
        Packs::All => places(site).flat_map(|id| of_place(site, id)).collect(),
        Packs::Auto => as_many_as_are_useful(site),
    }
}

/// All of a small site, those of the week of a larger one, none of a nation.
fn as_many_as_are_useful(site: &Site) -> Vec<(LocalityId, PageId)> {
    let mut pairs = Vec::new();
    for id in places(site) {
        pairs.extend(of_place(site, id));
        if pairs.len() > MOST {
            let few = places(site).count() * (1 + THIS_WEEK) <= MOST;
            return if few { this_week(site) } else { Vec::new() };
        }
    }
    pairs
}

fn places(site: &Site) -> impl Iterator<Item = LocalityId> {
    site.living().filter(|(_, locality)| locality.level != Level::Country).map(|(id, _)| id)
}

fn of_place(site: &Site, id: LocalityId) -> impl Iterator<Item = (LocalityId, PageId)> {
    let pages = site.concerning(id).into_iter();
    pages.filter(|page| is_disseminated(site.article(*page))).map(move |page| (id, page))
}

fn this_week(site: &Site) -> Vec<(LocalityId, PageId)> {
    let of_one = |id| {
        let Due { today, week } = due(site, id);
        today.into_iter().chain(week).map(move |page| (id, page))
    };
    places(site).flat_map(of_one).collect()
}
