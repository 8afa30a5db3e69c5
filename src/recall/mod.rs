//! What is remembered of the sources from one build to the next, by a process or on the disk.
//!
//! A file whose account on the disk is as it was is not read again: what became of it is taken from
//! here. This spares reading and parsing and nothing else; a build that remembers nothing makes the same
//! bytes. An account that another change could leave as it is counts for nothing. On the disk only pages
//! are kept that are published and that no gate must judge again, without their bodies.
//! Nothing here knows what a file means.

mod book;
mod note;
mod volume;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::content::{Options, Page};
use crate::diag::Diagnostic;
use crate::digest::Digest;
use crate::gates::sources::Examined;
use crate::path::SourcePath;
pub use crate::recall::book::Keeper;
use crate::recall::book::Kept;
use crate::source::{self, Account, Entry};
use crate::theme::Theme;

/// What a file of `content/` became.
#[derive(Debug, Clone)]
pub struct Parsed {
    /// The page, if it has one.
    pub page: Option<Page>,
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
    /// What the gates over sources must judge when the site is there; absent if it cannot be read.
    pub examined: Option<Examined>,
}

/// What parsing depends on besides the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// What authors may write.
    pub options: Options,
    /// The day.
    pub today: Date,
}

/// A memory of the sources.
#[derive(Debug, Default)]
pub enum Recall {
    /// For a single build: nothing is looked up and nothing is kept.
    #[default]
    Nothing,
    /// For a process that builds again and again.
    Sources(Box<Sources>),
    /// For a single build after another one.
    Kept(Kept),
}

/// Files as they were read last.
#[derive(Debug, Default)]
pub struct Sources {
    terms: Option<Terms>,
    pages: Known<Parsed>,
    digests: Known<Result<Digest, Box<Diagnostic>>>,
    theme: Option<(Digest, Arc<Theme>)>,
}

type Known<T> = BTreeMap<SourcePath, (Account, T)>;

impl Recall {
    /// A memory that is empty yet.
    pub fn of_sources() -> Recall {
        Recall::Sources(Box::default())
    }

    /// A memory on the disk.
    pub fn of_pages(keeper: Box<dyn Keeper>) -> Recall {
        Recall::Kept(Kept::new(keeper))
    }

    /// What files became, in their order; `read` is asked for those that are not known, with what `aid`
    /// gives it for many files at once. `entries` are all files of `content/`, sorted by path.
    pub fn pages<A>(
        &mut self,
        entries: &[Entry],
        terms: Terms,
        aid: impl Fn() -> A + Send + Sync,
        read: impl Fn(&mut A, &Entry) -> Parsed + Send + Sync,
    ) -> Vec<Parsed> {
        match self {
            Recall::Nothing => entries.par_iter().map_init(aid, read).collect(),
            Recall::Sources(sources) => {
                if sources.terms != Some(terms) {
                    sources.pages.clear();
                    sources.terms = Some(terms);
                }
                recalled(&mut sources.pages, entries, aid, read)
            }
            Recall::Kept(kept) => kept.pages(entries, terms, aid, read),
        }
    }

    /// Keeps what is published for the next build; `entries` are those of the last [`Recall::pages`].
    pub fn leave(&mut self, entries: &[Entry], published: impl Fn(&[&SourcePath]) -> Vec<bool>) {
        if let Recall::Kept(kept) = self {
            kept.leave(entries, published);
        }
    }

    /// The digests of files, in their order; one that cannot be read gives a finding. `entries` are all
    /// files that are ever asked for, sorted by path.
    pub fn digests(&mut self, entries: &[Entry]) -> Vec<Result<Digest, Box<Diagnostic>>> {
        match self {
            Recall::Nothing | Recall::Kept(_) => entries.par_iter().map(source::digest).collect(),
            Recall::Sources(sources) => {
                recalled(&mut sources.digests, entries, || (), |(), entry| source::digest(entry))
            }
        }
    }

    /// The theme of some files; `compile` is asked if one of them may have changed.
    pub fn theme<E>(
        &mut self,
        name: &str,
        entries: &[&Entry],
        compile: impl FnOnce() -> Result<Theme, E>,
    ) -> Result<Arc<Theme>, E> {
        let Recall::Sources(sources) = self else { return compile().map(Arc::new) };
        let accounts: Option<Vec<Account>> = entries.iter().map(|entry| entry.account).collect();
        let paths: Vec<&str> = entries.iter().map(|entry| entry.path.as_str()).collect();
        let state = accounts.map(|accounts| Digest::of_value(&(name, paths, accounts)));
        match (&sources.theme, state) {
            (Some((known, theme)), Some(state)) if *known == state => Ok(Arc::clone(theme)),
            _ => {
                let theme = Arc::new(compile()?);
                sources.theme = state.map(|state| (state, Arc::clone(&theme)));
                Ok(theme)
            }
        }
    }
}

/// Looks every file up, makes what is not known, and keeps what can be trusted.
fn recalled<A, T: Clone + Send + Sync>(
    known: &mut Known<T>,
    entries: &[Entry],
    aid: impl Fn() -> A + Send + Sync,
    make: impl Fn(&mut A, &Entry) -> T + Send + Sync,
) -> Vec<T> {
    let one = |aid: &mut A, entry: &Entry| match lookup(known, entry) {
        Some(value) => (value.clone(), None),
        None => (make(aid, entry), entry.account),
    };
    let results: Vec<(T, Option<Account>)> = entries.par_iter().map_init(aid, one).collect();
    let mut values = Vec::with_capacity(results.len());
    for (entry, (value, account)) in entries.iter().zip(results) {
        if let Some(account) = account {
            known.insert(entry.path.clone(), (account, value.clone()));
        }
        values.push(value);
    }
    forget_absent(known, entries);
    values
}

fn lookup<'k, T>(known: &'k Known<T>, entry: &Entry) -> Option<&'k T> {
    let (last, value) = known.get(&entry.path)?;
    (entry.account == Some(*last)).then_some(value)
}

/// Files that are gone are forgotten. `entries` are sorted by path.
fn forget_absent<T>(known: &mut Known<T>, entries: &[Entry]) {
    if known.len() > entries.len() {
        known.retain(|path, _| entries.binary_search_by(|entry| entry.path.cmp(path)).is_ok());
    }
}
