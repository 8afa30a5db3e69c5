//! Entries of an article's log that a report can count: a locality that exists, a moment that is past.
//!
//! An article may go to a locality that it was not meant for; that is told, because a report would
//! count it there.

use crate::content::log::Record;
use crate::diag::{Diagnostic, messages};
use crate::site::{Article, PageId, Site};
use crate::theme::Theme;

/// Checks every entry.
pub(super) fn check(site: &Site, _theme: &Theme) -> Vec<Diagnostic> {
    let pages = site.page_ids().filter(|page| !site.article(*page).source.front.log.is_empty());
    let judged = |page: PageId| {
        let article = site.article(page);
        article
            .source
            .front
            .log
            .iter()
            .flat_map(|record| judge(site, page, article, record))
            .collect::<Vec<_>>()
    };
    pages.flat_map(judged).collect()
}

fn judge(site: &Site, page: PageId, article: &Article, record: &Record) -> Vec<Diagnostic> {
    let path = &article.source.path;
    let mut found = Vec::new();
    if record.at.value > site.now {
        found.push(messages::log_in_future(record.at.at.in_file(path), record.at.value));
    }
    if let Some(written) = &record.locality {
        match site.locality_of_key(&written.value) {
            None => found.push(messages::log_locality(written.at.in_file(path), &written.value)),
            Some(id) if site.locality(id).lives() && !site.concerns(page, id) => {
                let name = &site.locality(id).name;
                found.push(messages::log_elsewhere(written.at.in_file(path), &written.value, name));
            }
            Some(_) => {}
        }
    }
    found
}
