//! Calendars as phones and office programs read them: iCalendar (RFC 5545).
//!
//! Events go in, a text comes out: lines end in CRLF and are folded at 75 octets, times of day stand in
//! Vietnam's zone, which has no summer time. No clock is read: every event brings its stamp.

use std::fmt::Write as _;

use jiff::civil::{Date, DateTime, Time};
use serde::Serialize;

/// The longest line in octets, without its end.
const FOLD: usize = 75;

/// Something that happens.
#[derive(Debug, Clone, Serialize)]
pub struct Event {
    /// Unique on the host.
    pub id: String,
    /// Where to read more, with the host.
    pub url: String,
    /// What.
    pub title: String,
    /// In a few words.
    pub summary: String,
    /// Where.
    pub place: Option<String>,
    /// When this was last changed.
    pub stamp: Date,
    /// When it begins; what begins and ends at midnight takes whole days.
    pub start: DateTime,
    /// When it ends; the last of its days where it takes whole days.
    pub end: DateTime,
}

/// A calendar of events, in their order.
pub fn calendar(name: &str, events: &[Event]) -> String {
    let mut out = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mang Non//mangnon//VI"] {
        push_line(&mut out, line);
    }
    push_line(&mut out, &format!("X-WR-CALNAME:{}", escaped(name)));
    for line in [
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
        push_line(&mut out, line);
    }
    for event in events {
        push_event(&mut out, event);
    }
    push_line(&mut out, "END:VCALENDAR");
    out
}

fn push_event(out: &mut String, event: &Event) {
    let mut line = |text: &str| push_line(out, text);
    line("BEGIN:VEVENT");
    line(&format!("UID:{}@{}", event.id, host(&event.url)));
    line(&format!("DTSTAMP:{}T000000Z", event.stamp.strftime("%Y%m%d")));
    let is_timed = [event.start, event.end].iter().any(|moment| moment.time() != Time::midnight());
    if is_timed {
        line(&format!("DTSTART;TZID=Asia/Ho_Chi_Minh:{}", event.start.strftime("%Y%m%dT%H%M%S")));
        line(&format!("DTEND;TZID=Asia/Ho_Chi_Minh:{}", event.end.strftime("%Y%m%dT%H%M%S")));
    } else {
        // Whole days end with the first day after them.
        let behind = event.end.date().tomorrow().unwrap_or(event.end.date());
        line(&format!("DTSTART;VALUE=DATE:{}", event.start.strftime("%Y%m%d")));
        line(&format!("DTEND;VALUE=DATE:{}", behind.strftime("%Y%m%d")));
    }
    line(&format!("SUMMARY:{}", escaped(&event.title)));
    line(&format!("DESCRIPTION:{}", escaped(&event.summary)));
    if let Some(place) = &event.place {
        line(&format!("LOCATION:{}", escaped(place)));
    }
    line(&format!("URL:{}", event.url));
    line("END:VEVENT");
}

fn host(url: &str) -> &str {
    url.split("://").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or("localhost")
}

/// A text as the value of a property.
pub fn escaped(text: &str) -> String {
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

/// Writes a line in pieces that are short enough, never through a character.
pub fn push_line(out: &mut String, line: &str) {
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > FOLD {
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
    fn lines_are_folded_between_characters_and_unfold_to_themselves() {
        let line = format!("SUMMARY:{}", "đuối nước ".repeat(30));
        let mut out = String::new();
        push_line(&mut out, &line);
        assert!(out.ends_with("\r\n") && out.split("\r\n").all(|line| line.len() <= FOLD));
        assert_eq!(out.replace("\r\n ", "").trim_end_matches("\r\n"), line);
    }

    #[test]
    fn signs_of_the_format_are_escaped() {
        assert_eq!(escaped("a, b; c\\d\r\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
