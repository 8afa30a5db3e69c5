//! Why nothing was built, in the words of the commands that build.

use std::path::Path;

use crate::cli::{brief, refused, taken};
use crate::diag::{Lang, Severity};
use crate::pipeline::Stopped;

pub(super) fn stopped_text(root: &Path, stopped: &Stopped, lang: Lang) -> String {
    match stopped {
        Stopped::Findings(diagnostics) => {
            super::complain(&brief::text(root, diagnostics, lang));
            let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
            let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
            let sum = if lang == Lang::Vi {
                format!("Không dựng: {errors} lỗi, {warnings} cảnh báo. Trang đang đăng vẫn nguyên.\n")
            } else {
                format!("Not built: {errors} errors, {warnings} warnings. The published site is as it was.\n")
            };
            sum + &super::errors_at(root, diagnostics, lang)
        }
        Stopped::TakenDown(taken) => taken::text(root, taken, lang),
        Stopped::Failed(failure) => super::failure_text(failure, lang),
        Stopped::NoSuchLocality(code) => super::no_such_locality(code, lang),
        Stopped::Refused(refusal) => refused::text(refusal, lang),
    }
}
