//! Lines cut to a width become paragraphs again.
//!
//! In: the lines of a document's text. Out: paragraphs with the mark they start with. A line goes on with the next where
//! its sentence is open and the next word would not have fitted, or where the next starts small; a hyphen inside a number
//! joins without a space. Marks that only look like marks (`- xã hội`, `2030.`) do not start a paragraph. The order of
//! the words never changes. It does not know captions, nor what the text says.

use super::anchors::{fold, is_caps};
use super::line_ends::ends_sentence;
use super::line_ends::hangs;
use super::lines::Line;
use super::marks::{Class, Marker, marker};
use super::numbers;

/// A paragraph, a table, or a footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Paragraph {
    /// Line of the source it starts on.
    pub(super) no: usize,
    pub(super) text: String,
    pub(super) marker: Option<Marker>,
    /// A table's cells; empty for text.
    pub(super) rows: Vec<Vec<String>>,
    pub(super) footnote: bool,
    /// Set by the outline: this is a caption, of this level.
    pub(super) caption: bool,
    pub(super) level: u8,
    /// Numbers that were broken over its lines, joined.
    pub(super) joined: Vec<(usize, String)>,
}

/// How the lines of a text were cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// Lines were cut at about this many characters; 0 where they were not cut.
    width: usize,
    /// Blank lines tell paragraphs apart.
    gaps_tell: bool,
    /// Indented first lines tell paragraphs apart; the indent of the other lines.
    base_indent: Option<usize>,
}

/// How `lines` were cut. `paragraphs` says that the format keeps paragraphs whole.
pub(super) fn cut(lines: &[Line], paragraphs: bool) -> Cut {
    let text: Vec<&Line> = lines.iter().filter(|line| line.rows.is_empty() && !line.footnote).collect();
    let mut widths: Vec<usize> = text.iter().map(|line| line.text.chars().count()).collect();
    widths.sort_unstable();
    let width = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0);
    let pairs = text.windows(2);
    let n_pairs = text.len().saturating_sub(1).max(1);
    let n_open = pairs
        .clone()
        .filter(|pair| {
            !ends_sentence(&pair[0].text)
                && starts_small(&pair[1].text)
                && marker(&pair[1].text).is_none()
                && pair[0].text.chars().count() * 3 > width
        })
        .count();
    let n_gaps = pairs.filter(|pair| pair[1].gap).count();
    let share = if paragraphs { 3 } else { 6 };
    let longest = widths.last().copied().unwrap_or(0);
    // Few lines, but none longer than the rest, and the next word of an open sentence would not have fitted.
    let n_full = text
        .windows(2)
        .filter(|pair| {
            !ends_sentence(&pair[0].text)
                && marker(&pair[1].text).is_none()
                && !is_caps(&pair[1].text)
                && pair[0].text.chars().count() <= longest
                && fills(&pair[0].text, &pair[1].text, longest)
        })
        .count();
    let narrow = !paragraphs && longest <= 110 && longest <= width + width / 4 && n_full >= 1;
    let is_cut = (30..=150).contains(&width) && (narrow || (n_open * share >= n_pairs && n_open >= 2));
    let mut indents: Vec<usize> = text
        .iter()
        .filter(|line| line.text.chars().count() * 4 > width * 3)
        .map(|line| line.indent)
        .collect();
    indents.sort_unstable();
    let base = indents.get(indents.len() / 4).copied();
    let n_first = indents
        .iter()
        .filter(|indent| base.is_some_and(|base| **indent >= base + 3 && **indent <= base + 14))
        .count();
    Cut {
        width: if is_cut { width } else { 0 },
        gaps_tell: n_gaps * 10 < n_pairs * 8,
        base_indent: base.filter(|_| is_cut && n_first * 20 > indents.len()),
    }
}

/// Joins lines to paragraphs.
pub(super) fn paragraphs(lines: &[Line], cut: Cut) -> Vec<Paragraph> {
    let mut done: Vec<Paragraph> = Vec::new();
    let mut open: Option<(Paragraph, &Line)> = None;
    let mut notes: Vec<Paragraph> = Vec::new();
    let mut numbering = Numbering::default();
    for line in lines {
        if line.footnote {
            notes.push(start(line, None));
            continue;
        }
        let real = marker(&line.text);
        let joins = line.rows.is_empty()
            && open.as_ref().is_some_and(|(paragraph, last)| {
                paragraph.rows.is_empty() && goes_on(paragraph, last, line, real, cut, &numbering)
            });
        if joins && let Some((paragraph, last)) = &mut open {
            append(paragraph, line);
            *last = line;
            continue;
        }
        if let Some((paragraph, _)) = open.take() {
            done.extend(split_glued(paragraph));
            done.append(&mut notes);
        }
        numbering.saw(real);
        open = Some((start(line, real), line));
    }
    if let Some((paragraph, _)) = open {
        done.extend(split_glued(paragraph));
    }
    done.append(&mut notes);
    done
}

/// Joins the lines of one text: a space between, none inside a number.
pub(super) fn join(lines: &[&str]) -> String {
    let mut out = String::new();
    for line in lines {
        let line = line.trim();
        if !out.is_empty() && !glues(&out, line) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// The last number of each kind of mark, to tell the next one from a figure at the start of a line.
#[derive(Debug, Default)]
struct Numbering {
    seen: Vec<(Class, u32)>,
}

impl Numbering {
    fn saw(&mut self, marker: Option<Marker>) {
        let Some(marker) = marker.filter(|marker| !marker.class.is_bullet()) else { return };
        self.seen.retain(|(class, _)| *class < marker.class);
        self.seen.push((marker.class, marker.number));
    }

    fn expects(&self, marker: Marker) -> bool {
        let last =
            self.seen.iter().rev().find(|(class, _)| *class == marker.class).map(|(_, number)| *number);
        match marker.class {
            Class::Arabic | Class::Roman | Class::Article | Class::Decimal | Class::Parenthesis => {
                marker.number == 1 || last.is_some_and(|last| marker.number == last + 1)
            }
            Class::Letter => marker.number == u32::from('a') || last.is_some(),
            _ => true,
        }
    }
}

fn start(line: &Line, marker: Option<Marker>) -> Paragraph {
    Paragraph {
        no: line.no,
        text: line.text.clone(),
        marker,
        rows: line.rows.clone(),
        footnote: line.footnote,
        caption: false,
        level: 0,
        joined: Vec::new(),
    }
}

fn append(paragraph: &mut Paragraph, line: &Line) {
    if glues(&paragraph.text, &line.text) {
        if numbers::is_split(&paragraph.text, &line.text) {
            let head = paragraph.text.rsplit(char::is_whitespace).next().unwrap_or("");
            let tail = line.text.split(char::is_whitespace).next().unwrap_or("");
            if let Some(found) = numbers::find_all(&format!("số {head}{tail}")).first() {
                paragraph.joined.push((line.no, found.number.clone()));
            }
        }
    } else {
        paragraph.text.push(' ');
    }
    paragraph.text.push_str(&line.text);
}

/// A hyphen or slash that stands right behind a letter or figure was cut there.
fn glues(head: &str, tail: &str) -> bool {
    let mut end = head.chars().rev();
    let cut = matches!(end.next(), Some('-' | '/')) && end.next().is_some_and(char::is_alphanumeric);
    cut && tail.starts_with(char::is_alphanumeric)
}

fn goes_on(
    paragraph: &Paragraph,
    last: &Line,
    line: &Line,
    marker: Option<Marker>,
    cut: Cut,
    numbering: &Numbering,
) -> bool {
    let closed = ends_sentence(&paragraph.text);
    if glues(&paragraph.text, &line.text) {
        return true;
    }
    if line.parted {
        return false;
    }
    if let Some(marker) = marker {
        return !closed && is_no_mark(paragraph, last, line, marker, cut, numbering);
    }
    if cut.width == 0 {
        return goes_on_whole(paragraph, line, closed);
    }
    let caption = paragraph.marker.is_some() && is_caps(&paragraph.text);
    // A figure goes on with a sentence only where the line before it was used up: `2. Thành phần` / `50 trẻ em`.
    let figure = line.text.starts_with(|c: char| c.is_ascii_digit());
    let small = starts_small(&line.text) && !(figure && last.text.chars().count() * 10 < cut.width * 7);
    if caption && !is_caps(&line.text) && !small {
        return false;
    }
    let full = is_full(last, line, cut.width);
    let indented = cut.base_indent.is_some_and(|base| line.indent >= base + 3);
    if !closed {
        let gap_break = line.gap
            && cut.gaps_tell
            && !small
            && !hangs(&last.text)
            && !(full
                && paragraph.marker.is_none_or(|it| it.class.is_bullet())
                && last.text.chars().count() * 100 >= cut.width * 97);
        return small || hangs(&last.text) || (full && !gap_break && !(indented && is_caps(&line.text)));
    }
    if paragraph.text.ends_with("./.") || (line.gap && cut.gaps_tell && !small) || (indented && !small) {
        return false;
    }
    if paragraph.text.ends_with(':') && !small && (line.gap || !full) {
        return false;
    }
    full || (small && last.text.chars().count() * 2 > cut.width)
}

/// In a text that was not cut, a paragraph goes on only where a page ended inside its sentence.
fn goes_on_whole(paragraph: &Paragraph, line: &Line, closed: bool) -> bool {
    let n_bytes = paragraph.text.len();
    if closed || line.centred == Some(true) {
        return false;
    }
    let caption = paragraph.marker.is_some() && n_bytes < 78;
    let refers = fold(&line.text)
        .strip_prefix("ĐIỀU ")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    ((starts_small(&line.text) || refers) && n_bytes > 52 && !caption)
        || (hangs(&paragraph.text) && n_bytes > 78)
}

/// A mark that is none, because the sentence before it is open: `- xã hội`, `- Thương binh`, `2030.`, `khoản` / `1.`
fn is_no_mark(
    paragraph: &Paragraph,
    last: &Line,
    line: &Line,
    marker: Marker,
    cut: Cut,
    numbering: &Numbering,
) -> bool {
    let full = cut.width > 0 && is_full(last, line, cut.width);
    let before = fold(last.text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(""));
    if marker.class.is_bullet() {
        let rest = &line.text[marker.length.min(line.text.len())..];
        let first: String =
            fold(rest).split(|c: char| !c.is_alphanumeric()).take(2).collect::<Vec<_>>().join(" ");
        let compound = COMPOUNDS.iter().any(|(left, right)| *left == before && first.starts_with(right));
        let small = rest.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        let broken = paragraph.text.len() > 52;
        return (compound && broken) || (small && full);
    }
    let cited = matches!(
        before.as_str(),
        "ĐIỀU"
            | "KHOẢN"
            | "ĐIỂM"
            | "CHƯƠNG"
            | "MỤC"
            | "PHẦN"
            | "SỐ"
            | "THÁNG"
            | "NĂM"
            | "QUÝ"
            | "ĐẾN"
            | "LỤC"
            | "NGÀY"
            | "TỪ"
            | "VÀ"
            | "LOẠI"
            | "CẤP"
            | "LỚP"
    );
    let named = matches!(marker.class, Class::Article | Class::Chapter | Class::Section | Class::Part);
    if cited && (full || named) {
        return true;
    }
    full && !numbering.expects(marker) && !is_caps(&line.text) && !matches!(marker.class, Class::Annex)
}

/// Compounds with a dash inside that lines are cut before.
const COMPOUNDS: [(&str, &str); 16] = [
    ("ĐỘNG", "THƯƠNG BINH"),
    ("TẾ", "XÃ HỘI"),
    ("TRỊ", "XÃ HỘI"),
    ("HÓA", "XÃ HỘI"),
    ("CHÍNH", "KẾ HOẠCH"),
    ("HÓA", "THỂ THAO"),
    ("HÓA", "THÔNG TIN"),
    ("THAO", "TRUYỀN THÔNG"),
    ("THAO", "DU LỊCH"),
    ("SỐ", "KẾ HOẠCH"),
    ("LẬP", "TỰ DO"),
    ("DO", "HẠNH PHÚC"),
    ("HỌC", "NGHỆ THUẬT"),
    ("HỌC", "KỸ THUẬT"),
    ("HỌC", "CÔNG NGHỆ"),
    ("NHÂN", "GIA ĐÌNH"),
];

/// Whether the next word would not have fitted on the line.
fn is_full(last: &Line, line: &Line, width: usize) -> bool {
    fills(&last.text, &line.text, width)
}

fn fills(last: &str, line: &str, width: usize) -> bool {
    let next = line.split_whitespace().next().map_or(0, |word| word.chars().count());
    (last.chars().count() + 1 + next) * 100 >= width * 92
}

fn starts_small(text: &str) -> bool {
    text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| c.is_lowercase() || c.is_ascii_digit())
}

/// `… theo quy định.- Phối hợp …`: an item glued behind the one before it.
fn split_glued(paragraph: Paragraph) -> Vec<Paragraph> {
    if !paragraph.rows.is_empty() || !paragraph.text.contains(".- ") {
        return vec![paragraph];
    }
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, found) in paragraph.text.match_indices(".- ") {
        let rest = &paragraph.text[at + found.len()..];
        if rest.starts_with(char::is_uppercase) {
            parts.push(&paragraph.text[start..=at]);
            start = at + 1;
        }
    }
    parts.push(&paragraph.text[start..]);
    parts
        .into_iter()
        .enumerate()
        .map(|(idx, part)| Paragraph {
            text: part.trim().to_string(),
            marker: if idx == 0 { paragraph.marker } else { marker(part.trim()) },
            joined: if idx == 0 { paragraph.joined.clone() } else { Vec::new() },
            ..paragraph.clone()
        })
        .collect()
}
