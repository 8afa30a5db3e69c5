//! `mangnon preview`: one article as a file for its approver, stamped BẢN NHÁP.
#![expect(clippy::disallowed_methods, reason = "edge: writes the file")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use jiff::civil::DateTime;

use crate::cli::{complain, failure_text, print_diagnostics, say};
use crate::diag::{Lang, Severity};
use crate::outputs::Failure;
use crate::path::SourcePath;
use crate::pipeline::Stopped;
use crate::preview::{self, Previewed};

/// Writes the file; nothing is written of an article that could not be published.
pub(super) fn run(root: &Path, file: &Path, out: Option<&PathBuf>, now: DateTime, lang: Lang) -> ExitCode {
    let path = named(root, file);
    match preview::preview(root, &path, now, lang) {
        Ok(Previewed { html, diagnostics, slug }) => {
            print_diagnostics(root, &diagnostics, lang);
            let out = out.cloned().unwrap_or_else(|| PathBuf::from(format!("ban-nhap-{slug}.html")));
            if let Err(error) = std::fs::write(&out, &html) {
                let failure = Failure::Io { path: out.display().to_string(), error };
                complain(&failure_text(&failure, lang));
                return ExitCode::FAILURE;
            }
            let (name, size) = (out.display(), html.len().div_ceil(1_024));
            say(&match lang {
                Lang::Vi => format!(
                    "Bản xem trước: {name} ({size} KB). Gửi tệp này cho người duyệt; mở được khi không có mạng.\n"
                ),
                Lang::En => format!(
                    "Preview: {name} ({size} KB). Send this file to the approver; it opens without a network.\n"
                ),
            });
            ExitCode::SUCCESS
        }
        Err(Stopped::Failed(failure)) => {
            complain(&failure_text(&failure, lang));
            ExitCode::FAILURE
        }
        Err(Stopped::Findings(diagnostics)) => {
            print_diagnostics(root, &diagnostics, lang);
            let told = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
            if !told {
                complain(&not_there(&path, lang));
            }
            ExitCode::FAILURE
        }
        Err(Stopped::Refused(_) | Stopped::NoSuchLocality(_) | Stopped::TakenDown(_)) => ExitCode::FAILURE,
    }
}

/// A file as the site calls it, whether it was named from here or from the site's folder.
fn named(root: &Path, file: &Path) -> SourcePath {
    let whole = |path: &Path| std::fs::canonicalize(path).ok();
    let folder = whole(root);
    let inside = [whole(file), whole(&root.join(file))].into_iter().flatten();
    let mut inside = inside.filter_map(|file| Some(file.strip_prefix(folder.as_ref()?).ok()?.to_path_buf()));
    let found = inside.next().unwrap_or_else(|| file.to_path_buf());
    SourcePath::new(&found.to_string_lossy().replace('\\', "/"))
}

fn not_there(path: &SourcePath, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "lỗi: không có bài `{path}`, hoặc thư mục của bài còn là bản nháp\n  gợi ý: viết đường dẫn như content/tin/ten-bai.md\n"
        ),
        Lang::En => format!(
            "error: there is no article `{path}`, or its folder is a draft\n  help: write the path like content/tin/name.md\n"
        ),
    }
}
