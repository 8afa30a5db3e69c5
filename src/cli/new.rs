//! `mangnon init` and `mangnon new`: files to start from, in the right folders.
//!
//! Nothing that exists is overwritten. A new article is a draft until its author says otherwise.
#![expect(clippy::disallowed_methods, reason = "edge: writes first files")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::Date;

use crate::cli::args::New;
use crate::diag::Lang;
use crate::locality::{Level, LocalityCode, Registry};
use crate::outputs::Failure;
use crate::vi::slug::slug;

const STARTER: &[(&str, &str)] = &[
    ("site.toml", include_str!("starter/site.toml")),
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

/// Makes what was asked for.
pub(super) fn run(root: &Path, what: &New, today: Date, lang: Lang) -> ExitCode {
    let files = match what {
        New::Portal { folder } => starter(folder),
        New::Article { title, kind, topic, folder } => {
            let text = article(title, kind, topic.as_deref(), today);
            let folder = folder.as_deref().unwrap_or_else(|| folder_of(kind, topic.as_deref()));
            let name =
                Some(slug(title)).filter(|name| !name.is_empty()).unwrap_or_else(|| "bai-moi".to_owned());
            vec![(root.join("content").join(folder).join(format!("{name}.md")), text)]
        }
        New::Locality { code } => match locality(root, code, lang) {
            Ok(files) => files,
            Err(message) => {
                super::complain(&format!("{message}\n"));
                return ExitCode::FAILURE;
            }
        },
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
        super::say(&format!("{what} {}\n", path.display()));
    }
    ExitCode::SUCCESS
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

fn article(title: &str, kind: &str, topic: Option<&str>, today: Date) -> String {
    let title = toml::Value::String(title.to_owned());
    let topic =
        topic.map_or_else(|| "# topic = \"boi-an-toan\"".to_owned(), |topic| format!("topic = \"{topic}\""));
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
    format!(
        "+++\ntitle = {title}\ndescription = \"\"   # một câu tóm tắt\nkind = \"{kind}\"\n{topic}\ndate = {today}\ndraft = true       # xóa dòng này khi bài đã được duyệt\nchannels = [\"web\", \"loudspeaker\", \"zalo\"]\n\n[audience]\nlocalities = [\"vn\"]   # \"19\" một tỉnh, \"05569\" một xã\n{needs}\n# [loudspeaker]\n# text = \"\"\"\n# Lời đọc trên loa, câu ngắn.\n# \"\"\"\n\n# [zalo]\n# text = \"\"\"\n# Dòng đầu: việc cần làm.\n# \"\"\"\n+++\n\nViết bài ở đây.\n"
    )
}

fn locality(root: &Path, written: &str, lang: Lang) -> Result<Vec<(PathBuf, String)>, String> {
    let registry = Registry::embedded();
    let unit = written.parse::<LocalityCode>().ok().and_then(|code| registry.get(&code));
    let unit = unit.filter(|unit| unit.code.level() != Level::Country).ok_or_else(|| {
        let near = registry
            .suggest(written)
            .map(|unit| format!("`{}` ({})", unit.code, unit.name))
            .unwrap_or_default();
        match lang {
            Lang::Vi => format!("lỗi: không có địa phương mang mã `{written}`\n  gợi ý: có phải {near}?"),
            Lang::En => {
                format!("error: there is no locality of the code `{written}`\n  help: did you mean {near}?")
            }
        }
    })?;
    let top = root.join("content/dia-phuong");
    let file = |folder: PathBuf, unit: &crate::locality::Unit| {
        let title = toml::Value::String(unit.name.to_owned());
        (
            folder.join("_index.md"),
            format!("+++\ntitle = {title}\n\n[locality]\ncode = \"{}\"\n+++\n", unit.code),
        )
    };
    let mut above: Vec<&crate::locality::Unit> =
        registry.ancestors(&unit.code).filter(|unit| unit.code.level() != Level::Country).collect();
    above.reverse();
    let mut folder = top;
    let mut files = Vec::new();
    for unit in above.into_iter().chain([unit]) {
        folder = folder.join(&unit.slug);
        files.push(file(folder.clone(), unit));
    }
    Ok(files)
}
