//! Ages and births, by all the ways to tell them.
//!
//! Tokens and a place come in; the attribute that begins there comes out, with where it ends.

use super::attr::Attr;
use super::compared::{any, number, same, spelled};
use super::text::{Gap, Token};
use super::word::Shape;

pub(super) fn age(tokens: &[Token], i: usize) -> Option<(Attr, usize)> {
    let token = &tokens[i];
    if same(token, "tuổi") && i > 0 && any(&tokens[i - 1], &["ở", "vào", "cái", "vừa"]) {
        let (years, end) = spelled(tokens, i + 1)?;
        return (years < 20).then_some((Attr::Age { years, generic: false, past: true }, end));
    }
    let range = token.shape == Shape::Number && token.fold.contains(['-', '–']);
    let short = token.shape == Shape::Code && token.fold.len() <= 3 && token.fold.ends_with('t');
    let (years, mut end) = if range {
        (0, i + 1)
    } else if short {
        (token.fold[..token.fold.len() - 1].parse().ok()?, i + 1)
    } else {
        spelled(tokens, i)?
    };
    let mut years = years;
    // `năm nay bốn mươi, …`: a grown-up's age needs no `tuổi`.
    let closes = tokens.get(end).is_none_or(|t| t.gap.has(Gap::STOP) || t.gap.has(Gap::APART));
    if closes && !range && !short && (20..100).contains(&years) && i > 1 && any(&tokens[i - 1], &["nay"]) {
        return Some((Attr::Age { years, generic: false, past: false }, end));
    }
    if closes_age(tokens, i, end) && !range && !short && (3..18).contains(&years) {
        return Some((Attr::Age { years, generic: false, past: false }, end));
    }
    // `9-year-old`, `9 years old`
    let english = tokens
        .get(end)
        .zip(tokens.get(end + 1))
        .is_some_and(|(unit, old)| matches!(unit.lower.as_str(), "year" | "years") && old.lower == "old");
    if english && !range {
        return Some((Attr::Age { years, generic: false, past: false }, end + 2));
    }
    // `aged 12`
    let aged = i > 0 && token.gap.is_space() && tokens[i - 1].lower == "aged";
    if aged && !range && !short {
        return Some((Attr::Age { years, generic: false, past: false }, end));
    }
    if !short {
        let unit = tokens.get(end).filter(|t| t.gap.is_space())?;
        if any(unit, &["tháng", "ngày"])
            && tokens.get(end + 1).is_some_and(|t| same(t, "tuổi") && t.gap.is_space())
        {
            years = 0;
            end += 2;
        } else if same(unit, "tuổi") || unit.lower == "tuoi" {
            end += 1;
        } else {
            return None;
        }
    }
    if years > 120 {
        return None;
    }
    let bound = i.checked_sub(1).is_some_and(|p| {
        token.gap.is_space()
            && any(
                &tokens[p],
                &["dưới", "trên", "từ", "đến", "tới", "đủ", "độ", "lứa", "nhóm", "lớp", "và", "hoặc"],
            )
    });
    let open = tokens.get(end).is_some_and(|t| t.gap.is_space() && any(t, &["trở", "đến", "đổ", "tới"]));
    Some((Attr::Age { years, generic: range || bound || open, past: is_past(tokens, i) }, end))
}

/// `mới lên 8, …`, `vừa tròn mười mà …`: an age without its word.
fn closes_age(tokens: &[Token], i: usize, end: usize) -> bool {
    let on = tokens.get(end).is_none_or(|t| {
        t.gap.has(Gap::STOP)
            || t.gap.has(Gap::APART)
            || t.gap.is_space()
                && any(t, &["mà", "đã", "nhưng", "thì", "lại", "vẫn", "còn", "chưa", "cũng", "nên", "và"])
    });
    let back = |n: usize, words: &[&str]| {
        i.checked_sub(n).is_some_and(|p| tokens[p + 1].gap.is_space() && any(&tokens[p], words))
    };
    let grows = back(1, &["lên", "tròn"])
        && (i < 2 || !back(2, &["tăng", "nâng", "đến", "thêm", "đưa", "giá", "số", "điểm", "đội", "nhiệt"]));
    // `Lieng Hot K'Duyen, 10, …`
    let apposed = i > 0
        && tokens[i].shape == Shape::Number
        && tokens[i].gap.has(Gap::COMMA)
        && tokens[i - 1].shape == Shape::Cap
        && tokens.get(end).is_some_and(|t| t.gap.has(Gap::COMMA) && t.shape != Shape::Number);
    on && (apposed
        || grows
            && (i < 2
                || !tokens[i - 1].gap.is_space()
                || back(2, &["mới", "vừa", "em", "cháu", "bé", "con", "chỉ", "chưa", "nay"])
                || tokens[i - 1].gap.has(Gap::STOP)
                || tokens[i - 2].shape == Shape::Cap)
        || back(1, &["mới"]) && tokens[i - 1].gap.has(Gap::COMMA))
}

fn is_past(tokens: &[Token], i: usize) -> bool {
    let mut p = i;
    while p > 0 && tokens[p].gap.is_space() {
        p -= 1;
        if any(
            &tokens[p],
            &[
                "mới", "chỉ", "chưa", "tròn", "được", "lên", "còn", "em", "anh", "chị", "ông", "bà", "tôi",
                "mình",
            ],
        ) {
            continue;
        }
        return any(&tokens[p], &["khi", "năm", "hồi", "lúc", "từ", "thuở"]);
    }
    false
}

pub(super) fn birth(tokens: &[Token], i: usize) -> Option<(Attr, usize)> {
    if any(&tokens[i], &["sinh", "sn", "born", "dob", "birthday", "namsinh", "ngaysinh"]) {
        for (n, token) in tokens.iter().enumerate().take(i + 9).skip(i + 1) {
            if let Some(year) = year(token) {
                return Some((Attr::Birth { year, paren: false }, n + 1));
            }
            let date_word = any(token, &["ngày", "tháng", "năm", "vào"]) || number(token).is_some();
            if !date_word || token.gap.has(Gap::STOP) {
                break;
            }
        }
        return None;
    }
    // `Bùi Khánh Vân – 2017 – mẹ: …`: a child's year between dashes behind a name.
    let listed = i > 1
        && tokens[i].gap.has(Gap::DASH)
        && tokens[i - 1].shape == Shape::Cap
        && tokens[i - 2].shape == Shape::Cap
        && tokens.get(i + 1).is_none_or(|t| t.gap.has(Gap::DASH) || t.gap.has(Gap::STOP));
    if let Some(year) = year(&tokens[i]).filter(|y| listed && (2009..=2023).contains(y)) {
        return Some((Attr::Birth { year, paren: false }, i + 1));
    }
    let year = year(&tokens[i]).filter(|_| tokens[i].gap.has(Gap::OPEN))?;
    let closes = |t: &Token| t.gap.has(Gap::CLOSE);
    if tokens.get(i + 1).is_none_or(closes) {
        return Some((Attr::Birth { year, paren: true }, i + 1));
    }
    let span = tokens.get(i + 1).is_some_and(|t| t.gap.has(Gap::DASH) && t.shape == Shape::Number);
    (span && tokens.get(i + 2).is_none_or(closes)).then_some((Attr::Birth { year, paren: true }, i + 2))
}

/// The year of `2018`, `12/3/2018`, `2018-2026`.
fn year(token: &Token) -> Option<i32> {
    if token.shape != Shape::Number {
        return None;
    }
    let mut parts = token.fold.split(['/', '-', '.', '–']);
    let year = parts
        .clone()
        .next_back()
        .filter(|p| p.len() == 4)
        .or_else(|| parts.next().filter(|p| p.len() == 4))?;
    year.parse().ok().filter(|y| (1900..2100).contains(y))
}
