//! The children of a family that is named: `Nhà chị …, thôn …: đứa lớn bỏ học, đứa nhỏ bị bại não`.
//!
//! Readings come in; the sentence comes out that tells something grave of a child whose parent or grandparent
//! was named with a hamlet, or by an office, in it or shortly before in the passage. Neither the child nor an
//! age of it need be named: everybody there knows whose children they are.

use std::ops::Range;

use super::attr::Attr;
use super::compared::{any, number, same};
use super::facts::Facts;
use super::kin::is_relative;
use super::lexicon::Class;
use super::matter::{Matter, matter};
use super::mention::{Cue, Kind, Mention, Status};
use super::reading::Reading;
use super::rules;
use super::topics;
use super::verdict::Judge;
use super::word::{Said, Shape};
use super::{Article, Finding, Where};

/// So many sentences on a family is still spoken of.
const SENTENCES: usize = 4;

/// Words for a family before the name of one of it.
const HOUSE: &[&str] = &["nhà", "hộ", "đình", "chồng", "vợ", "hợp", "cảnh"];

/// How a child of a family is called.
const CHILD: [&str; 7] = ["con", "đứa", "thằng", "cháu", "nhỏ", "cái", "bé"];

/// The first sentence that tells of such a child.
pub(super) fn find(
    article: &Article,
    readings: &[Reading],
    facts: &Facts,
    judge: &Judge<'_>,
) -> Option<Finding> {
    const CALLED: Said = Said::of(&CHILD);
    article.passages.iter().zip(readings).enumerate().find_map(|(n, (passage, reading))| {
        let text = matches!(
            passage.place,
            Where::Paragraph | Where::ListItem | Where::Loudspeaker | Where::Zalo | Where::Comment
        );
        let free = facts.invented[n] || facts.example[n] || facts.old_year[n] || facts.history[n];
        if !text || free || !reading.may_say(&CALLED) {
            return None;
        }
        let named = (0..reading.mentions.len()).find_map(|m| of_family(reading, m));
        let sentence = named.or_else(|| of_office(reading))?;
        let (from, to) = (reading.tokens[sentence.start].start, reading.tokens[sentence.end - 1].end);
        let found = rules::finding("privacy-combination", passage.locate(from), &passage.text[from..to], "");
        Some(judge.weighed(found, &judge.of_sentence(n, sentence.start, None)))
    })
}

/// The sentence that tells of a child of the family of this mention.
fn of_family(reading: &Reading, m: usize) -> Option<Range<usize>> {
    let head = &reading.mentions[m];
    if !is_known(reading, head) {
        return None;
    }
    let mut sentence = reading.sentence(head.first);
    if let Some(child) = child_before(reading, &sentence, head) {
        let next = reading.mentions[m + 1..].iter().find(|o| sentence.contains(&o.first) && is_other(o));
        let end = next.map_or(sentence.end, |o| o.cue_at.max(head.end));
        // `hai chị em mồ côi nhà cụ …`
        let before = matter(reading, child..head.cue_at) >= Matter::Grave;
        let told = (before || tells(reading, head.end, end)) && !is_talk(reading, &sentence, child);
        return told.then_some(sentence);
    }
    if head.kind != Kind::Full && !house_before(reading, head) && !is_called_again(reading, head) {
        return None;
    }
    let mut spoken = false;
    for n in 0..SENTENCES {
        let from = if n == 0 { head.end } else { sentence.start };
        let other = reading.mentions[m + 1..].iter().find(|o| sentence.contains(&o.first) && is_other(o));
        let end = other.map_or(sentence.end, |o| o.cue_at.max(from));
        // `Bố chúng chết …`: of whom the sentence before spoke.
        let again = |i: &usize| spoken && any(&reading.tokens[*i], &["chúng", "nó"]);
        let child = (from..end).find(|i| is_child_of(reading, *i, head) || again(i));
        if child.is_some_and(|i| tells(reading, i, end) && !is_talk(reading, &sentence, i)) {
            return Some(sentence);
        }
        spoken |= child.is_some();
        if other.is_some() || sentence.end >= reading.tokens.len() {
            return None;
        }
        sentence = reading.sentence(sentence.end);
    }
    None
}

/// `cậu con trai nhà ông chủ tịch xã`, `con của kế toán xã`: an office that one has in a place.
fn of_office(reading: &Reading) -> Option<Range<usize>> {
    const UNITS: &[&str] = &["xã", "phường", "thôn", "ấp", "bản", "xóm", "trường", "hội", "buôn", "làng"];
    const MANY: &[&str] = &["cán", "nhân", "viên", "công", "giáo", "cộng", "thành", "người", "lãnh"];
    (1..reading.tokens.len()).find_map(|i| {
        let mark = reading.marks[i];
        let office = mark.tags.any(&[Class::AdultRole, Class::LocalRole]) && mark.inside == 0;
        if !office || !reading.tokens[i].gap.is_space() || any(&reading.tokens[i], MANY) {
            return None;
        }
        let last = &reading.tokens[i + mark.len.max(1) - 1];
        if !any(last, UNITS) && !reading.tokens.get(i + mark.len).is_some_and(|t| any(t, UNITS)) {
            return None;
        }
        let title = any(&reading.tokens[i - 1], &["ông", "bà", "anh", "chị", "bác", "chú", "cô"]);
        let link = (i - 1).checked_sub(usize::from(title))?;
        let sentence = reading.sentence(i);
        let child = (sentence.start.max(link.saturating_sub(3))..=link).find(|k| {
            let called = any(&reading.tokens[*k], &["con", "thằng", "đứa", "ấm", "cháu"]);
            let kin = reading.marks[*k].tags.is(Class::KinChild);
            (called || kin) && reading.marks[*k].inside == 0 && !topics::is_topic(reading, *k)
        })?;
        let linked = any(&reading.tokens[link], &["nhà", "của"]) || child == link;
        let several = child > 0 && reading.phrase_ending(child - 1).0.is(Class::Plural);
        let from = i + mark.len;
        let told = linked && !several && from < sentence.end && tells(reading, from, sentence.end);
        (told && !is_talk(reading, &sentence, child)).then_some(sentence)
    })
}

/// Somebody else, of whom the text goes on.
fn is_other(mention: &Mention) -> bool {
    mention.status != Status::Child && mention.kind == Kind::Full
}

/// Everybody knows the family: by a hamlet beside the name, or by an office.
fn is_known(reading: &Reading, head: &Mention) -> bool {
    let titled = matches!(head.cue, Cue::Adult | Cue::AdultNear) && head.cue_at < head.first;
    if !titled || !is_relative_here(reading, head) {
        return false;
    }
    let sentence = reading.sentence(head.first);
    let near = head.end..sentence.end.min(head.end + 8);
    let place =
        reading.attrs.iter().any(|a| near.contains(&a.start) && matches!(a.attr, Attr::Place { real: true }));
    let office =
        reading.has(near, Class::LocalRole) || reading.has(head.cue_at..head.first, Class::LocalRole);
    place || office && house_before(reading, head)
}

/// `gia đình anh …`, `nhà bà …`
fn house_before(reading: &Reading, head: &Mention) -> bool {
    let start = reading.sentence(head.first).start.max(head.cue_at.saturating_sub(3));
    // `mẹ con chị …`
    let both = head.cue_at.checked_sub(2).is_some_and(|k| {
        any(&reading.tokens[k], &["mẹ", "bố", "cha", "bà", "ông"])
            && any(&reading.tokens[k + 1], &["con", "cháu"])
    });
    both || reading.tokens[start..head.cue_at].iter().any(|t| any(t, HOUSE))
}

/// `thằng út nhà bà …`, `con của chị …`: the child stands before.
fn child_before(reading: &Reading, sentence: &Range<usize>, head: &Mention) -> Option<usize> {
    let link = head.cue_at.checked_sub(1).filter(|l| *l > sentence.start)?;
    let linked =
        any(&reading.tokens[link], &["nhà", "của", "con"]) && reading.tokens[head.cue_at].gap.is_space();
    let from = sentence.start.max(link.saturating_sub(5));
    let word = |i: &usize| {
        let mark = reading.marks[*i];
        let called = any(&reading.tokens[*i], &["thằng", "đứa", "nhỏ", "con", "cháu"]);
        let meant =
            mark.tags.is(Class::KinChild) || mark.tags.is(Class::PointerSure) && *i + mark.len <= link;
        (meant || called) && mark.inside == 0 && !topics::is_topic(reading, *i)
    };
    (from..link).find(word).filter(|i| {
        let several = *i > 0 && reading.phrase_ending(*i - 1).0.is(Class::Plural);
        linked && !several && !reading.tokens[*i..link].iter().any(|t| any(t, &["dâu", "rể"]))
    })
}

/// `Chị Vân … thằng nhỏ nhà chị`: the title again, of the house or the child.
fn is_called_again(reading: &Reading, head: &Mention) -> bool {
    let title = &reading.tokens[head.first - 1].key;
    let sentence = reading.sentence(head.first);
    (head.end + 1..sentence.end).any(|i| {
        reading.tokens[i].key == *title && any(&reading.tokens[i - 1], &["nhà", "con", "trai", "gái"])
    })
}

/// A teacher or the head of a hamlet has a family too, where the text speaks of that.
fn is_relative_here(reading: &Reading, head: &Mention) -> bool {
    let house = head.cue_at > 0 && any(&reading.tokens[head.cue_at - 1], HOUSE);
    head.status != Status::Child && head.status != Status::Exempt && (house || is_relative(reading, head))
}

/// The word at `i` means one or the few children of that family.
fn is_child_of(reading: &Reading, i: usize, head: &Mention) -> bool {
    let token = &reading.tokens[i];
    let mark = reading.marks[i];
    if mark.inside > 0 && !any(token, &["con", "cháu"])
        || mark.tags.is(Class::Shield)
        || topics::is_topic(reading, i)
    {
        return false;
    }
    let next = reading.tokens.get(i + 1).filter(|t| t.gap.is_space());
    let follows = |words: &[&str]| next.is_some_and(|t| any(t, words));
    let counted = i > 0
        && token.gap.is_space()
        && (number(&reading.tokens[i - 1]).is_some_and(|n| (1..10).contains(&n))
            || any(&reading.tokens[i - 1], &["các", "mấy", "cả", "đứa", "những"]));
    let order = &["lớn", "nhỏ", "đầu", "út", "cả", "giữa", "thứ", "hai", "ba", "lên", "con", "bé"];
    let title = head.first.checked_sub(1).map(|t| reading.tokens[t].key.as_str());
    let of_head = next.is_some_and(|t| Some(t.key.as_str()) == title && t.shape == Shape::Lower);
    let kin = mark.tags.is(Class::KinChild) && mark.len > 1;
    let spouse = any(&reading.tokens[i + mark.len.max(1) - 1], &["dâu", "rể"]);
    !spouse
        && (same(token, "đứa")
            || kin
            || any(token, &["thằng", "cháu", "bé", "nhỏ"]) && follows(order) && !follows(&["con"])
            || same(token, "con") && follows(&["bé", "lớn", "nhỏ", "đầu", "út", "cả", "giữa"])
            || any(token, &["con", "cháu"]) && (counted || of_head || follows(&["bị", "mắc", "nhiễm", "bỏ"])))
}

/// Something grave is told of the child, and no grown-up is meant.
fn tells(reading: &Reading, child: usize, end: usize) -> bool {
    let grown = reading.attrs.iter().any(|a| {
        (child..end).contains(&a.start) && matches!(a.attr, Attr::Age { years: 18.., generic: false, .. })
    });
    let named =
        reading.mentions.iter().any(|m| (child..end).contains(&m.first) && m.status != Status::Exempt);
    // `hiếp dâm con gái riêng`, `đánh con`: the deed stands before.
    let start = child.saturating_sub(4).max(reading.sentence(child).start);
    let dealt = reading.tokens[child].gap.is_space() && matter(reading, start..child) == Matter::Severe;
    let told = matter(reading, child..end) >= Matter::Grave || dealt;
    told && !grown && !named && !reading.has(child..end, Class::AdultAct)
}

/// Advice, or what somebody tells of the own children.
fn is_talk(reading: &Reading, sentence: &Range<usize>, child: usize) -> bool {
    let words = &reading.tokens[sentence.clone()];
    let said = words.iter().any(|t| any(t, &["nếu", "hãy", "đừng", "tôi", "mình", "tụi"]));
    let near = sentence.start.max(child.saturating_sub(5))..sentence.end.min(child + 7);
    let denied = reading.tokens[near]
        .windows(2)
        .any(|w| any(&w[0], &["không", "chưa"]) && any(&w[1], &["để", "cho", "có", "còn", "bị", "bỏ"]));
    said || denied
}
