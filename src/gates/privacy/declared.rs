//! Declarations that a text is invented, told by their shape: who made it up, whom it does not mean.
//!
//! A reading comes in; the tokens at which something is declared invented come out. The set phrases stand in
//! `data/words.txt`; here is what has a hundred wordings.

use std::ops::Range;

use super::compared::any;
use super::mention::{Cue, Status};
use super::reading::Reading;
use super::says::DECLARING;
use super::text::Token;
use super::word::Said;

/// The same, to ask a passage for.
const DECLARED: Said = Said::of(DECLARING);

/// What is declared invented.
const FIGURES: &[(&str, &str)] = &[("nhân", "vật"), ("địa", "danh"), ("tên", "người"), ("tên", "riêng")];
const TALES: &[&str] =
    &["tên", "chuyện", "truyện", "tình", "kịch", "tiểu", "ví", "thoại", "vụ", "trường", "mẩu", "nhân", "ca"];

/// Where the passage declares something invented.
pub(super) fn find(reading: &Reading) -> Vec<usize> {
    if !reading.may_say(&DECLARED) {
        return Vec::new();
    }
    let begins = |i: &usize| reading.tokens[*i].says(reading.tokens[*i].plain).declares;
    let candidates = (0..reading.tokens.len()).filter(begins);
    candidates
        .filter(|i| is_made_up(reading, *i) || coincides(reading, *i) || means_nobody(reading, *i))
        .collect()
}

fn pair(tokens: &[Token], i: usize, first: &[&str], second: &[&str]) -> bool {
    any(&tokens[i], first) && tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && any(t, second))
}

fn tells_figures(tokens: &[Token], range: Range<usize>) -> bool {
    range.into_iter().any(|i| FIGURES.iter().any(|(first, second)| pair(tokens, i, &[first], &[second])))
}

/// `nhân vật do nhóm biên soạn đặt ra`, `tình huống do tổ nghĩ ra`.
fn is_made_up(reading: &Reading, i: usize) -> bool {
    let tokens = &reading.tokens;
    let verb = pair(tokens, i, &["đặt", "nghĩ", "dựng", "bịa", "chế"], &["ra", "lên", "nên", "đặt"]);
    let before = reading.sentence(i).start..i;
    if !verb || i > before.start && any(&tokens[i - 1], &["không", "chẳng", "phải"]) {
        return false;
    }
    // `do em Hân lớp 4B nghĩ ra`: who made it up is a child, and real.
    let by = before.clone().rev().find(|k| any(&tokens[*k], &["do"]));
    let child = reading.mentions.iter().any(|m| {
        by.is_some_and(|by| (by..i).contains(&m.first))
            && (matches!(m.cue, Cue::Child | Cue::Weak | Cue::Group) || m.status == Status::Child)
    });
    let told = by.is_some() && before.clone().any(|k| any(&tokens[k], TALES));
    !child && (tells_figures(tokens, before) || told)
}

/// `mọi sự trùng hợp là ngẫu nhiên`.
fn coincides(reading: &Reading, i: usize) -> bool {
    let end = reading.sentence(i).end.min(i + 14);
    any(&reading.tokens[i], &["trùng"])
        && (i + 1..end).any(|k| pair(&reading.tokens, k, &["ngẫu", "ngoài", "tình"], &["nhiên", "ý", "cờ"]))
}

/// `nhân vật không phải ai ở xã`, `chuyện không của nhà nào`.
fn means_nobody(reading: &Reading, i: usize) -> bool {
    const MEANING: &[&str] = &["phải", "nói", "ám", "chỉ", "nhằm", "là", "liên"];
    let tokens = &reading.tokens;
    let sentence = reading.sentence(i);
    any(&tokens[i], &["không", "chẳng"])
        && tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && any(t, MEANING))
        && (i + 2..sentence.end.min(i + 9)).any(|k| any(&tokens[k], &["nào", "ai", "thật"]))
        && (sentence.start..i).any(|k| {
            pair(tokens, k, &["nhân", "tình", "câu"], &["vật", "huống", "chuyện"])
                || any(&tokens[k], &["tên", "truyện", "chuyện"])
        })
}
