//! What introduces a name: a title, a role, a class, or nothing.
//!
//! A reading and the extent of a name come in; its cue and where that begins come out. The nearest
//! word wins; what stands after the name is the business of `evidence`.

use super::attr::Attr;
use super::compared::{any, number, same};
use super::lexicon::{Class, Tags};
use super::marks::phrase_ending;
use super::mention::Cue;
use super::reading::Reading;
use super::text::{Gap, Token};
use super::word::Shape;

/// What introduces the name that begins at `first`, and where that begins.
pub(super) fn cue(reading: &Reading, first: usize, end: usize) -> (Cue, usize) {
    if let Some(found) = by_apposition(reading, first, end) {
        return found;
    }
    let mut p = first;
    let (mut class_before, mut called, mut named) = (false, false, false);
    for _ in 0..6 {
        let gap = reading.tokens[p].gap;
        let joined = gap.is_space()
            || gap.has(Gap::HYPHEN)
            || (gap.has(Gap::QUOTE) && !gap.has(Gap::COMMA) || gap.has(Gap::COLON) && p == first)
                && !gap.has(Gap::STOP)
                && !gap.has(Gap::CELL);
        if p == 0 || !joined {
            break;
        }
        if let Some(found) = reading.attrs.iter().find(|found| found.end == p) {
            class_before |= matches!(found.attr, Attr::Class { .. });
            p = found.start;
            if let Some(cue) = title(reading, found.start, found.end) {
                return (cue, p);
            }
            continue;
        }
        let (tags, start) = phrase_ending(&reading.marks, p - 1);
        let people =
            tags.is(Class::Ethnonym) || ["người", "tộc"].iter().any(|w| same(&reading.tokens[p - 1], w));
        if people && start > 0 && !tags.is(Class::ChildTitle) {
            p = start;
            continue;
        }
        let folder = reading.tokens[start].plain && reading.tokens[start].fold == "anh";
        if let Some(cue) = cue_of(tags, start, &reading.tokens).filter(|_| !folder) {
            return (cue, start);
        }
        let plight = tags.any(&[Class::Hardship, Class::Sensitive]) && start > 0;
        if plight && p == first {
            p = start;
            continue;
        }
        if named && begets(reading, start, p) {
            return (Cue::Group, start);
        }
        if !is_naming(&reading.tokens[p - 1], named) {
            break;
        }
        named = true;
        called |= same(&reading.tokens[p - 1], "tên");
        p -= 1;
    }
    if called && child_named_here(reading, p) {
        return (Cue::Child, p);
    }
    if class_before {
        return (Cue::ClassBefore, p);
    }
    match titled_by_work(reading, first) {
        Some(at) => (Cue::Adult, at),
        None if adult_near(reading, first) => (Cue::AdultNear, first),
        None => (Cue::None, first),
    }
}

/// Titles behind which the work is told.
const TITLES: &[&str] = &["thầy", "cô", "ông", "bà", "anh", "chị", "chú", "bác", "dì", "cụ", "cậu"];
/// Words with which it begins.
const WORK: &[&str] = &[
    "hướng",
    "phụ",
    "chủ",
    "dạy",
    "hiệu",
    "tổng",
    "quản",
    "bí",
    "trưởng",
    "phó",
    "đội",
    "bảo",
    "thủ",
    "văn",
    "kế",
    "y",
    "nuôi",
    "cấp",
    "bán",
    "thợ",
    "hàng",
    "láng",
    "tổ",
    "công",
    "cán",
    "thư",
    "kỹ",
    "lái",
    "điều",
    "trực",
    "gác",
    "nhân",
    "cộng",
    "tuyên",
    "huấn",
    "làm",
    "trợ",
    "giám",
    "trạm",
    "khuyến",
];

/// `thầy hướng dẫn …`, `cô dạy nhạc …`, `bà hàng xóm …`: a grown-up's title, and by what one knows the person.
fn titled_by_work(reading: &Reading, first: usize) -> Option<usize> {
    let plain = |i: usize| {
        let tags = reading.marks[i].tags;
        reading.tokens[i].shape == Shape::Lower
            && !tags.any(&[Class::ChildTitle, Class::Pointer, Class::ChildWeak, Class::Plural])
            && !any(&reading.tokens[i], &["cho", "của", "là", "với", "và", "cùng", "cũ", "tặng", "trao"])
    };
    let mut p = first;
    while p > 0 && first - p < 6 && reading.tokens[p].gap.is_space() {
        p -= 1;
        let next = &reading.tokens[p + 1];
        let title = any(&reading.tokens[p], TITLES) && reading.marks[p].len <= 2;
        if title && p + 2 < first && any(next, WORK) {
            // `Thầy chủ nhiệm kể về …`: what the grown-up does with somebody else.
            let rest = p + 1 + reading.marks[p + 1].len.max(1)..first;
            let does = rest.clone().any(|i| reading.marks[i].tags.is(Class::Stopper));
            return (!does && !rest.is_empty() || rest.start == first).then_some(p);
        }
        if !plain(p) {
            return None;
        }
    }
    None
}

/// A word between a title and the name: `con (tôi) tên là …`.
fn is_naming(token: &Token, named: bool) -> bool {
    ["tên", "là", "gọi", "nhỏ", "nghèo", "này"].iter().any(|word| same(token, word))
        // `tên ở nhà là …`
        || named && ["tôi", "mình", "tui", "ở", "nhà", "thường"].iter().any(|word| same(token, word))
}

/// `có con (tên là) …`, `sinh con`: the phrase ends with the word for a child.
fn begets(reading: &Reading, start: usize, end: usize) -> bool {
    end - start > 1 && same(&reading.tokens[end - 1], "con") && reading.marks[start].tags.is(Class::Stopper)
}

/// `cậu học trò nhỏ, Lãnh Bồng Mây, …`.
fn by_apposition(reading: &Reading, first: usize, end: usize) -> Option<(Cue, usize)> {
    let mut p = first.checked_sub(1)?;
    let set_off = reading.tokens[first].gap.has(Gap::COMMA) && !reading.tokens[first].gap.has(Gap::STOP);
    let closed = reading.tokens.get(end).is_none_or(|t| t.gap.has(Gap::COMMA) || t.gap.has(Gap::STOP));
    if !set_off || !closed {
        return None;
    }
    // `Thằng út nhà tôi, …`
    while p > 1
        && any(&reading.tokens[p], &["tôi", "mình", "nhà", "tui", "của"])
        && reading.tokens[p].gap.is_space()
        && reading.marks[p].inside == 0
    {
        p -= 1;
    }
    if ["mới", "nhỏ", "này", "ấy", "ta"].iter().any(|w| same(&reading.tokens[p], w))
        && reading.marks[p].inside == 0
    {
        p = p.checked_sub(1)?;
    }
    let (tags, start) = phrase_ending(&reading.marks, p);
    let plural = start > 0 && phrase_ending(&reading.marks, start - 1).0.is(Class::Plural);
    let cue = tags.is(Class::PointerSure)
        || tags.is(Class::ChildTitle) && reading.marks[start].len > 1
        || same(&reading.tokens[p], "bạn");
    (cue && !plural && !tags.is(Class::ChildGroup)).then_some((Cue::Weak, start))
}

/// `em bé … được đặt tên là X`: the person spoken of before is a child.
fn child_named_here(reading: &Reading, at: usize) -> bool {
    let sentence = reading.sentence(at.min(reading.tokens.len() - 1));
    let person = (sentence.start..at).rev().find(|i| {
        reading.marks[*i].tags.any(&[
            Class::ChildTitle,
            Class::PointerSure,
            Class::AdultTitle,
            Class::AdultRole,
        ])
    });
    // `Em Út năm nay bốn mươi, tên …`
    let grown = reading.attrs.iter().any(|a| {
        sentence.contains(&a.start)
            && matches!(a.attr, Attr::Age { years: 18.., generic: false, past: false })
    });
    !grown && person.is_some_and(|i| reading.marks[i].tags.any(&[Class::ChildTitle, Class::PointerSure]))
}

/// `học sinh lớp 7B`: the attribute itself begins with a title.
fn title(reading: &Reading, start: usize, end: usize) -> Option<Cue> {
    (start..end)
        .find_map(|i| cue_of(reading.marks[i].tags, i, &reading.tokens).filter(|cue| *cue == Cue::Child))
}

fn adult_near(reading: &Reading, first: usize) -> bool {
    let mut p = first;
    for _ in 0..7 {
        if p == 0 || !(reading.tokens[p].gap.is_space() || reading.tokens[p].gap.has(Gap::HYPHEN)) {
            return false;
        }
        p -= 1;
        let tags = reading.marks[p].tags;
        if tags.is(Class::AdultRole) {
            return true;
        }
        if tags.any(&[Class::Stopper, Class::ChildTitle]) && !tags.is(Class::ChildGroup) {
            return false;
        }
    }
    false
}

fn cue_of(tags: Tags, start: usize, tokens: &[Token]) -> Option<Cue> {
    let plural_before = start > 0 && tokens[start].gap.is_space() && {
        let before = &tokens[start - 1];
        let words = ["các", "những", "nhiều", "mấy", "mọi", "mỗi", "chúng", "nhóm", "tốp"];
        words.iter().any(|w| same(before, w)) || number(before).is_some_and(|n| n != 1)
    };
    if tags.is(Class::AdultRole) && !tags.is(Class::ChildRole) {
        Some(Cue::Adult)
    } else if tags.is(Class::ChildGroup) || tags.is(Class::ChildTitle) && plural_before {
        Some(Cue::Group)
    } else if tags.is(Class::ChildTitle) {
        Some(Cue::Child)
    } else if tags.is(Class::ChildWeak) {
        Some(Cue::Weak)
    } else if tags.is(Class::AdultTitle) {
        Some(Cue::Adult)
    } else {
        None
    }
}
