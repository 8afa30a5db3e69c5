//! Lines as people type them: a notice line by line, a list with dashes of a word processor.
//!
//! The two lines around a line end of a paragraph come in; whether the end is meant goes out. Markdown
//! joins such lines, and then a notice of five lines is read in one breath. Text that is wrapped at a
//! width stays one paragraph: there the next word would not have fitted.

use crate::content::block::{Block, Inline};
use crate::content::shapes;

/// What a line end within a paragraph means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// The text was wrapped.
    Wrapped,
    /// A line of a verse or an address.
    Verse,
    /// What follows is a line of its own.
    Own,
}

/// A shorter line is not full, however wide the paragraph is.
const NARROW: usize = 60;

/// A line of a verse is not longer.
const VERSE: usize = 45;

/// Judges the line end at a byte of a text.
pub(crate) fn line_end(text: &str, at: usize) -> LineEnd {
    let before = line_before(text, at);
    let after = line_after(text, at);
    let begins = begins_item(after) || begins_with_sign(after) || both_pictures(before, after);
    if begins || begins_item(before) && begins_large(after) {
        return LineEnd::Own;
    }
    let is_typed = shapes::begins_typed(after);
    if !is_typed && !begins_large(after) {
        return LineEnd::Wrapped;
    }
    // `Căn cứ Luật Trẻ em;`: behind such a mark a sentence goes on in small letters.
    if before.ends_with(';') && !after.starts_with(|c: char| c.is_ascii_digit()) {
        return LineEnd::Own;
    }
    if is_full(text, at) {
        // A label begins a line however long the one before is, if that has come to an end.
        let has_ended = before.ends_with(ENDS) || is_labelled(before);
        return if has_ended && (is_typed || is_labelled(after)) { LineEnd::Own } else { LineEnd::Wrapped };
    }
    let is_own = |line: &str| is_labelled(line) || shapes::begins_typed(line) || shapes::is_bold(line);
    let follows = before.ends_with(':')
        || begins_with_sign(before)
        || shapes::both_in_columns(before, after)
        || shapes::one_in_capitals(before, after);
    if follows || is_own(before) || is_own(after) {
        return LineEnd::Own;
    }
    let ends_sentence = before.ends_with(['.', '!', '?', '…']);
    let width = before.chars().count();
    let is_verse = width <= VERSE && !ends_sentence && after.chars().count() <= VERSE;
    if is_verse { LineEnd::Verse } else { LineEnd::Wrapped }
}

/// Whether the unindented line behind the line end at a byte is no part of the item before it: it begins as a
/// line does, and not only because the item was wrapped there.
pub(crate) fn ends_list(text: &str, at: usize) -> bool {
    let (before, after) = (line_before(text, at), line_after(text, at));
    let begins = begins_large(after) && !after.starts_with(|c: char| c.is_ascii_digit());
    let has_ended = before.ends_with(ENDS) || is_labelled(before) && is_labelled(after);
    begins_with_sign(after) || begins && (!is_full(text, at) || has_ended || begins_item(after))
}

/// What a line ends with that is not only full.
const ENDS: [char; 7] = ['.', '!', '?', '…', ';', ':', ')'];

/// Whether the first word behind a line end would not have fitted before it.
fn is_full(text: &str, at: usize) -> bool {
    let next_word = line_after(text, at).split_whitespace().next().map_or(0, |word| word.chars().count());
    line_before(text, at).chars().count() + 1 + next_word > widest(text, at).max(NARROW)
}

/// The blocks of a paragraph whose own lines begin at these places; lines with a typed dash, point or
/// number are a list.
pub(crate) fn blocks(inlines: Vec<Inline>, starts: &[usize]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut rest = inlines;
    let mut lines = Vec::new();
    for start in starts.iter().rev() {
        lines.push(rest.split_off(*start));
    }
    lines.push(rest);
    for mut line in lines.into_iter().rev().filter(|line| !line.is_empty()) {
        let mark = take_mark(&mut line);
        let block = paragraph(line);
        match (mark, blocks.last_mut()) {
            (Mark::None, _) => blocks.push(block),
            (Mark::Dash, Some(Block::List { start: None, items })) => items.push(vec![block]),
            (Mark::Number(number), Some(Block::List { start: Some(first), items }))
                if u64::try_from(items.len()).is_ok_and(|n| *first + n == number) =>
            {
                items.push(vec![block]);
            }
            (Mark::Dash, _) => blocks.push(Block::List { start: None, items: vec![vec![block]] }),
            (Mark::Number(first), _) => {
                blocks.push(Block::List { start: Some(first), items: vec![vec![block]] });
            }
        }
    }
    blocks
}

/// A paragraph that holds a picture and nothing else is a figure.
pub(crate) fn paragraph(mut inlines: Vec<Inline>) -> Block {
    match inlines.pop() {
        Some(Inline::Picture(picture)) if inlines.is_empty() => Block::Figure(picture),
        last => {
            inlines.extend(last);
            Block::Paragraph(inlines)
        }
    }
}

/// The mark before a typed item.
enum Mark {
    None,
    Dash,
    /// `1/`
    Number(u64),
}

/// Takes the mark from the head of a line.
fn take_mark(line: &mut [Inline]) -> Mark {
    let Some(Inline::Text(text)) = line.first_mut() else { return Mark::None };
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok().filter(|_| digits < 3);
    let rest = match number {
        Some(_) => text[digits..].strip_prefix('/'),
        None => text.strip_prefix(DASHES),
    };
    let Some(rest) = rest.and_then(|rest| rest.strip_prefix(BLANKS)) else { return Mark::None };
    *text = rest.trim_start().to_owned();
    number.map_or(Mark::Dash, Mark::Number)
}

/// What stands behind the mark of an item.
const BLANKS: [char; 3] = [' ', '\u{a0}', '\t'];

/// What word processors put before the items of a list.
const DASHES: [char; 9] = ['–', '—', '•', '●', '▪', '·', '◦', '➢', '✓'];

/// `– Mang mũ`, `1/ Khai báo`, `II. Công an xã`, `a) Gia đình`: an item of a list that Markdown does not know.
fn begins_item(line: &str) -> bool {
    let spaced = |rest: &str| rest.starts_with(BLANKS);
    if line.strip_prefix(DASHES).is_some_and(spaced) {
        return true;
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=2).contains(&digits) {
        return line[digits..].strip_prefix('/').is_some_and(spaced);
    }
    let roman = line.bytes().take_while(|byte| matches!(byte, b'I' | b'V' | b'X')).count();
    if roman > 0 {
        return line[roman..].strip_prefix(['.', '/', ')']).is_some_and(spaced);
    }
    let mut chars = line.chars();
    let letter = chars.next().is_some_and(|c| c.is_ascii_lowercase() || c == 'đ');
    letter && chars.as_str().strip_prefix(')').is_some_and(spaced)
}

/// `Thời gian: 8 giờ`, `**Địa điểm:** nhà văn hóa`: a few words and a colon, then what they name.
fn is_labelled(line: &str) -> bool {
    const WORDS: usize = 5;
    let bare = without_sign(line).trim_start_matches(['*', '_']);
    let Some((label, rest)) = bare.split_once(':') else { return false };
    // `8:30`, not `Buổi 2: bơi`
    let is_clock = rest.starts_with(|c: char| c.is_ascii_digit());
    begins_large(bare)
        && !is_clock
        && (1..=WORDS).contains(&label.split_whitespace().count())
        && !label.contains(['.', '!', '?', '(', '['])
}

/// `📍 Địa điểm: sân nhà văn hóa`, `1️⃣ Rửa tay`: a sign and then a line of its own.
fn begins_with_sign(line: &str) -> bool {
    without_sign(line).len() < line.trim_start_matches(['*', '_']).len() && begins_large(line)
}

/// A line without the emoji, the arrow or the digit in a box that it begins with.
fn without_sign(line: &str) -> &str {
    let bare = line.trim_start_matches(['*', '_']);
    let boxed = bare.trim_start_matches(|c: char| c.is_ascii_digit() || c == '\u{fe0f}');
    let is_sign = |c: char| matches!(c, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{fe0f}' | '\u{200d}' | '\u{20e3}');
    let rest = if boxed.starts_with('\u{20e3}') { boxed } else { bare };
    let without = rest.trim_start_matches(is_sign);
    if without.len() < bare.len() { without.trim_start() } else { line }
}

fn begins_large(line: &str) -> bool {
    let first = without_sign(line).trim_start_matches(['*', '_', '“', '"']).chars().next();
    first.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
}

/// Pictures in lines of their own, each with its caption.
fn both_pictures(before: &str, after: &str) -> bool {
    let is_picture = |line: &str| line.starts_with("![") && line.ends_with(')');
    is_picture(before) && is_picture(after)
}

/// So many lines on both sides tell the width of a paragraph; it may have ten thousand.
const NEAR: usize = 12;

/// The longest line of the paragraph near a place.
fn widest(text: &str, at: usize) -> usize {
    let is_text = |line: &&str| !bare(line).is_empty();
    let above = text[..at].rsplit('\n').take(NEAR).take_while(is_text);
    let below = text[at..].split('\n').skip(1).take(NEAR).take_while(is_text);
    above.chain(below).map(|line| bare(line).chars().count()).max().unwrap_or(0)
}

fn line_before(text: &str, at: usize) -> &str {
    bare(text[..at].rsplit('\n').next().unwrap_or(""))
}

fn line_after(text: &str, at: usize) -> &str {
    let rest = text[at..].trim_start_matches(['\r', '\n']);
    bare(rest.split('\n').next().unwrap_or(""))
}

/// A line without the marks of a quotation around it.
fn bare(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t']).trim_end()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str) -> Vec<LineEnd> {
        text.match_indices('\n').map(|(at, _)| line_end(text, at)).collect()
    }

    #[test]
    fn a_notice_is_read_line_by_line() {
        let notice = "Kính mời quý phụ huynh:\nThời gian: 8h ngày 5/12/2026\nĐịa điểm: Nhà văn hóa xã\n\
                      **Liên hệ:** cô Lan 0900 000 000\nTrân trọng.";
        assert_eq!(ends(notice), [LineEnd::Own; 4]);
        assert_eq!(ends("Buổi 1: làm quen nước\nBuổi 2: nổi"), [LineEnd::Own]);
        assert_eq!(ends("> Thời gian: 8 giờ\n> Địa điểm: nhà văn hóa"), [LineEnd::Own]);
    }

    #[test]
    fn a_sign_or_a_label_begins_a_line() {
        let signs = "🕖 Thời gian: 19h00, 25/9/2026\n**📍 Địa điểm:** sân nhà văn hóa\n🎁 Quà trung thu\n\
                     ☎️ LH: 0912345678\n1️⃣ Rửa tay\nXin cảm ơn.";
        assert_eq!(ends(signs), [LineEnd::Own; 5]);
        assert_eq!(ends("Chúc các em vui\n🎉"), [LineEnd::Wrapped]);
        let long =
            "Bước 2: Trẻ dưới 1 tuổi: đặt nằm sấp trên cẳng tay, vỗ lưng 5 cái; lật ngửa, ấn ngực 5 cái.";
        assert_eq!(ends(&format!("{long}\nBước 3: Trẻ trên 1 tuổi: ấn bụng 5 cái.")), [LineEnd::Own]);
        let long = long.trim_end_matches('.').replace(':', ",");
        assert_eq!(ends(&format!("{long} cho trẻ\nHoàng Mẫu: ấn bụng 5 cái.")), [LineEnd::Wrapped]);
        assert_eq!(ends("I. Trạm y tế\nII. Công an xã\nV. Đoàn"), [LineEnd::Own; 2]);
    }

    #[test]
    fn what_is_typed_line_by_line_stays_so() {
        for text in [
            "Điều 1. Không tắm sông một mình\nĐiều 2. Không lội suối",
            "1, Rào ao\n2, Đậy giếng",
            "Rào ao\n1.2. Đậy giếng",
            "» Rào ao\n» Đậy giếng",
            "-> Rào ao\n-> Đậy giếng",
            "o Rào ao\no Đậy giếng",
            "Vậy đề nghị bà con tham gia đông đủ.\nT/M BAN CÔNG TÁC MẶT TRẬN",
            "THÔNG BÁO\nVề việc nghỉ học phòng tránh bão",
            "Xóm 1 | 7h | Nhà văn hóa\nXóm 2 | 8h | Nhà văn hóa",
            "**1. Thời gian**\n8h đến 11h ngày 6/12.",
            "Căn cứ Công điện số 12/CĐ-UBND ngày 27/11/2026;\nNhà trường thông báo cho học sinh nghỉ học.",
        ] {
            assert_eq!(ends(text), [LineEnd::Own], "{text}");
        }
        assert_eq!(ends("mười\n1,5 lít nước"), [LineEnd::Verse]);
        assert_eq!(ends("ỦY BAN NHÂN DÂN\nXÃ ĐỊNH HÓA"), [LineEnd::Verse]);
        assert_eq!(ends("theo\n**Điều 5** và **Điều 6** của luật này"), [LineEnd::Verse]);
    }

    #[test]
    fn typed_items_are_lines() {
        assert_eq!(ends("– mang mũ\n– mang nước"), [LineEnd::Own]);
        assert_eq!(ends("1/ Khai báo\n2/ Ký tên"), [LineEnd::Own]);
        assert_eq!(ends("a) gia đình;\nđ) nhà trường"), [LineEnd::Own]);
        assert_eq!(ends("![Một](a.jpg \"Ảnh\")\n![Hai](b.jpg)"), [LineEnd::Own]);
    }

    #[test]
    fn a_wrapped_text_stays_one_paragraph() {
        let wrapped = "Trẻ nhỏ chỉ cần vài xăng ti mét nước là có thể đuối, kể cả trong chậu, xô và bể nhỏ.\n\
                       Người lớn phải ở trong tầm với khi trẻ ở gần nước, không nhìn điện thoại, theo Nghị định\n\
                       Chính phủ mới ban hành và các hướng dẫn của Bộ Y tế.\nĐây là câu cuối của đoạn văn này.";
        assert_eq!(ends(wrapped), [LineEnd::Wrapped; 3]);
        assert_eq!(ends("Gọi ngay 111 khi\nthấy trẻ bị đánh."), [LineEnd::Wrapped]);
        assert_eq!(ends("Có hai cách.\nCách thứ nhất là gọi 111."), [LineEnd::Wrapped]);
        assert_eq!(ends("Lớp học mở lúc\n8:30 sáng thứ bảy."), [LineEnd::Verse]);
    }

    #[test]
    fn verses_keep_their_lines() {
        assert_eq!(ends("Con cò bay lả bay la\nBay từ ruộng lúa bay ra cánh đồng"), [LineEnd::Verse]);
    }

    #[test]
    fn typed_marks_become_lists() {
        let line = |text: &str| Inline::Text(text.to_owned());
        let typed = ["Mang theo:", "– Mũ", "• Nước", "1/ Khai báo", "2/ Ký tên", "4/ Nộp", "– 1/2 viên"];
        let starts: Vec<usize> = (1..typed.len()).collect();
        let blocks = blocks(typed.iter().map(|text| line(text)).collect(), &starts);
        let shape = |block: &Block| match block {
            Block::List { start, items } => (*start, items.len()),
            _ => (None, 0),
        };
        let shapes: Vec<_> = blocks.iter().map(shape).collect();
        assert_eq!(shapes, [(None, 0), (None, 2), (Some(1), 2), (Some(4), 1), (None, 1)]);
        assert_eq!(blocks[0], Block::Paragraph(vec![line("Mang theo:")]));
    }

    #[test]
    fn a_place_knows_only_the_lines_near_it() {
        let wide = "chữ ".repeat(50);
        let far = format!("{wide}\n{}cuối", "dòng ngắn\n".repeat(NEAR + 1));
        assert_eq!(widest(&far, far.rfind('\n').unwrap_or(0)), "dòng ngắn".chars().count());
        assert_eq!(widest(&far, wide.len()), wide.trim_end().chars().count());
    }
}
