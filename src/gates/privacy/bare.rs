//! Names that stand without any title.
//!
//! In Vietnamese a grown-up is written with a title (`ông`, `chị`, `cô giáo`, `đồng chí`) or with an
//! office; a full name without one, in running text, is a child's, a suspect's, an author's or one of
//! history. Judged readings come in; of the names still unknown those become children near which
//! something speaks of one young person, and nothing of a grown-up, a book or another time.

use std::collections::{BTreeMap, BTreeSet};

use super::attributes::{Attr, Found, same};
use super::children::in_a_work;
use super::context::{self, Facts};
use super::lexicon::{self, Class};
use super::names::{Cue, Kind, Mention, Status};
use super::reading::Reading;
use super::text::{Gap, Shape};
use super::{Article, Where};

/// Gives names without a title to the children they belong to.
pub(super) fn settle(article: &Article, readings: &mut [Reading], facts: &Facts) {
    let calls = Calls::of(article, readings);
    let contest =
        article.passages.iter().zip(&*readings).any(|(p, r)| p.place == Where::Title && is_contest(r));
    for n in 0..readings.len() {
        let told = !matches!(
            article.passages[n].place,
            Where::LinkTarget | Where::FileName | Where::ConsentSubject | Where::TableRow { .. }
        );
        let free = facts.invented[n] || facts.example[n] || facts.history[n] || facts.old_year[n];
        if !told || free {
            continue;
        }
        let children: Vec<usize> = (0..readings[n].mentions.len())
            .filter(|m| {
                let mention = &readings[n].mentions[*m];
                is_bare(&readings[n], mention)
                    && (contest
                        || young_here(&readings[n], mention)
                        || calls.as_child(article, readings, n, mention)
                        || calls.pupils.contains(&article.passages[n].section)
                            && in_need(&readings[n], mention))
            })
            .collect();
        for m in children {
            readings[n].mentions[m].status = Status::Child;
        }
    }
}

/// A person's whole name as part of a sentence, and no grown-up's word beside it.
fn is_bare(reading: &Reading, mention: &Mention) -> bool {
    let len = mention.end - mention.first;
    let sentence = reading.sentence(mention.first);
    let whole = len >= 3 || reading.tokens[mention.first].key.contains('\'');
    mention.status == Status::Unknown
        && mention.kind == Kind::Full
        && mention.cue == Cue::None
        && !mention.placeholder
        && !lexicon::is_hero(&mention.folded)
        && whole
        && reading.tokens[mention.first].shape != Shape::Upper
        // A line that is only a name is a signature.
        && sentence.len() > len
        && !grown_beside(reading, mention, &sentence)
        && !in_a_work(reading, sentence, mention.first)
}

fn grown_beside(reading: &Reading, mention: &Mention, sentence: &std::ops::Range<usize>) -> bool {
    const GROWN: [Class; 4] = [Class::AdultRole, Class::AdultTitle, Class::AdultAct, Class::LocalRole];
    // A grown-up named or titled before, with nothing but the same breath between.
    let before = (sentence.start..mention.first)
        .rev()
        .take_while(|i| !reading.tokens[i + 1].gap.has(Gap::COMMA) || *i + 6 > mention.first)
        .any(|i| {
            reading.marks[i].tags.any(&[Class::AdultRole, Class::AdultAct])
                && !reading.marks[i].tags.is(Class::ChildRole)
        });
    let behind = (mention.end..sentence.end.min(mention.end + 6))
        .any(|i| reading.marks[i].tags.any(&GROWN) && !reading.marks[i].tags.is(Class::ChildRole));
    before || behind || reading.has(mention.end..sentence.end, Class::AdultAct)
}

/// The sentence of the name or the next one speaks of one young person.
fn young_here(reading: &Reading, mention: &Mention) -> bool {
    let sentence = reading.sentence(mention.first);
    let next = if sentence.end < reading.tokens.len() {
        reading.sentence(sentence.end)
    } else {
        sentence.end..sentence.end
    };
    let until = |from: usize, end: usize| {
        let other = reading.mentions.iter().find(|m| m.first >= from && m.first < end);
        other.map_or(end, |m| m.cue_at.min(m.first).max(from))
    };
    let here = mention.end..until(mention.end, sentence.end);
    let acts = here.clone().position(|i| gives(reading, i)).map_or(here.end, |n| here.start + n);
    young(reading, here.start..acts)
        || acts == here.end
            && here.end == sentence.end
            && young(reading, next.start..until(next.start, next.end))
}

/// `Kết quả giải cờ vua thiếu nhi`: whoever is named below without a title took part.
fn is_contest(reading: &Reading) -> bool {
    let all = 0..reading.tokens.len();
    let young = ["thiếu", "nhi", "học"].iter().any(|w| reading.tokens.iter().any(|t| same(t, w)))
        && (reading.any(Class::ChildGroup) || reading.any(Class::ChildTitle));
    reading.has(all.clone(), Class::Result) && (young || context::young_group(reading, all))
}

/// The sentence of the name tells of illness or want.
fn in_need(reading: &Reading, mention: &Mention) -> bool {
    let end = reading.sentence(mention.first).end;
    (mention.end..end).any(|i| {
        let tags = reading.marks[i].tags;
        tags.any(&[Class::Health, Class::Hardship, Class::Sensitive])
            && !tags.is(Class::Crime)
            && !context::is_topic(reading, i)
    })
}

/// What one does for children, and not as a child.
fn gives(reading: &Reading, i: usize) -> bool {
    const GIVING: &[&str] = &[
        "dạy", "nuôi", "chăm", "giúp", "cho", "trao", "tặng", "đón", "dắt", "thăm", "hướng", "phụ", "cứu",
        "chở", "khám", "phát", "quản", "dẫn", "viết", "bế", "tuyên", "xâm", "hành",
    ];
    GIVING.iter().any(|w| same(&reading.tokens[i], w)) && reading.marks[i].inside == 0
}

fn young(reading: &Reading, range: std::ops::Range<usize>) -> bool {
    let attr = reading.attrs.iter().any(|a| {
        range.contains(&a.start)
            && match a.attr {
                Attr::Class { grade, one } => {
                    grade <= 10 && (one || a.start > 0 && same(&reading.tokens[a.start - 1], "học"))
                }
                Attr::Age { years, generic, past } => years < 16 && !generic && !past,
                _ => false,
            }
    });
    let word = range.clone().any(|i| {
        let mark = reading.marks[i];
        let several = i > 0 && reading.phrase_ending(i - 1).0.is(Class::Plural);
        mark.len > 1
            && mark.tags.any(&[Class::PointerSure, Class::Anaphor])
            && !mark.tags.is(Class::KinChild)
            && !several
            && !context::is_topic(reading, i)
    });
    attr || word || context::young_group(reading, range)
}

/// Where in the article given names stand alone and without a title, and which sections speak of
/// pupils.
struct Calls {
    /// Passage and token, by the name.
    by_name: BTreeMap<String, Vec<(usize, usize)>>,
    pupils: BTreeSet<u32>,
}

impl Calls {
    fn of(article: &Article, readings: &[Reading]) -> Calls {
        let mut calls = Calls { by_name: BTreeMap::new(), pupils: BTreeSet::new() };
        for (n, reading) in readings.iter().enumerate() {
            let class = |a: &Found| matches!(a.attr, Attr::Class { grade: ..=9, .. });
            if young(reading, 0..reading.tokens.len()) || reading.attrs.iter().any(class) {
                calls.pupils.insert(article.passages[n].section);
            }
            let within = covered(reading);
            for (i, token) in reading.tokens.iter().enumerate() {
                if token.shape == Shape::Cap && stands_alone(reading, i, within[i]) {
                    calls.by_name.entry(token.key.clone()).or_default().push((n, i));
                }
            }
        }
        calls
    }

    /// The person is called by the given name alone, without a title, as one calls a child, and the
    /// section speaks of pupils.
    fn as_child(&self, article: &Article, readings: &[Reading], n: usize, mention: &Mention) -> bool {
        let section = article.passages[n].section;
        let given = &readings[n].tokens[mention.end - 1].key;
        let again = |(k, i): &(usize, usize)| {
            article.passages[*k].section == section && (*k > n || *k == n && *i >= mention.end)
        };
        self.pupils.contains(&section)
            && self.by_name.get(given).is_some_and(|places| places.iter().rev().any(again))
    }
}

/// Which tokens belong to a name that is more than they, or has a title.
fn covered(reading: &Reading) -> Vec<bool> {
    let mut covered = vec![false; reading.tokens.len()];
    for mention in &reading.mentions {
        let alone = mention.end == mention.first + 1 && mention.cue == Cue::None;
        covered[mention.first..mention.end].fill(!alone);
    }
    covered
}

fn stands_alone(reading: &Reading, i: usize, covered: bool) -> bool {
    let gap = reading.tokens[i].gap;
    let follows = i > 0 && gap.is_space() && reading.tokens[i - 1].shape == Shape::Cap;
    let leads = reading.tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
    let titled =
        i > 0 && gap.is_space() && reading.phrase_ending(i - 1).0.any(&[Class::AdultTitle, Class::AdultRole]);
    !covered && !follows && !leads && !titled
}
