//! File names with spaces in links and pictures: `![Bàn tiêm](Bàn tiêm.jpg)`.
//!
//! Phones and Zalo name files so, and in Markdown such a target ends at its first space. Before a body
//! is parsed, the spaces of targets that end like a file become a letter of one byte that no author
//! types, so that every place in the text stays what it was; afterwards they are spaces again.

use std::borrow::Cow;

/// Stands for a space while a body is parsed. Nothing that follows shows it.
const STANDS_IN: char = '^';

/// How names of files end.
const KNOWN: [&str; 18] = [
    "jpg", "jpeg", "png", "webp", "gif", "svg", "heic", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx",
    "mp3", "mp4", "csv", "txt",
];

/// The text with targets that a parser reads whole; as long as before.
pub fn readable(text: &str) -> Cow<'_, str> {
    // Hardly any body has such a target, and then nobody has to know where its code stands.
    if !text.contains("](") || text.lines().all(|line| spaced(line).is_empty()) {
        return Cow::Borrowed(text);
    }
    let mut changed = String::new();
    let mut copied = 0;
    let mut fence: Option<&str> = None;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let mark = ["```", "~~~"].into_iter().find(|mark| line.trim_start().starts_with(mark));
        match (fence, mark) {
            (None, Some(mark)) => fence = Some(mark),
            (Some(open), Some(mark)) if open == mark => fence = None,
            // Code shows what stands there.
            (None, None) if !line.contains('`') => {
                for (from, to) in spaced(line) {
                    changed.push_str(&text[copied..start + from]);
                    changed.push_str(&line[from..to].replace(' ', &STANDS_IN.to_string()));
                    copied = start + to;
                }
            }
            _ => {}
        }
        start += line.len();
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    changed.push_str(&text[copied..]);
    Cow::Owned(changed)
}

/// A target with its spaces.
pub fn as_written(target: &str) -> Cow<'_, str> {
    if is_file(target) && target.contains(STANDS_IN) {
        Cow::Owned(target.replace(STANDS_IN, " "))
    } else {
        Cow::Borrowed(target)
    }
}

/// The places of targets with spaces in a line.
fn spaced(line: &str) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(open) = line[from..].find("](").map(|at| from + at + 2) {
        let Some(close) = closing(&line[open..]).map(|at| open + at) else { break };
        let inner = &line[open..close];
        let file = inner.split(" \"").next().unwrap_or(inner).trim_end();
        let is_plain = !file.contains([STANDS_IN, '<', '>', '"', '\n']) && !file.contains("://");
        if is_plain && file.trim_start() == file && file.contains(' ') && is_file(file) {
            places.push((open, open + file.len()));
        }
        from = close;
    }
    places
}

/// Where the bracket before a text closes.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    text.char_indices().find_map(|(at, c)| match c {
        '(' => {
            depth += 1;
            None
        }
        ')' if depth == 0 => Some(at),
        ')' => {
            depth -= 1;
            None
        }
        _ => None,
    })
}

fn is_file(target: &str) -> bool {
    let extension = target.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| KNOWN.contains(&extension.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_spaces_is_read_whole_and_every_place_stays() {
        let text = "Xem ![Bàn tiêm](Bàn tiêm (1).jpg \"Ở trạm\") và [kế hoạch](Kế hoạch 12.pdf).\n";
        let read = readable(text);
        assert_eq!(read, "Xem ![Bàn tiêm](Bàn^tiêm^(1).jpg \"Ở trạm\") và [kế hoạch](Kế^hoạch^12.pdf).\n");
        assert_eq!(read.len(), text.len());
        assert_eq!(as_written("Bàn^tiêm^(1).jpg"), "Bàn tiêm (1).jpg");
    }

    #[test]
    fn code_addresses_and_other_brackets_are_left_alone() {
        for text in [
            "`![a](b c.jpg)`",
            "```\n![a](b c.jpg)\n```\n",
            "[a](https://xa.example/b c.jpg)",
            "[a](b.jpg) (c d)",
            "[a](<b c.jpg>)",
            "[a](chữ thường)",
        ] {
            assert!(matches!(readable(text), Cow::Borrowed(_)), "{text}");
        }
        assert_eq!(as_written("a^b"), "a^b");
    }
}
