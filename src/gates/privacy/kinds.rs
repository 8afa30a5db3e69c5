//! Of what kinds the things are that a sentence speaks of: who, of what age, where, in what matter.
//!
//! A reading comes in; for each of its sentences a set of kinds comes out, told by classes of words, attributes
//! and the titles of those who are named. Which of them stand together is weighed elsewhere; nothing is judged.

use super::attr::Attr;
use super::compared::any;
use super::lexicon::{Class, Tags};
use super::mention::{Cue, Kind as Written, Mention};
use super::pointed::several;
use super::reading::Reading;
use super::topics::is_topic;

macro_rules! kinds {
    ($($name:ident $text:literal)*) => {
        /// Something that a sentence speaks of.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Kind { $($name),* }
        /// Their names, in order.
        pub(super) const KINDS: &[&str] = &[$($text),*];
    };
}

kinds! {
    Severe "severe" Grave "grave" Mild "mild" Crime "crime" Health "health" Hardship "hardship"
    Landmark "landmark" Unique "unique" Service "service" Result "result" Parent "parent"
    Topical "topical" History "history" Fiction "fiction" Many "many-children" One "one-child"
    Perhaps "perhaps-child" Kin "kin" Called "called" Myself "myself" Advice "advice" Plural "plural"
    Role "role" NamedChild "named-child" NamedGroup "named-group" NamedWeak "named-weak"
    NamedGrown "named-grown" NamedRole "named-role" NamedBare "named-bare" Initials "initials"
    Ages "ages" Young "young" Teen "teen" Grown "grown" BornYoung "born-young" Born "born"
    OneClass "one-class" Grade "grade" School "school" Place "place" Commune "commune" Phone "phone"
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kinds(pub(super) u64);

impl Kinds {
    pub(super) fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u64) != 0
    }

    pub(super) fn any(self, kinds: &[Kind]) -> bool {
        kinds.iter().any(|kind| self.has(*kind))
    }

    /// It has no other kinds than these.
    pub(super) fn only(self, kinds: &[Kind]) -> bool {
        kinds.iter().fold(self.0, |left, kind| left & !(1 << *kind as u64)) == 0
    }

    /// The places of its kinds in [`KINDS`].
    pub(super) fn each(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let at = left.trailing_zeros() as usize;
            (left != 0).then(|| {
                left &= left - 1;
                at
            })
        })
    }

    fn add(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u64;
    }
}

/// Classes that are a kind by themselves.
const PLAIN: [(Class, Kind); 11] = [
    (Class::Health, Kind::Health),
    (Class::Hardship, Kind::Hardship),
    (Class::Landmark, Kind::Landmark),
    (Class::Unique, Kind::Unique),
    (Class::Service, Kind::Service),
    (Class::Result, Kind::Result),
    (Class::Parent, Kind::Parent),
    (Class::Topical, Kind::Topical),
    (Class::History, Kind::History),
    (Class::Fiction, Kind::Fiction),
    (Class::KinChild, Kind::Kin),
];

/// Classes of what happened, where it is not only talked of.
const MATTERS: [(Class, Kind); 4] = [
    (Class::Severe, Kind::Severe),
    (Class::Sensitive, Kind::Grave),
    (Class::Mild, Kind::Mild),
    (Class::Crime, Kind::Crime),
];

/// The kinds of each sentence.
pub(super) fn of_sentences(reading: &Reading) -> Vec<Kinds> {
    let Some(last) = reading.tokens.last() else { return Vec::new() };
    let mut found = vec![Kinds::default(); last.sentence as usize + 1];
    for (i, token) in reading.tokens.iter().enumerate() {
        of_word(reading, i, &mut found[token.sentence as usize]);
    }
    for mention in &reading.mentions {
        let kinds = &mut found[reading.tokens[mention.first].sentence as usize];
        kinds.add(of_mention(mention));
        if mention.kind == Written::Initials {
            kinds.add(Kind::Initials);
        }
    }
    for attr in reading.attrs.iter() {
        found[reading.tokens[attr.start].sentence as usize].add(of_attr(attr.attr));
    }
    found
}

fn of_word(reading: &Reading, i: usize, found: &mut Kinds) {
    let (token, mark) = (&reading.tokens[i], reading.marks[i]);
    if any(token, &["đứa", "thằng", "nó"]) {
        found.add(Kind::Called);
    } else if any(token, &["tôi", "mình"]) {
        found.add(Kind::Myself);
    } else if any(token, &["nếu", "hãy", "đừng", "khi"]) {
        found.add(Kind::Advice);
    }
    let tags = mark.tags;
    if tags == Tags::default() {
        return;
    }
    for (_, kind) in PLAIN.iter().filter(|(class, _)| tags.is(*class)) {
        found.add(*kind);
    }
    if tags.is(Class::Plural) {
        found.add(Kind::Plural);
    }
    if tags.any(&[Class::AdultRole, Class::LocalRole]) {
        found.add(Kind::Role);
    }
    if tags.any(&MATTERS.map(|(class, _)| class)) && !is_topic(reading, i) {
        for (_, kind) in MATTERS.iter().filter(|(class, _)| tags.is(*class)) {
            found.add(*kind);
        }
    }
    if mark.inside == 0 && tags.any(&[Class::Pointer, Class::PointerSure]) {
        found.add(if several(reading, i) || is_topic(reading, i) {
            Kind::Many
        } else if tags.is(Class::PointerSure) {
            Kind::One
        } else {
            Kind::Perhaps
        });
    }
}

fn of_mention(mention: &Mention) -> Kind {
    match mention.cue {
        Cue::Child | Cue::ClassBefore => Kind::NamedChild,
        Cue::Group => Kind::NamedGroup,
        Cue::Weak => Kind::NamedWeak,
        Cue::Adult => Kind::NamedGrown,
        Cue::AdultNear => Kind::NamedRole,
        Cue::None => Kind::NamedBare,
    }
}

fn of_attr(attr: Attr) -> Kind {
    match attr {
        Attr::Age { generic: true, .. } | Attr::Age { past: true, .. } => Kind::Ages,
        Attr::Age { years: ..16, .. } => Kind::Young,
        Attr::Age { years: 16..18, .. } => Kind::Teen,
        Attr::Age { .. } => Kind::Grown,
        Attr::Birth { year: 2009.., .. } => Kind::BornYoung,
        Attr::Birth { .. } => Kind::Born,
        Attr::Class { one: true, .. } => Kind::OneClass,
        Attr::Class { .. } => Kind::Grade,
        Attr::School => Kind::School,
        Attr::Place { .. } => Kind::Place,
        Attr::Commune => Kind::Commune,
        Attr::Phone => Kind::Phone,
    }
}
