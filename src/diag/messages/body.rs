//! The text of an article.
//!
//! Callers know the block or the link and where it stands.

use super::{advice, error, warning};
use crate::diag::{Diagnostic, Spot};

/// HTML where only Markdown is allowed.
pub fn raw_html(spot: Spot, html: &str) -> Diagnostic {
    let words = html.lines().next().unwrap_or("");
    error(
        "raw-html",
        spot,
        "không dùng mã HTML trong bài".into(),
        "raw HTML is not allowed in articles".into(),
    )
    .words(words)
    .help("viết bằng Markdown; muốn hiện dấu < thì viết \\<", "write Markdown; to show the sign < write \\<")
}

/// Blocks in blocks in blocks.
pub fn nested_too_deep(spot: Spot, limit: usize) -> Diagnostic {
    error(
        "nested-too-deep",
        spot,
        format!("trích dẫn hoặc danh sách lồng nhau quá {limit} tầng"),
        format!("quotes or lists nest deeper than {limit}"),
    )
    .help("viết lại thành các đoạn ngang hàng", "write it as paragraphs side by side")
}

/// A second headline.
pub fn heading_of_level_one(spot: Spot) -> Diagnostic {
    warning(
        "heading-level-one",
        spot,
        "tiêu đề trong bài bắt đầu từ `##`; `#` là của tiêu đề bài".into(),
        "headings in the text begin at `##`; `#` is the article's title".into(),
    )
    .help("thêm một dấu #", "add one more #")
}

/// A heading without words.
pub fn heading_empty(spot: Spot) -> Diagnostic {
    error("heading-empty", spot, "tiêu đề không có chữ".into(), "the heading has no words".into())
        .help("viết tiêu đề hoặc xóa dòng này", "write the heading or delete the line")
}

/// A fence whose name means nothing.
pub fn fence_unknown(spot: Spot, name: &str, all: &[&str], near: Option<&str>) -> Diagnostic {
    let list = all.join(", ");
    error("block-unknown", spot, format!("không có khối `{name}`"), format!("there is no block `{name}`"))
        .words(name)
        .help(
            near.map_or_else(|| format!("các khối dùng được: {list}"), |near| format!("có phải `{near}`?")),
            near.map_or_else(|| format!("the blocks are: {list}"), |near| format!("did you mean `{near}`?")),
        )
}

/// A care card whose level means nothing.
pub fn care_level(spot: Spot, level: &str) -> Diagnostic {
    error(
        "care-level",
        spot,
        format!("thẻ `care` không có mức `{level}`"),
        format!("the card `care` has no level `{level}`"),
    )
    .help(
        "viết ```care emergency (làm ngay), ```care urgent (cần làm sớm) hoặc ```care non-urgent (chưa khẩn cấp)",
        "write ```care emergency, ```care urgent or ```care non-urgent",
    )
}

/// A typed block of the wrong shape.
pub fn fence_shape(spot: Spot, name: &str, example: &str, expected: (&str, &str)) -> Diagnostic {
    error(
        "block-shape",
        spot,
        format!("khối `{name}` phải có {}", expected.0),
        format!("the block `{name}` needs {}", expected.1),
    )
    .help(format!("bắt đầu như: {example}"), format!("begin like: {example}"))
}

/// A heading two levels below the one before.
pub fn heading_skips(spot: Spot, before: u8, level: u8) -> Diagnostic {
    let (from, to) = ("#".repeat(usize::from(before)), "#".repeat(usize::from(level)));
    warning(
        "heading-skips",
        spot,
        format!("tiêu đề nhảy từ `{from}` xuống `{to}`"),
        format!("headings jump from `{from}` to `{to}`"),
    )
    .words(&to)
    .help(format!("dùng `{from}#`"), format!("use `{from}#`"))
}

/// A picture without words. Of a photograph nobody can tell who is on it, so it stops.
pub fn picture_without_alt(spot: Spot, target: &str, is_photograph: bool) -> Diagnostic {
    let (vi, en) = if is_photograph {
        (
            format!("ảnh chụp `{target}` không có lời thay ảnh: chưa ai nói trên ảnh có ai"),
            format!(
                "the photograph `{target}` has no text for those who cannot see it: nobody has said who is on it"
            ),
        )
    } else {
        (
            format!("ảnh `{target}` không có lời thay ảnh"),
            format!("the picture `{target}` has no text for those who cannot see it"),
        )
    };
    let found = error("picture-without-alt", spot, vi, en).words(target);
    if is_photograph {
        found.help(
            format!("viết ![Ai, đang làm gì]({target}), không nêu tên; thấy rõ trẻ em thì ghi thêm [[consent]] cho ảnh này; không có ai thì tả cảnh; ảnh chỉ để cho đẹp thì viết ![trang trí]({target})"),
            format!("write ![Who, doing what]({target}), without names; if children can be recognised add [[consent]] for this picture; if nobody is on it, say what it shows; if it is there for the eye alone write ![trang trí]({target})"),
        )
    } else {
        found.help(
            format!("viết ![Trong ảnh có gì]({target}), không nêu tên trẻ; ảnh chỉ để cho đẹp thì viết ![trang trí]({target})"),
            format!("write ![What it shows]({target}), without a child's name; if it is there for the eye alone write ![trang trí]({target})"),
        )
    }
}

/// A table without a header.
pub fn table_without_header(spot: Spot) -> Diagnostic {
    warning(
        "table-without-header",
        spot,
        "bảng không có dòng tiêu đề cột".into(),
        "the table has no header row".into(),
    )
    .help("dòng đầu của bảng ghi tên từng cột", "let the first row name the columns")
}

/// A link without words.
pub fn link_text_empty(spot: Spot, target: &str) -> Diagnostic {
    error(
        "link-text-empty",
        spot,
        format!("liên kết tới `{target}` không có chữ"),
        format!("the link to `{target}` has no words"),
    )
    .words(target)
    .help(format!("viết [nơi liên kết dẫn tới]({target})"), format!("write [where it leads]({target})"))
}

/// A link whose words say nothing.
pub fn link_text_vague(spot: Spot, words: &str) -> Diagnostic {
    advice(
        "link-text-vague",
        spot,
        format!("chữ liên kết `{words}` không nói dẫn tới đâu"),
        format!("the words `{words}` do not say where the link leads"),
    )
    .words(words)
    .help(
        "lấy tên trang hoặc việc làm chữ liên kết: [cách gọi 111](…)",
        "use the page's name or the act: [how to call 111](…)",
    )
}
