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
    let render = |diagnostic: &Diagnostic| {
        let line = source::line(root, &diagnostic.spot.file, diagnostic.spot.at.line);
        format!("{}\n", diagnostic.render(lang, line.as_deref()))
    };
    diagnostics.iter().map(render).collect()
}

/// One JSON list of findings.
pub fn json(root: &Path, diagnostics: &[Diagnostic], lang: Lang) -> String {
    let lines: Vec<Option<String>> = diagnostics
        .iter()
        .map(|diagnostic| source::line(root, &diagnostic.spot.file, diagnostic.spot.at.line))
        .collect();
    let findings: Vec<_> = diagnostics
        .iter()
        .zip(&lines)
        .map(|(diagnostic, line)| diagnostic.finding(lang, line.as_deref()))
        .collect();
    let text = serde_json::to_string_pretty(&findings);
    text.unwrap_or_else(|error| format!("{{\"error\": \"{error}\"}}")) + "\n"
}

/// SARIF 2.1.0 (OASIS): what code hosts and editors read.
pub fn sarif(diagnostics: &[Diagnostic], lang: Lang) -> String {
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
    let results: Vec<Value> =
        diagnostics.iter().map(|found| result(found, names.binary_search(&found.rule).ok(), lang)).collect();
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

fn result(found: &Diagnostic, nth: Option<usize>, lang: Lang) -> Value {
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
        place["region"] = json!({
            "startLine": found.spot.at.line,
            "startColumn": found.spot.at.column.max(1),
        });
    }
    result["locations"] = json!([{ "physicalLocation": place }]);
    result
}

/// Workflow commands that GitHub shows beside the changed lines.
pub fn github(diagnostics: &[Diagnostic], lang: Lang) -> String {
    diagnostics.iter().map(|found| annotation(found, lang)).collect()
}

fn annotation(found: &Diagnostic, lang: Lang) -> String {
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
        properties.push(format!("line={},col={}", found.spot.at.line, found.spot.at.column.max(1)));
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
