//! Whose turn it is: how many normal items a slot takes, and how long each rests.
//!
//! Days and when an item was last heard come in, yes or no goes out. What happens in many
//! weeks is told seldom and behind everything else, so that it does not crowd out what is near.

use jiff::civil::{Date, DateTime};

use crate::content::section::Slot;
use crate::site::schedule;

/// What happens in more days than these is far away.
const FAR: i32 = 30;

/// How many days something far away rests.
const SELDOM: i32 = 7;

/// How many normal items a slot takes at most, so that few items are spread over the slots of the days
/// of rest and do not all stand in the first one.
pub(super) fn quota(n_normal: usize, slots: &[Slot], rest_days: u8) -> usize {
    let slots = schedule::airings_a_week(slots) * usize::from(rest_days.max(1)) / 7;
    n_normal.div_ceil(slots.max(1))
}

/// Whether an item about what happens on a day has rested long enough to be heard again.
pub(super) fn is_rested(happens: Option<Date>, heard: Option<&DateTime>, today: Date, rest_days: u8) -> bool {
    let rest = i32::from(rest_days);
    let rest = if is_far(happens, today) { rest.max(SELDOM) } else { rest };
    heard.is_none_or(|last| (today - last.date()).get_days() >= rest)
}

/// Whether what an item tells of begins only in many weeks.
pub(super) fn is_far(happens: Option<Date>, today: Date) -> bool {
    happens.is_some_and(|day| (day - today).get_days() > FAR)
}
