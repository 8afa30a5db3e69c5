//! The site as a whole: sections, localities, audiences, addresses, links, documents.
//!
//! Callers see all pages at once.

use super::{error, warning};
use crate::diag::{Diagnostic, Spot};

/// A topic that the settings do not know.
pub fn topic_unknown(spot: Spot, id: &str, all: &[&str], near: Option<&str>) -> Diagnostic {
    if all.is_empty() {
        return error(
            "topic-unknown",
            spot,
            format!("không có chuyên mục `{id}`: site.toml chưa khai chuyên mục nào"),
            format!("there is no topic `{id}`: site.toml declares none"),
        )
        .words(id)
        .help(
            format!("site.toml cần base_url = \"https://…\", title = \"Tên cổng\" và mỗi chuyên mục một đoạn [[topics]] id = \"{id}\", name = \"…\""),
            format!("site.toml needs base_url = \"https://…\", title = \"…\" and for every topic [[topics]] id = \"{id}\", name = \"…\""),
        );
    }
    let list = all.join(", ");
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
    // Keys of a table stand on lines of their own.
    let table = example.split_once("] ").map(|(table, keys)| (format!("{table}]"), keys.replace(", ", "; ")));
    let (vi, en) = if let Some((table, keys)) = table {
        (
            format!("thêm dòng {table}, dưới nó mỗi thứ một dòng: {keys}"),
            format!("add the line {table}, and below it, each on a line of its own: {keys}"),
        )
    } else if stated {
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
    const PICTURES: [&str; 6] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".svg"];
    let small = target.to_lowercase();
    let (vi, en) = if target.starts_with('@') || small.ends_with(".md") {
        (
            "xem lại tên tệp của bài được dẫn tới; viết như @/chuyen-muc/bai.md",
            "look at the name of the article's file; write it as @/topic/article.md",
        )
    } else if small.starts_with("www.") {
        (
            "địa chỉ của trang khác phải có https:// ở đầu: https://www.…",
            "the address of another site begins with https://, as https://www.…",
        )
    } else if PICTURES.iter().any(|ending| small.ends_with(ending)) {
        (
            "đặt tệp ảnh cạnh tệp bài (cùng thư mục), chép đúng tên, cả chữ hoa, dấu cách và đuôi tệp",
            "put the picture into the article's folder and copy its name exactly, capitals, spaces and ending",
        )
    } else {
        (
            "liên kết tới bài viết theo tệp: @/chuyen-muc/bai.md; tệp và ảnh thì đặt cạnh bài",
            "link to articles by file: @/topic/article.md; put files and pictures beside the article",
        )
    };
    error(
        "link-broken",
        spot,
        format!("không có tệp hay trang `{target}`"),
        format!("there is no file or page `{target}`"),
    )
    .words(target)
    .help(vi, en)
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

/// A picture or file that went with another article.
pub fn file_withheld(spot: Spot, target: &str) -> Diagnostic {
    warning(
        "file-withheld",
        spot,
        format!("tệp `{target}` thuộc một bài không được đăng (đã gỡ, hết đồng ý, nháp, chờ duyệt hoặc hẹn giờ), nên cũng không được đăng ở đây"),
        format!("the file `{target}` belongs to an article that is not published (taken down, without consent, a draft, waiting or to come): it is not published here either"),
    )
    .words(target)
    .help(
        "bỏ tệp khỏi bài này; nếu chắc chắn được dùng, lưu một bản với tên khác rồi trình duyệt lại",
        "remove it from this article; if you are sure that it may be used, save a copy under another name and have it approved",
    )
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
    let (vi, en) = if scheme.len() == 1 {
        (
            "đây là ổ đĩa trên máy của bạn, người khác không mở được: chép tệp vào cạnh bài, rồi viết tên tệp",
            "this is a disk of your machine, which nobody else can open: copy the file into the article's folder and write its name",
        )
    } else {
        ("dùng https:, tel:, mailto: hoặc @/tệp.md", "use https:, tel:, mailto: or @/file.md")
    };
    error(
        "link-scheme",
        spot,
        format!("không dùng liên kết `{scheme}:`"),
        format!("links by `{scheme}:` are not allowed"),
    )
    .words(scheme)
    .help(vi, en)
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

/// A version in a language that the site does not know.
pub fn language_unknown(spot: Spot, tag: &str) -> Diagnostic {
    error(
        "language-unknown",
        spot,
        format!("tên tệp có đuôi ngôn ngữ `.{tag}` mà site.toml chưa khai báo"),
        format!("the file's name bears the language `.{tag}`, which site.toml does not know"),
    )
    .help(
        format!("thêm vào site.toml: [[languages]] tag = \"{tag}\", name = \"tên tiếng ấy tự gọi\"; nếu không phải bản dịch thì đổi dấu chấm trong tên tệp thành gạch nối"),
        format!("add to site.toml: [[languages]] tag = \"{tag}\", name = \"its own name\"; if it is no translation, write a hyphen for the point in the file's name"),
    )
}

/// A version of an article that is not there.
pub fn language_without_original(spot: Spot, original: &str) -> Diagnostic {
    error(
        "language-without-original",
        spot,
        format!("bản dịch này không có bài gốc `{original}`"),
        format!("this translation has no original `{original}`"),
    )
    .help(
        "đặt bản dịch cạnh bài gốc, cùng tên, thêm đuôi ngôn ngữ trước `.md`; trang của thư mục (`_index.md`) không có bản dịch",
        "put it beside the original under the same name, with the language before `.md`; a folder's page (`_index.md`) has no translations",
    )
}
