//! Pronouns that tell a child: a name without a title, then `Em …` or `, em …`.
//!
//! Judged readings come in; names still unknown become children where what follows speaks of the
//! same person as one speaks of a child. Nobody else may stand in between.

use super::attr::Attr;
use super::compared::{any, same};
use super::facts::Facts;
use super::lexicon::{self, Class};
use super::mention::{By, Cue, Kind, Status};
use super::reading::Reading;
use super::text::Gap;
use super::topics;
use super::word::Shape;
use super::{Article, Where};

/// `… là Lãnh Bồng Mây. Em là học sinh lớp 7 …`; the same from a title to the text below it.
pub(super) fn resolve(article: &Article, readings: &mut [Reading], facts: &Facts) {
    for n in 0..readings.len() {
        let Some(m) = readings[n].mentions.iter().rposition(|m| m.kind != Kind::Given) else { continue };
        let mention = &readings[n].mentions[m];
        if mention.status != Status::Unknown || facts.invented[n] || lexicon::is_hero(&mention.folded) {
            continue;
        }
        let end = readings[n].sentence(mention.first).end;
        let here = child_subject(&readings[n], end) || pronoun_after(&readings[n], mention.end);
        let heading = matches!(
            article.passages[n].place,
            Where::Title | Where::Heading | Where::Alt { .. } | Where::Caption
        );
        let below = (n + 1..readings.len()).find(|k| {
            matches!(article.passages[*k].place, Where::Paragraph | Where::Caption)
                && !readings[*k].tokens.is_empty()
        });
        let nobody_else =
            below.is_some_and(|k| readings[k].mentions.iter().all(|m| m.status != Status::Adult));
        let there = (heading || end == readings[n].tokens.len() && !here)
            && nobody_else
            && below.is_some_and(|k| {
                let told = pupil_within(&readings[k]) || pronoun_after(&readings[k], 0);
                child_subject(&readings[k], 0) || heading && told
            });
        let there = there || nobody_else && below.is_some_and(|k| young_subject(&readings[k]));
        let historic = facts.history[n] || facts.old_year[n];
        if (here || there) && !historic {
            let mention = &mut readings[n].mentions[m];
            (mention.status, mention.by) = (Status::Child, By::Telling);
        }
    }
}

/// The sentence that begins at `at` speaks of one child by a pronoun.
fn child_subject(reading: &Reading, at: usize) -> bool {
    let Some(token) = reading.tokens.get(at) else { return false };
    let mark = reading.marks[at];
    let lad = same(token, "cậu")
        && reading.tokens.get(at + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Lower);
    let pronoun = (mark.tags.is(Class::Anaphor) || lad) && token.shape != Shape::Lower;
    let grown = mark.len == 1 && reading.has(at..reading.sentence(at).end, Class::AdultAct);
    let other = reading.mention_at(at + mark.len).is_some();
    pronoun && !grown && !other
}

/// `Cô võ sinh 13 tuổi, lớp 8A2 …`: whom the paragraph begins with is young, and nobody else is named before.
fn young_subject(reading: &Reading) -> bool {
    const BEGINS: &[&str] =
        &["cô", "cậu", "chàng", "nữ", "nam", "tay", "kình", "thí", "võ", "vận", "học", "chủ"];
    let begins = reading.tokens.first().is_some_and(|t| any(t, BEGINS))
        && reading.tokens.get(1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Lower);
    begins
        && reading.attrs.iter().take_while(|found| found.start <= 7).any(|found| {
            let young = matches!(found.attr, Attr::Age { years: 0..16, generic: false, past: false });
            young && reading.mentions.iter().all(|m| m.first >= found.end)
        })
}

/// `…, em sống với bà`, `… khi em đang`: a child's pronoun later on, and nobody else in between.
fn pronoun_after(reading: &Reading, from: usize) -> bool {
    // `…, được cô Hạnh giúp; nay em …`: who has a grown-up's title is not meant by `em`.
    let next = reading
        .mentions
        .iter()
        .find(|m| m.first >= from && !(m.cue == Cue::Adult && m.cue_at < m.first))
        .map_or(reading.tokens.len(), |m| m.cue_at.min(m.first));
    (from..next).any(|i| {
        let mark = reading.marks[i];
        let lad = same(&reading.tokens[i], "cậu")
            && reading.tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Lower);
        let short =
            mark.len == 1 && (lad || ["em", "cháu", "bé"].iter().any(|w| same(&reading.tokens[i], w)));
        let pronoun = short || mark.len > 1 && mark.tags.is(Class::Anaphor);
        let clause = reading.tokens[i].gap.has(Gap::COMMA)
            || reading.tokens[i].gap.has(Gap::COLON)
            || reading.tokens[i].gap.has(Gap::DASH)
            || reading.tokens[i].gap.has(Gap::STOP) && reading.tokens[i].shape == Shape::Cap
            || i > 0
                && reading.tokens[i].gap.is_space()
                && [
                    "khi", "thì", "nhưng", "mà", "lúc", "nay", "nên", "giờ", "vì", "rồi", "ngoái", "trước",
                    "qua",
                ]
                .iter()
                .any(|w| same(&reading.tokens[i - 1], w));
        let subject = reading.marks.get(i + mark.len).is_none_or(|mark| {
            !mark.tags.any(&[Class::KinChild, Class::ChildRole, Class::AdultTitle, Class::Plural])
        });
        pronoun
            && clause
            && subject
            && (!short || reading.attr_at(i + 1).is_none_or(|a| !matches!(a.attr, Attr::Class { .. })))
    })
}

/// A passage that tells of one pupil: `cô học trò lớp 6`, `cậu bé`.
fn pupil_within(reading: &Reading) -> bool {
    (0..reading.marks.len()).any(|i| {
        let sure = reading.marks[i].tags.is(Class::PointerSure) && !topics::is_topic(reading, i);
        let plural = i > 0 && reading.phrase_ending(i - 1).0.is(Class::Plural);
        sure && !plural
    })
}
