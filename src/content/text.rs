//! The words of blocks: for summaries, descriptions, search and everything that is not a page.
//!
//! Blocks come in, plain text goes out. Footnote marks and HTML fall away; a link is its words.

use crate::content::block::{Block, Blocks, Inline};

/// The words of a line, with single spaces.
pub fn of_inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_inlines(&mut out, inlines, Ends::Pauses);
    tidy(&out)
}

/// The words of a line as they run: not a space is folded, so that places in it are places in its parts.
pub fn running(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_inlines(&mut out, inlines, Ends::Places);
    out
}

/// The words of a body, one paragraph, item, cell or heading a line.
pub fn of_blocks(body: &Blocks) -> String {
    let mut lines = Vec::new();
    push_blocks(&mut lines, &body.blocks);
    body.notes.iter().for_each(|note| push_blocks(&mut lines, note));
    lines.join("\n")
}

/// The first paragraph's words.
pub fn first_paragraph(body: &Blocks) -> String {
    body.blocks
        .iter()
        .find_map(|block| match block {
            Block::Paragraph(inlines) => Some(of_inlines(inlines)),
            _ => None,
        })
        .unwrap_or_default()
}

/// Text cut at a word so that it has at most `limit` characters, with an ellipsis if it was cut.
pub fn shorten(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit.saturating_sub(1)).collect();
    let at_word = cut.rfind(' ').map_or(cut.as_str(), |space| &cut[..space]);
    format!("{}…", at_word.trim_end_matches([',', ';', ':', '.', ' ', '-', '–']))
}

fn push_blocks(lines: &mut Vec<String>, blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Heading { content, .. } | Block::Paragraph(content) => lines.push(of_inlines(content)),
            Block::List { items, .. } | Block::Steps(items) | Block::Checklist(items) => {
                for item in items {
                    push_blocks(lines, item);
                }
            }
            Block::Quote(inner) => push_blocks(lines, inner),
            Block::Table { header, rows, .. } => {
                let cells = header.iter().chain(rows.iter().flatten());
                lines.extend(cells.map(|cell| of_inlines(cell)));
            }
            Block::Definitions(definitions) => definitions.iter().for_each(|definition| {
                lines.push(of_inlines(&definition.term));
                definition.meanings.iter().for_each(|meaning| push_blocks(lines, meaning));
            }),
            Block::Figure(picture) => lines.push(picture.caption.clone()),
            Block::Preformatted(text) => lines.push(text.clone()),
            Block::Care { level, heading, body } => {
                lines.push(format!("{}: {}", level.lead(), of_inlines(heading)));
                push_blocks(lines, body);
            }
            Block::Quiz(quiz) => {
                lines.push(of_inlines(&quiz.question));
                for answer in &quiz.answers {
                    lines.push(of_inlines(&answer.words));
                    push_blocks(lines, &answer.why);
                }
            }
            Block::Chart(chart) => {
                lines.push(of_inlines(&chart.title));
                let cells = chart.header.iter().chain(chart.rows.iter().flatten());
                lines.extend(cells.map(|cell| of_inlines(cell)));
                push_blocks(lines, &chart.after);
            }
            Block::Rule | Block::Raw(_) => {}
        }
    }
    lines.retain(|line| !line.is_empty());
}

/// What a line end that is meant becomes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// A space, so that no place moves.
    Places,
    /// A pause.
    Pauses,
}

fn push_inlines(out: &mut String, inlines: &[Inline], ends: Ends) {
    let mut after_mark = false;
    for inline in inlines {
        let is_mark = matches!(inline, Inline::NoteMark(_));
        match inline {
            Inline::Text(text) | Inline::Code(text) => {
                // The space before a mark that falls away does not stand before a full stop.
                if after_mark && text.starts_with(['.', ',', ';', ':', '!', '?', ')']) {
                    out.truncate(out.trim_end().len());
                }
                out.push_str(text);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => {
                push_inlines(out, inner, ends);
            }
            Inline::Link { content, .. } => push_inlines(out, content, ends),
            Inline::Picture(picture) => out.push_str(&picture.caption),
            // A line that ends without a mark is still a line.
            Inline::HardBreak if ends == Ends::Pauses && out.ends_with(char::is_alphanumeric) => {
                out.push_str(", ");
            }
            Inline::SoftBreak | Inline::HardBreak => out.push(' '),
            Inline::NoteMark(_) | Inline::Raw(_) => {}
        }
        after_mark = is_mark;
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_a_word() {
        assert_eq!(shorten("Sáu việc để con không đuối nước", 14), "Sáu việc để…");
        assert_eq!(shorten("ngắn", 10), "ngắn");
    }
}
