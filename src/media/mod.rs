//! Files of the sources as they may be published, and what a program speaks.
//!
//! A picture is drawn anew and a recording keeps nothing but its frames: place, device, comments and
//! whatever else was written beside them do not survive (PRODUCT: rules that never bend). Other files
//! pass as they are.

pub mod engine;
mod picture;
pub mod studio;

use crate::diag::{At, Diagnostic, messages};
use crate::path::SourcePath;
use crate::sound;

/// The bytes of a source file as they are published.
pub fn published(source: &SourcePath, bytes: Vec<u8>) -> Result<Vec<u8>, Box<Diagnostic>> {
    if source.has_extension("mp3") && source.as_str().starts_with("content/") {
        let silent =
            || Box::new(messages::recording_silent(At::default().in_file(source), source.file_name()));
        return sound::bare(&bytes).ok_or_else(silent);
    }
    picture::published(source, bytes)
}
