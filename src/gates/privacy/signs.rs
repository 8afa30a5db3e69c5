//! Words that speak for a child or for a grown-up.
//!
//! A reading and a range of its tokens come in; the set of signs that stand there comes out. A sign
//! says nothing by itself: `weights` says how much it counts, by where it stands.

use std::ops::Range;

use super::Article;
use super::attr::Attr;
use super::compared::{any, same};
use super::lexicon::{Class, Tags};
use super::reading::Reading;
use super::sign::{Sign, Signs};
use super::text::Gap;
use super::topics;
use super::word::Shape;

/// The signs of a range of tokens.
pub(super) fn signs(reading: &Reading, range: Range<usize>, article: &Article) -> Signs {
    let mut found = Signs::default();
    let from = reading.attrs.partition_point(|a| a.start < range.start);
    let this_year = i32::from(article.as_of.year());
    for a in reading.attrs[from..].iter().take_while(|a| a.start < range.end) {
        if of_own_child(reading, a.start) {
            found.add(Sign::GrownAct);
            continue;
        }
        match a.attr {
            Attr::Class { .. } if is_of_others(reading, a.start) => found.add(Sign::ChildMany),
            Attr::Class { .. } if is_remembered(reading, a.start) => found.add(Sign::Past),
            Attr::Age { years, generic: false, past: false } => {
                found.add(if years < 16 { Sign::YoungAge } else { Sign::GrownAge });
            }
            Attr::Birth { year, .. } if this_year - year < 16 => found.add(Sign::YoungBirth),
            Attr::Birth { .. } => found.add(Sign::OldBirth),
            Attr::Class { grade: ..=10, one: true } => found.add(Sign::OneClass),
            Attr::Class { .. } => found.add(Sign::Grade),
            Attr::School => found.add(Sign::School),
            Attr::Place { real: true } => found.add(Sign::Hamlet),
            Attr::Phone => found.add(Sign::Phone),
            Attr::Age { .. } | Attr::Place { .. } | Attr::Commune => {}
        }
    }
    for i in range {
        of_word(reading, i, &mut found);
    }
    found
}

/// `Học sinh lớp 4 vẽ …` at the head of a sentence: pupils in general.
fn is_of_others(reading: &Reading, at: usize) -> bool {
    let Some(p) = at.checked_sub(1).filter(|_| reading.tokens[at].gap.is_space()) else { return false };
    let (tags, start) = reading.phrase_ending(p);
    tags.is(Class::ChildGroup) && start == reading.sentence(at).start
}

/// `năm học lớp 7`, `hồi lớp 1`.
pub(super) fn is_remembered(reading: &Reading, at: usize) -> bool {
    let back = |n: usize| at.checked_sub(n).map(|p| &reading.tokens[p]);
    back(1).is_some_and(|t| any(t, &["hồi", "năm", "thuở", "thời"]))
        || back(1).is_some_and(|t| any(t, &["học", "lên"]))
            && back(2).is_some_and(|t| any(t, &["hồi", "năm", "ngày"]))
}

/// `có con học lớp 2`, `hai con, cháu lớn lớp 5`: the class or the age of the child of whom it speaks.
pub(super) fn of_own_child(reading: &Reading, at: usize) -> bool {
    let from = at.saturating_sub(4).max(reading.sentence(at).start);
    (from..at).rev().take_while(|i| !reading.tokens[i + 1].gap.has(Gap::COMMA)).any(|i| {
        let child = same(&reading.tokens[i], "con") || reading.marks[i].tags.is(Class::KinChild);
        child
            && (same(&reading.tokens[i], "có")
                || i > 0 && any(&reading.tokens[i - 1], &["có", "hai", "ba", "nuôi", "sinh"]))
    })
}

fn of_word(reading: &Reading, i: usize, found: &mut Signs) {
    let (token, tags) = (&reading.tokens[i], reading.marks[i].tags);
    let len = reading.marks[i].len;
    if reading.marks[i].inside > 0 {
        return;
    }
    if let Some(sign) = token.manner(token.plain).filter(|_| token.shape != Shape::Number) {
        found.add(sign);
    }
    if tags == Tags::default() {
        return;
    }
    if tags.any(&[Class::ChildTitle, Class::ChildRole, Class::PointerSure]) {
        of_child(reading, i, found);
    }
    let grown = tags.any(&[Class::AdultTitle, Class::AdultRole]) && !tags.is(Class::ChildRole);
    if grown && tags.is(Class::Parent) {
        found.add(Sign::Parents);
    } else if tags.is(Class::AdultRole) && grown {
        // `được cô giáo cõng`: who does it is somebody else.
        let agent = i > 0 && any(&reading.tokens[i - 1], &["được", "bị", "do", "nhờ"]);
        if !agent {
            found.add(Sign::Office);
        }
    } else if grown {
        found.add(Sign::Grown);
    }
    let plain = [
        (Class::AdultAct, Sign::GrownAct),
        (Class::Health, Sign::Health),
        (Class::Hardship, Sign::Hardship),
        (Class::Result, Sign::Result),
        (Class::Service, Sign::Service),
        (Class::History, Sign::Past),
        (Class::HistoryWeak, Sign::Past),
        (Class::FictionWork, Sign::Work),
        (Class::Fiction, Sign::Work),
        (Class::FictionWeak, Sign::Work),
    ];
    for (class, sign) in plain {
        if tags.is(class) {
            found.add(sign);
        }
    }
    if tags.is(Class::KinChild) && len > 1 {
        found.add(Sign::KinChild);
    }
    if tags.any(&[Class::Severe, Class::Sensitive, Class::Crime]) && !topics::is_topic(reading, i) {
        found.add(if tags.is(Class::Crime) { Sign::Crime } else { Sign::Grave });
    }
}

fn of_child(reading: &Reading, i: usize, found: &mut Signs) {
    let (tags, len) = (reading.marks[i].tags, reading.marks[i].len);
    let before = i.checked_sub(1).filter(|_| reading.tokens[i].gap.is_space());
    let before_tags = before.map_or(Tags::default(), |p| reading.phrase_ending(p).0);
    let many = before_tags.is(Class::Plural) && !before_tags.is(Class::Single)
        || before.is_some_and(|p| super::compared::number(&reading.tokens[p]).is_some_and(|n| n != 1));
    let possessed = tags.is(Class::Anaphor)
        && len == 1
        && before.is_some_and(|p| {
            before_tags.is(Class::Parent)
                || any(&reading.tokens[p], &["chân", "tay", "mắt", "nhà", "thương", "đưa", "gặp"])
        });
    let subject = possessed
        || reading.tokens[i].gap.has(Gap::COMMA)
        || reading.tokens[i].gap.has(Gap::STOP)
        || i == 0
        || before.is_some_and(|p| {
            any(
                &reading.tokens[p],
                &[
                    "khi", "nghĩ", "biết", "thấy", "nghe", "bảo", "khen", "thì", "nhưng", "mà", "nay", "nên",
                    "vì", "rồi", "để", "giúp", "cho", "của",
                ],
            )
        });
    // `Giải chạy vì trẻ em`: for whom, not who.
    if before.is_some_and(|p| any(&reading.tokens[p], &["vì"])) {
        return;
    }
    let topic = topics::is_topic(reading, i);
    let pronoun = tags.is(Class::Anaphor) && subject && !many;
    if pronoun {
        found.add(Sign::Pronoun);
    }
    if many || tags.is(Class::ChildGroup) || topic {
        found.add(Sign::ChildMany);
    } else if len > 1 || tags.is(Class::PointerSure) {
        found.add(Sign::ChildOne);
    }
}
