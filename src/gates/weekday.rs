//! Days that a calendar does not have: a weekday that is not that of its date, the 31st of November.
//!
//! A source text comes in, warnings go out. Dates are read as people write them (`thứ Ba, ngày
//! 24/11/2026`, `ngày 24 tháng 11 năm 2026`); an ordinal (`đợt thứ ba`) is no weekday, and a date without
//! a year has none to be held against. An issued document is as it is and is left alone.

use jiff::civil::{Date, Weekday};

use crate::diag::{At, Diagnostic, messages};
use crate::source::SourceFile;
use crate::vi;

/// So many places of a file are told one by one.
const MOST: usize = 10;

/// How far before a date its weekday is looked for, in bytes.
const REACH: usize = 60;

/// The days of the week as they are written, in small letters.
const NAMES: [(&str, Weekday); 19] = [
    ("thứ hai", Weekday::Monday),
    ("thứ ba", Weekday::Tuesday),
    ("thứ tư", Weekday::Wednesday),
    ("thứ năm", Weekday::Thursday),
    ("thứ sáu", Weekday::Friday),
    ("thứ bảy", Weekday::Saturday),
    ("thứ bẩy", Weekday::Saturday),
    ("chủ nhật", Weekday::Sunday),
    ("chúa nhật", Weekday::Sunday),
    ("thứ 2", Weekday::Monday),
    ("thứ 3", Weekday::Tuesday),
    ("thứ 4", Weekday::Wednesday),
    ("thứ 5", Weekday::Thursday),
    ("thứ 6", Weekday::Friday),
    ("thứ 7", Weekday::Saturday),
    ("t2", Weekday::Monday),
    ("t6", Weekday::Friday),
    ("t7", Weekday::Saturday),
    ("cn", Weekday::Sunday),
];

/// Words before `thứ ba` that make an ordinal of it.
const COUNTED: [&str; 32] = [
    "lần", "đợt", "kỳ", "kì", "buổi", "vòng", "người", "con", "đứa", "cháu", "lớp", "phiên", "cuộc", "khóa",
    "khoá", "tuần", "hạng", "bài", "điều", "mục", "mũi", "quý", "phần", "bước", "đoạn", "trận", "tập",
    "tháng", "năm", "việc", "nhóm", "liều",
];

/// A date in a text, by bytes.
struct Written {
    start: usize,
    end: usize,
    day: i8,
    month: i8,
    year: Option<i16>,
}

/// The days of a file that no calendar has.
pub(super) fn examine(file: &SourceFile) -> Vec<Diagnostic> {
    let text = file.text.as_str();
    let name = file.path.file_name();
    let is_version = name.trim_end_matches(".md").contains('.');
    let mut dates = dates(text).peekable();
    if is_version || dates.peek().is_none() || is_document(text) {
        return Vec::new();
    }
    let told = dates.filter_map(|written| {
        let at = |byte| At::of_byte(text, byte).in_file(&file.path);
        let words = &text[written.start..written.end];
        // The 29th of February is one of some years.
        let Ok(date) = Date::new(written.year.unwrap_or(2024), written.month, written.day) else {
            return Some(messages::date_impossible(at(written.start), words));
        };
        written.year?;
        let (start, end, named) = weekday_before(text, written.start)
            .or_else(|| weekday_in_brackets(text, written.end))
            .filter(|(.., named)| *named != date.weekday())?;
        let told = text[start..end].trim();
        Some(messages::weekday_wrong(
            at(start),
            told,
            words,
            written_as(date.weekday()),
            next_such(date, named),
        ))
    });
    told.take(MOST).collect()
}

/// `kind = "document"` or a `[document]` in the front matter.
pub(super) fn is_document(text: &str) -> bool {
    let header = text.split("\n+++").next().unwrap_or("");
    header.lines().any(|line| matches!(line.trim(), "[document]" | "kind = \"document\""))
}

fn dates(text: &str) -> impl Iterator<Item = Written> {
    let by_slash = text.match_indices('/').filter_map(|(slash, _)| by_slash(text, slash));
    // One letter is found faster than a word.
    let months = text.match_indices('á').filter_map(|(at, _)| {
        let start = at.checked_sub(" th".len())?;
        text.get(start..)?.starts_with(" tháng ").then_some(start)
    });
    by_slash.chain(months.filter_map(|at| in_words(text, at)))
}

/// `24/11/2026`, and `ngày 24/11`: without a year nearly everything with a slash is something else.
fn by_slash(text: &str, slash: usize) -> Option<Written> {
    let (start, day) = number_before(text, slash)?;
    let (behind, month) = number_behind(text, slash + 1)?;
    let stands_apart = |c: char| !c.is_alphanumeric() && !matches!(c, '/' | '-' | '–' | '.' | ',');
    if text[..start].chars().next_back().is_some_and(|c| !stands_apart(c)) {
        return None;
    }
    let (end, year) = match text[behind..].strip_prefix('/') {
        Some(rest) => {
            let year = rest.get(..4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
            (behind + 5, Some(year.parse().ok().filter(|year| (1900..2200).contains(year))?))
        }
        None => (behind, None),
    };
    let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '–'));
    let is_date = if year.is_some() {
        (1..=31).contains(&day) && (1..=12).contains(&month) || says_day(text, start)
    } else {
        says_day(text, start)
    };
    (!goes_on && is_date).then_some(Written { start, end, day, month, year })
}

/// `24 tháng 11 năm 2026`, `ngày 24 tháng 11`.
fn in_words(text: &str, at: usize) -> Option<Written> {
    let (start, day) = number_before(text, at)?;
    let (end, month) = number_behind(text, at + " tháng ".len())?;
    let year = text[end..].strip_prefix(" năm ").and_then(|rest| {
        let (length, goes_on) =
            (4, rest.get(4..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)));
        let year: i16 = rest.get(..length).filter(|_| !goes_on)?.parse().ok()?;
        (1900..2200).contains(&year).then_some(year)
    });
    let end = if year.is_some() { end + " năm ".len() + 4 } else { end };
    says_day(text, start).then_some(Written { start, end, day, month, year })
}

/// The number of one or two digits that ends at a byte, and where it begins.
fn number_before(text: &str, end: usize) -> Option<(usize, i8)> {
    let digits = text[..end].bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = end - digits;
    (1..=2).contains(&digits).then(|| text[start..end].parse().ok().map(|n| (start, n))).flatten()
}

/// The number of one or two digits that begins at a byte, and where it ends.
fn number_behind(text: &str, start: usize) -> Option<(usize, i8)> {
    let digits = text[start..].bytes().take_while(u8::is_ascii_digit).count();
    let end = start + digits;
    (1..=2).contains(&digits).then(|| text[start..end].parse().ok().map(|n| (end, n))).flatten()
}

/// The word `ngày` stands before.
fn says_day(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '\u{a0}']);
    before.ends_with("ngày") || before.ends_with("Ngày") || before.ends_with("NGÀY")
}

/// The weekday before a date with its place: `Thứ Ba, ngày …`, `sáng thứ 3 (…`.
fn weekday_before(text: &str, date: usize) -> Option<(usize, usize, Weekday)> {
    let from = text.floor_char_boundary(date.saturating_sub(REACH));
    let mut before = text[from..date].rsplit(['\n', '.', ';']).next().unwrap_or("");
    let start = date - before.len();
    for word in ["ngày", "tức", "nhằm", "là"] {
        before = before.trim_end_matches([' ', ',', '(', '\u{a0}', '*', '_']);
        before = strip_word(before, word).unwrap_or(before);
    }
    let before = before.trim_end_matches([' ', ',', '(', ')', '\u{a0}', '*', '_']);
    let small: String = before.chars().map(vi::small).collect();
    let (name, day) = NAMES.iter().find(|(name, _)| small.ends_with(name) && small.len() == before.len())?;
    let at = before.len() - name.len();
    let rest = &small[..at];
    if rest.ends_with(char::is_alphanumeric) {
        return None;
    }
    let counted =
        rest.ends_with(' ') && COUNTED.iter().any(|word| strip_word(rest.trim_end(), word).is_some());
    (!counted).then_some((start + at, start + before.len(), *day))
}

/// The weekday that stands in brackets behind a date.
fn weekday_in_brackets(text: &str, end: usize) -> Option<(usize, usize, Weekday)> {
    let inside = text[end..].strip_prefix(" (")?.split([')', '\n', ',']).next()?;
    let small: String = inside.chars().map(vi::small).collect();
    let (_, day) = NAMES.iter().find(|(name, _)| small.trim() == *name)?;
    Some((end + 2, end + 2 + inside.len(), *day))
}

/// What stands before a last word of small or capital letters.
fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let at = text.len().checked_sub(word.len())?;
    let last = text.get(at..)?;
    let is_it = last.chars().map(vi::small).eq(word.chars());
    (is_it && !text[..at].ends_with(char::is_alphanumeric)).then_some(&text[..at])
}

/// A weekday in words.
fn written_as(day: Weekday) -> &'static str {
    NAMES.iter().find(|(_, one)| *one == day).map_or("", |(name, _)| name)
}

/// The nearest date of a weekday, before or after.
fn next_such(date: Date, day: Weekday) -> Date {
    let near = (-3..=3_i64).filter_map(|n| date.checked_add(jiff::Span::new().days(n)).ok());
    near.into_iter().find(|near| near.weekday() == day).unwrap_or(date)
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
        examine(&file).into_iter().map(|found| format!("{}: {}", found.rule, found.words)).collect()
    }

    #[test]
    fn weekdays_that_are_not_those_of_their_dates_are_told() {
        for (body, words) in [
            ("Họp thứ 3 ngày 28/11/2026.", "thứ 3"),
            ("Họp sáng Thứ Ba, ngày 28 tháng 11 năm 2026.", "Thứ Ba"),
            ("Từ 7 giờ chủ nhật (28/11/2026).", "chủ nhật"),
            ("Đúng 28/11/2026 (thứ Sáu), bà con tới.", "thứ Sáu"),
            ("- **Thứ Hai**, 28/11/2026: họp", "Thứ Hai"),
        ] {
            assert_eq!(told(body), [format!("weekday-wrong: {words}")], "{body}");
        }
    }

    #[test]
    fn days_that_no_month_has_are_told() {
        for (body, words) in [
            ("Hạn cuối ngày 31/11/2026.", "31/11/2026"),
            ("Hạn cuối ngày 31/4, nộp ở xã.", "31/4"),
            ("Ngày 30 tháng 2 năm 2027 họp.", "30 tháng 2 năm 2027"),
            ("Trước 29/2/2027 là xong.", "29/2/2027"),
            ("Trước ngày 12/13/2026.", "12/13/2026"),
        ] {
            assert_eq!(told(body), [format!("date-impossible: {words}")], "{body}");
        }
    }

    #[test]
    fn right_days_ordinals_and_other_numbers_are_left_alone() {
        for body in [
            "Họp thứ Bảy, ngày 28/11/2026, và Chủ nhật 29/11/2026.",
            "Tiêm đợt thứ ba, ngày 28/11/2026; mũi thứ hai ngày 1/12/2026.",
            "Lần thứ tư ngày 28 tháng 11 năm 2026.",
            "Trực 24/24 giờ, 42/45 hộ, số 12/13, Nghị quyết 31/11/NQ-HĐND, Kế hoạch 45/13/2026/KH.",
            "Ngày 29/2 bốn năm mới có một lần. Ngày 29/2/2028 là ngày thứ Ba.",
            "Từ 28-31/12/2026, cả tuần. Thứ Ba hằng tuần. Rằm tháng 8 năm 2026.",
            "Tỷ lệ 31/12 và trang 30/2.",
        ] {
            assert_eq!(told(body), Vec::<String>::new(), "{body}");
        }
    }

    #[test]
    fn an_issued_document_is_left_as_it_is() {
        let text =
            "+++\ntitle = \"Tin\"\n[document]\ntype = \"Kế hoạch\"\n+++\nThứ 3 ngày 28/11/2026.\n".to_owned();
        let digest = Digest::of(text.as_bytes());
        let file = SourceFile { path: SourcePath::new("content/a.md"), text, digest };
        assert!(examine(&file).is_empty());
    }
}
