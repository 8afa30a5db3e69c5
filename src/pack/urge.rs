//! Whether a line tells somebody to do something.
//!
//! Words come in with their marks (`dạy` is an act, `dậy` another, `đây` is none). A few words urge
//! wherever they stand; of the verbs, some act anywhere and the commonest only where a clause begins.

/// Words that urge or forbid, and words that announce steps.
const ANYWHERE: &[&str] = &[
    "hãy", "đừng", "chớ", "nên", "phải", "cần", "mời", "cấm", "xin", "ngay", "cách", "việc", "bước", "gọi",
    "báo", "dạy", "dặn", "trông", "giữ", "đậy", "rào", "khóa", "khoá", "tắt", "lưu", "chụp", "chặn", "xóa",
    "xoá", "dừng", "tránh", "khám", "tiêm", "ép", "ngắt", "xối", "ném", "hô", "cứu", "lấp", "buộc", "kiểm",
    "chuẩn", "đăng", "nộp", "bảo", "phòng", "đeo", "mặc", "nhắc", "cất", "bịt", "dọn", "hoãn", "ôm", "khen",
];

/// Verbs that act where a clause begins; elsewhere they are mere words.
const AT_BEGINNING: &[&str] = &[
    "không",
    "đội",
    "cho",
    "để",
    "đặt",
    "đến",
    "tới",
    "đi",
    "đưa",
    "mang",
    "ra",
    "vào",
    "ở",
    "về",
    "làm",
    "học",
    "tập",
    "chơi",
    "ăn",
    "uống",
    "ngủ",
    "rửa",
    "chia",
    "gửi",
    "tìm",
    "lập",
    "ký",
    "nhận",
    "tham",
    "thay",
    "giúp",
    "nghe",
    "xem",
    "đọc",
    "nhớ",
    "hỏi",
    "nói",
    "kể",
    "tin",
    "mở",
    "đóng",
    "úp",
    "thổi",
    "che",
    "cởi",
    "chọn",
    "viết",
    "dán",
    "ghi",
    "đo",
    "cắt",
    "trả",
    "lắng",
    "canh",
    "cùng",
    "lên",
    "treo",
    "cắm",
    "thử",
    "sạc",
    "bế",
    "chườm",
    "nẹp",
    "thắt",
    "nhường",
    "nằm",
    "quan",
    "theo",
    "đổi",
    "bật",
    "chạy",
    "thoát",
    "nhờ",
    "thở",
    "ngồi",
    "dùng",
    "bỏ",
];

/// Whether a line tells somebody to do something.
pub fn urges(line: &str) -> bool {
    let line = line.to_lowercase();
    let is_mark = |c: char| !c.is_alphanumeric();
    if line.split(is_mark).any(|word| ANYWHERE.contains(&word)) {
        return true;
    }
    let clauses = line.split(|c: char| ":;.,!?–•\"“(".contains(c));
    clauses.filter_map(first_word).any(|word| AT_BEGINNING.contains(&word))
}

/// The first word of a clause behind its number.
fn first_word(clause: &str) -> Option<&str> {
    clause.split(|c: char| !c.is_alphanumeric()).find(|word| word.chars().any(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_acts_urges_and_what_tells_does_not() {
        for line in [
            "Hãy cử rõ một người lớn trông trẻ.",
            "Cho con từ 6 tuổi đi học bơi",
            "Trẻ bị bỏng: xối nước sạch",
            "Ông bà trông cháu: làm xong bảng này",
            "• Không đổ nước lên đầu",
            "3. Đến trạm y tế",
            "Năm việc trước mùa mưa",
        ] {
            assert!(urges(line), "{line}");
        }
        for line in [
            "Nước ở quanh ta",
            "Trẻ em là ai",
            "Hội thi đã kết thúc tại nhà văn hóa",
            "Đây là chuyện ở trường",
        ] {
            assert!(!urges(line), "{line}");
        }
    }
}
