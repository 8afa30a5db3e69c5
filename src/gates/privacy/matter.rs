//! How grave a matter is: what shames or endangers a child.
//!
//! A reading and a range come in; the gravest thing that happened there comes out. What is only
//! talked of, as a subject of advice or of law, is no matter.

use super::attr::Attr;
use super::compared::{any, number, same};
use super::lexicon::Class;
use super::mention::{Kind, Mention, Status};
use super::reading::Reading;
use super::topics;

/// From nothing to a crime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Matter {
    None,
    Mild,
    Grave,
    Severe,
}

/// The gravest matter within the tokens.
pub(super) fn matter(reading: &Reading, range: std::ops::Range<usize>) -> Matter {
    range
        .map(|i| {
            let tags = reading.marks[i].tags;
            if is_struck(reading, i) || is_left(reading, i) {
                return Matter::Grave;
            }
            if !tags.any(&[Class::Severe, Class::Sensitive, Class::Mild]) || topics::is_topic(reading, i) {
                Matter::None
            } else if tags.is(Class::Severe) {
                Matter::Severe
            } else if tags.is(Class::Sensitive) {
                Matter::Grave
            } else {
                Matter::Mild
            }
        })
        .max()
        .unwrap_or(Matter::None)
}

/// Somebody grown up is named as who did it: 1, and 2 with a hamlet.
pub(super) fn accused_named(reading: &Reading) -> i32 {
    let accused = reading.mentions.iter().filter(|m| {
        m.kind != Kind::Given
            && matches!(m.status, Status::Adult | Status::Unknown)
            && reading.has(reading.sentence(m.first), Class::Crime)
    });
    let placed = |m: &Mention| {
        let sentence = reading.sentence(m.first);
        reading.attrs.iter().any(|a| a.attr == Attr::Place { real: true } && sentence.contains(&a.start))
    };
    accused.map(|m| 1 + i32::from(placed(m))).max().unwrap_or(0)
}

/// `bị bố đánh`, `bị bác hàng xóm trói`, `đánh con trai`; not what a parent tells of himself.
fn is_struck(reading: &Reading, i: usize) -> bool {
    const BLOWS: &[&str] =
        &["đánh", "tát", "trói", "nhốt", "chửi", "đạp", "bóp", "sờ", "chém", "đâm", "đốt", "hiếp", "bán"];
    let after = reading.tokens.iter().skip(i + 1).take(5).take_while(|t| t.gap.is_space());
    let suffered =
        same(&reading.tokens[i], "bị") && after.into_iter().any(|t| BLOWS.iter().any(|w| same(t, w)));
    let told = || reading.tokens[reading.sentence(i)].iter().any(|t| same(t, "tôi") || same(t, "mình"));
    let dealt = BLOWS.iter().any(|w| same(&reading.tokens[i], w))
        && reading
            .marks
            .get(i + 1)
            .is_some_and(|m| m.tags.any(&[Class::KinChild, Class::PointerSure]) && m.len > 1)
        && !told();
    (suffered || dealt) && !topics::is_topic(reading, i)
}

/// `bỏ lại hai con`, `bỏ rơi bé`: a child left behind.
fn is_left(reading: &Reading, i: usize) -> bool {
    if !same(&reading.tokens[i], "bỏ") || reading.marks[i].inside > 0 || topics::is_topic(reading, i) {
        return false;
    }
    let away = |k: &usize| ["lại", "rơi", "mặc"].iter().any(|w| same(&reading.tokens[*k], w));
    if is_deserted(reading, i) {
        return true;
    }
    let Some(from) = (i + 1..reading.tokens.len()).next().filter(away) else { return false };
    let counts = |k: &usize| {
        number(&reading.tokens[*k]).is_some()
            || ["đứa", "cả", "mấy"].iter().any(|w| same(&reading.tokens[*k], w))
    };
    (from + 1..reading.tokens.len().min(from + 4)).find(|k| !counts(k)).is_some_and(|k| {
        reading.marks[k].tags.any(&[Class::KinChild, Class::Pointer, Class::PointerSure])
            && !topics::is_topic(reading, k)
    })
}

/// `mẹ bỏ theo người ta`, `cha bỏ hai mẹ con`: a parent who went.
fn is_deserted(reading: &Reading, i: usize) -> bool {
    const WAYS: &[&str] = &["theo", "đi", "nhà", "xứ", "làng", "con", "vợ", "hai", "ba", "mẹ"];
    let token = |k: usize| reading.tokens.get(k).filter(|t| t.gap.is_space());
    // `Bé trai bị bỏ ở cổng chùa`
    let away = token(i + 1).is_some_and(|t| any(t, &["ở", "tại", "trước", "lại", "trong"]));
    if i > 0 && same(&reading.tokens[i - 1], "bị") && away {
        return true;
    }
    let parent = i > 0
        && reading.tokens[i].gap.is_space()
        && any(&reading.tokens[i - 1], &["mẹ", "bố", "cha", "ba", "má", "tía"]);
    parent && token(i + 1).is_some_and(|t| any(t, WAYS))
}
