//! `mangnon check`: every finding, for people or for machines.

use std::path::Path;
use std::process::ExitCode;

use jiff::civil::DateTime;

use crate::cli::args::Format;
use crate::diag::{self, Diagnostic, Lang};
use crate::pipeline;
use crate::source;

/// Judges and reports.
pub(super) fn run(root: &Path, now: DateTime, format: Format, lang: Lang) -> ExitCode {
    let checked = pipeline::check(root, now);
    let diagnostics = &checked.diagnostics;
    super::say(&match format {
        Format::Json => format!("{}\n", json(root, diagnostics, lang)),
        Format::Text => {
            let [errors, warnings, advice] = super::print_diagnostics(root, diagnostics, lang);
            let n = checked.site.articles.len();
            match lang {
                Lang::Vi => {
                    format!("Đã soát {n} bài: {errors} lỗi, {warnings} cảnh báo, {advice} điều nhắc.\n")
                }
                Lang::En => {
                    format!("Judged {n} articles: {errors} errors, {warnings} warnings, {advice} hints.\n")
                }
            }
        }
    });
    if diag::has_errors(diagnostics) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn json(root: &Path, diagnostics: &[Diagnostic], lang: Lang) -> String {
    let lines: Vec<Option<String>> = diagnostics
        .iter()
        .map(|diagnostic| source::line(root, &diagnostic.spot.file, diagnostic.spot.at.line))
        .collect();
    let findings: Vec<_> = diagnostics
        .iter()
        .zip(&lines)
        .map(|(diagnostic, line)| diagnostic.finding(lang, line.as_deref()))
        .collect();
    serde_json::to_string_pretty(&findings).unwrap_or_else(|error| format!("{{\"error\": \"{error}\"}}"))
}
