//! Files that are no pages: sizes of pictures, and what their words would expose.
//!
//! A listing comes in; facts and findings go out. Pictures are measured by their headers; of the files
//! that are published the texts and documents are examined.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diag::{At, Diagnostic, messages};
use crate::gates::sources::{self as texts, Leaving};
use crate::import;
use crate::media;
use crate::path::SourcePath;
use crate::picture::{self, Original};
use crate::site::{Asset, hotlines};
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
        let bytes = source::read_bytes(entry, u64::MAX).ok()?;
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

/// Examines the settings and words of the theme that leave on pages.
pub(super) fn settings(listing: &Listing, today: Date) -> Vec<Diagnostic> {
    let words = listing.themes.iter().filter(|entry| entry.path.has_extension("toml"));
    let hotlines = listing.beside.iter().filter(|entry| entry.path.as_str() == hotlines::FILE);
    let settings: Vec<&Entry> = listing.config.iter().chain(words).chain(hotlines).collect();
    settings.par_iter().flat_map_iter(|entry| examined(entry, Leaving::Settings, today)).collect()
}

/// Examines what leaves as a file: texts of `static/` and beside articles, the words of documents.
pub(super) fn leaving<'a>(
    listing: &Listing,
    assets: impl Iterator<Item = &'a Asset>,
    today: Date,
) -> Vec<Diagnostic> {
    let files: BTreeMap<&SourcePath, &Entry> =
        listing.beside.iter().chain(&listing.statics).map(|entry| (&entry.path, entry)).collect();
    let published = assets.filter_map(|asset| files.get(&asset.source).copied());
    let published: Vec<(&Entry, Leaving)> =
        published.filter_map(|entry| Some((entry, leaving_as(&entry.path)?))).collect();
    published.par_iter().flat_map_iter(|(entry, kind)| examined(entry, *kind, today)).collect()
}

fn examined(entry: &Entry, kind: Leaving, today: Date) -> Vec<Diagnostic> {
    match kind {
        Leaving::Settings | Leaving::Text => match source::read_text(entry) {
            Ok(file) => texts::examine_text(&file.path, &file.text, kind, today),
            // Longer than an article, or not in UTF-8: it leaves all the same.
            Err(_) => source::read_bytes(entry, import::MAX_FILE).map_or_else(
                |_| not_read(entry),
                |bytes| texts::examine_text(&entry.path, &any_text(&bytes), Leaving::Document, today),
            ),
        },
        Leaving::Document if is_archive(&entry.path) => not_read(entry),
        Leaving::Document => {
            let Ok(bytes) = source::read_bytes(entry, import::MAX_FILE) else { return not_read(entry) };
            if is_office(&entry.path) {
                let words = media::words_of_office(&bytes);
                return words.map_or_else(
                    |_| not_read(entry),
                    |text| texts::examine_text(&entry.path, &text, kind, today),
                );
            }
            match import::import(&import::Source { name: entry.path.as_str(), bytes: &bytes }) {
                Ok(read) => {
                    let text: Vec<&str> = read.documents.iter().map(|document| &*document.body).collect();
                    texts::examine_text(&entry.path, &text.join("\n\n"), kind, today)
                }
                Err(_) => not_read(entry),
            }
        }
    }
}

/// A file whose words nobody has read.
fn not_read(entry: &Entry) -> Vec<Diagnostic> {
    vec![messages::attachment_not_read(At::default().in_file(&entry.path))]
}

/// A text in whatever coding spreadsheets write.
fn any_text(bytes: &[u8]) -> String {
    let wide = |of: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..].chunks_exact(2).map(|pair| of([pair[0], pair[1]])).collect();
        String::from_utf16_lossy(&units)
    };
    let text = match bytes {
        [0xff, 0xfe, ..] => wide(u16::from_le_bytes),
        [0xfe, 0xff, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    source::normal(&text)
}

/// Archives hold anything.
fn is_archive(path: &SourcePath) -> bool {
    ["zip", "rar", "7z", "gz", "tar", "epub", "kmz"].iter().any(|extension| path.has_extension(extension))
}

/// Files of offices besides those that are imported.
const OFFICE: [&str; 8] = ["docm", "dotx", "xlsx", "xlsm", "pptx", "odt", "ods", "odp"];

fn is_office(path: &SourcePath) -> bool {
    OFFICE.iter().any(|extension| path.has_extension(extension))
}

fn leaving_as(path: &SourcePath) -> Option<Leaving> {
    const TEXTS: [&str; 16] = [
        "txt", "csv", "tsv", "json", "html", "htm", "svg", "xml", "vtt", "srt", "ics", "md", "kml", "gpx",
        "geojson", "vcf",
    ];
    const DOCUMENTS: [&str; 2] = ["pdf", "docx"];
    if is_office(path) || is_archive(path) {
        return Some(Leaving::Document);
    }
    let is = |extensions: &[&str]| extensions.iter().any(|extension| path.has_extension(extension));
    if is(&TEXTS) { Some(Leaving::Text) } else { is(&DOCUMENTS).then_some(Leaving::Document) }
}
