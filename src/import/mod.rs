//! An official document as bytes becomes a draft with its metadata.
//!
//! In: the bytes of one .docx, .pdf or .txt file. Out: the documents found in it, each with kind, number, issuer, place,
//! date, title, citations, recipients, signer, outline and a Markdown body that keeps the words of the source in their
//! order, and a list of what a person must look at. What a document does not show stays empty; nothing is borrowed from
//! the body for the header. Files and processes are the business of [`edge`]; addresses, localities and publication are
//! not known here.

mod anchors;
mod camera;
mod casing;
mod cites;
mod clean;
mod columns;
mod dates;
mod decode;
mod documents;
mod docx;
pub mod edge;
mod header;
mod issuer;
mod line_ends;
mod lines;
mod markdown;
mod marks;
mod notes;
mod numbers;
mod outline;
mod pdf;
mod public;
mod reflow;
mod report;
mod signature;
mod tables;
mod tail;
mod ties;
mod title;

use serde::Serialize;

pub use camera::{Unbared, without_camera};
pub use dates::PartialDate;
pub use markdown::{Attachment, draft_markdown};
pub use notes::{Note, NoteKind};
pub use pdf::beside::{BesideText, beside_text};
pub use pdf::clean::{Cleaned, clean as clean_pdf};
pub use public::news_stub;
pub use report::report;

/// One file as it lay on the desk.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file's name; only its ending is looked at, and only where the content leaves a choice.
    pub name: &'a str,
    /// The whole file.
    pub bytes: &'a [u8],
}

/// What one file held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// How the text was written.
    #[serde(skip)]
    pub encoding: Encoding,
    /// The documents, in the order of the file; never empty.
    pub documents: Vec<ImportedDocument>,
    /// What a person must look at, and what was left out, by line.
    #[serde(skip)]
    pub look_at: Vec<Note>,
}

/// How the text of a file was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// Unicode as UTF-8.
    Utf8,
    /// Unicode as UTF-16, low byte first.
    Utf16Le,
    /// Unicode as UTF-16, high byte first.
    Utf16Be,
    /// An encoding of the nineties.
    Legacy(crate::vi::legacy::Legacy),
    /// A Word file, Unicode throughout.
    Docx,
    /// A Word file with runs in an old font.
    DocxLegacy(crate::vi::legacy::Legacy),
    /// The text layer of a PDF.
    Pdf,
}

/// One document; serializes to the JSON of `import --dry-run --format json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportedDocument {
    /// Tên loại: "Kế hoạch", "Công văn", …
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// Số và ký hiệu, without spaces: `145-KH/HU`.
    pub number: Option<String>,
    /// The body that issued it, as the header names it.
    pub issuer: Option<String>,
    /// The body named above the issuer.
    pub superior_issuer: Option<String>,
    /// Where it was signed.
    pub place: Option<String>,
    /// When; partial where the day or the month is blank.
    pub date: Option<PartialDate>,
    /// Trích yếu.
    pub title: Option<String>,
    /// Every numbered document it cites, in order of first mention.
    pub cites: Vec<Cite>,
    /// Those of them that it says it carries out; for the draft, where a person looks at it.
    #[serde(skip)]
    pub implements: Vec<String>,
    /// Nơi nhận.
    pub recipients: Vec<String>,
    /// Who signed; `None` where there is no signature block.
    pub signer: Option<Signer>,
    /// Captions, in order.
    pub outline: Vec<Heading>,
    /// Everything the document says, as Markdown.
    pub body: String,
}

/// A document that is cited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cite {
    /// Its number and sign, joined over line breaks.
    pub number: String,
    /// Its date where the text gives one.
    pub date: Option<PartialDate>,
}

/// Who signed, and by what right.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Signer {
    /// On whose behalf: `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`.
    pub authority: Option<String>,
    /// The signer's own position.
    pub position: Option<String>,
    /// The signer's name.
    pub name: Option<String>,
}

/// A caption of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    /// 1 is the outermost level the document uses.
    pub level: u8,
    /// The caption with its mark: `I. MỤC ĐÍCH, YÊU CẦU`.
    pub text: String,
}

/// Why a file was not imported. The file itself is never touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No byte, or no word.
    Empty,
    /// A scan: pages without a text layer.
    NoTextLayer,
    /// Locked with a password.
    Password,
    /// Larger than what is read.
    TooLarge {
        /// The largest size that is read, in bytes.
        limit: u64,
    },
    /// A small file that unpacks to an unreasonable size, or nests without end.
    Bomb,
    /// Starts like a known format and cannot be read.
    Broken {
        /// The format.
        format: &'static str,
        /// What the reader found, for whoever wants to know.
        detail: String,
    },
    /// A format that is not read.
    Unsupported {
        /// The format.
        format: &'static str,
    },
    /// Bytes that are no text in any encoding we know.
    NotText,
    /// Reading took longer than allowed.
    TooSlow,
}

/// A sentence in both languages of the tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Message {
    fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { vi: vi.into(), en: en.into() }
    }
}

impl Refusal {
    /// What is wrong with the file and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::Empty => Message::new(
                "tệp trống: không có chữ nào; hãy mở tệp gốc, kiểm tra rồi lưu lại",
                "the file is empty: it holds no word; open the original, check it and save it again",
            ),
            Self::NoTextLayer => Message::new(
                "tệp chỉ là ảnh chụp (bản quét), không có lớp chữ; hãy xin tệp Word, hoặc nhận dạng chữ (OCR) rồi nhập lại; \
                 tệp gốc được giữ nguyên",
                "the file is a scan without a text layer; ask for the Word file, or run text recognition (OCR) and import \
                 again; the original is kept as it is",
            ),
            Self::Password => Message::new(
                "tệp có mật khẩu; hãy mở bằng mật khẩu, bỏ mật khẩu rồi lưu lại",
                "the file is locked with a password; open it, remove the password and save it again",
            ),
            Self::TooLarge { limit } => Message::new(
                format!("tệp quá lớn (tối đa {} MB); hãy tách tệp hoặc bỏ bớt ảnh", limit / 1_000_000),
                format!(
                    "the file is too large (at most {} MB); split it or take images out",
                    limit / 1_000_000
                ),
            ),
            Self::Bomb => Message::new(
                "tệp nén bung ra quá lớn hoặc lồng nhau quá sâu nên không được mở; hãy xin lại tệp từ nơi gửi",
                "the file unpacks to an unreasonable size or depth and was not opened; ask the sender for it again",
            ),
            Self::Broken { format, detail } => Message::new(
                format!("tệp {format} bị hỏng, không đọc được ({detail}); hãy xin lại tệp từ nơi gửi"),
                format!(
                    "the {format} file is broken and cannot be read ({detail}); ask the sender for it again"
                ),
            ),
            Self::Unsupported { format } => Message::new(
                format!(
                    "chưa đọc được định dạng {format}; hãy mở tệp và lưu thành .docx, .pdf có chữ hoặc .txt"
                ),
                format!(
                    "{format} is not read; open the file and save it as .docx, as .pdf with text, or as .txt"
                ),
            ),
            Self::NotText => Message::new(
                "tệp không phải là văn bản: không bảng mã nào đọc ra chữ Việt; hãy lưu lại thành .docx hoặc .txt (UTF-8)",
                "the file is no text: no encoding gives Vietnamese words; save it again as .docx or as .txt (UTF-8)",
            ),
            Self::TooSlow => Message::new(
                "đọc tệp quá lâu nên đã dừng; hãy lưu thành .docx hoặc .txt rồi nhập lại",
                "reading took too long and was stopped; save it as .docx or .txt and import again",
            ),
        }
    }
}

/// The largest file that is read, in bytes.
pub const MAX_FILE: u64 = 60_000_000;

/// The longest text file that is read, in bytes; the longest law stays under a tenth of it.
pub(crate) const MAX_TEXT: u64 = 8_000_000;

/// Reads one file. Pure: the same bytes give the same value, and nothing else is looked at.
pub fn import(source: &Source<'_>) -> Result<Imported, Refusal> {
    if source.bytes.len() as u64 > MAX_FILE {
        return Err(Refusal::TooLarge { limit: MAX_FILE });
    }
    let reading = match decode::Format::of(source)? {
        decode::Format::Docx => docx::read(source.bytes)?,
        decode::Format::Pdf => decode::pages(&pdf::text(source.bytes)?)?,
        decode::Format::Text => decode::text(source.bytes)?,
    };
    documents::documents(reading)
}

/// Goes on from the text layer of a PDF that another program read: pages divided by form feeds, columns by spaces.
pub fn import_text_layer(layer: &str) -> Result<Imported, Refusal> {
    documents::documents(decode::pages(layer)?)
}
