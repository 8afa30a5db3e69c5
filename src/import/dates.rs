//! Dates as officials write them, the blank ones included.
//!
//! In: text that starts at a date (`ngày 27 tháng 3 năm 2024`, `ngày   tháng 4 năm 2024`, `25/12/2023`). Out: a
//! [`PartialDate`] and how much text it took. It does not search and does not know whose date it is.

use std::fmt;

use serde::{Serialize, Serializer};

use super::anchors::{fold, words};

/// A date of which the day, or day and month, may be blank. Writes itself as `2024-03-27`, `2024-04` or `2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    /// Four digits.
    pub year: u16,
    /// 1 to 12, where it is written.
    pub month: Option<u8>,
    /// 1 to 31 and in the calendar, where it is written.
    pub day: Option<u8>,
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

impl Serialize for PartialDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What stands where a date stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// A date, as far as it is filled in.
    Date(PartialDate),
    /// The form of a date with the year blank too.
    Blank,
    /// A date that no calendar has.
    Impossible,
}

/// Reads the date at the start of `text`; gives the bytes it takes.
pub(super) fn at_start(text: &str) -> Option<(Written, usize)> {
    in_words(text).or_else(|| in_digits(text)).or_else(|| month_and_year(text))
}

/// The first date in words (`ngày … tháng … năm …`) in `text`: where it starts, what it is, where it ends.
pub(super) fn find_in_words(text: &str) -> Option<(usize, Written, usize)> {
    words(text).into_iter().filter(|(_, word)| fold(word) == "NGÀY").find_map(|(range, _)| {
        let (written, taken) = in_words(&text[range.start..])?;
        Some((range.start, written, range.start + taken))
    })
}

/// `ngày 27 tháng 3 năm 2024`, with blanks or dots for what is not filled in.
fn in_words(text: &str) -> Option<(Written, usize)> {
    let mut scan = Scan { text, at: 0 };
    scan.word("NGÀY")?;
    let day = scan.blank_or_number(2)?;
    scan.word("THÁNG")?;
    let month = scan.blank_or_number(2)?;
    scan.word("NĂM")?;
    let year = scan.blank_or_number(4)?;
    let written = match year {
        None | Some(0..=99) => Written::Blank,
        Some(year) => decide(year, month, day),
    };
    Some((written, scan.at))
}

/// `ngày 25/12/2023`, `25-12-2023`, `25.12.2023`; the word before it may be missing.
fn in_digits(text: &str) -> Option<(Written, usize)> {
    let mut scan = Scan { text, at: 0 };
    let _ = scan.word("NGÀY");
    let day = scan.number(2)?;
    let separator = scan.separator()?;
    let month = scan.number(2)?;
    if scan.separator()? != separator {
        return None;
    }
    let year = scan.number(4)?;
    if year < 1000 || scan.text[scan.at..].starts_with(|c: char| c.is_alphanumeric() || c == '/') {
        return None;
    }
    Some((decide(year, Some(month), Some(day)), scan.at))
}

/// `tháng 4 năm 2024`, `tháng 4/2024`.
fn month_and_year(text: &str) -> Option<(Written, usize)> {
    let mut scan = Scan { text, at: 0 };
    scan.word("THÁNG")?;
    let month = scan.number(2)?;
    scan.word("NĂM").or_else(|| scan.separator().map(|_| ()))?;
    let year = scan.number(4)?;
    (year >= 1000).then(|| (decide(year, Some(month), None), scan.at))
}

fn decide(year: u16, month: Option<u16>, day: Option<u16>) -> Written {
    let month = month.filter(|month| *month > 0);
    let day = day.filter(|day| *day > 0);
    let Some(month) = month else {
        return Written::Date(PartialDate { year, month: None, day: None });
    };
    let Some(month) = u8::try_from(month).ok().filter(|month| *month <= 12) else {
        return Written::Impossible;
    };
    let Some(day) = day else {
        return Written::Date(PartialDate { year, month: Some(month), day: None });
    };
    match u8::try_from(day) {
        Ok(day) if day <= days_in(year, month) => {
            Written::Date(PartialDate { year, month: Some(month), day: Some(day) })
        }
        _ => Written::Impossible,
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn skip_spaces(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start().len();
    }

    /// The word, folded to capitals.
    fn word(&mut self, wanted: &str) -> Option<()> {
        self.skip_fill();
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        (fold(&rest[..end]) == wanted).then(|| self.at += end)
    }

    /// A number of at most `max` digits; a blank is no number.
    fn number(&mut self, max: usize) -> Option<u16> {
        self.skip_spaces();
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        if end == 0 || end > max {
            return None;
        }
        let number = rest[..end].parse().ok()?;
        self.at += end;
        Some(number)
    }

    /// A number, or the dots or nothing that stand in its place: `Some(None)`.
    #[expect(clippy::option_option, reason = "unreadable, blank and filled in are three things")]
    fn blank_or_number(&mut self, max: usize) -> Option<Option<u16>> {
        self.skip_fill();
        let rest = &self.text[self.at..];
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(Some(self.number(max)?));
        }
        (rest.is_empty() || rest.starts_with(|c: char| c.is_alphabetic() || c == ',' || c == ')'))
            .then_some(None)
    }

    fn skip_fill(&mut self) {
        let rest = &self.text[self.at..];
        let trimmed = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_'));
        // The full stop after a year ends the sentence, it fills no blank.
        if rest.len() - trimmed.len() == 1 && rest.starts_with('.') {
            return;
        }
        let kept = rest.len() - trimmed.len();
        self.at += if trimmed.is_empty() { 0 } else { kept };
    }

    fn separator(&mut self) -> Option<char> {
        self.skip_spaces();
        let c = self.text[self.at..].chars().next()?;
        let kind = match c {
            '/' | '.' => c,
            '-' | '–' | '—' => '-',
            _ => return None,
        };
        self.at += c.len_utf8();
        Some(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, wanted: &str) {
        let got = at_start(text).map(|(written, taken)| match written {
            Written::Date(date) => format!("{date}|{}", &text[taken..]),
            Written::Blank => format!("blank|{}", &text[taken..]),
            Written::Impossible => format!("impossible|{}", &text[taken..]),
        });
        assert_eq!(got.as_deref(), Some(wanted).filter(|wanted| !wanted.is_empty()));
    }

    #[test]
    fn dates_are_read() {
        reads("ngày 27 tháng 3 năm 2024 của", "2024-03-27| của");
        reads("ngày     tháng 4 năm 2024", "2024-04|");
        reads("ngày ….. tháng …. năm 2024", "2024|");
        reads("ngày... tháng... năm 20...", "blank|...");
        reads("Ngày 05/9/2017 của", "2017-09-05| của");
        reads("28-02-2023.", "2023-02-28|.");
        reads("31/02/2023", "impossible|");
        reads("tháng 4/2024", "2024-04|");
        reads("2021/TT-BYT", "");
        reads("12/5", "");
    }
}
