//! Footnotes where nobody can look down the page: what they tell follows what leads to them.
//!
//! An article comes in, its blocks go out with the notes among them. A note that only names a source stays
//! below the page; what it says besides would be lost to everybody who hears, and to every message.

use std::collections::BTreeSet;

use crate::content::block::{Block, Blocks, Inline};
use crate::content::text;
use crate::pack::letterhead;
use crate::site::Article;

/// What a note of a source begins with.
const SOURCES: [&str; 13] = [
    "nguồn",
    "trích",
    "dẫn theo",
    "căn cứ",
    "tài liệu",
    "số liệu",
    "luật",
    "bộ luật",
    "hiến pháp",
    "sđd",
    "xem thêm",
    "xem trang",
    "xem tại",
];

/// Documents, which are a source where their number or year stands behind them.
const DOCUMENTS: [&str; 9] = [
    "nghị định",
    "thông tư",
    "quyết định",
    "nghị quyết",
    "chỉ thị",
    "kế hoạch",
    "công văn",
    "báo cáo",
    "theo",
];

/// The blocks of an article without its letterhead, each followed by the notes that it leads to and that tell
/// something.
pub fn with_notes(article: &Article) -> Vec<Block> {
    let body = article.source.body.unpack();
    letterhead::without(if body.notes.is_empty() { body.blocks } else { woven(body) })
}

fn woven(body: Blocks) -> Vec<Block> {
    let mut told: BTreeSet<u32> = BTreeSet::new();
    let mut out = Vec::with_capacity(body.blocks.len() + body.notes.len());
    for block in body.blocks {
        let mut marks = Vec::new();
        marks_of(&block, &mut marks);
        out.push(block);
        for mark in marks {
            let note = usize::try_from(mark).ok().and_then(|n| body.notes.get(n.checked_sub(1)?));
            if let Some(note) = note.filter(|note| !is_source(note) && told.insert(mark)) {
                out.extend(note.iter().cloned());
            }
        }
    }
    out
}

/// The notes that a block leads to, in order.
fn marks_of(block: &Block, marks: &mut Vec<u32>) {
    match block {
        Block::Heading { content, .. } | Block::Paragraph(content) => in_line(content, marks),
        Block::List { items, .. } | Block::Steps(items) | Block::Checklist(items) => {
            for block in items.iter().flatten() {
                marks_of(block, marks);
            }
        }
        Block::Quote(inner) => inner.iter().for_each(|block| marks_of(block, marks)),
        Block::Table { header, rows, .. } => in_table(header, rows, marks),
        Block::Chart(chart) => {
            in_line(&chart.title, marks);
            in_table(&chart.header, &chart.rows, marks);
            for block in &chart.after {
                marks_of(block, marks);
            }
        }
        Block::Care { heading, body, .. } => {
            in_line(heading, marks);
            for block in body {
                marks_of(block, marks);
            }
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                in_line(&definition.term, marks);
                definition.meanings.iter().flatten().for_each(|block| marks_of(block, marks));
            }
        }
        // What explains a wrong answer is not said either.
        Block::Quiz(quiz) => in_line(&quiz.question, marks),
        Block::Figure(_) | Block::Preformatted(_) | Block::Rule | Block::Raw(_) => {}
    }
}

fn in_table(header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], marks: &mut Vec<u32>) {
    header.iter().chain(rows.iter().flatten()).for_each(|cell| in_line(cell, marks));
}

fn in_line(inlines: &[Inline], marks: &mut Vec<u32>) {
    for inline in inlines {
        match inline {
            Inline::NoteMark(mark) => marks.push(*mark),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strike(inner) => in_line(inner, marks),
            Inline::Link { content, .. } => in_line(content, marks),
            _ => {}
        }
    }
}

/// Whether a note only names where something stands: it begins like one, or has a link and little else.
/// Whom to call is told whatever stands before it.
fn is_source(note: &[Block]) -> bool {
    let mut words = String::new();
    let mut has_link = false;
    for block in note {
        match block {
            Block::Paragraph(content) => {
                words.push_str(&text::of_inlines(content));
                has_link |= content.iter().any(|inline| matches!(inline, Inline::Link { .. }));
            }
            _ => return false,
        }
        words.push(' ');
    }
    let lower = words.trim().to_lowercase();
    let opens =
        |with: &str| lower.strip_prefix(with).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let calls = lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == "gọi");
    let short = lower.split_whitespace().count() < 12 && !lower.contains([',', ';', ':']);
    let names = SOURCES.iter().any(|source| opens(source))
        || (opens("điều") || opens("khoản")) && lower.contains(|c: char| c.is_ascii_digit())
        || opens("điểm") && lower.contains("khoản");
    let cites = DOCUMENTS.iter().any(|kind| opens(kind)) && (is_numbered(&words) || opens("theo") && short);
    !calls && (lower.is_empty() || names || cites || has_link && short)
}

/// Whether a document's number or year stands in a text.
fn is_numbered(words: &str) -> bool {
    let is_number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.contains(['/', '-'])
            && word.chars().filter(|c| c.is_uppercase()).count() > 1
    };
    let all: Vec<&str> = words.split_whitespace().collect();
    let year = |pair: &[&str]| {
        pair[0] == "năm" && pair[1].get(..4).is_some_and(|year| year.bytes().all(|b| b.is_ascii_digit()))
    };
    all.iter().any(|word| is_number(word)) || all.windows(2).any(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &str) -> Block {
        Block::Paragraph(vec![Inline::Text(words.to_owned())])
    }

    fn marked(words: &str, mark: u32) -> Block {
        Block::Paragraph(vec![Inline::Text(words.to_owned()), Inline::NoteMark(mark)])
    }

    #[test]
    fn a_note_that_tells_something_follows_its_paragraph_once_and_a_source_stays_below() {
        let body = Blocks {
            blocks: vec![marked("Tiêm miễn phí.", 1), marked("Ở lại 30 phút.", 2), marked("Nhớ lại.", 2)],
            notes: vec![
                vec![line("Nguồn: Quyết định 12/QĐ-UBND.")],
                vec![line("Trẻ sốt cao, co giật: gọi 115.")],
            ],
        };
        let said: Vec<String> = woven(body)
            .iter()
            .map(|block| match block {
                Block::Paragraph(content) => text::of_inlines(content),
                _ => String::new(),
            })
            .collect();
        assert_eq!(said, ["Tiêm miễn phí.", "Ở lại 30 phút.", "Trẻ sốt cao, co giật: gọi 115.", "Nhớ lại."]);
    }

    #[test]
    fn whom_to_call_is_told_and_what_rests_on_a_law_is_not() {
        for source in [
            "Luật Trẻ em, Điều 33.",
            "Kế hoạch 145-KH/HU ngày 27/3/2024.",
            "Theo báo cáo của trạm y tế.",
            "Xem trang 5.",
        ] {
            assert!(is_source(&[line(source)]), "{source}");
        }
        for fact in [
            "Xem mạch trước; trẻ không thở thì gọi 115.",
            "Theo lịch mới, trẻ dưới 6 tuổi tiêm buổi sáng, trẻ lớn hơn tiêm buổi chiều.",
            "Riêng xóm 3 tiêm buổi chiều.",
            "Điểm tiêm cũ ở trường mầm non đã đóng.",
            "Kế hoạch đổi: tiêm ngày 7/12.",
        ] {
            assert!(!is_source(&[line(fact)]), "{fact}");
        }
    }
}
