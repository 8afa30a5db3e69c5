//! The Zalo message of an article for a locality: plain text, ready to paste.
//!
//! The author's own wording, or else what `compose` makes of the article; then whom to call and, alone
//! on the last line, the one link. No markup: Zalo shows it as typed. NFC by way of the sources.

use crate::content::text::shorten;
use crate::pack::compose::compose;
use crate::pack::icons;
use crate::pack::limits::MESSAGE;
use crate::pack::markup::without_marks;
use crate::site::{LocalityId, PageId, Site};

/// The longest message in UTF-16 units.
pub const UNITS_LIMIT: usize = MESSAGE.ours;

/// Room for `(12/34) ` before a part.
const COUNTED: usize = 10;

/// A longer name of a contact is cut, so that an ending always leaves room for the message.
const CONTACT: usize = 90;

/// A message in one or more parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Each at most [`UNITS_LIMIT`] long; only the last has the link.
    pub parts: Vec<String>,
}

impl Message {
    /// All parts, with an empty line between them.
    pub fn text(&self) -> String {
        let mut text = self.parts.join("\n\n");
        text.push('\n');
        text
    }

    /// The length of the longest part in UTF-16 units.
    pub fn units(&self) -> usize {
        self.parts.iter().map(|part| units(part)).max().unwrap_or(0)
    }
}

/// The message of an article at a locality. Every part can be forwarded alone: it has the number to
/// call, and the first line says what it is about.
pub fn message(site: &Site, page: PageId, locality: LocalityId) -> Message {
    let article = site.article(page);
    let call = call(site);
    let ending = ending(site, page, locality);
    let room = UNITS_LIMIT.saturating_sub(units(&ending) + "\n\n".len() + COUNTED);
    let own = article.source.front.zalo.as_ref().map(|text| tidy(&without_marks(&text.value)));
    let bodies = match own {
        Some(text) => split(&text, room),
        None => vec![compose(article, room)],
    };
    let n = bodies.len();
    let part = |(i, body): (usize, String)| {
        let counted = if n > 1 { format!("({}/{n}) ", i + 1) } else { String::new() };
        let end = if i + 1 == n { &ending } else { &call };
        format!("{counted}{body}\n\n{end}")
    };
    Message { parts: bodies.into_iter().enumerate().map(part).collect() }
}

/// The site's number.
fn call(site: &Site) -> String {
    let hotline = &site.hotlines[0];
    let more: Vec<&str> =
        [hotline.hours.as_str(), hotline.cost.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    tidy(&format!("{}: {}{more}", hotline.label, hotline.number))
}

/// Whom to call, where it comes from, the link.
fn ending(site: &Site, page: PageId, locality: LocalityId) -> String {
    let place = site.locality(locality);
    let contact = site.contact_to_call(locality).map(|place| &place.contact);
    let contact = contact.and_then(|contact| {
        Some(tidy(&format!("{}: {}", shorten(&contact.label, CONTACT), contact.phone.as_ref()?)))
    });
    let from = tidy(&format!("Bà con {} đọc cả bài tại:", place.name_in_sentence));
    let link = site.config.absolute(site.article(page).address.as_str());
    let lines = contact.into_iter().chain([call(site), from, link]);
    lines.collect::<Vec<_>>().join("\n")
}

/// Cuts a text at paragraphs, or within one at sentences and at last at words, so that every part has
/// room.
fn split(text: &str, room: usize) -> Vec<String> {
    let mut parts = vec![String::new()];
    for paragraph in text.split("\n\n").flat_map(|paragraph| pieces(paragraph, room)) {
        let last = parts.last_mut().expect("there is always a part");
        if last.is_empty() {
            *last = paragraph;
        } else if units(last) + 2 + units(&paragraph) <= room {
            last.push_str("\n\n");
            last.push_str(&paragraph);
        } else {
            parts.push(paragraph);
        }
    }
    parts
}

fn pieces(paragraph: &str, room: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = paragraph.trim();
    while units(rest) > room {
        let mut n = 0;
        let end = rest
            .char_indices()
            .find(|(_, c)| {
                n += c.len_utf16();
                n > room
            })
            .map_or(rest.len(), |(i, _)| i);
        // Where an ending leaves no room at all, a part still takes one character.
        let end = end.max(rest.chars().next().map_or(0, char::len_utf8));
        let head = &rest[..end];
        let cut = head.rfind('\n').or_else(|| head.rfind(". ").map(|i| i + 1)).or_else(|| head.rfind(' '));
        let cut = cut.filter(|cut| *cut > 0).unwrap_or(end);
        pieces.push(rest[..cut].trim().to_owned());
        rest = rest[cut..].trim();
    }
    if !rest.is_empty() || pieces.is_empty() {
        pieces.push(rest.to_owned());
    }
    pieces
}

/// Single spaces, at most one empty line, and a space between `:` or `/` and what would make it one
/// of Zalo's own icon codes (`:o`, `:>`, `/-heart`: DOMAIN B1).
pub(super) fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.trim().lines() {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank > 1 {
            continue;
        }
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&icons::parted(&line));
    }
    out
}

/// The length of a text as Zalo counts it.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_paragraphs_and_nothing_is_lost() {
        let text =
            (0..40).map(|i| format!("Đoạn {i} có vài chữ để dài ra.")).collect::<Vec<_>>().join("\n\n");
        let parts = split(&text, 200);
        assert!(parts.len() > 3 && parts.iter().all(|part| units(part) <= 200));
        assert_eq!(parts.join("\n\n"), text);
    }

    #[test]
    fn a_paragraph_without_a_space_is_cut_all_the_same() {
        let parts = split(&"ố".repeat(500), 200);
        assert_eq!(parts.iter().map(|part| units(part)).collect::<Vec<_>>(), [200, 200, 100]);
    }

    #[test]
    fn a_part_without_any_room_still_moves_on() {
        assert_eq!(split("ố🙂", 0), ["ố", "🙂"]);
    }
}
