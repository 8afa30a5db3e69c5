//! `mangnon check --due 60d`: what falls due for review, by reviewer, as text, JSON or a calendar.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, Time};
use serde::Serialize;

use crate::cli::orders::Form;
use crate::diag::{Diagnostic, Lang, Severity};
use crate::ical::{self, Event};
use crate::path::SourcePath;
use crate::site::Site;

/// One element of what `check --due … --format json` prints.
#[derive(Debug, Serialize)]
struct Review<'s> {
    /// Relative to the portal's folder.
    file: &'s str,
    title: &'s str,
    /// The role whose task it is.
    reviewer: &'s str,
    reviewed: Date,
    due: Date,
    /// The day is over already.
    overdue: bool,
    emergency: bool,
}

/// What falls due within so many days, or is due already.
pub(super) fn text(site: &Site, days: u16, form: Form, lang: Lang) -> String {
    let last = site.today().saturating_add(jiff::Span::new().days(i64::from(days)));
    let mut all: Vec<Review<'_>> = site
        .articles
        .iter()
        .filter_map(|article| {
            let front = &article.source.front;
            let review = front.review.as_ref().filter(|review| review.due.value <= last)?;
            Some(Review {
                file: article.source.path.as_str(),
                title: &front.title.value,
                reviewer: &review.reviewer,
                reviewed: review.reviewed.value,
                due: review.due.value,
                overdue: review.due.value < site.today(),
                emergency: front.emergency,
            })
        })
        .collect();
    all.sort_by_key(|due| (due.due, due.file));
    match form {
        Form::Json => format!(
            "{}\n",
            serde_json::to_string_pretty(&all).unwrap_or_else(|error| format!("{{\"error\": \"{error}\"}}"))
        ),
        Form::Calendar => ics(site, &all),
        _ => by_reviewer(&all, days, lang),
    }
}

/// Articles with errors, whose reviews a list may lack; empty if there are none.
pub(super) fn unread(found: &[Diagnostic], lang: Lang) -> String {
    /// How many are named.
    const SHOWN: usize = 5;
    let errors = found.iter().filter(|found| found.severity == Severity::Error);
    let of_articles = errors.filter(|found| found.spot.file.has_extension("md"));
    let files: BTreeSet<&SourcePath> = of_articles.map(|found| &found.spot.file).collect();
    if files.is_empty() {
        return String::new();
    }
    let n = files.len();
    let more = if n > SHOWN { ", …" } else { "" };
    let names: Vec<&str> = files.into_iter().take(SHOWN).map(SourcePath::as_str).collect();
    let names = names.join(", ");
    match lang {
        Lang::Vi => format!(
            "CẢNH BÁO: {n} tệp có lỗi, hạn rà soát của chúng có thể chưa được kể ở đây: {names}{more}. Xem lỗi: mangnon check\n"
        ),
        Lang::En => format!(
            "WARNING: files with errors: {n}; their reviews may be missing here: {names}{more}. See the errors: mangnon check\n"
        ),
    }
}

fn by_reviewer(all: &[Review<'_>], days: u16, lang: Lang) -> String {
    let mut reviewers: BTreeMap<&str, Vec<&Review<'_>>> = BTreeMap::new();
    for due in all {
        reviewers.entry(due.reviewer).or_default().push(due);
    }
    let mut out = match lang {
        Lang::Vi => format!("Cần rà soát trong {days} ngày tới: {} bài\n", all.len()),
        Lang::En => format!("Due for review within {days} days: {} articles\n", all.len()),
    };
    for (reviewer, list) in reviewers {
        out.push_str(&format!("\n{reviewer} ({})\n", list.len()));
        for due in list {
            let mark = match (due.overdue, lang) {
                (true, Lang::Vi) => " QUÁ HẠN",
                (true, Lang::En) => " OVERDUE",
                (false, _) => "",
            };
            out.push_str(&format!("  {}{mark}  {}  {}\n", due.due.strftime("%d/%m/%Y"), due.file, due.title));
        }
    }
    out
}

fn ics(site: &Site, all: &[Review<'_>]) -> String {
    let event = |due: &Review<'_>| Event {
        id: due.file.replace('/', "."),
        url: site.config.absolute("/"),
        title: format!("Rà soát: {}", due.title),
        summary: format!("{} · {}", due.reviewer, due.file),
        place: None,
        stamp: due.reviewed,
        start: due.due.to_datetime(Time::midnight()),
        end: due.due.to_datetime(Time::midnight()),
    };
    let events: Vec<Event> = all.iter().map(event).collect();
    ical::calendar(&format!("Lịch rà soát – {}", site.config.title), &events)
}
