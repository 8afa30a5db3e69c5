//! Marks: which are pauses, which are words (&, <, +), which stay silent (brackets, quotes, hyphens).
//!
//! In: the position of a mark. Out: a word, a pause, or nothing at all. Marks that belong to a number
//! (%, °, a minus between days) were taken by the number's rule and never come here.

use super::horns;
use super::lexicon::Cue;
use super::numbers::Numeral;
use super::periods;
use super::reader::{Hit, Reader};
use super::times;
use super::tokens::{Gap, Tokens};
use super::units;

/// HTML tags of footnotes and emphasis, Markdown marks, a footnote number.
pub(super) fn markup(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if tokens.is_mark(idx, '(')
        && tokens.tight(idx)
        && tokens.is_word(idx.wrapping_sub(1))
        && tokens.tight_number(idx + 1)
        && tokens.is_mark(idx + 2, ')')
        && tokens.digits(idx + 1).len() < 3
    {
        return Some(Hit::new(idx + 3, "", "footnote"));
    }
    // "báo cáo[1]"
    if tokens.is_mark(idx, '[')
        && tokens.tight(idx)
        && idx > 0
        && tokens.value(idx + 1, 2).is_some()
        && tokens.is_mark(idx + 2, ']')
    {
        return Some(Hit::new(idx + 3, "", "footnote"));
    }
    if !tokens.is_mark(idx, '<') {
        return None;
    }
    let name = idx + 1 + usize::from(tokens.is_mark(idx + 1, '/'));
    if !tokens.tight(idx + 1) || !TAGS.contains(&tokens.fold(name)) && !tokens.fold(name).starts_with('h') {
        return None;
    }
    let close = (name..name + 40).find(|&i| tokens.is_mark(i, '>'))?;
    let footnote = tokens.fold(name) == "sup" && name == idx + 1;
    let end = if footnote { (close..close + 8).find(|&i| tokens.is_mark(i, '/')) } else { None };
    match end.filter(|&end| tokens.fold(end + 1) == "sup" && (close..end).any(|i| tokens.is_number(i))) {
        Some(end) => Some(Hit::new(end + 3, "", "footnote")),
        None => Some(Hit::new(close + 1, "", "mark.tag")),
    }
}

const TAGS: [&str; 20] = [
    "sup", "sub", "b", "i", "u", "br", "p", "em", "strong", "span", "a", "div", "ul", "ol", "li", "table",
    "tr", "td", "th", "img",
];

/// A slash between words: "in one" behind a count, otherwise silent.
pub(super) fn slash(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if !tokens.is_mark(idx, '/') {
        return None;
    }
    let next = idx + 1;
    if idx > 0 && tokens.is_mark(idx - 1, '.') && tokens.is_mark(next, '.') {
        return Some(Hit::new(next + 1, ".", "mark.end"));
    }
    if tokens.is_number(next) && reader.follows(idx, "phone") {
        return Some(Hit::new(next, ",", "mark.pause"));
    }
    if is_mixed(tokens, idx.wrapping_sub(2)) && is_mixed(tokens, next) {
        return Some(Hit::new(next, ",", "slash.words"));
    }
    if tokens.is_number(next)
        && (tokens.is_word(idx.wrapping_sub(1)) || tokens.is_mark(idx.wrapping_sub(1), '%'))
    {
        // 300 mm/24h
        let span = matches!(tokens.fold(next + 1), "h" | "giờ");
        return Some(Hit::new(next, if span { "trong" } else { "trên" }, "unit.per"));
    }
    // tỷ lệ trẻ trai/trẻ gái
    if matches!(tokens.fold(idx.wrapping_sub(1)), "nam" | "trai" | "nữ" | "gái") && is_ratio(tokens, idx) {
        return Some(Hit::new(next, "trên", "num.ratio"));
    }
    let rate = match tokens.raw(next) {
        "h" => Some((next + 1, "giờ")),
        "s" => Some((next + 1, "giây")),
        _ => None,
    };
    let unit = rate.or_else(|| units::at(reader, next)).or_else(|| units::alone(reader, next));
    let alternatives = reader.at(Cue::PlaceUnit, next) && reader.before(Cue::PlaceUnit, idx)
        || (tokens.fold(idx.wrapping_sub(1)), tokens.fold(next)) == ("thầy", "cô");
    let per = unit.is_some() || reader.at(Cue::Per, next) || is_priced(reader, idx);
    if per && !alternatives && counts_left(reader, idx) {
        return Some(match unit {
            Some((end, unit)) => Hit::new(end, format!("một {unit}"), "unit.per"),
            None => Hit::new(next, "một", "unit.per"),
        });
    }
    Some(Hit::new(next, "", "slash.words"))
}

/// `20.000đ/vé`, `15kg/khẩu`, `60'/ván`: so much money, so much of a measure for one of anything.
fn is_priced(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let Some(before) = idx.checked_sub(1) else { return false };
    let word = tokens.is_word(idx + 1) && !tokens.is_capital(idx + 1);
    let money = matches!(tokens.fold(before), "đồng" | "nghìn" | "ngàn" | "triệu" | "tỷ" | "tỉ");
    let behind_number = |i: usize| i > 0 && tokens.is_number(i - 1);
    let measure = matches!(tokens.mark(before), Some('\'' | '₫'))
        || units::at(reader, before).is_some_and(|(_, unit)| unit != "giờ" && !unit.starts_with("độ"));
    word && tokens.tight(idx) && tokens.tight(idx + 1) && (money || measure) && behind_number(before)
}

/// Whether a ratio is named a few words before.
fn is_ratio(tokens: &Tokens<'_>, idx: usize) -> bool {
    (idx.saturating_sub(6)..idx)
        .any(|i| matches!(tokens.fold(i), "tỷ" | "tỉ") && matches!(tokens.fold(i + 1), "lệ" | "số"))
}

/// 4G, 5A: a number and its letter, whose slash to another such name is one between words.
fn is_mixed(tokens: &Tokens<'_>, idx: usize) -> bool {
    tokens.is_number(idx) && tokens.tight(idx + 1) && tokens.is_upper(idx + 1)
}

/// `=>`, `-->`: what follows from something, or comes after it. Between numbers it leads from one to the other.
pub(super) fn arrow(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    const LONGEST: usize = 4;
    let tokens = reader.tokens;
    let shaft = |i: usize| matches!(tokens.mark(i), Some('=' | '-' | '~')) && (i == idx || tokens.tight(i));
    let head = idx + (idx..idx + LONGEST).take_while(|&i| shaft(i)).count();
    if head == idx || !tokens.tight_mark(head, '>') {
        return None;
    }
    let end = head + 1;
    let between = idx > 0 && tokens.is_number(idx - 1) && tokens.is_number(end) && tokens.is_mark(idx, '-');
    if between {
        return Some(Hit::new(end, "đến", "range"));
    }
    Some(Hit::new(end, if tokens.opens_line(idx) { "" } else { "," }, "mark.pause"))
}

/// A dash between two of the same kind (thứ 2 - thứ 6, 5 giờ - 7 giờ) is "đến"; before a number it may be a minus.
pub(super) fn dash(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if !tokens.is_mark(idx, '-') {
        return None;
    }
    if tokens.opens_line(idx) && !tokens.tight(idx + 1) {
        return Some(Hit::new(idx + 1, "", "mark.bullet"));
    }
    if reader.follows(idx, "phone") && tokens.is_number(idx + 1) {
        return Some(Hit::new(idx + 1, ",", "mark.pause"));
    }
    if let Some(joint) = beside_sunday(tokens, idx) {
        return Some(Hit::new(idx + 1, joint, if joint == "," { "mark.pause" } else { "range" }));
    }
    if let Some(joint) = horns::between_bodies(reader, idx) {
        return Some(Hit::new(idx + 1, joint, "hyphen.bodies"));
    }
    if spans(reader, idx) || periods::joins(reader, idx) {
        return Some(Hit::new(idx + 1, "đến", "range"));
    }
    let minus = tokens.tight_number(idx + 1)
        && (tokens.gap(idx) != Gap::None || tokens.is_mark(idx.wrapping_sub(1), '('));
    if minus && (is_measured(reader, idx + 1) || of_temperature(tokens, idx)) {
        return Some(Hit::new(idx + 1, "âm", "sym"));
    }
    // -5 - -2°C
    let minus_behind = tokens.is_mark(idx + 1, '-') && tokens.tight_number(idx + 2);
    if minus_behind && tokens.is_number(idx.wrapping_sub(1)) && is_measured(reader, idx + 2) {
        return Some(Hit::new(idx + 1, "đến", "range"));
    }
    // 10/12 - xóm 3
    let blank = tokens.gap(idx) == Gap::Space && tokens.gap(idx + 1) == Gap::Space;
    let dated = blank && tokens.is_word(idx + 1) && reader.follows(idx, "date.");
    if dated || parts_words(reader, idx) {
        return Some(Hit::new(idx + 1, ",", "mark.pause"));
    }
    Some(Hit::new(idx + 1, "", "hyphen.not-range"))
}

/// Whether degrees or parts are measured at a number or at the end of its span: -2 đến 8°C, -25 - -15 độ.
fn is_measured(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let of = |number: &Numeral| {
        let unit = units::at(reader, number.end).map_or("", |(_, unit)| unit);
        unit.starts_with("độ") || unit == "phần trăm" || tokens.fold(number.end) == "độ"
    };
    let Some(first) = Numeral::at(tokens, idx) else { return false };
    let joint = first.end;
    let leads = tokens.is_mark(joint, '-') || matches!(tokens.fold(joint), "đến" | "tới" | "hoặc" | "và");
    let to = joint + 1 + usize::from(tokens.is_mark(joint + 1, '-'));
    of(&first) || leads && Numeral::at(tokens, to).is_some_and(|last| of(&last))
}

/// Whether the words before speak of a temperature.
fn of_temperature(tokens: &Tokens<'_>, idx: usize) -> bool {
    (idx.saturating_sub(7)..idx).any(|i| tokens.fold(i) == "nhiệt" && tokens.fold(i + 1) == "độ")
}

/// A dash with a blank on both sides between words is a pause: "Bơi an toàn – Việc của cả nhà". Names of units
/// and offices are written so too, and said in one breath: "Chân Mây - Lăng Cô", "Lao động - Thương binh".
fn parts_words(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let (before, after) = (idx.wrapping_sub(1), idx + 1);
    let blank = |i: usize| tokens.gap(i) == Gap::Space;
    let quote = |i: usize| tokens.is_mark(i, '"');
    let word = |i: usize| tokens.is_word(i) || quote(i);
    let capital = |i: usize| tokens.is_word(i) && tokens.is_capital(i);
    // "Sở Lao động - Thương binh": the name began a few words before.
    let begun = |i: usize| capital(i) && i > 0 && !tokens.opens_line(i) && tokens.is_word(i - 1);
    let is_name = capital(after) && (before.saturating_sub(3)..=before).any(begun);
    idx > 0
        && blank(idx)
        && blank(after)
        && word(before)
        && word(after)
        && !is_name
        && reader.lexicon.unit(tokens.raw(before)).is_none()
        && !quiet(tokens.fold(after))
}

/// `Thể dục – thể thao`, `ý kiến – đề nghị`: one thing in two words.
fn quiet(fold: &str) -> bool {
    matches!(fold, "xã" | "thể" | "kế" | "văn" | "du")
}

/// T7-CN are two days, T2-CN a span of them.
fn beside_sunday(tokens: &Tokens<'_>, idx: usize) -> Option<&'static str> {
    let sunday =
        tokens.raw(idx + 1) == "CN" || tokens.fold(idx + 1) == "chủ" && tokens.fold(idx + 2) == "nhật";
    let day = idx.checked_sub(1).filter(|_| sunday)?;
    let weekday = match tokens.fold(day) {
        "hai" | "ba" | "tư" | "năm" | "sáu" => 2,
        "bảy" => 7,
        _ => tokens.value(day, 1)?,
    };
    let named = matches!(tokens.fold(day.wrapping_sub(1)), "t" | "thứ");
    match weekday {
        7 if named => Some(","),
        2..=6 if named => Some("đến"),
        _ => None,
    }
}

/// Signs that are words.
pub(super) fn sign(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let number = tokens.is_number(idx + 1);
    let or_equal = tokens.tight_mark(idx + 1, '=');
    let end = idx + 1;
    let word = match tokens.mark(idx)? {
        '<' if or_equal && tokens.is_number(idx + 2) => {
            return Some(Hit::new(idx + 2, "nhỏ hơn hoặc bằng", "sym"));
        }
        '>' if or_equal && tokens.is_number(idx + 2) => {
            return Some(Hit::new(idx + 2, "lớn hơn hoặc bằng", "sym"));
        }
        '<' if number => "dưới",
        '>' if number => "trên",
        '≥' | '⩾' | '≧' if is_count(tokens, idx) => "ít nhất",
        '≤' | '⩽' | '≦' => "nhỏ hơn hoặc bằng",
        '≥' | '⩾' | '≧' => "lớn hơn hoặc bằng",
        '&' => "và",
        '+' if tokens.tight_mark(idx + 1, '/') && tokens.is_mark(idx + 2, '-') => {
            return Some(Hit::new(idx + 3, "cộng trừ", "sym"));
        }
        '+' if tokens.opens_line(idx) && !tokens.tight(end) => return Some(Hit::new(end, "", "mark.bullet")),
        '+' => "cộng",
        '=' if idx > 0 && tokens.gap(end) < Gap::Line => "bằng",
        '±' => "cộng trừ",
        '×' | '✕' => "nhân",
        '÷' | '→' | '➔' | '⇒' if number && !tokens.opens_line(idx) => "đến",
        '~' | '≈' if number => "khoảng",
        '%' => "phần trăm",
        '‰' => "phần nghìn",
        ':' if number && tokens.tight(idx) && tokens.tight(end) && tokens.is_number(idx.wrapping_sub(1)) => {
            if tokens.digits(end).len() == 4
                && tokens.digits(end).starts_with(['1', '2'])
                && tokens.value(end, 4) > Some(1900)
            {
                "năm"
            } else {
                "trên"
            }
        }
        '.' if number && tokens.tight(idx) && tokens.tight(end) && tokens.is_upper(idx.wrapping_sub(1)) => {
            "chấm"
        }
        '°' => "độ",
        '№' => "số",
        '$' if number => return money(reader, idx, "đô la"),
        '€' if number => return money(reader, idx, "ơ rô"),
        '₫' => "đồng",
        '@' if tokens.tight(idx) && tokens.tight(end) => "a còng",
        _ => return None,
    };
    Some(Hit::new(end, word, "sym"))
}

/// "có ≥ 01 điểm": offices write a count with a zero before it.
fn is_count(tokens: &Tokens<'_>, idx: usize) -> bool {
    let zero = tokens.digits(idx + 1);
    zero.len() == 2 && zero.starts_with('0')
        || tokens.is_number(idx + 1) && tokens.fold(idx.wrapping_sub(1)) == "có"
}

/// Pauses, and all the marks that say nothing.
pub(super) fn pause(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let mark = tokens.mark(idx)?;
    let mut end = idx + 1;
    let pause = match mark {
        '.' if tokens.tight_mark(end, '.') => {
            while tokens.tight_mark(end, '.') {
                end += 1;
            }
            ellipsis(tokens, end)
        }
        // The point of an abbreviation: "v.v.,".
        '.' if matches!(tokens.mark(end), Some(',' | ';')) && tokens.tight(end) => "",
        '…' => ellipsis(tokens, end),
        '.' | '!' | '?' | ':' | ';' | ',' => return Some(Hit::new(end, mark.to_string(), "mark.pause")),
        '(' | ')' | '[' | ']' | '{' | '}' | '|' | '•' | '→' | '⇒' => ",",
        _ => "",
    };
    Some(Hit::new(end, pause, "mark.pause"))
}

fn ellipsis(tokens: &Tokens<'_>, end: usize) -> &'static str {
    if tokens.get(end).is_none() || tokens.is_capital(end) { "." } else { "," }
}

/// Whether something is counted or measured left of a slash: "2 buổi/tuần", "đồng/tháng", "500.000 đồng/người/tháng".
fn counts_left(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    if reader.before(Cue::Measure, idx)
        || matches!(tokens.mark(idx.wrapping_sub(1)), Some('%' | '\''))
        || tokens.is_number(idx.wrapping_sub(1))
    {
        return true;
    }
    (1..=6)
        .filter_map(|n| idx.checked_sub(n))
        .take_while(|&i| {
            tokens.is_word(i) || tokens.is_number(i) || matches!(tokens.mark(i), Some('/' | '\''))
        })
        .any(|i| tokens.is_number(i))
        || idx > 0 && reader.lexicon.unit(tokens.raw(idx - 1)).is_some() && tokens.raw(idx - 1).len() > 1
}

/// Whether a dash leads from one to another of a kind.
fn spans(reader: &Reader<'_>, idx: usize) -> bool {
    let tokens = reader.tokens;
    let Some(left) = idx.checked_sub(2) else { return false };
    let next = tokens.fold(idx + 1);
    let counted = |i: usize| tokens.is_number(i) || tokens.is_word(i);
    // thứ 2 - thứ 6, tháng 6 - tháng 8, T2 - T6, thứ Hai - thứ Sáu
    if !next.is_empty()
        && next == tokens.fold(left)
        && counted(idx - 1)
        && counted(idx + 2)
        && (tokens.is_number(idx - 1) && tokens.is_number(idx + 2) || next == "thứ")
    {
        return true;
    }
    // Km0+00 - Km2+350
    if next == "km" && (idx.saturating_sub(4)..idx).any(|i| tokens.fold(i) == "km" && tokens.is_number(i + 1))
    {
        return true;
    }
    // 5 giờ - 7 giờ, 30 phút - 1 giờ, 5 triệu - 10 triệu
    let unit = tokens.fold(idx - 1);
    if tokens.is_number(idx + 1) && tokens.is_number(left) && !unit.is_empty() {
        let right = Numeral::at(tokens, idx + 1).map_or(idx + 2, |n| n.end);
        let span = ["giờ", "phút", "giây", "ngày", "tuần", "tháng", "năm", "tuổi"];
        let scale = ["nghìn", "ngàn", "triệu", "tỷ", "tỉ"];
        let both = |kind: &[&str]| kind.contains(&unit) && kind.contains(&tokens.fold(right));
        return tokens.fold(right) == unit || both(&span) || both(&scale);
    }
    // 7h sáng - 5h chiều; 6 - dưới 16 tuổi; 5 đến <10
    let part_of_day = matches!(unit, "sáng" | "chiều" | "tối" | "trưa");
    part_of_day && times::begins(reader, idx + 1)
        || tokens.is_number(idx - 1)
            && matches!(next, "dưới" | "trên" | "hơn" | "gần")
            && tokens.is_number(idx + 2)
}

fn money(reader: &Reader<'_>, idx: usize, currency: &str) -> Option<Hit> {
    let numeral = Numeral::at(reader.tokens, idx + 1)?;
    Some(Hit::new(numeral.end, format!("{} {currency}", numeral.spoken(reader.profile)), "num.money"))
}
