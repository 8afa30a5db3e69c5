//! What the lexicon says of each token of a passage.
//!
//! Tokens come in; for each the classes of the longest phrase that begins there come out. A phrase of
//! several words shields the shorter ones inside it, so that the `em` of `trẻ em` is never taken for a
//! title. Lookups only.

use super::lexicon::{Class, List, Phrase, Tags, is_surname_of_two};
use super::text::{Gap, Token};

/// What the lexicon says of a token.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Mark {
    /// Classes of the phrase that begins here.
    pub(super) tags: Tags,
    /// Tokens of that phrase; 0 where none begins.
    pub(super) len: usize,
    /// How many tokens back the phrase that covers this token began.
    pub(super) inside: usize,
}

/// Classes in which one syllable without diacritics says nothing: `trieu` is a dynasty and a million.
const AMBIGUOUS: &[Class] = &[
    Class::History,
    Class::HistoryWeak,
    Class::Crime,
    Class::Sensitive,
    Class::Mild,
    Class::Health,
    Class::Hardship,
    Class::Result,
    Class::Service,
    Class::OtherDetail,
    Class::Landmark,
    Class::Fiction,
    Class::FictionWork,
    Class::Topical,
    Class::PicHidden,
];

/// The marks of all tokens.
pub(super) fn mark(tokens: &[Token]) -> Vec<Mark> {
    let mut marks = vec![Mark::default(); tokens.len()];
    let mut i = 0;
    while i < tokens.len() {
        let (mut tags, len) = longest(tokens, i);
        if len == 1 && tokens[i].plain {
            tags = tags.without(AMBIGUOUS);
        } else if len == 2 && tokens[i].plain {
            // `gia dinh` is a family far more often than an assumption.
            tags = tags.without(&[Class::Fiction]);
        }
        marks[i].tags = tags;
        marks[i].len = len;
        for back in 1..len {
            marks[i + back].inside = back;
        }
        i += len.max(1);
    }
    marks
}

/// The token is the first syllable of a family name (`n` tokens long), or a name particle.
pub(super) fn surname_len(tokens: &[Token], i: usize) -> usize {
    let token = &tokens[i];
    if token.known.is(List::SurnameOfTwo)
        && let Some(next) = tokens.get(i + 1).filter(|t| t.gap.is_space() || t.gap.has(Gap::HYPHEN))
        && is_surname_of_two(&token.key, &next.key)
    {
        return 2;
    }
    let in_list = |list| token.known.is(list);
    let loose = |token: &Token| {
        token.plain || token.key.is_ascii() && token.key.len() > 2 && all_ascii_name(tokens, i)
    };
    let known = in_list(List::Surname) || in_list(List::SurnameFolded) && loose(token);
    usize::from(known || token.key.contains('\'') && token.key.len() > 2)
}

/// The syllable stands in given names.
pub(super) fn is_name_syllable(token: &Token) -> bool {
    token.known.is(if token.plain { List::SyllableFolded } else { List::Syllable })
}

/// A usual home name of a small child.
pub(super) fn is_nickname(token: &Token) -> bool {
    token.known.is(List::NicknameFolded)
}

/// The word is too common to be part of a name where capitals do not tell.
pub(super) fn is_common(token: &Token) -> bool {
    phrases(token).iter().any(|p| p.rest.is_empty() && p.tags.is(Class::Common))
}

fn all_ascii_name(tokens: &[Token], i: usize) -> bool {
    tokens[i..]
        .iter()
        .take(4)
        .take_while(|t| t.gap.is_space() || t.start == tokens[i].start)
        .all(|t| t.key.is_ascii())
        && tokens.get(i + 1).is_some_and(|t| t.key.is_ascii() && t.gap.is_space())
}

fn longest(tokens: &[Token], i: usize) -> (Tags, usize) {
    let inner = |at: usize| {
        let token = tokens.get(at)?;
        let joined = token.gap.is_space() || token.gap.has(Gap::HYPHEN) || token.gap.has(Gap::SLASH);
        joined.then(|| token.known.inner[usize::from(token.plain)])
    };
    let phrases = phrases(&tokens[i]);
    if phrases.is_empty() {
        return (Tags::default(), 0);
    }
    let second = inner(i + 1).unwrap_or(0);
    let may_fit = phrases.iter().filter(|phrase| phrase.second == 0 || phrase.second == second);
    for phrase in may_fit {
        let fits = phrase.rest.iter().enumerate().all(|(n, word)| inner(i + 1 + n) == Some(*word));
        if fits {
            return (phrase.tags, phrase.rest.len() + 1);
        }
    }
    (Tags::default(), 0)
}

/// The phrases that begin with the token, the longest first.
fn phrases(token: &Token) -> &'static [Phrase] {
    if token.plain { token.known.folded } else { token.known.toned }
}

/// The classes of the phrase that ends with token `i`, and its first token.
pub(super) fn phrase_ending(marks: &[Mark], i: usize) -> (Tags, usize) {
    let start = i - marks[i].inside;
    if marks[start].len > 0 && start + marks[start].len == i + 1 {
        (marks[start].tags, start)
    } else {
        (Tags::default(), i)
    }
}
