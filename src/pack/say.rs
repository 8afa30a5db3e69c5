//! Blocks as sentences for the ear.
//!
//! Written paragraphs come out in reading order, one for every breath: links are their words, items
//! are sentences, short items within an item are one with it, steps are counted, a table is said row by
//! row, a picture is not said at all. Numbers stay written; another module reads them.

use crate::content::block::{Block, Inline, Quiz};
use crate::pack::letterhead::receives;
use crate::pack::pointers::without_pointing;
use crate::pack::tables::row_in_words;

/// The most words of an item and what is listed under it that are said in one breath.
const BREATH: usize = 36;

/// The most words of each of the items that stand behind a colon in one sentence.
const SHORT: usize = 8;

/// The sentences of a body, a paragraph each.
pub(super) fn paragraphs(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    push_all(&mut out, blocks);
    out.retain(|paragraph| !paragraph.is_empty());
    out
}

/// A text that ends as a sentence does.
pub(super) fn sentence(text: &str) -> String {
    let text = text.trim();
    match text.chars().last() {
        None => String::new(),
        Some('.' | '!' | '?' | '…' | ':') => text.to_owned(),
        Some(',' | ';') => format!("{}.", &text[..text.len() - 1]),
        Some(_) => format!("{text}."),
    }
}

fn push_all(out: &mut Vec<String>, blocks: &[Block]) {
    let mut rest = blocks;
    while let Some((block, behind)) = rest.split_first() {
        rest = behind;
        match (block, behind.first()) {
            (Block::Paragraph(content), Some(list)) if receives(content) => {
                rest = if items_of(list).is_some() { &behind[1..] } else { behind };
            }
            (Block::Paragraph(content), Some(list))
                if let Some(said) = announced(&of_inlines(content), list) =>
            {
                out.push(said);
                rest = &behind[1..];
            }
            (Block::Heading { content, .. }, Some(list)) if items_of(list).is_some() => {
                let line = of_inlines(content);
                out.push(leading(&sentence(&with_rank(&line)), &line));
            }
            (Block::Paragraph(content), Some(list)) if items_of(list).is_some() => {
                out.push(leading(&paragraph(&of_inlines(content)), &of_inlines(content)));
            }
            (Block::Paragraph(content), None) if receives(content) => {}
            _ => push(out, block),
        }
    }
}

/// A line before its list: without a mark of its own it ends with a colon, as the voice does.
fn leading(said: &str, line: &str) -> String {
    match line.chars().next_back() {
        Some(last) if last.is_alphanumeric() || matches!(last, ',' | ')') => {
            format!("{}:", said.trim_end_matches(['.', ',']))
        }
        _ => said.to_owned(),
    }
}

/// A line that ends with a colon and a few short items behind it, as one sentence.
fn announced(line: &str, list: &Block) -> Option<String> {
    let items: Vec<String> = items_of(list)?.iter().map(|item| in_one(item)).collect::<Option<_>>()?;
    let is_part = |item: &String| item.starts_with(char::is_lowercase) && n_words(item) <= SHORT;
    let fits = n_words(line) + items.iter().map(|item| n_words(item)).sum::<usize>() <= BREATH;
    let joins = line.ends_with(':') && !items.is_empty() && items.iter().all(is_part) && fits;
    joins.then(|| sentence(&format!("{line} {}", items.join("; "))))
}

/// The items of a list that is not counted.
fn items_of(block: &Block) -> Option<&[Vec<Block>]> {
    match block {
        Block::List { items, .. } | Block::Checklist(items) => Some(items),
        _ => None,
    }
}

/// An item and what is listed under it as one sentence without its end: `ba ao chưa rào: ao nhà văn hóa,
/// sâu 2,5 mét; ao đầu xóm`. Nothing if there is more in it than a line and lists.
pub(super) fn in_one(item: &[Block]) -> Option<String> {
    joined(item, "; ")
}

fn joined(item: &[Block], separator: &str) -> Option<String> {
    let (Block::Paragraph(content), lists) = item.split_first()? else { return None };
    let line = of_inlines(content);
    let line = line.trim_end_matches(['.', ';', ',', ':', ' ']);
    let mut under = Vec::new();
    for list in lists {
        for item in items_of(list)? {
            under.push(joined(item, ", ")?);
        }
    }
    let colon = if separator == "; " { ":" } else { "," };
    Some(if under.is_empty() { line.to_owned() } else { format!("{line}{colon} {}", under.join(separator)) })
}

/// An item as sentences: in one if it is short enough.
fn item_as_sentences(item: &[Block]) -> Vec<String> {
    let whole = in_one(item).filter(|whole| item.len() > 1 && n_words(whole) <= BREATH);
    let mut said = whole.map_or_else(|| paragraphs(item), |whole| vec![sentence(&whole)]);
    for paragraph in &mut said {
        *paragraph = capitalised(paragraph);
    }
    said
}

fn n_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// With a capital at its head; the label of an item (`b) Tạo …`) is said as one.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    match letters.as_str().strip_prefix(')') {
        Some(rest) if first.is_lowercase() => format!("Ý {first}: {}", capitalised(rest.trim_start())),
        _ => first.to_uppercase().chain(letters).collect(),
    }
}

/// What is numbered says so: `I. Mục đích` and `1. Mục đích` sound alike.
fn with_rank(line: &str) -> String {
    let Some((number, rest)) = line.split_once(' ') else { return line.to_owned() };
    let bare = number.trim_end_matches(['.', ')', '/']);
    let is_marked = bare.len() + 1 == number.len() && !bare.is_empty();
    let is_roman = bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    let is_number = bare.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    match (is_marked, is_roman, is_number) {
        (true, true, _) => format!("Phần {bare}: {rest}"),
        (true, _, true) => format!("Mục {bare}: {rest}"),
        _ => line.to_owned(),
    }
}

/// The words of a line without its pictures, which nobody sees, and what only says where to look. A line end
/// that is meant ends a sentence: `Con ơi nhớ lấy lời này. Sông sâu chớ lội`.
fn of_inlines(inlines: &[Inline]) -> String {
    let is_picture = |inline: &Inline| matches!(inline, Inline::Picture(_));
    let is_end = |inline: &Inline| matches!(inline, Inline::HardBreak);
    if !inlines.iter().any(|inline| is_picture(inline) || is_end(inline)) {
        return without_pointing(inlines);
    }
    let seen: Vec<Inline> = inlines.iter().filter(|inline| !is_picture(inline)).cloned().collect();
    let mut said = String::new();
    for line in seen.split(is_end).map(without_pointing).filter(|line| !line.is_empty()) {
        let goes_on = line.starts_with(char::is_lowercase);
        said.push_str(match said.chars().next_back() {
            None => "",
            Some(last) if last.is_alphanumeric() && goes_on => ", ",
            Some(last) if (last.is_alphanumeric() || last == ')') && !goes_on => ". ",
            Some(_) => " ",
        });
        said.push_str(&line);
    }
    said
}

fn push(out: &mut Vec<String>, block: &Block) {
    match block {
        Block::Heading { content, .. } => out.push(sentence(&with_rank(&of_inlines(content)))),
        Block::Paragraph(content) => out.push(paragraph(&of_inlines(content))),
        Block::List { items, .. } | Block::Checklist(items) => {
            out.extend(items.iter().flat_map(|item| item_as_sentences(item)));
        }
        Block::Steps(items) => {
            let said = items.iter().map(|item| item_as_sentences(item)).filter(|said| !said.is_empty());
            for (i, mut said) in said.enumerate() {
                if let Some(first) = said.first_mut() {
                    *first = format!("Việc thứ {}: {first}", ordinal(i + 1));
                }
                out.append(&mut said);
            }
        }
        Block::Quote(inner) => push_all(out, inner),
        Block::Table { header, rows, .. } => {
            out.extend(rows.iter().map(|row| sentence(&row_in_words(header, row))));
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                let meanings: Vec<String> =
                    definition.meanings.iter().flat_map(|meaning| paragraphs(meaning)).collect();
                out.push(sentence(&format!("{} là: {}", of_inlines(&definition.term), meanings.join(" "))));
            }
        }
        Block::Care { level, heading, body } => {
            push_card(out, &format!("{}: {}", level.lead(), of_inlines(heading)), body);
        }
        Block::Quiz(quiz) => push_quiz(out, quiz),
        Block::Chart(chart) => {
            out.push(sentence(&of_inlines(&chart.title)));
            out.extend(chart.rows.iter().map(|row| sentence(&row_in_words(&chart.header, row))));
        }
        Block::Figure(_) | Block::Preformatted(_) | Block::Rule | Block::Raw(_) => {}
    }
}

/// A paragraph; one that is a heading or an item in a document without marks is said as such.
fn paragraph(line: &str) -> String {
    let is_heading = line.starts_with(['I', 'V', 'X']);
    let is_item = line.chars().nth(1) == Some(')') && line.starts_with(char::is_lowercase);
    sentence(&match (is_heading, is_item) {
        (true, _) => with_rank(line),
        (_, true) => capitalised(line),
        _ => line.to_owned(),
    })
}

/// A card's heading and what is below it; a heading that its list goes on with is one sentence with it if
/// that is short: `Gọi 111 nếu con: sợ đi học; bỏ ăn.`
fn push_card(out: &mut Vec<String>, heading: &str, body: &[Block]) {
    let line = leading(&sentence(heading), heading);
    let Some((list, behind)) = body.split_first().filter(|(list, _)| items_of(list).is_some()) else {
        out.push(sentence(heading));
        return push_all(out, body);
    };
    if let Some(said) = announced(&line, list) {
        out.push(said);
        push_all(out, behind);
    } else {
        out.push(line);
        push_all(out, body);
    }
}

/// The question, the answers to choose from, then the right one and why.
fn push_quiz(out: &mut Vec<String>, quiz: &Quiz) {
    out.push(sentence(&format!("Câu hỏi: {}", of_inlines(&quiz.question))));
    for (i, answer) in quiz.answers.iter().enumerate() {
        out.push(sentence(&format!("Cách thứ {}: {}", ordinal(i + 1), of_inlines(&answer.words))));
    }
    for (_, answer) in quiz.right() {
        out.push(sentence(&format!("Trả lời đúng là: {}", of_inlines(&answer.words))));
        push_all(out, &answer.why);
    }
}

/// What a cell says, behind the name of its column. A bare year says that it is one: two numbers side by
/// side would be heard as two figures.
pub(super) fn figure(name: &str, cell: &str) -> String {
    let is_year =
        name.len() == 4 && name.bytes().all(|b| b.is_ascii_digit()) && ("1900".."2100").contains(&name);
    match (name, is_year) {
        ("", _) => cell.to_owned(),
        (year, true) => format!("năm {year}: {cell}"),
        (name, false) => format!("{name}: {cell}"),
    }
}

pub(super) fn ordinal(n: usize) -> String {
    match n {
        1 => "nhất".to_owned(),
        4 => "tư".to_owned(),
        n => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::block::Picture;

    fn line(words: &str) -> Vec<Inline> {
        vec![Inline::Text(words.to_owned())]
    }

    fn item(words: &str, under: Vec<Vec<Block>>) -> Vec<Block> {
        let mut item = vec![Block::Paragraph(line(words))];
        if !under.is_empty() {
            item.push(Block::List { start: None, items: under });
        }
        item
    }

    #[test]
    fn what_is_listed_under_an_item_is_said_with_it() {
        let ponds = vec![item("ao nhà văn hóa", vec![item("sâu 2,5 m", vec![])]), item("ao đầu xóm", vec![])];
        let steps = Block::Steps(vec![item("Nghe trưởng xóm báo ba ao chưa rào.", ponds)]);
        let said =
            "Việc thứ nhất: Nghe trưởng xóm báo ba ao chưa rào: ao nhà văn hóa, sâu 2,5 m; ao đầu xóm.";
        assert_eq!(paragraphs(&[steps]), [said]);
    }

    #[test]
    fn a_long_list_stays_apart_and_every_item_begins_with_a_capital() {
        let long = "chữ ".repeat(20);
        let list = Block::List { start: None, items: vec![item("một ý", vec![item(&long, vec![]); 2])] };
        let said = paragraphs(&[list]);
        assert_eq!(said.len(), 3);
        assert!(said.iter().all(|said| said.starts_with(char::is_uppercase)), "{said:?}");
    }

    #[test]
    fn short_items_behind_a_colon_are_one_sentence_with_it() {
        let list = |items: &[&str]| Block::List {
            start: None,
            items: items.iter().map(|words| item(words, vec![])).collect(),
        };
        let bring = Block::Paragraph(line("Mang theo:"));
        assert_eq!(paragraphs(&[bring.clone(), list(&["mũ", "nước"])]), ["Mang theo: mũ; nước."]);
        assert_eq!(paragraphs(&[bring, list(&["Đội mũ.", "Uống nước."])]).len(), 3);
    }

    #[test]
    fn a_column_that_is_a_year_says_so() {
        assert_eq!(figure("2026", "85,5"), "năm 2026: 85,5");
        assert_eq!(figure("Quý 1", "30"), "Quý 1: 30");
        assert_eq!(figure("3000", "30"), "3000: 30");
        assert_eq!(figure("", "30"), "30");
    }

    #[test]
    fn a_line_without_a_mark_leads_to_its_list() {
        let list = |items: &[&str]| Block::List {
            start: None,
            items: items.iter().map(|words| item(words, vec![])).collect(),
        };
        let card = |heading: &str, items: &[&str]| Block::Care {
            level: crate::content::block::CareLevel::Urgent,
            heading: line(heading),
            body: vec![list(items)],
        };
        assert_eq!(
            paragraphs(&[card("Gọi 111 khi con", &["sợ đi học", "bỏ ăn"])]),
            ["Cần làm sớm: Gọi 111 khi con: sợ đi học; bỏ ăn."]
        );
        let said = paragraphs(&[card("Gọi 111 nếu", &["Con đã đi gặp, không liên lạc được."])]);
        assert_eq!(said, ["Cần làm sớm: Gọi 111 nếu:", "Con đã đi gặp, không liên lạc được."]);
        let said = paragraphs(&[Block::Paragraph(line("Khi đi mang theo")), list(&["Mũ bảo hiểm."])]);
        assert_eq!(said, ["Khi đi mang theo:", "Mũ bảo hiểm."]);
        let heading = Block::Heading { level: 2, id: String::new(), content: line("Mang theo") };
        assert_eq!(paragraphs(&[heading, list(&["Mũ."])]), ["Mang theo:", "Mũ."]);
        let said = paragraphs(&[Block::Paragraph(line("Trời nắng.")), list(&["Mũ."])]);
        assert_eq!(said, ["Trời nắng.", "Mũ."]);
    }

    #[test]
    fn who_receives_a_document_is_not_told_to_the_village() {
        let to = |words: &str| Block::Paragraph(line(words));
        let list = Block::List { start: None, items: vec![item("Lưu: VT.", vec![])] };
        assert_eq!(paragraphs(&[to("Rào ao."), to("Nơi nhận: TT Đảng ủy; lưu VT./.")]), ["Rào ao."]);
        assert_eq!(paragraphs(&[to("Nơi nhận:"), list, to("Rào ao.")]), ["Rào ao."]);
        assert_eq!(paragraphs(&[to("Nơi nhận hồ sơ là trạm y tế.")]), ["Nơi nhận hồ sơ là trạm y tế."]);
    }

    #[test]
    fn a_line_of_a_verse_is_a_sentence() {
        let verse = ["Con ơi nhớ lấy", "Sông sâu chớ lội, đò đầy", "chớ qua!", "Nhớ nghe"];
        let verse: Vec<Vec<Inline>> = verse.iter().map(|words| line(words)).collect();
        let said = "Con ơi nhớ lấy. Sông sâu chớ lội, đò đầy, chớ qua! Nhớ nghe.";
        assert_eq!(paragraphs(&[Block::Paragraph(verse.join(&Inline::HardBreak))]), [said]);
    }

    #[test]
    fn a_picture_is_not_said() {
        let picture = Picture { target: "a.jpg".into(), alt: "Bàn tiêm".into(), caption: String::new() };
        let mut words = line("Đến trạm y tế.");
        words.push(Inline::Picture(picture.clone()));
        let alone = Block::Paragraph(vec![Inline::Picture(picture)]);
        assert_eq!(paragraphs(&[Block::Paragraph(words), alone]), ["Đến trạm y tế."]);
    }

    #[test]
    fn parts_sections_and_points_are_told_apart() {
        let heading = |words: &str| Block::Heading { level: 2, id: String::new(), content: line(words) };
        let said = paragraphs(&[
            heading("I. Mục đích"),
            heading("1. Yêu cầu"),
            heading("3 việc cần làm"),
            Block::Paragraph(line("b) tạo sự chuyển biến")),
            Block::Paragraph(line("VI PHẠM. Ít thôi")),
        ]);
        assert_eq!(
            said,
            [
                "Phần I: Mục đích.",
                "Mục 1: Yêu cầu.",
                "3 việc cần làm.",
                "Ý b: Tạo sự chuyển biến.",
                "VI PHẠM. Ít thôi."
            ]
        );
    }
}
