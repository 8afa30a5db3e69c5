//! The Vietnamese lunar calendar, from new moons and the sun's longitude at UTC+7.
//!
//! A civil date comes in, its lunar date goes out, and the other way round; leap months included. A
//! month begins on the day of its new moon; the eleventh month holds the winter solstice; of a year
//! with thirteen months the first one without a principal term is the leap month. Where moon and sun
//! stand is told by `sky`. Nothing here knows festivals, localities or today.

use std::fmt;

use jiff::civil::Date;

use super::sky::{FIRST_NEW_MOON, LUNATION, delta_t, new_moon, sun_longitude};

/// The years for which the calendar answers: outside, the clock's own drift (delta T) is unknown.
pub const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// A lunar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LunarDate {
    /// The civil year in which the lunar year begins.
    pub year: i16,
    /// 1 to 12.
    pub month: u8,
    /// The month follows one of the same number.
    pub leap: bool,
    /// 1 to 30.
    pub day: u8,
}

impl LunarDate {
    /// The lunar date of a day; `None` outside [`YEARS`].
    pub fn of(day: Date) -> Option<LunarDate> {
        if !YEARS.contains(&day.year()) {
            return None;
        }
        let day = day_number(day);
        let k = lunation_at(day);
        let first = new_moon_day(k);
        // The year from one eleventh month to the next in which this month lies.
        let (civil_year, _, _) = civil(first);
        let mut november = eleventh_month(civil_year);
        let mut solstice_year = civil_year;
        if november > k {
            solstice_year -= 1;
            november = eleventh_month(solstice_year);
        }
        let next = eleventh_month(solstice_year + 1);
        let leap_at = leap_month(november, next);
        let ordinal = k - november;
        let is_leap = leap_at == Some(k);
        let passed_leap = leap_at.is_some_and(|leap| k >= leap);
        let month = (10 + ordinal - i64::from(passed_leap)).rem_euclid(12) + 1;
        let year = if month >= 11 { solstice_year } else { solstice_year + 1 };
        Some(LunarDate {
            year: i16::try_from(year).ok()?,
            month: u8::try_from(month).ok()?,
            leap: is_leap,
            day: u8::try_from(day - first + 1).ok()?,
        })
    }

    /// The civil day of a lunar date; `None` if the year has no such day or lies outside [`YEARS`].
    pub fn civil(self) -> Option<Date> {
        if !YEARS.contains(&self.year) {
            return None;
        }
        // The month lies within fourteen months of the solstice before its year; try those.
        let start = eleventh_month(i64::from(self.year) - 1);
        (start..start + 16).find_map(|k| {
            let (year, month, day) = civil(new_moon_day(k) + i64::from(self.day) - 1);
            let date =
                Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
                    .ok()?;
            (LunarDate::of(date) == Some(self)).then_some(date)
        })
    }

    /// `mười lăm tháng Tám`, as the day is called after `ngày`; the first ten days are `mùng …`.
    ///
    /// A leap month is named as such; the year is not said.
    pub fn in_words(self) -> String {
        let day = match self.day {
            n @ 1..=10 => format!("mùng {}", DIGITS[usize::from(n)]),
            15 => "mười lăm".to_owned(),
            n @ 11..=19 => format!("mười {}", DIGITS[usize::from(n - 10)]),
            20 => "hai mươi".to_owned(),
            21 => "hai mươi mốt".to_owned(),
            24 => "hai mươi tư".to_owned(),
            25 => "hai mươi lăm".to_owned(),
            n @ 22..=29 => format!("hai mươi {}", DIGITS[usize::from(n - 20)]),
            _ => "ba mươi".to_owned(),
        };
        let leap = if self.leap { " nhuận" } else { "" };
        format!("{day} tháng {}{leap}", MONTHS[usize::from(self.month.clamp(1, 12))])
    }

    /// `mười lăm tháng Tám âm lịch`.
    pub fn day_in_words(self) -> String {
        format!("{} âm lịch", self.in_words())
    }
}

/// `15/8`, `1/4 nhuận`.
impl fmt::Display for LunarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}{}", self.day, self.month, if self.leap { " nhuận" } else { "" })
    }
}

/// A lunar day of the year as an author writes it: `15/8`, `15-8`, `1/4 nhuận`, also with `âm lịch` or
/// a year behind it. Gives day, month and whether the month is a leap month.
pub fn parse(text: &str) -> Option<(u8, u8, bool)> {
    let text = text.trim().to_lowercase();
    let text = text.trim_end_matches("âl").trim_end_matches("âm lịch").trim();
    let leap = text.contains("nhuận");
    let digits = text.replace("nhuận", " ");
    let mut parts = digits.trim().split(['/', '-', '.']).map(str::trim);
    let day: u8 = parts.next()?.parse().ok()?;
    let month: u8 = parts.next()?.parse().ok()?;
    let rest_is_year = parts.next().is_none_or(|year| year.len() == 4 && year.parse::<u16>().is_ok());
    let sound = (1..=30).contains(&day) && (1..=12).contains(&month) && rest_is_year;
    (sound && parts.next().is_none()).then_some((day, month, leap))
}

const DIGITS: [&str; 11] = ["", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"];

/// The first month is Giêng and the last Chạp; the fourth is Tư.
const MONTHS: [&str; 13] =
    ["", "Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Chạp"];

/// Viet Nam's clock, in days.
const ZONE: f64 = 7.0 / 24.0;

/// The Julian day number that begins at noon of a civil day.
fn day_number(day: Date) -> i64 {
    let (year, month) = (i64::from(day.year()), i64::from(day.month()));
    let a = (14 - month) / 12;
    let (y, m) = (year + 4800 - a, month + 12 * a - 3);
    i64::from(day.day()) + (153 * m + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32_045
}

/// Year, month and day of a Julian day number.
fn civil(number: i64) -> (i64, i64, i64) {
    let from_march = number + 32_044;
    let century = (4 * from_march + 3) / 146_097;
    let in_century = from_march - 146_097 * century / 4;
    let year = (4 * in_century + 3) / 1461;
    let in_year = in_century - 1461 * year / 4;
    let month = (5 * in_year + 2) / 153;
    let day = in_year - (153 * month + 2) / 5 + 1;
    (100 * century + year - 4800 + month / 10, month + 3 - 12 * (month / 10), day)
}

/// The lunation whose month holds a day.
fn lunation_at(day: i64) -> i64 {
    #[expect(clippy::cast_precision_loss, reason = "day numbers have seven digits")]
    let guess = floor((day as f64 - FIRST_NEW_MOON) / LUNATION) + 1;
    // The true new moon lies within 14 hours of the mean one.
    (guess - 2..=guess + 1).rev().find(|k| new_moon_day(*k) <= day).unwrap_or(guess)
}

/// The lunation that holds the winter solstice of a civil year: the eleventh month.
fn eleventh_month(year: i64) -> i64 {
    // The sun reaches 270 degrees between 20 and 23 December: the last day decides which month is the
    // last one to begin with the sun not yet there.
    let mut k = lunation_at(december_31(year));
    while term_at(new_moon_day(k)) >= 9 && term_at(new_moon_day(k)) < 12 {
        k -= 1;
    }
    k
}

fn december_31(year: i64) -> i64 {
    let y = year + 4800;
    31 + (153 * 9 + 2) / 5 + 365 * y + y / 4 - y / 100 + y / 400 - 32_045
}

/// The leap month between two eleventh months: of thirteen, the first without a principal term.
fn leap_month(november: i64, next: i64) -> Option<i64> {
    if next - november <= 12 {
        return None;
    }
    (november + 1..next).find(|k| term_at(new_moon_day(*k)) == term_at(new_moon_day(k + 1)))
}

/// The thirtieth of the ecliptic (0 from the spring equinox) in which the sun stands at the beginning
/// of a day in Viet Nam.
fn term_at(day: i64) -> i64 {
    #[expect(clippy::cast_precision_loss, reason = "day numbers have seven digits")]
    let midnight = day as f64 - 0.5 - ZONE;
    floor(sun_longitude(midnight + delta_t(midnight)) / 30.0).rem_euclid(12)
}

/// The day in Viet Nam on which a lunation's new moon falls.
fn new_moon_day(k: i64) -> i64 {
    let dynamical = new_moon(k);
    floor(dynamical - delta_t(dynamical) + ZONE + 0.5)
}

fn floor(number: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "day numbers have seven digits")]
    let whole = number.floor() as i64;
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn first_of_year(year: i16, month: i8, day: i8) {
        let lunar = LunarDate { year, month: 1, leap: false, day: 1 };
        assert_eq!(LunarDate::of(date(year, month, day)), Some(lunar));
        assert_eq!(lunar.civil(), Some(date(year, month, day)));
    }

    #[test]
    fn new_year_falls_on_the_days_of_the_official_calendars() {
        for (year, month, day) in [
            (1968, 1, 29),
            (1969, 2, 16),
            (1985, 1, 21),
            (2007, 2, 17),
            (2015, 2, 19),
            (2020, 1, 25),
            (2021, 2, 12),
            (2022, 2, 1),
            (2023, 1, 22),
            (2024, 2, 10),
            (2025, 1, 29),
            (2026, 2, 17),
            (2027, 2, 6),
            (2028, 1, 26),
            (2029, 2, 13),
            (2030, 2, 2),
            (2031, 1, 23),
            (2032, 2, 11),
            (2033, 1, 31),
            (2034, 2, 19),
            (2035, 2, 8),
        ] {
            first_of_year(year, month, day);
        }
    }

    #[test]
    fn the_mid_autumn_festival_is_the_fifteenth_of_the_eighth_month() {
        for day in [
            date(2020, 10, 1),
            date(2021, 9, 21),
            date(2022, 9, 10),
            date(2023, 9, 29),
            date(2024, 9, 17),
            date(2025, 10, 6),
            date(2026, 9, 25),
            date(2027, 9, 15),
            date(2028, 10, 3),
            date(2029, 9, 22),
            date(2030, 9, 12),
            date(2031, 10, 1),
            date(2032, 9, 19),
            date(2033, 9, 8),
            // The new moon before it is at 16:14 UTC of 12 September (an eclipse of the sun): still that
            // day here, the next in China, whose festival is on the 27th.
            date(2034, 9, 26),
            date(2035, 9, 16),
        ] {
            let lunar = LunarDate { year: day.year(), month: 8, leap: false, day: 15 };
            assert_eq!(LunarDate::of(day), Some(lunar));
            assert_eq!(lunar.civil(), Some(day));
        }
    }

    #[test]
    fn leap_months_are_those_of_the_official_calendars() {
        let leap_months: Vec<(i16, u8)> = (2001_i16..=2036)
            .filter_map(|year| {
                (1..=12)
                    .find(|month| LunarDate { year, month: *month, leap: true, day: 1 }.civil().is_some())
                    .map(|month| (year, month))
            })
            .collect();
        assert_eq!(
            leap_months,
            [
                (2001, 4),
                (2004, 2),
                (2006, 7),
                (2009, 5),
                (2012, 4),
                (2014, 9),
                (2017, 6),
                (2020, 4),
                (2023, 2),
                (2025, 6),
                (2028, 5),
                (2031, 3),
                (2033, 11),
                (2036, 6)
            ]
        );
    }

    #[test]
    fn days_follow_each_other_and_lead_back_to_themselves() {
        let mut day = date(1967, 12, 1);
        let mut yesterday = LunarDate::of(day.yesterday().unwrap()).unwrap();
        let mut long_months = 0;
        while day < date(2077, 1, 1) {
            let today = LunarDate::of(day).unwrap();
            if today.day == 1 {
                assert!(yesterday.day == 29 || yesterday.day == 30, "{day}");
                long_months += usize::from(yesterday.day == 30);
            } else {
                assert_eq!(LunarDate { day: today.day - 1, ..today }, yesterday, "{day}");
            }
            if today.day == 1 && today.month % 4 == 1 {
                assert_eq!(today.civil(), Some(day));
            }
            yesterday = today;
            day = day.tomorrow().unwrap();
        }
        assert!(long_months > 600, "a little more than half of 1350 months are long: {long_months}");
    }

    #[test]
    fn a_year_outside_the_table_has_no_date() {
        assert_eq!(LunarDate::of(date(1899, 12, 31)), None);
        assert_eq!(LunarDate { year: 2026, month: 8, leap: true, day: 1 }.civil(), None);
        assert_eq!(LunarDate { year: 9999, month: 1, leap: false, day: 1 }.civil(), None);
    }

    #[test]
    fn a_day_is_called_as_people_call_it() {
        let said = |month, day, leap| LunarDate { year: 2026, month, leap, day }.day_in_words();
        assert_eq!(said(8, 15, false), "mười lăm tháng Tám âm lịch");
        assert_eq!(said(1, 1, false), "mùng một tháng Giêng âm lịch");
        assert_eq!(said(12, 23, false), "hai mươi ba tháng Chạp âm lịch");
        assert_eq!(said(4, 30, true), "ba mươi tháng Tư nhuận âm lịch");
        assert_eq!(said(11, 14, false), "mười bốn tháng Mười Một âm lịch");
    }

    #[test]
    fn a_lunar_day_is_read_as_authors_write_it() {
        assert_eq!(parse("15/8"), Some((15, 8, false)));
        assert_eq!(parse(" 01-01 âm lịch"), Some((1, 1, false)));
        assert_eq!(parse("1/4 nhuận"), Some((1, 4, true)));
        assert_eq!(parse("15/8/2026"), Some((15, 8, false)));
        for wrong in ["", "rằm tháng 8", "31/8", "15/13", "0/1", "15/8/x", "15/8/2026/1"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
