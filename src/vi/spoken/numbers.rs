//! Numbers in words: cardinals, digit by digit, decimals, and the numeral as it is written.
//!
//! In: values and tokens. Out: words. The written numeral follows the Vietnamese custom (a point
//! between thousands, a comma before decimals) and recognises the foreign one where the digits leave no
//! doubt. Knows no context; which of two readings holds is decided by the rules.

use super::Profile;
use super::tokens::Tokens;

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// A whole number in words.
#[must_use]
pub fn cardinal(n: u64, profile: Profile) -> String {
    if n == 0 {
        return "không".to_owned();
    }
    let mut words = Vec::new();
    push_cardinal(&mut words, n, Lead::Nothing, profile);
    words.join(" ")
}

/// Every digit by its own name: `111` is "một một một". Anything that is no ASCII digit is passed over.
#[must_use]
pub fn digits(s: &str) -> String {
    let names: Vec<&str> =
        s.bytes().filter(u8::is_ascii_digit).map(|d| DIGITS[usize::from(d - b'0')]).collect();
    names.join(" ")
}

/// The cardinal of a string of digits; too long a string is read digit by digit.
pub(super) fn cardinal_of(written: &str, profile: Profile) -> String {
    written.parse().map_or_else(|_| digits(written), |n| cardinal(n, profile))
}

/// The cardinal that keeps a leading zero, as the names of projects and forms do.
pub(super) fn named_number(written: &str, profile: Profile) -> String {
    let trimmed = written.trim_start_matches('0');
    if trimmed.len() == written.len() || trimmed.is_empty() {
        return if trimmed.is_empty() { digits(written) } else { cardinal_of(written, profile) };
    }
    format!("{} {}", digits(&written[..written.len() - trimmed.len()]), cardinal_of(trimmed, profile))
}

/// How the parts of a numeral are separated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Style {
    Plain,
    Grouped,
    /// A decimal comma.
    Comma,
    /// A decimal point, or a version.
    Point,
}

/// A number as written: `1.050.000`, `26,85`, `1.5`.
pub(super) struct Numeral {
    pub(super) end: usize,
    pub(super) whole: String,
    pub(super) decimals: String,
    pub(super) style: Style,
}

impl Numeral {
    /// Reads the numeral that begins at a number token.
    pub(super) fn at(tokens: &Tokens<'_>, idx: usize) -> Option<Self> {
        let first = tokens.digits(idx);
        if first.is_empty() {
            return None;
        }
        for (group, decimal) in [('.', ','), (',', '.')] {
            let groups = n_groups(tokens, idx, group);
            if groups > 0 && (group == '.' || groups > 1) {
                let end = idx + 1 + 2 * groups;
                let whole: String = (idx..end).map(|i| tokens.digits(i)).collect();
                let (end, decimals) = decimals(tokens, end, decimal);
                return Some(Self { end, whole, decimals, style: Style::Grouped });
            }
        }
        let point = if tokens.tight_mark(idx + 1, ',') { Style::Comma } else { Style::Point };
        let (end, decimals) = decimals(tokens, idx + 1, if point == Style::Comma { ',' } else { '.' });
        let style = if decimals.is_empty() { Style::Plain } else { point };
        Some(Self { end, whole: first.to_owned(), decimals, style })
    }

    /// The value where it is a whole number.
    pub(super) fn value(&self) -> Option<u64> {
        if self.decimals.is_empty() { self.whole.parse().ok() } else { None }
    }

    /// In words, a leading zero dropped.
    pub(super) fn spoken(&self, profile: Profile) -> String {
        let whole = cardinal_of(&self.whole, profile);
        if self.decimals.is_empty() {
            whole
        } else {
            format!("{whole} phẩy {}", fraction(&self.decimals, profile))
        }
    }
}

/// The digits behind the comma: two or three as a number, else one by one.
pub(super) fn fraction(decimals: &str, profile: Profile) -> String {
    if decimals.starts_with('0') || decimals.len() > 3 {
        digits(decimals)
    } else {
        cardinal_of(decimals, profile)
    }
}

/// What was said before a group of three: it decides whether empty hundreds are heard.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Nothing,
    HigherGroup,
}

fn push_cardinal(words: &mut Vec<&'static str>, n: u64, lead: Lead, profile: Profile) {
    const BILLION: u64 = 1_000_000_000;
    let (billions, rest) = (n / BILLION, n % BILLION);
    let mut lead = lead;
    if billions > 0 {
        push_cardinal(words, billions, lead, profile);
        words.push("tỷ");
        lead = Lead::HigherGroup;
    }
    let thousand = if profile == Profile::North { "nghìn" } else { "ngàn" };
    for (group, name) in [(rest / 1_000_000, "triệu"), (rest / 1000 % 1000, thousand), (rest % 1000, "")] {
        if group > 0 {
            push_group(words, group, lead, profile);
            if !name.is_empty() {
                words.push(name);
            }
            lead = Lead::HigherGroup;
        }
    }
}

fn push_group(words: &mut Vec<&'static str>, group: u64, lead: Lead, profile: Profile) {
    let digit = |n: u64| DIGITS[usize::try_from(n % 10).unwrap_or_default()];
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let full = hundreds > 0 || lead == Lead::HigherGroup;
    if full {
        words.extend([digit(hundreds), "trăm"]);
    }
    match tens {
        0 if full && ones > 0 => words.push(if profile == Profile::North { "linh" } else { "lẻ" }),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push(if profile == Profile::South { "bốn" } else { "tư" }),
        (0, 4) if full && profile == Profile::North => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(digit(ones)),
    }
}

/// How many groups of exactly three digits follow, each behind a tight `mark`; none if a shorter one spoils it.
fn n_groups(tokens: &Tokens<'_>, idx: usize, mark: char) -> usize {
    let first = tokens.digits(idx);
    if first.len() > 3 || first.starts_with('0') {
        return 0;
    }
    let mut groups = 0;
    let mut at = idx + 1;
    while tokens.tight_mark(at, mark) && tokens.tight_number(at + 1) {
        if tokens.digits(at + 1).len() != 3 {
            return 0;
        }
        groups += 1;
        at += 2;
    }
    groups
}

/// The decimals behind a tight `mark`, unless the same mark comes again: then it is a list, a date or a version.
fn decimals(tokens: &Tokens<'_>, at: usize, mark: char) -> (usize, String) {
    let again = tokens.tight_mark(at + 2, mark) && tokens.tight_number(at + 3);
    if tokens.tight_mark(at, mark) && tokens.tight_number(at + 1) && !again {
        (at + 2, tokens.digits(at + 1).to_owned())
    } else {
        (at, String::new())
    }
}

/// The name of a number that follows "thứ" or "tháng": the first is "nhất", the fourth "tư".
pub(super) fn ordinal(value: u64, written: &str, profile: Profile, first: &'static str) -> String {
    match value {
        1 => first.to_owned(),
        4 => "tư".to_owned(),
        _ => cardinal_of(written, profile),
    }
}
