//! Keys of a telephone: *101#, #100, phím 0#.
//!
//! In: a position. Out: the digits and the names of both signs. A code that ends with # is known by its
//! shape; else a word that tells to press must stand before: in a text a star or # means nothing.

use super::numbers::digits;
use super::reader::{Hit, Reader};
use super::tokens::Tokens;

/// A code to dial or a key to press.
pub(super) fn keys(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let is_key = |i: usize| matches!(tokens.mark(i), Some('*' | '#'));
    let begins = is_key(idx) || tokens.is_number(idx) && tokens.tight(idx + 1) && is_key(idx + 1);
    if !begins || idx > 0 && tokens.tight(idx) && tokens.is_word(idx - 1) {
        return None;
    }
    let mut end = idx;
    let mut words = Vec::new();
    while (end == idx || tokens.tight(end)) && (is_key(end) || tokens.is_number(end)) {
        words.push(match tokens.mark(end) {
            Some('*') => "sao".to_owned(),
            Some(_) => "thăng".to_owned(),
            None => digits(tokens.digits(end)),
        });
        end += 1;
    }
    let is_code = tokens.is_mark(idx, '*') && tokens.is_mark(end - 1, '#') && words.len() > 2;
    let apart = !(tokens.tight(end) && tokens.is_word(end));
    (apart && (is_code || is_pressed(reader, idx))).then(|| Hit::new(end, words.join(" "), "phone.keys"))
}

/// Whether a word before tells to press, or another key stands before in a list.
fn is_pressed(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let at = reader.skip_left(idx);
    reader.follows(idx, "phone.keys") || tells_to_press(tokens, at)
}

fn tells_to_press(tokens: &Tokens<'_>, at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map_or("", |i| tokens.fold(i));
    let between = matches!(before(1), "số" | "mã" | "tiếp" | "thêm");
    let presses =
        |word: &str| matches!(word, "bấm" | "nhấn" | "ấn" | "phím" | "nút" | "dấu" | "quay" | "gọi");
    presses(before(1)) || between && presses(before(2))
}
