//! An article that tells of one real child although no rule says by what.
//!
//! What the rules left over comes in; where the manner of the whole article says plainly that a child is
//! exposed, its most telling sentence comes out. It names nobody and knows no shape of a sentence: what it
//! adds is that many small signs speak together. Silent below its threshold, and in an article with records
//! of consent, about which the rules know more.

use super::facts::Facts;
use super::genre;
use super::kin::CALLED;
use super::kinds::{self, Kind, Kinds};
use super::lexicon::Class;
use super::reading::Reading;
use super::rules;
use super::verdict::Judge;
use super::{Article, Finding, Where};

/// One child, whatever else stands there.
const ONE: [Kind; 5] = [Kind::One, Kind::Kin, Kind::Called, Kind::NamedChild, Kind::NamedWeak];
/// Somebody who may be one.
const SOMEBODY: [Kind; 3] = [Kind::Perhaps, Kind::NamedGroup, Kind::NamedBare];
/// What is true of children only.
const YOUNG: [Kind; 6] =
    [Kind::Young, Kind::Teen, Kind::BornYoung, Kind::OneClass, Kind::Grade, Kind::School];

/// Where a sentence speaks of nothing else, parents are spoken to and nobody's child is meant: `giúp con ngủ đủ
/// giấc`.
const ANYBODY: [Kind; 7] =
    [Kind::Kin, Kind::Parent, Kind::Topical, Kind::Advice, Kind::Many, Kind::Plural, Kind::Service];

/// Labelled articles are no longer, in words: how a longer one sounds is not known.
const LONGEST: usize = 650;

/// What a message says of a sentence.
const TOLD: [(&[Kind], &str); 8] = [
    (&[Kind::Young, Kind::Teen], "tuổi"),
    (&[Kind::BornYoung], "ngày sinh"),
    (&[Kind::OneClass, Kind::Grade], "lớp"),
    (&[Kind::School], "trường"),
    (&[Kind::Place], "nơi ở"),
    (&[Kind::Kin, Kind::Parent, Kind::NamedGrown], "người thân"),
    (&[Kind::Health], "sức khỏe"),
    (&[Kind::Severe, Kind::Grave, Kind::Crime], "chuyện nhạy cảm"),
];

/// A sentence that can be pointed at.
pub(super) struct Candidate {
    /// Its passage.
    n: usize,
    sentence: u32,
    kinds: Kinds,
}

/// The most telling sentence of an article that sounds like one which exposes a child.
pub(super) fn find(
    article: &Article,
    readings: &[Reading],
    facts: &Facts,
    judge: &Judge<'_>,
) -> Option<Finding> {
    let candidates = candidates(article, readings, facts);
    let weighed = candidates.iter().map(|one| (one, weight(readings, one)));
    let (most, weight) = weighed.max_by_key(|(one, weight)| (*weight, std::cmp::Reverse(one.n)))?;
    if !judge.tells_plainly(weight) {
        return None;
    }
    let Candidate { n, sentence, kinds } = *most;
    let tokens = &readings[n].tokens;
    let first = tokens.partition_point(|t| t.sentence < sentence);
    let last = tokens.partition_point(|t| t.sentence <= sentence);
    let (from, to) = (tokens[first].start, tokens[last - 1].end);
    let passage = &article.passages[n];
    let told: Vec<&str> = TOLD.iter().filter(|(of, _)| kinds.any(of)).map(|(_, word)| *word).collect();
    Some(rules::finding(
        "privacy-child-told",
        passage.locate(from),
        &passage.text[from..to],
        &told.join(", "),
    ))
}

/// How much a sentence speaks for a child, in hundredths.
fn weight(readings: &[Reading], one: &Candidate) -> i32 {
    genre::of_sentence(&readings[one.n], one.sentence, one.kinds)
}

/// The signs of each sentence that can be pointed at, for whoever fits their weights.
pub(super) fn signs(article: &Article, readings: &[Reading], facts: &Facts) -> Vec<Vec<String>> {
    let of = |one: &Candidate| genre::signs_of_sentence(&readings[one.n], one.sentence, one.kinds);
    candidates(article, readings, facts).iter().map(of).collect()
}

/// The sentences in which somebody may be a child, where no record of consent says more.
fn candidates(article: &Article, readings: &[Reading], facts: &Facts) -> Vec<Candidate> {
    let mut found = Vec::new();
    let words: usize = readings.iter().map(|reading| reading.tokens.len()).sum();
    if !article.consents.is_empty() || words > LONGEST {
        return found;
    }
    for n in (0..readings.len()).filter(|n| is_open(article, &readings[*n], facts, *n)) {
        for (sentence, kinds) in (0_u32..).zip(kinds::of_sentences(&readings[n])) {
            let advice = kinds.has(Kind::Advice) && kinds.has(Kind::Many);
            let one = kinds.any(&ONE) && !advice && !kinds.only(&ANYBODY);
            let perhaps = kinds.any(&SOMEBODY) && kinds.any(&YOUNG) && !kinds.has(Kind::Grown);
            if one || perhaps {
                found.push(Candidate { n, sentence, kinds });
            }
        }
    }
    found
}

/// A text of today in which somebody may be a child.
fn is_open(article: &Article, reading: &Reading, facts: &Facts, n: usize) -> bool {
    const CHILD: [Class; 3] = [Class::KinChild, Class::Pointer, Class::PointerSure];
    let place = article.passages[n].place;
    let skipped =
        matches!(place, Where::LinkTarget | Where::FileName | Where::ConsentSubject | Where::Attachment);
    let free = facts.invented[n] || facts.example[n] || facts.old_year[n] || facts.history[n];
    let named = || reading.mentions.iter().any(|m| !m.placeholder);
    !skipped && !free && (reading.any_of(&CHILD) || reading.may_say(&CALLED) || named())
}
