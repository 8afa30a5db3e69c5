//! What a preview adds to a page: marks, what is wrong, and the script that loads the page anew.
//!
//! A published page comes in, the same page goes out with a box at its top if anything is to be said of
//! it. The files themselves are those of a build; nothing here is ever published. The words of officials
//! are in Vietnamese and English.

use std::fmt::Write as _;

use crate::diag::{Lang, Severity};
use crate::outputs::xml;
use crate::serve::preview::{Found, Mark, Preview, State};
use crate::site::State as Stands;

/// Listens for new versions and marks links to pages that are not in force.
pub(super) const SCRIPT: &str = include_str!("preview.js");

const STYLE: &str = include_str!("preview.css");

/// So many findings are told in a page; the overview tells all.
const TOLD: usize = 20;

/// A page with what is to be said of it; `path` is its own.
pub(super) fn marked(page: &[u8], path: &str, preview: &Preview) -> Vec<u8> {
    let mut added = String::new();
    let trouble = trouble(preview);
    let mark = preview.marks.get(path);
    if !trouble.is_empty() || mark.is_some() {
        let own = mark.map(|mark| own_mark(mark, preview.lang)).unwrap_or_default();
        let _ = write!(added, "<div id=\"mangnon-xem-thu\"><style>{STYLE}</style>{trouble}{own}</div>");
    }
    let _ = write!(
        added,
        "<script src=\"/_mangnon/preview.js\" data-version=\"{}\" defer></script>",
        xml(&preview.version)
    );
    let at = body_start(page).unwrap_or(page.len());
    [&page[..at], added.as_bytes(), &page[at..]].concat()
}

/// All that was found and all that is not in force, on a page of its own.
pub(super) fn overview(preview: &Preview) -> String {
    let lang = preview.lang;
    let t = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let mut body = trouble(preview);
    if preview.is_starting() {
        let _ = write!(body, "<p>{}</p>", t("Đang dựng lần đầu…", "Building for the first time…"));
    }
    let waiting: Vec<(&String, &Mark)> =
        preview.marks.iter().filter(|(_, mark)| mark.standing != Stands::Live).collect();
    if !waiting.is_empty() {
        let _ = write!(body, "<h2>{}</h2><ul>", t("Chưa đăng hoặc đã hết hạn", "Not published"));
        for (path, mark) in waiting {
            let (label, title) = (label(mark.standing, lang), xml(&mark.title));
            let _ = write!(body, "<li><b>{label}</b> <a href=\"{}\">{title}</a></li>", xml(path));
        }
        body.push_str("</ul>");
    }
    let others: Vec<&Found> =
        preview.found.iter().filter(|found| found.severity != Severity::Error).collect();
    if !others.is_empty() {
        let _ =
            write!(body, "<h2>{} ({})</h2>", t("Cảnh báo và điều nhắc", "Warnings and advice"), others.len());
        body.push_str(&list(&others, others.len(), lang));
    }
    if !preview.files.is_empty() {
        let home = t("Về trang chủ của cổng", "To the front page");
        let _ = write!(body, "<p><a href=\"{}/\">{home}</a></p>", xml(&preview.base));
    }
    let title = t("Măng Non: xem thử", "Măng Non: preview");
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta name=\"viewport\" content=\"width=device-width\"></head><body>\
         <div id=\"mangnon-xem-thu\" class=\"page\"><style>{STYLE}</style><h1>{title}</h1>{body}</div>\
         <script src=\"/_mangnon/preview.js\" data-version=\"{}\" defer></script></body></html>",
        t("vi", "en"),
        xml(&preview.version)
    )
}

/// The words for pages that are not in force, by path, for the script.
pub(super) fn marks_json(preview: &Preview) -> String {
    let waiting = preview.marks.iter().filter(|(_, mark)| mark.standing != Stands::Live);
    let words = waiting.map(|(path, mark)| (path.clone(), label(mark.standing, preview.lang).into()));
    serde_json::Value::Object(words.collect()).to_string()
}

/// Why the last round made nothing.
fn trouble(preview: &Preview) -> String {
    let lang = preview.lang;
    let t = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let older = match (&preview.state, preview.files.is_empty()) {
        (State::Starting | State::Good, _) => return String::new(),
        (_, true) => t("Chưa dựng được trang nào.", "Nothing could be built yet."),
        (_, false) => t(
            "Trang dưới đây là bản đúng gần nhất, chưa có thay đổi vừa lưu.",
            "The page below is the last good one, without what was just saved.",
        ),
    };
    if let State::Failed(words) = &preview.state {
        return format!("<section class=\"error\"><pre>{}</pre><p>{older}</p></section>", xml(words));
    }
    let errors: Vec<&Found> =
        preview.found.iter().filter(|found| found.severity == Severity::Error).collect();
    let head = match lang {
        Lang::Vi => format!("LỖI: {} chỗ phải sửa", errors.len()),
        Lang::En => format!("ERROR: {} to mend", errors.len()),
    };
    format!("<section class=\"error\"><h2>{head}</h2><p>{older}</p>{}</section>", list(&errors, TOLD, lang))
}

fn own_mark(mark: &Mark, lang: Lang) -> String {
    let mut out = String::new();
    if mark.standing != Stands::Live {
        let (label, meaning) = (label(mark.standing, lang), meaning(mark.standing, lang));
        let _ = write!(out, "<section class=\"mark\"><p><b>{label}</b> {meaning}</p></section>");
    }
    if !mark.found.is_empty() {
        let head = match lang {
            Lang::Vi => "Nên xem lại trong bài này",
            Lang::En => "To look at in this article",
        };
        let found: Vec<&Found> = mark.found.iter().collect();
        let list = list(&found, TOLD, lang);
        let _ = write!(
            out,
            "<details class=\"found\"><summary>{head} ({})</summary>{list}</details>",
            found.len()
        );
    }
    out
}

fn list(found: &[&Found], most: usize, lang: Lang) -> String {
    let mut out = String::from("<ul>");
    for finding in found.iter().take(most) {
        let Found { place, message, text, help, .. } = finding;
        let _ = write!(out, "<li><code>{}</code> {}", xml(place), xml(message));
        if !text.is_empty() {
            let _ = write!(out, "<pre>{}</pre>", xml(text));
        }
        if !help.is_empty() {
            let word = if lang == Lang::Vi { "Cách sửa" } else { "Help" };
            let _ = write!(out, "<p>{word}: {}</p>", xml(help));
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    if found.len() > most {
        let more = match lang {
            Lang::Vi => "Xem tất cả",
            Lang::En => "See all",
        };
        let _ = write!(out, "<p><a href=\"/_mangnon/\">{more} ({})</a></p>", found.len());
    }
    out
}

fn label(state: Stands, lang: Lang) -> &'static str {
    let (vi, en) = match state {
        Stands::Live => ("", ""),
        Stands::Draft => ("BẢN NHÁP", "DRAFT"),
        Stands::Waiting => ("CHỜ DUYỆT", "WAITING FOR APPROVAL"),
        Stands::Rejected => ("BỊ TRẢ LẠI", "SENT BACK"),
        Stands::Approved => ("ĐÃ DUYỆT, MỤC CÒN NHÁP", "APPROVED, SECTION IN DRAFT"),
        Stands::Scheduled => ("CHƯA ĐẾN NGÀY", "NOT YET"),
        Stands::Expired => ("HẾT HẠN", "EXPIRED"),
        Stands::Withdrawn => ("ĐÃ GỠ", "TAKEN DOWN"),
    };
    if lang == Lang::Vi { vi } else { en }
}

fn meaning(state: Stands, lang: Lang) -> &'static str {
    let (vi, en) = match state {
        Stands::Scheduled => (
            "Chỉ máy này thấy; trang tự lên khi đến ngày ghi trong bài.",
            "Only this preview shows it; it appears on the day that it names.",
        ),
        Stands::Expired => (
            "Chỉ máy này thấy; trang đã được hạ theo ngày ghi trong bài.",
            "Only this preview shows it; it is gone since the day that it names.",
        ),
        Stands::Waiting => (
            "Chỉ máy này thấy; trang lên sau khi người có quyền duyệt đúng bản này.",
            "Only this preview shows it; it appears once somebody with the right approves this very text.",
        ),
        Stands::Live | Stands::Draft | Stands::Rejected | Stands::Approved | Stands::Withdrawn => (
            "Chỉ máy này thấy; khi dựng để đăng, trang này không có.",
            "Only this preview shows it; a build leaves it out.",
        ),
    };
    if lang == Lang::Vi { vi } else { en }
}

/// Where the content of the body begins. A page without the tag gets the box at its end, where every
/// browser takes it for the body's.
fn body_start(page: &[u8]) -> Option<usize> {
    let is_tag = |at: &usize| {
        page[*at..].get(..5).is_some_and(|tag| tag.eq_ignore_ascii_case(b"<body"))
            && page.get(at + 5).is_some_and(|next| *next == b'>' || next.is_ascii_whitespace())
    };
    let at = (0..page.len()).find(is_tag)?;
    let mut quote = None;
    let end = page[at..].iter().position(|byte| match (quote, byte) {
        (None, b'>') => true,
        (None, b'"' | b'\'') => {
            quote = Some(*byte);
            false
        }
        (Some(open), close) if open == *close => {
            quote = None;
            false
        }
        _ => false,
    })?;
    Some(at + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_stands_at_the_beginning_of_the_body() {
        let at = |page: &str| body_start(page.as_bytes()).map(|at| page[at..].to_owned());
        assert_eq!(at("<html><body class=\"a>b\">x"), Some("x".to_owned()));
        assert_eq!(at("<BODY>x"), Some("x".to_owned()));
        assert_eq!(at("<bodyguard><p>x"), None);
        assert_eq!(at(""), None);
    }
}
