//! What an article tells people to do, in a few short sentences: for a poster.
//!
//! An article's blocks come in: whom to call at once, then its steps, or else its checklists, care cards
//! or lists. Out go the first sentences, none longer than stands readable from three metres.

use crate::content::block::{Block, CareLevel, Inline};
use crate::content::text::{of_inlines, shorten};
use crate::pack::compose::is_whole;
use crate::pack::urges;
use crate::site::Article;

/// The most characters of an action on a poster.
const LONGEST: usize = 100;

/// Finds the items of one sort of list.
type Finder = fn(&Block) -> Option<&[Vec<Block>]>;

/// The first `most` things to do.
pub fn actions(article: &Article, most: usize) -> Vec<String> {
    let blocks = article.source.body.unpack().blocks;
    let finders: [Finder; 4] = [steps, checklist, care, list];
    let found = finders.into_iter().map(|finder| {
        let items = blocks.iter().filter_map(finder).flatten();
        items.filter_map(|item| action(item)).take(most).collect::<Vec<String>>()
    });
    let found: Vec<Vec<String>> = found.collect();
    let enough = found.iter().find(|list| list.len() >= 3).or_else(|| found.iter().max_by_key(|l| l.len()));
    let rest = enough.cloned().unwrap_or_default();
    at_once(&blocks).into_iter().chain(rest).take(most).collect()
}

/// What an emergency card bids in its heading, if that says it whole.
fn at_once(blocks: &[Block]) -> Option<String> {
    let heading = blocks.iter().find_map(|block| match block {
        Block::Care { level: CareLevel::Emergency, heading, .. } => Some(of_inlines(heading)),
        _ => None,
    })?;
    let is_fit = urges(&heading) && is_whole(&heading) && heading.chars().count() <= LONGEST;
    is_fit.then(|| heading.trim_end_matches('.').to_owned())
}

fn steps(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::Steps(items) = block { Some(items) } else { None }
}

fn checklist(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::Checklist(items) = block { Some(items) } else { None }
}

/// The list within a care card.
fn care(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::Care { body, .. } = block { body.iter().find_map(list) } else { None }
}

fn list(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::List { items, .. } = block { Some(items) } else { None }
}

/// What an item begins with in bold if that is a sentence of its own, else its first sentence.
fn action(item: &[Block]) -> Option<String> {
    let words = item.iter().find_map(|block| match block {
        Block::Paragraph(content) => Some(content.as_slice()),
        _ => None,
    })?;
    let whole = of_inlines(words);
    let bold = match words.first() {
        Some(Inline::Strong(inner)) => of_inlines(inner),
        _ => String::new(),
    };
    // `Không ngắt được: …` is a condition, and what to do stands behind it.
    let rest = whole.strip_prefix(bold.as_str());
    let is_condition = bold.ends_with(':') || rest.is_some_and(|rest| rest.starts_with(':'));
    let is_sentence = bold.split_whitespace().count() >= 3 && rest.is_some() && !is_condition;
    let text = if is_sentence { bold } else { first_sentence(&whole) };
    let text = text.trim().trim_end_matches([';', ':', ',', '.']).to_owned();
    (!text.is_empty()).then(|| shorten(&text, LONGEST))
}

/// The first sentence, or as many as make up a few words: `GỌI.` alone says too little.
fn first_sentence(text: &str) -> String {
    const ENOUGH: usize = 3;
    let ends = text.char_indices().filter(|(_, c)| matches!(c, '.' | '!' | '?' | ';'));
    let mut ends = ends.map(|(at, _)| at + 1).filter(|end| text[*end..].starts_with(' '));
    let end = ends.find(|end| text[..*end].split_whitespace().count() >= ENOUGH);
    end.map_or(text, |end| &text[..end]).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(inlines: Vec<Inline>) -> Vec<Block> {
        vec![Block::Paragraph(inlines)]
    }

    #[test]
    fn a_sentence_in_bold_is_the_action_and_a_word_in_bold_is_not() {
        let text = |text: &str| Inline::Text(text.to_owned());
        let item = paragraph(vec![Inline::Strong(vec![text("Gọi to xin giúp.")]), text(" Đừng nhảy xuống.")]);
        assert_eq!(action(&item).as_deref(), Some("Gọi to xin giúp"));
        let item = paragraph(vec![Inline::Strong(vec![text("Gọi")]), text(" 115 ngay. Nói rõ nơi ở.")]);
        assert_eq!(action(&item).as_deref(), Some("Gọi 115 ngay"));
    }

    #[test]
    fn a_condition_in_bold_takes_what_to_do_with_it() {
        let text = |text: &str| Inline::Text(text.to_owned());
        for (bold, rest) in
            [("Không ngắt được:", " đi dép khô. Dùng gậy."), ("Không ngắt được", ": đi dép khô. Dùng gậy.")]
        {
            let item = paragraph(vec![Inline::Strong(vec![text(bold)]), text(rest)]);
            assert_eq!(action(&item).as_deref(), Some("Không ngắt được: đi dép khô"));
        }
    }

    #[test]
    fn whom_to_call_at_once_is_known_by_its_heading() {
        let card = |heading: &str| Block::Care {
            level: CareLevel::Emergency,
            heading: vec![Inline::Text(heading.to_owned())],
            body: Vec::new(),
        };
        assert_eq!(at_once(&[card("Gọi 115 và ngắt điện.")]).as_deref(), Some("Gọi 115 và ngắt điện"));
        assert_eq!(at_once(&[card("Gọi 115 nếu trẻ")]), None);
    }

    #[test]
    fn a_point_within_a_number_ends_no_sentence() {
        assert_eq!(first_sentence("Nộp đủ 1.200 đồng; xong thì về"), "Nộp đủ 1.200 đồng;");
    }

    #[test]
    fn one_word_takes_the_next_sentence_with_it() {
        assert_eq!(first_sentence("GỌI. Hô to xin giúp. Rồi chạy."), "GỌI. Hô to xin giúp.");
    }
}
