//! A parent who tells of the own child, and says who and where the parent is.
//!
//! Readings come in; a finding comes out where the teller gives a name with a hamlet, school or class, and
//! tells something grave of `con tôi`: whoever knows the parent knows the child.

use super::attr::Attr;
use super::compared::{any, same};
use super::facts::Facts;
use super::lexicon::Class;
use super::matter::{Matter, matter};
use super::mention::{Cue, Kind, Mention, Status};
use super::reading::Reading;
use super::rules;
use super::text::Gap;
use super::told::says_who_it_is;
use super::topics;
use super::word::Shape;
use super::{Article, Finding, Where};

/// The first sentence in which a parent who can be found tells something grave of a child.
pub(super) fn find(article: &Article, readings: &[Reading], facts: &Facts) -> Option<Finding> {
    let told = article.passages.iter().zip(readings).enumerate().find_map(|(n, (passage, reading))| {
        let text = matches!(
            passage.place,
            Where::Paragraph | Where::ListItem | Where::Loudspeaker | Where::Zalo | Where::Comment
        );
        let free = facts.invented[n] || facts.example[n] || facts.old_year[n] || facts.history[n];
        let grave =
            reading.any(Class::KinChild) && (reading.any(Class::Severe) || reading.any(Class::Sensitive));
        let own = |i: &usize| reading.marks[*i].tags.is(Class::KinChild) && is_grave_of_own(reading, *i);
        let at = (0..reading.tokens.len()).find(|i| grave && text && !free && own(i))?;
        Some((passage, reading, reading.sentence(at)))
    });
    let (passage, reading, sentence) = told?;
    if !readings.iter().enumerate().any(|(n, reading)| !facts.invented[n] && names_teller(reading)) {
        return None;
    }
    let (from, to) = (reading.tokens[sentence.start].start, reading.tokens[sentence.end - 1].end);
    Some(rules::finding("privacy-combination", passage.locate(from), &passage.text[from..to], ""))
}

/// `con trai đầu của tôi bị tự kỷ`: the own child, in a grave matter.
fn is_grave_of_own(reading: &Reading, i: usize) -> bool {
    let mark = reading.marks[i];
    if mark.inside > 0 || topics::is_topic(reading, i) {
        return false;
    }
    let mut next = i + mark.len.max(1);
    for _ in 0..3 {
        let goes_on = reading.tokens.get(next).is_some_and(|t| {
            t.gap.is_space() && any(t, &["của", "đầu", "lớn", "út", "nhà", "gái", "trai", "lòng"])
        });
        next += usize::from(goes_on);
    }
    let mine = reading
        .tokens
        .get(next)
        .is_some_and(|t| t.gap.is_space() && any(t, &["tôi", "mình", "tui"]) && t.shape == Shape::Lower);
    let sentence = reading.sentence(i);
    let advice = reading.tokens[sentence.clone()].iter().any(|t| any(t, &["nếu", "hãy", "đừng"]));
    mine && !advice && matter(reading, sentence) >= Matter::Grave
}

/// `Tôi là …, ở xóm …`, `Lò Thị Mai, bản Nà Pó`: the teller with a place.
fn names_teller(reading: &Reading) -> bool {
    let placed = |m: &Mention| {
        let sentence = reading.sentence(m.first);
        reading.attrs.iter().any(|a| {
            let place =
                matches!(a.attr, Attr::Place { real: true } | Attr::School | Attr::Class { one: true, .. });
            place && sentence.contains(&a.start)
        })
    };
    reading.mentions.iter().any(|m| {
        let asks = reading.tokens[reading.sentence(m.first)].iter().any(|t| any(t, &["hỏi", "kể", "viết"]));
        let initials = m.kind == Kind::Initials && m.cue == Cue::Adult && asks;
        let grown = (m.kind == Kind::Full || initials) && matches!(m.status, Status::Adult | Status::Unknown);
        // A line of a name and a place closes what the person told.
        let signs = reading.tokens.len() <= 14
            && m.first <= 6
            && reading.tokens.get(m.end).is_some_and(|t| t.gap.has(Gap::APART))
            && !reading.phrase_ending(m.first.saturating_sub(1)).0.is(Class::AdultRole);
        let own = says_who_it_is(reading, m)
            || m.first > 1
                && same(&reading.tokens[m.first - 1], "tên")
                && same(&reading.tokens[m.first - 2], "tôi");
        grown && (signs || own || initials) && placed(m)
    })
}
