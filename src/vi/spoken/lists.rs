//! Small numbers in a row: 3-4-5 are three classes, 2-4-6 behind "thứ" days of the week, 1-1-1 keys to press.
//!
//! In: a position. Out: the numbers one by one. Two numbers with a hyphen are a span or a day (`ranges`,
//! `dates`); a date of three numbers and a telephone number were read before. Commas between numbers are
//! read by `plain`, but behind T they count the days of the week here.

use super::dates;
use super::lexicon::Cue;
use super::numbers::{cardinal_of, digits, ordinal};
use super::reader::{Hit, Reader};
use super::tokens::{Gap, Tokens};

/// 1-1-1, thứ 2-4-6, khối 3-4-5, ngày 1-2-3/6.
pub(super) fn hyphens(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if !tokens.tight_mark(idx + 1, '-') {
        return None;
    }
    let (parts, end) = row(tokens, idx);
    let ends = !(tokens.tight(end) && (tokens.is_word(end) || tokens.is_mark(end, '-')));
    if parts.len() < 3 || !ends {
        return None;
    }
    let values: Vec<u64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let rising = values.windows(2).all(|pair| pair[0] < pair[1]);
    if let Some(day) = dates::slash_day(tokens, end - 1).filter(|_| rising) {
        let days: Vec<String> = values[..values.len() - 1]
            .iter()
            .map(|&value| dates::day_name(value, reader, idx, dates::Manner::Calendar))
            .collect();
        let last = day.spoken(reader, idx, dates::Manner::Calendar);
        return Some(Hit::new(day.end, format!("{}, {last}", days.join(", ")), "date.list"));
    }
    let number = parts.concat();
    let keys = parts.iter().all(|part| part.len() == 1)
        && (reader.lexicon.is_hotline(&number) || reader.before(Cue::Phone, reader.skip_left(idx)));
    if keys {
        return Some(Hit::new(end, digits(&number), "phone.short"));
    }
    let before = tokens.fold(idx.wrapping_sub(1));
    if before == "thứ" && rising && values.iter().copied().all(is_weekday) {
        let days: Vec<String> = parts.iter().map(|part| weekday(reader, part)).collect();
        return Some(Hit::new(end, days.join(", thứ "), "date.list"));
    }
    let words: Vec<String> = parts
        .iter()
        .map(|part| match *part {
            "4" if before == "tháng" => "tư".to_owned(),
            _ => cardinal_of(part, reader.profile),
        })
        .collect();
    Some(Hit::new(end, words.join(", "), "num.list"))
}

/// T2-4-6, T2,4,6, T3, 5, 7, T2 - T4 - T6: days of the week; T3-5: a span of days or months.
pub(super) fn weekdays(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if tokens.raw(idx) != "T" || !tokens.tight_number(idx + 1) {
        return None;
    }
    let (mut parts, mut end) = (vec![tokens.digits(idx + 1)], idx + 2);
    while let Some(at) = next_day(tokens, end) {
        parts.push(tokens.digits(at));
        end = at + 1;
    }
    let values: Vec<u64> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    let rising = values.windows(2).all(|pair| pair[0] < pair[1]);
    let ends = !(tokens.tight(end) && (tokens.is_word(end) || tokens.is_mark(end, '/')));
    let in_year = tokens.fold(end) == "năm" && tokens.is_number(end + 1);
    if !rising || !ends || in_year || !values.iter().copied().all(is_weekday) {
        return None;
    }
    let days: Vec<String> = parts.iter().map(|part| weekday(reader, part)).collect();
    if days.len() > 2 {
        return Some(Hit::new(end, format!("thứ {}", days.join(", thứ ")), "date.list"));
    }
    let [from, to] = &days[..] else { return None };
    if !tokens.tight_mark(idx + 2, '-') || end != idx + 4 {
        return None;
    }
    let in_week = dates::is_weekday(reader, idx)
        || matches!(tokens.fold(idx.wrapping_sub(1)), "học" | "dạy" | "trực" | "nghỉ");
    let word = if in_week { "thứ" } else { "tháng" };
    Some(Hit::new(end, format!("{word} {from} đến {word} {to}"), "date.range"))
}

/// 10/12 (T5), 5/12 (CN), T5 (10/12): a day of the week beside a day of the month.
pub(super) fn beside_day(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let (end, spoken) = day_of_week(reader, idx)?;
    let before = tokens.mark(idx.wrapping_sub(1));
    let closes = tokens.mark(end).is_some_and(|mark| matches!(mark, ')' | ',' | ';' | '.' | ':'))
        && !(tokens.tight(end + 1) && tokens.is_number(end + 1))
        || tokens.gap(end) >= Gap::Line;
    let behind = matches!(before, Some('(' | ',')) && closes && reader.follows(idx, "date");
    let mark = usize::from(matches!(tokens.mark(end), Some('(' | ',')));
    let word = usize::from(tokens.fold(end + mark) == "ngày");
    let day = end + mark + word;
    let other_month = tokens.value(day + 2, 2) != tokens.value(idx + 1, 2);
    let ahead = tokens.gap(day) == Gap::Space || mark == 1 && tokens.is_mark(end, '(');
    let ahead = ahead && other_month && dates::slash_day(tokens, day).is_some();
    (behind || ahead).then(|| Hit::new(end, spoken, "date.weekday"))
}

/// T2 … T7 or CN: the index behind it and its words.
fn day_of_week(reader: &Reader<'_>, idx: usize) -> Option<(usize, String)> {
    let tokens = reader.tokens;
    if tokens.raw(idx) == "CN" {
        return Some((idx + 1, "chủ nhật".to_owned()));
    }
    let value = tokens.value(idx + 1, 1).filter(|&value| is_weekday(value))?;
    let written = tokens.raw(idx) == "T" && tokens.tight_number(idx + 1);
    (written && !(tokens.tight(idx + 2) && tokens.is_word(idx + 2))).then(|| {
        let day = ordinal(value, tokens.digits(idx + 1), reader.profile, "nhất");
        (idx + 2, format!("thứ {day}"))
    })
}

/// Whether a bracket with a day of the week begins at a token: (T5), (thứ 5), (CN).
pub(super) fn opens_weekday(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let named = matches!((tokens.fold(idx + 1), tokens.fold(idx + 2)), ("thứ", _) | ("chủ", "nhật"));
    tokens.is_mark(idx, '(') && (named || day_of_week(reader, idx + 1).is_some())
}

/// The number that goes on a row of days behind a hyphen or a comma.
fn next_day(tokens: &Tokens<'_>, mark: usize) -> Option<usize> {
    let next = mark + 1;
    let again = tokens.raw(next) == "T" && tokens.tight_number(next + 1);
    let at = next + usize::from(again);
    let close = tokens.tight(mark) && tokens.tight(next);
    let joined = match tokens.mark(mark)? {
        '-' => close || again,
        ',' => tokens.tight(mark) && tokens.gap(next) <= Gap::Space,
        _ => false,
    };
    let is_day =
        tokens.value(at, 1).is_some_and(is_weekday) && !(tokens.tight(at + 1) && tokens.is_word(at + 1));
    (joined && is_day).then_some(at)
}

/// Numbers of at most two digits joined by hyphens, and the index behind the last.
fn row<'t>(tokens: &Tokens<'t>, idx: usize) -> (Vec<&'t str>, usize) {
    let (mut parts, mut end) = (Vec::new(), idx);
    while (1..=2).contains(&tokens.digits(end).len()) {
        parts.push(tokens.digits(end));
        end += 1;
        let joined = tokens.tight_mark(end, '-') && tokens.tight_number(end + 1);
        if !joined {
            break;
        }
        end += 1;
    }
    (parts, end)
}

fn is_weekday(value: u64) -> bool {
    (2..=7).contains(&value)
}

fn weekday(reader: &Reader<'_>, written: &str) -> String {
    ordinal(written.parse().unwrap_or_default(), written, reader.profile, "nhất")
}
