//! Whose child is spoken of where only a title stands: `con trai chị`, `đứa cháu mà bà nuôi`.
//!
//! The article and a child without a name come in; the relative of that title who was named before comes
//! out, with what is said of the relative's place.

use std::ops::Range;

use super::attr::Attr;
use super::compared::any;
use super::kin::{Kin, is_relative, kin_after};
use super::lexicon::Class;
use super::matter::{Matter, matter};
use super::mention::{Cue, Kind, Mention, Status};
use super::reading::Reading;
use super::topics;
use super::word::Shape;
use super::{Article, Where};

/// A relative named before.
pub(super) struct Elder {
    /// A hamlet stands beside the name: 3; a commune: 1.
    pub(super) placed: i32,
}

/// So many passages back a title may be named.
const REACH: usize = 4;

/// The relative to whom the child at `child` belongs, where what happened is told of the child.
pub(super) fn of_child(
    article: &Article,
    readings: &[Reading],
    n: usize,
    child: usize,
    sentence: &Range<usize>,
) -> Option<Elder> {
    let reading = &readings[n];
    if let Some(m) = household(reading, sentence) {
        return is_relative(reading, m).then(|| Elder { placed: placed(reading, m) });
    }
    if matter(reading, child..sentence.end) < Matter::Grave {
        return None;
    }
    let section = article.passages[n].section;
    let near = sentence.start.max(child.saturating_sub(8))..sentence.end.min(child + 12);
    let title = near.into_iter().find(|i| is_bare_title(reading, *i));
    let (k, mention) = match title {
        Some(title) => (n.saturating_sub(REACH)..=n).rev().find_map(|k| {
            let text = matches!(article.passages[k].place, Where::Paragraph | Where::ListItem);
            let end = if k == n { title } else { readings[k].tokens.len() };
            let here = article.passages[k].section == section && text;
            here.then(|| titled_so(&readings[k], end, reading, title)).flatten().map(|m| (k, m))
        })?,
        None => (n, spoken_of(reading, child, sentence)?),
    };
    let named = &readings[k];
    let whole = mention.kind != Kind::Initials && mention.status != Status::Child;
    (whole && is_relative(named, mention)).then(|| Elder { placed: placed(named, mention) })
}

/// `… gia đình ông …, ấp … . Nhà có ba đứa con, …`: whose house it is was said before in the passage.
fn household<'a>(reading: &'a Reading, sentence: &Range<usize>) -> Option<&'a Mention> {
    let tokens = &reading.tokens[sentence.clone()];
    let house = tokens.first().is_some_and(|t| any(t, &["nhà", "gia", "vợ", "anh", "hai", "ông", "bà"]))
        && tokens.iter().skip(1).take(3).any(|t| any(t, &["có", "sinh", "nuôi"]));
    let before = |m: &&Mention| {
        let at = m.cue_at.saturating_sub(2)..=m.cue_at;
        m.end <= sentence.start
            && m.status == Status::Adult
            && at.into_iter().any(|i| any(&reading.tokens[i], &["nhà", "hộ", "gia", "vợ", "đình"]))
    };
    house.then(|| reading.mentions.iter().rev().find(before)).flatten()
}

/// `chị`, `bà` that stands alone: whoever it is was named before.
fn is_bare_title(reading: &Reading, i: usize) -> bool {
    const TITLES: &[&str] = &["chị", "anh", "ông", "bà", "cô", "chú", "bác"];
    let token = &reading.tokens[i];
    let leads = reading
        .tokens
        .get(i + 1)
        .is_some_and(|t| t.gap.is_space() && !matches!(t.shape, Shape::Lower | Shape::Number));
    any(token, TITLES)
        && (reading.marks[i].len <= 1
            || !reading.marks[i].tags.any(&[Class::AdultTitle, Class::AdultRole, Class::Parent]))
        && reading.marks[i].inside == 0
        && !leads
        && !(i > 0 && any(&reading.tokens[i - 1], &["các", "những", "ông", "hai"]))
}

/// The last person before `end` who has that title; nobody where that is somebody else's.
fn titled_so<'a>(named: &'a Reading, end: usize, reading: &Reading, title: usize) -> Option<&'a Mention> {
    let word = &reading.tokens[title].key;
    let so = |m: &&Mention| m.end <= end && m.cue_at < m.first && named.tokens[m.first - 1].key == *word;
    named.mentions.iter().rev().find(so)
}

/// `Chị … ở thôn … . Con trai đầu bị …`: the sentence before is about one relative.
fn spoken_of<'a>(reading: &'a Reading, child: usize, sentence: &Range<usize>) -> Option<&'a Mention> {
    let kin = reading.marks[child].tags.is(Class::KinChild) && reading.marks[child].len > 1;
    let last = sentence.start.checked_sub(1).filter(|_| kin && child < sentence.start + 4)?;
    let before = reading.sentence(last);
    let mut named =
        reading.mentions.iter().filter(|m| before.contains(&m.first) && m.status != Status::Child);
    let one = named.next().filter(|_| named.next().is_none());
    one.filter(|m| m.cue_at < m.first && !topics::is_topic(reading, child))
}

fn placed(reading: &Reading, mention: &Mention) -> i32 {
    let sentence = reading.sentence(mention.first);
    let here = reading.attrs.iter().filter(|a| sentence.contains(&a.start));
    here.map(|a| match a.attr {
        Attr::Place { real: true } => 3,
        Attr::Commune => 1,
        _ => 0,
    })
    .max()
    .unwrap_or(0)
}

/// `Con trai 9 tuổi của chị Lò Thị Mai học lớp 4A Trường …`: the parent by the whole name or by an office,
/// and so much of the child that nobody else is meant, whatever is told.
pub(super) fn is_plainly_known(reading: &Reading, sentence: &Range<usize>) -> bool {
    let of_parent = |i: usize| {
        let named = (i + 1..sentence.end.min(i + 9)).find_map(|k| reading.mention_at(k));
        let whole =
            named.is_some_and(|m| m.kind == Kind::Full && is_relative(reading, m) && m.cue == Cue::Adult);
        let office = (i + 1..sentence.end.min(i + 5)).any(|k| reading.marks[k].tags.is(Class::LocalRole));
        kin_after(reading, i) == Some(Kin::Named) && (whole || office && named.is_none())
    };
    let kin = sentence.clone().any(|i| reading.marks[i].tags.is(Class::KinChild) && of_parent(i));
    if !kin || reading.has(sentence.clone(), Class::AdultAct) {
        return false;
    }
    let (mut age, mut class, mut school, mut place) = (0, 0, 0, 0);
    for a in reading.attrs.iter().filter(|a| sentence.contains(&a.start)) {
        match a.attr {
            Attr::Age { years: 0..16, generic: false, past: false } => age = 2,
            Attr::Age { generic: false, .. } => return false,
            Attr::Class { one: true, .. } => class = 3,
            Attr::Class { grade, .. } if grade < 10 => class = class.max(2),
            Attr::School => school = 3,
            Attr::Place { real: true } => place = 3,
            _ => {}
        }
    }
    let only = 3 * i32::from(reading.has(sentence.clone(), Class::Unique));
    class + school + only >= 3 && age + class + school + place + only >= 5
}

/// What the rest of the passage and the next ones of the section tell of the same child by a pronoun.
pub(super) fn told_on(article: &Article, readings: &[Reading], n: usize, from: usize) -> Matter {
    let section = article.passages[n].section;
    let later = (n + 1..readings.len().min(n + 3)).filter(|k| {
        let passage = &article.passages[*k];
        passage.section == section && passage.place == Where::Paragraph
    });
    let here = of_pronoun(&readings[n], from);
    later.map(|k| of_pronoun(&readings[k], 0)).fold(here, Matter::max)
}

fn of_pronoun(reading: &Reading, from: usize) -> Matter {
    let pronoun = |i: usize| {
        let mark = reading.marks[i];
        let several =
            i > 0 && reading.tokens[i].gap.is_space() && reading.phrase_ending(i - 1).0.is(Class::Plural);
        mark.tags.is(Class::Anaphor) && !several && !topics::is_topic(reading, i)
    };
    let range = from..reading.tokens.len();
    let goes_on = range.clone().any(pronoun);
    let others = reading.mentions.iter().any(|m| m.first >= from && m.status == Status::Child);
    if goes_on && !others { matter(reading, range) } else { Matter::None }
}
