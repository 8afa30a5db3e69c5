//! What a take-down build did, told first: what had to go, what is left, what keeps the rest from being
//! built.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use jiff::civil::Date;

use crate::cli::orders::Format;
use crate::cli::purge::{self, Gone};
use crate::cli::words::{json_text, next_change_json};
use crate::cli::{brief, findings, refused};
use crate::diag::{Lang, Severity};
use crate::path::{SitePath, SourcePath};
use crate::pipeline::{Built, Done, TakenDown, Why, left_by_a_part};
use crate::publish::{self, Changes};

/// The exit status of a build that was stopped by findings and took down what had to go.
const TAKEN_DOWN: u8 = 3;

/// How many names are told one by one.
const SHOWN: usize = 10;

/// Leaves what a build leaves beside the output, and tells what happened.
pub(super) fn tell(
    root: &Path,
    out: &Path,
    taken: &TakenDown,
    today: Date,
    format: Format,
    lang: Lang,
) -> ExitCode {
    let purge = gone(taken, today);
    let kept = match &taken.done {
        Done::Rebuilt { built, .. } => {
            publish::write_state(out, "next-change.json", &next_change_json(&built.site))
        }
        Done::Removed { .. } => Ok(()),
        Done::NotHere | Done::Failed(_) | Done::Refused(_) => {
            say(root, taken, format, lang);
            return ExitCode::FAILURE;
        }
    };
    say(root, taken, format, lang);
    if let Err(failure) = kept.and_then(|()| purge::keep(out, purge).map(drop)) {
        super::complain(&super::failure_text(&failure, lang));
    }
    if format == Format::Text {
        super::say(&purge::told(out, purge, lang));
    }
    ExitCode::from(TAKEN_DOWN)
}

fn say(root: &Path, taken: &TakenDown, format: Format, lang: Lang) {
    super::complain(&text(root, taken, lang));
    if format == Format::Json {
        super::say(&json(root, taken, lang));
    }
}

fn changes(taken: &TakenDown) -> Option<&Changes> {
    match &taken.done {
        Done::Rebuilt { built, .. } => Some(&built.changes),
        Done::Removed { changes, .. } => Some(changes),
        Done::NotHere | Done::Failed(_) | Done::Refused(_) => None,
    }
}

fn gone(taken: &TakenDown, today: Date) -> Gone<'_> {
    let stale = changes(taken).map_or(&[][..], |changes| &changes.stale);
    Gone { config: &taken.config, addresses: &taken.gone, lost: &[], stale, today }
}

/// After a build of a part: what it left of articles that may be shown no longer; empty if nothing.
pub(super) fn left(built: &Built, out: &Path, lang: Lang) -> String {
    let files = left_by_a_part(&built.site, &built.outcomes, out);
    if files.is_empty() {
        return String::new();
    }
    let n = files.len();
    let mut text = match lang {
        Lang::Vi => format!(
            "CẢNH BÁO: bài không được hiện nữa còn đứng ở {n} tệp ngoài phần vừa dựng, có thể nhiều hơn:\n"
        ),
        Lang::En => format!(
            "WARNING: articles that may be shown no longer still stand in {n} files outside of the part that was built, perhaps in more:\n"
        ),
    };
    for path in files.iter().take(SHOWN) {
        let _ = writeln!(text, "  - {path}");
    }
    text + &more(n, lang)
        + match lang {
            Lang::Vi => {
                "  gợi ý: chạy mangnon build cho cả cổng (không --only, không --shard), hoặc dựng đủ mọi phần, rồi mới đưa lên\n"
            }
            Lang::En => {
                "  help: run mangnon build for the whole site (without --only and --shard), or build all parts, before it is deployed\n"
            }
        }
}

/// In words: what had to go comes before the findings, what is to be done after them.
pub(super) fn text(root: &Path, taken: &TakenDown, lang: Lang) -> String {
    let findings = brief::text(root, &taken.found, lang);
    let end = end(taken, lang) + &super::errors_at(root, &taken.found, lang);
    first(taken, lang) + &findings + &end
}

/// What had to go, and whether it went.
fn first(taken: &TakenDown, lang: Lang) -> String {
    let n = taken.due.len();
    let mut text = match (&taken.done, lang) {
        (Done::Rebuilt { .. }, Lang::Vi) => {
            format!("ĐÃ GỠ {n} bài không được hiện nữa (bản dựng gỡ bài), dù còn lỗi ở tệp khác:\n")
        }
        (Done::Rebuilt { .. }, Lang::En) => {
            format!("TAKEN DOWN: {n} articles that may be shown no longer, in spite of the mistakes below:\n")
        }
        (Done::Removed { .. }, Lang::Vi) => {
            format!("ĐÃ GỠ trang và tệp riêng của {n} bài không được hiện nữa; cả cổng chưa dựng lại được:\n")
        }
        (Done::Removed { .. }, Lang::En) => format!(
            "TAKEN DOWN: the pages and files of {n} articles that may be shown no longer; the rest of the site cannot be built:\n"
        ),
        (_, Lang::Vi) => format!("CHƯA GỠ ĐƯỢC: {n} bài không được hiện nữa vẫn đang ở trên trang:\n"),
        (_, Lang::En) => {
            format!("NOT TAKEN DOWN: {n} articles that may be shown no longer still stand there:\n")
        }
    };
    for due in taken.due.iter().take(SHOWN) {
        let title = if due.title.is_empty() { String::new() } else { format!(" “{}”", due.title) };
        let _ = writeln!(text, "  - {}{title} ({})", due.path, why(due.why, lang));
    }
    text += &more(taken.due.len(), lang);
    if let Done::Removed { naming, .. } = &taken.done {
        text += &still_named(naming, lang);
    }
    text + "\n"
}

fn still_named(naming: &[SitePath], lang: Lang) -> String {
    if naming.is_empty() {
        return String::new();
    }
    let n = naming.len();
    let mut text = match lang {
        Lang::Vi => {
            format!("Còn {n} trang dẫn tới hoặc nêu tên các bài ấy; hết khi sửa lỗi dưới đây và dựng lại:\n")
        }
        Lang::En => format!(
            "Still {n} pages lead to them or name them, until the mistakes below are mended and the site is built:\n"
        ),
    };
    for path in naming.iter().take(SHOWN) {
        let _ = writeln!(text, "  - {path}");
    }
    text + &more(n, lang)
}

fn more(n: usize, lang: Lang) -> String {
    match (n.saturating_sub(SHOWN), lang) {
        (0, _) => String::new(),
        (more, Lang::Vi) => format!("  … và {more} nữa\n"),
        (more, Lang::En) => format!("  … and {more} more\n"),
    }
}

/// What became of the rest, and what to do.
fn end(taken: &TakenDown, lang: Lang) -> String {
    let count = |severity| taken.found.iter().filter(|found| found.severity == severity).count();
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    let sum = match lang {
        Lang::Vi => format!("Chưa dựng trọn: {errors} lỗi, {warnings} cảnh báo. "),
        Lang::En => format!("Not built as a whole: {errors} errors, {warnings} warnings. "),
    };
    let vi = lang == Lang::Vi;
    sum + &match &taken.done {
        Done::Rebuilt { built, held, left } => {
            let Changes { written, removed, .. } = built.changes;
            let counted = if vi {
                format!("Bản dựng gỡ bài: {removed} tệp gỡ bỏ, {written} tệp làm lại. Đưa lên ngay được (mangnon deploy).\n")
            } else {
                format!("The take-down build: {removed} files removed, {written} made anew. It can be deployed at once.\n")
            };
            counted + &of_held(held, left, lang)
        }
        Done::Removed { changes, .. } if vi => format!(
            "Gỡ {} tệp (cả nguồn tin, tìm kiếm, bản tin loa có bài ấy), không tệp nào khác đổi. Đưa lên ngay được (mangnon deploy); sửa lỗi rồi dựng lại cả cổng.\n",
            changes.removed
        ),
        Done::Removed { changes, .. } => format!(
            "{} files were removed (with feeds, search and bulletins that held it), no other changed. It can be deployed at once; mend the mistakes and build the whole site.\n",
            changes.removed
        ),
        Done::NotHere if vi => {
            "Đang dựng một phần nên không gỡ: chạy mangnon build cho cả cổng (không --only, không --shard).\n".to_owned()
        }
        Done::NotHere => {
            "A part was to be built, so nothing was taken down: run mangnon build for the whole site (without --only and --shard).\n".to_owned()
        }
        Done::Failed(failure) => format!("\n{}", super::failure_text(failure, lang)),
        Done::Refused(refusal) => format!("\n{}", refused::text(refusal, lang)),
    }
}

/// What has mistakes: what was published of it stays, what is new waits, in lists it is absent.
fn of_held(held: &[SourcePath], left: &[SitePath], lang: Lang) -> String {
    let mut text = String::new();
    if !held.is_empty() {
        text += &match lang {
            Lang::Vi => format!(
                "{} tệp có lỗi: trang đã đăng giữ nguyên bản cũ, bài mới chưa lên; các danh sách tạm vắng chúng cho tới khi sửa xong và dựng lại:\n",
                held.len()
            ),
            Lang::En => format!(
                "{} files with mistakes: their published pages stay as they were, new ones wait; lists go without them until they are mended and the site is built:\n",
                held.len()
            ),
        };
        for path in held.iter().take(SHOWN) {
            let _ = writeln!(text, "  - {path}");
        }
        text += &more(held.len(), lang);
    }
    if !left.is_empty() {
        text += match lang {
            Lang::Vi => "Các tệp này của bài có lỗi nêu tên bài đã gỡ nên cũng tạm gỡ:\n",
            Lang::En => {
                "These files of articles with mistakes name what was taken down, so they went too for now:\n"
            }
        };
        for path in left.iter().take(SHOWN) {
            let _ = writeln!(text, "  - {path}");
        }
        text += &more(left.len(), lang);
    }
    text
}

fn why(why: Why, lang: Lang) -> &'static str {
    let [vi, en] = match why {
        Why::Withdrawn => ["đã gỡ", "withdrawn"],
        Why::Expired => ["hết hạn", "expired"],
        Why::ConsentEnded => ["hết đồng ý", "consent ended"],
        Why::Rejected => ["bị từ chối", "rejected"],
        Why::Draft => ["nay là nháp", "a draft now"],
        Why::Unreadable => {
            ["tệp không đọc được, có dòng báo đã gỡ hoặc hết hạn", "cannot be read; a line says it is over"]
        }
    };
    if lang == Lang::Vi { vi } else { en }
}

fn json(root: &Path, taken: &TakenDown, lang: Lang) -> String {
    let found: serde_json::Value =
        serde_json::from_str(&findings::json(root, &taken.found, lang)).unwrap_or_default();
    let due: Vec<serde_json::Value> = taken
        .due
        .iter()
        .map(|due| serde_json::json!({ "file": due.path.as_str(), "why": why(due.why, Lang::En) }))
        .collect();
    let strings = |paths: &[SitePath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>();
    let (done, held, left, naming) = match &taken.done {
        Done::Rebuilt { held, left, .. } => {
            ("taken-down", held.iter().map(ToString::to_string).collect(), strings(left), Vec::new())
        }
        Done::Removed { naming, .. } => ("removed", Vec::<String>::new(), Vec::new(), strings(naming)),
        Done::NotHere | Done::Failed(_) | Done::Refused(_) => ("nothing", Vec::new(), Vec::new(), Vec::new()),
    };
    let (written, removed) = changes(taken).map_or((0, 0), |changes| (changes.written, changes.removed));
    let purge = gone(taken, Date::default());
    json_text(&serde_json::json!({
        "built": false, "findings": found,
        "take_down": {
            "done": done, "articles": due, "written": written, "removed": removed,
            "held": held, "left": left, "still_named_in": naming, "purge": purge::addresses(purge),
        },
    }))
}
