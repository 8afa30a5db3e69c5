//! Gases and blood: CO that is no word, the sign behind Rh.
//!
//! In: a position. Out: the letters by name. Formulas that everybody writes stand in the lexicon.

use super::reader::{Hit, Reader};

/// khí CO, ngộ độc CO: the gas, not the word "co", also between words in capitals.
pub(super) fn gas(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let before = tokens.fold(idx.wrapping_sub(1));
    let is_gas = tokens.raw(idx) == "CO" && matches!(before, "khí" | "độc" | "độ" | "lượng" | "hơi");
    is_gas.then(|| Hit::new(idx + 1, "xê o", "chemical"))
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
