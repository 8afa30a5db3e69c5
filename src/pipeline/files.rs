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
use crate::site::{Site, hotlines};
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
    measured
}

/// Examines what leaves without being a page: settings and words of the theme, texts of `static/` and
/// beside articles, the words of documents.
pub(super) fn leaving(listing: &Listing, site: &Site, today: Date) -> Vec<Diagnostic> {
    let words = listing.themes.iter().filter(|entry| entry.path.has_extension("toml"));
    let hotlines = listing.beside.iter().filter(|entry| entry.path.as_str() == hotlines::FILE);
    let settings = listing.config.iter().chain(words).chain(hotlines).map(|entry| (entry, Leaving::Settings));
    let files: BTreeMap<&SourcePath, &Entry> =
        listing.beside.iter().chain(&listing.statics).map(|entry| (&entry.path, entry)).collect();
    let published = site.assets.iter().filter_map(|asset| files.get(&asset.source).copied());
    let published = published.filter_map(|entry| Some((entry, leaving_as(&entry.path)?)));
    let all: Vec<(&Entry, Leaving)> = settings.chain(published).collect();
    let one = |(entry, kind): &(&Entry, Leaving)| match kind {
        Leaving::Settings | Leaving::Text => source::read_text(entry)
            .map(|file| texts::examine_text(&file.path, &file.text, *kind, today))
            .unwrap_or_default(),
        Leaving::Document => {
            let Ok(bytes) = source::read_bytes(entry, import::MAX_FILE) else { return Vec::new() };
            match import::import(&import::Source { name: entry.path.as_str(), bytes: &bytes }) {
                Ok(read) => {
                    let text: Vec<&str> = read.documents.iter().map(|document| &*document.body).collect();
                    texts::examine_text(&entry.path, &text.join("\n\n"), *kind, today)
                }
                Err(_) => vec![messages::attachment_not_read(At::default().in_file(&entry.path))],
            }
        }
    };
    all.par_iter().flat_map_iter(one).collect()
}

fn leaving_as(path: &SourcePath) -> Option<Leaving> {
    const TEXTS: [&str; 10] = ["txt", "csv", "tsv", "json", "html", "htm", "svg", "xml", "vtt", "ics"];
    const DOCUMENTS: [&str; 2] = ["pdf", "docx"];
    let is = |extensions: &[&str]| extensions.iter().any(|extension| path.has_extension(extension));
    if is(&TEXTS) { Some(Leaving::Text) } else { is(&DOCUMENTS).then_some(Leaving::Document) }
}
