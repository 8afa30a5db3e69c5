//! What the privacy gate found.
//!
//! The words are made beside the gate's rules, of which each has a law and a way to write it.

use super::{new, warning};
use crate::diag::{Diagnostic, Severity, Spot, Text};

/// What the gate says of a place.
#[derive(Debug)]
pub struct Exposure<'w> {
    /// The name of the rule.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The points of law.
    pub law: &'static str,
    /// The offending words.
    pub words: &'w str,
    /// What is wrong.
    pub message: Text,
    /// How to write it.
    pub help: Text,
    /// It stops nothing only because nobody publishes the file yet.
    pub will_block: bool,
}

/// A finding of the privacy gate.
pub fn privacy(spot: Spot, found: Exposure<'_>) -> Diagnostic {
    let Exposure { rule, severity, law, words, message, help, will_block } = found;
    let mut diagnostic = new(severity, rule, spot, message.vi, message.en).words(words);
    diagnostic.law = law;
    if will_block {
        diagnostic.will_block();
    }
    diagnostic.help(help.vi, help.en)
}

/// A finding that somebody answers for by name; told in every run, so that it is never forgotten.
pub fn privacy_overridden(spot: Spot, rule: &str, by: &str, reason: &str) -> Diagnostic {
    warning(
        "privacy-overridden",
        spot,
        format!("{by} chịu trách nhiệm cho đăng dù bị chặn bởi `{rule}`: {reason}"),
        format!("{by} answers for publishing in spite of `{rule}`: {reason}"),
    )
    .help(
        "xem lại lý do; khi không còn đúng thì bỏ bảng [[override]] khỏi bài",
        "look at the reason again; when it no longer holds, remove the [[override]] table from the article",
    )
}

/// Why an override counts for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Void {
    /// There is no such rule of the privacy gate; perhaps another one was meant.
    NoRule(Option<&'static str>),
    /// Its day has not come.
    NotYet,
    /// Whoever wrote the article answers for it.
    ByAuthor,
    /// Nobody of this name may approve here.
    NotListed,
}

/// An override that counts for nothing.
pub fn override_void(spot: Spot, why: Void, by: &str, rule: &str) -> Diagnostic {
    let (vi, en) = match why {
        Void::NoRule(_) => {
            (format!("không có quy tắc riêng tư `{rule}`"), format!("there is no privacy rule `{rule}`"))
        }
        Void::NotYet => ("ngày ghi trong bảng này chưa tới".to_owned(), "its day has not come".to_owned()),
        Void::ByAuthor => (
            format!("`{by}` là người viết bài, không tự chịu trách nhiệm cho bài mình được"),
            format!("`{by}` wrote the article and cannot answer for it"),
        ),
        Void::NotListed => (
            format!("`{by}` không có trong danh sách người duyệt"),
            format!("`{by}` is on no list of approvers"),
        ),
    };
    let (help_vi, help_en) = match why {
        Void::NoRule(Some(near)) => (format!("có phải `{near}`?"), format!("did you mean `{near}`?")),
        Void::NoRule(None) => (
            "ghi đúng tên một quy tắc privacy-… như thông báo đã nêu; mỗi bảng một quy tắc".to_owned(),
            "write the name of one privacy-… rule as it is told; one rule a table".to_owned(),
        ),
        Void::NotYet => (
            "ghi ngày người ấy nhận trách nhiệm".to_owned(),
            "write the day on which they took it".to_owned(),
        ),
        Void::ByAuthor | Void::NotListed => (
            "để một người trong [[approvers]], không phải người viết, xem và đứng tên".to_owned(),
            "let one of [[approvers]] who did not write it look and give the name".to_owned(),
        ),
    };
    warning(
        "override-void",
        spot,
        format!("[[override]] không có hiệu lực: {vi}"),
        format!("this [[override]] counts for nothing: {en}"),
    )
    .help(help_vi, help_en)
}
