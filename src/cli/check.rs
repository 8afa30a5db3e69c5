//! `mangnon check`: every finding, for people or for machines; rules explained; reviews that fall due.

use std::path::Path;
use std::process::ExitCode;

use jiff::civil::DateTime;

use crate::cli::external;
use crate::cli::orders::{Check, Form};
use crate::cli::progress::Progress;
use crate::cli::{due, findings};
use crate::diag::{self, Diagnostic, Lang, Severity};
use crate::gates::rules::{self, Hold};
use crate::pipeline;

/// Judges and reports.
pub(super) fn run(root: &Path, now: DateTime, check: &Check, lang: Lang) -> ExitCode {
    if let Some(rule) = &check.explain {
        return explain(rule, lang);
    }
    let progress = Progress::begin(lang);
    progress.after("survey");
    // What falls due stands in the sources.
    let judge = if check.due.is_some() { pipeline::read } else { pipeline::check };
    let mut checked = judge(root, now);
    let asked = check.external.map(|how| external::add(root, &mut checked, now.date(), how, &progress));
    drop(progress);
    if let Some(Err(failure)) = asked {
        super::complain(&super::failure_text(&failure, lang));
        return ExitCode::FAILURE;
    }
    if let Some(days) = check.due {
        super::complain(&due::unread(&checked.diagnostics, lang));
        super::say(&due::text(&checked.site, days, check.form, lang));
        return ExitCode::SUCCESS;
    }
    let diagnostics = &checked.diagnostics;
    super::say(&match check.form {
        Form::Json => findings::json(root, diagnostics, lang),
        Form::Sarif => findings::sarif(root, diagnostics, lang),
        Form::Github => findings::github(root, diagnostics, lang),
        Form::Text | Form::Calendar => text(root, diagnostics, checked.site.articles.len(), lang),
    });
    if diag::has_errors(diagnostics) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn text(root: &Path, diagnostics: &[Diagnostic], n: usize, lang: Lang) -> String {
    let [errors, warnings, advice] = super::print_diagnostics(root, diagnostics, lang);
    let sum = match lang {
        Lang::Vi => format!("Đã soát {n} bài: {errors} lỗi, {warnings} cảnh báo, {advice} điều nhắc.\n"),
        // Words that fit any number.
        Lang::En => {
            format!("Judged: articles {n}, errors {errors}, warnings {warnings}, hints {advice}.\n")
        }
    };
    sum + &super::errors_at(root, diagnostics, lang)
}

fn explain(name: &str, lang: Lang) -> ExitCode {
    let vi = lang == Lang::Vi;
    let Some(rule) = rules::find(name) else {
        let near: Vec<String> = rules::meant(name).iter().map(|near| format!("`{near}`")).collect();
        let near = near.join(", ");
        super::complain(&match (near.as_str(), vi) {
            ("", true) => format!("lỗi: không có quy tắc `{name}`\n  gợi ý: mọi quy tắc: docs/quy-tac.md\n"),
            ("", false) => format!("error: there is no rule `{name}`\n  help: all rules: docs/quy-tac.md\n"),
            (near, true) => format!("lỗi: không có quy tắc `{name}`\n  gợi ý: có phải {near}?\n"),
            (near, false) => format!("error: there is no rule `{name}`\n  help: did you mean {near}?\n"),
        });
        return ExitCode::from(2);
    };
    let severity = match (rule.severity, vi) {
        (Severity::Error, true) => "lỗi, dừng việc dựng",
        (Severity::Warning, true) => "cảnh báo",
        (Severity::Advice, true) => "nhắc",
        (Severity::Error, false) => "error, stops the build",
        (Severity::Warning, false) => "warning",
        (Severity::Advice, false) => "advice",
    };
    let hold = match (rule.hold, vi) {
        (Hold::Free, true) => "đặt lại được bằng [[rules]] trong site.toml",
        (Hold::Firm, true) => "không hạ được",
        (Hold::Free, false) => "[[rules]] of site.toml may set it",
        (Hold::Firm, false) => "cannot be lowered",
    };
    let law = match (rule.law, vi) {
        ("", _) => String::new(),
        (law, true) => format!("Căn cứ: {law}\n"),
        (law, false) => format!("Law: {law}\n"),
    };
    let page = if vi { "Đọc thêm" } else { "More" };
    super::say(&format!(
        "{} ({severity}; {hold})\n{}\n{law}{page}: {}\n",
        rule.name,
        rule.reason.get(lang),
        rule.page()
    ));
    ExitCode::SUCCESS
}
