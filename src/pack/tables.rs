//! Tables and charts in a message: a row a line, every cell behind the name of its column.
//!
//! A header and rows come in, lines of plain text go out. Which tables of an article a message lacks is
//! told here too: hours and places often stand in a table alone.

use crate::content::block::{Block, Inline};
use crate::content::text::of_inlines;
use crate::pack::message::tidy;
use crate::pack::say;
use crate::site::Article;
use crate::vi::fold;

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
    tidy(&format!("• {}", row_in_words(header, row)))
}

/// `Trẻ 9 tháng: Vắc-xin: Sởi đơn; Thời gian: 9h-11h`: the name of the row, then every other cell that is
/// not empty behind the name of its column. A number that only counts the rows is left out.
pub fn row_in_words(header: &[Vec<Inline>], row: &[Vec<Inline>]) -> String {
    let counted = header.first().is_some_and(|name| counts_rows(&of_inlines(name))) && row.len() > 1;
    let mut cells = row.iter().enumerate().skip(usize::from(counted)).map(|(i, cell)| (i, of_inlines(cell)));
    let (first, name) = cells.next().unwrap_or_default();
    let head = |i: usize| header.get(i).map(|cell| of_inlines(cell)).unwrap_or_default();
    let name =
        if begins_with_day(&name) && is_of_days(&head(first)) { format!("Ngày {name}") } else { name };
    // Of two columns the second says itself what it is, unless it is a figure.
    let is_pair = header.len() == 2 + usize::from(counted);
    let is_figure = |cell: &str| cell.starts_with(|c: char| !c.is_alphabetic());
    let cell = |(i, cell): (usize, String)| {
        if is_pair && !is_figure(&cell) { cell } else { say::figure(&head(i), &cell) }
    };
    let figures: Vec<String> = cells.filter(|(_, cell)| !cell.is_empty()).map(cell).collect();
    if figures.is_empty() { name } else { format!("{name}: {}", figures.join("; ")) }
}

/// `10/12 (T5)` without a year: behind no word it may be a part of something.
fn begins_with_day(cell: &str) -> bool {
    let day = cell.split(|c: char| !c.is_ascii_digit() && c != '/').next().unwrap_or_default();
    let fits =
        |part: &str, most: u8| part.len() < 3 && part.parse().is_ok_and(|n: u8| (1..=most).contains(&n));
    day.split_once('/').is_some_and(|(day, month)| fits(day, 31) && fits(month, 12))
}

/// The head of a column that says on what days something is.
fn is_of_days(name: &str) -> bool {
    let name = fold::fold(name);
    ["ngay", "thoi gian", "buoi", "lich", "thu"].iter().any(|word| {
        name.trim().strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// The head of a column that counts its rows.
fn counts_rows(name: &str) -> bool {
    let name = fold::fold(name);
    ["tt", "stt", "so tt", "so thu tu", "#"].contains(&name.trim().trim_end_matches('.'))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_its_name_first_and_neither_its_number_nor_empty_cells() {
        let cells = |words: &[&str]| -> Vec<Vec<Inline>> {
            words.iter().map(|words| vec![Inline::Text((*words).to_owned())]).collect()
        };
        let header = cells(&["TT", "Nội dung", "Số lượng", "Thành tiền"]);
        let said = row_in_words(&header, &cells(&["1", "Nước uống", "", "240.000"]));
        assert_eq!(said, "Nước uống: Thành tiền: 240.000");
        let header = cells(&["Tuổi", "2026"]);
        assert_eq!(row_in_words(&header, &cells(&["1", "12 em"])), "1: năm 2026: 12 em");
        assert_eq!(line(&header, &cells(&["Hộ nghèo", ""])), "• Hộ nghèo");
        let days = cells(&["Thứ/ngày", "Xóm"]);
        assert_eq!(line(&days, &cells(&["10/12 (T5)", "1"])), "• Ngày 10/12 (T5): Xóm: 1");
        assert_eq!(line(&days, &cells(&["10/12/2026", "1"])), "• 10/12/2026: Xóm: 1");
        assert_eq!(line(&cells(&["Lớp", "Cô"]), &cells(&["1/2", "2"])), "• 1/2: Cô: 2");
        let header = cells(&["Giờ", "Việc"]);
        assert_eq!(line(&header, &cells(&["21h00", "Văn nghệ"])), "• 21h00: Văn nghệ");
        assert_eq!(line(&header, &cells(&["Xóm 5", "12 em"])), "• Xóm 5: Việc: 12 em");
    }
}
