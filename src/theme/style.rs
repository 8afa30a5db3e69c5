//! The stylesheet, minified once for old phones.
//!
//! All `*.css` beside `theme.toml` are joined in the order of their names. The targets keep
//! `max-width` queries and expand nesting and `inset`: a `WebView` of 2018 must lay a page out right.

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use lightningcss::targets::{Browsers, Targets};

use crate::diag::{At, Diagnostic, messages};
use crate::path::SourcePath;
use crate::theme::Files;

/// The theme's stylesheet in its smallest form.
pub(super) fn minify(files: &Files, folder: &str, found: &mut Vec<Diagnostic>) -> String {
    let is_sheet =
        |name: &str| name.rsplit_once('.').is_some_and(|(stem, end)| !stem.contains('/') && end == "css");
    let sheets = files.iter().filter(|(name, _)| is_sheet(name));
    sheets.map(|(name, bytes)| minify_one(name, bytes, folder, found)).collect()
}

fn minify_one(name: &str, bytes: &[u8], folder: &str, found: &mut Vec<Diagnostic>) -> String {
    let file = SourcePath::new(&format!("{folder}/{name}"));
    let Ok(css) = std::str::from_utf8(bytes) else {
        found.push(messages::file_not_utf8(At::default().in_file(&file)));
        return String::new();
    };
    let targets = old_phones();
    let result = StyleSheet::parse(css, ParserOptions::default())
        .map_err(|error| (error.loc.as_ref().map(|loc| (loc.line + 1, loc.column)), error.kind.to_string()))
        .and_then(|mut sheet| {
            sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|error| {
                (error.loc.as_ref().map(|loc| (loc.line + 1, loc.column)), error.kind.to_string())
            })?;
            let printed = sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() });
            printed.map(|result| result.code).map_err(|error| (None, error.kind.to_string()))
        });
    result.unwrap_or_else(|(place, reason)| {
        let at = place.map_or(At::default(), |(line, column)| At { line, column });
        found.push(messages::style(at.in_file(&file), &reason));
        String::new()
    })
}

fn old_phones() -> Targets {
    let major = |version: u32| Some(version << 16);
    Targets::from(Browsers {
        chrome: major(61),
        android: major(61),
        firefox: major(60),
        safari: major(12),
        ios_saf: major(12),
        samsung: major(8),
        ..Browsers::default()
    })
}
