//! One passage being read: its tokens, the lexicon, what the passage itself explains, and what was read so far.
//!
//! In: a position. Out: what stands around it, for the rules to ask. Rules look at written tokens and at the
//! names of the rules before them, never at spoken text. Which rule is asked when, `order` says.

use std::collections::BTreeMap;

use super::Profile;
use super::lexicon::{Cue, Lexicon};
use super::tokens::{Case, Gap, Tokens};

/// What a rule made of the tokens from the asked position to `end`.
pub(super) struct Hit {
    pub(super) end: usize,
    pub(super) spoken: String,
    pub(super) rule: &'static str,
    pub(super) doubt: Doubt,
}

/// Whether a reading is only a fallback, to be reported.
pub(super) enum Doubt {
    None,
    /// The letters were named; what they may mean, if that is known.
    Spelled(Option<String>),
}

impl Hit {
    pub(super) fn new(end: usize, spoken: impl Into<String>, rule: &'static str) -> Self {
        Self { end, spoken: spoken.into(), rule, doubt: Doubt::None }
    }

    pub(super) fn doubtful(self, proposal: Option<String>) -> Self {
        Self { doubt: Doubt::Spelled(proposal), ..self }
    }
}

/// A rule that was applied.
struct Past {
    end: usize,
    rule: &'static str,
}

/// The passage and the state of its reading.
pub(super) struct Reader<'a> {
    pub(super) tokens: &'a Tokens<'a>,
    pub(super) lexicon: &'a Lexicon,
    pub(super) profile: Profile,
    /// Abbreviations the passage explains itself: "cộng tác viên (CTV)".
    pub(super) glosses: BTreeMap<String, String>,
    last: Option<Past>,
}

impl<'a> Reader<'a> {
    /// At the beginning of a passage that explains these abbreviations.
    pub(super) fn new(
        tokens: &'a Tokens<'a>,
        lexicon: &'a Lexicon,
        profile: Profile,
        glosses: BTreeMap<String, String>,
    ) -> Self {
        Self { tokens, lexicon, profile, glosses, last: None }
    }

    /// Remembers the rule that was applied; marks are no rule to go on from.
    pub(super) fn note(&mut self, hit: &Hit) {
        if !hit.rule.starts_with("mark") {
            self.last = Some(Past { end: hit.end, rule: hit.rule });
        }
    }

    /// Whether a word of the set ends directly before `idx`.
    pub(super) fn before(&self, cue: Cue, idx: usize) -> bool {
        self.lexicon.cue(cue).before(self.tokens, idx)
    }

    /// Whether a word of time ends before `idx` that a day follows; behind "bữa/ngày" and "mỗi ngày" stands
    /// how much.
    pub(super) fn before_day(&self, idx: usize) -> bool {
        let tokens = self.tokens;
        let word = idx.wrapping_sub(1);
        let each = match tokens.mark(word.wrapping_sub(1)) {
            Some('/') => !matches!(
                tokens.fold(word.wrapping_sub(2)),
                "" | "thứ" | "giờ" | "buổi" | "tháng" | "tuần" | "hạn" | "gian" | "điểm" | "ca"
            ),
            _ => matches!(tokens.fold(word.wrapping_sub(1)), "mỗi" | "một" | "hằng" | "hàng" | "từng"),
        };
        self.before(Cue::Date, idx) && !(each && matches!(tokens.fold(word), "ngày" | "tuần" | "đêm"))
    }

    /// A day in words; directly behind an hour it stands apart: "20h 30/11" is not half past eight.
    pub(super) fn behind_hour(&self, idx: usize, spoken: String) -> String {
        let last = idx.wrapping_sub(1);
        let hour = self.last.as_ref().is_some_and(|past| past.rule == "time" && past.end == idx)
            || matches!(self.tokens.fold(last), "giờ" | "phút")
                && self.tokens.is_number(last.wrapping_sub(1));
        let apart = hour && self.tokens.gap(idx) == Gap::Space;
        if apart { format!(", ngày {spoken}") } else { spoken }
    }

    /// Whether a word of the set begins at `idx`.
    pub(super) fn at(&self, cue: Cue, idx: usize) -> bool {
        self.lexicon.cue(cue).at(self.tokens, idx)
    }

    /// `idx`, or the index behind the last word before it when only brackets, colons or quotes lie between.
    pub(super) fn skip_left(&self, idx: usize) -> usize {
        let mut idx = idx;
        while idx > 0 && matches!(self.tokens.mark(idx - 1), Some('(' | ':' | '"' | ',')) {
            idx -= 1;
        }
        idx
    }

    /// Behind the cue, when "số" or a colon stands between it and the number.
    pub(super) fn before_number_word(&self, idx: usize) -> usize {
        let left = self.skip_left(idx);
        match left.checked_sub(1) {
            Some(number) if matches!(self.tokens.fold(number), "số" | "là") => number,
            _ => left,
        }
    }

    /// Whether the rule applied last has this prefix and only a joining word or mark lies between.
    pub(super) fn follows(&self, idx: usize, prefix: &str) -> bool {
        self.last.as_ref().is_some_and(|last| {
            last.rule.starts_with(prefix) && last.end <= idx && (last.end..idx).all(|i| self.joins(i))
        })
    }

    /// Whether the rule applied last has this prefix and its sentence goes on to `idx`.
    pub(super) fn read_in_sentence(&self, idx: usize, prefix: &str) -> bool {
        let ends = |i: usize| matches!(self.tokens.mark(i), Some('.' | ';' | '!' | '?'));
        self.last.as_ref().is_some_and(|last| last.rule.starts_with(prefix) && !(last.end..idx).any(ends))
    }

    /// Whether a list of numbers leads back from `idx` to a word of the set: "thứ 2, 4 và 6".
    pub(super) fn listed_after(&self, idx: usize, word: &str) -> bool {
        let at = self.list_head(idx);
        at > 0 && self.tokens.fold(at - 1) == word
    }

    /// Where the list of numbers begins that leads to `idx`.
    pub(super) fn list_head(&self, idx: usize) -> usize {
        let mut at = idx;
        while at > 0 && idx - at < 12 && (self.tokens.is_number(at - 1) || self.joins(at - 1)) {
            at -= 1;
        }
        at
    }

    fn joins(&self, idx: usize) -> bool {
        match self.tokens.mark(idx) {
            Some(mark) => matches!(mark, ',' | '-' | '/' | '(' | '&' | ';'),
            None => matches!(
                self.tokens.fold(idx),
                "và" | "hoặc" | "hay" | "đến" | "tới" | "ngày" | "số" | "sang"
            ),
        }
    }

    /// A quick way out for the bulk of the text: a word in small letters with a tone mark and a gap behind it.
    pub(super) fn is_ordinary(&self, idx: usize) -> bool {
        let tokens = self.tokens;
        matches!(tokens.case(idx), Some(Case::Lower | Case::Title))
            && super::letters::has_mark(tokens.fold(idx))
            && tokens.gap(idx + 1) > Gap::None
            && !matches!(tokens.fold(idx), "ngày" | "hmông")
    }
}
