//! What the privacy gate found.
//!
//! The words are made beside the gate's rules, of which each has a law and a way to write it.

use super::{advice, new, warning};
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

/// A document whose words could not be read and so were not examined.
pub fn attachment_not_read(spot: Spot) -> Diagnostic {
    advice(
        "attachment-not-read",
        spot,
        "không đọc được chữ trong tệp này nên chưa soát được tên và hoàn cảnh trẻ em".into(),
        "the words of this file cannot be read, so they were not examined for children's names".into(),
    )
    .help(
        "tự xem hết các trang, nhất là danh sách; tốt hơn: đính kèm bản có chữ (không phải bản chụp)",
        "look through all pages, lists above all; better: attach a version with text instead of a scan",
    )
}
