//! The signs that speak for a child or for a grown-up, and the words that are one by themselves.
//!
//! A word comes in; the sign that it is by itself goes out. Which signs stand in a text is asked in
//! `signs`; how much one counts is said by `weights`.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::keys::fold;

macro_rules! signs {
    ($($name:ident $text:literal)*) => {
        /// Something that speaks for a child or for a grown-up.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Sign { $($name),* }
        /// The names of the signs in the table of weights, in order.
        pub(super) const SIGNS: &[&str] = &[$($text),*];
    };
}

signs! {
    YoungAge "young-age" GrownAge "grown-age" YoungBirth "young-birth" OldBirth "old-birth"
    OneClass "one-class" Grade "grade" School "school" Hamlet "hamlet" ChildOne "child-one"
    ChildMany "child-many" Pronoun "pronoun" Mates "mates" KinChild "kin-child" Parents "parents"
    Health "health" Hardship "hardship" Grave "grave" Crime "crime" Result "result"
    Service "service" Grown "grown" Office "office" GrownAct "grown-act" Myself "myself"
    Speech "speech" Gives "gives" Past "past" Work "work" Learns "learns" Phone "phone"
    Donates "donates" Question "question"
}

/// A set of signs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Signs(pub(super) u32);

impl Signs {
    pub(super) fn add(&mut self, sign: Sign) {
        self.0 |= 1 << sign as u32;
    }
    pub(super) fn has(self, sign: Sign) -> bool {
        self.0 & (1 << sign as u32) != 0
    }
    pub(super) fn join(&mut self, other: Signs) {
        self.0 |= other.0;
    }
}

const SPEECH: &[&str] = &["nói", "kể", "biết", "chia", "phát", "nhấn", "khẳng", "lưu"];

const LEARNS: &[&str] = &["học", "bài", "điểm", "vở", "thầy", "trò", "sách", "lớp", "trường"];

const GIVES: &[&str] = &[
    "dạy", "nuôi", "chăm", "giúp", "trao", "tặng", "hướng", "phụ", "cứu", "khám", "quản", "dẫn", "tuyên",
    "lập", "mở", "vận", "tổ", "chủ", "đại",
];

/// Words that are a sign by themselves: with their diacritics, and without any.
static MANNERS: LazyLock<[HashMap<String, Sign>; 2]> = LazyLock::new(|| {
    let lists: [(Sign, &[&str]); 7] = [
        (Sign::Past, &["thuở", "xưa", "hồi", "dạo", "niên"]),
        (Sign::Donates, &["ủng", "góp", "tài", "quyên"]),
        (Sign::Gives, GIVES),
        (Sign::Learns, LEARNS),
        (Sign::Speech, SPEECH),
        (Sign::Mates, &["bạn"]),
        (Sign::Myself, &["tôi", "mình"]),
    ];
    let all = || lists.iter().flat_map(|(sign, words)| words.iter().map(|word| (*word, *sign)));
    [all().map(|(word, sign)| (word.to_owned(), sign)).collect(), all().map(|(w, s)| (fold(w), s)).collect()]
});

/// What a word is a sign of by itself, in its small letters and without diacritics.
pub(super) fn manner(lower: &str, folded: &str) -> [Option<Sign>; 2] {
    let [toned, plain] = &*MANNERS;
    [toned.get(lower).copied(), plain.get(folded).copied()]
}
