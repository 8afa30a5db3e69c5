//! A person with everything that the article says.
//!
//! Plain data: the mentions, the signs by where they stand, and how the person is written. Gathered by
//! `dossier`, weighed by `weights`.

use super::sign::Signs;

macro_rules! traits {
    ($($name:ident $text:literal)*) => {
        /// How the person is written.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Trait { $($name),* }
        /// The names of the traits in the table of weights, in order.
        pub(super) const TRAITS: &[&str] = &[$($text),*];
    };
}

traits! {
    Weak "weak-title" Group "group-title" ClassBefore "class-before" Initials "initials"
    Long "long-name" Short "short-name" CalledAgain "called-by-given-name" OfParent "parents-of"
    Titled "titled-elsewhere" Alone "alone-in-passage" InTitle "in-title" InList "in-list"
    Pictured "pictured" AfterIs "after-is" AfterColon "after-colon" AfterTo "after-to" AfterOf "after-of"
    AfterComma "after-comma" Opens "opens-sentence" AmongChildren "list-of-children"
    AmongGrown "list-of-grown" BesideChild "beside-child" BesideGrown "beside-grown"
    OnlyOne "only-person" Several "several-persons" FrontMatter "front-matter" Code "code"
    Followed "followed-by-comma" Bracket "followed-by-bracket" Dim "given-name-alone" SelfNamed "names-itself"
    KinBehind "kin-behind"
}

/// Where a sign stands, seen from the name.
pub(super) const WINDOWS: [&str; 6] = ["near", "next", "before", "passage", "section", "title"];
pub(super) const NEAR: usize = 0;
pub(super) const NEXT: usize = 1;
pub(super) const BEFORE: usize = 2;
pub(super) const PASSAGE: usize = 3;
pub(super) const SECTION: usize = 4;
pub(super) const TITLE: usize = 5;

/// A person with everything that the article says.
#[derive(Debug)]
pub(super) struct Person {
    /// Passage and mention.
    pub(super) mentions: Vec<(usize, usize)>,
    /// By window.
    pub(super) signs: [Signs; WINDOWS.len()],
    pub(super) traits: u32,
}

impl Person {
    /// Notes whether the person has a trait.
    pub(super) fn has(&mut self, which: Trait, so: bool) {
        self.traits |= u32::from(so) << which as u32;
    }
}
