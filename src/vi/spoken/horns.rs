//! What outdoor loudspeakers leave out or say otherwise than it is written (DOMAIN A4 and A6): addresses of
//! the net, the letters of a document's number.
//!
//! In: the place of an address or a number that another rule found. Out: other words for it, or nothing
//! where it must be read as it is. Only a script asks for this; `mangnon speak` reads what stands there.

use super::letters;
use super::lexicon::Cue;
use super::numbers::{cardinal_of, named_number};
use super::reader::Reader;
use super::tokens::{Case, Tokens};

/// How far behind a number its issuer may stand: "… ngày 20 tháng 11 năm 2026 của UBND xã".
const ISSUER_BEHIND: usize = 12;

/// How far before a number the kind of document may stand: "Luật Trẻ em số 102/2016/QH13".
const KIND_BEFORE: usize = 6;

/// An address in words that need no spelling; nothing more where the words before just named it.
pub(super) fn address(reader: &Reader<'_>, idx: usize, rule: &str) -> &'static str {
    let tokens = reader.tokens;
    let before = tokens.fold(reader.skip_left(idx).wrapping_sub(1));
    let is_mail = rule == "email";
    let named: &[&str] = if is_mail {
        &["email", "mail", "gmail", "thư", "tử"]
    } else {
        &["trang", "web", "website", "tử", "fanpage", "page", "site", "mạng", "cổng", "facebook"]
    };
    match (named.contains(&before), is_mail) {
        (true, _) => "",
        (false, true) => "hộp thư điện tử",
        (false, false) => "trang thông tin điện tử",
    }
}

/// The number of a document whose parts are given, without its letters: the issuer is named in the sentence,
/// or its letters are known.
pub(super) fn document(
    reader: &Reader<'_>,
    number: (usize, usize),
    year: Option<&str>,
    letters: (usize, usize),
) -> Option<String> {
    let tokens = reader.tokens;
    let (idx, digits_end) = number;
    let (from, end) = letters;
    let kind = (idx.saturating_sub(KIND_BEFORE)..=idx)
        .rev()
        .take_while(|&i| i == idx || !matches!(tokens.mark(i), Some('.' | ';')))
        .any(|i| reader.before(Cue::Doc, i));
    if !kind {
        return None;
    }
    let mut spoken = named_number(tokens.digits(idx), reader.profile);
    if digits_end > idx + 1 {
        spoken = format!("{spoken} {}", letters::spell(tokens.slice(idx + 1, digits_end)));
    }
    let issued = issuer_behind(tokens, end);
    let issuer = if tokens.fold(from) == "qh" { Some(String::new()) } else { issuer(reader, from, end) };
    if issued.is_none() && issuer.is_none() {
        return None;
    }
    if let Some(year) = year.filter(|_| tokens.fold(end) != "ngày") {
        spoken = format!("{spoken} năm {}", cardinal_of(year, reader.profile));
    }
    Some(match issuer.filter(|issuer| issued.is_none() && !issuer.is_empty()) {
        Some(issuer) => format!("{spoken} của {issuer}"),
        None => spoken,
    })
}

/// "của UBND xã" behind a number, with at most the day between them.
fn issuer_behind(tokens: &Tokens<'_>, end: usize) -> Option<usize> {
    let between = |&i: &usize| {
        tokens.is_number(i)
            || matches!(tokens.mark(i), Some('/' | '-' | ','))
            || matches!(tokens.fold(i), "ngày" | "tháng" | "năm" | "do")
    };
    let at = end + (end..end + ISSUER_BEHIND).take_while(between).count();
    let issued = tokens.fold(at) == "của" || tokens.fold(at.wrapping_sub(1)) == "do";
    let named = at + usize::from(tokens.fold(at) == "của");
    (issued && matches!(tokens.case(named), Some(Case::Title | Case::Upper | Case::Mixed))).then_some(at)
}

/// Who issued it by the letters of the number: QĐ-TTg, CT/TW, NĐ-CP.
fn issuer(reader: &Reader<'_>, from: usize, end: usize) -> Option<String> {
    let tokens = reader.tokens;
    let groups: Vec<&str> = (from..end).filter(|&i| tokens.is_word(i)).map(|i| tokens.raw(i)).collect();
    let said = |group: &str| match group {
        "TTg" => Some("Thủ tướng Chính phủ".to_owned()),
        group => {
            let rows = reader.lexicon.rows(group).iter();
            let row = rows.into_iter().find(|row| row.conditions.is_empty() && !row.doubtful)?;
            row.spoken.starts_with(char::is_uppercase).then(|| row.spoken.clone())
        }
    };
    let has_kind = groups.len() > 1 && said(groups[0]).is_none();
    let first = said(groups.get(usize::from(has_kind))?)?;
    let second = groups.get(usize::from(has_kind) + 1).filter(|group| is_body(group)).and_then(|g| said(g));
    Some(match second {
        Some(second) => format!("{first} và {second}"),
        None => first,
    })
}

fn is_body(letters: &str) -> bool {
    matches!(letters, "HĐND" | "UBND" | "UBMTTQ" | "UBMTTQVN" | "MTTQ")
}

/// HĐND-UBND, Đảng ủy - HĐND - UBND: a hyphen between bodies is "và", before others a pause.
pub(super) fn between_bodies(reader: &Reader<'_>, hyphen: usize) -> Option<&'static str> {
    let tokens = reader.tokens;
    if reader.lexicon.is_exact() || !is_body(tokens.raw(hyphen + 1)) {
        return None;
    }
    let last = hyphen.checked_sub(1)?;
    let party = tokens.fold(last) == "ủy"
        && matches!(tokens.fold(last.wrapping_sub(1)), "đảng" | "huyện" | "tỉnh" | "thành");
    if !is_body(tokens.raw(last)) && !party && !matches!(tokens.raw(last), "ĐU" | "HU" | "TU") {
        return None;
    }
    let more = tokens.is_mark(hyphen + 2, '-') && is_body(tokens.raw(hyphen + 3));
    Some(if more { "," } else { "và" })
}

/// Whether a day with its year stands apart from the name before it: "Ngày Gia đình Việt Nam, ngày 28/6/2027".
pub(super) fn is_apart(reader: &Reader<'_>, idx: usize) -> bool {
    let Some(before) = idx.checked_sub(1).filter(|_| !reader.lexicon.is_exact()) else { return false };
    let tokens = reader.tokens;
    let named = tokens.case(before) == Some(Case::Title) && !tokens.opens_line(idx);
    named && tokens.case(before.wrapping_sub(1)) == Some(Case::Title)
}
