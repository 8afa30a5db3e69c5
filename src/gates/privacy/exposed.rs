//! Which children the article exposes: named, and identified by something beside the name.
//!
//! Judged readings come in; each child comes out once, with every place of the name, so that a
//! consent record can cover the child and not the mention.

use std::collections::{BTreeMap, BTreeSet};

use super::attr::Attr;
use super::bare::is_contest;
use super::company::shorts;
use super::compared::any;
use super::facts::{Facts, People};
use super::lexicon::Class;
use super::listing::local_list;
use super::mention::{Kind, Mention, Status};
use super::reading::Reading;
use super::{Article, Where};

/// A child whom the article exposes, with every place of the name.
pub(super) struct Exposed {
    /// Passage and mention, in order.
    pub(super) places: Vec<(usize, usize)>,
    /// The child is under seven, as the article says.
    pub(super) under_seven: bool,
    /// Something identifies the child; else only the name stands there.
    pub(super) identified: bool,
}

/// The children of the article, each once, with all places of the name.
pub(super) fn exposed(article: &Article, readings: &[Reading], facts: &Facts) -> Vec<Exposed> {
    if children(readings).next().is_none() {
        return Vec::new();
    }
    // A contest of children tells each one's result.
    let contest = article
        .passages
        .iter()
        .zip(readings)
        .any(|(passage, reading)| passage.place == Where::Title && is_contest(reading));
    let somewhere = contest || article_details(article, readings);
    let mut groups: BTreeMap<String, Exposed> = BTreeMap::new();
    let mut order: Vec<String> = Vec::new();
    let full: BTreeSet<String> =
        children(readings).filter(|m| m.kind == Kind::Full).map(|m| m.folded.clone()).collect();
    let mut whole: BTreeMap<&str, &String> = BTreeMap::new();
    for name in &full {
        for short in shorts(name) {
            whole.entry(short).or_insert(name);
        }
    }
    for (n, reading) in readings.iter().enumerate() {
        if article.passages[n].place == Where::ConsentSubject {
            continue;
        }
        for (m, mention) in reading.mentions.iter().enumerate().filter(|(_, m)| m.status == Status::Child) {
            let group = whole.get(mention.folded.as_str()).copied();
            let key = group.unwrap_or(&mention.folded).clone();
            if !groups.contains_key(&key) {
                order.push(key.clone());
            }
            let child = groups.entry(key).or_insert_with(|| Exposed {
                places: Vec::new(),
                under_seven: false,
                identified: false,
            });
            child.places.push((n, m));
            child.under_seven |= under_seven(reading, mention);
            child.identified |= identified(article, n, mention, somewhere, facts);
        }
    }
    order.into_iter().filter_map(|key| groups.remove(&key)).collect()
}

fn children(readings: &[Reading]) -> impl Iterator<Item = &Mention> {
    readings.iter().flat_map(|r| &r.mentions).filter(|m| m.status == Status::Child)
}

/// What identifies the child beside the name; `listed` in a list or table of children.
pub(super) fn details(reading: &Reading, mention: &Mention, listed: bool) -> Vec<&'static str> {
    if mention.status != Status::Child {
        return Vec::new();
    }
    let mut found = Vec::new();
    if listed || mention.kind == Kind::Full && local_list(reading, mention) == People::Children {
        found.push("danh sách");
    }
    let reach = reaches(reading, mention);
    let within = |i: usize| reach.iter().any(|range| range.contains(&i));
    for attr in reading.attrs.iter().filter(|a| within(a.start)) {
        let word = match attr.attr {
            Attr::Age { generic: true, .. } | Attr::Commune | Attr::Place { real: false } => continue,
            Attr::Age { .. } => "tuổi",
            Attr::Birth { .. } => "ngày sinh",
            Attr::Class { .. } => "lớp",
            Attr::School => "trường",
            Attr::Place { .. } => "nơi ở",
            Attr::Phone => "điện thoại",
        };
        found.push(word);
    }
    let classes = [
        (Class::Health, "sức khỏe"),
        (Class::Hardship, "hoàn cảnh"),
        (Class::Result, "thành tích"),
        (Class::Service, "dịch vụ"),
        (Class::Severe, "chuyện nhạy cảm"),
        (Class::Sensitive, "chuyện nhạy cảm"),
        (Class::OtherDetail, "đặc điểm"),
    ];
    for (class, word) in classes {
        if reach.iter().any(|range| reading.has(range.clone(), class)) {
            found.push(word);
        }
    }
    let kin = |i: usize| reading.marks[i].tags.any(&[Class::Parent, Class::KinChild]);
    if reading.mentions.iter().any(|m| m.status == Status::Adult && within(m.first))
        && reach.iter().any(|range| range.clone().any(kin))
    {
        found.push("người thân");
    }
    found.dedup();
    found
}

/// Where a passage speaks of the child: all of it, or for a short name the sentences in which it stands.
fn reaches(reading: &Reading, mention: &Mention) -> Vec<std::ops::Range<usize>> {
    if mention.kind != Kind::Given {
        return std::iter::once(0..reading.tokens.len()).collect();
    }
    let name = &reading.tokens[mention.end - 1];
    let mut found = vec![reading.sentence(mention.first)];
    let again = |i: &usize| reading.tokens[*i].shape == name.shape && reading.tokens[*i].key == name.key;
    for i in (mention.end..reading.tokens.len()).filter(again).take(8) {
        let sentence = reading.sentence(i);
        if found.last() != Some(&sentence) {
            found.push(sentence);
        }
    }
    found
}

/// Class, school, hamlet, result and the like stand anywhere in the article.
fn article_details(article: &Article, readings: &[Reading]) -> bool {
    article.passages.iter().zip(readings).any(|(passage, reading)| {
        let text = matches!(
            passage.place,
            Where::Title | Where::Paragraph | Where::Heading | Where::FrontMatter | Where::ListItem
        );
        let attr = reading.attrs.iter().any(|a| {
            matches!(
                a.attr,
                Attr::Class { .. }
                    | Attr::School
                    | Attr::Place { real: true }
                    | Attr::Birth { paren: false, .. }
                    | Attr::Age { generic: false, .. }
            )
        });
        text && (attr || reading.any(Class::Result))
    })
}

fn identified(article: &Article, n: usize, mention: &Mention, somewhere: bool, facts: &Facts) -> bool {
    let place = article.passages[n].place;
    let picture = matches!(place, Where::Alt { .. } | Where::Caption)
        || !article.pictures.is_empty() && place == Where::LinkTitle;
    let named = mention.kind != Kind::Given;
    let strong = mention.details.iter().any(|d| *d != "đặc điểm");
    match mention.kind {
        Kind::Full => {
            !mention.details.is_empty()
                || somewhere
                || picture
                || place == Where::LinkTarget
                || facts.offence[n]
        }
        Kind::Initials => strong,
        // Two syllables are as good as a whole name where everybody knows everybody.
        Kind::Given if mention.end - mention.first > 1 => !mention.details.is_empty() || somewhere || picture,
        Kind::Given => strong || picture || place == Where::LinkTarget && named,
    }
}

fn under_seven(reading: &Reading, mention: &Mention) -> bool {
    let mut sentence = reading.sentence(mention.first);
    // `… một bé gái 5 tuổi bước ra. Đó là bé …`
    let goes_on = any(&reading.tokens[sentence.start], &["đó", "đây", "ấy", "tên"]);
    if let Some(last) = sentence.start.checked_sub(1).filter(|_| goes_on) {
        sentence.start = reading.sentence(last).start;
    }
    let years = reading.attrs.iter().filter(|a| sentence.contains(&a.start)).find_map(|a| match a.attr {
        Attr::Age { years, generic: false, .. } => Some(years),
        Attr::Class { grade: 0, .. } => Some(5),
        Attr::Class { .. } => Some(7),
        _ => None,
    });
    years.map_or_else(|| reading.has(sentence, Class::Preschool), |years| years < 7)
}
