//! School classes as they are written: `lớp 3A`, `khối 4`, `10A2`, `(7/4)`, `lớp Chồi 1`.
//!
//! Tokens with their marks come in; a class with its extent comes out. Grade 0 is kindergarten.

use super::attr::Attr;
use super::compared::{any, same, spelled};
use super::lexicon::Class;
use super::marks::{Mark, is_name_syllable};
use super::text::{Gap, Token};
use super::word::Shape;

/// The class that begins at token `i`, and where it ends.
pub(super) fn class(tokens: &[Token], marks: &[Mark], i: usize) -> Option<(Attr, usize)> {
    if marks[i].tags.is(Class::Preschool) && same(&tokens[i], "lớp") {
        let end = i + marks[i].len;
        let number = tokens
            .get(end)
            .is_some_and(|t| t.gap.is_space() && matches!(t.shape, Shape::Number | Shape::Initial));
        return Some((Attr::Class { grade: 0, one: number }, end + usize::from(number)));
    }
    if !marks[i].tags.is(Class::GradeWord) {
        return of_age(tokens, i).or_else(|| bare_class(tokens, i)).or_else(|| group(tokens, marks, i));
    }
    let j = i + marks[i].len;
    let next = tokens.get(j).filter(|t| !t.gap.has(Gap::STOP) && !t.gap.has(Gap::COMMA))?;
    if any(next, &["mầm", "chồi", "lá", "nhà", "mẫu"]) {
        let number = tokens.get(j + 1).filter(|t| t.shape == Shape::Number || t.shape == Shape::Initial);
        return Some((
            Attr::Class { grade: 0, one: number.is_some() },
            j + 1 + usize::from(number.is_some()),
        ));
    }
    if next.shape == Shape::Code {
        let (grade, _) = code(&next.fold)?;
        return Some((Attr::Class { grade, one: true }, j + 1));
    }
    if next.shape == Shape::Number
        && let Some((grade, _)) = next.fold.split_once(['/', '.'])
    {
        let grade = grade.parse().ok().filter(|g| (1..=12).contains(g))?;
        return Some((Attr::Class { grade, one: true }, j + 1));
    }
    let (grade, end) = spelled(tokens, j)?;
    if tokens.get(end).is_some_and(|t| t.gap.is_space() && same(t, "tuổi")) {
        return of_age(tokens, j).or(Some((Attr::Class { grade: 0, one: false }, end + 1)));
    }
    let letter = tokens.get(end).is_some_and(|t| {
        t.gap.is_space()
            && t.shape == Shape::Initial
            && t.fold.len() == 1
            && !tokens.get(end + 1).is_some_and(|n| n.gap.is_space() && n.shape == Shape::Cap)
    });
    (1..=12).contains(&grade).then_some((Attr::Class { grade, one: letter }, end + usize::from(letter)))
}

/// `4 tuổi B`: a kindergarten calls its classes so.
pub(super) fn of_age(tokens: &[Token], i: usize) -> Option<(Attr, usize)> {
    let years = spelled(tokens, i).filter(|(years, end)| (2..6).contains(years) && *end == i + 1)?;
    let letter =
        tokens.get(i + 2).filter(|t| t.gap.is_space() && t.shape == Shape::Initial && t.fold.len() == 1)?;
    let named = tokens.get(i + 3).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
    let group = same(&tokens[years.1], "tuổi") && matches!(letter.fold.as_bytes(), [b'a'..=b'e']) && !named;
    group.then_some((Attr::Class { grade: 0, one: true }, i + 3))
}

/// `Mầm 3`, `Chồi 1`, `Lá 2`, `Nhà trẻ 2`: a kindergarten's groups are called by names.
fn group(tokens: &[Token], marks: &[Mark], i: usize) -> Option<(Attr, usize)> {
    let leaf = marks[i].len <= 1 && matches!(tokens[i].lower.as_str(), "mầm" | "chồi" | "lá");
    let nursery =
        marks[i].len == 2 && marks[i].tags.is(Class::Preschool) && any(&tokens[i], &["nhà", "nhóm"]);
    let end = i + marks[i].len.max(1);
    let number = tokens.get(end).is_some_and(|t| {
        t.gap.is_space() && (t.shape == Shape::Number && t.fold.len() == 1 || t.shape == Shape::Initial)
    });
    let begins = i == 0 || !tokens[i].gap.is_space() || any(&tokens[i - 1], &["bé", "cháu", "lớp"]);
    (number && begins && tokens[i].shape == Shape::Cap && (leaf || nursery))
        .then_some((Attr::Class { grade: 0, one: true }, end + 1))
}

/// `3A`, `10A2` without the word for class.
fn bare_class(tokens: &[Token], i: usize) -> Option<(Attr, usize)> {
    let token = &tokens[i];
    if token.shape == Shape::Number {
        return bracketed_class(tokens, i);
    }
    if token.shape != Shape::Code || token.counts || is_hour(tokens, i) {
        return None;
    }
    let (grade, letter) = code(&token.fold)?;
    let technical = letter == 'g' && (2..=6).contains(&grade)
        || letter == 'd' && (2..=4).contains(&grade)
        || letter == 'k';
    (!technical).then_some((Attr::Class { grade, one: true }, i + 1))
}

/// `7H30`, `TỪ 7H`: an hour where everything is in capitals.
fn is_hour(tokens: &[Token], i: usize) -> bool {
    const BEFORE: &[&str] =
        &["từ", "lúc", "đến", "trước", "sau", "hồi", "vào", "khoảng", "sáng", "trưa", "chiều", "tối", "đêm"];
    let Some((_, minutes)) = tokens[i].fold.split_once('h') else { return false };
    minutes.len() == 2
        || i > 0 && any(&tokens[i - 1], BEFORE)
        || tokens.get(i + 1).is_some_and(|t| any(t, &["sáng", "trưa", "chiều", "tối", "đêm", "ngày"]))
}

/// `Hồng Anh (7/4)`: behind a name, and no day is spoken of.
fn bracketed_class(tokens: &[Token], i: usize) -> Option<(Attr, usize)> {
    const DAYS: &[&str] =
        &["ngày", "lễ", "tết", "giỗ", "dịp", "niệm", "sáng", "chiều", "tối", "tháng", "hội", "mùng", "hạn"];
    const KEPT: &[&str] = &["1/5", "2/9", "1/6", "8/3", "3/2", "9/1"];
    let (grade, class) = tokens[i].fold.split_once('/')?;
    let grade = grade.parse().ok().filter(|g| (1..=12).contains(g))?;
    class.parse::<i32>().ok().filter(|c| (1..=15).contains(c))?;
    let bracket = i > 0 && tokens[i].gap.has(Gap::OPEN);
    let closed = !bracket || tokens.get(i + 1).is_none_or(|t| t.gap.has(Gap::CLOSE));
    // `Minh Khôi 4/1 – 62 cuốn`: a given name of two syllables, and no day that is kept.
    let behind = i > 1
        && tokens[i].gap.is_space()
        && tokens[i - 1].gap.is_space()
        && tokens[i - 2..i].iter().all(|t| t.shape == Shape::Cap && is_name_syllable(t))
        && !KEPT.contains(&tokens[i].fold.as_str());
    let named = bracket && tokens[i - 1].shape == Shape::Cap || behind;
    let dated = tokens[i.saturating_sub(9)..i].iter().any(|t| any(t, DAYS));
    (named && closed && !dated).then_some((Attr::Class { grade, one: true }, i + 1))
}

/// Grade and letter of a class code.
fn code(fold: &str) -> Option<(i32, char)> {
    let digits = fold.bytes().take_while(u8::is_ascii_digit).count();
    let grade: i32 = fold.get(..digits)?.parse().ok()?;
    let mut rest = fold[digits..].chars();
    let letter = rest.next().filter(|c| matches!(c, 'a'..='n'))?;
    let tail = rest.as_str();
    let ok = tail.len() <= 2 && tail.bytes().all(|b| b.is_ascii_digit());
    ((1..=12).contains(&grade) && ok).then_some((grade, letter))
}
