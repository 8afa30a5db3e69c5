//! Of what manner an article is: does it tell of one child of today, or of works, of then, of grown-ups, of
//! rules?
//!
//! The readings come in; a sum comes out, above zero where articles that expose a child sound like this one.
//! It knows words and pairs of words and no rule (`data/genre.txt`, fitted on the labelled sets), so
//! what it says stands by itself beside what the rules say. Never asked of an article without a finding.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use super::reading::Reading;
use super::text::{Gap, Token};
use super::word::Shape;
use super::{Article, Where};

/// The weights of words and pairs, in hundredths.
static WEIGHTS: LazyLock<HashMap<&'static str, i32>> = LazyLock::new(|| {
    let lines = include_str!("data/genre.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .flat_map(|line| {
            let (weight, words) = line.split_once(':').expect("a weight and its words");
            let weight: i32 = weight.parse().expect("a weight is a number");
            words.split(',').map(move |word| (word.trim(), weight))
        })
        .collect()
});

/// So many known words tell the manner of an article.
const ENOUGH: i32 = 100;

/// How much the article sounds like those that expose a child, in hundredths.
pub(super) fn sounds(article: &Article, readings: &[Reading]) -> i32 {
    let weights = &*WEIGHTS;
    let weight_of = |word: &String| weights.get(word.as_str()).copied();
    let known: Vec<i32> = words(article, readings).iter().filter_map(weight_of).collect();
    let base = weights.get("#base").copied().unwrap_or(0);
    let sum: i32 = known.iter().sum();
    let count = i32::try_from(known.len()).unwrap_or(i32::MAX);
    // Twice as long a text has twice as many words of either kind; a few lines have no manner.
    let mean = sum / (count + 1).isqrt();
    (base + mean) * count.min(ENOUGH) / ENOUGH
}

/// The words of an article that are no names, and the pairs that stand joined.
pub(super) fn words(article: &Article, readings: &[Reading]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (passage, reading) in article.passages.iter().zip(readings) {
        let skipped = matches!(
            passage.place,
            Where::LinkTarget
                | Where::FileName
                | Where::ConsentSubject
                | Where::FrontMatter
                | Where::Attachment
        );
        if skipped {
            continue;
        }
        let mut last: Option<String> = None;
        for (i, token) in reading.tokens.iter().enumerate() {
            let word = plain_word(token, i == 0);
            if let (Some(last), Some(word)) = (&last, &word)
                && token.gap.is_space()
            {
                found.insert(format!("{last} {word}"));
            }
            found.extend(word.clone());
            last = word;
        }
    }
    found
}

/// A word in small letters, or a number by its size; a name is none.
fn plain_word(token: &Token, first: bool) -> Option<String> {
    match token.shape {
        Shape::Number => Some(match token.fold.parse::<u32>() {
            Ok(n @ 0..80) => format!("#{}", n / 4 * 4),
            Ok(n @ 1900..2040) => format!("#{}", n / 10 * 10),
            _ => "#".to_owned(),
        }),
        Shape::Code => Some("#code".to_owned()),
        Shape::Lower => Some(token.lower.clone()),
        _ if first || token.gap.has(Gap::STOP) || token.gap.has(Gap::COLON) || token.gap.has(Gap::CELL) => {
            Some(token.lower.clone())
        }
        _ => None,
    }
}
