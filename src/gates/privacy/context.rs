//! What kind of text a passage is: invented, historical, about an offence, a list of children.
//!
//! The article and its readings come in; per passage the facts that outweigh single words come
//! out. A declaration frees only what it covers: the named figure, its section, or the whole text
//! when it speaks of the whole text.

use std::collections::BTreeSet;

use super::attr::Attr;
use super::compared::{any, number, same};
use super::declared;
use super::facts::{Facts, People};
use super::figures;
use super::lexicon::{Class, Tags};
use super::listing;
use super::marks::Mark;
use super::reading::Reading;
use super::text::Token;
use super::topics::event;
use super::word::Shape;
use super::works::{self, speaks_of_work};
use super::{Article, Where};

/// Gathers the facts.
pub(super) fn facts(article: &Article, readings: &[Reading]) -> Facts {
    let mut facts = Facts {
        invented: vec![false; readings.len()],
        figures: BTreeSet::new(),
        example: vec![false; readings.len()],
        work: article.passages.iter().zip(readings).any(|(p, r)| p.place == Where::Title && is_of_work(r)),
        works: false,
        letters: readings.iter().flat_map(|r| &r.mentions).filter(|m| m.placeholder).nth(1).is_some(),
        retold: works::of(article, readings),
        grown_list: article
            .passages
            .iter()
            .zip(readings)
            .any(|(p, r)| p.place == Where::Title && lists_grown(r)),
        history: readings.iter().map(is_history).collect(),
        old_year: readings.iter().map(has_old_year).collect(),
        offence: readings.iter().map(|r| event(r, Class::Crime)).collect(),
        intro: intros(article, readings),
    };
    inherit_years(article, &mut facts);
    facts.works = facts.work && readings.iter().filter(|r| speaks_of_work(r)).nth(2).is_some();
    // `Chị Út Tịch đánh giặc`: all of it is of that time.
    let told = |(p, r): (&super::Passage, &Reading)| p.place == Where::Title && is_history(r);
    if article.passages.iter().zip(readings).any(told) {
        facts.history.iter_mut().for_each(|history| *history = true);
    }
    // `Lớp 4B năm ấy`, and a year of long ago in the text: all of it is remembered.
    let of_years = |r: &Reading| has_old_year(r) && r.tokens.iter().any(|t| same(t, "khóa"));
    let remembers =
        |(p, r): (&super::Passage, &Reading)| p.place == Where::Title && (is_memory(r) || of_years(r));
    if article.passages.iter().zip(readings).any(remembers) && facts.old_year.contains(&true) {
        facts.old_year.iter_mut().for_each(|old| *old = true);
    }
    declare(article, readings, &mut facts);
    let grave =
        article.passages.iter().zip(&facts.offence).any(|(p, offence)| p.place == Where::Title && *offence);
    if grave {
        facts.offence.iter_mut().for_each(|offence| *offence = true);
    }
    facts
}

/// The rows of a table and the items of a list are of the time of which the paragraph above tells.
fn inherit_years(article: &Article, facts: &mut Facts) {
    for n in 1..facts.old_year.len() {
        let (this, before) = (article.passages[n].place, &article.passages[n - 1]);
        let row = matches!(this, Where::TableRow { .. } | Where::ListItem);
        let announced = before.place == Where::Paragraph
            && (this != Where::ListItem || before.text.trim_end().ends_with(':'));
        let above = announced || matches!(before.place, Where::TableRow { .. } | Where::ListItem);
        let together = article.passages[n].section == article.passages[n - 1].section;
        facts.old_year[n] |= row && above && together && facts.old_year[n - 1];
    }
}

/// What introduces each passage in which somebody may be named: a row of a table, or one with a name.
fn intros(article: &Article, readings: &[Reading]) -> Vec<People> {
    let mut headings = listing::Headings::of(readings.len());
    let passages = article.passages.iter().zip(readings).enumerate();
    let intro = passages.map(|(n, (passage, reading))| {
        let row = matches!(passage.place, Where::TableRow { .. });
        if row || !reading.mentions.is_empty() {
            headings.intro(article, readings, n)
        } else {
            People::Unsaid
        }
    });
    intro.collect()
}

/// `Hội thi giáo viên dạy giỏi`, `Bầu Ban đại diện cha mẹ học sinh`.
fn lists_grown(reading: &Reading) -> bool {
    const LISTS: &[(&str, &str)] = &[
        ("hội", "thi"),
        ("danh", "sách"),
        ("kết", "quả"),
        ("phân", "công"),
        ("công", "nhận"),
        ("tuyên", "dương"),
        ("khen", "thưởng"),
        ("giám", "khảo"),
        ("dạy", "giỏi"),
        ("đại", "diện"),
    ];
    let tags = reading.marks.iter().fold(Tags::default(), |all, mark| all.with(mark.tags));
    let board = reading.tokens.windows(2).any(|w| same(&w[0], "đại") && same(&w[1], "diện"));
    let children = tags.any(&[Class::ChildTitle, Class::ChildRole, Class::ChildGroup]);
    (tags.is(Class::AdultRole) && !children || board)
        && reading.tokens.windows(2).any(|w| LISTS.iter().any(|(a, b)| same(&w[0], a) && same(&w[1], b)))
}

/// `Sách hay: …`, `Xem phim cùng con`, `Cổ tích của người Mông`.
fn is_of_work(reading: &Reading) -> bool {
    const WORKS: [&str; 5] = ["sách", "phim", "truyện", "kịch", "tích"];
    (0..reading.tokens.len()).any(|i| works::says_work(reading, i, &WORKS))
}

/// One word of war and dynasties, or two of the vaguer ones.
fn is_history(reading: &Reading) -> bool {
    let is_vague = |mark: &&Mark| mark.tags.is(Class::HistoryWeak);
    reading.any(Class::History)
        || reading.any(Class::HistoryWeak) && reading.marks.iter().filter(is_vague).nth(1).is_some()
}

/// `năm ấy`, `ngày xưa`, `ký ức`.
fn is_memory(reading: &Reading) -> bool {
    const THEN: [(&str, &str); 15] = [
        ("họp", "mặt"),
        ("gặp", "mặt"),
        ("hội", "khóa"),
        ("hội", "ngộ"),
        ("cựu", "học"),
        ("năm", "ấy"),
        ("ngày", "ấy"),
        ("hồi", "ấy"),
        ("thuở", "ấy"),
        ("năm", "xưa"),
        ("ngày", "xưa"),
        ("ký", "ức"),
        ("hồi", "ức"),
        ("nhớ", "lại"),
        ("năm", "tháng"),
    ];
    reading.tokens.windows(2).any(|pair| THEN.iter().any(|(a, b)| same(&pair[0], a) && same(&pair[1], b)))
}

fn has_old_year(reading: &Reading) -> bool {
    if !reading.has_digits() {
        return false;
    }
    let has_digits = |token: &Token| matches!(token.shape, Shape::Number | Shape::Code);
    reading.tokens.iter().enumerate().filter(|(_, token)| has_digits(token)).any(|(i, token)| {
        let year = number(token).filter(|n| token.shape == Shape::Number && (1000..2000).contains(n));
        let birth = reading
            .attrs
            .iter()
            .any(|a| matches!(a.attr, Attr::Birth { .. }) && (a.start..a.end).contains(&i));
        let dated = i > 0
            && same(&reading.tokens[i - 1], "ngày")
            && token.fold.matches('/').count() == 2
            && token
                .fold
                .rsplit('/')
                .next()
                .and_then(|y| y.parse().ok())
                .is_some_and(|y: i32| (1000..2000).contains(&y));
        if dated && !birth {
            return true;
        }
        // `Tháng 3/1975`, `mùa hè 1972`, `những năm 1962–1968`
        let last = token.fold.rsplit(['/', '-', '–', '.']).next().and_then(|y| y.parse::<i32>().ok());
        let old = last.is_some_and(|y| (1000..2000).contains(&y));
        let spoken = i > 0
            && token.gap.is_space()
            && any(
                &reading.tokens[i - 1],
                &["tháng", "hè", "xuân", "thu", "đông", "năm", "từ", "mùa", "tết"],
            );
        if old && spoken && !birth {
            return true;
        }
        let after_year_word = i > 0
            && token.gap.is_space()
            && ["năm", "khóa"].iter().any(|word| same(&reading.tokens[i - 1], word));
        year.is_some() && !birth && after_year_word
    })
}

fn declare(article: &Article, readings: &[Reading], facts: &mut Facts) {
    let real = readings.iter().map(is_called_real).collect::<Vec<_>>();
    let sections = article.passages.iter().map(|p| p.section).max().unwrap_or(0);
    for (n, reading) in readings.iter().enumerate() {
        facts.figures.extend(figures::find(reading));
        let section = article.passages[n].section;
        let shaped = declared::find(reading);
        let may_declare = !shaped.is_empty() || reading.any_of(&[Class::FictionWeak, Class::Fiction]);
        for i in (0..reading.marks.len()).filter(|_| may_declare) {
            let tags = reading.marks[i].tags;
            if tags.is(Class::FictionWeak) && (n == 0 || !real[n]) {
                spread(article, &mut facts.example, n, section, 2);
            }
            let said =
                tags.is(Class::Fiction) && !(i > 0 && negated(reading, i)) && !is_of_no_tale(reading, i);
            if real[n] || !said && !shaped.contains(&i) {
                continue;
            }
            let sentence = reading.sentence(i);
            let named: Vec<String> = reading
                .mentions
                .iter()
                .filter(|m| sentence.contains(&m.first) && m.end <= i + 8)
                .map(|m| m.folded.clone())
                .collect();
            let whole = sections <= 1 || section == 0 || speaks_of_all(reading, sentence.clone());
            if named.is_empty() {
                mark_invented(article, facts, n, whole, section);
            } else {
                spread(article, &mut facts.example, n, section, u32::MAX);
                facts.invented[n] = true;
            }
            facts.figures.extend(named);
        }
    }
    for (invented, real) in facts.invented.iter_mut().zip(real) {
        *invented &= !real;
    }
}

/// `trí tưởng tượng của các em`, `bà tự nghĩ ra cái ghế`: somebody invents, but no figure and no case.
fn is_of_no_tale(reading: &Reading, i: usize) -> bool {
    const TALES: &[&str] = &[
        "tên",
        "nhân",
        "chuyện",
        "truyện",
        "tình",
        "ví",
        "mẫu",
        "ca",
        "bài",
        "tiểu",
        "kịch",
        "vụ",
        "người",
        "câu",
        "thật",
        "minh",
        "ai",
        "vai",
        "biên",
        "tập",
        "trường",
        "hợp",
    ];
    let loose = any(&reading.tokens[i], &["tự", "bịa", "tưởng", "giả", "tên", "mượn", "linh", "do"]);
    let told = any(&reading.tokens[i], &["linh"])
        || reading.tokens[reading.sentence(i)].iter().any(|t| any(t, TALES));
    let mind = i > 0 && any(&reading.tokens[i - 1], &["trí", "sức", "giàu", "óc"]);
    loose && (!told || mind)
}

/// `chuyện có thật`, and not `không phải học sinh nào có thật`.
fn is_called_real(reading: &Reading) -> bool {
    let denied = |i: usize| {
        let from = i.saturating_sub(6).max(reading.sentence(i).start);
        (from..i).any(|k| same(&reading.tokens[k], "không") || same(&reading.tokens[k], "chẳng"))
    };
    reading.any(Class::FictionNot)
        && (0..reading.marks.len()).any(|i| reading.marks[i].tags.is(Class::FictionNot) && !denied(i))
}

fn negated(reading: &Reading, i: usize) -> bool {
    let p = i - 1;
    reading.tokens[i].gap.is_space()
        && ["không", "chẳng", "chả"].iter().any(|w| same(&reading.tokens[p], w))
        && !same(&reading.tokens[i], "không")
}

fn speaks_of_all(reading: &Reading, sentence: std::ops::Range<usize>) -> bool {
    const ALL: &[&str] =
        &["bài", "truyện", "chuyện", "các", "mọi", "tất", "chuyên", "những", "toàn", "đều", "phần"];
    reading.tokens[sentence].iter().any(|t| ALL.iter().any(|w| same(t, w)))
}

fn mark_invented(article: &Article, facts: &mut Facts, n: usize, whole: bool, section: u32) {
    for (m, passage) in article.passages.iter().enumerate() {
        if whole || passage.section == section || m == n {
            facts.invented[m] = true;
        }
    }
}

/// Marks the passages of the section from the declaring one on, at most `reach` further texts.
fn spread(article: &Article, flags: &mut [bool], n: usize, section: u32, reach: u32) {
    let mut left = reach;
    // `Ví dụ tệp của lớp 2D:` and then rows of data: those are real until they are called invented.
    let data = |m: usize| reach < u32::MAX && article.passages[m].place == Where::Code;
    flags[n] = true;
    for (m, passage) in article.passages.iter().enumerate().skip(n + 1) {
        let below = passage.section == section || section == 0 && article.passages[n].place == Where::Title;
        if !below || left == 0 {
            break;
        }
        flags[m] |= !data(m);
        if matches!(passage.place, Where::Paragraph | Where::ListItem) {
            left -= 1;
        }
    }
}
