//! What an engine is asked to speak, and what can be listened to.
//!
//! A resolved site comes in; texts in words with their tags and the place of their files go out, and for
//! an article the list of what can be heard of it. No engine is called and no file is read here.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::config::Speak;
use crate::content::front_matter::{Channel, Region};
use crate::digest::Digest;
use crate::pack::broadcast::{Broadcast, Part, week};
use crate::pack::script::{self, Scripts};
use crate::pack::{bulletin_path, desk_address, station};
use crate::path::SourcePath;
use crate::site::bulletin::{self, Bulletin, Occasion};
use crate::site::sounds::{Engine, Recording, Sound};
use crate::site::{Article, Locality, LocalityId, PageId, Resolved, Site};
use crate::sound::Tags;

/// The name of the files of an article's audio.
const LISTEN: &str = "nghe";

/// The files of a week, which tell of all its bulletins.
pub const WEEK_FILES: [&str; 4] = ["index.html", "tuan.csv", "tuan.ics", "tuan.json"];

/// The silence between the parts of a bulletin.
const BETWEEN_MS: u64 = 700;

/// Something to be spoken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Speech {
    /// The path of its files from the root of the site, without their endings.
    pub stem: String,
    /// What the files say of themselves.
    pub tags: Tags,
    /// What is heard, in order.
    pub segments: Vec<Segment>,
    /// The region whose voice speaks.
    pub region: Region,
    /// Syllables a minute.
    pub rate: u16,
    /// How long it is planned to be.
    pub planned_ms: u64,
    /// The paths of the files that tell of it: they show how long it is and where it lies.
    pub shown_by: Vec<String>,
}

impl Speech {
    /// The paths of its files from the root of the site.
    pub fn files(&self) -> [String; 2] {
        ["mp3", "opus"].map(|extension| format!("{}.{extension}", self.stem))
    }
}

/// A piece of what is heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Segment {
    /// To be spoken: paragraphs with empty lines between them.
    Text(String),
    /// A recording.
    Clip(SourcePath),
    /// Silence.
    Pause(u64),
}

/// Something that can be listened to, by addresses from the root of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listen {
    /// The MP3.
    pub mp3: String,
    /// The Opus, unless somebody recorded it.
    pub opus: Option<String>,
    /// The language, BCP 47.
    pub lang: String,
    /// `tiếng Việt`.
    pub language: String,
    /// How many seconds it is.
    pub seconds: u64,
    /// How many bytes the smaller file has, if that is known.
    pub bytes: Option<u64>,
    /// Somebody recorded it.
    pub recorded: bool,
}

/// An MP3 that goes with an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Track {
    /// The language, BCP 47.
    pub lang: String,
    /// The file of the sources, or what was spoken.
    pub source: SourcePath,
    /// Its digest.
    pub digest: Digest,
}

/// The MP3 files that [`listen`] leads to.
pub fn tracks(site: &Site, page: PageId) -> Vec<Track> {
    let article = site.article(page);
    let own = article.source.front.loudspeaker.as_deref();
    let recorded = |file: &str, lang: &str| {
        let (source, recording, _) = attached(site, article, file)?;
        Some(Track { lang: lang.to_owned(), source, digest: recording.digest })
    };
    let spoken = |sound: &Sound| Track {
        lang: "vi".to_owned(),
        source: sound.mp3.source.clone(),
        digest: sound.mp3.digest,
    };
    let vietnamese = match own.and_then(|own| own.recording.as_ref()) {
        Some(file) => recorded(&file.value, "vi"),
        None => site.heard.sounds.get(&article_stem(article)).map(spoken),
    };
    let translations = own.iter().flat_map(|own| &own.translations);
    let translations = translations.filter_map(|one| recorded(&one.recording.value, &one.lang.value));
    vietnamese.into_iter().chain(translations).collect()
}

/// Everything that an engine is asked to speak.
pub fn speeches(site: &Site) -> Vec<Speech> {
    let wanted = site.config.loudspeaker.engine.as_ref().filter(|_| site.config.outputs.loudspeaker);
    let (Some(engine), Engine::Ready(_)) = (wanted, site.heard.engine) else { return Vec::new() };
    let scripts = Scripts::of(site);
    let mut speeches = Vec::new();
    for (id, locality) in site.living() {
        if let Some(week) = week(site, &scripts, id) {
            let bulletins = week.plan.at_once.iter().chain(&week.plan.bulletins);
            speeches.extend(bulletins.map(|bulletin| of_bulletin(site, &scripts, id, locality, bulletin)));
        }
    }
    if engine.speak == Speak::Articles {
        let articles = site.page_ids().filter(|id| is_spoken(site, site.article(*id)));
        speeches.extend(articles.filter_map(|id| of_article(site, &scripts, id)));
    }
    speeches
}

/// What a bulletin's files are called: `2026-11-24-1700`, or `khan-cap` for what is played at once.
pub fn bulletin_id(bulletin: &Bulletin) -> String {
    match bulletin.occasion {
        Occasion::AtOnce => "khan-cap".to_owned(),
        Occasion::Slot { .. } => bulletin.start.strftime("%Y-%m-%d-%H%M").to_string(),
    }
}

/// What was spoken of a bulletin.
pub fn sound_of_bulletin<'s>(site: &'s Site, locality: &Locality, bulletin: &Bulletin) -> Option<&'s Sound> {
    site.heard.sounds.get(&bulletin_path(locality, &bulletin_id(bulletin)))
}

/// What can be heard of an article: that in the article's own language first, then the others.
pub fn listen(site: &Site, page: PageId) -> Vec<Listen> {
    let article = site.article(page);
    let own = article.source.front.loudspeaker.as_deref();
    let lang = site.language_of(page);
    let name = if lang == "vi" {
        "tiếng Việt".to_owned()
    } else {
        site.config.language_name(lang).unwrap_or(lang).to_owned()
    };
    let first = match own.and_then(|own| own.recording.as_ref()) {
        Some(file) => recorded(site, article, &file.value, lang, &name),
        None => site.heard.sounds.get(&article_stem(article)).map(|sound| spoken(site, sound)),
    };
    let translations = own.iter().flat_map(|own| &own.translations).filter_map(|translation| {
        recorded(site, article, &translation.recording.value, &translation.lang.value, &translation.name)
    });
    first.into_iter().chain(translations).collect()
}

/// The stems of what desks show of articles, for the desks at chosen paths.
pub fn heard_on_desks(site: &Site, is_chosen: &dyn Fn(&str) -> bool) -> BTreeSet<String> {
    let chosen = site.living().filter(|(_, locality)| {
        let desk = desk_address(locality);
        is_chosen(&format!("{}index.html", desk.as_str().trim_start_matches('/')))
    });
    let pages: BTreeSet<PageId> = chosen.flat_map(|(id, _)| site.concerning(id)).collect();
    pages.into_iter().map(|page| article_stem(site.article(page))).collect()
}

/// What was spoken as something to listen to.
pub fn spoken(site: &Site, sound: &Sound) -> Listen {
    Listen {
        mp3: site.config.url(&sound.mp3.published),
        opus: Some(site.config.url(&sound.opus.published)),
        lang: "vi".to_owned(),
        language: "tiếng Việt".to_owned(),
        seconds: sound.ms.div_ceil(1_000),
        bytes: Some(sound.opus_bytes.min(sound.mp3_bytes)),
        recorded: false,
    }
}

fn recorded(site: &Site, article: &Article, file: &str, lang: &str, name: &str) -> Option<Listen> {
    let (_, recording, published) = attached(site, article, file)?;
    Some(Listen {
        mp3: site.config.url(published),
        opus: None,
        lang: lang.to_owned(),
        language: name.to_owned(),
        seconds: recording.ms?.div_ceil(1_000),
        bytes: None,
        recorded: true,
    })
}

/// A recording of an article that is published, with its path from the root of the site.
fn attached<'s>(
    site: &'s Site,
    article: &'s Article,
    file: &str,
) -> Option<(SourcePath, Recording, &'s str)> {
    let (source, recording) = site.recording(&article.source, file)?;
    recording.ms?;
    let published = article.links.iter().find_map(|(_, resolved)| match resolved {
        Resolved::Asset(path, published) if *path == source => Some(published.as_str()),
        _ => None,
    })?;
    Some((source, recording, published))
}

/// An article is spoken for its page if it goes to the loudspeaker, may be played and nobody recorded it.
fn is_spoken(site: &Site, article: &Article) -> bool {
    let may = bulletin::may_be_played(site, article);
    let own = article.source.front.loudspeaker.as_ref().is_some_and(|own| own.recording.is_some());
    article.facts.goes_to(Channel::Loudspeaker) && may && !own
}

fn article_stem(article: &Article) -> String {
    format!("{}{LISTEN}", article.address.as_str().trim_start_matches('/'))
}

fn of_article(site: &Site, scripts: &Scripts, page: PageId) -> Option<Speech> {
    let article = site.article(page);
    let script = script::for_everybody(site, scripts.get(page)?, page);
    Some(Speech {
        stem: article_stem(article),
        tags: Tags {
            title: article.source.front.title.value.clone(),
            artist: site.config.title.clone(),
            album: site.locality(article.home).name.clone(),
            year: article.facts.day.map(jiff::civil::Date::year),
        },
        segments: vec![Segment::Text(script.text())],
        region: Region::North,
        rate: script.rate,
        planned_ms: planned_ms(script.syllables, script.rate),
        shown_by: vec![format!("{}index.html", article.address.as_str().trim_start_matches('/'))],
    })
}

fn of_bulletin(
    site: &Site,
    scripts: &Scripts,
    id: LocalityId,
    locality: &Locality,
    bulletin: &Bulletin,
) -> Speech {
    let broadcast = Broadcast::of(site, scripts, id, bulletin);
    let day = bulletin.start.date();
    let title = match bulletin.occasion {
        Occasion::AtOnce => format!("Thông báo khẩn cấp, {}", locality.name_in_sentence),
        Occasion::Slot { .. } => format!(
            "Bản tin {} ngày {:02}/{:02}/{}, {}",
            bulletin.start.strftime("%H:%M"),
            day.day(),
            day.month(),
            day.year(),
            locality.name_in_sentence
        ),
    };
    Speech {
        stem: bulletin_path(locality, &bulletin_id(bulletin)),
        tags: Tags { title, artist: station(locality), album: locality.name.clone(), year: Some(day.year()) },
        segments: segments(&broadcast.parts),
        region: locality.schedule.profile,
        rate: broadcast.rate,
        planned_ms: planned_ms(broadcast.syllables, broadcast.rate),
        shown_by: WEEK_FILES.map(|file| bulletin_path(locality, file)).to_vec(),
    }
}

fn planned_ms(syllables: usize, rate: u16) -> u64 {
    syllables as u64 * 60_000 / u64::from(rate.max(1))
}

/// A recording stands for the words of its part; recordings in other languages follow.
fn segments(parts: &[Part]) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    for part in parts {
        if !segments.is_empty() {
            segments.push(Segment::Pause(BETWEEN_MS));
        }
        let said = part.spoken().join("\n\n");
        if !said.is_empty() {
            segments.push(Segment::Text(format!("{said}\n")));
        }
        segments.extend(part.clips.iter().map(|clip| Segment::Clip(clip.source.clone())));
    }
    segments
}
