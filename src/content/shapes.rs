//! The shapes of lines that are typed one below the other, whatever they say.
//!
//! A line comes in, whether it has such a shape goes out. What lines mean for a text, `lines` knows.

/// The signs of a keyboard that people put before a line.
const SIGNS: [&str; 9] = ["->", "-->", "=>", "==>", "+)", "-)", "»", "›", "o"];

/// Parts of a text that are counted: `Điều 1.`, `Bước 2:`.
const COUNTED: [&str; 10] = ["điều", "bước", "việc", "mục", "phần", "khoản", "bài", "câu", "buổi", "nhóm"];

/// For whom somebody signs.
const SIGNED: [&str; 5] = ["T/M ", "TM. ", "KT. ", "TL. ", "TUQ. "];

/// `-> Rào ao`, `1, Rào ao`, `1.2. Rào ao`, `Điều 1. Không tắm sông`.
pub(super) fn begins_typed(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '_']);
    let is_marked = SIGNS.iter().any(|sign| line.strip_prefix(sign).is_some_and(leads));
    is_marked || is_counted(line) || is_named(line) || SIGNED.iter().any(|signed| line.starts_with(signed))
}

/// A line that is bold from its beginning to its end: a heading to everybody.
pub(super) fn is_bold(line: &str) -> bool {
    let inner = line.strip_prefix("**").map(|rest| rest.trim_end_matches([':', '.', ' ']));
    inner
        .and_then(|rest| rest.strip_suffix("**"))
        .is_some_and(|words| !words.is_empty() && !words.contains("**"))
}

/// Whether one of two lines is in capitals and the other is not: a heading, or what a notice calls itself.
pub(super) fn one_in_capitals(before: &str, after: &str) -> bool {
    in_capitals(before) != in_capitals(after)
}

/// Two words or more, all of them in capitals.
fn in_capitals(line: &str) -> bool {
    let is_capital =
        |word: &str| word.chars().any(char::is_alphabetic) && !word.chars().any(char::is_lowercase);
    let mut words = line.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric));
    words.clone().nth(1).is_some() && words.all(is_capital)
}

/// Rows whose columns are parted by bars or tabs.
pub(super) fn both_in_columns(before: &str, after: &str) -> bool {
    ["\t", " | "].iter().any(|bar| before.contains(bar) && after.contains(bar))
}

/// Numbers of parts: `1,` and `1.2.` before a word with a capital.
fn is_counted(line: &str) -> bool {
    let end = line.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(line.len());
    let (number, rest) = line.split_at(end);
    let is_short = number.split('.').all(|part| part.len() < 3);
    let has_parts = number.trim_end_matches('.').contains('.');
    let begins = number.starts_with(|c: char| c.is_ascii_digit()) && is_short;
    begins && (has_parts && leads(rest) || !number.contains('.') && rest.strip_prefix(',').is_some_and(leads))
}

/// `Điều 1. Không tắm sông`
fn is_named(line: &str) -> bool {
    let mut words = line.splitn(3, ' ');
    let (Some(name), Some(number)) = (words.next(), words.next()) else { return false };
    let counts = number.strip_suffix(['.', ':', ')']).is_some_and(|number| {
        !number.is_empty() && number.len() < 3 && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    name.starts_with(char::is_uppercase) && counts && COUNTED.contains(&name.to_lowercase().as_str())
}

/// A blank and a word with a capital.
fn leads(rest: &str) -> bool {
    let words = rest.trim_start_matches([' ', '\u{a0}', '\t', '*']);
    words.len() < rest.len() && words.starts_with(char::is_uppercase)
}
