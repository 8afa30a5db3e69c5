//! `mangnon status`: where every article stands and whom it waits for, for people or for machines.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

use jiff::civil::DateTime;
use serde::Serialize;

use crate::cli::orders::Format;
use crate::content::approval::Rejection;
use crate::content::front_matter::Word;
use crate::diag::{Diagnostic, Lang, Severity};
use crate::gates::privacy;
use crate::path::SourcePath;
use crate::pipeline::{self, Checked};
use crate::site::approval::Fault;
use crate::site::{Audience, LocalityId, Site, State};

/// One element of what `status --format json` prints.
#[derive(Debug, Serialize)]
struct Line<'s> {
    /// Relative to the portal's folder.
    file: &'s str,
    title: &'s str,
    /// `draft`, `waiting`, `rejected`, `approved`, `scheduled`, `live`, `expired`, `withdrawn`; or
    /// `unreadable`, of which nothing else is known.
    state: &'static str,
    /// The same in Vietnamese.
    label: &'static str,
    /// Why it waits, or who sent it back and why, in a sentence; empty otherwise.
    reason: Cow<'s, str>,
    /// Who may approve it; empty if it does not wait or nobody is listed.
    waits_for: Vec<Person<'s>>,
    author: Option<&'s str>,
    approved_by: Option<Person<'s>>,
    /// How many findings of the privacy gate stop nothing yet and will when it is published.
    will_block: usize,
}

#[derive(Debug, Serialize)]
struct Person<'s> {
    name: &'s str,
    role: &'s str,
}

/// Judges and lists.
pub(super) fn run(
    root: &Path,
    now: DateTime,
    locality: Option<&str>,
    format: Format,
    lang: Lang,
) -> ExitCode {
    let checked = pipeline::read(root, now);
    let site = &checked.site;
    super::complain(&of_settings(&checked.diagnostics, lang));
    let mut lines = lines(site, lang);
    let waiting = will_block(&checked.diagnostics);
    let unpublished = lines.iter_mut().filter(|line| line.state != State::Live.word());
    for line in unpublished {
        line.will_block = waiting.get(line.file).copied().unwrap_or(0);
    }
    lines.extend(unreadable(&checked, &lines, lang));
    lines.sort_by_key(|line| line.file);
    if let Some(code) = locality {
        let known = code.parse().ok().and_then(|code| site.locality_by_code.get(&code));
        let Some(folder) = known.and_then(|id| site.locality(*id).section) else {
            super::complain(&super::no_such_locality(code, lang));
            return ExitCode::from(2);
        };
        let folder = site.section(folder).source.path.folder();
        let aimed = known.map_or_else(BTreeSet::new, |id| aimed_at(site, *id));
        let lies_there =
            |line: &Line<'_>| line.file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        lines.retain(|line| lies_there(line) || aimed.contains(line.file));
    }
    match format {
        Format::Json => super::say(&format!(
            "{}\n",
            serde_json::to_string_pretty(&lines)
                .unwrap_or_else(|error| format!("{{\"error\": \"{error}\"}}"))
        )),
        Format::Text => super::say(&text(&lines, lang)),
    }
    ExitCode::SUCCESS
}

/// The file that says whether approval is required.
pub(super) const SETTINGS: &str = "site.toml";

/// Settings that cannot be read say nothing of who approves what: what follows may be wrong.
fn of_settings(found: &[Diagnostic], lang: Lang) -> String {
    let is_of_settings =
        |one: &&Diagnostic| one.severity == Severity::Error && one.spot.file.as_str() == SETTINGS;
    let Some(first) = found.iter().find(is_of_settings) else { return String::new() };
    let line = first.spot.at.line;
    match lang {
        Lang::Vi => format!(
            "CẢNH BÁO: site.toml còn lỗi (dòng {line}: {}): chưa biết cổng có bắt duyệt hay không, các trạng thái dưới đây có thể sai. Sửa site.toml trước (mangnon check).\n\n",
            first.message.vi
        ),
        Lang::En => format!(
            "WARNING: site.toml has mistakes (line {line}: {}): nobody knows whether approval is required, and the states below may be wrong. Mend site.toml first (mangnon check).\n\n",
            first.message.en
        ),
    }
}

/// The articles for a locality or a place below it, wherever they lie.
fn aimed_at(site: &Site, id: LocalityId) -> BTreeSet<&str> {
    let is_here = |audience: &Audience| {
        let at = audience.place(&site.localities);
        at == id || site.above(at).any(|above| above == id)
    };
    let live = site.articles.iter().filter(|article| is_here(&article.audience));
    let withheld = site.withheld.iter().filter(|one| is_here(&one.past.audience));
    live.map(|article| article.source.path.as_str()).chain(withheld.map(|one| one.path.as_str())).collect()
}

/// The state of an article of a site.
pub(super) fn state_of(site: &Site, path: &SourcePath) -> Option<State> {
    let live = site.articles.iter().any(|article| article.source.path == *path).then_some(State::Live);
    live.or_else(|| site.withheld.iter().find(|one| one.path == *path).map(|one| one.state))
}

/// A state in the user's language.
pub(super) fn state_word(state: State, lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => state.label(),
        Lang::En => state.word(),
    }
}

fn lines(site: &Site, lang: Lang) -> Vec<Line<'_>> {
    let live = site.articles.iter().map(|article| {
        let front = &article.source.front;
        Line {
            file: article.source.path.as_str(),
            title: &front.title.value,
            state: State::Live.word(),
            label: State::Live.label(),
            reason: "".into(),
            waits_for: Vec::new(),
            author: front.author.as_deref(),
            approved_by: front.approval.as_ref().map(|one| Person { name: &one.by, role: &one.role }),
            will_block: 0,
        }
    });
    let withheld = site.withheld.iter().map(|one| Line {
        file: one.path.as_str(),
        title: &one.title,
        state: one.state.word(),
        label: one.state.label(),
        reason: match (one.fault, &one.rejection) {
            (None, Some(rejection)) => sent_back(rejection, lang).into(),
            (fault, _) => match (fault.map_or("", |fault| reason(fault, lang)), &one.unlisted) {
                (reason, Some(list)) => format!("{reason}; {}", unlisted(list, lang)).into(),
                (reason, None) => reason.into(),
            },
        },
        waits_for: one.waits_for.iter().map(|one| Person { name: &one.name, role: &one.role }).collect(),
        author: one.author.as_deref(),
        approved_by: None,
        will_block: 0,
    });
    live.chain(withheld).collect()
}

/// Articles that cannot be read, with the first thing that is wrong with each: they are in no list of
/// the site, and their authors wait for nothing.
fn unreadable<'c>(checked: &'c Checked, known: &[Line<'_>], lang: Lang) -> Vec<Line<'c>> {
    let mut seen: BTreeSet<&str> = known.iter().map(|line| line.file).collect();
    let errors = checked.diagnostics.iter().filter(|found| found.severity == Severity::Error);
    let of_articles = errors.filter(|found| {
        let file = found.spot.file.as_str();
        file.starts_with("content/") && found.spot.file.has_extension("md") && !file.ends_with("_index.md")
    });
    let first = of_articles.filter(|found| seen.insert(found.spot.file.as_str()));
    let line = |found: &'c Diagnostic| Line {
        file: found.spot.file.as_str(),
        title: "",
        state: UNREADABLE,
        label: unreadable_word(Lang::Vi),
        reason: match found.spot.at.line {
            0 => found.message.get(lang).into(),
            n if lang == Lang::Vi => format!("dòng {n}: {}", found.message.vi).into(),
            n => format!("line {n}: {}", found.message.en).into(),
        },
        waits_for: Vec::new(),
        author: None,
        approved_by: None,
        will_block: 0,
    };
    first.map(line).collect()
}

/// What `state` says of a file that cannot be read.
const UNREADABLE: &str = "unreadable";

fn unreadable_word(lang: Lang) -> &'static str {
    if lang == Lang::Vi { "không đọc được" } else { UNREADABLE }
}

/// By file: what the privacy gate would stop if the file were published.
fn will_block(found: &[Diagnostic]) -> BTreeMap<&str, usize> {
    let blocks = |rule: &str| {
        privacy::RULES.iter().any(|one| one.name == rule && one.severity == privacy::Severity::Error)
    };
    let mut by_file = BTreeMap::new();
    for one in found.iter().filter(|one| one.severity != Severity::Advice && blocks(one.rule)) {
        *by_file.entry(one.spot.file.as_str()).or_default() += 1;
    }
    by_file
}

fn blocking(findings: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            format!("      chưa đăng được: {findings} chỗ lộ trẻ em sẽ chặn; xem chỗ nào: mangnon check\n")
        }
        Lang::En => {
            format!(
                "      cannot be published: {findings} places expose a child and will block; see: mangnon check\n"
            )
        }
    }
}

fn sent_back(rejection: &Rejection, lang: Lang) -> String {
    let (by, day) = (&rejection.by, rejection.date.strftime("%-d/%-m/%Y"));
    // Of several lines the first is enough for a list.
    let why = rejection.reason.lines().next().unwrap_or("").trim();
    match lang {
        Lang::Vi => format!("{by} trả lại ngày {day}: {why}"),
        Lang::En => format!("sent back by {by} on {day}: {why}"),
    }
}

fn reason(fault: Fault, lang: Lang) -> &'static str {
    let (vi, en) = match fault {
        Fault::Missing => ("chưa ai duyệt", "nobody approved it"),
        Fault::Unsealed => ("[approval] không ghi đã duyệt bản nào", "the approval names no text"),
        Fault::Changed(changes) if changes.goes_to => (
            "sau khi duyệt hoặc bị trả về, bài đã chuyển địa phương hoặc đổi nơi gửi tới",
            "it lies in or goes to another place than when it was judged",
        ),
        Fault::Changed(_) => ("đã sửa sau khi duyệt hoặc bị trả về", "changed after it was judged"),
        Fault::ByAuthor => ("người viết tự duyệt", "approved by its author"),
        Fault::NoRight => ("người duyệt không có quyền ở mọi nơi bài gửi tới", "the approver has no right"),
        Fault::NotYet => ("ngày duyệt chưa tới", "the approval is of a later day"),
    };
    if lang == Lang::Vi { vi } else { en }
}

fn unlisted(list: &SourcePath, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("chưa ai trong danh sách duyệt được, thêm [[approvers]] vào {list}"),
        Lang::En => format!("nobody who is listed may approve it, add [[approvers]] to {list}"),
    }
}

fn text(lines: &[Line<'_>], lang: Lang) -> String {
    // What cannot be read stands first: nothing else is known of it.
    let mut by_state: BTreeMap<Option<State>, Vec<&Line<'_>>> = BTreeMap::new();
    for line in lines {
        let state = State::ALL.iter().copied().find(|state| state.word() == line.state);
        by_state.entry(state).or_default().push(line);
    }
    let mut out = String::new();
    for (state, lines) in by_state {
        let word = state.map_or(unreadable_word(lang), |state| state_word(state, lang));
        out.push_str(&format!("{} ({})\n", capital(word), lines.len()));
        if state == Some(State::Live) {
            let approved = lines.iter().filter(|line| line.approved_by.is_some()).count();
            out.push_str(&match lang {
                Lang::Vi => format!("  {approved} bài có người duyệt, {} bài chưa\n", lines.len() - approved),
                Lang::En => format!("  {approved} approved, {} not\n", lines.len() - approved),
            });
            continue;
        }
        for line in lines {
            out.push_str(&format!("  {}  {}\n", line.file, line.title));
            let people: Vec<String> =
                line.waits_for.iter().map(|one| format!("{} ({})", one.name, one.role)).collect();
            let waits = match (state, people.is_empty(), lang) {
                (Some(State::Waiting), false, Lang::Vi) => format!("; chờ: {}", people.join(", ")),
                (Some(State::Waiting), false, Lang::En) => format!("; waits for: {}", people.join(", ")),
                _ => String::new(),
            };
            if !line.reason.is_empty() {
                out.push_str(&format!("      {}{waits}\n", line.reason));
            }
            if line.will_block > 0 {
                out.push_str(&blocking(line.will_block, lang));
            }
        }
    }
    if out.is_empty() { "0\n".to_owned() } else { out }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}
