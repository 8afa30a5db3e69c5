//! What readers who cannot see a page need of its text: levels of headings, words for pictures, rows
//! of headers, links that say where they lead.
//!
//! Called while the body is built, where every place is known; it adds findings and changes nothing.

use crate::content::block::Inline;
use crate::content::text;
use crate::diag::{Diagnostic, Spot, messages};

/// Words of a link that say nothing of its target.
const VAGUE: [&str; 14] = [
    "tại đây",
    "ở đây",
    "đây",
    "vào đây",
    "xem",
    "xem thêm",
    "xem tiếp",
    "xem tại đây",
    "chi tiết",
    "xem chi tiết",
    "bấm vào đây",
    "nhấn vào đây",
    "click here",
    "link",
];

/// A heading after another one; the first may be of any level from 2.
pub(super) fn heading(level: u8, before: u8, spot: Spot) -> Option<Diagnostic> {
    (before > 0 && level > before + 1).then(|| messages::heading_skips(spot, before, level))
}

/// The words of a link.
pub(super) fn link(target: &str, content: &[Inline], spot: Spot) -> Option<Diagnostic> {
    let words = text::of_inlines(content);
    let words = words.trim();
    let has_picture = content.iter().any(|inline| matches!(inline, Inline::Picture(_)));
    if words.is_empty() && !has_picture {
        // A link without a target is told by that.
        return (!target.trim().is_empty()).then(|| messages::link_text_empty(spot, target));
    }
    let plain = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    VAGUE.contains(&plain.as_str()).then(|| messages::link_text_vague(spot, words))
}

/// The words for a picture.
pub(super) fn picture(target: &str, alt: &str, spot: Spot) -> Option<Diagnostic> {
    alt.trim().is_empty().then(|| messages::picture_without_alt(spot, target))
}

/// The header of a table.
pub(super) fn table(header: &[Vec<Inline>], spot: Spot) -> Option<Diagnostic> {
    let is_empty = header.iter().all(|cell| text::of_inlines(cell).trim().is_empty());
    is_empty.then(|| messages::table_without_header(spot))
}
