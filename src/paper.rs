//! Sheets to read aloud from, as pages to print: from the theme's templates for the loudspeaker.
//!
//! Large type, one sentence a line, a mark for every pause, and a table for those who interpret into
//! another language: one short sentence, one empty cell. What nobody has approved is marked. Several
//! outputs show the same sheet (a file beside the script, the ZIP of a pack), so it is made here, once.

use jiff::civil::{Date, DateTime, Weekday};
use serde::Serialize;
use tera::{Context, Tera, Value};

use crate::content::front_matter::{Class, Word as _};
use crate::diag::Diagnostic;
use crate::pack::{self, Script};
use crate::site::{LocalityId, PageId, Site, bulletin};
use crate::theme::{Theme, template_error};

/// The folder of templates that sheets are made from.
pub const FOLDER: &str = "loudspeaker";

/// A hotline as a sheet shows it.
#[derive(Debug, Serialize)]
pub struct Hotline {
    number: String,
    tel: String,
    label: String,
}

/// The hotline of every sheet of a site.
pub fn hotline(site: &Site) -> Hotline {
    let first = &site.hotlines[0];
    Hotline { number: first.number.clone(), tel: first.tel(), label: first.label.clone() }
}

/// The templates.
#[derive(Debug)]
pub struct Paper {
    tera: Tera,
    folder: String,
}

impl Paper {
    /// Prepares the theme.
    pub fn new(hotline: &Hotline, theme: &Theme) -> Paper {
        let mut tera = theme.tera().clone();
        tera.global_context().insert_value("hotline", Value::from_serializable(hotline));
        tera.global_context().insert_value("t", Value::from_serializable(theme.strings("vi")));
        Paper { tera, folder: theme.folder().to_owned() }
    }

    /// The sheet of an article.
    pub fn reading(&self, view: &ReadingView) -> Result<Vec<u8>, Box<Diagnostic>> {
        self.page("loudspeaker/sheet.html", view)
    }

    /// A page from a template of the folder, which sees its view as `v`.
    pub fn page(&self, template: &str, view: &impl Serialize) -> Result<Vec<u8>, Box<Diagnostic>> {
        let mut context = Context::new();
        context.insert_value("v", Value::from_serializable(view));
        let mut html = Vec::with_capacity(8 * 1024);
        self.tera
            .render_to(template, &context, &mut html)
            .map_err(|error| Box::new(template_error(&error, &self.folder)))?;
        Ok(html)
    }
}

/// The sheet of an article.
#[derive(Debug, Serialize)]
pub struct ReadingView {
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

/// The sheet of an article at a locality.
pub fn reading(
    site: &Site,
    page: PageId,
    id: LocalityId,
    turn: Option<DateTime>,
    script: &Script,
) -> ReadingView {
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
    ReadingView {
        turn: turn.map(|at| format!("{}, {}", at.strftime("%H:%M"), weekday_and_day(at.date()))),
        to_fill_in,
        locality: site.locality(id).name.clone(),
        station: pack::station(site.locality(id)),
        title: front.title.value.clone(),
        class: front.class.label(),
        urgent,
        approval: approval.map(|by| format!("{}, {}, ngày {}", by.by, by.role, day(by.date))),
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

/// The sentences of a spoken paragraph, one for every breath.
pub fn lines(paragraph: &str) -> Vec<String> {
    let sentences = paragraph.split_inclusive(['.', '!', '?', ';']);
    sentences.map(|s| s.trim().to_owned()).filter(|s| !s.is_empty()).collect()
}

/// `24/11/2026`.
pub fn day(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// `Thứ Ba, 24/11/2026`.
pub fn weekday_and_day(date: Date) -> String {
    let weekday = match date.weekday() {
        Weekday::Monday => "Thứ Hai",
        Weekday::Tuesday => "Thứ Ba",
        Weekday::Wednesday => "Thứ Tư",
        Weekday::Thursday => "Thứ Năm",
        Weekday::Friday => "Thứ Sáu",
        Weekday::Saturday => "Thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    };
    format!("{weekday}, {}", day(date))
}
