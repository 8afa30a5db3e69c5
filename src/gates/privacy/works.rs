//! Books, films and plays: passages that retell one, and articles that are about them.
//!
//! Readings come in; which passages retell a work comes out, so that who is told of there is nobody's child.
//! Who reads, borrows or wins a prize with a book is real all the same.

use std::collections::BTreeSet;
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
    /// Names within the titles of works, folded.
    pub(super) named: BTreeSet<String>,
}

/// What a work is called.
const KINDS: &[&str] = &[
    "sách", "cuốn", "quyển", "truyện", "phim", "vở", "tiểu", "tác", "tập", "bộ", "thơ", "kịch", "tựa",
    "chuyện", "tích",
];

/// A word for a work that is no part of another one: `danh sách`, `thành tích`, `tiểu học`, `cán bộ`.
pub(super) fn means_work(reading: &Reading, i: usize) -> bool {
    const OTHERWISE: &[(&str, &[&str])] = &[
        ("sách", &["danh", "chính", "ngân", "tủ", "cặp", "sổ", "túi", "bộ", "nhà"]),
        (
            "tích",
            &["thành", "diện", "phân", "di", "thương", "tang", "tung", "dấu", "bệnh", "thể", "dung", "cực"],
        ),
        ("kịch", &["bi", "thảm"]),
        ("chuyện", &["trò", "nói", "xảy"]),
        ("tập", &["học", "bài", "thực", "luyện", "ôn", "hội", "diễn", "tiền", "sưu"]),
        ("ảnh", &["hình", "chụp", "bức", "tấm", "các", "những", "đăng", "gửi", "tin"]),
        ("xem", &["trông"]),
        ("chiếu", &["đối", "tham"]),
    ];
    const ONLY_BEFORE: &[(&str, &[&str])] = &[
        ("tiểu", &["thuyết", "phẩm", "truyện"]),
        ("tác", &["phẩm"]),
        ("bộ", &["phim", "truyện", "sách", "tranh", "tiểu"]),
        ("văn", &["học", "xuôi"]),
        ("giả", &["tưởng"]),
    ];
    const ONLY_BEHIND: &[(&str, &[&str])] =
        &[("văn", &["nhà", "áng", "bài"]), ("giả", &["tác", "dịch", "diễn"]), ("ảnh", &["màn", "điện"])];
    let token = &reading.tokens[i];
    let before = i.checked_sub(1).filter(|_| token.gap.is_space()).map(|k| &reading.tokens[k]);
    let next = reading.tokens.get(i + 1).filter(|t| t.gap.is_space());
    let of = |table: &[(&str, &'static [&'static str])]| {
        table.iter().find(|(word, _)| same(token, word)).map(|(_, words)| *words)
    };
    if token.shape == Shape::Cap && before.is_some_and(|t| t.shape == Shape::Cap) {
        return false;
    }
    let led = of(OTHERWISE).is_some_and(|words| before.is_some_and(|t| any(t, words)));
    let (follows, leads) = (of(ONLY_BEFORE), of(ONLY_BEHIND));
    let bound = follows.is_some() || leads.is_some();
    let fits = follows.is_some_and(|words| next.is_some_and(|t| any(t, words)))
        || leads.is_some_and(|words| before.is_some_and(|t| any(t, words)));
    !led && (!bound || fits)
}

/// One of these words stands there and means a work.
pub(super) fn says_work(reading: &Reading, i: usize, words: &[&str]) -> bool {
    any(&reading.tokens[i], words) && means_work(reading, i)
}

/// Gathers them.
pub(super) fn of(article: &Article, readings: &[Reading]) -> Works {
    let told: Vec<bool> = readings.iter().map(retells).collect();
    let titled = article.passages.iter().zip(readings).any(|(p, r)| p.place == Where::Title && is_about(r));
    let count = told.iter().filter(|told| **told).count();
    let named = readings.iter().zip(&told).filter(|(_, told)| **told).flat_map(|(r, _)| names_in_titles(r));
    Works { genre: titled && count > 0 || count > 1, named: named.collect(), told }
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
    tales || (0..reading.tokens.len()).any(|i| says_work(reading, i, ABOUT))
}

fn retells(reading: &Reading) -> bool {
    const TOLD: &[&str] = &["kể", "nói", "theo", "xoay", "do", "viết", "mở", "dẫn", "đưa", "lấy", "có"];
    let tokens = &reading.tokens;
    let opens = !tokens.is_empty()
        && says_work(reading, 0, &["truyện", "phim", "sách", "cuốn", "vở", "tiểu"])
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

/// `truyện "Bé Bống đi chợ"`: who is called so in the article is told of there.
fn names_in_titles(reading: &Reading) -> Vec<String> {
    let tokens = &reading.tokens;
    let within = |from: usize| {
        let end = (from + 1..tokens.len()).find(|k| tokens[*k].gap.has(Gap::QUOTE)).unwrap_or(from + 1);
        (from + 1..end).filter(|k| tokens[*k].shape == Shape::Cap).map(|k| tokens[k].fold.clone())
    };
    titles(reading).flat_map(within).collect()
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
            .any(|k| says_work(reading, k, KINDS));
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
    reading.may_say(&OF_WORKS) && (0..reading.tokens.len()).any(|i| says_work(reading, i, &KINDS))
}
