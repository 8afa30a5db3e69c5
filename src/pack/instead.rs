//! What a poster shows of an article that lists nothing: the rows of a table, or a question.
//!
//! An article's blocks come in, lines of a poster go out; a sheet on a wall with a headline alone helps
//! nobody.

use crate::content::block::{Block, Inline, Quiz};
use crate::content::text::{of_inlines, shorten};
use crate::pack::lines::{LONGEST, Line, LineKind, line};
use crate::pack::tables::row_in_words;

/// The most rows of a table on a poster.
const ROWS: usize = 6;

/// The first rows of a table, or else a question with its answers.
pub(super) fn instead(blocks: &[Block]) -> Vec<Line> {
    let found = blocks.iter().find_map(|block| match block {
        Block::Table { header, rows, .. } => Some((None, row_lines(header, rows))),
        Block::Chart(chart) => Some((Some(of_inlines(&chart.title)), row_lines(&chart.header, &chart.rows))),
        _ => None,
    });
    let asked = || {
        let quiz =
            blocks.iter().find_map(|block| if let Block::Quiz(quiz) = block { Some(quiz) } else { None })?;
        let answers = quiz.answers.iter().enumerate();
        let answers =
            answers.map(|(i, answer)| format!("{}) {}", Quiz::letter(i), of_inlines(&answer.words)));
        // Without its solution a question on the wall teaches the wrong answer.
        let right =
            quiz.right().map(|(letter, answer)| format!("Đáp án: {letter}) {}", of_inlines(&answer.words)));
        Some((Some(of_inlines(&quiz.question)), answers.chain(right).collect()))
    };
    let Some((heading, rows)) = found.or_else(asked) else { return Vec::new() };
    let heading = heading.filter(|heading| !heading.is_empty());
    let heading = heading.map(|heading| line(LineKind::Heading, shorten(&heading, LONGEST)));
    let rows = rows.iter().take(ROWS).map(|row| line(LineKind::Point, shorten(row, LONGEST)));
    heading.into_iter().chain(rows).collect()
}

/// A row in words each.
fn row_lines(header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    rows.iter().map(|row| row_in_words(header, row)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poster_of_a_table_alone_has_its_rows() {
        let cells = |words: &[&str]| {
            words.iter().map(|words| vec![Inline::Text((*words).to_owned())]).collect::<Vec<_>>()
        };
        let rows = vec![cells(&["Học sinh", "10.000đ"]), cells(&["Người lớn", "20.000đ"])];
        let table =
            Block::Table { header: cells(&["Đối tượng", "Vé lượt"]), align: Vec::new(), rows };
        let said: Vec<String> = instead(&[table]).into_iter().flat_map(|line| line.wordings).collect();
        assert_eq!(said, ["Học sinh: Vé lượt: 10.000đ", "Người lớn: Vé lượt: 20.000đ"]);
    }
}
