//! Two columns that a converter put on one line, taken apart again.
//!
//! In: a line of a header or of a signature block. Out: its pieces from left to right, cut at tabs and wide gaps, and
//! where the columns are glued by a single space, at the words that only ever start or fill a column (mottoes, dates of
//! issue, authorities). The order of the words never changes. It does not know what a piece is for.

use super::anchors::{self, fold, is_caps, words};
use super::dates;

/// Pieces of a header line.
pub(super) fn of_header(text: &str) -> Vec<String> {
    let mut pieces = Vec::new();
    for piece in by_gaps(text) {
        cut_motto(piece, &mut pieces);
    }
    pieces.iter().map(|piece| without_rule(piece).to_string()).filter(|piece| !piece.is_empty()).collect()
}

/// A rule drawn under a body or a motto that came onto the line of the other column.
fn without_rule(piece: &str) -> &str {
    let drawn = |c: char| matches!(c, '-' | '–' | '—' | '_' | '=' | '*' | '~');
    let bare = piece.trim_end_matches(drawn);
    let piece = if piece.len() - bare.len() >= 3 { bare.trim_end() } else { piece };
    let bare = piece.trim_start_matches(drawn);
    if piece.len() - bare.len() >= 3 { bare.trim_start() } else { piece }
}

/// Pieces of a line in the region of recipients and signature.
pub(super) fn of_tail(text: &str) -> Vec<String> {
    by_gaps(text).into_iter().flat_map(cut_signed).flat_map(|piece| cut_authority(&piece)).collect()
}

/// Cuts at tabs and at gaps of three spaces or more, but not at the blank of a form (`ngày    tháng 4`, `Số:    /KH`).
pub(super) fn by_gaps(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut idx = 0;
    while let Some(at) = text[idx..].find([' ', '\t']).map(|at| at + idx) {
        let rest = &text[at..];
        let width = rest.len() - rest.trim_start().len();
        let wide = rest[..width].contains('\t') || rest[..width].chars().count() >= 3;
        idx = at + width;
        if wide && !is_blank_of_form(&text[start..at], &text[idx..]) {
            pieces.push(text[start..at].trim());
            start = idx;
        }
    }
    pieces.push(text[start..].trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// The place and date of issue in a header piece: bytes of the place, bytes of the date.
pub(super) struct Issued {
    /// Where the place's name starts.
    pub(super) place_start: usize,
    /// Where the date starts.
    pub(super) date_start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// What the date says.
    pub(super) written: dates::Written,
}

/// Finds `Chợ Chu, ngày … tháng … năm …`; the place may be glued to what stands left of it.
pub(super) fn find_issued(text: &str) -> Option<Issued> {
    if text.len() > 1_000 {
        return None;
    }
    let (date_start, written, end) = dates::find_in_words(text).or_else(|| place_and_figures(text))?;
    let before = text[..date_start].trim_end().trim_end_matches(',');
    Some(Issued { place_start: place_start(before), date_start, end, written })
}

/// `Hà Nội, ngày 25/12/2023` with nothing behind it.
fn place_and_figures(text: &str) -> Option<(usize, dates::Written, usize)> {
    let comma = text.find(',')?;
    let start = comma + 1 + text[comma + 1..].find(|c: char| !c.is_whitespace())?;
    let (written, taken) = dates::at_start(&text[start..])?;
    let alone = text[start + taken..].trim().trim_end_matches('.').is_empty();
    let short = text[..comma].split_whitespace().count() <= 5;
    let named = place_start(&text[..comma]) == 0;
    (alone && short && named).then_some((start, written, start + taken))
}

/// Where the run of name-like words at the end of `before` starts.
fn place_start(before: &str) -> usize {
    let spans = words(before);
    let last_in_caps = spans.last().is_some_and(|(_, word)| is_caps(word));
    let mut start = before.len();
    for (taken, (idx, (range, word))) in spans.iter().enumerate().rev().enumerate() {
        let between = &before[range.end..start];
        let joins = between.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '-' | '–'));
        if taken >= 6 || !joins || !is_place_word(word, taken == 0, last_in_caps) {
            break;
        }
        // `UBND XÃ A Tân Lập`: a letter behind capitals names the body; `A Lưới` on its own is a place.
        let behind_caps =
            idx.checked_sub(1).is_some_and(|at| is_caps(spans[at].1) && spans[at].1.chars().count() > 1);
        if taken > 0 && word.chars().count() == 1 && behind_caps {
            break;
        }
        start = range.start;
    }
    let run: Vec<&str> = before[start..].split_whitespace().collect();
    let (head, tail) = run.split_at(run.len() / 2);
    // `… xã Tân Lập Tân Lập, ngày`: the body on the left ends in the same name.
    if run.len() >= 4 && head == tail {
        return before.len() - tail.join(" ").len();
    }
    start
}

/// A capitalised word, or the small word of an administrative unit. Words in capitals belong to the body on the left,
/// unless the whole place is in capitals.
fn is_place_word(word: &str, is_last: bool, last_in_caps: bool) -> bool {
    const UNITS: [&str; 11] =
        ["XÃ", "PHƯỜNG", "THỊ", "TRẤN", "HUYỆN", "TỈNH", "THÀNH", "PHỐ", "QUẬN", "ĐẢO", "KHU"];
    let folded = fold(word);
    let shouted = is_caps(word) && word.chars().count() > 1;
    if shouted && !is_last {
        return matches!(folded.as_str(), "TP" | "TX" | "TT") || (last_in_caps && word.chars().count() <= 3);
    }
    word.starts_with(char::is_uppercase) || UNITS.contains(&folded.as_str())
}

/// A gap behind "ngày", "tháng", "năm", "Số:" or before a separator is a blank to fill in.
fn is_blank_of_form(before: &str, after: &str) -> bool {
    let last =
        before.trim_end_matches([':', '.', ' ', '…']).rsplit(|c: char| !c.is_alphabetic()).next().map(fold);
    matches!(last.as_deref(), Some("NGÀY" | "THÁNG" | "NĂM" | "SỐ"))
        || after.starts_with(['/', '-'])
            && before.trim_end().ends_with(|c: char| c.is_ascii_digit() || c == ':' || c == '.')
        || after.starts_with('/')
}

/// Cuts a motto out, and what stands left and right of it.
fn cut_motto(piece: &str, pieces: &mut Vec<String>) {
    let mut rest = piece;
    while let Some((range, _)) = anchors::find_motto(rest) {
        let left = rest[..range.start].trim();
        if !left.is_empty() {
            pieces.push(left.to_string());
        }
        pieces.push(rest[range.clone()].to_string());
        rest = rest[range.end..].trim();
    }
    if !rest.is_empty() {
        pieces.push(rest.to_string());
    }
}

/// Cuts before `(đã ký)`.
fn cut_signed(piece: &str) -> Vec<String> {
    match piece.rfind('(').filter(|at| *at > 0 && anchors::is_signed_mark(&piece[*at..])) {
        Some(at) => vec![piece[..at].trim().to_string(), piece[at..].to_string()],
        None => vec![piece.to_string()],
    }
}

/// Cuts before an authority or a position in capitals that is glued to a recipient.
fn cut_authority(piece: &str) -> Vec<String> {
    let spans = words(piece);
    for (idx, (range, word)) in spans.iter().enumerate().skip(1) {
        let before = piece[..range.start].trim_end();
        let tail = &piece[range.start..];
        let boundary = before.ends_with([';', '.', ',', ':', ')']) || !is_caps(spans[idx - 1].1);
        if !boundary
            || ends_in_mark(before)
            || !is_caps(word)
            || !is_caps(tail)
            || anchors::starts_authority(before)
        {
            continue;
        }
        let sign = anchors::starts_authority(tail)
            || (anchors::starts_position(tail) && tail.split_whitespace().count() >= 2);
        if sign {
            return vec![before.to_string(), tail.to_string()];
        }
    }
    vec![piece.to_string()]
}

/// `TUQ.`, `KT.`: the post behind it belongs to it.
fn ends_in_mark(before: &str) -> bool {
    let last = before.rsplit(char::is_whitespace).next().map(fold).unwrap_or_default();
    matches!(
        last.trim_end_matches([':', '.']),
        "TM" | "T/M"
            | "T.M"
            | "KT"
            | "K/T"
            | "K.T"
            | "TL"
            | "T/L"
            | "T.L"
            | "TUQ"
            | "T/UQ"
            | "TU/Q"
            | "Q"
            | "Q/"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_cut_but_blanks_of_a_form_do_not() {
        assert_eq!(by_gaps("ỦY BAN NHÂN DÂN      CỘNG HÒA"), ["ỦY BAN NHÂN DÂN", "CỘNG HÒA"]);
        assert_eq!(
            by_gaps("Số:      /UBND - VHXX    Chợ Chu, ngày     tháng 4 năm 2024"),
            ["Số:      /UBND - VHXX", "Chợ Chu, ngày     tháng 4 năm 2024"]
        );
    }

    #[test]
    fn glued_columns_are_cut_at_mottoes_and_authorities() {
        assert_eq!(
            of_header("UBND XÃ TÂN LẬP Độc lập - Tự do - Hạnh phúc"),
            ["UBND XÃ TÂN LẬP", "Độc lập - Tự do - Hạnh phúc"]
        );
        assert_eq!(of_tail("Nơi nhận: TM. ỦY BAN NHÂN DÂN"), ["Nơi nhận:", "TM. ỦY BAN NHÂN DÂN"]);
        assert_eq!(of_tail("- Lãnh đạo UBND; PHÓ CHỦ TỊCH"), ["- Lãnh đạo UBND;", "PHÓ CHỦ TỊCH"]);
        assert_eq!(of_tail("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH").len(), 1);
    }

    #[test]
    fn the_place_is_told_from_what_is_glued_to_it() {
        let place =
            |text: &str| find_issued(text).map(|it| text[it.place_start..it.date_start].trim().to_string());
        assert_eq!(place("Chợ Chu, ngày tháng 4 năm 2024").as_deref(), Some("Chợ Chu,"));
        assert_eq!(
            place("của Ban Thường vụ Huyện ủy Chợ Chu, ngày 3 tháng 4 năm 2024").as_deref(),
            Some("Chợ Chu,")
        );
        assert_eq!(place("UBND XÃ A Tân Lập, ngày 3 tháng 4 năm 2024").as_deref(), Some("Tân Lập,"));
        assert_eq!(place("TP. Hồ Chí Minh, ngày 3 tháng 4 năm 2024").as_deref(), Some("TP. Hồ Chí Minh,"));
        assert_eq!(place("Hà Nội, ngày 25/12/2023").as_deref(), Some("Hà Nội,"));
    }
}
