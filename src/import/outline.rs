//! The marks of an outline (Phần, Chương, Mục, Điều, I, 1, a) and which of them are captions.
//!
//! In: paragraphs. Out: the mark a paragraph starts with; the captions with their level, counted from the outermost kind
//! of mark the document uses for captions. A mark before running text is a numbered paragraph, no caption. It does not
//! renumber and does not mend gaps in the numbering.

use super::Heading;
use super::anchors::{fold, is_caps, start_of};
use super::lines::ends_sentence;
use super::reflow::Paragraph;

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

/// Marks the captions among `paragraphs` and gives the outline.
pub(super) fn outline(paragraphs: &mut [Paragraph]) -> Vec<Heading> {
    join_named(paragraphs);
    for idx in 0..paragraphs.len() {
        paragraphs[idx].caption = is_caption(paragraphs, idx);
    }
    let mut classes: Vec<Class> = paragraphs
        .iter()
        .filter(|it| it.caption)
        .filter_map(|it| it.marker.map(|marker| marker.class))
        .collect();
    classes.sort_unstable();
    classes.dedup();
    let mut outline = Vec::new();
    for paragraph in paragraphs.iter_mut().filter(|it| it.caption) {
        let rank =
            paragraph.marker.and_then(|marker| classes.iter().position(|class| *class == marker.class));
        let level = u8::try_from(rank.unwrap_or(0) + 1).unwrap_or(6).min(6);
        paragraph.level = level;
        outline.push(Heading { level, text: paragraph.text.clone() });
    }
    outline
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

/// `Chương I` with its caption on the next line becomes one paragraph.
fn join_named(paragraphs: &mut [Paragraph]) {
    for idx in 1..paragraphs.len() {
        let (before, after) = paragraphs.split_at_mut(idx);
        let (Some(head), Some(next)) = (before.last_mut(), after.first_mut()) else { continue };
        let named = head.marker.is_some_and(|marker| {
            matches!(
                marker.class,
                Class::Part | Class::Chapter | Class::Section | Class::Subsection | Class::Annex
            )
        });
        let bare = head.text.split_whitespace().count() <= 3;
        let caption = next.marker.is_none()
            && next.rows.is_empty()
            && !ends_sentence(&next.text)
            && next.text.chars().count() < 250
            && !next.footnote
            && (is_caps(&next.text) || next.text.chars().count() < 120);
        if named && bare && caption && !head.text.is_empty() && !next.text.starts_with('(') {
            head.text = format!("{} {}", head.text, next.text);
            next.text = String::new();
        }
    }
}

fn is_caption(paragraphs: &[Paragraph], idx: usize) -> bool {
    let paragraph = &paragraphs[idx];
    let Some(marker) = paragraph.marker else { return false };
    if marker.class.is_bullet() || paragraph.footnote || marker.class == Class::Parenthesis {
        return false;
    }
    if is_clause(paragraphs, idx) {
        return false;
    }
    let text = paragraph.text.trim_end();
    let n_chars = text.chars().count();
    let named = matches!(
        marker.class,
        Class::Part | Class::Chapter | Class::Section | Class::Subsection | Class::Annex
    );
    if named || (marker.class == Class::Roman && n_chars < 300 && is_caps(text)) {
        return n_chars < 400;
    }
    let open_end = !ends_sentence(text) || is_caption_colon(text) || is_bare_mark_end(text);
    let one_sentence = !text.char_indices().skip(6).any(|(at, c)| {
        matches!(c, '.' | ':') && text[at + 1..].starts_with(' ') && !abbreviates(&text[..at])
    });
    if !open_end || !one_sentence || n_chars > 330 {
        return false;
    }
    // What follows must be what the caption is for: not the next number of the same kind.
    let next = paragraphs[idx + 1..].iter().find(|it| !it.text.is_empty() || !it.rows.is_empty());
    match next {
        None => false,
        Some(next) => next
            .marker
            .is_none_or(|other| other.class > marker.class || (other.class == marker.class && is_caps(text))),
    }
}

/// Khoản and điểm below a Điều are text, however short.
fn is_clause(paragraphs: &[Paragraph], idx: usize) -> bool {
    let class = |paragraph: &Paragraph| paragraph.marker.map(|marker| marker.class);
    let clause = |class| matches!(class, Class::Arabic | Class::Letter);
    class(&paragraphs[idx]).is_some_and(clause)
        && paragraphs[..idx]
            .iter()
            .rev()
            .filter_map(class)
            .find(|class| !clause(*class) && !class.is_bullet())
            .is_some_and(|class| class == Class::Article)
}

/// The full stop after a caption in capitals or right behind a short caption of a few words: `1. Mục đích.`
fn is_bare_mark_end(text: &str) -> bool {
    text.ends_with('.') && !text.ends_with("./.") && (is_caps(text) || text.split_whitespace().count() <= 6)
}

/// `1. Mục đích:` is a caption, `2. Điểm vui chơi gồm:` is not.
fn is_caption_colon(text: &str) -> bool {
    let Some(bare) = text.strip_suffix(':') else { return false };
    let last = bare.rsplit(char::is_whitespace).next().map(fold).unwrap_or_default();
    let leads_in = matches!(
        last.as_str(),
        "SAU" | "GỒM" | "LÀ" | "NHƯ" | "ĐÂY" | "VIỆC" | "DUNG" | "VỤ" | "CẦU" | "ĐỊNH"
    ) && bare.split_whitespace().count() > 4;
    !leads_in && bare.chars().count() < 90
}

fn abbreviates(before: &str) -> bool {
    let last = before.rsplit([' ', '(']).next().unwrap_or("");
    matches!(last, "TP" | "TX" | "TT" | "Th" | "ThS" | "TS" | "PGS" | "Tp" | "St" | "Q" | "P" | "H")
        || last.chars().all(|c| c.is_ascii_digit())
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
