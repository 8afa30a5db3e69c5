//! Numbers that stand alone: lists, versions, ordinals, quantities with their unit.
//!
//! In: a position. Out: words. The last of the rules for numbers: whatever digits are left are read here.

use super::dates::{self, Manner};
use super::lexicon::Cue;
use super::numbers::{Numeral, Style, cardinal_of, digits, named_number, ordinal};
use super::reader::{Hit, Reader};
use super::times;
use super::tokens::Gap;
use super::units;

/// 1,2,3 behind a word that takes numbers as names.
pub(super) fn list(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let mut parts = vec![tokens.digits(idx)];
    let mut end = idx + 1;
    while tokens.tight_mark(end, ',') && tokens.tight_number(end + 1) {
        parts.push(tokens.digits(end + 1));
        end += 2;
    }
    let grouped = parts.len() > 2 && parts.iter().skip(1).all(|part| part.len() == 3);
    let rising = parts.windows(2).all(|pair| pair[0].parse::<u64>().ok() < pair[1].parse::<u64>().ok());
    let named = parts.len() == 2
        && rising
        && parts.iter().all(|part| part.len() <= 2)
        && (reader.before(Cue::Numbered, idx) || reader.follows(idx, "num.list"))
        && !is_value(reader, idx)
        && units::at(reader, end).is_none()
        && !units::is_magnitude(tokens.fold(end));
    if grouped || !(parts.len() > 2 || named) {
        return None;
    }
    let ordinals = matches!(tokens.fold(idx.wrapping_sub(1)), "thứ" | "tháng");
    let words: Vec<String> = parts
        .iter()
        .map(|part| match part.parse() {
            Ok(4_u64) if ordinals => "tư".to_owned(),
            _ => cardinal_of(part, reader.profile),
        })
        .collect();
    Some(Hit::new(end, words.join(", "), "num.list"))
}

/// 4.0, 2.0.1, "phiên bản 1.2", "1.1." at the head of a line: parts with "chấm" between them.
pub(super) fn version(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let mut parts = vec![tokens.digits(idx)];
    let mut end = idx + 1;
    while tokens.tight_mark(end, '.') && tokens.tight_number(end + 1) {
        parts.push(tokens.digits(end + 1));
        end += 2;
    }
    let thousands =
        parts[0].len() <= 3 && !parts[0].starts_with('0') && parts.iter().skip(1).all(|part| part.len() == 3);
    if parts.len() < 2 || thousands {
        return None;
    }
    let zero = parts.len() == 2 && parts[1] == "0";
    let cued = reader.before(Cue::Version, idx) || tokens.opens_line(idx);
    let counted = units::at(reader, end).is_some() || units::is_magnitude(tokens.fold(end));
    if parts.len() == 2 && (counted || !(zero || cued))
        || tokens.tight_mark(end, ',') && tokens.tight_number(end + 1)
    {
        return None;
    }
    let words: Vec<String> = parts.iter().map(|part| cardinal_of(part, reader.profile)).collect();
    Some(Hit::new(end, words.join(" chấm "), "num.version"))
}

/// Any number, with its unit.
pub(super) fn quantity(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let numeral = spaced_thousands(reader, idx).or_else(|| Numeral::at(tokens, idx))?;
    if let Some((end, spoken)) = units::mixed(reader, idx, &numeral) {
        return Some(Hit::new(end, spoken, "unit.mixed"));
    }
    if let Some(hit) = and_more(reader, idx, &numeral) {
        return Some(hit);
    }
    if let Some(hit) = in_context(reader, idx, &numeral) {
        return Some(hit);
    }
    let spoken = numeral.spoken(reader.profile);
    if let Some((end, unit)) = units::at(reader, numeral.end) {
        let rule = if unit == "phần trăm" { "num.percent" } else { "unit" };
        return Some(Hit::new(end, format!("{spoken} {unit}"), rule));
    }
    let rule = match numeral.style {
        Style::Plain if numeral.whole.len() > 1 && numeral.whole.starts_with('0') => "num.leading0",
        Style::Plain => "num.cardinal",
        Style::Grouped => "num.thousand",
        Style::Comma | Style::Point => "num.decimal",
    };
    Some(Hit::new(numeral.end, spoken, rule))
}

/// 18+: from that age on; 100+ hộ: more than so many.
fn and_more(reader: &Reader<'_>, idx: usize, numeral: &Numeral) -> Option<Hit> {
    let tokens = reader.tokens;
    let end = numeral.end + 1;
    let ends = !tokens.tight(end) || tokens.mark(end).is_some_and(|mark| mark != '+');
    let reckons = tokens.is_number(end) || matches!(tokens.mark(end), Some('=' | '-'));
    // "18+" and nothing else is the mark itself.
    let alone = tokens.opens_line(idx) && tokens.gap(end) >= Gap::Line;
    let value =
        numeral.value().filter(|_| tokens.tight_mark(numeral.end, '+') && ends && !reckons && !alone)?;
    let spoken = numeral.spoken(reader.profile);
    let age = tokens.fold(end) == "tuổi" || reader.at(Cue::People, end) || !reader.at(Cue::Noun, end);
    if reader.before(Cue::Version, idx) {
        return Some(Hit::new(end, format!("{spoken} trở lên"), "num.and-more"));
    }
    if age && value <= 80 {
        let end = end + usize::from(tokens.fold(end) == "tuổi");
        return Some(Hit::new(end, format!("từ {spoken} tuổi trở lên"), "num.and-more"));
    }
    Some(Hit::new(end, format!("hơn {spoken}"), "num.and-more"))
}

/// What the word before makes of a bare number: thứ 4, tháng 4, ngày 5, 17 giờ 05, Đề án 06.
fn in_context(reader: &Reader<'_>, idx: usize, numeral: &Numeral) -> Option<Hit> {
    if numeral.style != Style::Plain {
        return None;
    }
    let tokens = reader.tokens;
    let (written, end) = (numeral.whole.as_str(), numeral.end);
    let value = numeral.value()?;
    let zero = written.len() == 2 && written.starts_with('0');
    let hit = |spoken: String, rule| Some(Hit::new(end, spoken, rule));
    match tokens.fold(idx.wrapping_sub(1)) {
        "thứ" => return hit(ordinal(value, written, reader.profile, "nhất"), "date.weekday"),
        "tháng" if value <= 12 => return hit(dates::month_name(value, reader.profile), "date.month"),
        "giờ" if zero && value > 0 => return hit(times::minutes(tokens, idx, reader), "time"),
        "giờ" if zero => return Some(Hit::new(end + usize::from(tokens.fold(end) == "phút"), "", "time")),
        "ngày" if (1..=10).contains(&value) && is_day(reader, end, zero) => {
            return hit(dates::day_name(value, reader, idx, Manner::Calendar), "date.day");
        }
        _ => {}
    }
    if value == 4
        && (reader.listed_after(idx, "thứ") || reader.listed_after(idx, "tháng"))
        && units::at(reader, end).is_none()
    {
        let counted = reader.at(Cue::Noun, end);
        return if counted { None } else { hit("tư".to_owned(), "date.list") };
    }
    // … và 3 tháng 6
    let closes = tokens.fold(end) == "tháng" && tokens.is_number(end + 1);
    let listed = reader.follows(idx, "date.day") || reader.listed_after(idx, "ngày");
    if listed && (1..=31).contains(&value) && (dates::lists_days(tokens, idx) || closes) {
        return hit(dates::day_name(value, reader, idx, Manner::Calendar), "date.day");
    }
    let named = reader.before(Cue::KeepZero, idx) && !reader.at(Cue::Noun, end);
    if written.starts_with('0') && written.len() > 1 && named {
        return hit(named_number(written, reader.profile), "num.name");
    }
    (value == 0 && written.len() > 1 && !matches!(tokens.fold(end), "giờ" | "phút" | "h"))
        .then(|| Hit::new(end, digits(written), "num.leading0"))
}

/// Whether a number behind "ngày" is a day of the month rather than "two times a day".
fn is_day(reader: &Reader<'_>, end: usize, zero: bool) -> bool {
    let tokens = reader.tokens;
    let spans = matches!(tokens.fold(end), "tháng" | "hằng" | "hàng" | "đến" | "và" | "tết" | "âm")
        || tokens.is_mark(end, ',');
    spans || zero && !reader.at(Cue::Noun, end)
}

/// 1 050 000 or 15 000 đồng: thousands set apart by spaces, where the rest leaves no doubt.
fn spaced_thousands(reader: &Reader<'_>, idx: usize) -> Option<Numeral> {
    let tokens = reader.tokens;
    let first = tokens.digits(idx);
    if first.is_empty() || first.len() > 3 || first.starts_with('0') {
        return None;
    }
    let mut end = idx + 1;
    let mut whole = first.to_owned();
    while tokens.digits(end).len() == 3 && tokens.gap(end) == Gap::Space {
        whole.push_str(tokens.digits(end));
        end += 1;
    }
    let groups = end - idx - 1;
    let money = matches!(tokens.fold(end), "đồng" | "đ" | "vnđ" | "vnd" | "usd");
    // 2 005 hộ: behind a name or a word that takes numbers (thôn 2, Kim Đồng 2) they are two numbers.
    let before = idx.wrapping_sub(1);
    let counted = reader.at(Cue::Noun, end)
        && !reader.before(Cue::Numbered, idx)
        && !tokens.is_capital(before)
        && !tokens.is_number(before);
    let empty = reader.at(Cue::Noun, end) && tokens.digits(idx + 1).starts_with('0');
    let joins = groups > 1 || groups == 1 && (money || counted || empty);
    let goes_on =
        tokens.tight(end) && matches!(tokens.mark(end), Some('.' | ',')) && tokens.tight_number(end + 1);
    (joins && !goes_on).then_some(Numeral { end, whole, decimals: String::new(), style: Style::Grouped })
}

/// hệ số 2,34: "số" is the end of a word that takes a value, not a name.
fn is_value(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    tokens.fold(idx.wrapping_sub(1)) == "số"
        && matches!(tokens.fold(idx.wrapping_sub(2)), "hệ" | "chỉ" | "trị" | "tham" | "tỷ" | "tỉ" | "hiệu")
}
