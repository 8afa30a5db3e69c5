//! Whose child it is: a parent or relative named, or known by an office.
//!
//! A reading and a word of kinship come in; what follows it, and how much it tells, comes out.

use super::attr::Attr;
use super::compared::{any, same};
use super::evidence::attached;
use super::lexicon::Class;
use super::mention::{Cue, Mention, Status};
use super::reading::Reading;
use super::text::Gap;
use super::word::{Said, Shape};

/// How a child of a family is called that has no other word.
const CALLS: [&str; 4] = ["con", "thằng", "nhỏ", "đứa"];
/// The same, to ask a passage for.
pub(super) const CALLED: Said = Said::of(&CALLS);

/// What follows a word of kinship: a relative by name, by role, or by title alone.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kin {
    Named,
    Title,
}

pub(super) fn kin_after(reading: &Reading, i: usize) -> Option<Kin> {
    let mut j = i + reading.marks[i].len;
    // `con trai 9 tuổi của chị …`
    if let Some(found) =
        reading.attr_at(j).filter(|a| matches!(a.attr, Attr::Age { .. } | Attr::Class { .. }))
    {
        j = found.end;
    }
    for _ in 0..3 {
        let token = reading.tokens.get(j)?;
        if !["của", "thứ", "hai", "ba", "đầu", "út", "duy", "nhất", "nhà", "vợ", "chồng", "riêng"]
            .iter()
            .any(|w| same(token, w))
        {
            break;
        }
        if same(token, "vợ") || same(token, "chồng") {
            let more = reading.marks.get(j + 1).is_some_and(|m| m.tags.is(Class::AdultTitle));
            if !more {
                return Some(Kin::Title);
            }
        }
        j += 1;
    }
    if reading.mention_at(j).is_some_and(|m| m.status != Status::Child) {
        return Some(Kin::Named);
    }
    // `cháu ruột của bị cáo`
    let accused = |i: usize, word: &str| reading.tokens.get(i).is_some_and(|t| same(t, word));
    if accused(j, "bị") && (accused(j + 1, "cáo") || accused(j + 1, "can")) {
        return Some(Kin::Title);
    }
    let mark = reading.marks.get(j)?;
    if !mark.tags.any(&[Class::AdultTitle, Class::AdultRole, Class::LocalRole]) {
        return None;
    }
    let next = j + mark.len;
    let named = (next..(next + 5).min(reading.tokens.len()))
        .take_while(|k| reading.tokens[*k].gap.is_space())
        .any(|k| {
            reading.mention_at(k).is_some() || reading.marks[k].tags.any(&[Class::LocalRole, Class::Landmark])
        });
    let role = mark.tags.is(Class::LocalRole);
    Some(if named || role { Kin::Named } else { Kin::Title })
}

/// `chị …, mẹ của bé gái bị hại`, `mẹ (của) bé là …`: a parent by name and by child.
pub(super) fn is_parent_of_one(reading: &Reading, mention: &Mention) -> bool {
    if mention.status == Status::Child || mention.status == Status::Exempt {
        return false;
    }
    let is = |i: usize, word: &str| reading.tokens.get(i).is_some_and(|t| same(t, word));
    let of_one = |parent: usize| {
        let mark = reading.marks[parent];
        let mut next = parent + mark.len;
        next += usize::from(is(next, "của"));
        let one = reading.marks.get(next).is_some_and(|m| m.tags.any(&[Class::Pointer, Class::PointerSure]));
        (mark.tags.is(Class::Parent) && one).then(|| next + reading.marks[next].len)
    };
    let set_off =
        |i: usize| reading.tokens.get(i).is_some_and(|t| t.gap.has(Gap::APART) && !t.gap.has(Gap::STOP));
    let behind = mention.end + usize::from(is(mention.end, "là"));
    let after = (behind > mention.end || set_off(behind))
        && behind < reading.tokens.len()
        && of_one(behind).is_some();
    let start = reading.sentence(mention.first).start;
    let before = (start.max(mention.cue_at.saturating_sub(6))..mention.cue_at).any(|i| {
        of_one(i).is_some_and(|end| end == mention.cue_at || is(end, "là") && end + 1 >= mention.cue_at)
    });
    after || before
}

/// Not an official, doctor or teacher who speaks of the case.
pub(super) fn is_relative(reading: &Reading, mention: &Mention) -> bool {
    let (tags, _) = reading.phrase_ending(mention.first.saturating_sub(1));
    let official = mention.cue == Cue::AdultNear || tags.is(Class::AdultRole) && mention.cue == Cue::Adult;
    mention.status != Status::Child
        && mention.status != Status::Exempt
        && !official
        && !attached(reading, mention).adult_role
}

/// The child's relative is named, or known by office: 4.
pub(super) fn kin_weight(
    reading: &Reading,
    sentence: &std::ops::Range<usize>,
    window: &std::ops::Range<usize>,
) -> i32 {
    let kin = sentence
        .clone()
        .filter(|i| reading.marks[*i].tags.is(Class::KinChild))
        .filter_map(|i| kin_after(reading, i))
        .max_by_key(|kin| *kin == Kin::Named);
    if kin == Some(Kin::Named) {
        return 4;
    }
    if reading.mentions.iter().any(|m| sentence.contains(&m.first) && is_parent_of_one(reading, m)) {
        return 4;
    }
    let relative = reading.mentions.iter().any(|m| window.contains(&m.first) && is_relative(reading, m));
    let one_of_several = sentence.clone().any(|i| same(&reading.tokens[i], "đứa"));
    let word = sentence.clone().any(|i| {
        let tags = reading.marks[i].tags;
        let kin_word = tags.is(Class::KinChild) && reading.marks[i].len > 1 || kin == Some(Kin::Title);
        let children = same(&reading.tokens[i], "con") && one_of_several;
        kin_word
            || children
            || tags.is(Class::Parent) && reading.marks[i].len > 1
            || same(&reading.tokens[i], "nhà")
                && reading.marks.get(i + 1).is_some_and(|mark| mark.tags.is(Class::AdultTitle))
            // Not the `bố` of `công bố`.
            || !reading.marks[i - reading.marks[i].inside].tags.is(Class::Shield)
                && ["mẹ", "bố", "cha", "nuôi"].iter().any(|w| same(&reading.tokens[i], w))
    });
    if relative && word { 4 } else { 0 }
}

/// `con Ba nhà Tư Đởm`, `thằng Út con Bảy Lúa`, `thằng nhỏ nhà …`: a child by its place among brothers and
/// sisters and by its house.
pub(super) fn is_told_by_order(reading: &Reading, i: usize) -> bool {
    const ORDER: &[&str] =
        &["hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "út", "cả", "lớn", "nhỏ", "đầu"];
    let joined = |k: usize| reading.tokens.get(k).filter(|t| t.gap.is_space());
    // A capital is the rarest of these.
    joined(i + 3).is_some_and(|t| t.shape == Shape::Cap)
        && any(&reading.tokens[i], &CALLS)
        && joined(i + 1).is_some_and(|t| any(t, ORDER))
        && joined(i + 2).is_some_and(|t| any(t, &["nhà", "con"]))
}
