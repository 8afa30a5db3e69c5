//! Sheets to print: of an article, of a bulletin.
//!
//! Large type, one sentence a line, a mark for every pause, and a table for those who interpret into
//! another language: one short sentence, one empty cell. What nobody has approved is marked.

use jiff::civil::DateTime;
use serde::Serialize;

use crate::outputs::loudspeaker::plan;
use crate::pack::{self, Broadcast, Role, Script};
use crate::site::bulletin::{self, Bulletin, Occasion};
use crate::site::{LocalityId, PageId, Site};

/// The sheet of an article.
#[derive(Debug, Serialize)]
pub struct SheetView {
    locality: String,
    station: String,
    title: String,
    class: &'static str,
    urgent: bool,
    /// Approved by whom; nothing for a draft.
    approval: Option<String>,
    /// When a bulletin reads it next: the day that its opening says.
    turn: Option<String>,
    /// The opening has a place for the day, to be filled in by hand.
    to_fill_in: bool,
    paragraphs: Vec<Vec<String>>,
    duration: String,
    syllables: usize,
    rate: u16,
    url: String,
}

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

/// The sheet of an article at a locality.
pub(super) fn article(
    site: &Site,
    page: PageId,
    id: LocalityId,
    turn: Option<DateTime>,
    script: &Script,
) -> SheetView {
    use crate::content::front_matter::{Class, Word as _};
    let source = site.article(page);
    let front = &source.source.front;
    let approval = front.approval.as_ref().filter(|_| bulletin::is_approved(source, site.today()));
    let urgent = front.class == Class::Urgent;
    let turn = turn.filter(|_| !urgent);
    let to_fill_in = !urgent && turn.is_none();
    let mut paragraphs: Vec<Vec<String>> =
        script.paragraphs.iter().map(|paragraph| lines(paragraph)).collect();
    if let Some(opening) = paragraphs.first_mut().filter(|_| to_fill_in) {
        let station = opening.iter().position(|line| line.starts_with("Đây là "));
        opening.insert(station.map_or(0, |at| at + 1), blank_day(site, id));
    }
    SheetView {
        turn: turn.map(|at| format!("{}, {}", at.strftime("%H:%M"), plan::weekday_and_day(at.date()))),
        to_fill_in,
        locality: site.locality(id).name.clone(),
        station: pack::station(site.locality(id)),
        title: front.title.value.clone(),
        class: front.class.label(),
        urgent,
        approval: approval.map(|by| format!("{}, {}, ngày {}", by.by, by.role, plan::day(by.date))),
        paragraphs,
        duration: script.duration_in_words(),
        syllables: script.syllables,
        rate: script.rate,
        url: site.config.absolute(source.address.as_str()),
    }
}

/// The day of reading as a line with dots, for an article without a slot.
fn blank_day(site: &Site, id: LocalityId) -> String {
    let lunar = if site.locality(id).schedule.lunar_date {
        ", tức ngày ……… tháng ……… âm lịch"
    } else {
        ""
    };
    format!("Hôm nay là thứ …………, ngày ……… tháng ……… năm …………{lunar}.")
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
        day: plan::weekday_and_day(bulletin.start.date()),
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

/// The sentences of a spoken paragraph, one for every breath.
fn lines(paragraph: &str) -> Vec<String> {
    let sentences = paragraph.split_inclusive(['.', '!', '?', ';']);
    sentences.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect()
}
