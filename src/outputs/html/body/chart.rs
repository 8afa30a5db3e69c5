//! Charts: bars as inline SVG, the figures as a table beside it.
//!
//! The drawing repeats the table and is hidden from those who hear the page. It needs no script, no
//! style of its own and no colour to be understood: every bar bears its name and its figure. One unit
//! of the drawing is about one pixel on a phone of 360.

use std::fmt::Write as _;

use crate::content::block::Chart;
use crate::content::text;
use crate::outputs::html::body::{Writer, escaped};

const WIDTH: usize = 320;
/// How wide a letter of the drawing's type is at most, on average.
const LETTER: usize = 8;
/// The same for figures with their units, which are too short for an average.
const FIGURE: usize = 10;
/// The longest name that stands before its bar and not above it.
const BESIDE: usize = 8;
/// How many letters a line holds.
const LINE: usize = WIDTH / LETTER;
/// Heights of a line of words and of a bar with the space below it.
const LINE_HEIGHT: usize = 20;
const BAR_HEIGHT: usize = 26;

impl Writer<'_> {
    pub(super) fn chart(&mut self, chart: &Chart) {
        self.charts += 1;
        let id = format!("hinh_{}", self.charts);
        self.open("figure", &[("class", "chart"), ("aria-labelledby", &id)]);
        self.open("figcaption", &[("id", &id)]);
        self.inlines(&chart.title);
        self.out.push_str("</figcaption>");
        self.drawing(chart);
        self.table(&[], &chart.header, &chart.rows);
        self.blocks(&chart.after);
        self.out.push_str("</figure>");
    }

    fn drawing(&mut self, chart: &Chart) {
        let words = |cells: &Vec<Vec<_>>| cells.iter().map(|cell| text::of_inlines(cell)).collect();
        let names: Vec<String> = words(&chart.header);
        let rows: Vec<Vec<String>> = chart.rows.iter().map(words).collect();
        let single = names.len() <= 2;
        let beside = !single && names.iter().skip(1).all(|name| name.chars().count() <= BESIDE);
        let left = if beside { (BESIDE + 1) * LETTER } else { 0 };
        let figures = rows.iter().flat_map(|row| row.iter().skip(1));
        let figure = figures.map(|figure| figure.chars().count()).max().unwrap_or(0) * FIGURE;
        let longest = WIDTH.saturating_sub(left + figure + LETTER).max(LETTER * 8);
        let mut parts = String::new();
        let mut y = 0;
        for (row, bars) in rows.iter().zip(&chart.bars) {
            for line in wrapped(row.first().map_or("", String::as_str)) {
                y += LINE_HEIGHT;
                let _ = write!(parts, "<text x=\"0\" y=\"{}\">{}</text>", y - 5, escaped(&line));
            }
            for (i, bar) in bars.iter().enumerate() {
                let name = names.get(i + 1).map_or("", String::as_str);
                if !single && !beside {
                    y += LINE_HEIGHT;
                    let _ = write!(parts, "<text x=\"0\" y=\"{}\">{}</text>", y - 5, escaped(name));
                }
                y += BAR_HEIGHT;
                let base = y - 8;
                if beside {
                    let _ = write!(parts, "<text x=\"0\" y=\"{base}\">{}</text>", escaped(name));
                }
                let width = (longest * usize::try_from(*bar).unwrap_or(0) / 1_000_000).max(2);
                let figure = row.get(i + 1).map_or("", String::as_str);
                let _ = write!(
                    parts,
                    "<rect class=\"bar{}\" x=\"{left}\" y=\"{}\" width=\"{width}\" height=\"18\"></rect>\
                     <text x=\"{}\" y=\"{base}\">{}</text>",
                    i + 1,
                    y - 22,
                    left + width + LETTER,
                    escaped(figure)
                );
            }
            y += LETTER;
        }
        let view = format!("0 0 {WIDTH} {y}");
        self.open("svg", &[("viewBox", &view), ("aria-hidden", "true"), ("focusable", "false")]);
        self.out.push_str(&parts);
        self.out.push_str("</svg>");
    }
}

/// A name cut at words into lines of the drawing.
fn wrapped(name: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
