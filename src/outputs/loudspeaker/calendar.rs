//! The week as a calendar: iCalendar (RFC 5545), an event for every bulletin.
//!
//! CRLF, lines folded at 75 octets between characters, moments in UTC, stamps from the plan's first day
//! and not from a clock, so that the same plan gives the same bytes.

use jiff::civil::{Date, DateTime};

use crate::outputs::loudspeaker::plan::{BulletinRow, NamedDay, WeekView};
use crate::vi::slug;

/// The longest line in octets, without its end.
const FOLD: usize = 75;

/// The calendar.
pub(super) fn ics(week: &WeekView) -> String {
    let mut out = String::new();
    let name = format!("Lịch phát thanh {}", week.locality.name);
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mang Non//mangnon//VI", "CALSCALE:GREGORIAN"] {
        push(&mut out, line);
    }
    push(&mut out, &format!("X-WR-CALNAME:{}", escape(&name)));
    let stamp = utc(&format!("{}T00:00:00", week.first_day), 0);
    for day in &week.days {
        named_day(&mut out, week, day, &stamp);
    }
    for bulletin in &week.bulletins {
        event(&mut out, week, bulletin, &stamp);
    }
    push(&mut out, "END:VCALENDAR");
    out
}

/// A day with a name, the whole day long.
fn named_day(out: &mut String, week: &WeekView, day: &NamedDay, stamp: &str) {
    let plain = |date: &str| date.replace('-', "");
    let last: Date = day.to.parse().unwrap_or_default();
    let behind = last.tomorrow().unwrap_or(last).to_string();
    let place = week.locality.url.replace("://", "-").replace('/', "-");
    push(out, "BEGIN:VEVENT");
    // By its last day: a span that runs begins with the first of these days, which moves on.
    push(out, &format!("UID:{}-{}-{place}", plain(&day.to), slug::slug(&day.name)));
    push(out, &format!("DTSTAMP:{stamp}"));
    push(out, &format!("DTSTART;VALUE=DATE:{}", plain(&day.date)));
    push(out, &format!("DTEND;VALUE=DATE:{}", plain(&behind)));
    push(out, &format!("SUMMARY:{}", escape(&day.name)));
    push(out, "TRANSP:TRANSPARENT");
    push(out, "END:VEVENT");
}

fn event(out: &mut String, week: &WeekView, bulletin: &BulletinRow, stamp: &str) {
    let local = bulletin.start.strip_suffix("+07:00").unwrap_or(&bulletin.start);
    let minutes = bulletin
        .slot_minutes
        .map_or_else(|| i64::try_from(bulletin.planned_seconds.div_ceil(60)).unwrap_or(1), i64::from);
    let summary = match &bulletin.time {
        Some(_) => format!("Bản tin truyền thanh: {} bài", bulletin.items.len()),
        None => format!("KHẨN CẤP, phát ngay: {} bài", bulletin.items.len()),
    };
    let titles: Vec<String> =
        bulletin.items.iter().enumerate().map(|(i, item)| format!("{}. {}", i + 1, item.title)).collect();
    push(out, "BEGIN:VEVENT");
    push(out, &format!("UID:{}-{}", bulletin.id, week.locality.url.replace("://", "-").replace('/', "-")));
    push(out, &format!("DTSTAMP:{stamp}"));
    push(out, &format!("DTSTART:{}", utc(local, 0)));
    push(out, &format!("DTEND:{}", utc(local, minutes)));
    push(out, &format!("SUMMARY:{}", escape(&summary)));
    push(out, &format!("DESCRIPTION:{}", escape(&titles.join("\n"))));
    push(out, &format!("URL:{}", bulletin.sheet));
    push(out, "END:VEVENT");
}

/// A moment of Viet Nam, some minutes later, in UTC: `20261124T100000Z`.
fn utc(local: &str, minutes: i64) -> String {
    let moment: DateTime = local.parse().unwrap_or_default();
    let moment = moment.saturating_add(jiff::SignedDuration::from_mins(minutes - 7 * 60));
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\r', "").replace('\n', "\\n")
}

fn push(out: &mut String, line: &str) {
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
        push(&mut out, &line);
        assert!(out.split("\r\n").all(|line| line.len() <= FOLD));
        assert_eq!(out.replace("\r\n ", "").trim_end_matches("\r\n"), line);
    }

    #[test]
    fn moments_are_told_in_utc() {
        assert_eq!(utc("2026-11-24T05:30:00", 0), "20261123T223000Z");
        assert_eq!(utc("2026-12-31T23:50:00", 15), "20261231T170500Z");
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(escape("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }
}
