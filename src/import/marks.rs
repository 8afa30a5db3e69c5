//! The marks of an outline: Phần, Chương, Mục, Điều, I, 1, a, bullets.
//!
//! In: the text of a paragraph. Out: the mark it starts with. Whether that makes a caption is asked in `outline`.

use super::anchors::{fold, is_caps, start_of};

/// A kind of mark, from the outermost inwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Annex,
    Part,
    Chapter,
    Section,
    Subsection,
    Upper,
    Roman,
    Article,
    Arabic,
    Decimal,
    Decimal3,
    Letter,
    Parenthesis,
    Dash,
    Plus,
}

impl Class {
    /// A bullet has no number and is never a caption.
    pub(super) fn is_bullet(self) -> bool {
        matches!(self, Self::Dash | Self::Plus)
    }
}

/// The mark at the start of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    pub(super) class: Class,
    /// Its number, 0 for bullets.
    pub(super) number: u32,
    /// Bytes of the mark with the space behind it.
    pub(super) length: usize,
}

/// The mark `text` starts with.
pub(super) fn marker(text: &str) -> Option<Marker> {
    bullet(text).or_else(|| named(text)).or_else(|| numbered(text))
}

fn bullet(text: &str) -> Option<Marker> {
    let first = text.chars().next()?;
    let class = match first {
        '-' | '–' | '—' | '•' | '●' | '▪' | '■' | '◦' | '➢' | '✓' | '*' | '·' | '►' | '○' | '❖' => {
            Class::Dash
        }
        '+' => Class::Plus,
        _ => return None,
    };
    let after = &text[first.len_utf8()..];
    let rest = after.trim_start();
    let spaced = rest.len() < after.len();
    let opens = rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
    let symbol = !matches!(first, '-' | '–' | '—' | '+' | '*');
    let fits = !rest.is_empty() && (spaced || opens || symbol) && !rest.starts_with(['-', '*']);
    fits.then(|| Marker { class, number: 0, length: text.len() - rest.len() })
}

/// Phần, Chương, Mục, Tiểu mục, Điều, Phụ lục.
fn named(text: &str) -> Option<Marker> {
    if !text.starts_with(['P', 'C', 'T', 'M', 'Đ', 'B']) {
        return None;
    }
    let folded = fold(start_of(text, 30));
    let names = [
        ("PHẦN", Class::Part),
        ("CHƯƠNG", Class::Chapter),
        ("TIỂU MỤC", Class::Subsection),
        ("MỤC", Class::Section),
        ("ĐIỀU", Class::Article),
        ("PHỤ LỤC", Class::Annex),
        ("BIỂU MẪU", Class::Annex),
        ("MẪU SỐ", Class::Annex),
        ("PHỤ BIỂU", Class::Annex),
    ];
    let (name, class) = names.into_iter().find(|(name, _)| folded.starts_with(name))?;
    let n_words = name.split(' ').count();
    let mut words = text.split_whitespace().skip(n_words);
    let mut token = words.next().unwrap_or("");
    if class == Class::Annex {
        let alone = token.is_empty() || is_caps(text) || value(token.trim_end_matches(['.', ':'])).is_some();
        let short = text.chars().count() < 160 && text.starts_with(|c: char| c.is_uppercase());
        let own_line =
            token.is_empty() || is_caps(&text[..name.len().min(text.len())]) || words.next().is_none();
        return (alone && short && own_line).then_some(Marker { class, number: 0, length: 0 });
    }
    if fold(token) == "THỨ" {
        token = words.next().unwrap_or("");
    }
    let number = value(token.trim_end_matches(['.', ':', ',', ')'])).or_else(|| ordinal(token))?;
    let rest: Vec<&str> = words.collect();
    // `Điều 5 Luật Trẻ em` is a reference; a caption stops after its number, or goes on in capitals.
    let stops = token.ends_with(['.', ':'])
        || rest.is_empty()
        || is_caps(&rest.join(" "))
        || rest.first().is_some_and(|word| matches!(*word, "-" | "–"));
    let reference = class == Class::Article && !token.ends_with(['.', ':']) && !rest.is_empty();
    (stops && !reference && text.starts_with(|c: char| c.is_uppercase())).then_some(Marker {
        class,
        number,
        length: 0,
    })
}

fn ordinal(token: &str) -> Option<u32> {
    let names = ["NHẤT", "HAI", "BA", "TƯ", "NĂM", "SÁU", "BẢY", "TÁM", "CHÍN", "MƯỜI"];
    let folded = fold(token.trim_end_matches(['.', ':']));
    names.iter().position(|name| *name == folded).and_then(|at| u32::try_from(at + 1).ok())
}

/// I., 1., 1.1., a), A., (1).
fn numbered(text: &str) -> Option<Marker> {
    if let Some(inner) = text.strip_prefix('(') {
        let (digits, rest) = inner.split_once(')')?;
        let number = digits.parse().ok().filter(|number| *number < 100)?;
        return rest.starts_with(' ').then_some(Marker { class: Class::Parenthesis, number, length: 0 });
    }
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == 'đ')).unwrap_or(text.len());
    let head = &text[..end];
    let token = head.trim_end_matches('.');
    let after = &text[end..];
    let closed = head.ends_with('.')
        || after.starts_with([')', '/', '-', '–'])
        || after.starts_with(" - ")
        || after.starts_with(" – ");
    let rest = after.trim_start_matches([')', '/', '.']).trim_start();
    if rest.is_empty() && !head.ends_with('.') {
        return None;
    }
    let parts: Vec<&str> = token.split('.').collect();
    if parts.len() > 1
        && parts
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let spaced = after.starts_with([' ', ')'])
            && rest.starts_with(|c: char| c.is_uppercase() || matches!(c, '“' | '"'));
        let class = if parts.len() == 2 { Class::Decimal } else { Class::Decimal3 };
        let number = parts.last()?.parse().ok()?;
        return (spaced && parts.len() <= 4).then_some(Marker { class, number, length: 0 });
    }
    if !closed || parts.len() != 1 {
        return glued_numeral(text);
    }
    // `2030.` ends a sentence, `20/11` is a date, `21-25` a span.
    if after.starts_with(['/', '-', '–'])
        && (after[1..].starts_with(|c: char| c.is_ascii_digit())
            || (after.starts_with('/') && !after.starts_with("/ ")))
    {
        return None;
    }
    if token.bytes().all(|byte| byte.is_ascii_digit()) {
        let number = token.parse().ok().filter(|number| (1..100).contains(number))?;
        return (token.len() <= 2).then_some(Marker { class: Class::Arabic, number, length: 0 });
    }
    if let Some(number) = roman(token) {
        return Some(Marker { class: Class::Roman, number, length: 0 });
    }
    let mut letters = token.chars();
    let (letter, more) = (letters.next()?, letters.next());
    if more.is_some() || rest.is_empty() {
        return None;
    }
    let number = u32::from(letter);
    if letter.is_lowercase() && (after.starts_with(')') || head.ends_with('.')) {
        return Some(Marker { class: Class::Letter, number, length: 0 });
    }
    (letter.is_ascii_uppercase() && letter <= 'H' && (is_caps(rest) || after.starts_with(' ')))
        .then_some(Marker { class: Class::Upper, number, length: 0 })
}

/// `1.Mục đích`, `I.MỤC ĐÍCH`: the space is missing.
fn glued_numeral(text: &str) -> Option<Marker> {
    let (token, rest) = text.split_once('.')?;
    let opens = rest.starts_with(|c: char| c.is_uppercase());
    if !opens {
        return None;
    }
    if token.len() <= 2 && !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit()) {
        return token.parse().ok().map(|number| Marker { class: Class::Arabic, number, length: 0 });
    }
    let second = rest.chars().nth(1)?;
    roman(token).filter(|_| second.is_alphabetic()).map(|number| Marker {
        class: Class::Roman,
        number,
        length: 0,
    })
}

fn value(token: &str) -> Option<u32> {
    roman(token).or_else(|| token.parse().ok().filter(|number| *number < 1000)).or_else(|| {
        let digits = token.trim_end_matches(|c: char| c.is_ascii_lowercase());
        (digits.len() + 1 == token.len()).then(|| digits.parse().ok()).flatten()
    })
}

/// A Roman numeral below fifty, as captions use them.
fn roman(token: &str) -> Option<u32> {
    if token.is_empty() || token.len() > 7 {
        return None;
    }
    let mut rest = token;
    let mut total = 0;
    for (numeral, worth) in [("XL", 40), ("X", 10), ("IX", 9), ("V", 5), ("IV", 4), ("I", 1)] {
        let mut n_times = 0;
        while let Some(after) = rest.strip_prefix(numeral) {
            rest = after;
            total += worth;
            n_times += 1;
            if n_times > 3 || (worth != 10 && worth != 1 && n_times > 1) {
                return None;
            }
        }
    }
    rest.is_empty().then_some(total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn class(text: &str, wanted: Option<Class>) {
        assert_eq!(marker(text).map(|marker| marker.class), wanted, "{text}");
    }

    #[test]
    fn marks_are_told_apart() {
        class("I. MỤC ĐÍCH, YÊU CẦU", Some(Class::Roman));
        class("IV- TỔ CHỨC", Some(Class::Roman));
        class("1. Mục đích", Some(Class::Arabic));
        class("1.Mục đích", Some(Class::Arabic));
        class("1.2. Nội dung", Some(Class::Decimal));
        class("a) Triển khai", Some(Class::Letter));
        class("đ) Tổng hợp", Some(Class::Letter));
        class("Điều 1. Phạm vi", Some(Class::Article));
        class("Chương II", Some(Class::Chapter));
        class("PHẦN THỨ NHẤT", Some(Class::Part));
        class("- Các ban", Some(Class::Dash));
        class("+ Số trẻ", Some(Class::Plus));
        class("-Các ban", Some(Class::Dash));
        class("PHỤ LỤC I", Some(Class::Annex));
        class("A. KẾT QUẢ", Some(Class::Upper));
    }

    #[test]
    fn other_starts_are_no_marks() {
        for text in [
            "2030. Tiếp tục",
            "25/12/2023 của",
            "1.000 trẻ em",
            "Điều 5 Luật Trẻ em",
            "VI PHẠM",
            "Mục tiêu chung",
            "20/11 hằng năm",
            "-",
            "phần I của",
            "Phụ lục kèm theo Kế hoạch này",
            "1,5 triệu",
            "CHI BỘ",
        ] {
            class(text, None);
        }
    }
}
