//! Ages, birth years, classes, schools, places and telephone numbers in a passage.
//!
//! Tokens with their marks come in; attributes with their extent come out, in order. Whether an
//! attribute belongs to a child is not decided here.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::ages;
use super::attr::{Attr, Found};
use super::classes;
use super::compared::{any, same};
use super::keys::fold;
use super::lexicon::Class;
use super::marks::Mark;
use super::text::{Gap, Token};
use super::word::Shape;
use crate::locality::Registry;

/// All attributes of a passage, ordered, not overlapping.
pub(super) fn find(tokens: &[Token], marks: &[Mark]) -> Vec<Found> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        if !may_begin(&tokens[i], &marks[i]) {
            i += 1;
            continue;
        }
        let next = classes::of_age(tokens, i)
            .or_else(|| ages::age(tokens, i))
            .or_else(|| ages::birth(tokens, i))
            .or_else(|| classes::class(tokens, marks, i))
            .or_else(|| school(tokens, marks, i))
            .or_else(|| place(tokens, marks, i))
            .or_else(|| phone(tokens, i));
        if let Some((attr, end)) = next {
            found.push(Found { attr, start: i, end });
            i = end;
        } else {
            i += 1;
        }
    }
    found
}

/// Nearly no word begins an attribute; which do is known of the word itself or of its phrase.
fn may_begin(token: &Token, mark: &Mark) -> bool {
    const HEADS: [Class; 8] = [
        Class::Preschool,
        Class::GradeWord,
        Class::School,
        Class::PlaceHead,
        Class::CommuneHead,
        Class::LocalRole,
        Class::AdultRole,
        Class::Landmark,
    ];
    matches!(token.shape, Shape::Number | Shape::Code)
        || mark.tags.is(Class::Shield) && token.lower == "xã"
        || token.shape == Shape::Cap && matches!(token.lower.as_str(), "mầm" | "chồi" | "lá")
        || token.says(token.plain).begins
        || mark.tags.any(&HEADS)
}

fn school(tokens: &[Token], marks: &[Mark], i: usize) -> Option<(Attr, usize)> {
    if !marks[i].tags.is(Class::School) {
        return None;
    }
    let mut j = i + marks[i].len;
    for _ in 0..5 {
        let token =
            tokens.get(j).filter(|t| t.gap.is_space() || t.gap.has(Gap::HYPHEN) || t.gap.has(Gap::QUOTE))?;
        if marks[j].tags.is(Class::School) && marks[j].len > 0 {
            j += marks[j].len;
        } else if matches!(token.shape, Shape::Cap | Shape::Upper) {
            return Some((Attr::School, run_end(tokens, j)));
        } else if any(
            token,
            &["và", "cơ", "sở", "phổ", "thông", "dân", "tộc", "bán", "trú", "nội", "số", "liên", "cấp"],
        ) {
            j += 1;
        } else {
            return None;
        }
    }
    None
}

/// End of the capitalised run that begins at `j`, four tokens at most.
fn run_end(tokens: &[Token], j: usize) -> usize {
    let shape = tokens[j].shape;
    // `Vừ A Dính`: a letter within the name.
    let letter = |n: usize| {
        tokens[n].shape == Shape::Initial
            && tokens.get(n + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap)
    };
    let fits = |n: &usize| {
        let t = &tokens[*n];
        t.gap.is_space()
            && (t.shape == Shape::Cap || t.shape == shape || letter(*n))
            && t.shape != Shape::Lower
    };
    j + 1 + (j + 1..tokens.len()).take(2).take_while(fits).count()
}

/// Where the name of a unit ends that has a dash within: `Chân Mây - Lăng Cô`. Only the table tells it from
/// a unit with a person's name behind it.
fn twin_end(tokens: &[Token], j: usize) -> Option<usize> {
    let first = run_end(tokens, j);
    tokens.get(first).filter(|t| t.gap.has(Gap::DASH) || t.gap.has(Gap::HYPHEN))?;
    let end = run_end(tokens, first);
    let words: Vec<&str> = tokens[j..end].iter().map(|t| t.fold.as_str()).collect();
    TWINS.contains(&words.join(" ")).then_some(end)
}

/// Names of units with a dash within, folded, without their kind and the dash.
static TWINS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let names = Registry::embedded().units().map(|unit| unit.name).filter(|name| name.contains(" - "));
    let kinds = ["Xã ", "Phường ", "Thị trấn ", "Đặc khu ", "Tỉnh ", "Thành phố "];
    let bare = |name: &'static str| kinds.iter().find_map(|kind| name.strip_prefix(kind)).unwrap_or(name);
    names
        .map(|name| {
            fold(bare(name)).split([' ', '-']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        })
        .collect()
});

/// Behind a ward's number: a name that begins as no person's does.
fn names_ward(tokens: &[Token], i: usize) -> bool {
    tokens.get(i).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap)
        && super::marks::surname_len(tokens, i) == 0
}

/// `Xã Hội Cư`: a commune whose name begins like the word for society.
fn begins_commune(tokens: &[Token], i: usize) -> bool {
    let next = tokens.get(i + 1).filter(|t| t.gap.is_space() && t.shape == tokens[i].shape);
    matches!(tokens[i].shape, Shape::Cap | Shape::Upper)
        && tokens[i].lower == "xã"
        && next.is_some_and(|t| t.lower == "hội")
        && tokens.get(i + 2).is_some_and(|t| t.gap.is_space() && t.shape == tokens[i].shape)
}

fn place(tokens: &[Token], marks: &[Mark], i: usize) -> Option<(Attr, usize)> {
    let tags = marks[i].tags;
    let office = tags.any(&[Class::LocalRole, Class::AdultRole])
        && ["thôn", "bản", "ấp", "xóm", "buôn", "làng"]
            .iter()
            .any(|w| same(&tokens[i + marks[i].len.max(1) - 1], w));
    // `cuối ngõ 4`, `đầu xóm Trại`
    let office = office
        || tags.is(Class::Landmark)
            && any(
                &tokens[i + marks[i].len.max(1) - 1],
                &["ngõ", "xóm", "làng", "hẻm", "thôn", "bản", "ấp", "buôn", "sóc"],
            );
    let society = begins_commune(tokens, i);
    if !tags.is(Class::PlaceHead) && !tags.is(Class::CommuneHead) && !office && !society {
        return None;
    }
    // `Thị Sóc Ni`: a syllable of a name.
    let within = i > 0
        && tokens[i].shape == Shape::Cap
        && tokens[i].gap.is_space()
        && tokens[i - 1].shape == Shape::Cap
        && any(&tokens[i], &["sóc", "bon", "kiệt", "nóc"]);
    let family = tokens[i].shape == Shape::Cap && super::marks::surname_len(tokens, i) == 2;
    if within || family {
        return None;
    }
    // `xóm trọ số 9`, `khu tập thể Dệt Cũ`; but `Xã Nhà Bè`.
    let mut j = if society { i + 1 } else { i + marks[i].len };
    j += tokens[j.min(tokens.len())..]
        .iter()
        .take(3)
        .take_while(|t| {
            let common = t.gap.is_space() && t.shape == Shape::Lower;
            common && any(t, &["trọ", "tập", "thể", "số", "nhà", "bè", "chài", "vạn", "nổi"])
        })
        .count();
    let next = tokens.get(j).filter(|t| t.gap.is_space() || t.gap.has(Gap::QUOTE) || t.gap.has(Gap::DOT))?;
    let end = match next.shape {
        Shape::Cap | Shape::Upper => twin_end(tokens, j).unwrap_or_else(|| run_end(tokens, j)),
        Shape::Number | Shape::Code if tags.is(Class::PlaceHead) || office => j + 1,
        // `Phường 1 Bảo Lộc`
        Shape::Number if names_ward(tokens, j + 1) => run_end(tokens, j + 1),
        Shape::Initial => j + 1,
        _ => return None,
    };
    let titled = next.shape == Shape::Cap
        && marks[j].tags.any(&[Class::AdultTitle, Class::AdultRole])
        && marks[j].len > 1;
    if titled {
        return None;
    }
    let real = next.shape != Shape::Initial;
    let attr = if tags.is(Class::PlaceHead) || office { Attr::Place { real } } else { Attr::Commune };
    Some((attr, end))
}

fn phone(tokens: &[Token], i: usize) -> Option<(Attr, usize)> {
    if tokens[i].shape != Shape::Number
        || !tokens[i].fold.starts_with('0') && !tokens[i].fold.starts_with("84")
    {
        return None;
    }
    let mut digits = 0;
    for (n, token) in tokens[i..].iter().take(5).enumerate() {
        let joined = n == 0 || token.gap.is_space() || token.gap.has(Gap::DASH) || token.gap.has(Gap::HYPHEN);
        if token.shape != Shape::Number || !joined {
            break;
        }
        digits += token.fold.bytes().filter(u8::is_ascii_digit).count();
        if (10..=11).contains(&digits)
            && !tokens.get(i + n + 1).is_some_and(|t| t.shape == Shape::Number && t.gap.is_space())
        {
            return Some((Attr::Phone, i + n + 1));
        }
    }
    None
}
