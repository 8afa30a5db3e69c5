//! Children told by the shape of a sentence.
//!
//! A reading and a mention come in; whether what stands around the name makes a pupil of the person
//! comes out. `children` decides in which order these are asked.

use super::Article;
use super::attr::Attr;
use super::bare;
use super::compared::{any, same};
use super::evidence::Attached;
use super::lexicon::Class;
use super::marks;
use super::mention::{Cue, Kind, Mention};
use super::reading::Reading;
use super::text::Gap;
use super::topics;

/// `ho-so-tre-khuyet-tat-…-2017.pdf`: what else the name of a file says is of a child.
pub(super) fn tells_of_a_child(article: &Article, reading: &Reading, mention: &Mention) -> bool {
    const YOUNG: [Class; 6] = [
        Class::ChildTitle,
        Class::ChildRole,
        Class::Hardship,
        Class::Sensitive,
        Class::Severe,
        Class::Preschool,
    ];
    let start =
        (0..mention.first).rev().find(|i| reading.tokens[*i + 1].gap.has(Gap::STOP)).map_or(0, |i| i + 1);
    let others = || (start..reading.tokens.len()).filter(|i| !(mention.first..mention.end).contains(i));
    let words = others().any(|i| reading.marks[i].tags.any(&YOUNG) && reading.marks[i].inside == 0);
    let grown = others().any(|i| reading.marks[i].tags.is(Class::AdultRole));
    let year = i32::from(article.as_of.year());
    let born = others()
        .any(|i| reading.tokens[i].fold.parse::<i32>().is_ok_and(|y| (year - 15..=year - 3).contains(&y)));
    let class = reading.attrs.iter().any(|a| matches!(a.attr, Attr::Class { grade: ..=9, one: true }));
    if mention.end - mention.first < 3 || reading.tokens[mention.first].fold == "khong" {
        return false;
    }
    let known = !reading.tokens[mention.first..mention.end].iter().all(marks::is_common)
        || matches!(reading.tokens[mention.first + 1].fold.as_str(), "thi" | "van");
    let whole = mention.kind == Kind::Full && mention.end - mention.first >= 3;
    whole && known && !grown && (words || born && class)
}

/// `Tác giả là …`, `đại diện nhóm …`: said of grown-ups and of pupils.
pub(super) fn made_by(reading: &Reading, mention: &Mention) -> bool {
    const MAKERS: [&str; 13] =
        ["tác", "đại", "nhóm", "mc", "họa", "cây", "diễn", "phát", "biên", "ca", "đội", "võ", "nghệ"];
    let maker = |i: usize| reading.tokens.get(i).is_some_and(|t| MAKERS.iter().any(|word| same(t, word)));
    match mention.cue {
        Cue::Adult => maker(mention.cue_at),
        // `Tác giả là … và …`
        Cue::AdultNear => (mention.first.saturating_sub(7)..mention.first)
            .any(|i| maker(i) && reading.marks[i].tags.is(Class::AdultRole)),
        _ => false,
    }
}

/// `… và …, cùng lớp 9B`: a class behind several names that stand joined.
pub(super) fn class_of_all(reading: &Reading, mention: &Mention) -> Option<(i32, bool)> {
    let mut i = mention.end;
    for _ in 0..12 {
        if let Some(found) = reading.attr_at(i) {
            return match found.attr {
                Attr::Class { grade, one } => Some((grade, one)),
                _ => None,
            };
        }
        let token = reading.tokens.get(i).filter(|t| !t.gap.has(Gap::STOP))?;
        i = if let Some(next) = reading.mention_at(i) {
            next.end
        } else if any(token, &["và", "cùng", "lớp", "đều", "học", "hai", "em", "bạn"]) {
            i + 1
        } else {
            return None;
        };
    }
    None
}

/// `… đã làm mẹ ở tuổi 14`: an age of a child, a grave matter, and nobody else in the sentence.
pub(super) fn young_in_trouble(reading: &Reading, mention: &Mention) -> bool {
    let end = reading.sentence(mention.first).end;
    let young = reading.attrs.iter().find(|a| {
        (mention.end..end).contains(&a.start)
            && matches!(a.attr, Attr::Age { years: 0..16, generic: false, .. })
    });
    young.is_some_and(|age| {
        let between = mention.end..age.start;
        let grave = between.clone().any(|i| {
            reading.marks[i].tags.any(&[Class::Severe, Class::Sensitive]) && !topics::is_topic(reading, i)
        });
        let other = reading.mentions.iter().any(|m| between.contains(&m.first))
            || between.into_iter().any(|i| {
                reading.marks[i].tags.any(&[
                    Class::Pointer,
                    Class::KinChild,
                    Class::AdultTitle,
                    Class::AdultRole,
                ])
            });
        grave && !other && !bare::is_long_ago(reading, mention.end..end)
    })
}

/// `… vẫn đứng đầu lớp 8B`: one class later in the sentence, nobody else and no teaching in between.
pub(super) fn one_of_a_class(reading: &Reading, mention: &Mention) -> bool {
    let end = reading.sentence(mention.first).end;
    let class = reading
        .attrs
        .iter()
        .find(|a| (mention.end..end).contains(&a.start) && matches!(a.attr, Attr::Class { one: true, .. }));
    class.is_some_and(|class| {
        let between = mention.end..class.start;
        let strangers = [
            Class::Stopper,
            Class::Pointer,
            Class::KinChild,
            Class::AdultTitle,
            Class::AdultRole,
            Class::ChildTitle,
        ];
        between.len() <= 6
            && reading.has(between.start..between.end + 1, Class::Result)
            && !reading.mentions.iter().any(|m| between.contains(&m.first))
            && !between.into_iter().any(|i| reading.marks[i].tags.any(&strangers))
    })
}

/// `Thay mặt các bạn nhận học bổng, … (Trường THCS …)`: pupils spoken of before a name with a school.
pub(super) fn pupils_before(reading: &Reading, mention: &Mention) -> bool {
    let before = reading.sentence(mention.first).start..mention.first;
    let pupils = before.clone().any(|i| {
        reading.marks[i].tags.any(&[Class::ChildTitle, Class::ChildRole]) || same(&reading.tokens[i], "bạn")
    });
    pupils && !before.into_iter().any(|i| reading.marks[i].tags.any(&[Class::AdultRole, Class::AdultTitle]))
}

/// `Mình là …`, `Tôi tên …`: who speaks of himself so is grown up unless age or class say otherwise.
pub(super) fn says_who_it_is(reading: &Reading, mention: &Mention) -> bool {
    let before = |back: usize, words: &[&str]| {
        mention.first >= back && words.iter().any(|w| same(&reading.tokens[mention.first - back], w))
    };
    let myself = (2..4).find(|back| before(*back, &["tôi", "mình", "tui"]));
    before(1, &["là", "tên"])
        && myself.is_some_and(|back| {
            // `Con tôi là …` is somebody else.
            mention.first == back
                || reading.tokens[mention.first - back].gap.has(Gap::STOP)
                || reading.tokens[mention.first - back].gap.has(Gap::COMMA)
                || !reading.phrase_ending(mention.first - back - 1).0.any(&[
                    Class::KinChild,
                    Class::ChildTitle,
                    Class::ChildWeak,
                ]) && !before(back + 1, &["con", "cháu", "bé"])
        })
}

/// Initials in a sentence that names one class and no grown-up.
pub(super) fn among_pupils(reading: &Reading, mention: &Mention) -> bool {
    let sentence = reading.sentence(mention.first);
    let class = reading
        .attrs
        .iter()
        .any(|a| sentence.contains(&a.start) && matches!(a.attr, Attr::Class { one: true, .. }));
    class && !sentence.clone().any(|i| reading.marks[i].tags.any(&[Class::AdultRole, Class::AdultTitle]))
}

/// `Tác giả là … (lớp 5A)`.
pub(super) fn is_making_pupil(reading: &Reading, mention: &Mention, found: &Attached) -> bool {
    let pupil = found.class.or_else(|| class_of_all(reading, mention));
    pupil.is_some_and(|(grade, one)| one && grade <= 9) && made_by(reading, mention)
}

/// `mẹ Gia Khánh 2E`, `phụ huynh Tuệ Lâm 3B`: a parent is told by the child and the class.
pub(super) fn parent_of_pupil(reading: &Reading, mention: &Mention, found: &Attached) -> bool {
    let parent = &reading.tokens[mention.cue_at];
    let class = reading
        .attr_at(mention.end)
        .is_some_and(|a| matches!(a.attr, Attr::Class { grade: ..=9, one: true }));
    any(parent, &["mẹ", "bố", "ba", "má", "cha"])
        && mention.kind == Kind::Given
        && reading.marks[mention.cue_at].tags.is(Class::Parent)
        && !found.adult_role
        && class
}

/// `Hà Gia Bảo (bố Hà Văn Tuấn, bản …)`
pub(super) fn is_child_of_bracket(reading: &Reading, mention: &Mention) -> bool {
    let word = |i: usize| reading.tokens.get(i);
    mention.kind == Kind::Full
        && mention.cue == Cue::None
        && word(mention.end).is_some_and(|t| t.gap.has(Gap::OPEN) && any(t, &["bố", "mẹ", "cha", "má"]))
        && reading.mention_at(mention.end + 1).is_some()
}

/// `Con là …, con ba Thành`
pub(super) fn says_own_parent(reading: &Reading, mention: &Mention) -> bool {
    const PARENTS: &[&str] = &["ba", "bố", "mẹ", "má", "cha", "tía", "anh", "chị", "ông", "bà", "cô", "chú"];
    let word = |i: usize| reading.tokens.get(i);
    word(mention.end).is_some_and(|t| t.gap.has(Gap::COMMA) && same(t, "con"))
        && word(mention.end + 1).is_some_and(|t| t.gap.is_space() && any(t, PARENTS))
}
