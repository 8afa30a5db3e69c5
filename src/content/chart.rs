//! The inside of a fence `chart` becomes figures that can be drawn as bars.
//!
//! Blocks come in: a title, a table whose cells from the second column on hold numbers of one unit, and
//! what follows (its source). Lengths of bars are decided here, once, so that every output draws the
//! same; numbers are read in their Vietnamese form (`1.200`, `2,5 %`).

use crate::content::block::{Block, Chart, Inline};
use crate::content::quiz::Lack;
use crate::content::text;

/// More bars than these are a table and no picture.
const ROWS: std::ops::RangeInclusive<usize> = 1..=12;
/// How many columns of numbers.
const SERIES: std::ops::RangeInclusive<usize> = 1..=3;

/// The longest bar.
const LONGEST: f64 = 1_000_000.0;

/// What an author sees as the form to follow.
pub(crate) const EXAMPLE: &str = "Tên biểu đồ / | Việc | 2025 | 2030 | / | Biết bơi | 50 % | 60 % |";

/// The figures of a fence.
pub(crate) fn chart(mut inside: Vec<Block>) -> Result<Chart, Lack> {
    const SHAPE: Lack = ("một dòng tên, rồi một bảng số", "a line with its title, then a table of numbers");
    if inside.len() < 2 {
        return Err(SHAPE);
    }
    let after = inside.split_off(2);
    let [title, Block::Table { header, rows, .. }]: [Block; 2] = inside.try_into().map_err(|_| SHAPE)? else {
        return Err(SHAPE);
    };
    let (Block::Paragraph(title) | Block::Heading { content: title, .. }) = title else { return Err(SHAPE) };
    if !ROWS.contains(&rows.len()) || !SERIES.contains(&header.len().saturating_sub(1)) {
        return Err((
            "từ một đến mười hai hàng và từ một đến ba cột số",
            "one to twelve rows and one to three columns of numbers",
        ));
    }
    if after.iter().any(|block| !matches!(block, Block::Paragraph(_))) {
        return Err((
            "chỉ đoạn văn (như nguồn) sau bảng",
            "nothing but paragraphs (as its source) after the table",
        ));
    }
    let bars = bars(&rows)?;
    Ok(Chart { title, header, rows, bars, after })
}

fn bars(rows: &[Vec<Vec<Inline>>]) -> Result<Vec<Vec<u32>>, Lack> {
    const NUMBER: Lack = (
        "một số không âm ở mọi ô từ cột thứ hai",
        "a number, not below nought, in every cell from the second column on",
    );
    let read = |row: &Vec<Vec<Inline>>| {
        let cells = row.iter().skip(1).map(|cell| figure(&text::of_inlines(cell)));
        cells.collect::<Option<Vec<(f64, String)>>>().ok_or(NUMBER)
    };
    let figures = rows.iter().map(read).collect::<Result<Vec<_>, Lack>>()?;
    let mut units = figures.iter().flatten().map(|(_, unit)| unit.as_str());
    let unit = units.next().unwrap_or_default();
    if units.any(|other| other != unit) {
        return Err(("cùng một đơn vị ở mọi ô số", "one unit in all cells with numbers"));
    }
    let greatest = figures.iter().flatten().map(|(value, _)| *value).fold(0.0, f64::max);
    // Shares are seen against the whole.
    let whole = if unit.contains('%') && greatest <= 100.0 { 100.0 } else { greatest.max(f64::MIN_POSITIVE) };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between nought and a million"
    )]
    let length = |(value, _): &(f64, String)| (value / whole * LONGEST).round() as u32;
    Ok(figures.iter().map(|row| row.iter().map(length).collect()).collect())
}

/// The first number of a cell and what stands around it.
fn figure(cell: &str) -> Option<(f64, String)> {
    let start = cell.find(|c: char| c.is_ascii_digit())?;
    let before = cell[..start].trim_end();
    if before.ends_with(['-', '−', '–']) {
        return None;
    }
    let digits = &cell[start..];
    let end = digits.find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ',')).unwrap_or(digits.len());
    let written = digits[..end].trim_end_matches(['.', ',']);
    let value: f64 = written.replace('.', "").replace(',', ".").parse().ok()?;
    let after = digits[written.len()..].trim_start();
    value.is_finite().then(|| (value, format!("{before} {after}")))
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn a_number_is_read_in_its_vietnamese_form_with_its_unit() {
        assert_eq!(figure("1.200 em"), Some((1200.0, " em".to_owned())));
        assert_eq!(figure("dưới 2,5 %"), Some((2.5, "dưới %".to_owned())));
        assert_eq!(figure("16/100.000"), Some((16.0, " /100.000".to_owned())));
        assert_eq!(figure("−10 %"), None);
        assert_eq!(figure("chưa có"), None);
    }
}
