//! Abbreviations: those of the lexicon by their context, units and letters that are only letters.
//!
//! In: a position. Out: the words meant, or the letters' names with a doubt where nothing decides. Never a
//! guess: an unknown abbreviation is spelled and reported with a proposal.

use super::conditions::{Span, after_point};
use super::letters;
use super::lexicon::{Cue, Row};
use super::reader::{Hit, Reader};
use super::tokens::{Case, Gap, Tokens};
use super::units;

/// V/v, T/M, đ/c: the slash is part of the abbreviation.
pub(super) fn with_slash(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if !tokens.tight_mark(idx + 1, '/') || !tokens.tight(idx + 2) || !tokens.is_word(idx + 2) {
        return None;
    }
    let row = reader.lexicon.rows(tokens.slice(idx, idx + 3)).first()?;
    if (tokens.fold(idx), tokens.fold(idx + 2)) == ("đ", "c") && leads_to_place(reader, idx + 3) {
        return Some(Hit::new(idx + 3, "địa chỉ", "abbr.slash"));
    }
    let point = usize::from(
        tokens.tight_mark(idx + 3, '.') && tokens.gap(idx + 4) < Gap::Line && tokens.is_word(idx + 4),
    );
    Some(Hit::new(idx + 3 + point, row.spoken.clone(), "abbr.slash"))
}

/// `Đ/c: số 12/3A`, `Đ/c: Nhà văn hóa xóm 3`: behind the colon stands where something is.
fn leads_to_place(reader: &Reader<'_>, colon: usize) -> bool {
    let tokens = reader.tokens;
    let at = colon + 1;
    let place = reader.at(Cue::PlaceUnit, at)
        || reader.at(Cue::Address, at)
        || reader.at(Cue::Numbered, at) && tokens.is_number(at + 1)
        || matches!(
            tokens.fold(at),
            "nhà"
                | "đường"
                | "phố"
                | "khu"
                | "trạm"
                | "tầng"
                | "trung"
                | "chợ"
                | "cạnh"
                | "gần"
                | "đối"
                | "sau"
                | "tại"
                | "ubnd"
                | "km"
                | "ql"
                | "quốc"
                | "sân"
                | "hội"
        );
    // 12 Trần Phú; not a telephone number
    let house = tokens.is_number(at) && tokens.digits(at).len() < 4 && !tokens.digits(at).starts_with('0');
    tokens.is_mark(colon, ':') && (place || house)
}

/// `Mức (đ/tháng)`, `Thành tiền (nghìn đ)`: the money of a column.
pub(super) fn money_of_column(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let before = idx.checked_sub(1).filter(|_| tokens.raw(idx) == "đ")?;
    let thousands = matches!(tokens.fold(before), "nghìn" | "ngàn" | "triệu" | "tỷ" | "tỉ");
    let closes = tokens.is_mark(idx + 1, ')') || tokens.tight_mark(idx + 1, '/') && tokens.is_word(idx + 2);
    let opens = tokens.is_mark(before, '(') && tokens.tight(idx);
    (thousands || opens && closes).then(|| Hit::new(idx + 1, "đồng", "unit"))
}

/// An abbreviation of the lexicon, the longest first: LĐ-TB&XH before LĐ.
pub(super) fn known(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let raw = tokens.raw(idx);
    if tokens.case(idx)? == Case::Lower && !raw.is_ascii() && reader.lexicon.rows(raw).is_empty() {
        return None;
    }
    if tokens.fold(idx) == "v" && tokens.tight_mark(idx + 1, '.') && tokens.fold(idx + 2) == "v" {
        return Some(Hit::new(idx + 3, "vân vân", "abbr"));
    }
    for (end, key) in candidates(tokens, idx).into_iter().rev() {
        if end == idx + 1 && is_word_in_capitals(tokens, idx) {
            return None;
        }
        let span = Span { start: idx, end };
        let rows = reader.lexicon.rows(&key);
        if let Some(row) = rows.iter().find(|row| row.conditions.iter().all(|c| c.holds(tokens, span))) {
            return Some(said(reader, span, row));
        }
    }
    None
}

/// km2, m3 without a number before them.
pub(super) fn square_unit(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if !tokens.tight_number(idx + 1) || tokens.raw(idx).len() > 3 {
        return None;
    }
    // Km2+350 is a place on a road.
    let unit =
        reader.lexicon.unit(tokens.slice(idx, idx + 2)).filter(|_| !tokens.tight_mark(idx + 2, '+'))?;
    Some(Hit::new(idx + 2, unit.spoken.clone(), "unit"))
}

/// Single consonants, units without a number, and letters no mouth can say in one: by name.
pub(super) fn unpronounceable(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let (raw, fold) = (tokens.raw(idx), tokens.fold(idx));
    if letters::has_vowel(fold) {
        let lone = raw == "I"
            || raw.chars().count() == 1
                && tokens.is_upper(idx)
                && !(tokens.is_word(idx + 1) && tokens.gap(idx + 1) == Gap::Space);
        return lone.then(|| Hit::new(idx + 1, raw.to_lowercase(), "letter"));
    }
    if fold == "vn" && raw == "vn" {
        return None;
    }
    if let Some((end, unit)) = units::alone(reader, idx) {
        return Some(Hit::new(end, unit, "unit"));
    }
    let hit = Hit::new(idx + 1, letters::spell(raw), "letter");
    Some(if raw.chars().count() > 1 { hit.doubtful(proposal(reader, raw)) } else { hit })
}

/// Every run of letter groups from `idx` that one key may cover: the index behind it and its letters.
fn candidates(tokens: &Tokens<'_>, idx: usize) -> Vec<(usize, String)> {
    let mut key = tokens.raw(idx).to_owned();
    let mut list = vec![(idx + 1, key.clone())];
    let mut end = idx + 1;
    while list.len() < 6 {
        let Some(next) = joined(tokens, end) else { break };
        key.push_str(tokens.raw(next));
        end = next + 1;
        list.push((end, key.clone()));
    }
    list
}

/// The next letter group of the same abbreviation, behind a hyphen, point, comma, & or "và".
fn joined(tokens: &Tokens<'_>, end: usize) -> Option<usize> {
    let upper = tokens.is_upper(end + 1) || tokens.case(end + 1) == Some(Case::Mixed);
    let tight = tokens.tight(end) && tokens.tight(end + 1);
    let near = tokens.gap(end) <= Gap::Space && tokens.gap(end + 1) <= Gap::Space;
    let fits = match tokens.mark(end) {
        Some('-' | '&') => upper && near,
        Some('.') => {
            tight && tokens.is_word(end + 1) && tokens.raw(end + 1).chars().count() <= 5
                || near && upper && tokens.tight(end)
        }
        Some(',') => upper && near && tokens.mark(end + 2).is_some_and(|mark| mark == '&'),
        Some(_) => false,
        None if tokens.fold(end) == "và" => upper && near && tokens.raw(end + 1).chars().count() <= 4,
        // A space alone joins only what the lexicon writes in one: TP HCM, TNCS HCM.
        None => return (upper && tokens.gap(end) == Gap::Space && tokens.is_upper(end)).then_some(end),
    };
    fits.then_some(end + 1)
}

/// A key that is also a syllable (CA, TU, TƯ) is a word between words in capitals.
fn is_word_in_capitals(tokens: &Tokens<'_>, idx: usize) -> bool {
    let is_word = |i: usize| {
        tokens.is_upper(i)
            && tokens.raw(i).chars().count() > 1
            && (letters::has_mark(tokens.fold(i)) || letters::is_plain_syllable(tokens.fold(i)))
    };
    let beside = idx > 0 && tokens.gap(idx) < Gap::Paragraph && is_word(idx - 1)
        || tokens.gap(idx + 1) == Gap::Space && is_word(idx + 1);
    is_word(idx) && beside
}

fn said(reader: &Reader<'_>, span: Span, row: &Row) -> Hit {
    let tokens = reader.tokens;
    let mut end = span.end;
    let behind = after_point(tokens, end);
    let goes_on = tokens.gap(behind) < Gap::Line
        && (tokens.is_word(behind) || tokens.is_number(behind) || tokens.is_mark(behind, ':'));
    if row.takes_point
        && behind > end
        && (goes_on || tokens.is_upper(behind) && tokens.gap(behind) == Gap::Line)
    {
        end = behind;
    }
    if row.doubtful {
        let spelled = letters::spell(tokens.slice(span.start, span.end));
        return Hit::new(end, spelled, "abbr.doubtful").doubtful(Some(row.spoken.clone()));
    }
    let end = without_explanation(tokens, end, &row.spoken);
    Hit::new(end, row.spoken.clone(), "abbr")
}

/// "TNTT (tai nạn thương tích)" is said once.
fn without_explanation(tokens: &Tokens<'_>, end: usize, spoken: &str) -> usize {
    let words: Vec<String> = spoken.split_whitespace().map(letters::fold).collect();
    if !tokens.is_mark(end, '(') || !tokens.is_mark(end + 1 + words.len(), ')') {
        return end;
    }
    let same = words.iter().enumerate().all(|(i, word)| tokens.fold(end + 1 + i) == word);
    if same { end + 2 + words.len() } else { end }
}

/// What an unknown abbreviation may mean: two or three of the lexicon written in one.
pub(super) fn proposal(reader: &Reader<'_>, raw: &str) -> Option<String> {
    let certain = |key: &str| {
        let row = reader.lexicon.rows(key).iter().find(|row| row.conditions.is_empty() && !row.doubtful)?;
        (key.chars().count() > 1).then(|| row.spoken.clone())
    };
    let upper = raw.to_uppercase();
    if upper != raw
        && let Some(spoken) = certain(&upper)
    {
        return Some(spoken);
    }
    raw.char_indices().skip(2).find_map(|(at, _)| {
        let (head, tail) = raw.split_at(at);
        Some(format!("{} {}", certain(head)?, certain(tail)?))
    })
}
