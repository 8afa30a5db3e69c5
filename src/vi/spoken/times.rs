//! Times of day and durations on a clock: 7h30, 17g30, 05:30, 7h30 - 11h.
//!
//! In: a position. Out: "bảy giờ ba mươi phút". Hours written as words (17 giờ 05 phút) are plain numbers
//! before the word "giờ" and are not read here.

use super::dates;
use super::lexicon::Cue;
use super::numbers::{cardinal, digits};
use super::reader::{Hit, Reader};
use super::tokens::{Gap, Tokens};

/// One time, or two with a dash between them.
pub(super) fn clock(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let (mut end, mut spoken) = time(reader, idx)?;
    if reader.tokens.is_mark(end, '-')
        && let Some((second_end, second)) = time(reader, end + 1)
    {
        spoken = format!("{spoken} đến {second}");
        end = second_end;
    }
    Some(Hit::new(end, spoken, "time"))
}

/// The part of the day that AM and PM stand for: the index behind them and the word.
fn half_of_day(tokens: &Tokens<'_>, idx: usize, hour: u64) -> Option<(usize, &'static str)> {
    let (half, end) = match (tokens.fold(idx), tokens.fold(idx + 2)) {
        ("a", "m") if tokens.tight_mark(idx + 1, '.') => ("am", idx + 3),
        ("p", "m") if tokens.tight_mark(idx + 1, '.') => ("pm", idx + 3),
        (half, _) => (half, idx + 1),
    };
    if tokens.gap(idx) > Gap::Space {
        return None;
    }
    let word = match (half, hour) {
        ("am", 12) | ("pm", 11) => "đêm",
        ("am", _) => "sáng",
        ("pm", 12) => "trưa",
        ("pm", 1..=5) => "chiều",
        ("pm", 6..=10) => "tối",
        ("pm", _) => "",
        _ => return None,
    };
    Some((
        end + usize::from(end > idx + 1 && tokens.tight_mark(end, '.') && tokens.get(end + 1).is_some()),
        word,
    ))
}

/// Whether a time of day begins at a token.
pub(super) fn begins(reader: &Reader<'_>, idx: usize) -> bool {
    time(reader, idx).is_some()
}

/// Minutes in words, a leading zero heard: 05 is "không năm".
pub(super) fn minutes(tokens: &Tokens<'_>, idx: usize, reader: &Reader<'_>) -> String {
    let written = tokens.digits(idx);
    match written.parse() {
        Ok(value) if !written.starts_with('0') => cardinal(value, reader.profile),
        _ => digits(written),
    }
}

fn time(reader: &Reader<'_>, idx: usize) -> Option<(usize, String)> {
    let tokens = reader.tokens;
    let hour = tokens.value(idx, 3)?;
    let found = hours_and_minutes(reader, idx, hour);
    let (end, spoken) = match found {
        Some(found) => found,
        // 8 AM, 5pm
        None if matches!(tokens.raw(idx + 1), "AM" | "PM" | "am" | "pm") && (1..=12).contains(&hour) => {
            (idx + 1, format!("{} giờ", cardinal(hour, reader.profile)))
        }
        None => return None,
    };
    Some(match half_of_day(tokens, end, hour) {
        Some((end, word)) => (end, format!("{spoken} {word}").trim_end().to_owned()),
        None => (end, spoken),
    })
}

fn hours_and_minutes(reader: &Reader<'_>, idx: usize, hour: u64) -> Option<(usize, String)> {
    let tokens = reader.tokens;
    if tokens.is_mark(idx + 1, ':') {
        return colon_time(reader, idx, hour);
    }
    let letter = tokens.raw(idx + 1);
    if !matches!(letter, "h" | "H" | "g" | "G") || tokens.gap(idx + 1) > Gap::Space {
        return None;
    }
    let minutes_at = idx + 2;
    let spaced = tokens.gap(minutes_at) == Gap::Space && tokens.gap(idx + 1) == Gap::Space;
    let with_minutes = tokens.digits(minutes_at).len() <= 2
        && tokens.value(minutes_at, 2).is_some_and(|value| value < 60)
        && (tokens.tight(minutes_at)
            || spaced
                && tokens.digits(minutes_at).len() == 2
                && dates::slash_day(tokens, minutes_at).is_none());
    let gram = matches!(letter, "g" | "G");
    if gram
        && !(with_minutes && hour <= 24
            || hour <= 24
                && tokens.tight(idx + 1)
                && (reader.before(Cue::Hour, idx) || spans_hours(tokens, idx)))
    {
        return None;
    }
    if !with_minutes && (tokens.gap(idx + 1) != Gap::None && gram || tokens.tight_number(minutes_at)) {
        return None;
    }
    let hours = format!("{} giờ", cardinal(hour, reader.profile));
    if !with_minutes {
        return Some((minutes_at, hours));
    }
    let end = minutes_at + 1;
    let unit = usize::from(
        tokens.tight_mark(end, '\'')
            || tokens.tight(end) && matches!(tokens.raw(end), "p" | "ph" | "m")
            || tokens.fold(end) == "phút",
    );
    Some((end + unit, with_minute_words(reader, minutes_at, hours)))
}

/// 8g-11g where nothing is weighed: the span ends the phrase, or a part of the day or the week follows.
fn spans_hours(tokens: &Tokens<'_>, idx: usize) -> bool {
    let is_gram =
        |i: usize| tokens.is_number(i) && tokens.tight(i + 1) && matches!(tokens.raw(i + 1), "g" | "G");
    let pair = |first: usize| {
        let (from, to) = (tokens.value(first, 2), tokens.value(first + 3, 2));
        let rises = from.zip(to).is_some_and(|(from, to)| from < to && to <= 24);
        let behind = first + 5;
        let free = !tokens.is_word(behind)
            || matches!(
                tokens.fold(behind),
                "sáng"
                    | "chiều"
                    | "tối"
                    | "trưa"
                    | "thứ"
                    | "ngày"
                    | "hằng"
                    | "hàng"
                    | "các"
                    | "mỗi"
                    | "và"
                    | "tại"
            );
        is_gram(first) && tokens.is_mark(first + 2, '-') && is_gram(first + 3) && rises && free
    };
    pair(idx) || idx >= 3 && pair(idx - 3)
}

fn colon_time(reader: &Reader<'_>, idx: usize, hour: u64) -> Option<(usize, String)> {
    let tokens = reader.tokens;
    let minute = tokens.value(idx + 2, 2).filter(|_| tokens.digits(idx + 2).len() == 2)?;
    let tight = tokens.tight(idx + 1) && tokens.tight(idx + 2);
    if !tight || hour > 24 || minute > 59 || reader.before(Cue::Scale, idx) || reader.before(Cue::Score, idx)
    {
        return None;
    }
    let mut spoken = with_minute_words(reader, idx + 2, format!("{} giờ", cardinal(hour, reader.profile)));
    let mut end = idx + 3;
    if tokens.tight_mark(end, ':') && tokens.tight_number(end + 1) && tokens.digits(end + 1).len() == 2 {
        spoken = format!("{spoken} {} giây", minutes(tokens, end + 1, reader));
        end += 2;
    }
    Some((end + usize::from(tokens.tight(end) && tokens.raw(end) == "h"), spoken))
}

fn with_minute_words(reader: &Reader<'_>, idx: usize, hours: String) -> String {
    if reader.tokens.value(idx, 2) == Some(0) {
        return hours;
    }
    format!("{hours} {} phút", minutes(reader.tokens, idx, reader))
}
