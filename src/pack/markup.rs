//! Marks of Markdown in an author's own wording: Zalo and loudspeakers show or say them as typed.
//!
//! A line comes in; its marks go out, for whoever warns of them, or the line as it is read without them.

/// Marks that stand on both sides of words.
const PAIRS: [&str; 5] = ["**", "__", "~~", "`", "*"];

/// The marks of a line, as they are written.
pub fn marks(line: &str) -> Vec<&str> {
    let mut found: Vec<&str> = opening(line).map(|(mark, _)| mark.trim_end()).into_iter().collect();
    found.extend(PAIRS.into_iter().filter(|mark| pair(line, mark).is_some()));
    found.extend(link(line).map(|link| &line[link.start..link.end]));
    // Two stars are not one star twice.
    if found.contains(&"**") {
        found.retain(|mark| *mark != "*");
    }
    found
}

/// A text without its marks.
pub(super) fn without_marks(text: &str) -> String {
    text.lines().map(bare).collect::<Vec<_>>().join("\n")
}

fn bare(line: &str) -> String {
    let mut line = match opening(line) {
        Some(("* ", rest)) => format!("• {rest}"),
        Some((_, rest)) => rest.to_owned(),
        None => line.to_owned(),
    };
    while let Some(found) = link(&line) {
        let said = found.said(&line);
        line.replace_range(found.start..found.end, &said);
    }
    for mark in PAIRS {
        while let Some((open, close)) = pair(&line, mark) {
            line.replace_range(close..close + mark.len(), "");
            line.replace_range(open..open + mark.len(), "");
        }
    }
    line
}

/// The mark of a heading, an item or a quotation, and what stands behind it.
fn opening(line: &str) -> Option<(&str, &str)> {
    let trimmed = line.trim_start();
    let hashes = trimmed.bytes().take_while(|byte| *byte == b'#').count();
    let length =
        if (1..=6).contains(&hashes) { hashes } else { usize::from(trimmed.starts_with(['*', '>'])) };
    let rest = trimmed.get(length..)?.strip_prefix(' ')?;
    (length > 0).then(|| (&trimmed[..=length], rest.trim_start()))
}

/// Where two marks stand that hold words between them.
fn pair(line: &str, mark: &str) -> Option<(usize, usize)> {
    let own = mark.chars().next()?;
    let places: Vec<usize> = line.match_indices(mark).map(|(at, _)| at).collect();
    let before = |at: usize| line[..at].chars().next_back();
    let behind = |at: usize| line[at + mark.len()..].chars().next();
    let is_word = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace() && c != own);
    let is_apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != own);
    let opens = |at: &usize| is_word(behind(*at)) && is_apart(before(*at));
    let closes = |at: &usize| is_word(before(*at)) && is_apart(behind(*at));
    let open = places.iter().copied().find(opens)?;
    let close = places.into_iter().filter(|at| *at > open + mark.len()).find(closes)?;
    Some((open, close))
}

/// A link or picture as Markdown writes it, by bytes.
struct Link {
    start: usize,
    middle: usize,
    end: usize,
}

impl Link {
    /// Its words, and the address if somebody may go there.
    fn said(&self, line: &str) -> String {
        let words = line[self.start..self.middle].trim_start_matches(['!', '[']);
        let target = &line[self.middle + 2..self.end - 1];
        let is_address = target.starts_with("http") && !words.contains(target);
        if is_address { format!("{words}: {target}") } else { words.to_owned() }
    }
}

fn link(line: &str) -> Option<Link> {
    let middle = line.find("](")?;
    let open = line[..middle].rfind('[')?;
    let end = middle + line[middle..].find(')')? + 1;
    let start = if line[..open].ends_with('!') { open - 1 } else { open };
    (!line[middle..end].contains(' ')).then_some(Link { start, middle, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_and_taken_away_and_honest_signs_stay() {
        for (line, found, bare_line) in [
            ("Gọi **111** ngay", vec!["**"], "Gọi 111 ngay"),
            ("## Việc cần làm", vec!["##"], "Việc cần làm"),
            ("Xem [bài này](abc)", vec!["[bài này](abc)"], "Xem bài này"),
            ("* một việc", vec!["*"], "• một việc"),
            ("> trích lời", vec![">"], "trích lời"),
            (
                "# Họp **xóm** [tại đây](https://zalo.me/x)",
                vec!["#", "**", "[tại đây](https://zalo.me/x)"],
                "Họp xóm tại đây: https://zalo.me/x",
            ),
            ("*Lưu ý:* mang `sổ` và ~~bút~~", vec!["~~", "`", "*"], "Lưu ý: mang sổ và bút"),
            ("• một việc", vec![], "• một việc"),
            ("Họp tổ #3 lúc 2*3 giờ, 2 * 3 * 4", vec![], "Họp tổ #3 lúc 2*3 giờ, 2 * 3 * 4"),
            ("Họ tên: __________ Lớp: ____", vec![], "Họ tên: __________ Lớp: ____"),
            ("Điểm 8/10 (tốt) [nháp]", vec![], "Điểm 8/10 (tốt) [nháp]"),
        ] {
            assert_eq!(marks(line), found, "{line}");
            assert_eq!(bare(line), bare_line, "{line}");
        }
    }
}
