//! Telephone numbers with a digit too few or too many: nobody answers them, and a poster stays for months.
//!
//! A source text comes in, warnings go out. Judged is a number that begins with 0 or +84 where the words
//! before it say that it is called (`gọi`, `ĐT`, `tel:`, the head of a column); codes of papers, accounts
//! and cards are none. What an issued document says is left alone.

use crate::diag::{At, Diagnostic, messages};
use crate::source::SourceFile;
use crate::vi;

/// So many places of a file are told one by one.
const MOST: usize = 10;

/// How far before a number its cue is looked for, in bytes.
const REACH: usize = 90;

/// Words behind which a number is called.
const CALLED: [&str; 17] = [
    "gọi",
    "điện thoại",
    "đt",
    "sđt",
    "dđ",
    "số máy",
    "hotline",
    "đường dây nóng",
    "liên hệ",
    "tel",
    "phone",
    "zalo",
    "di động",
    "máy bàn",
    "tổng đài",
    "alo",
    "nhắn tin",
];

/// Words behind which a number is that of something else.
const OTHER: [&str; 16] = [
    "tài khoản",
    "tk",
    "stk",
    "cccd",
    "cmnd",
    "căn cước",
    "mã",
    "mst",
    "thuế",
    "hồ sơ",
    "định danh",
    "bhyt",
    "thẻ",
    "biên lai",
    "hóa đơn",
    "fax",
];

/// Numbers of three or four digits that are called behind the code of a province too.
const SHORT: [&str; 6] = ["1022", "111", "112", "113", "114", "115"];

/// A number in a text, by bytes.
struct Number {
    start: usize,
    end: usize,
    digits: usize,
}

/// The numbers of a file that nobody can call.
pub(super) fn examine(file: &SourceFile) -> Vec<Diagnostic> {
    let text = file.text.as_str();
    let opens = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b'0' | b'+'));
    let numbers = opens.filter_map(|(at, _)| number(text, at));
    let mut wrong = numbers.filter(|number| is_called(text, number.start)).peekable();
    if wrong.peek().is_none() || super::weekday::is_document(text) {
        return Vec::new();
    }
    let told = |number: Number| {
        let at = At::of_byte(text, number.start).in_file(&file.path);
        messages::phone_digits(at, &text[number.start..number.end], number.digits)
    };
    let mut end = None;
    let first_of_run = |number: &Number| {
        let before = end.replace(number.end);
        before.is_none_or(|end| !text.get(end..number.start).unwrap_or("").chars().all(goes_on_in_run))
    };
    wrong.filter(first_of_run).take(MOST).map(told).collect()
}

/// What may stand between two numbers of one endless run, which is told once.
fn goes_on_in_run(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '(' | ')' | '+')
}

/// The number that begins at a byte, if it has as many digits as no telephone number has.
fn number(text: &str, at: usize) -> Option<Number> {
    let before = text[..at].chars().next_back();
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '/' | '.' | ',' | '-' | '+' | '_' | '=' | '#');
    let is_abroad = text[at..].starts_with("+84");
    let from = at + if is_abroad { "+84".len() } else { 0 };
    if before.is_some_and(goes_on) || !is_abroad && text.as_bytes()[at] != b'0' {
        return None;
    }
    let ends = ends(text, from);
    let (_, first) = *ends.first()?;
    let (end, n) = *ends.last()?;
    let digits: String = text[from..end].chars().filter(char::is_ascii_digit).collect();
    // `0000 000 000` stands for a number that is not known yet, and a day begins with two digits.
    if !is_abroad && (first < 3 || digits.starts_with("00")) || !(7..=16).contains(&n) {
        return None;
    }
    let national = digits.strip_prefix('0').unwrap_or(&digits);
    let right = if national.starts_with('2') { 10 } else { 9 } + (digits.len() - national.len());
    let is_right =
        ends.iter().any(|(_, n)| *n == right) || SHORT.iter().any(|short| is_short(&digits, short));
    let start = if text[at..end].contains(')') && before == Some('(') { at - 1 } else { at };
    (!is_right).then_some(Number { start, end, digits: n })
}

/// `0203 1022`: a short number behind the code of a province.
fn is_short(digits: &str, short: &str) -> bool {
    digits.strip_suffix(short).is_some_and(|code| code.starts_with("02") && (3..=4).contains(&code.len()))
}

/// Every place where a run of digit groups may end, with the digits up to there.
fn ends(text: &str, from: usize) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let run = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = from + usize::from(bytes.get(from) == Some(&b' '));
    let (mut ends, mut digits) = (Vec::new(), 0);
    loop {
        let group = run(at);
        // A zero opens the next number where this one is long enough.
        if group == 0 || digits >= 9 && group >= 3 && bytes[at] == b'0' {
            return ends;
        }
        digits += group;
        at += group;
        ends.push((at, digits));
        at += usize::from(bytes.get(at) == Some(&b')'));
        at += usize::from(matches!(bytes.get(at), Some(b' ' | b'.' | b'-')));
        if at >= bytes.len() || digits > 16 {
            return ends;
        }
    }
}

/// Whether the nearest word that says what the number is says that it is called.
fn is_called(text: &str, start: usize) -> bool {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let from = text.floor_char_boundary(start.saturating_sub(REACH)).max(line_start);
    let before: String = text[from..start].chars().map(vi::small).collect();
    match (last_of(&CALLED, &before), last_of(&OTHER, &before)) {
        (Some(called), other) => other.is_none_or(|other| other < called),
        (None, Some(_)) => false,
        (None, None) => text[line_start..].starts_with('|') && column_is_called(text, line_start, start),
    }
}

/// Where the last of some words ends.
fn last_of(words: &[&str], text: &str) -> Option<usize> {
    let whole = |at: usize, word: &str| {
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        apart(text[..at].chars().next_back()) && apart(text[at + word.len()..].chars().next())
    };
    let last = |word: &&str| {
        let mut found = text.rmatch_indices(*word);
        found.find(|(at, _)| whole(*at, word)).map(|(at, _)| at + word.len())
    };
    words.iter().filter_map(last).max()
}

/// Whether the head of the column in which a number stands says that it is called.
fn column_is_called(text: &str, line_start: usize, number: usize) -> bool {
    let column = text[line_start..number].matches('|').count();
    let above = text[..line_start].lines().rev().take_while(|line| line.starts_with('|'));
    let head = above.last().unwrap_or_default();
    let cell: String = head.split('|').nth(column).unwrap_or_default().chars().map(vi::small).collect();
    last_of(&CALLED, &cell).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::path::SourcePath;

    fn told(body: &str) -> Vec<String> {
        let text = format!("+++\ntitle = \"Tin\"\n+++\n{body}\n");
        let digest = Digest::of(text.as_bytes());
        let file = SourceFile { path: SourcePath::new("content/a.md"), text, digest };
        examine(&file).into_iter().map(|found| found.words).collect()
    }

    #[test]
    fn a_digit_too_few_or_too_many_is_told() {
        for (body, number) in [
            ("Gọi 0912 345 67 để hỏi.", "0912 345 67"),
            ("Liên hệ chị Mai, ĐT: 0912.345.6789.", "0912.345.6789"),
            ("Điện thoại 02083851234567.", "02083851234567"),
            ("Gọi [trạm y tế](tel:020838512).", "020838512"),
            ("phone = \"0208 385 123\"", "0208 385 123"),
            ("Nhắn Zalo +84 912 345 67.", "+84 912 345 67"),
            ("Gọi (0208) 3851 23 giờ hành chính.", "(0208) 3851 23"),
            ("| Tên | Điện thoại |\n|---|---|\n| Trạm | 0208 3851 23 |", "0208 3851 23"),
            ("Gọi 0912 345 678 hoặc 0912 345 67.", "0912 345 67"),
            ("Gọi 0912 345 67 0912 345 67 0912 345 67 0912 345 67 0912 345 67.", "0912 345 67"),
        ] {
            assert_eq!(told(body), [number], "{body}");
        }
    }

    #[test]
    fn an_endless_run_is_told_once_and_a_list_of_numbers_each() {
        assert_eq!(told(&format!("Gọi {}.", "0912 345 67 ".repeat(40))).len(), 1);
        assert_eq!(told("Gọi 0912 345 67, 0208 3851 23 hoặc 0913 456 78.").len(), 3);
    }

    #[test]
    fn whole_numbers_and_numbers_of_other_things_are_left_alone() {
        for body in [
            "Gọi 0912 345 678, 0208 3851 234, (024) 3825 1234, 024.3825.1234, +84 912 345 678, 0208.3.851.234.",
            "Gọi 111, 1800 1567, 1900 1234; gọi trước 01.06.2026 hoặc 07:30.",
            "Gọi 0208 3851 234 24/24 giờ. ĐT 0912345678-0912345679.",
            "Số tài khoản 0123456789012 tại ngân hàng; gọi điện rồi ghi mã hồ sơ 0123 4567 8.",
            "Có 012345678 hạt giống.",
            "Điện thoại: 0000 000 000 (chưa có).",
            "| Tên | Mã số |\n|---|---|\n| Trạm | 0208 3851 23 |",
            "Liên hệ 0203.1022 hoặc 028 1022 theo Kế hoạch 01/2026.",
        ] {
            assert_eq!(told(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn an_issued_document_is_left_as_it_is() {
        assert!(told("").is_empty());
        let text =
            "+++\ntitle = \"Tin\"\n[document]\ntype = \"Kế hoạch\"\n+++\nGọi 0912 345 67.\n".to_owned();
        let digest = Digest::of(text.as_bytes());
        let file = SourceFile { path: SourcePath::new("content/a.md"), text, digest };
        assert!(examine(&file).is_empty());
    }
}
