//! What a person must look at after an import, and what was left out and why.
//!
//! In: what the other modules noticed. Out: [`Note`]s with a line of the source and a sentence in both languages. All
//! sentences of an import stand in this file, so that they can be read and translated in one place.

use super::PartialDate;

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Line of the source (paragraph of a .docx), from 1; 0 where it concerns the whole file.
    pub line: usize,
    /// What sort of thing.
    pub kind: NoteKind,
    /// The sentence in Vietnamese.
    pub vi: String,
    /// The sentence in English.
    pub en: String,
}

/// What sort of thing a note is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// The importer decided; a person must see whether it is right.
    Check,
    /// The document does not show it; a person must fill it in or leave it empty.
    Missing,
    /// Stood in the source and does not stand in the draft.
    LeftOut,
    /// Stands in the source and looks like a slip.
    Spelling,
}

pub(super) fn note(line: usize, kind: NoteKind, vi: impl Into<String>, en: impl Into<String>) -> Note {
    Note { line, kind, vi: vi.into(), en: en.into() }
}

pub(super) fn page_number(line: usize, text: &str) -> Note {
    note(
        line,
        NoteKind::LeftOut,
        format!("bỏ số trang `{text}`"),
        format!("left out the page number `{text}`"),
    )
}

pub(super) fn ornament(line: usize, text: &str) -> Note {
    let shown: String = text.chars().take(12).collect();
    note(
        line,
        NoteKind::LeftOut,
        format!("bỏ dòng kẻ trang trí `{shown}`"),
        format!("left out the ornamental line `{shown}`"),
    )
}

pub(super) fn footnote_moved(line: usize, mark: &str) -> Note {
    note(
        line,
        NoteKind::Check,
        format!("chú thích {mark} nằm giữa câu, đã chuyển xuống sau đoạn văn"),
        format!("the footnote {mark} stood inside a sentence and was moved behind its paragraph"),
    )
}

pub(super) fn number_blank(line: usize, text: &str) -> Note {
    note(
        line,
        NoteKind::Missing,
        format!("văn bản chưa có số: `{text}`; điền số khi đã phát hành"),
        format!("the document has no number yet: `{text}`; fill it in once it is issued"),
    )
}

pub(super) fn no_number(line: usize) -> Note {
    note(line, NoteKind::Missing, "không thấy số, ký hiệu ở phần đầu", "no number stands in the header")
}

pub(super) fn no_date(line: usize) -> Note {
    note(
        line,
        NoteKind::Missing,
        "không thấy ngày ban hành ở phần đầu",
        "no date of issue stands in the header",
    )
}

pub(super) fn date_partial(line: usize, date: PartialDate) -> Note {
    note(
        line,
        NoteKind::Missing,
        format!("ngày ban hành còn để trống, chỉ biết `{date}`"),
        format!("the date of issue is incomplete, only `{date}` is given"),
    )
}

pub(super) fn date_impossible(line: usize, text: &str) -> Note {
    note(
        line,
        NoteKind::Check,
        format!("ngày không có trong lịch: `{text}`"),
        format!("no such day in the calendar: `{text}`"),
    )
}

pub(super) fn no_issuer(line: usize, hint: Option<&str>) -> Note {
    let (vi, en) = hint.map_or_else(
        || (String::new(), String::new()),
        |body| (format!("; phần ký ghi `{body}`"), format!("; the signature says `{body}`")),
    );
    note(
        line,
        NoteKind::Missing,
        format!("không thấy tên cơ quan ban hành ở phần đầu{vi}"),
        format!("no issuing body stands in the header{en}"),
    )
}

pub(super) fn no_signer(line: usize) -> Note {
    note(
        line,
        NoteKind::Missing,
        "không thấy phần ký (chức vụ, họ tên người ký)",
        "no signature block (position and name) was found",
    )
}

pub(super) fn more_signers(line: usize, names: &str) -> Note {
    note(
        line,
        NoteKind::Check,
        format!("có nhiều người ký; còn lại: {names}"),
        format!("several people signed; the others: {names}"),
    )
}

pub(super) fn carries_out(line: usize, numbers: &str) -> Note {
    note(
        line,
        NoteKind::Check,
        format!("ghi là thực hiện {numbers}; xem lại dòng `implements` của bản nháp"),
        format!("taken to carry out {numbers}; look at `implements` in the draft"),
    )
}

pub(super) fn original_keeps() -> Note {
    note(
        0,
        NoteKind::Check,
        "tệp Word gốc để cạnh bản nháp còn giữ tên người soạn, lời bình và vết sửa; trước khi công khai hãy thay bằng \
         bản PDF hoặc bỏ mục `[[attachments]]`",
        "the Word original beside the draft still holds its author, comments and tracked changes; before it is published \
         put a PDF in its place or remove `[[attachments]]`",
    )
}

pub(super) fn no_recipients(line: usize) -> Note {
    note(line, NoteKind::Missing, "không thấy mục Nơi nhận", "no list of recipients (Nơi nhận) was found")
}

pub(super) fn repeated(line: usize, first: usize, start: &str) -> Note {
    note(
        line,
        NoteKind::Check,
        format!("đoạn này lặp lại nguyên văn đoạn ở dòng {first}: `{start}…`"),
        format!("this paragraph repeats the one at line {first} word for word: `{start}…`"),
    )
}

pub(super) fn cite_dates_differ(line: usize, number: &str, one: PartialDate, other: PartialDate) -> Note {
    note(
        line,
        NoteKind::Check,
        format!("`{number}` được ghi hai ngày khác nhau: {one} và {other}"),
        format!("`{number}` is cited with two dates: {one} and {other}"),
    )
}

pub(super) fn number_joined(line: usize, number: &str) -> Note {
    note(
        line,
        NoteKind::Check,
        format!("số bị ngắt dòng, đã nối thành `{number}`"),
        format!("a number broken over two lines was joined to `{number}`"),
    )
}

pub(super) fn legacy_line(line: usize, name: &str, text: &str) -> Note {
    let shown: String = text.chars().take(60).collect();
    note(
        line,
        NoteKind::Check,
        format!("dòng này dùng bảng mã {name}, đã chuyển thành: `{shown}`"),
        format!("this line was in {name} and now reads: `{shown}`"),
    )
}

pub(super) fn legacy_file(name: &str) -> Note {
    note(
        0,
        NoteKind::Check,
        format!("tệp dùng bảng mã cũ {name}, đã chuyển sang Unicode; hãy đọc lại tên riêng và chữ hoa"),
        format!("the file was in {name} and was turned into Unicode; read names and capitals again"),
    )
}

pub(super) fn lone_surrogates(line: usize) -> Note {
    note(
        line,
        NoteKind::Check,
        "có ký tự UTF-16 bị hỏng, đã thay bằng `\u{fffd}`",
        "broken UTF-16 characters were replaced by `\u{fffd}`",
    )
}

pub(super) fn hidden(line: usize, what_vi: &str, what_en: &str) -> Note {
    note(line, NoteKind::LeftOut, format!("không lấy {what_vi}"), format!("left out {what_en}"))
}

pub(super) fn pages_without_text(first: usize, count: usize) -> Note {
    note(
        0,
        NoteKind::Check,
        format!("{count} trang không có lớp chữ (trang đầu tiên: {first}); phần đó chưa được nhập"),
        format!("{count} pages have no text layer (the first: page {first}); they were not imported"),
    )
}

pub(super) fn spelling(line: usize, text: &str, mended: &str) -> Note {
    note(
        line,
        NoteKind::Spelling,
        format!("`{text}`: có phải `{mended}`?"),
        format!("`{text}`: should it read `{mended}`?"),
    )
}

pub(super) fn eth_replaced(line: usize, text: &str, mended: &str) -> Note {
    note(
        line,
        NoteKind::Spelling,
        format!("chữ Ð (eth) trong `{text}` đã đổi thành `{mended}`"),
        format!("the eth in `{text}` was changed: `{mended}`"),
    )
}

pub(super) fn tone_mixed(first: usize, second: usize) -> Note {
    note(
        0,
        NoteKind::Spelling,
        format!("đặt dấu thanh chưa thống nhất: {first} chữ kiểu `hòa, ủy`, {second} chữ kiểu `hoà, uỷ`"),
        format!("tones are placed in two ways: {first} words like `hòa, ủy`, {second} like `hoà, uỷ`"),
    )
}
