//! An author's own words for the loudspeaker as paragraphs to be read.
//!
//! Text with line ends comes in, paragraphs without them go out. A line end within a sentence is a space;
//! behind an item of a list, or where the next word had room on the line and was set below it on purpose,
//! it ends a sentence: else a telephone number would run into what follows.

use crate::pack::say::sentence;

/// Lines shorter than this are no measure of how wide an author writes.
const NARROW: usize = 60;

/// The paragraphs of a text; an empty line stands between them.
pub(super) fn paragraphs_of(text: &str) -> Vec<String> {
    let widest = text.lines().map(|line| line.trim().chars().count()).max().unwrap_or(0).max(NARROW);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut open = None;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            open = None;
            continue;
        }
        let (words, is_item) = without_mark(line);
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        match (open, paragraphs.last_mut()) {
            (Some(before), Some(paragraph)) => {
                if is_item || ends_on_purpose(before, &words, widest) {
                    *paragraph = sentence(paragraph);
                }
                paragraph.push(' ');
                paragraph.push_str(&words);
            }
            _ => paragraphs.push(words),
        }
        open = Some(line);
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// A line without the point or dash of an item; numbers are said.
fn without_mark(line: &str) -> (&str, bool) {
    let bare = ["- ", "– ", "+ ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark));
    let number = line.split(' ').next().unwrap_or_default();
    let digits = number.trim_end_matches(['.', ')']);
    let is_numbered = digits.len() + 1 == number.len()
        && (1..=2).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit());
    (bare.unwrap_or(line).trim(), bare.is_some() || is_numbered)
}

/// Whether a line ended although the next word would have had room on it, and a new sentence may begin.
fn ends_on_purpose(before: &str, next: &str, widest: usize) -> bool {
    let word = next.split(' ').next().unwrap_or_default();
    let had_room = before.chars().count() + 1 + word.chars().count() <= widest;
    let is_open = before.ends_with([',', ';', '-', '–']);
    had_room && !is_open && !next.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_their_own_are_sentences_and_broken_lines_are_not() {
        let text = "Mời bà con họp.\n- Mang theo: sổ, bút\n- Gọi 111 hoặc UBND xã: 0208 000 0000\nXem tại trang của xã\n";
        let said =
            "Mời bà con họp. Mang theo: sổ, bút. Gọi 111 hoặc UBND xã: 0208 000 0000. Xem tại trang của xã";
        assert_eq!(paragraphs_of(text), [said]);
        let broken = "Mời cha mẹ và các cháu từ sáu tuổi trở lên đến nhà văn hóa xóm\nBản Mới lúc bảy giờ,\nThứ Bảy tuần này\nđể nhận áo phao.\n\nXin cảm ơn.";
        let said = "Mời cha mẹ và các cháu từ sáu tuổi trở lên đến nhà văn hóa xóm Bản Mới lúc bảy giờ, Thứ Bảy tuần này để nhận áo phao.";
        assert_eq!(paragraphs_of(broken), [said, "Xin cảm ơn."]);
    }
}
