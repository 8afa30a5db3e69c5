//! Where a list ends although no empty line says so.
//!
//! A text goes in, the text that Markdown is to read comes out, with the way back to its places. Markdown
//! takes an unindented line behind an item for the rest of that item; whoever types a notice means the end
//! of the list: a greeting, a remark, the next heading. Such a line gets an empty line before it.

use std::borrow::Cow;

use crate::content::lines;

/// A text in which lists end where their author ended them.
pub(super) struct Parted<'t> {
    /// The text to read.
    pub(super) text: Cow<'t, str>,
    /// The places of the line ends that were put into it.
    added: Vec<usize>,
}

impl Parted<'_> {
    /// The place in the text as it was for one in the text to read.
    pub(super) fn place(&self, at: usize) -> usize {
        at - self.added.partition_point(|added| *added < at)
    }
}

/// Parts what stands behind lists from their last items.
pub(super) fn part(text: Cow<'_, str>) -> Parted<'_> {
    let ends = ends(&text);
    if ends.is_empty() {
        return Parted { text, added: Vec::new() };
    }
    let mut parted = String::with_capacity(text.len() + ends.len());
    let mut added = Vec::with_capacity(ends.len());
    let mut copied = 0;
    for end in ends {
        parted.push_str(&text[copied..end]);
        added.push(parted.len());
        parted.push('\n');
        copied = end;
    }
    parted.push_str(&text[copied..]);
    Parted { text: Cow::Owned(parted), added }
}

/// Where the lines begin that end a list.
fn ends(text: &str) -> Vec<usize> {
    let (mut ends, mut is_listed, mut fence) = (Vec::new(), false, None);
    let mut start = 0;
    let mut rest = text.split_inclusive('\n').peekable();
    while let Some(line) = rest.next() {
        let words = line.trim();
        let mark = fence_of(words);
        if let Some((open, length)) = fence {
            // A fence is closed by one that is as long and bare.
            let closes = mark.is_some_and(|(mark, n)| mark == open && n >= length);
            fence = Some((open, length)).filter(|_| !closes || words.contains(|c: char| c != open));
        } else if mark.is_some() {
            (fence, is_listed) = (mark, false);
        } else if is_item(words) {
            is_listed = true;
        } else if words.is_empty() {
            is_listed = false;
        } else if is_listed && words.len() == line.trim_end().len() {
            let underlined = rest.peek().is_some_and(|next| is_underline(next.trim()));
            if !underlined && lines::ends_list(text, start - 1) {
                ends.push(start);
                is_listed = false;
            }
        }
        start += line.len();
    }
    ends
}

/// The mark of a fence and how often it stands.
fn fence_of(words: &str) -> Option<(char, usize)> {
    let mark = words.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let n = words.chars().take_while(|c| *c == mark).count();
    (n > 2).then_some((mark, n))
}

/// `- Mũ`, `* Mũ`, `1. Mũ`, `1) Mũ`.
fn is_item(words: &str) -> bool {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let marks: &[char] = if digits == 0 { &['-', '*', '+'] } else { &['.', ')'] };
    digits < 10 && words[digits..].strip_prefix(marks).is_some_and(|rest| rest.starts_with([' ', '\t']))
}

/// The line below a heading, which would else underline the line that ends a list.
fn is_underline(words: &str) -> bool {
    !words.is_empty() && (words.bytes().all(|b| b == b'-') || words.bytes().all(|b| b == b'='))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parted(text: &str) -> String {
        part(Cow::Borrowed(text)).text.into_owned()
    }

    #[test]
    fn a_line_without_indentation_ends_a_list() {
        assert_eq!(
            parted("1. Trạm\n2. Công an\nGhi chú: trực.\n"),
            "1. Trạm\n2. Công an\n\nGhi chú: trực.\n"
        );
        let notice = "I. Trạm y tế\n  1. Ca sáng\nII. Công an xã\nIII. Đường dây\n   * UBND\nXin cảm ơn";
        let ended = "I. Trạm y tế\n  1. Ca sáng\n\nII. Công an xã\nIII. Đường dây\n   * UBND\n\nXin cảm ơn";
        assert_eq!(parted(notice), ended);
    }

    #[test]
    fn what_goes_on_stays_in_its_item() {
        let long = "chữ ".repeat(20);
        for text in [
            "- Mũ\n  Áo phao\n- Nước",
            "- Mũ và\náo phao",
            "- Mũ\n\nÁo phao",
            "```\n- Mũ\nÁo\n```\nXin",
            "Mũ\nÁo phao",
            "- Mũ\nÁo phao\n---",
            &format!("- {long}của xã\nĐịnh Hóa"),
        ] {
            assert_eq!(parted(text), text);
        }
    }

    #[test]
    fn places_lead_back() {
        let text = "- a\nBé\n- c\nDê";
        let parted = part(Cow::Borrowed(text));
        let back = |word: &str| parted.place(parted.text.find(word).unwrap_or(usize::MAX));
        for word in ["a", "Bé", "- c", "Dê"] {
            assert_eq!(Some(back(word)), text.find(word), "{word}");
        }
        assert_eq!(parted.place(parted.text.len()), text.len());
    }
}
