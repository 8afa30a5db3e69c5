//! The words of a bulletin: opening, contents, items, what is said again, the hotline, closing.
//!
//! A locality's plan and the bodies of its scripts come in, whole bulletins in words go out with their
//! length. An urgent item is said in full and at once said in full again; the others are repeated behind
//! the last item. Nothing here decides what is played.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime, Weekday};
use serde::Serialize;

use crate::content::front_matter::Class;
use crate::pack::script::{Script, Scripts, headline, hotline};
use crate::pack::voice::Voice;
use crate::pack::{say, station};
use crate::path::SourcePath;
use crate::site::bulletin::{self, Bulletin, Cost, Item, Occasion, Plan, Playable, Programme};
use crate::site::{Locality, LocalityId, PageId, Site, schedule};
use crate::vi::lunar::LunarDate;
use crate::vi::spoken;

/// The week of a locality.
#[derive(Debug, Clone)]
pub struct Week {
    /// What is played when, and what found no room.
    pub plan: Plan,
    /// What may be played and what waits for its approval.
    pub playable: Playable,
}

/// A bulletin in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Broadcast {
    /// Its parts in order.
    pub parts: Vec<Part>,
    /// How many syllables are spoken.
    pub syllables: usize,
    /// Syllables a minute at this locality.
    pub rate: u16,
}

/// A part of a bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Part {
    /// What it is.
    pub role: Role,
    /// The headline as written, for the eye.
    pub title: Option<String>,
    /// Nobody has approved the article.
    pub draft: bool,
    /// Its paragraphs in words.
    pub paragraphs: Vec<String>,
    /// Recordings that are played: a Vietnamese one instead of the words, others after them.
    pub clips: Vec<Clip>,
}

/// A recording that is played in a bulletin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clip {
    /// The file beside the article.
    pub source: SourcePath,
    /// How long it is.
    pub ms: u64,
    /// The language if it is not Vietnamese: its tag and its name.
    pub language: Option<(String, String)>,
}

impl Part {
    /// What is spoken of its words.
    pub fn spoken(&self) -> &[String] {
        if self.is_recorded() { &[] } else { &self.paragraphs }
    }

    /// Whether a recording stands for its words.
    pub fn is_recorded(&self) -> bool {
        self.clips.iter().any(|clip| clip.language.is_none())
    }
}

/// The role of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Role {
    /// Station, greeting, date, contents.
    Opening,
    /// An item.
    Item,
    /// An item said again.
    Repeat,
    /// Whom to call, and the end.
    Closing,
}

/// A long day to say; the length of an opening is planned with it, so that a plan does not depend on
/// today.
const LONG_DAY: Date = Date::constant(2027, 12, 25);

/// What may be said beyond the planned opening: a leap month, a larger number of items.
const SLACK: usize = 4;

/// `Thứ hai mươi mốt,` before a headline of the contents.
const COUNTED: usize = 4;

/// Of more items than this only the number is announced: nobody remembers a longer list.
const ANNOUNCED: usize = 5;

/// What introduces an item that is said again.
pub(super) const AGAIN: &str = "Sau đây, xin nhắc lại.";

/// Plans the coming days of a locality; `None` where it has no slots.
pub fn week(site: &Site, scripts: &Scripts, id: LocalityId) -> Option<Week> {
    let locality = site.locality(id);
    if locality.schedule.slots.is_empty() {
        return None;
    }
    let voice = Voice::of_locality(site, id);
    let playable = bulletin::playable(site, id);
    let candidates: Vec<bulletin::Candidate> = playable
        .pages
        .iter()
        .filter_map(|page| {
            Some(bulletin::candidate(
                site,
                *page,
                cost(site, scripts, &voice, *page, locality.schedule.rate)?,
            ))
        })
        .collect();
    let named_days: BTreeMap<Date, usize> = schedule::days_planned(site.today(), bulletin::DAYS)
        .filter_map(|day| Some((day, spoken::syllables(&voice.read(&named(locality, day)?)))))
        .collect();
    let programme = Programme {
        slots: &locality.schedule.slots,
        rate: locality.schedule.rate,
        frame: frame(site, &voice, id),
        named_days: &named_days,
        rest_days: site.config.loudspeaker.rest_days,
        now: site.now,
    };
    Some(Week { plan: bulletin::plan(&candidates, &programme), playable })
}

impl Broadcast {
    /// A bulletin in words.
    pub fn of(site: &Site, scripts: &Scripts, id: LocalityId, bulletin: &Bulletin) -> Broadcast {
        let voice = Voice::of_locality(site, id);
        let titles: Vec<&str> = bulletin.items.iter().map(|item| headline(site.article(item.page))).collect();
        let mut parts = vec![spoken_part(
            &voice,
            Role::Opening,
            &match bulletin.occasion {
                Occasion::AtOnce => urgent_opening(site, id),
                Occasion::Slot { .. } => opening(site, id, bulletin.start, &titles),
            },
        )];
        let mut item =
            |role: Role, item: &Item| parts.push(item_part(site, scripts, &voice, role, item.page));
        for entry in &bulletin.items {
            item(Role::Item, entry);
            for _ in 1..if entry.class == Class::Urgent { entry.plays } else { 1 } {
                item(Role::Repeat, entry);
            }
        }
        let most = bulletin.items.iter().map(|item| item.plays).max().unwrap_or(1);
        for round in 1..most {
            let again = bulletin.items.iter().filter(|i| i.class != Class::Urgent && i.plays > round);
            again.for_each(|entry| item(Role::Repeat, entry));
        }
        parts.push(spoken_part(&voice, Role::Closing, &closing(site)));
        let rate = site.locality(id).schedule.rate;
        let said = parts.iter().flat_map(Part::spoken).map(|paragraph| spoken::syllables(paragraph));
        let played = parts.iter().map(|part| airtime(&part.clips, rate));
        let syllables = said.chain(played).sum();
        Broadcast { parts, syllables, rate }
    }

    /// The bulletin as a script of paragraphs.
    pub fn script(&self) -> Script {
        let paragraphs = self.parts.iter().flat_map(|part| &part.paragraphs).cloned().collect();
        Script { paragraphs, syllables: self.syllables, rate: self.rate }
    }

    /// Whether any item has no approval.
    pub fn is_draft(&self) -> bool {
        self.parts.iter().any(|part| part.draft)
    }
}

/// `thứ Ba`, `Chủ nhật`.
pub(super) fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}

/// How long an article is in a bulletin of a locality.
fn cost(site: &Site, scripts: &Scripts, voice: &Voice, page: PageId, rate: u16) -> Option<Cost> {
    let body = scripts.get(page)?;
    let title = spoken::syllables(&voice.read(headline(site.article(page))));
    let clips = clips(site, page);
    let recorded = clips.iter().any(|clip| clip.language.is_none());
    let text: usize = voice.paragraphs(body).iter().map(|paragraph| spoken::syllables(paragraph)).sum();
    let words = if recorded { 0 } else { title + text + spoken::syllables(AGAIN) };
    Some(Cost { announced: title + COUNTED, played: words + airtime(&clips, rate) })
}

/// How long a bulletin is without its items.
fn frame(site: &Site, voice: &Voice, id: LocalityId) -> usize {
    let day = today(site.locality(id), LONG_DAY);
    let mut written =
        vec![format!("Đây là {}.", station(site.locality(id))), format!("Kính thưa bà con! {day}")];
    written.push(contents(&["", ""]));
    written.extend(closing(site));
    written.iter().map(|text| spoken::syllables(&voice.read(text))).sum::<usize>() + SLACK
}

fn spoken_part(voice: &Voice, role: Role, written: &[String]) -> Part {
    let paragraphs = written.iter().map(|text| voice.read(text)).collect();
    Part { role, title: None, draft: false, paragraphs, clips: Vec::new() }
}

fn item_part(site: &Site, scripts: &Scripts, voice: &Voice, role: Role, page: PageId) -> Part {
    let article = site.article(page);
    let title = article.source.front.title.value.clone();
    let mut paragraphs = vec![voice.read(&say::sentence(headline(article)))];
    if role == Role::Repeat {
        paragraphs[0] = format!("{} {}", voice.read(AGAIN), paragraphs[0]);
    }
    paragraphs
        .extend(scripts.get(page).map(|body| voice.paragraphs(body).into_owned()).into_iter().flatten());
    let draft = !bulletin::is_approved(article, site.today());
    Part { role, title: Some(title), draft, paragraphs, clips: clips(site, page) }
}

/// The recordings of an article that hold sound.
fn clips(site: &Site, page: PageId) -> Vec<Clip> {
    let article = &site.article(page).source;
    let Some(own) = &article.front.loudspeaker else { return Vec::new() };
    let clip = |file: &str, language: Option<(String, String)>| {
        let (source, recording) = site.recording(article, file)?;
        Some(Clip { source, ms: recording.ms?, language })
    };
    let vietnamese = own.recording.as_ref().and_then(|file| clip(&file.value, None));
    let others = own.translations.iter().filter_map(|other| {
        clip(&other.recording.value, Some((other.lang.value.clone(), other.name.clone())))
    });
    vietnamese.into_iter().chain(others).collect()
}

/// How many syllables could be said while recordings are played.
fn airtime(clips: &[Clip], rate: u16) -> usize {
    let ms: u64 = clips.iter().map(|clip| clip.ms).sum();
    usize::try_from((ms * u64::from(rate)).div_ceil(60_000)).unwrap_or(usize::MAX)
}

/// `Hôm nay là thứ Ba, ngày 24 tháng 11 năm 2026.`, with the lunar date where the locality wants it.
pub(super) fn today(locality: &Locality, day: Date) -> String {
    let lunar = LunarDate::of(day).filter(|_| locality.schedule.lunar_date);
    let lunar = lunar.map(|lunar| format!(", tức ngày {}", lunar.day_in_words())).unwrap_or_default();
    format!(
        "Hôm nay là {}, ngày {} tháng {} năm {}{lunar}.",
        weekday(day),
        day.day(),
        day.month(),
        day.year()
    )
}

/// `Hôm nay là Ngày Quốc tế thiếu nhi. Hôm nay bắt đầu Tháng hành động vì trẻ em.`, if it is such a day.
fn named(locality: &Locality, day: Date) -> Option<String> {
    let observed = locality.schedule.days.on(day);
    let begins: Vec<&str> = observed.begins.iter().map(|(name, _)| *name).collect();
    let sentence = |opens: &str, names: &[&str]| {
        (!names.is_empty()).then(|| format!("Hôm nay {opens} {}.", names.join(" và ")))
    };
    let said: Vec<String> =
        [sentence("là", &observed.is), sentence("bắt đầu", &begins)].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn opening(site: &Site, id: LocalityId, start: DateTime, titles: &[&str]) -> Vec<String> {
    let locality = site.locality(id);
    let mut date = format!("Kính thưa bà con! {}", today(locality, start.date()));
    if let Some(named) = named(locality, start.date()) {
        date = format!("{date} {named}");
    }
    let mut paragraphs = vec![format!("Đây là {}.", station(locality)), date];
    if titles.len() > 1 {
        paragraphs.push(contents(titles));
    }
    paragraphs
}

/// `Bản tin hôm nay có 2 nội dung. Thứ nhất, … Thứ hai, …`
fn contents(titles: &[&str]) -> String {
    let mut text = format!("Bản tin hôm nay có {} nội dung.", titles.len());
    let named = if titles.len() <= ANNOUNCED { titles } else { &[] };
    for (i, title) in named.iter().enumerate().filter(|(_, title)| !title.is_empty()) {
        text.push_str(&format!(" Thứ {}, {}", say::ordinal(i + 1), say::sentence(title)));
    }
    text
}

/// What an urgent text begins with.
pub(super) fn urgent_opening(site: &Site, id: LocalityId) -> Vec<String> {
    vec![
        format!("Đây là {}.", station(site.locality(id))),
        "Thông báo khẩn cấp. Đề nghị bà con dừng việc và chú ý lắng nghe.".to_owned(),
    ]
}

fn closing(site: &Site) -> Vec<String> {
    vec![hotline(&site.hotlines[0]), "Bản tin đến đây là hết. Cảm ơn bà con đã lắng nghe.".to_owned()]
}
