//! The roll of articles: which are published today, and why the others are not.
//!
//! Parsed articles come in; those that are live go on to be decided, the others leave a line with
//! their state, so that officials can be told what waits for whom. No word of their texts is kept.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use rayon::prelude::*;

use crate::content::Article as Source;
use crate::content::approval::Rejection;
use crate::content::front_matter::Kind;
use crate::content::log::Record;
use crate::content::section::Approver;
use crate::diag::{Diagnostic, messages};
use crate::locality::Registry;
use crate::path::{Address, SourcePath};
use crate::site::approval::{self, Fault, Office, State};
use crate::site::{
    Article, Audience, Codes, Section, SectionId, Showing, address, audience, clock, decide, links,
};

/// An article that is not published today.
#[derive(Debug, Clone)]
pub struct Withheld {
    /// Its file.
    pub path: SourcePath,
    /// Its headline.
    pub title: String,
    /// Why it is not published.
    pub state: State,
    /// What an approval lacks.
    pub fault: Option<Fault>,
    /// Who may approve it, where it waits for that.
    pub waits_for: Vec<Approver>,
    /// Where to list somebody who may approve it, if nobody who is listed may.
    pub unlisted: Option<SourcePath>,
    /// Its author.
    pub author: Option<String>,
    /// Who sent it back, and why.
    pub rejection: Option<Box<Rejection>>,
    /// Its addresses, if it was taken down.
    pub addresses: Vec<Address>,
    /// What is on record of it.
    pub past: Past,
    /// As its author wrote it.
    pub source: Box<Source>,
}

impl Withheld {
    /// Its addresses, old ones too.
    pub fn all_addresses(&self) -> Vec<Address> {
        addresses(&self.source)
    }

    /// The files that it names.
    pub fn files(&self) -> Vec<SourcePath> {
        files_of(&self.source)
    }
}

/// What is on record of an article that is not published today, for whoever counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// It says what another article says, in another language.
    pub version: bool,
    /// What sort of article it is.
    pub kind: Kind,
    /// Its main topic.
    pub topic: Option<String>,
    /// When it appears or appeared.
    pub publication: Option<DateTime>,
    /// The day of its approval.
    pub approved: Option<Date>,
    /// The day of its last review.
    pub reviewed: Option<Date>,
    /// The day on which it was taken down.
    pub withdrawn: Option<Date>,
    /// Whom it concerns.
    pub audience: Audience,
    /// When it went out.
    pub log: Vec<Record>,
}

/// An address at which there was something that was taken down.
pub type Gone = Address;

/// The articles of a site, sorted out.
#[derive(Debug)]
pub struct Roll {
    /// Those that have a page, each with its section: the published ones, and in a preview others too.
    pub live: Vec<(Box<Source>, SectionId, State)>,
    /// Those that are not published.
    pub withheld: Vec<Withheld>,
}

/// The section of the nearest folder above.
fn section_of(folder: &str, by_folder: &BTreeMap<String, SectionId>) -> SectionId {
    let mut folder = folder;
    loop {
        if let Some(id) = by_folder.get(folder) {
            return *id;
        }
        match folder.rsplit_once('/') {
            Some((above, _)) => folder = above,
            None => return SectionId(0),
        }
    }
}

/// Sorts out all articles of a site.
pub fn call(
    sources: Vec<Box<Source>>,
    office: &Office<'_>,
    by_folder: &BTreeMap<String, SectionId>,
    codes: &Codes,
    registry: &Registry,
    found: &mut Vec<Diagnostic>,
) -> Roll {
    let any_listed = approval::any_listed(office.sections);
    let judge = |source: Box<Source>| {
        let section = section_of(source.path.folder(), by_folder);
        // What is wrong with an audience is told when the article is decided.
        let whom = || {
            let home = audience::home(section, office.sections, office.places);
            audience::read(&source, home, office.places, codes, registry, &mut Vec::new())
        };
        let (state, fault) = approval::judge(office, &source, section, whom);
        let audience = if state == State::Live { Audience::default() } else { whom() };
        let waits_for = match state {
            State::Waiting => approval::entitled(office, section, &audience).into_iter().cloned().collect(),
            _ => Vec::new(),
        };
        let is_unlisted = any_listed && state == State::Waiting && waits_for.is_empty();
        let unlisted = is_unlisted.then(|| approval::list_for(office, &audience));
        (source, section, state, fault, (waits_for, unlisted), audience)
    };
    let judged: Vec<_> = sources.into_par_iter().map(judge).collect();
    let mut roll = Roll { live: Vec::with_capacity(judged.len()), withheld: Vec::new() };
    for (source, section, state, fault, (waits_for, unlisted), audience) in judged {
        if state == State::Live {
            roll.live.push((source, section, state));
            continue;
        }
        if let Some(fault) = fault {
            found.push(told(&source, fault, &waits_for, unlisted.as_ref()));
        }
        let addresses = if state == State::Withdrawn { addresses(&source) } else { Vec::new() };
        let path = source.path.clone();
        let (title, author) = (source.front.title.value.clone(), source.front.author.clone());
        let rejection = source.front.rejection.clone().filter(|_| source.front.approval.is_none());
        let past = past(&source, &office.sections[section.0], audience);
        // What was taken down is shown to nobody.
        let may_be_seen = state != State::Withdrawn && office.sections[section.0].published;
        if office.showing == Showing::Everything && may_be_seen {
            roll.live.push((source.clone(), section, state));
        }
        roll.withheld.push(Withheld {
            path,
            title,
            state,
            fault,
            waits_for,
            unlisted,
            author,
            rejection,
            addresses,
            past,
            source,
        });
    }
    roll
}

/// The addresses that withdrawn articles had and that no page has today.
pub fn gone(withheld: &[Withheld], is_taken: impl Fn(&Address) -> bool) -> Vec<Gone> {
    let mut gone: Vec<Gone> = withheld.iter().flat_map(|one| one.addresses.iter().cloned()).collect();
    gone.retain(|address| !is_taken(address));
    gone.sort();
    gone.dedup();
    gone
}

/// What is not published now, as links meet it; `lapsed` are articles whose consent ended.
pub(super) fn unpublished(
    withheld: &[Withheld],
    showing: Showing,
    live: &[Article],
    sections: &[Section],
    lapsed: &BTreeSet<SourcePath>,
) -> links::Unpublished {
    let hidden = sections.iter().filter(|section| !section.published);
    let of_articles = withheld.iter().flat_map(|one| addresses(&one.source));
    let gone = withheld.iter().filter(|one| one.state == State::Withdrawn || lapsed.contains(&one.path));
    let mut files: BTreeSet<SourcePath> = gone.flat_map(|one| files_of(&one.source)).collect();
    // What was over by its own day was approved, and may be shown by others.
    let to_come = |one: &&Withheld| {
        showing == Showing::Public && !matches!(one.state, State::Withdrawn | State::Expired | State::Live)
    };
    let has_folder = |one: &Withheld| one.path.file_name() == "index.md";
    let folders = withheld.iter().filter(to_come).filter(|one| has_folder(one));
    let folders: BTreeSet<String> = folders.map(|one| one.path.folder().to_owned()).collect();
    let beside_others: Vec<&Withheld> =
        withheld.iter().filter(to_come).filter(|one| !has_folder(one)).collect();
    files.extend(only_theirs(&beside_others, live, sections));
    links::Unpublished {
        addresses: hidden.map(|section| section.address.clone()).chain(of_articles).collect(),
        files,
        folders,
    }
}

/// The files that an article names.
fn files_of(source: &Source) -> Vec<SourcePath> {
    let front = &source.front;
    let named = source.references.iter().map(|link| link.target.trim());
    let attached = front.attachments.iter().map(|attachment| attachment.file.value.as_str());
    let recorded = front.loudspeaker.iter().flat_map(|own| own.recordings());
    let named = named.chain(attached).chain(recorded.map(|file| file.value.as_str()));
    named.filter_map(|name| links::file_meant(&source.path, name)).collect()
}

/// Files beside articles that are not published, which no published page of the same folder shows.
fn only_theirs(withheld: &[&Withheld], live: &[Article], sections: &[Section]) -> BTreeSet<SourcePath> {
    let beside = |one: &&Withheld| {
        let folder = one.path.folder().to_owned();
        files_of(&one.source).into_iter().filter(move |file| file.folder() == folder)
    };
    let mut files: BTreeSet<SourcePath> = withheld.iter().flat_map(beside).collect();
    if files.is_empty() {
        return files;
    }
    let folders: BTreeSet<&str> = withheld.iter().map(|one| one.path.folder()).collect();
    let is_near = |path: &SourcePath| folders.contains(path.folder());
    for article in live.iter().filter(|article| is_near(&article.source.path)) {
        for shown in files_of(&article.source) {
            files.remove(&shown);
        }
    }
    for section in sections.iter().filter(|section| section.published && is_near(&section.source.path)) {
        let shown = section.source.references.iter();
        let shown = shown.filter_map(|link| links::file_meant(&section.source.path, link.target.trim()));
        for shown in shown {
            files.remove(&shown);
        }
    }
    files
}

/// The pages to headings of which something leads that is not published yet.
pub fn anchors_asked(withheld: &[Withheld]) -> BTreeSet<SourcePath> {
    let references =
        withheld.iter().flat_map(|one| one.source.references.iter().map(move |link| (one, link)));
    let to_headings = references.filter(|(_, link)| link.target.contains('#'));
    to_headings.filter_map(|(one, link)| links::file_meant(&one.path, link.target.trim())).collect()
}

/// Why content files have no page, for links that lead to them.
pub fn note_absent(
    live: &[(Box<Source>, SectionId, State)],
    withheld: &[Withheld],
    absent: &mut BTreeMap<SourcePath, links::Absent>,
) {
    absent.extend(withheld.iter().map(|one| (one.path.clone(), links::Absent::NotPublished)));
    for (source, ..) in live {
        absent.remove(&source.path);
    }
}

fn past(source: &Source, section: &Section, audience: Audience) -> Past {
    let front = &source.front;
    let defaults = &section.source.front.defaults;
    let topics = front.topics.as_ref().or(defaults.topics.as_ref());
    Past {
        version: source.lang.is_some(),
        kind: decide::kind(source, defaults),
        topic: topics.and_then(|topics| topics.first()).map(|topic| topic.value.clone()),
        publication: clock::publication(source),
        approved: front.approval.as_ref().map(|approval| approval.date),
        reviewed: front.review.as_ref().map(|review| review.reviewed.value),
        withdrawn: front.withdrawn.as_ref().map(|withdrawn| withdrawn.date),
        audience,
        log: front.log.clone(),
    }
}

fn addresses(source: &Source) -> Vec<Address> {
    let mut nobody_asks = Vec::new();
    let own = address::of_article(source, &mut nobody_asks);
    let old = address::aliases(&source.front.aliases, &source.path, &mut nobody_asks);
    std::iter::once(own).chain(old.into_iter().map(|(alias, _)| alias)).collect()
}

fn told(source: &Source, fault: Fault, waits_for: &[Approver], unlisted: Option<&SourcePath>) -> Diagnostic {
    let front = &source.front;
    let by = front.approval.as_ref().map_or("", |approval| approval.by.as_str());
    let at = front.approval.as_ref().map(|approval| approval.at);
    let at = at.or(front.rejection.as_ref().map(|rejection| rejection.at)).unwrap_or_default();
    let spot = at.in_file(&source.path);
    match fault {
        Fault::Missing => messages::approval_missing(spot, &names(waits_for), unlisted),
        Fault::Unsealed => messages::approval_unsealed(spot),
        Fault::Changed(changes) => messages::approval_changed(spot, changes),
        Fault::ByAuthor => messages::approval_by_author(spot, by),
        Fault::NoRight => messages::approval_without_right(spot, by, &names(waits_for), unlisted),
        Fault::NotYet => messages::approval_in_future(spot),
    }
}

fn names(approvers: &[Approver]) -> Vec<String> {
    approvers.iter().map(|one| format!("{} ({})", one.name, one.role)).collect()
}
