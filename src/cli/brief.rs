//! Findings told briefly: errors in full, the rest counted, as nobody reads ten thousand hints.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::cli::findings;
use crate::diag::{Diagnostic, Lang, Severity};
use crate::path::SourcePath;

/// So many findings that are no errors are told in full.
const MOST: usize = 20;

/// So many rules are counted by name.
const RULES: usize = 5;

/// Errors in full. Of the others all if they are few, else those of the file that was saved last, and a
/// line that counts the rest.
pub(super) fn text<'f>(root: &Path, found: impl IntoIterator<Item = &'f Diagnostic>, lang: Lang) -> String {
    let (shown, counted) = chosen(root, found);
    findings::text(root, &shown, lang) + &count(&counted, lang)
}

/// The same in Vietnamese and in English.
pub(super) fn texts<'f>(root: &Path, found: impl IntoIterator<Item = &'f Diagnostic>) -> [String; 2] {
    let (shown, counted) = chosen(root, found);
    [Lang::Vi, Lang::En].map(|lang| findings::text(root, &shown, lang) + &count(&counted, lang))
}

/// The findings that are told in full, and those that are counted.
fn chosen<'f>(
    root: &Path,
    found: impl IntoIterator<Item = &'f Diagnostic>,
) -> (Vec<Diagnostic>, Vec<&'f Diagnostic>) {
    let (errors, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        found.into_iter().partition(|finding| finding.severity == Severity::Error);
    let (told, counted) =
        if others.len() <= MOST { (others, Vec::new()) } else { of_last_saved(root, others) };
    (errors.into_iter().chain(told).cloned().collect(), counted)
}

/// The first findings of the file that was saved last among those that have any, and all others.
fn of_last_saved<'f>(root: &Path, found: Vec<&'f Diagnostic>) -> (Vec<&'f Diagnostic>, Vec<&'f Diagnostic>) {
    let files: BTreeSet<&SourcePath> = found.iter().map(|finding| &finding.spot.file).collect();
    let saved = |file: &&SourcePath| {
        std::fs::metadata(root.join(file.as_str())).and_then(|about| about.modified()).ok()
    };
    let last = files.into_iter().max_by_key(saved).cloned();
    let (mut told, mut counted): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|finding| Some(&finding.spot.file) == last.as_ref());
    if told.len() > MOST {
        counted.extend(told.split_off(MOST));
    }
    (told, counted)
}

fn count(found: &[&Diagnostic], lang: Lang) -> String {
    if found.is_empty() {
        return String::new();
    }
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in found {
        *rules.entry(finding.rule).or_default() += 1;
    }
    let mut rules: Vec<(&str, usize)> = rules.into_iter().collect();
    rules.sort_by_key(|(rule, n)| (Reverse(*n), *rule));
    let more = if rules.len() > RULES { ", …" } else { "" };
    let rules: Vec<String> = rules.iter().take(RULES).map(|(rule, n)| format!("{rule} {n}")).collect();
    let rules = rules.join(", ") + more;
    let warnings = found.iter().filter(|finding| finding.severity == Severity::Warning).count();
    let advice = found.len() - warnings;
    match lang {
        Lang::Vi => format!(
            "Còn {warnings} cảnh báo, {advice} điều nhắc ở các bài khác ({rules}). Xem tất cả: mangnon check\n"
        ),
        Lang::En => format!(
            "And {warnings} warnings, {advice} hints in other articles ({rules}). See them all: mangnon check\n"
        ),
    }
}
