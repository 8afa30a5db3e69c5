//! Where words of a script that the program made stand in the body of its article.
//!
//! Gates see what is said and not the text that it was made from, so they point at the article as a
//! whole. Findings come in, and those whose words the body has get their place; the others stay.

use std::collections::BTreeMap;
use std::path::Path;

use crate::content::edit;
use crate::diag::{At, Diagnostic};
use crate::path::SourcePath;
use crate::site::Site;
use crate::source::{self, Entry};

/// So many articles are read again for it; whoever has more to mend begins with these.
const MOST: usize = 500;

/// A place is told by so many words of a sentence at most, and by so many of its parts behind a colon.
const HEAD: usize = 40;
const PARTS: usize = 8;

/// Gives findings of the ear their places.
pub(super) fn find(root: &Path, site: &Site, found: &mut [Diagnostic]) {
    let mut titles: BTreeMap<&SourcePath, At> = BTreeMap::new();
    let is_of_ear = |finding: &&Diagnostic| finding.rule.starts_with("ear-") && !finding.words.is_empty();
    let wanted: std::collections::BTreeSet<&SourcePath> =
        found.iter().filter(is_of_ear).map(|finding| &finding.spot.file).collect();
    for article in site.articles.iter().filter(|article| wanted.contains(&article.source.path)).take(MOST) {
        titles.insert(&article.source.path, article.source.at());
    }
    let mut bodies: BTreeMap<SourcePath, Option<Plain>> = BTreeMap::new();
    for finding in found.iter_mut().filter(|finding| is_of_ear(&&**finding)) {
        // Wording of its own has its place; what was made has that of the title.
        if titles.get(&finding.spot.file) != Some(&finding.spot.at) {
            continue;
        }
        let body =
            bodies.entry(finding.spot.file.clone()).or_insert_with(|| body_of(root, &finding.spot.file));
        if let Some(at) = body.as_ref().and_then(|body| body.place(&finding.words)) {
            finding.spot.at = at;
        }
    }
}

fn body_of(root: &Path, path: &SourcePath) -> Option<Plain> {
    let file = source::read_text(&Entry::new(path.clone(), root.join(path.as_str()))).ok()?;
    let begin = edit::lines_of(&file.text, |_, _, _| {})?;
    Some(Plain::of(file.text, begin))
}

/// A body without its marks and with single gaps, and where each sign of it stands.
struct Plain {
    source: String,
    words: String,
    /// For every byte of `words` the byte of the source.
    places: Vec<usize>,
}

impl Plain {
    fn of(source: String, begin: usize) -> Plain {
        let (mut words, mut places) = (String::new(), Vec::new());
        for (at, c) in source[begin..].char_indices() {
            let c = if c.is_whitespace() { ' ' } else { c };
            if matches!(c, '*' | '_' | '`' | '|' | '#' | '[') || c == ' ' && words.ends_with(' ') {
                continue;
            }
            words.push(c);
            places.resize(words.len(), begin + at);
        }
        Plain { source, words, places }
    }

    /// The place of a sentence, or of what it says behind the words that the program puts before it
    /// (`Việc thứ hai: …`).
    fn place(&self, sentence: &str) -> Option<At> {
        let behind = sentence.match_indices(": ").map(|(at, colon)| &sentence[at + colon.len()..]);
        std::iter::once(sentence).chain(behind.take(PARTS)).find_map(|words| self.place_of(words))
    }

    /// The place of the first words of a sentence; a word alone must stand alone.
    fn place_of(&self, sentence: &str) -> Option<At> {
        let all: Vec<&str> = sentence.split_whitespace().take(HEAD).collect();
        let fewest = all.len().min(3);
        let head = (fewest..=all.len()).rev().find_map(|n| {
            let head = all[..n].join(" ");
            let head = head.trim_end_matches([':', ';', ',', '.']);
            if head.is_empty() {
                return None;
            }
            let is_whole = |(at, _): &(usize, &str)| {
                let before = self.words[..*at].chars().next_back();
                let after = self.words[at + head.len()..].chars().next();
                !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
            };
            self.words.match_indices(head).find(is_whole).map(|(at, _)| at)
        })?;
        Some(At::of_byte(&self.source, self.places[head]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_through_marks_and_ends_of_lines() {
        let text = "+++\ntitle = \"MR\"\n+++\nTiêm AMR.\n\nTrẻ **chín tháng** tiêm\nmũi MR ở [trạm](x.md).\n";
        let body = Plain::of(text.to_owned(), text.find("Tiêm").expect("it is there"));
        assert_eq!(body.place("MR"), Some(At { line: 7, column: 5 }));
        assert_eq!(body.place("Trẻ chín tháng tiêm mũi MR ở trạm."), Some(At { line: 6, column: 1 }));
        assert_eq!(body.place("không có trong bài này"), None);
        // A row of a table and a step are said with words of the program.
        assert_eq!(body.place("Trẻ chín tháng: mũi: MR."), Some(At { line: 6, column: 1 }));
        assert_eq!(body.place("Việc thứ hai: mũi MR ở trạm."), Some(At { line: 7, column: 1 }));
    }
}
