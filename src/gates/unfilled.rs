//! Places of a template that nobody filled in: `<giờ, ngày>`, `<Tít: việc gì, cho ai>`.
//!
//! A source text comes in, warnings go out. Pointed brackets around words that are no mark-up are such a
//! place; code shows what stands there.

use crate::diag::{At, Diagnostic, messages};
use crate::path::SourcePath;
use crate::source::SourceFile;

/// What a new article says before somebody writes it.
const OWN: [&str; 1] = ["Viết bài ở đây."];

/// So many places of a file are told one by one.
const MOST: usize = 10;

/// The longest place: what is longer is a text between two signs.
const LONGEST: usize = 120;

/// The places of a file.
pub(super) fn examine(file: &SourceFile) -> Vec<Diagnostic> {
    if !file.text.contains('<') && !OWN.iter().any(|own| file.text.contains(own)) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut in_code = false;
    for (line, number) in file.text.lines().zip(1_u32..) {
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            // `care`, `steps` and their like hold text; anything else is code.
            let word = start.trim_start_matches(['`', '~']).split_whitespace().next().unwrap_or("");
            in_code = !in_code
                && !word.is_empty()
                && !["care", "steps", "checklist", "quiz", "chart"].contains(&word);
            continue;
        }
        if in_code {
            continue;
        }
        let own = OWN.into_iter().filter(|own| line.trim() == *own).map(|own| (0, own));
        for (at, words) in places(line).into_iter().chain(own) {
            let column = u32::try_from(line[..at].chars().count() + 1).unwrap_or(u32::MAX);
            found.push(messages::unfilled(At { line: number, column }.in_file(&file.path), words));
        }
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// A name in the settings that still ends with the dots of a new portal: `name = "Ủy ban nhân dân xã …"`.
pub(super) fn examine_settings(path: &SourcePath, text: &str) -> Vec<Diagnostic> {
    let open = |(line, number): (&str, u32)| {
        let (_, value) = line.split_once('=')?;
        let words = value.trim().strip_prefix('"')?.split('"').next()?;
        let is_open = [" …", " ..."].iter().any(|dots| words.ends_with(dots));
        let column = u32::try_from(line[..line.find(words)?].chars().count() + 1).unwrap_or(u32::MAX);
        is_open.then(|| messages::unfilled(At { line: number, column }.in_file(path), words))
    };
    text.lines().zip(1_u32..).filter_map(open).collect()
}

/// The places of a line, each with its brackets.
fn places(line: &str) -> Vec<(usize, &str)> {
    let mut places = Vec::new();
    let mut from = 0;
    while let Some(open) = line[from..].find('<').map(|at| from + at) {
        let rest = &line[open + 1..];
        let Some(close) = rest.find(['>', '<']).filter(|close| rest[*close..].starts_with('>')) else {
            from = open + 1;
            continue;
        };
        let inner = &rest[..close];
        let is_code = line[..open].matches('`').count() % 2 == 1;
        if !is_code && is_place(inner) {
            places.push((open, &line[open..open + close + 2]));
        }
        from = open + 1 + close;
    }
    places
}

fn is_place(inner: &str) -> bool {
    let begins = inner.chars().next().is_some_and(|c| c.is_alphabetic() || c == '…');
    let is_target = inner.contains("://") || inner.starts_with("mailto:") || inner.contains(['=', '@']);
    let is_file = inner.rsplit_once('.').is_some_and(|(_, end)| {
        (2..=4).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric())
    });
    let says = inner.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
        || inner.contains('…')
        || inner.contains("...");
    begins && says && !is_target && !is_file && inner.chars().count() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_of_a_new_article_is_a_place() {
        let path = crate::path::SourcePath::new("content/tin.md");
        let text = "+++\ntitle = \"Tin\"\n+++\n\nViết bài ở đây.\n".to_owned();
        let file = SourceFile { path, digest: crate::digest::Digest::of(b""), text };
        assert_eq!(examine(&file).len(), 1);
    }

    #[test]
    fn a_publisher_with_dots_for_its_name_is_told() {
        let path = crate::path::SourcePath::new("site.toml");
        let found =
            examine_settings(&path, "title = \"Măng Non\"\n[publisher]\nname = \"UBND xã …\"   # sửa\n");
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].spot.at.line, found[0].words.as_str()), (3, "UBND xã …"));
        assert!(examine_settings(&path, "description = \"Tin cho thôn, bản…\"\n# tên …\n").is_empty());
    }

    #[test]
    fn what_a_template_asks_for_is_a_place_and_mark_up_is_none() {
        for line in ["title = \"<Tít: việc gì, cho ai>\"", "Họp lúc <giờ, ngày>.", "<Câu thứ nhất…>"]
        {
            assert_eq!(places(line).len(), 1, "{line}");
        }
        for line in [
            "<b>đậm</b>",
            "Trẻ <6 tuổi, người lớn >18 tuổi",
            "<https://xa.example/ảnh>",
            "Viết `<giờ, ngày>`",
            "![Bàn](<Bàn tiêm.jpg>)",
            "a < b",
            "<abbr title=\"Ủy ban\">",
        ] {
            assert!(places(line).is_empty(), "{line}");
        }
    }
}
