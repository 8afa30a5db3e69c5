//! What is only talked about: subjects of prevention, of law, of teaching.
//!
//! A reading and a place come in; whether the phrase there is a subject of talk and nobody's matter goes
//! out, and whether an offence has happened.

use super::compared::same;
use super::lexicon::{Class, Tags};
use super::reading::Reading;
use super::text::Gap;

/// A matter of this class happened, rather than being talked about.
pub(super) fn event(reading: &Reading, class: Class) -> bool {
    reading.any(class)
        && (0..reading.marks.len()).any(|i| reading.marks[i].tags.is(class) && !is_topic(reading, i))
}

/// The phrase at `i` is a subject of talk, of prevention or of law.
pub(super) fn is_topic(reading: &Reading, i: usize) -> bool {
    topic_by(reading, i, |tags| tags.is(Class::Topical))
}

/// The same for a picture, where what somebody does with children is no topic.
pub(super) fn is_topic_of_picture(reading: &Reading, i: usize) -> bool {
    topic_by(reading, i, |tags| tags.is(Class::Topical) && !tags.is(Class::PicAct))
}

fn topic_by(reading: &Reading, i: usize, topical: fn(Tags) -> bool) -> bool {
    let mut p = i;
    let mut apart = false;
    for _ in 0..5 {
        if p == 0 || reading.tokens[p].gap.has(Gap::STOP) || reading.tokens[p].gap.has(Gap::OPEN) {
            return false;
        }
        apart |= reading.tokens[p].gap.has(Gap::COMMA);
        p -= 1;
        // `không có con, đã xin cháu bé …`: what is denied ends with its clause.
        if apart && same(&reading.tokens[p], "không") {
            return false;
        }
        if topical(reading.marks[p].tags) {
            let by_somebody =
                p > 0 && ["bị", "do", "ông", "bác", "anh"].iter().any(|w| same(&reading.tokens[p - 1], w));
            return !by_somebody;
        }
        if same(&reading.tokens[p], "bị") || same(&reading.tokens[p], "vụ") {
            let before = p.checked_sub(1).map(|b| reading.phrase_ending(b).0);
            return before.is_some_and(topical);
        }
    }
    false
}
