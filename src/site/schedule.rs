//! The slots of a locality on real days.
//!
//! A locality's slots and a span of days come in, airings in order of time go out: day, time, minutes.
//! A slot without days is one of every day. What is played is not decided here.

use jiff::civil::{Date, DateTime, Time, Weekday};

use crate::content::section::Slot;

/// Turns are counted from the beginning of such a span of weeks.
const CYCLE_WEEKS: i64 = 8;

/// A Monday from which spans are counted.
const EPOCH: Date = Date::constant(1970, 1, 5);

/// One slot on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Airing {
    /// When it begins.
    pub start: DateTime,
    /// How long it is.
    pub minutes: u16,
}

/// The airings of `days` days from a first one on. Of slots that begin at the same moment the longest
/// counts, so that no two bulletins speak at once.
pub fn airings(slots: &[Slot], first: Date, days: usize) -> Vec<Airing> {
    let days = std::iter::successors(Some(first), |day| day.tomorrow().ok()).take(days);
    let mut airings: Vec<Airing> = days
        .flat_map(|day| {
            let of_day = slots.iter().filter(move |slot| is_on(slot, day.weekday()));
            of_day.filter_map(move |slot| {
                Some(Airing { start: day.to_datetime(time(slot)?), minutes: slot.minutes })
            })
        })
        .collect();
    airings.sort_by_key(|airing| (airing.start, std::cmp::Reverse(airing.minutes)));
    airings.dedup_by_key(|airing| airing.start);
    airings
}

/// How many airings a week has.
pub fn airings_a_week(slots: &[Slot]) -> usize {
    airings(slots, Date::constant(2024, 1, 1), 7).len()
}

/// The first day of the span of weeks in which turns are counted.
pub fn cycle_start(day: Date) -> Date {
    let length = CYCLE_WEEKS * 7;
    let passed = i64::from((day - EPOCH).get_days()).rem_euclid(length);
    day.saturating_sub(jiff::Span::new().days(passed))
}

/// The days whose bulletins a plan of some days from today on looks at.
pub fn days_planned(today: Date, days: usize) -> impl Iterator<Item = Date> {
    let end = today.saturating_add(jiff::Span::new().days(i64::try_from(days).unwrap_or(0)));
    std::iter::successors(Some(cycle_start(today)), |day| day.tomorrow().ok())
        .take_while(move |day| *day < end)
}

fn is_on(slot: &Slot, weekday: Weekday) -> bool {
    let word = match weekday {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    };
    slot.days.is_empty() || slot.days.iter().any(|day| day == word)
}

fn time(slot: &Slot) -> Option<Time> {
    let (hour, minute) = slot.time.split_once(':')?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn slot(time: &str, days: &[&str], minutes: u16) -> Slot {
        Slot { time: time.to_owned(), days: days.iter().map(|day| (*day).to_owned()).collect(), minutes }
    }

    #[test]
    fn airings_come_in_order_and_only_on_their_days() {
        let slots = [slot("17:00", &["mon", "tue"], 15), slot("05:30", &[], 5)];
        let found: Vec<String> = airings(&slots, date(2026, 11, 23), 3)
            .iter()
            .map(|airing| format!("{} {}", airing.start, airing.minutes))
            .collect();
        assert_eq!(
            found,
            [
                "2026-11-23T05:30:00 5",
                "2026-11-23T17:00:00 15",
                "2026-11-24T05:30:00 5",
                "2026-11-24T17:00:00 15",
                "2026-11-25T05:30:00 5"
            ]
        );
        assert_eq!(airings_a_week(&slots), 9);
    }

    #[test]
    fn of_two_slots_at_one_moment_the_longer_counts() {
        let slots = [slot("17:00", &[], 5), slot("17:00", &["mon"], 15)];
        let minutes: Vec<u16> = airings(&slots, date(2026, 11, 23), 2).iter().map(|a| a.minutes).collect();
        assert_eq!(minutes, [15, 5]);
    }

    #[test]
    fn a_time_that_is_none_is_no_airing() {
        assert!(airings(&[slot("25:00", &[], 5), slot("", &[], 5)], date(2026, 11, 23), 7).is_empty());
    }
}
