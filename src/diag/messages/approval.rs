//! Approval: what is not approved, or no longer.
//!
//! Each says which article, what its approval lacks, and who can give it.

use super::{advice, warning};
use crate::diag::{Diagnostic, Spot};

fn command(spot: &Spot) -> String {
    format!("mangnon approve {} --by \"…\"", spot.file.as_str())
}

/// An article that nobody approved, where approvals are required.
pub fn approval_missing(spot: Spot, approvers: &[String]) -> Diagnostic {
    let command = command(&spot);
    let (vi, en) = if approvers.is_empty() {
        (String::new(), String::new())
    } else {
        let names = approvers.join(", ");
        (format!("; người duyệt được: {names}"), format!("; those who may: {names}"))
    };
    advice(
        "approval-missing",
        spot,
        "bài chờ duyệt, chưa đăng".into(),
        "the article waits for its approval and is not published".into(),
    )
    .help(format!("khi đồng ý cho đăng: {command}{vi}"), format!("to approve it: {command}{en}"))
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

/// A text that was changed after its approval.
pub fn approval_changed(spot: Spot) -> Diagnostic {
    let command = command(&spot);
    warning(
        "approval-changed",
        spot,
        "bài đã sửa sau khi duyệt (lời, ảnh, tệp kèm hoặc lời riêng của một kênh): trở lại chờ duyệt, chưa đăng"
            .into(),
        "changed after its approval (text, pictures, attachments or a channel's wording): it waits for a new one"
            .into(),
    )
    .help(
        format!("xem lại rồi duyệt lại: {command}; hoặc trả bài về như lúc duyệt"),
        format!("look at it and approve it again: {command}; or undo the change"),
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
pub fn approval_without_right(spot: Spot, by: &str, approvers: &[String]) -> Diagnostic {
    let (vi, en) = if approvers.is_empty() {
        ("chưa ai".to_owned(), "nobody".to_owned())
    } else {
        (approvers.join(", "), approvers.join(", "))
    };
    warning(
        "approval-without-right",
        spot,
        format!("`{by}` không có quyền duyệt bài gửi tới các địa phương này: chưa đăng"),
        format!("`{by}` may not approve articles for these localities: it is not published"),
    )
    .words(by)
    .help(
        format!("người duyệt được: {vi}; người duyệt ghi ở [[approvers]] trong _index.md của địa phương"),
        format!("those who may: {en}; they stand in [[approvers]] of the locality's _index.md"),
    )
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
