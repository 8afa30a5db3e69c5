//! What the machine and its libraries say, in Vietnamese.
//!
//! They speak English. The commonest complaints are told in words that say what to do; of what is not
//! known here the English words are given as the machine's own.

/// Words that a complaint contains, and what it means. The first that fits counts.
const KNOWN: [(&str, &str); 38] = [
    ("permission denied", "không có quyền đọc hoặc ghi"),
    ("read-only file system", "ổ đĩa chỉ cho đọc, không ghi được"),
    ("no space left", "đĩa đã đầy"),
    ("quota exceeded", "đã hết dung lượng được cấp"),
    ("no such file or directory", "không có tệp hoặc thư mục này"),
    ("no such device or address", "đây không phải tệp thường"),
    ("no regular file", "đây không phải tệp thường"),
    ("is a directory", "đây là thư mục, không phải tệp"),
    ("not a directory", "đường dẫn đi qua một tệp, không phải thư mục"),
    ("directory not empty", "thư mục không trống"),
    ("file exists", "đã có tệp trùng tên"),
    ("file name too long", "tên tệp quá dài"),
    ("too many open files", "máy mở quá nhiều tệp cùng lúc"),
    ("too many levels of symbolic links", "lối tắt dẫn vòng tròn"),
    ("input/output error", "ổ đĩa trục trặc"),
    ("address already in use", "cổng mạng này đang có chương trình khác dùng"),
    ("cannot assign requested address", "máy này không có địa chỉ mạng ấy"),
    ("failed to lookup address", "không có địa chỉ mạng ấy"),
    ("invalid socket address", "địa chỉ mạng viết sai"),
    ("connection refused", "máy kia không nhận kết nối"),
    ("connection reset", "máy kia ngắt kết nối"),
    ("timed out", "chờ quá lâu không thấy trả lời"),
    ("image format could not be determined", "đây không phải tệp ảnh, hoặc tệp ảnh hỏng"),
    ("is not supported", "tệp kiểu khác mang đuôi tên này"),
    ("image size exceeds limit", "ảnh quá lớn"),
    ("limits are exceeded", "ảnh quá lớn"),
    ("invalid image dimensions", "kích thước ghi trong ảnh sai"),
    ("not enough bytes", "tệp bị cụt"),
    ("unexpected end", "tệp bị cụt"),
    ("unexpected eof", "tệp bị cụt"),
    ("failed to fill whole buffer", "tệp bị cụt"),
    ("recursion limit", "lồng nhau quá sâu"),
    ("recurse further", "lồng nhau quá sâu"),
    ("zip archive", "tệp hỏng, hoặc không phải tệp Word, Excel"),
    ("invalid data", "tệp có chữ không đọc được"),
    ("invalid utf-8", "tệp có chữ không đọc được"),
    ("format error", "tệp hỏng"),
    ("broken", "tệp hỏng"),
];

/// A complaint in Vietnamese.
pub fn of_machine(english: &str) -> String {
    let lower = english.to_lowercase();
    let known = KNOWN.iter().find(|(words, _)| lower.contains(words));
    known.map_or_else(|| format!("máy báo “{english}”"), |(_, vietnamese)| (*vietnamese).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_in_vietnamese() {
        use std::io::{Error, ErrorKind};
        for (number, told) in
            [(2, "không có tệp"), (13, "không có quyền"), (28, "đĩa đã đầy"), (21, "thư mục")]
        {
            let error = Error::from_raw_os_error(number).to_string();
            assert!(of_machine(&error).contains(told), "{error}");
        }
        let error = Error::from(ErrorKind::UnexpectedEof).to_string();
        assert_eq!(of_machine(&error), "tệp bị cụt", "{error}");
        assert_eq!(of_machine("something new"), "máy báo “something new”");
    }
}
