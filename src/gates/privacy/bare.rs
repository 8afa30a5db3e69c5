//! Names that stand without any title.
//!
//! In Vietnamese a grown-up is written with a title (`ông`, `chị`, `cô giáo`, `đồng chí`) or with an
//! office; a full name without one, in running text, is a child's, a suspect's, an author's or one of
//! history. Judged readings come in; of the names still unknown those become children near which
//! something speaks of one young person, and nothing of a grown-up, a book or another time.

use super::attributes::{Attr, same};
use super::children::in_a_work;
use super::context::{self, Facts};
use super::lexicon::{self, Class};
use super::names::{Cue, Kind, Mention, Status};
use super::reading::Reading;
use super::text::{Gap, Shape};
use super::{Article, Where};

/// Gives names without a title to the children they belong to.
pub(super) fn settle(article: &Article, readings: &mut [Reading], facts: &Facts) {
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
                    && (young_here(&readings[n], mention) || goes_by_given(article, readings, n, mention))
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

/// The person is called by the given name alone, without a title, as one calls a child, and the
/// article speaks of pupils.
fn goes_by_given(article: &Article, readings: &[Reading], n: usize, mention: &Mention) -> bool {
    let given = &readings[n].tokens[mention.end - 1];
    let section = article.passages[n].section;
    let again = (n..readings.len()).filter(|k| article.passages[*k].section == section).any(|k| {
        let reading = &readings[k];
        reading.tokens.iter().enumerate().any(|(i, token)| {
            let other = k != n || i >= mention.end;
            let alone = reading.mentions.iter().all(|m| !(m.first..m.end).contains(&i))
                || reading.mention_at(i).is_some_and(|m| m.end == i + 1 && m.cue == Cue::None);
            let follows = i > 0 && token.gap.is_space() && reading.tokens[i - 1].shape == Shape::Cap;
            let leads = reading.tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
            let titled = i > 0
                && token.gap.is_space()
                && reading.phrase_ending(i - 1).0.any(&[Class::AdultTitle, Class::AdultRole]);
            other
                && token.shape == Shape::Cap
                && token.key == given.key
                && alone
                && !follows
                && !leads
                && !titled
        })
    });
    let here = (0..readings.len()).filter(|k| article.passages[*k].section == section).map(|k| &readings[k]);
    let pupils = |reading: &Reading| {
        young(reading, 0..reading.tokens.len())
            || reading.attrs.iter().any(|a| matches!(a.attr, Attr::Class { grade: ..=9, .. }))
    };
    again && here.into_iter().any(pupils)
}
