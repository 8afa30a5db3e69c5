//! Gases and blood: CO that is no word, the sign behind Rh.
//!
//! In: a position. Out: the letters by name. Formulas that everybody writes stand in the lexicon.

use super::reader::{Hit, Reader};

/// khí CO, ngộ độc CO: the gas, not the word "co", also between words in capitals.
pub(super) fn gas(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let before = tokens.fold(idx.wrapping_sub(1));
    let named = matches!(before, "khí" | "độc" | "độ" | "lượng" | "hơi");
    let poisons = (idx + 1..idx + 3).any(|i| tokens.fold(i) == "độc");
    let is_gas = tokens.raw(idx) == "CO" && (named || poisons);
    is_gas.then(|| Hit::new(idx + 1, "xê o", "chemical"))
}

/// Nhóm máu AB-, O+: the sign tells whose blood helps whom.
pub(super) fn blood(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let letters = match tokens.raw(idx) {
        "A" => "a",
        "B" => "bê",
        "AB" => "a bê",
        "O" => "o",
        _ => return None,
    };
    let sign = match tokens.mark(idx + 1).filter(|_| tokens.tight(idx + 1))? {
        '+' => "dương",
        '-' => "âm",
        _ => return None,
    };
    let ends = !tokens.tight(idx + 2) || tokens.mark(idx + 2).is_some_and(|mark| mark != '-');
    let of_blood =
        reader.follows(idx, "chemical") || (idx.saturating_sub(8)..idx).any(|i| tokens.fold(i) == "máu");
    (ends && of_blood).then(|| Hit::new(idx + 2, format!("{letters} {sign}"), "chemical"))
}

/// Rh+, Rh(-): the sign is part of the name.
pub(super) fn rhesus(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if tokens.raw(idx) != "Rh" {
        return None;
    }
    let bracket = usize::from(tokens.is_mark(idx + 1, '(') && tokens.is_mark(idx + 3, ')'));
    let sign = match tokens.mark(idx + 1 + bracket)? {
        '+' => "rờ hát dương",
        '-' => "rờ hát âm",
        _ => return None,
    };
    (bracket == 1 || tokens.tight(idx + 1)).then(|| Hit::new(idx + 2 + 2 * bracket, sign, "chemical"))
}
