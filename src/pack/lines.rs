//! A line of a poster: what it is, and its wordings.
//!
//! Words come in and stand as they are; the sheet takes the longest wording for which it has room.

/// The most characters of an action on a poster.
pub(super) const LONGEST: usize = 100;

/// What a line of a poster is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// For whom or when the lines below are.
    Heading,
    /// What it is about, or when and where.
    Fact,
    /// A paragraph that bids something.
    Bid,
    /// What to do before anything else.
    First,
    /// One of several steps, from 1 below every heading.
    Step(usize),
    /// One of several things to do in any order.
    Point,
    /// What must not be done.
    Never,
}

/// A line of a poster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// The longest first; there is always one.
    pub wordings: Vec<String>,
}

impl Line {
    /// Whether it tells to call a number for emergencies.
    pub fn calls_for_help(&self) -> bool {
        let text = self.wordings.last().map(|text| text.to_lowercase()).unwrap_or_default();
        let has =
            |wanted: &[&str]| text.split(|c: char| !c.is_alphanumeric()).any(|word| wanted.contains(&word));
        !matches!(self.kind, LineKind::Heading | LineKind::Fact)
            && has(&["gọi", "báo"])
            && has(&["111", "112", "113", "114", "115"])
    }
}

/// A line in one wording.
pub(super) fn line(kind: LineKind, text: String) -> Line {
    Line { kind, wordings: vec![text] }
}
