//! Grown-ups who are spoken of as one speaks of children, and children who have grown up since.
//!
//! A reading and a mention come in; whether the text says how old the person is today, or what became of
//! the child of then, comes out. `children` decides in which order these are asked.

use super::attr::Attr;
use super::compared::any;
use super::lexicon::Class;
use super::mention::Mention;
use super::reading::Reading;
use super::text::Gap;
use super::word::Shape;

/// `Con gái …, hôm nay con 18 tuổi`: what the pronoun says behind it.
pub(super) fn grown_today(reading: &Reading, mention: &Mention) -> bool {
    let sentence = reading.sentence(mention.first);
    let others = reading.mentions.iter().any(|m| m.first >= mention.end && m.first < sentence.end);
    !others
        && reading.attrs.iter().any(|a| {
            (mention.end + 1..sentence.end).contains(&a.start)
                && matches!(a.attr, Attr::Age { years: 18.., generic: false, past: false })
                && is_ones_own(reading, a.start)
        })
}

/// `con 18 tuổi`, `dù anh đã 27 tuổi`: the age of who is spoken of, not of a relative.
fn is_ones_own(reading: &Reading, at: usize) -> bool {
    let said = |k: usize| any(&reading.tokens[k], &["đã", "mới", "vừa", "tròn", "nay", "năm"]);
    let pronoun = (at.saturating_sub(4)..at).rev().find(|k| !said(*k));
    pronoun.is_some_and(|k| {
        any(&reading.tokens[k], &["con", "em", "cháu", "anh", "chị"])
            || k + 1 < at && reading.tokens[k + 1].gap.has(Gap::COMMA)
    })
}

/// `…, 12 tuổi, mồ côi cha; nay là kỹ sư`: what became of the child of then.
pub(super) fn grown_now(reading: &Reading, mention: &Mention) -> bool {
    let end = reading.sentence(mention.first).end;
    let next = reading.mentions.iter().find(|m| m.first >= mention.end).map_or(end, |m| m.cue_at.min(end));
    (mention.end..next).any(|i| {
        let becomes =
            |k: &usize| reading.tokens.get(*k).is_some_and(|t| any(t, &["là", "làm", "thành", "đã", "mở"]));
        let verb = (i + 1..i + 4).find(becomes);
        any(&reading.tokens[i], &["nay", "giờ"])
            && reading.marks[i].inside == 0
            && verb.is_some_and(|v| {
                (v..next.min(v + 4)).any(|k| {
                    reading.marks[k].tags.any(&[Class::AdultRole, Class::AdultAct, Class::Parent])
                        && !reading.marks[k].tags.is(Class::ChildRole)
                })
            })
    })
}

/// `em Dũng … Dũng năm nay 22 tuổi`: the same short name, and right behind it a grown-up's age.
pub(super) fn grown_again(reading: &Reading, mention: &Mention) -> bool {
    let name = &reading.tokens[mention.end - 1];
    let same_name = |i: &usize| {
        let token = &reading.tokens[*i];
        let title =
            reading.phrase_ending(*i - 1).0.any(&[Class::ChildTitle, Class::AdultTitle, Class::ChildWeak]);
        let whole = token.gap.is_space() && reading.tokens[*i - 1].shape == Shape::Cap && !title;
        token.key == name.key && token.shape == name.shape && !whole
    };
    (mention.end..reading.tokens.len()).filter(same_name).take(8).any(|i| {
        (i + 1..i + 4)
            .filter_map(|k| reading.attr_at(k))
            .any(|a| matches!(a.attr, Attr::Age { years: 18.., generic: false, past: false }))
    })
}

/// `… em Hẹ ra bến xe. Tân sinh viên … năm nay 19 tuổi`: the next sentence tells on by a grown-up's role.
pub(super) fn grown_next(reading: &Reading, mention: &Mention) -> bool {
    let from = reading.sentence(mention.first).end;
    let role = reading.marks.get(from).is_some_and(|mark| {
        // `Bà năm nay 82 tuổi`, where no other `bà` was spoken of.
        let titled = mark.tags.is(Class::AdultTitle) && mark.len == 1 && {
            let title = &reading.tokens[from].key;
            !reading.tokens[reading.sentence(mention.first)].iter().any(|t| t.key == *title)
        };
        (mark.tags.is(Class::AdultRole) || titled) && reading.mention_at(from + mark.len).is_none()
    });
    if from >= reading.tokens.len() {
        return false;
    }
    let next = reading.sentence(from);
    // `Ba mươi tuổi chị học lại`
    let called = reading.attrs.iter().any(|a| {
        let beside = |k: usize| reading.tokens.get(k).is_some_and(|t| any(t, &["chị", "anh", "ông", "bà"]));
        a.start == from && beside(a.end) && reading.mention_at(a.end + 1).is_none()
    });
    if !role && !called {
        return false;
    }
    let others = reading.mentions.iter().any(|m| m.first >= mention.end && m.first < next.end);
    let aged = |a: &super::attr::Found| {
        next.contains(&a.start) && matches!(a.attr, Attr::Age { years: 18.., generic: false, past: false })
    };
    !others && reading.attrs.iter().any(aged)
}

/// `con thích làm bác sĩ`: what a child wants to become.
pub(super) fn is_wished(reading: &Reading, i: usize) -> bool {
    reading.tokens[i.saturating_sub(4)..i].iter().any(|t| any(t, &["thích", "muốn", "ước", "mơ", "thành"]))
}
