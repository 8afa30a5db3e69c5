//! A child without a name, weighed over the whole article.
//!
//! Readings come in; a finding comes out where one child, or the two or three of one family, are spoken
//! of in a grave matter and what is said of them in the sentence, beside it and in the rest of the
//! section weighs enough to tell who it is. Looser in its words than `combination` and stricter in its
//! sum: what that one knows by the shape of a sentence, this one adds up.

use std::ops::Range;

use super::attr::Attr;
use super::compared::{any, number, same};
use super::elders::{self, Elder};
use super::facts::Facts;
use super::kin::{CALLED, Kin, is_parent_of_one, is_told_by_order, kin_after};
use super::lexicon::Class;
use super::matter::{Matter, accused_named, matter};
use super::mention::{Cue, Kind, Mention, Status};
use super::pointed::{
    is_own, is_pretended, may_be_anyone, of_a_grown_up, of_adult, several, single, speaks_of_one,
};
use super::reading::Reading;
use super::rules;
use super::text::Gap;
use super::topics;
use super::verdict::Judge;
use super::word::Shape;
use super::{Article, Finding, Where};

/// What is enough to tell who it is.
const ENOUGH: i32 = 12;

/// Classes of words that mean one child.
const MEANING: [Class; 3] = [Class::KinChild, Class::PointerSure, Class::Pointer];

/// The first sentence that points to one child.
pub(super) fn find(
    article: &Article,
    readings: &[Reading],
    facts: &Facts,
    judge: &Judge<'_>,
) -> Option<Finding> {
    let accused = readings.iter().map(accused_named).max().unwrap_or(0);
    let school = readings.iter().any(|r| r.attrs.iter().any(|a| a.attr == Attr::School));
    for (n, (passage, reading)) in article.passages.iter().zip(readings).enumerate() {
        let text = matches!(
            passage.place,
            Where::Title
                | Where::Paragraph
                | Where::ListItem
                | Where::Heading
                | Where::FrontMatter
                | Where::Loudspeaker
                | Where::Zalo
                | Where::Comment
        );
        let played = [Class::RolePlay, Class::FictionWork, Class::Fiction];
        let free = facts.invented[n] || facts.example[n] || facts.old_year[n] || facts.history[n];
        if !text || free || !reading.any_of(&MEANING) && !reading.may_say(&CALLED) {
            continue;
        }
        let mut from = 0;
        while from < reading.tokens.len() {
            let sentence = reading.sentence(from);
            from = sentence.end.max(from + 1);
            if played.iter().any(|class| reading.has(sentence.clone(), *class)) {
                continue;
            }
            let Some(child) = sentence.clone().find(|i| is_one_child(reading, *i)) else { continue };
            let elder = elders::of_child(article, readings, n, child, &sentence);
            let case =
                Case { article, readings, n, child, sentence: sentence.clone(), accused, school, elder };
            if case.weight() >= ENOUGH
                || case.against() == 0 && elders::is_plainly_known(reading, &case.sentence)
            {
                let (from, to) = (reading.tokens[sentence.start].start, reading.tokens[sentence.end - 1].end);
                let words = &passage.text[from..to];
                let found = rules::finding("privacy-combination", passage.locate(from), words, "");
                let located = case.located(reading, case.sentence.clone());
                return Some(judge.weighed(found, &judge.of_sentence(n, sentence.start, Some(located))));
            }
        }
    }
    None
}

/// The word at `i` means one child, or the few of one family, in what happened.
fn is_one_child(reading: &Reading, i: usize) -> bool {
    let mark = reading.marks[i];
    let may_mean = mark.tags.any(&MEANING) || reading.tokens[i].is_one_of_many();
    if is_told_by_order(reading, i) {
        return true;
    }
    if !may_mean || mark.inside > 0 || !mark.tags.any(&MEANING) && !same(&reading.tokens[i], "đứa") {
        return false;
    }
    let family = mark.tags.is(Class::KinChild) && (mark.len > 1 || kin_after(reading, i).is_some())
        || same(&reading.tokens[i], "đứa");
    let next = i + mark.len.max(1);
    let told = reading.attr_at(next).is_some_and(|a| {
        matches!(
            a.attr,
            Attr::Age { years: 0..18, generic: false, past: false } | Attr::Class { one: true, .. }
        )
    });
    // `Sinh ngày …, cháu ở xóm …`: a pronoun, and the birth beside it.
    let born = mark.tags.is(Class::Anaphor)
        && (reading.tokens[i].gap.has(Gap::COMMA) || i == reading.sentence(i).start)
        && reading.attrs.iter().any(|a| {
            a.end == i
                && matches!(a.attr, Attr::Birth { .. } | Attr::Age { years: 0..18, generic: false, .. })
        });
    let word = family
        || born
        || mark.tags.is(Class::PointerSure)
        || mark.tags.is(Class::Pointer) && (single(reading, i) || told);
    let few = i > 0
        && reading.tokens[i].gap.is_space()
        && number(&reading.tokens[i - 1]).is_some_and(|n| (2..4).contains(&n));
    if !word || several(reading, i) && !(few && family) || topics::is_topic(reading, i) {
        return false;
    }
    if may_be_anyone(reading, i) || is_pretended(reading, i) || of_a_grown_up(reading, i) {
        return false;
    }
    let named = reading.mentions.iter().any(|m| {
        (m.cue_at..m.end).contains(&i)
            || m.status == Status::Child && reading.tokens[m.first].sentence == reading.tokens[i].sentence
    });
    let own = is_own(reading, i);
    let grown = (next..next + 3)
        .filter_map(|k| reading.attr_at(k))
        .any(|a| matches!(a.attr, Attr::Age { years: 18.., .. }));
    !named && !own && !grown
}

/// One child spoken of, with the article around.
struct Case<'a> {
    article: &'a Article,
    readings: &'a [Reading],
    n: usize,
    child: usize,
    sentence: Range<usize>,
    /// A grown-up is named as who did it, with a hamlet or without.
    accused: i32,
    /// The article names a school.
    school: bool,
    /// Whose child it is, where a title alone says so.
    elder: Option<Elder>,
}

impl Case<'_> {
    fn reading(&self) -> &Reading {
        &self.readings[self.n]
    }

    /// Twice the sum, so that what stands further off may count half.
    fn weight(&self) -> i32 {
        let here = matter(self.reading(), self.sentence.clone());
        let window = self.beside();
        let beside = self.told_beside(&window);
        let told = match (here, beside) {
            (Matter::Severe, _) => 4,
            (Matter::Grave, _) | (_, Matter::Severe) => 2,
            (_, Matter::Grave) => 0,
            _ => match elders::told_on(self.article, self.readings, self.n, window.end) {
                Matter::Severe => 2,
                Matter::Grave => 0,
                _ => return 0,
            },
        };
        let near = self.located(self.reading(), self.sentence.clone());
        if near == 0 && self.kin() == 0 {
            return 0;
        }
        let around = self.located(self.reading(), window).max(near) - near;
        let around = around.max(self.elder.as_ref().map_or(0, |elder| elder.placed));
        let placed = if self.of_the_accused() && self.accused > 1 { 2 } else { 0 };
        told + 2 * near + 2 * self.kin() + around + placed + self.section().min(5) - self.against()
    }

    /// What happened in the sentences beside, where those are about one child too.
    fn told_beside(&self, window: &Range<usize>) -> Matter {
        let told = |range: Range<usize>| match matter(self.reading(), range.clone()) {
            Matter::Severe => Matter::Severe,
            told if speaks_of_one(self.reading(), &range) => told,
            _ => Matter::None,
        };
        told(window.start..self.sentence.start).max(told(self.sentence.end..window.end))
    }

    /// The sentences before and after.
    fn beside(&self) -> Range<usize> {
        let reading = self.reading();
        let start = self.sentence.start.checked_sub(1).map_or(0, |last| reading.sentence(last).start);
        let end = if self.sentence.end < reading.tokens.len() {
            reading.sentence(self.sentence.end).end
        } else {
            self.sentence.end
        };
        start..end
    }

    /// What locates the child within a range.
    fn located(&self, reading: &Reading, range: Range<usize>) -> i32 {
        let (mut place, mut class, mut school, mut age, mut commune) = (0, 0, 0, 0, 0);
        let kin = self.kin() > 0;
        for a in reading.attrs.iter().filter(|a| range.contains(&a.start)) {
            // `năm lớp 7`, `hồi lớp 1`: remembered.
            let past =
                a.start > 0 && any(&reading.tokens[a.start - 1], &["hồi", "năm", "ngày", "thời", "từ"]);
            match a.attr {
                _ if past => {}
                Attr::Place { real: true } if kin || !of_adult(reading, a.start) => place = 3,
                Attr::Class { one: true, .. } => class = 3,
                Attr::Class { grade: 1.., .. } => class = class.max(2),
                Attr::School if !of_adult(reading, a.start) => school = 3,
                Attr::Age { years: 0..18, generic: false, past: false } => age = 2,
                Attr::Birth { paren: false, .. } if !of_adult(reading, a.start) => age = 2,
                Attr::Commune => commune = 1,
                _ => {}
            }
        }
        let named_thing = range.clone().any(|i| {
            let mark = reading.marks[i];
            let next = i + mark.len.max(1);
            mark.tags.is(Class::EponymHead)
                && range.contains(&next)
                && reading.tokens[next].gap.is_space()
                && reading.tokens[next].shape == Shape::Cap
        });
        let landmark = reading.has(range.clone(), Class::Landmark) || named_thing;
        let only =
            range.clone().any(|i| reading.marks[i].tags.is(Class::Unique) && i.abs_diff(self.child) <= 6);
        // `của chính ngôi trường này`: a school that the article names elsewhere.
        let words = &reading.tokens[range.clone()];
        let this_school =
            words.windows(2).any(|w| same(&w[0], "trường") && any(&w[1], &["này", "ấy", "trên"]));
        if this_school && self.school {
            school = 3;
        }
        let dated = range.clone().any(|i| {
            reading.tokens[i].shape == Shape::Number
                && reading.tokens[i].fold.contains('/')
                && i > 0
                && any(&reading.tokens[i - 1], &["ngày", "đêm", "tối", "sáng", "chiều", "trưa"])
        });
        i32::from(dated)
            + place
            + class
            + school
            + age
            + commune
            + 2 * i32::from(landmark)
            + 3 * i32::from(only)
    }

    /// The child's relative is named, or known by an office or a trade.
    fn kin(&self) -> i32 {
        let reading = self.reading();
        let after = self.sentence.clone().filter(|i| reading.marks[*i].tags.is(Class::KinChild));
        let after = after.filter_map(|i| kin_after(reading, i)).max_by_key(|kin| *kin == Kin::Named);
        let parent =
            reading.mentions.iter().any(|m| self.sentence.contains(&m.first) && is_parent_of_one(reading, m));
        let ordered = is_told_by_order(reading, self.child);
        let known = parent || ordered || self.elder.is_some() || self.of_household() || self.of_the_accused();
        if after == Some(Kin::Named) || known {
            return 4;
        }
        if after == Some(Kin::Title) || self.of_a_trade() { 3 } else { 0 }
    }

    /// `gia đình chị … có con gái …`, `hai đứa nhỏ nhà anh …`: a household that is named.
    fn of_household(&self) -> bool {
        let reading = self.reading();
        let family =
            reading.marks[self.child].tags.is(Class::KinChild) || same(&reading.tokens[self.child], "đứa");
        let house = |m: &Mention| {
            (m.cue_at.saturating_sub(3)..=m.cue_at).any(|i| {
                any(&reading.tokens[i], &["nhà", "hộ", "gia", "vợ", "chồng"]) && i >= self.sentence.start
            })
        };
        let having = |m: &Mention| {
            let before = m.end <= self.child;
            before
                && (any(&reading.tokens[self.child], &["có", "sinh", "nuôi"])
                    || reading.tokens[m.end..self.child]
                        .iter()
                        .any(|t| any(t, &["có", "sinh", "nuôi", "để"])))
        };
        family
            && reading.mentions.iter().any(|m| {
                self.sentence.contains(&m.first)
                    && m.status == Status::Adult
                    // `Chị …, cộng tác viên, kể: có đứa trẻ …`
                    && !(m.end..self.child).any(|i| reading.tokens[i].gap.has(Gap::COLON))
                    && !reading.phrase_ending(m.first.saturating_sub(1)).0.is(Class::AdultRole)
                    && (house(m) || having(m))
            })
    }

    /// `gọi bị cáo là bác ruột`, `con riêng của vợ bị cáo`: kin to whom the article names.
    fn of_the_accused(&self) -> bool {
        const KIN: &[&str] =
            &["ruột", "dượng", "riêng", "đẻ", "ngoại", "nội", "bố", "cha", "họ", "chú", "bác", "cậu"];
        let words = &self.reading().tokens[self.sentence.clone()];
        let accused = words.windows(2).any(|pair| {
            same(&pair[0], "bị") && any(&pair[1], &["cáo", "can"])
                || same(&pair[0], "hung") && same(&pair[1], "thủ")
        });
        let mark = self.reading().marks[self.child];
        let own = mark.tags.is(Class::KinChild) && mark.len > 1;
        // `khởi tố … về hành vi hiếp dâm cháu gái ruột`
        let named = self.reading().mentions.iter().any(|m| {
            let before = self.sentence.contains(&m.first) && m.end <= self.child;
            before
                && m.kind == Kind::Full
                && m.cue != Cue::Adult
                && self.reading().has(m.end..self.child, Class::Crime)
        });
        let accused = accused || own && named;
        self.accused > 0 && accused && (own || words.iter().any(|t| any(t, KIN)))
    }

    /// `con trai của người phụ nữ bán vé số`, `con bà … bán xôi`.
    fn of_a_trade(&self) -> bool {
        let reading = self.reading();
        let mark = reading.marks[self.child];
        let trade = (self.child..self.sentence.end.min(self.child + 10))
            .any(|i| reading.marks[i].tags.any(&[Class::Landmark, Class::LocalRole]));
        mark.tags.is(Class::KinChild) && trade
    }

    /// What the rest of the section tells by its way: class, school, age, where somebody lives.
    fn section(&self) -> i32 {
        let section = self.article.passages[self.n].section;
        let text = |place: Where| matches!(place, Where::Paragraph | Where::ListItem);
        let near = self.n.saturating_sub(3)..self.article.passages.len().min(self.n + 4);
        let others = near.filter(|k| {
            let passage = &self.article.passages[*k];
            *k != self.n && passage.section == section && text(passage.place)
        });
        others.map(|k| self.tells_on(&self.readings[k])).max().unwrap_or(0)
    }

    /// A passage that goes on about the same child by a pronoun.
    fn tells_on(&self, reading: &Reading) -> i32 {
        let on = (0..reading.marks.len()).any(|i| {
            let mark = reading.marks[i];
            mark.tags.is(Class::Anaphor) && !several(reading, i) && !topics::is_topic(reading, i)
        });
        if on { self.located(reading, 0..reading.tokens.len()) } else { 0 }
    }

    /// Advice, figures, questions and what is told of oneself point to nobody.
    fn against(&self) -> i32 {
        const ADVICE: &[&str] = &["nếu", "hãy", "đừng", "nên"];
        let reading = self.reading();
        let words = &reading.tokens[self.sentence.clone()];
        let myself = words.iter().any(|t| any(t, &["tôi", "mình", "tụi"]));
        let figures =
            words.iter().filter(|t| number(t).is_some_and(|n| n > 1) && t.shape == Shape::Number).count()
                >= 4;
        let text = &self.article.passages[self.n].text;
        let asked = reading.tokens.get(self.sentence.end).is_none_or(|t| t.gap.has(Gap::STOP))
            && text[reading.tokens[self.sentence.end - 1].end..].trim_start().starts_with('?');
        4 * i32::from(words.iter().any(|t| any(t, ADVICE)))
            + 8 * i32::from(myself)
            + 4 * i32::from(figures)
            + 6 * i32::from(asked)
    }
}
