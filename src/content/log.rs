//! The log of an article, `[[log]]`: what was sent or broadcast, when, where and by whom.
//!
//! Fields come in, records go out as written; whether a locality exists is judged later. The desk
//! composes an entry, an official pastes it, and the yearly report counts them.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::content::front_matter::{Channel, word};
use crate::diag::{Located, messages};
use crate::fields::Fields;

/// One time that an article went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// When.
    pub at: Located<DateTime>,
    /// By which channel.
    pub channel: Channel,
    /// The code of the locality, or the address of a hamlet.
    pub locality: Option<Located<String>>,
    /// Which group, which loudspeakers, which wall.
    pub place: String,
    /// Who did it: a position.
    pub by: String,
    /// How often, or to how many groups, this entry stands for.
    pub times: u16,
}

/// Reads `[[log]]`.
pub fn log(fields: &mut Fields<'_>) -> Vec<Record> {
    let mut records = Vec::new();
    for mut table in fields.tables("log") {
        if !table.has("at") {
            table.report(messages::field_missing(table.spot(table.at()), "at", "at = 2027-03-01T17:05:00"));
        }
        let at = table.moment("at");
        if !table.has("channel") {
            table.report(messages::field_missing(table.spot(table.at()), "channel", "channel = \"zalo\""));
        }
        let channel = word::<Channel>(&mut table, "channel");
        let locality = table.string("locality");
        let place = table.string("place").map(|text| text.value).unwrap_or_default();
        let by = table.string("by").map(|text| text.value).unwrap_or_default();
        let times = table.integer("times", 1..10_000).and_then(|n| u16::try_from(n).ok()).unwrap_or(1);
        if let (Some(at), Some(channel)) = (at, channel) {
            records.push(Record { at, channel: channel.value, locality, place, by, times });
        }
        table.finish();
    }
    records
}
