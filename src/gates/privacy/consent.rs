//! Consent records: which are complete and in force, and whom they cover.
//!
//! The article and the children it names come in; findings come out for every child without a
//! record of its own. A record for `ảnh N` covers that picture only; a role covers one child. Words
//! in the text are no record. A name in a subject is itself a leak.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::attr::Attr;
use super::exposed::Exposed;
use super::front_matter::picture_number;
use super::keys::fold;
use super::lexicon::Class;
use super::mention::{Cue, Kind, Status};
use super::reading::Reading;
use super::rules;
use super::verdict::Judge;
use super::word::Vocabulary;
use super::{Article, ConsentRecord, Finding, Where};

/// The guardian agreed, nothing is missing or taken back, it holds today and for every channel.
pub(super) fn in_force(record: &ConsentRecord, article: &Article) -> bool {
    let web = vec!["web".to_owned()];
    let channels = if article.channels.is_empty() { &web } else { &article.channels };
    record.guardian == Some(true)
        && record.given.is_some_and(|given| given <= article.as_of)
        && record.expires.is_some_and(|expires| expires > article.as_of)
        && !record.withdrawn
        && !record.subject.trim().is_empty()
        && channels.iter().all(|channel| record.scope.contains(channel))
}

/// What a record lacks to be in force, as its writer mends it.
pub(super) fn lacks(record: &ConsentRecord, article: &Article, needs_child: bool) -> String {
    let missing = article.channels.iter().filter(|channel| !record.scope.contains(channel));
    let missing: Vec<&str> = missing.map(String::as_str).collect();
    let mut all: Vec<String> = Vec::new();
    let mut say = |is_so: bool, words: &str| all.extend(is_so.then(|| words.to_owned()));
    say(record.withdrawn, "đã rút lại (withdrawn)");
    say(record.guardian != Some(true), "thiếu guardian = true");
    say(needs_child && record.child != Some(true), "thiếu child = true (trẻ từ 7 tuổi)");
    say(record.given.is_none(), "thiếu given");
    say(record.given.is_some_and(|given| given > article.as_of), "ngày given chưa tới");
    say(record.expires.is_none(), "thiếu expires");
    say(record.expires.is_some_and(|expires| expires <= article.as_of), "đã hết hạn (expires)");
    say(article.channels.is_empty() && !record.scope.iter().any(|own| own == "web"), "scope thiếu web");
    say(!missing.is_empty(), &format!("scope thiếu {}", missing.join(", ")));
    all.join("; ")
}

/// The day from which consent that was once whole no longer holds: the article must be gone by then.
/// `None` where nothing was ever whole, or nothing lapses.
pub fn lapses(article: &Article) -> Option<Date> {
    let whole = |record: &&ConsentRecord| {
        record.guardian == Some(true) && record.given.is_some() && record.expires.is_some()
    };
    let end = |record: &ConsentRecord| match record.expires {
        // Taken back is over, whatever day it was.
        Some(expires) if record.withdrawn => expires.min(article.as_of),
        Some(expires) => expires,
        None => article.as_of,
    };
    let mut last: BTreeMap<String, Date> = BTreeMap::new();
    for record in article.consents.iter().filter(whole) {
        let day = last.entry(fold(&record.subject)).or_insert_with(|| end(record));
        *day = (*day).max(end(record));
    }
    last.into_values().min()
}

/// Roles with a complete record of their own, besides those that named children use up.
pub(super) fn spare_roles(article: &Article, named: usize) -> usize {
    roles(article).len().saturating_sub(named)
}

/// Children named without a record that covers them.
pub(super) fn of_children(
    article: &Article,
    readings: &[Reading],
    people: &[Exposed],
    judge: &Judge<'_>,
) -> Vec<Finding> {
    let mut roles = roles(article);
    let careless = article.consents.iter().any(|r| picture_number(&r.subject).is_none()) && roles.is_empty();
    let mut findings = Vec::new();
    let mut uncovered: Vec<&Exposed> = Vec::new();
    for child in people {
        let exposed = child.identified || careless;
        if !exposed {
            findings.extend(report(article, readings, child, "privacy-child-name-bare"));
            continue;
        }
        let fits = roles.iter().position(|role| child.under_seven || role.child || role.under_seven);
        if let Some(n) = fits {
            roles.remove(n);
        } else {
            uncovered.push(child);
        }
    }
    for child in &uncovered {
        let found = report(article, readings, child, "");
        let points = judge.of_child(child, found.iter().any(|f| f.rule == "privacy-victim-named"));
        findings.extend(found.into_iter().map(|finding| judge.weighed(finding, &points)));
    }
    if careless && people.is_empty() {
        findings.extend(unclaimed(article, readings));
    }
    findings
}

/// Names of children in the subjects of consent records.
pub(super) fn of_subjects(article: &Article, readings: &[Reading]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let named: Vec<&str> = readings
        .iter()
        .flat_map(|r| &r.mentions)
        .filter(|m| m.status == Status::Child)
        .map(|m| m.folded.as_str())
        .collect();
    for (passage, reading) in article.passages.iter().zip(readings) {
        if passage.place != Where::ConsentSubject
            || picture_number(&passage.text).is_some() && reading.mentions.is_empty()
        {
            continue;
        }
        let whole = fold(passage.text.trim());
        let alone = named.iter().any(|name| *name == whole || name.ends_with(&format!(" {whole}")));
        let mention = reading.mentions.iter().find(|m| {
            let child = matches!(m.cue, Cue::Child | Cue::Weak | Cue::Group | Cue::None | Cue::ClassBefore);
            !m.placeholder && child && (m.kind != Kind::Initials || m.cue != Cue::None || m.folded.len() > 1)
        });
        let at = mention.map_or(0, |m| reading.tokens[m.first].start);
        if mention.is_some() || alone {
            findings.push(rules::finding("privacy-consent-subject", passage.locate(at), &passage.text, ""));
        }
    }
    findings
}

struct Role {
    child: bool,
    under_seven: bool,
}

/// One entry for every role that has at least one complete record.
fn roles(article: &Article) -> Vec<Role> {
    let mut seen: Vec<String> = Vec::new();
    let mut roles = Vec::new();
    let mut records: Vec<&ConsentRecord> = article
        .consents
        .iter()
        .filter(|r| picture_number(&r.subject).is_none() && in_force(r, article))
        .collect();
    records.sort_by_key(|record| record.child != Some(true));
    for record in records {
        let subject = fold(record.subject.trim());
        let under_seven = says_under_seven(&record.subject);
        if seen.contains(&subject) {
            continue;
        }
        seen.push(subject);
        roles.push(Role { child: record.child == Some(true), under_seven });
    }
    roles
}

/// The words say that the child is under seven.
pub(super) fn says_under_seven(words: &str) -> bool {
    let tokens = super::text::tokens(words, super::text::Manner::Prose, &mut Vocabulary::default());
    let marks = super::marks::mark(&tokens);
    let attrs = super::attributes::find(&tokens, &marks);
    let years = attrs.iter().find_map(|a| match a.attr {
        Attr::Age { years, .. } => Some(years),
        Attr::Class { grade: 0, .. } => Some(5),
        Attr::Class { .. } => Some(7),
        _ => None,
    });
    years.map_or_else(|| marks.iter().any(|m| m.tags.is(Class::Preschool)), |years| years < 7)
}

fn report(article: &Article, readings: &[Reading], child: &Exposed, rule: &'static str) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (n, m) in &child.places {
        let (passage, reading) = (&article.passages[*n], &readings[*n]);
        let mention = &reading.mentions[*m];
        let start = reading.tokens[mention.first].start;
        let words = &passage.text[start..reading.tokens[mention.end - 1].end];
        let name = if rule.is_empty() {
            rule_for(passage.place, reading, mention.kind, &mention.details)
        } else {
            rule
        };
        findings.push(rules::finding(name, passage.locate(start), words, &mention.details.join(", ")));
    }
    findings
}

fn rule_for(place: Where, reading: &Reading, kind: Kind, details: &[&str]) -> &'static str {
    let offence = super::topics::event(reading, Class::Crime);
    match place {
        Where::LinkTarget | Where::FileName => "privacy-file-name",
        Where::Alt { .. } | Where::Caption | Where::LinkTitle => "privacy-photo-name",
        _ if details.contains(&"danh sách") => "privacy-pupil-list",
        _ if offence => "privacy-victim-named",
        _ if kind == Kind::Initials => "privacy-child-initials",
        _ => "privacy-child-named",
    }
}

/// A role record that is not in force, and somebody in the text who could be that child.
fn unclaimed(article: &Article, readings: &[Reading]) -> Vec<Finding> {
    let text = |place: Where| !matches!(place, Where::ConsentSubject | Where::FrontMatter | Where::FileName);
    let person = article.passages.iter().zip(readings).filter(|(p, _)| text(p.place)).find_map(
        |(passage, reading)| {
            let mention =
                reading.mentions.iter().find(|m| m.status == Status::Unknown && m.kind != Kind::Given)?;
            Some((passage, reading, mention))
        },
    );
    match person {
        Some((passage, reading, mention)) => {
            let start = reading.tokens[mention.first].start;
            let words = &passage.text[start..reading.tokens[mention.end - 1].end];
            vec![rules::finding(
                "privacy-child-named",
                passage.locate(start),
                words,
                "bản ghi đồng ý không còn hiệu lực",
            )]
        }
        None => article
            .consents
            .iter()
            .filter(|r| !in_force(r, article))
            .map(|r| rules::finding("privacy-consent-unused", (r.line, 1), &r.subject, ""))
            .collect(),
    }
}
