//! Lines of a poster: short texts below each other at one size, as many words as the box holds.
//!
//! Every row comes with several wordings, the longest first, a mark and a weight. If the shortest of
//! all do not fit at the smallest size, rows are left out from the end, those that must stay excepted;
//! if room is left, rows take longer wordings, those with numbers first and then from the top.

use serde::Serialize;

use crate::draw::fit::{ASCENT, Space, broken, height, parted, round, sizes, words};
use crate::draw::flow::Measure;

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The longest first; never empty.
    pub wordings: Vec<String>,
    /// `1.` or `•`.
    pub mark: String,
    /// Heavy.
    pub bold: bool,
    /// Begins a group: room stands above it, and it is not the last.
    pub heads: bool,
    /// Others are left out before it; without a mark it stands below no heading.
    pub stays: bool,
}

/// Rows at their places.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Stacked {
    /// The size of type.
    pub size: f32,
    /// How high all of them are.
    pub height: f32,
    /// Their lines and marks.
    pub lines: Vec<Placed>,
    /// Rows had to be left out.
    pub cut: bool,
}

/// A line at its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Placed {
    /// From the left of the box.
    pub x: f32,
    /// Where its letters stand, from the top of the box.
    pub y: f32,
    /// Heavy.
    pub bold: bool,
    /// The words.
    pub text: String,
}

/// The most lines of a row.
const MOST_LINES: usize = 6;

/// Sets rows in a box; longer wordings are taken while the type stays at `comfortable` or above.
pub fn stack(rows: &[Row], space: Space, comfortable: f32, measure: Measure<'_>) -> Stacked {
    let mut kept: Vec<&Row> = rows.iter().collect();
    loop {
        let mut chosen: Vec<usize> = kept.iter().map(|row| row.wordings.len().saturating_sub(1)).collect();
        if let Some(mut best) = set(&kept, &chosen, space, measure) {
            let room = Space { smallest: comfortable.max(space.smallest).min(best.size), ..space };
            let (first, then): (Vec<usize>, Vec<usize>) =
                (0..kept.len()).partition(|i| gains_numbers(kept[*i]));
            // How often and how long nobody can guess.
            for i in first.into_iter().chain(then) {
                while let Some(longer) = chosen[i].checked_sub(1) {
                    let before = std::mem::replace(&mut chosen[i], longer);
                    let Some(set) = set(&kept, &chosen, room, measure) else {
                        chosen[i] = before;
                        break;
                    };
                    best = set;
                }
            }
            best.cut = kept.len() < rows.len();
            return best;
        }
        let Some(last) = can_go(&kept).or_else(|| kept.len().checked_sub(1)) else {
            return Stacked { size: space.smallest, height: 0.0, lines: Vec::new(), cut: !rows.is_empty() };
        };
        kept.remove(last);
        while let Some(lonely) = heads_nothing(&kept) {
            kept.remove(lonely);
        }
    }
}

/// The last row that may be left out: none that must stay, nor its heading.
fn can_go(rows: &[&Row]) -> Option<usize> {
    let heads_one = |i: usize| {
        let below = rows.get(i + 1);
        rows[i].heads && below.is_some_and(|below| below.stays && !below.mark.is_empty())
    };
    (0..rows.len()).rev().find(|i| !rows[*i].stays && !heads_one(*i))
}

/// Whether a longer wording of a row says a number that the shortest does not.
fn gains_numbers(row: &Row) -> bool {
    let digits =
        |text: Option<&String>| text.map_or(0, |text| text.bytes().filter(u8::is_ascii_digit).count());
    digits(row.wordings.first()) > digits(row.wordings.last())
}

/// A heading whose rows were left out.
fn heads_nothing(rows: &[&Row]) -> Option<usize> {
    let is_above = |next: &&Row| next.heads || next.stays && next.mark.is_empty();
    let is_lonely = |i: &usize| rows[*i].heads && rows.get(i + 1).is_none_or(is_above);
    (0..rows.len()).find(is_lonely)
}

fn set(rows: &[&Row], chosen: &[usize], space: Space, measure: Measure<'_>) -> Option<Stacked> {
    sizes(space).find_map(|size| at(rows, chosen, size, space, measure))
}

fn at(rows: &[&Row], chosen: &[usize], size: f32, space: Space, measure: Measure<'_>) -> Option<Stacked> {
    // Small type is for sheets that are full: there, rows stand closer too.
    let gap = (size - space.smallest).mul_add(0.6, 3.0).min(10.0);
    let longest_mark = rows.iter().map(|row| row.mark.chars().count()).max().unwrap_or(0);
    let indent = match longest_mark {
        0 => 0.0,
        1 => size * 0.8,
        2 => size * 1.3,
        _ => size * 1.9,
    };
    let mut lines = Vec::new();
    let mut top = 0.0;
    for (i, (row, wording)) in rows.iter().zip(chosen).enumerate() {
        if row.heads && i > 0 {
            top += gap * 1.5;
        }
        let x = if row.mark.is_empty() { 0.0 } else { round(indent) };
        let width = (space.width - x) / size;
        let measured = |text: &str| measure(text, row.bold);
        let words: Vec<String> =
            words(&row.wordings[*wording]).iter().flat_map(|word| parted(word, width, &measured)).collect();
        let texts = broken(&words, width, MOST_LINES, &measured)?;
        let n = texts.len();
        let mut y = top + size * ASCENT;
        if !row.mark.is_empty() {
            lines.push(Placed { x: 0.0, y: round(y), bold: true, text: row.mark.clone() });
        }
        for text in texts {
            lines.push(Placed { x, y: round(y), bold: row.bold, text });
            y += size * space.leading;
        }
        top += height(n, size, space.leading) + gap;
    }
    let height = (top - gap).max(0.0);
    (height <= space.height).then_some(Stacked { size, height: round(height), lines, cut: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half(text: &str, _: bool) -> f32 {
        f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX)) / 2.0
    }

    fn space(height: f32) -> Space {
        Space { width: 400.0, height, largest: 40.0, smallest: 20.0, leading: 1.25 }
    }

    fn row(i: usize, longer: usize) -> Row {
        let short = format!("Việc {i}");
        let long = format!("{short}{}", " thêm chữ".repeat(longer));
        Row {
            wordings: if longer > 0 { vec![long, short] } else { vec![short] },
            mark: format!("{i}."),
            bold: false,
            heads: false,
            stays: false,
        }
    }

    fn texts(stacked: &Stacked) -> Vec<&str> {
        let lines = stacked.lines.iter().filter(|line| line.x > 0.0 || line.text.contains(' '));
        lines.map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn few_short_rows_stand_large() {
        let stacked = stack(&[row(1, 0), row(2, 0)], space(300.0), 20.0, &half);
        assert!((stacked.size - 40.0).abs() < 0.01 && !stacked.cut);
    }

    #[test]
    fn more_rows_make_the_type_smaller_before_one_is_left_out() {
        let rows: Vec<Row> = (1..=8).map(|i| row(i, 0)).collect();
        let stacked = stack(&rows, space(260.0), 20.0, &half);
        assert!(stacked.size < 40.0 && !stacked.cut);
        assert_eq!(texts(&stacked).len(), 8);
    }

    #[test]
    fn room_that_is_left_goes_to_longer_words_from_the_top() {
        let rows: Vec<Row> = (1..=3).map(|i| row(i, 9)).collect();
        let wide = stack(&rows, space(900.0), 20.0, &half);
        assert!(texts(&wide).join(" ").matches("thêm").count() == 27, "{wide:?}");
        let narrow = texts(&stack(&rows, space(160.0), 20.0, &half)).join(" ").replace('\u{a0}', " ");
        assert!(narrow.contains("Việc 1 thêm") && narrow.ends_with("Việc 3"), "{narrow}");
    }

    #[test]
    fn a_number_comes_before_other_words() {
        let mut rows: Vec<Row> = (1..=3).map(|i| row(i, 9)).collect();
        rows[2].wordings[0] = "Việc 3 làm 30 lần thêm chữ thêm chữ thêm chữ thêm chữ thêm chữ".to_owned();
        let narrow = texts(&stack(&rows, space(125.0), 20.0, &half)).join(" ").replace('\u{a0}', " ");
        assert!(narrow.contains("30 lần") && !narrow.contains("Việc 1 thêm"), "{narrow}");
    }

    #[test]
    fn what_must_stay_stays_and_no_heading_is_left_without_its_rows() {
        let heading = Row { heads: true, mark: String::new(), ..row(9, 0) };
        let never = Row { stays: true, mark: String::new(), ..row(7, 0) };
        let rows = [row(1, 0), row(2, 0), heading, row(3, 0), never];
        let stacked = stack(&rows, space(120.0), 20.0, &half);
        assert!(stacked.cut && stacked.height <= 120.0);
        assert!(stacked.lines.last().is_some_and(|line| line.text.contains('7')), "{stacked:?}");
        let nothing = stack(&rows, space(1.0), 20.0, &half);
        assert!(nothing.cut && nothing.lines.is_empty());
    }
    #[test]
    fn a_row_that_stays_keeps_its_heading() {
        let heading = |i| Row { heads: true, mark: String::new(), ..row(i, 0) };
        let calls = Row { stays: true, ..row(7, 0) };
        let rows = [heading(8), row(1, 0), row(2, 0), row(3, 0), heading(9), calls];
        let stacked = stack(&rows, space(130.0), 20.0, &half);
        let all: Vec<&str> = stacked.lines.iter().map(|line| line.text.as_str()).collect();
        let all = all.join(" ").replace('\u{a0}', " ");
        assert!(stacked.cut && all.ends_with("Việc 9 7. Việc 7"), "{all}");
    }
}
