//! Files that are attached, linked or lie in `static/`: what keeps them from being published as they are.
//!
//! What the readers of documents found comes in as a case, never as a program's own words; sentences go
//! out that an official can act on.

use super::{advice, error};
use crate::diag::{Diagnostic, Spot};

/// Why a document cannot be published without its author and what was changed in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Uncleaned {
    /// It is no document of the kind that its name says.
    OtherKind,
    /// It is locked.
    Password,
    /// It unpacks to more than is read, or has too many parts.
    TooLarge,
    /// It is cut or torn.
    Broken,
    /// It holds remarks or changes that cannot be taken out.
    Remarks,
}

impl Uncleaned {
    /// What is wrong and what to do, each in Vietnamese and in English.
    fn told(self) -> [(&'static str, &'static str); 2] {
        match self {
            Uncleaned::OtherKind => [
                (
                    "bên trong tệp không phải loại tài liệu mà đuôi tên tệp nói",
                    "the file is no document of the kind that its name says",
                ),
                (
                    "mở tệp gốc bằng Word, Excel hoặc LibreOffice, lưu lại thành .docx, .xlsx hoặc .pdf; đừng tự đổi đuôi",
                    "open the original in Word, Excel or LibreOffice and save it as .docx, .xlsx or .pdf; don't rename it",
                ),
            ],
            Uncleaned::Password => [
                (
                    "tệp có mật khẩu nên không bỏ được tên người soạn",
                    "the file has a password, so its author cannot be taken out",
                ),
                (
                    "mở tệp bằng mật khẩu, bỏ mật khẩu rồi lưu lại",
                    "open it with the password, remove the password and save it again",
                ),
            ],
            Uncleaned::TooLarge => [
                ("tệp nén mở ra quá lớn nên không được đọc", "the file unpacks to too much and was not read"),
                (
                    "bỏ bớt ảnh hoặc tách thành nhiều tệp; tệp nhận từ người khác thì xin lại bản gốc",
                    "take pictures out or split the file; if somebody sent it, ask for the original again",
                ),
            ],
            Uncleaned::Broken => [
                ("tệp bị hỏng, không đọc được", "the file is broken and cannot be read"),
                (
                    "mở tệp, lưu lại rồi chép vào đây; không mở được thì xin lại tệp từ nơi gửi",
                    "open it, save it again and put it here; if it does not open, ask the sender for it again",
                ),
            ],
            Uncleaned::Remarks => [
                (
                    "tệp còn lời bình hoặc các lần sửa, có tên người viết",
                    "the file holds remarks or changes with the names of their writers",
                ),
                (
                    "mở tệp, xóa lời bình và chấp nhận mọi thay đổi, rồi lưu lại",
                    "open the file, delete remarks, accept all changes, and save it again",
                ),
            ],
        }
    }
}

/// A document whose author and revisions cannot be taken out.
pub fn attachment_not_cleaned(spot: Spot, why: Uncleaned) -> Diagnostic {
    let [(vi, en), (help_vi, help_en)] = why.told();
    error("attachment-not-cleaned", spot, vi.into(), en.into()).help(help_vi, help_en)
}

/// A document of the old kind, which keeps its author and what was deleted.
pub fn attachment_old_format(spot: Spot) -> Diagnostic {
    error(
        "attachment-old-format",
        spot,
        "tệp kiểu cũ này giữ tên người soạn và cả những chữ đã xóa".into(),
        "this old kind of file keeps its author and even deleted words".into(),
    )
    .help(
        "mở tệp rồi lưu lại thành .docx, .xlsx hoặc .pdf",
        "open the file and save it as .docx, .xlsx or .pdf",
    )
}

/// A program or a script.
pub fn attachment_program(spot: Spot) -> Diagnostic {
    error(
        "attachment-program",
        spot,
        "tệp này là chương trình: chạy được trên máy người đọc".into(),
        "this file is a program: it runs on a reader's machine".into(),
    )
    .help(
        "bỏ tệp; người đọc cần xem gì thì đính kèm .pdf, .docx hoặc ảnh",
        "remove it; attach what readers are to see as .pdf, .docx or a picture",
    )
}

/// A page that runs something or calls another host; `words` stand there.
pub fn attachment_runs(spot: Spot, words: &str) -> Diagnostic {
    error(
        "attachment-runs",
        spot,
        "trang này chạy lệnh hoặc tải thứ ở máy chủ khác trên máy người đọc".into(),
        "this page runs code or loads something from another host on a reader's machine".into(),
    )
    .words(words)
    .help(
        "bỏ chỗ ấy; hoặc viết nội dung thành một bài .md, hoặc in ra .pdf rồi đính kèm",
        "remove that part; or write the text as an article, or print it to a .pdf and attach that",
    )
}

/// A digest that is no SHA-256, or that of another file.
pub fn attachment_digest(spot: Spot, own: &str) -> Diagnostic {
    error(
        "attachment-digest",
        spot,
        "`sha256` không phải mã của tệp này: tệp đã đổi hoặc mã chép sai".into(),
        "`sha256` is not that of this file: the file was changed or the digest mistyped".into(),
    )
    .help(
        format!("đúng tệp gốc thì ghi sha256 = \"{own}\"; không thì lấy lại tệp gốc, hoặc bỏ dòng sha256"),
        format!("if it is the original, write sha256 = \"{own}\"; else fetch the original again, or remove the line"),
    )
}

/// A document whose words could not be read and so were not examined.
pub fn attachment_not_read(spot: Spot) -> Diagnostic {
    advice(
        "attachment-not-read",
        spot,
        "không đọc được chữ trong tệp này nên chưa soát được tên và hoàn cảnh trẻ em".into(),
        "the words of this file cannot be read, so they were not examined for children's names".into(),
    )
    .help(
        "tự xem hết các trang, nhất là danh sách; tốt hơn: đính kèm bản có chữ (không phải bản chụp)",
        "look through all pages, lists above all; better: attach a version with text instead of a scan",
    )
}
