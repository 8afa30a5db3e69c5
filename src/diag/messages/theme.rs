//! The theme, its templates and the files that outputs make.
//!
//! Callers compile templates or plan files.

use super::error;
use crate::diag::machine::of_machine;
use crate::diag::{Diagnostic, Spot};

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
        format!("không hiểu tệp kiểu dáng: {}", of_machine(reason)),
        format!("cannot read the stylesheet: {reason}"),
    )
    .help("sửa tại dòng này", "mend it at this line")
}

/// A place of a theme that makes pages load from another host; `words` stand there.
pub fn theme_loads(spot: Spot, words: &str) -> Diagnostic {
    error(
        "theme-loads",
        spot,
        "giao diện tải thứ ở máy chủ khác: nơi ấy biết ai đang đọc trang".into(),
        "the theme loads something from another host, which learns who reads the page".into(),
    )
    .words(words)
    .help(
        "chép tệp ấy vào thư mục `static/` của giao diện rồi dẫn tới bản chép; liên kết để người đọc bấm (<a href>) thì được",
        "copy that file into the theme's `static/` and lead there; a link for readers to follow (<a href>) may stay",
    )
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

/// A page that gives nobody to call: a template of the site's own theme is empty or leaves the number out.
pub fn page_without_hotline(folder: &str, template: &str, link: &str) -> Diagnostic {
    let file = format!("{folder}/templates/html/{template}");
    let spot = Spot { file: crate::path::SourcePath::new(&file), at: crate::diag::At::default() };
    error(
        "page-without-hotline",
        spot,
        format!("mẫu `{template}` làm ra trang không có số để gọi ({link})"),
        format!("the template `{template}` makes a page without the number to call ({link})"),
    )
    .words(template)
    .help(
        "thêm vào mẫu này, hoặc vào base.html mà nó dựa vào: <a href=\"tel:{{ site.hotline.tel }}\">{{ site.hotline.number }}</a>",
        "add to this template, or to the base.html that it extends: <a href=\"tel:{{ site.hotline.tel }}\">{{ site.hotline.number }}</a>",
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

/// Why a picture is not published as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unshown<'n> {
    /// Browsers do not all show its format.
    Format,
    /// New telephones take it so.
    Telephone,
    /// Its name says another kind than it is: the name, and the ending that is right.
    Renamed(&'n str, &'static str),
}

/// A picture in a format that is not published.
pub fn picture_format(spot: Spot, why: Unshown<'_>) -> Diagnostic {
    let (vi, en) = match why {
        Unshown::Format => {
            ("không đăng ảnh dạng này".into(), "pictures of this format are not published".into())
        }
        Unshown::Telephone => (
            "ảnh HEIC hoặc AVIF của điện thoại: nhiều máy không mở được, nên không đăng".into(),
            "a picture in HEIC or AVIF, as telephones take it: many cannot open it, so it is not published"
                .into(),
        ),
        Unshown::Renamed(_, ending) => (
            format!("tệp này là ảnh {ending} mang đuôi khác"),
            format!("this file is a {ending} picture under another ending"),
        ),
    };
    let told = error("picture-format", spot, vi, en);
    match why {
        Unshown::Format => told.help("lưu ảnh lại thành .jpg hoặc .png", "save the picture as .jpg or .png"),
        Unshown::Telephone => told.help(
            "đổi đuôi tên tệp không đủ, phải lưu lại thành .jpg: máy tính Windows mở bằng Paint, chọn Lưu dưới dạng JPEG; máy Mac mở bằng Xem trước, chọn Xuất, JPEG; iPhone từ nay chụp .jpg: Cài đặt, Camera, Định dạng, Tương thích nhất",
            "another ending is not enough, save it as .jpg: on Windows open it in Paint and choose Save as JPEG; on a Mac in Preview, Export, JPEG; for an iPhone to take .jpg from now on: Settings, Camera, Formats, Most Compatible",
        ),
        Unshown::Renamed(name, ending) => {
            let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
            told.help(
                format!("đổi tên tệp thành `{stem}.{ending}`, sửa tên ấy trong bài"),
                format!("call the file `{stem}.{ending}`, and write that name in the article"),
            )
        }
    }
}

/// A picture that cannot be decoded.
pub fn picture_broken(spot: Spot, reason: &str) -> Diagnostic {
    error(
        "picture-broken",
        spot,
        format!("không đọc được ảnh: {}", of_machine(reason)),
        format!("the picture cannot be read: {reason}"),
    )
    .help("mở ảnh bằng máy, lưu lại rồi chép vào đây", "open the picture, save it again and put it here")
}

/// A picture of more pixels than are decoded.
pub fn picture_too_large(spot: Spot, side: u32) -> Diagnostic {
    error(
        "picture-too-large",
        spot,
        format!("ảnh quá lớn: mỗi cạnh nhiều nhất {side} điểm ảnh, cả ảnh nhiều nhất 134 triệu"),
        format!("the picture is too large: at most {side} pixels a side and 134 million in all"),
    )
    .help(
        "thu nhỏ ảnh còn dưới 4000 điểm ảnh mỗi cạnh rồi chép lại",
        "make it smaller than 4000 pixels a side and put it here again",
    )
}

/// A drawing that does more than draw, or cannot be read; `reason` is what of it.
pub fn drawing_not_cleaned(spot: Spot, reason: &str) -> Diagnostic {
    error(
        "drawing-not-cleaned",
        spot,
        format!("hình SVG này chạy lệnh, tải thứ ở nơi khác hoặc không đọc được: `{reason}`"),
        format!("this SVG runs code, loads something from elsewhere, or cannot be read: `{reason}`"),
    )
    .help(
        "mở hình bằng phần mềm vẽ, bỏ phần ấy rồi lưu thành SVG thường (Plain SVG), hoặc xuất ra .png",
        "open it in a drawing program, remove that part and save it as plain SVG, or export a .png",
    )
}

/// A film or recording of a kind whose tags are not read here.
pub fn media_format(spot: Spot) -> Diagnostic {
    error(
        "media-format",
        spot,
        "không đăng phim, ghi âm dạng này: máy không bỏ được nơi quay và tên máy".into(),
        "films and recordings of this format are not published: place and device cannot be taken out".into(),
    )
    .help("đổi phim sang .mp4, ghi âm sang .mp3", "convert films to .mp4 and recordings to .mp3")
}

/// A film with something in it besides picture and sound; `reason` is what.
pub fn film_not_cleaned(spot: Spot, reason: &str) -> Diagnostic {
    error(
        "film-not-cleaned",
        spot,
        format!("không bỏ được nơi quay và tên máy khỏi phim này: {}", of_machine(reason)),
        format!("place and device cannot be taken out of this film: {reason}"),
    )
    .help(
        "xuất phim lại thành .mp4 chỉ có hình và tiếng, bỏ phụ đề và mọi dữ liệu kèm theo",
        "export the film as .mp4 with picture and sound only, without subtitles and other data",
    )
}

/// A sidecar of a picture that cannot be understood.
pub fn picture_sidecar(spot: Spot) -> Diagnostic {
    error(
        "picture-sidecar",
        spot,
        "không hiểu tệp ghi vùng làm mờ của ảnh ở chỗ này".into(),
        "cannot read what is to be blurred in the picture from here on".into(),
    )
    .help(
        "mỗi ô cần làm mờ là bốn số [từ trái, từ trên, rộng, cao]: blur = [[120, 80, 60, 60]]",
        "every box to blur is four numbers [from left, from top, width, height]: blur = [[120, 80, 60, 60]]",
    )
}

/// What is to be blurred, written where it belongs to no picture.
pub fn blur_misplaced(spot: Spot) -> Diagnostic {
    error(
        "picture-blur-place",
        spot,
        "vùng cần làm mờ không ghi trong phần đầu bài: một bài có nhiều ảnh".into(),
        "what is to be blurred is not written in the front matter: an article has many pictures".into(),
    )
    .words("blur")
    .help(
        "chuyển dòng này sang tệp cùng tên với ảnh thêm .toml, đặt cạnh ảnh: ảnh anh-lop.jpg thì tệp anh-lop.jpg.toml",
        "move this line to a file beside the picture, named like it with .toml behind: anh-lop.jpg.toml for anh-lop.jpg",
    )
}

/// A file that was meant to hide a part of a picture, under a name that belongs to none; `picture` is the
/// picture that it was meant for, if there is one.
pub fn sidecar_name(spot: Spot, picture: Option<&str>) -> Diagnostic {
    let (vi, en) = match picture {
        Some(name) => {
            (format!("đổi tên tệp thành `{name}.toml`"), format!("rename the file to `{name}.toml`"))
        }
        None => (
            "đặt tệp cạnh ảnh, cùng tên với ảnh thêm .toml: ảnh anh-lop.jpg thì tệp anh-lop.jpg.toml".to_owned(),
            "put the file beside the picture, named like it with .toml behind: anh-lop.jpg.toml for anh-lop.jpg"
                .to_owned(),
        ),
    };
    error(
        "picture-blur-name",
        spot,
        "tệp ghi vùng làm mờ này không mang tên của ảnh nào: ảnh sẽ hiện rõ".into(),
        "this file of what is to be blurred bears the name of no picture: the picture would be shown as it is"
            .into(),
    )
    .help(vi, en)
}

/// A box to blur that hides nothing of the picture.
pub fn picture_box(spot: Spot, numbers: (f64, f64, f64, f64), size: (u32, u32)) -> Diagnostic {
    let (across, down) = size;
    let short = |n: f64| if n.abs() < 1e6 { n.to_string() } else { format!("{n:e}") };
    let (x, y, w, h) = (short(numbers.0), short(numbers.1), short(numbers.2), short(numbers.3));
    error(
        "picture-sidecar-box",
        spot,
        format!("ô làm mờ [{x}, {y}, {w}, {h}] không che được gì của ảnh rộng {across}, cao {down} điểm"),
        format!("the box [{x}, {y}, {w}, {h}] hides nothing of the picture of {across} by {down} pixels"),
    )
    .help(
        "đo lại bốn số [từ trái, từ trên, rộng, cao] trên ảnh đã xoay đúng chiều; cả bốn cùng tính bằng điểm ảnh, hoặc cùng là phần của ảnh từ 0 đến 1",
        "measure [from left, from top, width, height] again on the upright picture; all four in pixels, or all four as parts of the picture from 0 to 1",
    )
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
