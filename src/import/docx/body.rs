//! The body of a .docx: paragraphs and tables in reading order.
//!
//! In: `word/document.xml` with fonts and numbering. Out: lines. The XML is read as a stream with a stack for what may
//! nest (tables in cells, text boxes in paragraphs). Runs keep the font they are in until the end, because only the whole
//! text shows whether a font of the nineties holds old letters or Unicode.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::drafts::{self, Draft, Piece};
use super::fonts::{Fonts, attribute, font_name};
use super::numbering::Numbering;
use super::open::{Paragraph, Run, Table};
use crate::import::Refusal;
use crate::import::decode::broken;
use crate::import::lines::Line;
use crate::import::notes::{self, Note};
use crate::vi::legacy::Legacy;

/// Which of the two parts with notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NotePart {
    Footnotes,
    Endnotes,
}

/// Reads the parts of a document.
pub(super) struct Body<'a> {
    fonts: &'a Fonts,
    numbering: Numbering,
    drafts: Vec<Draft>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<Table>,
    skipped: usize,
    no: usize,
    blank: bool,
    page: bool,
    notes: Vec<Note>,
    note_texts: BTreeMap<(NotePart, String), Vec<Piece>>,
    n_notes: usize,
    left_out: LeftOut,
}

#[derive(Debug, Default)]
struct LeftOut {
    deletions: bool,
    hidden: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(fonts: &'a Fonts, numbering: Numbering) -> Self {
        Self {
            fonts,
            numbering,
            drafts: Vec::new(),
            paragraphs: Vec::new(),
            tables: Vec::new(),
            skipped: 0,
            no: 0,
            blank: false,
            page: false,
            notes: Vec::new(),
            note_texts: BTreeMap::new(),
            n_notes: 0,
            left_out: LeftOut::default(),
        }
    }

    /// Reads footnotes or endnotes, to be set behind the paragraphs that call them.
    pub(super) fn notes_part(&mut self, xml: &str, part: NotePart) -> Result<(), Refusal> {
        let mut id = String::new();
        self.stream(xml, |this, event| {
            match event {
                Event::Start(tag) if matches!(tag.local_name().as_ref(), "footnote" | "endnote") => {
                    id = attribute(tag, "id").unwrap_or_default();
                    this.drafts.clear();
                }
                Event::End(tag) if matches!(tag.local_name().as_ref(), "footnote" | "endnote") => {
                    let mut pieces = Vec::new();
                    for draft in this.drafts.drain(..) {
                        pieces.extend(draft.pieces);
                        pieces.push(Piece { text: " ".into(), font: None });
                    }
                    this.note_texts.insert((part, id.clone()), pieces);
                }
                _ => {}
            }
            Ok(())
        })?;
        self.drafts.clear();
        self.no = 0;
        self.blank = false;
        Ok(())
    }

    /// Reads the document itself.
    pub(super) fn document(&mut self, xml: &str) -> Result<(), Refusal> {
        self.stream(xml, |_, _| Ok(()))
    }

    /// The lines, the old encoding found, the notes.
    pub(super) fn finish(mut self) -> (Vec<Line>, Option<Legacy>, Vec<Note>) {
        if self.left_out.deletions {
            let deleted = "chữ đã xóa còn lưu vết (track changes)";
            self.notes.push(notes::hidden(0, deleted, "text deleted with tracked changes"));
        }
        if self.left_out.hidden {
            self.notes.push(notes::hidden(0, "chữ ẩn trong tệp Word", "the hidden text of the Word file"));
        }
        let (lines, legacy) = drafts::lines(&self.drafts, &mut self.notes);
        (lines, legacy, self.notes)
    }

    fn stream(
        &mut self,
        xml: &str,
        mut also: impl FnMut(&mut Self, &Event<'_>) -> Result<(), Refusal>,
    ) -> Result<(), Refusal> {
        let mut reader = Reader::from_str(xml);
        let mut depth = 0usize;
        loop {
            let event = reader.read_event().map_err(|error| broken("docx", error.to_string()))?;
            match &event {
                Event::Start(tag) => {
                    depth += 1;
                    if depth > 2_000 {
                        return Err(Refusal::Bomb);
                    }
                    self.start(tag, false);
                }
                Event::Empty(tag) => {
                    self.start(tag, true);
                    self.end(tag.local_name().as_ref(), true);
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    self.end(tag.local_name().as_ref(), false);
                }
                Event::Text(text) => self.text(text),
                Event::CData(text) => self.text(text),
                Event::GeneralRef(entity) => self.entity(entity),
                Event::Eof if depth > 0 => return Err(broken("docx", "document.xml ends too early")),
                Event::Eof => return Ok(()),
                _ => {}
            }
            also(self, &event)?;
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        let name = tag.local_name();
        let name = name.as_ref();
        if self.skipped > 0 {
            self.skipped += usize::from(!empty);
            return;
        }
        if is_left_behind(name) {
            self.left_out.deletions |= matches!(name, "del" | "moveFrom") && !empty;
            self.skipped = usize::from(!empty);
            return;
        }
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "tbl" => self.tables.push(Table::default()),
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.spans = 1;
                    if let Some(row) = table.rows.last_mut() {
                        row.push(Vec::new());
                    }
                }
            }
            "gridSpan" => {
                if let Some(table) = self.tables.last_mut() {
                    table.spans =
                        attribute(tag, "val").and_then(|it| it.parse().ok()).unwrap_or(1).clamp(1, 60);
                }
            }
            "footnoteReference" => {
                self.call_note(NotePart::Footnotes, &attribute(tag, "id").unwrap_or_default());
            }
            "endnoteReference" => {
                self.call_note(NotePart::Endnotes, &attribute(tag, "id").unwrap_or_default());
            }
            _ => self.start_in_paragraph(name, tag),
        }
    }

    fn start_in_paragraph(&mut self, name: &str, tag: &BytesStart<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let value = || attribute(tag, "val");
        let on = || value().is_none_or(|it| !matches!(it.as_str(), "0" | "false" | "off" | "none"));
        match name {
            "pPr" => paragraph.in_properties = true,
            "pStyle" => paragraph.style = value(),
            "jc" if paragraph.in_properties => paragraph.centred = value().map(|it| it == "center"),
            "numId" if paragraph.in_properties => paragraph.number = value(),
            "ilvl" if paragraph.in_properties => paragraph.level = value().and_then(|it| it.parse().ok()),
            "r" => {
                paragraph.in_run = true;
                paragraph.run = Run::default();
            }
            "rFonts" if !paragraph.in_properties => paragraph.run.font = font_name(tag),
            "rStyle" if !paragraph.in_properties => paragraph.run.style = value(),
            "vanish" if !paragraph.in_properties => paragraph.run.hidden = on(),
            "caps" if !paragraph.in_properties => paragraph.run.caps = on(),
            "t" => paragraph.in_text = true,
            "tab" | "ptab" if paragraph.in_run && !paragraph.in_properties => self.push("\t"),
            "br" if attribute(tag, "type").as_deref() == Some("page") => self.page = true,
            "br" | "cr" => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            // In TCVN3 the soft hyphen is the letter ư.
            "softHyphen" => self.push("\u{ad}"),
            "sym" => self.push(&symbol(tag)),
            _ => {}
        }
    }

    fn end(&mut self, name: &str, empty: bool) {
        if self.skipped > 0 {
            self.skipped -= usize::from(!empty);
            return;
        }
        match name {
            "p" => self.end_paragraph(),
            "tc" => {
                if let Some(table) = self.tables.last_mut()
                    && let Some(row) = table.rows.last_mut()
                {
                    row.extend((1..table.spans).map(|_| Vec::new()));
                }
            }
            "tbl" => self.end_table(),
            _ => {
                let Some(paragraph) = self.paragraphs.last_mut() else { return };
                match name {
                    "pPr" => paragraph.in_properties = false,
                    "r" => paragraph.in_run = false,
                    "t" => paragraph.in_text = false,
                    _ => {}
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped == 0 && self.paragraphs.last().is_some_and(|it| it.in_text) {
            self.push(text);
        }
    }

    fn entity(&mut self, entity: &BytesRef<'_>) {
        let resolved = match entity.resolve_char_ref() {
            Ok(Some(c)) => c.to_string(),
            _ => match &**entity {
                "amp" => "&".into(),
                "lt" => "<".into(),
                "gt" => ">".into(),
                "quot" => "\"".into(),
                "apos" => "'".into(),
                _ => String::new(),
            },
        };
        self.text(&resolved);
    }

    fn push(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        if paragraph.run.hidden {
            self.left_out.hidden |= !text.trim().is_empty();
            return;
        }
        let run = &paragraph.run;
        let font = self.fonts.of_run(run.font.as_deref(), run.style.as_deref(), paragraph.style.as_deref());
        let text = if run.caps && font.is_none() { text.to_uppercase() } else { text.to_string() };
        match paragraph.pieces.last_mut() {
            Some(last) if last.font == font => last.text.push_str(&text),
            _ => paragraph.pieces.push(Piece { text, font }),
        }
    }

    fn call_note(&mut self, part: NotePart, id: &str) {
        let Some(text) = self.note_texts.get(&(part, id.to_string())).cloned() else { return };
        self.n_notes += 1;
        let mark = format!("({})", self.n_notes);
        self.push(&mark);
        let mut pieces = vec![Piece { text: format!("{mark} "), font: None }];
        pieces.extend(text);
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.footnotes.push(pieces);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        self.no += 1;
        let blank = paragraph.pieces.iter().all(|piece| piece.text.trim().is_empty());
        let by_style = self.numbering.of_style(paragraph.style.as_deref());
        let number = paragraph.number.clone().or_else(|| by_style.as_ref().map(|(number, _)| number.clone()));
        if let Some(number) = number.filter(|number| number != "0" && !blank) {
            let level = paragraph.level.or(by_style.map(|(_, level)| level)).unwrap_or(0);
            let label = self.numbering.label(&number, level);
            if !label.is_empty() {
                paragraph.pieces.insert(0, Piece { text: format!("{label} "), font: None });
            }
        }
        let draft = Draft {
            no: self.no,
            gap: std::mem::take(&mut self.blank),
            page: std::mem::take(&mut self.page),
            centred: paragraph.centred.unwrap_or_else(|| self.fonts.is_centred(paragraph.style.as_deref())),
            pieces: paragraph.pieces,
            footnote: false,
            rows: Vec::new(),
        };
        if blank {
            self.blank = true;
            self.page = draft.page;
            return;
        }
        let notes: Vec<Draft> = paragraph
            .footnotes
            .into_iter()
            .map(|pieces| Draft { pieces, footnote: true, gap: false, page: false, ..draft.clone() })
            .collect();
        self.put(draft);
        for note in notes {
            self.put(note);
        }
    }

    /// Puts what was read into the open cell, or into the document.
    fn put(&mut self, draft: Draft) {
        let cell =
            self.tables.last_mut().and_then(|table| table.rows.last_mut()).and_then(|row| row.last_mut());
        cell.unwrap_or(&mut self.drafts).push(draft);
    }

    /// A table of the page's layout becomes paragraphs, cell by cell; another stays a table.
    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let is_nested = !self.tables.is_empty();
        let n_columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        if is_nested || n_columns < 2 || drafts::is_layout(&table.rows) {
            for cell in table.rows.into_iter().flatten() {
                for (idx, mut draft) in cell.into_iter().enumerate() {
                    draft.gap |= idx == 0;
                    self.put(draft);
                }
            }
            return;
        }
        let no = table.rows.iter().flatten().flatten().map(|draft| draft.no).next().unwrap_or(self.no);
        let draft = Draft {
            no,
            pieces: Vec::new(),
            gap: true,
            page: false,
            centred: false,
            footnote: false,
            rows: table.rows,
        };
        self.drafts.push(draft);
    }
}

/// Elements whose content does not travel: deletions, field codes, the second version of a drawing.
fn is_left_behind(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "delText"
            | "instrText"
            | "delInstrText"
            | "Fallback"
            | "rt"
            | "sectPr"
            | "pPrChange"
            | "rPrChange"
            | "tblPrChange"
            | "docPartObj"
    )
}

fn symbol(tag: &BytesStart<'_>) -> String {
    let code = attribute(tag, "char").and_then(|it| u32::from_str_radix(&it, 16).ok()).unwrap_or(0);
    // Symbol fonts live in the private area: ticks, boxes and bullets.
    match code {
        0xf000..=0xf0ff => "•".into(),
        other => char::from_u32(other).map(String::from).unwrap_or_default(),
    }
}
