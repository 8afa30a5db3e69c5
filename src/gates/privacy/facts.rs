//! What kind of text each passage is: the facts that outweigh single words.
//!
//! Plain data, gathered by `context` and asked for by the rules.

use std::collections::BTreeSet;

use super::works::Works;

/// Whom a list or table is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum People {
    Children,
    Adults,
    Unsaid,
}

/// Facts of an article, by passage.
#[expect(clippy::struct_excessive_bools, reason = "independent observations, each asked for by name")]
pub(super) struct Facts {
    /// Everybody here is declared invented.
    pub(super) invented: Vec<bool>,
    /// Figures declared invented by name, folded.
    pub(super) figures: BTreeSet<String>,
    /// An example or exercise: frees names without particulars.
    pub(super) example: Vec<bool>,
    /// The words are of another time.
    pub(super) history: Vec<bool>,
    /// A year before 2000 stands here.
    pub(super) old_year: Vec<bool>,
    /// The title tells of a book, a film, a tale.
    pub(super) work: bool,
    /// The title announces grown-ups: a contest of teachers, a board of parents.
    pub(super) grown_list: bool,
    /// The title tells of works, and so do several passages.
    pub(super) works: bool,
    /// Letters stand for persons, as in a model text.
    pub(super) letters: bool,
    /// What retells a book or a film.
    pub(super) retold: Works,
    /// Somebody is a victim or an offender here, or in the title.
    pub(super) offence: Vec<bool>,
    /// What introduces the list or table the passage belongs to.
    pub(super) intro: Vec<People>,
}
