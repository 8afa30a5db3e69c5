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
    /// It holds macros.
    Macro,
    /// It holds other files.
    Embedded,
    /// It fetches something from another file or machine when it is opened.
    Linked,
    /// It holds a picture of a kind that keeps place and camera.
    Picture,
    /// It is signed in a form that keeps the names of its makers.
    Signed,
    /// It holds sheets, rows, columns, slides or shapes that whoever opens it does not see.
    Hidden,
}

/// What is said of [`Uncleaned::Hidden`].
const HIDDEN: [(&str, &str); 2] = [
    (
        "bảng tính có trang, dòng hoặc cột ẩn, hoặc bài chiếu có trang hay hình ẩn: người mở không thấy, nhưng ai cũng bấm hiện ra được",
        "the workbook has hidden sheets, rows or columns, or the slides a hidden one or a hidden shape: not seen at first, and shown by a click",
    ),
    (
        "bấm phải vào tên trang, chọn Hiện (Unhide); với dòng, cột: bấm Ctrl+A, bấm phải vào số dòng hay chữ cột, chọn Hiện, bỏ cả bộ lọc; xem có tên hay số của ai không, rồi xóa hoặc để hiện; lưu lại",
        "right-click a sheet, choose Unhide; for rows and columns press Ctrl+A, right-click a row number or column letter, choose Unhide, and clear filters; look for names and numbers of persons, then delete or leave them shown; save again",
    ),
];

impl Uncleaned {
    /// What is wrong and what to do, each in Vietnamese and in English.
    fn told(self) -> [(&'static str, &'static str); 2] {
        match self {
            Uncleaned::Macro
            | Uncleaned::Embedded
            | Uncleaned::Linked
            | Uncleaned::Picture
            | Uncleaned::Signed => self.told_of_inside(),
            Uncleaned::Hidden => HIDDEN,
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

impl Uncleaned {
    /// The same of what is within a document.
    fn told_of_inside(self) -> [(&'static str, &'static str); 2] {
        match self {
            Uncleaned::Macro => [
                (
                    "tệp có macro, tức là lệnh chạy trên máy người đọc",
                    "the file holds macros, which run on a reader's machine",
                ),
                (
                    "mở tệp, lưu lại thành .docx, .xlsx, .pptx hoặc .pdf (loại không có macro) rồi đính kèm bản đó",
                    "open it, save it as .docx, .xlsx, .pptx or .pdf (kinds without macros), and attach that",
                ),
            ],
            Uncleaned::Embedded => [
                (
                    "bên trong tài liệu còn tệp khác (bảng Excel, công thức, phim, tệp kèm) không soát được",
                    "the document holds other files (a sheet, a formula, a film, something attached) that cannot be examined",
                ),
                (
                    "xóa tệp nhúng khỏi tài liệu, hoặc lưu tài liệu thành .pdf; tệp nhúng cần cho người đọc thì đính kèm riêng",
                    "delete what is embedded, or save the document as .pdf; attach by itself what readers need",
                ),
            ],
            Uncleaned::Linked => [
                (
                    "tài liệu lấy ảnh hoặc số liệu từ tệp khác, máy khác: mở ra là gọi tới đó, và lộ đường dẫn trên máy người soạn",
                    "the document fetches pictures or figures from another file or host when it is opened, and tells paths of its author's machine",
                ),
                (
                    "Word: bấm Ctrl+A rồi Ctrl+Shift+F9, chèn ảnh thẳng vào bài; Excel: Dữ liệu, Sửa liên kết, Ngắt liên kết; hoặc lưu thành .pdf",
                    "Word: press Ctrl+A, then Ctrl+Shift+F9, and insert pictures into the text; Excel: Data, Edit Links, Break Link; or save it as .pdf",
                ),
            ],
            Uncleaned::Signed => [
                (
                    "tài liệu Word, Excel có chữ ký số: giữ nguyên thì lộ người soạn, bỏ tên thì chữ ký hỏng",
                    "a signed office file: as it is it tells its author, and without that the signature breaks",
                ),
                (
                    "lưu tài liệu thành .pdf rồi ký số bản .pdf (bản .pdf đã ký được đăng nguyên vẹn)",
                    "save it as .pdf and sign that (a signed .pdf is published byte for byte)",
                ),
            ],
            _ => [
                (
                    "ảnh trong tài liệu thuộc kiểu giữ nơi chụp mà không bỏ được (TIFF, HEIC…)",
                    "a picture within is of a kind that keeps its place and cannot be freed of it (TIFF, HEIC…)",
                ),
                (
                    "lưu ảnh thành .jpg hoặc .png rồi chèn lại; hoặc lưu tài liệu thành .pdf",
                    "save the picture as .jpg or .png and insert it again; or save the document as .pdf",
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

/// A file that holds other files.
pub fn attachment_archive(spot: Spot) -> Diagnostic {
    error(
        "attachment-archive",
        spot,
        "tệp nén hoặc thư điện tử chứa tệp khác: không soát được, cũng không bỏ được nơi chụp và tên người soạn ở từng tệp bên trong".into(),
        "an archive or a mail holds other files: they cannot be examined, nor freed of places and authors".into(),
    )
    .help(
        "giải nén rồi đính kèm từng tệp (ảnh .jpg, .png; tài liệu .pdf, .docx, .xlsx): người đọc bằng điện thoại cũng mở được ngay",
        "unpack it and attach each file (pictures .jpg, .png; documents .pdf, .docx, .xlsx): phones open these at once",
    )
}

/// A file of a kind that is not known.
pub fn attachment_kind(spot: Spot) -> Diagnostic {
    error(
        "attachment-kind",
        spot,
        "đuôi tên tệp không nói đúng đây là loại tệp gì, nên không soát được và không bỏ được nơi chụp, tên người soạn".into(),
        "its ending does not say what kind of file it is: it cannot be examined, nor freed of place and author".into(),
    )
    .help(
        "ảnh thì lưu thành .jpg hoặc .png, tài liệu thì .pdf, .docx hoặc .xlsx, ghi âm thì .mp3, rồi đính kèm tệp ấy",
        "save a picture as .jpg or .png, a document as .pdf, .docx or .xlsx, a recording as .mp3, and attach that",
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

/// A file so large that it is not read whole, and so not cleaned.
pub fn asset_too_large(spot: Spot, bytes: u64, limit: u64) -> Diagnostic {
    let [has, most] = [bytes, limit].map(|n| n >> 20);
    error(
        "asset-too-large",
        spot,
        format!("tệp nặng {has} MB, quá mức {most} MB cho một tệp được đăng"),
        format!("the file has {has} MB, more than the {most} MB of a file that is published"),
    )
    .help(
        "cắt thành nhiều đoạn ngắn hoặc nén lại: đoạn phim xuất ở 480p, tài liệu lưu với ảnh nhỏ hơn",
        "cut it into short pieces or compress it: export a film at 480p, save a document with smaller pictures",
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
