//! Findings as `check` prints them: for people, as JSON, as SARIF 2.1.0 and as annotations of GitHub.
//!
//! Findings come in, a text goes out; each form tells the same files, lines, rules and severities.

use std::path::Path;

use serde_json::{Value, json};

use crate::diag::{Diagnostic, Lang, Severity};
use crate::gates::rules;
use crate::path::percent_encoded;
use crate::source;

/// As a person reads them, each with the line that it is about.
pub fn text(root: &Path, diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut lines = source::Lines::of(root);
    let render = |diagnostic: &Diagnostic| {
        let line = lines.get(&diagnostic.spot.file, diagnostic.spot.at.line);
        format!("{}\n", diagnostic.render(lang, line))
    };
    diagnostics.iter().map(render).collect()
}

/// One JSON list of findings.
pub fn json(root: &Path, diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut lines = source::Lines::of(root);
    let findings: Vec<_> = diagnostics
        .iter()
        .map(|found| found.finding(lang, lines.get(&found.spot.file, found.spot.at.line)))
        .collect();
    let text = serde_json::to_string_pretty(&findings);
    text.unwrap_or_else(|error| format!("{{\"error\": \"{error}\"}}")) + "\n"
}

/// SARIF 2.1.0 (OASIS): what code hosts and editors read.
pub fn sarif(root: &Path, diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut lines = source::Lines::of(root);
    let mut names: Vec<&str> = diagnostics.iter().map(|found| found.rule).collect();
    names.sort_unstable();
    names.dedup();
    let of_rule = |name: &&str| {
        let mut rule = json!({ "id": name });
        if let Some(known) = rules::find(name) {
            let reason = known.reason.get(lang);
            rule["shortDescription"] = json!({ "text": reason });
            let law = if known.law.is_empty() { String::new() } else { format!("{}. ", known.law) };
            // A page of the program's documents has no address of its own that a `helpUri` could be.
            rule["help"] = json!({ "text": format!("{law}{}", known.page()) });
            rule["defaultConfiguration"] = json!({ "level": level(known.severity) });
        }
        rule
    };
    let mut result = |found: &Diagnostic| {
        let line = lines.get(&found.spot.file, found.spot.at.line);
        result(found, line, names.binary_search(&found.rule).ok(), lang)
    };
    let results: Vec<Value> = diagnostics.iter().map(&mut result).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "mangnon",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": names.iter().map(of_rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// A severity in the words of SARIF.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

fn result(found: &Diagnostic, line: Option<&str>, nth: Option<usize>, lang: Lang) -> Value {
    let help = found.help.get(lang);
    let message = found.message.get(lang);
    let text = if help.is_empty() { message.to_owned() } else { format!("{message}. {help}") };
    let mut result = json!({
        "ruleId": found.rule,
        "level": level(found.severity),
        "message": { "text": text },
    });
    if let Some(nth) = nth {
        result["ruleIndex"] = nth.into();
    }
    // Whoever shows results beside files wants a file for each; what is of no file is of the site.
    let file = Some(found.spot.file.as_str()).filter(|file| !file.is_empty()).unwrap_or("site.toml");
    let mut place = json!({ "artifactLocation": { "uri": percent_encoded(file), "uriBaseId": "%SRCROOT%" } });
    if found.spot.at.line > 0 {
        let (at, end) = (found.at_words(line), end_of_words(found, line));
        place["region"] = json!({ "startLine": at.line, "startColumn": at.column.max(1) });
        if let Some(end) = end {
            place["region"]["endColumn"] = end.into();
        }
    }
    result["locations"] = json!([{ "physicalLocation": place }]);
    result
}

/// The column behind the offending words, if they stand in the line as they are told.
fn end_of_words(found: &Diagnostic, line: Option<&str>) -> Option<u32> {
    let at = found.at_words(line);
    let start = line?.char_indices().nth(at.column.checked_sub(1)? as usize)?.0;
    let is_there = !found.words.is_empty() && line?[start..].starts_with(&found.words);
    let length = u32::try_from(found.words.chars().count()).ok()?;
    is_there.then_some(at.column.saturating_add(length))
}

/// Workflow commands that GitHub shows beside the changed lines.
pub fn github(root: &Path, diagnostics: &[Diagnostic], lang: Lang) -> String {
    let mut lines = source::Lines::of(root);
    let mut one =
        |found: &Diagnostic| annotation(found, lines.get(&found.spot.file, found.spot.at.line), lang);
    diagnostics.iter().map(&mut one).collect()
}

fn annotation(found: &Diagnostic, line: Option<&str>, lang: Lang) -> String {
    let level = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let mut properties = Vec::new();
    if !found.spot.file.as_str().is_empty() {
        properties.push(format!("file={}", property(found.spot.file.as_str())));
    }
    if found.spot.at.line > 0 {
        let at = found.at_words(line);
        properties.push(format!("line={},col={}", at.line, at.column.max(1)));
        properties.extend(end_of_words(found, line).map(|end| format!("endColumn={end}")));
    }
    properties.push(format!("title={}", property(found.rule)));
    let help = found.help.get(lang);
    let tail = if help.is_empty() { String::new() } else { format!("\n{help}") };
    let message = format!("{}{tail}", found.message.get(lang));
    format!("::{level} {}::{}\n", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
