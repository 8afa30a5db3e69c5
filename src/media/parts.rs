//! Which parts of an office file are published, and where they may lead.
//!
//! Names of parts, their relations and the tags that point elsewhere come in; what goes out says which
//! parts are left out, or why the whole file is refused: macros, files within the file, pictures and figures
//! that a reader's program would fetch from another machine. The parts themselves are cleaned by `office`.

use std::collections::BTreeSet;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::diag::messages::Uncleaned;

/// Folders and files that run something.
const RUNNING: [&str; 8] = [
    "vbaproject",
    "vbadata",
    "vbasignature",
    "/activex/",
    "xl/macrosheets/",
    "xl/dialogsheets/",
    "/basic/",
    "/scripts/",
];

/// What tells of makers, their machines and their programs; no page shows it.
const LEFT_OUT: [&str; 16] = [
    "/thumbnails/",
    "/customxml/",
    "/printersettings/",
    "/configurations2/",
    "/recipientdata",
    "/persons/",
    "ppt/authors.xml",
    "ppt/commentauthors.xml",
    "ppt/changesinfos/",
    "ppt/revisioninfo.xml",
    "/docmetadata/",
    "/webextensions/",
    "/customui/",
    "/layout-cache",
    "/embeddings/",
    "/documenttasks/",
];

/// What is fetched from other files and machines.
const FETCHED: [&str; 3] = ["xl/externallinks/", "xl/connections.xml", "xl/querytables/"];

/// Remarks and changes that are not rewritten here.
const REMARKS: [&str; 4] = ["xl/comments", "threadedcomments/", "ppt/comments/", "/revisions/"];

/// Endings of parts that are known here.
const KNOWN: [&str; 35] = [
    "xml", "rels", "vml", "rdf", "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "emf", "wmf",
    "emz", "wmz", "svg", "svm", "webp", "jp2", "tif", "tiff", "wdp", "hdp", "heic", "odttf", "fntdata",
    "ttf", "otf", "mp3", "mp4", "m4a", "m4v", "mov", "",
];

/// The parts of a file that are left out.
pub(super) struct Plan {
    left_out: BTreeSet<String>,
}

impl Plan {
    /// What is to become of parts with these names.
    pub(super) fn of(names: &[String]) -> Result<Plan, Uncleaned> {
        let mut left_out = BTreeSet::new();
        for name in names {
            // With a slash before it, so that a folder is found at the top as well.
            let lower = format!("/{}", name.to_ascii_lowercase());
            let is = |of: &[&str]| of.iter().any(|part| lower.contains(part));
            if is(&RUNNING) {
                return Err(Uncleaned::Macro);
            }
            if lower.starts_with("/_xmlsignatures/") || lower.ends_with("signatures.xml") {
                return Err(Uncleaned::Signed);
            }
            if is(&FETCHED) {
                return Err(Uncleaned::Linked);
            }
            if is(&REMARKS) {
                return Err(Uncleaned::Remarks);
            }
            let of_properties = lower.starts_with("/docprops/")
                && !["core.xml", "app.xml", "custom.xml"].iter().any(|kept| lower[10..] == **kept);
            if of_properties || is(&LEFT_OUT) {
                left_out.insert(name.clone());
                continue;
            }
            let file = lower.rsplit('/').next().unwrap_or("");
            let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
            if !KNOWN.contains(&ending) {
                return Err(Uncleaned::Embedded);
            }
        }
        Ok(Plan { left_out })
    }

    pub(super) fn leaves_out(&self, name: &str) -> bool {
        self.left_out.contains(name)
    }

    /// An entry of the table of contents whose part is left out.
    pub(super) fn is_entry_of_none(&self, tag: &BytesStart<'_>) -> bool {
        let name = ["PartName", "full-path"].map(|key| value(tag, key)).concat();
        self.leaves_out(name.trim_start_matches('/'))
    }

    /// A relation to a part that is left out, or to the author's template and lists.
    pub(super) fn leads_nowhere(&self, tag: &BytesStart<'_>, rels: &str) -> bool {
        if tag.local_name().as_ref() != "Relationship" {
            return false;
        }
        let (kind, target) = (value(tag, "Type"), value(tag, "Target"));
        let is_private = ["/attachedTemplate", "/mailMergeSource", "/mailMergeHeaderSource"];
        is_private.iter().any(|private| kind.ends_with(private)) || self.leaves_out(&resolved(rels, &target))
    }
}

/// The part that a relation leads to, by the place of the file that holds the relation.
fn resolved(rels: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    // `word/_rels/document.xml.rels` counts from `word/`.
    let folder = rels.rsplit_once("_rels/").map_or("", |(folder, _)| folder);
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(path.pop()),
            part => path.push(part),
        }
    }
    path.join("/")
}

/// Refuses relations to files within the file, and to what is fetched when it is opened.
pub(super) fn relations(text: &str, rels: &str) -> Result<(), Uncleaned> {
    // A drawing of figures keeps its table, and shows the figures without it.
    let of_chart = rels.contains("/charts/");
    each_tag(text, |tag| {
        let (kind, target) = (value(tag, "Type"), value(tag, "Target"));
        let kind = kind.rsplit('/').next().unwrap_or("");
        let is_outside = value(tag, "TargetMode").eq_ignore_ascii_case("External");
        let is_private = kind == "attachedTemplate" || kind.starts_with("mailMerge");
        if kind == "aFChunk" || !of_chart && target.to_ascii_lowercase().contains("embeddings/") {
            return Err(Uncleaned::Embedded);
        }
        if is_outside && kind != "hyperlink" && !is_private && !of_chart {
            return Err(Uncleaned::Linked);
        }
        Ok(())
    })
}

/// Refuses a text whose fields, pictures or sections are fetched from elsewhere when it is opened.
pub(super) fn fetches_nothing(text: &str) -> Result<(), Uncleaned> {
    each_tag(text, |tag| {
        let name = tag.local_name().as_ref().to_owned();
        if name == "fldSimple" && is_fetching(&value(tag, "instr"))
            || ["table-source", "section-source", "dde-source", "dde-connection-decl"]
                .contains(&name.as_str())
        {
            return Err(Uncleaned::Linked);
        }
        // A link that is followed when a reader touches it fetches nothing by itself.
        let is_followed = name == "a" || name == "hyperlink" || name == "Relationship";
        let leads = ["href", "src"].map(|key| value(tag, key));
        if !is_followed && leads.iter().any(|to| is_elsewhere(to) || is_of_a_disk(to)) {
            return Err(Uncleaned::Linked);
        }
        Ok(())
    })?;
    if instructions(text).iter().any(|field| is_fetching(field)) { Err(Uncleaned::Linked) } else { Ok(()) }
}

/// What the fields of a Word text are told to do; an instruction may be cut into several runs.
fn instructions(text: &str) -> Vec<String> {
    let (mut fields, mut is_open) = (vec![String::new()], false);
    if !text.contains("instrText") {
        return Vec::new();
    }
    let mut reader = Reader::from_str(text);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(tag) if tag.local_name().as_ref() == "instrText" => is_open = true,
            Event::End(tag) if tag.local_name().as_ref() == "instrText" => is_open = false,
            Event::Empty(tag) | Event::Start(tag) if tag.local_name().as_ref() == "fldChar" => {
                fields.push(String::new());
            }
            Event::Text(words) if is_open => {
                fields.iter_mut().last().into_iter().for_each(|field| field.push_str(&words));
            }
            _ => {}
        }
    }
    fields
}

/// A field that reads another file, or names a path of somebody's disk.
fn is_fetching(field: &str) -> bool {
    const READING: [&str; 8] =
        ["INCLUDEPICTURE", "INCLUDETEXT", "IMPORT", "INCLUDE", "LINK", "DDE", "DDEAUTO", "DATABASE"];
    let mut words = field.split_whitespace();
    let reads = words.next().is_some_and(|word| READING.iter().any(|own| word.eq_ignore_ascii_case(own)));
    let quoted = |word: &str| is_of_a_disk(word.trim_start_matches("&quot;").trim_start_matches('"'));
    reads || words.any(quoted)
}

fn is_elsewhere(address: &str) -> bool {
    let start = address.trim_start().to_ascii_lowercase();
    ["http:", "https:", "ftp:", "//"].iter().any(|scheme| start.starts_with(scheme))
}

/// A path on somebody's computer: it tells a name.
pub(super) fn is_of_a_disk(address: &str) -> bool {
    let address = address.trim_start();
    let is_file = address.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("file:"));
    let is_drive = address.as_bytes().first().is_some_and(u8::is_ascii_alphabetic)
        && matches!(address.get(1..3), Some(":\\" | ":/"));
    is_file || is_drive || address.starts_with("\\\\") || address.starts_with("/home/")
}

/// A setting that names a printer or a data base.
pub(super) fn is_of_a_printer(tag: &BytesStart<'_>) -> bool {
    let name = value(tag, "name");
    tag.local_name().as_ref() == "config-item"
        && (["PrinterName", "PrinterSetup", "PrinterPaperFromSetup"].contains(&name.as_str())
            || ["Database", "RedlineProtectionKey"].iter().any(|part| name.contains(part)))
}

/// A document, an archive or a program by its first bytes.
pub(super) fn is_file_of_its_own(content: &[u8]) -> bool {
    const BEGINNINGS: [&[u8]; 5] = [&[0xd0, 0xcf, 0x11, 0xe0], b"PK\x03\x04", b"%PDF-", b"MZ\x90", b"Rar!"];
    BEGINNINGS.iter().any(|start| content.starts_with(start))
}

fn each_tag(
    text: &str,
    mut judge: impl FnMut(&BytesStart<'_>) -> Result<(), Uncleaned>,
) -> Result<(), Uncleaned> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().map_err(|_| Uncleaned::Broken)? {
            Event::Eof => return Ok(()),
            Event::Start(tag) | Event::Empty(tag) => judge(&tag)?,
            _ => {}
        }
    }
}

/// The value of an attribute, references resolved; empty if it is not there.
fn value(tag: &BytesStart<'_>, key: &str) -> String {
    let mut all = tag.attributes().filter_map(Result::ok);
    let own = all.find(|attribute| attribute.key.local_name().as_ref() == key);
    let own = own.map(|attribute| attribute.value.as_ref().to_owned()).unwrap_or_default();
    quick_xml::escape::unescape(&own).map_or(own.clone(), std::borrow::Cow::into_owned)
}
