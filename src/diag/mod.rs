//! What is wrong with a source, told to its author.
//!
//! A [`Diagnostic`] names a place, says what is there and what to do next, in Vietnamese and in
//! English. Diagnostics are data: stages collect them and go on, the edge sorts and prints them.
//! They are built only by the constructors in [`messages`].

pub mod machine;
pub mod messages;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthStr;

use crate::path::SourcePath;

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The build stops.
    Error,
    /// The build goes on; somebody should look.
    Warning,
    /// A hint for better writing.
    Advice,
}

/// A text in both languages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Text {
    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// A place in a source: line and column count from 1, the column in characters; 0 for the whole file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The file.
    pub file: SourcePath,
    /// The place in it.
    pub at: At,
}

/// Line and column in a file that is known from the context.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct At {
    /// From 1; 0 if the whole file is meant.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
}

impl At {
    /// The place of a byte of a text; a byte beyond the end means the end.
    pub fn of_byte(text: &str, byte: usize) -> At {
        let byte = (0..=byte.min(text.len())).rev().find(|b| text.is_char_boundary(*b)).unwrap_or(0);
        let before = &text[..byte];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let count = |n: usize| u32::try_from(n + 1).unwrap_or(u32::MAX);
        At {
            line: count(before.bytes().filter(|b| *b == b'\n').count()),
            column: count(before[line_start..].chars().count()),
        }
    }

    /// This place in a file.
    pub fn in_file(self, file: &SourcePath) -> Spot {
        Spot { file: file.clone(), at: self }
    }
}

/// A value and where its author wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: At,
}

/// One finding about the sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The rule's name, in kebab case.
    pub rule: &'static str,
    /// Where.
    pub spot: Spot,
    /// The words that offend; empty if the whole line is meant.
    pub words: String,
    /// What is wrong, one sentence without a final period.
    pub message: Text,
    /// What to do next.
    pub help: Text,
    /// The point of law behind the rule; empty if there is none.
    pub law: &'static str,
}

/// One element of what `check --format json` prints.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    /// Relative to the site's root.
    pub file: &'a str,
    /// From 1, from the first line of the file.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// The rule's name.
    pub rule: &'a str,
    /// `error`, `warning` or `advice`.
    pub severity: Severity,
    /// What is wrong.
    pub message: &'a str,
    /// The offending words, or the line.
    pub text: String,
    /// The point of law behind the rule; empty if there is none.
    pub law: &'a str,
    /// What to do next.
    pub suggestion: &'a str,
}

impl Diagnostic {
    /// An error becomes a warning.
    pub fn soften(&mut self) {
        self.severity = self.severity.max(Severity::Warning);
    }

    /// The finding as a machine reads it; `line` is the source line, if it can be had.
    pub fn finding(&self, lang: Lang, line: Option<&str>) -> Finding<'_> {
        /// A line of a megabyte stays a line.
        const LONGEST: usize = 200;
        let text = if self.words.is_empty() { line.unwrap_or("").trim() } else { &self.words };
        let At { line, column } = self.at_words(line);
        Finding {
            file: self.spot.file.as_str(),
            line,
            column,
            rule: self.rule,
            severity: self.severity,
            message: self.message.get(lang),
            text: text.chars().take(LONGEST).collect(),
            law: self.law,
            suggestion: self.help.get(lang),
        }
    }

    /// Where the offending words stand in their line, if that can be had: the place may be that of what they
    /// stand in, such as a quote or a link.
    pub fn at_words(&self, line: Option<&str>) -> At {
        let At { line: number, column } = self.spot.at;
        let first = self.words.lines().next().unwrap_or("").trim_end();
        let start = column.saturating_sub(1) as usize;
        let from = line.and_then(|line| Some((line, line.char_indices().nth(start)?.0)));
        let before = from
            .filter(|_| !first.is_empty())
            .and_then(|(line, start)| Some(line[start..start + line[start..].find(first)?].chars().count()));
        let column = column + before.and_then(|before| u32::try_from(before).ok()).unwrap_or(0);
        At { line: number, column }
    }

    /// The finding as a person reads it: place, sentence, the line with a mark under the place, help.
    pub fn render(&self, lang: Lang, line: Option<&str>) -> String {
        let (file, at) = (&self.spot.file, self.at_words(line));
        let place = match (file.as_str(), at.line) {
            ("", _) => String::new(),
            (file, 0) => format!("{file}: "),
            (file, line) => format!("{file}:{line}:{}: ", at.column),
        };
        let mut out = format!(
            "{place}{}: {} [{}]\n",
            severity_word(self.severity, lang),
            self.message.get(lang),
            self.rule
        );
        if let Some(line) = line.filter(|_| at.line > 0) {
            mark_line(&mut out, line, at, &self.words);
        }
        if !self.law.is_empty() {
            let word = if lang == Lang::Vi { "căn cứ" } else { "law" };
            let _ = writeln!(out, "  {word}: {}", self.law);
        }
        let help = self.help.get(lang);
        if !help.is_empty() {
            let word = if lang == Lang::Vi { "gợi ý" } else { "help" };
            let _ = writeln!(out, "  {word}: {help}");
        }
        out
    }
}

/// Sorts as a reader goes through the files, and drops exact repeats.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (&a.spot, a.severity, a.rule, &a.message.en).cmp(&(&b.spot, b.severity, b.rule, &b.message.en))
    });
    diagnostics.dedup();
}

/// Drops what only follows from another finding: whoever mends the cause mends them too.
pub fn drop_consequences(diagnostics: &mut Vec<Diagnostic>) {
    const UNREAD: [&str; 7] = [
        "toml",
        "config-missing",
        "file-unreadable",
        "file-not-utf8",
        "file-binary",
        "file-utf16",
        "file-too-large",
    ];
    let unread: Vec<&Diagnostic> = diagnostics.iter().filter(|found| UNREAD.contains(&found.rule)).collect();
    let has_settings = !unread.iter().any(|found| found.spot.file.as_str() == "site.toml");
    let torn: BTreeSet<SourcePath> =
        unread.iter().filter(|found| found.rule == "toml").map(|found| found.spot.file.clone()).collect();
    // By file: where a slip is in every article, each is held against its own.
    let told = |rule: &str, words: fn(&Diagnostic) -> &str| {
        let mut by_file: BTreeMap<SourcePath, Vec<String>> = BTreeMap::new();
        for found in diagnostics.iter().filter(|found| found.rule == rule) {
            by_file.entry(found.spot.file.clone()).or_default().push(words(found).to_owned());
        }
        by_file
    };
    let slips = told("key-unknown", |found| &found.help.en);
    let mistyped = told("wrong-type", |found| &found.message.en);
    let of_file =
        |all: &BTreeMap<SourcePath, Vec<String>>, found: &Diagnostic, is_its: &dyn Fn(&str) -> bool| {
            all.get(&found.spot.file).is_some_and(|own| own.iter().any(|told| is_its(told)))
        };
    // A key that is there with a slip of the finger.
    let is_mistyped = |found: &Diagnostic| {
        let key = found.message.en.split('`').nth(1).unwrap_or("");
        of_file(&slips, found, &|told| told.contains(&format!("mean `{key}`")))
    };
    // A field that is there and is not understood is not missing.
    let is_there = |found: &Diagnostic| {
        let field = found.message.en.rsplit(' ').next().unwrap_or("");
        of_file(&mistyped, found, &|told| told.starts_with(&format!("`{field}` ")))
    };
    diagnostics.retain(|found| match found.rule {
        "kind-needs" => !is_there(found),
        "field-missing" => !is_mistyped(found),
        // The parser names the place, and until it is mended nothing of the file goes out.
        "privacy-header-unreadable" => !torn.contains(&found.spot.file),
        "topic-unknown" => has_settings,
        _ => true,
    });
}

/// Whether anything here stops the build.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}

fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, Lang::Vi) => "lỗi",
        (Severity::Warning, Lang::Vi) => "cảnh báo",
        (Severity::Advice, Lang::Vi) => "nhắc",
        (Severity::Error, Lang::En) => "error",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Advice, Lang::En) => "advice",
    }
}

/// Shows a window of the line, so that a line of a megabyte stays a line.
fn mark_line(out: &mut String, line: &str, at: At, words: &str) {
    const BEFORE: usize = 60;
    const WIDTH: usize = 120;
    let column = at.column.saturating_sub(1) as usize;
    let place = line.char_indices().nth(column).map_or(line.len(), |(byte, _)| byte);
    let first = line[..place].char_indices().rev().take(BEFORE).last().map_or(place, |(byte, _)| byte);
    let tidy = |c: char| if c.is_control() { ' ' } else { c };
    let shown: String = line[first..].chars().take(WIDTH).map(tidy).collect();
    let before: String = line[first..place].chars().map(tidy).collect();
    // Words may go on in the next line, or be said otherwise than they are written.
    let room = shown[before.len().min(shown.len())..].width().max(1);
    let is_there = words.split_whitespace().next().is_some_and(|word| line[place..].starts_with(word));
    let carets = if !is_there || words.contains('\n') { 1 } else { words.width().clamp(1, room) };
    let number = at.line.to_string();
    let gutter = " ".repeat(number.len());
    let _ = writeln!(out, " {number} | {shown}");
    let _ = writeln!(out, " {gutter} | {}{}", " ".repeat(before.width()), "^".repeat(carets));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_characters_and_not_bytes() {
        let text = "một\nhai ba";
        assert_eq!(At::of_byte(text, text.find("ba").expect("it is there")), At { line: 2, column: 5 });
        assert_eq!(At::of_byte("ố", 1), At { line: 1, column: 1 });
        assert_eq!(At::of_byte("a", 99), At { line: 1, column: 2 });
    }

    #[test]
    fn the_mark_stands_under_the_place_in_nfd_too() {
        let mut out = String::new();
        mark_line(&mut out, "ca\u{301} bống", At { line: 7, column: 5 }, "bống");
        assert_eq!(out, " 7 | ca\u{301} bống\n   |    ^^^^\n");
    }
}
