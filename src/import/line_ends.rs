//! How a line ends: with its sentence, or in the middle of a phrase.
//!
//! In: the text of a line. Out: yes or no.

use super::anchors::fold;

/// Whether the text ends where a sentence or an item may end.
pub(super) fn ends_sentence(text: &str) -> bool {
    let end = text.trim_end().trim_end_matches(['”', '"', '’', ')', ']', '»']).chars().next_back();
    end.is_none_or(|c| matches!(c, '.' | ';' | ':' | '!' | '?' | '…')) || text.trim_end().ends_with("./")
}

/// The line cannot end here: a comma, a hyphen, a connecting word.
pub(super) fn hangs(text: &str) -> bool {
    let last = text.rsplit(|c: char| !c.is_alphanumeric()).next().map(fold).unwrap_or_default();
    text.ends_with([',', '-', '–', '('])
        || matches!(
            last.as_str(),
            "VÀ" | "CỦA"
                | "CÁC"
                | "VỚI"
                | "CHO"
                | "TẠI"
                | "VỀ"
                | "TRONG"
                | "NHỮNG"
                | "THEO"
                | "LÀ"
                | "TỪ"
                | "ĐẾN"
                | "NGÀY"
                | "SỐ"
                | "NĂM"
                | "THÁNG"
                | "ĐỂ"
                | "BỞI"
                | "HOẶC"
                | "DO"
                | "TRÊN"
                | "VÀO"
                | "CÙNG"
        )
}
