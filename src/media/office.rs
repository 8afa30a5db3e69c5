//! Word, Excel, `PowerPoint` and `LibreOffice` files without what they tell of their makers.
//!
//! In: the bytes of the archive. Out: the same document with an empty record of author, dates, company
//! and template, tracked changes accepted, remarks and hidden text gone and photographs without camera data.
//! Remarks and changes in a form that is not rewritten here are refused, and so are macros, files within the
//! file and what is fetched from elsewhere (`parts`). The archive bounds what is unpacked.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::archive::{Archive, Part};
use super::parts::{self, Plan};
use super::{film, hidden, svg, unseen};
use crate::diag::messages::Uncleaned;
use crate::import::{Unbared, without_camera};
use crate::sound;

const CORE: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>"#;
const APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>"#;
const CUSTOM: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>"#;
const META: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>"#;

/// Elements that fall away with what is in them: what was deleted, how it was before, remarks.
const DROPPED: [&str; 29] = [
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
    // Values that no page shows, the list that letters are filled from, where the file lay.
    "docVars",
    "mailMerge",
    "absPath",
    "fileSharing",
    // The table behind a drawing of figures, which the drawing repeats.
    "externalData",
];

/// Elements that go and leave what is in them: what was inserted.
const UNWRAPPED: [&str; 2] = ["ins", "moveTo"];

/// The document without author, revisions, remarks and hidden text. `ending` says what kind of document it
/// is to be.
pub(super) fn clean(bytes: &[u8], ending: &str) -> Result<Vec<u8>, Uncleaned> {
    let mut archive = Archive::open(bytes)?;
    if !archive.names().iter().any(|name| name.starts_with(main_part(ending))) {
        return Err(Uncleaned::OtherKind);
    }
    let plan = Plan::of(archive.names())?;
    let styles = archive.named("word/styles.xml")?.map(|part| text(part.content)).transpose()?;
    let styles = styles.map(|text| hidden::styles(&text)).unwrap_or_default();
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    for n in 0..archive.names().len() {
        if plan.leaves_out(&archive.names()[n]) {
            continue;
        }
        let Some(Part { name, content, method }) = archive.part(n)? else { continue };
        let content = cleaned(&name, content, &styles, &plan)?;
        let stored = method == CompressionMethod::Stored;
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // Without a time: it would tell when somebody worked.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default());
        out.start_file(name, options).map_err(|_| Uncleaned::Broken)?;
        out.write_all(&content).map_err(|_| Uncleaned::Broken)?;
    }
    Ok(out.finish().map_err(|_| Uncleaned::Broken)?.into_inner())
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

/// A part as it is published.
fn cleaned(
    name: &str,
    content: Vec<u8>,
    styles: &BTreeSet<String>,
    plan: &Plan,
) -> Result<Vec<u8>, Uncleaned> {
    let fixed = |text: &str| Ok(text.as_bytes().to_vec());
    let file = name.rsplit('/').next().unwrap_or(name);
    match name {
        "docProps/core.xml" => return fixed(CORE),
        "docProps/app.xml" => return fixed(APP),
        "docProps/custom.xml" => return fixed(CUSTOM),
        "[Content_Types].xml" | "META-INF/manifest.xml" => {
            let seen = text(content)?;
            return filtered(&seen, |tag| if plan.is_entry_of_none(tag) { Fate::Drop } else { Fate::Keep });
        }
        _ if file == "meta.xml" => return fixed(META),
        _ if file.ends_with(".rels") => {
            let seen = text(content)?;
            parts::relations(&seen, name)?;
            return filtered(
                &seen,
                |tag| if plan.leads_nowhere(tag, name) { Fate::Drop } else { Fate::Keep },
            );
        }
        _ => {}
    }
    let of_word = name.starts_with("word/") && file.ends_with(".xml");
    if of_word && (file.starts_with("comments") || file.starts_with("people")) {
        return Ok(root_only(&text(content)?));
    }
    if of_word {
        let seen = text(content)?;
        parts::fetches_nothing(&seen)?;
        if unseen::shape(&seen) {
            return Err(Uncleaned::Hidden);
        }
        let is_look = ["styles", "settings", "theme", "fontTable", "webSettings", "numbering"];
        let seen = if is_look.iter().any(|look| file.starts_with(look)) {
            seen
        } else {
            hidden::without(seen, styles)?
        };
        return rewritten(&seen);
    }
    let told = |mark: &str| content.windows(mark.len()).any(|window| window == mark.as_bytes());
    if hides(name, &content) {
        return Err(Uncleaned::Hidden);
    }
    if ["content.xml", "styles.xml", "settings.xml"].contains(&file) {
        if told("<office:annotation") || told("<text:tracked-changes") || told("<table:tracked-changes") {
            return Err(Uncleaned::Remarks);
        }
        let seen = text(content)?;
        parts::fetches_nothing(&seen)?;
        return filtered(&seen, |tag| if parts::is_of_a_printer(tag) { Fate::Drop } else { Fate::Keep });
    }
    if name.starts_with("xl/worksheets/") && (told("WEBSERVICE(") || told("_xlfn.IMAGE(")) {
        return Err(Uncleaned::Linked);
    }
    if name == "xl/workbook.xml" || name.contains("pivotCacheDefinition") || name.contains("/charts/") {
        return rewritten(&text(content)?);
    }
    other(file, content)
}

/// What of a workbook or of slides nobody sees is published all the same, and its author may have forgotten it.
fn hides(name: &str, content: &[u8]) -> bool {
    let told = |mark: &str| content.windows(mark.len()).any(|window| window == mark.as_bytes());
    let seen = || String::from_utf8_lossy(content);
    match name {
        "xl/workbook.xml" => told("state=\"hidden\"") || told("state=\"veryHidden\""),
        "content.xml" => told("table:display=\"false\"") || unseen::in_sheet(&seen()),
        _ if name.starts_with("xl/worksheets/sheet") => unseen::in_sheet(&seen()),
        _ if !name.ends_with(".xml") || !name.starts_with("ppt/slides/slide") => false,
        _ => told(" show=\"0\"") || unseen::shape(&seen()),
    }
}

/// A picture, a sound, or what holds nothing of a person.
fn other(file: &str, content: Vec<u8>) -> Result<Vec<u8>, Uncleaned> {
    let ending = file.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    match ending.as_str() {
        "xml" | "vml" | "rdf" => return Ok(content),
        "svg" => return svg::clean(&content).map_err(|_| Uncleaned::Picture),
        "mp3" => return sound::bare(&content).ok_or(Uncleaned::Embedded),
        "mp4" | "m4a" | "m4v" | "mov" => return film::clean(&content).map_err(|_| Uncleaned::Embedded),
        _ => {}
    }
    if parts::is_file_of_its_own(&content) {
        return Err(Uncleaned::Embedded);
    }
    without_camera(&content).map_err(|why| match why {
        Unbared::Broken => Uncleaned::Broken,
        Unbared::OtherKind => Uncleaned::Picture,
    })
}

fn text(mut content: Vec<u8>) -> Result<String, Uncleaned> {
    if content.starts_with(&[0xef, 0xbb, 0xbf]) {
        content.drain(..3);
    }
    String::from_utf8(content).map_err(|_| Uncleaned::Broken)
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
            || ["author", "initials", "userId", "date", "dateUtc", "refreshedBy", "refreshedDate"]
                .contains(&key.as_str());
        let leads = ["Target", "href"].contains(&key.as_str());
        if leads && parts::is_of_a_disk(&attribute.value) {
            // The words of the link stay; where somebody keeps files is nobody's business.
            plain.push_attribute((attribute.key.as_ref(), "about:blank"));
        } else if !telling {
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
