//! Figures of works, exercises and creatures: names that are no children of today.
//!
//! A reading comes in; the folded names come out, so that the name is free wherever it stands.

use super::compared::{any, same};
use super::mention::{Kind, Mention};
use super::reading::Reading;
use super::text::Gap;
use super::word::{Said, Shape};

/// The folded names of all figures in a passage.
pub(super) fn find(reading: &Reading) -> Vec<String> {
    let told = figures_of_works(reading).chain(of_titles(reading)).chain(creatures(reading));
    let mut told: Vec<String> = told.collect();
    if reading.may_say(&ANIMALS) {
        told.extend(pets(reading));
    }
    if reading.may_say(&ASKING) {
        told.extend(asked(reading));
    }
    told
}

/// The last word of a question.
const ASKS: [&str; 4] = ["gì", "ai", "sao", "nào"];
const ASKING: Said = Said::of(&ASKS);
const ANIMALS: Said = Said::of(&KINDS);

/// `bé An trong "Đất rừng …"`: somebody of a work that is named.
fn figures_of_works(reading: &Reading) -> impl Iterator<Item = String> {
    let of_work = |end: usize| {
        ["trong", "của"].iter().any(|w| reading.tokens.get(end).is_some_and(|t| same(t, w)))
            && (end + 1..end + 4).any(|i| {
                let work =
                    reading.tokens[end + 1..i.min(reading.tokens.len())].iter().all(|t| t.gap.is_space());
                work && reading.tokens.get(i).is_some_and(|t| t.gap.has(Gap::QUOTE) && t.shape == Shape::Cap)
            })
    };
    reading.mentions.iter().filter(move |m| of_work(m.end)).map(|m| m.folded.clone())
}

/// `chuyện "H'Bia Ju và đứa em mồ côi"`: somebody in the title of a work that is called one.
fn of_titles(reading: &Reading) -> impl Iterator<Item = String> {
    const WORKS: &[&str] = &["chuyện", "truyện", "tích", "phim", "kịch", "vở", "sử", "khan"];
    let tokens = &reading.tokens;
    let titled = |m: &Mention| {
        let opens = (m.first.saturating_sub(6)..=m.first).rev().find(|i| tokens[*i].gap.has(Gap::QUOTE));
        opens.is_some_and(|i| {
            let called = (i.saturating_sub(3)..i).any(|k| any(&tokens[k], WORKS));
            let inside = tokens[i + 1..=m.first.max(i)].iter().all(|t| !t.gap.has(Gap::STOP));
            let longer = tokens.get(m.end).is_some_and(|t| t.gap.is_space()) || i < m.cue_at;
            called && inside && longer
        })
    };
    reading.mentions.iter().filter(move |m| titled(m)).map(|m| m.folded.clone())
}

/// `Lan nên làm gì?`: the figure of an exercise.
fn asked(reading: &Reading) -> impl Iterator<Item = String> {
    let tokens = &reading.tokens;
    // The last word of a question: `An nên báo ai?`
    let last = move |i: usize| tokens.get(i + 1).is_none_or(|t| t.gap.has(Gap::STOP));
    let what = move |i: &usize| {
        same(&tokens[*i], "làm") && tokens.get(i + 1).is_some_and(|t| same(t, "gì"))
            || tokens.get(i + 1).is_some_and(|t| last(i + 1) && any(t, &ASKS))
    };
    let asking = move |i: &usize| tokens.get(i + 1).is_some_and(super::text::Token::asks);
    (1..tokens.len()).filter(asking).filter(what).filter_map(|i| {
        let helper =
            |k: &usize| ["nên", "sẽ", "phải", "cần", "có", "thể"].iter().any(|w| same(&tokens[*k], w));
        let name = (i.saturating_sub(3)..i).rev().find(|k| !helper(k))?;
        // Besides `làm gì` it takes a word of duty: `Lan kể gì?` may be asked of anybody.
        let duty = name + 1 < i && any(&tokens[name + 1], &["nên", "phải", "cần", "sẽ"]);
        if !same(&tokens[i], "làm") && !duty {
            return None;
        }
        let named = tokens[name].shape == Shape::Cap
            && (reading.marks[name].len == 0 || duty && super::marks::is_name_syllable(&tokens[name]));
        named.then(|| tokens[name].fold.clone())
    })
}

/// The animal at `i` is told by its breed, its sex or its coat.
fn is_breed(reading: &Reading, i: usize) -> bool {
    const TOLD: &[&str] = &["đực", "cái", "vện", "mun", "ta", "tây", "mướp", "tam", "lai", "con"];
    let breed = i > 0 && any(&reading.tokens[i - 1], &["giống", "loài"]);
    let told = reading
        .tokens
        .get(i + 1)
        .is_some_and(|t| t.gap.is_space() && (any(t, TOLD) || t.shape == Shape::Cap));
    breed || reading.tokens[i].gap.has(Gap::COMMA) && told
}

/// `Vện là chó của bác bảo vệ`: a name that nothing else would make a person's.
fn pets(reading: &Reading) -> impl Iterator<Item = String> {
    let tokens = &reading.tokens;
    let is = move |i: &usize| {
        same(&tokens[*i], "là")
            && tokens[i - 1].shape == Shape::Cap
            && tokens.get(i + 1).is_some_and(|t| KINDS.iter().any(|word| same(t, word)))
    };
    (1..tokens.len()).filter(is).map(move |i| tokens[i - 1].fold.clone())
}

const KINDS: [&str; 13] =
    ["chó", "mèo", "trâu", "bò", "lợn", "heo", "ngựa", "thỏ", "dê", "voi", "khỉ", "vẹt", "rùa"];

/// `chú chó Vện`, `Vện, 4 tuổi, là chú chó của …`: no person.
fn creatures(reading: &Reading) -> impl Iterator<Item = String> {
    let kind = |i: usize| reading.tokens.get(i).is_some_and(|t| KINDS.iter().any(|word| same(t, word)));
    let counted = |i: usize| {
        ["chú", "con", "cô", "chị", "bé", "nàng"].iter().any(|word| same(&reading.tokens[i], word))
    };
    let said = move |m: &Mention| {
        let end = reading.sentence(m.first).end.min(m.end + 8);
        let is = (m.end..end).find(|i| same(&reading.tokens[*i], "là"));
        is.is_some_and(|is| is + 2 < reading.tokens.len() && (counted(is + 1) && kind(is + 2) || kind(is + 1)))
            // `Bé Bông, 3 tuổi, giống chó …`, `Bé Mướp 8 tháng, mèo đực`
            || (m.end..end).any(|i| kind(i) && is_breed(reading, i))
            || m.first > 1 && kind(m.first - 1) && counted(m.first - 2)
            // `Chó nghiệp vụ Bốp`
            || (reading.sentence(m.first).start..m.first).rev().take(4).any(|i| {
                kind(i) && reading.marks[i].inside == 0 && reading.tokens[i + 1..=m.first].iter().all(|t| t.gap.is_space())
                    && !(i..m.first).any(|k| any(&reading.tokens[k], &["của", "cho", "với", "cùng", "là"]))
                    && m.cue_at == m.first
            })
    };
    reading.mentions.iter().filter(move |m| m.kind == Kind::Given && said(m)).map(|m| m.folded.clone())
}
