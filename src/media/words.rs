//! The words of spreadsheets, slides and `LibreOffice` files, so that gates can read them.
//!
//! In: the bytes of the archive. Out: a text in which rows of tables are rows of a Markdown table, since a
//! list of pupils is known by the heads of its columns. Everything that a reader of the file could find is read,
//! hidden sheets and kept copies of other tables among it. Everything unpacked is bounded.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use crate::diag::messages::Uncleaned;

/// The most that the parts that hold words may unpack to.
const MAX_UNPACKED: usize = 64 << 20;

/// How much of a Word file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Everything.
    Whole,
    /// What stands beside the text: headers, footers, notes, words instead of pictures.
    BesideText,
}

/// The words of an office file.
pub fn words_of_office(bytes: &[u8], part: Part) -> Result<String, Uncleaned> {
    let mut archive = Archive::open(bytes)?;
    let mut parts: BTreeMap<String, String> = BTreeMap::new();
    let mut left = MAX_UNPACKED;
    for n in 0..archive.names().len() {
        if !holds_words(&archive.names()[n]) {
            continue;
        }
        let Some(found) = archive.part(n)? else { continue };
        left = left.checked_sub(found.content.len()).ok_or(Uncleaned::TooLarge)?;
        let content = match String::from_utf8(found.content) {
            Ok(text) => text,
            Err(torn) => String::from_utf8_lossy(torn.as_bytes()).into_owned(),
        };
        parts.insert(found.name, content);
    }
    if parts.is_empty() {
        return Err(Uncleaned::OtherKind);
    }
    let shared = parts.remove("xl/sharedStrings.xml").map(|xml| strings(&xml)).unwrap_or_default();
    let mut used = vec![false; shared.len()];
    let mut out = String::new();
    for (name, xml) in &parts {
        if part == Part::BesideText && name.starts_with("word/document") {
            instead_of_pictures(xml, &mut out);
            continue;
        }
        read(xml, &shared, &mut used, name.contains("pivotCache"), &mut out);
        out.push_str("\n\n");
    }
    // Words that no cell shows any more are still in the file.
    let forgotten = shared.iter().zip(used).filter(|(_, used)| !used);
    forgotten.for_each(|(text, _)| out.push_str(&format!("{text}\n\n")));
    Ok(out)
}

/// The words that stand in attributes alone.
fn instead_of_pictures(xml: &str, out: &mut String) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => attribute_words(&tag, false, out),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

fn holds_words(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    let look = ["styles", "theme", "settings", "fontTable", "presProps", "viewProps", "tableStyles"];
    let inside = ["xl/", "ppt/", "word/"].iter().any(|folder| name.starts_with(folder));
    let of_office = inside && name.ends_with(".xml") && !look.iter().any(|look| file.starts_with(look));
    of_office || name == "content.xml" || name == "styles.xml" || name.ends_with("/content.xml")
}

/// The table of strings that the cells of a workbook share.
fn strings(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut strings, mut text, mut spoken) = (Vec::new(), String::new(), 0_usize);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag)) => match local(&tag).as_str() {
                "si" => text.clear(),
                "t" => spoken += 1,
                _ => {}
            },
            Ok(Event::End(tag)) => match tag.local_name().as_ref() {
                "si" => strings.push(std::mem::take(&mut text)),
                "t" => spoken = spoken.saturating_sub(1),
                _ => {}
            },
            Ok(Event::Text(words)) if spoken > 0 => text.push_str(&words),
            Ok(Event::GeneralRef(reference)) if spoken > 0 => text.push_str(&resolved(&reference)),
            Ok(Event::Eof) | Err(_) => return strings,
            Ok(_) => {}
        }
    }
}

const MEASURES: [&str; 6] = ["posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset"];

/// A table whose rows are being read.
#[derive(Default)]
struct Table {
    cells: Vec<String>,
    rows: usize,
}

/// The paragraphs and rows of a part.
fn read(xml: &str, shared: &[String], used: &mut [bool], is_cache: bool, out: &mut String) {
    let mut reader = Reader::from_str(xml);
    let mut tables: Vec<Table> = Vec::new();
    let (mut text, mut kind, mut measured) = (String::new(), String::new(), 0);
    loop {
        let event = reader.read_event();
        match event {
            Ok(Event::Start(tag)) => match local(&tag).as_str() {
                "tbl" | "table" | "sheetData" => {
                    attribute_words(&tag, is_cache, out);
                    tables.push(Table::default());
                }
                "tr" | "row" | "table-row" => text.clear(),
                "c" | "tc" | "table-cell" => {
                    text.clear();
                    kind = value(&tag, "t");
                }
                name if MEASURES.contains(&name) => measured = text.len(),
                _ => attribute_words(&tag, is_cache, out),
            },
            Ok(Event::Empty(tag)) => match local(&tag).as_str() {
                "c" | "tc" | "table-cell" if !tables.is_empty() => {
                    tables.iter_mut().last().into_iter().for_each(|table| table.cells.push(String::new()));
                }
                "br" | "tab" | "line-break" => text.push(' '),
                "s" if !is_cache => text.push(' '),
                _ => attribute_words(&tag, is_cache, out),
            },
            Ok(Event::Text(words)) => text.push_str(&words),
            Ok(Event::CData(words)) => text.push_str(&words),
            Ok(Event::GeneralRef(reference)) => text.push_str(&resolved(&reference)),
            // How far a picture is moved is no word.
            Ok(Event::End(tag)) if MEASURES.contains(&tag.local_name().as_ref()) => text.truncate(measured),
            Ok(Event::End(tag)) => {
                end(tag.local_name().as_ref(), &mut tables, &mut text, out, &kind, (shared, used));
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    flush(&mut text, out);
}

fn end(
    name: &str,
    tables: &mut Vec<Table>,
    text: &mut String,
    out: &mut String,
    kind: &str,
    (shared, used): (&[String], &mut [bool]),
) {
    match (name, tables.last_mut()) {
        ("v", Some(_)) if kind == "s" => {
            let index = text.trim().parse().ok().filter(|index: &usize| *index < shared.len());
            if let Some(index) = index {
                shared[index].clone_into(text);
                used[index] = true;
            }
        }
        ("c" | "tc" | "table-cell", Some(table)) => {
            table.cells.push(text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "/"));
            text.clear();
        }
        ("tr" | "row" | "table-row", Some(table)) => {
            if table.cells.iter().any(|cell| !cell.is_empty()) {
                let row = table.cells.join(" | ");
                out.push_str(&format!("| {row} |\n"));
                if table.rows == 0 {
                    out.push_str(&format!("|{}\n", "---|".repeat(table.cells.len())));
                }
                table.rows += 1;
            }
            table.cells.clear();
        }
        ("tbl" | "table" | "sheetData", _) => {
            tables.pop();
            out.push('\n');
        }
        // Within a cell several paragraphs are one text.
        ("p" | "h", Some(_)) => text.push(' '),
        ("p" | "h" | "si" | "v" | "oddHeader" | "oddFooter" | "definedName" | "title" | "desc", None) => {
            flush(text, out);
        }
        _ => {}
    }
}

fn flush(text: &mut String, out: &mut String) {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().any(char::is_alphabetic) {
        out.push_str(&words);
        out.push_str("\n\n");
    }
    text.clear();
}

/// Words that stand in attributes: names of sheets, words instead of a picture, kept copies of tables.
fn attribute_words(tag: &BytesStart<'_>, is_cache: bool, out: &mut String) {
    let wanted: &[&str] = match local(tag).as_str() {
        "sheet" | "table" => &["name"],
        "docPr" | "cNvPr" | "shape" | "rect" | "imagedata" => &["descr", "title", "alt"],
        "s" | "cacheField" if is_cache => &["v", "name"],
        // What is asked, proposed and explained where somebody is to type.
        "dataValidation" => &["prompt", "promptTitle", "error", "errorTitle"],
        "content-validation" => &["condition"],
        "help-message" | "error-message" => &["title"],
        "listItem" => &["displayText", "value"],
        "alias" | "tag" | "helpText" | "statusText" | "default" | "placeholder" => &["val"],
        "hyperlink" | "hlinkClick" => &["tooltip", "display"],
        "hidden-text" | "table-cell" | "user-field-decl" | "variable-set" => &["string-value"],
        _ => return,
    };
    for key in wanted {
        let words = value(tag, key);
        if words.chars().any(char::is_alphabetic) {
            out.push_str(&format!("{words}\n\n"));
        }
    }
}

fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_owned()
}

/// The value of an attribute; empty if it is not there.
fn value(tag: &BytesStart<'_>, key: &str) -> String {
    let all = tag.attributes().filter_map(Result::ok);
    let own = all.into_iter().find(|attribute| attribute.key.local_name().as_ref() == key);
    let value = own.map(|attribute| attribute.value.as_ref().to_owned()).unwrap_or_default();
    quick_xml::escape::unescape(&value).map_or(value.clone(), std::borrow::Cow::into_owned)
}

/// `&amp;` and its like.
fn resolved(reference: &str) -> String {
    let written = format!("&{reference};");
    quick_xml::escape::unescape(&written).map_or(String::new(), std::borrow::Cow::into_owned)
}
