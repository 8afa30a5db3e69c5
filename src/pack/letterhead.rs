//! What stands above and below a document for the file: the motto of the state, who receives a copy.
//!
//! Blocks come in and go out without it. On the page it belongs to the document; nobody who listens or reads
//! a message waits for it.

use crate::content::block::{Block, Inline};
use crate::content::text::of_inlines;
use crate::vi::fold;

/// The motto, a line each.
const MOTTO: [&str; 2] = ["cong hoa xa hoi chu nghia viet nam", "doc lap tu do hanh phuc"];

/// The blocks of an article without the motto and the list of who receives it.
pub(super) fn without(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut is_received = false;
    for block in blocks {
        // The list of who receives a document follows the line that says so.
        let is_copies = std::mem::take(&mut is_received) && matches!(block, Block::List { .. });
        match block {
            Block::Paragraph(content) if receives(&content) => is_received = true,
            Block::Paragraph(content) => {
                out.extend(
                    Some(without_motto(content)).filter(|left| !left.is_empty()).map(Block::Paragraph),
                );
            }
            Block::Heading { level, id, content } => {
                let content = without_motto(content);
                out.extend((!content.is_empty()).then_some(Block::Heading { level, id, content }));
            }
            other => out.extend((!is_copies).then_some(other)),
        }
    }
    out
}

/// Whether a line begins the list of who receives a document: the village is not among them.
pub(super) fn receives(content: &[Inline]) -> bool {
    let line = of_inlines(content).to_lowercase();
    line.strip_prefix("nơi nhận").is_some_and(|rest| rest.trim_start().starts_with([':', '/']))
}

/// A line without the motto; the lines beside it stay.
fn without_motto(content: Vec<Inline>) -> Vec<Inline> {
    let is_end = |inline: &Inline| matches!(inline, Inline::HardBreak | Inline::SoftBreak);
    let lines: Vec<&[Inline]> = content.split(is_end).collect();
    if !lines.iter().any(|line| is_motto(line)) {
        return content;
    }
    let left: Vec<&[Inline]> = lines.into_iter().filter(|line| !is_motto(line) && !line.is_empty()).collect();
    left.join(&Inline::HardBreak)
}

fn is_motto(line: &[Inline]) -> bool {
    /// Longer lines are not asked.
    const LONGEST: usize = 120;
    let words = of_inlines(line);
    if words.len() > LONGEST {
        return false;
    }
    let words = fold::fold(&words);
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.collect::<Vec<_>>().join(" ");
    MOTTO.contains(&words.as_str()) || words == MOTTO.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(words: &str) -> Inline {
        Inline::Text(words.to_owned())
    }

    #[test]
    fn the_motto_and_who_receives_a_copy_are_left_out() {
        let motto = vec![
            line("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            Inline::HardBreak,
            line("Độc lập - Tự do - Hạnh phúc"),
        ];
        let heading = |content: Vec<Inline>| Block::Heading { level: 2, id: String::new(), content };
        let says = |words: &str| Block::Paragraph(vec![line(words)]);
        let list = || Block::List { start: None, items: vec![vec![says("Lưu: VT.")]] };
        let blocks = vec![
            heading(motto.clone()),
            Block::Paragraph([vec![line("UBND XÃ"), Inline::HardBreak], motto].concat()),
            says("Học sinh nghỉ học."),
            list(),
            says("Nơi nhận: HIỆU TRƯỞNG"),
            list(),
            says("Nơi nhận hồ sơ là trạm y tế."),
        ];
        let left =
            [says("UBND XÃ"), says("Học sinh nghỉ học."), list(), says("Nơi nhận hồ sơ là trạm y tế.")];
        assert_eq!(without(blocks), left);
    }
}
