//! The numbers of documents: 28-CT/TW, 1183/QĐ-TTg, 56/2017/NĐ-CP, 102/2016/QH13.
//!
//! In: a position. Out: the number, the year, and the letters by name. Joins what a line break tore apart,
//! takes any dash for a hyphen, and does without the hyphen where the kind of document is known. Knows
//! nothing of what the letters mean: in a number they are letters.

use super::horns;
use super::letters;
use super::lexicon::Cue;
use super::numbers::{cardinal_of, digits, named_number};
use super::reader::{Hit, Reader};
use super::tokens::{Case, Gap, Tokens};

const KINDS: [&str; 31] = [
    "ct", "kh", "hd", "nq", "qđ", "tb", "bc", "kl", "cv", "ctr", "ttr", "nđ", "tt", "qc", "qđi", "đa",
    "cthđ", "vb", "gm", "tc", "bb", "pl", "nqlt", "ttlt", "lct", "sl", "hdln", "đchd", "qyđ", "cđ", "tg",
];

const ISSUERS: [&str; 18] = [
    "tw", "tu", "hu", "đu", "cp", "ttg", "ubnd", "hđnd", "btgtw", "btgtu", "tư", "bch", "thu", "btctw",
    "ubkttw", "btghu", "qu", "btctu",
];

/// Names of standards, which a number follows.
const STANDARDS: [&str; 8] = ["tcvn", "qcvn", "iso", "iec", "tccs", "tcxdvn", "tcxd", "qcđp"];

/// A document's number.
pub(super) fn document(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if tokens.digits(idx).len() > 5 || tokens.tight(idx) && tokens.is_word(idx.wrapping_sub(1)) {
        return None;
    }
    let suffix = usize::from(is_suffix(tokens, idx + 1));
    let (at, year) = year(tokens, idx + 1 + suffix);
    let mut spoken = named_number(tokens.digits(idx), reader.profile);
    if suffix == 1 {
        spoken = format!("{spoken} {}", letters::spell(tokens.raw(idx + 1)));
    }
    if let Some(year) = year {
        spoken = format!("{spoken} trên {}", cardinal_of(year, reader.profile));
    }
    let (end, separator) = match components_behind_mark(tokens, at, year.is_some()) {
        Some(found) => found,
        None => (components_without_mark(tokens, at)?, ' '),
    };
    let from = if separator == ' ' { at } else { at + 1 };
    let rule = match (year, separator) {
        (Some(_), _) if tokens.fold(from) == "qh" => "law",
        (Some(_), _) => "doc.normative",
        (None, '/') => "doc.state",
        _ => "doc.party",
    };
    let short = if reader.lexicon.is_exact() {
        None
    } else {
        horns::document(reader, (idx, idx + 1 + suffix), year, (from, end))
    };
    let spoken = short.unwrap_or_else(|| format!("{spoken} {}", spelled(reader, from, end)));
    Some(Hit::new(end, spoken, rule))
}

/// TCVN 5945:2005, QCVN 01-1:2018, ISO 9001:2015: the number of a standard, its parts and its year.
pub(super) fn standard(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let before = idx.checked_sub(1)?;
    let before = if tokens.mark(before).is_some() { before.checked_sub(1)? } else { before };
    if !STANDARDS.contains(&tokens.fold(before)) || tokens.gap(idx) >= Gap::Paragraph {
        return None;
    }
    let mut spoken = named_number(tokens.digits(idx), reader.profile);
    let mut end = idx + 1;
    while tokens.tight_mark(end, '-') && tokens.tight_number(end + 1) {
        spoken = format!("{spoken} gạch ngang {}", cardinal_of(tokens.digits(end + 1), reader.profile));
        end += 2;
    }
    let year = tokens.digits(end + 1);
    if tokens.is_mark(end, ':') && year.len() == 4 {
        spoken = format!("{spoken} năm {}", cardinal_of(year, reader.profile));
        end += 2;
    }
    (end > idx + 1).then(|| Hit::new(end, spoken, "standard"))
}

/// 20A-123.45, 29B1-567.89, 51F 123.45: the plate of a vehicle, its serial number digit by digit.
pub(super) fn plate(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    // 20-B1 567.89, as it stands on the plate of a motorcycle.
    let of = idx + 1 + usize::from(tokens.tight_mark(idx + 1, '-'));
    let series = tokens.raw(of);
    let province = tokens.digits(idx).len() == 2 && tokens.value(idx, 2)? >= 11;
    if !province || !tokens.is_upper(of) || !tokens.tight(of) || series.chars().count() > 2 {
        return None;
    }
    let sub = usize::from(tokens.tight_number(of + 1) && tokens.digits(of + 1).len() == 1);
    let at = of + 1 + sub;
    let hyphen = usize::from(tokens.is_mark(at, '-'));
    let serial = tokens.digits(at + hyphen);
    let pointed = serial.len() == 3
        && tokens.tight_mark(at + hyphen + 1, '.')
        && tokens.tight_number(at + hyphen + 2)
        && tokens.digits(at + hyphen + 2).len() == 2;
    let whole = matches!(serial.len(), 4 | 5)
        && (idx.saturating_sub(4)..idx)
            .any(|i| matches!(tokens.fold(i), "biển" | "bks" | "bsx" | "xe" | "ôtô" | "kiểm"));
    if tokens.gap(at) > Gap::Space || !(pointed || whole) {
        return None;
    }
    let end = at + hyphen + if pointed { 3 } else { 1 };
    let mut spoken =
        format!("{} {}", cardinal_of(tokens.digits(idx), reader.profile), letters::spell(series));
    if sub == 1 {
        spoken = format!("{spoken} {}", digits(tokens.digits(of + 1)));
    }
    let serial = digits(tokens.slice(at + hyphen, end));
    Some(Hit::new(end, format!("{spoken}, {serial}"), "plate"))
}

/// A number that was left blank: "Số: /UBND - VHXX".
pub(super) fn blank_number(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if !matches!(tokens.mark(idx), Some('/' | '-')) {
        return None;
    }
    let mut left = idx;
    while left > 0 && matches!(tokens.mark(left - 1), Some('.' | '…' | ':' | '_')) {
        left -= 1;
    }
    if left == 0 || tokens.fold(left - 1) != "số" {
        return None;
    }
    let end = components(tokens, idx + 1)?;
    Some(Hit::new(end, spelled(reader, idx + 1, end), "doc.blank"))
}

/// The rest of a number whose beginning stands elsewhere: "CT/TW" at the head of a line, "NQ/TW".
pub(super) fn tail(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let is_code = tokens.is_upper(idx) && tokens.tight_mark(idx + 1, '/') && tokens.tight(idx + 2);
    if !is_code || !ISSUERS.contains(&tokens.fold(idx + 2)) || !KINDS.contains(&tokens.fold(idx)) {
        return None;
    }
    let end = components(tokens, idx)?;
    Some(Hit::new(end, spelled(reader, idx, end), "doc.tail"))
}

/// Whether a number with a slash and a year stands for a document: "Nghị định 49/2024".
pub(super) fn names_document(reader: &Reader<'_>, idx: usize) -> bool {
    reader.before(Cue::Doc, idx)
}

fn is_suffix(tokens: &Tokens<'_>, idx: usize) -> bool {
    let joined = matches!(tokens.mark(idx + 1), Some('/' | '-')) && tokens.tight(idx + 1);
    tokens.tight(idx) && matches!(tokens.raw(idx), "a" | "b" | "c" | "d" | "đ" | "A" | "B") && joined
}

fn year<'a>(tokens: &Tokens<'a>, at: usize) -> (usize, Option<&'a str>) {
    let year = tokens.digits(at + 1);
    let known = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    if tokens.is_mark(at, '/') && known && tokens.gap(at + 1) < Gap::Paragraph {
        (at + 2, Some(year))
    } else {
        (at, None)
    }
}

fn components_behind_mark(tokens: &Tokens<'_>, at: usize, has_year: bool) -> Option<(usize, char)> {
    let mark = tokens.mark(at).filter(|mark| matches!(mark, '/' | '-' | '_'))?;
    let end = components(tokens, at + 1)?;
    let tight = tokens.tight(at) && tokens.gap(at + 1) != Gap::Space;
    let slashed = (at + 1..end).any(|i| tokens.is_mark(i, '/'));
    let n_letters: usize = (at + 1..end).map(|i| tokens.fold(i).chars().count()).sum();
    let known = KINDS.contains(&tokens.fold(at + 1));
    let fits = match mark {
        '/' => n_letters > 1 && (tight || known || has_year || end > at + 2),
        _ => n_letters > 1 && (slashed && (tight || known) || known && tight || has_year && tight),
    };
    fits.then_some((end, mark))
}

/// 28CT/TW, 28 CT/TW: only where the kind of document is known and a slash follows.
fn components_without_mark(tokens: &Tokens<'_>, at: usize) -> Option<usize> {
    let end = components(tokens, at)?;
    let slashed = (at..end).any(|i| tokens.is_mark(i, '/'));
    (slashed && KINDS.contains(&tokens.fold(at)) && tokens.gap(at) < Gap::Paragraph).then_some(end)
}

/// Behind the last of a chain of capital groups joined by hyphens and slashes.
fn components(tokens: &Tokens<'_>, from: usize) -> Option<usize> {
    let mut end = component(tokens, from)?;
    let mut n_spaced = 0;
    loop {
        let joined = matches!(tokens.mark(end), Some('-' | '/' | '&' | '.' | '_'));
        let Some(next) = component(tokens, end + 1).filter(|_| joined) else { return Some(end) };
        if !tokens.tight(end) || tokens.gap(end + 1) == Gap::Space {
            // "35/UBND - VHXH" is one number, "28-CT/TW - UBND huyện" is not.
            let plain = tokens.is_upper(end + 1)
                && !tokens.is_mark(end, '.')
                && tokens.fold(end + 1).chars().count() > 1;
            n_spaced += 1;
            if n_spaced > 1
                || !plain
                || end > from + 1
                || tokens.case(next) == Some(Case::Lower) && tokens.gap(next) == Gap::Space
            {
                return Some(end);
            }
        }
        end = next;
    }
}

/// One group of capitals with perhaps a small letter (`TTg`, `CTr`, `QH15`): the index behind it.
fn component(tokens: &Tokens<'_>, idx: usize) -> Option<usize> {
    let raw = tokens.raw(idx);
    let lower = raw.chars().filter(|c| c.is_lowercase()).count();
    let shaped = match tokens.case(idx)? {
        Case::Upper => true,
        Case::Mixed => lower <= 2 && raw.starts_with(char::is_uppercase) && raw.chars().count() <= 8,
        Case::Title | Case::Lower => false,
    };
    let is_word = letters::has_mark(tokens.fold(idx)) && !matches!(tokens.fold(idx), "tư" | "bchtư");
    (shaped && !is_word).then(|| if tokens.tight_number(idx + 1) { idx + 2 } else { idx + 1 })
}

fn spelled(reader: &Reader<'_>, from: usize, end: usize) -> String {
    let tokens = reader.tokens;
    let parts: Vec<String> = (from..end)
        .filter_map(|i| match tokens.mark(i) {
            Some('&') => Some("và".to_owned()),
            Some(_) => None,
            None if tokens.is_number(i) => Some(cardinal_of(tokens.digits(i), reader.profile)),
            None => Some(letters::spell(tokens.raw(i))),
        })
        .collect();
    parts.join(" ")
}
