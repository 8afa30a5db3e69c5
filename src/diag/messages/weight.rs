//! Pages that are too heavy, and colours that are too close.
//!
//! Callers have measured both.

use super::error;
use crate::diag::{Diagnostic, Spot, Text};

/// A thing that makes a page heavy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heavy {
    /// What it is.
    pub what: Text,
    /// Its bytes on the wire.
    pub bytes: u64,
}

/// What of a page is over its budget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Over {
    /// Words, styles and scripts.
    Bare,
    /// All of it, with its pictures.
    WithPictures,
}

/// A page that costs more than its kind may.
pub fn page_weight(spot: Spot, bytes: u64, limit: u64, over: Over, heaviest: &[Heavy]) -> Diagnostic {
    let list = |pick: fn(&Text) -> &str, decimal: char| {
        let one = |thing: &Heavy| format!("{} {}", pick(&thing.what), kilobytes(thing.bytes, decimal));
        heaviest.iter().map(one).collect::<Vec<_>>().join("; ")
    };
    let (vi, en) = (list(|text| &text.vi, ','), list(|text| &text.en, '.'));
    let (of_vi, of_en) = match over {
        Over::Bare => ("chưa kể ảnh", "without pictures"),
        Over::WithPictures => ("kể cả ảnh", "with its pictures"),
    };
    let (help_vi, help_en) = match over {
        Over::Bare => (
            "chia bài làm nhiều bài ngắn, hoặc chuyển bảng dài và phụ lục thành tệp đính kèm; mã lệnh và kiểu dáng là việc của giao diện",
            "divide the text into shorter articles, or attach long tables as a file; code and styles are the theme's business",
        ),
        Over::WithPictures => (
            "bỏ bớt ảnh, chọn ảnh ít chi tiết hơn, hoặc chia bài; ảnh chụp lưu .jpg, không lưu .png",
            "leave out pictures, choose simpler ones, or divide the text; photographs are .jpg and not .png",
        ),
    };
    error(
        "page-weight",
        spot,
        format!(
            "trang nặng {} trên đường truyền ({of_vi}), quá mức {}; nặng nhất: {vi}",
            kilobytes(bytes, ','),
            kilobytes(limit, ',')
        ),
        format!(
            "the page takes {} on the wire ({of_en}), over its budget of {}; heaviest: {en}",
            kilobytes(bytes, '.'),
            kilobytes(limit, '.')
        ),
    )
    .help(help_vi, help_en)
}

/// Kilobytes of 1,024 with one decimal; never less than there are.
fn kilobytes(bytes: u64, decimal: char) -> String {
    let tenths = (bytes * 10).div_ceil(1024);
    if tenths.is_multiple_of(10) {
        format!("{} KB", tenths / 10)
    } else {
        format!("{}{decimal}{} KB", tenths / 10, tenths % 10)
    }
}

/// Two colours that are too close.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Close<'a> {
    /// The name of the colour and the colour.
    pub colour: (&'a str, &'a str),
    /// The name of the ground and its colour.
    pub ground: (&'a str, &'a str),
    /// In the colours for the dark.
    pub dark: bool,
    /// How far apart they are.
    pub ratio: f64,
    /// How far apart they must be.
    pub least: f64,
    /// A shade that would do.
    pub mended: &'a str,
}

/// A colour that cannot be read on its ground.
pub fn contrast(spot: Spot, close: &Close<'_>) -> Diagnostic {
    let Close { colour: (name, colour), ground: (on, ground), dark, ratio, least, mended } = *close;
    let (vi, en) =
        if dark { ("bảng màu tối", "dark colours") } else { ("bảng màu sáng", "light colours") };
    // Rounded down: 4.49 is not 4.5.
    let ratio = (ratio * 100.0).floor() / 100.0;
    let decimal = |number: f64| number.to_string().replace('.', ",");
    let (pair_vi, pair_en) = if name == on {
        (format!("`{name}`: chữ {colour} trên nền {ground}"), format!("`{name}`: {colour} on {ground}"))
    } else {
        (format!("`{name}` {colour} trên `{on}` {ground}"), format!("`{name}` {colour} on `{on}` {ground}"))
    };
    error(
        "contrast",
        spot,
        format!("màu khó đọc ({vi}): {pair_vi}, tương phản {}:1, cần {}:1", decimal(ratio), decimal(least)),
        format!("colours too close ({en}): {pair_en}, contrast {ratio}:1, needed {least}:1"),
    )
    .words(name)
    .help(
        format!("đổi {colour} thành {mended}, hoặc đổi nền"),
        format!("change {colour} to {mended}, or change the ground"),
    )
}
