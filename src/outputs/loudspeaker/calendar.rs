//! The week as a calendar: iCalendar (RFC 5545), an event for every bulletin.
//!
//! Moments stand in UTC, stamps come from the plan's first day and not from a clock, so that the same
//! plan gives the same bytes.

use jiff::civil::{Date, DateTime};

use crate::ical::{escaped, push_line};
use crate::outputs::loudspeaker::plan::{BulletinRow, NamedDay, WeekView};
use crate::vi::slug;

/// The calendar.
pub(super) fn ics(week: &WeekView) -> String {
    let mut out = String::new();
    let name = format!("Lịch phát thanh {}", week.locality.name);
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Mang Non//mangnon//VI", "CALSCALE:GREGORIAN"] {
        push_line(&mut out, line);
    }
    push_line(&mut out, &format!("X-WR-CALNAME:{}", escaped(&name)));
    let stamp = utc(&format!("{}T00:00:00", week.first_day), 0);
    for day in &week.days {
        named_day(&mut out, week, day, &stamp);
    }
    for bulletin in &week.bulletins {
        event(&mut out, week, bulletin, &stamp);
    }
    push_line(&mut out, "END:VCALENDAR");
    out
}

/// A day with a name, the whole day long.
fn named_day(out: &mut String, week: &WeekView, day: &NamedDay, stamp: &str) {
    let plain = |date: &str| date.replace('-', "");
    let last: Date = day.to.parse().unwrap_or_default();
    let behind = last.tomorrow().unwrap_or(last).to_string();
    let place = week.locality.url.replace("://", "-").replace('/', "-");
    push_line(out, "BEGIN:VEVENT");
    // By its last day: a span that runs begins with the first of these days, which moves on.
    push_line(out, &format!("UID:{}-{}-{place}", plain(&day.to), slug::slug(&day.name)));
    push_line(out, &format!("DTSTAMP:{stamp}"));
    push_line(out, &format!("DTSTART;VALUE=DATE:{}", plain(&day.date)));
    push_line(out, &format!("DTEND;VALUE=DATE:{}", plain(&behind)));
    push_line(out, &format!("SUMMARY:{}", escaped(&day.name)));
    push_line(out, "TRANSP:TRANSPARENT");
    push_line(out, "END:VEVENT");
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
    push_line(out, "BEGIN:VEVENT");
    push_line(
        out,
        &format!("UID:{}-{}", bulletin.id, week.locality.url.replace("://", "-").replace('/', "-")),
    );
    push_line(out, &format!("DTSTAMP:{stamp}"));
    push_line(out, &format!("DTSTART:{}", utc(local, 0)));
    push_line(out, &format!("DTEND:{}", utc(local, minutes)));
    push_line(out, &format!("SUMMARY:{}", escaped(&summary)));
    push_line(out, &format!("DESCRIPTION:{}", escaped(&titles.join("\n"))));
    push_line(out, &format!("URL:{}", bulletin.sheet));
    push_line(out, "END:VEVENT");
}

/// A moment of Viet Nam, some minutes later, in UTC: `20261124T100000Z`.
fn utc(local: &str, minutes: i64) -> String {
    let moment: DateTime = local.parse().unwrap_or_default();
    let moment = moment.saturating_add(jiff::SignedDuration::from_mins(minutes - 7 * 60));
    moment.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_told_in_utc() {
        assert_eq!(utc("2026-11-24T05:30:00", 0), "20261123T223000Z");
        assert_eq!(utc("2026-12-31T23:50:00", 15), "20261231T170500Z");
    }
}
