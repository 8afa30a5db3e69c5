//! What of a site can be heard: recordings beside articles, and what an engine spoke.
//!
//! Recordings come in with the sources, and whether an engine is there comes in as the clock does.
//! What was spoken joins the site once, after the gates and before anything is planned.

use std::collections::BTreeMap;

use crate::content::Article as Source;
use crate::digest::Digest;
use crate::path::SourcePath;
use crate::site::{Asset, Site};

/// An MP3 beside an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recording {
    /// How long it is; nothing if it holds no sound.
    pub ms: Option<u64>,
    /// The digest of the file.
    pub digest: Digest,
}

/// Whether a program that speaks is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Engine {
    /// The settings name none.
    #[default]
    Off,
    /// The settings name one that is not on this machine.
    Missing,
    /// It is there: what it is, for the keys of what it speaks.
    Ready(Digest),
}

/// What can be heard beside what is written.
#[derive(Debug, Default)]
pub struct Heard {
    /// The MP3 files beside articles.
    pub recordings: BTreeMap<SourcePath, Recording>,
    /// Whether an engine is there.
    pub engine: Engine,
    /// What was spoken, by the path of its files without their endings.
    pub sounds: BTreeMap<String, Sound>,
}

/// Something that was spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sound {
    /// How long it is.
    pub ms: u64,
    /// The MP3 for the booth.
    pub mp3: Asset,
    /// Its length in bytes.
    pub mp3_bytes: u64,
    /// The Opus for the web.
    pub opus: Asset,
    /// Its length in bytes.
    pub opus_bytes: u64,
}

impl Site {
    /// The site with what was spoken of it.
    #[must_use]
    pub fn with_sounds(mut self, sounds: BTreeMap<String, Sound>) -> Site {
        self.heard.sounds = sounds;
        self
    }

    /// A recording that an article names, with its file.
    pub fn recording(&self, article: &Source, file: &str) -> Option<(SourcePath, Recording)> {
        let path = beside(article, file);
        let recording = self.heard.recordings.get(&path)?;
        Some((path, *recording))
    }
}

/// The path of a file beside an article.
pub fn beside(article: &Source, file: &str) -> SourcePath {
    SourcePath::new(&format!("{}/{file}", article.path.folder()))
}
