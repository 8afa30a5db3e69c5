//! Two numbers with a slash: a day and a month, a part, a ratio, a class, a house.
//!
//! In: a position. Out: one of "mười lăm tháng tư", "một phần hai", "mười hai trên mười lăm". The words on
//! both sides decide; where they are silent, the values do: what cannot be a day is a ratio, and what
//! falls (20/11) is no part of a whole.

use super::dates::{self, Manner};
use super::lexicon::Cue;
use super::lists;
use super::numbers::{Numeral, Style, cardinal_of};
use super::reader::{Hit, Reader};
use super::tokens::{Case, Gap, Tokens};
use super::units;

/// Days everybody names by their number, with a month that is not smaller than the day.
const FEASTS: [(u64, u64); 12] =
    [(1, 1), (1, 5), (1, 6), (2, 9), (5, 9), (7, 5), (9, 11), (5, 6), (8, 8), (10, 10), (3, 3), (6, 6)];

/// Two (or more) numbers joined by slashes.
pub(super) fn slash(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let first = Numeral::at(tokens, idx)?;
    if !tokens.is_mark(first.end, '/') || !tokens.is_number(first.end + 1) {
        return None;
    }
    let second = Numeral::at(tokens, first.end + 1)?;
    if tokens.tight_mark(second.end, '/') && tokens.tight_number(second.end + 1) {
        return Some(chain(reader, idx));
    }
    if let Some(hit) = around_the_clock(reader, &first, &second) {
        return Some(hit);
    }
    let plain = first.style == Style::Plain && second.style == Style::Plain;
    if plain && is_class(reader, idx) {
        return Some(over(reader, &first, &second, "class"));
    }
    let day = dates::slash_day(tokens, idx).filter(|_| plain);
    match day {
        Some(day) if is_date(reader, idx, &first, &second) => Some(date(reader, idx, day)),
        _ if is_fraction(reader, idx, &first, &second) => Some(up_to(reader, part(reader, &first, &second))),
        _ => Some(over(reader, &first, &second, "num.ratio")),
    }
}

fn chain(reader: &Reader<'_>, idx: usize) -> Hit {
    let tokens = reader.tokens;
    let mut end = idx + 1;
    let mut words = vec![cardinal_of(tokens.digits(idx), reader.profile)];
    while tokens.tight_mark(end, '/') && tokens.tight_number(end + 1) {
        words.push(cardinal_of(tokens.digits(end + 1), reader.profile));
        end += 2;
    }
    Hit::new(end, words.join(" trên "), "num.ratio")
}

/// 24/24, 24/7, 24/24h.
fn around_the_clock(reader: &Reader<'_>, first: &Numeral, second: &Numeral) -> Option<Hit> {
    if first.whole != "24" || !matches!(second.whole.as_str(), "24" | "7") || !second.decimals.is_empty() {
        return None;
    }
    let tokens = reader.tokens;
    let letter = tokens.raw(second.end);
    let hours = tokens.tight(second.end) && matches!(letter, "h" | "H" | "g")
        || tokens.gap(second.end) == Gap::Space && letter == "h";
    let spoken = over(reader, first, second, "num.ratio").spoken;
    let end = second.end + usize::from(hours);
    Some(Hit::new(end, if hours { format!("{spoken} giờ") } else { spoken }, "num.ratio"))
}

fn is_class(reader: &Reader<'_>, idx: usize) -> bool {
    reader.tokens.fold(idx.wrapping_sub(1)) == "lớp" || reader.follows(idx, "class")
}

fn is_date(reader: &Reader<'_>, idx: usize, first: &Numeral, second: &Numeral) -> bool {
    let (Some(day), Some(month)) = (first.value(), second.value()) else { return false };
    let tokens = reader.tokens;
    let left = reader.skip_left(idx);
    let noun = reader.at(Cue::Noun, second.end) && tokens.gap(second.end) == Gap::Space;
    let partitive = tokens.gap(second.end) == Gap::Space
        && (reader.at(Cue::Partitive, second.end) || reader.at(Cue::People, second.end));
    if reader.before(Cue::Scale, left) {
        return false;
    }
    if reader.before_day(idx) && !reader.before(Cue::DateNot, idx) {
        return true;
    }
    if lists::opens_weekday(reader, second.end) || heads_line(tokens, idx, second.end, (day, month)) {
        return true;
    }
    if matches!(tokens.fold(second.end), "âm" | "dương" | "âl") {
        return true;
    }
    // T5: 5/5, tháng 7: 7/7
    if reader.follows(left, "date.short") && named_before(reader, left) == Some(month) {
        return true;
    }
    if reader.before(Cue::Address, left) || is_street(reader, second.end) && day > month {
        return false;
    }
    if noun && (day <= month || tokens.digits(idx).starts_with('0')) && !reader.follows(idx, "date.full") {
        return false;
    }
    if day < month && (partitive || reader.before(Cue::FractionLeft, idx)) {
        return false;
    }
    if reader.before_day(left) || reader.follows(idx, "date") || reader.follows(idx, "time") {
        return true;
    }
    if noun && !is_named(reader, idx) {
        return false;
    }
    let zero = tokens.digits(idx + 2).starts_with('0') || tokens.digits(idx).starts_with('0');
    day > month || FEASTS.contains(&(day, month)) || zero || is_named(reader, idx) && day <= 31
}

/// `10/12: khám`, `10/12 - xóm 3`: what opens a line and says what is then. A class (5/4) has smaller numbers.
fn heads_line(tokens: &Tokens<'_>, idx: usize, end: usize, (day, month): (u64, u64)) -> bool {
    let behind = end + 1;
    let says = tokens.tight_mark(end, ':') && !tokens.tight(behind)
        || tokens.is_mark(end, '-') && tokens.gap(end) == Gap::Space && tokens.gap(behind) == Gap::Space;
    let session = tokens.is_mark(idx.wrapping_sub(1), ':')
        && tokens.fold(idx.wrapping_sub(2)) == "buổi"
        && (tokens.gap(end) >= Gap::Line || matches!(tokens.mark(end), Some(';' | '.' | '(')));
    session || tokens.opens_line(idx) && says && tokens.is_word(behind) && (day >= 10 || month >= 10)
}

/// The month that is named directly before, with a colon between.
fn named_before(reader: &Reader<'_>, idx: usize) -> Option<u64> {
    reader.tokens.value(idx.checked_sub(1)?, 2)
}

/// A school or a street is called after the day.
fn is_named(reader: &Reader<'_>, idx: usize) -> bool {
    reader.before(Cue::DayName, idx)
        || reader.before(Cue::DayName, idx.saturating_sub(1)) && reader.tokens.is_capital(idx.wrapping_sub(1))
}

/// Two capitalised words behind the number: a street.
fn is_street(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let title = |i: usize| tokens.case(i) == Some(Case::Title) && tokens.gap(i) == Gap::Space;
    title(idx) && title(idx + 1) || matches!(tokens.fold(idx), "đường" | "phố")
}

fn date(reader: &Reader<'_>, idx: usize, day: dates::Day) -> Hit {
    let tokens = reader.tokens;
    let named = is_named(reader, idx) && !reader.before(Cue::Date, idx);
    let manner = if named { Manner::Name } else { Manner::Calendar };
    let mut spoken = day.spoken(reader, idx, manner);
    let mut end = day.end;
    let mut rule = if named { "date.name" } else { "date.dm" };
    if tokens.is_mark(end, '-')
        && let Some(last) = dates::slash_day(tokens, end + 1)
    {
        let pair = reader.before(Cue::DayPair, idx);
        let joint = if pair { "," } else { " đến" };
        spoken = format!("{spoken}{joint} {}", last.spoken(reader, end + 1, manner));
        end = last.end;
        rule = "date.range";
    }
    Hit::new(end, reader.behind_hour(idx, spoken), rule)
}

/// A part of a whole is smaller than it and cannot be shortened; the words around name a whole, or a rough size.
fn is_fraction(reader: &Reader<'_>, idx: usize, first: &Numeral, second: &Numeral) -> bool {
    let (Some(part), Some(whole)) = (first.value(), second.value()) else { return false };
    let tokens = reader.tokens;
    let proper = part > 0
        && part < whole
        && whole <= 100
        && coprime(part, whole)
        && !tokens.digits(idx).starts_with('0');
    let scaled = reader.before(Cue::Scale, idx) && !reader.at(Cue::Partitive, second.end);
    if !proper || scaled || reader.before(Cue::Address, reader.skip_left(idx)) {
        return false;
    }
    // 3/4 - 1 bát: what is measured stands behind the whole span.
    let to = Numeral::at(tokens, second.end + 1).filter(|_| tokens.is_mark(second.end, '-'));
    let measured = to.map_or(second.end, |to| to.end);
    let of_people =
        reader.at(Cue::People, second.end) && whole <= 5 && reader.tokens.fold(idx.wrapping_sub(1)) != "có";
    let of_whole = reader.at(Cue::Partitive, measured) || of_people || units::at(reader, measured).is_some();
    let counted = reader.at(Cue::PlaceNoun, second.end) && !reader.at(Cue::Partitive, second.end);
    let silent = !reader.at(Cue::Noun, second.end);
    if counted || matches!(tokens.fold(second.end), "điểm" | "tiêu") {
        return false;
    }
    let common = whole <= 10;
    common && (of_whole || part == 1 || silent && reader.before(Cue::FractionLeft, idx))
}

fn part(reader: &Reader<'_>, first: &Numeral, second: &Numeral) -> Hit {
    let whole = match second.value() {
        Some(4) => "tư".to_owned(),
        _ => second.spoken(reader.profile),
    };
    Hit::new(second.end, format!("{} phần {whole}", first.spoken(reader.profile)), "num.fraction")
}

/// 1/2-1 viên, 1/2 - 2/3 bát: from a part to more of it.
fn up_to(reader: &Reader<'_>, from: Hit) -> Hit {
    let tokens = reader.tokens;
    let dash = from.end;
    let even = tokens.tight(dash) == tokens.tight(dash + 1);
    let to = Numeral::at(tokens, dash + 1).filter(|_| even && tokens.is_mark(dash, '-'));
    let Some(to) = to else { return from };
    let (end, spoken) = match Numeral::at(tokens, to.end + 1).filter(|_| tokens.is_mark(to.end, '/')) {
        Some(whole) => {
            let hit = part(reader, &to, &whole);
            (hit.end, hit.spoken)
        }
        None => (to.end, to.spoken(reader.profile)),
    };
    Hit::new(end, format!("{} đến {spoken}", from.spoken), from.rule)
}

fn over(reader: &Reader<'_>, first: &Numeral, second: &Numeral, rule: &'static str) -> Hit {
    let spoken = format!("{} trên {}", first.spoken(reader.profile), second.spoken(reader.profile));
    Hit::new(second.end, spoken, rule)
}

fn coprime(a: u64, b: u64) -> bool {
    if b == 0 { a == 1 } else { coprime(b, a % b) }
}
