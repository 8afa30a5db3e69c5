//! An address or file name taken apart into syllables, numbers and codes of classes.
//!
//! Text comes in, pieces with their places go out; which of them are a name is asked elsewhere.

use std::ops::Range;

use super::keys::fold;
use super::lexicon;

/// Family names that are hardly anything else without marks: two syllables do, and of the words of a name
/// only the first pair is asked whether it is a word.
pub(super) const SURE: [&str; 11] =
    ["nguyen", "pham", "huynh", "bui", "trinh", "ngo", "phung", "quach", "hoang", "nong", "nghiem"];

/// Family names that are words as well.
pub(super) const FAMILY: [&str; 36] = [
    "tran", "le", "phan", "vu", "vo", "dang", "do", "ho", "duong", "ly", "dinh", "doan", "lam", "mai", "dao",
    "cao", "luong", "ha", "tang", "luu", "thach", "khong", "mac", "bach", "dam", "luc", "vuong", "thai",
    "chau", "lo", "vang", "giang", "sung", "kieu", "sam", "trieu",
];

/// A piece of a name: a syllable, a number or a class such as `4a`.
pub(super) struct Piece {
    pub(super) fold: String,
    pub(super) at: Range<usize>,
    /// It begins another folder, file or anchor.
    pub(super) begins: bool,
}

/// An address taken apart: at every mark that is no letter or digit, before a capital behind a small
/// letter, between letters and digits; syllables that were written in one are parted.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut begins = true;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if !c.is_alphanumeric() {
            begins |= matches!(c, '/' | '#' | '?' | '&' | '=' | ':');
            at += c.len_utf8();
            continue;
        }
        let end = at + piece_len(&text[at..]);
        let whole = fold(&text[at..end]);
        let parts = if whole.len() > 6 { glued(&whole) } else { None };
        let is_plain = end - at == whole.len();
        match parts.filter(|_| is_plain) {
            Some(lengths) => {
                let mut from = at;
                for length in lengths {
                    let at = from..from + length;
                    from = at.end;
                    found.push(Piece { fold: fold(&text[at.clone()]), at, begins });
                    begins = false;
                }
            }
            None => found.push(Piece { fold: whole, at: at..end, begins }),
        }
        begins = false;
        at = end;
    }
    found
}

fn piece_len(rest: &str) -> usize {
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let letters: String = rest[digits..].chars().take_while(|c| c.is_alphabetic()).collect();
        if letters.len() != 1 {
            return digits;
        }
        return digits + 1 + rest[digits + 1..].bytes().take_while(u8::is_ascii_digit).count();
    }
    let mut end = 0;
    let mut before = ' ';
    for (offset, c) in rest.char_indices() {
        let mark = unicode_normalization::char::is_combining_mark(c);
        if !c.is_alphabetic() && !mark || before.is_lowercase() && c.is_uppercase() {
            break;
        }
        before = if mark { before } else { c };
        end = offset + c.len_utf8();
    }
    end.max(rest.chars().next().map_or(1, char::len_utf8))
}

/// The lengths of the syllables of `lebaoan`: a family name and two or three that stand in names.
fn glued(word: &str) -> Option<Vec<usize>> {
    let families = SURE.iter().chain(&FAMILY).filter(|family| word.starts_with(**family));
    families.into_iter().find_map(|family| {
        let rest = split(&word[family.len()..], 3)?;
        (rest.len() >= 2).then(|| std::iter::once(family.len()).chain(rest).collect())
    })
}

fn split(word: &str, most: usize) -> Option<Vec<usize>> {
    if word.is_empty() {
        return Some(Vec::new());
    }
    let longest = word.len().min(6);
    (2..=longest).rev().filter(|_| most > 0).find_map(|length| {
        let (head, tail) = word.split_at_checked(length)?;
        let fits = lexicon::is_folded_syllable(head) || matches!(head, "thi" | "van");
        let rest = if fits { split(tail, most - 1) } else { None };
        rest.map(|rest| std::iter::once(length).chain(rest).collect())
    })
}
