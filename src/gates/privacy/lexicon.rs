//! The words of the privacy gate: which phrases mean a child, a grown-up, a place, a matter.
//!
//! The lists are data (`data/*.txt`); tokens come in, and for each the classes of the longest
//! phrase that begins there come out. A phrase of several words shields the shorter ones inside it,
//! so that the `em` of `trẻ em` is never taken for a title. Lookups only; nothing is iterated.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::keys::{fold, key};

macro_rules! classes {
    ($($name:ident $text:literal)*) => {
        /// A class of `data/words.txt`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Class { $($name),* }
        const CLASSES: &[(&str, Class)] = &[$(($text, Class::$name)),*];
    };
}

classes! {
    ChildTitle "child-title" ChildGroup "child-group" ChildWeak "child-weak" ChildRole "child-role"
    AdultTitle "adult-title" AdultRole "adult-role" AdultAct "adult-act" Parent "parent"
    KinChild "kin-child" Shield "shield" Plural "plural" Single "single" Pointer "pointer"
    PointerSure "pointer-sure" Anaphor "anaphor" AgeUnit "age-unit" GradeWord "class-word"
    School "school" Preschool "preschool" PlaceHead "place-head" CommuneHead "commune-head"
    EponymHead "eponym-head" Fiction "fiction" FictionNot "fiction-not" FictionWeak "fiction-weak"
    FictionWork "fiction-work" RolePlay "role-play" Pseudonym "pseudonym" History "history" HistoryWeak "history-weak"
    Crime "crime" Severe "severe" Sensitive "sensitive" Mild "mild" Topical "topical" Unique "unique"
    Landmark "landmark" LocalRole "local-role" Health "health" Hardship "hardship" Result "result"
    Service "service" OtherDetail "other-detail" Filler "filler" Stopper "stopper" ListCue "list-cue"
    Ethnonym "ethnonym" PicDrawing "pic-drawing" PicDrawingAny "pic-drawing-any"
    PicHidden "pic-hidden" PicShown "pic-shown" PicPart "pic-part" PicThing "pic-thing"
    PicEvent "pic-event" PicAct "pic-act" PicChildExtra "pic-child-extra" Common "common"
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tags(u64);

impl Tags {
    pub(super) fn is(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }
    pub(super) fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|class| self.is(*class))
    }
    /// The set without these classes.
    pub(super) fn without(self, classes: &[Class]) -> Tags {
        classes.iter().fold(self, |tags, class| Tags(tags.0 & !(1 << *class as u64)))
    }
    /// The set and another.
    pub(super) fn with(self, other: Tags) -> Tags {
        Tags(self.0 | other.0)
    }
    fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }
}

/// A family name of two syllables, by their keys.
pub(super) fn is_surname_of_two(first: &str, second: &str) -> bool {
    NAMES.surnames.contains(&format!("{first}_{second}"))
}

/// The syllable, without its marks, stands in given names.
pub(super) fn is_folded_syllable(fold: &str) -> bool {
    NAMES.syllables_folded.contains(fold)
}

/// The folded name, syllables joined with spaces, is known from history or letters.
pub(super) fn is_hero(folded: &str) -> bool {
    NAMES.heroes_folded.contains(folded)
}

/// The folded name is a province's, of today or of before 2025.
pub(super) fn is_province(folded: &str) -> bool {
    PROVINCES_FOLDED.contains(folded)
}

#[derive(Debug)]
pub(super) struct Phrase {
    /// The second word, or zero: nearly every phrase is told by it.
    pub(super) second: Inner,
    pub(super) rest: Vec<Inner>,
    pub(super) tags: Tags,
}

/// A word within a phrase, by a number: comparing many words costs little so. Zero is none of them.
pub(super) type Inner = u32;

/// The lists of names.
#[derive(Clone, Copy)]
pub(super) enum List {
    Surname,
    /// First syllable of a family name of two.
    SurnameOfTwo,
    SurnameFolded,
    Syllable,
    SyllableFolded,
    NicknameFolded,
}

/// What the lists say of a word by itself.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) toned: &'static [Phrase],
    pub(super) folded: &'static [Phrase],
    /// Which word within a phrase it is, with its diacritics and without.
    pub(super) inner: [Inner; 2],
    lists: u8,
}

impl Known {
    /// Looks a word up by its two keys.
    pub(super) fn of(key: &str, fold: &str) -> Known {
        let (lexicon, names) = (&*LEXICON, &*NAMES);
        let lists = [
            (List::Surname, names.surnames.contains(key)),
            (List::SurnameOfTwo, names.surnames_of_two.contains(key)),
            (List::SurnameFolded, names.surnames_folded.contains(fold)),
            (List::Syllable, names.syllables.contains(key)),
            (List::SyllableFolded, names.syllables_folded.contains(fold)),
            (List::NicknameFolded, names.nicknames_folded.contains(fold)),
        ];
        Known {
            toned: lexicon.toned.phrases(key),
            folded: lexicon.folded.phrases(fold),
            inner: [lexicon.toned.inner(key), lexicon.folded.inner(fold)],
            lists: lists.iter().filter(|(_, in_it)| *in_it).fold(0, |set, (list, _)| set | 1 << *list as u8),
        }
    }

    pub(super) fn is(&self, list: List) -> bool {
        self.lists & (1 << list as u8) != 0
    }
}

struct Lexicon {
    toned: Phrases,
    folded: Phrases,
}

/// Phrases by their first words.
#[derive(Default)]
pub(super) struct Phrases {
    by_first: HashMap<String, Vec<Phrase>>,
    inner: HashMap<String, Inner>,
}

impl Phrases {
    fn phrases(&self, first: &str) -> &[Phrase] {
        self.by_first.get(first).map_or(&[], Vec::as_slice)
    }

    fn inner(&self, word: &str) -> Inner {
        self.inner.get(word).copied().unwrap_or(0)
    }
}

struct Names {
    surnames: HashSet<String>,
    surnames_of_two: HashSet<String>,
    surnames_folded: HashSet<String>,
    syllables: HashSet<String>,
    syllables_folded: HashSet<String>,
    nicknames_folded: HashSet<String>,
    heroes_folded: HashSet<String>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon { toned: Phrases::default(), folded: Phrases::default() };
    for line in lines(include_str!("data/words.txt")) {
        let (name, phrases) = line.split_once(':').expect("every line of words.txt names its class");
        let class = CLASSES.iter().find(|(text, _)| *text == name).expect("words.txt uses known classes").1;
        for phrase in phrases.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
            // Who holds an office in the village is grown up.
            let also = (class == Class::LocalRole).then_some(Class::AdultRole);
            for class in std::iter::once(class).chain(also) {
                insert(&mut lexicon.toned, phrase, key, class);
                insert(&mut lexicon.folded, phrase, fold, class);
            }
        }
    }
    lexicon
});

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let surnames = include_str!("data/surnames.txt");
    let syllables = include_str!("data/syllables.txt");
    let known = words(surnames, key);
    let of_two = known.iter().filter_map(|name| Some(name.split_once('_')?.0.to_owned())).collect();
    Names {
        surnames_of_two: of_two,
        surnames: known,
        surnames_folded: words(surnames, fold),
        syllables: words(syllables, key),
        syllables_folded: words(syllables, fold),
        nicknames_folded: words(include_str!("data/nicknames.txt"), fold),
        heroes_folded: list(include_str!("data/heroes.txt")),
    }
});

static PROVINCES_FOLDED: LazyLock<HashSet<String>> = LazyLock::new(|| list(include_str!("data/places.txt")));

fn insert(phrases: &mut Phrases, phrase: &str, as_key: fn(&str) -> String, class: Class) {
    let mut words = phrase.split_whitespace().map(as_key);
    let first = words.next().expect("a phrase has a word");
    let mut number = |word: String| {
        let next = Inner::try_from(phrases.inner.len() + 1).expect("a few thousand words");
        *phrases.inner.entry(word).or_insert(next)
    };
    let rest: Vec<Inner> = words.map(&mut number).collect();
    let list = phrases.by_first.entry(first).or_default();
    if let Some(known) = list.iter_mut().find(|p| p.rest == rest) {
        known.tags.add(class);
        return;
    }
    let mut tags = Tags::default();
    tags.add(class);
    let at = list.partition_point(|p| p.rest.len() >= rest.len());
    list.insert(at, Phrase { second: rest.first().copied().unwrap_or(0), rest, tags });
}

fn lines(data: &'static str) -> impl Iterator<Item = &'static str> {
    data.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

fn words(data: &'static str, as_key: fn(&str) -> String) -> HashSet<String> {
    let joined = |word: &str| word.split('_').map(as_key).collect::<Vec<_>>().join("_");
    lines(data).flat_map(str::split_whitespace).map(joined).collect()
}

fn list(data: &'static str) -> HashSet<String> {
    let folded = |name: &str| name.split_whitespace().map(fold).collect::<Vec<_>>().join(" ");
    lines(data).flat_map(|line| line.split(',')).map(folded).collect()
}
