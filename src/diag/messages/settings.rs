//! The settings of a site.
//!
//! Callers read `site.toml`.

use jiff::civil::Date;

use super::{error, warning};
use crate::diag::{Diagnostic, Spot};

/// An address of the site that is none.
pub fn base_url(spot: Spot, url: &str) -> Diagnostic {
    error(
        "base-url",
        spot,
        format!("`{url}` không phải địa chỉ của trang"),
        format!("`{url}` is no address of a site"),
    )
    .words(url)
    .help("viết như \"https://xa-dinh-hoa.gov.vn\"", "write it like \"https://xa-dinh-hoa.gov.vn\"")
}

/// A theme's name that leads elsewhere.
pub fn theme_name(spot: Spot, name: &str) -> Diagnostic {
    error(
        "theme-name",
        spot,
        format!("`{name}` không phải tên giao diện"),
        format!("`{name}` is no name of a theme"),
    )
    .words(name)
    .help(
        "viết tên thư mục trong themes/, ví dụ \"mang-non\"",
        "name a folder of themes/, such as \"mang-non\"",
    )
}

/// A topic's id that could not be an address.
pub fn topic_id(spot: Spot, id: &str, slug: &str) -> Diagnostic {
    error(
        "topic-id",
        spot,
        format!("mã chuyên mục `{id}` phải viết không dấu"),
        format!("the id `{id}` must be an address"),
    )
    .words(id)
    .help(format!("viết id = \"{slug}\""), format!("write id = \"{slug}\""))
}

/// A topic that is there already.
pub fn topic_twice(spot: Spot, id: &str) -> Diagnostic {
    error(
        "topic-twice",
        spot,
        format!("chuyên mục `{id}` đã có ở trên"),
        format!("the topic `{id}` is there already"),
    )
    .words(id)
    .help("bỏ một trong hai", "remove one of them")
}

/// A language's tag of the wrong form.
pub fn language_tag_form(spot: Spot, tag: &str) -> Diagnostic {
    error(
        "language-tag-form",
        spot,
        format!("`{tag}` không phải mã ngôn ngữ"),
        format!("`{tag}` is no tag of a language"),
    )
    .words(tag)
    .help(
        "viết như tag = \"tyz\" (hai hoặc ba chữ cái thường), thêm chữ viết và nước nếu cần: \"tyj-Latn-VN\"",
        "write it like tag = \"tyz\" (two or three small letters), with script and country if needed: \"tyj-Latn-VN\"",
    )
}

/// Another number than that of every portal stands first among the hotlines.
pub fn hotline_first(spot: Spot, number: &str, first: &str) -> Diagnostic {
    error(
        "hotline-first",
        spot,
        format!("số đầu tiên phải là {first}: số ấy có mặt trên mọi trang, bài loa và tin Zalo; ở đây là `{number}`"),
        format!("the first number must be {first}, which is on every page, script and message; here it is `{number}`"),
    )
    .words(number)
    .help(
        format!("để đoạn [[hotlines]] có number = \"{first}\" lên đầu tệp"),
        format!("put the [[hotlines]] with number = \"{first}\" first in the file"),
    )
}

/// Nobody has looked a hotline up for long, or the day is yet to come.
pub fn hotline_unchecked(spot: Spot, checked: Option<Date>, today: Date) -> Diagnostic {
    let (vi, en) = match checked {
        None => (
            "số này chưa ghi ngày kiểm tra".to_owned(),
            "this number has no day on which it was looked up".to_owned(),
        ),
        Some(day) if day > today => (
            format!("ngày kiểm tra {} còn ở phía trước", day.strftime("%d/%m/%Y")),
            format!("the day on which it was looked up, {day}, is yet to come"),
        ),
        Some(day) => (
            format!("số này kiểm tra lần cuối ngày {}, đã lâu", day.strftime("%d/%m/%Y")),
            format!("this number was looked up on {day}, long ago"),
        ),
    };
    warning("hotline-checked", spot, vi, en).help(
        format!("gọi thử, xem nguồn, rồi ghi checked = {today}"),
        format!("call it, look at its source, then write checked = {today}"),
    )
}
