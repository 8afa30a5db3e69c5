//! Names of files, folders and anchors that name a child by what stands beside the name:
//! `le-bao-an-lop-4a.jpg`, `LeBaoAn_4A.jpg`, `be-an-4-tuoi.png`.
//!
//! A passage that is an address comes in; the names in it come out. Every syllable of such a name may be an
//! everyday word once its marks are gone, so what tells a name from a phrase is a family name, syllables of
//! names, no pair that is a word (`data/everyday.txt`), and a class, an age, a year of birth, a school or a
//! place right beside it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon;
use super::mention::{Cue, Kind, Mention, Status};
use super::pieces::{FAMILY, Piece, SURE, pieces};
use super::reading::Reading;
use super::rules;
use super::{Article, Finding, Where};

/// What a school, street or prize is called after stands behind these.
const CALLED_AFTER: [&str; 22] = [
    "truong", "thcs", "th", "thpt", "hoc", "non", "giao", "duong", "pho", "ngo", "giai", "cup", "quy", "doi",
    "ten", "ptdtbt", "ptcs", "mn", "cau", "cho", "benh", "nha",
];

/// Titles of grown-ups that stand before a name.
const TITLES: [&str; 8] = ["co", "thay", "ong", "ba", "bac", "gv", "gvcn", "hlv"];

/// Roles of grown-ups anywhere in the name.
const ROLES: [&str; 26] = [
    "giao vien",
    "hieu truong",
    "hieu pho",
    "chu nhiem",
    "chu tich",
    "bac si",
    "bi thu",
    "can bo",
    "phu trach",
    "truong thon",
    "truong ban",
    "nha giao",
    "nha van",
    "nha tho",
    "tac gia",
    "anh hung",
    "liet si",
    "giam doc",
    "cong an",
    "dai bieu",
    "huan luyen",
    "nhac si",
    "hoa si",
    "ca si",
    "giao su",
    "nghe si",
];

/// Words for a child that stand before a name.
const CHILDREN: [&str; 6] = ["em", "be", "chau", "hs", "sinh", "nhi"];

/// Given names that are rather what is said of children.
const SAID: [&str; 24] = [
    "ngoan", "vui", "nam", "nu", "hien", "trong", "hoc", "sinh", "con", "tap", "hoi", "sang", "hai", "ba",
    "nhi", "sau", "muoi", "tot", "dang", "moi", "lop", "cam", "ta", "yeu",
];

/// What stands beside a name.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// A class, an age or a year of birth of a child.
    Young,
    /// A school or a place.
    Place,
}

struct Told {
    at: Range<usize>,
    detail: Detail,
}

/// All names of children in addresses and file names, but those which `known` tells already; and what
/// `known` takes for one there although a grown-up is meant.
pub(super) fn judge(article: &Article, readings: &[Reading], known: &mut Vec<Finding>) {
    let mut found: Vec<Finding> = Vec::new();
    let grown = |words: &str| {
        let name = words.replace(['-', '_', '.'], " ");
        let whole = |m: &&Mention| m.kind != Kind::Initials && m.folded == name;
        let mut named = readings.iter().flat_map(|r| &r.mentions).filter(whole).peekable();
        named.peek().is_some() && named.any(|m| m.status == Status::Adult && m.cue == Cue::Adult)
    };
    for passage in &article.passages {
        if !matches!(passage.place, Where::LinkTarget | Where::FileName) || passage.text.len() > LONGEST {
            continue;
        }
        let pieces = pieces(&passage.text);
        let start = passage.locate(0);
        let of_here = |f: &Finding| {
            f.rule == "privacy-file-name" && f.line == start.0 && passage.text.contains(f.text.as_str())
        };
        // `Cô Hờ Y Chi` in the text, and `ho-y-chi-lop-1.jpg`.
        known.retain(|f| !(of_here(f) && (is_grown_up(&pieces, &passage.text, &f.text) || grown(&f.text))));
        if known.iter().any(of_here) {
            continue;
        }
        let Some((name, detail)) = named(&pieces, i32::from(article.as_of.year())) else { continue };
        let words = &passage.text[pieces[name.start].at.start..pieces[name.end - 1].at.end];
        if grown(words) {
            continue;
        }
        let rule = match detail {
            Detail::Young => "privacy-file-name",
            Detail::Place => "privacy-child-name-bare",
        };
        found.push(rules::finding(rule, passage.locate(pieces[name.start].at.start), words, ""));
    }
    known.extend(found);
}

/// No address that anybody types is longer.
const LONGEST: usize = 2_000;

/// The first name with what tells of a child, in the tokens that it covers.
fn named(pieces: &[Piece], year: i32) -> Option<(Range<usize>, Detail)> {
    let details = details(pieces, year);
    let mut place = None;
    for told in &details {
        let Some(name) = beside(pieces, &details, told) else { continue };
        if is_of_grown_up(pieces, &name) {
            continue;
        }
        match told.detail {
            Detail::Young => return Some((name, Detail::Young)),
            Detail::Place => place = place.or(Some((name, Detail::Place))),
        }
    }
    if let Some(name) = called(pieces) {
        return Some((name, Detail::Young));
    }
    place
}

/// The name that ends where the detail begins, or begins where it ends.
fn beside(pieces: &[Piece], details: &[Told], told: &Told) -> Option<Range<usize>> {
    let free = |range: &Range<usize>| {
        range.end <= pieces.len()
            && (range.start + 1..range.end).all(|i| !pieces[i].begins)
            && details.iter().all(|d| d.at.end <= range.start || d.at.start >= range.end)
    };
    let (from, to) = (told.at.start, told.at.end);
    let before = (2..=4).rev().filter_map(|length| {
        let range = from.checked_sub(length)?..from;
        free(&range).then_some(range)
    });
    let joined = |range: &Range<usize>| !pieces[range.end.min(pieces.len() - 1)].begins;
    // A class may be the folder of the file.
    let behind = (2..=4).rev().map(|length| to..to + length).filter(free);
    let ends = |range: &Range<usize>| {
        pieces.get(range.end).is_none_or(|next| next.begins || !lexicon::is_folded_syllable(&next.fold))
    };
    let whole = before
        .filter(joined)
        .chain(behind.filter(ends))
        .find(|range| is_name(pieces, range) && !is_called_after(pieces, range));
    whole.or_else(|| {
        // `be-an-4-tuoi`: one syllable behind a word for a child.
        let at = from
            .checked_sub(1)
            .filter(|at| *at > 0 && told.detail == Detail::Young && !pieces[*at].begins)?;
        let child = matches!(pieces[at - 1].fold.as_str(), "em" | "be" | "chau");
        let given = &pieces[at].fold;
        let known = lexicon::is_folded_syllable(given) && !SAID.contains(&given.as_str());
        (child && known && !pieces[from].begins).then_some(at..from)
    })
}

/// `em-le-bao-an`, `hoc-sinh-le-bao-an`: a word for a child needs nothing more.
fn called(pieces: &[Piece]) -> Option<Range<usize>> {
    (1..pieces.len()).find_map(|first| {
        let child = CHILDREN.contains(&pieces[first - 1].fold.as_str()) && !pieces[first].begins;
        let head = pieces[first - 1].fold.as_str();
        let whole = head != "sinh" && head != "nhi"
            || first > 1 && matches!(pieces[first - 2].fold.as_str(), "hoc" | "benh" | "thieu");
        let name = (3..=4).rev().map(|length| first..first + length).find(|range| {
            range.end <= pieces.len()
                && (range.start + 1..range.end).all(|i| !pieces[i].begins)
                && is_name(pieces, range)
        });
        name.filter(|_| child && whole)
    })
}

/// A family name with one to three syllables that stand in names, and no everyday words.
fn is_name(pieces: &[Piece], range: &Range<usize>) -> bool {
    let words: Vec<&str> = pieces[range.clone()].iter().map(|piece| piece.fold.as_str()).collect();
    let Some((family, given)) = words.split_first() else { return false };
    let sure = SURE.contains(family);
    let known = given.iter().all(|word| lexicon::is_folded_syllable(word) || matches!(*word, "thi" | "van"));
    let whole = words.join(" ");
    let middle = matches!(given.first(), Some(&"thi" | &"van")) && given.len() > 1;
    let words_in_it = if sure || middle { is_word(&words[..2]) } else { words.windows(2).any(is_word) };
    let long_enough = given.len() >= if sure { 1 } else { 2 };
    (sure || FAMILY.contains(family))
        && long_enough
        && known
        && !words_in_it
        && !lexicon::is_hero(&whole)
        && !lexicon::is_province(&whole)
        && !is_anybody(given)
}

/// Two syllables that are a word, or stand beside each other in plain text.
fn is_word(pair: &[&str]) -> bool {
    EVERYDAY.get(pair[0]).is_some_and(|next| next.contains(pair[1]))
}

/// `nguyen-van-a`: anybody.
fn is_anybody(given: &[&str]) -> bool {
    given.last().is_some_and(|last| last.len() == 1)
}

/// A school, a street or a prize of that name.
fn is_called_after(pieces: &[Piece], name: &Range<usize>) -> bool {
    let before = name.start.checked_sub(1).filter(|_| !pieces[name.start].begins);
    before.is_some_and(|i| CALLED_AFTER.contains(&pieces[i].fold.as_str()))
}

/// A title before the name or a role beside it, and no word for a child.
fn is_of_grown_up(pieces: &[Piece], name: &Range<usize>) -> bool {
    let first = (0..=name.start).rev().find(|i| pieces[*i].begins).unwrap_or(0);
    let last = (name.start + 1..pieces.len()).find(|i| pieces[*i].begins).unwrap_or(pieces.len());
    let here = &pieces[first..last];
    let titled = name.start > first && TITLES.contains(&pieces[name.start - 1].fold.as_str());
    let role =
        here.windows(2).any(|pair| ROLES.contains(&format!("{} {}", pair[0].fold, pair[1].fold).as_str()));
    let child = here.windows(2).any(|pair| {
        matches!(pair[0].fold.as_str(), "em" | "be" | "chau" | "hs")
            || pair[0].fold == "hoc" && pair[1].fold == "sinh"
    });
    titled || role && !child
}

/// What is told as a child's name, and is a grown-up's or that of a school.
fn is_grown_up(pieces: &[Piece], text: &str, words: &str) -> bool {
    let Some(at) = text.find(words) else { return false };
    let inside = |piece: &Piece| at <= piece.at.start && piece.at.end <= at + words.len();
    let Some(first) = pieces.iter().position(inside) else { return false };
    let count = pieces[first..].iter().take_while(|piece| inside(piece)).count();
    let titled = TITLES.contains(&pieces[first].fold.as_str()) && count > 1;
    let start = first + usize::from(titled);
    let hero = (2..=4).any(|length| {
        let name: Vec<&str> = pieces[start..].iter().take(length).map(|piece| piece.fold.as_str()).collect();
        lexicon::is_hero(&name.join(" "))
    });
    let child = first > 0 && CHILDREN.contains(&pieces[first - 1].fold.as_str());
    let name: Vec<&str> = pieces[start..first + count].iter().map(|piece| piece.fold.as_str()).collect();
    // `doan-tham-quan`: words, where no family name says otherwise.
    let is_phrase = name.first().is_some_and(|family| !SURE.contains(family))
        && !(name.iter().any(|word| matches!(*word, "thi" | "van")) && FAMILY.contains(&name[0]))
        && name.windows(2).any(is_word);
    !child && (titled || is_phrase || hero || is_of_grown_up(pieces, &(first..first + count)))
}

/// Classes, ages, years of birth, schools and places.
fn details(pieces: &[Piece], year: i32) -> Vec<Told> {
    let mut found = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        let told = young(pieces, i, year).map(|end| (end, Detail::Young));
        match told.or_else(|| place(pieces, i).map(|end| (end, Detail::Place))) {
            Some((end, detail)) => {
                found.push(Told { at: i..end, detail });
                i = end;
            }
            None => i += 1,
        }
    }
    found
}

/// `lop-4a`, `4a`, `9-tuoi`, `sn-2016`: where it ends.
fn young(pieces: &[Piece], i: usize, year: i32) -> Option<usize> {
    let word = |k: usize| pieces.get(k).map_or("", |piece| piece.fold.as_str());
    let number = |k: usize| word(k).parse::<i32>().ok();
    let born = |k: usize| number(k).filter(|y| (year - 15..=year).contains(y)).map(|_| k + 1);
    match word(i) {
        "lop" | "l" => {
            let end = i + 2;
            let graded = code(word(i + 1)).or_else(|| number(i + 1)).filter(|grade| (1..=10).contains(grade));
            let letter =
                word(end).len() == 1 && word(end).as_bytes()[0].is_ascii_lowercase() && word(i) == "lop";
            let group = word(i) == "lop" && matches!(word(i + 1), "mam" | "choi" | "la");
            (graded.is_some() || group).then_some(end + usize::from(letter && number(i + 1).is_some()))
        }
        "sinh" if word(i + 1) == "nam" => born(i + 2),
        "sn" | "sinh" => born(i + 1),
        one => {
            let aged = number(i).filter(|years| (1..=15).contains(years) && word(i + 1) == "tuoi");
            let years = one.strip_suffix('t').and_then(|years| years.parse().ok());
            let short = years.is_some_and(|years: i32| (1..=15).contains(&years));
            let class = code(one).is_some_and(|grade| (1..=10).contains(&grade));
            aged.map(|_| i + 2).or((short || class).then_some(i + 1))
        }
    }
}

/// The grade of `4a`, `4a1`.
fn code(word: &str) -> Option<i32> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let grade: i32 = word.get(..digits)?.parse().ok()?;
    let rest = &word[digits..];
    let letter = rest.chars().next().filter(|c| matches!(c, 'a'..='n'))?;
    let tail = rest.get(1..)?;
    let technical = matches!((grade, letter), (2..=6, 'g') | (2..=4, 'd')) || matches!(letter, 'k' | 'm');
    (!technical && tail.len() <= 2 && tail.bytes().all(|b| b.is_ascii_digit())).then_some(grade)
}

/// `truong-…`, `thcs-…`, `thon-…`, `xa-…`: the head of a school or place with what follows it.
fn place(pieces: &[Piece], i: usize) -> Option<usize> {
    const HEADS: [&str; 13] =
        ["truong", "thcs", "th", "ptdtbt", "thon", "xom", "ap", "xa", "phuong", "buon", "khom", "mn", "tieu"];
    let head = HEADS.contains(&pieces[i].fold.as_str());
    let follows = pieces.get(i + 1).is_some_and(|next| !next.begins);
    let primary = pieces[i].fold != "tieu" || pieces.get(i + 1).is_some_and(|next| next.fold == "hoc");
    (head && follows && primary).then_some(i + 1)
}

static EVERYDAY: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("data/everyday.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once(':'))
        .map(|(first, rest)| (first, rest.split_whitespace().collect()))
        .collect()
});
