//! One constructor for every message about a source, in Vietnamese and in English.
//!
//! Callers give what they have at hand; the sentence, the rule's name and the next step are made
//! here, so that all messages can be read, translated and tested in one place: a file a theme.

mod approval;
mod attachment;
mod body;
mod document;
mod external;
mod fields;
mod file;
mod freshness;
mod loudspeaker;
mod privacy;
mod publicity;
mod rules;
mod settings;
mod site;
mod slips;
mod sound;
mod spelling;
mod theme;
mod weight;

use crate::diag::{Diagnostic, Severity, Spot, Text};

pub use approval::*;
pub use attachment::*;
pub use body::*;
pub use document::*;
pub use external::*;
pub use fields::*;
pub use file::*;
pub use freshness::*;
pub use loudspeaker::*;
pub use privacy::*;
pub use publicity::*;
pub use rules::*;
pub use settings::*;
pub use site::*;
pub use sound::*;
pub use spelling::*;
pub use theme::*;
pub use weight::*;

fn error(rule: &'static str, spot: Spot, vi: String, en: String) -> Diagnostic {
    new(Severity::Error, rule, spot, vi, en)
}

fn warning(rule: &'static str, spot: Spot, vi: String, en: String) -> Diagnostic {
    new(Severity::Warning, rule, spot, vi, en)
}

fn advice(rule: &'static str, spot: Spot, vi: String, en: String) -> Diagnostic {
    new(Severity::Advice, rule, spot, vi, en)
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

    /// Says that it stops nothing only because the article is not published.
    pub fn will_block(&mut self) {
        self.message.vi.push_str("; bài chưa đăng nên chưa chặn, đến lúc đăng sẽ chặn");
        self.message.en.push_str("; not published yet, so nothing is stopped; publishing it will be");
    }

    /// Says that it will stop the whole portal on a day on which perhaps nobody looks.
    pub fn will_stop_everything(&mut self) {
        self.message.vi.push_str("; không sửa thì đến giờ đăng cả cổng không dựng được");
        self.message.en.push_str("; unless it is mended, the whole portal cannot be built on its day");
    }
}
