//! A .docx as lines: one a paragraph, tables as rows.
//!
//! In: the bytes of a zip archive. Out: a [`Reading`] with the text as it is printed: automatic numbers written out,
//! fonts of the nineties turned into Unicode, tracked insertions kept, deletions, comments, hidden text, field codes and
//! everything about the author left behind. Sizes and nesting are bounded before anything is unpacked. It does not keep
//! fonts, colours or pictures.

mod body;
mod drafts;
mod fonts;
mod numbering;
mod open;

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::decode::broken;
use super::lines::Reading;
use super::notes;
use super::{Encoding, Refusal};

/// The largest part that is unpacked; a hundred pages of text stay under a tenth of it.
const MAX_PART: u64 = 48_000_000;
/// The most entries an archive may have.
const MAX_ENTRIES: usize = 10_000;

/// Reads a .docx.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| match error {
        ZipError::UnsupportedArchive(detail) if detail.contains("assword") => Refusal::Password,
        other => broken("docx", other.to_string()),
    })?;
    if archive.len() > MAX_ENTRIES {
        return Err(Refusal::Bomb);
    }
    let Some(document) = part(&mut archive, "word/document.xml")? else {
        return Err(other_archive(&archive));
    };
    let styles = part(&mut archive, "word/styles.xml")?.unwrap_or_default();
    let numbering = part(&mut archive, "word/numbering.xml")?.unwrap_or_default();
    let footnotes = part(&mut archive, "word/footnotes.xml")?.unwrap_or_default();
    let endnotes = part(&mut archive, "word/endnotes.xml")?.unwrap_or_default();
    let fonts = fonts::Fonts::read(&styles)?;
    let numbering = numbering::Numbering::read(&numbering, &styles)?;
    let mut reader = body::Body::new(&fonts, numbering);
    reader.notes_part(&footnotes, body::NotePart::Footnotes)?;
    reader.notes_part(&endnotes, body::NotePart::Endnotes)?;
    reader.document(&document)?;
    let comments = archive.index_for_name("word/comments.xml").is_some();
    let (lines, legacy, mut all_notes) = reader.finish();
    if comments {
        all_notes.push(notes::hidden(
            0,
            "lời bình (comment) trong tệp Word",
            "the comments of the Word file",
        ));
    }
    all_notes.push(notes::original_keeps());
    let encoding = legacy.map_or(Encoding::Docx, Encoding::DocxLegacy);
    let mut reading = Reading { lines, encoding, notes: all_notes, paragraphs: true };
    if reading.lines.iter().all(|line| !line.text.contains(char::is_alphanumeric)) {
        let pictures = archive.file_names_raw().any(|name| name.starts_with(b"word/media/"));
        return Err(if pictures { Refusal::NoTextLayer } else { Refusal::Empty });
    }
    reading.drop_page_numbers();
    reading.drop_ornaments();
    Ok(reading)
}

/// One part as text; `None` where the archive has none of that name.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Refusal> {
    let file = match archive.by_name(name) {
        Ok(file) => file,
        Err(ZipError::FileNotFound) => return Ok(None),
        Err(ZipError::UnsupportedArchive(detail)) if detail.contains("assword") => {
            return Err(Refusal::Password);
        }
        Err(error) => return Err(broken("docx", error.to_string())),
    };
    if file.encrypted() {
        return Err(Refusal::Password);
    }
    if file.size() > MAX_PART {
        return Err(Refusal::Bomb);
    }
    let mut bytes = Vec::new();
    file.take(MAX_PART + 1).read_to_end(&mut bytes).map_err(|error| broken("docx", error.to_string()))?;
    if bytes.len() as u64 > MAX_PART {
        return Err(Refusal::Bomb);
    }
    let text = xml_text(&bytes)?;
    // An own document type can define entities that grow without bound; Word never writes one.
    let has_doctype =
        text.get(..text.len().min(4000)).unwrap_or(&text).contains("<!DOCTYPE") || text.contains("<!ENTITY");
    if has_doctype { Err(Refusal::Bomb) } else { Ok(Some(text)) }
}

fn xml_text(bytes: &[u8]) -> Result<String, Refusal> {
    let bytes = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]).unwrap_or(bytes);
    let wide = |pair: fn([u8; 2]) -> u16, bytes: &[u8]| {
        let units: Vec<u16> = bytes.chunks_exact(2).map(|it| pair([it[0], it[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => Ok(wide(u16::from_le_bytes, rest)),
        [0xfe, 0xff, rest @ ..] => Ok(wide(u16::from_be_bytes, rest)),
        _ => std::str::from_utf8(bytes).map(String::from).map_err(|error| broken("docx", error.to_string())),
    }
}

/// An archive without a Word document in it.
fn other_archive(archive: &ZipArchive<Cursor<&[u8]>>) -> Refusal {
    let has = |start: &str| archive.file_names_raw().any(|name| name.starts_with(start.as_bytes()));
    if has("xl/") {
        Refusal::Unsupported { format: ".xlsx" }
    } else if has("ppt/") {
        Refusal::Unsupported { format: ".pptx" }
    } else if has("content.xml") {
        Refusal::Unsupported { format: ".odt" }
    } else if archive.is_empty() {
        broken("docx", "empty archive")
    } else {
        Refusal::Unsupported { format: "zip" }
    }
}
