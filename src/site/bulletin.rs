//! What a locality plays in each slot of the coming days.
//!
//! Candidates (articles with their lengths in syllables) and a programme (slots, rate, clock) come in;
//! bulletins go out, and what found no room. Urgent items come first and twice, then priority items in
//! every slot, then normal ones in turn: what was heard longest ago comes next, and what was heard rests
//! for some days. Nothing is played that is not in force at the moment of its slot. The wording and the
//! spoken length of an item are not known here.
//!
//! The plan of a day does not depend on the day on which it is made: turns are counted from the beginning
//! of a fixed span of weeks, so that a plan that was printed on Monday still holds on Thursday.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::config::Unapproved;
use crate::content::front_matter::{Channel, Class, Kind};
use crate::content::section::Slot;
use crate::site::crowding::{Crowded, Want};
use crate::site::schedule::{self, Airing};
use crate::site::turns;
use crate::site::{Article, LocalityId, PageId, Site, clock};

/// How many days a plan covers.
pub const DAYS: usize = 7;

/// How often an urgent item is played in a bulletin (DOMAIN A4: repeated in full).
pub const URGENT_PLAYS: u8 = 2;

/// An article that may be played, with its length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The article.
    pub page: PageId,
    /// Its class.
    pub class: Class,
    /// The day it counts from.
    pub day: Option<Date>,
    /// Its weight, small first.
    pub weight: i64,
    /// Not played before.
    pub from: Option<DateTime>,
    /// Not played from this moment on.
    pub until: Option<DateTime>,
    /// The day on which what it tells of begins.
    pub happens: Option<Date>,
    /// How often its author wants it in a bulletin.
    pub plays: u8,
    /// How long it is.
    pub cost: Cost,
}

/// The length of an item in syllables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// What announces it at the head of the bulletin.
    pub announced: usize,
    /// One reading.
    pub played: usize,
}

/// The rules of a locality's programme.
#[derive(Debug, Clone, Copy)]
pub struct Programme<'s> {
    /// Its slots.
    pub slots: &'s [Slot],
    /// Syllables a minute.
    pub rate: u16,
    /// Syllables of opening, hotline and closing.
    pub frame: usize,
    /// Syllables that the opening has besides on some days.
    pub named_days: &'s BTreeMap<Date, usize>,
    /// A normal item is played again at the earliest this many days later.
    pub rest_days: u8,
    /// The clock.
    pub now: DateTime,
}

/// What a locality plays at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulletin {
    /// When it begins; of a bulletin to be played at once, since when on its day.
    pub start: DateTime,
    /// Its place in the programme.
    pub occasion: Occasion,
    /// What is played, in order; never empty.
    pub items: Vec<Item>,
}

/// The place of a bulletin in the programme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    /// Urgent: it does not wait for a slot and has no music.
    AtOnce,
    /// In a slot.
    Slot {
        /// How long the slot is.
        minutes: u16,
    },
}

/// One item of a bulletin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// The article.
    pub page: PageId,
    /// Its class.
    pub class: Class,
    /// How often it is read in this bulletin.
    pub plays: u8,
}

/// The plan of a locality.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is played at once, if anything is urgent.
    pub at_once: Option<Bulletin>,
    /// The bulletins of the coming days in order of time; a slot without items has none.
    pub bulletins: Vec<Bulletin>,
    /// Urgent and priority items that found no room.
    pub crowded_out: Vec<Crowded>,
    /// Normal items that are not heard in these days.
    pub unheard: Vec<Unheard>,
}

/// A normal item that is not heard in the coming days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unheard {
    /// The article.
    pub page: PageId,
    /// Why.
    pub why: Silence,
}

/// Why an item is not heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Silence {
    /// It is longer than every slot, by so many syllables.
    TooLong {
        /// How many syllables must go.
        excess: usize,
    },
    /// The others take all the time.
    NoRoom,
}

/// The articles for the loudspeakers of a locality.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Playable {
    /// Those that may be played.
    pub pages: Vec<PageId>,
    /// Those that wait for their approval.
    pub waiting: Vec<PageId>,
}

/// The articles that concern a locality and may be played or wait for approval: news for some days,
/// events until they are over.
pub fn playable(site: &Site, locality: LocalityId) -> Playable {
    let rules = &site.config.loudspeaker;
    let mut pages = site.concerning(locality);
    pages.retain(|page| {
        let article = site.article(*page);
        article.facts.goes_to(Channel::Loudspeaker)
            && last_moment(article, rules.news_days).is_none_or(|until| site.now < until)
    });
    pages.sort_unstable();
    let may = |page: &PageId| may_be_played(site, site.article(*page));
    let (pages, waiting) = pages.into_iter().partition(may);
    Playable { pages, waiting }
}

/// Whether an article may be heard at all: it is approved, or the site plays drafts and marks them.
pub fn may_be_played(site: &Site, article: &Article) -> bool {
    site.config.loudspeaker.unapproved == Unapproved::Mark || is_approved(article, site.today())
}

/// Whether somebody has approved an article by a day.
pub fn is_approved(article: &Article, today: Date) -> bool {
    article.source.front.approval.as_ref().is_some_and(|approval| approval.date <= today)
}

/// An article as a candidate.
pub fn candidate(site: &Site, page: PageId, cost: Cost) -> Candidate {
    let article = site.article(page);
    let front = &article.source.front;
    Candidate {
        page,
        class: front.class,
        day: article.facts.day,
        weight: front.weight.unwrap_or(i64::MAX),
        from: first_moment(article),
        until: last_moment(article, site.config.loudspeaker.news_days),
        happens: front.event.as_ref().map(|event| event.start.date()),
        plays: front.loudspeaker.as_ref().map_or(1, |own| own.repeat),
        cost,
    }
}

/// Plans the coming days of a locality.
pub fn plan(candidates: &[Candidate], programme: &Programme<'_>) -> Plan {
    if programme.slots.is_empty() {
        return Plan::default();
    }
    let mut ranked: Vec<&Candidate> = candidates.iter().collect();
    ranked.sort_by_key(|c| (Reverse(c.class), Reverse(c.day), c.weight, c.page));
    let today = programme.now.date();
    let mut plan = Plan { at_once: at_once(&ranked, programme.now), ..Plan::default() };
    let mut crowded: BTreeMap<PageId, Crowded> = BTreeMap::new();
    let mut chances: BTreeMap<PageId, usize> = BTreeMap::new();
    let mut heard: BTreeMap<PageId, DateTime> = BTreeMap::new();
    let last = today.saturating_add(jiff::Span::new().days(i64::try_from(DAYS - 1).unwrap_or(0)));
    let mut day = schedule::cycle_start(today);
    while day <= last {
        if day == schedule::cycle_start(day) {
            heard.clear();
        }
        for airing in schedule::airings(programme.slots, day, 1) {
            let (bulletin, dropped) = fill(&ranked, airing, programme, &mut heard);
            if day < today {
                continue;
            }
            for (page, want) in dropped {
                let one = Crowded { page, slots: Vec::new(), want: want.clone() };
                let one = crowded.entry(page).or_insert(one);
                one.slots.push(airing.start);
                if want.lack > one.want.lack {
                    one.want = want;
                }
            }
            for c in ranked.iter().filter(|c| c.class == Class::Normal && in_force(c, airing.start)) {
                let free = room(airing, programme);
                let excess = (c.cost.announced + c.cost.played).saturating_sub(free);
                let least = chances.entry(c.page).or_insert(usize::MAX);
                *least = excess.min(*least);
            }
            plan.bulletins.extend(bulletin);
        }
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    plan.crowded_out = in_rank_order(&ranked, crowded);
    plan.unheard = unheard(&ranked, &plan.bulletins, &chances);
    plan
}

/// What is urgent now, each item repeated in full. It begins with the day or with the newest item: whoever
/// plans at another hour plans the same.
fn at_once(ranked: &[&Candidate], now: DateTime) -> Option<Bulletin> {
    let urgent: Vec<&&Candidate> =
        ranked.iter().filter(|c| c.class == Class::Urgent && in_force(c, now)).collect();
    let newest = urgent.iter().filter_map(|c| c.from).max();
    let start = newest.into_iter().fold(clock::midnight(now.date()), DateTime::max);
    let item = |c: &&Candidate| Item { page: c.page, class: c.class, plays: c.plays.max(URGENT_PLAYS) };
    let items: Vec<Item> = urgent.into_iter().map(item).collect();
    (!items.is_empty()).then_some(Bulletin { start, occasion: Occasion::AtOnce, items })
}

/// Fills a slot; gives the bulletin, if anything is to be played, and what had to be left out of it.
fn fill(
    ranked: &[&Candidate],
    airing: Airing,
    programme: &Programme<'_>,
    heard: &mut BTreeMap<PageId, DateTime>,
) -> (Option<Bulletin>, Vec<(PageId, Want)>) {
    let mut free = room(airing, programme);
    let mut dropped = Vec::new();
    let mut chosen: BTreeMap<usize, u8> = BTreeMap::new();
    let here: Vec<usize> = (0..ranked.len()).filter(|i| in_force(ranked[*i], airing.start)).collect();
    let first = here.iter().copied().filter(|i| ranked[*i].class > Class::Normal);
    for i in first {
        let wished = if ranked[i].class == Class::Urgent { URGENT_PLAYS } else { 1 };
        let plays = affordable(ranked[i], wished, free);
        if plays == 0 {
            dropped.push(i);
        } else {
            free -= cost(ranked[i], plays);
            chosen.insert(i, plays);
        }
    }
    let dropped = wants(ranked, &dropped, &chosen, free);
    for (i, plays) in &mut chosen {
        while *plays < ranked[*i].plays && ranked[*i].cost.played <= free {
            free -= ranked[*i].cost.played;
            *plays += 1;
        }
    }
    let normal: Vec<usize> = here.into_iter().filter(|i| ranked[*i].class == Class::Normal).collect();
    let (day, rest) = (airing.start.date(), programme.rest_days);
    let quota = turns::quota(normal.len(), programme.slots, rest);
    let may = |i: &usize| turns::is_rested(ranked[*i].happens, heard.get(&ranked[*i].page), day, rest);
    let mut turn: Vec<usize> = normal.into_iter().filter(may).collect();
    let far = |i: usize| turns::is_far(ranked[i].happens, day);
    turn.sort_by_key(|i| (far(*i), heard.get(&ranked[*i].page).copied(), *i));
    let mut n_normal = 0;
    for i in turn {
        let plays = affordable(ranked[i], ranked[i].plays, free);
        if plays > 0 && n_normal < quota {
            free -= cost(ranked[i], plays);
            chosen.insert(i, plays);
            heard.insert(ranked[i].page, airing.start);
            n_normal += 1;
        }
    }
    let items: Vec<Item> = chosen
        .into_iter()
        .map(|(i, plays)| Item { page: ranked[i].page, class: ranked[i].class, plays })
        .collect();
    let occasion = Occasion::Slot { minutes: airing.minutes };
    let bulletin = (!items.is_empty()).then_some(Bulletin { start: airing.start, occasion, items });
    (bulletin, dropped)
}

/// What the items of rank without room lack; others may give way to them, urgent ones never.
fn wants(
    ranked: &[&Candidate],
    dropped: &[usize],
    chosen: &BTreeMap<usize, u8>,
    free: usize,
) -> Vec<(PageId, Want)> {
    let others = chosen.iter().filter(|(i, _)| ranked[**i].class != Class::Urgent);
    let others: Vec<(PageId, usize)> =
        others.map(|(i, plays)| (ranked[*i].page, cost(ranked[*i], *plays))).collect();
    dropped.iter().map(|i| (ranked[*i].page, Want::of(cost(ranked[*i], 1), free, &others))).collect()
}

/// The largest number of readings up to the wish that there is room for.
fn affordable(candidate: &Candidate, wish: u8, free: usize) -> u8 {
    (1..=wish.max(1)).rev().find(|plays| cost(candidate, *plays) <= free).unwrap_or(0)
}

fn cost(candidate: &Candidate, plays: u8) -> usize {
    candidate.cost.announced + usize::from(plays) * candidate.cost.played
}

/// Syllables that a slot has for its items.
fn room(airing: Airing, programme: &Programme<'_>) -> usize {
    let named = programme.named_days.get(&airing.start.date()).copied().unwrap_or(0);
    (usize::from(airing.minutes) * usize::from(programme.rate)).saturating_sub(programme.frame + named)
}

fn in_force(candidate: &Candidate, moment: DateTime) -> bool {
    candidate.from.is_none_or(|from| from <= moment) && candidate.until.is_none_or(|until| moment < until)
}

fn in_rank_order(ranked: &[&Candidate], mut crowded: BTreeMap<PageId, Crowded>) -> Vec<Crowded> {
    ranked.iter().filter_map(|c| crowded.remove(&c.page)).collect()
}

fn unheard(ranked: &[&Candidate], bulletins: &[Bulletin], chances: &BTreeMap<PageId, usize>) -> Vec<Unheard> {
    let is_heard =
        |page: PageId| bulletins.iter().any(|bulletin| bulletin.items.iter().any(|item| item.page == page));
    let silent = ranked.iter().filter_map(|c| Some((c.page, *chances.get(&c.page)?)));
    silent
        .filter(|(page, _)| !is_heard(*page))
        .map(|(page, excess)| {
            let why = if excess > 0 { Silence::TooLong { excess } } else { Silence::NoRoom };
            Unheard { page, why }
        })
        .collect()
}

/// From when on an article is played: its publication, or its approval if that came later, so that it
/// has its first turn in the next slot.
fn first_moment(article: &Article) -> Option<DateTime> {
    let approval = article.source.front.approval.as_ref().map(|approval| clock::midnight(approval.date));
    clock::publication(&article.source).max(approval)
}

/// From when on an article is no longer played: its expiry, the end of the news, the day after the event.
fn last_moment(article: &Article, news_days: u16) -> Option<DateTime> {
    let front = &article.source.front;
    let expires = front.expires.as_ref().map(|expires| expires.value);
    let after =
        |day: Date, days: u16| clock::midnight(day.saturating_add(jiff::Span::new().days(i64::from(days))));
    let stale = match article.facts.kind {
        Kind::News => article.facts.day.map(|day| after(day, news_days)),
        Kind::Event => front.event.as_ref().map(|event| after(event.end.unwrap_or(event.start).date(), 1)),
        Kind::Guidance | Kind::Document | Kind::Story | Kind::Service => None,
    };
    [expires, stale].into_iter().flatten().min()
}
