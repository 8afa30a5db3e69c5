//! Text that flows over pages: pieces of different weight, one size for all of them.
//!
//! Headings, paragraphs and items come in with the heights of the pages, the largest size at which all
//! of it fits goes out with every line's place. A heading is never parted from what it heads, a
//! paragraph leaves no single line behind. What does not fit at the smallest size is left out whole.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

use crate::draw::fit::parted;

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Style {
    /// Above what follows.
    Heading,
    /// A paragraph.
    Text,
    /// A line of a list, behind its mark.
    Item,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// What it is.
    pub style: Style,
    /// `1.` or `•` before an item.
    pub mark: String,
    /// How far in it stands: an item below an item.
    pub level: u8,
    /// The words.
    pub text: String,
    /// It is urgent: a bar stands beside it.
    pub barred: bool,
}

/// Where text may stand.
#[derive(Debug, Clone)]
pub struct Column {
    /// How wide.
    pub width: f32,
    /// The heights of the pages, for every number of pages that may be used, the smallest first.
    pub pages: Vec<Vec<f32>>,
    /// The largest size of type on the fewest pages: a short text does not stand small on an empty sheet.
    pub roomy: f32,
    /// The largest size of type.
    pub largest: f32,
    /// The smallest size of type.
    pub smallest: f32,
}

/// Set text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Flowed {
    /// The size of running text.
    pub size: f32,
    /// The pages.
    pub pages: Vec<Vec<Set>>,
    /// Something was left out.
    pub cut: bool,
}

/// A line at its place.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Set {
    /// From the left.
    pub x: f32,
    /// Where its letters stand, from the top.
    pub y: f32,
    /// The size of type.
    pub size: f32,
    /// Heavy.
    pub bold: bool,
    /// A bar stands beside it.
    pub barred: bool,
    /// The words.
    pub text: String,
}

/// How wide a text is at size 1; heavy or not.
pub type Measure<'m> = &'m dyn Fn(&str, bool) -> f32;

/// The distance of two lines in sizes of type.
const LEADING: f32 = 1.36;

/// A step between two sizes.
const STEP: f32 = 0.5;

/// Sets pieces as large as the pages allow.
pub fn flow(pieces: &[Piece], column: &Column, measure: Measure<'_>) -> Flowed {
    let down = |from: f32| std::iter::successors(Some(from), |size| Some(size - STEP));
    // A page in somewhat smaller type is better than two in larger.
    let middle = f32::midpoint(column.largest, column.smallest);
    let roomy = down(column.roomy).take_while(|size| *size >= middle);
    let roomy = roomy.filter_map(|size| Some((size, column.pages.first()?)));
    let sizes = down(column.largest).take_while(|size| *size >= column.smallest);
    let tries = roomy.chain(sizes.flat_map(|size| column.pages.iter().map(move |heights| (size, heights))));
    let mut last = Flowed { size: column.smallest, pages: Vec::new(), cut: true };
    for (size, heights) in tries {
        let set = on_all_pages(pieces, column, heights, size, measure);
        if !set.cut {
            return set;
        }
        last = set;
    }
    last
}

/// Sets pieces on pages of which the last has less room than one that another follows: text that ends on
/// an earlier page goes on until the last one.
fn on_all_pages(
    pieces: &[Piece],
    column: &Column,
    heights: &[f32],
    size: f32,
    measure: Measure<'_>,
) -> Flowed {
    let first = set(pieces, column.width, heights, size, measure);
    let n = first.pages.len();
    let as_last = column.pages.iter().find(|pages| pages.len() == n).and_then(|pages| pages.last());
    let Some(as_last) = as_last.filter(|_| !first.cut && n < heights.len()) else { return first };
    let mut shorter = heights.to_vec();
    shorter[n - 1] = as_last.min(shorter[n - 1]);
    set(pieces, column.width, &shorter, size, measure)
}

/// Lines of one piece, before they have a place.
#[expect(clippy::struct_field_names, reason = "the lines are what it is named after")]
struct Lines {
    size: f32,
    bold: bool,
    indent: f32,
    /// The room of the mark within the indent.
    mark: f32,
    before: f32,
    lines: Vec<String>,
}

/// Pages that are being filled.
struct Filling<'h> {
    heights: &'h [f32],
    pages: Vec<Vec<Set>>,
    /// From the top of the page.
    y: f32,
}

/// There is no further page.
struct Full;

impl Filling<'_> {
    fn is_at_top(&self) -> bool {
        self.pages.last().is_some_and(Vec::is_empty)
    }

    /// Goes to the next page if this one has no room of a height.
    fn make_room(&mut self, height: f32) -> Result<(), Full> {
        if self.is_at_top() || self.y + height <= self.heights[self.pages.len() - 1] {
            return Ok(());
        }
        if self.pages.len() == self.heights.len() {
            return Err(Full);
        }
        self.pages.push(Vec::new());
        self.y = 0.0;
        Ok(())
    }

    fn place(&mut self, piece: &Piece, own: &Lines) -> Result<(), Full> {
        let n = own.lines.len();
        for (i, text) in own.lines.iter().enumerate() {
            // The last line but one takes the last one with it.
            let together = if n > 3 && i + 2 == n { 2 } else { 1 };
            self.make_room(height(together, own.size))?;
            let y = round(self.y + own.size);
            let line = Set {
                x: round(own.indent),
                y,
                size: own.size,
                bold: own.bold,
                barred: piece.barred,
                text: text.clone(),
            };
            let mark = (i == 0 && !piece.mark.is_empty()).then(|| Set {
                x: round(own.indent - own.mark),
                barred: false,
                text: piece.mark.clone(),
                ..line.clone()
            });
            let page = self.pages.last_mut().expect("there is always a page");
            page.extend(mark);
            page.push(line);
            self.y += own.size * LEADING;
        }
        Ok(())
    }
}

fn set(pieces: &[Piece], width: f32, heights: &[f32], size: f32, measure: Measure<'_>) -> Flowed {
    let mut filling = Filling { heights, pages: vec![Vec::new()], y: 0.0 };
    for (i, piece) in pieces.iter().enumerate() {
        let own = broken(piece, width, size, measure);
        let follows =
            if piece.style == Style::Heading { headed(&pieces[i + 1..], width, size, measure) } else { 0.0 };
        let kept = if piece.style == Style::Heading { own.lines.len() } else { own.lines.len().min(2) };
        let begun: Vec<usize> = filling.pages.iter().map(Vec::len).collect();
        let mut placed = filling.make_room(own.before + height(kept, own.size) + follows);
        if placed.is_ok() {
            filling.y += if filling.is_at_top() { 0.0 } else { own.before };
            placed = filling.place(piece, &own);
        }
        if placed.is_err() {
            // A piece that was begun and cannot be ended is taken out again.
            filling
                .pages
                .iter_mut()
                .zip(begun.into_iter().chain(std::iter::repeat(0)))
                .for_each(|(page, n)| page.truncate(n));
            return Flowed { size, pages: filling.pages, cut: true };
        }
    }
    Flowed { size, pages: filling.pages, cut: false }
}

/// The height of what must stand on a heading's page: the headings below it, and two lines of a text.
fn headed(below: &[Piece], width: f32, size: f32, measure: Measure<'_>) -> f32 {
    let mut sum = 0.0;
    for piece in below {
        let own = broken(piece, width, size, measure);
        let is_heading = piece.style == Style::Heading;
        sum +=
            own.before + height(if is_heading { own.lines.len() } else { own.lines.len().min(2) }, own.size);
        if !is_heading {
            break;
        }
    }
    sum
}

fn height(n_lines: usize, size: f32) -> f32 {
    u16::try_from(n_lines).map_or(f32::INFINITY, f32::from) * size * LEADING
}

fn round(value: f32) -> f32 {
    (value * 10.0).round() / 10.0
}

fn broken(piece: &Piece, width: f32, size: f32, measure: Measure<'_>) -> Lines {
    let (own, bold, mark, before) = match piece.style {
        Style::Heading => (round(size * 1.15), true, 0.0, size * 0.9),
        Style::Text => (size, false, 0.0, size * 0.45),
        Style::Item => (size, false, size * 1.7, size * 0.25),
    };
    // Deeper lists than that are told by nothing but their marks.
    let indent = mark + f32::from(piece.level.min(3)) * size * 1.4;
    let room = (width - indent) / own;
    let measured = |text: &str| measure(text, bold);
    let text: String = piece.text.nfc().collect();
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace().flat_map(|word| parted(word, room, &measured)) {
        let longer = lines.last().map(|line| format!("{line} {word}"));
        match longer.filter(|longer| measured(longer) <= room) {
            Some(longer) => *lines.last_mut().expect("it was just read") = longer,
            None => lines.push(word),
        }
    }
    without_orphan(&mut lines, room, &measured);
    Lines { size: own, bold, indent, mark, before, lines }
}

/// A short word alone on the last line takes the last word of the line above with it.
fn without_orphan(lines: &mut [String], room: f32, measure: &dyn Fn(&str) -> f32) {
    let [.., above, last] = lines else { return };
    if last.contains(' ') || last.chars().count() > 6 {
        return;
    }
    if let Some((kept, moved)) =
        above.rsplit_once(' ').map(|(kept, moved)| (kept.to_owned(), moved.to_owned()))
    {
        let longer = format!("{moved} {last}");
        if kept.contains(' ') && measure(&longer) <= room {
            *above = kept;
            *last = longer;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn half(text: &str, _: bool) -> f32 {
        f32::from(u16::try_from(text.chars().count()).unwrap()) / 2.0
    }

    fn piece(style: Style, text: &str) -> Piece {
        let mark = if style == Style::Item { "•".to_owned() } else { String::new() };
        Piece { style, mark, level: 0, text: text.to_owned(), barred: false }
    }

    fn column(pages: Vec<Vec<f32>>) -> Column {
        Column { width: 200.0, pages, roomy: 14.0, largest: 14.0, smallest: 10.0 }
    }

    fn words(flowed: &Flowed) -> Vec<String> {
        let lines = flowed.pages.iter().flatten().filter(|line| line.text != "•");
        lines.flat_map(|line| line.text.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
    }

    #[test]
    fn every_word_stands_once_within_its_page_and_its_width() {
        let text = "Trẻ ở gần nước thì người lớn không rời mắt ".repeat(6);
        let list = [piece(Style::Heading, "Làm gì"), piece(Style::Text, &text), piece(Style::Item, &text)];
        let flowed = flow(&list, &column(vec![vec![100.0], vec![400.0, 300.0]]), &half);
        assert!(!flowed.cut && flowed.pages.len() == 2);
        let whole: Vec<String> = list
            .iter()
            .flat_map(|p| p.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .collect();
        assert_eq!(words(&flowed), whole);
        for (page, height) in flowed.pages.iter().zip([400.0, 300.0]) {
            assert!(
                page.iter()
                    .all(|line| line.y <= height && line.x + half(&line.text, false) * line.size <= 200.5)
            );
        }
    }

    #[test]
    fn one_page_is_enough_for_a_short_text_at_the_largest_size() {
        let flowed =
            flow(&[piece(Style::Text, "Gọi 111.")], &column(vec![vec![100.0], vec![100.0, 100.0]]), &half);
        assert!((flowed.size - 14.0).abs() < 0.01 && flowed.pages.len() == 1);
    }

    #[test]
    fn no_text_stands_where_the_foot_of_the_last_page_begins() {
        let plans = vec![vec![100.0], vec![160.0, 110.0]];
        for n in 1..16 {
            let list: Vec<Piece> = (0..n).map(|i| piece(Style::Item, &format!("việc {i}"))).collect();
            let flowed = flow(&list, &column(plans.clone()), &half);
            let plan = &plans[flowed.pages.len() - 1];
            for (page, height) in flowed.pages.iter().zip(plan) {
                assert!(page.iter().all(|line| line.y <= *height), "{n}: {page:?}");
            }
        }
    }

    #[test]
    fn a_short_text_stands_large_on_one_page() {
        let roomy = Column { roomy: 18.0, ..column(vec![vec![100.0], vec![100.0, 100.0]]) };
        let flowed = flow(&[piece(Style::Text, "Gọi 111.")], &roomy, &half);
        assert!((flowed.size - 18.0).abs() < 0.01 && flowed.pages.len() == 1);
    }

    #[test]
    fn a_heading_stays_with_its_text() {
        let lines = "một hai ba bốn năm sáu bảy tám chín mười ".repeat(3);
        for height in 60..200_u8 {
            let list =
                [piece(Style::Text, &lines), piece(Style::Heading, "Đầu mục"), piece(Style::Text, &lines)];
            let flowed = flow(&list, &column(vec![vec![f32::from(height), 400.0]]), &half);
            let last = flowed.pages[0].last().unwrap();
            assert!(!last.bold, "{height}");
        }
    }

    #[test]
    fn headings_below_each_other_stay_together_with_their_text() {
        let lines = "một hai ba bốn năm sáu bảy tám chín mười ".repeat(3);
        for height in 60..200_u8 {
            let list = [
                piece(Style::Text, &lines),
                piece(Style::Heading, "Đầu mục"),
                piece(Style::Heading, "Mục nhỏ"),
                piece(Style::Text, &lines),
            ];
            let flowed = flow(&list, &column(vec![vec![f32::from(height), 400.0]]), &half);
            assert!(flowed.pages[0].last().is_some_and(|line| !line.bold), "{height}");
        }
    }

    #[test]
    fn an_item_below_an_item_stands_further_in_with_its_mark() {
        let below = Piece { level: 1, ..piece(Style::Item, "có chốt") };
        let flowed = flow(&[piece(Style::Item, "đậy nắp"), below], &column(vec![vec![100.0]]), &half);
        let at: Vec<f32> = flowed.pages[0].iter().map(|line| line.x).collect();
        assert!(at[0] < at[2] && at[1] < at[3] && at[2] < at[3], "{at:?}");
    }

    #[test]
    fn what_does_not_fit_is_left_out_whole() {
        let list: Vec<Piece> = (0..40)
            .map(|i| piece(Style::Item, &format!("việc {i} dài vài chữ cho đủ hai dòng của cột này")))
            .collect();
        let flowed = flow(&list, &column(vec![vec![150.0, 150.0]]), &half);
        let set = words(&flowed).join(" ");
        assert!(flowed.cut && set.ends_with("này"), "{set}");
    }
}
