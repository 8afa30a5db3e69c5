//! Pictures, print and Zalo.
//!
//! What cards, posters and messages cannot show.

use super::{advice, error, warning};
use crate::diag::{Diagnostic, Spot};

/// A drawing of the theme that cannot be rendered.
pub fn drawing(folder: &str, template: &str, reason: &str) -> Diagnostic {
    let file = crate::path::SourcePath::new(&format!("{folder}/templates/{template}"));
    error(
        "drawing",
        crate::diag::At::default().in_file(&file),
        format!("không vẽ được từ mẫu này: {reason}"),
        format!("nothing can be drawn from this template: {reason}"),
    )
    .help("sửa tệp SVG của giao diện", "mend the theme's SVG file")
}

/// An address that no QR code can hold.
pub fn code_too_long(text: &str) -> Diagnostic {
    let spot = Spot { file: crate::path::SourcePath::new("site.toml"), at: crate::diag::At::default() };
    error(
        "code-too-long",
        spot,
        format!("địa chỉ quá dài để làm mã QR: `{text}`"),
        format!("the address is too long for a QR code: `{text}`"),
    )
    .help("rút ngắn tên thư mục hoặc `slug` của bài", "shorten the folder or the article's `slug`")
}

/// A letter of a headline that the font of pictures lacks.
pub fn letter_not_drawn(spot: Spot, letter: char, words: &str) -> Diagnostic {
    let code = u32::from(letter);
    warning(
        "letter-not-drawn",
        spot,
        format!("phông chữ của thẻ ảnh không có chữ `{letter}` (U+{code:04X}); thẻ ảnh và áp phích không ghi dòng này"),
        format!("the font of cards has no letter `{letter}` (U+{code:04X}); cards and posters leave this line out"),
    )
    .words(words)
    .help(
        "viết tiêu đề bằng chữ Latinh, hoặc chấp nhận thẻ ảnh chỉ ghi tên chuyên mục",
        "write it in Latin letters, or accept a card that shows the topic alone",
    )
}

/// Markup in a Zalo text: Zalo shows it as typed.
pub fn zalo_markup(spot: Spot, words: &str) -> Diagnostic {
    warning(
        "zalo-markup",
        spot,
        format!("Zalo không hiểu ký hiệu `{words}`: tin gửi đi đã bỏ ký hiệu, chữ thì giữ"),
        format!("Zalo does not know the mark `{words}`: the message goes out without it, the words stay"),
    )
    .words(words)
    .help(
        "đọc lại tin; tự bỏ ký hiệu, xuống dòng và dùng dấu • thay cho nó",
        "read the message again; leave the mark out, use new lines and • instead",
    )
}

/// Signs that Zalo may turn into a picture.
pub fn zalo_icon(spot: Spot, words: &str) -> Diagnostic {
    advice(
        "zalo-icon",
        spot,
        format!("Zalo có thể đổi `{words}` thành biểu tượng; tin gửi đi đã được thêm dấu cách"),
        format!("Zalo may turn `{words}` into a picture; the message has a space put in between"),
    )
    .words(words)
    .help("thêm dấu cách sau dấu `:` hoặc `/`", "put a space after the `:` or `/`")
}

/// A link in a Zalo text of the author's own.
pub fn zalo_link(spot: Spot, words: &str) -> Diagnostic {
    warning(
        "zalo-link",
        spot,
        format!("tin Zalo đã có liên kết `{words}`; máy còn thêm liên kết của bài ở dòng cuối"),
        format!("the Zalo text has a link `{words}` of its own; the article's is added as the last line"),
    )
    .words(words)
    .help(
        "bỏ liên kết này: tin chỉ nên có một liên kết, ở dòng cuối",
        "leave it out: a message should have one link, on its last line",
    )
}

/// A Zalo text that takes several messages.
pub fn zalo_long(spot: Spot, parts: usize, limit: usize) -> Diagnostic {
    advice(
        "zalo-long",
        spot,
        format!("tin Zalo phải chia thành {parts} tin (mỗi tin nhiều nhất {limit} ký tự); ít người đọc tin thứ hai"),
        format!("the Zalo text takes {parts} messages (of at most {limit} characters); few read the second"),
    )
    .help("rút ngắn tin; phần chi tiết đã có trong bài", "shorten it; the details stand in the article")
}

/// A table of the body whose rows the composed message lacks.
pub fn zalo_table(spot: Spot, table: &str, n_tables: usize) -> Diagnostic {
    let (vi, en) = match n_tables {
        0 | 1 => (String::new(), String::new()),
        n => (format!(" và {} bảng nữa", n - 1), format!(" and {} more", n - 1)),
    };
    advice(
        "zalo-table",
        spot,
        format!("bảng bắt đầu bằng cột `{table}`{vi} không có trong tin Zalo"),
        format!("the table that begins with the column `{table}`{en} is not in the Zalo text"),
    )
    .help(
        "đưa giờ, nơi, việc cần nhớ trong bảng vào danh sách, hoặc viết lời riêng: [zalo] text = \"\"\"…\"\"\"",
        "put hours and places of the table into a list, or write the text yourself: [zalo] text = \"\"\"…\"\"\"",
    )
}

/// A first line that does not say what happens or what to do.
pub fn zalo_first_line(spot: Spot, line: &str) -> Diagnostic {
    advice(
        "zalo-first-line",
        spot,
        "dòng đầu của tin Zalo chưa nói việc cần làm".into(),
        "the first line of the Zalo text does not say what to do".into(),
    )
    .words(line)
    .help(
        "mở đầu bằng việc người đọc cần làm hoặc tin chính, tên cơ quan để sau",
        "begin with what the reader should do or with the news, and name the office later",
    )
}

/// A text in capitals.
pub fn zalo_capitals(spot: Spot, line: &str) -> Diagnostic {
    advice(
        "zalo-capitals",
        spot,
        "dòng này viết hoa toàn bộ: khó đọc, như quát người nghe".into(),
        "this line is all capitals: hard to read, as if shouted".into(),
    )
    .words(line)
    .help("chỉ viết hoa chữ đầu câu và tên riêng", "capitals for the first letter and for names only")
}

/// A message that asks nobody for anything.
pub fn zalo_without_action(spot: Spot) -> Diagnostic {
    advice(
        "zalo-without-action",
        spot,
        "tin Zalo không có việc nào cho người nhận làm".into(),
        "the Zalo text asks its readers to do nothing".into(),
    )
    .help(
        "thêm một dòng về việc cần làm: đến đâu, mang gì, hỏi ai, gọi số nào",
        "add a line with what to do: where to go, what to bring, whom to ask or call",
    )
}

/// A site that does not say where it will stand: links and codes lead nowhere.
pub fn link_nowhere(spot: Spot) -> Diagnostic {
    warning(
        "link-nowhere",
        spot,
        "chưa có `base_url`: liên kết trong tin Zalo, mã QR và thẻ chia sẻ chưa dẫn tới đâu".into(),
        "there is no `base_url`: links in Zalo texts, QR codes and previews lead nowhere".into(),
    )
    .help(
        "thêm địa chỉ công khai của cổng: base_url = \"https://…\"",
        "add the portal's public address: base_url = \"https://…\"",
    )
}

/// The address of an example: what is printed and sent leads nowhere, and paper cannot be recalled.
pub fn address_example(spot: Spot, url: &str) -> Diagnostic {
    warning(
        "address-example",
        spot,
        format!("`base_url` còn là địa chỉ ví dụ: tin Zalo, mã QR, áp phích sẽ dẫn tới {url}, nơi không ai mở được"),
        format!("`base_url` is still an example: Zalo texts, QR codes and posters lead to {url}, which nobody can open"),
    )
    .words(url)
    .help(
        "trước khi gửi đi hay in ra, sửa trong site.toml: base_url = \"https://địa-chỉ-thật\"; cổng chỉ để thử thì thêm [[rules]] với rule = \"address-example\", severity = \"off\"",
        "before anything is sent or printed, write the portal's real address in site.toml: base_url = \"https://…\"; for a mere trial add [[rules]] with rule = \"address-example\", severity = \"off\"",
    )
}

/// An entry of a log of what has not happened yet.
pub fn log_in_future(spot: Spot, at: jiff::civil::DateTime) -> Diagnostic {
    let written = at.strftime("%d/%m/%Y %H:%M");
    warning(
        "log-in-future",
        spot,
        format!("dòng ghi sổ có thời điểm chưa tới: {written}"),
        format!("the entry of the log is of a moment to come: {written}"),
    )
    .help("ghi đúng ngày giờ đã gửi hoặc đã phát", "write the day and time when it was sent or played")
}

/// An entry of a log at a locality that the site does not have.
pub fn log_locality(spot: Spot, written: &str) -> Diagnostic {
    error(
        "log-locality",
        spot,
        format!("dòng ghi sổ nêu địa phương `{written}` không có trên cổng này"),
        format!("the entry of the log names a locality `{written}` that this portal does not have"),
    )
    .words(written)
    .help(
        "chép lại mã từ bàn phát tin của địa phương, như locality = \"05569\"",
        "take the code from the locality's desk, such as locality = \"05569\"",
    )
}

/// An article that was sent where it is not meant to go.
pub fn log_elsewhere(spot: Spot, written: &str, name: &str) -> Diagnostic {
    warning(
        "log-elsewhere",
        spot,
        format!("sổ ghi đã gửi ở {name}, nhưng bài không dành cho nơi này"),
        format!("the log tells that it was sent in {name}, but the article does not concern that place"),
    )
    .words(written)
    .help(
        "sửa mã địa phương, hoặc thêm nơi ấy vào [audience]",
        "mend the code, or add the place to [audience]",
    )
}
