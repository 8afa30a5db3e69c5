//! What a locality's bulletins have no time for, and what waits for its approval.
//!
//! Only localities with slots are judged; each finding stands at the locality's page and names the
//! articles, so that its officials know what to shorten or drop.

use crate::content::front_matter::Class;
use crate::diag::messages::Time;
use crate::diag::{Diagnostic, Spot, messages};
use crate::pack::{self, Scripts, Week};
use crate::site::bulletin::Silence;
use crate::site::crowding::Want;
use crate::site::{Locality, PageId, Site};
use crate::theme::Theme;

/// Finds what bulletins cannot play.
pub(super) fn check(site: &Site, _theme: &Theme) -> Vec<Diagnostic> {
    if !site.config.outputs.loudspeaker || site.living().all(|(_, place)| place.schedule.slots.is_empty()) {
        return Vec::new();
    }
    let scripts = Scripts::of(site);
    let mut found = Vec::new();
    for (id, locality) in site.living() {
        if let Some(week) = pack::week(site, &scripts, id) {
            judge(site, locality, &week, &mut found);
        }
    }
    found.extend(site.originals().filter_map(|id| {
        let article = site.article(id);
        let front = &article.source.front;
        let for_ever = front.class == Class::Urgent && front.expires.is_none();
        for_ever.then(|| messages::urgent_for_ever(article.source.at().in_file(&article.source.path)))
    }));
    found
}

fn judge(site: &Site, locality: &Locality, week: &Week, found: &mut Vec<Diagnostic>) {
    let Some(spot) = spot(site, locality) else { return };
    let title = |page: PageId| site.article(page).source.front.title.value.as_str();
    let rate = locality.schedule.rate;
    let time = |syllables: usize| Time::of(syllables, rate);
    for crowded in &week.plan.crowded_out {
        let Want { lack, own, instead } = &crowded.want;
        let instead: Vec<(&str, Time)> =
            instead.iter().map(|(page, length)| (title(*page), time(*length))).collect();
        // An item that lacks all of itself cannot be made short enough.
        let shorter = (lack < own).then(|| (*lack, time(*lack)));
        let room = messages::Room { lack: time(*lack), shorter, instead: &instead };
        found.push(messages::bulletin_crowded_out(spot.clone(), title(crowded.page), &crowded.slots, &room));
    }
    let mut no_room = Vec::new();
    for silent in &week.plan.unheard {
        match silent.why {
            Silence::TooLong { excess } => {
                found.push(messages::bulletin_too_long(
                    spot.clone(),
                    title(silent.page),
                    excess,
                    time(excess),
                ));
            }
            Silence::NoRoom => no_room.push(title(silent.page)),
        }
    }
    if !no_room.is_empty() {
        found.push(messages::bulletin_no_room(spot.clone(), &no_room, oldest(site, week).map(title)));
    }
    if !week.playable.waiting.is_empty() {
        let waiting: Vec<&str> = week.playable.waiting.iter().map(|page| title(*page)).collect();
        found.push(messages::bulletin_waiting(spot, &waiting));
    }
}

/// The oldest of the normal items that have a turn in these days: who drops it makes room for a newer one.
fn oldest(site: &Site, week: &Week) -> Option<PageId> {
    let items = week.plan.bulletins.iter().flat_map(|bulletin| &bulletin.items);
    let normal = items.filter(|item| item.class == Class::Normal).map(|item| item.page);
    normal.min_by_key(|page| (site.article(*page).facts.day, *page))
}

fn spot(site: &Site, locality: &Locality) -> Option<Spot> {
    let source = &site.section(locality.section?).source;
    Some(source.front.title.at.in_file(&source.path))
}
