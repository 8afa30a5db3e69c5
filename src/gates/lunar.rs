//! An event that follows the lunar calendar must fall on its lunar day.
//!
//! Reads the date and the lunar date that an author wrote; which days are festivals is data elsewhere.

use jiff::civil::Date;

use crate::diag::{Diagnostic, messages};
use crate::site::{Article, Site};
use crate::theme::Theme;
use crate::vi::lunar::{self, LunarDate};

/// Finds events whose lunar day is not that of their dates.
pub(super) fn check(site: &Site, _theme: &Theme) -> Vec<Diagnostic> {
    site.originals().filter_map(|id| check_one(site.article(id))).collect()
}

fn check_one(article: &Article) -> Option<Diagnostic> {
    let event = article.source.front.event.as_ref()?;
    let written = event.lunar.as_ref()?;
    let spot = written.at.in_file(&article.source.path);
    let Some((day, month, leap)) = lunar::parse(&written.value) else {
        return Some(messages::lunar_unreadable(spot, &written.value));
    };
    let start = event.start.date();
    // An end before the beginning is told by its own rule.
    let end = event.end.unwrap_or(event.start).date().max(start);
    let first = LunarDate::of(start)?;
    let fits = |date: &Date| {
        LunarDate::of(*date).is_some_and(|own| (own.day, own.month, own.leap) == (day, month, leap))
    };
    // An event of several days keeps its lunar day if one of them is it; a month is long enough.
    let mut days = std::iter::successors(Some(start), |date| date.tomorrow().ok());
    if days.by_ref().take_while(|date| *date <= end).take(31).any(|date| fits(&date)) {
        return None;
    }
    let years = [first.year, first.year - 1, first.year + 1];
    let right = years
        .into_iter()
        .filter_map(|year| LunarDate { year, month, leap, day }.civil())
        .min_by_key(|date| (*date - start).get_days().abs());
    Some(messages::lunar_mismatch(spot, &written.value, start, first, right))
}
