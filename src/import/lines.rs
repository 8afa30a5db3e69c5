//! The lines of a source, freed of what is only paper: page numbers, ornaments, the marks of a text converter.
//!
//! In: decoded lines. Out: a [`Reading`] whose lines say something, each with its number in the source, whether a blank
//! line or a page came before, and footnotes taken out of the sentences they interrupt. What was dropped is noted. It
//! does not join lines and does not know what they mean.

use super::Encoding;
use super::clean::clean;
use super::line_ends::ends_sentence;
use super::marks::marker;
use super::notes::{self, Note};

/// One line of text, or a table.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent properties of a line")]
pub(super) struct Line {
    /// Line of the source (paragraph of a .docx), from 1.
    pub(super) no: usize,
    /// Trimmed; runs of spaces inside are kept, since they tell columns apart.
    pub(super) text: String,
    /// A blank line stood before.
    pub(super) gap: bool,
    /// The first line of a page.
    pub(super) page: bool,
    /// Spaces before the text.
    pub(super) indent: usize,
    /// A table's cells, row by row; empty for text.
    pub(super) rows: Vec<Vec<String>>,
    /// A footnote, to be set behind the paragraph before it.
    pub(super) footnote: bool,
    /// An ornamental rule stood before.
    pub(super) parted: bool,
    /// Centred or not, where the format says so.
    pub(super) centred: Option<bool>,
}

/// A source as lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) lines: Vec<Line>,
    pub(super) encoding: Encoding,
    pub(super) notes: Vec<Note>,
    /// Every line is a paragraph of its own (a word processor's file), none is cut to a width.
    pub(super) paragraphs: bool,
}

impl Reading {
    /// Lines of a text file or of a PDF's text layer.
    pub(super) fn from_lines(raw: &[String], encoding: Encoding, mut notes: Vec<Note>) -> Self {
        let mut lines = Vec::with_capacity(raw.len());
        let mut gap = false;
        let mut page = false;
        for (idx, text) in raw.iter().enumerate() {
            if text.contains('\u{c}') {
                page = true;
            }
            note_eth(idx + 1, text, &mut notes);
            let mut line = line(idx + 1, &text.replace('\u{c}', ""), gap, page);
            line.text = without_markup(&line.text);
            if line.text.is_empty() {
                gap = true;
                continue;
            }
            lines.push(line);
            gap = false;
            page = false;
        }
        let mut reading = Self { lines, encoding, notes, paragraphs: false };
        reading.drop_page_numbers();
        reading.drop_ornaments();
        reading.take_out_footnotes();
        reading
    }

    /// Lines only digits long that count the pages up.
    pub(super) fn drop_page_numbers(&mut self) {
        let candidates: Vec<(usize, u32)> = self
            .lines
            .iter()
            .enumerate()
            .filter_map(|(idx, line)| page_number(&line.text).map(|number| (idx, number)))
            .filter(|(idx, _)| !self.has_number_beside(*idx))
            .collect();
        let mut dropped = vec![false; self.lines.len()];
        let mut expected: Option<u32> = None;
        for (idx, number) in candidates {
            let fits = expected.map_or(number <= 2, |next| number == next || number == next + 1);
            let first_of_new_document = number == 1 || (number == 2 && expected.is_some_and(|next| next > 2));
            if fits || first_of_new_document {
                expected = Some(number + 1);
                dropped[idx] = true;
            }
        }
        let mut above: Option<Line> = None;
        let mut kept = Vec::with_capacity(self.lines.len());
        for (mut line, dropped) in std::mem::take(&mut self.lines).into_iter().zip(dropped) {
            if dropped {
                self.notes.push(notes::page_number(line.no, &line.text));
                above = Some(line);
                continue;
            }
            if let Some(number) = above.take() {
                line.page |= number.page || number.gap;
                line.gap |= number.gap;
            }
            kept.push(line);
        }
        self.lines = kept;
    }

    /// Whether the neighbours are bare numbers too: then it is a table, not a page.
    fn has_number_beside(&self, idx: usize) -> bool {
        let is_bare = |at: Option<usize>| {
            at.and_then(|at| self.lines.get(at)).is_some_and(|line| {
                line.text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%'))
            })
        };
        is_bare(idx.checked_sub(1)) || is_bare(Some(idx + 1))
    }

    /// Rules and stars that only decorate; they part what stands before from what stands after.
    pub(super) fn drop_ornaments(&mut self) {
        let mut parted = false;
        let mut kept = Vec::with_capacity(self.lines.len());
        for mut line in std::mem::take(&mut self.lines) {
            if line.rows.is_empty() && is_ornament(&line.text) {
                self.notes.push(notes::ornament(line.no, &line.text));
                parted = true;
                continue;
            }
            line.gap |= parted;
            line.parted = parted;
            parted = false;
            kept.push(line);
        }
        self.lines = kept;
    }

    /// A line that starts with a mark which the text above carries is the footnote to it.
    fn take_out_footnotes(&mut self) {
        let mut idx = 1;
        let mut n_taken = 0;
        while idx < self.lines.len() && n_taken < 3_000 {
            let Some(mark) = footnote_mark(&self.lines[idx].text) else {
                idx += 1;
                continue;
            };
            if !self.is_called(idx, &mark) {
                idx += 1;
                continue;
            }
            let end = self.footnote_end(idx);
            let interrupts = !ends_sentence(&self.lines[idx - 1].text);
            let mut note = self.lines[idx].clone();
            for more in &self.lines[idx + 1..end] {
                note.text.push(' ');
                note.text.push_str(&more.text);
            }
            note.footnote = true;
            if interrupts {
                self.notes.push(notes::footnote_moved(note.no, &mark));
            }
            self.lines.splice(idx..end, [note]);
            n_taken += 1;
            idx += 1;
        }
    }

    /// Whether one of the lines above carries the mark right behind a word.
    fn is_called(&self, idx: usize, mark: &str) -> bool {
        let from = idx.saturating_sub(60);
        self.lines[from..idx].iter().any(|line| {
            line.text.match_indices(mark).any(|(at, _)| {
                let behind_word = line.text[..at]
                    .chars()
                    .next_back()
                    .is_some_and(|c| c.is_alphabetic() || matches!(c, '”' | '"' | ')' | '»'));
                let rest = &line.text[at + mark.len()..];
                behind_word && !rest.starts_with(|c: char| c.is_alphanumeric())
            })
        })
    }

    /// The line after the footnote: where the interrupted sentence goes on, a page ends, or a gap follows.
    fn footnote_end(&self, start: usize) -> usize {
        let interrupted = !ends_sentence(&self.lines[start - 1].text);
        let mut end = start + 1;
        while let Some(line) = self.lines.get(end) {
            let ended = ends_sentence(&self.lines[end - 1].text);
            let goes_on = ended && (interrupted || marker(&line.text).is_some());
            if line.page || line.gap || goes_on || footnote_mark(&line.text).is_some() || end > start + 8 {
                break;
            }
            end += 1;
        }
        end
    }
}

fn note_eth(no: usize, text: &str, notes: &mut Vec<Note>) {
    for word in text.split_whitespace() {
        if let Some(mended) = crate::vi::syllable::without_foreign_marks(word) {
            notes.push(notes::eth_replaced(no, word, &mended));
        }
    }
}

/// The marks a converter to Markdown or HTML leaves: `**`, `###`, `<sup>`, `*word*`.
fn without_markup(text: &str) -> String {
    let mut text = text.to_string();
    let hashes = text.len() - text.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && text[hashes..].starts_with(' ') {
        text = text[hashes..].trim_start().to_string();
    }
    for tag in
        ["<sup>", "</sup>", "<sub>", "</sub>", "<br>", "<br/>", "<b>", "</b>", "<i>", "</i>", "<u>", "</u>"]
    {
        if text.contains(tag) {
            text = text.replace(tag, if tag.starts_with("<br") { " " } else { "" });
        }
    }
    if text.contains("**") {
        text = text.replace("**", "");
    }
    without_italics(&text).trim().to_string()
}

/// `*word*` without its stars; a star alone stays.
fn without_italics(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('*') {
        let after = &rest[open + 1..];
        let close = after.find('*');
        match close {
            Some(close) if close > 0 && !after.starts_with(' ') && !after[..close].ends_with(' ') => {
                out.push_str(&rest[..open]);
                out.push_str(&after[..close]);
                rest = &after[close + 1..];
            }
            _ => {
                out.push_str(&rest[..=open]);
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// `2`, `- 2 -`, `Trang 2/5`.
fn page_number(text: &str) -> Option<u32> {
    let lower = text.to_lowercase();
    let bare = lower.trim_start_matches("trang").trim_start_matches("page").trim_start_matches([':', '.']);
    let bare =
        bare.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '[' | ']'));
    let first = bare.split(['/', ' ']).next()?;
    let rest = bare[first.len()..].trim();
    let plain_rest =
        rest.is_empty() || rest.trim_start_matches('/').trim().chars().all(|c| c.is_ascii_digit());
    if !plain_rest
        || (rest.len() > 1
            && lower == bare
            && rest.starts_with('/')
            && !lower.contains("trang")
            && first.len() > 2)
    {
        return None;
    }
    first.parse().ok().filter(|number| (1..500).contains(number))
}

fn is_ornament(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let n_chars = bare.chars().count();
    let rule = |c: char| {
        matches!(
            c,
            '-' | '_'
                | '='
                | '*'
                | '~'
                | '–'
                | '—'
                | '─'
                | '━'
                | '.'
                | '…'
                | '⁎'
                | '∗'
                | '+'
                | '#'
                | '°'
        )
    };
    let all_rule = bare.chars().all(rule);
    // `-----o0o-----`
    let with_knot = n_chars >= 5
        && bare.starts_with(rule)
        && bare.ends_with(rule)
        && bare.trim_matches(rule).chars().all(|c| matches!(c, 'o' | 'O' | '0' | '&' | 'Ø' | 'ø'));
    (all_rule && (n_chars >= 3 || matches!(bare.as_str(), "*" | "**" | "–" | "_" | "__"))) || with_knot
}

/// `(1)`, `[1]`, `¹`, `(*)`, `1` at the start of a line that goes on with text.
fn footnote_mark(text: &str) -> Option<String> {
    let end = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
    let head = &text[..end];
    let digits = |part: &str| !part.is_empty() && part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit());
    for (open, close) in [('(', ')'), ('[', ']')] {
        let Some(inner) = text.strip_prefix(open) else { continue };
        let Some((inner, rest)) = inner.split_once(close) else { continue };
        if (digits(inner) || inner.chars().all(|c| c == '*'))
            && !inner.is_empty()
            && inner.len() <= 3
            && !rest.trim().is_empty()
        {
            return Some(format!("{open}{inner}{close}"));
        }
    }
    let superscript: String =
        text.chars().take_while(|c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')).collect();
    if !superscript.is_empty() {
        return Some(superscript);
    }
    (digits(head) && end < text.len()).then(|| head.to_string())
}

/// A line of a reading; `line` counts from 1.
pub(super) fn line(line: usize, text: &str, gap: bool, page: bool) -> Line {
    let shown = clean(text);
    let indent = shown.chars().take_while(|c| c.is_whitespace()).map(|c| if c == '\t' { 4 } else { 1 }).sum();
    let text = shown.trim().to_string();
    Line {
        no: line,
        text,
        gap,
        page,
        indent,
        rows: Vec::new(),
        footnote: false,
        parted: false,
        centred: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(text: &str) -> Reading {
        Reading::from_lines(&text.lines().map(String::from).collect::<Vec<_>>(), Encoding::Utf8, Vec::new())
    }

    fn texts(reading: &Reading) -> Vec<&str> {
        reading.lines.iter().map(|line| line.text.as_str()).collect()
    }

    #[test]
    fn page_numbers_and_ornaments_go_and_are_noted() {
        let reading =
            reading("KẾ HOẠCH\n-----\nvùng kinh tế - xã\n\n2\n\nhội khó khăn\n- 3 -\nhết\n*\n1.000\n5");
        assert_eq!(texts(&reading), ["KẾ HOẠCH", "vùng kinh tế - xã", "hội khó khăn", "hết", "1.000", "5"]);
        assert_eq!(reading.notes.len(), 4);
    }

    #[test]
    fn bare_numbers_in_a_column_stay() {
        assert_eq!(texts(&reading("STT\n1\n2\n3\nTên")).len(), 5);
    }

    #[test]
    fn a_footnote_leaves_its_sentence() {
        let reading = reading(
            "Kế hoạch của Thị ủy<sup>(1)</sup> về nhiệm vụ, quyền\n\n<sup>(1)</sup> Sau khi ban hành kế hoạch.\n\nhạn, đặc điểm",
        );
        assert_eq!(texts(&reading)[1], "(1) Sau khi ban hành kế hoạch.");
        assert!(reading.lines[1].footnote && !reading.lines[2].footnote);
    }

    #[test]
    fn enumerations_are_no_footnotes() {
        let reading = reading("gồm các việc sau:\n(1) Rà soát.\n(2) Báo cáo.");
        assert!(reading.lines.iter().all(|line| !line.footnote));
    }

    #[test]
    fn markup_of_a_converter_goes() {
        assert_eq!(
            texts(&reading("### **III. TỔ CHỨC**\ntắt là *Chỉ thị số 28*) *k*")),
            ["III. TỔ CHỨC", "tắt là Chỉ thị số 28) k"]
        );
    }
}
