//! Times of day and durations on a clock: 7h30, 17g30, 05:30, 7h30 - 11h.
//!
//! In: a position. Out: "bảy giờ ba mươi phút". Hours written as words (17 giờ 05 phút) are plain numbers
//! before the word "giờ" and are not read here.

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
        && (tokens.tight(minutes_at) || spaced && tokens.digits(minutes_at).len() == 2);
    let gram = matches!(letter, "g" | "G");
    if gram
        && !(with_minutes && hour <= 24
            || hour <= 24 && tokens.tight(idx + 1) && reader.before(Cue::Hour, idx))
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
