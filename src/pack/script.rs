//! The loudspeaker script of an article for a locality, in words only.
//!
//! Opening, headline, body, the hotline twice and a closing. The body is the author's own wording for
//! the loudspeaker, or else comes from the article's blocks; it is read out once per article, since
//! only the opening differs between localities.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::Serialize;

use crate::content::front_matter::{Channel, Class};
use crate::pack::broadcast::{AGAIN, today, urgent_opening};
use crate::pack::facts::{facts, is_told};
use crate::pack::notes::with_notes;
use crate::pack::own_words::paragraphs_of;
use crate::pack::repeats::{Heard, is_said, only_repeats};
use crate::pack::tongue::told_apart;
use crate::pack::voice::Voice;
use crate::pack::{say, station};
use crate::site::{Article, Hotline, LocalityId, PageId, Site};
use crate::vi::spoken::{self, Profile, Unknown};

/// The body of a script, the same for every locality.
#[derive(Debug, Serialize)]
pub struct SpokenBody {
    /// Paragraphs in words.
    pub paragraphs: Vec<String>,
    /// The author gave wording of its own.
    pub own_wording: bool,
    /// What no rule could read.
    #[serde(skip)]
    pub unknown: Vec<Unknown>,
    /// The paragraphs as written, for a locality that reads them in its own way.
    #[serde(skip)]
    pub written: Vec<String>,
    /// Sentences of the article in another language, which are not read out.
    #[serde(skip)]
    pub foreign: Vec<String>,
}

/// The bodies of all articles that go to the loudspeaker.
#[derive(Debug, Default)]
pub struct Scripts {
    bodies: BTreeMap<PageId, SpokenBody>,
}

/// A whole script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Script {
    /// Its paragraphs in order; a pause stands between them.
    pub paragraphs: Vec<String>,
    /// How many syllables are spoken.
    pub syllables: usize,
    /// Syllables a minute at this locality.
    pub rate: u16,
}

impl Scripts {
    /// Reads out every article that goes to the loudspeaker.
    pub fn of(site: &Site) -> Scripts {
        if !site.config.outputs.loudspeaker {
            return Scripts::default();
        }
        let voice = Voice::of_site(site);
        // What is meant for one place is read with that place's own words.
        let one = |id: &PageId| {
            let article = site.article(*id);
            let roots = &article.audience.roots;
            let place = if let [root] = roots.as_slice() { *root } else { article.home };
            let own = (!site.locality(place).lexicon.is_empty()).then(|| Voice::of_place(site, place));
            (*id, body(article, own.as_ref().unwrap_or(&voice)))
        };
        let ids: Vec<PageId> =
            site.page_ids().filter(|id| site.article(*id).facts.goes_to(Channel::Loudspeaker)).collect();
        Scripts { bodies: ids.par_iter().map(one).collect() }
    }

    /// The body of an article, if it goes to the loudspeaker.
    pub fn get(&self, id: PageId) -> Option<&SpokenBody> {
        self.bodies.get(&id)
    }

    /// All bodies, in the order of articles.
    pub fn iter(&self) -> impl Iterator<Item = (PageId, &SpokenBody)> {
        self.bodies.iter().map(|(id, body)| (*id, body))
    }
}

impl Script {
    /// The script as a text: paragraphs with an empty line between them.
    pub fn text(&self) -> String {
        let mut text = self.paragraphs.join("\n\n");
        text.push('\n');
        text
    }

    /// How long it takes to read, in seconds.
    pub fn seconds(&self) -> usize {
        (self.syllables * 60).div_ceil(usize::from(self.rate))
    }

    /// `1 phút 20 giây`.
    pub fn duration_in_words(&self) -> String {
        duration_in_words(self.seconds())
    }
}

/// `1 phút 20 giây`.
pub fn duration_in_words(seconds: usize) -> String {
    let (minutes, seconds) = (seconds / 60, seconds % 60);
    match (minutes, seconds) {
        (0, seconds) => format!("{seconds} giây"),
        (minutes, 0) => format!("{minutes} phút"),
        (minutes, seconds) => format!("{minutes} phút {seconds} giây"),
    }
}

/// The script of an article at a locality, good on any day.
pub fn script(site: &Site, body: &SpokenBody, page: PageId, locality: LocalityId) -> Script {
    script_on(site, body, page, locality, None)
}

/// The script of an article at a locality that says the day on which it is read; what is urgent is read
/// at once and says none.
pub fn script_on(
    site: &Site,
    body: &SpokenBody,
    page: PageId,
    locality: LocalityId,
    day: Option<Date>,
) -> Script {
    let place = site.locality(locality);
    let article = site.article(page);
    let title = say::sentence(headline(article));
    let voice = Voice::of_locality(site, locality);
    let closing =
        [hotline(&site.hotlines[0]), "Bản tin đến đây là hết. Cảm ơn bà con đã lắng nghe.".to_owned()];
    if article.source.front.class == Class::Urgent {
        let opening = [urgent_opening(site, locality), vec![title.clone()]].concat();
        let again = [format!("{AGAIN} {title}")];
        let rounds = [opening.as_slice(), again.as_slice()];
        return compose(&voice, &rounds, body, &closing, place.schedule.rate);
    }
    let greets = body.paragraphs.first().is_some_and(|first| first.to_lowercase().starts_with("kính "));
    let mut opening = vec![format!("Đây là {}.", station(place))];
    if !greets {
        opening.insert(0, "Kính thưa bà con!".to_owned());
    }
    opening.extend(day.map(|day| today(place, day)));
    opening.push(title);
    compose(&voice, &[&[opening.join(" ")]], body, &closing, place.schedule.rate)
}

/// The script of an article for whoever opens its page: no station speaks.
pub(super) fn for_everybody(site: &Site, body: &SpokenBody, page: PageId) -> Script {
    let title = say::sentence(headline(site.article(page)));
    let rate = site.locality(LocalityId(0)).schedule.rate;
    compose(&Voice::of_site(site), &[&[title]], body, &[hotline(&site.hotlines[0])], rate)
}

/// A body behind each of its openings: what is urgent is read out twice.
fn compose(voice: &Voice, rounds: &[&[String]], body: &SpokenBody, closing: &[String], rate: u16) -> Script {
    let read = |texts: &[String]| texts.iter().map(|text| voice.read(text)).collect::<Vec<_>>();
    let said = rounds.iter().flat_map(|opening| {
        let words = voice.paragraphs(body).into_owned();
        read(opening).into_iter().chain(words)
    });
    let paragraphs: Vec<String> = said.chain(read(closing)).collect();
    let syllables = paragraphs.iter().map(|paragraph| spoken::syllables(paragraph)).sum();
    Script { paragraphs, syllables, rate }
}

fn body(article: &Article, voice: &Voice) -> SpokenBody {
    let own = article.source.front.loudspeaker.as_ref().and_then(|own| own.text.as_ref());
    let (written, foreign) = match own {
        Some(text) => (paragraphs_of(&text.value), Vec::new()),
        None => in_vietnamese(from_body(article)),
    };
    let (mut paragraphs, mut unknown) = (Vec::new(), Vec::new());
    for paragraph in &written {
        let reading = spoken::read(paragraph, voice.lexicon(), Profile::North);
        paragraphs.push(reading.text);
        unknown.extend(reading.unknown);
    }
    SpokenBody { paragraphs, own_wording: own.is_some(), unknown, written, foreign }
}

/// Paragraphs without their sentences in other languages, and these.
fn in_vietnamese(paragraphs: Vec<String>) -> (Vec<String>, Vec<String>) {
    let mut foreign = Vec::new();
    let mut own = Vec::with_capacity(paragraphs.len());
    for paragraph in paragraphs {
        let (kept, apart) = told_apart(&paragraph);
        foreign.extend(apart);
        own.extend(Some(kept).filter(|kept| !kept.is_empty()));
    }
    (own, foreign)
}

/// The headline of an article for the ear.
pub(super) fn headline(article: &Article) -> &str {
    let front = &article.source.front;
    let own = front.loudspeaker.as_ref().and_then(|own| own.title.as_ref());
    &own.unwrap_or(&front.title).value
}

/// What the body says, behind when and where an event is, how a service is reached and what the description
/// adds: often it alone has the hour and the place.
fn from_body(article: &Article) -> Vec<String> {
    let body = say::paragraphs(&with_notes(article));
    let front = &article.source.front;
    let description = summary(article).unwrap_or_default();
    let heard = std::iter::once(front.title.value.as_str()).chain(body.iter().take(NEAR).map(String::as_str));
    let heard: Vec<&str> = heard.collect();
    let mut said: Vec<String> = Vec::new();
    if !Heard::of(heard.iter().copied()).has(description) {
        said.push(say::sentence(description));
    }
    if front.event.is_some() {
        let is_new = |fact: &&String| !heard.iter().chain([&description]).any(|text| is_said(fact, text));
        said.extend(facts(article).iter().filter(is_new).map(|fact| say::sentence(fact)));
    }
    if front.service.is_some() {
        let is_new = |fact: &&String| {
            !body.iter().map(String::as_str).chain([description]).any(|text| is_told(fact, text))
        };
        said.extend(facts(article).iter().filter(is_new).map(|fact| say::sentence(fact)));
    }
    said.extend(body);
    said
}

/// How many paragraphs of a body are looked at for what its description says.
const NEAR: usize = 3;

/// The description of an article, unless the lines that say when and where have told it already.
pub fn summary(article: &Article) -> Option<&str> {
    let front = &article.source.front;
    let description = front.description.as_ref()?.value.trim();
    let told = facts(article);
    (told.is_empty() || !only_repeats(description, &front.title.value, &told)).then_some(description)
}

/// The number twice, the second time alone.
pub(super) fn hotline(hotline: &Hotline) -> String {
    let more: Vec<&str> =
        [hotline.hours.as_str(), hotline.cost.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
    let more = if more.is_empty() { String::new() } else { format!(", {}", more.join(", ")) };
    format!(
        "Khi trẻ em gặp nguy hiểm, xin gọi {}, số {}{more}. Xin nhắc lại: gọi số {}.",
        hotline.label, hotline.number, hotline.number
    )
}
