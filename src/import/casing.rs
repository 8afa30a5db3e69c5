//! Names of bodies written in capitals, as they are written in running text.
//!
//! In: `HUYỆN ỦY ĐỊNH HÓA`. Out: `Huyện ủy Định Hóa`. Words of offices come from a list; every other word is taken for a
//! name. Names that are not all in capitals come back as they are. It does not complete abbreviations.

use super::anchors::{fold, is_caps};

/// Phrases of offices as they are written inside a sentence; longer ones first where one starts with another.
const PHRASES: [&str; 76] = [
    "Ủy ban nhân dân",
    "Hội đồng nhân dân",
    "Ủy ban Mặt trận Tổ quốc Việt Nam",
    "Ủy ban Mặt trận Tổ quốc",
    "Mặt trận Tổ quốc Việt Nam",
    "Ủy ban Kiểm tra",
    "Ban Thường trực",
    "Ban Thường vụ",
    "Ban Chấp hành",
    "Ban Tuyên giáo và Dân vận",
    "Ban Tuyên giáo",
    "Ban Dân vận",
    "Ban Tổ chức",
    "Ban Chỉ đạo",
    "Ban Bí thư",
    "Bộ Chính trị",
    "Ban Bảo vệ chăm sóc sức khỏe cán bộ",
    "Đảng bộ",
    "Đảng ủy",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Thị ủy",
    "Quận ủy",
    "Chi bộ",
    "Trung ương",
    "Văn phòng",
    "Hội Liên hiệp Phụ nữ",
    "Hội Cựu chiến binh",
    "Hội Nông dân",
    "Hội Bảo vệ quyền trẻ em",
    "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
    "Đoàn TNCS Hồ Chí Minh",
    "Liên đoàn Lao động",
    "Sở Lao động - Thương binh và Xã hội",
    "Phòng Lao động - Thương binh và Xã hội",
    "Lao động - Thương binh và Xã hội",
    "Sở Giáo dục và Đào tạo",
    "Phòng Giáo dục và Đào tạo",
    "Bộ Giáo dục và Đào tạo",
    "Sở Văn hóa, Thể thao và Du lịch",
    "Sở Văn hóa và Thể thao",
    "Phòng Văn hóa và Thông tin",
    "Phòng Văn hóa - Xã hội",
    "Bộ Y tế",
    "Sở Y tế",
    "Phòng Y tế",
    "Bộ Công an",
    "Công an",
    "Sở Nội vụ",
    "Phòng Nội vụ",
    "Sở Tư pháp",
    "Phòng Tư pháp",
    "Trung tâm Y tế",
    "Trạm Y tế",
    "Trung tâm",
    "Trường Tiểu học",
    "Trường Trung học cơ sở",
    "Trường Trung học phổ thông",
    "Trường Mầm non",
    "Thủ tướng Chính phủ",
    "Chính phủ",
    "Quốc hội",
    "Ủy ban Thường vụ Quốc hội",
    "Thành phố",
    "Thị trấn",
    "Thị xã",
    "Phường",
    "Huyện",
    "Tỉnh",
    "Quận",
    "Đặc khu",
    "Xã",
    "Thôn",
    "và",
    "Việt Nam",
];

/// Administrative words that are small inside a name: `Ủy ban nhân dân xã Tân Lập`.
const SMALL: [&str; 11] =
    ["Thành phố", "Thị trấn", "Thị xã", "Phường", "Huyện", "Tỉnh", "Quận", "Đặc khu", "Xã", "Thôn", "và"];

/// The name as it is written in running text.
pub(super) fn natural(name: &str) -> String {
    if !is_caps(name) {
        return name.to_string();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let mut out: Vec<String> = Vec::new();
    let mut idx = 0;
    while idx < words.len() {
        if let Some((phrase, n_words)) = phrase_at(&words[idx..]) {
            let small = idx > 0 && SMALL.contains(&phrase);
            out.push(if small { phrase.to_lowercase() } else { phrase.to_string() });
            idx += n_words;
        } else {
            out.push(capitalised(words[idx]));
            idx += 1;
        }
    }
    out.join(" ")
}

fn phrase_at(words: &[&str]) -> Option<(&'static str, usize)> {
    PHRASES
        .iter()
        .filter_map(|phrase| {
            let n_words = phrase.split(' ').count();
            let here = words.get(..n_words)?.join(" ");
            (fold(&here) == fold(phrase)).then_some((*phrase, n_words))
        })
        .max_by_key(|(_, n_words)| *n_words)
}

/// `ĐỊNH` → `Định`; abbreviations stay.
fn capitalised(word: &str) -> String {
    let bare: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    let abbreviation = word.contains(['&', '/', '.'])
        || (bare.chars().count() > 1 && !crate::vi::syllable::is_syllable(&bare));
    if abbreviation {
        return word.to_string();
    }
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_string() + &letters.as_str().to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_capitals_become_readable() {
        assert_eq!(natural("HUYỆN ỦY ĐỊNH HÓA"), "Huyện ủy Định Hóa");
        assert_eq!(natural("ỦY BAN NHÂN DÂN THỊ TRẤN CHỢ CHU"), "Ủy ban nhân dân thị trấn Chợ Chu");
        assert_eq!(natural("UBND XÃ TÂN DÂN"), "UBND xã Tân Dân");
        assert_eq!(natural("BỘ CHÍNH TRỊ"), "Bộ Chính trị");
        assert_eq!(natural("Bộ Y tế"), "Bộ Y tế");
    }
}
