//! Pictures: do they show children who can be recognised, and did those consent?
//!
//! Nobody looks at the pixels here: the alternative text is what the author says the picture shows,
//! then its title, caption and file name. The readings come in; a finding comes out for every
//! picture of children without a complete consent record.

use super::attr::Attr;
use super::compared::{any, same};
use super::consent;
use super::front_matter::picture_number;
use super::lexicon::Class;
use super::mention::Status;
use super::reading::Reading;
use super::rules;
use super::text::Gap;
use super::topics;
use super::word::Shape;
use super::{Article, Finding, Picture, Where};

/// What a description says of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shows {
    /// Children who can be recognised.
    Children,
    /// Children, but nobody can be recognised; or a drawing.
    Nobody,
    /// Something else.
    Other,
    /// It does not say.
    Unsaid,
}

/// Pictures of children without consent.
pub(super) fn find(article: &Article, readings: &[Reading]) -> Vec<Finding> {
    article.pictures.iter().filter_map(|picture| examine(article, readings, picture)).collect()
}

/// What the picture shows, by its alternative text, then by title, caption and file name.
pub(super) fn shown(article: &Article, readings: &[Reading], picture: &Picture) -> Shows {
    let mut told = Shows::Unsaid;
    for place in [Part::Alt, Part::Title, Part::Caption, Part::File] {
        let Some(n) = passage_of(article, picture, place) else { continue };
        let shows = describe(&readings[n]);
        match (place, shows) {
            (Part::File, Shows::Children) if told == Shows::Unsaid => return Shows::Children,
            (Part::File, _) => {}
            (_, Shows::Nobody) if told == Shows::Children => return Shows::Nobody,
            (_, Shows::Children | Shows::Nobody) => {
                if told != Shows::Nobody {
                    told = shows;
                }
            }
            (_, Shows::Other) if told == Shows::Unsaid => told = Shows::Other,
            (_, Shows::Other | Shows::Unsaid) => {}
        }
    }
    if told == Shows::Unsaid && told_beside(article, readings, picture) { Shows::Children } else { told }
}

/// `Ba em học sinh nhận quà (ảnh trên).`: a picture without words of its own, told by the text beside it.
fn told_beside(article: &Article, readings: &[Reading], picture: &Picture) -> bool {
    let near = |passage: &super::Passage| {
        let line = passage.spots.first().map_or(0, |spot| spot.line);
        matches!(passage.place, Where::Paragraph | Where::ListItem) && line.abs_diff(picture.line) <= 4
    };
    let points = |reading: &Reading| {
        reading.tokens.windows(2).any(|w| {
            any(&w[0], &["ảnh", "hình"]) && any(&w[1], &["trên", "dưới", "bên", "này"])
                || same(&w[0], "trong") && any(&w[1], &["ảnh", "hình"])
        })
    };
    let texts = article.passages.iter().zip(readings).filter(|(passage, _)| near(passage));
    texts.into_iter().any(|(_, reading)| {
        points(reading)
            && (0..reading.tokens.len()).any(|i| is_child_word(reading, i) && !topics::is_topic(reading, i))
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Alt,
    Title,
    Caption,
    File,
}

/// The passage that holds a part of the picture's description.
pub(super) fn passages_of(article: &Article, picture: &Picture) -> Vec<usize> {
    [Part::Alt, Part::Title, Part::Caption, Part::File]
        .into_iter()
        .filter_map(|part| passage_of(article, picture, part))
        .collect()
}

fn passage_of(article: &Article, picture: &Picture, part: Part) -> Option<usize> {
    let target = super::addresses::decode_percent(&picture.target);
    article.passages.iter().position(|passage| match part {
        Part::Alt => passage.place == Where::Alt { picture: picture.index },
        Part::Title => {
            passage.place == Where::LinkTitle && !picture.title.is_empty() && passage.text == picture.title
        }
        Part::Caption => {
            passage.place == Where::Caption && !picture.caption.is_empty() && passage.text == picture.caption
        }
        Part::File => passage.place == Where::LinkTarget && !target.is_empty() && passage.text == target,
    })
}

fn examine(article: &Article, readings: &[Reading], picture: &Picture) -> Option<Finding> {
    let records: Vec<_> =
        article.consents.iter().filter(|r| picture_number(&r.subject) == Some(picture.index)).collect();
    let shows = shown(article, readings, picture);
    let team = matches!(shows, Shows::Unsaid | Shows::Other)
        && of_children(article, readings)
        && passage_of(article, picture, Part::Alt).is_some_and(|n| shows_team(&readings[n]));
    let suspect = shows == Shows::Children || team || !records.is_empty() && shows != Shows::Nobody;
    if !suspect {
        return None;
    }
    let young = under_seven(article, readings, picture);
    let complete = records.iter().any(|record| {
        consent::in_force(record, article)
            && (record.child == Some(true) || young || consent::says_under_seven(&record.subject))
    });
    if complete {
        return None;
    }
    let words = [&picture.alt, &picture.title, &picture.caption, &picture.target]
        .into_iter()
        .find(|t| !t.trim().is_empty());
    let why = records.last().map_or_else(
        || format!("ảnh {}: chưa có bản ghi", picture.index),
        |record| {
            let needs_child = !young && !consent::says_under_seven(&record.subject);
            let lacks = consent::lacks(record, article, needs_child);
            format!("ảnh {}: bản ghi chưa đủ, {lacks}", picture.index)
        },
    );
    let place =
        passages_of(article, picture).first().map_or((picture.line, 1), |n| article.passages[*n].locate(0));
    Some(rules::finding("privacy-photo-consent", place, words.map_or("", String::as_str), &why))
}

/// The description, else the article, says that the children are under seven.
fn under_seven(article: &Article, readings: &[Reading], picture: &Picture) -> bool {
    let own = passages_of(article, picture);
    for n in own {
        let reading = &readings[n];
        let years = reading.attrs.iter().find_map(years_of);
        if let Some(years) = years {
            return years < 7;
        }
        if reading.any(Class::Preschool) {
            return true;
        }
    }
    let older = readings.iter().flat_map(|r| r.attrs.iter()).filter_map(years_of).any(|years| years >= 7);
    let younger = readings
        .iter()
        .any(|r| r.any(Class::Preschool) || r.attrs.iter().filter_map(years_of).any(|y| y < 7));
    younger && !older
}

fn years_of(found: &super::attr::Found) -> Option<i32> {
    match found.attr {
        Attr::Age { years, generic: false, .. } => Some(years),
        Attr::Class { grade: 0, .. } => Some(5),
        Attr::Class { .. } => Some(7),
        _ => None,
    }
}

/// What the words of a description say.
pub(super) fn describe(reading: &Reading) -> Shows {
    if reading.tokens.is_empty() {
        return Shows::Unsaid;
    }
    let shown = reading.any(Class::PicShown);
    if reading.any(Class::PicHidden) && !shown {
        return Shows::Nobody;
    }
    let head = head(reading, 0);
    let drawn =
        reading.any(Class::PicDrawingAny) && !starts_with_child(reading, head) || is_drawing(reading, head);
    if drawn {
        return Shows::Nobody;
    }
    if reading.marks[head].tags.is(Class::PicPart) && !shown {
        return Shows::Nobody;
    }
    let titled = reading.marks[head].tags.any(&[Class::AdultRole, Class::AdultTitle]);
    match age_told(reading) {
        // `Bác sĩ Tĩnh, học trò khóa 1998, nay 35 tuổi`
        Some(years) if years >= 18 && titled => return Shows::Other,
        // `Chị em gái khoảng 10 tuổi, thấy rõ mặt`
        Some(years) if years < 16 && shown => return Shows::Children,
        _ => {}
    }
    let little =
        reading.tokens.iter().any(|t| same(t, "nhí")) && !reading.marks[head].tags.is(Class::PicThing);
    if little || (0..reading.tokens.len()).any(|i| child_at(reading, i)) {
        return Shows::Children;
    }
    let event = reading.marks[head].tags.is(Class::PicEvent);
    // `Các bạn đội kèn lớp 6 …`
    let mates = reading.tokens.iter().take(2).any(|t| same(t, "bạn"));
    let reach = if mates || event { head + 6 } else { head + 2 };
    let class = (reading.attrs.iter()).any(|a| matches!(a.attr, Attr::Class { .. }) && a.start <= reach);
    let thing = reading.marks[head].tags.any(&[Class::PicThing, Class::AdultRole, Class::AdultTitle]);
    if class && (mates || !thing && !reading.marks[head].tags.is(Class::School)) {
        return Shows::Children;
    }
    let known =
        reading.marks[head].tags.any(&[Class::PicThing, Class::AdultRole, Class::AdultTitle, Class::School]);
    if known { Shows::Other } else { Shows::Unsaid }
}

/// The least age that a description tells of those whom it shows today.
fn age_told(reading: &Reading) -> Option<i32> {
    let ages = reading.attrs.iter().filter_map(|found| match found.attr {
        Attr::Age { years, past: false, .. } => Some(years),
        _ => None,
    });
    ages.min()
}

/// The title speaks of children, or another picture needed consent.
fn of_children(article: &Article, readings: &[Reading]) -> bool {
    let titled = article.passages.iter().zip(readings).any(|(passage, reading)| {
        passage.place == Where::Title
            && (0..reading.marks.len()).any(|i| {
                reading.marks[i].tags.any(&[Class::ChildTitle, Class::ChildGroup, Class::PicChildExtra])
                    && !topics::is_topic_of_picture(reading, i)
            })
    });
    titled || article.consents.iter().any(|r| picture_number(&r.subject).is_some())
}

/// `Đội Chim Chơ Rao ôm nhau mừng chiến thắng`: people together, and nobody grown up.
fn shows_team(reading: &Reading) -> bool {
    const TEAMS: &[&str] = &["đội", "nhóm", "tốp", "lớp", "tập", "cả"];
    let first = head(reading, 0);
    let grown = (0..reading.marks.len())
        .any(|i| reading.marks[i].tags.any(&[Class::AdultRole, Class::AdultTitle, Class::AdultAct]));
    let of_things = reading.marks.get(first + 1).is_some_and(|mark| mark.tags.is(Class::PicThing));
    reading.tokens.get(first).is_some_and(|t| any(t, TEAMS)) && !grown && !of_things
}

fn starts_with_child(reading: &Reading, head: usize) -> bool {
    is_child_word(reading, head) && !reading.tokens.iter().any(|t| ["trong", "vẽ"].iter().any(|w| same(t, w)))
}

/// `Tranh …`, `Hình vẽ …`; but `Ảnh minh họa` is a photograph.
fn is_drawing(reading: &Reading, head: usize) -> bool {
    let photo = head > 0 && same(&reading.tokens[head - 1], "ảnh");
    reading.marks[head].tags.is(Class::PicDrawing) && !(photo && same(&reading.tokens[head], "minh"))
}

/// The first word of the clause that begins at `from` which says what it is about.
fn head(reading: &Reading, from: usize) -> usize {
    let mut i = from;
    while i + 1 < reading.tokens.len() {
        let token = &reading.tokens[i];
        let counts = super::compared::number(token).is_some()
            || reading.marks[i].tags.is(Class::Plural)
                && !reading.marks[i].tags.any(&[Class::PicEvent, Class::PicThing])
            || [
                "một", "ảnh", "hình", "cảnh", "bức", "tấm", "cùng", "và", "là", "đông", "đám", "cái", "mấy",
                "khoảng", "hơn", "gần", "vài", "lũ", "tụi", "bọn", "cả", "chục", "trăm", "rất", "a", "an",
                "the", "two", "three", "some",
            ]
            .iter()
            .any(|w| same(token, w))
                && reading.marks[i].len <= 1;
        // `Hàng dép trẻ em`: a row of things is things.
        let row = any(token, &["hàng", "dãy", "chồng", "đống", "đôi", "loạt"])
            && reading.marks[i].len <= 1
            && reading.marks[i + 1].tags.any(&[Class::PicThing, Class::PicPart]);
        let counts = counts || row;
        if !counts || reading.attr_at(i).is_some_and(|a| matches!(a.attr, Attr::Class { .. })) {
            break;
        }
        i += 1;
    }
    i
}

fn is_child_word(reading: &Reading, i: usize) -> bool {
    let tags = reading.marks[i].tags;
    // `Con gái út anh …`
    let kin = tags.is(Class::KinChild) && reading.marks[i].len > 1;
    (kin || tags.any(&[Class::ChildTitle, Class::ChildRole, Class::Pointer, Class::PicChildExtra]))
        && !tags.is(Class::Shield)
        && !reading.mentions.iter().any(|m| {
            m.status != Status::Child && m.status != Status::Unknown && (m.cue_at..m.end).contains(&i)
        })
        && !in_quotes(reading, i)
}

/// Words of a slogan or title are not what the picture shows.
fn in_quotes(reading: &Reading, i: usize) -> bool {
    let opened = reading.tokens[..=i].iter().filter(|t| t.gap.has(Gap::QUOTE)).count();
    let closes = reading.tokens[i + 1..].iter().any(|t| t.gap.has(Gap::QUOTE));
    opened % 2 == 1 && (closes || opened > 0)
}

/// `chưa có học sinh`, `không một bóng trẻ`: nobody is there.
fn is_absent(reading: &Reading, i: usize) -> bool {
    let before = (i.saturating_sub(4)..i).rev().take_while(|k| reading.tokens[k + 1].gap.is_space());
    let between = ["có", "còn", "bóng", "một", "thấy", "cô", "em", "ai"];
    let mut words = before.skip_while(|k| any(&reading.tokens[*k], &between));
    words.next().is_some_and(|k| any(&reading.tokens[k], &["chưa", "không", "vắng", "chẳng", "thiếu"]))
}

/// A child word that stands for somebody in the picture.
fn child_at(reading: &Reading, i: usize) -> bool {
    if !is_child_word(reading, i) || is_absent(reading, i) {
        return false;
    }
    // `Em gái của cô giáo Mai`: kin, not a child.
    let kin = any(&reading.tokens[i], &["em"])
        && reading.marks[i].len == 2
        && reading.tokens.get(i + 2).is_some_and(|t| same(t, "của"))
        && reading.marks.get(i + 3).is_some_and(|m| m.tags.any(&[Class::AdultTitle, Class::AdultRole]));
    if kin {
        return false;
    }
    let clause = (1..=i)
        .rev()
        .find(|j| reading.tokens[*j].gap.has(Gap::APART) || reading.tokens[*j].gap.has(Gap::STOP))
        .unwrap_or(0);
    let head = head(reading, clause);
    let head_tags = reading.marks[head].tags;
    let lone_con =
        reading.marks[i].len == 1 && (same(&reading.tokens[i], "con") || same(&reading.tokens[i], "trò"));
    if head >= i {
        return !lone_con && !same(&reading.tokens[i], "út");
    }
    let before = i - 1;
    let (tags, start) = reading.phrase_ending(before);
    let word = |words: &[&str]| words.iter().any(|w| same(&reading.tokens[before], w));
    let plural = tags.is(Class::Plural) && word(&["các", "những", "nhiều", "mấy", "nhóm", "đông"]);
    let link = if plural && start > 0 { start - 1 } else { before };
    let link_is = |words: &[&str]| words.iter().any(|w| same(&reading.tokens[link], w));
    if head_tags.is(Class::PicDrawing)
        || topics::is_topic_of_picture(reading, i) && !head_tags.is(Class::PicEvent)
    {
        return false;
    }
    if link_is(&["vì", "về", "quyền", "dành", "nơi", "bảo", "vệ", "phòng", "chống", "tháng", "ngày"])
    {
        return false;
    }
    if head_tags.is(Class::PicThing) {
        let owner = link.checked_sub(1);
        let household = owner.is_some_and(|p| {
            let word = ["đình", "hộ", "nhà"].iter().any(|w| same(&reading.tokens[p], w));
            word || reading.phrase_ending(p).0.is(Class::AdultTitle)
        });
        return link_is(&["với", "có", "cùng", "bên", "đông", "đầy", "nhiều"]) && !household;
    }
    if link_is(&["của"]) {
        return head_tags.is(Class::PicEvent);
    }
    if link_is(&["và"]) && start > clause {
        return true;
    }
    let compound = !plural && tags.any(&[Class::PicThing, Class::AdultRole, Class::School]) && start > clause;
    if compound {
        return false;
    }
    if head_tags.is(Class::PicEvent) {
        return !topics::is_topic_of_picture(reading, i);
    }
    is_shown(reading, clause, head, i)
}

/// Somebody does something with the child at `i`, or what the picture is about is nothing else.
fn is_shown(reading: &Reading, clause: usize, head: usize, i: usize) -> bool {
    let head_tags = reading.marks[head].tags;
    let act = (clause..i)
        .rev()
        .take(9)
        .any(|j| reading.marks[j].tags.is(Class::PicAct) && !same(&reading.tokens[j], "cho"))
        && !same(&reading.tokens[head], "nơi");
    let cut =
        (clause..i).rev().take(6).any(|j| ["về", "vì", "của"].iter().any(|w| same(&reading.tokens[j], w)));
    // `Cười toe bên mâm cỗ, …`: what the picture is about is no thing and nobody grown up.
    let plain = !head_tags.any(&[
        Class::PicThing,
        Class::AdultRole,
        Class::AdultTitle,
        Class::School,
        Class::EponymHead,
        Class::PlaceHead,
    ]) && reading.marks[i].len > 1
        && reading.marks[i].tags.is(Class::PointerSure);
    (act || plain) && !cut && reading.tokens[i].shape != Shape::Upper
}
