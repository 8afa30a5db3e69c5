//! What paragraphs of an article go into its message: short bodies whole, of longer ones what urges.
//!
//! An article and its blocks come in, sections of lines go out. Lists, cards and tables are chosen elsewhere;
//! here it is seen to that no instruction is lost only because it stands in a sentence.

use crate::content::block::{Block, Inline};
use crate::content::front_matter::{Class, Kind};
use crate::content::text::of_inlines;
use crate::pack::pointers::without_pointing;
use crate::pack::repeats::Heard;
use crate::pack::urge::urges;
use crate::site::Article;

/// A body with at most so many characters in its paragraphs is told whole.
const SHORT: usize = 500;

/// A paragraph of a body that is to be told.
pub(super) struct Told {
    /// Its place among the blocks.
    pub(super) place: usize,
    /// Its words.
    pub(super) words: String,
    /// The same in the lines of a verse or an address.
    pub(super) lines: Vec<String>,
}

/// The paragraphs of a body that its message says besides its summary.
pub(super) fn told(article: &Article, blocks: &[Block]) -> Vec<Told> {
    let front = &article.source.front;
    let summary = front.description.as_ref().map_or("", |summary| summary.value.as_str());
    let heard = Heard::of([front.title.value.as_str(), summary]);
    let paragraphs: Vec<Told> = blocks
        .iter()
        .enumerate()
        .filter_map(|(place, block)| {
            let words = words(block, blocks.get(place + 1))?;
            Some(Told { place, lines: lines(block, &words), words })
        })
        .collect();
    let length: usize = paragraphs.iter().map(|told| told.words.chars().count()).sum();
    let is_whole = length <= SHORT || front.class == Class::Urgent;
    let is_news = matches!(article.facts.kind, Kind::News | Kind::Event | Kind::Service);
    let is_wanted = |told: &Told| {
        let opens = is_news && told.place == 0 && urges(&told.words);
        is_whole || calls(&told.words) || opens
    };
    paragraphs.into_iter().filter(|told| is_wanted(told) && !heard.has(&told.words)).collect()
}

/// The words of a paragraph, unless it only leads to a list, names who receives a document or points.
fn words(block: &Block, next: Option<&Block>) -> Option<String> {
    let content = match block {
        Block::Paragraph(content) => content,
        Block::Quote(inner) => match inner.as_slice() {
            [Block::Paragraph(content)] => content,
            _ => return None,
        },
        _ => return None,
    };
    if lead(block, next).is_some() {
        return None;
    }
    let words = without_pointing(content);
    let leads = words.ends_with(':') && !matches!(next, None | Some(Block::Paragraph(_)));
    let receives = of_inlines(content).to_lowercase().starts_with("nơi nhận");
    (!words.is_empty() && !leads && !receives && !rests(&words)).then_some(words)
}

/// The lines of a paragraph whose ends are meant; its words alone where it was said otherwise than it stands.
fn lines(block: &Block, words: &str) -> Vec<String> {
    let whole = || vec![words.to_owned()];
    let Block::Paragraph(content) = block else { return whole() };
    let is_end = |inline: &Inline| matches!(inline, Inline::HardBreak);
    if !content.iter().any(is_end) || of_inlines(content) != words {
        return whole();
    }
    let lines = content.split(is_end).map(of_inlines);
    lines.filter(|line| !line.is_empty()).collect()
}

/// A paragraph that is the heading of the list or the table behind it: in bold, or without the end of a
/// sentence. Without it the list may say the contrary (`Không được làm:`).
pub(super) fn lead(block: &Block, next: Option<&Block>) -> Option<String> {
    const LONGEST: usize = 160;
    let Block::Paragraph(content) = block else { return None };
    let is_listed = matches!(
        next?,
        Block::List { .. } | Block::Steps(_) | Block::Checklist(_) | Block::Table { .. } | Block::Chart(_)
    );
    let is_bold = |inline: &Inline| match inline {
        Inline::Strong(_) => true,
        Inline::Text(text) => text.chars().all(|c| c.is_whitespace() || matches!(c, ':' | '.')),
        _ => false,
    };
    let words = of_inlines(content);
    let fits = is_listed && !words.is_empty() && words.chars().count() <= LONGEST;
    let leads = words.ends_with([':', ',', ')']) || words.ends_with(char::is_alphanumeric);
    (fits && (leads || content.iter().all(is_bold))).then_some(words)
}

/// Whether a paragraph only says on what documents something rests, and not what follows from them: it is one
/// clause, or every sentence of it stops half-way.
fn rests(words: &str) -> bool {
    let lower = words.to_lowercase();
    let opens = ["căn cứ ", "thực hiện ", "theo "].iter().any(|word| lower.starts_with(word));
    let is_number = |word: &str| word.contains('/') && word.contains(char::is_uppercase);
    let bare = words.trim_end_matches(['.', ';', ',']);
    let is_clause = !bare.contains(". ") && !bare.contains(", ") && !words.ends_with(':');
    let stops = words.ends_with([';', ',']) && !bare.contains(". ");
    opens && words.split_whitespace().any(is_number) && (is_clause || stops)
}

/// Whether a text names a number to call.
fn calls(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has_number = lower.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= 3);
    has_number && lower.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "gọi" | "báo" | "hệ"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_document_orders_is_told_with_its_number() {
        assert!(rests("Căn cứ Công điện số 12/CĐ-UBND ngày 27/11/2026;"));
        assert!(rests("Thực hiện Kế hoạch số 25/KH-UBND, Quyết định số 3/QĐ-UBND;"));
        assert!(rests("Căn cứ Luật Trẻ em số 102/2016/QH13."));
        assert!(!rests("Theo NQ 173/2024/QH15, từ 1/1/2025 cấm thuốc lá điện tử."));
        assert!(!rests("Thực hiện Kế hoạch số 25/KH-UBND của xã, toàn xã đã:"));
        assert!(!rests("Căn cứ Công điện số 12/CĐ-UBND. Học sinh nghỉ học;"));
    }
}
