//! The conditions of the lexicon: what must stand around an abbreviation for a row to hold.
//!
//! In: tokens and the span of the abbreviation. Out: yes or no. Sees only written tokens, never what
//! another rule made of them, so that the order of reading cannot change a decision.

use super::letters;
use super::phrases::Phrases;
use super::tokens::{Case, Gap, Tokens};

/// One condition of a row.
pub(super) enum Condition {
    Next(Phrases),
    Prev(Phrases),
    Near(Phrases),
    NextNumber,
    NextThreeDigits,
    NextName,
    NextTitle,
    NextUpper,
    NextCode,
    NextPhone,
    NextDay,
    PrevNumber,
    PrevPhone,
    Point,
    Colon,
    Hyphen,
}

/// The tokens of an abbreviation: from its first to behind its last, without a point.
#[derive(Clone, Copy)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Condition {
    /// A condition that is only a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "next:number" => Self::NextNumber,
            "next:number3" => Self::NextThreeDigits,
            "next:name" => Self::NextName,
            "next:title" => Self::NextTitle,
            "next:upper" => Self::NextUpper,
            "next:code" => Self::NextCode,
            "next:phone" => Self::NextPhone,
            "next:day" => Self::NextDay,
            "prev:number" => Self::PrevNumber,
            "prev:phone" => Self::PrevPhone,
            "dot" => Self::Point,
            "colon" => Self::Colon,
            "hyphen" => Self::Hyphen,
            _ => return None,
        })
    }

    /// Whether the condition holds for an abbreviation.
    pub(super) fn holds(&self, tokens: &Tokens<'_>, span: Span) -> bool {
        let next = after_point(tokens, span.end);
        match self {
            Self::Next(phrases) => {
                // TT-Huế: the hyphen of a name says nothing.
                let hyphen = tokens.tight_mark(next, '-') && tokens.tight(next + 1);
                let next = if hyphen { next + 1 } else { next };
                tokens.gap(next) < Gap::Paragraph && phrases.at(tokens, next)
            }
            Self::Prev(phrases) => phrases.before(tokens, span.start),
            Self::Near(phrases) => {
                let from = span.start.saturating_sub(5);
                (from..span.start).chain(next..next + 5).any(|i| phrases.at(tokens, i))
            }
            Self::NextNumber => tokens.is_number(next) && tokens.gap(next) < Gap::Line,
            Self::NextThreeDigits => tokens.digits(next).len() == 3 && tokens.gap(next) < Gap::Line,
            Self::NextName => tokens.gap(next) < Gap::Line && is_name(tokens, next),
            Self::NextTitle => tokens.gap(next) < Gap::Line && tokens.case(next) == Some(Case::Title),
            Self::NextUpper => tokens.gap(next) < Gap::Paragraph && tokens.is_upper(next),
            Self::NextCode => is_code(tokens, next),
            Self::NextPhone => {
                let next = if tokens.is_mark(next, ':') { next + 1 } else { next };
                let next = if tokens.is_mark(next, '(') { next + 1 } else { next };
                tokens.is_mark(next, '+')
                    || tokens.digits(next).starts_with('0') && tokens.digits(next).len() > 2
                    || tokens.digits(next).len() > 5
                    || matches!(tokens.digits(next), "111" | "113" | "114" | "115")
            }
            Self::NextDay => is_day(tokens, next),
            Self::PrevNumber => span.start.checked_sub(1).is_some_and(|before| tokens.is_number(before)),
            Self::PrevPhone => {
                // 0912 345 678 (c.Hà)
                let bracket = usize::from(tokens.is_mark(span.start.wrapping_sub(1), '('));
                span.start.checked_sub(1 + bracket).is_some_and(|before| tokens.digits(before).len() > 2)
            }
            Self::Point => tokens.tight_mark(span.end, '.'),
            Self::Colon => tokens.is_mark(span.end, ':'),
            Self::Hyphen => (span.start..span.end).any(|i| tokens.is_mark(i, '-')),
        }
    }
}

/// Behind the point of an abbreviation, where it has one.
pub(super) fn after_point(tokens: &Tokens<'_>, end: usize) -> usize {
    if tokens.tight_mark(end, '.') { end + 1 } else { end }
}

/// A capitalised word that may be a name: of capitals only a word, not an abbreviation.
fn is_name(tokens: &Tokens<'_>, idx: usize) -> bool {
    match tokens.case(idx) {
        Some(Case::Title) => true,
        Some(Case::Upper) => {
            letters::has_mark(tokens.fold(idx)) || letters::is_plain_syllable(tokens.fold(idx))
        }
        _ => false,
    }
}

/// A day and its month or an hour, perhaps behind a comma or in a bracket: "CN 29/11", "CN, ngày 29/11", "CN, 7h".
fn is_day(tokens: &Tokens<'_>, idx: usize) -> bool {
    let idx = idx + usize::from(matches!(tokens.mark(idx), Some(',' | '(')));
    let idx = idx + usize::from(tokens.fold(idx) == "ngày");
    let within = |at: usize, most: u64| tokens.value(at, 2).is_some_and(|n| (1..=most).contains(&n));
    let hour =
        tokens.tight(idx + 1) && matches!(tokens.raw(idx + 1), "h" | "g") || tokens.fold(idx + 1) == "giờ";
    within(idx, 24) && hour
        || within(idx, 31) && matches!(tokens.mark(idx + 1), Some('/' | '-')) && within(idx + 2, 12)
}

/// The number of a document: 28-CT, 56/2017, 1183/QĐ, or a number alone behind which nothing is counted.
fn is_code(tokens: &Tokens<'_>, idx: usize) -> bool {
    let idx = if tokens.fold(idx) == "số" { idx + 1 } else { idx };
    let joined = matches!(tokens.mark(idx + 1), Some('-' | '/' | '_'));
    tokens.is_number(idx) && joined && (tokens.is_upper(idx + 2) || tokens.digits(idx + 2).len() == 4)
}
