//! The days that bulletins and plans name: those of children and families, and a locality's own.
//!
//! Days of the year come in, some of the lunar one, from the program's list (`days.toml`) and from
//! localities; for a civil day their names go out. Only the years around today are laid out.

use std::sync::Arc;

use jiff::civil::Date;

use crate::content::days::{self, YearDay};
use crate::fields::{self, Origin};
use crate::path::SourcePath;
use crate::vi::lunar::LunarDate;

const BUILT_IN: &str = include_str!("days.toml");

/// The days of some years.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Days {
    list: Vec<Occurrence>,
}

/// A day, or a span of days, of one year.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Occurrence {
    name: String,
    first: Date,
    last: Date,
}

/// What a civil day is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Observed<'d> {
    /// The names of the day.
    pub is: Vec<&'d str>,
    /// Spans that begin, with their last day.
    pub begins: Vec<(&'d str, Date)>,
    /// Spans that began before, with their last day.
    pub within: Vec<(&'d str, Date)>,
}

impl Days {
    /// The program's own.
    pub fn built_in(today: Date) -> Days {
        let file = SourcePath::new("days.toml");
        let (fields, mut found) = fields::read(Origin { file: &file, text: BUILT_IN, start: 0 }, BUILT_IN);
        let list = fields.map(|fields| fields.consume(&mut found, days::read)).unwrap_or_default();
        debug_assert!(found.is_empty(), "the program's own list is sound: {found:?}");
        Days::default().with(&list, today)
    }

    /// These and a locality's own; one of the same name takes the place of the other.
    #[must_use]
    pub fn with(&self, own: &[YearDay], today: Date) -> Days {
        let is_own = |name: &str| own.iter().any(|day| day.name == name);
        let above = self.list.iter().filter(|day| !is_own(&day.name)).cloned();
        let years = today.year() - 1..=today.year() + 1;
        let own = own.iter().flat_map(|day| years.clone().filter_map(|year| occurrence(day, year)));
        Days { list: above.chain(own).collect() }
    }

    /// What a locality has from above, with its own.
    pub fn inherited(above: &Arc<Days>, own: &[YearDay], today: Date) -> Arc<Days> {
        if own.is_empty() { Arc::clone(above) } else { Arc::new(above.with(own, today)) }
    }

    /// What a day is.
    pub fn on(&self, day: Date) -> Observed<'_> {
        let mut observed = Observed::default();
        for one in self.list.iter().filter(|one| (one.first..=one.last).contains(&day)) {
            let name = one.name.as_str();
            if one.first == one.last {
                observed.is.push(name);
            } else if one.first == day {
                observed.begins.push((name, one.last));
            } else {
                observed.within.push((name, one.last));
            }
        }
        observed
    }
}

fn occurrence(day: &YearDay, year: i16) -> Option<Occurrence> {
    let on = |(of_month, month): (u8, u8), year: i16| {
        if day.lunar {
            return LunarDate { year, month, leap: false, day: of_month }.civil();
        }
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(of_month).ok()?).ok()
    };
    let first = on(day.first, year)?;
    let last = on(day.last, year)?;
    // From December into January.
    let last = if last < first { on(day.last, year + 1)? } else { last };
    Some(Occurrence { name: day.name.clone(), first, last })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_days_of_children_fall_where_they_are() {
        let days = Days::built_in(date(2026, 11, 27));
        let june = days.on(date(2026, 6, 1));
        assert_eq!(june.is, ["Ngày Quốc tế thiếu nhi"]);
        let begins: Vec<&str> = june.begins.iter().map(|(name, _)| *name).collect();
        assert_eq!(begins, ["Tháng hành động vì trẻ em", "Ngày Vi chất dinh dưỡng"]);
        assert_eq!(days.on(date(2026, 6, 28)).is, ["Ngày Gia đình Việt Nam"]);
        assert_eq!(days.on(date(2026, 6, 28)).within, [("Tháng hành động vì trẻ em", date(2026, 6, 30))]);
        assert_eq!(days.on(date(2026, 9, 25)).is, ["Tết Trung thu"]);
        assert_eq!(days.on(date(2027, 9, 15)).is, ["Tết Trung thu"]);
        assert_eq!(days.on(date(2026, 11, 20)).is, ["Ngày Trẻ em thế giới"]);
        assert_eq!(days.on(date(2026, 11, 10)), Observed::default());
    }

    #[test]
    fn a_locality_adds_its_own_and_moves_one() {
        let today = date(2026, 11, 27);
        let own = |name: &str, first, last, lunar| YearDay { name: name.to_owned(), first, last, lunar };
        let days = Days::built_in(today).with(
            &[
                own("Ngày hội của xóm", (10, 1), (10, 1), true),
                own("Tết Trung thu", (14, 8), (14, 8), true),
                own("Tuần lễ cuối năm", (28, 12), (3, 1), false),
            ],
            today,
        );
        assert_eq!(days.on(date(2026, 2, 26)).is, ["Ngày hội của xóm"]);
        assert_eq!(days.on(date(2026, 9, 24)).is, ["Tết Trung thu"]);
        assert!(days.on(date(2026, 9, 25)).is.is_empty());
        assert_eq!(days.on(date(2027, 1, 2)).within, [("Tuần lễ cuối năm", date(2027, 1, 3))]);
    }
}
