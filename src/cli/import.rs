//! `mangnon import`: official documents become draft pages, with the originals untouched beside them.
//!
//! Nothing that exists is ever overwritten: a second import of a document takes the next free folder.
#![expect(clippy::disallowed_methods, reason = "edge: writes drafts")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sha2::{Digest as _, Sha256};

use crate::cli::orders::Format;
use crate::diag::Lang;
use crate::import::edge::{self, Failure, Limits};
use crate::import::{self, Attachment, Imported, ImportedDocument};
use crate::vi::slug::slug;

/// The longest folder name of a draft.
const NAME: usize = 80;

/// What was asked for.
#[derive(Debug)]
pub(super) struct Request<'a> {
    pub(super) files: &'a [PathBuf],
    pub(super) root: &'a Path,
    pub(super) to: &'a str,
    pub(super) dry_run: bool,
    pub(super) format: Format,
}

/// Imports every file; one that is refused does not stop the others.
pub(super) fn run(request: &Request<'_>, lang: Lang) -> ExitCode {
    let mut refused = 0;
    for file in request.files {
        let imported = match edge::import_file(file, &Limits::default()) {
            Ok(imported) => imported,
            Err(failure) => {
                super::complain(&format!("{}\n", failure_text(file, &failure, lang)));
                refused += 1;
                continue;
            }
        };
        if request.format == Format::Json {
            super::say(&format!("{}\n", serde_json::to_string(&imported).unwrap_or_default()));
        }
        if request.dry_run {
            if request.format == Format::Text {
                super::say(&import::report(&imported)[usize::from(lang == Lang::En)]);
            }
            continue;
        }
        if let Err((path, error)) = write_drafts(request, file, &imported, lang) {
            super::complain(&format!("{}\n", io_text(&path, &error, lang)));
            refused += 1;
        } else if request.format == Format::Text {
            super::say(&import::report(&imported)[usize::from(lang == Lang::En)]);
        }
    }
    if refused > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn write_drafts(
    request: &Request<'_>,
    file: &Path,
    imported: &Imported,
    lang: Lang,
) -> Result<(), (PathBuf, io::Error)> {
    let original = fs::read(file).map_err(|error| (file.to_owned(), error))?;
    let sha256 = format!("{:x}", Sha256::digest(&original));
    for document in &imported.documents {
        let folder = free_folder(&request.root.join(request.to), &folder_name(document));
        let at = |error| (folder.clone(), error);
        fs::create_dir_all(&folder).map_err(at)?;
        let name = original_name(file);
        let title = if lang == Lang::Vi { "Bản gốc" } else { "The original" };
        let attachment =
            Attachment { file: name.clone(), title: title.to_owned(), sha256: Some(sha256.clone()) };
        fs::write(folder.join(&name), &original).map_err(at)?;
        fs::write(folder.join("index.md"), import::draft_markdown(document, &[attachment])).map_err(at)?;
        fs::write(folder.join("tin-cho-dan.nhap"), import::news_stub(document)).map_err(at)?;
        let shown = folder.join("index.md");
        let stub = folder.join("tin-cho-dan.nhap");
        match lang {
            Lang::Vi => {
                super::say(&format!(
                    "Đã ghi bản nháp: {}\n  gợi ý tin cho dân: {}\n",
                    shown.display(),
                    stub.display()
                ));
            }
            Lang::En => {
                super::say(&format!(
                    "Draft written: {}\n  stub of a news article: {}\n",
                    shown.display(),
                    stub.display()
                ));
            }
        }
    }
    Ok(())
}

/// The folder is named after kind and number, or else after the title.
fn folder_name(document: &ImportedDocument) -> String {
    let known: Vec<&str> =
        [&document.kind, &document.number].into_iter().flatten().map(String::as_str).collect();
    let named = match (&document.number, &document.title) {
        (None, Some(title)) => title.clone(),
        _ => known.join(" "),
    };
    let mut name = slug(&named);
    if name.len() > NAME {
        name.truncate(NAME);
        name.truncate(name.rfind('-').unwrap_or(NAME));
    }
    if name.is_empty() { "van-ban".to_owned() } else { name }
}

fn free_folder(parent: &Path, name: &str) -> PathBuf {
    let first = parent.join(name);
    let later = (2..).map(|n| parent.join(format!("{name}-{n}")));
    std::iter::once(first).chain(later).find(|folder| !folder.exists()).unwrap_or_else(|| parent.join(name))
}

fn original_name(file: &Path) -> String {
    let stem = slug(&file.file_stem().unwrap_or_default().to_string_lossy());
    let extension = slug(&file.extension().unwrap_or_default().to_string_lossy());
    format!("{}.{extension}", if stem.is_empty() { "ban-goc" } else { &stem })
}

fn failure_text(file: &Path, failure: &Failure, lang: Lang) -> String {
    match failure {
        Failure::Disk(error) => io_text(file, error, lang),
        Failure::Refused(refusal) => {
            let message = refusal.message();
            match lang {
                Lang::Vi => format!("{}: lỗi: {}", file.display(), message.vi),
                Lang::En => format!("{}: error: {}", file.display(), message.en),
            }
        }
    }
}

fn io_text(path: &Path, error: &io::Error, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "{}: lỗi: không đọc hoặc ghi được: {error}\n  gợi ý: kiểm tra đường dẫn và quyền của tệp",
            path.display()
        ),
        Lang::En => format!(
            "{}: error: cannot read or write: {error}\n  help: look at the path and its permissions",
            path.display()
        ),
    }
}
