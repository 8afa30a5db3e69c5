//! Of what manner an article is: does it tell of one child of today, or of works, of then, of grown-ups, of
//! rules?
//!
//! The readings come in; a sum comes out, above zero where articles that expose a child sound like this one.
//! It knows words, pairs of words and the kinds of things that stand together in a sentence, and no rule
//! (`data/genre.txt`, fitted on the labelled sets), so what it says stands by itself beside what the rules say.
//! Asked only of an article with a finding or with a sentence that may be about one child (`telling`).

use std::collections::{BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use super::attr::Attr;
use super::kinds::{KINDS, Kinds};
use super::mention::{Cue, Kind, Mention};
use super::reading::Reading;
use super::text::{Gap, Token};
use super::word::Shape;
use super::{Article, Where};

/// The weights of signs in hundredths, each sign by the digest of its text.
struct Weights {
    base: i32,
    signs: HashMap<u64, (u32, i32), BuildHasherDefault<Plain>>,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights { base: 0, signs: HashMap::default() };
    for line in include_str!("data/genre.txt").lines().filter(|line| !line.starts_with("# ")) {
        let (weight, signs) = line.split_once(':').expect("a weight and its signs");
        let weight: i32 = weight.parse().expect("a weight is a number");
        for sign in signs.split(',') {
            match sign.trim() {
                "#base" => weights.base = weight,
                sign => {
                    let number = u32::try_from(weights.signs.len()).unwrap_or(u32::MAX);
                    weights.signs.insert(digest(&[sign]), (number, weight));
                }
            }
        }
    }
    weights
});

/// A digest is spread already.
#[derive(Default)]
struct Plain(u64);

impl Hasher for Plain {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |hash, byte| hash.rotate_left(8) ^ u64::from(*byte));
    }
    fn write_u64(&mut self, digest: u64) {
        self.0 = digest;
    }
}

/// Of parts what it is of them joined.
fn digest(parts: &[&str]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.bytes());
    let fnv = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    fnv ^ (fnv >> 29)
}

/// So many known signs tell the manner of an article.
const ENOUGH: i32 = 100;

/// How an article sounds.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    /// How much it sounds like those that expose a child, in hundredths.
    pub(super) sum: i32,
    /// It is long enough to have a manner.
    pub(super) is_whole: bool,
}

/// How the article sounds.
pub(super) fn sounds(article: &Article, readings: &[Reading]) -> Manner {
    let weights = &*WEIGHTS;
    let mut known: Vec<(u32, i32)> = Vec::new();
    each_sign(article, readings, |parts| known.extend(weights.signs.get(&digest(parts)).copied()));
    known.sort_unstable();
    known.dedup();
    let sum: i32 = known.iter().map(|(_, weight)| weight).sum();
    let count = i32::try_from(known.len()).unwrap_or(i32::MAX);
    // Twice as long a text has twice as many signs of either kind; a few lines have no manner.
    let mean = sum / (count + 1).isqrt();
    Manner { sum: (weights.base + mean) * count.min(ENOUGH) / ENOUGH, is_whole: count >= ENOUGH }
}

/// How much the words and the kinds of one sentence speak for a child, in hundredths.
pub(super) fn of_sentence(reading: &Reading, sentence: u32, kinds: Kinds) -> i32 {
    let weights = &*WEIGHTS;
    let (mut sum, mut count) = (0, 4);
    let mut add = |parts: &[&str]| {
        if let Some((_, weight)) = weights.signs.get(&digest(parts)) {
            sum += weight;
            count += 1;
        }
    };
    each_sign_of(reading, sentence, kinds, &mut add);
    sum / i32::isqrt(count)
}

/// Every sign of a sentence, as text.
pub(super) fn signs_of_sentence(reading: &Reading, sentence: u32, kinds: Kinds) -> Vec<String> {
    let mut found = Vec::new();
    each_sign_of(reading, sentence, kinds, &mut |parts: &[&str]| found.push(parts.concat()));
    found
}

fn each_sign_of(reading: &Reading, sentence: u32, kinds: Kinds, sign: &mut impl FnMut(&[&str])) {
    let start = reading.tokens.partition_point(|t| t.sentence < sentence);
    let end = reading.tokens.partition_point(|t| t.sentence <= sentence);
    words(reading, start..end, sign);
    together(&[kinds], sign);
}

/// Every sign of the article once, as text.
pub(super) fn signs(article: &Article, readings: &[Reading]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    each_sign(article, readings, |parts| {
        found.insert(parts.concat());
    });
    found
}

/// Every sign, some of them more than once, in parts.
fn each_sign(article: &Article, readings: &[Reading], mut sign: impl FnMut(&[&str])) {
    let mut sentences: Vec<Kinds> = Vec::new();
    for (passage, reading) in article.passages.iter().zip(readings) {
        let skipped = matches!(
            passage.place,
            Where::LinkTarget | Where::FileName | Where::ConsentSubject | Where::Attachment
        );
        if skipped {
            continue;
        }
        words(reading, 0..reading.tokens.len(), &mut sign);
        sentences.extend(super::kinds::of_sentences(reading));
        // What stands in two passages does not stand together.
        sentences.push(Kinds::default());
    }
    together(&sentences, &mut sign);
}

/// The words of a range and the pairs that follow each other; a name and what is told of somebody by what it is.
fn words(reading: &Reading, range: std::ops::Range<usize>, sign: &mut impl FnMut(&[&str])) {
    let tokens = &reading.tokens;
    let mut attrs =
        reading.attrs[reading.attrs.partition_point(|a| a.start < range.start)..].iter().peekable();
    let from = reading.mentions.partition_point(|m| m.first < range.start);
    let mut mentions = reading.mentions[from..].iter().peekable();
    let mut last: Option<&str> = None;
    let mut i = range.start;
    while i < range.end {
        let token = &tokens[i];
        while attrs.next_if(|a| a.start < i).is_some() {}
        while mentions.next_if(|m| m.first < i).is_some() {}
        let (word, next) = if let Some(found) = attrs.next_if(|a| a.start == i) {
            (of_attr(found.attr), found.end)
        } else if let Some(mention) = mentions.next_if(|m| m.first == i) {
            (of_mention(mention), mention.end)
        } else {
            (plain_word(token, i == 0), i + 1)
        };
        sign(&[word]);
        if let Some(last) = last.filter(|_| !token.gap.has(Gap::STOP) && !token.gap.has(Gap::CELL)) {
            sign(&[last, " ", word]);
        }
        last = Some(word);
        i = next.max(i + 1);
    }
}

/// Kinds of things that stand in one sentence, and in one and the next.
fn together(sentences: &[Kinds], sign: &mut impl FnMut(&[&str])) {
    let mut here = [0u64; 64];
    let mut next = [0u64; 64];
    for (n, kinds) in sentences.iter().enumerate() {
        let after = sentences.get(n + 1).copied().unwrap_or_default();
        for kind in kinds.each() {
            here[kind] |= kinds.0;
            next[kind] |= after.0;
        }
    }
    for (kind, name) in KINDS.iter().enumerate() {
        if here[kind] != 0 {
            sign(&["&", name]);
        }
        for other in Kinds(here[kind]).each().filter(|other| *other > kind) {
            sign(&["&", name, "+", KINDS[other]]);
        }
        for other in Kinds(next[kind]).each().filter(|other| *other != kind) {
            sign(&["&", name, ">", KINDS[other]]);
        }
    }
}

/// A word in small letters, a number by its size, or a name that nobody is called by here.
fn plain_word(token: &Token, first: bool) -> &str {
    const SIZES: [&str; 10] = ["#0", "#8", "#16", "#24", "#32", "#40", "#48", "#56", "#64", "#72"];
    match token.shape {
        Shape::Number => match token.fold.parse::<usize>() {
            Ok(n @ 0..80) => SIZES[n / 8],
            Ok(1900..1980) => "#1900",
            Ok(1980..2000) => "#1980",
            Ok(2000..2010) => "#2000",
            Ok(2010..2020) => "#2010",
            Ok(2020..2040) => "#2020",
            _ => "#",
        },
        Shape::Code => "#code",
        Shape::Lower => &token.lower,
        _ if first || token.gap.has(Gap::STOP) || token.gap.has(Gap::COLON) || token.gap.has(Gap::CELL) => {
            &token.lower
        }
        _ => "@cap",
    }
}

fn of_attr(attr: Attr) -> &'static str {
    match attr {
        Attr::Age { generic: true, .. } | Attr::Age { past: true, .. } => "@ages",
        Attr::Age { years: ..6, .. } => "@age3",
        Attr::Age { years: 6..11, .. } => "@age8",
        Attr::Age { years: 11..16, .. } => "@age13",
        Attr::Age { years: 16..18, .. } => "@age16",
        Attr::Age { years: 18..30, .. } => "@age20",
        Attr::Age { .. } => "@age40",
        Attr::Birth { year: 2010.., .. } => "@born2010",
        Attr::Birth { year: 2000.., .. } => "@born2000",
        Attr::Birth { .. } => "@born1900",
        Attr::Class { one: true, .. } => "@class1",
        Attr::Class { .. } => "@class",
        Attr::School => "@school",
        Attr::Place { .. } => "@place",
        Attr::Commune => "@commune",
        Attr::Phone => "@phone",
    }
}

fn of_mention(mention: &Mention) -> &'static str {
    match (mention.cue, mention.kind) {
        (Cue::Child | Cue::ClassBefore, Kind::Full) => "@child",
        (Cue::Child | Cue::ClassBefore, _) => "@child-short",
        (Cue::Group, _) => "@group",
        (Cue::Weak, Kind::Full) => "@weak",
        (Cue::Weak, _) => "@weak-short",
        (Cue::Adult | Cue::AdultNear, Kind::Full) => "@grown",
        (Cue::Adult | Cue::AdultNear, _) => "@grown-short",
        (Cue::None, Kind::Full) => "@bare",
        (Cue::None, Kind::Given) => "@bare-short",
        (Cue::None, Kind::Initials) => "@initials",
    }
}
