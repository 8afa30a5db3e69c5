//! Blocks as sentences for the ear.
//!
//! Written paragraphs come out in reading order, one for every breath: links are their words, items
//! are sentences, steps are counted, a table is said row by row. Numbers stay written; another
//! module reads them.

use crate::content::block::{Block, Inline, Quiz};
use crate::content::text::of_inlines;

/// The sentences of a body, a paragraph each.
pub(super) fn paragraphs(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    push_all(&mut out, blocks);
    out.retain(|paragraph| !paragraph.is_empty());
    out
}

/// A text that ends as a sentence does.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.chars().last() {
        None => String::new(),
        Some('.' | '!' | '?' | '…' | ':') => text.to_owned(),
        Some(',' | ';') => format!("{}.", &text[..text.len() - 1]),
        Some(_) => format!("{text}."),
    }
}

fn push_all(out: &mut Vec<String>, blocks: &[Block]) {
    for block in blocks {
        push(out, block);
    }
}

fn push(out: &mut Vec<String>, block: &Block) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => {
            out.push(sentence(&of_inlines(content)));
        }
        Block::List { items, .. } | Block::Checklist(items) => {
            for item in items {
                push_all(out, item);
            }
        }
        Block::Steps(items) => {
            for (i, item) in items.iter().enumerate() {
                let mut said = paragraphs(item);
                if let Some(first) = said.first_mut() {
                    *first = format!("Việc thứ {}: {first}", ordinal(i + 1));
                }
                out.append(&mut said);
            }
        }
        Block::Quote(inner) => push_all(out, inner),
        Block::Table { header, rows, .. } => out.extend(rows.iter().map(|row| row_as_sentence(header, row))),
        Block::Definitions(definitions) => {
            for definition in definitions {
                let meanings: Vec<String> =
                    definition.meanings.iter().flat_map(|meaning| paragraphs(meaning)).collect();
                out.push(sentence(&format!("{} là: {}", of_inlines(&definition.term), meanings.join(" "))));
            }
        }
        Block::Care { level, heading, body } => {
            out.push(sentence(&format!("{}: {}", level.lead(), of_inlines(heading))));
            push_all(out, body);
        }
        Block::Quiz(quiz) => push_quiz(out, quiz),
        Block::Chart(chart) => {
            out.push(sentence(&of_inlines(&chart.title)));
            out.extend(chart.rows.iter().map(|row| row_as_sentence(&chart.header, row)));
        }
        Block::Figure(_) | Block::Preformatted(_) | Block::Rule | Block::Raw(_) => {}
    }
}

/// The question, the answers to choose from, then the right one and why.
fn push_quiz(out: &mut Vec<String>, quiz: &Quiz) {
    out.push(sentence(&format!("Câu hỏi: {}", of_inlines(&quiz.question))));
    for (i, answer) in quiz.answers.iter().enumerate() {
        out.push(sentence(&format!("Cách thứ {}: {}", ordinal(i + 1), of_inlines(&answer.words))));
    }
    for (_, answer) in quiz.right() {
        out.push(sentence(&format!("Trả lời đúng là: {}", of_inlines(&answer.words))));
        push_all(out, &answer.why);
    }
}

/// `Tuổi 0–5: khoảng cách: trong tầm tay; …`
fn row_as_sentence(header: &[Vec<Inline>], row: &[Vec<Inline>]) -> String {
    let mut cells = row.iter().map(|cell| of_inlines(cell));
    let first = cells.next().unwrap_or_default();
    let rest: Vec<String> = cells
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(i, cell)| {
            match header.get(i + 1).map(|cell| of_inlines(cell)).filter(|name| !name.is_empty()) {
                Some(name) => format!("{name}: {cell}"),
                None => cell,
            }
        })
        .collect();
    sentence(&if rest.is_empty() { first } else { format!("{first}: {}", rest.join("; ")) })
}

pub(super) fn ordinal(n: usize) -> String {
    match n {
        1 => "nhất".to_owned(),
        4 => "tư".to_owned(),
        n => n.to_string(),
    }
}
