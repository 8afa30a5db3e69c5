//! What long work is at, on a terminal; silent anywhere else and for work that is soon over.
//!
//! Stages are told when they end, as [`pipeline::Progress`](crate::pipeline::Progress) does; what is
//! shown is the one that begins. Files that are made are counted where they come in; the line looks at
//! the count when it is drawn.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressState, ProgressStyle};

use crate::diag::Lang;
use crate::publish::Tally;

/// A line that moves while work goes on.
pub(super) struct Progress {
    line: ProgressBar,
    lang: Lang,
}

impl Progress {
    /// Work begins. Without a terminal nothing is ever drawn.
    pub(super) fn begin(lang: Lang) -> Progress {
        let line = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            line.set_style(style);
        }
        line.enable_steady_tick(Duration::from_millis(120));
        let progress = Progress { line, lang };
        progress.show(["liệt kê các tệp", "listing files"]);
        progress
    }

    /// From now on the line shows how many files are read, and later how many are made.
    pub(super) fn count(&self, tally: Arc<Tally>) {
        let count = move |_: &ProgressState, line: &mut dyn Write| {
            if let Some((done, all)) = tally.now() {
                let _ = write!(line, " {done}/{all}");
            }
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}{count} ({elapsed})") {
            self.line.set_style(style.with_key("count", count));
        }
    }

    /// A stage is over.
    pub(super) fn after(&self, stage: &str) {
        self.show(match stage {
            "survey" => ["đọc và soát các bài", "reading and judging articles"],
            "parse" => ["xếp bài vào nơi, nối liên kết", "placing articles and resolving links"],
            "resolve" => ["soát cả cổng", "judging the whole site"],
            "gates" => ["đọc thành tiếng những bài mới", "speaking what is new"],
            "speak" => ["định các tệp sẽ làm", "planning files"],
            "plan" => ["dựng trang, bài loa, tin Zalo, thiệp", "rendering pages, scripts, messages, cards"],
            "render" => ["đưa vào thư mục đăng", "moving files into place"],
            _ => ["sắp xong", "nearly done"],
        });
    }

    /// So many of all links have been asked for.
    pub(super) fn links(&self, done: usize, all: usize) {
        self.line.set_message(match self.lang {
            Lang::Vi => format!("hỏi các trang của nơi khác, {done} trên {all}"),
            Lang::En => format!("asking for pages of others, {done} of {all}"),
        });
    }

    /// So many of all files have been sent; none are known while the target is looked at.
    pub(super) fn deploys(&self, done: usize, all: usize) {
        match (all, self.lang) {
            (0, _) => self.show(["xem nơi đăng đang có gì", "looking at what the target has"]),
            (_, Lang::Vi) => self.line.set_message(format!("gửi tệp, {done} trên {all}")),
            (_, Lang::En) => self.line.set_message(format!("sending files, {done} of {all}")),
        }
    }

    fn show(&self, words: [&'static str; 2]) {
        self.line.set_message(words[usize::from(self.lang == Lang::En)]);
    }
}

impl Drop for Progress {
    /// The line leaves no trace above what is told next.
    fn drop(&mut self) {
        self.line.finish_and_clear();
    }
}
