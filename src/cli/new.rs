//! `mangnon init` and `mangnon new`: files to start from, in the right folders.
//!
//! Nothing that exists is overwritten. A new article is a draft until its author says otherwise.
#![expect(clippy::disallowed_methods, reason = "edge: writes first files")]

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;

use crate::cli::orders::New;
use crate::diag::Lang;
use crate::locality::{Level, LocalityCode, Registry, Unit};
use crate::outputs::Failure;
use crate::vi::slug::slug;

const STARTER: &[(&str, &str)] = &[
    ("site.toml", include_str!("starter/site.toml")),
    ("content/duong-day-nong.toml", include_str!("starter/duong-day-nong.toml")),
    ("content/_index.md", include_str!("starter/home.md")),
    ("content/chinh-sach/_index.md", include_str!("starter/chinh-sach.md")),
    ("content/ky-nang-lam-cha-me/_index.md", include_str!("starter/ky-nang-lam-cha-me.md")),
    ("content/boi-an-toan/_index.md", include_str!("starter/boi-an-toan.md")),
    ("content/an-toan-mang/_index.md", include_str!("starter/an-toan-mang.md")),
    ("content/tin/_index.md", include_str!("starter/tin.md")),
    ("content/tin/bai-dau-tien.md", include_str!("starter/bai-dau-tien.md")),
    ("content/van-ban/_index.md", include_str!("starter/van-ban.md")),
    ("content/dia-phuong/_index.md", include_str!("starter/dia-phuong.md")),
];

/// Of a name that many communes bear, so many are listed.
const MOST_HOMONYMS: usize = 5;

/// Makes what was asked for.
pub(super) fn run(root: &Path, what: &New, today: Date, lang: Lang) -> ExitCode {
    let files = match what {
        New::Portal { folder } => Ok(starter(folder)),
        New::Article { title, kind, topic, folder } => {
            let folder = folder.as_deref().unwrap_or_else(|| folder_of(kind, topic.as_deref()));
            refused(root, title, topic.as_deref(), folder, lang).map_or_else(
                || {
                    let article =
                        article(root, &Wanted { title, kind, topic: topic.as_deref(), folder }, today);
                    Ok(section(root, folder).into_iter().chain([article]).collect())
                },
                Err,
            )
        }
        New::Locality { code } => locality(root, code, lang),
    };
    let files = match files {
        Ok(files) => files,
        Err(message) => {
            super::complain(&format!("{message}\n"));
            return ExitCode::FAILURE;
        }
    };
    for (path, text) in files {
        let what = match (write_new(&path, &text), lang) {
            (Ok(true), Lang::Vi) => "Đã tạo",
            (Ok(true), Lang::En) => "Created",
            (Ok(false), Lang::Vi) => "Đã có, giữ nguyên",
            (Ok(false), Lang::En) => "Kept as it is",
            (Err(error), lang) => {
                let failure = Failure::Io { path: path.display().to_string(), error };
                super::complain(&super::failure_text(&failure, lang));
                return ExitCode::FAILURE;
            }
        };
        super::say(&format!("{what} {}\n", path.strip_prefix(".").unwrap_or(&path).display()));
    }
    if let New::Portal { folder } = what {
        super::say(&next_steps(folder, lang));
    }
    ExitCode::SUCCESS
}

/// An article as it was asked for.
struct Wanted<'a> {
    title: &'a str,
    kind: &'a str,
    topic: Option<&'a str>,
    folder: &'a str,
}

/// What somebody who has just made a portal does next.
fn next_steps(folder: &Path, lang: Lang) -> String {
    let at = folder.display();
    match lang {
        Lang::Vi => format!(
            "\nViệc tiếp theo:\n  1. Mở {at}/site.toml: ghi địa chỉ thật của cổng (base_url) và tên cơ quan.\n  2. mangnon --root {at} new locality 05569     (mã năm số của xã)\n  3. mangnon --root {at} serve --open           (xem thử, sửa, trang tự tải lại)\n"
        ),
        Lang::En => format!(
            "\nWhat comes next:\n  1. Open {at}/site.toml: write the portal's real address (base_url) and who publishes it.\n  2. mangnon --root {at} new locality 05569     (the commune's code of five digits)\n  3. mangnon --root {at} serve --open           (look, edit, the page reloads by itself)\n"
        ),
    }
}

fn starter(folder: &Path) -> Vec<(PathBuf, String)> {
    STARTER.iter().map(|(name, text)| (folder.join(name), (*text).to_owned())).collect()
}

/// `false` if the file is there already.
fn write_new(path: &Path, text: &str) -> io::Result<bool> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => io::Write::write_all(&mut file, text.as_bytes()).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

fn folder_of<'k>(kind: &'k str, topic: Option<&'k str>) -> &'k str {
    match (kind, topic) {
        ("guidance", Some(topic)) => topic,
        ("document", _) => "van-ban",
        ("event", _) => "su-kien",
        ("service", _) => "dich-vu",
        _ => "tin",
    }
}

/// The page of a usual folder that the portal does not have yet: without it no list shows its articles.
fn section(root: &Path, folder: &str) -> Option<(PathBuf, String)> {
    const USUAL: [(&str, &str, &str); 3] = [
        ("tin", "Tin", "Tin mới về việc bảo vệ, chăm sóc trẻ em."),
        ("su-kien", "Sự kiện", "Ngày hội, buổi họp, đợt tiêm sắp tới."),
        ("dich-vu", "Nơi giúp trẻ và gia đình", "Số gọi, nơi đến, lớp học, chỗ chơi."),
    ];
    let (_, title, says) = USUAL.iter().find(|(name, ..)| *name == folder)?;
    let path = root.join("content").join(folder).join("_index.md");
    (!path.exists()).then(|| (path, format!("+++\ntitle = \"{title}\"\ndescription = \"{says}\"\n+++\n")))
}

/// Why no article is made: it has no title, or the portal has no such topic.
fn refused(root: &Path, title: &str, topic: Option<&str>, folder: &str, lang: Lang) -> Option<String> {
    if title.trim().is_empty() {
        return Some(match lang {
            Lang::Vi => "lỗi: tiêu đề trống\n  gợi ý: mangnon new article \"Tiêu đề của bài\"".to_owned(),
            Lang::En => "error: the title is empty\n  help: mangnon new article \"Title\"".to_owned(),
        });
    }
    // A folder of the portal, and none above or beside it.
    if Path::new(folder).components().any(|part| !matches!(part, Component::Normal(_) | Component::CurDir)) {
        return Some(match lang {
            Lang::Vi => format!(
                "lỗi: thư mục `{folder}` nằm ngoài content\n  gợi ý: viết tính từ content, ví dụ --folder tin hoặc --folder dia-phuong/thai-nguyen/dinh-hoa"
            ),
            Lang::En => format!(
                "error: the folder `{folder}` lies outside of content\n  help: write it from content, as --folder tin or --folder dia-phuong/thai-nguyen/dinh-hoa"
            ),
        });
    }
    let (topic, known) = (topic?, topics(root));
    if known.is_empty() || known.iter().any(|id| id == topic) {
        return None;
    }
    let list = known.join(", ");
    Some(match lang {
        Lang::Vi => format!("lỗi: cổng không có chuyên mục `{topic}`\n  gợi ý: các chuyên mục: {list}"),
        Lang::En => {
            format!("error: the portal has no topic `{topic}`\n  help: the topics are: {list}")
        }
    })
}

/// The topics that `site.toml` names; none where it cannot be read, which `check` tells about.
fn topics(root: &Path) -> Vec<String> {
    let settings = fs::read_to_string(root.join("site.toml")).unwrap_or_default();
    let settings = settings.parse::<toml::Table>().unwrap_or_default();
    let rows = settings.get("topics").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    rows.iter().filter_map(|row| row.get("id")?.as_str().map(str::to_owned)).collect()
}

/// Whether the folder lies in a locality's: an article there addresses that locality by itself.
fn in_locality(root: &Path, folder: &str) -> bool {
    // Where no page is yet, one will be: what lies there must not go to the whole country until then.
    folder.starts_with("dia-phuong/")
        || Path::new(folder).ancestors().any(|above| {
            let page = root.join("content").join(above).join("_index.md");
            fs::read_to_string(page).is_ok_and(|text| text.lines().any(|line| line.trim() == "[locality]"))
        })
}

fn article(root: &Path, wanted: &Wanted, today: Date) -> (PathBuf, String) {
    let Wanted { title, kind, topic, folder } = *wanted;
    let name = Some(slug(title)).filter(|name| !name.is_empty()).unwrap_or_else(|| "bai-moi".to_owned());
    let path = root.join("content").join(folder).join(format!("{name}.md"));
    let title = toml::Value::String(title.to_owned());
    let topic =
        topic.map_or_else(|| "# topic = \"boi-an-toan\"".to_owned(), |topic| format!("topic = \"{topic}\""));
    let localities = if in_locality(root, folder) {
        "# localities = [\"05569\"]   # không ghi: gửi tới địa phương của thư mục này"
    } else {
        "localities = [\"vn\"]   # \"19\" một tỉnh, \"05569\" một xã"
    };
    let needs = match kind {
        "guidance" => format!(
            "\n[review]\nreviewed = {today}\ndue = {}\nreviewer = \"Trạm y tế xã\"\n\n[[sources]]\ntitle = \"\"   # tên tài liệu\n",
            today.saturating_add(jiff::Span::new().years(1))
        ),
        "document" => {
            "\n[document]\ntype = \"\"   # Kế hoạch, Công văn…\n# number = \"\"\n# issued = 2026-01-31\n"
                .to_owned()
        }
        "event" => format!("\n[event]\nstart = {today}\n# place = \"\"\n"),
        "service" => {
            "\n[service]\ncategory = \"phone\"   # place, phone, swimming-class, playground\n".to_owned()
        }
        _ => String::new(),
    };
    let text = format!(
        "+++\ntitle = {title}\ndescription = \"\"   # một câu tóm tắt\nkind = \"{kind}\"\n{topic}\ndate = {today}\ndraft = true       # xóa dòng này khi bài đã được duyệt\nchannels = [\"web\", \"loudspeaker\", \"zalo\"]\n\n[audience]\n{localities}\n{needs}\n# [loudspeaker]\n# text = \"\"\"\n# Lời đọc trên loa, câu ngắn.\n# \"\"\"\n\n# [zalo]\n# text = \"\"\"\n# Dòng đầu: việc cần làm.\n# \"\"\"\n+++\n\nViết bài ở đây.\n"
    );
    (path, text)
}

fn locality(root: &Path, written: &str, lang: Lang) -> Result<Vec<(PathBuf, String)>, String> {
    let registry = Registry::embedded();
    let unit = written.parse::<LocalityCode>().ok().and_then(|code| registry.get(&code));
    let unit = unit
        .filter(|unit| unit.code.level() != Level::Country)
        .ok_or_else(|| no_such_code(registry, written, lang))?;
    let top = root.join("content/dia-phuong");
    let file = |folder: PathBuf, unit: &Unit| {
        let title = toml::Value::String(unit.name.to_owned());
        (
            folder.join("_index.md"),
            format!("+++\ntitle = {title}\n\n[locality]\ncode = \"{}\"\n+++\n", unit.code),
        )
    };
    let mut above: Vec<&Unit> =
        registry.ancestors(&unit.code).filter(|unit| unit.code.level() != Level::Country).collect();
    above.reverse();
    let mut folder = top;
    let mut files = Vec::new();
    for unit in above.into_iter().chain([unit]).map(|unit| lasting(registry, unit)) {
        folder = folder.join(&unit.slug);
        files.push(file(folder.clone(), unit));
    }
    Ok(files)
}

/// The province of today, of a former one that goes on under its code and name: both have one page.
fn lasting<'r>(registry: &'r Registry, unit: &'r Unit) -> &'r Unit {
    let code = unit.code.to_string();
    let today = code.strip_prefix("cu:").and_then(|code| registry.get(&code.parse().ok()?));
    let goes_on = |today: &&Unit| unit.code.level() == Level::Province && today.slug == unit.slug;
    today.filter(goes_on).unwrap_or(unit)
}

/// The codes that a wrong code or a name may mean: all homonyms of a name, each with its province.
fn no_such_code(registry: &Registry, written: &str, lang: Lang) -> String {
    let mut near: Vec<&Unit> =
        registry.find(written).into_iter().filter(|unit| !unit.is_former()).take(MOST_HOMONYMS).collect();
    if near.is_empty() {
        near.extend(registry.suggest(written).filter(|unit| unit.code.level() != Level::Country));
    }
    // Whoever writes a name asks for its code: that is no mistake.
    if written.chars().any(char::is_alphabetic) && !written.starts_with("cu:") && !near.is_empty() {
        return codes_of(registry, written, &near, lang);
    }
    let near: Vec<String> = near.into_iter().map(|unit| in_its_province(registry, unit)).collect();
    let (vi, en) = if near.is_empty() {
        (
            "mã tỉnh có 2 chữ số, mã xã có 5 chữ số; gõ tên xã thay cho mã để tìm mã".to_owned(),
            "a province has 2 digits, a commune 5; write the name instead of the code to find the code"
                .to_owned(),
        )
    } else {
        let list = near.join("; ");
        (format!("có phải {list}?"), format!("did you mean {list}?"))
    };
    match lang {
        Lang::Vi => format!("lỗi: không có địa phương mang mã `{written}`\n  gợi ý: {vi}"),
        Lang::En => format!("error: there is no locality of the code `{written}`\n  help: {en}"),
    }
}

/// The commands that make the localities of a name.
fn codes_of(registry: &Registry, written: &str, near: &[&Unit], lang: Lang) -> String {
    let command = |unit: &&Unit| {
        let place = in_its_province(registry, unit);
        let place = place.split_once(" (").map_or("", |(_, place)| place.trim_end_matches(')')).to_owned();
        format!("  mangnon new locality {}   # {place}", unit.code)
    };
    let commands = near.iter().map(command).collect::<Vec<_>>().join("\n");
    let n = near.len();
    match lang {
        Lang::Vi if n == 1 => format!("`{written}` là nơi này; chưa tạo gì, gõ tiếp lệnh:\n{commands}"),
        Lang::Vi => format!("Có {n} nơi tên `{written}`; chưa tạo gì, chọn một lệnh:\n{commands}"),
        Lang::En if n == 1 => {
            format!("`{written}` is this place; nothing was made yet, now run:\n{commands}")
        }
        Lang::En => {
            format!("{n} places are called `{written}`; nothing was made yet, run one of these:\n{commands}")
        }
    }
}

fn in_its_province(registry: &Registry, unit: &Unit) -> String {
    let above = registry.ancestors(&unit.code).find(|above| above.code.level() == Level::Province);
    let above = above.map(|above| format!(", {}", above.name_in_sentence())).unwrap_or_default();
    format!("`{}` ({}{above})", unit.code, unit.name_in_sentence())
}
