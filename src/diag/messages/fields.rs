//! Front matter and settings field by field.
//!
//! Callers know the key, what stands there and what may stand there.

use super::{error, warning};
use crate::diag::{Diagnostic, Spot};

/// A key that means nothing here.
pub fn key_unknown(spot: Spot, path: &str, near: Option<&str>, known: &[&str]) -> Diagnostic {
    let key = path.rsplit('.').next().unwrap_or(path);
    let all = known.join(", ");
    let told =
        error("key-unknown", spot, format!("không có khóa `{path}`"), format!("there is no key `{path}`"))
            .words(key);
    let table = TABLES.iter().find(|(table, keys)| keys.contains(&path) && known.contains(table));
    if near.is_none()
        && let Some((table, key)) = path.rsplit_once('.')
        && OUTSIDE.contains(&key)
    {
        return told.help(
            format!("dòng này không thuộc [{table}]: chuyển nó lên trên, trước mọi dòng có ngoặc vuông"),
            format!("this line is none of [{table}]: move it up, before every line in square brackets"),
        );
    }
    match (near, table) {
        (None, Some((table, _))) => told.help(
            format!("khóa này viết dưới dòng [{table}], sau mọi khóa không thuộc bảng nào"),
            format!("this key stands below the line [{table}], after all keys that are of no table"),
        ),
        (Some(near), _) => told.help(format!("có phải `{near}`?"), format!("did you mean `{near}`?")),
        (None, None) => told.help(format!("các khóa dùng được: {all}"), format!("the keys are: {all}")),
    }
}

/// Keys that stand before all tables and are often written below one.
const OUTSIDE: [&str; 14] = [
    "title",
    "description",
    "kind",
    "topic",
    "topics",
    "tags",
    "date",
    "updated",
    "expires",
    "publish_at",
    "channels",
    "class",
    "sensitive",
    "draft",
];

/// Keys that are often written without the table that they belong to.
const TABLES: [(&str, &[&str]); 5] = [
    ("audience", &["localities", "except", "groups"]),
    ("review", &["reviewed", "due", "reviewer"]),
    ("event", &["start", "end", "place", "lunar"]),
    ("document", &["number", "issuer", "issued", "signer", "cites", "implements"]),
    ("locality", &["code", "name"]),
];

/// A key that must be there.
pub fn field_missing(spot: Spot, path: &str, example: &str) -> Diagnostic {
    error("field-missing", spot, format!("thiếu `{path}`"), format!("`{path}` is missing"))
        .help(format!("thêm dòng: {example}"), format!("add the line: {example}"))
}

/// A text that must say something.
pub fn field_empty(spot: Spot, path: &str, example: &str) -> Diagnostic {
    error("field-empty", spot, format!("`{path}` để trống"), format!("`{path}` is empty"))
        .help(format!("ví dụ: {example}"), format!("for example: {example}"))
}

/// A value of another type.
pub fn wrong_type(spot: Spot, path: &str, actual: &str, words: &str, expected: (&str, &str)) -> Diagnostic {
    let words = words.lines().next().unwrap_or("");
    error(
        "wrong-type",
        spot,
        format!("`{path}` phải là {}, ở đây là {}", expected.0, type_name(actual)),
        format!("`{path}` must be {}, here is {actual}", expected.1),
    )
    .words(words)
    .help(format!("sửa giá trị của `{path}`"), format!("mend the value of `{path}`"))
}

fn type_name(actual: &str) -> &str {
    match actual {
        "string" => "một chuỗi",
        "integer" => "một số nguyên",
        "float" => "một số lẻ",
        "boolean" => "true/false",
        "datetime" => "một ngày giờ",
        "array" => "một danh sách",
        "table" => "một bảng",
        other => other,
    }
}

/// A word outside its closed set.
///
/// Each of `all` comes with what it means; what is said by its own word has none.
pub fn word_unknown(
    spot: Spot,
    key: &str,
    word: &str,
    all: &[(&str, &str)],
    near: Option<&str>,
) -> Diagnostic {
    let list: Vec<&str> = all.iter().map(|(word, _)| *word).collect();
    let with_meaning = |(word, means): &(&str, &str)| {
        if means.is_empty() { (*word).to_owned() } else { format!("{word} ({means})") }
    };
    let list_vi = all.iter().map(with_meaning).collect::<Vec<_>>().join(", ");
    let list = list.join(", ");
    error(
        "word-unknown",
        spot,
        format!("`{key}` không nhận giá trị `{word}`"),
        format!("`{key}` does not take `{word}`"),
    )
    .words(word)
    .help(
        near.map_or_else(
            || format!("dùng một trong: {list_vi}"),
            |n| format!("có phải `{n}`? Dùng một trong: {list_vi}"),
        ),
        near.map_or_else(
            || format!("use one of: {list}"),
            |n| format!("did you mean `{n}`? (one of: {list})"),
        ),
    )
}

/// A title that breaks on phones and cards.
pub fn title_too_long(spot: Spot, n: usize, limit: usize) -> Diagnostic {
    warning(
        "title-too-long",
        spot,
        format!("tiêu đề dài {n} ký tự, nên dưới {limit}"),
        format!("the title has {n} characters, better below {limit}"),
    )
    .help("để phần chi tiết vào description", "move the details to description")
}

/// A review that is due before it was made.
pub fn review_due_before_reviewed(spot: Spot) -> Diagnostic {
    error(
        "review-due",
        spot,
        "ngày rà soát lại phải sau ngày rà soát".into(),
        "the next review must come after the last".into(),
    )
    .help("sửa review.due, thường là một năm sau", "mend review.due, usually a year later")
}

/// An event that ends before it begins.
pub fn event_ends_before_start(spot: Spot) -> Diagnostic {
    error(
        "event-end",
        spot,
        "sự kiện kết thúc trước khi bắt đầu".into(),
        "the event ends before it begins".into(),
    )
    .help("sửa event.start hoặc event.end", "mend event.start or event.end")
}

/// An article that expires before it appears.
pub fn expires_before_publication(spot: Spot) -> Diagnostic {
    error(
        "expires-early",
        spot,
        "bài hết hạn trước khi được đăng".into(),
        "the article expires before it is published".into(),
    )
    .help("sửa expires, hoặc sửa date, publish_at", "mend expires, or date and publish_at")
}

/// A source's address that is none.
pub fn source_url(spot: Spot, url: &str) -> Diagnostic {
    error(
        "source-url",
        spot,
        format!("`{url}` không phải địa chỉ web"),
        format!("`{url}` is not a web address"),
    )
    .words(url)
    .help("địa chỉ bắt đầu bằng https://", "an address begins with https://")
}

/// A document's date that is neither a day nor a month.
pub fn issued_unreadable(spot: Spot, text: &str) -> Diagnostic {
    error(
        "document-issued",
        spot,
        format!("không hiểu ngày ban hành `{text}`"),
        format!("cannot read the date `{text}`"),
    )
    .words(text)
    .help(
        "viết 2024-03-27 không có nháy, hoặc \"2024-04\" khi văn bản để trống ngày",
        "write 2024-03-27 without quotes, or \"2024-04\" where the day is blank",
    )
}

/// A phone number without a digit.
pub fn phone_without_digits(spot: Spot, phone: &str) -> Diagnostic {
    error(
        "phone",
        spot,
        format!("`{phone}` không phải số điện thoại"),
        format!("`{phone}` is not a phone number"),
    )
    .words(phone)
    .help("chưa biết số thì bỏ dòng này đi", "leave the line out while the number is unknown")
}

/// A slot's time that is no time of day.
pub fn slot_time(spot: Spot, time: &str) -> Diagnostic {
    error(
        "slot-time",
        spot,
        format!("`{time}` không phải giờ phát"),
        format!("`{time}` is not a time of day"),
    )
    .words(time)
    .help("viết như \"05:30\" hoặc \"17:00\"", "write it as \"05:30\" or \"17:00\"")
}
