//! `[loudspeaker]` of `site.toml` as decided: what is planned, and which files are made beside scripts.
//!
//! The table comes in, complete settings go out; the program that speaks has a table of its own.

use crate::config::engine::{self, Engine};
use crate::content::front_matter::{Word, word};
use crate::fields::Fields;

/// How loudspeakers are served: what is planned and which files are made beside scripts and sheets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loudspeaker {
    /// What becomes of an article without approval in a bulletin.
    pub unapproved: Unapproved,
    /// For how many days news are played.
    pub news_days: u16,
    /// A normal item is played again at the earliest this many days later.
    pub rest_days: u8,
    /// SSML beside every script.
    pub ssml: bool,
    /// Text in pieces for Zalo AI beside every script.
    pub zalo_tts: bool,
    /// The program that speaks, if there shall be audio.
    pub engine: Option<Engine>,
}

/// What becomes of an article without approval in a bulletin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unapproved {
    /// It waits: the plan names it and does not play it.
    Wait,
    /// It is played and marked as a draft.
    Mark,
}

impl Word for Unapproved {
    const ALL: &'static [Unapproved] = &[Unapproved::Wait, Unapproved::Mark];
    fn word(self) -> &'static str {
        match self {
            Unapproved::Wait => "wait",
            Unapproved::Mark => "mark",
        }
    }
    fn label(self) -> &'static str {
        match self {
            Unapproved::Wait => "Chờ duyệt, chưa phát",
            Unapproved::Mark => "Phát, ghi rõ là bản nháp",
        }
    }
}

/// Reads `[loudspeaker]`.
pub(super) fn read(f: &mut Fields<'_>, default: Loudspeaker) -> Loudspeaker {
    let Some(mut table) = f.table("loudspeaker") else { return default };
    let news_days = table.integer("news_days", 1..367).and_then(|n| u16::try_from(n).ok());
    let rest_days = table.integer("rest_days", 0..7).and_then(|n| u8::try_from(n).ok());
    let loudspeaker = Loudspeaker {
        unapproved: word(&mut table, "unapproved").map_or(default.unapproved, |word| word.value),
        news_days: news_days.unwrap_or(default.news_days),
        rest_days: rest_days.unwrap_or(default.rest_days),
        ssml: table.boolean("ssml").unwrap_or(default.ssml),
        zalo_tts: table.boolean("zalo_tts").unwrap_or(default.zalo_tts),
        engine: engine::read(&mut table),
    };
    table.finish();
    loudspeaker
}
