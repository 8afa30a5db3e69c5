//! Whom a list or table is about, by what introduces it.
//!
//! The reading of a heading, a sentence before a colon or a paragraph above comes in; whether it
//! announces children or grown-ups comes out. What it does not say stays unsaid.

use super::attr::Attr;
use super::compared::{any, same};
use super::facts::People;
use super::lexicon::Class;
use super::mention::Mention;
use super::reading::Reading;
use super::text::Gap;
use super::topics::is_topic;
use super::word::Shape;
use super::{Article, Where};

/// Something is given.
const GIVING: &[&str] =
    &["trao", "tặng", "hỗ", "phát", "thưởng", "khen", "mừng", "đầu", "cấp", "giúp", "dương"];

/// What is done for children, by those who are listed.
const SERVED: [&str; 10] = ["khám", "dạy", "đón", "chở", "trông", "kèm", "tiêm", "chăm", "dẫn", "trách"];

/// Whom the tokens announce: `danh sách học sinh …`, `các em đạt giải …`.
pub(super) fn announced(reading: &Reading, range: std::ops::Range<usize>) -> People {
    if assigns(reading, &range) {
        return People::Adults;
    }
    let mut told = People::Unsaid;
    let mut i = range.start;
    while i < range.end {
        let mark = reading.marks[i];
        // `U9`: an age group, no mother.
        if reading.tokens[i].fold == "u" {
            i += 1;
            continue;
        }
        if mark.tags.any(&[Class::AdultRole, Class::AdultTitle]) && !mark.tags.is(Class::ChildRole) {
            // Parents are mostly those who are spoken to, not those who are listed.
            // `báo cô Vân`: one person by name is no heading of a list either.
            let next = i + mark.len.max(1);
            let named = reading.tokens.get(next).is_some_and(|t| {
                // `ĐỀ NGHỊ TRƯỞNG ẤP ĐÔN ĐỐC:`
                let name = t.shape == Shape::Upper && reading.marks[next].len == 0;
                t.gap.is_space() && (t.shape == Shape::Cap || name)
            });
            // `phụ huynh các bạn sau`: the children are listed.
            let of_children = mark.tags.is(Class::Parent)
                && (next..range.end.min(next + 3)).any(|k| {
                    any(&reading.tokens[k], &["bạn", "em", "cháu", "bé", "con", "trẻ"])
                        && reading.tokens[k].gap.is_space()
                });
            if of_children {
                i = next;
                continue;
            }
            if !named && !mark.tags.is(Class::Parent)
                || told == People::Unsaid && governed(reading, i, &range)
            {
                told = People::Adults;
            }
        } else if mark.tags.any(&[Class::ChildTitle, Class::ChildRole]) && !is_topic(reading, i) {
            let modifier = i > range.start
                && (reading.phrase_ending(i - 1).0.is(Class::AdultRole)
                    || told == People::Adults && SERVED.iter().any(|w| same(&reading.tokens[i - 1], w)));
            if !modifier && governed(reading, i, &range) {
                told = People::Children;
            }
        }
        i += mark.len.max(1);
    }
    let mates = range.clone().skip(1).any(|i| {
        same(&reading.tokens[i], "bạn") && ["các", "những"].iter().any(|w| same(&reading.tokens[i - 1], w))
    });
    let listed = reading.has(range.clone(), Class::ListCue);
    if told == People::Unsaid && listed && (mates || school_matter(reading, &range)) {
        return People::Children;
    }
    if told == People::Unsaid && class_list(reading, &range) {
        return People::Children;
    }
    let class =
        reading.attrs.iter().any(|a| range.contains(&a.start) && matches!(a.attr, Attr::Class { .. }));
    let by_class = reading.attrs.iter().any(|a| {
        a.end == range.end && a.start >= range.start && matches!(a.attr, Attr::Class { one: true, .. })
    });
    let young = class || young_group(reading, range.clone());
    let prize = young && reading.has(range, Class::Result);
    if told == People::Unsaid && (prize || by_class) { People::Children } else { told }
}

/// `Ban tổ chức hội thi thiếu nhi`, `Phân công dạy bơi cho trẻ em`: those who have a duty are listed, unless it is
/// one of pupils or something is given.
fn assigns(reading: &Reading, range: &std::ops::Range<usize>) -> bool {
    const DUTIES: &[(&str, &str)] = &[
        ("ban", "tổ"),
        ("ban", "chỉ"),
        ("ban", "giám"),
        ("ban", "vận"),
        ("tổ", "công"),
        ("tổ", "giúp"),
        ("tổ", "trọng"),
        ("phân", "công"),
        ("lịch", "trực"),
    ];
    const OF_PUPILS: &[&str] = &["nhật", "lớp", "đội", "viên", "lễ", "cờ", "khen", "giải"];
    let tokens = &reading.tokens[range.clone()];
    let tokens = match tokens {
        [first, second, rest @ ..] if same(first, "danh") && same(second, "sách") => rest,
        all => all,
    };
    let [first, second, rest @ ..] = tokens else { return false };
    DUTIES.iter().any(|(one, two)| same(first, one) && same(second, two))
        && !rest.iter().any(|t| any(t, OF_PUPILS) || any(t, GIVING))
}

/// The same where a colon follows: who receives is listed behind it.
pub(super) fn announced_by_colon(reading: &Reading, range: std::ops::Range<usize>) -> People {
    match announced(reading, range.clone()) {
        People::Unsaid if given_to_children(reading, &range) => People::Children,
        told => told,
    }
}

/// `trao 4 xe đạp cho học sinh vượt khó xã …`, up to the end: those who receive are listed below.
fn given_to_children(reading: &Reading, range: &std::ops::Range<usize>) -> bool {
    if range.is_empty() {
        return false;
    }
    let last = reading.sentence(range.end - 1).start.max(range.start);
    let child = (last..range.end).rev().find(|i| {
        reading.marks[*i].tags.any(&[Class::ChildTitle, Class::ChildRole]) && !is_topic(reading, *i)
    });
    child.is_some_and(|child| {
        child + 8 >= range.end
            && (last.max(child.saturating_sub(8))..child)
                .any(|i| GIVING.iter().any(|word| same(&reading.tokens[i], word)))
    })
}

/// `Danh sách nhận học bổng`, `miễn học phí`, `lưu ban`: what only pupils get, and no students.
fn school_matter(reading: &Reading, range: &std::ops::Range<usize>) -> bool {
    const MATTERS: [(&str, &str); 6] =
        [("học", "bổng"), ("học", "phí"), ("lưu", "ban"), ("bán", "trú"), ("đỡ", "đầu"), ("mồ", "côi")];
    let tokens = &reading.tokens[range.clone()];
    let told = tokens
        .windows(2)
        .any(|pair| MATTERS.iter().any(|(first, second)| same(&pair[0], first) && same(&pair[1], second)));
    let grown = tokens.iter().any(|t| ["sinh", "góp", "hộ"].iter().any(|w| same(t, w)));
    told && !grown && !reading.has(range.clone(), Class::AdultAct)
}

/// `Danh sách lớp vẽ`, `Danh sách đội bóng nhí`: a class for children by what it teaches.
fn class_list(reading: &Reading, range: &std::ops::Range<usize>) -> bool {
    const TAUGHT: &[&str] = &[
        "vẽ", "bơi", "võ", "múa", "hè", "đàn", "nhạc", "cờ", "nhí", "mẫu", "mầm", "năng", "lá", "chồi", "bán",
    ];
    // `50m tự do nữ 9-10 tuổi: 1. …`
    if range.len() > 2 && aged_group(reading, range.end) {
        return true;
    }
    let list = range.clone().find(|i| same(&reading.tokens[*i], "danh") || same(&reading.tokens[*i], "ds"));
    list.is_some_and(|list| {
        let end = range.end.min(list + 8);
        let class =
            (list..end).find(|i| ["lớp", "đội", "nhóm", "câu"].iter().any(|w| same(&reading.tokens[*i], w)));
        class.is_some_and(|class| {
            (class + 1..range.end.min(class + 4)).any(|i| TAUGHT.iter().any(|w| same(&reading.tokens[i], w)))
        })
    })
}

/// The words before `end` close with an age group below sixteen.
fn aged_group(reading: &Reading, end: usize) -> bool {
    let [.., years, unit] = &reading.tokens[..end] else { return false };
    let mut parts = years.fold.split(['-', '–']).map(str::parse::<i32>);
    years.shape == Shape::Number
        && same(unit, "tuổi")
        && years.fold.contains(['-', '–'])
        && parts.all(|part| part.is_ok_and(|years| (3..16).contains(&years)))
}

/// `lứa tuổi 11–12`, `nhóm tuổi 9`, `U13`: an age group of a contest, below sixteen.
pub(super) fn young_group(reading: &Reading, range: std::ops::Range<usize>) -> bool {
    let young = |text: &str| {
        let years: Vec<i32> = text.split(['-', '–', '/']).filter_map(|part| part.parse().ok()).collect();
        !years.is_empty() && years.iter().all(|years| (3..16).contains(years))
    };
    range.clone().any(|i| {
        let token = &reading.tokens[i];
        let group = i > range.start
            && same(token, "tuổi")
            && ["lứa", "nhóm", "hạng", "độ"].iter().any(|w| same(&reading.tokens[i - 1], w));
        let under = token.fold == "u"
            && reading.tokens.get(i + 1).is_some_and(|t| t.start == token.end && young(&t.fold));
        under || group && reading.tokens.get(i + 1).is_some_and(|next| young(&next.fold))
    })
}

/// A list word shortly before the noun at `i`, or a receiving verb shortly after.
fn governed(reading: &Reading, i: usize, range: &std::ops::Range<usize>) -> bool {
    const BEFORE: &[&str] = &[
        "sách",
        "dương",
        "thưởng",
        "mừng",
        "cho",
        "gồm",
        "danh",
        "nạp",
        "tặng",
        "các",
        "những",
        "tên",
        "quả",
        "trao",
        "thẻ",
        "sổ",
        "phiếu",
    ];
    const AFTER: &[&str] =
        &["được", "đạt", "đoạt", "nhận", "sau", "gồm", "là", "giành", "đỗ", "có", "tiêu", "vượt", "giỏi"];
    let before =
        (range.start.max(i.saturating_sub(3))..i).any(|p| BEFORE.iter().any(|w| same(&reading.tokens[p], w)));
    let end = i + reading.marks[i].len;
    let listed = reading.has(range.clone(), Class::ListCue);
    let after = (end..range.end.min(end + 6)).any(|p| AFTER.iter().any(|w| same(&reading.tokens[p], w)));
    let closes = end == range.end;
    listed && (before || after) || closes && before
}

/// What headings and the paragraphs above lists announce, each asked once.
pub(super) struct Headings {
    told: Vec<Option<People>>,
}

impl Headings {
    /// For so many passages.
    pub(super) fn of(passages: usize) -> Headings {
        Headings { told: vec![None; passages] }
    }

    /// What introduces the list or table that the passage belongs to.
    pub(super) fn intro(&mut self, article: &Article, readings: &[Reading], n: usize) -> People {
        if article.passages[n].place == Where::Paragraph {
            return paragraph_intro(article, readings, n);
        }
        if !matches!(
            article.passages[n].place,
            Where::ListItem | Where::TableRow { .. } | Where::Code | Where::Html
        ) {
            return People::Unsaid;
        }
        let section = article.passages[n].section;
        let mut seen_paragraph = false;
        for m in (0..n).rev() {
            let passage = &article.passages[m];
            let title = passage.place == Where::Title;
            if passage.section != section && !title {
                continue;
            }
            let tells = match passage.place {
                Where::Paragraph | Where::Html if !seen_paragraph => {
                    seen_paragraph = true;
                    true
                }
                Where::Heading | Where::Title => true,
                _ => false,
            };
            if !tells {
                continue;
            }
            let told = *self.told[m].get_or_insert_with(|| announced_by(&passage.text, &readings[m]));
            if told != People::Unsaid {
                return told;
            }
        }
        told_below(article, readings, n)
    }
}

/// `- Trần Thị Bé Hai, ấp …` and below the list `Các em đi bộ …`: what is said of all who are listed.
fn told_below(article: &Article, readings: &[Reading], n: usize) -> People {
    const SPOKEN_TO: &[&str] = &[
        "hãy", "nhớ", "nên", "cần", "không", "chú", "phải", "lưu", "xin", "mời", "sẽ", "đừng", "học", "nào",
    ];
    let below = article.passages[n..].iter().position(|passage| passage.place != Where::ListItem);
    let Some(below) = below.filter(|_| article.passages[n].place == Where::ListItem) else {
        return People::Unsaid;
    };
    let (passage, reading) = (&article.passages[n + below], &readings[n + below]);
    let together = passage.section == article.passages[n].section && passage.place == Where::Paragraph;
    let [first, second, rest @ ..] = &reading.tokens[..] else { return People::Unsaid };
    let all = any(first, &["các", "cả", "những"]) && any(second, &["em", "cháu", "bé", "con"]);
    let spoken_to = rest.iter().take(12).any(|t| any(t, SPOKEN_TO));
    if together && all && !spoken_to { People::Children } else { People::Unsaid }
}

/// Whom a whole passage announces.
fn announced_by(text: &str, reading: &Reading) -> People {
    let all = 0..reading.tokens.len();
    if text.trim_end().ends_with(':') { announced_by_colon(reading, all) } else { announced(reading, all) }
}

/// A paragraph of names below one that ends with a colon.
fn paragraph_intro(article: &Article, readings: &[Reading], n: usize) -> People {
    let above = n.checked_sub(1).filter(|m| {
        article.passages[*m].place == Where::Paragraph && article.passages[*m].text.trim_end().ends_with(':')
    });
    let names: usize = readings[n].mentions.iter().map(|m| m.end - m.first).sum();
    match above {
        Some(above) if names * 2 >= readings[n].tokens.len() => {
            announced_by_colon(&readings[above], 0..readings[above].tokens.len())
        }
        _ => People::Unsaid,
    }
}

/// The list inside the sentence: `Chúc mừng các em A, B và C`, `Học sinh được khen: A; B`.
pub(super) fn local_list(reading: &Reading, mention: &Mention) -> People {
    let mut sentence = reading.sentence(mention.first);
    // `… nhận học bổng: 1. Lê Bảo An 2. Phạm Gia Hân`: numbers of a list in one line.
    for _ in 0..40 {
        let Some(last) = sentence.start.checked_sub(1) else { break };
        let token = &reading.tokens[last];
        if token.shape != Shape::Number || token.fold.len() > 2 {
            break;
        }
        sentence.start = reading.sentence(last).start;
    }
    let colon = (sentence.start + 1..=mention.first).rev().find(|i| reading.tokens[*i].gap.has(Gap::COLON));
    colon.map_or(People::Unsaid, |colon| {
        // `người khiến giám khảo vỗ tay là thí sinh nhỏ nhất: …`
        let last = (sentence.start..colon).rev().take(7).find(|i| same(&reading.tokens[*i], "là"));
        let from = last.map_or(sentence.start, |is| is + 1).min(colon);
        match announced_by_colon(reading, from..colon) {
            People::Adults if !lists_people(reading, colon..sentence.end) => People::Unsaid,
            told => told,
        }
    })
}

/// Behind a colon stand names with what belongs to them, and no report: `Giáo viên báo cáo: … tát bạn …`.
fn lists_people(reading: &Reading, range: std::ops::Range<usize>) -> bool {
    let named: usize =
        reading.mentions.iter().filter(|m| range.contains(&m.first)).map(|m| m.end - m.first).sum();
    let told: usize =
        reading.attrs.iter().filter(|a| range.contains(&a.start)).map(|a| a.end - a.start).sum();
    (named + told) * 5 >= range.len() * 2
}

/// `Giáo viên dạy giỏi: … (lớp 1A), …`: the list begins with an office, and nobody receives.
pub(super) fn by_office(reading: &Reading, mention: &Mention) -> bool {
    let mut sentence = reading.sentence(mention.first);
    // `Giáo viên cốt cán: 1. … (lớp 1A); 2. …`
    if sentence.start > 0 && reading.tokens[sentence.start - 1].shape == Shape::Number {
        sentence.start = 0;
    }
    let colon = (sentence.start + 1..=mention.first).rev().find(|i| reading.tokens[*i].gap.has(Gap::COLON));
    colon.filter(|colon| lists_people(reading, *colon..sentence.end)).is_some_and(|colon| {
        let grown = |i: usize| {
            reading.marks[i].tags.is(Class::AdultRole) && !reading.marks[i].tags.is(Class::ChildRole)
        };
        let office = (sentence.start..colon.min(sentence.start + 4)).any(grown);
        // `Trao giải cho các cô giáo dạy giỏi: …`: the last who are spoken of.
        let given = (sentence.start..colon).rev().find(|i| {
            let tags = reading.marks[*i].tags;
            tags.any(&[Class::AdultRole, Class::ChildTitle, Class::ChildRole, Class::ChildWeak])
                || same(&reading.tokens[*i], "cho")
        });
        if given.is_some_and(|i| grown(i) && !same(&reading.tokens[i], "cho")) {
            return true;
        }
        office
            && !(sentence.start..colon).any(|i| {
                reading.marks[i].tags.any(&[Class::ChildTitle, Class::ChildRole, Class::ChildWeak])
                    || same(&reading.tokens[i], "cho")
            })
    })
}
