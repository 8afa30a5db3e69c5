//! Names in company: joined in a list, or the same name elsewhere in the article.
//!
//! Readings with first statuses come in; names still unknown take the status of the names they
//! stand with, or of their other mentions. A name that has a status keeps it.

use std::collections::BTreeSet;

use super::attributes::{number, same};
use super::names::{Cue, Kind, Status};
use super::reading::Reading;
use super::text::Gap;

/// Passes statuses along names that stand joined, both ways.
pub(super) fn spread(reading: &mut Reading) {
    spread_in_list(reading);
    spread_back(reading);
}

/// Names joined by commas, `và` and brackets share the status of the first that has one.
fn spread_in_list(reading: &mut Reading) {
    for n in 1..reading.mentions.len() {
        let (before, this) = (&reading.mentions[n - 1], &reading.mentions[n]);
        let undecided = this.status == Status::Unknown && this.kind != Kind::Given && this.cue == Cue::None;
        if !undecided || !matches!(before.status, Status::Child | Status::Adult) {
            continue;
        }
        if joined(reading, before.end, this.first) {
            let status = before.status;
            reading.mentions[n].status = status;
        }
    }
}

/// The same backwards: `A, B – hai học sinh lớp 6A`.
fn spread_back(reading: &mut Reading) {
    for n in (1..reading.mentions.len()).rev() {
        let (before, this) = (&reading.mentions[n - 1], &reading.mentions[n]);
        let undecided =
            before.status == Status::Unknown && before.kind != Kind::Given && before.cue == Cue::None;
        let plural = reading.tokens.get(this.end).is_some_and(|t| {
            (t.gap.has(Gap::DASH) || t.gap.has(Gap::COMMA) || t.gap.has(Gap::OPEN))
                && (number(t).is_some_and(|n| n > 1) || ["các", "đều", "cùng"].iter().any(|w| same(t, w)))
        });
        let pair = this.first == before.end + 1 && same(&reading.tokens[before.end], "và");
        if undecided
            && (plural || pair)
            && this.status == Status::Child
            && joined(reading, before.end, this.first)
        {
            reading.mentions[n - 1].status = Status::Child;
        }
    }
}

fn joined(reading: &Reading, from: usize, to: usize) -> bool {
    if reading.tokens[from..=to]
        .iter()
        .any(|t| t.gap.has(Gap::STOP) || t.gap.has(Gap::CELL) || t.gap.has(Gap::COLON))
    {
        return false;
    }
    let mut i = from;
    while i < to {
        if let Some(found) = reading.attr_at(i) {
            i = found.end;
        } else if ["và", "cùng", "với", "em", "bạn", "ở", "tại", "học"]
            .iter()
            .any(|w| same(&reading.tokens[i], w))
        {
            i += 1;
        } else {
            return false;
        }
    }
    reading.tokens[to].gap.has(Gap::COMMA) || i > from
}

/// A name known as a child's or a grown-up's keeps that wherever it stands.
pub(super) fn same_names(readings: &mut [Reading]) {
    let known = |status: Status| -> BTreeSet<String> {
        readings
            .iter()
            .flat_map(|r| &r.mentions)
            .filter(|m| m.status == status)
            .map(|m| m.folded.clone())
            .collect()
    };
    let (children, adults) = (known(Status::Child), known(Status::Adult));
    for mention in readings.iter_mut().flat_map(|r| &mut r.mentions) {
        if mention.status != Status::Unknown {
            continue;
        }
        let named = |names: &BTreeSet<String>| {
            names.contains(&mention.folded)
                || names.iter().any(|full| {
                    full.contains(' ')
                        && is_short_for(&mention.folded, full)
                        && mention.kind != Kind::Initials
                })
        };
        if named(&children) {
            mention.status = Status::Child;
        } else if named(&adults) {
            mention.status = Status::Adult;
        }
    }
}

/// `van` and `tuong van` for `ngac tuong van`.
pub(super) fn is_short_for(short: &str, full: &str) -> bool {
    full.len() > short.len() && full.ends_with(short) && full.as_bytes()[full.len() - short.len() - 1] == b' '
}
