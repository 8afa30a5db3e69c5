//! What a word says by itself: of ages and numbers, and whether a rule need look at it.
//!
//! A word in small letters comes in, or one without diacritics; whether it is a number, and whether an
//! age or a birth may begin with it, goes out. It is asked once for every word of the language.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::keys::fold;
use super::papers;

/// A declaration of any wording has one of these.
pub(super) const DECLARING: &[&str] = &["đặt", "nghĩ", "dựng", "bịa", "chế", "trùng", "không", "chẳng"];

/// What a word says by itself of ages and numbers, and which rules need look at it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "marks of a word, each asked by itself")]
pub(super) struct Says {
    /// The number that it is.
    pub(super) number: Option<i32>,
    /// A number, an age or a birth may begin with it.
    pub(super) begins: bool,
    /// A word for a paper or a password may begin with it.
    pub(super) paper: bool,
    /// It may mean one child among several.
    pub(super) one_of_many: bool,
    /// It asks something.
    pub(super) asks: bool,
    /// Something may be declared invented by it.
    pub(super) declares: bool,
}

impl Says {
    /// Of a word in small letters.
    pub(super) fn of(lower: &str) -> Says {
        SAID[0].get(lower).copied().unwrap_or_default()
    }

    /// Of a word without diacritics, in a text that has none.
    pub(super) fn of_plain(folded: &str) -> Says {
        SAID[1].get(folded).copied().unwrap_or_default()
    }
}

/// What words say, as they are written and without diacritics.
static SAID: LazyLock<[HashMap<String, Says>; 2]> = LazyLock::new(|| [said(str::to_owned), said(fold)]);

/// Where several words are written alike, the first of them is the number.
fn said(written: impl Fn(&str) -> String) -> HashMap<String, Says> {
    let mut said: HashMap<String, Says> = HashMap::new();
    for (word, number) in NUMBER_WORDS {
        let says = said.entry(written(word)).or_default();
        (says.number, says.begins) = (says.number.or(Some(*number)), true);
    }
    for word in ["tuổi", "sinh", "sn", "born", "dob", "birthday", "namsinh", "ngaysinh"] {
        said.entry(written(word)).or_default().begins = true;
    }
    for word in ["đứa", "bạn"] {
        said.entry(written(word)).or_default().one_of_many = true;
    }
    for word in ["gì", "ai", "sao", "nào"] {
        said.entry(written(word)).or_default().asks = true;
    }
    for word in papers::first_words() {
        said.entry(written(word)).or_default().paper = true;
    }
    for word in DECLARING {
        said.entry(written(word)).or_default().declares = true;
    }
    said
}

const NUMBER_WORDS: &[(&str, i32)] = &[
    ("một", 1),
    ("hai", 2),
    ("ba", 3),
    ("bốn", 4),
    ("tư", 4),
    ("năm", 5),
    ("sáu", 6),
    ("bảy", 7),
    ("bẩy", 7),
    ("tám", 8),
    ("chín", 9),
    ("mười", 10),
    ("lăm", 5),
    ("mốt", 1),
];
