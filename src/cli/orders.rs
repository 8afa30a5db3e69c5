//! What a user can ask for: the commands as decided, and how their results are printed.

use std::path::PathBuf;

use crate::cli::external::External;
use crate::cli::report;
use crate::pipeline::Selection;
use crate::publish::deploy::Trust;
use crate::publish::deploy::target::Beside;
use crate::serve;
use crate::vi::spoken::{EngineFormat, Profile};

/// A subcommand.
#[derive(Debug)]
pub(super) enum Command {
    Build(Build),
    Serve { options: serve::Options, open: bool },
    Deploy(Deploy),
    Check(Check),
    Import { files: Vec<PathBuf>, to: String, dry_run: bool, format: Format },
    New { what: New },
    Office(Office),
    Preview { file: PathBuf, out: Option<PathBuf> },
    Report(report::Request),
    Speak { profile: Profile, format: EngineFormat, explain: bool },
}

/// How a portal is built.
#[derive(Debug)]
pub(super) struct Build {
    pub(super) out: PathBuf,
    pub(super) selection: Selection,
    pub(super) timings: bool,
    pub(super) verify: bool,
    pub(super) explain: bool,
    pub(super) format: Format,
}

/// What `new` makes.
#[derive(Debug)]
pub(super) enum New {
    Portal { folder: PathBuf },
    Article { title: String, kind: String, topic: Option<String>, folder: Option<String> },
    Locality { code: String },
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Json,
}

pub(super) fn format_of(word: &str) -> Format {
    if word == "json" { Format::Json } else { Format::Text }
}

/// What is sent and where to.
#[derive(Debug)]
pub(super) struct Deploy {
    pub(super) out: PathBuf,
    /// The target as it was written.
    pub(super) to: String,
    pub(super) beside: Beside,
    pub(super) trust: Trust,
    pub(super) dry_run: bool,
    pub(super) format: Format,
}

/// What is asked of `check`.
#[derive(Debug)]
pub(super) struct Check {
    pub(super) form: Form,
    /// Only this rule, explained.
    pub(super) explain: Option<String>,
    /// Only what falls due for review within so many days.
    pub(super) due: Option<u16>,
    /// Links to other hosts too.
    pub(super) external: Option<External>,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Json,
    Sarif,
    Github,
    /// Reviews only.
    Calendar,
}

/// What an official asked for.
#[derive(Debug)]
pub(super) enum Office {
    Approve { file: String, by: String, role: Option<String> },
    Reject { file: String, by: String, role: Option<String>, reason: String },
    Withdraw { file: String, by: Option<String>, reason: String },
    Status { locality: Option<String>, format: Format },
}
