//! Tables and charts in a message: a row a line, every cell behind the name of its column.
//!
//! A header and rows come in, lines of plain text go out. Which tables of an article a message lacks is
//! told here too: hours and places often stand in a table alone.

use crate::content::block::{Block, Inline};
use crate::content::text::of_inlines;
use crate::pack::message::tidy;
use crate::pack::say;
use crate::site::Article;

/// Of a longer table nobody reads anything in a message.
const ROWS: usize = 8;

/// The longest row.
const ROW: usize = 220;

/// The rows of a table as lines; none of one that is too large for a message.
pub(super) fn lines(header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    let lines: Vec<String> = rows.iter().map(|row| line(header, row)).collect();
    let fits = lines.len() <= ROWS && lines.iter().all(|line| line.chars().count() <= ROW);
    if fits { lines } else { Vec::new() }
}

/// The first rows of a chart.
pub(super) fn first_lines(header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    rows.iter().take(ROWS).map(|row| line(header, row)).collect()
}

/// `• Trẻ 9 tháng: Vắc-xin: Sởi đơn; Thời gian: 9h-11h`
fn line(header: &[Vec<Inline>], row: &[Vec<Inline>]) -> String {
    let cells = row.iter().zip(header).skip(1).map(|(cell, name)| (of_inlines(cell), of_inlines(name)));
    let cells = cells.filter(|(cell, _)| !cell.is_empty());
    let figures: Vec<String> = cells.map(|(cell, name)| say::figure(&name, &cell)).collect();
    let name = row.first().map(|cell| of_inlines(cell)).unwrap_or_default();
    tidy(&if figures.is_empty() {
        format!("• {name}")
    } else {
        format!("• {name}: {}", figures.join("; "))
    })
}

/// The tables of an article of which a message has no row, each by its first cells.
pub fn untold_tables(article: &Article, message: &str) -> Vec<String> {
    let blocks = article.source.body.unpack().blocks;
    let tables = blocks.iter().filter_map(|block| match block {
        Block::Table { header, rows, .. } => Some((header, rows)),
        _ => None,
    });
    let untold =
        tables.filter(|(header, rows)| rows.first().is_some_and(|row| !message.contains(&line(header, row))));
    let name = |header: &Vec<Vec<Inline>>| {
        let cells: Vec<String> = header.iter().map(|cell| of_inlines(cell)).collect();
        cells.into_iter().find(|cell| !cell.is_empty()).unwrap_or_default()
    };
    untold.map(|(header, _)| name(header)).collect()
}
