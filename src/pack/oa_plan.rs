//! What a locality sends next: the posts of today and of the week, and the broadcasts of its Official
//! Account over the coming month.
//!
//! Articles that concern the locality come in, in the order of their need: urgent, priority, events to
//! come, news, then guidance in turn. Broadcasts keep the limits that Zalo sets (DOMAIN B2 and the
//! practice of communes, November 2026): what finds no place gives way, and the plan says why.

use std::cmp::Reverse;

use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};

use crate::content::front_matter::{Channel, Class, Group, Kind, Word};
use crate::pack::limits;
use crate::site::{LocalityId, PageId, Site};

/// Broadcasts that one audience may get in a month.
pub(super) const A_MONTH: usize = limits::A_MONTH.ours;

/// How many days a plan covers.
const DAYS: i64 = 30;

/// When people read: the first broadcast of a day.
const HOUR: i8 = 19;

/// The rank of what is always of use.
pub(super) const EVERGREEN: u8 = 4;

/// An article that wants to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The article.
    pub page: PageId,
    /// Small first: urgent 0, priority 1, event 2, news 3, guidance 4.
    pub rank: u8,
    /// The best day.
    pub wanted: Date,
    /// After this day it is of no use.
    pub last: Date,
    /// Whom it addresses; everybody if empty.
    pub groups: Vec<Group>,
}

/// One line of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// What is sent.
    pub candidate: Candidate,
    /// When, or why not.
    pub outcome: Result<DateTime, GaveWay>,
}

/// Why an article is not broadcast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GaveWay {
    /// Its audience gets as many as it may this month.
    MonthFull,
    /// No day before its last was free.
    NoDay,
}

impl GaveWay {
    /// The reason, for officials.
    pub fn reason(self) -> &'static str {
        match self {
            GaveWay::MonthFull => "đã đủ 4 lần trong tháng cho đối tượng này",
            GaveWay::NoDay => "không còn ngày trống trước hạn",
        }
    }
}

/// Articles for Zalo at a locality in the order of their need on the day of the build; `turn` says
/// which guidance comes first.
pub fn candidates(site: &Site, locality: LocalityId, turn: usize) -> Vec<Candidate> {
    let pages = site.concerning(locality).into_iter();
    let pages: Vec<PageId> = pages.filter(|page| site.article(*page).facts.goes_to(Channel::Zalo)).collect();
    let mut list: Vec<Candidate> = pages.iter().filter_map(|page| timely(site, *page)).collect();
    // What is over first goes first, then what is newest.
    let day = |candidate: &Candidate| site.article(candidate.page).facts.day;
    list.sort_by_key(|one| (one.rank, one.wanted, one.last, Reverse(day(one)), one.page));
    let mut guidance: Vec<PageId> =
        pages.into_iter().filter(|page| site.article(*page).facts.kind == Kind::Guidance).collect();
    guidance.retain(|page| list.iter().all(|timely| timely.page != *page));
    guidance.sort_unstable();
    let n = guidance.len().max(1);
    guidance.rotate_left(turn % n);
    let evergreen = (0..).zip(guidance).map(|(i, page)| Candidate {
        page,
        rank: EVERGREEN,
        wanted: after(site.today(), (i * 7).min(DAYS - 1)),
        last: after(site.today(), DAYS - 1),
        groups: groups(site, page),
    });
    list.extend(evergreen);
    list
}

/// Days since the beginning of an age, so that guidance takes turns day by day.
pub fn turn_of_day(day: Date) -> usize {
    let days = day.since(Date::constant(2020, 1, 1)).map_or(0, |span| span.get_days());
    usize::try_from(days).unwrap_or(0)
}

/// Months, four at a time, so that a plan holds still within a month.
pub fn turn_of_month(day: Date) -> usize {
    let months = (i32::from(day.year()) - 2020) * 12 + i32::from(day.month());
    usize::try_from(months).unwrap_or(0) * A_MONTH
}

/// Places candidates, given in the order of their need, from a day on.
pub(super) fn plan(candidates: &[Candidate], from: Date) -> Vec<Planned> {
    let mut placed: Vec<Planned> = Vec::with_capacity(candidates.len());
    for candidate in candidates {
        let outcome = place(candidate, &placed, from);
        placed.push(Planned { candidate: candidate.clone(), outcome });
    }
    let end = |planned: &Planned| planned.outcome.map_or((1, DateTime::MAX), |moment| (0, moment));
    placed.sort_by_key(end);
    placed
}

fn place(candidate: &Candidate, placed: &[Planned], from: Date) -> Result<DateTime, GaveWay> {
    let sent = || placed.iter().filter_map(|planned| Some((planned, planned.outcome.ok()?)));
    let groups = reached(candidate);
    let is_full = |group: &Group| {
        sent().filter(|(planned, _)| reached(&planned.candidate).contains(group)).count() >= A_MONTH
    };
    if groups.iter().any(is_full) {
        return Err(GaveWay::MonthFull);
    }
    let end = candidate.last.min(after(from, DAYS - 1));
    let mut day = candidate.wanted.max(from);
    while day <= end {
        let on_day = || sent().filter(|(_, moment)| moment.date() == day);
        let meets = |group: &Group| {
            on_day().filter(|(planned, _)| reached(&planned.candidate).contains(group)).count()
                >= limits::A_DAY.ours
        };
        if !groups.iter().any(meets) {
            let before = i64::try_from(on_day().count()).unwrap_or(0);
            let minutes = Span::new().minutes(before * minutes_apart());
            return Ok(day.at(HOUR, 0, 0, 0).saturating_add(minutes));
        }
        day = after(day, 1);
    }
    Err(GaveWay::NoDay)
}

fn minutes_apart() -> i64 {
    i64::try_from(limits::APART.ours).unwrap_or(0)
}

/// A broadcast for everybody reaches every group.
fn reached(candidate: &Candidate) -> Vec<Group> {
    if candidate.groups.is_empty() { Group::ALL.to_vec() } else { candidate.groups.clone() }
}

/// What has its day: an urgent article, an event to come, news.
fn timely(site: &Site, page: PageId) -> Option<Candidate> {
    const NEWS_DAYS: i64 = 14;
    let article = site.article(page);
    let today = site.today();
    let is_new = |days| article.facts.day.is_some_and(|day| day <= today && after(day, days) >= today);
    let (rank, wanted, last) = match (article.source.front.class, article.facts.kind) {
        (Class::Urgent, _) if is_new(3) => (0, today, after(today, 2)),
        (Class::Priority, _) if is_new(7) => (1, today, after(today, 7)),
        (_, Kind::Event) => {
            let start = article.source.front.event.as_ref()?.start.date();
            if start < today || start > after(today, DAYS + 7) {
                return None;
            }
            (2, after(start, -3).max(today), start)
        }
        (_, Kind::News | Kind::Story) if is_new(NEWS_DAYS) => (3, today, after(today, NEWS_DAYS)),
        _ => return None,
    };
    let over =
        article.source.front.expires.as_ref().and_then(|expires| expires.value.date().yesterday().ok());
    let last = over.map_or(last, |over| over.min(last));
    Some(Candidate { page, rank, wanted, last, groups: groups(site, page) })
}

fn groups(site: &Site, page: PageId) -> Vec<Group> {
    site.article(page).facts.groups.clone()
}

fn after(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(n: i8) -> Date {
        Date::constant(2026, 12, n)
    }

    fn candidate(page: usize, wanted: i8, last: i8, groups: &[Group]) -> Candidate {
        Candidate {
            page: PageId(page),
            rank: 3,
            wanted: day(wanted),
            last: day(last),
            groups: groups.to_vec(),
        }
    }

    #[test]
    fn four_a_month_and_one_a_day_and_the_rest_gives_way() {
        let list: Vec<Candidate> = (0..6).map(|i| candidate(i, 1, 20, &[])).collect();
        let planned = plan(&list, day(1));
        let days: Vec<i8> = planned.iter().filter_map(|p| Some(p.outcome.ok()?.day())).collect();
        assert_eq!(days, [1, 2, 3, 4]);
        let gave_way = planned.iter().filter(|p| p.outcome == Err(GaveWay::MonthFull)).count();
        assert_eq!(gave_way, 2);
    }

    #[test]
    fn two_audiences_share_a_day_half_an_hour_apart() {
        let list = [candidate(0, 5, 5, &[Group::Parents]), candidate(1, 5, 5, &[Group::Teachers])];
        let planned = plan(&list, day(1));
        let times: Vec<DateTime> = planned.iter().filter_map(|p| p.outcome.ok()).collect();
        assert_eq!(times, [day(5).at(19, 0, 0, 0), day(5).at(19, 30, 0, 0)]);
    }

    #[test]
    fn what_must_go_out_on_a_taken_day_gives_way() {
        let list = [candidate(0, 5, 5, &[]), candidate(1, 5, 5, &[Group::Parents])];
        assert_eq!(plan(&list, day(1))[1].outcome, Err(GaveWay::NoDay));
    }
}
