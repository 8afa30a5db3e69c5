//! A document as Markdown: the body that keeps every word in its order, and the content file around it.
//!
//! In: head, title, paragraphs, foot and annexes of a document. Out: `CommonMark` with tables. Two columns become a table
//! of two columns, captions become headings, numbered text stays numbered text. Characters that Markdown would read as
//! its own are escaped. It does not choose where the file goes.

use super::anchors::{fold, is_caps};
use super::casing::natural;
use super::columns;
use super::lines::Line;
use super::marks::{Class, marker};
use super::reflow::Paragraph;
use super::{ImportedDocument, anchors, tail, ties};

/// A file that lies beside the draft, the untouched original first of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, as it lies beside the draft.
    pub file: String,
    /// What to call it.
    pub title: String,
    /// SHA-256 of its bytes in hexadecimal, if it has been computed.
    pub sha256: Option<String>,
}

/// The parts of one document, in the order of the source.
pub(super) struct Parts<'a> {
    pub(super) head: &'a [Line],
    pub(super) title: &'a [Line],
    pub(super) body: &'a [Paragraph],
    pub(super) foot: &'a [Line],
    pub(super) annexes: &'a [Paragraph],
}

/// The longest title a content file may have.
const MAX_TITLE: usize = 120;
/// The longest description a content file may have.
const MAX_DESCRIPTION: usize = 250;

/// The body of a document.
pub(super) fn body(parts: &Parts<'_>) -> String {
    let mut blocks = Vec::new();
    push_rows(&mut blocks, parts.head, columns::of_header, is_right_of_head);
    push_lines(&mut blocks, parts.title.iter().map(|line| line.text.as_str()));
    push_paragraphs(&mut blocks, parts.body);
    push_foot(&mut blocks, parts.foot);
    push_paragraphs(&mut blocks, parts.annexes);
    blocks.join("\n\n")
}

/// The content file of a draft: front matter between `+++`, then the body.
pub fn draft_markdown(doc: &ImportedDocument, attachments: &[Attachment]) -> String {
    let title = full_title(doc);
    let mut out = String::from("+++\n");
    key(&mut out, "title", &shorten(&title, MAX_TITLE));
    if title.chars().count() > MAX_TITLE {
        key(&mut out, "description", &shorten(&title, MAX_DESCRIPTION));
    }
    key(&mut out, "kind", "document");
    out.push_str("draft = true\n\n[document]\n");
    key(&mut out, "type", doc.kind.as_deref().unwrap_or(""));
    optional(&mut out, "number", doc.number.as_deref());
    optional(&mut out, "issuer", doc.issuer.as_deref().map(natural).as_deref());
    optional(&mut out, "superior", doc.superior_issuer.as_deref().map(natural).as_deref());
    optional(&mut out, "place", doc.place.as_deref());
    if let Some(date) = &doc.date {
        let text = date.to_string();
        out.push_str("issued = ");
        out.push_str(&if date.day.is_some() { text } else { quoted(&text) });
        out.push('\n');
    }
    if let Some(signer) = &doc.signer {
        optional(&mut out, "signer", signer.name.as_deref());
        optional(&mut out, "signer_position", signer.position.as_deref());
        optional(&mut out, "signer_authority", signer.authority.as_deref());
    }
    let recipients: Vec<String> = doc.recipients.iter().map(|item| quoted(item)).collect();
    list(&mut out, "recipients", &recipients);
    let cites: Vec<String> = doc
        .cites
        .iter()
        .map(|cite| match cite.date {
            Some(date) => {
                format!("{{ number = {}, date = {} }}", quoted(&cite.number), quoted(&date.to_string()))
            }
            None => format!("{{ number = {} }}", quoted(&cite.number)),
        })
        .collect();
    let level = doc.issuer.as_deref().and_then(ties::level);
    let above = doc.superior_issuer.as_deref().and_then(ties::level);
    optional(&mut out, "level", level.or(above.filter(|level| *level != "central")));
    let implements: Vec<String> = doc.implements.iter().map(|number| quoted(number)).collect();
    list(&mut out, "implements", &implements);
    list(&mut out, "cites", &cites);
    for attachment in attachments {
        out.push_str("\n[[attachments]]\n");
        key(&mut out, "file", &attachment.file);
        key(&mut out, "title", &attachment.title);
        optional(&mut out, "sha256", attachment.sha256.as_deref());
    }
    out.push_str("+++\n\n");
    out.push_str(&doc.body);
    out.push('\n');
    out
}

/// The title with a capital, or kind and number where there is none.
pub(super) fn full_title(doc: &ImportedDocument) -> String {
    let bare = || {
        let parts: Vec<&str> = [doc.kind.as_deref(), doc.number.as_deref()].into_iter().flatten().collect();
        if parts.is_empty() { "Văn bản chưa có tên".to_string() } else { parts.join(" ") }
    };
    let title = doc.title.clone().filter(|title| !title.is_empty()).unwrap_or_else(bare);
    let mut letters = title.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// At most `max` characters, cut at a word.
pub(super) fn shorten(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_string();
    }
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() + 2 > max {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out.push('…');
    out
}

/// A TOML string.
pub(super) fn quoted(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

fn key(out: &mut String, name: &str, value: &str) {
    out.push_str(name);
    out.push_str(" = ");
    out.push_str(&quoted(value));
    out.push('\n');
}

fn optional(out: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        key(out, name, value);
    }
}

fn list(out: &mut String, name: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    out.push_str(name);
    out.push_str(" = [\n");
    for item in items {
        out.push_str("  ");
        out.push_str(item);
        out.push_str(",\n");
    }
    out.push_str("]\n");
}

/// Lines of a head: a table of two columns where one line holds two, else lines under each other.
fn push_rows(
    blocks: &mut Vec<String>,
    lines: &[Line],
    cut: fn(&str) -> Vec<String>,
    is_right: fn(&str) -> bool,
) {
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            if line.rows.is_empty() { cut(&line.text) } else { line.rows.iter().flatten().cloned().collect() }
        })
        .filter(|row| !row.is_empty())
        .collect();
    if rows.iter().all(|row| row.len() < 2) {
        push_lines(blocks, rows.iter().flatten().map(String::as_str));
        return;
    }
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|mut row| {
            if row.len() == 1 && is_right(&row[0]) {
                row.insert(0, String::new());
            }
            row
        })
        .collect();
    blocks.push(table(&rows));
}

/// What stands in the right column of a head.
fn is_right_of_head(piece: &str) -> bool {
    anchors::find_motto(piece).is_some()
        || columns::find_issued(piece).is_some_and(|issued| issued.place_start == 0)
}

/// What stands in the right column of a foot.
fn is_right_of_foot(piece: &str) -> bool {
    let signs = anchors::starts_authority(piece) || anchors::is_name(piece) || anchors::is_signed_mark(piece);
    signs || (is_caps(piece) && anchors::starts_position(piece))
}

fn push_lines<'a>(blocks: &mut Vec<String>, lines: impl Iterator<Item = &'a str>) {
    let lines: Vec<String> = lines.map(escape).collect();
    if !lines.is_empty() {
        blocks.push(lines.join("  \n"));
    }
}

fn push_paragraphs(blocks: &mut Vec<String>, paragraphs: &[Paragraph]) {
    let mut before: Option<Class> = None;
    for paragraph in paragraphs {
        if !paragraph.rows.is_empty() {
            blocks.push(table(&paragraph.rows));
            before = None;
            continue;
        }
        if paragraph.text.is_empty() {
            continue;
        }
        let class = paragraph.marker.map(|marker| marker.class);
        if paragraph.footnote {
            blocks.push(format!("> {}", escape(&paragraph.text)));
        } else if paragraph.caption {
            let hashes = "#".repeat(usize::from(paragraph.level) + 1);
            blocks.push(format!("{hashes} {}", escape_inline(&paragraph.text)));
        } else {
            let item = item(paragraph);
            // Items of one list follow each other without a gap.
            match blocks.last_mut() {
                Some(last) if class.is_some_and(Class::is_bullet) && before == class => {
                    last.push('\n');
                    last.push_str(&item);
                }
                _ => blocks.push(item),
            }
        }
        before = if paragraph.caption || paragraph.footnote { None } else { class };
    }
}

fn item(paragraph: &Paragraph) -> String {
    match paragraph.marker {
        Some(mark) if mark.class.is_bullet() => {
            let bullet = if mark.class == Class::Plus { '+' } else { '-' };
            format!("{bullet} {}", escape(paragraph.text[mark.length..].trim_start()))
        }
        Some(mark) if mark.class == Class::Arabic => escape_inline(&paragraph.text),
        _ => escape(&paragraph.text),
    }
}

/// Recipients as a list, the signature as lines; a table where they stand side by side.
fn push_foot(blocks: &mut Vec<String>, lines: &[Line]) {
    if lines.iter().any(|line| columns::of_tail(&line.text).len() > 1 && !line.text.contains(";  ")) {
        push_rows(blocks, lines, columns::of_tail, is_right_of_foot);
        return;
    }
    let mut plain: Vec<&str> = Vec::new();
    let mut items: Vec<String> = Vec::new();
    for line in lines {
        let bullet = marker(&line.text).filter(|marker| marker.class.is_bullet());
        let signs =
            anchors::starts_authority(&line.text) || is_caps(&line.text) || anchors::is_name(&line.text);
        if let Some(bullet) = bullet {
            push_lines(blocks, plain.drain(..));
            items.push(format!("- {}", escape(line.text[bullet.length..].trim_start())));
        } else if !items.is_empty() && !signs && !tail::opens_recipients(&line.text) {
            if let Some(last) = items.last_mut() {
                last.push(' ');
                last.push_str(&escape_inline(&line.text));
            }
        } else {
            if !items.is_empty() {
                blocks.push(std::mem::take(&mut items).join("\n"));
            }
            plain.push(&line.text);
        }
    }
    if !items.is_empty() {
        blocks.push(items.join("\n"));
    }
    push_lines(blocks, plain.into_iter());
}

fn table(rows: &[Vec<String>]) -> String {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let mut out = String::new();
    for (idx, row) in rows.iter().enumerate() {
        out.push('|');
        for column in 0..n_columns {
            let cell = row.get(column).map_or("", String::as_str);
            out.push(' ');
            out.push_str(&escape_inline(cell).replace('|', "\\|"));
            out.push_str(" |");
        }
        if idx == 0 {
            out.push_str("\n|");
            out.push_str(&"---|".repeat(n_columns));
        }
        if idx + 1 < rows.len() {
            out.push('\n');
        }
    }
    out
}

/// A line of running text: nothing in it may start a block or a mark of Markdown.
fn escape(text: &str) -> String {
    let inline = escape_inline(text);
    let digits = inline.len() - inline.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &inline[digits..];
    let starts_list = digits > 0 && after.starts_with(['.', ')']) && after[1..].starts_with(' ');
    if inline.starts_with(['#', '>', '|', ':', '=', '~'])
        || (inline.starts_with(['-', '+']) && !inline.starts_with("- "))
        || starts_list && digits > 2
    {
        return if starts_list { format!("{}\\{}", &inline[..digits], after) } else { format!("\\{inline}") };
    }
    inline
}

fn escape_inline(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let own = match c {
            '*' | '`' | '\\' => true,
            '_' => !((before.is_alphanumeric() && next.is_alphanumeric()) || (before == '_' && next == '_')),
            '<' => next.is_alphabetic() || matches!(next, '/' | '!' | '?'),
            '[' => text.contains("](") || next == '^',
            '~' => next == '~' || before == '~',
            '&' => next.is_ascii_lowercase() || next == '#',
            '{' => next == '#' || next == '{' || next == '%',
            _ => false,
        };
        if own {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// Whether a paragraph speaks of the words given, for other modules that pick passages.
pub(super) fn mentions(text: &str, words: &[&str]) -> bool {
    let folded = fold(text);
    words.iter().any(|word| folded.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_signs_are_escaped() {
        assert_eq!(escape("2030. Tiếp tục"), "2030\\. Tiếp tục");
        assert_eq!(escape("#tag <b> A*B trẻ < 6 tuổi"), "\\#tag \\<b> A\\*B trẻ < 6 tuổi");
        assert_eq!(escape("SLĐTB&XH"), "SLĐTB&XH");
    }

    #[test]
    fn long_titles_are_cut_at_a_word() {
        assert_eq!(shorten("một hai ba bốn", 10), "một hai…");
        assert_eq!(shorten("một hai", 10), "một hai");
    }
}
