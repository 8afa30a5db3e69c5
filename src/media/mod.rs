//! Files of the sources as they may be published, and what a program speaks.
//!
//! A picture is drawn anew, a recording keeps nothing but its frames, a document loses its author and
//! what was changed in it: place, device, comments and whatever else was written beside them do not
//! survive (PRODUCT: rules that never bend). What a drawing (SVG) needs stays, a film's tags are emptied,
//! recordings of other kinds are refused. Other files pass as they are.

mod archive;
mod colour;
pub mod engine;
mod film;
mod frames;
mod hidden;
mod hide;
mod office;
mod page;
mod parts;
mod picture;
pub mod studio;
mod svg;
mod unseen;
mod words;

use crate::diag::messages::Uncleaned;
use crate::diag::{At, Diagnostic, messages};
use crate::import::{Cleaned, Refusal, clean_pdf};
use crate::path::SourcePath;
use crate::picture::Form;
use crate::sound;

pub use archive::turn;
pub use picture::{is_picture, measure};
pub use words::{Part, words_of_office};

/// The bytes of a source file as they are published.
pub fn published(source: &SourcePath, bytes: Vec<u8>, form: &Form) -> Result<Vec<u8>, Box<Diagnostic>> {
    if let Form::Picture { coding, width, height, hidden, drawing } = form {
        let wanted = picture::Wanted { coding: *coding, size: (*width, *height), hidden, drawing: *drawing };
        return picture::published(source, &bytes, &wanted);
    }
    // What an engine spoke is no source: it lies beside the output folder.
    if ["content/", "static/"].iter().any(|folder| source.as_str().starts_with(folder)) {
        return recording(source, bytes).and_then(|bytes| document(source, bytes));
    }
    document(source, bytes)
}

const FILMS: [&str; 7] = ["mp4", "m4v", "m4a", "mov", "3gp", "3g2", "m4b"];
const OTHER_RECORDINGS: [&str; 23] = [
    "webm", "mkv", "avi", "wmv", "flv", "mpg", "mpeg", "mts", "m2ts", "vob", "ogg", "ogv", "oga", "opus",
    "flac", "wma", "aac", "amr", "wav", "aif", "aiff", "asf", "insv",
];

/// A recording or a film by its name.
pub fn is_recording(source: &SourcePath) -> bool {
    let all = ["mp3"].iter().chain(&FILMS).chain(&OTHER_RECORDINGS);
    all.into_iter().any(|extension| source.has_extension(extension))
}

/// A recording or a film without the place and the device; kinds that are not read here are refused.
fn recording(source: &SourcePath, bytes: Vec<u8>) -> Result<Vec<u8>, Box<Diagnostic>> {
    let is = |extensions: &[&str]| extensions.iter().any(|extension| source.has_extension(extension));
    let spot = || At::default().in_file(source);
    if is(&["mp3"]) {
        let silent = || Box::new(messages::recording_silent(spot(), source.file_name()));
        return sound::bare(&bytes).ok_or_else(silent);
    }
    if is(&FILMS) {
        return film::clean(&bytes).map_err(|reason| Box::new(messages::film_not_cleaned(spot(), &reason)));
    }
    if is(&OTHER_RECORDINGS) {
        return Err(Box::new(messages::media_format(spot())));
    }
    Ok(bytes)
}

const OFFICE: [&str; 12] =
    ["docx", "dotx", "xlsx", "xltx", "pptx", "potx", "ppsx", "odt", "ods", "odp", "ott", "ots"];

/// A document by its name, which is taken apart to be cleaned.
pub fn is_document(source: &SourcePath) -> bool {
    OFFICE.iter().chain(&["pdf"]).any(|extension| source.has_extension(extension))
}

/// A document without the names of those who wrote it; a signed PDF as it is.
fn document(source: &SourcePath, bytes: Vec<u8>) -> Result<Vec<u8>, Box<Diagnostic>> {
    const OLD: [&str; 8] = ["doc", "xls", "ppt", "rtf", "dot", "xlt", "pps", "wps"];
    const MACROS: [&str; 9] = ["docm", "dotm", "xlsm", "xltm", "xlam", "xlsb", "pptm", "potm", "ppsm"];
    const PAGES: [&str; 4] = ["html", "htm", "xhtml", "xht"];
    let is = |extensions: &[&str]| extensions.iter().any(|extension| source.has_extension(extension));
    let spot = || At::default().in_file(source);
    let refused = |why: Uncleaned| Box::new(messages::attachment_not_cleaned(spot(), why));
    if is(&["pdf"]) {
        return match clean_pdf(&bytes) {
            Ok(Cleaned::Anew(anew)) => Ok(anew),
            Ok(Cleaned::Signed) => Ok(bytes),
            Err(refusal) => Err(refused(why(&refusal, &bytes))),
        };
    }
    if is(&OFFICE) {
        let _turn = turn(&bytes);
        return clean_office(source, &bytes);
    }
    if is(&MACROS) {
        return Err(refused(Uncleaned::Macro));
    }
    if is(&PAGES) {
        return page::clean(&bytes).map_err(refused);
    }
    if is(&["svg"]) {
        let told = |reason: String| Box::new(messages::drawing_not_cleaned(spot(), &reason));
        return svg::clean(&bytes).map_err(told);
    }
    if is(&["svgz"]) {
        return Err(Box::new(messages::drawing_not_cleaned(spot(), "svgz")));
    }
    if is(&OLD) {
        return Err(Box::new(messages::attachment_old_format(spot())));
    }
    Ok(bytes)
}

/// An office file as it is published.
fn clean_office(source: &SourcePath, bytes: &[u8]) -> Result<Vec<u8>, Box<Diagnostic>> {
    let spot = || At::default().in_file(source);
    office::clean(bytes, &ending(source))
        .map_err(|why| Box::new(messages::attachment_not_cleaned(spot(), why)))
}

fn ending(source: &SourcePath) -> String {
    source.file_name().rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase())
}

/// Why a PDF was refused.
fn why(refusal: &Refusal, bytes: &[u8]) -> Uncleaned {
    let is_pdf = bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-");
    match refusal {
        _ if !is_pdf => Uncleaned::OtherKind,
        Refusal::Password => Uncleaned::Password,
        Refusal::Bomb | Refusal::TooLarge { .. } => Uncleaned::TooLarge,
        Refusal::Unsupported { .. } => Uncleaned::Embedded,
        _ => Uncleaned::Broken,
    }
}
