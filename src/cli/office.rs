//! `mangnon approve` and `mangnon withdraw`: what an official decides is written into the article.
//!
//! Only the table of the decision changes in the file; comments and layout stay. An approval is tried
//! on the whole site first and undone if the article has errors or the approver no right. Every
//! decision leaves a line without the article's words in `nhat-ky.csv`.
#![expect(clippy::disallowed_methods, reason = "edge: edits articles and keeps the journal")]

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use jiff::civil::DateTime;

use crate::cli::journal::{self, note};
use crate::cli::orders::Office;
use crate::cli::{deleted, reason, status};
use crate::content::{self, Article, Options, Page, edit};
use crate::diag::{Diagnostic, Lang, Severity};
use crate::digest::Digest;
use crate::outputs::Failure;
use crate::path::SourcePath;
use crate::pipeline::{self, Checked};
use crate::site::seal::Sealed;
use crate::site::{Site, State, approval, clock};
use crate::source::{self, SourceFile};
use crate::vi;

/// Does what was asked for.
pub(super) fn run(root: &Path, office: &Office, now: DateTime, lang: Lang) -> ExitCode {
    let done = match office {
        Office::Status { locality, format } => {
            return status::run(root, now, locality.as_deref(), *format, lang);
        }
        Office::Approve { file, by, role } => {
            decide(&Decision { root, now, lang, file, by, role: role.as_deref(), refusal: None })
        }
        Office::Reject { file, by, role, reason } => {
            decide(&Decision { root, now, lang, file, by, role: role.as_deref(), refusal: Some(reason) })
        }
        Office::Withdraw { file, by, reason } => withdraw(root, file, by.as_deref(), reason, now, lang),
    };
    match done {
        Ok(text) => {
            super::say(&text);
            ExitCode::SUCCESS
        }
        Err(text) => {
            super::complain(&text);
            ExitCode::FAILURE
        }
    }
}

/// An approval or a refusal.
struct Decision<'a> {
    root: &'a Path,
    now: DateTime,
    lang: Lang,
    file: &'a str,
    by: &'a str,
    role: Option<&'a str>,
    refusal: Option<&'a str>,
}

fn decide(decision: &Decision<'_>) -> Result<String, String> {
    let Decision { root, now, lang, by, .. } = *decision;
    let path = locate(root, decision.file, lang)?;
    if let Some(refused) = decision.refusal.and_then(|why| reason::refused(why, now.date(), lang)) {
        return Err(refused);
    }
    let checked = pipeline::read(root, now);
    let role = role(&checked.site, decision)?;
    let disk = root.join(path.as_str());
    let old = read(&disk, lang)?;
    let (text, article) = sealed(decision, &checked, &path, &old, &role)?;
    write(&disk, &text, lang)?;
    let then = clock::publication(&article).map_or(now, |moment| moment.max(now));
    let after = pipeline::check_drawing(root, then, &path);
    let refused = refusals(&after, &path, decision.refusal.is_some());
    if !refused.is_empty() {
        write(&disk, &old, lang)?;
        return Err(told_back(root, &refused, lang));
    }
    let deed = if decision.refusal.is_some() { "từ chối" } else { "duyệt" };
    let reason = decision.refusal.unwrap_or("");
    note(root, &[&now.strftime("%Y-%m-%dT%H:%M").to_string(), deed, path.as_str(), by, &role, reason])
        .map_err(|error| io_text(&root.join(journal::NAME), error, lang))?;
    let state = status::state_of(&after.site, &path).unwrap_or(State::Waiting);
    let due = (then > now && state == State::Live).then_some(then);
    let done = done_text(decision, &path, &role, state, due);
    Ok(format!("{done}{}", to_look_at(root, &after, &path, decision)))
}

/// `due` is when an article appears that is not to be seen yet.
fn done_text(
    decision: &Decision<'_>,
    path: &SourcePath,
    role: &str,
    state: State,
    due: Option<DateTime>,
) -> String {
    let by = decision.by;
    let word = |state| status::state_word(state, decision.lang);
    let state = match (due.map(|due| due.strftime("%d/%m/%Y %H:%M")), decision.lang) {
        (None, _) => word(state).to_owned(),
        (Some(due), Lang::Vi) => format!("{}, lên trang lúc {due}", word(State::Scheduled)),
        (Some(due), Lang::En) => format!("{}, appears {due}", word(State::Scheduled)),
    };
    match (decision.refusal.is_some(), decision.lang) {
        (false, Lang::Vi) => format!(
            "Đã duyệt {path}: {by}, {role}. Bài: {state}.\nSửa một chữ là phải duyệt lại. Chạy `mangnon build` để đăng.\n"
        ),
        (false, Lang::En) => format!(
            "Approved {path}: {by}, {role}. The article is {state}.\nAny change needs a new approval. Run `mangnon build` to publish.\n"
        ),
        (true, Lang::Vi) => format!("Đã trả lại {path}. Người viết sửa xong, bài lại chờ duyệt.\n"),
        (true, Lang::En) => format!("Sent back {path}. Once changed, it waits for approval again.\n"),
    }
}

/// What the privacy gate only wonders at: whoever approves is the one who knows.
fn to_look_at(root: &Path, after: &Checked, path: &SourcePath, decision: &Decision<'_>) -> String {
    let wonders = |found: &&Diagnostic| {
        found.spot.file == *path
            && found.severity == Severity::Warning
            && found.rule.starts_with("privacy-")
            && decision.refusal.is_none()
    };
    let found: Vec<&Diagnostic> = after.diagnostics.iter().filter(wonders).collect();
    if found.is_empty() {
        return String::new();
    }
    let told = rendered(root, &found, decision.lang);
    let (count, by) = (found.len(), decision.by);
    match decision.lang {
        Lang::Vi => format!(
            "\n{told}\n{by} xem lại {count} chỗ trên: có trẻ em thật thì chưa chạy `mangnon build`, hãy sửa bài và duyệt lại.\n"
        ),
        Lang::En => format!(
            "\n{told}\n{by}, look at these {count} places: if a real child is meant, do not run `mangnon build` yet, mend the article and approve it again.\n"
        ),
    }
}

/// The position: as given, or the one of the list of approvers.
fn role(site: &Site, decision: &Decision<'_>) -> Result<String, String> {
    if let Some(role) = decision.role.map(str::trim).filter(|role| !role.is_empty()) {
        return Ok(role.to_owned());
    }
    let listed = site.sections.iter().flat_map(|section| &section.source.front.approvers);
    let mut roles: Vec<&str> = listed
        .filter(|one| approval::same_name(&one.name, decision.by))
        .map(|one| one.role.as_str())
        .collect();
    roles.sort_unstable();
    roles.dedup();
    match (roles.as_slice(), decision.lang) {
        ([role], _) => Ok((*role).to_owned()),
        (_, Lang::Vi) => Err(format!(
            "lỗi: chưa biết chức vụ của `{by}`\n  gợi ý: thêm --role \"Phó Chủ tịch UBND xã\", hoặc ghi người này vào [[approvers]] trong _index.md của địa phương\n",
            by = decision.by
        )),
        (_, Lang::En) => Err(format!(
            "error: the position of `{by}` is not known\n  help: add --role \"…\", or list them in [[approvers]] of the locality's _index.md\n",
            by = decision.by
        )),
    }
}

/// The text with the table of the decision and its seal.
fn sealed(
    decision: &Decision<'_>,
    checked: &Checked,
    path: &SourcePath,
    old: &str,
    role: &str,
) -> Result<(String, Box<Article>), String> {
    let with = |digest: &str| {
        let without = ["approval", "rejection", "withdrawn", "draft"];
        edit::with_table(old, &without, &table(decision, role, digest))
    };
    let unreadable = || match decision.lang {
        Lang::Vi => {
            format!("lỗi: không đọc được phần đầu của {path}\n  gợi ý: chạy `mangnon check` để xem chỗ sai\n")
        }
        Lang::En => {
            format!("error: cannot read the front matter of {path}\n  help: `mangnon check` shows where\n")
        }
    };
    let article = with("").and_then(|text| parsed(path, &text, checked)).ok_or_else(unreadable)?;
    let section = checked.site.section_for(path);
    let digest = Sealed::of(&article, section, &checked.site.sections, |path| checked.digest_of(path))
        .ok_or_else(unreadable)?;
    let text = with(&digest.to_string()).ok_or_else(unreadable)?;
    Ok((text, article))
}

fn table(decision: &Decision<'_>, role: &str, digest: &str) -> String {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let (by, date) = (quoted(decision.by), decision.now.date());
    match decision.refusal {
        None => {
            format!("[approval]\nby = {by}\nrole = {}\ndate = {date}\ndigest = \"{digest}\"\n", quoted(role))
        }
        Some(reason) => {
            format!(
                "[rejection]\nby = {by}\ndate = {date}\nreason = {}\ndigest = \"{digest}\"\n",
                quoted(reason)
            )
        }
    }
}

/// The text as the pipeline would read it.
fn parsed(path: &SourcePath, text: &str, checked: &Checked) -> Option<Box<Article>> {
    let text = source::normal(text.strip_prefix('\u{feff}').unwrap_or(text));
    let file = SourceFile { path: path.clone(), digest: Digest::of(text.as_bytes()), text };
    let options = Options { trust_html: checked.site.config.trust_html };
    match content::parse(&file, options).0? {
        Page::Article(article) => Some(article),
        Page::Section(_) => None,
    }
}

/// What speaks against a decision: errors of the file and of what lies beside it, and for an approval
/// what it lacks.
fn refusals<'c>(after: &'c Checked, path: &SourcePath, is_refusal: bool) -> Vec<&'c Diagnostic> {
    // Files beside an `index.md` belong to it; what they would expose its approver would answer for.
    let beside = path.as_str().strip_suffix("index.md").filter(|folder| !folder.is_empty());
    let belongs = |file: &SourcePath| {
        let inside = beside.and_then(|folder| file.as_str().strip_prefix(folder));
        // Settings that cannot be read say nothing of who may approve.
        file == path || file.as_str() == status::SETTINGS || inside.is_some_and(|name| !name.ends_with(".md"))
    };
    let of_file = after.diagnostics.iter().filter(|found| belongs(&found.spot.file));
    of_file
        .filter(|found| {
            // Nobody approves what was not written, nor a picture of which nobody has said who is on it.
            let unsaid = matches!(found.rule, "unfilled" | "picture-without-alt");
            let stops = found.severity == Severity::Error || unsaid;
            !is_refusal && (stops || found.rule.starts_with("approval-"))
        })
        .collect()
}

fn told_back(root: &Path, refused: &[&Diagnostic], lang: Lang) -> String {
    let told = rendered(root, refused, lang);
    let last = match lang {
        Lang::Vi => "Chưa duyệt: tệp được giữ như cũ.\n",
        Lang::En => "Not approved: the file is as it was.\n",
    };
    format!("{told}\n{last}")
}

fn rendered(root: &Path, found: &[&Diagnostic], lang: Lang) -> String {
    found
        .iter()
        .map(|found| found.render(lang, source::line(root, &found.spot.file, found.spot.at.line).as_deref()))
        .collect()
}

fn withdraw(
    root: &Path,
    file: &str,
    by: Option<&str>,
    reason: &str,
    now: DateTime,
    lang: Lang,
) -> Result<String, String> {
    if let Some(refused) = reason::refused(reason, now.date(), lang) {
        return Err(refused);
    }
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let by_line = by.map(|by| format!("by = {}\n", quoted(by))).unwrap_or_default();
    let table = format!("[withdrawn]\ndate = {}\n{by_line}reason = {}\n", now.date(), quoted(reason));
    let path = match locate(root, file, lang) {
        Ok(path) => {
            let old = read(&root.join(path.as_str()), lang)?;
            if let Some(known) = withdrawn_before(&path, &old) {
                return Ok(known_withdrawal(&path, &known, lang));
            }
            write_withdrawal(root, &path, &old, &table, lang)?;
            path
        }
        Err(unknown) => {
            let path = deleted::meant(root, file).ok_or(unknown)?;
            deleted::replace(root, &path, &table, now.date())
                .map_err(|error| io_text(&root.join(path.as_str()), error, lang))?;
            path
        }
    };
    let when = now.strftime("%Y-%m-%dT%H:%M").to_string();
    note(root, &[&when, "gỡ", path.as_str(), by.unwrap_or(""), "", reason])
        .map_err(|error| io_text(&root.join(journal::NAME), error, lang))?;
    Ok(match lang {
        Lang::Vi => format!(
            "Đã ghi lệnh gỡ vào {path}.\nChạy `mangnon build`: bài ra khỏi mọi trang, nguồn tin, tìm kiếm, thẻ ảnh, âm thanh, gói phát tin;\n\
             ở địa chỉ cũ còn trang báo đã gỡ, không có lời nào của bài. Rồi đưa lên nơi đặt trang và xóa bộ nhớ đệm\n\
             theo danh sách mà lệnh build in ra.\n"
        ),
        Lang::En => format!(
            "The withdrawal is written into {path}.\nRun `mangnon build`: the article leaves every page, feed, index, card, audio and pack;\n\
             a page without a word of it stays at its address. Then upload, and purge the list that build prints.\n"
        ),
    })
}

fn write_withdrawal(
    root: &Path,
    path: &SourcePath,
    old: &str,
    table: &str,
    lang: Lang,
) -> Result<(), String> {
    let text = edit::with_table(old, &["withdrawn"], table).ok_or_else(|| match lang {
        Lang::Vi => format!("lỗi: {path} không có phần đầu giữa hai dòng +++\n  gợi ý: xóa hẳn tệp này rồi chạy lại lệnh này: bài đã đăng thì vẫn gỡ được\n"),
        Lang::En => format!("error: {path} has no front matter\n  help: remove the file and run this again: an article that was published is withdrawn all the same\n"),
    })?;
    write(&root.join(path.as_str()), &text, lang)
}

/// What an article that was taken down already says of it: day and reason.
fn withdrawn_before(path: &SourcePath, text: &str) -> Option<(String, String)> {
    let file = SourceFile { path: path.clone(), text: text.to_owned(), digest: Digest::of(text.as_bytes()) };
    let (page, _) = content::parse(&file, Options { trust_html: false });
    let Some(Page::Article(article)) = page else { return None };
    let withdrawn = article.front.withdrawn.as_ref().filter(|one| !vi::is_blank(&one.reason))?;
    Some((withdrawn.date.strftime("%d/%m/%Y").to_string(), withdrawn.reason.clone()))
}

/// The first withdrawal stays on record.
fn known_withdrawal(path: &SourcePath, (day, reason): &(String, String), lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "{path} đã có lệnh gỡ từ ngày {day} (lý do: {reason}); giữ nguyên ngày và lý do ấy.\nBài còn hiện ở đâu thì chạy `mangnon build` rồi đưa lên. Ghi sai lý do: sửa [withdrawn] reason trong tệp.\n"
        ),
        Lang::En => format!(
            "{path} was withdrawn on {day} (reason: {reason}); that day and reason stay.\nIf it is still shown anywhere, run `mangnon build` and upload. To mend the reason, edit [withdrawn] reason in the file.\n"
        ),
    }
}

/// The file that was meant: from here, from the portal's folder or from `content/`.
fn locate(root: &Path, written: &str, lang: Lang) -> Result<SourcePath, String> {
    let from_here = || {
        let (file, root) = (Path::new(written).canonicalize().ok()?, root.canonicalize().ok()?);
        Some(file.strip_prefix(root).ok()?.to_string_lossy().into_owned())
    };
    let written = written.trim_end_matches('/').trim_start_matches("./").to_owned();
    let places = [Some(written.clone()), Some(format!("content/{written}")), from_here()];
    let files = places.into_iter().flatten().flat_map(|name| [name.clone(), format!("{name}/index.md")]);
    let is_article = |name: &String| {
        name.starts_with("content/")
            && name.ends_with(".md")
            && !name.ends_with("_index.md")
            && !name.split('/').any(|part| part == "..")
            && root.join(name).is_file()
    };
    files.into_iter().find(is_article).map(|name| SourcePath::new(&name)).ok_or_else(|| match lang {
        Lang::Vi => format!(
            "lỗi: không có bài `{written}`\n  gợi ý: ghi đường dẫn tệp, ví dụ content/tin/bai.md; `mangnon status` liệt kê mọi bài\n"
        ),
        Lang::En => format!(
            "error: there is no article `{written}`\n  help: name its file, such as content/tin/bai.md; `mangnon status` lists all\n"
        ),
    })
}

fn read(disk: &Path, lang: Lang) -> Result<String, String> {
    fs::read(disk)
        .and_then(|bytes| source::as_text(bytes).ok_or_else(|| std::io::ErrorKind::InvalidData.into()))
        .map_err(|error| io_text(disk, error, lang))
}

/// Writes a file as a whole or not at all.
fn write(disk: &Path, text: &str, lang: Lang) -> Result<(), String> {
    let beside = disk.with_extension("md.new");
    let written = fs::write(&beside, text)
        .and_then(|()| fs::set_permissions(&beside, fs::metadata(disk)?.permissions()))
        .and_then(|()| fs::rename(&beside, disk));
    written.map_err(|error| {
        let _ = fs::remove_file(&beside);
        io_text(disk, error, lang)
    })
}

fn io_text(path: &Path, error: std::io::Error, lang: Lang) -> String {
    super::failure_text(&Failure::Io { path: path.display().to_string(), error }, lang)
}
