//! Books, films and plays: passages that retell one, and articles that are about them.
//!
//! Readings come in; which passages retell a work comes out, so that who is told of there is nobody's child.
//! Who reads, borrows or wins a prize with a book is real all the same.

use std::ops::Range;

use super::attr::{Attr, Found};
use super::compared::{any, same};
use super::lexicon::Class;
use super::reading::Reading;
use super::text::Gap;
use super::word::{Said, Shape};
use super::{Article, Where};

/// Which passages tell of works.
pub(super) struct Works {
    /// The passage names a work by its title or by its kind and what it tells.
    pub(super) told: Vec<bool>,
    /// The whole article is about works.
    pub(super) genre: bool,
}

/// What a work is called.
const KINDS: &[&str] = &[
    "sách", "cuốn", "quyển", "truyện", "phim", "vở", "tiểu", "tác", "tập", "bộ", "thơ", "kịch", "tựa",
    "chuyện", "tích",
];

/// Gathers them.
pub(super) fn of(article: &Article, readings: &[Reading]) -> Works {
    let told: Vec<bool> = readings.iter().map(retells).collect();
    let titled = article.passages.iter().zip(readings).any(|(p, r)| p.place == Where::Title && is_about(r));
    let count = told.iter().filter(|told| **told).count();
    Works { genre: titled && count > 0 || count > 1, told }
}

impl Works {
    /// Whoever is told of at `at`, without a place of today in the sentence, is a figure.
    pub(super) fn free(&self, reading: &Reading, n: usize, at: usize) -> bool {
        if !self.told[n] && !self.genre {
            return false;
        }
        let sentence = &reading.sentence(at);
        let today = |a: &Found| {
            let located = matches!(a.attr, Attr::Place { real: true } | Attr::Commune | Attr::School);
            sentence.contains(&a.start) && (located || matches!(a.attr, Attr::Class { one: true, .. }))
        };
        // Behind the title stands what the work tells.
        let title = titles(reading).filter(|i| sentence.contains(i) && *i < at).last();
        let from = title.unwrap_or(sentence.start);
        (self.told[n] || !reading.attrs.iter().any(today)) && !reads(reading, &(from..sentence.end))
    }
}

/// `Trang sách cuối tuần`, `Màn ảnh …`, `Đọc … cùng con`.
fn is_about(reading: &Reading) -> bool {
    const ABOUT: &[&str] =
        &["sách", "phim", "truyện", "kịch", "tích", "cuốn", "rạp", "ảnh", "đọc", "xem", "chiếu"];
    let tales = reading.tokens.windows(2).any(|w| any(&w[0], &["kể"]) && any(&w[1], &["chuyện"]));
    tales || reading.tokens.iter().any(|t| any(t, ABOUT))
}

fn retells(reading: &Reading) -> bool {
    const TOLD: &[&str] = &["kể", "nói", "theo", "xoay", "do", "viết", "mở", "dẫn", "đưa", "lấy", "có"];
    let tokens = &reading.tokens;
    let opens = tokens.first().is_some_and(|t| any(t, &["truyện", "phim", "sách", "cuốn", "vở", "tiểu"]))
        && tokens.iter().skip(1).take(3).any(|t| any(t, TOLD));
    let figure = reading.any(Class::FictionWork)
        && (0..tokens.len()).any(|i| {
            let mark = reading.marks[i];
            // `Nhân vật` alone is also whom a journalist met.
            let said = mark.len > 2 || mark.len == 2 && !any(&tokens[i], &["nhân", "tác"]);
            mark.tags.is(Class::FictionWork) && said && !is_played(reading, i)
        });
    opens || figure || reading.has_gap(Gap::QUOTE) && titles(reading).next().is_some()
}

/// `hóa thân thành nhân vật …`: who plays it is real.
fn is_played(reading: &Reading, i: usize) -> bool {
    reading.has(reading.sentence(i), Class::RolePlay)
}

/// Where a title in quotes begins that is a work's.
fn titles(reading: &Reading) -> impl Iterator<Item = usize> {
    let tokens = &reading.tokens;
    (0..tokens.len()).filter(move |i| {
        if !tokens[*i].gap.has(Gap::QUOTE) || !matches!(tokens[*i].shape, Shape::Cap | Shape::Upper) {
            return false;
        }
        let Some(end) = (i + 1..tokens.len().min(i + 12)).find(|k| tokens[*k].gap.has(Gap::QUOTE)) else {
            return false;
        };
        let sentence = tokens[i + 1..end].iter().any(|t| t.gap.has(Gap::STOP) || t.gap.has(Gap::COMMA));
        let called = (i.saturating_sub(8)..*i)
            .filter(|k| tokens[*k].sentence == tokens[*i].sentence)
            .any(|k| any(&tokens[k], KINDS));
        let capital = |k: usize| tokens.get(k).is_some_and(|t| t.shape == Shape::Cap && t.gap.is_space());
        let maker = |k: usize| tokens.get(k).is_some_and(|t| any(t, &["nhà", "tác", "đạo", "họa", "văn"]));
        // `"Mắt biếc" của Nguyễn Nhật Ánh`, `… của đạo diễn …`
        let by = any(&tokens[end], &["của"]) && (capital(end + 1) && capital(end + 2) || maker(end + 1));
        let tells =
            any(&tokens[end], &["kể", "xoay"]) && tokens.get(end + 1).is_some_and(|t| t.gap.is_space());
        !sentence && (called && end > i + 1 || by || tells)
    })
}

/// Somebody reads, borrows, competes: a person of today.
fn reads(reading: &Reading, sentence: &Range<usize>) -> bool {
    const READS: &[&str] = &[
        "mượn",
        "giải",
        "thi",
        "dự",
        "đạt",
        "đoạt",
        "thuộc",
        "mê",
        "thưởng",
        "tặng",
        "trao",
        "cuộc",
        "thăm",
        "clb",
        "tham",
    ];
    const PAIRS: &[(&str, &str)] = &[
        ("chia", "sẻ"),
        ("cảm", "nhận"),
        ("cảm", "nghĩ"),
        ("bạn", "đọc"),
        ("thư", "viện"),
        ("câu", "lạc"),
        ("tủ", "sách"),
        ("học", "sinh"),
        ("thích", "đọc"),
        ("kể", "lại"),
    ];
    let tokens = &reading.tokens[sentence.clone()];
    tokens.iter().any(|t| any(t, READS))
        || tokens.windows(2).any(|w| PAIRS.iter().any(|(a, b)| any(&w[0], &[a]) && any(&w[1], &[b])))
}

/// A passage that speaks of a book or a film by its maker or kind.
pub(super) fn speaks_of_work(reading: &Reading) -> bool {
    const KINDS: [&str; 6] = ["giả", "văn", "cuốn", "phim", "truyện", "tích"];
    const OF_WORKS: Said = Said::of(&KINDS);
    reading.may_say(&OF_WORKS)
        && reading.tokens.iter().any(|token| KINDS.iter().any(|word| same(token, word)))
}
