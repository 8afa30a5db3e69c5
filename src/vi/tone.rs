//! Where the tone mark stands: `hoà, khoẻ, thuý, uỷ` and `hòa, khỏe, thúy, ủy` are the same words.
//!
//! In: text in Unicode, composed (NFC). Out: the same text with every tone in one place, or how often each way
//! occurs. Only the open rimes oa, oe and uy differ; after q the u belongs to the consonant (`quý`, `quỷ`) and nothing
//! moves. It does not look at meaning, and changes nothing unless it is asked.

use super::letter::{Tone, split_tone, with_tone};

/// Which of the two ways to write a tone on oa, oe and uy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// On the first vowel: `hòa, khỏe, ủy`, as in the press and in most laws.
    First,
    /// On the second vowel: `hoà, khoẻ, uỷ`, as in schoolbooks.
    Second,
}

/// How often a text uses each placement.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// Words with the tone on the first vowel (`hòa`).
    pub first: usize,
    /// Words with the tone on the second vowel (`hoà`).
    pub second: usize,
}

impl Usage {
    /// Whether one text uses both ways.
    pub fn is_mixed(self) -> bool {
        self.first > 0 && self.second > 0
    }
}

/// The text with every tone of oa, oe, uy placed as asked.
pub fn unify(text: &str, placement: Placement) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut idx = 0;
    while idx < letters.len() {
        if let Some((first, second, tone)) = open_pair(&letters, idx) {
            match placement {
                Placement::First => out.extend([with_tone(first, tone), second]),
                Placement::Second => out.extend([first, with_tone(second, tone)]),
            }
            idx += 2;
        } else {
            out.push(letters[idx]);
            idx += 1;
        }
    }
    out
}

/// Counts both placements in the text.
pub fn usage(text: &str) -> Usage {
    let letters: Vec<char> = text.chars().collect();
    let mut usage = Usage::default();
    for idx in 0..letters.len() {
        if open_pair(&letters, idx).is_some() {
            if split_tone(letters[idx]).1 == Tone::Level {
                usage.second += 1;
            } else {
                usage.first += 1;
            }
        }
    }
    usage
}

/// The two bare vowels and the tone, where `letters[idx]` and the next end a syllable in oa, oe or uy with a tone.
fn open_pair(letters: &[char], idx: usize) -> Option<(char, char, Tone)> {
    let (first, first_tone) = split_tone(*letters.get(idx)?);
    let (second, second_tone) = split_tone(*letters.get(idx + 1)?);
    let tone = match (first_tone, second_tone) {
        (Tone::Level, tone) | (tone, Tone::Level) if tone != Tone::Level => tone,
        _ => return None,
    };
    let pair = (first.to_ascii_lowercase(), second.to_ascii_lowercase());
    if !matches!(pair, ('o', 'a' | 'e') | ('u', 'y')) {
        return None;
    }
    let ends_word = letters.get(idx + 2).is_none_or(|next| !next.is_alphabetic());
    let before = idx.checked_sub(1).map(|at| letters[at]);
    let after_q = before.is_some_and(|c| c.eq_ignore_ascii_case(&'q'));
    (ends_word && !after_q).then_some((first, second, tone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tones_move_to_the_first_vowel() {
        let written =
            "xã hội hoá, sức khoẻ, cấp uỷ, HOÀ BÌNH, Uỷ ban, UỶ BAN; quý, quỷ, hoàn toàn, thuỷ, tuý, khoáng";
        let wanted =
            "xã hội hóa, sức khỏe, cấp ủy, HÒA BÌNH, Ủy ban, ỦY BAN; quý, quỷ, hoàn toàn, thủy, túy, khoáng";
        assert_eq!(unify(written, Placement::First), wanted);
        assert_eq!(unify(wanted, Placement::Second), written);
    }

    #[test]
    fn both_ways_are_counted() {
        let usage = usage("uỷ ban, ủy ban, quỹ, văn hóa, hoa");
        assert_eq!(usage, Usage { first: 2, second: 1 });
        assert!(usage.is_mixed());
    }
}
