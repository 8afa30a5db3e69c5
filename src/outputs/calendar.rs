//! `lich.ics`: the events of a locality as one calendar.
//!
//! Read by calendar programs and phones (RFC 5545). Lines end in CRLF and are folded at 75 octets.
//! The stamp of an event is the day its article was issued, never the clock; an event of a day has
//! dates, one with a time of day has times in Vietnam's zone, which has no summer time.

use std::fmt::Write as _;

use jiff::civil::{DateTime, Time};
use serde::Serialize;

use crate::content::front_matter::Kind;
use crate::diag::Diagnostic;
use crate::outputs::{Job, Output};
use crate::path::SitePath;
use crate::site::{LocalityId, PageId, Site};
use crate::theme::Theme;

/// The calendars.
#[derive(Debug)]
pub struct Calendar;

/// What a calendar shows.
#[derive(Debug, Serialize)]
pub struct View {
    name: String,
    events: Vec<Event>,
}

#[derive(Debug, Serialize)]
struct Event {
    id: String,
    url: String,
    title: String,
    summary: String,
    place: Option<String>,
    stamp: String,
    start: String,
    end: String,
}

impl Output for Calendar {
    const NAME: &'static str = "calendar";
    type Subject = LocalityId;
    type Common = ();
    type View = View;
    type Press = ();

    fn plan(site: &Site) -> Vec<Job<LocalityId>> {
        let path = |id| SitePath::new(&format!("{}lich.ics", &site.locality(id).address.as_str()[1..]));
        let with_events = site.living().map(|(id, _)| id).filter(|id| !events(site, *id).is_empty());
        with_events.filter_map(|id| Some(Job { path: path(id)?, subject: id })).collect()
    }

    fn common(_site: &Site) {}

    fn view(site: &Site, _common: &(), subject: &LocalityId) -> View {
        let name = format!("{} – {}", site.locality(*subject).name, site.config.title);
        View { name, events: events(site, *subject) }
    }

    fn press(_common: &(), _theme: &Theme) {}

    fn render(view: &View, _press: &()) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(text(view).into_bytes())
    }
}

fn events(site: &Site, id: LocalityId) -> Vec<Event> {
    let mut pages = site.concerning(id);
    pages.retain(|page| site.article(*page).facts.kind == Kind::Event);
    pages.sort_by_key(|page| (site.article(*page).source.front.event.as_ref().map(|e| e.start), *page));
    pages.into_iter().filter_map(|page| event(site, page)).collect()
}

fn event(site: &Site, id: PageId) -> Option<Event> {
    let article = site.article(id);
    let front = &article.source.front;
    let event = front.event.as_ref()?;
    let issued = front.date.as_ref().map_or(event.start.date(), |date| date.value);
    let last = event.end.unwrap_or(event.start);
    let timed = [event.start, last].iter().any(|moment| moment.time() != Time::midnight());
    Some(Event {
        id: article.address.as_str().trim_matches('/').replace('/', "."),
        url: site.config.absolute(article.address.as_str()),
        title: front.title.value.clone(),
        summary: article.source.opening.clone(),
        place: event.place.clone(),
        stamp: format!("{}T000000Z", issued.strftime("%Y%m%d")),
        start: moment("DTSTART", event.start, timed),
        // The end of a day's event is the first day after it.
        end: if timed { moment("DTEND", last, true) } else { moment("DTEND", next_day(last), false) },
    })
}

fn next_day(moment: DateTime) -> DateTime {
    moment.date().tomorrow().map_or(moment, |day| day.to_datetime(Time::midnight()))
}

fn moment(name: &str, moment: DateTime, timed: bool) -> String {
    if timed {
        format!("{name};TZID=Asia/Ho_Chi_Minh:{}", moment.strftime("%Y%m%dT%H%M%S"))
    } else {
        format!("{name};VALUE=DATE:{}", moment.strftime("%Y%m%d"))
    }
}

fn text(view: &View) -> String {
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Mang Non//mangnon//VI");
    line(&format!("X-WR-CALNAME:{}", escaped(&view.name)));
    for zone in [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Ho_Chi_Minh",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0700",
        "TZOFFSETTO:+0700",
        "TZNAME:+07",
        "END:STANDARD",
        "END:VTIMEZONE",
    ] {
        line(zone);
    }
    for event in &view.events {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@{}", event.id, host(&event.url)));
        line(&format!("DTSTAMP:{}", event.stamp));
        line(&event.start);
        line(&event.end);
        line(&format!("SUMMARY:{}", escaped(&event.title)));
        line(&format!("DESCRIPTION:{}", escaped(&event.summary)));
        if let Some(place) = &event.place {
            line(&format!("LOCATION:{}", escaped(place)));
        }
        line(&format!("URL:{}", event.url));
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

/// A day of a calendar that is no output of the site.
#[derive(Debug, Clone)]
pub struct Day {
    /// Unique in the calendar.
    pub id: String,
    /// The day.
    pub date: jiff::civil::Date,
    /// When the entry was last changed.
    pub stamp: jiff::civil::Date,
    /// What falls on it.
    pub title: String,
    /// What else to know.
    pub summary: String,
    /// Where to look.
    pub url: String,
}

/// A calendar of whole days.
pub fn of_days(name: &str, days: &[Day]) -> String {
    let events = days.iter().map(|day| Event {
        id: day.id.clone(),
        url: day.url.clone(),
        title: day.title.clone(),
        summary: day.summary.clone(),
        place: None,
        stamp: format!("{}T000000Z", day.stamp.strftime("%Y%m%d")),
        start: moment("DTSTART", day.date.to_datetime(Time::midnight()), false),
        end: moment("DTEND", next_day(day.date.to_datetime(Time::midnight())), false),
    });
    text(&View { name: name.to_owned(), events: events.collect() })
}

fn host(url: &str) -> &str {
    url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or("localhost")
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                let _ = write!(out, "\\{c}");
            }
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Writes a line in pieces of at most 75 octets, never through a character.
fn fold(out: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets_between_characters() {
        let mut out = String::new();
        fold(&mut out, &format!("SUMMARY:{}", "ướ".repeat(60)));
        assert!(out.ends_with("\r\n") && out.split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(out.replace("\r\n ", "").trim_end(), format!("SUMMARY:{}", "ướ".repeat(60)));
    }

    #[test]
    fn signs_of_the_format_are_escaped() {
        assert_eq!(escaped("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
