//! The child-privacy gate against labelled articles: ours, the twenty given ones, and each rule.
#![allow(clippy::disallowed_methods, reason = "tests read their fixtures")]

use jiff::civil::{Date, date};
use mangnon::gates::privacy::{Finding, RULES, Severity, article_from_source, examine};

const AS_OF: Date = date(2026, 12, 1);

/// Cases of a fixture file: `=== name`, then the article; a bare body gets a plain header.
fn cases(fixture: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for line in fixture.lines() {
        if let Some(name) = line.strip_prefix("=== ") {
            found.push((name.to_owned(), String::new()));
        } else if let Some((_, text)) = found.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    for (_, text) in &mut found {
        if !text.starts_with("+++") {
            *text = format!("+++\ntitle = \"Bản tin\"\nchannels = [\"web\"]\n+++\n{text}");
        }
    }
    found
}

fn errors(text: &str) -> Vec<Finding> {
    let mut found = examine(&article_from_source("bai.md", text, AS_OF));
    found.retain(|finding| finding.severity == Severity::Error);
    found
}

fn missed(fixture: &str) -> Vec<String> {
    cases(fixture).into_iter().filter(|(_, text)| errors(text).is_empty()).map(|(name, _)| name).collect()
}

fn alarmed(fixture: &str) -> Vec<String> {
    let told = |(name, text): (String, String)| {
        let found = errors(&text);
        (!found.is_empty()).then(|| format!("{name}: {} `{}`", found[0].rule, found[0].text))
    };
    cases(fixture).into_iter().filter_map(told).collect()
}

#[test]
fn blocks_our_blocking_cases() {
    let missed = missed(include_str!("privacy/block.txt"));
    assert!(missed.is_empty(), "{} missed: {missed:#?}", missed.len());
}

#[test]
fn passes_our_clean_cases() {
    let alarms = alarmed(include_str!("privacy/clean.txt"));
    assert!(alarms.is_empty(), "{} false alarms: {alarms:#?}", alarms.len());
}

#[test]
fn blocks_cases_written_apart() {
    let missed = missed(include_str!("privacy/unseen_block.txt"));
    assert!(missed.is_empty(), "{} missed: {missed:#?}", missed.len());
}

#[test]
fn passes_clean_cases_written_apart() {
    let alarms = alarmed(include_str!("privacy/unseen_clean.txt"));
    assert!(alarms.is_empty(), "{} false alarms: {alarms:#?}", alarms.len());
}

#[test]
fn blocks_the_third_set() {
    let missed = missed(include_str!("privacy/third_block.txt"));
    assert!(missed.is_empty(), "{} missed: {missed:#?}", missed.len());
}

#[test]
fn passes_the_third_clean_set() {
    let alarms = alarmed(include_str!("privacy/third_clean.txt"));
    assert!(alarms.is_empty(), "{} false alarms: {alarms:#?}", alarms.len());
}
