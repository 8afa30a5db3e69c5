//! `[[rules]]` of `site.toml`: how grave findings of a rule are, on the whole site or on some files.
//!
//! Which rules there are and which may be lowered is not known here.

use crate::content::front_matter::{Word, word};
use crate::diag::At;
use crate::fields::Fields;

/// How grave findings of a rule are to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleLevel {
    /// The build stops.
    Error,
    /// Somebody should look.
    Warning,
    /// A hint.
    Advice,
    /// Not told.
    Off,
}

impl Word for RuleLevel {
    const ALL: &'static [RuleLevel] =
        &[RuleLevel::Error, RuleLevel::Warning, RuleLevel::Advice, RuleLevel::Off];
    fn word(self) -> &'static str {
        match self {
            RuleLevel::Error => "error",
            RuleLevel::Warning => "warning",
            RuleLevel::Advice => "advice",
            RuleLevel::Off => "off",
        }
    }
    fn label(self) -> &'static str {
        match self {
            RuleLevel::Error => "Lỗi, dừng việc dựng",
            RuleLevel::Warning => "Cảnh báo",
            RuleLevel::Advice => "Nhắc",
            RuleLevel::Off => "Không báo",
        }
    }
}

/// A setting of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSetting {
    /// The rule's name, or its beginning with a `*`.
    pub rule: String,
    /// Files it is about, `*` for a part of a name and `**` for folders; empty for all.
    pub paths: Vec<String>,
    /// How grave.
    pub level: RuleLevel,
    /// Where the name stands.
    pub at: At,
}

/// Reads `[[rules]]`.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<RuleSetting> {
    let mut settings = Vec::new();
    for mut table in fields.tables("rules") {
        let rule = table.required_string("rule", "rule = \"ear-sentence\"");
        let paths = table.strings("paths").unwrap_or_default().into_iter().map(|path| path.value).collect();
        table.required_string("severity", "severity = \"off\"");
        let level = word::<RuleLevel>(&mut table, "severity");
        if let (Some(rule), Some(level)) = (rule, level) {
            settings.push(RuleSetting { rule: rule.value, paths, level: level.value, at: rule.at });
        }
        table.finish();
    }
    settings
}
