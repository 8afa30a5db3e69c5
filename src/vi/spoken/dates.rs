//! Days, months, years as they are written between marks: 25/12/2023, 1-6 behind "ngày", 01/2026, T6/2026.
//!
//! In: a position. Out: "mùng một tháng sáu năm …". A number with a slash that may also be a fraction is
//! weighed in `ratios`; this module knows how a day is said once it is one.

use super::Profile;
use super::codes;
use super::horns;
use super::lexicon::Cue;
use super::numbers::{cardinal, cardinal_of, ordinal};
use super::reader::{Hit, Reader};
use super::tokens::{Gap, Tokens};
use super::units;

/// A day as written.
#[derive(Clone, Copy)]
pub(super) struct Day {
    pub(super) end: usize,
    of_month: u64,
    month: u64,
    year: Option<u64>,
}

/// Whether a day is said with "mùng" up to the tenth.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    Calendar,
    /// In the name of a school or a street.
    Name,
}

/// 25/12/2023, 25-12-2023, 25.12.2023, 2023-12-25, alone or as a span.
pub(super) fn full(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let first = full_day(reader, idx)?;
    let mut spoken = first.spoken(reader, idx, Manner::Calendar);
    if horns::is_apart(reader, idx) {
        spoken = format!(", ngày {spoken}");
    }
    spoken = reader.behind_hour(idx, spoken);
    let mut end = first.end;
    if reader.tokens.is_mark(end, '-')
        && let Some(second) = full_day(reader, end + 1)
    {
        spoken = format!("{spoken} đến {}", second.spoken(reader, end + 1, Manner::Calendar));
        end = second.end;
    }
    Some(Hit::new(end, spoken, "date.full"))
}

/// "tháng 01/2026", "6/2026", "đợt 2/2025", "Nghị định 49/2024"; "tháng 6-8/2026".
pub(super) fn month_year(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let cued = tokens.fold(idx.wrapping_sub(1)) == "tháng" || reader.listed_after(idx, "tháng");
    if cued && let Some(hit) = months(reader, idx) {
        return Some(hit);
    }
    let named = cued || tokens.fold(idx.wrapping_sub(1)) == "quý";
    let mark = tokens.mark(idx + 1).filter(|mark| *mark == '/' || named && matches!(mark, '-' | '.'))?;
    let close = tokens.tight(idx + 1) && tokens.tight(idx + 2) || mark == '/' && cued;
    let year = year_of(tokens, idx + 2).filter(|_| close && tokens.digits(idx).len() <= 4)?;
    if tokens.is_mark(idx + 3, '/') && tokens.tight_number(idx + 4) {
        return None;
    }
    let number = tokens.digits(idx);
    let spoken_year = cardinal_of(year, reader.profile);
    let month = tokens.value(idx, 2).filter(|month| (1..=12).contains(month));
    let (spoken, rule) = if cued && let Some(month) = month {
        (format!("{} năm {spoken_year}", month_name(month, reader.profile)), "date.my")
    } else if codes::names_document(reader, idx) || reader.follows(idx, "doc") {
        let number = super::numbers::named_number(number, reader.profile);
        (format!("{number} trên {spoken_year}"), "doc.short")
    } else if reader.before(Cue::Issue, idx) {
        (format!("{} năm {spoken_year}", cardinal_of(number, reader.profile)), "date.my")
    } else {
        (format!("tháng {} năm {spoken_year}", month_name(month?, reader.profile)), "date.my")
    };
    Some(Hit::new(idx + 3, spoken, rule))
}

/// T6/2026, T2 - T6, Q1/2026: a month, a weekday, a quarter.
pub(super) fn short_form(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let (letter, point) = (tokens.raw(idx), usize::from(tokens.tight_mark(idx + 1, '.')));
    let at = idx + 1 + point;
    let value = tokens.value(at, 2).filter(|_| tokens.tight(at))?;
    let year = if tokens.is_mark(at + 1, '/') { year_of(tokens, at + 2) } else { None };
    let year_follows = year.is_some() || tokens.fold(at + 1) == "năm" && tokens.is_number(at + 2);
    let spoken = match letter {
        "T" if (2..=7).contains(&value) && !year_follows && is_weekday(reader, idx) => {
            format!("thứ {}", ordinal(value, tokens.digits(at), reader.profile, "nhất"))
        }
        "T" if (1..=12).contains(&value) => format!("tháng {}", month_name(value, reader.profile)),
        "Q" if (1..=4).contains(&value) && year_follows => format!("quý {}", cardinal(value, reader.profile)),
        _ => return None,
    };
    match year {
        Some(year) => {
            Some(Hit::new(at + 3, format!("{spoken} năm {}", cardinal_of(year, reader.profile)), "date.my"))
        }
        None => Some(Hit::new(at + 1, spoken, "date.short")),
    }
}

/// Q.IV, Q.II/2025: a quarter, unless the place of an address stands beside it.
pub(super) fn roman_quarter(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let at = idx + 1 + usize::from(tokens.tight_mark(idx + 1, '.'));
    let value = match tokens.raw(at) {
        "I" => 1,
        "II" => 2,
        "III" => 3,
        "IV" => 4,
        _ => return None,
    };
    if tokens.raw(idx) != "Q" || tokens.gap(at) > Gap::Space {
        return None;
    }
    let place = |i: usize| matches!(tokens.fold(i), "p" | "phường" | "tp" | "đường" | "hcm" | "quận");
    let district = (idx.saturating_sub(5)..idx).chain(at + 1..at + 4).any(place);
    let word = if district { "quận" } else { "quý" };
    let spoken = format!("{word} {}", cardinal(value, reader.profile));
    match year_of(tokens, at + 2).filter(|_| tokens.is_mark(at + 1, '/')) {
        Some(year) => {
            Some(Hit::new(at + 3, format!("{spoken} năm {}", cardinal_of(year, reader.profile)), "date.my"))
        }
        None => Some(Hit::new(at + 1, spoken, "date.short")),
    }
}

/// "1-2/6", "15-20/6/2025": days of one month.
pub(super) fn days_of_month(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let first = tokens.value(idx, 2).filter(|day| (1..=31).contains(day))?;
    if !tokens.is_mark(idx + 1, '-') {
        return None;
    }
    let last = slash_day(tokens, idx + 2).filter(|day| day.of_month > first)?;
    let first = day_name(first, reader, idx, Manner::Calendar);
    let spoken = format!("{first} đến {}", last.spoken(reader, idx + 2, Manner::Calendar));
    Some(Hit::new(last.end, spoken, "date.range"))
}

/// "ngày 1-6", "kỷ niệm 26-3", and 26-3 wherever it cannot be a range because it falls.
pub(super) fn hyphenated(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let (day, month) = (tokens.value(idx, 2)?, tokens.value(idx + 2, 2)?);
    let pointed = tokens.is_mark(idx + 1, '.') && is_pointed_day(reader, idx);
    let joined = (tokens.is_mark(idx + 1, '-') || pointed) && tokens.tight(idx + 1) && tokens.tight(idx + 2);
    let ends = !tokens.tight(idx + 3)
        || matches!(tokens.mark(idx + 3), Some('.' | ',' | ')' | ';' | ':' | '"' | '?' | '!'));
    if !joined
        || !is_day(day, month)
        || !ends
        || tokens.tight_number(idx + 4) && tokens.tight_mark(idx + 3, '.')
    {
        return None;
    }
    let left = reader.skip_left(idx);
    let direct = reader.before_day(left) && !reader.before(Cue::DateNot, left) || reader.follows(idx, "date");
    // "nghỉ 5-7 ngày" lasts so long; "ngày 5-7" is one.
    let lasts = match tokens.fold(idx.wrapping_sub(1)) {
        // "ngày 2-3 lần": so often a day.
        "ngày" => reader.at(Cue::PerDay, idx + 3),
        _ => reader.at(Cue::Lasts, idx + 3),
    };
    let days = lasts || matches!(tokens.fold(idx + 3), "tháng" | "hằng" | "hàng" | "mỗi");
    let named = reader.before(Cue::DayName, left) && day > month;
    let falls = day > month
        && !(0..5).any(|n| left >= n && reader.before(Cue::Score, left - n))
        && !reader.at(Cue::Noun, idx + 3)
        && month > 0;
    if days || !(direct || named || falls || pointed) {
        return None;
    }
    let manner = if named { Manner::Name } else { Manner::Calendar };
    let day = Day { end: idx + 3, of_month: day, month, year: None };
    Some(Hit::new(idx + 3, day.spoken(reader, idx, manner), "date.dm.hyphen"))
}

/// Whether 1.6 is a day: the words before say so, another day leads to it, and nothing is measured.
fn is_pointed_day(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let measures = |end: usize| {
        units::at(reader, end).is_some() || units::is_magnitude(tokens.fold(end)) || reader.at(Cue::Noun, end)
    };
    if measures(idx + 3) {
        return false;
    }
    let left = reader.skip_left(idx);
    let cued = reader.before_day(left) && !reader.before(Cue::DateNot, left);
    // từ 1.6 đến 30.6: one of them is no month, so that "từ 5.5 đến 6.5" stays a measure.
    let to = idx + 4;
    let span = matches!(tokens.fold(idx.wrapping_sub(1)), "từ")
        && matches!(tokens.fold(idx + 3), "đến" | "tới")
        && tokens.is_mark(to + 1, '.')
        && tokens.value(to, 2).zip(tokens.value(to + 2, 2)).is_some_and(|(day, month)| is_day(day, month))
        && (tokens.value(to, 2) > Some(12) || tokens.value(idx, 2) > Some(12))
        && !measures(to + 3);
    tokens.fold(idx.wrapping_sub(1)) == "ngày" || reader.follows(idx, "date") || cued || span
}

/// Whether numbers follow up to a day with its month: 1, 2 và 3/6; 5, 12 tháng 6.
pub(super) fn lists_days(tokens: &Tokens<'_>, idx: usize) -> bool {
    let is_day = |i: usize| tokens.value(i, 2).is_some_and(|day| (1..=31).contains(&day));
    let mut at = idx;
    while is_day(at) && (tokens.is_mark(at + 1, ',') || matches!(tokens.fold(at + 1), "và" | "hoặc")) {
        at += 2;
    }
    at > idx && is_day(at) && (slash_day(tokens, at).is_some() || tokens.fold(at + 1) == "tháng")
}

/// "ngày   tháng 4 năm 2024", with or without dots in the blank: the day is left out.
pub(super) fn blank_day(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if tokens.fold(idx) != "ngày" || matches!(tokens.fold(idx.wrapping_sub(1)), "những" | "các" | "bao") {
        return None;
    }
    let month = skip_blank(tokens, idx + 1);
    if tokens.is_mark(month, '/') && month > idx {
        let day = skip_blank(tokens, month + 1);
        if tokens.is_mark(day, '/') && tokens.is_number(day + 1) {
            let year = cardinal_of(tokens.digits(day + 1), reader.profile);
            return Some(Hit::new(day + 2, format!("năm {year}"), "date.blank"));
        }
        let year = year_of(tokens, day + 2).filter(|_| tokens.is_mark(day + 1, '/'))?;
        let value = tokens.value(day, 2)?;
        let month = month_name(value, reader.profile);
        let spoken = format!("tháng {month} năm {}", cardinal_of(year, reader.profile));
        return Some(Hit::new(day + 3, spoken, "date.blank"));
    }
    if tokens.fold(month) != "tháng" {
        return None;
    }
    let year = skip_blank(tokens, month + 1);
    if tokens.is_number(month + 1) {
        return Some(Hit::new(month, "", "date.blank"));
    }
    (tokens.fold(year) == "năm" && tokens.is_number(skip_blank(tokens, year + 1)))
        .then(|| Hit::new(year, "", "date.blank"))
}

/// A day and a month, perhaps a year, between slashes.
pub(super) fn slash_day(tokens: &Tokens<'_>, idx: usize) -> Option<Day> {
    let (day, month) = (tokens.value(idx, 2)?, tokens.value(idx + 2, 2)?);
    if !tokens.is_mark(idx + 1, '/') || !is_day(day, month) {
        return None;
    }
    let year = if tokens.is_mark(idx + 3, '/') { year_of(tokens, idx + 4) } else { None };
    let year = year.and_then(|year| year.parse().ok());
    let end = if year.is_some() { idx + 5 } else { idx + 3 };
    Some(Day { end, of_month: day, month, year })
}

impl Day {
    /// The day in words; `idx` is where it was written.
    pub(super) fn spoken(&self, reader: &Reader<'_>, idx: usize, manner: Manner) -> String {
        let day = day_name(self.of_month, reader, idx, manner);
        let spoken = format!("{day} tháng {}", month_name(self.month, reader.profile));
        match self.year {
            Some(year) => format!("{spoken} năm {}", cardinal(year, reader.profile)),
            None => spoken,
        }
    }
}

/// The day's number, with "mùng" (in the centre "mồng", in the south nothing) up to the tenth.
pub(super) fn day_name(day: u64, reader: &Reader<'_>, idx: usize, manner: Manner) -> String {
    let said = matches!(reader.tokens.fold(idx.wrapping_sub(1)), "mùng" | "mồng" | "rằm");
    let word = match reader.profile {
        Profile::North => "mùng ",
        Profile::Central => "mồng ",
        Profile::South => "",
    };
    let word = if day <= 10 && manner == Manner::Calendar && !said { word } else { "" };
    format!("{word}{}", cardinal(day, reader.profile))
}

/// The month's number: the fourth is "tư".
pub(super) fn month_name(month: u64, profile: Profile) -> String {
    if month == 4 { "tư".to_owned() } else { cardinal(month, profile) }
}

pub(super) fn is_day(day: u64, month: u64) -> bool {
    let last = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}

fn full_day(reader: &Reader<'_>, idx: usize) -> Option<Day> {
    let tokens = reader.tokens;
    let mark = tokens.mark(idx + 1).filter(|mark| matches!(mark, '/' | '-' | '.'))?;
    let close = |i: usize| tokens.tight(i) || mark == '/' || mark == '-' && tokens.gap(i) == Gap::Line;
    if !tokens.is_mark(idx + 3, mark) || !(idx + 1..idx + 5).all(close) {
        return None;
    }
    let (first, middle, last) = (tokens.digits(idx), tokens.value(idx + 2, 2)?, tokens.digits(idx + 4));
    if first.len() == 4 && mark == '-' && last.len() == 2 {
        let day = tokens.value(idx + 4, 2)?;
        return is_day(day, middle).then_some(Day {
            end: idx + 5,
            of_month: day,
            month: middle,
            year: first.parse().ok(),
        });
    }
    let day = tokens.value(idx, 2)?;
    let year = match year_of(tokens, idx + 4) {
        Some(year) => year.parse().ok()?,
        None => short_year(reader, idx, mark)?,
    };
    is_day(day, middle).then_some(Day { end: idx + 5, of_month: day, month: middle, year: Some(year) })
}

/// The year of 25/12/23: of this century. A house in a lane (12/5/23) has the same shape; between other
/// marks than slashes only a word of time in front makes it a date.
fn short_year(reader: &Reader<'_>, idx: usize, mark: char) -> Option<u64> {
    let tokens = reader.tokens;
    let year = tokens.value(idx + 4, 2).filter(|_| tokens.digits(idx + 4).len() == 2)?;
    let goes_on = tokens.tight(idx + 5)
        && (matches!(tokens.mark(idx + 5), Some('/' | '-')) || tokens.is_word(idx + 5))
        || tokens.tight_mark(idx + 5, '.') && tokens.tight_number(idx + 6);
    let left = reader.skip_left(idx);
    let cued = reader.before(Cue::Date, left) || reader.follows(idx, "date") || reader.follows(idx, "time");
    let alone = mark == '/' && !reader.before(Cue::Address, left) && !reader.before(Cue::Numbered, left);
    (!goes_on && year > 0 && (cued || alone)).then_some(2000 + year)
}

/// A year of four digits that a date may have.
fn year_of<'a>(tokens: &Tokens<'a>, idx: usize) -> Option<&'a str> {
    let year = tokens.digits(idx);
    (year.len() == 4 && (year.starts_with('1') || year.starts_with('2'))).then_some(year)
}

fn months(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let in_year = |value: &u64| (1..=12).contains(value);
    let (from, to) = (tokens.value(idx, 2).filter(in_year)?, tokens.value(idx + 2, 2).filter(in_year)?);
    if !tokens.is_mark(idx + 1, '-') || from >= to {
        return None;
    }
    let spoken = format!("{} đến tháng {}", month_name(from, reader.profile), month_name(to, reader.profile));
    match year_of(tokens, idx + 4).filter(|_| tokens.is_mark(idx + 3, '/')) {
        Some(year) => Some(Hit::new(
            idx + 5,
            format!("{spoken} năm {}", cardinal_of(year, reader.profile)),
            "date.range",
        )),
        None => Some(Hit::new(idx + 3, spoken, "date.range")),
    }
}

/// Whether T2 … T7 are days of the week here: Sunday, a time of day or other such days stand close by.
pub(super) fn is_weekday(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let near = idx.saturating_sub(8)..idx + 10;
    let week = near.clone().any(|i| {
        matches!(tokens.fold(i), "cn" | "sáng" | "chiều" | "tối" | "tuần" | "trưa" | "giờ" | "h")
            || tokens.fold(i) == "nhật"
    });
    let other_month = (0..tokens.len()).any(|i| {
        tokens.raw(i) == "T"
            && tokens.tight_number(i + 1)
            && tokens.value(i + 1, 2).is_some_and(|v| matches!(v, 1 | 8..=12))
    });
    let from_second = near.clone().any(|i| tokens.raw(i) == "T" && tokens.digits(i + 1) == "2");
    (week || from_second && near.filter(|&i| tokens.raw(i) == "T").count() > 1) && !other_month
}

fn skip_blank(tokens: &Tokens<'_>, idx: usize) -> usize {
    let mut idx = idx;
    while matches!(tokens.mark(idx), Some('.' | '…' | '_')) {
        idx += 1;
    }
    idx
}
