//! Days of the year as they are written: `[[schedule.days]]` of a locality, and the program's own list.
//!
//! A table of fields comes in, days and spans of days go out. On which civil day a lunar one falls is not
//! known here.

use serde::{Deserialize, Serialize};

use crate::diag::messages;
use crate::fields::Fields;

/// A day of the year with a name, or a span of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct YearDay {
    /// What people call it.
    pub name: String,
    /// Day and month.
    pub first: (u8, u8),
    /// The last one, of a single day the same.
    pub last: (u8, u8),
    /// Both are of the lunar calendar.
    pub lunar: bool,
}

/// The tables `[[days]]`.
pub(crate) fn read(fields: &mut Fields<'_>) -> Vec<YearDay> {
    let mut days = Vec::new();
    for mut table in fields.tables("days") {
        let name = table.required_string("name", "name = \"Ngày hội của xã\"");
        let lunar = table.has("lunar");
        let (first, last) = if lunar {
            (day_of_year(&mut table, "lunar"), None)
        } else {
            (day_of_year(&mut table, "on"), day_of_year(&mut table, "to"))
        };
        table.string("source");
        if let (Some(name), Some(first)) = (name, first) {
            days.push(YearDay { name: name.value, first, last: last.unwrap_or(first), lunar });
        }
        table.finish();
    }
    days
}

/// `"1/6"`.
fn day_of_year(table: &mut Fields<'_>, key: &'static str) -> Option<(u8, u8)> {
    let written = table.string(key)?;
    let parts = written.value.split_once('/').map(|(day, month)| (day.trim().parse(), month.trim().parse()));
    if let Some((Ok(day @ 1..=31), Ok(month @ 1..=12))) = parts {
        return Some((day, month));
    }
    let expected = ("một ngày trong năm như \"1/6\"", "a day of the year such as \"1/6\"");
    let (spot, path) = (table.spot(written.at), format!("schedule.days.{key}"));
    table.report(messages::wrong_type(spot, &path, "string", &written.value, expected));
    None
}
