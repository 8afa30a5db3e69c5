//! What was read of a .docx becomes lines.
//!
//! In: paragraphs and tables whose letters still carry the font they are in. Out: lines of Unicode. Whether a font of the
//! nineties holds old letters or Unicode is judged over the whole document; a line in old letters without such a font is
//! recognised by its letters.

use std::collections::BTreeMap;

use super::fonts::OldFont;
use crate::import::lines::{self, Line};
use crate::import::notes::{self as messages, Note};
use crate::import::{anchors, clean, tail};
use crate::vi::legacy::{self, Legacy};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) font: Option<OldFont>,
}

/// A paragraph that was read, or a table.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent properties of a paragraph")]
pub(super) struct Draft {
    pub(super) no: usize,
    pub(super) pieces: Vec<Piece>,
    pub(super) gap: bool,
    pub(super) page: bool,
    pub(super) centred: bool,
    pub(super) footnote: bool,
    pub(super) rows: Vec<Vec<Vec<Draft>>>,
}

/// The lines, and the old encoding that was found.
pub(super) fn lines(drafts: &[Draft], notes: &mut Vec<Note>) -> (Vec<Line>, Option<Legacy>) {
    let old = old_encodings(drafts);
    if let Some(legacy) = old.first() {
        notes.push(messages::legacy_file(legacy.name()));
    }
    let mut lines = Vec::new();
    for draft in drafts {
        lines_of(draft, &old, notes, &mut lines);
    }
    (lines, old.first().copied())
}

/// A table that only places things: the head, recipients and signature.
pub(super) fn is_layout(rows: &[Vec<Vec<Draft>>]) -> bool {
    let places = |draft: &Draft| {
        let raw: String = draft.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let text =
            legacy::detect(&raw).map_or_else(|| clean::clean(&raw), |legacy| legacy::from_text(&raw, legacy));
        text.split('\n').map(str::trim).any(|line| {
            anchors::find_motto(line).is_some()
                || tail::opens_recipients(line)
                || (anchors::starts_authority(line) && anchors::is_caps(line))
        })
    };
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    n_columns <= 4 && rows.iter().flatten().flatten().any(places)
}

/// The old encodings whose fonts really hold old letters.
fn old_encodings(drafts: &[Draft]) -> Vec<Legacy> {
    let mut texts: BTreeMap<Legacy, String> = BTreeMap::new();
    let mut gather = |draft: &Draft| {
        for piece in &draft.pieces {
            if let Some(font) = piece.font {
                let text = texts.entry(font.legacy).or_default();
                text.push_str(&piece.text);
                text.push('\n');
            }
        }
    };
    for draft in drafts {
        gather(draft);
        draft.rows.iter().flatten().flatten().for_each(&mut gather);
    }
    texts
        .into_iter()
        .filter(|(legacy, text)| {
            let plain: String = text.lines().filter(|line| !is_unicode(line)).collect::<Vec<_>>().join("\n");
            let (as_it_is, read) =
                (legacy::score(&plain), legacy::score(&legacy::from_text(&plain, *legacy)));
            read.value() > as_it_is.value() || (plain.is_ascii() && text.is_ascii())
        })
        .map(|(legacy, _)| legacy)
        .collect()
}

fn lines_of(draft: &Draft, old: &[Legacy], notes: &mut Vec<Note>, lines: &mut Vec<Line>) {
    if !draft.rows.is_empty() {
        let rows: Vec<Vec<String>> = draft
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell_text(cell, old, notes)).collect())
            .collect();
        let text = rows.iter().flatten().cloned().collect::<Vec<_>>().join(" ");
        let mut line = lines::line(draft.no, &text, draft.gap, draft.page);
        line.rows = rows;
        lines.push(line);
        return;
    }
    let text = unicode(draft, old, notes);
    let mut first = true;
    for part in text.split('\n') {
        let mut line = lines::line(draft.no, part, first && draft.gap, first && draft.page);
        if line.text.is_empty() {
            continue;
        }
        line.footnote = draft.footnote;
        line.centred = Some(draft.centred);
        lines.push(line);
        first = false;
    }
}

fn cell_text(cell: &[Draft], old: &[Legacy], notes: &mut Vec<Note>) -> String {
    let parts: Vec<String> = cell.iter().map(|draft| clean::clean(&unicode(draft, old, notes))).collect();
    parts.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a paragraph, old letters turned into Unicode: by font where the font tells, else by the letters.
fn unicode(draft: &Draft, old: &[Legacy], notes: &mut Vec<Note>) -> String {
    let mut out = String::new();
    for piece in &draft.pieces {
        match piece.font {
            Some(font) if old.contains(&font.legacy) && !is_unicode(&piece.text) => {
                let read = legacy::from_text(&piece.text, font.legacy);
                out.push_str(&if font.capitals { read.to_uppercase() } else { read });
            }
            _ => out.push_str(&piece.text),
        }
    }
    if let Some(legacy) = (!is_unicode(&out)).then(|| legacy::detect(&out)).flatten() {
        let read = legacy::from_text(&out, legacy);
        notes.push(messages::legacy_line(draft.no, legacy.name(), read.trim()));
        return read;
    }
    for word in out.split_whitespace() {
        if let Some(mended) = crate::vi::syllable::without_foreign_marks(word) {
            notes.push(messages::eth_replaced(draft.no, word, &mended));
        }
    }
    out
}

/// Letters that no old font's text has.
fn is_unicode(text: &str) -> bool {
    text.chars().any(|c| matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{323}'))
}
