//! Places of a template that nobody filled in: `<giờ, ngày>`, `<Tít: việc gì, cho ai>`.
//!
//! A source text comes in, warnings go out. Pointed brackets around words that are no mark-up are such a
//! place; code shows what stands there.

use crate::diag::{At, Diagnostic, messages};
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
