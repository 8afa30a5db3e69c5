//! Automatic numbers of a .docx, written out as the page shows them.
//!
//! In: `word/numbering.xml` and the style sheet. Out: for each numbered paragraph, in order, its label (`I.`, `1.`, `a)`,
//! `-`). It counts; it does not know what is numbered.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::fonts::attribute;
use crate::import::Refusal;
use crate::import::decode::broken;

/// Lists and how far each has been counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, BTreeMap<usize, Level>>,
    numbers: BTreeMap<String, Number>,
    styles: BTreeMap<String, (String, usize)>,
    counters: BTreeMap<String, [u32; 9]>,
}

#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

#[derive(Debug, Clone, Default)]
struct Number {
    list: String,
    starts: BTreeMap<usize, u32>,
}

impl Numbering {
    /// Reads both parts; empty texts give no lists.
    pub(super) fn read(numbering: &str, styles: &str) -> Result<Self, Refusal> {
        let mut this = Self::default();
        this.lists(numbering)?;
        this.styles(styles)?;
        Ok(this)
    }

    /// The list and level a paragraph style gives.
    pub(super) fn of_style(&self, style: Option<&str>) -> Option<(String, usize)> {
        self.styles.get(style?).cloned()
    }

    /// Counts one paragraph of `number` at `level` and gives its label.
    pub(super) fn label(&mut self, number: &str, level: usize) -> String {
        let level = level.min(8);
        let Some(known) = self.numbers.get(number).cloned() else { return String::new() };
        let Some(levels) = self.lists.get(&known.list) else { return String::new() };
        let start_of = |at: usize| {
            known.starts.get(&at).copied().or_else(|| levels.get(&at).map(|it| it.start)).unwrap_or(1)
        };
        // Numbers of one list count together, unless a number starts anew.
        let counter =
            if known.starts.is_empty() { format!("list {}", known.list) } else { format!("number {number}") };
        let counts = self.counters.entry(counter).or_insert([0; 9]);
        for (at, count) in counts.iter_mut().enumerate().take(level) {
            if *count == 0 {
                *count = start_of(at);
            }
        }
        counts[level] = if counts[level] == 0 { start_of(level) } else { counts[level].saturating_add(1) };
        for deeper in &mut counts[level + 1..] {
            *deeper = 0;
        }
        let Some(shown) = levels.get(&level) else { return String::new() };
        if shown.format == "bullet" {
            return if shown.text.trim() == "+" { "+".into() } else { "-".into() };
        }
        let mut label = shown.text.clone();
        for (at, count) in counts.iter().enumerate() {
            let place = format!("%{}", at + 1);
            if label.contains(&place) {
                let format = levels.get(&at).map_or("decimal", |it| it.format.as_str());
                label = label.replace(&place, &figure(*count, format));
            }
        }
        label.trim().to_string()
    }

    fn lists(&mut self, xml: &str) -> Result<(), Refusal> {
        let mut reader = Reader::from_str(xml);
        let mut list = String::new();
        let mut number: Option<String> = None;
        let mut level = 0;
        loop {
            match reader.read_event().map_err(|error| broken("docx", error.to_string()))? {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "abstractNum" => {
                        list = attribute(&tag, "abstractNumId").unwrap_or_default();
                        number = None;
                    }
                    "num" => {
                        let id = attribute(&tag, "numId").unwrap_or_default();
                        self.numbers.insert(id.clone(), Number::default());
                        number = Some(id);
                    }
                    "abstractNumId" => {
                        if let Some(known) = number.as_ref().and_then(|id| self.numbers.get_mut(id)) {
                            known.list = value(&tag);
                        }
                    }
                    "lvl" | "lvlOverride" => {
                        level = attribute(&tag, "ilvl").and_then(|it| it.parse().ok()).unwrap_or(0);
                    }
                    "startOverride" => {
                        if let Some(known) = number.as_ref().and_then(|id| self.numbers.get_mut(id)) {
                            known.starts.insert(level, value(&tag).parse().unwrap_or(1));
                        }
                    }
                    "start" if number.is_none() => {
                        self.level(&list, level).start = value(&tag).parse().unwrap_or(1);
                    }
                    "numFmt" if number.is_none() => self.level(&list, level).format = value(&tag),
                    "lvlText" if number.is_none() => self.level(&list, level).text = value(&tag),
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn level(&mut self, list: &str, level: usize) -> &mut Level {
        self.lists
            .entry(list.to_string())
            .or_default()
            .entry(level)
            .or_insert_with(|| Level { start: 1, ..Level::default() })
    }

    fn styles(&mut self, xml: &str) -> Result<(), Refusal> {
        let mut reader = Reader::from_str(xml);
        let mut style = String::new();
        let mut level = 0;
        loop {
            match reader.read_event().map_err(|error| broken("docx", error.to_string()))? {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "style" => {
                        style = attribute(&tag, "styleId").unwrap_or_default();
                        level = 0;
                    }
                    "ilvl" => level = value(&tag).parse().unwrap_or(0),
                    "numId" => {
                        self.styles.insert(style.clone(), (value(&tag), level));
                    }
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

fn value(tag: &BytesStart<'_>) -> String {
    attribute(tag, "val").unwrap_or_default()
}

fn figure(count: u32, format: &str) -> String {
    match format {
        "upperRoman" => roman(count),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperLetter" => letter(count).to_uppercase(),
        "lowerLetter" => letter(count),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

fn roman(mut count: u32) -> String {
    let mut out = String::new();
    for (numeral, worth) in
        [("C", 100), ("XC", 90), ("L", 50), ("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)]
    {
        while count >= worth && out.len() < 30 {
            out.push_str(numeral);
            count -= worth;
        }
    }
    out
}

/// a, b, …, z, aa, bb, … as Word counts.
fn letter(count: u32) -> String {
    let index = count.saturating_sub(1);
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (index / 26 + 1).min(5) as usize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count_as_the_page_shows() {
        let xml = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
            <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
            </w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
        let mut numbering = Numbering::read(xml, "").unwrap();
        let labels: Vec<String> =
            [0, 1, 1, 2, 0, 1].iter().map(|level| numbering.label("3", *level)).collect();
        assert_eq!(labels, ["I.", "1.", "2.", "-", "II.", "1."]);
        assert_eq!(numbering.label("9", 0), "");
    }
}
