//! A person as a passage names one.
//!
//! Plain data: where the name stands, how it is introduced, how much of it is given, who the person
//! turned out to be and by what.

/// How much of a name is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// With the family name, or three syllables and more.
    Full,
    /// A given name or nickname.
    Given,
    /// Initials, or a family name with an initial.
    Initials,
}

/// What introduces the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cue {
    /// A title for a child: `em`, `cháu`, `bé`, `nữ sinh`.
    Child,
    /// A word for children in general: `học sinh`, `trẻ`.
    Group,
    /// A title for either: `bạn`, `con gái`, `nạn nhân`.
    Weak,
    /// A title or role of a grown-up, directly.
    Adult,
    /// A role of a grown-up a few words before.
    AdultNear,
    /// A class directly before the name.
    ClassBefore,
    /// Nothing.
    None,
}

/// A person named in a passage.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// First token of the name.
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    /// Where the cue begins, or `first`.
    pub(super) cue_at: usize,
    pub(super) cue: Cue,
    pub(super) kind: Kind,
    /// A given name without a title: a person only if the whole article says so.
    pub(super) dim: bool,
    /// `Nguyễn Văn A`, `X`: stands for anybody.
    pub(super) placeholder: bool,
    /// The name folded, syllables joined with spaces.
    pub(super) folded: String,
    pub(super) status: Status,
    /// By what the person was taken for a child.
    pub(super) by: By,
    /// What makes the person recognisable, filled while judging.
    pub(super) details: Vec<&'static str>,
}

/// Who the person turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Not known.
    Unknown,
    /// A child.
    Child,
    /// A grown-up.
    Adult,
    /// Invented, historical or a placeholder.
    Exempt,
}

/// By what somebody was taken for a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// Nothing said so yet.
    Nothing,
    /// What is true of children only: an age, a class, a form, a table of pupils.
    Proof,
    /// A role beside the name: `…, con anh …`.
    Role,
    /// How the sentence, the list or the neighbours tell of the person.
    Telling,
    /// The title of the article speaks of one child.
    Heading,
    /// The sum of many signs.
    Sum,
    /// A title that grown-ups have too: `em`, `cháu`, `bạn`.
    Title,
}
