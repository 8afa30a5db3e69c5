//! Who signed: on whose behalf, in what position, under what name.
//!
//! In: the pieces of a signature block in reading order, with the column each stood in. Out: the first signer, and the
//! names of the others. A post typed on one line (`KT. CHỦ TỊCH PHÓ CHỦ TỊCH`) is taken apart. It does not check whether
//! the person may sign.

use super::Signer;
use super::anchors::{self, fold, is_caps, is_name, words};

/// A signature block as it is read.
#[derive(Debug, Default)]
pub(super) struct Block {
    columns: Vec<Column>,
}

#[derive(Debug, Default)]
struct Column {
    authority: Vec<String>,
    position: Vec<String>,
    name: Option<String>,
}

impl Block {
    /// Whether an authority or a position has been seen.
    pub(super) fn has_post(&self) -> bool {
        !self.columns.is_empty()
    }

    /// Whether a post has been seen whose name has not.
    pub(super) fn awaits_name(&self) -> bool {
        self.columns.iter().any(|column| column.name.is_none())
    }

    /// An authority or a position.
    pub(super) fn post(&mut self, column: usize, text: &str) {
        if self.columns.get(column).is_none_or(|open| open.name.is_some() && column + 1 == self.columns.len())
        {
            self.columns.push(Column::default());
        }
        let at = column.min(self.columns.len() - 1);
        let at = if self.columns[at].name.is_some() { self.columns.len() - 1 } else { at };
        let open = &mut self.columns[at];
        for part in split_posts(text) {
            if anchors::starts_authority(part) {
                open.authority.push(part.to_string());
            } else if anchors::starts_position(part) || !open.position.is_empty() || open.authority.is_empty()
            {
                open.position.push(part.to_string());
            } else if let Some(authority) = open.authority.last_mut() {
                authority.push(' ');
                authority.push_str(part);
            }
        }
    }

    /// A signer's name.
    pub(super) fn name(&mut self, column: usize, text: &str) {
        let free = |column: &Column| column.name.is_none();
        let name = text.trim().trim_start_matches('(').trim_end_matches([')', '.']).to_string();
        match self.columns.get_mut(column).filter(|column| free(column)) {
            Some(open) => open.name = Some(name),
            None => {
                if let Some(open) = self.columns.iter_mut().find(|column| free(column)) {
                    open.name = Some(name);
                }
            }
        }
    }

    /// The first signer, and the names of the others.
    pub(super) fn signers(self) -> (Option<Signer>, Vec<String>) {
        let mut signers = self.columns.into_iter().map(|column| Signer {
            authority: joined(&column.authority),
            position: joined(&column.position),
            name: column.name,
        });
        let first = signers.next();
        let others = signers.filter_map(|signer| signer.name.or(signer.position)).collect();
        (first, others)
    }
}

/// Cuts the signer's name off the end of a piece: `- Lưu: VT. Nguyễn Văn A`, `PHÓ CHỦ TỊCH Nguyễn Văn A`.
pub(super) fn cut_name(piece: &str) -> (&str, Option<&str>) {
    let bulleted = super::marks::marker(piece).is_some();
    if is_name(piece) && !bulleted {
        return ("", Some(piece));
    }
    let spans = words(piece);
    for n_words in (2..=5).rev() {
        let Some(at) = spans.len().checked_sub(n_words).filter(|at| *at > 0) else { continue };
        let (head, tail) = piece.split_at(spans[at].0.start);
        let head = head.trim_end();
        let after_post = is_caps(head)
            && !is_caps(tail)
            && (anchors::starts_authority(head) || anchors::starts_position(head));
        // A recipient ends with a sign; what stands behind it in the form of a name is the other column.
        let after_recipient =
            bulleted && head.ends_with(['.', ';', ')', ',']) && anchors::has_family_name(tail);
        if (after_post || after_recipient) && is_name(tail) {
            return (head, Some(tail));
        }
    }
    (piece, None)
}

fn joined(lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// `TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH` as its three parts.
fn split_posts(text: &str) -> Vec<&str> {
    let spans = words(text);
    let mut cuts = vec![0];
    // A post is at least one word long; the words of a longer post are no posts of their own.
    let mut idx = post_length(text, &spans, 0);
    while idx < spans.len() {
        let tail = &text[spans[idx].0.start..];
        let body_of_chairs = fold(&text[..spans[idx].0.start]).trim_end().ends_with("ĐOÀN")
            && fold(tail).starts_with("CHỦ TỊCH");
        let standing =
            ["THƯỜNG TRỰC", "THƯ KÝ", "PHỤ TRÁCH", "ỦY VIÊN"].iter().any(|word| fold(tail).starts_with(word));
        let second_of_pair = idx
            .checked_sub(1)
            .is_some_and(|before| text[spans[before].0.end..spans[idx].0.start].contains(['-', '–', ',']));
        let starts = anchors::starts_authority(tail)
            || (anchors::starts_position(tail) && !standing && !body_of_chairs && !second_of_pair);
        if starts && (anchors::starts_authority(text) || anchors::starts_authority(tail)) {
            cuts.push(spans[idx].0.start);
            idx += post_length(text, &spans, idx);
        } else {
            idx += 1;
        }
    }
    cuts.push(text.len());
    cuts.windows(2).map(|pair| text[pair[0]..pair[1]].trim()).filter(|part| !part.is_empty()).collect()
}

/// How many words from `idx` on are the mark and the post behind it.
fn post_length(text: &str, spans: &[(std::ops::Range<usize>, &str)], idx: usize) -> usize {
    let Some((range, _)) = spans.get(idx) else { return 1 };
    let tail = fold(&text[range.start..]);
    let mark = usize::from(anchors::starts_authority(&tail))
        * if tail.starts_with("T/M")
            || tail.starts_with("K/T")
            || tail.starts_with("T/L")
            || tail.starts_with("T.M")
        {
            2
        } else {
            1
        };
    let Some((rest, _)) = spans.get(idx + mark) else { return mark.max(1) };
    let rest = fold(&text[rest.start..]);
    let longest = anchors::position_length(&rest);
    mark + longest.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posts_on_one_line_are_taken_apart() {
        let cases: [(&str, &[&str]); 6] = [
            (
                "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
                &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
            ),
            ("KT. BỘ TRƯỞNG THỨ TRƯỞNG", &["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"]),
            ("T/M BAN THƯỜNG VỤ PHÓ BÍ THƯ THƯỜNG TRỰC", &["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ THƯỜNG TRỰC"]),
            ("TM. BAN THƯỜNG TRỰC CHỦ TỊCH", &["TM. BAN THƯỜNG TRỰC", "CHỦ TỊCH"]),
            ("CHỦ TỊCH QUỐC HỘI", &["CHỦ TỊCH QUỐC HỘI"]),
            ("KT. TRƯỞNG PHÒNG PHÓ TRƯỞNG PHÒNG", &["KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"]),
        ];
        for (text, wanted) in cases {
            assert_eq!(split_posts(text), wanted);
        }
    }

    #[test]
    fn names_are_cut_off_what_they_are_glued_to() {
        assert_eq!(cut_name("- Lưu: VT, VHXH. Nguyễn Văn A"), ("- Lưu: VT, VHXH.", Some("Nguyễn Văn A")));
        assert_eq!(cut_name("PHÓ CHỦ TỊCH Nguyễn Văn A"), ("PHÓ CHỦ TỊCH", Some("Nguyễn Văn A")));
        assert_eq!(cut_name("- UBND tỉnh Thái Nguyên;").1, None);
    }
}
