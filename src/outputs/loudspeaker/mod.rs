//! Files for the loudspeaker: scripts, sheets to print, engine texts, and the week of a locality.
//!
//! Read by the hamlet head at the microphone, pasted into the commune's speech console, printed for the
//! booth, or taken by a machine. Scripts are words only, an empty line for a pause; UTF-8, LF. What each
//! file is and every field of the playlist stands in `docs/loudspeaker.md`. Lengths are those of the
//! locality's slots; nothing here decides what is played or how it is worded.

mod calendar;
mod plan;
mod sheet;
mod table;

use std::collections::BTreeMap;

use jiff::civil::DateTime;
use serde::Serialize;

use crate::content::front_matter::Channel;
use crate::diag::Diagnostic;
use crate::outputs::{Job, Output};
use crate::pack::{self, Broadcast, Script, Scripts, Week};
use crate::paper::{self, Paper};
use crate::path::SitePath;
use crate::site::bulletin::Bulletin;
use crate::site::{LocalityId, PageId, Site};
use crate::theme::Theme;
use crate::vi::spoken::{EngineFormat, engine_text};

/// The files.
#[derive(Debug)]
pub struct Loudspeaker;

/// What one file is about.
#[derive(Debug, Clone)]
pub enum Subject {
    /// An article at a locality.
    Article(PageId, LocalityId, ArticleFile),
    /// A bulletin of a locality.
    Bulletin(LocalityId, Bulletin, BulletinFile),
    /// The week of a locality.
    Week(LocalityId, WeekFile),
}

/// The files of an article at a locality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArticleFile {
    /// `loa.txt`: the script in words.
    Script,
    /// `loa.html`: the sheet to print.
    Sheet,
    /// `loa.ssml`: for engines that take SSML.
    Ssml,
    /// `loa-zalo-tts.txt`: for Zalo AI, a line for each request.
    ZaloTts,
}

/// The files of a bulletin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulletinFile {
    /// `.txt`: the script in words.
    Script,
    /// `.html`: the sheet to print.
    Sheet,
}

/// The files of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WeekFile {
    /// `index.html`.
    Page,
    /// `tuan.csv`.
    Table,
    /// `tuan.ics`.
    Calendar,
    /// `tuan.json`.
    Playlist,
}

/// What all files share: bodies and plans, which a key sees through each view.
#[derive(Debug, Serialize)]
pub struct Common {
    #[serde(skip)]
    scripts: Scripts,
    #[serde(skip)]
    weeks: BTreeMap<LocalityId, Week>,
    /// When a locality plays an article next.
    #[serde(skip)]
    turns: BTreeMap<(LocalityId, PageId), DateTime>,
    /// The hotline of the portal, on every sheet.
    hotline: paper::Hotline,
}

/// What one file shows.
#[derive(Debug, Serialize)]
pub enum View {
    /// Words with empty lines.
    Script(Script),
    /// SSML.
    Ssml(Script),
    /// Lines for Zalo AI.
    ZaloTts(Script),
    /// The sheet of an article.
    Sheet(paper::ReadingView),
    /// The sheet of a bulletin.
    BulletinSheet(sheet::BulletinView),
    /// The week as a page.
    Week(plan::WeekView),
    /// The week as a table.
    WeekTable(plan::WeekView),
    /// The week as a calendar.
    WeekCalendar(plan::WeekView),
    /// The week for a machine.
    Playlist(plan::WeekView),
    /// What is not there.
    Nothing,
}

impl Output for Loudspeaker {
    const NAME: &'static str = "loudspeaker";
    type Subject = Subject;
    type Common = Common;
    type View = View;
    type Press = Paper;

    fn plan(site: &Site) -> Vec<Job<Subject>> {
        let mut jobs = Vec::new();
        for (id, locality) in site.living() {
            for page in site.concerning(id) {
                let article = site.article(page);
                if article.facts.goes_to(Channel::Loudspeaker) {
                    for (name, file) in article_files(site) {
                        let path = SitePath::new(&pack::script_file(locality, article, name));
                        let subject = Subject::Article(page, id, file);
                        jobs.extend(path.map(|path| Job { path, subject }));
                    }
                }
            }
        }
        for (id, week) in weeks(site, None) {
            plan_week(site, id, &week, &mut jobs);
        }
        jobs
    }

    fn common(site: &Site) -> Common {
        let scripts = Scripts::of(site);
        let weeks = weeks(site, Some(&scripts));
        let hotline = paper::hotline(site);
        let turns = turns(&weeks);
        Common { scripts, weeks, turns, hotline }
    }

    fn view(site: &Site, common: &Common, subject: &Subject) -> View {
        match subject {
            Subject::Article(page, id, file) => article_view(site, common, *page, *id, *file),
            Subject::Bulletin(id, bulletin, file) => {
                let broadcast = Broadcast::of(site, &common.scripts, *id, bulletin);
                match file {
                    BulletinFile::Script => View::Script(broadcast.script()),
                    BulletinFile::Sheet => {
                        View::BulletinSheet(sheet::bulletin(site, *id, bulletin, broadcast))
                    }
                }
            }
            Subject::Week(id, file) => {
                let Some(week) = common.weeks.get(id) else { return View::Nothing };
                let view = plan::view(site, &common.scripts, *id, week);
                match file {
                    WeekFile::Page => View::Week(view),
                    WeekFile::Table => View::WeekTable(view),
                    WeekFile::Calendar => View::WeekCalendar(view),
                    WeekFile::Playlist => View::Playlist(view),
                }
            }
        }
    }

    fn press(common: &Common, theme: &Theme) -> Paper {
        Paper::new(&common.hotline, theme)
    }

    fn render(view: &View, press: &Paper) -> Result<Vec<u8>, Box<Diagnostic>> {
        match view {
            View::Script(script) => Ok(script.text().into_bytes()),
            View::Ssml(script) => Ok(engine(script, EngineFormat::Ssml)),
            View::ZaloTts(script) => Ok(engine(script, EngineFormat::ZaloTts)),
            View::Sheet(sheet) => press.reading(sheet),
            View::BulletinSheet(sheet) => press.page("loudspeaker/bulletin.html", sheet),
            View::Week(week) => press.page("loudspeaker/week.html", week),
            View::WeekTable(week) => Ok(table::csv(week).into_bytes()),
            View::WeekCalendar(week) => Ok(calendar::ics(week).into_bytes()),
            View::Playlist(week) => Ok(plan::json(week)),
            View::Nothing => Ok(Vec::new()),
        }
    }
}

/// The files of every article, by the switches of the site.
fn article_files(site: &Site) -> Vec<(&'static str, ArticleFile)> {
    let switches = &site.config.loudspeaker;
    let files = [
        (true, "loa.txt", ArticleFile::Script),
        (true, "loa.html", ArticleFile::Sheet),
        (switches.ssml, "loa.ssml", ArticleFile::Ssml),
        (switches.zalo_tts, "loa-zalo-tts.txt", ArticleFile::ZaloTts),
    ];
    files.into_iter().filter(|(on, ..)| *on).map(|(_, name, file)| (name, file)).collect()
}

/// The weeks of the localities with slots; bodies are read out only if there are any.
fn weeks(site: &Site, scripts: Option<&Scripts>) -> BTreeMap<LocalityId, Week> {
    let ids: Vec<LocalityId> =
        site.living().filter(|(_, place)| !place.schedule.slots.is_empty()).map(|(id, _)| id).collect();
    if ids.is_empty() {
        return BTreeMap::new();
    }
    let own = scripts.is_none().then(|| Scripts::of(site));
    let Some(scripts) = scripts.or(own.as_ref()) else { return BTreeMap::new() };
    ids.into_iter().filter_map(|id| Some((id, pack::week(site, scripts, id)?))).collect()
}

/// When every article has its next turn in a slot.
fn turns(weeks: &BTreeMap<LocalityId, Week>) -> BTreeMap<(LocalityId, PageId), DateTime> {
    let mut turns = BTreeMap::new();
    for (id, week) in weeks {
        for bulletin in &week.plan.bulletins {
            for item in &bulletin.items {
                turns.entry((*id, item.page)).or_insert(bulletin.start);
            }
        }
    }
    turns
}

fn plan_week(site: &Site, id: LocalityId, week: &Week, jobs: &mut Vec<Job<Subject>>) {
    let locality = site.locality(id);
    let mut push = |name: &str, subject: Subject| {
        let path = SitePath::new(&pack::bulletin_path(locality, name));
        jobs.extend(path.map(|path| Job { path, subject }));
    };
    let files = [WeekFile::Page, WeekFile::Table, WeekFile::Calendar, WeekFile::Playlist];
    for (name, file) in pack::WEEK_FILES.into_iter().zip(files) {
        push(name, Subject::Week(id, file));
    }
    for bulletin in week.plan.at_once.iter().chain(&week.plan.bulletins) {
        let name = pack::bulletin_id(bulletin);
        for (extension, file) in [("txt", BulletinFile::Script), ("html", BulletinFile::Sheet)] {
            push(&format!("{name}.{extension}"), Subject::Bulletin(id, bulletin.clone(), file));
        }
    }
}

fn article_view(site: &Site, common: &Common, page: PageId, id: LocalityId, file: ArticleFile) -> View {
    let Some(body) = common.scripts.get(page) else { return View::Nothing };
    let turn = common.turns.get(&(id, page)).copied();
    let script = pack::script_on(site, body, page, id, turn.map(DateTime::date));
    match file {
        ArticleFile::Script => View::Script(script),
        ArticleFile::Sheet => View::Sheet(paper::reading(site, page, id, turn, &script)),
        ArticleFile::Ssml => View::Ssml(script),
        ArticleFile::ZaloTts => View::ZaloTts(script),
    }
}

fn engine(script: &Script, format: EngineFormat) -> Vec<u8> {
    let mut text = engine_text(&script.text(), format).join("\n");
    text.push('\n');
    text.into_bytes()
}
