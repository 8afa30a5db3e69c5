//! Telephone numbers and identifiers: read digit by digit, four as "bốn", five as "năm".
//!
//! In: a position. Out: the digits. A long number is known by its shape, any other by the words around it;
//! what those say of a hotline (111, 113, 115) is asked in `hotlines`.

use super::hotlines;
use super::lexicon::Cue;
use super::numbers::digits;
use super::reader::{Hit, Reader};
use super::tokens::{Gap, Tokens};

/// 1800 1567, 0912.345.678, 024 3825 1234.
pub(super) fn shaped(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let cued = reader.before(Cue::Phone, reader.skip_left(idx)) || reader.follows(idx, "phone");
    let end = local_end(reader.tokens, idx).or_else(|| shape_end(reader.tokens, idx, cued))?;
    Some(Hit::new(end, digits(reader.tokens.slice(idx, end)), "phone.long"))
}

/// (024) 3825 1234, +84 912 345 678, (+84) 912 345 678.
pub(super) fn bracketed(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let bracket = usize::from(tokens.is_mark(idx, '('));
    let plus = usize::from(tokens.is_mark(idx + bracket, '+'));
    let from = idx + bracket + plus;
    if bracket + plus == 0 || !tokens.tight_number(from) || bracket == 1 && !tokens.is_mark(from + 1, ')') {
        return None;
    }
    let prefixed = plus == 1 && tokens.raw(from).starts_with("84");
    let end =
        groups(tokens, from).into_iter().filter(|(_, n)| (10..=12).contains(n)).map(|(end, _)| end).max()?;
    if !prefixed && !tokens.raw(from).starts_with('0') {
        return None;
    }
    let plus = if plus == 1 { "cộng " } else { "" };
    Some(Hit::new(end, format!("{plus}{}", digits(tokens.slice(from, end))), "phone.long"))
}

/// A hotline, or another short number directly behind a word like "tổng đài".
pub(super) fn short(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let number = tokens.digits(idx);
    if !(3..=9).contains(&number.len()) || goes_on(reader, idx) {
        return None;
    }
    let is_phone = if reader.lexicon.is_hotline(number) {
        hotlines::is_called(reader, idx)
    } else {
        is_cued(reader, idx)
    };
    is_phone.then(|| Hit::new(idx + 1, digits(number), "phone.short"))
}

/// Account, identity card, tax number: digit by digit behind its name.
pub(super) fn identifier(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if tokens.digits(idx).len() < 3
        || !reader.before(Cue::Digits, reader.before_number_word(idx))
        || is_grouped(tokens, idx)
    {
        return None;
    }
    let mut end = idx + 1;
    while tokens.is_number(end) && tokens.gap(end) == Gap::Space && tokens.digits(end).len() > 2 {
        end += 1;
    }
    Some(Hit::new(end, digits(tokens.slice(idx, end)), "digits"))
}

/// Digits no quantity has: seven or more behind a zero, more than twelve, 123456, `matkhau123`.
pub(super) fn long(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let number = tokens.digits(idx);
    let long = number.len() > 12 || number.len() > 6 && number.starts_with('0');
    let counts_up = number.len() >= 5
        && !reader.at(Cue::Noun, idx + 1)
        && number.as_bytes().windows(2).all(|two| two[0].checked_add(1) == Some(two[1]));
    let before = idx.checked_sub(1).filter(|before| tokens.tight(idx) && tokens.is_word(*before));
    let glued = number.len() >= 3 && before.is_some_and(|before| tokens.raw(before).len() >= 5);
    ((long || counts_up || glued) && !is_grouped(tokens, idx))
        .then(|| Hit::new(idx + 1, digits(number), "digits"))
}

/// 0203.1022, 028 1022: a short number behind the code of a province.
fn local_end(tokens: &Tokens<'_>, idx: usize) -> Option<usize> {
    let dot = usize::from(tokens.tight_mark(idx + 1, '.'));
    let number = idx + 1 + dot;
    let code = tokens.digits(idx);
    let is_code = code.starts_with("02") && (3..=4).contains(&code.len());
    let follows = dot == 1 && tokens.tight_number(number) || dot == 0 && tokens.gap(number) == Gap::Space;
    (is_code && follows && tokens.digits(number) == "1022").then_some(number + 1)
}

fn is_grouped(tokens: &Tokens<'_>, idx: usize) -> bool {
    tokens.tight_mark(idx + 1, '.') && tokens.tight_number(idx + 2)
}

/// The longest telephone number that begins at a number token.
fn shape_end(tokens: &Tokens<'_>, idx: usize, cued: bool) -> Option<usize> {
    let first = tokens.digits(idx);
    if first.len() < 3 || !(first.starts_with('0') || first.starts_with("18") || first.starts_with("19")) {
        return None;
    }
    let service = first.starts_with("1800") || first.starts_with("1900");
    let fits = |n: usize| {
        if service { (8..=10).contains(&n) } else { first.starts_with('0') && (9..=11).contains(&n) }
    };
    let end = groups(tokens, idx).into_iter().filter(|&(_, n)| fits(n)).map(|(end, _)| end).max()?;
    let years = service && first.len() == 4 && tokens.is_mark(idx + 1, '-') && !cued;
    let counted = service && first.len() > 4 && tokens.fold(end) == "đồng";
    (!years && !counted).then_some(end)
}

/// Every place where a run of digit groups may end, with the digits up to there.
fn groups(tokens: &Tokens<'_>, idx: usize) -> Vec<(usize, usize)> {
    let mut n_digits = tokens.digits(idx).len();
    let mut ends = vec![(idx + 1, n_digits)];
    let mut at = idx + 1;
    loop {
        let marks = usize::from(matches!(tokens.mark(at), Some('.' | '-' | ')')));
        let next = at + marks;
        let tight = marks == 1 && tokens.tight(at) && (tokens.tight(next) || tokens.is_mark(at, ')'));
        // 0912 - 345 - 678
        let apart = tokens.is_mark(at, '-')
            && tokens.gap(at) == Gap::Space
            && tokens.gap(next) == Gap::Space
            && tokens.digits(idx).starts_with('0')
            && tokens.digits(next).len() > 2;
        let spaced = marks == 0 && tokens.gap(at) == Gap::Space || apart;
        if !tokens.is_number(next)
            || tokens.digits(next).len() < 2 && !longer_behind(tokens, next)
            || !(tight || spaced)
            || n_digits > 12
        {
            return ends;
        }
        n_digits += tokens.digits(next).len();
        at = next + 1;
        ends.push((at, n_digits));
    }
}

/// A single digit belongs to a telephone number when three or more follow it: 0208 3 878 113.
fn longer_behind(tokens: &Tokens<'_>, idx: usize) -> bool {
    let next = idx + 1 + usize::from(tokens.tight_mark(idx + 1, '.'));
    tokens.digits(next).len() >= 3 && tokens.gap(next) <= Gap::Space
}

/// Whether the number is only the beginning of something larger: 111.000, 115%, 113/QĐ.
fn goes_on(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let next = idx + 1;
    match tokens.mark(next) {
        Some('.' | ',' | ':') => tokens.tight(next) && tokens.tight_number(next + 1),
        Some('%' | '‰' | '°') => true,
        Some('/') => tokens.is_number(next + 1) && !is_other_hotline(reader, next + 1),
        Some('-') => {
            tokens.tight(next) && tokens.tight_number(next + 1) && !is_other_hotline(reader, next + 1)
        }
        _ => tokens.tight(next) && tokens.is_word(next),
    }
}

/// 111/113, 113-115: another hotline, behind which nothing is counted.
fn is_other_hotline(reader: &Reader<'_>, idx: usize) -> bool {
    reader.lexicon.is_hotline(reader.tokens.digits(idx)) && !reader.at(Cue::Noun, idx + 1)
}

/// Other numbers need a cue directly before them.
fn is_cued(reader: &Reader<'_>, idx: usize) -> bool {
    let left = reader.before_number_word(idx);
    let strong =
        reader.before(Cue::PhoneStrong, left) || reader.before(Cue::PhoneStrong, reader.skip_left(idx));
    let counted = reader.at(Cue::Noun, idx + 1);
    if reader.tokens.fold(left.wrapping_sub(1)) == "đt" && reader.tokens.digits(idx).len() < 5 {
        return false;
    }
    strong || reader.tokens.digits(idx).len() > 3 && !counted && reader.before(Cue::Phone, left)
}
