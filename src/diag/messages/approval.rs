//! Approval: what is not approved, or no longer.
//!
//! Each says which article, what its approval lacks, and who can give it.

use super::{advice, warning};
use crate::diag::{Diagnostic, Lang, Spot};
use crate::path::SourcePath;

fn command(spot: &Spot) -> String {
    format!("mangnon approve {} --by \"…\"", spot.file.as_str())
}

/// Who may approve an article, or where to list somebody, as an ending of a sentence.
fn those_who_may(approvers: &[String], unlisted: Option<&SourcePath>) -> Option<(String, String)> {
    let names = approvers.join(", ");
    match unlisted {
        Some(list) => Some((
            format!("chưa ai trong danh sách có quyền ở mọi nơi bài gửi tới: thêm [[approvers]] vào {list}"),
            format!("nobody who is listed may for all the places it goes to: add [[approvers]] to {list}"),
        )),
        None if names.is_empty() => None,
        None => Some((format!("người duyệt được: {names}"), format!("those who may: {names}"))),
    }
}

/// An article that nobody approved, where approvals are required.
pub fn approval_missing(spot: Spot, approvers: &[String], unlisted: Option<&SourcePath>) -> Diagnostic {
    let command = command(&spot);
    let told = advice(
        "approval-missing",
        spot,
        "bài chờ duyệt, chưa đăng".into(),
        "the article waits for its approval and is not published".into(),
    );
    match those_who_may(approvers, unlisted) {
        Some((vi, en)) if unlisted.is_some() => told.help(vi, en),
        Some((vi, en)) => told
            .help(format!("khi đồng ý cho đăng: {command}; {vi}"), format!("to approve it: {command}; {en}")),
        None => told.help(format!("khi đồng ý cho đăng: {command}"), format!("to approve it: {command}")),
    }
}

/// An approval that does not say what was approved.
pub fn approval_unsealed(spot: Spot) -> Diagnostic {
    let command = command(&spot);
    warning(
        "approval-unsealed",
        spot,
        "[approval] không có digest: không biết đã duyệt bản nào của bài".into(),
        "[approval] has no digest: it does not say which text was approved".into(),
    )
    .help(format!("duyệt bằng lệnh: {command}"), format!("approve it by: {command}"))
}

/// What is another than it was when it was judged; nothing of it if the seal itself is none of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four parts, each of which may be another or not")]
pub struct Changes {
    /// Body or front matter.
    pub text: bool,
    /// Pictures, attachments, recordings, or what is said of them.
    pub files: bool,
    /// Where it is published.
    pub channels: bool,
    /// The locality it lies in, the places and people it is for.
    pub goes_to: bool,
    /// Who decided, and on which day.
    pub decision: bool,
}

impl Changes {
    /// The parts in words; none if the seal is none of ours.
    fn told(self, lang: Lang) -> String {
        let Changes { text, files, channels, goes_to, decision } = self;
        let parts = [
            (text, "lời hoặc phần đầu bài", "text or front matter"),
            (files, "ảnh, ghi âm hoặc tệp kèm", "pictures, recordings or attachments"),
            (channels, "kênh đăng", "channels"),
            (goes_to, "địa phương hoặc nơi gửi tới", "its locality or whom it is for"),
            (decision, "ngày, tên hoặc chức vụ người duyệt", "the day, name or position of its approver"),
        ];
        let changed = parts.iter().filter(|(is_changed, ..)| *is_changed);
        let words: Vec<&str> = changed.map(|(_, vi, en)| if lang == Lang::Vi { *vi } else { *en }).collect();
        words.join("; ")
    }
}

/// An article of which something was changed after its approval.
pub fn approval_changed(spot: Spot, changes: Changes) -> Diagnostic {
    let command = command(&spot);
    let (vi, en) = if changes == Changes::default() {
        (
            "mã trong [approval] không phải mã của bài này (duyệt bằng bản cũ của chương trình, hoặc bị sửa tay): bài trở lại chờ duyệt, chưa đăng"
                .to_owned(),
            "the digest in [approval] is none of this article (an older program made it, or a hand changed it): it waits for a new approval"
                .to_owned(),
        )
    } else {
        (
            format!("sau khi duyệt đã đổi: {}; bài trở lại chờ duyệt, chưa đăng", changes.told(Lang::Vi)),
            format!("changed after its approval: {}; it waits for a new one", changes.told(Lang::En)),
        )
    };
    let (undo_vi, undo_en) = if changes.goes_to {
        (
            "hoặc đưa bài về thư mục và [audience] cũ; người duyệt phải có quyền ở nơi mới",
            "or take it back to its old folder and [audience]; the approver needs rights for the new place",
        )
    } else {
        ("hoặc trả bài về như lúc duyệt", "or undo the change")
    };
    warning("approval-changed", spot, vi, en).help(
        format!("xem lại rồi duyệt lại: {command}; {undo_vi}"),
        format!("look at it and approve it again: {command}; {undo_en}"),
    )
}

/// An approval by the author.
pub fn approval_by_author(spot: Spot, by: &str) -> Diagnostic {
    let command = command(&spot);
    warning(
        "approval-by-author",
        spot,
        format!("`{by}` vừa viết vừa duyệt bài này: chưa đăng"),
        format!("`{by}` wrote and approved this article: it is not published"),
    )
    .words(by)
    .help(format!("để người khác duyệt: {command}"), format!("let somebody else approve it: {command}"))
}

/// An approver without rights for the article's localities.
pub fn approval_without_right(
    spot: Spot,
    by: &str,
    approvers: &[String],
    unlisted: Option<&SourcePath>,
) -> Diagnostic {
    let nobody = || ("người duyệt được: chưa ai".to_owned(), "those who may: nobody".to_owned());
    let (vi, en) = those_who_may(approvers, unlisted).unwrap_or_else(nobody);
    let (vi, en) = if unlisted.is_some() {
        (vi, en)
    } else {
        (
            format!("{vi}; người duyệt ghi ở [[approvers]] trong _index.md của địa phương"),
            format!("{en}; they stand in [[approvers]] of the locality's _index.md"),
        )
    };
    warning(
        "approval-without-right",
        spot,
        format!("`{by}` không có quyền duyệt bài gửi tới các địa phương này: chưa đăng"),
        format!("`{by}` may not approve articles for these localities: it is not published"),
    )
    .words(by)
    .help(vi, en)
}

/// An approval of a later day.
pub fn approval_in_future(spot: Spot) -> Diagnostic {
    advice(
        "approval-in-future",
        spot,
        "ngày duyệt ở sau ngày dựng: chưa đăng".into(),
        "the approval is of a later day: the article is not published yet".into(),
    )
    .help("sửa [approval] date, hoặc đợi đến ngày ấy", "mend [approval] date, or wait for that day")
}
