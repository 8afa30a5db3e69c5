//! The body of a Zalo message that its author did not write: headline, facts, summary, what to do.
//!
//! An article comes in, plain text goes out, short enough to be read on a phone and in sections with
//! an empty line between them. The most urgent is chosen first; what is chosen stands in the order of
//! the article, below the heading under which its author put it.

use crate::content::block::{Answer, Block, CareLevel, Chart, Quiz};
use crate::content::front_matter::{Class, Kind};
use crate::content::text::{of_inlines, shorten};
use crate::pack::facts::facts;
use crate::pack::limits::COMPOSED;
use crate::pack::message::{tidy, units};
use crate::pack::notes::with_notes;
use crate::pack::pointers::said_of;
use crate::pack::prose::{self, Told};
use crate::pack::script::summary;
use crate::pack::urge::urges;
use crate::pack::{say, tables};
use crate::site::Article;

/// The longest item of a list.
const ITEM: usize = 160;

/// The longest first line that is joined from a headline and what to do.
const FIRST_LINE: usize = 150;

/// Most items listed under one item.
const UNDER: usize = 8;

/// What stands where items are left out.
const MORE: &str = "… còn nữa, xem ở bài";

/// What to do, under one heading.
#[derive(Debug)]
struct Section {
    /// Small is more urgent.
    rank: u8,
    heading: String,
    lines: Vec<String>,
}

/// A body of at most `room` units.
pub(super) fn compose(article: &Article, room: usize) -> String {
    let room = room.min(COMPOSED.ours);
    let blocks = with_notes(article);
    let prose = prose::told(article, &blocks);
    // What is for a day has no list that could be left out for want of weight.
    let is_whole = article.source.front.class == Class::Urgent
        || matches!(article.facts.kind, Kind::News | Kind::Event | Kind::Service);
    let mut sections = sections(&blocks, &prose, is_whole);
    if article.source.front.class == Class::Urgent {
        sections.iter_mut().filter(|section| section.rank == PROSE).for_each(|section| section.rank = 0);
    }
    let mut text = first_line(article, &mut sections);
    let opening = tidy(article.source.opening());
    for fact in facts(article) {
        push(&mut text, "\n", &fact, room);
    }
    // Without a summary the first paragraph is one; it is not said twice.
    let opens = article.source.front.description.is_none()
        && prose.first().is_some_and(|told| told.place == 0 || tidy(&told.words) == opening);
    let is_told = opens || article.source.front.description.is_some() && summary(article).is_none();
    // What leads to a list stands above it.
    let leads = |section: &Section| {
        article.source.front.description.is_none() && section.heading == headed(article.source.opening())
    };
    let is_lead = sections.iter().any(leads);
    push(&mut text, "\n\n", if is_told || is_lead { "" } else { &opening }, room);
    let chosen = chosen(sections, room.saturating_sub(units(&text)));
    if is_lead && !chosen.iter().any(leads) {
        push(&mut text, "\n\n", &opening, room);
    }
    for section in chosen {
        let heading = if section.heading.is_empty() { None } else { Some(section.heading) };
        text.push_str("\n\n");
        text.push_str(&heading.into_iter().chain(section.lines).collect::<Vec<_>>().join("\n"));
    }
    text
}

fn push(text: &mut String, separator: &str, part: &str, room: usize) {
    if !part.is_empty() && units(text) + units(separator) + units(part) <= room {
        text.push_str(separator);
        text.push_str(part);
    }
}

/// The headline; one that does not say what to do says what the most urgent card bids. The card stands
/// whole in its place if anything is listed below it: torn apart, the rest says the contrary.
fn first_line(article: &Article, sections: &mut [Section]) -> String {
    let title = tidy(&article.source.front.title.value);
    if urges(&title) {
        return title;
    }
    let is_bidden = |section: &&mut Section| section.rank < STEPS && bids(&section.heading);
    let Some(card) = sections.iter_mut().filter(is_bidden).min_by_key(|section| section.rank) else {
        return title;
    };
    let call = card.heading.split_once(": ").map_or("", |(_, call)| call);
    let line = match title.chars().next_back() {
        Some('?' | '!' | '.') => format!("{title} {call}"),
        _ if title.contains(':') => format!("{title}. {call}"),
        _ => format!("{title}: {}", lowered(call)),
    };
    if line.chars().count() > FIRST_LINE {
        return title;
    }
    if card.lines.is_empty() {
        card.heading.clear();
    }
    line
}

/// Whether a card's heading bids something whatever is listed below it.
fn bids(heading: &str) -> bool {
    const CONDITIONS: [&str; 6] = ["nếu", "khi", "lúc", "hễ", "trường", "trừ"];
    let Some((_, call)) = heading.split_once(": ") else { return false };
    let call = call.to_lowercase();
    let depends = call.split(|c: char| !c.is_alphanumeric()).any(|word| CONDITIONS.contains(&word));
    urges(&call) && is_whole(heading) && !depends
}

/// A card's heading that needs no list behind it to be understood.
pub(super) fn is_whole(heading: &str) -> bool {
    let last: Vec<&str> = heading.trim_end_matches(['.', '!']).rsplit(' ').take(3).collect();
    !heading.ends_with(':') && !last.iter().any(|word| ["nếu", "khi", "gồm", "sau", "hoặc"].contains(word))
}

/// The first letter of a verb made small; of anything else it may be that of a name.
fn lowered(call: &str) -> String {
    let word = call.split(' ').next().unwrap_or_default();
    let small = word.to_lowercase();
    if urges(word) { format!("{small}{}", &call[word.len()..]) } else { call.to_owned() }
}

/// The rank of steps; smaller ranks are those of cards.
const STEPS: u8 = 3;

/// The rank of paragraphs: lists, cards and tables come before them.
const PROSE: u8 = STEPS + 3;

/// What the article tells people to do; its plain lists only where it has nothing better.
fn sections(blocks: &[Block], prose: &[Told], is_whole: bool) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    // The heading that stands above nothing yet.
    let mut under = String::new();
    for (place, block) in blocks.iter().enumerate() {
        // A line in bold above a list or a table is its heading.
        let lead = place.checked_sub(1).and_then(|above| prose::lead(&blocks[above], Some(block)));
        let is_listed = items_or_rows(block);
        let under_it = match lead {
            Some(lead) => lead,
            None if is_listed => std::mem::take(&mut under),
            None => String::new(),
        };
        if let Some(told) = prose.iter().find(|told| told.place == place) {
            let lines: Vec<String> = told.lines.iter().map(|line| tidy(line)).collect();
            let goes_on = prose.iter().any(|told| told.place + 1 == place);
            if let Some(last) = sections.last_mut().filter(|last| last.rank == PROSE && goes_on) {
                last.lines.extend(lines);
            } else {
                let heading = headed(&std::mem::take(&mut under));
                sections.push(Section { rank: PROSE, heading, lines });
            }
        }
        match block {
            Block::Heading { content, .. } => under = of_inlines(content),
            Block::Care { level, heading, body } => {
                let rank = match level {
                    CareLevel::Emergency => 0,
                    CareLevel::Urgent => 1,
                    CareLevel::NonUrgent => 2,
                };
                let heading = tidy(&format!("{}: {}", level.lead(), of_inlines(heading)));
                sections.push(Section { rank, heading, lines: body.iter().flat_map(said).collect() });
            }
            Block::Steps(_) => sections.push(listed(STEPS, &under_it, block)),
            Block::Checklist(_) => sections.push(listed(STEPS + 1, &under_it, block)),
            Block::Quiz(quiz) => sections.push(asked(quiz)),
            Block::Chart(chart) => sections.push(told(chart)),
            Block::List { .. } => sections.push(listed(STEPS + 2, &under_it, block)),
            Block::Table { header, rows, .. } => {
                let lines = tables::lines(header, rows);
                sections.push(Section { rank: STEPS + 2, heading: headed(&under_it), lines });
            }
            _ => {}
        }
    }
    sections.retain(|section| section.rank < STEPS || !section.lines.is_empty());
    let has_better = sections.iter().any(|section| section.rank < STEPS + 2);
    sections.retain(|section| section.rank != STEPS + 2 || is_whole || !has_better);
    sections
}

/// Whether a block stands below a heading of its own in a message.
fn items_or_rows(block: &Block) -> bool {
    matches!(block, Block::Steps(_) | Block::Checklist(_) | Block::List { .. } | Block::Table { .. })
}

fn listed(rank: u8, under: &str, list: &Block) -> Section {
    Section { rank, heading: headed(under), lines: items(list) }
}

fn headed(under: &str) -> String {
    let heading = tidy(under.trim_end_matches([':', '.']));
    match heading.chars().next_back() {
        None | Some('?' | '!') => heading,
        Some(_) => format!("{heading}:"),
    }
}

/// A question for the group, with the answer below it.
fn asked(quiz: &Quiz) -> Section {
    let answer = |(i, answer): (usize, &Answer)| {
        tidy(&format!("{}) {}", Quiz::letter(i), brief(&of_inlines(&answer.words), ITEM)))
    };
    let mut lines: Vec<String> = quiz.answers.iter().enumerate().map(answer).collect();
    lines.extend(
        quiz.right().map(|(letter, answer)| tidy(&format!("Đáp án: {letter}. {}", item_line(&answer.why)))),
    );
    let heading = tidy(&format!("Đố bà con: {}", of_inlines(&quiz.question)));
    Section { rank: STEPS + 1, heading, lines }
}

/// The figures of a chart, a row a line.
fn told(chart: &Chart) -> Section {
    let lines = tables::first_lines(&chart.header, &chart.rows);
    Section { rank: STEPS + 1, heading: tidy(&of_inlines(&chart.title)), lines }
}

/// What a card says below its heading.
fn said(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(content) => {
            let line = brief(&tidy(&said_of(content)), ITEM);
            if line.is_empty() { Vec::new() } else { vec![line] }
        }
        _ => items(block),
    }
}

/// The items of a list, each with its number or point.
fn items(block: &Block) -> Vec<String> {
    let (list, start) = match block {
        Block::Steps(list) => (list, Some(1)),
        Block::Checklist(list) => (list, None),
        Block::List { start, items } => (items, *start),
        _ => return Vec::new(),
    };
    let words = list.iter().map(|item| (item_line(item), under(item)));
    let words: Vec<(String, String)> = words.filter(|(line, _)| !line.is_empty()).collect();
    let line = |(i, (line, under)): (u64, (String, String))| match start {
        Some(first) => format!("{}. {line}{under}", first + i),
        None => format!("• {line}{under}"),
    };
    (0..).zip(words).map(line).collect()
}

/// What is listed under an item, a line each.
fn under(item: &[Block]) -> String {
    let lists = item.iter().filter_map(|block| match block {
        Block::List { items, .. } | Block::Checklist(items) => Some(items),
        _ => None,
    });
    let lines = lists.flatten().take(UNDER).map(|item| {
        let line = say::in_one(item).unwrap_or_else(|| item_line(item));
        format!("\n- {}", brief(&tidy(&line), ITEM))
    });
    lines.collect()
}

/// The first sentences of an item, without a link that only says where to look.
fn item_line(item: &[Block]) -> String {
    let paragraphs = item.iter().filter_map(|block| match block {
        Block::Paragraph(content) => Some(brief(&tidy(&said_of(content)), ITEM)),
        _ => None,
    });
    let said: Vec<String> = paragraphs.filter(|line| !line.is_empty()).collect();
    // Every paragraph of an item but the last ends a sentence.
    let (last, before) = said.split_last().map_or(("", &[][..]), |(last, before)| (last.as_str(), before));
    before.iter().map(|line| format!("{} ", say::sentence(line))).chain([last.to_owned()]).collect()
}

/// As many whole sentences as there is room for; a sentence that is too long is cut at a word.
fn brief(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let ends = text.match_indices(['.', '!', '?']).map(|(at, mark)| at + mark.len());
    let ends = ends.filter(|end| text[*end..].starts_with(' '));
    let fitting = ends.take_while(|end| text[..*end].chars().count() <= most).last();
    fitting.map_or_else(|| shorten(text, most), |end| text[..end].to_owned())
}

/// The most urgent sections for which there is room, in the order of the article.
fn chosen(sections: Vec<Section>, room: usize) -> Vec<Section> {
    let mut order: Vec<(usize, Section)> = sections.into_iter().enumerate().collect();
    order.sort_by_key(|(i, section)| (section.rank, *i));
    let mut left = room;
    let mut taken: Vec<(usize, Section)> = Vec::new();
    for (i, mut section) in order {
        let head = units(&section.heading) + 3;
        cut(&mut section.lines, left.saturating_sub(head));
        let price = head + cost(&section.lines);
        if price > left || (section.heading.is_empty() && section.lines.is_empty()) {
            continue;
        }
        left -= price;
        taken.push((i, section));
    }
    taken.sort_by_key(|(i, _)| *i);
    taken.into_iter().map(|(_, section)| section).collect()
}

/// As many lines as there is room for, at least one, and a word of those left out.
fn cut(lines: &mut Vec<String>, room: usize) {
    if cost(lines) <= room || lines.len() < 3 {
        return;
    }
    let room = room.saturating_sub(units(MORE) + 1);
    let fitting = lines.iter().scan(0, |used, line| {
        *used += units(line) + 1;
        (*used <= room).then_some(())
    });
    let fitting = fitting.count().max(1);
    lines.truncate(fitting);
    lines.push(MORE.to_owned());
}

/// What lines take of the room of a message.
fn cost(lines: &[String]) -> usize {
    lines.iter().map(|line| units(line) + 1).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_item_ends_with_a_sentence() {
        let long = format!("Gọi 115 ngay. {}", "chữ ".repeat(60));
        assert_eq!(brief(&long, 100), "Gọi 115 ngay.");
        assert!(brief(&"chữ ".repeat(60), 40).ends_with('…'));
    }

    #[test]
    fn a_list_is_cut_by_its_length_alone() {
        let lines = |n: usize| (1..=n).map(|i| format!("{i}. điều nên nhớ")).collect::<Vec<_>>();
        let mut long = lines(40);
        cut(&mut long, 1_000);
        assert_eq!(long, lines(40));
        cut(&mut long, 200);
        assert!(cost(&long) <= 200 && cost(&long) > 160, "{long:?}");
        assert_eq!(long.last().map(String::as_str), Some(MORE));
        cut(&mut long, 5);
        assert_eq!(long, ["1. điều nên nhớ", MORE]);
    }

    #[test]
    fn a_heading_that_needs_its_list_is_not_whole() {
        assert!(is_whole("Làm ngay: Gọi 115 và ngắt điện trước khi chạm vào trẻ"));
        assert!(!is_whole("Cần làm sớm: Gọi 111 nếu con"));
    }

    #[test]
    fn what_a_card_bids_on_a_condition_is_no_headline() {
        assert!(bids("Làm ngay: Gọi 115 và ngắt điện trước"));
        assert!(!bids("Cần làm sớm: Kể ngay với người lớn nếu có ai bảo em giữ bí mật"));
        assert!(!bids("Làm ngay: Hội thi ở nhà văn hóa"));
    }

    #[test]
    fn the_urgent_is_chosen_first_and_the_order_of_the_article_kept() {
        let section = |rank, heading: &str| Section {
            rank,
            heading: heading.to_owned(),
            lines: vec!["• một việc".into(); 3],
        };
        let list =
            vec![section(STEPS, "Các bước:"), section(STEPS + 1, "Bảng kiểm:"), section(0, "Làm ngay: gọi")];
        let chosen = chosen(list, 105);
        let headings: Vec<&str> = chosen.iter().map(|section| section.heading.as_str()).collect();
        assert_eq!(headings, ["Các bước:", "Làm ngay: gọi"]);
    }
}
