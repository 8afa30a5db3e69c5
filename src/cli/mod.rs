//! The command line: arguments in, work done, an exit status out.
//!
//! Status 0 done, 1 findings or a failure, 2 wrong usage, 3 findings while what had to go was taken down. Help and messages are in Vietnamese, or in
//! English by `--lang en` or an English locale. This is an edge: it reads the clock and the
//! environment and prints; what is built is decided elsewhere.
#![expect(clippy::disallowed_methods, reason = "edge: reads the clock, the environment and the disk")]

mod args;
mod brief;
mod build;
mod check;
mod deleted;
mod deploy;
mod due;
mod external;
pub mod findings;
mod host_args;
mod import;
mod journal;
mod lost;
mod new;
mod office;
mod office_args;
mod orders;
mod preview;
mod progress;
mod purge;
mod reason;
mod refused;
mod report;
mod serve;
mod speak;
mod stages;
mod status;
mod stopped;
mod taken;
mod words;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use jiff::civil::DateTime;

use crate::cli::orders::Command;
use crate::diag::machine::of_machine;
use crate::diag::{Diagnostic, Lang, Severity};
use crate::outputs::Failure;
use crate::source;

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let raw: Vec<std::ffi::OsString> = std::env::args_os().collect();
    let lang = language(&raw);
    match args::parse(raw, lang) {
        Ok(args) => run(&args),
        Err(message) => {
            if message.is_help {
                say(&message.text);
                ExitCode::SUCCESS
            } else {
                complain(&message.text);
                ExitCode::from(2)
            }
        }
    }
}

fn run(args: &args::Args) -> ExitCode {
    let now = args.as_of.unwrap_or_else(vietnamese_now);
    match &args.command {
        Command::Build(options) => build::run(&args.root, options, now, args.lang),
        Command::Check(check) => check::run(&args.root, now, check, args.lang),
        Command::Import { files, to, dry_run, format } => {
            let request = import::Request { files, root: &args.root, to, dry_run: *dry_run, format: *format };
            import::run(&request, args.lang)
        }
        Command::Office(office) => office::run(&args.root, office, now, args.lang),
        Command::Serve { options, open } => serve::run(options, *open, args.as_of, args.lang),
        Command::Deploy(order) => deploy::run(&args.root, order, args.lang),
        Command::New { what } => new::run(&args.root, what, now.date(), args.lang),
        Command::Preview { file, out } => preview::run(&args.root, file, out.as_ref(), now, args.lang),
        Command::Report(request) => report::run(&args.root, request, now, args.lang),
        Command::Speak { profile, format, explain } => speak::run(*profile, *format, *explain, args.lang),
    }
}

/// `--lang` before anything else, then the locale; Vietnamese unless one of them says English.
fn language(raw: &[std::ffi::OsString]) -> Lang {
    let words: Vec<String> = raw.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let after = words.iter().position(|word| word == "--lang").and_then(|i| words.get(i + 1));
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let asked = after.map(String::as_str).or(joined);
    let locale =
        ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find_map(|name| variable(name).filter(|v| !v.is_empty()));
    match asked.or(locale.as_deref()) {
        Some(word) if word.starts_with("en") => Lang::En,
        _ => Lang::Vi,
    }
}

/// A variable of the environment.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

fn vietnamese_now() -> DateTime {
    in_viet_nam(jiff::Timestamp::now())
}

/// Viet Nam keeps UTC+7 all year.
fn in_viet_nam(moment: jiff::Timestamp) -> DateTime {
    moment.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(7))).datetime()
}

/// Prints a result. A reader who went away (`mangnon check | head`) is no failure of ours.
fn say(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes()).and_then(|()| std::io::stdout().flush());
}

/// Prints what is wrong.
fn complain(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// Prints findings as a person reads them; gives how many there are of each severity.
fn print_diagnostics(root: &Path, diagnostics: &[Diagnostic], lang: Lang) -> [usize; 3] {
    complain(&findings::text(root, diagnostics, lang));
    let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    [Severity::Error, Severity::Warning, Severity::Advice].map(count)
}

/// Where the errors are, once more, below everything else that was told.
fn errors_at(root: &Path, diagnostics: &[Diagnostic], lang: Lang) -> String {
    const SHOWN: usize = 5;
    let errors: Vec<&Diagnostic> =
        diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    if errors.is_empty() || diagnostics.len() == errors.len() {
        return String::new();
    }
    let mut lines = source::Lines::of(root);
    let mut place = |found: &&Diagnostic| match (found.spot.file.as_str(), found.spot.at.line) {
        (file, 0) => file.to_owned(),
        (file, line) => {
            format!("{file}:{line}:{}", found.at_words(lines.get(&found.spot.file, line)).column)
        }
    };
    let mut places: Vec<String> = errors.iter().map(&mut place).filter(|place| !place.is_empty()).collect();
    places.dedup();
    let more = places.len().saturating_sub(SHOWN);
    places.truncate(SHOWN);
    let (n, places) = (errors.len(), places.join(", "));
    match (lang, more) {
        (Lang::Vi, 0) => format!("{n} lỗi, phải sửa trước: {places}\n"),
        (Lang::Vi, more) => format!("{n} lỗi, phải sửa trước: {places} và {more} chỗ nữa\n"),
        (Lang::En, 0) => format!("errors: {n}, to be mended first: {places}\n"),
        (Lang::En, more) => format!("errors: {n}, to be mended first: {places} and {more} more\n"),
    }
}

/// What the machine did to us, and what to do about it.
fn failure_text(failure: &Failure, lang: Lang) -> String {
    match failure {
        Failure::Finding(diagnostic) => diagnostic.render(lang, None),
        Failure::OfOthers(path) => match lang {
            Lang::Vi => format!(
                "lỗi: `{path}` không phải do mangnon tạo, mà cổng nay có tệp trùng tên\n  gợi ý: cất tệp ấy đi nơi khác (cần đăng thì để trong static/) rồi dựng lại; chưa tệp nào bị ghi đè\n"
            ),
            Lang::En => format!(
                "error: `{path}` was not made by mangnon, and the site has a file of that name now\n  help: move it elsewhere (to static/ if it is to be published) and build again; nothing was overwritten\n"
            ),
        },
        Failure::Io { path, error } => {
            let (what, help) = io_words(error, lang);
            match lang {
                Lang::Vi => format!("lỗi: không ghi hoặc đọc được `{path}`: {what}\n  gợi ý: {help}\n"),
                Lang::En => format!("error: cannot read or write `{path}`: {what}\n  help: {help}\n"),
            }
        }
    }
}

/// What the machine refused and what to do about it; in the machine's own words only what is rare.
fn io_words(error: &io::Error, lang: Lang) -> (String, &'static str) {
    use io::ErrorKind::{
        AlreadyExists, IsADirectory, NotADirectory, NotFound, PermissionDenied, QuotaExceeded,
        ReadOnlyFilesystem, StorageFull,
    };
    let [what_vi, vi, en] = match error.kind() {
        PermissionDenied => [
            "không có quyền",
            "xin quyền đọc, ghi ở thư mục ấy, hoặc làm ở thư mục khác",
            "ask for the right to read and write there, or work in another folder",
        ],
        ReadOnlyFilesystem => [
            "đĩa này chỉ đọc được",
            "xin quyền ghi ở thư mục ấy, hoặc làm ở thư mục khác; trang đang đăng vẫn nguyên",
            "ask for the right to write there, or work in another folder; the published site is whole",
        ],
        StorageFull | QuotaExceeded => [
            "đĩa đầy",
            "dọn bớt chỗ trên đĩa rồi chạy lại; trang đang đăng vẫn nguyên",
            "free some room on the disk and run again; the published site is whole",
        ],
        IsADirectory => [
            "ở đó là một thư mục, không phải tệp",
            "dời thư mục ấy đi chỗ khác rồi chạy lại",
            "move that folder elsewhere and run again",
        ],
        AlreadyExists | NotADirectory => [
            "ở đó là một tệp, không phải thư mục",
            "dời tệp ấy đi chỗ khác, hoặc chọn thư mục khác, rồi chạy lại",
            "move that file elsewhere or choose another folder, then run again",
        ],
        NotFound => [
            "không có tệp hay thư mục này",
            "kiểm tra đường dẫn rồi chạy lại",
            "look at the path, then run again",
        ],
        _ => ["", "kiểm tra đường dẫn và đĩa rồi chạy lại", "look at the path and the disk, then run again"],
    };
    match lang {
        Lang::Vi if !what_vi.is_empty() => (what_vi.to_owned(), vi),
        Lang::Vi => (of_machine(&error.to_string()), vi),
        Lang::En => (error.to_string(), en),
    }
}

/// A code that no locality of the portal has.
fn no_such_locality(code: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "lỗi: cổng này không có địa phương `{code}`\n  gợi ý: mã ghi ở `[locality] code` trong `_index.md` của địa phương\n"
        ),
        Lang::En => format!(
            "error: this portal has no locality `{code}`\n  help: the code stands at `[locality] code` in the locality's `_index.md`\n"
        ),
    }
}
