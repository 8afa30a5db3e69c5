//! Names that are no child's of today: invented, an example, of a work, of another time.
//!
//! A mention that looks like a child's comes in with what hangs on it and the facts of its passage;
//! whether it goes free comes out. A declaration frees less where the name has particulars.

use super::company::is_short_for;
use super::compared::{any, same};
use super::evidence::{Attached, attached};
use super::facts::Facts;
use super::lexicon::{self, Class};
use super::mention::{Cue, Kind, Mention};
use super::reading::Reading;
use super::text::Gap;
use super::word::Shape;
use super::works::speaks_of_work;

/// Invented, an example, or of another time.
pub(super) fn exempt(
    reading: &Reading,
    mention: &Mention,
    found: &Attached,
    facts: &Facts,
    n: usize,
) -> bool {
    let figure = facts.figures.contains(&mention.folded)
        || facts
            .figures
            .iter()
            .any(|figure| is_short_for(&mention.folded, figure) || is_short_for(figure, &mention.folded));
    if facts.invented[n] || figure {
        return true;
    }
    let particular = found.class.is_some_and(|(_, one)| one) || found.school || found.place;
    let whole = mention.kind == Kind::Full && found.class.is_some();
    if facts.example[n] && (!particular && !whole || mention.kind == Kind::Given && !found.place) {
        return true;
    }
    if is_bad_example(reading, reading.sentence(mention.first), mention.first) {
        return true;
    }
    if facts.history[n] && opens_tale(reading) && found.class.is_none() && found.age.is_none() {
        return true;
    }
    let past = facts.old_year[n] && found.class.is_none_or(|(_, one)| !one);
    let titled = matches!(mention.cue, Cue::Child | Cue::Group) && !is_storied_title(reading, mention);
    past && !found.place
        || facts.history[n] && !titled && found.class.is_none() && !found.place
        || is_abroad(reading, mention)
        || is_foreign(&mention.folded) && reading.tokens[mention.first].key.is_ascii()
}

/// `Ngày xưa, ở bản …`: a tale.
fn opens_tale(reading: &Reading) -> bool {
    let word = |i: usize, words: &[&str]| reading.tokens.get(i).is_some_and(|t| any(t, words));
    word(0, &["ngày", "thuở", "đời"]) && word(1, &["xưa", "xửa"])
}

/// Told of in a book, a film or a play, by one of the ways in which texts speak of those; a sign and no
/// acquittal.
pub(super) fn is_of_work(reading: &Reading, mention: &Mention, facts: &Facts, n: usize) -> bool {
    let found = attached(reading, mention);
    let whole = mention.kind == Kind::Full && found.class.is_some();
    let particular = found.class.is_some_and(|(_, one)| one) || found.school || found.place;
    let sentence = reading.sentence(mention.first);
    let short = mention.kind == Kind::Given || mention.end - mention.first == 2;
    let figure = short && !particular && facts.retold.free(reading, n, mention.first);
    let titled = mention.kind == Kind::Given && facts.retold.named.contains(&mention.folded);
    if figure || titled || ends_in_work(reading, mention) || opens_with_work(reading, sentence.clone()) {
        return true;
    }
    let is_role = (mention.cue_at.saturating_sub(4)..mention.cue_at).any(|i| same(&reading.tokens[i], "vai"));
    let told = facts.works && found.class.is_none() && mention.kind == Kind::Given
        || speaks_of_work(reading)
        || cites_a_work(reading, mention.first, facts.work);
    let reviewed = (facts.work && told || cites_a_work(reading, mention.first, false))
        && !reading.has(sentence.clone(), Class::Result)
        // `…, học trò lớp ba, …` by the whole name: a reader, not who is read of.
        && !(whole && found.child_role)
        && !judged(reading, sentence.clone());
    // `… do …, 10 tuổi, thực hiện`: who made it is real.
    let maker = mention.first > 0 && same(&reading.tokens[mention.first - 1], "do");
    let work = in_a_work(reading, sentence.clone(), mention.first);
    !particular && !maker && (is_role || reviewed || work && !reading.has(sentence, Class::RolePlay))
}

/// `trong truyện …`, `nhân vật …`, `cuốn sách kể về …`: not merely a book that somebody reads.
pub(super) fn in_a_work(reading: &Reading, sentence: std::ops::Range<usize>, name: usize) -> bool {
    let work = |i: usize| {
        let single = ["truyện", "sách", "cuốn", "phim", "vở", "chuyện", "thơ", "tiểu"]
            .iter()
            .any(|w| same(&reading.tokens[i], w));
        single && reading.marks[i].inside == 0
    };
    let told = |i: usize| {
        ["kể", "nói", "viết"].iter().any(|w| same(&reading.tokens[i], w))
            && i < name
            && sentence.clone().take_while(|j| *j < i).any(work)
    };
    sentence.clone().any(|i| {
        let tags = reading.marks[i].tags;
        let alone = reading.marks[i].len == 1 && !same(&reading.tokens[i], "phim");
        tags.is(Class::FictionWork) && !alone || told(i)
    })
}

/// `nhỏ Hạnh, học trò lớp 8A4 trong truyện của …`: what hangs on the name ends in a work.
fn ends_in_work(reading: &Reading, mention: &Mention) -> bool {
    let end = reading.sentence(mention.first).end.min(mention.end + 12);
    let mut i = mention.end;
    while i < end {
        if let Some(found) = reading.attr_at(i) {
            i = found.end;
            continue;
        }
        let mark = reading.marks[i];
        if mark.tags.is(Class::FictionWork) {
            return same(&reading.tokens[i], "trong") && mark.len > 1;
        }
        if !mark.tags.any(&[Class::ChildRole, Class::ChildTitle, Class::Filler]) {
            return false;
        }
        i += mark.len.max(1);
    }
    false
}

/// `Phim "Kính vạn hoa": ba bạn …`: the sentence retells a work by its title.
fn opens_with_work(reading: &Reading, sentence: std::ops::Range<usize>) -> bool {
    const WORKS: [&str; 6] = ["phim", "truyện", "sách", "cuốn", "vở", "tiểu"];
    let opens = reading.tokens.get(sentence.start).is_some_and(|t| WORKS.iter().any(|w| same(t, w)));
    opens
        && (sentence.start + 1..sentence.end.min(sentence.start + 4)).any(|i| {
            reading.tokens[i].gap.has(Gap::QUOTE)
                && matches!(reading.tokens[i].shape, Shape::Cap | Shape::Upper)
        })
}

/// `Đừng viết "bé Su lớp 1A …"`: what one should not write, in quotes.
fn is_bad_example(reading: &Reading, sentence: std::ops::Range<usize>, name: usize) -> bool {
    const WRITING: [&str; 6] = ["viết", "ghi", "đăng", "nhắn", "kiểu", "khoe"];
    // `Sai: "Cháu …"`
    let wrong = (sentence.start..name)
        .any(|i| any(&reading.tokens[i], &["sai", "nhầm"]) && reading.tokens[i + 1].gap.has(Gap::COLON));
    wrong
        || (sentence.start..name).any(|i| {
            same(&reading.tokens[i], "đừng")
                && (i + 1..name.min(i + 4)).any(|k| WRITING.iter().any(|w| same(&reading.tokens[k], w)))
                && (i + 2..=name).any(|k| reading.tokens[k].gap.has(Gap::QUOTE))
        })
}

/// A title in quotes that is no single name, of an author or called a work: `"Chiếc lược ngà" của …`,
/// `phim: "Hàng xóm của tôi"`. In an article about works every such title counts.
pub(super) fn cites_a_work(reading: &Reading, name: usize, any_title: bool) -> bool {
    const CALLED: [&str; 12] =
        ["phim", "truyện", "sách", "cuốn", "vở", "tiểu", "kịch", "đọc", "xem", "thơ", "chuyện", "bộ"];
    let tokens = &reading.tokens;
    (0..name.min(tokens.len())).any(|i| {
        let opens = tokens[i].gap.has(Gap::QUOTE)
            && matches!(tokens[i].shape, Shape::Cap | Shape::Upper)
            && !(i > 0 && tokens[i].gap.has(Gap::STOP) && tokens[i].gap.has(Gap::COMMA));
        if !opens {
            return false;
        }
        let Some(end) = (i + 1..tokens.len().min(i + 10)).find(|k| tokens[*k].gap.has(Gap::QUOTE)) else {
            return false;
        };
        let words = tokens[i..end].iter().any(|t| t.shape == Shape::Lower)
            && tokens[i + 1..end].iter().all(|t| !t.gap.has(Gap::STOP) && !t.gap.has(Gap::COMMA));
        let by = same(&tokens[end], "của")
            && tokens.get(end + 1).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap)
            && tokens.get(end + 2).is_some_and(|t| t.gap.is_space() && t.shape == Shape::Cap);
        let called = (i.saturating_sub(4)..i).any(|k| CALLED.iter().any(|word| same(&tokens[k], word)));
        words && (by || any_title) || called && (words || end == i + 1)
    })
}

/// `… chinh phục ban giám khảo`: who tells the tale, not who is told of.
fn judged(reading: &Reading, sentence: std::ops::Range<usize>) -> bool {
    reading.tokens[sentence].windows(2).any(|w| {
        same(&w[0], "giám") && same(&w[1], "khảo")
            || same(&w[0], "dự") && same(&w[1], "thi")
            || same(&w[0], "khán") && same(&w[1], "giả")
    })
}

fn is_storied_title(reading: &Reading, mention: &Mention) -> bool {
    ["cậu", "cô", "chú"].iter().any(|w| same(&reading.tokens[mention.cue_at], w))
}

/// Letters that no Vietnamese name has, and none of the marks of the highland peoples.
fn is_foreign(folded: &str) -> bool {
    folded.chars().any(|c| matches!(c, 'f' | 'w' | 'z'))
        && !folded.contains("hw")
        && !folded.contains('\'')
        && folded.is_ascii()
}

/// `Ở Nhật, bé Yuki 7 tuổi`: no syllable of a name of this country, in another one.
fn is_abroad(reading: &Reading, mention: &Mention) -> bool {
    const COUNTRIES: &[&str] =
        &["nhật", "mỹ", "anh", "pháp", "đức", "úc", "nga", "hàn", "singapore", "canada"];
    let tokens = &reading.tokens;
    let strange = tokens[mention.first..mention.end]
        .iter()
        .all(|t| t.key.is_ascii() && t.key.len() > 3 && !lexicon::is_folded_syllable(&t.fold));
    let sentence = reading.sentence(mention.first);
    strange
        && tokens[sentence]
            .windows(2)
            .any(|w| any(&w[0], &["ở", "tại", "nước"]) && w[1].shape == Shape::Cap && any(&w[1], COUNTRIES))
}

/// `chi đội mang tên …`, `con đường được đặt tên …`: named after somebody.
pub(super) fn is_name_of_thing(reading: &Reading, mention: &Mention) -> bool {
    let first = mention.first;
    let start = reading.sentence(first).start;
    first >= start + 3
        && same(&reading.tokens[first - 1], "tên")
        && ["mang", "đặt"].iter().any(|w| same(&reading.tokens[first - 2], w))
        && (start..first - 2).any(|i| {
            let tags = reading.marks[i].tags;
            // `Bé trai bị bỏ lại ở trạm xá nay mang tên …` is a person.
            tags.any(&[Class::EponymHead, Class::School]) && !tags.any(&[Class::ChildTitle, Class::GradeWord])
        })
        && !(start..first - 2).any(|i| {
            let mark = reading.marks[i];
            mark.tags.is(Class::PointerSure) || mark.tags.is(Class::ChildTitle) && mark.len > 1
        })
}

/// `sinh ra ở Đất Đỏ`: no family name, no title, and where somebody is.
pub(super) fn is_place(reading: &Reading, mention: &Mention) -> bool {
    let before = mention.first.checked_sub(1).map(|k| &reading.tokens[k]);
    mention.kind == Kind::Given
        && mention.cue == Cue::None
        && mention.end - mention.first > 1
        && reading.tokens[mention.first].gap.is_space()
        && before.is_some_and(|t| any(t, &["ở", "tại", "quê"]))
}
