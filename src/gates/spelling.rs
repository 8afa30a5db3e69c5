//! Slips of spelling: words run together, a word written twice, letters that only look Vietnamese.
//!
//! A source text comes in, advice goes out. What a document says is an issued text that nobody may mend here, so its
//! slips are told once, with their lines; quotations are left alone. It knows spelling and not meaning, and reads no
//! other file.

use crate::diag::{At, Diagnostic, Spot, messages};
use crate::source::SourceFile;
use crate::vi::syllable::{self, FindingKind};

/// So many slips of a file are told one by one.
const MOST: usize = 20;

/// The slips of a file.
pub(super) fn examine(file: &SourceFile) -> Vec<Diagnostic> {
    // A version in another language has a spelling of its own.
    let name = file.path.as_str().rsplit('/').next().unwrap_or("");
    if name.trim_end_matches(".md").contains('.') {
        return Vec::new();
    }
    let text = file.text.as_str();
    let spot = |at| Spot { file: file.path.clone(), at };
    let mut slips = Vec::new();
    let mut is_document = false;
    let mut reading = Reading::default();
    for (idx, line) in text.lines().enumerate() {
        is_document |= reading.in_front_matter && line.trim() == "[document]";
        if !reading.is_prose(line) {
            continue;
        }
        let no = u32::try_from(idx + 1).unwrap_or(u32::MAX);
        for finding in syllable::check(line) {
            let column = line[..finding.range.start].chars().count() + 1;
            let at = At { line: no, column: u32::try_from(column).unwrap_or(u32::MAX) };
            slips.push((at, line[finding.range].to_owned(), finding.kind));
        }
    }
    if is_document && slips.iter().any(|(at, ..)| at.line > reading.body_from) {
        let body = slips.iter().filter(|(at, ..)| at.line > reading.body_from);
        let lines: Vec<u32> = body.clone().map(|(at, ..)| at.line).collect();
        let Some((first, words, _)) = body.clone().next() else { return Vec::new() };
        return vec![messages::spelling_in_document(spot(*first), words, &lines)];
    }
    slips
        .into_iter()
        .take(MOST)
        .map(|(at, words, kind)| match kind {
            FindingKind::Glued(mended) => messages::words_glued(spot(at), &words, &mended),
            FindingKind::Doubled(mended) => messages::word_doubled(spot(at), &words, &mended),
            FindingKind::ForeignMark(mended) => messages::letter_foreign(spot(at), &words, &mended),
        })
        .collect()
}

/// Where in a file the reading stands.
#[derive(Debug, Default)]
struct Reading {
    n_fences: u8,
    in_front_matter: bool,
    in_code: bool,
    /// The last line of the front matter.
    body_from: u32,
    n_lines: u32,
}

impl Reading {
    /// Whether the line is a text of the author's own: no code, no quotation, no fence.
    fn is_prose(&mut self, line: &str) -> bool {
        self.n_lines += 1;
        if line.trim_end() == "+++" && self.n_fences < 2 {
            self.n_fences += 1;
            self.in_front_matter = self.n_fences == 1;
            self.body_from = self.n_lines;
            return false;
        }
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            self.in_code = !self.in_code;
        }
        !(self.in_code || start.starts_with('>') || start.starts_with('#') && self.in_front_matter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::path::SourcePath;

    #[track_caller]
    fn check(text: &str, wanted: &[(&str, u32, &str)]) {
        let path = SourcePath::new("content/a.md");
        let file = SourceFile { path, text: text.to_owned(), digest: Digest::of(text.as_bytes()) };
        let found = examine(&file);
        let got: Vec<(&str, u32, &str)> =
            found.iter().map(|it| (it.rule, it.spot.at.line, it.words.as_str())).collect();
        assert_eq!(got, wanted);
    }

    #[test]
    fn slips_of_a_written_text_are_told_one_by_one() {
        check(
            "+++\ntitle = \"Tin\"\n+++\nThực hiệncác việc.\nTrẻ bị bị ngã. Ðuối nước.\n",
            &[("words-glued", 4, "hiệncác"), ("word-doubled", 5, "bị bị"), ("letter-foreign", 5, "Ðuối")],
        );
    }

    #[test]
    fn quotations_and_code_are_left_alone() {
        check(
            "+++\ntitle = \"Tin\"\n+++\n> Thực hiệncác việc.\n\n```\nhiệncác\n```\nNgày ngày luôn luôn.\n",
            &[],
        );
    }

    #[test]
    fn slips_of_an_issued_document_are_told_once() {
        check(
            "+++\ntitle = \"Kế hoạch\"\n[document]\ntype = \"Kế hoạch\"\n+++\nThực hiệncác việc.\n\nTrẻ bị bị ngã.\n",
            &[("spelling-in-document", 6, "hiệncác")],
        );
    }
}
