//! A file as a whole: what keeps it from being read.
//!
//! Nothing in such a file can be read further.

use super::error;
use crate::diag::{Diagnostic, Spot};

/// A file of nothing.
pub fn file_empty(spot: Spot) -> Diagnostic {
    error("file-empty", spot, "tệp trống".into(), "the file is empty".into()).help(
        "viết phần đầu giữa hai dòng `+++` rồi đến bài, hoặc xóa tệp",
        "write front matter between two lines `+++` and then the text, or delete the file",
    )
}

/// The file is no UTF-8.
pub fn file_not_utf8(spot: Spot) -> Diagnostic {
    error(
        "file-not-utf8",
        spot,
        "tệp không phải chữ Unicode (UTF-8); từ chỗ này không đọc được".into(),
        "the file is not Unicode (UTF-8); it cannot be read from here on".into(),
    )
    .help(
        "mở tệp rồi lưu lại dạng UTF-8; tài liệu gõ bằng phông cũ (.VnTime, VNI) thì dùng `mangnon import`",
        "open it and save it as UTF-8; for texts in old fonts (.VnTime, VNI) use `mangnon import`",
    )
}

/// The file holds a zero byte: it is no text.
pub fn file_binary(spot: Spot) -> Diagnostic {
    error("file-binary", spot, "tệp không phải văn bản".into(), "the file is not text".into()).help(
        "chỉ để tệp Markdown có đuôi .md trong content; tệp khác đặt cạnh bài và đính kèm",
        "keep only Markdown under .md in content; put other files beside an article and attach them",
    )
}

/// The file is larger than any article.
pub fn file_too_large(spot: Spot, bytes: u64, limit: u64) -> Diagnostic {
    error(
        "file-too-large",
        spot,
        format!("tệp dài {bytes} byte, quá mức {limit} byte cho một bài"),
        format!("the file has {bytes} bytes, more than the {limit} of an article"),
    )
    .help(
        "chia thành nhiều bài, hoặc đính kèm tệp gốc",
        "split it into several articles, or attach the original",
    )
}

/// A file could not be read.
pub fn file_unreadable(spot: Spot, reason: &str) -> Diagnostic {
    error(
        "file-unreadable",
        spot,
        format!("không đọc được tệp: {reason}"),
        format!("the file cannot be read: {reason}"),
    )
    .help("kiểm tra quyền đọc và liên kết của tệp", "check the file's permissions and links")
}

/// A source that was saved while the site was built.
pub fn source_changed(spot: Spot) -> Diagnostic {
    error(
        "source-changed",
        spot,
        "tệp vừa đổi trong lúc đang dựng trang, nên lần này chưa đăng gì".to_owned(),
        "the file changed while the site was built, so nothing was published this time".to_owned(),
    )
    .help("lưu xong thì chạy lại `mangnon build`", "save it, then run `mangnon build` again")
}

/// A symbolic link.
pub fn symbolic_link(spot: Spot) -> Diagnostic {
    error(
        "symbolic-link",
        spot,
        "đây là liên kết tượng trưng; trang chỉ đọc tệp thật trong thư mục của mình".into(),
        "this is a symbolic link; a site reads only real files of its own folder".into(),
    )
    .help("chép tệp thật vào đây thay cho liên kết", "put a copy of the real file here instead")
}

/// Two files whose names differ only in how their letters are composed.
pub fn names_equal(spot: Spot, other: &str) -> Diagnostic {
    error(
        "file-names-equal",
        spot,
        format!("tên tệp trùng với `{other}` (chỉ khác cách gõ dấu)"),
        format!("the file's name equals that of `{other}` (only the marks are composed differently)"),
    )
    .help("đổi tên một trong hai tệp", "rename one of them")
}

/// A front matter line that is missing.
pub fn front_matter_absent(spot: Spot) -> Diagnostic {
    error(
        "front-matter-absent",
        spot,
        "tệp phải bắt đầu bằng dòng `+++`".into(),
        "the file must begin with a line `+++`".into(),
    )
    .help(
        "thêm ở đầu tệp: +++, title = \"…\", rồi +++",
        "add at the top of the file: +++, title = \"…\", then +++",
    )
}

/// Front matter without an end.
pub fn front_matter_open(spot: Spot) -> Diagnostic {
    error(
        "front-matter-open",
        spot,
        "phần đầu mở bằng `+++` mà không có dòng `+++` đóng lại".into(),
        "the front matter opens with `+++` and no line `+++` closes it".into(),
    )
    .help("thêm một dòng chỉ có `+++` trước phần bài viết", "add a line with `+++` alone before the text")
}

/// TOML that cannot be parsed; `reason` is the parser's, in English.
pub fn toml_unreadable(spot: Spot, reason: &str) -> Diagnostic {
    let first = reason.lines().next().unwrap_or("");
    error(
        "toml",
        spot,
        format!("không hiểu được chỗ này: {}", toml_reason(first)),
        format!("cannot read this: {first}"),
    )
    .help(
        "mỗi dòng có dạng khóa = giá trị; chữ đặt trong dấu nháy kép, ngày và số thì không",
        "every line is key = value; texts stand in double quotes, dates and numbers do not",
    )
}

/// The parser's common complaints in Vietnamese.
fn toml_reason(reason: &str) -> String {
    const KNOWN: [(&str, &str); 15] = [
        // A word that begins like `nan`, `inf` or `true` is taken for one of these.
        ("expected `nan`", "chữ phải đặt trong dấu nháy kép"),
        ("expected `inf`", "chữ phải đặt trong dấu nháy kép"),
        ("invalid boolean", "chữ phải đặt trong dấu nháy kép"),
        ("duplicate key", "khóa này đã có ở trên"),
        ("invalid basic string", "chuỗi chưa đóng dấu nháy hoặc có ký tự lạ"),
        ("unclosed", "thiếu dấu đóng"),
        ("missing closing quote", "thiếu dấu nháy đóng"),
        ("string values must be quoted", "chữ phải đặt trong dấu nháy kép"),
        ("missing value", "sau dấu = chưa có giá trị"),
        ("extra `=`", "thừa dấu ="),
        ("key with no value", "khóa chưa có dấu = và giá trị"),
        ("invalid date", "ngày viết sai, ví dụ đúng: 2026-05-12"),
        ("datetime", "ngày giờ viết sai, ví dụ đúng: 2026-05-12T07:00:00"),
        ("invalid integer", "số viết sai"),
        ("unexpected", "có ký tự không đúng chỗ"),
    ];
    let found = KNOWN.iter().find(|(english, _)| reason.contains(english));
    found.map_or_else(|| reason.to_owned(), |(_, vietnamese)| (*vietnamese).to_owned())
}
