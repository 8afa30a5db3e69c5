//! Document numbers: `28-CT/TW` (party), `1183/QĐ-TTg` (state), `56/2017/NĐ-CP` (normative), `102/2016/QH13` (laws).
//!
//! In: text in which lines are already joined. Out: the numbers in it, spaces dropped and dashes made hyphens, with the
//! bytes they stand on; or the number of a header line, whose digits may be blank. It does not know dates, nor which
//! number is whose.

use std::ops::Range;

use super::anchors::{self, fold};

/// A number in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Bytes in the text.
    pub(super) range: Range<usize>,
    /// `145-KH/HU`.
    pub(super) number: String,
}

/// The number of a header line, and how many bytes of the text after "Số" it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OwnNumber {
    /// `None` where the digits are blank.
    pub(super) number: Option<String>,
    /// Bytes taken.
    pub(super) taken: usize,
    /// The line ends inside the number, the rest stands on the next.
    pub(super) open: bool,
}

/// Every document number in `text`.
pub(super) fn find_all(text: &str) -> Vec<Found> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut idx = 0;
    while idx < letters.len() {
        let starts = letters[idx].1.is_ascii_digit()
            && idx.checked_sub(1).is_none_or(|before| !holds_together(letters[before].1));
        if starts && let Some((end, number)) = number_at(&letters, idx, has_cue(&text[..letters[idx].0])) {
            let stop = letters.get(end).map_or(text.len(), |(at, _)| *at);
            found.push(Found { range: letters[idx].0..stop, number });
            idx = end;
        } else {
            idx += 1;
        }
    }
    found
}

/// The number after "Số:" in a header line.
pub(super) fn own(text: &str) -> Option<OwnNumber> {
    let letters: Vec<(usize, char)> = text.char_indices().collect();
    let mut idx = skip(&letters, 0, |c| c.is_whitespace() || is_fill(c));
    let start = idx;
    let digits_end = skip(&letters, idx, |c| c.is_ascii_digit());
    let mut number: String = letters[idx..digits_end].iter().map(|(_, c)| *c).collect();
    if digits_end > start
        && letters.get(digits_end).is_some_and(|(_, c)| c.is_ascii_alphabetic())
        && letters.get(digits_end + 1).is_some_and(|(_, c)| is_separator(*c) || c.is_whitespace())
    {
        number.push(letters[digits_end].1);
        idx = digits_end + 1;
    } else {
        idx = digits_end;
    }
    let mut open = false;
    loop {
        let before = skip(&letters, idx, |c| c.is_whitespace() || is_fill(c));
        let Some((_, separator)) = letters.get(before).filter(|(_, c)| is_separator(*c)) else {
            // `15 CV/ĐU`: the hyphen of the party's form is missing.
            if let Some((end, part)) = part_at(&letters, before, 2)
                && number.chars().all(|c| c.is_ascii_digit())
                && !number.is_empty()
                && letters.get(end).is_some_and(|(_, c)| *c == '/')
            {
                number.push('-');
                number.push_str(&part);
                idx = end;
                continue;
            }
            break;
        };
        let after = skip(&letters, before + 1, char::is_whitespace);
        if after == letters.len() {
            number.push(plain(*separator));
            idx = after;
            open = true;
            break;
        }
        let Some((end, part)) = header_part(&letters, after) else { break };
        number.push(plain(*separator));
        number.push_str(&part);
        idx = end;
    }
    let has_sign = number.chars().any(char::is_alphabetic);
    let has_digits = number.starts_with(|c: char| c.is_ascii_digit());
    let fill_only = !has_digits && idx == start && start > 0;
    if !has_sign && !fill_only && !open && !has_digits {
        return None;
    }
    let taken = letters.get(idx).map_or(text.len(), |(at, _)| *at);
    let number = (has_digits && (has_sign || open || !number.is_empty())).then_some(number);
    Some(OwnNumber { number: number.filter(|number| has_sign || open || number.len() <= 5), taken, open })
}

/// Whether the end of one line and the start of the next are one number: `28-` `CT/TW`, `1309/QĐ-` `TTg`.
pub(super) fn is_split(head: &str, tail: &str) -> bool {
    let last = head.rsplit(char::is_whitespace).next().unwrap_or("");
    let first = tail.split(char::is_whitespace).next().unwrap_or("");
    let Some(stem) = last.strip_suffix(is_separator) else { return false };
    let digits =
        stem.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_ascii_digit());
    digits
        && first.chars().next().is_some_and(|c| is_sign_letter(c) && c.is_uppercase())
        && find_all(&format!("số {last}{first}")).len() == 1
}

fn number_at(letters: &[(usize, char)], start: usize, cue: bool) -> Option<(usize, String)> {
    let mut idx = skip(letters, start, |c| c.is_ascii_digit());
    if idx - start > 6 {
        return None;
    }
    let mut number: String = letters[start..idx].iter().map(|(_, c)| *c).collect();
    let suffix = letters.get(idx).filter(|(_, c)| c.is_ascii_alphabetic());
    if let (Some((_, c)), Some((_, next))) = (suffix, letters.get(idx + 1))
        && is_separator(*next)
    {
        number.push(*c);
        idx += 1;
    }
    let mut parts: Vec<(char, String)> = Vec::new();
    while let Some((end, separator, part)) = step(letters, idx, parts.is_empty()) {
        parts.push((separator, part));
        idx = end;
    }
    is_number(&parts, cue).then(|| {
        for (separator, part) in &parts {
            number.push(*separator);
            number.push_str(part);
        }
        (idx, number)
    })
}

/// A separator and the part after it, spaces around the separator allowed.
fn step(letters: &[(usize, char)], idx: usize, first: bool) -> Option<(usize, char, String)> {
    let at = skip(letters, idx, char::is_whitespace);
    let separator = letters.get(at).map(|(_, c)| *c).filter(|c| is_separator(*c))?;
    let after = skip(letters, at + 1, char::is_whitespace);
    let spaced = at > idx || after > at + 1;
    if first
        && !spaced
        && let Some((end, year)) = year_at(letters, after)
    {
        return Some((end, plain(separator), year));
    }
    let (end, part) = part_at(letters, after, if spaced { 2 } else { 1 })?;
    Some((end, plain(separator), part))
}

fn year_at(letters: &[(usize, char)], at: usize) -> Option<(usize, String)> {
    let end = skip(letters, at, |c| c.is_ascii_digit());
    let year: String = letters[at..end].iter().map(|(_, c)| *c).collect();
    (year.len() == 4 && letters.get(end).is_some_and(|(_, c)| *c == '/')).then_some((end, year))
}

/// An abbreviation: capitals, at most two small letters among them (`TTg`, `CTr`), `&` and dots inside (`T.Ư`).
fn part_at(letters: &[(usize, char)], at: usize, min_capitals: usize) -> Option<(usize, String)> {
    let mut end = skip(letters, at, |c| is_sign_letter(c) || c.is_ascii_digit() || matches!(c, '&' | '.'));
    while end > at && matches!(letters[end - 1].1, '.' | '&') {
        end -= 1;
    }
    if letters.get(end).is_some_and(|(_, c)| c.is_alphanumeric()) {
        return None;
    }
    let part: String = letters[at..end].iter().map(|(_, c)| *c).collect();
    let n_capitals = part.chars().filter(|c| c.is_uppercase()).count();
    let n_small = part.chars().filter(|c| c.is_lowercase()).count();
    let starts = part.starts_with(|c: char| c.is_uppercase());
    (starts && n_capitals >= min_capitals && n_small <= 2 && n_small < n_capitals.max(2))
        .then_some((end, part))
}

/// A part of a number in a header, where a year and a small-typed abbreviation occur too.
fn header_part(letters: &[(usize, char)], at: usize) -> Option<(usize, String)> {
    year_at(letters, at).or_else(|| part_at(letters, at, 1)).or_else(|| {
        let end = skip(letters, at, |c| c.is_alphabetic() || c == '&' || c.is_ascii_digit());
        let part: String = letters[at..end].iter().map(|(_, c)| *c).collect();
        let short = !part.is_empty() && part.chars().count() <= 10;
        let whole = letters.get(end).is_none_or(|(_, c)| is_separator(*c) || c.is_whitespace());
        (short && whole && part.is_ascii()).then_some((end, part))
    })
}

fn is_number(parts: &[(char, String)], cue: bool) -> bool {
    let is_year = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    match parts {
        [('-', kind), ('/', _), ..] => kind.chars().count() <= 6 && !is_year(kind),
        [('/', year), ('/', sign)] if is_year(year) => {
            sign.starts_with("QH") || sign.starts_with("UBTVQH") || sign.starts_with("PL") || cue
        }
        [('/', year), ('/', _), ('-', _), ..] if is_year(year) => true,
        [('/', first), ('-', _), ..] => !is_year(first),
        [('/', sign)] => cue && !is_year(sign) && sign.chars().filter(|c| c.is_uppercase()).count() >= 2,
        _ => false,
    }
}

/// Whether the words before say that a number follows.
fn has_cue(before: &str) -> bool {
    let last = before.trim_end().rsplit(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    last.is_some_and(|word| {
        matches!(
            fold(word).as_str(),
            "SỐ" | "ĐỊNH" | "THỊ" | "QUYẾT" | "HOẠCH" | "VĂN" | "TƯ" | "QĐ" | "NĐ" | "CV" | "LUẬN"
        )
    })
}

fn skip(letters: &[(usize, char)], from: usize, while_true: impl Fn(char) -> bool) -> usize {
    let n_skipped = letters[from.min(letters.len())..].iter().take_while(|(_, c)| while_true(*c)).count();
    from + n_skipped
}

fn holds_together(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | ',' | '_')
}

fn is_fill(c: char) -> bool {
    matches!(c, '.' | '…' | '_')
}

fn is_separator(c: char) -> bool {
    matches!(c, '/' | '-' | '–' | '—' | '‐' | '‑' | '−')
}

fn plain(separator: char) -> char {
    if separator == '/' { '/' } else { '-' }
}

fn is_sign_letter(c: char) -> bool {
    c.is_ascii_alphabetic() || matches!(c, 'Đ' | 'đ' | 'Ư' | 'Ô' | 'Â' | 'Ă' | 'Ê' | 'Ơ')
}

/// The text after "Số:", "Số", "Luật số:" at the start of a piece.
pub(super) fn own_number(text: &str) -> Option<&str> {
    let spans = anchors::words(anchors::start_of(text, 60));
    let at = spans.iter().take(4).position(|(_, word)| fold(word) == "SỐ")?;
    let before = fold(&text[..spans[at].0.start]);
    let fits = before.trim_start_matches(['(', '-', '*', ' ']).is_empty()
        || ["LUẬT", "BỘ LUẬT", "NGHỊ QUYẾT", "PHÁP LỆNH", "LỆNH"].contains(&before.as_str());
    let after = &text[spans[at].0.end..];
    let after = after.trim_start().trim_start_matches([':', '.']);
    let number_like = after.trim().is_empty()
        || after
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | '…' | '-' | '_'));
    (fits && number_like).then_some(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn finds(text: &str, wanted: &[&str]) {
        let got: Vec<String> = find_all(text).into_iter().map(|found| found.number).collect();
        assert_eq!(got, wanted);
    }

    #[test]
    fn numbers_of_every_grammar_are_found() {
        finds("Chỉ thị số 28-CT/TW, ngày 25/12/2023", &["28-CT/TW"]);
        finds("số 28 – CT/TW và 1183/ QĐ - TTg.", &["28-CT/TW", "1183/QĐ-TTg"]);
        finds("Nghị định số 56/2017/NĐ-CP; Luật số 102/2016/QH13.", &["56/2017/NĐ-CP", "102/2016/QH13"]);
        finds("công văn số 1761/UBND-VP ngày 28/3/2024", &["1761/UBND-VP"]);
        finds(
            "36a/NQ-CP; 05/2018/TTLT-BYT-BLĐTBXH; 202/2025/QH15",
            &["36a/NQ-CP", "05/2018/TTLT-BYT-BLĐTBXH", "202/2025/QH15"],
        );
        finds("Nghị định 80/CP và số 12-NQ/T.Ư", &["80/CP", "12-NQ/T.Ư"]);
        finds(
            "số 45-CTr/HU, 37-QĐi/TW, 1678/NQ-UBTVQH15, 12/KH-LĐ-TB&XH",
            &["45-CTr/HU", "37-QĐi/TW", "1678/NQ-UBTVQH15", "12/KH-LĐ-TB&XH"],
        );
    }

    #[test]
    fn other_figures_are_no_numbers() {
        finds("ngày 20/11/2024 - UBND xã; 24/7; 60 km/h; 2021-2030; COVID-19; 1/6 số học sinh; 5/2024", &[]);
        finds("giai đoạn 2021 - 2030 - Chiến lược; điểm 1-2/HĐ; TCVN 5712:1993", &[]);
    }

    #[test]
    fn the_header_number_may_be_blank() {
        let own = |text| own(text).map(|own| (own.number, own.open));
        assert_eq!(own(" 145-KH/HU"), Some((Some("145-KH/HU".into()), false)));
        assert_eq!(own(": /UBND - VHXX".trim_start_matches(':')), Some((None, false)));
        assert_eq!(own(" ....../KH-UBND"), Some((None, false)));
        assert_eq!(own("   12 /KH - UBND"), Some((Some("12/KH-UBND".into()), false)));
        assert_eq!(own(" 12/KH-"), Some((Some("12/KH-".into()), true)));
        assert_eq!(own(" 15 CV/ĐU"), Some((Some("15-CV/ĐU".into()), false)));
        assert_eq!(own(" 12/KH-UBND Xã B, ngày 3").map(|it| it.0), Some(Some("12/KH-UBND".into())));
    }

    #[test]
    fn split_numbers_are_seen() {
        assert!(is_split("Chỉ thị số 28-", "CT/TW; xây dựng"));
        assert!(is_split("Quyết định 1309/QĐ-", "TTg ngày"));
        assert!(is_split("Hướng dẫn số 136-", "HD/BTGTW, ngày"));
        assert!(!is_split("giai đoạn 2021 -", "2025, định hướng"));
        assert!(!is_split("kinh tế -", "Xã hội"));
    }
}
