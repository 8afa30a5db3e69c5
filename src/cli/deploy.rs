//! `mangnon deploy`: sends what was built and tells what was sent.

use std::path::Path;
use std::process::ExitCode;

use crate::cli::args::Format;
use crate::cli::build;
use crate::diag::Lang;
use crate::path::SitePath;
use crate::pipeline::Stopped;
use crate::publish;
use crate::publish::deploy::{self, Plan, Stop};

/// How many files are named.
const SHOWN: usize = 20;

/// Sends and reports.
pub(super) fn run(out: &Path, to: &Path, dry_run: bool, format: Format, lang: Lang) -> ExitCode {
    let result = if dry_run { deploy::plan(out, to) } else { deploy::run(out, to) };
    match result {
        Ok(plan) => {
            super::say(&match format {
                Format::Json => json(&plan, dry_run),
                Format::Text => told(&plan, (out, to), dry_run, lang),
            });
            ExitCode::SUCCESS
        }
        Err(stop) => {
            super::complain(&stopped(stop, lang));
            ExitCode::FAILURE
        }
    }
}

fn json(plan: &Plan, dry_run: bool) -> String {
    let paths = |paths: &[SitePath]| paths.iter().map(ToString::to_string).collect::<Vec<_>>();
    let value = serde_json::json!({
        "dry_run": dry_run, "sent": paths(&plan.sent), "removed": paths(&plan.removed),
        "kept": plan.kept, "bytes": plan.bytes,
    });
    format!("{value}\n")
}

fn told(plan: &Plan, (out, to): (&Path, &Path), dry_run: bool, lang: Lang) -> String {
    let all = plan.sent.iter().map(|path| ("+", path)).chain(plan.removed.iter().map(|path| ("-", path)));
    let mut text = String::new();
    for (sign, path) in all.clone().take(SHOWN) {
        text.push_str(&format!("  {sign} {path}\n"));
    }
    let more = all.count().saturating_sub(SHOWN);
    if more > 0 {
        text.push_str(&match lang {
            Lang::Vi => format!("  … và {more} tệp nữa\n"),
            Lang::En => format!("  … and {more} more\n"),
        });
    }
    let (sent, removed, kept) = (plan.sent.len(), plan.removed.len(), plan.kept);
    let (mb, to) = (build::megabytes(plan.bytes), to.display());
    text.push_str(&match (lang, dry_run) {
        (Lang::Vi, true) => {
            format!("Sẽ gửi {sent} tệp ({mb} MB), gỡ {removed}, giữ nguyên {kept}: {to}. Chưa làm gì.\n")
        }
        (Lang::En, true) => {
            format!(
                "Would send {sent} files ({mb} MB), remove {removed}, keep {kept}: {to}. Nothing was done.\n"
            )
        }
        (Lang::Vi, false) => format!("Đã gửi {sent} tệp ({mb} MB), gỡ {removed}, giữ nguyên {kept}: {to}\n"),
        (Lang::En, false) => format!("Sent {sent} files ({mb} MB), removed {removed}, kept {kept}: {to}\n"),
    });
    if !dry_run && sent + removed > 0 {
        let list = publish::state_folder(out).join("deployed.txt");
        text.push_str(&match lang {
            Lang::Vi => format!("Địa chỉ cần xóa khỏi bộ nhớ đệm của nơi đăng: {}\n", list.display()),
            Lang::En => format!("Addresses to purge from the host's caches: {}\n", list.display()),
        });
    }
    text
}

fn stopped(stop: Stop, lang: Lang) -> String {
    match (stop, lang) {
        (Stop::NotBuilt(out), Lang::Vi) => format!(
            "lỗi: `{}` chưa có bản dựng trọn vẹn\n  gợi ý: chạy `mangnon build` trước\n",
            out.display()
        ),
        (Stop::NotBuilt(out), Lang::En) => {
            format!("error: `{}` holds no complete build\n  help: run `mangnon build` first\n", out.display())
        }
        (Stop::Changed(path), Lang::Vi) => format!(
            "lỗi: `{path}` không còn là tệp đã dựng\n  gợi ý: xóa tệp ấy, chạy `mangnon build` rồi đăng lại; không sửa tay trong thư mục đã dựng\n"
        ),
        (Stop::Changed(path), Lang::En) => format!(
            "error: `{path}` is not the file that was built\n  help: remove it, run `mangnon build` and deploy again; nothing is edited by hand there\n"
        ),
        (Stop::Refused(refusal), lang) => {
            build::stopped_text(Path::new(""), &Stopped::Refused(refusal), lang)
        }
    }
}
