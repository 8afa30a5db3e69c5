//! One constructor for every message about a source, in Vietnamese and in English.
//!
//! Callers give what they have at hand; the sentence, the rule's name and the next step are made
//! here, so that all messages can be read, translated and tested in one place. The file is long
//! because it is a table of messages.

use jiff::civil::{Date, DateTime};

use crate::diag::{At, Diagnostic, Severity, Spot, Text};
use crate::path::SourcePath;
use crate::vi::lunar::LunarDate;

fn error(rule: &'static str, spot: Spot, vi: String, en: String) -> Diagnostic {
    new(Severity::Error, rule, spot, vi, en)
}

fn warning(rule: &'static str, spot: Spot, vi: String, en: String) -> Diagnostic {
    new(Severity::Warning, rule, spot, vi, en)
}

fn new(severity: Severity, rule: &'static str, spot: Spot, vi: String, en: String) -> Diagnostic {
    Diagnostic {
        severity,
        rule,
        spot,
        words: String::new(),
        message: Text { vi, en },
        help: Text::default(),
        law: "",
    }
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
    const KNOWN: [(&str, &str); 15] = [
        // A word that begins like `nan`, `inf` or `true` is taken for one of these.
        ("expected `nan`", "chữ phải đặt trong dấu nháy kép"),
        ("expected `inf`", "chữ phải đặt trong dấu nháy kép"),
        ("invalid boolean", "chữ phải đặt trong dấu nháy kép"),
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

// --- the site ------------------------------------------------------------------------------------

/// A topic that the settings do not know.
pub fn topic_unknown(spot: Spot, id: &str, all: &[&str], near: Option<&str>) -> Diagnostic {
    let list = if all.is_empty() { "—".to_owned() } else { all.join(", ") };
    error("topic-unknown", spot, format!("không có chuyên mục `{id}`"), format!("there is no topic `{id}`"))
        .words(id)
        .help(
            near.map_or_else(
                || format!("các chuyên mục: {list}; thêm chuyên mục mới vào [[topics]] của site.toml"),
                |near| format!("có phải `{near}`? (các chuyên mục: {list})"),
            ),
            near.map_or_else(
                || format!("the topics are: {list}; add a new one to [[topics]] of site.toml"),
                |near| format!("did you mean `{near}`? (the topics: {list})"),
            ),
        )
}

/// A field that the kind of article needs; `stated` tells whether its author named the kind.
pub fn kind_needs(spot: Spot, kind: (&str, &str), stated: bool, field: &str, example: &str) -> Diagnostic {
    let (vi, en) = if stated {
        (format!("thêm: {example}"), format!("add: {example}"))
    } else {
        (
            format!(
                "thêm: {example}; bài loại khác thì ghi kind = \"…\", hoặc đặt [defaults] kind trong _index.md của thư mục"
            ),
            format!(
                "add: {example}; for another kind write kind = \"…\", or [defaults] kind in the folder's _index.md"
            ),
        )
    };
    error(
        "kind-needs",
        spot,
        format!("bài loại `{}` ({}) phải có {field}", kind.0, kind.1),
        format!("an article of the kind `{}` needs {field}", kind.0),
    )
    .help(vi, en)
}

/// A locality's folder that does not say which it is.
pub fn locality_without_code(spot: Spot) -> Diagnostic {
    error(
        "locality-without-code",
        spot,
        "thư mục địa phương chưa cho biết mã của địa phương".into(),
        "the folder of a locality does not name its code".into(),
    )
    .help(
        "thêm: [locality] code = \"05569\" (2 chữ số là tỉnh, 5 chữ số là xã, `cu:` là đơn vị cũ), hoặc name = \"Xóm …\" nếu là thôn, xóm",
        "add: [locality] code = \"05569\" (2 digits a province, 5 a commune, `cu:` a former unit), or name = \"Xóm …\" for a hamlet",
    )
}

/// A code that no unit has.
pub fn locality_unknown(spot: Spot, written: &str, near: Option<(String, String)>) -> Diagnostic {
    let diagnostic = error(
        "locality-unknown",
        spot,
        format!("không có địa phương mang mã `{written}`"),
        format!("there is no locality of the code `{written}`"),
    )
    .words(written);
    match near {
        Some((code, name)) => diagnostic.help(
            format!("có phải `{code}` ({name})? đơn vị trước 1/7/2025 viết `cu:` trước mã"),
            format!("did you mean `{code}` ({name})? units of before 1 July 2025 take `cu:` before the code"),
        ),
        None => diagnostic.help(
            "mã tỉnh có 2 chữ số, mã xã có 5 chữ số, cả nước là `vn`",
            "a province has 2 digits, a commune 5, the country is `vn`",
        ),
    }
}

/// Two folders of one locality.
pub fn locality_twice(spot: Spot, code: &str, other: &str) -> Diagnostic {
    error(
        "locality-twice",
        spot,
        format!("mã `{code}` đã có ở `{other}`"),
        format!("the code `{code}` is taken by `{other}`"),
    )
    .words(code)
    .help("mỗi địa phương có một thư mục; gộp hai thư mục lại", "a locality has one folder; merge the two")
}

/// A hamlet that does not stand below a commune.
pub fn hamlet_outside_commune(spot: Spot, name: &str) -> Diagnostic {
    error(
        "hamlet-outside-commune",
        spot,
        format!("`{name}` không nằm trong thư mục của một xã, phường"),
        format!("`{name}` does not lie in the folder of a commune"),
    )
    .words(name)
    .help("chuyển thư mục vào trong thư mục của xã", "move the folder below that of its commune")
}

/// A commune in the folder of another province.
pub fn locality_wrong_folder(spot: Spot, name: &str, above: &str) -> Diagnostic {
    error(
        "locality-wrong-folder",
        spot,
        format!("{name} thuộc {above}, thư mục này thì không"),
        format!("{name} belongs to {above}, this folder does not"),
    )
    .help(
        format!("chuyển vào thư mục của {above}, hoặc sửa mã"),
        format!("move it to the folder of {above}, or mend the code"),
    )
}

/// A locality outside the folder of localities.
pub fn locality_outside(spot: Spot, folder: &str) -> Diagnostic {
    error(
        "locality-outside",
        spot,
        format!("địa phương phải nằm trong `{folder}`"),
        format!("a locality must lie in `{folder}`"),
    )
    .help("chuyển thư mục, hoặc bỏ [locality]", "move the folder, or remove [locality]")
}

/// An article aimed at a locality that has no page.
pub fn locality_without_folder(spot: Spot, code: &str, name: &str) -> Diagnostic {
    error(
        "locality-without-folder",
        spot,
        format!("{name} (`{code}`) chưa có trang trên cổng này"),
        format!("{name} (`{code}`) has no page on this portal"),
    )
    .words(code)
    .help(
        format!("tạo content/dia-phuong/…/_index.md với [locality] code = \"{code}\", hoặc bỏ mã này"),
        format!(
            "create content/dia-phuong/…/_index.md with [locality] code = \"{code}\", or remove the code"
        ),
    )
}

/// An article for nobody.
pub fn audience_empty(spot: Spot) -> Diagnostic {
    error(
        "audience-empty",
        spot,
        "bài không gửi tới địa phương nào".into(),
        "the article is aimed at no locality".into(),
    )
    .help(
        "ghi ít nhất một mã trong audience.localities mà except không loại, hoặc bỏ dòng này",
        "name at least one code in audience.localities that except leaves, or remove the line",
    )
}

/// Two pages on one address.
pub fn address_taken(spot: Spot, address: &str, other: &str) -> Diagnostic {
    error(
        "address-taken",
        spot,
        format!("địa chỉ {address} đã là của `{other}`"),
        format!("the address {address} belongs to `{other}`"),
    )
    .help("đổi tên tệp hoặc thêm slug = \"…\" khác", "rename the file or give another slug = \"…\"")
}

/// An old address that is none.
pub fn alias(spot: Spot, written: &str) -> Diagnostic {
    error(
        "alias",
        spot,
        format!("`{written}` không dùng làm địa chỉ cũ được"),
        format!("`{written}` cannot be an old address"),
    )
    .words(written)
    .help("viết như \"/tin/bai-cu/\", không có `..`", "write it like \"/tin/bai-cu/\", without `..`")
}

/// A slug that is no part of an address.
pub fn slug(spot: Spot, written: &str, sound: &str) -> Diagnostic {
    error(
        "slug",
        spot,
        format!("slug `{written}` không dùng làm địa chỉ được"),
        format!("the slug `{written}` cannot be an address"),
    )
    .words(written)
    .help(
        format!("chỉ dùng chữ thường không dấu, số và gạch nối: slug = \"{sound}\""),
        format!("only small letters without marks, digits and hyphens: slug = \"{sound}\""),
    )
}

/// A link without a target.
pub fn link_empty(spot: Spot) -> Diagnostic {
    error("link-empty", spot, "liên kết không có địa chỉ".into(), "the link has no target".into()).help(
        "viết [chữ](@/chuyen-muc/bai.md), hoặc bỏ dấu ngoặc",
        "write [words](@/topic/article.md), or remove the brackets",
    )
}

/// A link to nothing.
pub fn link_broken(spot: Spot, target: &str) -> Diagnostic {
    error(
        "link-broken",
        spot,
        format!("không có tệp hay trang `{target}`"),
        format!("there is no file or page `{target}`"),
    )
    .words(target)
    .help(
        "liên kết tới bài viết theo tệp: @/chuyen-muc/bai.md; tệp và ảnh thì đặt cạnh bài",
        "link to articles by file: @/topic/article.md; put files and pictures beside the article",
    )
}

/// A link to an article that is not published.
pub fn link_to_unpublished(spot: Spot, target: &str) -> Diagnostic {
    warning(
        "link-to-unpublished",
        spot,
        format!("bài `{target}` hiện không được đăng; chữ vẫn hiện, không có liên kết"),
        format!("the article `{target}` is not published now; the words stay without a link"),
    )
    .words(target)
    .help("đăng bài đó, hoặc bỏ liên kết", "publish it, or remove the link")
}

/// A path that climbs out of the site.
pub fn link_leaves_site(spot: Spot, target: &str) -> Diagnostic {
    error(
        "link-leaves-site",
        spot,
        format!("`{target}` đi ra ngoài thư mục của cổng"),
        format!("`{target}` leaves the site's folder"),
    )
    .words(target)
    .help("viết từ content: @/chuyen-muc/bai.md", "write it from content: @/topic/article.md")
}

/// An anchor that no heading has.
pub fn anchor_unknown(spot: Spot, anchor: &str, file: &str) -> Diagnostic {
    error(
        "anchor-unknown",
        spot,
        format!("không có mục `#{anchor}` trong `{file}`"),
        format!("there is no heading `#{anchor}` in `{file}`"),
    )
    .words(anchor)
    .help(
        "kiểm tra tiêu đề, hoặc đặt mã bằng ## Tiêu đề {#ma}",
        "check the heading, or name it by ## Heading {#name}",
    )
}

/// A link that would run a program.
pub fn link_scheme(spot: Spot, scheme: &str) -> Diagnostic {
    error(
        "link-scheme",
        spot,
        format!("không dùng liên kết `{scheme}:`"),
        format!("links by `{scheme}:` are not allowed"),
    )
    .words(scheme)
    .help("dùng https:, tel:, mailto: hoặc @/tệp.md", "use https:, tel:, mailto: or @/file.md")
}

/// A picture of another host.
pub fn picture_from_outside(spot: Spot, target: &str) -> Diagnostic {
    error(
        "picture-from-outside",
        spot,
        "ảnh nằm ở trang khác: người xem sẽ bị trang đó theo dõi, và ảnh có thể mất".into(),
        "the picture lies on another host, which would see the readers and may drop it".into(),
    )
    .words(target)
    .help("tải ảnh về và đặt cạnh bài", "put a copy of it beside the article")
}

/// An attachment that does not lie beside its article.
pub fn attachment_missing(spot: Spot, file: &str) -> Diagnostic {
    error(
        "attachment-missing",
        spot,
        format!("không có tệp `{file}` cạnh bài"),
        format!("there is no file `{file}` beside the article"),
    )
    .words(file)
    .help("chép tệp vào cùng thư mục với bài", "copy the file to the article's folder")
}

/// Two documents of one number and issuer.
pub fn document_twice(spot: Spot, number: &str, other: &str) -> Diagnostic {
    warning(
        "document-twice",
        spot,
        format!("văn bản số {number} đã có ở `{other}`"),
        format!("the document {number} is at `{other}` already"),
    )
    .words(number)
    .help("giữ một trang cho mỗi văn bản", "keep one page for a document")
}

/// A number that several documents have.
pub fn document_ambiguous(spot: Spot, number: &str) -> Diagnostic {
    error(
        "document-ambiguous",
        spot,
        format!("có nhiều văn bản số {number} của các cơ quan khác nhau"),
        format!("several documents of different issuers have the number {number}"),
    )
    .words(number)
    .help("ghi đường dẫn tệp, ví dụ \"van-ban/ten-tep\"", "name the file, such as \"van-ban/file-name\"")
}

/// A document that carries out or cites itself.
pub fn document_names_itself(spot: Spot, number: &str) -> Diagnostic {
    error(
        "document-names-itself",
        spot,
        format!("văn bản tự dẫn chính nó: {number}"),
        format!("the document names itself: {number}"),
    )
    .words(number)
    .help("bỏ số này khỏi danh sách", "remove the number from the list")
}

// --- privacy -------------------------------------------------------------------------------------

/// A finding of the privacy gate, whose words are made beside its rules.
pub fn privacy(file: &SourcePath, severity: Severity, finding: crate::gates::privacy::Finding) -> Diagnostic {
    let at = At { line: finding.line, column: finding.column };
    let mut diagnostic =
        new(severity, finding.rule, at.in_file(file), finding.message_vi, finding.message_en)
            .words(&finding.text);
    diagnostic.law = finding.law;
    diagnostic.help(finding.suggestion_vi, finding.suggestion_en)
}

// --- theme and outputs ---------------------------------------------------------------------------

/// A template that does not compile or render.
pub fn template(spot: Spot, reason: &str) -> Diagnostic {
    let first = reason.lines().next().unwrap_or("").trim_start_matches("error: ").trim_end_matches('.');
    error(
        "template",
        spot,
        format!("mẫu trang không chạy được: {first}"),
        format!("the template does not work: {first}"),
    )
    .help(
        "sửa mẫu trang, hoặc xóa tệp này để dùng lại mẫu có sẵn của chương trình",
        "mend the template, or delete the file to use the one of the program",
    )
}

/// A stylesheet that cannot be read.
pub fn style(spot: Spot, reason: &str) -> Diagnostic {
    error(
        "style",
        spot,
        format!("không hiểu tệp kiểu dáng: {reason}"),
        format!("cannot read the stylesheet: {reason}"),
    )
    .help("sửa tại dòng này", "mend it at this line")
}

/// A theme that is nowhere.
pub fn theme_missing(spot: Spot, name: &str, embedded: &str) -> Diagnostic {
    error(
        "theme-missing",
        spot,
        format!("không có giao diện `{name}`"),
        format!("there is no theme `{name}`"),
    )
    .words(name)
    .help(
        format!("tạo thư mục themes/{name}, hoặc dùng theme = \"{embedded}\" có sẵn"),
        format!("create the folder themes/{name}, or use the theme = \"{embedded}\" of the program"),
    )
}

/// A path that two outputs would write.
pub fn path_twice(path: &str, one: &str, other: &str) -> Diagnostic {
    let spot = Spot { file: crate::path::SourcePath::new(""), at: crate::diag::At::default() };
    error(
        "path-twice",
        spot,
        format!("hai nơi cùng tạo tệp `{path}` ({one}, {other})"),
        format!("two outputs would write `{path}` ({one}, {other})"),
    )
    .help(
        "đổi tên bài, thư mục hoặc tệp tĩnh trùng tên",
        "rename the article, folder or static file of that name",
    )
}

/// A template that the theme does not have.
pub fn template_unknown(spot: Spot, name: &str, folder: &str) -> Diagnostic {
    error(
        "template-unknown",
        spot,
        format!("giao diện không có mẫu `{name}`"),
        format!("the theme has no template `{name}`"),
    )
    .words(name)
    .help(
        format!("tạo {folder}/templates/html/{name}, hoặc bỏ dòng này"),
        format!("create {folder}/templates/html/{name}, or remove the line"),
    )
}

/// A picture in a format that is not published.
pub fn picture_format(spot: Spot) -> Diagnostic {
    error(
        "picture-format",
        spot,
        "không đăng ảnh dạng này".into(),
        "pictures of this format are not published".into(),
    )
    .help("lưu ảnh lại thành .jpg hoặc .png", "save the picture as .jpg or .png")
}

/// A picture that cannot be decoded.
pub fn picture_broken(spot: Spot, reason: &str) -> Diagnostic {
    error(
        "picture-broken",
        spot,
        format!("không đọc được ảnh: {reason}"),
        format!("the picture cannot be read: {reason}"),
    )
    .help("mở ảnh bằng máy, lưu lại rồi chép vào đây", "open the picture, save it again and put it here")
}

/// A site without settings.
pub fn config_missing(spot: Spot) -> Diagnostic {
    error(
        "config-missing",
        spot,
        "thư mục này chưa có site.toml".into(),
        "there is no site.toml in this folder".into(),
    )
    .help(
        "chỉ đúng thư mục của cổng bằng --root, hoặc tạo site.toml với base_url và title",
        "name the portal's folder by --root, or create a site.toml with base_url and title",
    )
}

/// A site without content.
pub fn content_missing(spot: Spot) -> Diagnostic {
    error(
        "content-missing",
        spot,
        "thư mục content chưa có bài nào".into(),
        "the folder content has no article".into(),
    )
    .help("tạo content/_index.md và bài đầu tiên", "create content/_index.md and a first article")
}

// --- pictures, print, Zalo -----------------------------------------------------------------------

fn advice(rule: &'static str, spot: Spot, vi: String, en: String) -> Diagnostic {
    new(Severity::Advice, rule, spot, vi, en)
}

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
        format!("Zalo không hiểu ký hiệu `{words}`: người nhận sẽ thấy nguyên ký hiệu"),
        format!("Zalo does not know the mark `{words}`: readers will see it as typed"),
    )
    .words(words)
    .help("bỏ ký hiệu; xuống dòng và dùng dấu • thay cho nó", "leave it out; use new lines and • instead")
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

// --- loudspeaker and calendar --------------------------------------------------------------------

impl Diagnostic {
    /// The same finding about a script that the program made from the body of an article.
    #[must_use]
    pub fn of_a_body(mut self) -> Diagnostic {
        self.help.vi.push_str("; hoặc viết lời riêng cho loa: [loudspeaker] text = \"\"\"…\"\"\"");
        self.help.en.push_str("; or write words for the ear: [loudspeaker] text = \"\"\"…\"\"\"");
        self
    }
}

fn date_vi(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// The first names of a list, and how many more there are.
fn some(names: &[&str]) -> (String, String) {
    const SHOWN: usize = 5;
    let shown: Vec<String> = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect();
    let shown = shown.join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => (shown.clone(), shown),
        more => (format!("{shown} và {more} bài nữa"), format!("{shown} and {more} more")),
    }
}

/// A lunar date that is none.
pub fn lunar_unreadable(spot: Spot, written: &str) -> Diagnostic {
    error(
        "lunar-unreadable",
        spot,
        format!("không hiểu ngày âm lịch `{written}`"),
        format!("`{written}` is no lunar date"),
    )
    .words(written)
    .help(
        "ghi ngày/tháng, ví dụ lunar = \"15/8\"; tháng nhuận: \"1/4 nhuận\"",
        "write day/month, such as lunar = \"15/8\"; in a leap month \"1/4 nhuận\"",
    )
}

/// An event that does not fall on its lunar day.
pub fn lunar_mismatch(
    spot: Spot,
    written: &str,
    start: Date,
    lunar: LunarDate,
    right: Option<Date>,
) -> Diagnostic {
    let day = date_vi(start);
    let (vi, en) = match right.map(date_vi) {
        Some(right) => (
            format!("{written} âm lịch là ngày {right}: sửa start, hoặc ghi lunar = \"{lunar}\""),
            format!("{written} of the lunar calendar is {right}: mend start, or write lunar = \"{lunar}\""),
        ),
        None => (
            format!("ghi lunar = \"{lunar}\", hoặc sửa start"),
            format!("write lunar = \"{lunar}\", or mend start"),
        ),
    };
    error(
        "lunar-mismatch",
        spot,
        format!("ngày {day} là {lunar} âm lịch, không phải {written}"),
        format!("{day} is {lunar} of the lunar calendar and not {written}"),
    )
    .words(written)
    .help(vi, en)
}

/// A token that no rule can read out.
pub fn ear_unknown(spot: Spot, token: &str, proposal: Option<&str>) -> Diagnostic {
    let spoken = proposal.unwrap_or("…");
    warning(
        "ear-unknown",
        spot,
        format!("chưa rõ cách đọc `{token}`; tạm đọc từng chữ cái"),
        format!("it is not known how to say `{token}`; its letters are named"),
    )
    .words(token)
    .help(
        format!(
            "viết hẳn thành lời, hoặc ghi cách đọc vào bảng [lexicon] của site.toml hay của địa phương: \"{token}\" = \"{spoken}\""
        ),
        format!(
            "write it out in words, or say how it is read in the table [lexicon] of site.toml or of the locality: \"{token}\" = \"{spoken}\""
        ),
    )
}

/// A sentence that is hard to say in one breath.
pub fn ear_long(spot: Spot, sentence: &str, syllables: usize, limit: usize) -> Diagnostic {
    advice(
        "ear-sentence",
        spot,
        format!("câu dài {syllables} tiếng khi đọc, nên tối đa {limit}"),
        format!("the sentence has {syllables} syllables when read; {limit} are enough"),
    )
    .words(sentence)
    .help("tách thành hai câu ngắn", "make two short sentences of it")
}

/// A sentence whose beginning a listener has forgotten at its end.
pub fn ear_too_long(spot: Spot, sentence: &str, syllables: usize, limit: usize) -> Diagnostic {
    warning(
        "ear-sentence-too-long",
        spot,
        format!("câu dài {syllables} tiếng khi đọc, người nghe không theo kịp; nên tối đa {limit}"),
        format!("the sentence has {syllables} syllables when read, too many to follow; {limit} are enough"),
    )
    .words(sentence)
    .help("tách thành hai ba câu ngắn", "make two or three short sentences of it")
}

/// A sentence with too many numbers for the ear.
pub fn ear_numbers(spot: Spot, sentence: &str, n: usize, limit: usize) -> Diagnostic {
    advice(
        "ear-numbers",
        spot,
        format!("câu có {n} con số, người nghe chỉ nhớ được {limit}"),
        format!("the sentence has {n} numbers; a listener remembers {limit}"),
    )
    .words(sentence)
    .help(
        "giữ con số cần nhất, số khác làm tròn hoặc chuyển sang câu sau",
        "keep the number that matters; round the others or move them to the next sentence",
    )
}

/// Brackets in a text to be heard.
pub fn ear_brackets(spot: Spot, sentence: &str) -> Diagnostic {
    advice("ear-brackets", spot, "dấu ngoặc không nghe được".into(), "brackets cannot be heard".into())
        .words(sentence)
        .help(
            "viết phần trong ngoặc thành câu riêng, hoặc bỏ",
            "make a sentence of what is in them, or drop it",
        )
}

/// Words that point to a place on paper.
pub fn ear_on_paper(spot: Spot, words: &str) -> Diagnostic {
    advice(
        "ear-on-paper",
        spot,
        format!("người nghe không lật lại được để tìm `{words}`"),
        format!("a listener cannot turn back to find `{words}`"),
    )
    .words(words)
    .help("gọi lại tên của điều muốn nói", "say again what is meant")
}

/// An urgent item without an end.
pub fn urgent_for_ever(spot: Spot) -> Diagnostic {
    advice(
        "urgent-for-ever",
        spot,
        "bài khẩn cấp chưa có ngày hết hạn: loa sẽ phát mãi".into(),
        "the urgent article has no end: loudspeakers will play it for ever".into(),
    )
    .help("thêm expires = …", "add expires = …")
}

/// An urgent or priority item that some slots have no room for.
pub fn bulletin_crowded_out(spot: Spot, title: &str, n_slots: usize, first: DateTime) -> Diagnostic {
    let (day, time) = (date_vi(first.date()), first.strftime("%H:%M").to_string());
    warning(
        "bulletin-crowded-out",
        spot,
        format!("khung giờ không đủ cho `{title}`: thiếu chỗ ở {n_slots} bản tin, đầu tiên lúc {time} ngày {day}"),
        format!("the slots have no room for `{title}`: bulletins without it: {n_slots}, the first on {day} at {time}"),
    )
    .words(title)
    .help(
        "bỏ hoặc rút ngắn bài này hay một bài ưu tiên khác, hoặc xin thêm phút cho khung giờ",
        "drop or shorten it or another priority item, or ask for more minutes",
    )
}

/// A normal item that is longer than every slot.
pub fn bulletin_too_long(spot: Spot, title: &str, excess: usize) -> Diagnostic {
    warning(
        "bulletin-too-long",
        spot,
        format!("`{title}` dài hơn mọi khung giờ của địa phương, thừa {excess} tiếng: không được phát"),
        format!("`{title}` is longer than every slot here, by {excess} syllables: it is not played"),
    )
    .words(title)
    .help(
        "rút ngắn lời cho loa của bài, bỏ bài khỏi kênh loa, hoặc xin thêm phút",
        "shorten its words for the loudspeaker, take it off the loudspeaker, or ask for more minutes",
    )
}

/// Normal items that are not heard within a week.
pub fn bulletin_no_room(spot: Spot, titles: &[&str]) -> Diagnostic {
    let (vi, en) = some(titles);
    advice(
        "bulletin-no-room",
        spot,
        format!("tuần này chưa đến lượt {} bài: {vi}", titles.len()),
        format!("items without a turn this week ({}): {en}", titles.len()),
    )
    .help(
        "các bài quay vòng nên sẽ đến lượt sau; muốn nghe sớm thì bỏ bớt bài cũ khỏi kênh loa",
        "items take turns, so theirs will come; to hear them sooner take old ones off the loudspeaker",
    )
}

/// Items that wait for an approval.
pub fn bulletin_waiting(spot: Spot, titles: &[&str]) -> Diagnostic {
    let (vi, en) = some(titles);
    advice(
        "bulletin-waiting",
        spot,
        format!("{} bài chưa được duyệt nên chưa phát trên loa: {vi}", titles.len()),
        format!("items not approved and so not played ({}): {en}", titles.len()),
    )
    .help(
        "người có thẩm quyền duyệt rồi ghi [approval] by, role, date vào bài",
        "once approved, write [approval] by, role, date into the article",
    )
}
