//! The slips that people make most in front matter: quotes that Word bends or that stand within a text,
//! a long text that never ends, days as they are written by hand.
//!
//! The place of a parser's complaint comes in with the line or the text; a finding goes out that names the
//! slip itself and its mend.

use jiff::civil::Date;

use super::error;
use crate::diag::{At, Diagnostic, Spot};

/// The line of what stands between the lines of plusses that opens a text of three quotes and is followed
/// by no other three, if the complaint stands behind it.
pub(super) fn unclosed(spot: &Spot, text: &str) -> Option<Diagnostic> {
    let is_front = text.starts_with("+++");
    let lines = text.lines().enumerate().skip(usize::from(is_front));
    let lines: Vec<(usize, &str)> =
        lines.take_while(|(_, line)| !is_front || line.trim_end() != "+++").collect();
    // Three quotes with a key before them open a text; if one is open already, that one was never closed.
    let mut open: Option<(usize, &str)> = None;
    let mut torn = None;
    for (i, line) in lines {
        let opens = line
            .split_once('=')
            .is_some_and(|(key, value)| is_key(key) && value.trim_start().starts_with(QUOTES));
        match (open, opens) {
            (Some(before), true) => {
                torn = Some(before);
                break;
            }
            (None, true) => open = (line.matches(QUOTES).count() % 2 == 1).then_some((i, line)),
            (Some(_), false) if line.contains(QUOTES) => open = None,
            _ => {}
        }
    }
    let (i, line) = torn.or(open)?;
    let at = At { line: u32::try_from(i + 1).unwrap_or(u32::MAX), column: 1 };
    if at.line > spot.at.line {
        return None;
    }
    let key = line.split('=').next().unwrap_or("").trim();
    let told = error(
        "toml",
        at.in_file(&spot.file),
        format!("`{key}` mở bằng ba dấu nháy \"\"\" mà không có ba dấu nháy đóng"),
        format!("`{key}` opens with three quotes \"\"\" that are never closed"),
    );
    Some(told.words(line.trim()).help(
        "viết thêm một dòng \"\"\" ngay sau dòng cuối của đoạn chữ ấy",
        "add a line \"\"\" below the last line of that text",
    ))
}

const QUOTES: &str = "\"\"\"";

fn is_key(words: &str) -> bool {
    let words = words.trim();
    !words.is_empty() && words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// What is wrong with a single line.
pub(super) fn in_line(spot: &Spot, line: &str) -> Option<Diagnostic> {
    let (key, value) = line.split_once('=')?;
    let (key, value) = (key.trim(), value.trim());
    bent(spot, key, value)
        .or_else(|| inner_quotes(spot, key, value))
        .or_else(|| day(spot, key, value))
        .or_else(|| zero(spot, key, value))
}

/// `localities = [05569]`: a number of TOML begins with no zero, a code and a telephone number do.
fn zero(spot: &Spot, key: &str, value: &str) -> Option<Diagnostic> {
    let list = value.strip_prefix('[').and_then(|list| list.strip_suffix(']'));
    let items: Vec<&str> = list.unwrap_or(value).split(',').map(str::trim).collect();
    let is_number = |item: &&str| {
        item.len() > 1 && item.starts_with('0') && item.bytes().all(|byte| byte.is_ascii_digit())
    };
    let number = items.iter().find(|item| is_number(item))?;
    let quoted = |item: &&str| if is_number(item) { format!("\"{item}\"") } else { (*item).to_owned() };
    let quoted = items.iter().map(quoted).collect::<Vec<_>>().join(", ");
    let mended = if list.is_some() { format!("[{quoted}]") } else { quoted };
    let told = error(
        "toml",
        spot.clone(),
        format!("`{number}` bắt đầu bằng 0: mã xã và số điện thoại phải đặt trong dấu nháy kép"),
        format!("`{number}` begins with 0: codes and telephone numbers stand in double quotes"),
    );
    Some(told.words(number).help(format!("viết {key} = {mended}"), format!("write {key} = {mended}")))
}

fn bent(spot: &Spot, key: &str, value: &str) -> Option<Diagnostic> {
    const BENT: [char; 8] = ['“', '”', '„', '‟', '‘', '’', '«', '»'];
    let bent = value.trim_start_matches(['[', ' ']).chars().next().filter(|c| BENT.contains(c))?;
    let straight = value.replace(BENT, "\"");
    let told = error(
        "toml",
        spot.clone(),
        format!("dấu nháy cong {bent} không dùng được ở đây"),
        format!("a curly quotation mark {bent} does not work here"),
    );
    Some(told.help(
        format!("thay bằng dấu nháy thẳng \": {key} = {straight}"),
        format!("use the straight mark \": {key} = {straight}"),
    ))
}

/// `"A "nháy" B"`: quotes within a text end it.
fn inner_quotes(spot: &Spot, key: &str, value: &str) -> Option<Diagnostic> {
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    if !is_key(key) || !inner.contains('"') || inner.contains('\\') || inner.contains("\", \"") {
        return None;
    }
    let mut opens = false;
    let curly = |c: char| match c {
        '"' => {
            opens = !opens;
            if opens { '“' } else { '”' }
        }
        c => c,
    };
    let bent: String = inner.chars().map(curly).collect();
    let told = error(
        "toml",
        spot.clone(),
        "trong chữ có dấu nháy kép thẳng \": máy tưởng chữ hết ở đó".into(),
        "a straight quotation mark \" within the text ends it there".into(),
    );
    Some(told.help(
        format!("dấu nháy bên trong viết cong: {key} = \"{bent}\""),
        format!("write the inner marks curly: {key} = \"{bent}\""),
    ))
}

fn day(spot: &Spot, key: &str, value: &str) -> Option<Diagnostic> {
    let parts: Vec<&str> = value.split(['/', '.', '-']).map(str::trim).collect();
    let [first, month, last] = parts.as_slice() else { return None };
    let number = |text: &str| text.parse::<i16>().ok();
    let (day, year) =
        if first.len() == 4 { (number(last)?, number(first)?) } else { (number(first)?, number(last)?) };
    let month = number(month)?;
    if !(1..=31).contains(&day) || !(1..=12).contains(&month) || !(1000..=9999).contains(&year) {
        return None;
    }
    let in_calendar = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).is_ok();
    if !in_calendar {
        let told = error(
            "toml",
            spot.clone(),
            format!("không có ngày {day}/{month}/{year}"),
            format!("there is no day {day}/{month}/{year}"),
        );
        return Some(told.words(value).help(
            format!("xem lại ngày và tháng; viết như {key} = {year:04}-{month:02}-28"),
            format!("look at the day and the month; write it as {key} = {year:04}-{month:02}-28"),
        ));
    }
    let told = error(
        "toml",
        spot.clone(),
        format!("ngày `{value}` viết chưa đúng cách"),
        format!("the date `{value}` is not written in the form that is read here"),
    );
    Some(told.help(
        format!("viết năm trước, không dấu nháy: {key} = {year:04}-{month:02}-{day:02}"),
        format!("write the year first, without quotes: {key} = {year:04}-{month:02}-{day:02}"),
    ))
}
