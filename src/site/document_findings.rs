//! What is odd about the documents of a site, seen together.
//!
//! The documents and their graph come in, findings go out: documents that carry out each other in a ring, a document
//! older than what it carries out, a document that names one out of force or unknown here, a number written in two
//! ways, a report that falls due. Nothing here changes the graph, and none of it stops a build.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::content::Article as Source;
use crate::content::front_matter::{DocumentFront, DocumentStatus, Issued};
use crate::diag::{Diagnostic, Located, messages};
use crate::site::PageId;
use crate::site::documents::{Documents, Node};

/// So many days before a report is due it is told.
const NEAR: i32 = 30;

/// A document with its source.
pub(super) type Entry<'s> = (PageId, &'s Source, &'s DocumentFront);

/// Every finding about the documents of a site.
pub(super) fn findings(pages: &[Entry<'_>], documents: &Documents, today: Date) -> Vec<Diagnostic> {
    let by_id: BTreeMap<PageId, Entry<'_>> = pages.iter().map(|entry| (entry.0, *entry)).collect();
    let mut found = Vec::new();
    for entry in pages {
        // What a document carries out it cites besides: one number is told once.
        let mut told = BTreeSet::new();
        for written in entry.2.implements.iter().chain(&entry.2.cites) {
            if !told.insert(written.value.trim()) {
                continue;
            }
            named(*entry, written, documents, &by_id, &mut found);
        }
        older(*entry, documents, &by_id, &mut found);
        report_due(*entry, today, &mut found);
    }
    rings(pages, documents, &by_id, &mut found);
    two_ways(pages, &mut found);
    found
}

/// A document that is named and not known here, or no longer in force.
fn named(
    (id, source, front): Entry<'_>,
    written: &Located<String>,
    documents: &Documents,
    by_id: &BTreeMap<PageId, Entry<'_>>,
    found: &mut Vec<Diagnostic>,
) {
    let spot = || written.at.in_file(&source.path);
    let other = match documents.named.get(&(id, written.at)) {
        None => return,
        Some(Node::Named(number)) => {
            found.push(messages::document_unknown(spot(), number));
            return;
        }
        Some(Node::Page(other)) => other,
    };
    let (Some((_, _, target)), Some(ties)) = (by_id.get(other), documents.ties.get(other)) else { return };
    if ties.replaced_by.contains(&Node::Page(id)) {
        return;
    }
    let replaced = ties.replaced_by.iter().find_map(|node| match node {
        Node::Page(by) => by_id.get(by).map(|(_, _, by)| *by),
        Node::Named(_) => None,
    });
    // What was in force when the document was written it may name.
    let already = |by: &DocumentFront| match (by.issued, front.issued) {
        (Some(by), Some(own)) => is_before(by, own),
        _ => true,
    };
    match replaced {
        Some(by) if already(by) => {
            let by = by.number.as_ref().map(|number| number.value.as_str());
            found.push(messages::document_ended(spot(), &written.value, by));
        }
        None if target.status == DocumentStatus::Ended => {
            found.push(messages::document_ended(spot(), &written.value, None));
        }
        _ => {}
    }
}

fn older(
    (id, source, front): Entry<'_>,
    documents: &Documents,
    by_id: &BTreeMap<PageId, Entry<'_>>,
    found: &mut Vec<Diagnostic>,
) {
    let Some(own) = front.issued else { return };
    for written in &front.implements {
        let Some(Node::Page(other)) = documents.named.get(&(id, written.at)) else { continue };
        let issued = by_id.get(other).and_then(|(_, _, target)| target.issued);
        if issued.is_some_and(|issued| is_before(own, issued)) {
            found.push(messages::document_older(written.at.in_file(&source.path), &written.value));
        }
    }
}

/// Surely before: what is blank in one date says nothing.
fn is_before(a: Issued, b: Issued) -> bool {
    let months = (a.year, a.month).cmp(&(b.year, b.month));
    months.then(a.day.zip(b.day).map_or(std::cmp::Ordering::Equal, |(a, b)| a.cmp(&b))).is_lt()
}

fn report_due((_, source, front): Entry<'_>, today: Date, found: &mut Vec<Diagnostic>) {
    let Some(due) = &front.report_due else { return };
    if front.status == DocumentStatus::Ended {
        return;
    }
    let Some((day, month)) = day_and_month(&due.value) else { return };
    let next = [today.year(), today.year().saturating_add(1)]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|date| *date >= today);
    let days = next.and_then(|next| (next - today).get_days().into());
    if let Some(days) = days.filter(|days: &i32| *days <= NEAR) {
        found.push(messages::report_due_near(due.at.in_file(&source.path), &due.value, days));
    }
}

/// The first `20/11` of a text.
fn day_and_month(text: &str) -> Option<(i8, i8)> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '/')).find_map(|part| {
        let mut numbers = part.split('/');
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    })
}

/// Documents that carry out each other. One finding a ring, at its first document.
fn rings(
    pages: &[Entry<'_>],
    documents: &Documents,
    by_id: &BTreeMap<PageId, Entry<'_>>,
    found: &mut Vec<Diagnostic>,
) {
    let mut told: BTreeSet<PageId> = BTreeSet::new();
    for (id, source, front) in pages {
        if told.contains(id) {
            continue;
        }
        let Some(ring) = documents.ring(*id) else { continue };
        let name = |id: &PageId| {
            let front = by_id.get(id).map(|(_, source, front)| {
                front.number.as_ref().map_or(source.front.title.value.as_str(), |number| &number.value)
            });
            front.unwrap_or_default().to_owned()
        };
        let names: Vec<String> = ring.iter().chain([id]).map(name).collect();
        told.extend(ring);
        let at = front.implements.first().map_or(front.at, |written| written.at);
        found.push(messages::document_ring(at.in_file(&source.path), &names.join(" → ")));
    }
}

/// A number as it is written somewhere, and whether by the document itself.
type Use<'s> = (&'s str, &'s Source, &'s Located<String>, bool);

/// A number whose letters and figures are the same and whose dashes, strokes or spaces are not.
fn two_ways(pages: &[Entry<'_>], found: &mut Vec<Diagnostic>) {
    let mut spellings: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    for (_, source, front) in pages {
        let own = front.number.iter().map(|number| (number, true));
        let others = front.implements.iter().chain(&front.cites).chain(&front.replaces);
        for (written, is_own) in own.chain(others.map(|written| (written, false))) {
            let text = written.value.trim();
            if text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['/', '-', '–']) {
                spellings.entry(letters_and_figures(text)).or_default().push((text, source, written, is_own));
            }
        }
    }
    for uses in spellings.into_values() {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (text, ..) in &uses {
            *counts.entry(text).or_default() += 1;
        }
        if counts.len() < 2 {
            continue;
        }
        // The document itself knows best, then the majority.
        let own = uses.iter().find(|(.., is_own)| *is_own).map(|(text, ..)| *text);
        let most = uses.iter().map(|(text, ..)| *text).max_by_key(|text| counts[text]);
        let Some(best) = own.or(most) else { continue };
        for (text, source, written, _) in uses.iter().filter(|(text, ..)| *text != best) {
            found.push(messages::document_number_two_ways(written.at.in_file(&source.path), text, best));
        }
    }
}

fn letters_and_figures(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deadline_is_read_out_of_its_words() {
        assert_eq!(day_and_month("20/11"), Some((20, 11)));
        assert_eq!(day_and_month("trước ngày 05/6 hằng năm"), Some((5, 6)));
        assert_eq!(day_and_month("cuối năm"), None);
    }

    #[test]
    fn a_blank_day_is_not_before_a_day_of_its_month() {
        let issued = |month, day| Issued { year: 2024, month, day };
        assert!(!is_before(issued(4, None), issued(4, Some(12))));
        assert!(is_before(issued(3, None), issued(4, Some(1))));
        assert!(is_before(issued(4, Some(1)), issued(4, Some(2))));
    }
}
