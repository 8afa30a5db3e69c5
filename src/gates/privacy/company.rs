//! Names in company: joined in a list, or the same name elsewhere in the article.
//!
//! Readings with first statuses come in; names still unknown take the status of the names they
//! stand with, or of their other mentions. A name that has a status keeps it.

use std::collections::BTreeSet;

use super::attr::Attr;
use super::compared::{any, number, same};
use super::evidence::attached;
use super::mention::{By, Cue, Kind, Mention, Status};
use super::reading::Reading;
use super::signs::is_remembered;
use super::tables::Row;
use super::text::Gap;
use super::{Article, Where};

/// Passes statuses along names that stand joined, both ways.
pub(super) fn spread(reading: &mut Reading) {
    spread_in_list(reading);
    spread_back(reading);
    spread_over_clauses(reading);
}

/// `A giỏi toán, B giỏi văn, cùng học lớp 8A`: what is said of all at the end of the sentence.
fn spread_over_clauses(reading: &mut Reading) {
    for n in (1..reading.mentions.len()).rev() {
        let (before, this) = (&reading.mentions[n - 1], &reading.mentions[n]);
        let sentence = reading.sentence(this.first);
        let bare = before.status == Status::Unknown
            && before.kind != Kind::Given
            && before.cue == Cue::None
            && sentence.contains(&before.first);
        let together = |i: usize| ["cùng", "đều"].iter().any(|w| same(&reading.tokens[i], w));
        let of_all = bare
            && this.status == Status::Child
            && reading.attrs.iter().any(|a| {
                let within = sentence.contains(&a.start) && a.start >= this.end;
                let class = matches!(a.attr, Attr::Class { .. } | Attr::Age { years: ..=15, .. });
                within && class && (a.start.saturating_sub(2)..a.start).any(together)
            });
        if of_all {
            let mention = &mut reading.mentions[n - 1];
            (mention.status, mention.by) = (Status::Child, By::Nothing);
        }
    }
}

/// Names joined by commas, `và` and brackets share the status of the first that has one.
fn spread_in_list(reading: &mut Reading) {
    for n in 1..reading.mentions.len() {
        let (before, this) = (&reading.mentions[n - 1], &reading.mentions[n]);
        let undecided = this.status == Status::Unknown && this.kind != Kind::Given && this.cue == Cue::None;
        if !undecided || !matches!(before.status, Status::Child | Status::Adult) {
            continue;
        }
        if joined(reading, before.end, this.first) {
            let status = before.status;
            let mention = &mut reading.mentions[n];
            (mention.status, mention.by) = (status, By::Nothing);
        }
    }
}

/// The same backwards: `A, B – hai học sinh lớp 6A`.
fn spread_back(reading: &mut Reading) {
    for n in (1..reading.mentions.len()).rev() {
        let (before, this) = (&reading.mentions[n - 1], &reading.mentions[n]);
        let undecided =
            before.status == Status::Unknown && before.kind != Kind::Given && before.cue == Cue::None;
        let plural = reading.tokens.get(this.end).is_some_and(|t| {
            (t.gap.has(Gap::DASH) || t.gap.has(Gap::COMMA) || t.gap.has(Gap::OPEN))
                && (number(t).is_some_and(|n| n > 1) || ["các", "đều", "cùng"].iter().any(|w| same(t, w)))
        });
        let pair = this.first == before.end + 1 && same(&reading.tokens[before.end], "và");
        if undecided
            && (plural || pair)
            && this.status == Status::Child
            && joined(reading, before.end, this.first)
        {
            let mention = &mut reading.mentions[n - 1];
            (mention.status, mention.by) = (Status::Child, By::Nothing);
        }
    }
}

fn joined(reading: &Reading, from: usize, to: usize) -> bool {
    if reading.tokens[from..=to]
        .iter()
        .any(|t| t.gap.has(Gap::STOP) || t.gap.has(Gap::CELL) || t.gap.has(Gap::COLON))
    {
        return false;
    }
    let mut i = from;
    while i < to {
        if let Some(found) = reading.attr_at(i) {
            i = found.end;
        } else if ["và", "cùng", "với", "em", "bạn", "ở", "tại", "học"]
            .iter()
            .any(|w| same(&reading.tokens[i], w))
        {
            i += 1;
        } else {
            return false;
        }
    }
    reading.tokens[to].gap.has(Gap::COMMA) || i > from
}

/// A name known as a child's or a grown-up's keeps that wherever it stands.
pub(super) fn same_names(readings: &mut [Reading]) {
    // `bố Páo` says nothing of Páo.
    let parent = |reading: &Reading, m: &Mention| {
        m.kind == Kind::Given
            && ["bố", "mẹ", "cha", "ba", "má"].iter().any(|w| same(&reading.tokens[m.cue_at], w))
    };
    let known = |status: Status| -> BTreeSet<String> {
        let of = |reading: &Reading| {
            let here = reading.mentions.iter().filter(|m| m.status == status && !parent(reading, m));
            here.map(|m| m.folded.clone()).collect::<Vec<_>>()
        };
        readings.iter().flat_map(of).collect()
    };
    let (children, adults) = (Known::of(known(Status::Child)), Known::of(known(Status::Adult)));
    for reading in readings.iter_mut() {
        // `Cháu Liên nó chăm tôi`, and then `chị Liên, 31 tuổi`: an elder speaks of a grown-up.
        let told_young: Vec<bool> =
            reading.mentions.iter().map(|m| is_told_young(reading, m.first)).collect();
        for (mention, young) in reading.mentions.iter_mut().zip(told_young) {
            let elder = mention.status == Status::Child && mention.kind == Kind::Given && !young;
            if elder && adults.names(&mention.folded, mention.kind) && !children.called(&mention.folded) {
                mention.status = Status::Adult;
            }
        }
    }
    for mention in readings.iter_mut().flat_map(|r| &mut r.mentions) {
        if mention.status != Status::Unknown {
            continue;
        }
        if children.names(&mention.folded, mention.kind) {
            (mention.status, mention.by) = (Status::Child, By::Nothing);
        } else if adults.names(&mention.folded, mention.kind) {
            mention.status = Status::Adult;
        }
    }
}

/// `Em Út năm nay bốn mươi, tên Trần Thị Út`: grown up by the short name, so by the whole one.
pub(super) fn grown_by_short_name(readings: &mut [Reading]) {
    let grown: BTreeSet<String> = readings
        .iter()
        .flat_map(|reading| {
            reading.mentions.iter().filter(|m| {
                let sentence = reading.sentence(m.first);
                let aged = |a: &super::attr::Found| {
                    let years = matches!(a.attr, Attr::Age { years: 18.., generic: false, past: false });
                    years && a.start >= m.end && sentence.contains(&a.start)
                };
                m.kind == Kind::Given && m.status == Status::Adult && reading.attrs.iter().any(aged)
            })
        })
        .map(|m| m.folded.clone())
        .collect();
    let elders = elders(readings);
    if grown.is_empty() && elders.is_empty() {
        return;
    }
    for reading in readings.iter_mut() {
        let free: Vec<bool> = reading.mentions.iter().map(|m| is_free(reading, m)).collect();
        for (mention, free) in reading.mentions.iter_mut().zip(free) {
            let whole = mention.kind == Kind::Full && (mention.status == Status::Unknown || free);
            let known = |names: &BTreeSet<String>| shorts(&mention.folded).any(|short| names.contains(short));
            if whole && (known(&grown) || free && known(&elders)) {
                mention.status = Status::Adult;
            }
        }
    }
}

/// `Thủ môn …, 19 tuổi, được cả đội gọi là "bé Út"`: what a grown-up is called is nobody else's name.
pub(super) fn grown_nicknames(readings: &mut [Reading]) {
    let called = |reading: &Reading, m: &Mention| {
        let sentence = reading.sentence(m.first);
        let word = (m.cue_at.saturating_sub(4).max(sentence.start)..m.cue_at)
            .any(|i| any(&reading.tokens[i], &["gọi", "danh", "hiệu", "thường"]));
        let quoted =
            reading.tokens[m.cue_at].gap.has(Gap::QUOTE) || reading.tokens[m.first].gap.has(Gap::QUOTE);
        let of = reading.mentions.iter().rfind(|o| o.end <= m.cue_at && sentence.contains(&o.first));
        word && quoted && of.is_some_and(|o| o.status == Status::Adult)
    };
    let of = |reading: &Reading| -> Vec<String> {
        let here = reading.mentions.iter().filter(|m| m.kind == Kind::Given && called(reading, m));
        here.map(|m| m.folded.clone()).collect()
    };
    let names: BTreeSet<String> = readings.iter().flat_map(of).collect();
    if names.is_empty() {
        return;
    }
    for mention in readings.iter_mut().flat_map(|r| &mut r.mentions) {
        if names.contains(&mention.folded) {
            mention.status = Status::Adult;
        }
    }
}

/// Who is told to be eighteen or more is grown up wherever the whole name stands.
pub(super) fn grown_by_age(readings: &mut [Reading]) {
    let aged = |reading: &Reading, m: &Mention| {
        m.kind == Kind::Full
            && m.status == Status::Adult
            && attached(reading, m).age.is_some_and(|years| years >= 18)
    };
    let of = |reading: &Reading| -> Vec<String> {
        reading.mentions.iter().filter(|m| aged(reading, m)).map(|m| m.folded.clone()).collect()
    };
    let names: BTreeSet<String> = readings.iter().flat_map(of).collect();
    if names.is_empty() {
        return;
    }
    let short: BTreeSet<String> = names
        .iter()
        .filter(|name| name.contains('\''))
        .flat_map(|name| shorts(name))
        .map(str::to_owned)
        .collect();
    for reading in readings.iter_mut() {
        let young: Vec<bool> = reading.mentions.iter().map(|m| is_told_young(reading, m.first)).collect();
        for (mention, young) in reading.mentions.iter_mut().zip(young) {
            let same = names.contains(&mention.folded) || short.contains(&mention.folded);
            if same && !young && mention.status == Status::Child {
                mention.status = Status::Adult;
            }
        }
    }
}

/// Children of then: who stands in a table with a year of birth of long ago, and who is called `ông`, `bà` or
/// `cụ` by the same short name further on, where nobody else has that name.
pub(super) fn grown_since(article: &Article, readings: &mut [Reading], rows: &[Row]) {
    let born: BTreeSet<String> = (0..readings.len())
        .filter(|n| rows[*n] == Row::Elders)
        .flat_map(|n| readings[n].mentions.iter().filter(|m| m.kind == Kind::Full))
        .map(|m| m.folded.clone())
        .collect();
    let called = called_elders(article, readings);
    if born.is_empty() && called.is_empty() {
        return;
    }
    let grown: BTreeSet<&str> = readings
        .iter()
        .flat_map(|reading| &reading.mentions)
        .filter(|m| m.kind == Kind::Full && m.status == Status::Adult)
        .flat_map(|m| shorts(&m.folded))
        .collect();
    let called: BTreeSet<String> = called
        .into_iter()
        .filter(|(_, name)| !grown.contains(name.as_str()))
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
    for (n, reading) in readings.iter_mut().enumerate() {
        let so = |m: &Mention| {
            let later = |k: usize| shorts(&m.folded).any(|short| called.contains(&format!("{k} {short}")));
            m.status == Status::Child
                && m.kind == Kind::Full
                && (born.contains(&m.folded) || (n..n + 4).any(later))
        };
        for mention in reading.mentions.iter_mut().filter(|m| so(m)) {
            mention.status = Status::Adult;
        }
    }
}

/// Short names behind `ông`, `bà`, `cụ` where a sentence is about them, with their passages.
fn called_elders(article: &Article, readings: &[Reading]) -> Vec<(usize, String)> {
    let own = |reading: &Reading, m: &Mention| {
        let opens = m.cue_at == reading.sentence(m.first).start
            || m.cue_at > 0 && reading.tokens[m.cue_at].gap.has(Gap::COMMA);
        m.kind == Kind::Given
            && m.status == Status::Adult
            && m.cue_at + 1 == m.first
            && any(&reading.tokens[m.cue_at], &["ông", "bà", "cụ"])
            && opens
    };
    let text = article.passages.iter().zip(readings).enumerate();
    text.filter(|(_, (passage, _))| passage.place == Where::Paragraph)
        .flat_map(|(n, (_, r))| r.mentions.iter().filter(|m| own(r, m)).map(move |m| (n, m.folded.clone())))
        .collect()
}

/// `em Lê Văn Hóa` of whom nothing young is said.
fn is_free(reading: &Reading, mention: &Mention) -> bool {
    let found = attached(reading, mention);
    mention.status == Status::Child
        && found.age.is_none()
        && found.class.is_none()
        && found.birth_year.is_none()
        && !found.kin
        && !found.child_role
}

/// Short names behind a title that nobody has before old age: `(ông Hóa, chủ vựa tôm)`.
fn elders(readings: &[Reading]) -> BTreeSet<String> {
    let title = |reading: &Reading, m: &Mention| {
        m.kind == Kind::Given
            && m.cue == Cue::Adult
            && m.cue_at + 1 == m.first
            && any(&reading.tokens[m.cue_at], &["ông", "bà", "cụ"])
    };
    let of = |reading: &Reading| {
        let here = reading.mentions.iter().filter(|m| title(reading, m));
        here.map(|m| m.folded.clone()).collect::<Vec<_>>()
    };
    readings.iter().flat_map(of).collect()
}

/// The sentence gives a child's age or class.
fn is_told_young(reading: &Reading, at: usize) -> bool {
    let sentence = reading.sentence(at);
    reading.attrs.iter().any(|a| {
        sentence.contains(&a.start)
            && matches!(
                a.attr,
                Attr::Class { grade: ..=10, .. } | Attr::Age { years: ..=17, .. } | Attr::Birth { .. }
            )
            // `Năm học lớp 3, cậu bé …`: what a grown-up remembers.
            && !is_remembered(reading, a.start)
    })
}

/// Names, and what they are called for short.
struct Known {
    whole: BTreeSet<String>,
    short: BTreeSet<String>,
}

impl Known {
    fn of(whole: BTreeSet<String>) -> Known {
        let short = whole.iter().flat_map(|name| shorts(name)).map(str::to_owned).collect();
        Known { whole, short }
    }

    /// Somebody's whole name ends so.
    fn called(&self, folded: &str) -> bool {
        self.short.contains(folded)
    }

    fn names(&self, folded: &str, kind: Kind) -> bool {
        self.whole.contains(folded) || kind != Kind::Initials && self.short.contains(folded)
    }
}

/// `tuong van` and `van` for `ngac tuong van`; `h'zen` for `h'zen mlo`, whose clan stands behind.
pub(super) fn shorts(name: &str) -> impl Iterator<Item = &str> {
    let given = name.split(' ').next().filter(|first| first.contains('\'') && first.len() < name.len());
    name.match_indices(' ').map(|(at, _)| &name[at + 1..]).chain(given)
}

/// `van` and `tuong van` for `ngac tuong van`.
pub(super) fn is_short_for(short: &str, full: &str) -> bool {
    full.len() > short.len() && full.ends_with(short) && full.as_bytes()[full.len() - short.len() - 1] == b' '
}
