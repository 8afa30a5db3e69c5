//! What is published at the moment of the build, and when that changes next.
//!
//! The clock is an argument. A draft is never published; an article appears at its `publish_at`, or
//! else on its date, and is gone from the moment of its `expires`.

use jiff::civil::{Date, DateTime};

use crate::config::Config;
use crate::content::Article;
use crate::content::front_matter::Channel;
use crate::locality::Registry;
use crate::site::place::{Locality, Places};
use crate::site::{Article as Shown, Section, SectionId};

/// Which articles and sections have a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Showing {
    /// What is published: a site for the public.
    #[default]
    Public,
    /// Drafts, what waits, what is still to come and what is over too: a preview for those who write.
    Everything,
}

/// Where an article stands at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Published.
    InForce,
    /// Marked as a draft.
    Draft,
    /// Its time has not come.
    Future,
    /// Its time is over.
    Expired,
}

/// Where an article stands at a moment.
pub fn standing(article: &Article, now: DateTime) -> Standing {
    let front = &article.front;
    if front.draft {
        Standing::Draft
    } else if publication(article).is_some_and(|moment| now < moment) {
        Standing::Future
    } else if front.expires.as_ref().is_some_and(|expires| now >= expires.value) {
        Standing::Expired
    } else {
        Standing::InForce
    }
}

/// A section is a draft by its own word or by that of one above.
pub(super) fn mark_drafts(sections: &mut [Section]) {
    for i in 0..sections.len() {
        let above = sections[i].parent.is_some_and(|parent| sections[parent.0].draft);
        sections[i].draft = above || sections[i].source.front.draft;
    }
}

/// Takes sections off the site, and everything below them.
pub(super) fn hide(sections: &mut [Section], is_hidden: impl Fn(SectionId, &Section) -> bool) {
    for i in 0..sections.len() {
        let above = sections[i].parent.is_none_or(|parent| sections[parent.0].published);
        let own = sections[i].published && !is_hidden(SectionId(i), &sections[i]);
        sections[i].published = above && own;
    }
}

/// When something on the site changes without anybody's doing.
pub(super) fn next_change(
    sources: &[Box<Article>],
    places: &Places,
    registry: &Registry,
    now: DateTime,
) -> Option<DateTime> {
    let articles = sources.iter().flat_map(|source| changes(source, now));
    let units = places.list.iter().filter_map(|place| registry.get(place.code.as_ref()?));
    let localities = units.flat_map(|unit| {
        let ends = unit.valid_to.and_then(|day| day.tomorrow().ok());
        let names = registry.changes_of(&unit.code).map(|change| change.effective);
        [Some(unit.valid_from), ends].into_iter().flatten().chain(names).map(midnight)
    });
    // A plan of the coming days begins anew every day.
    let plans = places.list.iter().any(|place| place.lives() && !place.schedule.slots.is_empty());
    let tomorrow = now.date().tomorrow().ok().filter(|_| plans).map(midnight);
    articles.chain(localities.filter(|moment| *moment > now)).chain(tomorrow).min()
}

/// When the pages for officials are those of another day: they say what goes out today and in the days to
/// come.
pub(super) fn next_day(
    config: &Config,
    articles: &[Shown],
    places: &Places,
    now: DateTime,
) -> Option<DateTime> {
    let goes_out = |article: &Shown| {
        [Channel::Loudspeaker, Channel::Zalo].into_iter().any(|channel| article.facts.goes_to(channel))
    };
    let is_told = (config.outputs.loudspeaker || config.outputs.zalo)
        && places.list.iter().skip(1).any(Locality::lives)
        && articles.iter().any(goes_out);
    now.date().tomorrow().ok().filter(|_| is_told).map(midnight)
}

/// The moments after `now` at which something that pages show about an article changes.
pub fn changes(article: &Article, now: DateTime) -> impl Iterator<Item = DateTime> {
    let front = &article.front;
    let event_end = front.event.as_ref().map(|event| event.end.unwrap_or(event.start).date());
    let approved = front.approval.as_ref().map(|approval| midnight(approval.date));
    let review_due = front.review.as_ref().map(|review| review.due.value);
    [
        publication(article),
        approved,
        front.expires.as_ref().map(|expires| expires.value),
        event_end.and_then(day_after),
        review_due.and_then(day_after),
    ]
    .into_iter()
    .flatten()
    .filter(move |moment| !front.draft && *moment > now)
}

/// The moment at which an article appears, if it has one.
pub fn publication(article: &Article) -> Option<DateTime> {
    let front = &article.front;
    front.publish_at.or_else(|| front.date.as_ref().map(|date| midnight(date.value)))
}

/// The beginning of a day.
pub fn midnight(day: Date) -> DateTime {
    day.at(0, 0, 0, 0)
}

fn day_after(day: Date) -> Option<DateTime> {
    day.tomorrow().ok().map(midnight)
}
