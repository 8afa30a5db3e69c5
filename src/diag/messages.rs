//! One constructor for every message about a source, in Vietnamese and in English.
//!
//! Callers give what they have at hand; the sentence, the rule's name and the next step are made
//! here, so that all messages can be read, translated and tested in one place. The file is long
//! because it is a table of messages.

use crate::diag::{Diagnostic, Severity, Spot, Text};

fn error(rule: &'static str, spot: Spot, vi: String, en: String) -> Diagnostic {
    new(Severity::Error, rule, spot, vi, en)
}

fn warning(rule: &'static str, spot: Spot, vi: String, en: String) -> Diagnostic {
    new(Severity::Warning, rule, spot, vi, en)
}

fn new(severity: Severity, rule: &'static str, spot: Spot, vi: String, en: String) -> Diagnostic {
    Diagnostic { severity, rule, spot, words: String::new(), message: Text { vi, en }, help: Text::default() }
}

impl Diagnostic {
    fn help(mut self, vi: impl Into<String>, en: impl Into<String>) -> Diagnostic {
        self.help = Text { vi: vi.into(), en: en.into() };
        self
    }

    fn words(mut self, words: &str) -> Diagnostic {
        words.clone_into(&mut self.words);
        self
    }
}

// --- the file as a whole -------------------------------------------------------------------------

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
        format!("không đọc được tệp: {reason}"),
        format!("the file cannot be read: {reason}"),
    )
    .help("kiểm tra quyền đọc và liên kết của tệp", "check the file's permissions and links")
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

/// A front matter line that is missing.
pub fn front_matter_absent(spot: Spot) -> Diagnostic {
    error(
        "front-matter-absent",
        spot,
        "tệp phải bắt đầu bằng dòng `+++`".into(),
        "the file must begin with a line `+++`".into(),
    )
    .help(
        "thêm ở đầu tệp: +++, title = \"…\", rồi +++",
        "add at the top of the file: +++, title = \"…\", then +++",
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

/// TOML that cannot be parsed; `reason` is the parser's, in English.
pub fn toml_unreadable(spot: Spot, reason: &str) -> Diagnostic {
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
    const KNOWN: [(&str, &str); 12] = [
        ("duplicate key", "khóa này đã có ở trên"),
        ("invalid basic string", "chuỗi chưa đóng dấu nháy hoặc có ký tự lạ"),
        ("unclosed", "thiếu dấu đóng"),
        ("missing closing quote", "thiếu dấu nháy đóng"),
        ("string values must be quoted", "chữ phải đặt trong dấu nháy kép"),
        ("missing value", "sau dấu = chưa có giá trị"),
        ("extra `=`", "thừa dấu ="),
        ("key with no value", "khóa chưa có dấu = và giá trị"),
        ("invalid date", "ngày viết sai, ví dụ đúng: 2026-05-12"),
        ("datetime", "ngày giờ viết sai, ví dụ đúng: 2026-05-12T07:00:00"),
        ("invalid integer", "số viết sai"),
        ("unexpected", "có ký tự không đúng chỗ"),
    ];
    let found = KNOWN.iter().find(|(english, _)| reason.contains(english));
    found.map_or_else(|| reason.to_owned(), |(_, vietnamese)| (*vietnamese).to_owned())
}

// --- fields --------------------------------------------------------------------------------------

/// A key that means nothing here.
pub fn key_unknown(spot: Spot, path: &str, near: Option<&str>, known: &[&str]) -> Diagnostic {
    let key = path.rsplit('.').next().unwrap_or(path);
    let all = known.join(", ");
    error("key-unknown", spot, format!("không có khóa `{path}`"), format!("there is no key `{path}`"))
        .words(key)
        .help(
            near.map_or_else(|| format!("các khóa dùng được: {all}"), |near| format!("có phải `{near}`?")),
            near.map_or_else(|| format!("the keys are: {all}"), |near| format!("did you mean `{near}`?")),
        )
}

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
pub fn word_unknown(spot: Spot, key: &str, word: &str, all: &[&str], near: Option<&str>) -> Diagnostic {
    let list = all.join(", ");
    error(
        "word-unknown",
        spot,
        format!("`{key}` không nhận giá trị `{word}`"),
        format!("`{key}` does not take `{word}`"),
    )
    .words(word)
    .help(
        near.map_or_else(
            || format!("dùng một trong: {list}"),
            |n| format!("có phải `{n}`? (dùng một trong: {list})"),
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
    .help("sửa publish_at hoặc expires", "mend publish_at or expires")
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

// --- the body ------------------------------------------------------------------------------------

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

// --- site.toml -----------------------------------------------------------------------------------

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

/// A colour that is none.
pub fn color(spot: Spot, color: &str) -> Diagnostic {
    error("color", spot, format!("`{color}` không phải mã màu"), format!("`{color}` is no colour"))
        .words(color)
        .help("viết như \"#14532d\"", "write it like \"#14532d\"")
}
