//! Roman numerals, only where they are numerals: behind chương, khóa, quý …, or at the head of a section.
//!
//! In: a position. Out: the number. In a line of capitals VI, DI, CHI are words; what could be a syllable
//! is a numeral only behind a cue or as a marker with its point.

use super::letters;
use super::lexicon::Cue;
use super::numbers::{cardinal, cardinal_of, ordinal};
use super::reader::{Hit, Reader};
use super::tokens::{Case, Gap};

/// A Roman numeral.
pub(super) fn numeral(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let value = value(tokens.raw(idx)).filter(|_| tokens.is_upper(idx) && !tokens.tight_number(idx + 1))?;
    let joined = tokens.tight(idx)
        && idx > 0
        && !matches!(tokens.mark(idx - 1), Some('(' | '-' | '"' | '*' | ',' | ':'));
    if joined {
        return None;
    }
    if heads_section(reader, idx) {
        return Some(Hit::new(idx + 1, cardinal(value, reader.profile), "roman.heading"));
    }
    let left = if tokens.is_mark(idx.wrapping_sub(1), '"') { idx - 1 } else { idx };
    let weak = matches!(tokens.raw(idx), "C" | "L" | "D" | "M");
    let cued = reader.before(Cue::Roman, left) && !weak
        || reader.follows(idx, "roman") && tokens.gap(idx) < Gap::Line;
    let is_word = letters::is_plain_syllable(tokens.fold(idx)) && reader.at(Cue::WordVi, idx + 1);
    let certain = tokens.raw(idx).len() > 1
        && tokens.raw(idx).chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
        && !letters::is_plain_syllable(tokens.fold(idx));
    if is_word || tokens.tight_mark(idx + 1, '\'') || !(cued || certain) {
        return None;
    }
    let ordinals = reader.before(Cue::RomanOrdinal, left);
    let spoken = if ordinals {
        ordinal(value, &value.to_string(), reader.profile, "nhất")
    } else {
        cardinal(value, reader.profile)
    };
    let rule = if ordinals { "roman.ordinal" } else { "roman" };
    let year = tokens.digits(idx + 2);
    if tokens.is_mark(idx + 1, '/') && year.len() == 4 {
        return Some(Hit::new(idx + 3, format!("{spoken} năm {}", cardinal_of(year, reader.profile)), rule));
    }
    if tokens.is_mark(idx + 1, '-')
        && tokens.is_upper(idx + 2)
        && self::value(tokens.raw(idx + 2)).is_some_and(|to| to > value)
    {
        return Some(Hit::new(idx + 2, format!("{spoken} đến"), rule));
    }
    Some(Hit::new(idx + 1, spoken, rule))
}

/// "III. TỔ CHỨC THỰC HIỆN", "II/ Nội dung", "I - Mục đích" at the head of a line.
fn heads_section(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let mut head = idx;
    while head > 0 && !tokens.opens_line(head) && matches!(tokens.mark(head - 1), Some('#' | '*' | '"' | '('))
    {
        head -= 1;
    }
    let letter = matches!(tokens.raw(idx), "C" | "D" | "L" | "M");
    let marked = matches!(tokens.mark(idx + 1), Some('.' | ')' | '/' | ':'))
        || tokens.is_mark(idx + 1, '-') && !tokens.tight(idx + 1);
    // "X. Phú Đình" is a commune.
    let place =
        tokens.raw(idx) == "X" && [idx + 2, idx + 3].iter().all(|&i| tokens.case(i) == Some(Case::Title));
    tokens.opens_line(head)
        && marked
        && !place
        && !letter
        && !(tokens.tight_mark(idx + 1, '.') && tokens.tight(idx + 2) && tokens.is_upper(idx + 2))
}

/// The value of a well-formed Roman numeral up to 399.
pub(super) fn value(raw: &str) -> Option<u64> {
    let digit = |c: char| {
        Some(match c {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            'L' => 50,
            'C' => 100,
            _ => return None,
        })
    };
    let digits: Vec<u64> = raw.chars().map(digit).collect::<Option<_>>()?;
    let sum = digits.iter().enumerate().try_fold(0_u64, |sum, (i, &digit)| {
        let next = digits.get(i + 1).copied().unwrap_or(0);
        if digit < next { Some(sum.wrapping_sub(digit)) } else { Some(sum.wrapping_add(digit)) }
    })?;
    (sum > 0 && sum < 400 && written(sum) == raw).then_some(sum)
}

fn written(value: u64) -> String {
    const PARTS: [(u64, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = value;
    let mut written = String::new();
    for (part, letters) in PARTS {
        while rest >= part {
            written.push_str(letters);
            rest -= part;
        }
    }
    written
}
