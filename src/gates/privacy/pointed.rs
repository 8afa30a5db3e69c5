//! Words that may mean one child: which of them do, and which mean many, anybody or a grown-up.
//!
//! A reading and a place come in; what the word there can mean goes out. Judges nothing.
use std::ops::Range;

use super::attr::Attr;
use super::compared::{any, number, same};
use super::lexicon::Class;
use super::mention::{Cue, Mention, Status};
use super::reading::Reading;
use super::text::{Gap, Token};
use super::topics;
use super::word::Shape;

/// The sentence is about one child, or at least about no grown-up who is named.
pub(super) fn speaks_of_one(reading: &Reading, sentence: &Range<usize>) -> bool {
    const ONE: [Class; 4] = [Class::KinChild, Class::Anaphor, Class::Pointer, Class::PointerSure];
    let one =
        |i: usize| reading.marks[i].tags.any(&ONE) && !several(reading, i) && !topics::is_topic(reading, i);
    // `ba bé gái nhà cô giáo …`: the children of one family.
    let few = |i: usize| {
        reading.marks[i].tags.is(Class::PointerSure)
            && i > sentence.start
            && number(&reading.tokens[i - 1]).is_some_and(|n| (2..4).contains(&n))
            && !topics::is_topic(reading, i)
    };
    sentence.clone().any(|i| one(i) || few(i))
        || !reading.mentions.iter().any(|m| sentence.contains(&m.first) && m.status == Status::Adult)
            && !sentence.clone().any(|i| may_mean_a_child(reading, i) && several(reading, i))
}

pub(super) const MEANING: [Class; 4] = [Class::KinChild, Class::Anaphor, Class::Pointer, Class::PointerSure];

/// A word for children; nearly none is one.
pub(super) fn may_mean_a_child(reading: &Reading, i: usize) -> bool {
    let token = &reading.tokens[i];
    // `cả lớp chỉ có một bạn …`
    let among = || same(token, "đứa") || same(token, "bạn") && single(reading, i);
    reading.marks[i].tags.any(&MEANING) || token.is_one_of_many() && among()
}

/// `Em …, 19 tuổi, …`, `Anh …, con trai út ông …`: the title or the kinship of a grown-up who is named.
pub(super) fn of_a_grown_up(reading: &Reading, i: usize) -> bool {
    // `Em mới 38 tuổi, …`
    let years = (i + 1..i + 5).find_map(|k| reading.attr_at(k));
    if years.is_some_and(|a| matches!(a.attr, Attr::Age { years: 18.., generic: false, past: false })) {
        return true;
    }
    let kin = reading.marks[i].tags.is(Class::KinChild);
    reading.mentions.iter().any(|m| {
        let grown = m.status == Status::Adult;
        let title = m.cue_at <= i && i < m.first;
        let mut end = m.end;
        while let Some(found) = reading.attr_at(end) {
            end = found.end;
        }
        // `Con trai cụ, ông …`: who it is, is said behind it.
        let told = kin
            && !is_couple(reading, m)
            && (i + 1..i + 8).contains(&m.cue_at)
            && m.cue_at < m.first
            && (reading.tokens[m.cue_at].gap.has(Gap::COMMA) || same(&reading.tokens[m.cue_at - 1], "là"))
            && m.cue == Cue::Adult;
        let has = any(&reading.tokens[i], &["có", "sinh", "nuôi"]);
        // `nhà chị …, ấp …; con trai chị bị …`
        let next = reading.tokens.get(i + reading.marks[i].len.max(1));
        let has = has || m.cue_at < m.first && next.is_some_and(|t| t.key == reading.tokens[m.first - 1].key);
        // `Anh Lực là con thứ ba`
        let is = kin && i == m.end + 1 && same(&reading.tokens[m.end], "là");
        grown && (title || is || kin && !has && i == end && reading.tokens[i].gap.has(Gap::COMMA) || told)
    })
}

/// `con gái anh Toàn, chị Mai`: both parents, and not who the daughter is.
fn is_couple(reading: &Reading, mention: &Mention) -> bool {
    const PAIRS: &[(&str, &str)] =
        &[("anh", "chị"), ("chị", "anh"), ("ông", "bà"), ("bà", "ông"), ("chú", "thím"), ("chú", "cô")];
    let before = reading.mentions.iter().rfind(|m| m.end == mention.cue_at && m.cue_at < m.first);
    before.is_some_and(|m| {
        let title = |m: &Mention| &reading.tokens[m.first - 1];
        mention.cue_at < mention.first
            && PAIRS.iter().any(|(a, b)| same(title(m), a) && same(title(mention), b))
    })
}

/// `Nạn nhân có thể là bé trai 5 tuổi hay …`: of children in general.
pub(super) fn may_be_anyone(reading: &Reading, i: usize) -> bool {
    let words = &reading.tokens[reading.sentence(i)];
    words.windows(3).any(|w| same(&w[0], "có") && same(&w[1], "thể") && same(&w[2], "là"))
}

/// `giả danh nữ sinh`, `đóng vai một bé gái`: somebody else plays one.
pub(super) fn is_pretended(reading: &Reading, i: usize) -> bool {
    (i.saturating_sub(4)..i).any(|k| {
        any(&reading.tokens[k], &["giả", "mạo", "đóng", "vai"])
            && reading.tokens[k].sentence == reading.tokens[i].sentence
    })
}

/// Anybody, or somebody who is only played.
pub(super) fn is_nobody(reading: &Reading, i: usize) -> bool {
    may_be_anyone(reading, i) || is_pretended(reading, i)
}

/// `một em`, `1 cháu`, `trường hợp em`.
pub(super) fn single(reading: &Reading, i: usize) -> bool {
    i > 0 && reading.tokens[i].gap.is_space() && {
        let (tags, _) = reading.phrase_ending(i - 1);
        tags.any(&[Class::Single, Class::Unique]) || number(&reading.tokens[i - 1]) == Some(1)
    }
}

/// `các em`, `ba cháu`, `12 trẻ`.
pub(super) fn several(reading: &Reading, i: usize) -> bool {
    if i == 0 || !reading.tokens[i].gap.is_space() {
        return false;
    }
    let before = &reading.tokens[i - 1];
    let (tags, _) = reading.phrase_ending(i - 1);
    let words =
        ["các", "những", "nhiều", "mọi", "mỗi", "trẻ", "nhóm", "tốp", "bất", "hàng", "toàn", "vài", "đám"];
    words.iter().any(|w| same(before, w))
        || tags.is(Class::Plural) && !single(reading, i) && !same(before, "cho")
        || number(before).is_some_and(|n| n != 1)
}

/// The attribute stands in the apposition of a grown-up.
pub(super) fn of_adult(reading: &Reading, at: usize) -> bool {
    let before = reading.mentions.iter().rfind(|m| m.end <= at);
    before.is_some_and(|m| {
        matches!(m.status, Status::Adult | Status::Unknown)
            && m.end + 8 > at
            && reading.tokens[m.end].sentence == reading.tokens[at].sentence
            && reading.sentence(at).start <= m.first
            && (reading.has(m.end..at, Class::Filler)
                || m.end == at
                || reading.tokens[m.end].gap.has(Gap::APART))
    })
}

/// `con tôi`, `con mình`, `con bạn`: who speaks, or whoever reads.
pub(super) fn is_own(reading: &Reading, i: usize) -> bool {
    let next = i + reading.marks[i].len.max(1);
    // `nhà chị …; con trai chị bị bại não`
    let told = |title: &Token| {
        let mut named = reading.mentions.iter().filter(|m| m.end <= i && m.cue_at < m.first);
        any(title, &["anh", "chị"]) && named.any(|m| reading.tokens[m.first - 1].key == title.key)
    };
    reading.tokens.get(next).is_some_and(|t| {
        if told(t) {
            return false;
        }
        any(t, &["tôi", "mình", "bạn", "ta", "em", "anh", "chị", "tui"])
            && t.shape == Shape::Lower
            && reading.mention_at(next + 1).is_none()
    })
}
