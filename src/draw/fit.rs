//! Lines for a box: where to break a text, and how large it may stand.
//!
//! A text, a box and a way to measure come in; the largest size at which the text fits goes out, with
//! its lines. Lines are of even length, so that no word is left alone on the last one; a dash or a
//! short number never begins a line; a letter is never parted from its marks. What does not fit at
//! the smallest size ends in an ellipsis.

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;

/// A box for a text, in the units of its drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Space {
    /// How wide.
    pub width: f32,
    /// How high.
    pub height: f32,
    /// The largest size of type.
    pub largest: f32,
    /// The smallest size of type.
    pub smallest: f32,
    /// The distance of two lines in sizes of type.
    pub leading: f32,
}

/// A text as it stands in its box.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Fitted {
    /// The size of type.
    pub size: f32,
    /// How high all lines are together.
    pub height: f32,
    /// The lines from top to bottom.
    pub lines: Vec<Line>,
    /// Words had to be left out.
    pub cut: bool,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Its words.
    pub text: String,
    /// Where its letters stand, from the top of the box.
    pub y: f32,
}

/// How wide a text is at size 1.
pub type Measure<'m> = &'m dyn Fn(&str) -> f32;

/// From a baseline up to the top of the stacked marks of `Ẵ`, in sizes of type.
pub(super) const ASCENT: f32 = 1.0;

/// A step between two sizes.
const STEP: f32 = 1.0;

/// Sets a text as large as its box allows.
pub fn fit(text: &str, space: Space, measure: Measure<'_>) -> Fitted {
    let words = words(text);
    for size in sizes(space) {
        let n_lines = room_for(space, size);
        if let Some(lines) = broken(&words, space.width / size, n_lines, measure) {
            return placed(lines, size, space.leading, false);
        }
    }
    cut_to_fit(&words, space, measure)
}

pub(super) fn sizes(space: Space) -> impl Iterator<Item = f32> {
    std::iter::successors(Some(space.largest), |size| Some(size - STEP))
        .take_while(move |size| *size > space.smallest)
        .chain(std::iter::once(space.smallest))
}

fn room_for(space: Space, size: f32) -> usize {
    let mut n = 1;
    while height(n + 1, size, space.leading) <= space.height && n < 40 {
        n += 1;
    }
    n
}

/// From the top of the first line's marks to the lowest point of the last line.
pub(super) fn height(n_lines: usize, size: f32, leading: f32) -> f32 {
    const DESCENT: f32 = 0.28;
    let between = u16::try_from(n_lines.saturating_sub(1)).map_or(0.0, f32::from);
    size * (ASCENT + DESCENT + leading * between)
}

fn placed(lines: Vec<String>, size: f32, leading: f32, cut: bool) -> Fitted {
    let height = height(lines.len(), size, leading);
    let mut y = size * ASCENT;
    let line = |text| {
        let line = Line { text, y: round(y) };
        y += size * leading;
        line
    };
    Fitted { size, height: round(height), lines: lines.into_iter().map(line).collect(), cut }
}

pub(super) fn round(value: f32) -> f32 {
    (value * 10.0).round() / 10.0
}

/// The words of a text, NFC; what must not begin a line is tied to the word before it.
pub(super) fn words(text: &str) -> Vec<String> {
    // More than any drawing holds: what is behind is cut in any case, and need not be measured.
    const MOST: usize = 1_000;
    let text: String = text.split_whitespace().take(MOST).collect::<Vec<_>>().join(" ").nfc().collect();
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(before) if is_tied(word) => {
                before.push('\u{a0}');
                before.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// A dash, a mark without letters, or a short number.
fn is_tied(word: &str) -> bool {
    let has_letter = word.chars().any(char::is_alphabetic);
    let is_number = word.chars().any(|c| c.is_ascii_digit());
    !has_letter && (!is_number || word.chars().count() <= 4)
}

/// Breaks words into the smallest number of lines that holds them, evenly; `None` if they need more
/// than `most` lines or one of them is wider than a line.
pub(super) fn broken(words: &[String], width: f32, most: usize, measure: Measure<'_>) -> Option<Vec<String>> {
    let widths: Vec<f32> = words.iter().map(|word| measure(word)).collect();
    if widths.iter().any(|word| *word > width) {
        return None;
    }
    let space = measure(" ");
    let n = lines_needed(&widths, space, width);
    (n <= most).then(|| even(words, &widths, space, width, n))
}

fn lines_needed(widths: &[f32], space: f32, width: f32) -> usize {
    let mut n = 0;
    let mut used = f32::INFINITY;
    for word in widths {
        if used + space + word > width {
            n += 1;
            used = *word;
        } else {
            used += space + word;
        }
    }
    n
}

/// The breaks into `n` lines with the least sum of squared room left over; where a sentence pauses,
/// half of it counts.
fn even(words: &[String], widths: &[f32], space: f32, width: f32, n: usize) -> Vec<String> {
    let count = words.len();
    // best[k][i]: the least cost of setting the first i words in k lines, and where the last begins.
    let mut best = vec![vec![(f32::INFINITY, 0_usize); count + 1]; n + 1];
    best[0][0] = (0.0, 0);
    for k in 1..=n {
        for end in 1..=count {
            let mut used = -space;
            for start in (0..end).rev() {
                used += space + widths[start];
                if used > width {
                    break;
                }
                let left_over = (width - used) * (width - used);
                let at_pause = words[end - 1].ends_with([',', ';', ':', '.', '!', '?', '–']);
                let cost = best[k - 1][start].0 + if at_pause { left_over * 0.5 } else { left_over };
                if cost < best[k][end].0 {
                    best[k][end] = (cost, start);
                }
            }
        }
    }
    let mut lines = Vec::with_capacity(n);
    let mut end = count;
    for k in (1..=n).rev() {
        let start = best[k][end].1;
        lines.push(words[start..end].join(" "));
        end = start;
    }
    lines.reverse();
    lines
}

/// At the smallest size: words wider than a line are parted, and the text ends where room does.
fn cut_to_fit(words: &[String], space: Space, measure: Measure<'_>) -> Fitted {
    let width = space.width / space.smallest;
    let words: Vec<String> = words.iter().flat_map(|word| parted(word, width, measure)).collect();
    let most = room_for(space, space.smallest);
    if let Some(lines) = broken(&words, width, most, measure) {
        return placed(lines, space.smallest, space.leading, false);
    }
    let shorter = (1..words.len()).rev().find_map(|n| {
        let mut kept = words[..n].to_vec();
        let last = kept.last_mut()?;
        *last = ended(last, width, measure);
        broken(&kept, width, most, measure)
    });
    placed(shorter.unwrap_or_default(), space.smallest, space.leading, true)
}

/// A word with an ellipsis, as much of it as a line holds.
fn ended(word: &str, width: f32, measure: Measure<'_>) -> String {
    let mut kept = word.trim_end_matches([',', ';', ':', '.', '-', '–']);
    while measure(&format!("{kept}…")) > width && !kept.is_empty() {
        kept = &kept[..kept.char_indices().next_back().map_or(0, |(at, _)| at)];
    }
    format!("{kept}…")
}

/// A word in pieces of at most `width`; a mark that stands alone stays with its letter.
pub(super) fn parted(word: &str, width: f32, measure: Measure<'_>) -> Vec<String> {
    if measure(word) <= width {
        return vec![word.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for c in word.chars() {
        let last = pieces.last_mut().expect("there is always a piece");
        let longer = format!("{last}{c}");
        let is_mark = unicode_normalization::char::is_combining_mark(c);
        if last.is_empty() || is_mark || measure(&longer) <= width {
            *last = longer;
        } else {
            pieces.push(c.to_string());
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every letter half as wide as high.
    fn half(text: &str) -> f32 {
        let n = text.chars().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).count();
        f32::from(u16::try_from(n).unwrap()) / 2.0
    }

    fn space(width: f32, height: f32) -> Space {
        Space { width, height, largest: 80.0, smallest: 20.0, leading: 1.25 }
    }

    fn texts(fitted: &Fitted) -> Vec<&str> {
        fitted.lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn a_short_text_stands_as_large_as_allowed() {
        let fitted = fit("Đuối nước", space(1000.0, 300.0), &half);
        assert_eq!((fitted.size, texts(&fitted)), (80.0, vec!["Đuối nước"]));
    }

    #[test]
    fn no_word_is_left_alone_on_the_last_line() {
        let fitted = fit("một hai ba bốn năm sáu bảy", space(12.0 * 20.0, 30.0 * 2.0), &half);
        assert_eq!(texts(&fitted), ["một hai ba bốn", "năm sáu bảy"]);
    }

    #[test]
    fn every_length_stays_within_its_box_and_loses_no_word_that_has_room() {
        let pattern = "Nghiễm nhiên giữ trẻ ở chỗ gần người lớn – Điều 6 khoẵm ự Đ ";
        for length in 1..=240 {
            let text: String = pattern.chars().cycle().take(length).collect();
            let space = space(900.0, 300.0);
            let fitted = fit(&text, space, &half);
            assert!(fitted.height <= space.height, "{length}: {fitted:?}");
            assert!(fitted.lines.iter().all(|line| half(&line.text) * fitted.size <= space.width + 0.5));
            assert!(!fitted.cut, "{length}");
            let set = texts(&fitted).join(" ").replace('\u{a0}', " ");
            assert_eq!(set, text.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }

    #[test]
    fn a_dash_or_a_short_number_never_begins_a_line() {
        for width in 4..40_u8 {
            let fitted = fit("Luật Trẻ em – Điều 6 nói gì ?", space(f32::from(width) * 20.0, 400.0), &half);
            for line in &fitted.lines {
                assert!(!line.text.starts_with(['–', '6', '?']), "{fitted:?}");
            }
        }
    }

    #[test]
    fn a_text_without_spaces_is_parted_and_at_last_cut() {
        let fitted = fit(&"ẵ".repeat(60), space(200.0, 100.0), &half);
        assert!(fitted.lines.len() > 1 && fitted.height <= 100.0 && !fitted.cut);
        let fitted = fit(&"ẵ".repeat(900), space(200.0, 100.0), &half);
        assert!(fitted.cut && fitted.lines.last().unwrap().text.ends_with('…'));
        assert!(fitted.height <= 100.0);
    }

    #[test]
    fn an_nfd_text_is_set_as_its_nfc_twin() {
        let nfd: String = "Nghiễm ự Đ ẵ".nfd().collect();
        assert_eq!(fit(&nfd, space(90.0, 90.0), &half), fit("Nghiễm ự Đ ẵ", space(90.0, 90.0), &half));
    }
}
