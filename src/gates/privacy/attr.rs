//! What a stretch of text may state about somebody.
//!
//! Plain data: an age, a class, a school, a place, a number, and the tokens that it covers.

/// What a stretch of text states about somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attr {
    /// An age in full years.
    Age {
        years: i32,
        /// Of a group or a bound (`dưới 6 tuổi`, `6-11 tuổi`).
        generic: bool,
        /// Of a past time (`khi mới 14 tuổi`).
        past: bool,
    },
    /// A year of birth; `paren` where only brackets say that it is one.
    Birth { year: i32, paren: bool },
    /// A school class; grade 0 is kindergarten, `one` a single class such as 3A.
    Class { grade: i32, one: bool },
    /// A school that is named.
    School,
    /// A hamlet, street or house; `real` unless a placeholder stands for it.
    Place { real: bool },
    /// A commune or something larger.
    Commune,
    /// A telephone number.
    Phone,
}

/// An attribute and the tokens it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) attr: Attr,
    pub(super) start: usize,
    pub(super) end: usize,
}
