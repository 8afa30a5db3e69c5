//! What a document carries out, and at what level it was issued, for the chain of documents.
//!
//! In: title, first paragraphs, issuer. Out: the numbers that the document says it carries out, which are fewer than
//! those it cites, and the level where the issuer's name tells it. A proposal for the draft that a person looks at; a
//! basis in law (`Căn cứ Luật …`) is cited and not carried out.

use super::anchors::{fold, kind_at_start};
use super::numbers::{self, Found};

/// So many paragraphs at the start may say what the document carries out.
const BASIS: usize = 8;

/// The numbers that a document carries out, in order of first mention.
pub(super) fn carried_out<'a>(
    title: Option<&str>,
    paragraphs: impl Iterator<Item = &'a str>,
    own: Option<&str>,
) -> Vec<String> {
    let mut found = Vec::new();
    if let Some(title) = title {
        gather(title, &mut found);
    }
    for paragraph in paragraphs.take(BASIS) {
        let start = fold(super::anchors::start_of(paragraph, 40));
        let start = start.trim_start_matches(['-', ' ']);
        let opens = ["THỰC HIỆN", "TRIỂN KHAI", "TIẾP TỤC THỰC HIỆN", "ĐỂ THỰC HIỆN", "THI HÀNH"];
        if opens.iter().any(|open| start.starts_with(open)) {
            gather(paragraph, &mut found);
        }
    }
    found.retain(|number| own.is_none_or(|own| fold(own) != fold(number)));
    found
}

/// The first number behind "thực hiện", and those that are listed beside it.
fn gather(text: &str, numbers: &mut Vec<String>) {
    let all = numbers::find_all(text);
    let mut last: Option<&Found> = None;
    for found in &all {
        let between =
            last.map_or(&text[..found.range.start], |last| &text[last.range.end..found.range.start]);
        let carried = match last {
            None => {
                let before = fold(between);
                ["THỰC HIỆN", "TRIỂN KHAI", "THI HÀNH"].iter().any(|word| before.contains(word))
            }
            Some(_) => is_listed(between),
        };
        if !carried {
            break;
        }
        if !numbers.contains(&found.number) {
            numbers.push(found.number.clone());
        }
        last = Some(found);
    }
}

/// `…; Quyết định số`, `… và Hướng dẫn`: the next of a list, with nothing but its kind before the number.
fn is_listed(between: &str) -> bool {
    let cut =
        [";", ",", " và "].iter().filter_map(|sign| between.rfind(sign).map(|at| at + sign.len())).max();
    let Some(cut) = cut else { return false };
    let tail = between[cut..].trim();
    tail.split_whitespace().count() <= 5
        && kind_at_start(tail).is_some_and(|(_, rest)| matches!(fold(rest).as_str(), "" | "SỐ" | "SỐ:"))
}

/// The level of an issuer whose name tells it.
pub(super) fn level(issuer: &str) -> Option<&'static str> {
    let folded = fold(issuer);
    let has = |words: &[&str]| words.iter().any(|word| format!(" {folded} ").contains(&format!(" {word} ")));
    let starts = |words: &[&str]| words.iter().any(|word| folded.starts_with(word));
    if has(&["XÃ", "PHƯỜNG", "THỊ TRẤN", "ĐẶC KHU", "THÔN", "BẢN", "XÓM"]) && !has(&["THỊ XÃ", "XÃ HỘI"])
    {
        Some("commune")
    } else if has(&["HUYỆN", "HUYỆN ỦY", "THỊ ỦY", "QUẬN", "QUẬN ỦY", "THỊ XÃ"]) {
        Some("district")
    } else if has(&["TỈNH", "TỈNH ỦY", "TỈNH ĐOÀN"]) || starts(&["SỞ "]) {
        Some("province")
    } else if starts(&[
        "BỘ CHÍNH TRỊ",
        "BAN BÍ THƯ",
        "QUỐC HỘI",
        "ỦY BAN THƯỜNG VỤ QUỐC HỘI",
        "CHÍNH PHỦ",
        "THỦ TƯỚNG",
    ]) || has(&["TRUNG ƯƠNG"])
        || (starts(&["BỘ "]) && !starts(&["BỘ CHỈ HUY", "BỘ PHẬN"]))
    {
        Some("central")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, paragraph: &str, wanted: &[&str]) {
        assert_eq!(carried_out(Some(title), std::iter::once(paragraph), None), wanted);
    }

    #[test]
    fn what_is_carried_out_is_told_from_what_is_cited() {
        check(
            "Thực hiện Chỉ thị số 28-CT/TW ngày 25/12/2023 của Bộ Chính trị",
            "Thực hiện Kế hoạch số 15-KH/TU, ngày 01/3/2024 của Tỉnh ủy về việc thực hiện Chỉ thị số 30-CT/TW",
            &["28-CT/TW", "15-KH/TU"],
        );
        check(
            "Triển khai Chỉ thị số 28-CT/TW của Bộ Chính trị; Quyết định số 11/QĐ-TTg của Thủ tướng",
            "Căn cứ Luật Trẻ em số 102/2016/QH13;",
            &["28-CT/TW", "11/QĐ-TTg"],
        );
        check("Về việc sửa đổi Quyết định số 11/QĐ-UBND", "Trẻ em cần được bảo vệ.", &[]);
    }

    #[test]
    fn the_level_is_what_the_issuer_s_name_tells() {
        assert_eq!(level("ỦY BAN NHÂN DÂN XÃ MẪU SƠN HẠ"), Some("commune"));
        assert_eq!(level("PHÒNG LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI"), None);
        assert_eq!(level("HUYỆN ỦY ĐỊNH CỘT"), Some("district"));
        assert_eq!(level("ỦY BAN NHÂN DÂN THỊ XÃ MẪU"), Some("district"));
        assert_eq!(level("SỞ Y TẾ"), Some("province"));
        assert_eq!(level("BỘ Y TẾ"), Some("central"));
        assert_eq!(level("TRƯỜNG MẦM NON HOA"), None);
    }
}
