//! The week of a locality as plain data, and as a playlist for machines.
//!
//! The fields of the playlist are documented in `docs/loudspeaker.md`; the format is neutral and claims
//! no compatibility with any broadcasting system.

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::content::front_matter::Word as _;
use crate::pack::{self, Broadcast, Scripts, Week};
use crate::paper::{day, weekday_and_day};
use crate::site::bulletin::{self, Bulletin, Item, Occasion, Silence};
use crate::site::sounds::Engine;
use crate::site::{LocalityId, PageId, Site};

/// The week of a locality.
#[derive(Debug, Serialize)]
pub struct WeekView {
    /// What the file is.
    pub format: &'static str,
    /// Of the fields' meaning.
    pub version: u8,
    pub(super) locality: Place,
    pub(super) station: String,
    /// The first day, `2026-11-24`.
    pub(super) first_day: String,
    pub(super) timezone: &'static str,
    /// Syllables a minute.
    pub(super) rate: u16,
    /// Whether something speaks: `off`, `missing`, `ready`.
    pub(super) engine: &'static str,
    /// Days with a name, and spans that run in these days.
    pub(super) days: Vec<NamedDay>,
    pub(super) bulletins: Vec<BulletinRow>,
    /// What has no room or no turn in these days, and why.
    pub(super) left_out: Vec<LeftOut>,
    /// What waits for its approval.
    pub(super) waiting: Vec<Named>,
}

#[derive(Debug, Serialize)]
pub(super) struct Place {
    pub(super) code: Option<String>,
    pub(super) name: String,
    pub(super) url: String,
}

/// A day with a name.
#[derive(Debug, Serialize)]
pub(super) struct NamedDay {
    pub(super) name: String,
    /// `2026-06-01`: in these days the first.
    pub(super) date: String,
    /// The last one, of a single day the same.
    pub(super) to: String,
    /// `Thứ Hai, 01/06/2026`, or `đến 30/06/2026`.
    pub(super) day: String,
}

/// One bulletin.
#[derive(Debug, Serialize)]
pub(super) struct BulletinRow {
    pub(super) id: String,
    /// `slot` or `at-once`.
    pub(super) occasion: &'static str,
    /// `2026-11-24T17:00:00+07:00`.
    pub(super) start: String,
    /// `thứ Ba, 24/11/2026`.
    pub(super) day: String,
    /// `17:00`; nothing for one that is played at once.
    pub(super) time: Option<String>,
    pub(super) slot_minutes: Option<u16>,
    pub(super) planned_seconds: usize,
    pub(super) duration: String,
    pub(super) syllables: usize,
    pub(super) music: bool,
    pub(super) draft: bool,
    pub(super) script: String,
    pub(super) sheet: String,
    /// The file for the booth, if an engine spoke.
    pub(super) audio: Option<String>,
    /// The smaller file for the web.
    pub(super) audio_web: Option<String>,
    pub(super) audio_seconds: Option<u64>,
    pub(super) items: Vec<ItemRow>,
}

/// One item of a bulletin.
#[derive(Debug, Serialize)]
pub(super) struct ItemRow {
    pub(super) title: String,
    pub(super) url: String,
    /// `normal`, `priority`, `urgent`.
    pub(super) class: &'static str,
    pub(super) class_label: &'static str,
    pub(super) plays: u8,
    pub(super) approved: bool,
    pub(super) script: String,
    /// Recordings, which are played instead of the Vietnamese words and after them.
    pub(super) recordings: Vec<RecordingRow>,
}

/// A recording of an item.
#[derive(Debug, Serialize)]
pub(super) struct RecordingRow {
    pub(super) lang: String,
    pub(super) language: String,
    pub(super) url: String,
    pub(super) seconds: u64,
}

/// An article that is not heard.
#[derive(Debug, Serialize)]
pub(super) struct LeftOut {
    pub(super) title: String,
    pub(super) url: String,
    /// `no-room`, `too-long`, `no-turn`.
    pub(super) reason: &'static str,
    pub(super) reason_label: String,
}

#[derive(Debug, Serialize)]
pub(super) struct Named {
    pub(super) title: String,
    pub(super) url: String,
}

/// The week as data.
pub(super) fn view(site: &Site, scripts: &Scripts, id: LocalityId, week: &Week) -> WeekView {
    let locality = site.locality(id);
    let bulletins = week.plan.at_once.iter().chain(&week.plan.bulletins);
    WeekView {
        format: "mangnon-playlist",
        version: 1,
        locality: Place {
            code: locality.code.as_ref().map(ToString::to_string),
            name: locality.name.clone(),
            url: site.config.absolute(locality.address.as_str()),
        },
        station: pack::station(locality),
        first_day: site.today().to_string(),
        timezone: "+07:00",
        rate: locality.schedule.rate,
        engine: match site.heard.engine {
            Engine::Off => "off",
            Engine::Missing => "missing",
            Engine::Ready(_) => "ready",
        },
        days: named_days(site, id),
        bulletins: bulletins.map(|bulletin| row(site, scripts, id, bulletin)).collect(),
        left_out: left_out(site, week),
        waiting: week.playable.waiting.iter().map(|page| named(site, *page)).collect(),
    }
}

/// The named days of the coming seven. A span is told once: on the day it begins, or today if it runs.
fn named_days(site: &Site, id: LocalityId) -> Vec<NamedDay> {
    let days = &site.locality(id).schedule.days;
    let week = std::iter::successors(Some(site.today()), |day| day.tomorrow().ok()).take(bulletin::DAYS);
    let mut named = Vec::new();
    for (i, date) in week.enumerate() {
        let observed = days.on(date);
        let one = |name: &str, to: Date, day: String| NamedDay {
            name: name.to_owned(),
            date: date.to_string(),
            to: to.to_string(),
            day,
        };
        named.extend(observed.is.iter().map(|name| one(name, date, weekday_and_day(date))));
        let begins = observed.begins.iter();
        named.extend(
            begins.map(|(name, last)| one(name, *last, format!("từ {} đến {}", day(date), day(*last)))),
        );
        let within = observed.within.iter().filter(|_| i == 0);
        named.extend(within.map(|(name, last)| one(name, *last, format!("đến {}", day(*last)))));
    }
    named
}

/// The playlist: pretty JSON with a line end.
pub(super) fn json(week: &WeekView) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(week).expect("plain data with text keys serializes");
    json.push(b'\n');
    json
}

fn row(site: &Site, scripts: &Scripts, id: LocalityId, bulletin: &Bulletin) -> BulletinRow {
    let locality = site.locality(id);
    let broadcast = Broadcast::of(site, scripts, id, bulletin);
    let (draft, script) = (broadcast.is_draft(), broadcast.script());
    let name = pack::bulletin_id(bulletin);
    let sound = pack::sound_of_bulletin(site, locality, bulletin);
    let absolute = |path: &str| site.config.absolute(path);
    let file = |extension: &str| {
        site.config.absolute(&format!("/{}", pack::bulletin_path(locality, &format!("{name}.{extension}"))))
    };
    let slot_minutes = match bulletin.occasion {
        Occasion::AtOnce => None,
        Occasion::Slot { minutes } => Some(minutes),
    };
    BulletinRow {
        occasion: if slot_minutes.is_some() { "slot" } else { "at-once" },
        start: moment(bulletin.start),
        day: weekday_and_day(bulletin.start.date()),
        time: slot_minutes.map(|_| bulletin.start.strftime("%H:%M").to_string()),
        slot_minutes,
        planned_seconds: script.seconds(),
        duration: script.duration_in_words(),
        syllables: script.syllables,
        music: slot_minutes.is_some(),
        draft,
        script: file("txt"),
        sheet: file("html"),
        audio: sound.map(|sound| absolute(&sound.mp3.published)),
        audio_web: sound.map(|sound| absolute(&sound.opus.published)),
        audio_seconds: sound.map(|sound| sound.ms.div_ceil(1_000)),
        items: bulletin.items.iter().map(|item| item_row(site, id, item)).collect(),
        id: name,
    }
}

fn item_row(site: &Site, id: LocalityId, item: &Item) -> ItemRow {
    let article = site.article(item.page);
    let script = pack::script_path(site.locality(id), article);
    let Named { title, url } = named(site, item.page);
    ItemRow {
        title,
        url,
        class: item.class.word(),
        class_label: item.class.label(),
        plays: item.plays,
        approved: bulletin::is_approved(article, site.today()),
        script: site.config.absolute(&format!("/{script}")),
        recordings: recordings(site, item.page),
    }
}

fn recordings(site: &Site, page: PageId) -> Vec<RecordingRow> {
    let recorded = pack::listen(site, page).into_iter().filter(|listen| listen.recorded);
    let row = |listen: pack::Listen| RecordingRow {
        url: format!("{}{}", site.config.origin, listen.mp3),
        lang: listen.lang,
        language: listen.language,
        seconds: listen.seconds,
    };
    recorded.map(row).collect()
}

fn left_out(site: &Site, week: &Week) -> Vec<LeftOut> {
    let crowded = week
        .plan
        .crowded_out
        .iter()
        .map(|one| (one.page, "no-room", format!("không đủ giờ ở {} bản tin", one.slots.len())));
    let silent = week.plan.unheard.iter().map(|silent| match silent.why {
        Silence::TooLong { excess } => {
            (silent.page, "too-long", format!("dài hơn mọi khung giờ {excess} tiếng"))
        }
        Silence::NoRoom => (silent.page, "no-turn", "tuần này chưa đến lượt".to_owned()),
    });
    crowded
        .chain(silent)
        .map(|(page, reason, reason_label)| {
            let Named { title, url } = named(site, page);
            LeftOut { title, url, reason, reason_label }
        })
        .collect()
}

fn named(site: &Site, page: PageId) -> Named {
    let article = site.article(page);
    Named {
        title: article.source.front.title.value.clone(),
        url: site.config.absolute(article.address.as_str()),
    }
}

fn moment(moment: DateTime) -> String {
    format!("{}+07:00", moment.strftime("%Y-%m-%dT%H:%M:%S"))
}
