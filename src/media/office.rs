//! Word, Excel, `PowerPoint` and `LibreOffice` files without what they tell of their makers.
//!
//! In: the bytes of the archive. Out: the same document with an empty record of author, dates, company
//! and template, tracked changes accepted, remarks and hidden text gone and photographs without camera data. A signed
//! file stays as it is. Remarks and changes in a form that is not rewritten here are refused, never
//! published. The archive bounds what is unpacked.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::archive::{Archive, Part};
use super::hidden;
use crate::diag::messages::Uncleaned;
use crate::import::without_camera;

const CORE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>"#;
const APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"#;
const CUSTOM: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>"#;
const META: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>"#;

/// Elements that fall away with what is in them: what was deleted, how it was before, remarks.
const DROPPED: [&str; 24] = [
    "del",
    "moveFrom",
    "rPrChange",
    "pPrChange",
    "sectPrChange",
    "tblPrChange",
    "tblPrExChange",
    "tcPrChange",
    "trPrChange",
    "tblGridChange",
    "numberingChange",
    "cellDel",
    "cellIns",
    "cellMerge",
    "commentRangeStart",
    "commentRangeEnd",
    "commentReference",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "rsids",
    "trackRevisions",
    "attachedTemplate",
];

/// Elements that go and leave what is in them: what was inserted.
const UNWRAPPED: [&str; 2] = ["ins", "moveTo"];

/// The document without author, revisions, remarks and hidden text; `None` if it is signed. `ending` says
/// what kind of document it is to be.
pub(super) fn clean(bytes: &[u8], ending: &str) -> Result<Option<Vec<u8>>, Uncleaned> {
    let mut archive = Archive::open(bytes)?;
    if !archive.names().iter().any(|name| name.starts_with(main_part(ending))) {
        return Err(Uncleaned::OtherKind);
    }
    let signature =
        |name: &String| name.starts_with("_xmlsignatures/") || name == "META-INF/documentsignatures.xml";
    if archive.names().iter().any(signature) {
        return Ok(None);
    }
    let styles = archive.named("word/styles.xml")?.map(|part| text(part.content)).transpose()?;
    let styles = styles.map(|text| hidden::styles(&text)).unwrap_or_default();
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for n in 0..archive.names().len() {
        let Some(Part { name, content, method }) = archive.part(n)? else { continue };
        let Some(content) = cleaned(&name, content, &styles)? else { continue };
        let stored = method == CompressionMethod::Stored;
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // Without a time: it would tell when somebody worked.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default());
        out.start_file(name, options).map_err(|_| Uncleaned::Broken)?;
        out.write_all(&content).map_err(|_| Uncleaned::Broken)?;
    }
    Ok(Some(out.finish().map_err(|_| Uncleaned::Broken)?.into_inner()))
}

/// How the name of the part begins that such a document cannot be without.
fn main_part(ending: &str) -> &'static str {
    match ending.get(..2) {
        Some("do") => "word/document",
        Some("xl") => "xl/workbook",
        Some("pp") => "ppt/presentation",
        _ => "content.xml",
    }
}

/// A part as it is published; `None` for one that is left out.
fn cleaned(name: &str, content: Vec<u8>, styles: &BTreeSet<String>) -> Result<Option<Vec<u8>>, Uncleaned> {
    let fixed = |text: &str| Ok(Some(text.as_bytes().to_vec()));
    match name {
        "docProps/core.xml" => return fixed(CORE),
        "docProps/app.xml" => return fixed(APP),
        "docProps/custom.xml" => return fixed(CUSTOM),
        "meta.xml" => return fixed(META),
        _ if name.starts_with("docProps/") || name.starts_with("Thumbnails/") => return Ok(None),
        _ if name.ends_with(".rels") => return without_references(&text(content)?).map(Some),
        _ => {}
    }
    let file = name.rsplit('/').next().unwrap_or(name);
    let remarks = file.starts_with("comments") || file.starts_with("people") || name.contains("/persons/");
    if name.starts_with("word/") && remarks && name.ends_with(".xml") {
        return Ok(Some(root_only(&text(content)?)));
    }
    if remarks
        || name.contains("threadedComments/")
        || file.starts_with("commentAuthors")
        || name.contains("/revisions/")
    {
        return Err(Uncleaned::Remarks);
    }
    if name.starts_with("word/") && name.ends_with(".xml") {
        let is_look = ["styles", "settings", "theme", "fontTable", "webSettings", "numbering"];
        let seen = text(content)?;
        let seen = if is_look.iter().any(|look| file.starts_with(look)) {
            seen
        } else {
            hidden::without(seen, styles)?
        };
        return rewritten(&seen).map(Some);
    }
    let told = |mark: &str| content.windows(mark.len()).any(|window| window == mark.as_bytes());
    if name == "content.xml" && (told("<office:annotation") || told("<text:tracked-changes")) {
        return Err(Uncleaned::Remarks);
    }
    Ok(Some(without_camera(&content)))
}

fn text(mut content: Vec<u8>) -> Result<String, Uncleaned> {
    if content.starts_with(&[0xef, 0xbb, 0xbf]) {
        content.drain(..3);
    }
    String::from_utf8(content).map_err(|_| Uncleaned::Broken)
}

/// The relationships without those to a thumbnail, to parts left out, and to the author's template.
fn without_references(text: &str) -> Result<Vec<u8>, Uncleaned> {
    filtered(text, |tag| {
        let gone = |value: &str| {
            value.contains("thumbnail") || value.contains("attachedTemplate") || value.contains("Thumbnails/")
        };
        let names = tag.attributes().filter_map(Result::ok);
        let mut values = names.map(|a| a.value.into_owned());
        if local(tag) == "Relationship" && values.any(|value| gone(&value)) { Fate::Drop } else { Fate::Keep }
    })
}

fn rewritten(text: &str) -> Result<Vec<u8>, Uncleaned> {
    filtered(text, |tag| {
        let name = local(tag);
        if DROPPED.contains(&name.as_str()) {
            Fate::Drop
        } else if UNWRAPPED.contains(&name.as_str()) {
            Fate::Unwrap
        } else {
            Fate::Keep
        }
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Keep,
    Unwrap,
    Drop,
}

/// The XML without some elements, and without attributes that name persons and times.
fn filtered(text: &str, fate: impl Fn(&BytesStart<'_>) -> Fate) -> Result<Vec<u8>, Uncleaned> {
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::with_capacity(text.len()));
    let mut open: Vec<Fate> = Vec::new();
    let mut dropped = 0usize;
    loop {
        let event = reader.read_event().map_err(|_| Uncleaned::Broken)?;
        match event {
            Event::Eof => break,
            Event::DocType(_) => return Err(Uncleaned::Broken),
            Event::Start(tag) => {
                let fate = fate(&tag);
                dropped += usize::from(fate == Fate::Drop);
                open.push(fate);
                if dropped == 0 && fate == Fate::Keep {
                    writer.write_event(Event::Start(anonymous(&tag))).map_err(|_| Uncleaned::Broken)?;
                }
            }
            Event::Empty(tag) if dropped == 0 && fate(&tag) == Fate::Keep => {
                writer.write_event(Event::Empty(anonymous(&tag))).map_err(|_| Uncleaned::Broken)?;
            }
            Event::Empty(_) | Event::Comment(_) => {}
            Event::End(tag) => {
                let fate = open.pop().ok_or(Uncleaned::Broken)?;
                if dropped == 0 && fate == Fate::Keep {
                    writer.write_event(Event::End(tag)).map_err(|_| Uncleaned::Broken)?;
                }
                dropped -= usize::from(fate == Fate::Drop);
            }
            other if dropped == 0 => writer.write_event(other).map_err(|_| Uncleaned::Broken)?,
            _ => {}
        }
    }
    Ok(writer.into_inner())
}

fn local(tag: &BytesStart<'_>) -> String {
    tag.local_name().as_ref().to_owned()
}

/// The tag without its author, its time and the marks of editing sessions.
fn anonymous(tag: &BytesStart<'_>) -> BytesStart<'static> {
    let name = tag.name().as_ref().to_owned();
    let mut plain = BytesStart::new(name);
    for attribute in tag.attributes().filter_map(Result::ok) {
        let key = attribute.key.local_name().as_ref().to_owned();
        let telling = key.starts_with("rsid")
            || ["author", "initials", "userId", "date", "dateUtc"].contains(&key.as_str());
        if !telling {
            plain.push_attribute((attribute.key.as_ref(), attribute.value.as_ref()));
        }
    }
    plain
}

/// The root element alone.
fn root_only(text: &str) -> Vec<u8> {
    let mut reader = Reader::from_str(text);
    let mut writer = Writer::new(Vec::new());
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                let _ = writer.write_event(Event::Empty(tag));
                break;
            }
            Event::Eof => break,
            _ => {}
        }
    }
    writer.into_inner()
}
