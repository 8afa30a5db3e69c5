//! What the whole article says of one person, weighed.
//!
//! Judged readings come in. For every person whom no rule could place, the signs that stand near the
//! name, in the sentences beside it, in its passage, its section and the title are gathered over all
//! mentions; each has a weight (`data/weights.txt`), and the sum decides whether this is a child. No
//! sign decides by itself, so that a child told in words that nobody foresaw is seen all the same.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::ops::Range;

use super::calls::{Calls, calls};
use super::compared::any;
use super::evidence::attached;
use super::facts::{Facts, People};
use super::given;
use super::lexicon::{self, Class};
use super::listing;
use super::mention::{By, Cue, Kind, Mention, Status};
use super::person::{BEFORE, NEAR, NEXT, PASSAGE, Person, SECTION, TITLE, Trait};
use super::reading::Reading;
use super::sign::{Sign, Signs};
use super::signs::signs;
use super::text::Gap;
use super::things::among_places;
use super::weights::{asked_of, is_personal, weigh};
use super::word::Shape;
use super::{Article, Where};

/// Makes children of those whom the rules could not place and whose signs weigh enough.
pub(super) fn settle(article: &Article, readings: &mut [Reading], facts: &Facts) {
    given::add_given_names(readings);
    let children: Vec<(usize, usize)> = people(article, readings, facts, |status| status == Status::Unknown)
        .into_iter()
        .filter(|person| weigh(person) > asked_of(person))
        .flat_map(|person| person.mentions)
        .collect();
    for (n, m) in children {
        let mention = &mut readings[n].mentions[m];
        if mention.status == Status::Unknown {
            (mention.status, mention.by) = (Status::Child, By::Sum);
        }
    }
    for reading in readings {
        reading.mentions.retain(|m| !m.dim || m.status == Status::Child);
    }
}

/// Everybody of an open status who is named without a title and spoken of as a child would be, with what
/// is said of them.
pub(super) fn people(
    article: &Article,
    readings: &[Reading],
    facts: &Facts,
    open: fn(Status) -> bool,
) -> Vec<Person> {
    let mut groups = groups(article, readings, facts);
    groups.retain(|_, mentions| mentions.iter().any(|(n, m)| open(readings[*n].mentions[*m].status)));
    if groups.is_empty() {
        return Vec::new();
    }
    let around = Around::of(article, readings, facts);
    groups.into_values().filter_map(|mentions| around.person(mentions)).collect()
}

/// The signs of whole passages, of sections and of the title.
struct Wide {
    passages: Vec<Signs>,
    sections: BTreeMap<u32, Signs>,
    title: Signs,
}

impl Wide {
    fn of(article: &Article, readings: &[Reading]) -> Wide {
        let passages: Vec<Signs> = readings.iter().map(|r| signs(r, 0..r.tokens.len(), article)).collect();
        let mut sections: BTreeMap<u32, Signs> = BTreeMap::new();
        let mut title = Signs::default();
        for (passage, signs) in article.passages.iter().zip(&passages) {
            sections.entry(passage.section).or_default().join(*signs);
            if passage.place == Where::Title {
                title.join(*signs);
            }
        }
        Wide { passages, sections, title }
    }
}

/// Mentions of persons by their whole name and without a grown-up's or a child's title.
fn groups(article: &Article, readings: &[Reading], facts: &Facts) -> BTreeMap<String, Vec<(usize, usize)>> {
    let mut groups: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
    for (n, reading) in readings.iter().enumerate() {
        let place = article.passages[n].place;
        let skipped = matches!(place, Where::ConsentSubject | Where::LinkTarget | Where::FileName)
            || facts.invented[n]
            || facts.example[n];
        if skipped {
            continue;
        }
        for (m, mention) in reading.mentions.iter().enumerate() {
            // Who is told of in a book or a film, and by a short name.
            let short = mention.end - mention.first <= 2;
            let figure = short && facts.retold.free(reading, n, mention.first);
            let open = !figure
                && matches!(mention.cue, Cue::None | Cue::Weak | Cue::Group | Cue::ClassBefore)
                && (mention.kind != Kind::Given || mention.end - mention.first > 1 || mention.dim)
                && !mention.placeholder
                && mention.status != Status::Exempt
                // `con: "À, …"`
                && !(mention.kind == Kind::Initials && mention.folded.len() == 1 && mention.cue != Cue::None)
                && !reading.marks[mention.first].tags.is(Class::Ethnonym)
                && !lexicon::is_hero(&mention.folded)
                && !facts.figures.contains(&mention.folded)
                // `KẾ HOẠCH Triển khai`: a heading and the line below it.
                && !(reading.tokens[mention.first].shape == Shape::Upper
                    && reading.tokens[mention.end - 1].shape == Shape::Cap)
                && !among_places(reading, mention);
            if open {
                groups.entry(mention.folded.clone()).or_default().push((n, m));
            }
        }
    }
    groups
}

/// The article around its persons.
pub(super) struct Around<'a> {
    article: &'a Article,
    readings: &'a [Reading],
    facts: &'a Facts,
    /// Asked for only where somebody is spoken of as a child.
    wide: OnceCell<Wide>,
    calls: Calls<'a>,
    /// The article names one person only.
    alone: bool,
}

impl<'a> Around<'a> {
    pub(super) fn of(article: &'a Article, readings: &'a [Reading], facts: &'a Facts) -> Around<'a> {
        let alone = readings.iter().map(|r| r.mentions.len()).sum::<usize>() == 1;
        Around { article, readings, facts, wide: OnceCell::new(), calls: calls(readings), alone }
    }

    /// Everything that the article says of the person of these mentions.
    pub(super) fn whole(&self, mentions: Vec<(usize, usize)>) -> Person {
        self.widened(self.gather(mentions))
    }

    /// The person of these mentions, if something speaks of a child.
    fn person(&self, mentions: Vec<(usize, usize)>) -> Option<Person> {
        let person = self.gather(mentions);
        is_personal(&person).then(|| self.widened(person))
    }

    /// The person of these mentions, with the signs about the name.
    fn gather(&self, mentions: Vec<(usize, usize)>) -> Person {
        let mut person = Person { mentions: Vec::new(), signs: Default::default(), traits: 0 };
        let mut lined = false;
        for (n, m) in &mentions {
            let reading = &self.readings[*n];
            let mention = &reading.mentions[*m];
            for (window, range) in windows(reading, *m) {
                person.signs[window].join(signs(reading, range, self.article));
            }
            if let Some((k, range)) = self.below(*n, *m) {
                // A line that is only the name is told of by the line below it.
                let alone = mention.end - mention.first == reading.tokens.len();
                let window = if alone { NEAR } else { NEXT };
                person.signs[window].join(signs(&self.readings[k], range, self.article));
                lined |= alone;
            }
            if let Some(range) = revealed(reading, *m) {
                person.signs[NEAR].join(signs(reading, range, self.article));
            }
            for range in again(reading, mention) {
                person.signs[NEAR].join(signs(reading, range, self.article));
            }
            let p = mention.first;
            // `"Mèo con đi học" của …`: who made a work.
            if p > 1 && any(&reading.tokens[p - 1], &["của"]) && reading.tokens[p - 1].gap.has(Gap::QUOTE) {
                person.signs[NEAR].add(Sign::Work);
            }
            if asks(&self.article.passages[*n].text, reading, mention) {
                person.signs[NEAR].add(Sign::Question);
            }
            self.written(&mut person, *n, mention);
        }
        let young = 1 << Sign::OneClass as u32 | 1 << Sign::YoungAge as u32 | 1 << Sign::Grade as u32;
        if lined && person.signs[NEAR].0 & young != 0 {
            person.traits &= !(1 << Trait::Alone as u32);
        }
        person.mentions = mentions;
        person
    }

    /// With what the passages, the sections and the title say.
    fn widened(&self, mut person: Person) -> Person {
        let wide = self.wide.get_or_init(|| Wide::of(self.article, self.readings));
        for (n, _) in &person.mentions {
            person.signs[PASSAGE].join(wide.passages[*n]);
            let section = self.article.passages[*n].section;
            person.signs[SECTION].join(wide.sections.get(&section).copied().unwrap_or_default());
            if self.facts.history[*n] || self.facts.old_year[*n] {
                person.signs[PASSAGE].add(Sign::Past);
            }
        }
        person.signs[TITLE] = wide.title;
        person
    }

    /// The first sentence of the passage below, where the name's sentence is the last of its own.
    fn below(&self, n: usize, m: usize) -> Option<(usize, Range<usize>)> {
        let reading = &self.readings[n];
        let last = reading.mentions.len() == m + 1
            && reading.sentence(reading.mentions[m].first).end == reading.tokens.len();
        let section = self.article.passages[n].section;
        let k = n + 1;
        let passage = self.article.passages.get(k).filter(|_| last)?;
        let text = passage.section == section && passage.place == Where::Paragraph;
        let below = &self.readings[k];
        if !text || below.tokens.is_empty() {
            return None;
        }
        let end = below.sentence(0).end;
        let other = below.mentions.first().map_or(end, |m| m.cue_at.min(end));
        Some((k, 0..other))
    }

    fn written(&self, person: &mut Person, n: usize, mention: &Mention) {
        let (reading, place) = (&self.readings[n], self.article.passages[n].place);
        let tokens = &reading.tokens;
        let first = mention.first;
        let len = mention.end - first;
        person.has(Trait::Weak, mention.cue == Cue::Weak);
        person.has(Trait::Group, mention.cue == Cue::Group);
        person.has(Trait::ClassBefore, mention.cue == Cue::ClassBefore);
        person.has(Trait::Initials, mention.kind == Kind::Initials);
        person.has(Trait::Dim, mention.kind == Kind::Given);
        person.has(Trait::Long, len >= 4);
        person.has(Trait::Short, len == 2 && mention.kind == Kind::Full);
        let given = tokens[mention.end - 1].key.as_str();
        person.has(Trait::CalledAgain, len > 1 && self.calls.bare.contains(given));
        person.has(Trait::OfParent, (len > 1 || mention.dim) && self.calls.of_parents.contains(given));
        person.has(Trait::Titled, len > 1 && self.calls.titled.contains(given));
        let sentence = reading.sentence(first);
        person.has(Trait::Alone, len == sentence.len());
        person.has(Trait::InTitle, matches!(place, Where::Title | Where::Heading));
        person.has(Trait::InList, matches!(place, Where::ListItem | Where::TableRow { .. }));
        person.has(Trait::Pictured, matches!(place, Where::Alt { .. } | Where::Caption));
        person.has(Trait::FrontMatter, place == Where::FrontMatter);
        person.has(Trait::Code, place == Where::Code);
        let before = first.checked_sub(1).map(|p| &tokens[p]);
        let gap = tokens[first].gap;
        let joined = |words: &[&str]| gap.is_space() && before.is_some_and(|t| any(t, words));
        person.has(Trait::AfterIs, joined(&["là", "tên"]));
        person.has(Trait::AfterTo, joined(&["cho", "giúp", "tặng", "với", "gặp", "đưa", "nhà"]));
        person.has(Trait::AfterOf, joined(&["của", "do", "bởi"]));
        person.has(Trait::AfterColon, gap.has(Gap::COLON));
        person.has(Trait::AfterComma, gap.has(Gap::COMMA) && !gap.has(Gap::STOP));
        person.has(Trait::Opens, first == sentence.start);
        let listed = listing::local_list(reading, mention);
        person
            .has(Trait::AmongChildren, self.facts.intro[n] == People::Children || listed == People::Children);
        person.has(Trait::SelfNamed, names_itself(reading, first));
        person.has(Trait::KinBehind, attached(reading, mention).kin);
        person.has(Trait::AmongGrown, self.facts.intro[n] == People::Adults || listed == People::Adults);
        person.traits &= !(u32::from(names_itself(reading, first)) << Trait::AmongGrown as u32);
        let others = |status: Status| {
            reading
                .mentions
                .iter()
                .any(|m| m.first != first && m.status == status && sentence.contains(&m.first))
        };
        person.has(Trait::BesideChild, others(Status::Child));
        person.has(Trait::BesideGrown, others(Status::Adult));
        person.has(Trait::OnlyOne, self.alone);
        person.has(Trait::Several, reading.mentions.len() >= 3);
        let next = tokens.get(mention.end);
        person.has(Trait::Followed, next.is_some_and(|t| t.gap.has(Gap::COMMA)));
        person.has(Trait::Bracket, next.is_some_and(|t| t.gap.has(Gap::OPEN)));
    }
}

/// The sentence of the name is a question.
fn asks(text: &str, reading: &Reading, mention: &Mention) -> bool {
    let end = reading.sentence(mention.first).end;
    let from = reading.tokens[end - 1].end;
    let to = reading.tokens.get(end).map_or(text.len(), |t| t.start);
    text.get(from..to).is_some_and(|between| between.contains('?'))
}

/// `Con là …`, `Cháu tên …` at the head of a sentence.
pub(super) fn names_itself(reading: &Reading, first: usize) -> bool {
    let start = reading.sentence(first).start;
    let said = &reading.tokens[start..first];
    let opens = said.iter().find(|t| !any(t, &["dạ", "vâng", "thưa", "cô", "chào", "ạ", "alô"]));
    // `Dạ, Thanh Trúc.`
    if let [word] = said {
        return any(word, &["dạ", "thưa"]);
    }
    (2..=4).contains(&said.len())
        && opens.is_some_and(|t| any(t, &["con", "cháu", "em"]))
        && said.last().is_some_and(|t| any(t, &["là", "tên"]))
}

/// `Cậu học lớp 6 … . Đó chính là …`: the sentences before, of somebody whose name comes last.
fn revealed(reading: &Reading, m: usize) -> Option<Range<usize>> {
    const OPENS: &[&str] = &["đó", "đây", "tên", "cậu", "cô", "em", "bạn", "cháu", "người", "ấy", "và", "bé"];
    let first = reading.mentions[m].first;
    let sentence = reading.sentence(first);
    let called = first > 0 && any(&reading.tokens[first - 1], &["là", "tên"]);
    let left = m.checked_sub(1).map_or(0, |p| reading.mentions[p].end);
    let opens = any(&reading.tokens[sentence.start], OPENS) && first - sentence.start <= 6;
    (called && opens && left < sentence.start).then_some(left..sentence.start)
}

/// Later sentences of the passage that call the person by the given name alone.
fn again(reading: &Reading, mention: &Mention) -> Vec<Range<usize>> {
    if mention.end - mention.first < 2 {
        return Vec::new();
    }
    let name = &reading.tokens[mention.end - 1];
    let tokens = &reading.tokens;
    let bare = |i: &usize| {
        tokens[*i].shape == Shape::Cap
            && tokens[*i].key == name.key
            && !(tokens[*i].gap.is_space() && tokens[*i - 1].shape == Shape::Cap)
            && !tokens.get(*i + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap)
    };
    (mention.end..tokens.len()).filter(bare).take(4).map(|i| reading.sentence(i)).collect()
}

/// The ranges of tokens around a mention, up to the next person.
fn windows(reading: &Reading, m: usize) -> [(usize, Range<usize>); 4] {
    let mention = &reading.mentions[m];
    let sentence = reading.sentence(mention.first);
    let left = m.checked_sub(1).map_or(0, |p| reading.mentions[p].end);
    let right = reading
        .mentions
        .get(m + 1)
        .map_or(reading.tokens.len(), |next| next.cue_at.min(next.first).max(mention.end));
    let head = sentence.start.max(left)..mention.first.max(left);
    let tail = mention.end..sentence.end.min(right);
    let next =
        if right > sentence.end { sentence.end..reading.sentence(sentence.end).end.min(right) } else { 0..0 };
    let before = match sentence.start.checked_sub(1) {
        Some(last) if left < sentence.start => reading.sentence(last).start.max(left)..sentence.start,
        _ => 0..0,
    };
    [(NEAR, head), (NEAR, tail), (NEXT, next), (BEFORE, before)]
}
