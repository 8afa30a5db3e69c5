//! Days and spans in shapes of their own: 5/XII/2026, 9T/2026.
//!
//! In: a position. Out: the words. Knows no cues: the shape says enough.

use super::dates;
use super::numbers::cardinal_of;
use super::reader::{Hit, Reader};
use super::roman;

/// 5/XII/2026, 5-XII-2026: the month in Roman numerals.
pub(super) fn roman_month(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let joint = tokens.mark(idx + 1).filter(|mark| matches!(mark, '/' | '-' | '.'))?;
    let day = tokens.value(idx, 2).filter(|day| (1..=31).contains(day))?;
    let month = roman::value(tokens.raw(idx + 2)).filter(|month| (1..=12).contains(month))?;
    let shaped = (idx + 1..idx + 5).all(|i| tokens.tight(i)) && tokens.is_mark(idx + 3, joint);
    let year = Some(tokens.digits(idx + 4)).filter(|year| year.len() == 4 && shaped)?;
    let day = dates::day_name(day, reader, idx, dates::Manner::Calendar);
    let month = dates::month_name(month, reader.profile);
    Some(Hit::new(
        idx + 5,
        format!("{day} tháng {month} năm {}", cardinal_of(year, reader.profile)),
        "date.full",
    ))
}

/// 9T/2026: so many months of a year.
pub(super) fn months_of_year(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let shaped =
        tokens.tight(idx + 1) && matches!(tokens.raw(idx + 1), "T" | "TH") && tokens.is_mark(idx + 2, '/');
    let months = tokens.value(idx, 2).filter(|months| (2..=12).contains(months) && shaped)?;
    let year = Some(tokens.digits(idx + 3)).filter(|year| year.len() == 4 && year.starts_with("20"))?;
    let months = cardinal_of(&months.to_string(), reader.profile);
    Some(Hit::new(
        idx + 4,
        format!("{months} tháng năm {}", cardinal_of(year, reader.profile)),
        "date.months",
    ))
}

/// Whether a dash leads from one month or quarter with its year to another: 12/2026 - 2/2027, Q1/2027 - Q3/2027.
pub(super) fn joins(reader: &Reader<'_>, dash: usize) -> bool {
    let tokens = reader.tokens;
    let at = dash + 1 + usize::from(matches!(tokens.raw(dash + 1), "Q" | "T"));
    let year = tokens.digits(at + 2);
    reader.follows(dash, "date.my")
        && tokens.value(at, 2).is_some_and(|value| (1..=12).contains(&value))
        && tokens.is_mark(at + 1, '/')
        && year.len() == 4
        && year.starts_with(['1', '2'])
}
