//! What was published, reviewed, taken down and sent in a period: counted from records alone.
//!
//! A resolved site and a [`Period`] come in, a [`Report`] goes out: one list of events, and every number
//! a sum over that list, so that each can be checked. Records are dates of the front matter and the
//! `[[log]]` of articles, whether these are still published or not; nothing is estimated, and no view
//! of a page is counted. How a report looks on paper is not known here.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::config::Approvals;
use crate::content::Front;
use crate::content::front_matter::{Channel, Kind, Review, Word};
use crate::content::log::Record;
use crate::site::{Audience, LocalityId, Site, State, clock};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Only this locality and what is below it.
    pub place: Option<LocalityId>,
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct Report<'s> {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The last day that is over or has begun.
    pub until: Date,
    /// The locality that was asked for.
    pub locality: Option<Place>,
    /// Articles that appeared.
    pub published: Tally,
    /// Articles that were looked at again.
    pub reviewed: Tally,
    /// Articles that were taken down.
    pub withdrawn: Tally,
    /// What went out, by the log.
    pub sent: Tally,
    /// Articles whose review was due by then.
    pub overdue: Tally,
    /// Articles from above that appeared and concern the locality too.
    pub inherited: usize,
    /// Articles that were published on the last day that is counted.
    pub live: usize,
    /// Those of them that name no day on which they appeared.
    pub undated: usize,
    /// Those that loudspeakers or Zalo groups should get, without a record in the period.
    pub unrecorded: usize,
    /// Everything that was counted, by day.
    pub events: Vec<Event<'s>>,
}

/// Something that is counted.
#[derive(Debug, Clone, Serialize)]
pub struct Event<'s> {
    /// What happened.
    pub what: What,
    /// On which day; for what is overdue, the day on which it was due.
    pub day: Date,
    /// The article's file.
    pub file: &'s str,
    /// Its headline; none if it was taken down.
    pub title: Option<&'s str>,
    /// What sort of article it is.
    pub kind: Kind,
    /// By which channel it was sent.
    pub channel: Option<Channel>,
    /// Its main topic, by name.
    pub topic: Option<&'s str>,
    /// Where: of several localities, the one that holds them all.
    pub locality: Place,
    /// How often.
    pub times: u64,
    /// Which group, which loudspeakers, which wall.
    pub place: &'s str,
    /// Who did it, or has to.
    pub by: &'s str,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// An article appeared.
    Published,
    /// It was looked at again.
    Reviewed,
    /// It was taken down.
    Withdrawn,
    /// It went out by a channel.
    Sent,
    /// It should have been looked at again.
    Overdue,
}

/// A locality in a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Its place in the tree; last for what the portal does not know.
    #[serde(skip)]
    rank: usize,
    /// Its code, or the address of a hamlet.
    pub code: String,
    /// Its name; empty for what the portal does not know.
    pub name: String,
}

/// How often something happened, in all and by every measure; each list adds up to the total.
#[derive(Debug, Default, Serialize)]
pub struct Tally {
    /// In all.
    pub total: u64,
    /// How many articles it is about.
    pub articles: usize,
    /// By month, `2026-03`.
    pub by_month: Vec<Count>,
    /// By channel; empty of what goes by none.
    pub by_channel: Vec<Count>,
    /// By kind.
    pub by_kind: Vec<Count>,
    /// By main topic, in the order of the settings.
    pub by_topic: Vec<Count>,
    /// By locality, in the order of the tree.
    pub by_locality: Vec<Count>,
}

/// One number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// What it counts, for machines.
    pub key: String,
    /// What it counts, for readers; empty where nothing is on record.
    pub label: String,
    /// How many.
    pub n: u64,
}

/// Counts a period.
pub fn of<'s>(site: &'s Site, period: &Period) -> Report<'s> {
    let until = period.to.min(site.today());
    let accounts = accounts(site);
    let mut events: Vec<Event<'s>> =
        accounts.iter().flat_map(|account| events_of(site, account, period, until)).collect();
    events.sort_by(|a, b| (a.day, a.what, a.file, &a.locality).cmp(&(b.day, b.what, b.file, &b.locality)));
    let tally = |what| tally(site, events.iter().filter(|event| event.what == what));
    let concerned = |account: &&Account<'_>| {
        period.place.is_none_or(|place| {
            account.audience.concerns(&site.localities, place) || own(site, account, place)
        })
    };
    let live = || accounts.iter().filter(|account| account.was_live(site, until)).filter(concerned);
    let sent: BTreeSet<&str> =
        events.iter().filter(|event| event.what == What::Sent).map(|event| event.file).collect();
    let is_from_above = |account: &&Account<'_>| {
        let appeared = account.published(site).is_some_and(|day| period.from <= day && day <= until);
        appeared && period.place.is_some_and(|place| !own(site, account, place))
    };
    Report {
        from: period.from,
        to: period.to,
        until,
        locality: period.place.map(|id| place(site, id)),
        published: tally(What::Published),
        reviewed: tally(What::Reviewed),
        withdrawn: tally(What::Withdrawn),
        sent: tally(What::Sent),
        overdue: tally(What::Overdue),
        inherited: accounts.iter().filter(concerned).filter(is_from_above).count(),
        live: live().count(),
        undated: live().filter(|account| account.publication.is_none()).count(),
        unrecorded: live().filter(|account| account.is_sent && !sent.contains(account.file)).count(),
        events,
    }
}

/// Sums over events.
pub fn tally<'e, 's: 'e>(site: &Site, events: impl Iterator<Item = &'e Event<'s>>) -> Tally {
    let events: Vec<&Event<'_>> = events.collect();
    let sent: Vec<&Event<'_>> = events.iter().copied().filter(|event| event.channel.is_some()).collect();
    let topics = &site.config.topics;
    let topic = |event: &Event<'_>| {
        let at = topics.iter().position(|topic| Some(topic.name.as_str()) == event.topic);
        let known = at.map(|at| (topics[at].id.clone(), topics[at].name.clone()));
        let (key, label) = known
            .unwrap_or_else(|| (event.topic.unwrap_or("").to_owned(), event.topic.unwrap_or("").to_owned()));
        (at.unwrap_or(usize::MAX), key, label)
    };
    let channel = |event: &Event<'_>| {
        let word =
            |channel: Channel| (channel as usize, channel.word().to_owned(), channel.label().to_owned());
        event.channel.map_or_else(|| (usize::MAX, String::new(), String::new()), word)
    };
    Tally {
        total: events.iter().map(|event| event.times).sum(),
        articles: events.iter().map(|event| event.file).collect::<BTreeSet<_>>().len(),
        by_month: count(&events, |event| {
            let month = event.day.strftime("%Y-%m").to_string();
            (0, month.clone(), event.day.strftime("%-m/%Y").to_string())
        }),
        by_channel: count(&sent, channel),
        by_kind: count(&events, |event| {
            (event.kind as usize, event.kind.word().to_owned(), event.kind.label().to_owned())
        }),
        by_topic: count(&events, topic),
        by_locality: count(&events, |event| {
            let place = &event.locality;
            (place.rank, place.code.clone(), place.name.clone())
        }),
    }
}

fn count(events: &[&Event<'_>], by: impl Fn(&Event<'_>) -> (usize, String, String)) -> Vec<Count> {
    let mut counts: BTreeMap<(usize, String, String), u64> = BTreeMap::new();
    for event in events {
        *counts.entry(by(event)).or_default() += event.times;
    }
    counts.into_iter().map(|((_, key, label), n)| Count { key, label, n }).collect()
}

/// What is on record of an article.
struct Account<'s> {
    file: &'s str,
    title: Option<&'s str>,
    kind: Kind,
    topic: Option<&'s str>,
    state: State,
    publication: Option<DateTime>,
    approved: Option<Date>,
    reviewed: Option<Date>,
    review: Option<&'s Review>,
    withdrawn: Option<Date>,
    /// From this day on it is not published.
    expires: Option<Date>,
    audience: &'s Audience,
    log: &'s [Record],
    /// It goes to loudspeakers or Zalo groups.
    is_sent: bool,
}

impl Account<'_> {
    /// Whether it was published at the end of a day. What names no day is known of today alone.
    fn was_live(&self, site: &Site, until: Date) -> bool {
        if until >= site.today() {
            return self.state == State::Live;
        }
        let ended = [self.expires, self.withdrawn].into_iter().flatten().min();
        self.published(site).is_some_and(|day| day <= until) && ended.is_none_or(|end| until < end)
    }

    /// The day on which it appeared, if it ever did.
    fn published(&self, site: &Site) -> Option<Date> {
        let day = self.publication?.date();
        let was = match self.state {
            State::Live => true,
            // Where nothing is published without an approval, what had none was never seen.
            State::Expired | State::Withdrawn => {
                let approved = site.config.approval == Approvals::Optional || self.approved.is_some();
                approved && self.withdrawn.is_none_or(|end| day <= end)
            }
            State::Draft | State::Waiting | State::Rejected | State::Approved | State::Scheduled => false,
        };
        was.then_some(day)
    }
}

/// Every article of the site once: what it says in other languages is the same article.
fn accounts(site: &Site) -> Vec<Account<'_>> {
    let live =
        site.articles.iter().filter(|article| article.state == State::Live && article.source.lang.is_none());
    let live = live.map(|article| {
        let front = &article.source.front;
        Account {
            file: article.source.path.as_str(),
            title: Some(&front.title.value),
            kind: article.facts.kind,
            topic: article.facts.topics.first().map(String::as_str),
            state: State::Live,
            publication: clock::publication(&article.source),
            approved: front.approval.as_ref().map(|approval| approval.date),
            reviewed: front.review.as_ref().map(|review| review.reviewed.value),
            review: front.review.as_ref(),
            withdrawn: None,
            expires: expiry(front),
            audience: &article.audience,
            log: &front.log,
            is_sent: article.facts.channels.iter().any(|channel| is_sending(*channel)),
        }
    });
    let withheld = site.withheld.iter().filter(|one| !one.past.version).map(|one| Account {
        file: one.path.as_str(),
        title: (one.state != State::Withdrawn).then_some(one.title.as_str()),
        kind: one.past.kind,
        topic: one.past.topic.as_deref(),
        state: one.state,
        publication: one.past.publication,
        approved: one.past.approved,
        reviewed: one.past.reviewed,
        review: None,
        withdrawn: one.past.withdrawn,
        expires: expiry(&one.source.front),
        audience: &one.past.audience,
        log: &one.past.log,
        // Of the past is counted what went out then, whatever became of it.
        is_sent: one.source.front.channels.iter().flatten().any(|channel| is_sending(*channel)),
    });
    live.chain(withheld).collect()
}

fn expiry(front: &Front) -> Option<Date> {
    front.expires.as_ref().map(|expires| expires.value.date())
}

fn is_sending(channel: Channel) -> bool {
    matches!(channel, Channel::Loudspeaker | Channel::Zalo)
}

fn events_of<'s>(site: &'s Site, account: &Account<'s>, period: &Period, until: Date) -> Vec<Event<'s>> {
    let within = |day: &Date| period.from <= *day && *day <= until;
    let home = account.audience.place(&site.localities);
    let topic = account.topic.map(|id| site.config.topic(id).map_or(id, |topic| topic.name.as_str()));
    let event = |what: What, day: Date, by: &'s str| Event {
        what,
        day,
        file: account.file,
        title: account.title,
        kind: account.kind,
        channel: None,
        topic,
        locality: place(site, home),
        times: 1,
        place: "",
        by,
    };
    let mut events = Vec::new();
    if period.place.is_none_or(|asked| holds(site, asked, home)) {
        events.extend(account.published(site).filter(within).map(|day| event(What::Published, day, "")));
        // What nobody has published yet was written, not looked at again.
        let reviewed =
            account.reviewed.filter(|_| account.published(site).is_some() || account.state == State::Live);
        events.extend(reviewed.filter(within).map(|day| {
            event(What::Reviewed, day, account.review.map_or("", |review| review.reviewer.as_str()))
        }));
        events.extend(account.withdrawn.filter(within).map(|day| event(What::Withdrawn, day, "")));
        let due = account.review.filter(|review| review.due.value < until);
        events.extend(due.map(|review| event(What::Overdue, review.due.value, &review.reviewer)));
    }
    let records =
        account.log.iter().filter(|record| within(&record.at.value.date()) && record.at.value <= site.now);
    for record in records {
        let at = match &record.locality {
            Some(written) => site.locality_of_key(&written.value),
            None => Some(home),
        };
        if let Some(asked) = period.place
            && !at.is_some_and(|at| holds(site, asked, at))
        {
            continue;
        }
        let unknown = || Place {
            rank: usize::MAX,
            code: record.locality.as_ref().map_or_else(String::new, |written| written.value.clone()),
            name: String::new(),
        };
        events.push(Event {
            channel: Some(record.channel),
            locality: at.map_or_else(unknown, |at| place(site, at)),
            times: u64::from(record.times),
            place: &record.place,
            ..event(What::Sent, record.at.value.date(), &record.by)
        });
    }
    events
}

fn own(site: &Site, account: &Account<'_>, place: LocalityId) -> bool {
    holds(site, place, account.audience.place(&site.localities))
}

/// Whether a locality is another one or lies below it.
fn holds(site: &Site, above: LocalityId, id: LocalityId) -> bool {
    id == above || site.above(id).any(|at| at == above)
}

fn place(site: &Site, id: LocalityId) -> Place {
    let locality = site.locality(id);
    Place { rank: id.0, code: locality.key(), name: locality.name.clone() }
}
