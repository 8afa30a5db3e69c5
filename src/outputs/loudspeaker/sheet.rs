//! The sheet of a bulletin to print: its parts one after the other, as they are read and played.
//!
//! Large type, one sentence a line, a mark for every pause. What nobody has approved is marked.

use serde::Serialize;

use crate::pack::{self, Broadcast, Role};
use crate::paper::{lines, weekday_and_day};
use crate::site::bulletin::{Bulletin, Occasion};
use crate::site::{LocalityId, Site};

/// The sheet of a bulletin.
#[derive(Debug, Serialize)]
pub struct BulletinView {
    locality: String,
    station: String,
    day: String,
    time: Option<String>,
    minutes: Option<u16>,
    draft: bool,
    parts: Vec<PartView>,
    duration: String,
    syllables: usize,
    rate: u16,
    week_url: String,
}

#[derive(Debug, Serialize)]
struct PartView {
    heading: Option<String>,
    again: bool,
    draft: bool,
    paragraphs: Vec<Vec<String>>,
    /// What to play: instead of the words, or after them.
    clips: Vec<ClipView>,
    recorded: bool,
}

#[derive(Debug, Serialize)]
struct ClipView {
    file: String,
    /// Nothing for Vietnamese.
    language: Option<String>,
    duration: String,
}

/// The sheet of a bulletin.
pub(super) fn bulletin(
    site: &Site,
    id: LocalityId,
    bulletin: &Bulletin,
    broadcast: Broadcast,
) -> BulletinView {
    let locality = site.locality(id);
    let (draft, script) = (broadcast.is_draft(), broadcast.script());
    let parts = broadcast.parts.into_iter().map(|part| PartView {
        recorded: part.is_recorded(),
        clips: part.clips.iter().map(clip).collect(),
        heading: part.title,
        again: part.role == Role::Repeat,
        draft: part.draft,
        paragraphs: part.paragraphs.iter().map(|paragraph| lines(paragraph)).collect(),
    });
    let slot = match bulletin.occasion {
        Occasion::AtOnce => None,
        Occasion::Slot { minutes } => Some(minutes),
    };
    BulletinView {
        locality: locality.name.clone(),
        station: pack::station(locality),
        day: weekday_and_day(bulletin.start.date()),
        time: slot.map(|_| bulletin.start.strftime("%H:%M").to_string()),
        minutes: slot,
        draft,
        parts: parts.collect(),
        duration: script.duration_in_words(),
        syllables: script.syllables,
        rate: script.rate,
        week_url: site.config.url(&format!("/{}", pack::bulletin_path(locality, ""))),
    }
}

fn clip(clip: &pack::Clip) -> ClipView {
    let seconds = usize::try_from(clip.ms.div_ceil(1_000)).unwrap_or(usize::MAX);
    ClipView {
        file: clip.source.file_name().to_owned(),
        language: clip.language.as_ref().map(|(_, name)| name.clone()),
        duration: pack::duration_in_words(seconds),
    }
}
