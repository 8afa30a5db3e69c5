//! Names with letters and digits in them: lớp 4B, F0, H5N1, H'Mông, M'Đrắk.
//!
//! In: a position. Out: letters by name, numbers as cardinals; the consonant before an apostrophe gets its
//! vowel. Knows no list of names.

use super::conditions::Span;
use super::letters;
use super::numbers::{Numeral, cardinal_of};
use super::reader::{Hit, Reader};
use super::tokens::{Case, Gap, Tokens};

/// Letters and digits without a gap: 4B, 4A1, B12, 5K, H5N1.
pub(super) fn mixed(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if !tokens.tight(idx + 1)
        || tokens.tight(idx)
            && tokens.get(idx.wrapping_sub(1)).is_some_and(|_| tokens.mark(idx - 1).is_none())
    {
        return None;
    }
    let mut end = idx;
    while (end == idx || tokens.tight(end)) && (tokens.is_number(end) || is_letters(tokens, end)) {
        end += 1;
    }
    let parts = end - idx;
    let money = parts == 2 && matches!(tokens.raw(idx + 1), "K") && tokens.digits(idx).len() > 1;
    let unit = parts == 2
        && tokens.is_number(idx)
        && super::units::at(reader, idx + 1).is_some()
        && tokens.raw(idx + 1) != "K"
        && !money_or_class(reader, idx);
    let square = tokens.is_number(idx) && tokens.raw(idx + 1).starts_with(['m', 'k']);
    // 6x12m: a measure by a measure.
    // 2x1,5
    let decimals = parts == 3
        && tokens.is_number(idx + 2)
        && tokens.mark(end).is_some_and(|mark| matches!(mark, ',' | '.'))
        && tokens.tight(end)
        && tokens.tight_number(end + 1);
    let by = tokens.is_number(idx) && matches!(tokens.raw(idx + 1), "x" | "X") && (parts > 3 || decimals);
    if parts < 2
        || unit
        || by
        || parts == 2 && is_age(reader, idx + 1)
        || money
        || square
        || tokens.tight(end) && tokens.is_word(end) && tokens.case(end) != Some(Case::Upper)
    {
        return None;
    }
    let mut words: Vec<String> = (idx..end)
        .map(|i| {
            if tokens.is_number(i) { cardinal_of(tokens.digits(i), reader.profile) } else { said(reader, i) }
        })
        .collect();
    // PM2.5: the number of a name may have parts.
    let parts_behind = tokens.is_number(end - 1)
        && tokens.tight_mark(end, '.')
        && tokens.tight_number(end + 1)
        && tokens.digits(end + 1).len() < 3
        && !tokens.tight(end + 2);
    if parts_behind && tokens.is_word(idx) {
        words.push(format!("chấm {}", cardinal_of(tokens.digits(end + 1), reader.profile)));
        end += 2;
    }
    let rule = if is_class(reader, idx) { "class" } else { "name.mixed" };
    Some(Hit::new(end, words.join(" "), rule))
}

/// Whether a small letter behind a number is short for a word there: 12t near "trẻ" is an age.
fn is_age(reader: &Reader<'_>, idx: usize) -> bool {
    let span = Span { start: idx, end: idx + 1 };
    let rows = reader.lexicon.rows(reader.tokens.raw(idx)).iter();
    reader.tokens.raw(idx) == "t"
        && rows.into_iter().any(|row| row.conditions.iter().all(|c| c.holds(reader.tokens, span)))
}

/// 3 x 4 m, 3m x 4m: the letter stands for "nhân".
pub(super) fn times_sign(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let left = idx.checked_sub(1)?;
    let measured = tokens.is_number(left)
        || matches!(tokens.mark(left), Some('%' | '‰' | '₫' | ')'))
        || reader.lexicon.unit(tokens.raw(left)).is_some();
    // "áo phao x2": so many of them.
    let times = tokens.is_word(left) && tokens.gap(idx) == Gap::Space && tokens.tight(idx + 1);
    let is_sign = matches!(tokens.raw(idx), "x" | "X")
        && tokens.is_number(idx + 1)
        && (measured || times && tokens.raw(idx) == "x");
    if is_sign {
        return Some(Hit::new(idx + 1, "nhân", "sym"));
    }
    // "1 viên x 2 lần": how often, behind what is counted.
    let span = usize::from(tokens.is_mark(idx + 2, '-') && tokens.is_number(idx + 3)) * 2;
    let counted = tokens.fold(idx + 2 + span);
    let often = tokens.raw(idx) == "x"
        && tokens.is_number(idx + 1)
        && matches!(counted, "lần" | "ngày" | "tháng" | "tuần" | "buổi");
    // 150 suất quà x 200.000đ: so many of a thing at a price.
    let priced = tokens.raw(idx) == "x"
        && tokens.is_word(left)
        && tokens.gap(idx) == Gap::Space
        && Numeral::at(tokens, idx + 1).is_some_and(|price| is_money(tokens, price.end));
    if priced {
        return Some(Hit::new(idx + 1, "nhân", "sym"));
    }
    // 25.000đ/ngày x 22 ngày = 550.000đ: a sum is worked out.
    if often && (idx + 2..idx + 7).any(|i| tokens.is_mark(i, '=')) {
        return Some(Hit::new(idx + 1, "nhân", "sym"));
    }
    // 2 lần/ngày x 5 ngày: for how long.
    let long = counted != "lần" && tokens.is_mark(left.wrapping_sub(1), '/');
    (often && tokens.is_word(left)).then(|| Hit::new(idx + 1, if long { "trong" } else { "," }, "sym"))
}

/// Whether a sum of money is named behind a number.
fn is_money(tokens: &Tokens<'_>, idx: usize) -> bool {
    matches!(
        tokens.fold(idx),
        "đ" | "đồng" | "k" | "vnđ" | "vnd" | "nghìn" | "ngàn" | "ng" | "triệu" | "tr" | "usd"
    ) || tokens.is_mark(idx, '₫')
}

/// H'Mông, K'Ho, R'lấp: the consonant is said with its vowel.
pub(super) fn apostrophe(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let onset = match tokens.fold(idx) {
        "h" => "hơ",
        "k" | "c" => "cơ",
        "m" => "mơ",
        "n" => "nơ",
        "r" => "rơ",
        "s" | "x" => "xơ",
        "b" => "bơ",
        "d" => "dơ",
        "đ" => "đơ",
        "p" => "pơ",
        "t" => "tơ",
        "l" => "lơ",
        "g" => "gơ",
        "v" => "vơ",
        "ch" => "chơ",
        "th" => "thơ",
        _ => return None,
    };
    if !tokens.tight_mark(idx + 1, '\'') || !tokens.tight(idx + 2) || !tokens.is_word(idx + 2) {
        return None;
    }
    if tokens.fold(idx) == "h" && matches!(tokens.fold(idx + 2), "mông" | "mong") {
        return Some(Hit::new(idx + 3, "Mông", "name.ethnic"));
    }
    let stem = tokens.fold(idx + 2);
    let known = !reader.lexicon.rows(stem).is_empty();
    let stem = if letters::has_vowel(stem) && stem.chars().count() > 1 && !known {
        stem.to_owned()
    } else {
        letters::spell(stem)
    };
    let capital: String =
        onset.chars().take(1).flat_map(char::to_uppercase).chain(onset.chars().skip(1)).collect();
    Some(Hit::new(idx + 3, format!("{capital} {stem}"), "name.ethnic"))
}

fn is_letters(tokens: &Tokens<'_>, idx: usize) -> bool {
    let raw = tokens.raw(idx);
    match tokens.case(idx) {
        Some(Case::Upper) => raw.chars().count() <= 4 && !letters::has_mark(tokens.fold(idx)),
        Some(Case::Lower) => raw.chars().count() == 1,
        _ => false,
    }
}

/// Letters of a name: an abbreviation of the lexicon in its own words where it stands first (THCS2), else by name.
fn said(reader: &Reader<'_>, idx: usize) -> String {
    let raw = reader.tokens.raw(idx);
    if matches!(raw, "x" | "X")
        && reader.tokens.tight_number(idx + 1)
        && idx > 0
        && reader.tokens.is_number(idx - 1)
    {
        return "nhân".to_owned();
    }
    match reader.lexicon.rows(raw).iter().find(|row| row.conditions.is_empty() && !row.doubtful) {
        Some(row) if raw.chars().count() > 2 => row.spoken.clone(),
        _ => letters::spell(raw),
    }
}

fn is_class(reader: &Reader<'_>, idx: usize) -> bool {
    reader.tokens.fold(idx.wrapping_sub(1)) == "lớp" || reader.follows(idx, "class")
}

/// Whether a capital behind a digit is a class letter although it could be a unit.
fn money_or_class(reader: &Reader<'_>, idx: usize) -> bool {
    let upper = reader.tokens.is_upper(idx + 1) && reader.tokens.raw(idx + 1).chars().count() == 1;
    is_class(reader, idx)
        || upper
            && reader.tokens.gap(idx) != Gap::None
            && matches!(reader.tokens.raw(idx + 1), "A" | "B" | "C" | "D" | "E")
}
