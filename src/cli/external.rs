//! `mangnon check --external`: links to pages of others, asked for politely and kept.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use jiff::civil::Date;

use crate::cli::progress::Progress;
use crate::diag::messages::{self, Unasked};
use crate::diag::{self, At, Diagnostic};
use crate::gates::{external, rules};
use crate::net::kept::Kept;
use crate::net::links::{self, Asked, Manners, Reach};
use crate::outputs::Failure;
use crate::path::SourcePath;
use crate::pipeline::Checked;
use crate::publish;

/// Answers are kept after so many new ones: who ends the program loses few.
const KEPT_EVERY: usize = 20;

/// How links are looked at.
#[derive(Debug, Clone, Copy)]
pub(super) struct External {
    pub(super) memory: Memory,
    pub(super) reach: Reach,
}

/// What is done with answers of earlier days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Memory {
    /// They count, the others are asked for.
    First,
    /// All are asked for anew.
    Unused,
    /// They count, and nobody is asked.
    Alone,
}

/// Adds what is to be said of links to what was found.
pub(super) fn add(
    root: &Path,
    checked: &mut Checked,
    today: Date,
    how: External,
    progress: &Progress,
) -> Result<(), Failure> {
    let links = external::links(&checked.site);
    let urls = external::urls(&links);
    let mut kept = Kept::load(&publish::state_folder(&root.join("public")));
    let mut answers = if how.memory == Memory::Unused { BTreeMap::default() } else { kept.on(today) };
    let open: BTreeSet<String> = urls.into_iter().filter(|url| !answers.contains_key(url)).collect();
    let asked = if open.is_empty() {
        Asked::default()
    } else if how.memory == Memory::Alone {
        Asked { unasked: Some(Unasked::Offline), ..Asked::default() }
    } else {
        let config = &checked.site.config;
        let manners = Manners { private: how.reach, ..Manners::of(&config.absolute("/")) };
        let asked = asked(&open, &manners, &mut kept, today, progress);
        asked.map_err(|error| Failure::Io { path: "curl".to_owned(), error })?
    };
    kept.learn(&asked.answers, today);
    if !asked.answers.is_empty() {
        kept.save(today);
    }
    let n = open.iter().filter(|url| !asked.answers.contains_key(*url)).count();
    answers.extend(asked.answers);
    let mut found = external::judge(&links, &answers);
    let nowhere = At::default().in_file(&SourcePath::new(""));
    found.extend(asked.unasked.map(|why| messages::external_unasked(nowhere, n, why)));
    join(checked, found);
    Ok(())
}

fn asked(
    open: &BTreeSet<String>,
    manners: &Manners,
    kept: &mut Kept,
    today: Date,
    progress: &Progress,
) -> std::io::Result<Asked> {
    let so_far = Mutex::new((0, kept));
    progress.links(0, open.len());
    links::ask(open, manners, &|url, answer| {
        let mut so_far = so_far.lock().unwrap_or_else(PoisonError::into_inner);
        let (n, kept) = &mut *so_far;
        *n += 1;
        progress.links(*n, open.len());
        // Whether silence is the host's or the network's is known only at the end.
        if !links::is_silence(answer) {
            kept.learn(&[(url.to_owned(), answer.clone())].into(), today);
        }
        if *n % KEPT_EVERY == 0 {
            kept.save(today);
        }
    })
}

/// The site's settings of rules hold for these findings as for all others.
fn join(checked: &mut Checked, mut found: Vec<Diagnostic>) {
    rules::apply(&checked.site.config, &mut found);
    checked.diagnostics.append(&mut found);
    diag::sort(&mut checked.diagnostics);
}
