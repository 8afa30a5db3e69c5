//! The fixed words of official forms, and how to recognise them however they are typed.
//!
//! In: a line or a piece of one. Out: whether it is a motto, a kind of document, an issuing body, an authority or a
//! position. Comparison is on folded text: capitals, one tone placement, plain hyphens. It holds vocabulary only; where
//! on the page a word may stand is decided by the callers. Longer than other files because it is the table of words.

use std::ops::Range;

use crate::vi::tone::{Placement, unify};

/// Capitals, tones on the first vowel, eth as Đ, spaces single.
pub(super) fn fold(text: &str) -> String {
    let upper: String =
        text.chars().flat_map(char::to_uppercase).map(|c| if c == 'Ð' { 'Đ' } else { c }).collect();
    let mut out = String::with_capacity(upper.len());
    for word in upper.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    if out.is_ascii() { out } else { unify(&out, Placement::First) }
}

/// Runs of letters and digits with their bytes.
pub(super) fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices() {
        if c.is_alphanumeric() {
            start.get_or_insert(at);
        } else if let Some(from) = start.take() {
            found.push((from..at, &text[from..at]));
        }
    }
    if let Some(from) = start {
        found.push((from..text.len(), &text[from..]));
    }
    found
}

/// At most the first `n_chars` characters: forms say what they are at the start of a line, and a line may be endless.
pub(super) fn start_of(text: &str, n_chars: usize) -> &str {
    text.char_indices().nth(n_chars).map_or(text, |(at, _)| &text[..at])
}

/// A line longer than this (in bytes) is running text and holds no part of a form.
const LONGEST_FORM_LINE: usize = 800;

/// The state's motto, the party's name and the youth union's stand on the right of a header.
const MOTTOS: [&str; 4] = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "ĐỘC LẬP TỰ DO HẠNH PHÚC",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "ĐOÀN TNCS HỒ CHÍ MINH",
];

/// Which motto.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Motto {
    /// The two lines of the state.
    State,
    /// The party's.
    Party,
    /// The youth union's, which is an issuing body elsewhere.
    Youth,
}

/// A motto inside `text`: the bytes it stands on. Typed small it counts only where it is all there is.
pub(super) fn find_motto(text: &str) -> Option<(Range<usize>, Motto)> {
    let may_hold = text.contains(['C', 'c', 'Đ', 'đ', 'Ð']);
    if text.len() > LONGEST_FORM_LINE || !may_hold {
        return None;
    }
    let words = words(text);
    let folded: Vec<String> = words.iter().map(|(_, word)| fold(word)).collect();
    for (idx, motto) in MOTTOS.iter().enumerate() {
        let wanted: Vec<&str> = motto.split(' ').collect();
        // A narrow column breaks the motto; four words of it are enough at the end of a piece.
        for length in (if idx < 3 { 4 } else { wanted.len() }..=wanted.len()).rev() {
            let Some(at) = folded.windows(length).position(|window| window == &wanted[..length]) else {
                continue;
            };
            let partial = length < wanted.len();
            if partial && (at + length != folded.len() || (idx == 2 && length < 4)) {
                continue;
            }
            let alone = at == 0 && at + length == folded.len();
            let shouted = words[at..at + length].iter().all(|(_, word)| is_caps(word));
            if !alone && !shouted && idx != 1 {
                continue;
            }
            let kind = [Motto::State, Motto::State, Motto::Party, Motto::Youth][idx];
            return Some((words[at].0.start..words[at + length - 1].0.end, kind));
        }
    }
    None
}

/// What a motto that is broken in a narrow column still lacks, folded.
pub(super) fn motto_rest(found: &str) -> Option<String> {
    let words: Vec<String> = words(found).iter().map(|(_, word)| fold(word)).collect();
    MOTTOS.iter().find_map(|motto| {
        let wanted: Vec<&str> = motto.split(' ').collect();
        (wanted.len() > words.len() && words.iter().zip(&wanted).all(|(have, want)| have == want))
            .then(|| wanted[words.len()..].join(" "))
    })
}

/// Kinds of documents, the longer names first where one starts with another.
const KINDS: [&str; 54] = [
    "Nghị quyết liên tịch",
    "Thông tư liên tịch",
    "Kế hoạch liên tịch",
    "Kế hoạch liên ngành",
    "Kế hoạch phối hợp",
    "Hướng dẫn liên ngành",
    "Hướng dẫn liên tịch",
    "Chương trình phối hợp",
    "Chương trình hành động",
    "Chương trình công tác",
    "Quy chế phối hợp",
    "Kế hoạch hành động",
    "Nghị quyết",
    "Nghị định",
    "Quyết định",
    "Chỉ thị",
    "Thông tư",
    "Thông báo",
    "Thông tri",
    "Thông cáo",
    "Kế hoạch",
    "Hướng dẫn",
    "Chương trình",
    "Báo cáo",
    "Tờ trình",
    "Kết luận",
    "Quy định",
    "Quy chế",
    "Quy trình",
    "Đề án",
    "Dự án",
    "Phương án",
    "Đề cương",
    "Công điện",
    "Công văn",
    "Giấy mời",
    "Giấy giới thiệu",
    "Giấy ủy quyền",
    "Giấy nghỉ phép",
    "Giấy đi đường",
    "Biên bản",
    "Hợp đồng",
    "Bộ luật",
    "Luật",
    "Pháp lệnh",
    "Lệnh",
    "Hiến pháp",
    "Lời kêu gọi",
    "Thư ngỏ",
    "Chiến lược",
    "Thể lệ",
    "Bản cam kết",
    "Phiếu chuyển",
    "Phiếu gửi",
];

/// A kind of document at the start of `text`, as a title is written, and the text after it.
pub(super) fn kind_at_start(text: &str) -> Option<(&'static str, &str)> {
    if let Some(kind) = spaced_kind(text) {
        return Some((kind, ""));
    }
    let words = words(start_of(text, 60));
    let folded: Vec<String> = words.iter().take(4).map(|(_, word)| fold(word)).collect();
    let initial = folded.first().and_then(|word| word.chars().next());
    KINDS.iter().filter(|kind| kind.chars().next() == initial).find_map(|kind| {
        let wanted = fold(kind);
        let wanted: Vec<&str> = wanted.split(' ').collect();
        let starts =
            folded.len() >= wanted.len() && folded.iter().zip(&wanted).all(|(have, want)| have == want);
        let first_word = words.first().is_some_and(|(range, _)| text[..range.start].trim().is_empty());
        (starts && first_word).then(|| (*kind, text[words[wanted.len() - 1].0.end..].trim_start()))
    })
}

/// `K Ế  H O Ạ C H`: a kind typed with a space after every letter.
fn spaced_kind(text: &str) -> Option<&'static str> {
    let pieces: Vec<&str> = text.split_whitespace().collect();
    if pieces.len() < 4 || pieces.iter().any(|piece| piece.chars().count() > 1) {
        return None;
    }
    let joined = fold(&pieces.concat());
    KINDS.iter().copied().find(|kind| fold(kind).replace(' ', "") == joined)
}

/// The kind an abbreviation in a number stands for.
pub(super) fn kind_of_sign(number: &str) -> Option<&'static str> {
    let sign = number.split(['/', '-']).find(|part| {
        part.chars().any(char::is_alphabetic) && !part.starts_with(|c: char| c.is_ascii_digit())
    })?;
    let kind = match sign {
        "CV" => "Công văn",
        "KH" => "Kế hoạch",
        "CT" => "Chỉ thị",
        "QĐ" | "QĐi" => "Quyết định",
        "NQ" => "Nghị quyết",
        "HD" => "Hướng dẫn",
        "TB" => "Thông báo",
        "BC" => "Báo cáo",
        "TTr" | "TTR" => "Tờ trình",
        "KL" => "Kết luận",
        "CTr" | "CTR" => "Chương trình",
        "GM" => "Giấy mời",
        "CĐ" => "Công điện",
        _ => return None,
    };
    Some(kind)
}

/// First words of bodies that issue documents.
const BODIES: [&str; 62] = [
    "ỦY BAN",
    "UBND",
    "UB MTTQ",
    "UBMTTQ",
    "MTTQ",
    "HỘI ĐỒNG",
    "HĐND",
    "ĐẢNG BỘ",
    "ĐẢNG ỦY",
    "TỈNH ỦY",
    "THÀNH ỦY",
    "HUYỆN ỦY",
    "THỊ ỦY",
    "QUẬN ỦY",
    "CHI BỘ",
    "CHI ỦY",
    "BAN",
    "BCH",
    "BTV",
    "BCĐ",
    "BỘ",
    "SỞ",
    "PHÒNG",
    "CỤC",
    "CHI CỤC",
    "TỔNG CỤC",
    "VỤ",
    "TRUNG TÂM",
    "TRƯỜNG",
    "TRẠM",
    "CÔNG AN",
    "HỘI",
    "ĐOÀN",
    "TỈNH ĐOÀN",
    "THÀNH ĐOÀN",
    "HUYỆN ĐOÀN",
    "THỊ ĐOÀN",
    "XÃ ĐOÀN",
    "LIÊN ĐOÀN",
    "CÔNG ĐOÀN",
    "MẶT TRẬN",
    "TÒA ÁN",
    "VIỆN",
    "VĂN PHÒNG",
    "QUỐC HỘI",
    "CHÍNH PHỦ",
    "THỦ TƯỚNG",
    "CHỦ TỊCH",
    "THANH TRA",
    "KHO BẠC",
    "BẢO HIỂM",
    "ĐÀI",
    "THƯ VIỆN",
    "QUỸ",
    "HỌC VIỆN",
    "LIÊN HIỆP",
    "HIỆP HỘI",
    "ĐỒN",
    "BỆNH VIỆN",
    "TIỂU BAN",
    "THƯỜNG TRỰC",
    "TỔ",
];

/// Whether a body's name starts here.
pub(super) fn starts_body(text: &str) -> bool {
    let folded = fold(start_of(text, 60));
    let folded = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    let prevention = [
        "PHÒNG CHỐNG",
        "PHÒNG, CHỐNG",
        "PHÒNG NGỪA",
        "PHÒNG TRÁNH",
        "BẢO HIỂM Y",
        "TỔ CHỨC",
        "TỔ QUỐC",
        "HỘI NHẬP",
        "BAN HÀNH",
    ];
    !prevention.iter().any(|other| folded.starts_with(other))
        && BODIES.iter().any(|body| {
            folded.strip_prefix(body).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
}

/// A body's name that cannot stand alone: the next line goes on with it.
pub(super) fn wants_more(body: &str) -> bool {
    let folded = fold(body);
    let bare = [
        "ỦY BAN",
        "BAN CHẤP HÀNH",
        "BCH",
        "BAN THƯỜNG VỤ",
        "VĂN PHÒNG",
        "HỘI ĐỒNG",
        "BAN CHỈ HUY",
        "BAN CHỈ ĐẠO",
        "ĐẢNG BỘ",
        "TRƯỜNG",
        "TRUNG TÂM",
        "HỘI",
        "ĐOÀN",
        "LIÊN ĐOÀN",
        "THƯỜNG TRỰC",
        "BAN TỔ CHỨC",
        "BAN THƯỜNG TRỰC",
        "ỦY BAN KIỂM TRA",
        "BAN QUẢN LÝ",
        "BAN ĐẠI DIỆN",
    ];
    bare.contains(&folded.as_str())
        || folded.ends_with([',', '-', '–'])
        || folded.ends_with(" VÀ")
        || folded.ends_with(" CỦA")
}

/// First words of the positions of those who sign.
const POSITIONS: [&str; 52] = [
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "BÍ THƯ",
    "PHÓ BÍ THƯ",
    "GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "TỔNG GIÁM ĐỐC",
    "HIỆU TRƯỞNG",
    "PHÓ HIỆU TRƯỞNG",
    "TRƯỞNG",
    "PHÓ TRƯỞNG",
    "CHÁNH",
    "PHÓ CHÁNH",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
    "THỦ TƯỚNG",
    "PHÓ THỦ TƯỚNG",
    "CỤC TRƯỞNG",
    "PHÓ CỤC TRƯỞNG",
    "CHI CỤC TRƯỞNG",
    "PHÓ CHI CỤC TRƯỞNG",
    "VỤ TRƯỞNG",
    "PHÓ VỤ TRƯỞNG",
    "TỔNG CỤC TRƯỞNG",
    "CHỦ NHIỆM",
    "PHÓ CHỦ NHIỆM",
    "TỔNG BÍ THƯ",
    "THƯỜNG TRỰC",
    "ỦY VIÊN",
    "VIỆN TRƯỞNG",
    "PHÓ VIỆN TRƯỞNG",
    "CHỈ HUY TRƯỞNG",
    "CHỈ HUY PHÓ",
    "CHÍNH TRỊ VIÊN",
    "ĐỒN TRƯỞNG",
    "TRẠM TRƯỞNG",
    "TỔ TRƯỞNG",
    "TỔNG THANH TRA",
    "TỔNG THƯ KÝ",
    "NGƯỜI ĐỨNG ĐẦU",
    "QUYỀN CHỦ TỊCH",
    "Q. CHỦ TỊCH",
    "HỘI TRƯỞNG",
    "PHÓ HỘI TRƯỞNG",
    "ĐỘI TRƯỞNG",
    "THƯ KÝ",
    "CHỦ TỌA",
    "TỔNG PHỤ TRÁCH",
    "KẾ TOÁN",
    "NGƯỜI LẬP",
    "TỔNG KIỂM TOÁN",
    "PHỤ TRÁCH",
];

/// Whether a signer's position starts here.
pub(super) fn starts_position(text: &str) -> bool {
    let folded = fold(start_of(text, 60));
    POSITIONS.iter().any(|position| {
        folded.strip_prefix(position).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', '.']))
    })
}

/// How many words the longest position at the start of a folded text has; 0 for none.
pub(super) fn position_length(folded: &str) -> usize {
    POSITIONS
        .iter()
        .filter(|position| {
            folded.strip_prefix(**position).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
        .map(|position| position.split(' ').count())
        .max()
        .unwrap_or(0)
}

/// The mark of one who signs for another, at the start of `text`: `TM.`, `T/M`, `KT.`, `TL.`, `TUQ.`.
pub(super) fn starts_authority(text: &str) -> bool {
    if !text.starts_with(['T', 'K', 't', 'k']) {
        return false;
    }
    let folded = fold(start_of(text, 60));
    ["TM", "T/M", "T.M", "KT", "K/T", "K.T", "TL", "T/L", "T.L", "TUQ", "T/UQ", "TU/Q"].iter().any(|mark| {
        folded.strip_prefix(mark).is_some_and(|rest| {
            let rest_of_name = rest.trim_start_matches(['.', ' ', ':']);
            (rest.starts_with('.') || rest.starts_with(' '))
                && (starts_position(rest_of_name) || starts_body(rest_of_name) || is_body_more(rest_of_name))
        })
    })
}

fn is_body_more(folded: &str) -> bool {
    ["LÃNH ĐẠO", "TẬP THỂ", "NHÀ TRƯỜNG", "CẤP ỦY", "LIÊN NGÀNH", "CÁC", "ĐƠN VỊ", "TTHĐND", "TT "]
        .iter()
        .any(|head| folded.starts_with(head))
}

/// `(đã ký)`, `(Đã ký và đóng dấu)`, `[daky]`.
pub(super) fn is_signed_mark(text: &str) -> bool {
    let bare: String =
        fold(start_of(text, 40)).chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    let bare = bare.trim();
    bare.starts_with("ĐÃ KÝ")
        || bare == "DAKY"
        || bare == "ĐÃ KÍ"
        || bare == "KÝ"
        || bare.starts_with("KÝ TÊN")
        || bare.starts_with("KÝ, ")
        || bare.starts_with("KÝ GHI")
        || bare.starts_with("KÝ VÀ")
        || bare.starts_with("CHỮ KÝ")
        || bare.starts_with("KÝ SỐ")
}

/// Letters, all of them capitals.
pub(super) fn is_caps(text: &str) -> bool {
    let mut any = false;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if c.is_lowercase() {
            return false;
        }
        any = true;
    }
    any
}

/// A person's name: two to six words, each with one capital at its start, or all in capitals with a family name in front.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim().trim_start_matches('(').trim_end_matches([')', '.']);
    let bare = strip_rank(text);
    let parts: Vec<&str> = bare.split_whitespace().collect();
    if !(2..=6).contains(&parts.len()) || text.ends_with(',') {
        return false;
    }
    let plain = parts.iter().all(|part| {
        part.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-')) && part.chars().count() <= 10
    });
    let titled = parts.iter().all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase)
            && (letters.clone().all(|c| c.is_lowercase() || !c.is_alphabetic())
                || part.contains(['\'', '’', '-']))
    });
    let family = has_family_name(bare);
    plain
        && if is_caps(bare) {
            family && !starts_body(bare) && !starts_position(bare)
        } else {
            titled && (!starts_body(bare) || fold(parts[0]) == "ĐOÀN") && !starts_position(bare)
        }
}

/// Whether the first word, ranks apart, is one of the usual family names.
pub(super) fn has_family_name(text: &str) -> bool {
    let first = strip_rank(text.trim()).split_whitespace().next().map(fold).unwrap_or_default();
    FAMILY_NAMES.split(' ').any(|name| name == first)
}

/// The name without ranks and degrees: `Thượng tá`, `ThS.`, `BS.CKI.`.
fn strip_rank(text: &str) -> &str {
    let mut rest = text;
    loop {
        let folded = fold(rest);
        let rank = [
            "THƯỢNG TÁ ",
            "TRUNG TÁ ",
            "THIẾU TÁ ",
            "ĐẠI TÁ ",
            "ĐẠI ÚY ",
            "THƯỢNG ÚY ",
            "TRUNG ÚY ",
            "THIẾU ÚY ",
            "THIẾU TƯỚNG ",
            "TRUNG TƯỚNG ",
            "BÁC SĨ ",
            "THẠC SĨ ",
            "TIẾN SĨ ",
        ]
        .iter()
        .find(|rank| folded.starts_with(*rank));
        if rank.is_some() {
            let mut spaces = rest.match_indices(' ');
            let Some((at, _)) = spaces.nth(1) else { return rest };
            rest = rest[at..].trim_start();
        } else if let Some((degree, name)) = rest.split_once(['.', ' '])
            && matches!(
                fold(degree).as_str(),
                "THS"
                    | "TS"
                    | "BS"
                    | "BSCKI"
                    | "BSCKII"
                    | "PGS"
                    | "GS"
                    | "CKI"
                    | "CKII"
                    | "KS"
                    | "CN"
                    | "LS"
                    | "BSCK1"
                    | "BSCK2"
                    | "CK1"
                    | "CK2"
            )
        {
            rest = name.trim_start_matches(['.', ' ']);
        } else {
            return rest;
        }
    }
}

const FAMILY_NAMES: &str = "NGUYỄN TRẦN LÊ PHẠM HOÀNG HUỲNH PHAN VŨ VÕ ĐẶNG BÙI ĐỖ HỒ NGÔ DƯƠNG LÝ ĐÀM TÔN TRƯƠNG ĐINH LÂM MAI ĐÀO \
ĐOÀN TRỊNH HÀ LƯƠNG LƯU CAO THÁI TẠ TÔ CHU TĂNG QUÁCH THÂN LA KIỀU TRIỆU NÔNG VI LÒ LÔ QUÀNG CÀ KHA MOONG XỒNG VỪ GIÀNG SÙNG \
THÀO LẦU CỤT HỜ MÙA HẦU MA BẾ HỨA LỤC TÒNG CẦM ĐIÊU ĐÈO CHÂU TIÊU THẠCH SƠN KIM DANH KIÊN NINH NGHIÊM PHÙNG QUẢN TRÀ UÔNG VƯƠNG \
ÔNG ÂU BẠCH BÀNH BIỆN CÙ CUNG DIỆP DOÃN ĐÔNG ĐỒNG GIANG GIÁP HẠ HÁN HÀN HÙNG KHỔNG KHÚC KHƯƠNG LẠI LỤC MẠC MẪN NGỤY NHAN NHỮ ÔN \
PHÍ PHÓ TỪ TỐNG TÀO THI THIỀU TIẾT TRANG TRÌNH TRƯNG VĂN VIÊM XA Y A RAH SIU KSOR RƠ HLÊ NAY NIÊ ÊBAN ALÊ ARẤT BRÍU ZƠRÂM BHLING \
COOR PƠLOONG ĐINH HỒ KPĂ BLÚP";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mottos_are_found_alone_glued_and_broken() {
        let find = |text: &str| find_motto(text).map(|(range, kind)| (text[range].to_string(), kind));
        assert_eq!(find("UBND XÃ A CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM").map(|it| it.1), Some(Motto::State));
        assert_eq!(find("Độc lập – Tự do – Hạnh phúc").map(|it| it.1), Some(Motto::State));
        assert_eq!(find("cộng hòa xã hội chủ nghĩa việt nam").map(|it| it.1), Some(Motto::State));
        assert_eq!(find("CỘNG HÒA XÃ HỘI CHỦ NGHĨA").map(|it| it.1), Some(Motto::State));
        assert_eq!(find("công dân nước Cộng hòa xã hội chủ nghĩa Việt Nam"), None);
        assert_eq!(find("HUYỆN ỦY A ĐẢNG CỘNG SẢN VIỆT NAM").map(|it| it.1), Some(Motto::Party));
    }

    #[test]
    fn kinds_are_known_however_typed() {
        assert_eq!(kind_at_start("KẾ HOẠCH"), Some(("Kế hoạch", "")));
        assert_eq!(kind_at_start("K Ế  H O Ạ C H"), Some(("Kế hoạch", "")));
        assert_eq!(kind_at_start("CHỈ THỊ CỦA BỘ CHÍNH TRỊ"), Some(("Chỉ thị", "CỦA BỘ CHÍNH TRỊ")));
        assert_eq!(kind_at_start("Căn cứ Luật Trẻ em"), None);
    }

    #[test]
    fn names_and_positions_are_told_apart() {
        for name in [
            "Nguyễn Trung Kiên",
            "Tôn Thất Muộn",
            "NGUYỄN VĂN A",
            "Thượng tá Lò Văn B",
            "BS.CKI. Trần Thị C",
            "Vừ Bá D",
        ] {
            assert!(is_name(name), "{name}");
        }
        for other in ["PHÓ CHỦ TỊCH", "Ban Chấp hành Trung ương Đảng,", "Lưu: VT", "Huyện ủy", "Đảng ủy xã"]
        {
            assert!(!is_name(other), "{other}");
        }
        assert!(starts_authority("TM. ỦY BAN NHÂN DÂN"));
        assert!(starts_authority("T/M BAN THƯỜNG VỤ"));
        assert!(starts_authority("KT. CHỦ TỊCH"));
        assert!(!starts_authority("TL tài liệu"));
    }
}
