//! The Zalo message of an article for a locality: plain text, ready to paste.
//!
//! The author's own wording, or else headline, summary and what to do; then whom to call and, alone
//! on the last line, the one link. No markup: Zalo shows it as typed.

use crate::content::block::{Answer, Block, Chart, Inline, Quiz};
use crate::content::text::{of_inlines, shorten};
use crate::site::{Article, LocalityId, PageId, Site};

/// The longest message in UTF-16 units. Zalo's limit is 2,000 (Bot API and personal client, read in
/// November 2026: DOMAIN B1); the rest is left for what the sender adds.
pub const UNITS_LIMIT: usize = 1_900;

/// The longest composed item of a list.
const ITEM: usize = 160;

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

/// The message of an article at a locality.
pub fn message(site: &Site, page: PageId, locality: LocalityId) -> Message {
    let article = site.article(page);
    let ending = ending(site, article, locality);
    let room = UNITS_LIMIT.saturating_sub(units(&ending) + "\n\n(9/9)\n".len());
    let own = article.source.front.zalo.as_ref().map(|text| tidy(&text.value));
    let mut bodies = match own {
        Some(text) => split(&text, room),
        None => vec![compose(article, room)],
    };
    let n = bodies.len();
    if let Some(last) = bodies.last_mut() {
        *last = format!("{last}\n\n{ending}");
    }
    if n > 1 {
        bodies = bodies.into_iter().enumerate().map(|(i, body)| format!("({}/{n})\n{body}", i + 1)).collect();
    }
    Message { parts: bodies }
}

/// Whom to call, where it comes from, the link.
fn ending(site: &Site, article: &Article, locality: LocalityId) -> String {
    let place = site.locality(locality);
    let mut lines = Vec::new();
    let contact = place.contacts.iter().map(|place| &place.contact).find(|contact| contact.phone.is_some());
    if let Some((contact, phone)) = contact.and_then(|contact| Some((contact, contact.phone.as_ref()?))) {
        lines.push(format!("{}: {phone}", contact.label));
    }
    let hotline = &site.hotlines[0];
    let more: Vec<&str> =
        [hotline.hours.as_str(), hotline.cost.as_str()].into_iter().filter(|t| !t.is_empty()).collect();
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    lines.push(format!("{}: {}{more}", hotline.label, hotline.number));
    lines.push(format!("Tin gửi bà con {}.", place.name_in_sentence));
    lines.push(site.config.absolute(article.address.as_str()));
    let (link, text) = lines.split_last().expect("four lines were pushed");
    format!("{}\n{link}", tidy(&text.join("\n")))
}

/// Headline, summary, then as many of the things to do as there is room for.
fn compose(article: &Article, room: usize) -> String {
    let mut text = tidy(&article.source.front.title.value);
    let add = |text: &mut String, separator: &str, part: &str| {
        let fits = units(text) + units(separator) + units(part) <= room;
        if fits && !part.is_empty() {
            text.push_str(separator);
            text.push_str(part);
        }
        fits
    };
    for fact in facts(article) {
        add(&mut text, "\n", &tidy(&fact));
    }
    add(&mut text, "\n\n", &tidy(&article.source.opening));
    let mut separator = "\n\n";
    for action in actions(article) {
        if !add(&mut text, separator, &tidy(&action)) {
            break;
        }
        separator = "\n";
    }
    text
}

/// When and where an event takes place.
fn facts(article: &Article) -> Vec<String> {
    let Some(event) = &article.source.front.event else { return Vec::new() };
    let day = event.start.date();
    let mut when = format!("Ngày {:02}/{:02}/{}", day.day(), day.month(), day.year());
    if event.timed {
        when = format!("{when}, lúc {} giờ {:02}", event.start.hour(), event.start.minute());
    }
    std::iter::once(when).chain(event.place.as_ref().map(|place| format!("Tại {place}"))).collect()
}

/// What the article tells people to do: its cards, steps and checklists, or else its lists.
fn actions(article: &Article) -> Vec<String> {
    let blocks = article.source.body.unpack().blocks;
    let mut lines = Vec::new();
    for block in &blocks {
        match block {
            Block::Care { level, heading, body } => {
                lines.push(format!("{}: {}", level.lead(), of_inlines(heading)));
                lines.extend(lists(body));
            }
            Block::Steps(items) => {
                lines.extend(
                    items.iter().enumerate().map(|(i, item)| format!("{}. {}", i + 1, first_line(item))),
                );
            }
            Block::Checklist(items) => {
                lines.extend(items.iter().map(|item| format!("• {}", first_line(item))));
            }
            Block::Quiz(quiz) => lines.extend(quiz_lines(quiz)),
            Block::Chart(chart) => lines.extend(chart_lines(chart)),
            _ => {}
        }
    }
    if lines.is_empty() { lists(&blocks) } else { lines }
}

/// A question for the group, with the answer below it.
fn quiz_lines(quiz: &Quiz) -> Vec<String> {
    let letter = |(i, answer): (usize, &Answer)| {
        format!("{}) {}", Quiz::letter(i), shorten(&of_inlines(&answer.words), ITEM))
    };
    let mut lines = vec![format!("Đố bà con: {}", of_inlines(&quiz.question))];
    lines.extend(quiz.answers.iter().enumerate().map(letter));
    lines.extend(quiz.right().map(|(letter, answer)| {
        format!("Đáp án: {letter}) {}", first_line(&answer.why)).trim_end().to_owned()
    }));
    lines
}

/// The figures of a chart, a row a line.
fn chart_lines(chart: &Chart) -> Vec<String> {
    let row = |row: &Vec<Vec<Inline>>| {
        let cells = row.iter().zip(&chart.header).skip(1);
        let figures = cells.map(|(cell, name)| format!("{} {}", of_inlines(name), of_inlines(cell)));
        let figures: Vec<String> = figures.map(|figure| figure.trim().to_owned()).collect();
        let name = row.first().map(|cell| of_inlines(cell)).unwrap_or_default();
        format!("• {name}: {}", figures.join("; "))
    };
    std::iter::once(of_inlines(&chart.title)).chain(chart.rows.iter().map(row)).collect()
}

fn lists(blocks: &[Block]) -> Vec<String> {
    let lists = blocks.iter().filter_map(|block| match block {
        Block::List { items, .. } => Some(items),
        _ => None,
    });
    lists.flatten().map(|item| format!("• {}", first_line(item))).collect()
}

fn first_line(item: &[Block]) -> String {
    let words = item.iter().find_map(|block| match block {
        Block::Paragraph(content) => Some(of_inlines(content)),
        _ => None,
    });
    shorten(&words.unwrap_or_default(), ITEM)
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
        let cut =
            head.rfind(". ").map(|i| i + 1).or_else(|| head.rfind(' ')).filter(|cut| *cut > 0).unwrap_or(end);
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
fn tidy(text: &str) -> String {
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
        push_without_icons(&mut out, &line);
    }
    out
}

fn push_without_icons(out: &mut String, line: &str) {
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        out.push(c);
        let next = chars.peek().copied();
        let would_be_icon = match c {
            ':' | ';' => next.is_some_and(|next| !next.is_whitespace() && !next.is_ascii_digit()),
            '/' => next == Some('-'),
            _ => false,
        };
        if would_be_icon {
            out.push(' ');
        }
    }
}

fn units(text: &str) -> usize {
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

    #[test]
    fn no_icon_code_is_left() {
        assert_eq!(tidy("Chú ý:o nhé ;) lúc 17:00 a/-heart"), "Chú ý: o nhé ; ) lúc 17:00 a/ -heart");
    }
}
