//! Files that are no pages: sizes of pictures, and what their words would expose.
//!
//! A listing comes in; facts and findings go out. Pictures are measured by their headers; of the files
//! that are published the texts and documents are examined.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::content::Page;
use crate::diag::{At, Diagnostic, messages};
use crate::digest::sha256_hex;
use crate::gates::sources::{self as texts, Leaving};
use crate::gates::{kinds, running, third_party};
use crate::import;
use crate::media;
use crate::outputs::Failure;
use crate::path::SourcePath;
use crate::picture::{self, Form, Original};
use crate::publish::Originals;
use crate::site::{Asset, hotlines, sounds};
use crate::source::{self, Entry, Listing};

/// What is known of pictures from their headers.
pub(super) struct Measured {
    pub(super) pictures: BTreeMap<SourcePath, Original>,
    /// Pictures that cannot be published, and why.
    pub(super) broken: BTreeMap<SourcePath, Diagnostic>,
}

/// Measures the pictures and reads what is to be hidden of them.
pub(super) fn measured(listing: &Listing, found: &mut Vec<Diagnostic>) -> Measured {
    let entries: Vec<&Entry> = listing.beside.iter().chain(&listing.statics).collect();
    let one = |entry: &&Entry| {
        // What is no picture by its name needs no reading.
        if !media::is_picture(&entry.path) {
            return None;
        }
        let bytes = source::read_bytes(entry, source::FILE_LIMIT).ok()?;
        Some((entry.path.clone(), media::measure(&entry.path, &bytes)?))
    };
    let sizes: Vec<_> = entries.par_iter().filter_map(one).collect();
    let mut measured = Measured { pictures: BTreeMap::new(), broken: BTreeMap::new() };
    for (path, size) in sizes {
        match size {
            Ok((width, height)) => {
                measured.pictures.insert(path, Original { width, height, hidden: Vec::new() });
            }
            Err(diagnostic) => drop(measured.broken.insert(path, *diagnostic)),
        }
    }
    for entry in entries {
        let Some(picture) = picture::described_by(&entry.path) else { continue };
        let Some(original) = measured.pictures.get_mut(&picture) else { continue };
        let size = (original.width, original.height);
        match source::read_text(entry).and_then(|file| picture::sidecar(&file.path, &file.text, size)) {
            Ok(hidden) => original.hidden = hidden,
            Err(diagnostic) => found.push(*diagnostic),
        }
    }
    found.extend(misnamed(&listing.beside, &measured));
    measured
}

/// Files that were meant to hide a part of a picture and belong to none: the picture would go out as it is.
fn misnamed(beside: &[Entry], measured: &Measured) -> Vec<Diagnostic> {
    let is_there = |picture: &SourcePath| {
        measured.pictures.contains_key(picture) || measured.broken.contains_key(picture)
    };
    let suspects = beside.iter().filter(|entry| {
        let is_right = picture::described_by(&entry.path).is_some_and(|picture| is_there(&picture));
        picture::may_describe(&entry.path) && !is_right && entry.path.as_str() != hotlines::FILE
    });
    let judged = suspects.filter_map(|entry| {
        let meant = measured.pictures.keys().find(|picture| picture::was_meant_for(&entry.path, picture));
        let text = source::read_text(entry).map(|file| file.text).unwrap_or_default();
        let hides = |line: &str| {
            line.trim_start().strip_prefix("blur").is_some_and(|rest| rest.trim_start().starts_with('='))
        };
        let is_meant = meant.is_some() || text.lines().any(hides);
        let spot = At::default().in_file(&entry.path);
        is_meant.then(|| messages::sidecar_name(spot, meant.map(SourcePath::file_name)))
    });
    judged.collect()
}

/// Examines the settings and words of the theme that leave on pages, and what its files would load.
pub(super) fn settings(listing: &Listing, theme: &str, today: Date) -> Vec<Diagnostic> {
    let words = listing.themes.iter().filter(|entry| entry.path.has_extension("toml"));
    let hotlines = listing.beside.iter().filter(|entry| entry.path.as_str() == hotlines::FILE);
    let settings: Vec<&Entry> = listing.config.iter().chain(words).chain(hotlines).collect();
    let examine = |entry: &&Entry| examined(entry, Leaving::Settings, today);
    let mut found: Vec<Diagnostic> = settings.par_iter().flat_map_iter(examine).collect();
    found.extend(loads(listing, theme));
    found
}

/// What the site's own files of its theme would load from other hosts.
fn loads(listing: &Listing, name: &str) -> Vec<Diagnostic> {
    let folder = format!("themes/{name}/");
    let own = listing.themes.iter().filter(|entry| entry.path.as_str().starts_with(&folder));
    // What cannot be read is told where the theme is compiled.
    let texts = own.filter_map(|entry| source::read_text(entry).ok());
    texts.flat_map(|file| third_party::in_theme(&file.path, &file.text)).collect()
}

/// Examines what leaves as a file: texts of `static/` and beside articles, the words of documents, names;
/// programs are refused.
pub(super) fn leaving<'a>(
    listing: &Listing,
    originals: &Originals,
    assets: impl Iterator<Item = &'a Asset>,
    today: Date,
) -> Vec<Diagnostic> {
    let files: BTreeMap<&SourcePath, &Entry> =
        listing.beside.iter().chain(&listing.statics).map(|entry| (&entry.path, entry)).collect();
    let published = assets.filter_map(|asset| files.get(&asset.source).copied());
    let published: Vec<&Entry> = published.collect();
    published.par_iter().flat_map_iter(|entry| leaves(entry, originals, today)).collect()
}

/// Compares the digests that articles give of their attachments, and has readers told the digest of the file
/// that they get: a document loses its author on the way.
pub(super) fn digests(listing: &Listing, originals: &Originals, pages: &mut [Page]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in pages {
        let Page::Article(article) = page else { continue };
        let mut attachments = std::mem::take(&mut article.front.attachments);
        for attachment in &mut attachments {
            let Some(written) = &attachment.sha256 else { continue };
            let path = sounds::beside(article, &attachment.file.value);
            let Some(entry) = listing.beside.iter().find(|entry| entry.path == path) else { continue };
            let Ok(bytes) = source::read_bytes(entry, source::FILE_LIMIT) else { continue };
            let own = sha256_hex(&bytes);
            // A picture goes out in several forms; why a file does not go out at all is told elsewhere.
            let published = if media::is_picture(&path) {
                None
            } else {
                originals.published(&path, &Form::File).ok().map(|bytes| sha256_hex(&bytes))
            };
            let is_right = |digest: &str| digest.eq_ignore_ascii_case(written.trim());
            if !is_right(&own) && !published.as_deref().is_some_and(is_right) {
                let spot = attachment.file.at.in_file(&article.path);
                found.push(messages::attachment_digest(spot, &own));
            }
            attachment.sha256 = published;
        }
        article.front.attachments = attachments;
    }
    found
}

/// How a file that leaves is read.
enum Reader {
    /// As text, if it is one.
    Text,
    /// As a document with words.
    Office,
    /// As `import` does.
    Document,
    /// It has no words.
    Wordless,
}

fn leaves(entry: &Entry, originals: &Originals, today: Date) -> Vec<Diagnostic> {
    if let Some(refused) = running::by_name(&entry.path).or_else(|| kinds::by_name(&entry.path)) {
        return vec![refused];
    }
    let length = source::length(entry);
    if length > source::FILE_LIMIT {
        return vec![messages::asset_too_large(
            At::default().in_file(&entry.path),
            length,
            source::FILE_LIMIT,
        )];
    }
    match reader(&entry.path) {
        None => name(entry, today),
        Some(Reader::Wordless) => {
            let Ok(bytes) = source::read_bytes(entry, import::MAX_FILE) else { return not_read(entry) };
            kinds::by_bytes(&entry.path, &bytes).into_iter().chain(name(entry, today)).collect()
        }
        Some(Reader::Text) => text(entry, today),
        Some(Reader::Office | Reader::Document) => match document(entry, originals) {
            Ok(Some(Words { text, is_all })) => {
                let mut found = texts::examine_text(&entry.path, &text, Leaving::Document, today);
                found.extend(if is_all { Vec::new() } else { not_read(entry) });
                found
            }
            Ok(None) => not_read(entry),
            Err(refused) => vec![*refused],
        },
    }
}

/// What the name of a file without words says; beside an article it is examined with the link to it.
fn name(entry: &Entry, today: Date) -> Vec<Diagnostic> {
    if !entry.path.as_str().starts_with("static/") {
        return Vec::new();
    }
    texts::examine_text(&entry.path, "", Leaving::Document, today)
}

/// What a document says.
struct Words {
    text: String,
    /// It is no scan of paper, which may say more.
    is_all: bool,
}

/// The words of a document as it is published: what falls away is not examined. `None` if nobody can read
/// them; a finding if it cannot be published.
fn document(entry: &Entry, originals: &Originals) -> Result<Option<Words>, Box<Diagnostic>> {
    let path = &entry.path;
    let import = |bytes: &[u8]| {
        let read = import::import(&import::Source { name: path.as_str(), bytes });
        read.map(|read| read.documents.iter().map(|one| &*one.body).collect::<Vec<_>>().join("\n\n"))
    };
    if path.has_extension("pdf") {
        let Ok(bytes) = source::read_bytes(entry, import::MAX_FILE) else { return Ok(None) };
        let _turn = media::turn(&bytes);
        let lines = import(&bytes);
        let Ok(beside) = import::beside_text(&bytes, lines.is_err()) else { return Ok(None) };
        let is_all = lines.is_ok() && !beside.is_partly_unread;
        let text = format!("{}\n\n{}", lines.unwrap_or_default(), beside.words);
        return Ok(Some(Words { text, is_all }));
    }
    let bytes = match originals.published(path, &Form::File) {
        Ok(bytes) if bytes.len() as u64 <= import::MAX_FILE => bytes,
        Err(Failure::Finding(refused)) => return Err(refused),
        Ok(_) | Err(Failure::Io { .. } | Failure::OfOthers(_)) => return Ok(None),
    };
    let _turn = media::turn(&bytes);
    let words = |part: media::Part| media::words_of_office(&bytes, part).ok();
    if !path.has_extension("docx") {
        return Ok(words(media::Part::Whole).map(|text| Words { text, is_all: true }));
    }
    Ok(match import(&bytes) {
        Ok(text) => words(media::Part::BesideText)
            .map(|beside| Words { text: format!("{text}\n\n{beside}"), is_all: true }),
        Err(refusal) => words(media::Part::Whole)
            .map(|text| Words { text, is_all: refusal != import::Refusal::NoTextLayer }),
    })
}

fn examined(entry: &Entry, kind: Leaving, today: Date) -> Vec<Diagnostic> {
    match source::read_text(entry) {
        Ok(file) => {
            let mut found = texts::examine_text(&file.path, &file.text, kind, today);
            found.extend(running::in_page(&file.path, &file.text));
            found
        }
        // Longer than an article, or not in UTF-8: it leaves all the same.
        Err(_) => source::read_bytes(entry, import::MAX_FILE).map_or_else(
            |_| not_read(entry),
            |bytes| {
                let text = any_text(&bytes);
                let mut found = texts::examine_text(&entry.path, &text, Leaving::Document, today);
                found.extend(running::in_page(&entry.path, &text));
                found
            },
        ),
    }
}

/// A file whose name does not say what it is, or says that it is text.
fn text(entry: &Entry, today: Date) -> Vec<Diagnostic> {
    let Ok(bytes) = source::read_bytes(entry, import::MAX_FILE) else { return not_read(entry) };
    let refused = running::by_bytes(&entry.path, &bytes).or_else(|| kinds::by_bytes(&entry.path, &bytes));
    if let Some(refused) = refused {
        return vec![refused];
    }
    let is_text = wide(&bytes).is_some() || !bytes.contains(&0);
    if is_text || is_one_of(&entry.path, &TEXTS) {
        examined(entry, Leaving::Text, today)
    } else {
        kinds::unknown(&entry.path).map_or_else(|| not_read(entry), |refused| vec![refused])
    }
}

/// A file whose words nobody has read.
fn not_read(entry: &Entry) -> Vec<Diagnostic> {
    vec![messages::attachment_not_read(At::default().in_file(&entry.path))]
}

/// How the units of a text of 16 bits are written, which its mark tells, or the zeros of its Latin letters.
fn wide(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match bytes {
        [0xff, 0xfe, ..] => return Some(u16::from_le_bytes),
        [0xfe, 0xff, ..] => return Some(u16::from_be_bytes),
        _ => {}
    }
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let enough = head.len() / 6;
    match (even, odd) {
        (even, odd) if odd > enough && even * 8 < odd => Some(u16::from_le_bytes),
        (even, odd) if even > enough && odd * 8 < even => Some(u16::from_be_bytes),
        _ => None,
    }
}

/// A text in whatever coding spreadsheets write.
fn any_text(bytes: &[u8]) -> String {
    let text = match wide(bytes) {
        Some(of) => {
            let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    };
    source::normal(text.strip_prefix('\u{feff}').unwrap_or(&text))
}

const TEXTS: [&str; 16] = [
    "txt", "csv", "tsv", "json", "html", "htm", "svg", "xml", "vtt", "srt", "ics", "md", "kml", "gpx",
    "geojson", "vcf",
];

/// How the words of a file that leaves are read; `None` of pictures and recordings.
fn reader(path: &SourcePath) -> Option<Reader> {
    const OFFICE: [&str; 11] =
        ["dotx", "xlsx", "xltx", "pptx", "potx", "ppsx", "odt", "ods", "odp", "ott", "ots"];
    const DOCUMENTS: [&str; 2] = ["pdf", "docx"];
    // Cleaning refuses them by name, and says why.
    const REFUSED: [&str; 18] = [
        "docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm", "doc", "xls", "ppt", "rtf",
        "dot", "xlt", "pps", "wps", "svgz",
    ];
    const WORDLESS: [&str; 7] = ["woff", "woff2", "ttf", "otf", "eot", "ico", "cur"];
    if is_one_of(path, &OFFICE) {
        return Some(Reader::Office);
    }
    if is_one_of(path, &DOCUMENTS) {
        return Some(Reader::Document);
    }
    if is_one_of(path, &WORDLESS) {
        return Some(Reader::Wordless);
    }
    let is_seen_or_heard = media::is_picture(path) && !path.has_extension("svg") || media::is_recording(path);
    (!is_seen_or_heard && !is_one_of(path, &REFUSED)).then_some(Reader::Text)
}

fn is_one_of(path: &SourcePath, extensions: &[&str]) -> bool {
    extensions.iter().any(|extension| path.has_extension(extension))
}
