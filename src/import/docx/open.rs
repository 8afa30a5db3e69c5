//! What is open while a .docx is read: the paragraph, the run and the table around the place where the reader stands.
//!
//! Plain data, filled in by the reader as the tags come; complete when the closing tag comes.

use super::drafts::{Draft, Piece};

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) pieces: Vec<Piece>,
    pub(super) style: Option<String>,
    pub(super) number: Option<String>,
    pub(super) level: Option<usize>,
    pub(super) centred: Option<bool>,
    pub(super) in_properties: bool,
    pub(super) in_run: bool,
    pub(super) run: Run,
    pub(super) in_text: bool,
    pub(super) footnotes: Vec<Vec<Piece>>,
}

#[derive(Debug, Default, Clone)]
pub(super) struct Run {
    pub(super) font: Option<String>,
    pub(super) style: Option<String>,
    pub(super) hidden: bool,
    pub(super) caps: bool,
}

#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Vec<Draft>>>,
    pub(super) spans: usize,
}
