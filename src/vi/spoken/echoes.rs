//! A number that a bracket says once more in words: 03 (ba) bản, 500.000 đồng (năm trăm nghìn đồng).
//!
//! In: the place of a bracket. Out: silence where it repeats the number before it and says nothing else;
//! whoever reads aloud says the number once. Words of any region are known again.

use super::letters;
use super::numbers::{Numeral, cardinal};
use super::reader::{Hit, Reader};
use super::tokens::Tokens;

/// The most words of a number, and the most groups of its digits.
const LONGEST: usize = 24;
const GROUPS: usize = 4;

/// The bracket behind a number that repeats it.
pub(super) fn bracket(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if !tokens.is_mark(idx, '(') {
        return None;
    }
    let last = idx.checked_sub(1)?;
    let is_money = matches!(tokens.fold(last), "đ" | "đồng" | "vnđ" | "vnd");
    let value = value_before(tokens, if is_money { last } else { idx })?;
    let close = (idx + 1..idx + LONGEST).find(|&i| !tokens.is_word(i) && !tokens.is_mark(i, ':'))?;
    let mut words: Vec<&str> =
        (idx + 1..close).map(|i| tokens.fold(i)).filter(|word| !word.is_empty()).collect();
    if words.starts_with(&["bằng", "chữ"]) {
        words.drain(..2);
    }
    words.pop_if(|last| *last == "chẵn");
    words.pop_if(|last| is_money && *last == "đồng");
    let said = cardinal(value, reader.profile);
    let said: Vec<String> = said.split(' ').map(letters::fold).collect();
    let same = words.len() == said.len()
        && words.iter().zip(&said).all(|(word, said)| of_one_region(word) == of_one_region(said));
    (same && tokens.is_mark(close, ')')).then(|| Hit::new(close + 1, "", "num.echo"))
}

/// The whole number that ends before a token.
fn value_before(tokens: &Tokens<'_>, end: usize) -> Option<u64> {
    let mut from = end.checked_sub(1)?;
    for _ in 0..GROUPS {
        let grouped = from > 1
            && tokens.tight_number(from)
            && tokens.tight_mark(from - 1, '.')
            && tokens.is_number(from - 2);
        from -= if grouped { 2 } else { 0 };
    }
    Numeral::at(tokens, from).filter(|numeral| numeral.end == end)?.value()
}

fn of_one_region(word: &str) -> &str {
    match word {
        "lẻ" => "linh",
        "ngàn" => "nghìn",
        "tư" => "bốn",
        "tỉ" => "tỷ",
        "nhăm" => "lăm",
        word => word,
    }
}
