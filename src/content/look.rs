//! What readers who cannot see a page need of its text: levels of headings, words for pictures, rows
//! of headers, links that say where they lead.
//!
//! Called while the body is built, where every place is known; it adds findings and changes nothing.

use crate::content::block::Inline;
use crate::content::text;
use crate::diag::{Diagnostic, Spot, messages};
use crate::vi;

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

/// By these words an author says that a picture is there for the eye alone; without marks of tone, as many type.
const ORNAMENT: [&str; 3] = ["trang tri", "anh trang tri", "hinh trang tri"];

/// A heading after another one; before the first stands the title.
pub(super) fn heading(level: u8, before: u8, spot: Spot) -> Option<Diagnostic> {
    let before = before.max(1);
    (level > before + 1).then(|| messages::heading_skips(spot, before, level))
}

/// The words of a link.
pub(super) fn link(target: &str, content: &[Inline], spot: Spot) -> Option<Diagnostic> {
    let words = text::of_inlines(content);
    let words = words.trim();
    let says = |inline: &Inline| matches!(inline, Inline::Picture(one) if !vi::is_blank(&one.alt));
    if vi::is_blank(words) && !content.iter().any(says) {
        // A link without a target is told by that.
        return (!target.trim().is_empty()).then(|| messages::link_text_empty(spot, target));
    }
    let plain = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    VAGUE.contains(&plain.as_str()).then(|| messages::link_text_vague(spot, words))
}

/// The words for a picture as written; a picture that its author calls an ornament has none, and needs none.
pub(super) fn picture(target: &str, alt: String, spot: Spot) -> (String, Option<Diagnostic>) {
    if ORNAMENT.contains(&vi::fold::fold(alt.trim()).as_str()) {
        return (String::new(), None);
    }
    let says = alt.chars().any(char::is_alphanumeric);
    let found = (!says).then(|| messages::picture_without_alt(spot, target, is_photograph(target)));
    (alt, found)
}

/// A file as cameras and telephones write it; drawings come in other forms.
fn is_photograph(target: &str) -> bool {
    let ending = target.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    matches!(ending.as_deref(), Some("jpg" | "jpeg" | "heic" | "heif" | "webp" | "avif"))
}

/// The header of a table.
pub(super) fn table(header: &[Vec<Inline>], spot: Spot) -> Option<Diagnostic> {
    let is_empty = header.iter().all(|cell| vi::is_blank(&text::of_inlines(cell)));
    is_empty.then(|| messages::table_without_header(spot))
}
