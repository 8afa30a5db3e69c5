//! Names that stand without any title.
//!
//! In Vietnamese a grown-up is written with a title (`ông`, `chị`, `cô giáo`, `đồng chí`) or with an
//! office; a full name without one, in running text, is a child's, a suspect's, an author's or one of
//! history. Judged readings come in; of the names still unknown those become children near which
//! something speaks of one young person, and nothing of a grown-up, a book or another time.

use std::collections::{BTreeMap, BTreeSet};

use super::attr::{Attr, Found};
use super::compared::{any, same};
use super::exempt::in_a_work;
use super::facts::Facts;
use super::front_matter::picture_number;
use super::lexicon::{self, Class};
use super::listing;
use super::mention::{By, Cue, Kind, Mention, Status};
use super::reading::Reading;
use super::text::Gap;
use super::topics;
use super::word::Shape;
use super::{Article, Where};

/// Gives names without a title to the children they belong to.
pub(super) fn settle(article: &Article, readings: &mut [Reading], facts: &Facts) {
    let calls = Calls::of(article, readings);
    let contest =
        article.passages.iter().zip(&*readings).any(|(p, r)| p.place == Where::Title && is_contest(r));
    let one_pupil =
        article.passages.iter().zip(&*readings).any(|(p, r)| p.place == Where::Title && tells_of_one(r));
    for n in 0..readings.len() {
        let place = article.passages[n].place;
        if let Where::Alt { picture } = place
            && article.consents.iter().any(|r| picture_number(&r.subject) == Some(picture))
        {
            name_all(&mut readings[n]);
        }
        let told = !matches!(
            place,
            Where::LinkTarget | Where::FileName | Where::ConsentSubject | Where::TableRow { .. }
        );
        // Rows of data with days of birth are no example.
        let example = facts.example[n] && place != Where::Code;
        let free = facts.invented[n] || example || facts.history[n] || facts.old_year[n];
        if !told || free {
            continue;
        }
        let children: Vec<(usize, By)> = (0..readings[n].mentions.len())
            .filter_map(|m| {
                let mention = &readings[n].mentions[m];
                // `K.T.Diem;2016;ap So La`
                let data = place == Where::Code && mention.kind == Kind::Initials && !mention.placeholder;
                if data && mention.status == Status::Unknown && young_by_year(article, &readings[n], mention)
                {
                    return Some((m, By::Proof));
                }
                if !is_bare(&readings[n], mention) {
                    return None;
                }
                let reading = &readings[n];
                let proof = young_by_year(article, reading, mention)
                    || in_form(article, reading, n)
                    || tells_own_name(reading, mention);
                let told = || {
                    contest
                        || with_mates(reading, mention)
                        || told_together(reading, mention)
                        || left_with_kin(reading, mention)
                        || young_here(reading, mention)
                        || calls.as_child(article, readings, n, mention)
                        || calls.pupils.contains(&article.passages[n].section) && in_need(reading, mention)
                };
                let by = match proof {
                    true => By::Proof,
                    false if told() => By::Telling,
                    false if one_pupil && place == Where::Paragraph => By::Heading,
                    false => return None,
                };
                Some((m, by))
            })
            .collect();
        for (m, by) in children {
            let mention = &mut readings[n].mentions[m];
            (mention.status, mention.by) = (Status::Child, by);
        }
    }
}

/// A person's whole name as part of a sentence, and no grown-up's word beside it.
fn is_bare(reading: &Reading, mention: &Mention) -> bool {
    let len = mention.end - mention.first;
    let sentence = reading.sentence(mention.first);
    let whole = len >= 3 || reading.tokens[mention.first].key.contains('\'');
    mention.status == Status::Unknown
        && mention.kind == Kind::Full
        && mention.cue == Cue::None
        && !mention.placeholder
        && !lexicon::is_hero(&mention.folded)
        && whole
        && reading.tokens[mention.first].shape != Shape::Upper
        // A line that is only a name is a signature.
        && sentence.len() > len
        && !grown_beside(reading, mention, &sentence)
        && !in_a_work(reading, sentence, mention.first)
}

fn grown_beside(reading: &Reading, mention: &Mention, sentence: &std::ops::Range<usize>) -> bool {
    const GROWN: [Class; 4] = [Class::AdultRole, Class::AdultTitle, Class::AdultAct, Class::LocalRole];
    // A grown-up named or titled before, with nothing but the same breath between.
    let before = (sentence.start..mention.first)
        .rev()
        .take_while(|i| !reading.tokens[i + 1].gap.has(Gap::COMMA) || *i + 6 > mention.first)
        .any(|i| {
            reading.marks[i].tags.any(&[Class::AdultRole, Class::AdultAct])
                && !reading.marks[i].tags.is(Class::ChildRole)
        });
    let behind = (mention.end..sentence.end.min(mention.end + 6)).any(|i| {
        let several = reading.phrase_ending(i - 1).0.is(Class::Plural);
        reading.marks[i].tags.any(&GROWN) && !reading.marks[i].tags.is(Class::ChildRole) && !several
    });
    before || behind || reading.has(mention.end..sentence.end, Class::AdultAct)
}

/// The sentence of the name or the next one speaks of one young person.
fn young_here(reading: &Reading, mention: &Mention) -> bool {
    let sentence = reading.sentence(mention.first);
    let next = if sentence.end < reading.tokens.len() {
        reading.sentence(sentence.end)
    } else {
        sentence.end..sentence.end
    };
    let until = |from: usize, end: usize| {
        let other = reading.mentions.iter().find(|m| m.first >= from && m.first < end);
        other.map_or(end, |m| m.cue_at.min(m.first).max(from))
    };
    let here = mention.end..until(mention.end, sentence.end);
    let acts = here.clone().position(|i| gives(reading, i)).map_or(here.end, |n| here.start + n);
    young(reading, here.start..acts)
        || acts == here.end
            && here.end == sentence.end
            && young(reading, next.start..until(next.start, next.end))
}

/// `Kết quả giải cờ vua thiếu nhi`: whoever is named below without a title took part.
pub(super) fn is_contest(reading: &Reading) -> bool {
    const CONTESTS: &[&str] = &["giải", "thi", "chung", "khỏe", "quả", "hội"];
    let all = 0..reading.tokens.len();
    let young = ["thiếu", "nhi", "học"].iter().any(|w| reading.tokens.iter().any(|t| same(t, w)))
        && (reading.any(Class::ChildGroup) || reading.any(Class::ChildTitle));
    let contest = reading.has(all.clone(), Class::Result)
        || reading.tokens.iter().enumerate().any(|(i, t)| any(t, CONTESTS) && reading.marks[i].inside == 0);
    contest && (young || listing::young_group(reading, all))
}

/// The sentence of the name tells of illness or want.
fn in_need(reading: &Reading, mention: &Mention) -> bool {
    let end = reading.sentence(mention.first).end;
    (mention.end..end).any(|i| {
        let tags = reading.marks[i].tags;
        tags.any(&[Class::Health, Class::Hardship, Class::Sensitive])
            && !tags.is(Class::Crime)
            && !topics::is_topic(reading, i)
    })
}

/// A picture for which consent was asked shows children: whoever is named there without a title is one.
fn name_all(reading: &mut Reading) {
    for mention in &mut reading.mentions {
        let open = matches!(mention.status, Status::Unknown) && matches!(mention.cue, Cue::None | Cue::Weak);
        if open && mention.kind != Kind::Initials && !mention.placeholder {
            (mention.status, mention.by) = (Status::Child, By::Telling);
        }
    }
}

/// `Nhờ giúp một học trò nghèo`, `Cô bé nhặt ve chai`: the title speaks of one pupil.
fn tells_of_one(reading: &Reading) -> bool {
    (0..reading.marks.len()).any(|i| {
        let mark = reading.marks[i];
        let before = i.checked_sub(1).map(|b| reading.phrase_ending(b).0);
        let several = before.is_some_and(|tags| tags.is(Class::Plural) && !tags.is(Class::Single));
        let aged = mark.tags.is(Class::ChildWeak)
            && reading.attr_at(i + mark.len).is_some_and(|a| {
                matches!(
                    a.attr,
                    Attr::Age { years: ..=15, generic: false, .. } | Attr::Class { one: true, .. }
                )
            });
        let one = mark.tags.is(Class::PointerSure)
            || aged
            || mark.tags.is(Class::Pointer) && before.is_some_and(|tags| tags.is(Class::Single));
        one && !several && !mark.tags.is(Class::KinChild) && !topics::is_topic(reading, i)
    })
}

/// `2; 030042; …; 2011`: a line of data that closes with a year of birth below sixteen.
fn young_by_year(article: &Article, reading: &Reading, mention: &Mention) -> bool {
    let spells = |pair: &[super::text::Token]| {
        matches!(pair[0].fold.as_str(), "nam" | "ngay") && pair[1].fold == "sinh"
    };
    let today = i32::from(article.as_of.year());
    let year = reading.tokens.iter().take(mention.end + 4).skip(mention.end).find_map(|t| {
        let year = t.fold.rsplit('/').next()?;
        year.parse::<i32>().ok().filter(|year| year.to_string().len() == 4 && (1900..=today).contains(year))
    });
    year.is_some_and(|year| today - year < 16) && reading.tokens.windows(2).any(spells)
}

/// A block of data with one class in it.
fn in_form(article: &Article, reading: &Reading, n: usize) -> bool {
    article.passages[n].place == Where::Code
        && reading.attrs.iter().any(|a| matches!(a.attr, Attr::Class { grade: ..=9, one: true }))
}

/// `Dạ, …`, `Con tên là …`: a child answers.
fn tells_own_name(reading: &Reading, mention: &Mention) -> bool {
    const ANSWER: [&str; 9] = ["dạ", "con", "cháu", "em", "tên", "là", "vâng", "thưa", "ạ"];
    let start = reading.sentence(mention.first).start;
    let said = start..mention.first;
    let only = said.clone().all(|i| ANSWER.iter().any(|word| same(&reading.tokens[i], word)));
    let opens = said.clone().any(|i| ["dạ", "con", "cháu"].iter().any(|word| same(&reading.tokens[i], word)));
    only && opens && said.len() <= 5 && !reading.has(mention.end..reading.tokens.len(), Class::AdultRole)
}

/// `…, bố mất, mẹ đi làm thuê`, `…, ở với bà ngoại`: told of a child, unless it is long ago.
fn left_with_kin(reading: &Reading, mention: &Mention) -> bool {
    const KIN: [&str; 10] = ["bố", "mẹ", "cha", "bà", "ông", "ba", "dì", "cô", "bác", "chú"];
    let end = reading.sentence(mention.first).end;
    let kin = (mention.end..end.min(mention.end + 14)).any(|i| {
        let mark = reading.marks[i];
        mark.tags.is(Class::Hardship)
            && mark.len > 1
            && (i..i + mark.len).any(|k| KIN.iter().any(|word| same(&reading.tokens[k], word)))
    });
    kin && !is_long_ago(reading, mention.end..end)
}

/// `thuở …`, `từ nhỏ`: what somebody lived through as a child.
pub(super) fn is_long_ago(reading: &Reading, range: std::ops::Range<usize>) -> bool {
    range.into_iter().any(|i| {
        ["thuở", "xưa", "hồi", "ngày"].iter().any(|word| same(&reading.tokens[i], word))
            || ["nhỏ", "bé"].iter().any(|word| same(&reading.tokens[i], word))
                && i > 0
                && same(&reading.tokens[i - 1], "từ")
    })
}

/// `… cùng các bạn lớp 8`: who has mates in a class is a pupil.
fn with_mates(reading: &Reading, mention: &Mention) -> bool {
    let is = |i: usize, words: &[&str]| {
        reading.tokens.get(i).is_some_and(|t| words.iter().any(|word| same(t, word)))
    };
    let end = reading.sentence(mention.first).end;
    let class = reading
        .attrs
        .iter()
        .any(|a| (mention.end..end).contains(&a.start) && matches!(a.attr, Attr::Class { grade: ..=10, .. }));
    is(mention.end, &["cùng", "và", "với"])
        && (is(mention.end + 1, &["các", "nhóm"]) && is(mention.end + 2, &["bạn"])
            || is(mention.end + 1, &["bạn"]))
        && class
}

/// `Cả hai học lớp 4`, `Hai bạn cùng lớp 5B`: the next sentence says it of all that were named.
fn told_together(reading: &Reading, mention: &Mention) -> bool {
    let mut from = reading.sentence(mention.first).end;
    for _ in 0..2 {
        if from >= reading.tokens.len() {
            return false;
        }
        let sentence = reading.sentence(from);
        let counted = |i: usize| {
            reading.tokens.get(i).and_then(super::compared::number).is_some_and(|n| (2..10).contains(&n))
        };
        let of_all = same(&reading.tokens[from], "cả") && counted(from + 1)
            || counted(from)
                && reading
                    .tokens
                    .get(from + 1)
                    .is_some_and(|t| ["em", "bạn", "cháu", "chị", "anh"].iter().any(|word| same(t, word)));
        if of_all {
            return young(reading, sentence);
        }
        from = sentence.end.max(from + 1);
    }
    false
}

/// What one does for children, and not as a child.
fn gives(reading: &Reading, i: usize) -> bool {
    const GIVING: &[&str] = &[
        "dạy", "nuôi", "chăm", "giúp", "cho", "trao", "tặng", "đón", "dắt", "thăm", "hướng", "phụ", "cứu",
        "chở", "khám", "phát", "quản", "dẫn", "viết", "bế", "tuyên", "xâm", "hành",
    ];
    GIVING.iter().any(|w| same(&reading.tokens[i], w)) && reading.marks[i].inside == 0
}

fn young(reading: &Reading, range: std::ops::Range<usize>) -> bool {
    let attr = reading.attrs.iter().any(|a| {
        range.contains(&a.start)
            && !super::signs::of_own_child(reading, a.start)
            && match a.attr {
                Attr::Class { grade, one } => {
                    grade <= 10
                        && (one
                            || same(&reading.tokens[a.start], "học")
                            || a.start > 1
                                && (same(&reading.tokens[a.start - 1], "học")
                                    || same(&reading.tokens[a.start - 1], "vào")
                                        && same(&reading.tokens[a.start - 2], "vừa")))
                }
                Attr::Age { years, generic, past } => years < 16 && !generic && !past,
                _ => false,
            }
    });
    let word = range.clone().any(|i| {
        let mark = reading.marks[i];
        let several = i > 0 && reading.phrase_ending(i - 1).0.is(Class::Plural);
        mark.len > 1
            && mark.tags.any(&[Class::PointerSure, Class::Anaphor])
            && !mark.tags.is(Class::KinChild)
            && !several
            && !topics::is_topic(reading, i)
    });
    attr || word || listing::young_group(reading, range)
}

/// Where in the article given names stand alone and without a title, and which sections speak of
/// pupils.
struct Calls {
    /// Passage and token, by the name.
    by_name: BTreeMap<String, Vec<(usize, usize)>>,
    /// Given names directly behind a word for a parent: `bố Dia`.
    of_parents: BTreeSet<String>,
    pupils: BTreeSet<u32>,
}

impl Calls {
    fn of(article: &Article, readings: &[Reading]) -> Calls {
        let mut calls =
            Calls { by_name: BTreeMap::new(), of_parents: BTreeSet::new(), pupils: BTreeSet::new() };
        for (n, reading) in readings.iter().enumerate() {
            let class = |a: &Found| matches!(a.attr, Attr::Class { grade: ..=9, .. });
            if young(reading, 0..reading.tokens.len()) || reading.attrs.iter().any(class) {
                calls.pupils.insert(article.passages[n].section);
            }
            let within = covered(reading);
            for (i, token) in reading.tokens.iter().enumerate() {
                if token.shape == Shape::Cap && stands_alone(reading, i, within[i]) {
                    calls.by_name.entry(token.key.clone()).or_default().push((n, i));
                }
                if token.shape == Shape::Cap && behind_parent(reading, i) {
                    calls.of_parents.insert(token.key.clone());
                }
            }
        }
        calls
    }

    /// The person is called by the given name alone, without a title, as one calls a child, and the
    /// section speaks of pupils.
    fn as_child(&self, article: &Article, readings: &[Reading], n: usize, mention: &Mention) -> bool {
        let section = article.passages[n].section;
        let given = &readings[n].tokens[mention.end - 1].key;
        let again = |(k, i): &(usize, usize)| {
            article.passages[*k].section == section && (*k > n || *k == n && *i >= mention.end)
        };
        let called = self.by_name.get(given).is_some_and(|places| places.iter().rev().any(again));
        called && (self.pupils.contains(&section) || self.of_parents.contains(given))
    }
}

/// `bố Dia`, `Mẹ Sẻo`: one syllable behind a parent, whose own name would be longer or stand alone.
fn behind_parent(reading: &Reading, i: usize) -> bool {
    const PARENTS: [&str; 6] = ["bố", "mẹ", "cha", "ba", "má", "ngoại"];
    let leads = reading.tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
    i > 0
        && !leads
        && reading.tokens[i].gap.is_space()
        && PARENTS.iter().any(|word| same(&reading.tokens[i - 1], word))
}

/// Which tokens belong to a name that is more than they, or has a title.
fn covered(reading: &Reading) -> Vec<bool> {
    let mut covered = vec![false; reading.tokens.len()];
    for mention in &reading.mentions {
        let alone = mention.end == mention.first + 1 && mention.cue == Cue::None;
        covered[mention.first..mention.end].fill(!alone);
    }
    covered
}

fn stands_alone(reading: &Reading, i: usize, covered: bool) -> bool {
    let gap = reading.tokens[i].gap;
    let follows = i > 0 && gap.is_space() && reading.tokens[i - 1].shape == Shape::Cap;
    let leads = reading.tokens.get(i + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
    let titled =
        i > 0 && gap.is_space() && reading.phrase_ending(i - 1).0.any(&[Class::AdultTitle, Class::AdultRole]);
    !covered && !follows && !leads && !titled
}
