//! A file as a whole: what keeps it from being read.
//!
//! Nothing in such a file can be read further.

use super::slips;
use super::{error, warning};
use crate::diag::machine::of_machine;
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

/// UTF-16 that is cut or torn.
pub fn file_utf16(spot: Spot) -> Diagnostic {
    error(
        "file-utf16",
        spot,
        "tệp lưu dạng UTF-16 và đã hỏng: không đọc được".into(),
        "the file is torn UTF-16: it cannot be read".into(),
    )
    .help(
        "mở bằng Notepad, chọn Lưu thành (Save as), ô Mã hóa (Encoding) chọn UTF-8; không mở được thì lấy lại bản gốc",
        "open it in Notepad, choose Save as with the encoding UTF-8; if it does not open, fetch the original again",
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
        format!("không đọc được tệp: {}", of_machine(reason)),
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

/// A file that somebody took for an article.
pub fn file_no_article(spot: Spot, renamed: &str, is_office: bool) -> Diagnostic {
    let name = spot.file.as_str().to_owned();
    let found = warning(
        "file-no-article",
        spot,
        "tệp này không thành bài: chỉ tệp có đuôi .md mới là bài".into(),
        "this file becomes no article: only files that end in .md do".into(),
    );
    if is_office {
        return found.help(
            format!("chạy: mangnon import \"{name}\"; tệp chỉ để tải về thì đính kèm vào một bài bằng [[attachments]]"),
            format!("run: mangnon import \"{name}\"; a file for downloading is attached to an article by [[attachments]]"),
        );
    }
    found.help(
        format!("đổi tên tệp thành {renamed} (Windows hay giấu đuôi .txt: trong thư mục chọn Xem, Phần mở rộng tên tệp); không phải bài thì chuyển ra ngoài content"),
        format!("rename it to {renamed} (Windows hides .txt: in its folder choose View, File name extensions); what is no article lies elsewhere than in content"),
    )
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

/// A file whose name nobody can type: an article could not name it, nor a link lead to it.
pub fn file_name(spot: Spot) -> Diagnostic {
    error(
        "file-name",
        spot,
        "tên tệp hoặc thư mục có ký tự không gõ được (xuống dòng, tab) hay viết bằng bảng mã cũ, ở đây thay bằng \u{fffd}".into(),
        "the name of the file or its folder has a letter that cannot be typed (line break, tab) or is not in UTF-8, here shown as \u{fffd}".into(),
    )
    .help(
        "đổi tên tệp: chữ thường không dấu, số, gạch nối; tệp không cần thì xóa",
        "rename the file: small letters without marks, digits, hyphens; delete it if it is not needed",
    )
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

/// A front matter line that is missing, or, if the file begins nearly so, is not quite right.
pub fn front_matter_absent(spot: Spot, is_near: bool) -> Diagnostic {
    if is_near {
        return error(
            "front-matter-absent",
            spot,
            "dòng đầu tệp phải là đúng ba dấu `+++`: đang có dấu cách hoặc chữ đứng sau, hoặc có gì đứng trước".into(),
            "the first line must be `+++` alone: a blank or words stand behind it, or something before it".into(),
        )
        .help(
            "xóa dòng trống, dấu cách ở đầu tệp và dấu cách sau `+++`",
            "remove empty lines and blanks at the top of the file, and blanks behind `+++`",
        );
    }
    error(
        "front-matter-absent",
        spot,
        "tệp phải bắt đầu bằng dòng `+++`".into(),
        "the file must begin with a line `+++`".into(),
    )
    .help(
        "thêm ở đầu tệp: +++, title = \"…\", rồi +++; đang dùng hai dòng --- thì thay bằng +++, và `tên: giá trị` thành tên = \"giá trị\"",
        "add at the top of the file: +++, title = \"…\", then +++; lines of --- become +++, and `key: value` becomes key = \"value\"",
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

/// TOML that cannot be parsed; `reason` is the parser's, in English, `text` what is parsed.
pub fn toml_unreadable(spot: Spot, reason: &str, text: &str) -> Diagnostic {
    let line = text.lines().nth((spot.at.line as usize).saturating_sub(1)).unwrap_or("");
    let slip = slips::unclosed(&spot, text).or_else(|| slips::in_line(&spot, line));
    if let Some(slip) = slip {
        return slip;
    }
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
    const KNOWN: [(&str, &str); 16] = [
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
        ("invalid time", "giờ viết sai, ví dụ đúng: 2026-05-12T07:00:00"),
        ("datetime", "ngày giờ viết sai, ví dụ đúng: 2026-05-12T07:00:00"),
        ("invalid integer", "số viết sai"),
        ("unexpected", "có ký tự không đúng chỗ"),
    ];
    let found = KNOWN.iter().find(|(english, _)| reason.contains(english));
    found.map_or_else(|| of_machine(reason), |(_, vietnamese)| (*vietnamese).to_owned())
}
