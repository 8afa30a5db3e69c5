//! A take-down build: what may be shown no longer goes, although other sources have mistakes.
//!
//! A build that was stopped by findings comes in. If something that was taken down, expired, or whose
//! consent ended still stands in the output, the site is built once more without the sources that have
//! mistakes: their published pages stay as they are, and what is new of them stays out. Everything that is
//! made has passed every gate. If a mistake concerns the whole site, only the files of what must go are
//! removed. If nothing must go, a stopped build changes nothing.

mod due;
mod hold;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::OnceLock;

use jiff::civil::DateTime;

use crate::config::Config;
use crate::content::torn;
use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::outputs::{Failure, Outcome};
use crate::pack;
use crate::path::{Address, SitePath, SourcePath};
use crate::pipeline::{self, Built, Kept, Progress, Selection, Stopped};
use crate::publish::manifest::Manifest;
use crate::publish::owner::Owner;
use crate::publish::{self, Changes, Refusal};
use crate::site::{Site, address};
use crate::source;
use due::plain;
pub use due::{Due, Why};
pub(super) use hold::Held;
use hold::{Hold, is_text};

/// What a stopped build did all the same.
#[derive(Debug)]
pub struct TakenDown {
    /// Why the build was stopped.
    pub found: Vec<Diagnostic>,
    /// What stood in the output and may be shown no longer.
    pub due: Vec<Due>,
    /// The settings, as far as they can be read.
    pub config: Config,
    /// Addresses that say that something is gone.
    pub gone: Vec<Address>,
    /// What became of it.
    pub done: Done,
}

/// What became of what must go.
#[derive(Debug)]
pub enum Done {
    /// It is gone from everything; what has mistakes stays as published.
    Rebuilt {
        /// What was built.
        built: Box<Built>,
        /// Sources that were left out.
        held: Vec<SourcePath>,
        /// Published pages of theirs that named it and went too.
        left: Vec<SitePath>,
    },
    /// Its own files are gone, and lists that a site can be without; these pages still name it.
    Removed {
        /// What changed in the output folder.
        changes: Changes,
        /// Files that lead to it or say its headline.
        naming: Vec<SitePath>,
    },
    /// It still stands there: only a part of the site was to be built.
    NotHere,
    /// It still stands there: the machine failed.
    Failed(Failure),
    /// It still stands there: the output folder cannot be used.
    Refused(Refusal),
}

/// What a stopped build knew.
#[derive(Debug)]
pub(super) struct Known {
    due: Vec<Due>,
    /// What holds up the build; nothing if that is the whole site.
    hold: Option<Hold>,
    config: Config,
    gone: Vec<Address>,
    published: usize,
}

impl Known {
    /// What is known of a site whose build findings stop; `lapsed` are articles whose consent ended.
    pub(super) fn of(site: &Site, lapsed: &BTreeSet<SourcePath>, found: &[Diagnostic]) -> Known {
        Known {
            due: Due::all(site, lapsed),
            hold: Hold::of(site, found),
            config: site.config.clone(),
            gone: site.gone.clone(),
            published: site.articles.len(),
        }
    }
}

/// Where a site is and where it goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'p> {
    pub(super) root: &'p Path,
    pub(super) out: &'p Path,
    pub(super) now: DateTime,
    pub(super) selection: &'p Selection,
    pub(super) owner: &'p Owner,
}

/// Takes down what must go after findings have stopped a build; if nothing must, the findings are all.
pub(super) fn carry_out(
    place: Place<'_>,
    found: Vec<Diagnostic>,
    known: Option<Known>,
    progress: Progress<'_>,
) -> Stopped {
    let Some(Known { mut due, mut hold, config, gone, published }) = known else {
        return Stopped::Findings(found);
    };
    let last = publish::listed(place.out);
    if let Some(hold) = &mut hold {
        due.append(&mut unread(place, hold));
    }
    let named = publish::still_named(place.out);
    due.retain(|due| due.stands(&last) || named.contains(&mark(&due.path)));
    if due.is_empty() {
        return Stopped::Findings(found);
    }
    let done = if *place.selection == Selection::Whole {
        let hold = hold.filter(|hold| !is_too_much(hold, published));
        let rebuilt = hold.and_then(|hold| rebuilt(place, hold, &due, &last, progress));
        rebuilt.unwrap_or_else(|| removed(place.out, &due, &last))
    } else {
        Done::NotHere
    };
    Stopped::TakenDown(Box::new(TakenDown { found, due, config, gone, done }))
}

/// Files that a build of a part left although they show or name what may be shown no longer: its pages,
/// and the lists that name an article first.
pub fn left_by_a_part(site: &Site, made: &[Outcome], out: &Path) -> Vec<SitePath> {
    let due = Due::all(site, &BTreeSet::new());
    if due.is_empty() {
        return Vec::new();
    }
    let made: BTreeSet<&SitePath> = made.iter().map(|outcome| &outcome.path).collect();
    let last = publish::listed(out);
    let others = || last.files.keys().filter(|path| !made.contains(path));
    let standing: Vec<&Due> = due.iter().filter(|due| due.stands(&last)).collect();
    let mut left: Vec<SitePath> =
        others().filter(|path| standing.iter().any(|due| due.owns(path))).cloned().collect();
    left.extend(
        others()
            .filter(|path| due.iter().any(|due| due.may_be_listed_in(path)))
            .filter(|path| {
                publish::text_of(out, path).is_some_and(|text| {
                    let text = plain(&text);
                    due.iter().any(|due| due.is_named_in(&text))
                })
            })
            .cloned(),
    );
    left
}

/// What is to be said of pages that cannot be read: where they stand, and which of them may be over.
fn unread(place: Place<'_>, hold: &mut Hold) -> Vec<Due> {
    let survey = pipeline::survey(place.root);
    let entries = survey.listing.pages.iter().filter(|entry| {
        let original = address::original_of(&entry.path);
        hold.unread.contains(&entry.path) || original.is_some_and(|path| hold.unread.contains(&path))
    });
    let entries: Vec<_> = entries.collect();
    let mut due = Vec::new();
    for entry in entries {
        let torn = source::read_text(entry).map(|file| torn::read(&file.text, place.now.date()));
        let torn = torn.unwrap_or_default();
        let address = address::of_file(&entry.path, torn.slug.as_deref());
        if torn.may_be_over {
            let (path, addresses) = (entry.path.clone(), vec![address]);
            due.push(Due { path, title: String::new(), why: Why::Unreadable, addresses, files: Vec::new() });
        } else {
            hold.addresses.insert(address);
        }
    }
    due
}

/// A portal without most of its articles in its lists would be none.
fn is_too_much(hold: &Hold, published: usize) -> bool {
    const FEW: usize = 20;
    hold.addresses.len() > FEW && hold.addresses.len() * 2 > published
}

/// Builds the site without what has mistakes. What is left out may bring others to light, which are left
/// out too; nothing if that has no end or reaches the whole site.
fn rebuilt(
    place: Place<'_>,
    mut hold: Hold,
    due: &[Due],
    last: &Manifest,
    progress: Progress<'_>,
) -> Option<Done> {
    const ROUNDS: usize = 6;
    for _ in 0..ROUNDS {
        let mut survey = pipeline::survey(place.root);
        hold.thin(&mut survey.listing);
        let held = Held {
            hold: hold.clone(),
            due: due.to_vec(),
            last: last.clone(),
            out: place.out.to_owned(),
            left: OnceLock::new(),
        };
        let kept =
            Kept { held: Some(held), ..Kept::beside(place.out, place.now, survey.listing.pages.len()) };
        match pipeline::build_kept(survey, place, &kept, progress) {
            Ok(built) => {
                let left = kept.held.and_then(|held| held.left.into_inner()).unwrap_or_default();
                let held = hold.sources();
                return Some(Done::Rebuilt { built: Box::new(built), held, left });
            }
            Err(Stopped::Findings(_)) => {
                let more = kept.known.into_inner()?.hold?;
                if !hold.extend(more) {
                    return None;
                }
                unread(place, &mut hold);
            }
            Err(Stopped::Failed(failure)) => return Some(Done::Failed(failure)),
            Err(Stopped::Refused(refusal)) => return Some(Done::Refused(refusal)),
            Err(Stopped::TakenDown(_) | Stopped::NoSuchLocality(_)) => return None,
        }
    }
    None
}

/// How a file is remembered of which other pages still speak: not by its name.
fn mark(path: &SourcePath) -> Digest {
    Digest::of(path.as_str().as_bytes())
}

/// Removes the files of what must go, and lists in which it stands as far as a site can be without them:
/// feeds, tables, what a search loads, the bulletins of loudspeakers. Pages that name it stay.
fn removed(out: &Path, due: &[Due], last: &Manifest) -> Done {
    let is_due = |path: &SitePath| due.iter().any(|due| due.owns(path));
    let (mut gone, rest): (Vec<&SitePath>, Vec<&SitePath>) = last.files.keys().partition(|path| is_due(path));
    let bulletins: BTreeSet<String> =
        gone.iter().filter_map(|path| pack::bulletins_by(path.as_str())).collect();
    let names = |path: &SitePath| {
        is_text(path.as_str())
            && publish::text_of(out, path).is_some_and(|text| {
                let text = plain(&text);
                due.iter().any(|due| due.is_named_in(&text))
            })
    };
    let is_list = |path: &SitePath| {
        let path = path.as_str();
        // What a search loads holds words of texts in another form.
        let is_searched = path.starts_with("tim-kiem/") && path.ends_with(".json");
        is_searched || bulletins.iter().any(|folder| path.starts_with(folder.as_str()))
    };
    let (lists, pages): (Vec<&SitePath>, Vec<&SitePath>) = rest
        .into_iter()
        .filter(|path| is_list(path) || names(path))
        .partition(|path| is_list(path) || !path.as_str().ends_with(".html"));
    gone.extend(lists);
    let gone: BTreeSet<SitePath> = gone.into_iter().cloned().collect();
    let marks: Vec<Digest> = due.iter().map(|due| mark(&due.path)).collect();
    let taken = publish::take_away(out, &gone)
        .and_then(|changes| publish::keep_named(out, &marks).map(|()| changes).map_err(Refusal::Io));
    match taken {
        Ok(changes) => Done::Removed { changes, naming: pages.into_iter().cloned().collect() },
        Err(Refusal::Io(failure)) => Done::Failed(failure),
        Err(refusal) => Done::Refused(refusal),
    }
}
