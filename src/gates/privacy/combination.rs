//! No name, and yet one child: kinship, hamlet, class and the like together, in a matter that
//! shames or endangers.
//!
//! The readings come in; a finding comes out where a sentence points to one child, the matter is
//! sensitive, and what locates the child weighs enough. The weights: a relative 4, the only one 4,
//! hamlet 3, one class 3, school 3, grade 2, age 2, landmark 2, commune 1; five are enough.

use std::ops::Range;

use super::attr::Attr;
use super::compared::{any, same};
use super::consent;
use super::evidence::attached;
use super::facts::Facts;
use super::household;
use super::kin::{is_relative, kin_after, kin_weight};
use super::lexicon::Class;
use super::matter::{Matter, matter};
use super::mention::{Mention, Status};
use super::own_story;
use super::pointed::{
    MEANING, is_nobody, may_mean_a_child, of_a_grown_up, of_adult, several, single, speaks_of_one,
};
use super::reading::Reading;
use super::rules;
use super::text::Gap;
use super::topics;
use super::unnamed;
use super::verdict::Judge;
use super::word::{Said, Shape};
use super::{Article, Finding, Severity, Where};

/// Combinations that point to one child.
pub(super) fn find(
    article: &Article,
    readings: &[Reading],
    facts: &Facts,
    judge: &Judge<'_>,
) -> Vec<Finding> {
    let named = readings.iter().flat_map(|r| &r.mentions).any(|m| m.status == Status::Child);
    if consent::spare_roles(article, usize::from(named)) > 0 {
        return Vec::new();
    }
    let title_matter = article
        .passages
        .iter()
        .zip(readings)
        .filter(|(p, _)| p.place == Where::Title)
        .map(|(_, r)| matter(r, 0..r.tokens.len()))
        .max()
        .unwrap_or(Matter::None);
    let mut findings = Vec::new();
    for (n, (passage, reading)) in article.passages.iter().zip(readings).enumerate() {
        let skipped = matches!(passage.place, Where::LinkTarget | Where::FileName | Where::ConsentSubject);
        if skipped || facts.invented[n] || facts.example[n] || facts.old_year[n] {
            continue;
        }
        let text = matches!(passage.place, Where::Paragraph | Where::ListItem | Where::Caption);
        let around = if text && title_matter >= Matter::Grave { title_matter } else { Matter::None };
        // `cháu A con bà B ở thôn X`: anybody.
        let anybody = |sentence: Range<usize>| {
            reading.mentions.iter().any(|m| sentence.contains(&m.first) && m.placeholder)
        };
        let points =
            sentence_that_points(reading, around, named).filter(|(start, end)| !anybody(*start..*end));
        let points = points.filter(|(start, _)| !is_of_grown_up_before(article, readings, n, *start));
        if let Some((start, end)) = points {
            let (from, to) = (reading.tokens[start].start, reading.tokens[end - 1].end);
            let found =
                rules::finding("privacy-combination", passage.locate(from), &passage.text[from..to], "");
            findings.push(judge.weighed(found, &judge.of_sentence(n, start, None)));
        }
    }
    if findings.is_empty() {
        let found = of_a_family(article, readings, facts, judge);
        findings.extend(found.or_else(|| own_story::find(article, readings, facts)));
    }
    findings
}

/// A child told by what stands together, or as one of a family that is named; an error before a warning.
fn of_a_family(article: &Article, readings: &[Reading], facts: &Facts, judge: &Judge<'_>) -> Option<Finding> {
    let found = unnamed::find(article, readings, facts, judge);
    let sure = |finding: &Finding| finding.severity == Severity::Error;
    if found.as_ref().is_some_and(sure) {
        return found;
    }
    household::find(article, readings, facts, judge).filter(|of| sure(of) || found.is_none()).or(found)
}

/// `… vận động viên …, 22 tuổi … . Em kể mình suýt chết đuối`: the pronoun of the grown-up named last.
fn is_of_grown_up_before(article: &Article, readings: &[Reading], n: usize, start: usize) -> bool {
    let reading = &readings[n];
    let mark = reading.marks[start];
    let pronoun = mark.tags.is(Class::Anaphor) && mark.len == 1 && reading.tokens[start].shape == Shape::Cap;
    if !pronoun || reading.mention_at(start).is_some() || reading.mentions.iter().any(|m| m.cue_at == start) {
        return false;
    }
    let here = reading.mentions.iter().rfind(|m| m.end <= start).map(|m| (n, m));
    let before = || {
        let above = n.checked_sub(1).filter(|k| article.passages[*k].place == Where::Paragraph)?;
        readings[above].mentions.last().map(|m| (above, m))
    };
    here.or_else(before).is_some_and(|(k, m)| {
        m.status == Status::Adult && attached(&readings[k], m).age.is_some_and(|years| years >= 18)
    })
}

/// Tokens of the first sentence that points to one child.
fn sentence_that_points(reading: &Reading, around: Matter, named: bool) -> Option<(usize, usize)> {
    const ONE_OF_MANY: Said = Said::of(&["đứa", "bạn"]);
    if !reading.any_of(&MEANING) && !reading.may_say(&ONE_OF_MANY) {
        return None;
    }
    let mut from = 0;
    while from < reading.tokens.len() {
        let sentence = reading.sentence(from);
        let pointer = sentence.clone().find(|i| points(reading, *i, named));
        if let Some(pointer) = pointer {
            let window = widen(reading, &sentence);
            let here = told_of(reading, &sentence, &window).max(around);
            let has_child =
                reading.mentions.iter().any(|m| m.status == Status::Child && window.contains(&m.first));
            if here > Matter::None && !has_child && weight(reading, pointer, &sentence, window, here) >= 5 {
                return Some((sentence.start, sentence.end));
            }
        }
        from = sentence.end.max(from + 1);
    }
    None
}

/// The sentence with its neighbours.
fn widen(reading: &Reading, sentence: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let start = if sentence.start > 0 { reading.sentence(sentence.start - 1).start } else { 0 };
    let end =
        if sentence.end < reading.tokens.len() { reading.sentence(sentence.end).end } else { sentence.end };
    start..end
}

/// What happened in the sentence, or beside it where that speaks of one child too, or of nobody grown up.
fn told_of(reading: &Reading, sentence: &Range<usize>, window: &Range<usize>) -> Matter {
    let beside = |range: Range<usize>| match matter(reading, range.clone()) {
        Matter::Severe => Matter::Severe,
        told if range.is_empty() || speaks_of_one(reading, &range) => told,
        _ => Matter::None,
    };
    matter(reading, sentence.clone())
        .max(beside(window.start..sentence.start))
        .max(beside(sentence.end..window.end))
}

/// The word at `i` means one particular child.
fn points(reading: &Reading, i: usize, named: bool) -> bool {
    let mark = reading.marks[i];
    if !may_mean_a_child(reading, i) || is_nobody(reading, i) || of_a_grown_up(reading, i) {
        return false;
    }
    // `đứa lên bốn`, `đứa út`: one of a family's children.
    if reading.mentions.iter().any(|m| (m.first..m.end).contains(&i)) {
        return false;
    }
    let titled = reading.mentions.iter().any(|m| m.cue_at == i);
    if any(&reading.tokens[i], &["đứa", "bạn"]) && mark.len <= 1 && !titled && !several(reading, i) {
        return true;
    }
    if mark.tags.is(Class::KinChild) && kin_after(reading, i).is_some() {
        return !several(reading, i);
    }
    // `Vợ chồng anh …, bản …, sinh con thứ bảy bị …`
    let of_these = |m: &Mention| {
        m.end <= i
            && reading.tokens[m.first].sentence == reading.tokens[i].sentence
            && is_relative(reading, m)
    };
    if mark.tags.is(Class::KinChild) && mark.len > 1 && reading.mentions.iter().any(of_these) {
        let told = reading.tokens[reading.sentence(i)].iter().any(|t| same(t, "tôi") || same(t, "mình"));
        return !told && !several(reading, i);
    }
    if is_mothered(reading, i) {
        return true;
    }
    if !mark.tags.any(&[Class::Pointer, Class::PointerSure])
        || several(reading, i)
        || topics::is_topic(reading, i) && !single(reading, i)
    {
        return false;
    }
    let spouse = ["dâu", "rể", "vợ"].iter().any(|w| same(&reading.tokens[i + mark.len.max(1) - 1], w));
    let next = reading.attr_at(i + mark.len).or_else(|| reading.attr_at(i + mark.len + 1));
    let aged = next.is_some_and(|a| {
        matches!(a.attr, Attr::Age { years: 0..18, generic: false, .. })
            && (spouse || a.start == i + mark.len)
            || spouse && matches!(a.attr, Attr::Class { .. })
    });
    if mark.tags.is(Class::PointerSure) || single(reading, i) || aged {
        return true;
    }
    let starts = i == 0 || reading.tokens[i].gap.has(Gap::STOP);
    let pronoun = mark.tags.is(Class::Anaphor)
        && mark.len == 1
        && reading.tokens[i].shape == Shape::Cap
        && starts
        && !named;
    let told = i > 0
        && ["là", "vụ", "của", "với", "cho"].iter().any(|w| same(&reading.tokens[i - 1], w))
        && mark.tags.is(Class::Anaphor);
    let mut next = i + mark.len;
    while let Some(found) = reading.attr_at(next) {
        next = found.end;
    }
    let unique = reading.marks.get(next).is_some_and(|next| next.tags.is(Class::Unique));
    pronoun || told && !named || unique
}

/// `Mẹ bé, chị …`: the child of one mother.
fn is_mothered(reading: &Reading, i: usize) -> bool {
    i > 0
        && reading.tokens[i].gap.is_space()
        && reading.phrase_ending(i - 1).0.is(Class::Parent)
        && reading.marks[i].tags.is(Class::Anaphor)
}

fn weight(
    reading: &Reading,
    pointer: usize,
    sentence: &std::ops::Range<usize>,
    window: std::ops::Range<usize>,
    here: Matter,
) -> i32 {
    let kin = kin_weight(reading, sentence, &window);
    let mut weight = kin;
    let (mut place, mut class, mut school, mut age, mut commune) = (0, 0, 0, 0, 0);
    for found in reading.attrs.iter().filter(|a| window.contains(&a.start)) {
        match found.attr {
            Attr::Place { real: true } if kin > 0 || !of_adult(reading, found.start) => place = 3,
            // `Hồi lớp 1 em …`: remembered.
            Attr::Class { .. }
                if found.start > 0
                    && ["hồi", "năm", "ngày", "thời"]
                        .iter()
                        .any(|w| same(&reading.tokens[found.start - 1], w)) => {}
            Attr::Class { one: true, .. } => class = class.max(3),
            Attr::Class { grade, .. } => class = class.max(if grade > 0 { 2 } else { 1 }),
            Attr::School if !of_adult(reading, found.start) => school = 3,
            Attr::Age { years, generic: false, .. } if years < 18 => age = 2,
            Attr::Birth { paren: false, .. } if !of_adult(reading, found.start) => age = 2,
            Attr::Commune => commune = 1,
            _ => {}
        }
    }
    if class < 2 && reading.has(sentence.clone(), Class::Preschool) {
        class = 2;
    }
    weight += place + class + school + age + commune;
    if reading.has(sentence.clone(), Class::Unique) && unique_child(reading, pointer, sentence) {
        let of_place = [Class::PlaceHead, Class::CommuneHead, Class::School, Class::GradeWord];
        let named = place + class + school + commune > 0;
        weight += 4 + i32::from(!named && sentence.clone().any(|i| reading.marks[i].tags.any(&of_place)));
    }
    if reading.has(sentence.clone(), Class::Landmark) {
        weight += 2;
    }
    // `Hai chị em họ Ma`
    let next = pointer + reading.marks[pointer].len.max(1);
    let next = next + usize::from(reading.tokens.get(next).is_some_and(|t| same(t, "nhà")));
    let family = reading.tokens.get(next).is_some_and(|t| same(t, "họ"))
        && reading.tokens.get(next + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
    weight += 2 * i32::from(family);
    if ["đôi", "song"].iter().any(|w| same(&reading.tokens[pointer], w))
        || reading.tokens[sentence.clone()].windows(2).any(|t| same(&t[0], "sinh") && same(&t[1], "đôi"))
    {
        weight += 2;
    }
    weight += match (here, kin > 0) {
        (Matter::Severe, true) => 1,
        (Matter::Mild, _) => -1,
        _ => 0,
    };
    weight
}

/// `duy nhất` says something of the child, not of a way or a number.
fn unique_child(reading: &Reading, pointer: usize, sentence: &std::ops::Range<usize>) -> bool {
    sentence.clone().filter(|i| reading.marks[*i].tags.is(Class::Unique)).any(|i| i.abs_diff(pointer) <= 6)
}
