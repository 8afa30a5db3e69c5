//! Units and signs behind a number: %, km, m2, đ, 60', 38,5°C.
//!
//! In: a position behind a numeral. Out: the unit in words. Whether `1m2` is an area or a height is asked
//! here too, since only the words before the number tell.

use super::lexicon::Cue;
use super::numbers::{Numeral, Style, cardinal_of};
use super::reader::Reader;
use super::tokens::{Gap, Tokens};

/// How far the words are looked at that tell what a letter is short for.
const NEAR: usize = 6;

/// The unit at a position: the index behind it and its words.
pub(super) fn at(reader: &Reader<'_>, idx: usize) -> Option<(usize, &'static str)> {
    let tokens = reader.tokens;
    if tokens.gap(idx) > Gap::Space {
        return None;
    }
    sign(tokens, idx).or_else(|| word(reader, idx))
}

/// A unit with a number inside or behind it: 1m20, 1m2 of height, 2kg5, 1tr5.
pub(super) fn mixed(reader: &Reader<'_>, idx: usize, numeral: &Numeral) -> Option<(usize, String)> {
    let tokens = reader.tokens;
    let unit_at = numeral.end;
    if numeral.style != Style::Plain || !tokens.tight(unit_at) || !tokens.tight_number(unit_at + 1) {
        return None;
    }
    let rest = tokens.digits(unit_at + 1);
    let unit = reader.lexicon.unit(tokens.raw(unit_at)).filter(|_| rest.len() <= 2)?;
    let end = unit_at + 2;
    let exponent =
        matches!(rest, "2" | "3") && matches!(tokens.fold(unit_at), "m" | "km" | "cm" | "dm" | "mm");
    if exponent && !is_height(reader, idx, numeral) || tokens.tight(end) && tokens.is_word(end) {
        return None;
    }
    let rest = match rest.strip_prefix('0') {
        Some(last) if !last.is_empty() => format!("không {}", cardinal_of(last, reader.profile)),
        _ => cardinal_of(rest, reader.profile),
    };
    Some((end, format!("{} {} {rest}", numeral.spoken(reader.profile), unit.spoken)))
}

/// A unit that stands alone, without a number: "tính bằng kg".
pub(super) fn alone(reader: &Reader<'_>, idx: usize) -> Option<(usize, &'static str)> {
    let raw = reader.tokens.raw(idx);
    if raw.chars().count() < 2 {
        return None;
    }
    if reader.tokens.tight_number(idx + 1)
        && let Some(unit) = reader.lexicon.unit(reader.tokens.slice(idx, idx + 2))
    {
        return Some((idx + 2, &unit.spoken));
    }
    let unit = reader.lexicon.unit(raw).filter(|unit| !unit.must_be_tight)?;
    Some((idx + 1, &unit.spoken))
}

fn sign(tokens: &Tokens<'_>, idx: usize) -> Option<(usize, &'static str)> {
    let tight = tokens.tight(idx);
    Some(match tokens.mark(idx)? {
        '%' => (idx + 1, "phần trăm"),
        '‰' => (idx + 1, "phần nghìn"),
        '₫' => (idx + 1, "đồng"),
        '$' => (idx + 1, "đô la"),
        '€' => (idx + 1, "ơ rô"),
        '℃' => (idx + 1, "độ xê"),
        '°' if tokens.tight(idx + 1) && matches!(tokens.raw(idx + 1), "C" | "c") => (idx + 2, "độ xê"),
        '°' if tokens.tight(idx + 1) && quarter(tokens, idx + 1).is_some() => {
            (idx + 2, quarter(tokens, idx + 1)?)
        }
        '°' => (idx + 1, "độ"),
        '\'' if tight && tokens.tight_mark(idx + 1, '\'') => (idx + 2, "giây"),
        '\'' if tight && !(tokens.tight(idx + 1) && tokens.is_word(idx + 1)) => (idx + 1, "phút"),
        _ => return None,
    })
}

/// 17,5°N, 110,2°E: the quarter of the compass behind a degree.
fn quarter(tokens: &Tokens<'_>, idx: usize) -> Option<&'static str> {
    Some(match tokens.raw(idx) {
        "N" | "B" => "độ vĩ bắc",
        "S" => "độ vĩ nam",
        "E" | "Đ" => "độ kinh đông",
        "W" => "độ kinh tây",
        _ => return None,
    })
}

fn word(reader: &Reader<'_>, idx: usize) -> Option<(usize, &'static str)> {
    let tokens = reader.tokens;
    let raw = tokens.raw(idx);
    if raw.is_empty() || raw.len() > 8 {
        return None;
    }
    if tokens.tight_number(idx + 1)
        && let Some(unit) = reader.lexicon.unit(tokens.slice(idx, idx + 2))
    {
        return Some((idx + 2, &unit.spoken));
    }
    if let Some(short) = short_for_word(reader, idx) {
        return Some((idx + 1, short));
    }
    let unit = reader.lexicon.unit(raw)?;
    let tight = tokens.tight(idx);
    let letter = raw.chars().count() == 1;
    // A capital behind a digit is a class or a building (4L, 5M); a letter before more is something else.
    let name = letter && raw.starts_with(char::is_uppercase) && !matches!(raw, "V" | "W" | "H" | "K");
    let goes_on = tokens.tight_number(idx + 1) || tokens.tight_mark(idx + 1, '\'');
    // "12 g." is a unit, "khoản 5 đ" hardly; a single letter apart from its number must end the phrase or be common.
    let apart = letter && !tight && !matches!(raw, "m" | "g" | "l" | "đ" | "h" | "W");
    let loose = unit.must_be_tight && !tight && raw != "h";
    if loose || name || goes_on || apart { None } else { Some((idx + 1, unit.spoken.as_str())) }
}

/// 12t, 5T, 2v: a letter tight behind a number that is short for what is counted.
fn short_for_word(reader: &Reader<'_>, idx: usize) -> Option<&'static str> {
    let tokens = reader.tokens;
    if !matches!(tokens.raw(idx), "t" | "T" | "v") {
        return None;
    }
    let value = tokens.value(idx.checked_sub(1)?, 3).filter(|_| tokens.tight(idx))?;
    if tokens.tight_number(idx + 1) || tokens.tight_mark(idx + 1, '\'') {
        return None;
    }
    let near = |cue| (idx.saturating_sub(NEAR)..idx + NEAR).any(|i| reader.at(cue, i));
    match tokens.raw(idx) {
        "t" | "T" if near(Cue::Cargo) => Some("tấn"),
        "t" if value <= 100 => Some("tuổi"),
        "T" if value <= 18 && near(Cue::Child) => Some("tuổi"),
        "v" if value >= 12 => Some("vôn"),
        "v" if tokens.is_mark(idx + 1, '/') || near(Cue::Dose) => Some("viên"),
        _ => None,
    }
}

/// Whether 1m2 is "một mét hai": a small number behind a word of height or depth.
fn is_height(reader: &Reader<'_>, idx: usize, numeral: &Numeral) -> bool {
    let small = numeral.value().is_some_and(|value| value < 10);
    small
        && (1..=4).any(|n| idx >= n && (reader.at(Cue::Height, idx - n) || is_child(reader, idx - n)))
        && !matches!(reader.tokens.fold(numeral.end + 2), "đất" | "sàn")
}

/// Words that make a number before them a measure, not a name.
pub(super) fn is_magnitude(fold: &str) -> bool {
    matches!(fold, "triệu" | "tỷ" | "tỉ" | "nghìn" | "ngàn" | "lần" | "điểm" | "độ" | "trăm" | "phần")
}

/// Children are measured, nothing of theirs is an area: "trẻ dưới 1m3".
fn is_child(reader: &Reader<'_>, idx: usize) -> bool {
    matches!(reader.tokens.fold(idx), "trẻ" | "bé" | "em" | "cháu")
}
