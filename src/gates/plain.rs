//! Sentences and words that are hard on readers: advice, never more.
//!
//! A source text comes in; at most one finding goes out, which names the three hardest places. A reader of
//! little schooling loses a long sentence and stumbles over the language of offices (PORTAL P9: tools of
//! readability only show where to begin). Silent about documents, quotations, tables and other languages.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::diag::messages::{self, Hard};
use crate::diag::{At, Diagnostic, Spot};
use crate::source::SourceFile;

/// Above so many syllables a sentence is hard. Good newspaper prose stays below thirty.
pub(super) const LONG: usize = 45;

/// So many words of offices are told even if no sentence is long.
pub(super) const MANY: usize = 3;

/// How many places a finding names.
const NAMED: usize = 3;

/// A phrase of offices, after its first word, and how people say it.
struct Phrase {
    rest: Vec<&'static str>,
    plain: &'static str,
}

/// The phrases of offices.
struct Phrases {
    /// By their first words; of one word the longest first.
    by_first: BTreeMap<&'static str, Vec<Phrase>>,
    /// Lengths of first words, a bit each, by the first letter: nearly every word is told apart by them.
    lengths: [u64; 128],
}

impl Phrases {
    fn of(table: &'static str) -> Phrases {
        let mut phrases = Phrases { by_first: BTreeMap::new(), lengths: [0; 128] };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((phrase, plain)) = line.split_once('\t') else { continue };
            let mut words = phrase.split(' ');
            let Some(first) = words.next() else { continue };
            phrases.by_first.entry(first).or_default().push(Phrase { rest: words.collect(), plain });
            if let Some(lengths) = phrases.lengths.get_mut(letter(first)) {
                *lengths |= length(first);
            }
        }
        for known in phrases.by_first.values_mut() {
            known.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        phrases
    }

    /// The phrases that a word may begin.
    fn begun_by(&self, word: &str) -> &[Phrase] {
        // A capital beyond ASCII may have a small letter of another length.
        if self.lengths.get(letter(word)).is_some_and(|lengths| lengths & length(word) == 0) {
            return &[];
        }
        let phrases = if word.starts_with(char::is_uppercase) {
            self.by_first.get(word.to_lowercase().as_str())
        } else {
            self.by_first.get(word)
        };
        phrases.map_or(&[], Vec::as_slice)
    }
}

/// The first letter, small; beyond the table if it is none of ASCII.
fn letter(word: &str) -> usize {
    word.bytes().next().map_or(0, |first| usize::from(first.to_ascii_lowercase()))
}

fn length(word: &str) -> u64 {
    1 << word.len().min(63)
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(include_str!("plain.tsv")));

/// A place that is hard, and how hard.
struct Place {
    weight: usize,
    at: At,
    hard: Hard,
}

/// A phrase of offices may begin with the word.
pub(super) fn may_begin(word: &str) -> bool {
    !PHRASES.begun_by(word).is_empty()
}

/// A phrase of offices may begin with these words.
pub(super) fn may_go_on(first: &str, second: &str) -> bool {
    let phrases = PHRASES.begun_by(first);
    phrases.iter().any(|phrase| phrase.rest.first().is_none_or(|rest| bare(rest) == second))
}

/// The finding of a file, if there is something to find.
pub(super) fn examine(file: &SourceFile) -> Option<Diagnostic> {
    // Another language has other words and other measures.
    let name = file.path.as_str().rsplit('/').next().unwrap_or("");
    if name.trim_end_matches(".md").contains('.') {
        return None;
    }
    let (header, body) = divided(&file.text)?;
    if header.lines().any(|line| matches!(line.trim(), "[document]" | "kind = \"document\"")) {
        return None;
    }
    let mut places = Vec::new();
    let mut first = header.lines().count();
    let mut in_chart = false;
    let mut paragraph = Paragraph::default();
    for line in body.lines() {
        first += 1;
        let start = line.trim_start();
        if start.starts_with("```") || start.starts_with("~~~") {
            in_chart = !in_chart && start.contains("chart");
            paragraph.end(&mut places);
        } else if in_chart || start.starts_with(['>', '#', '|']) || start.is_empty() {
            paragraph.end(&mut places);
        } else {
            let item = start.starts_with(['-', '*', '+']) || start.starts_with(|c: char| c.is_ascii_digit());
            if item {
                paragraph.end(&mut places);
            }
            paragraph.line(line, first, &mut places);
        }
    }
    paragraph.end(&mut places);
    let n_sentences = places.iter().filter(|place| matches!(place.hard, Hard::Sentence { .. })).count();
    if n_sentences == 0 && places.len() < MANY {
        return None;
    }
    let n = places.len();
    places.sort_by_key(|place| (std::cmp::Reverse(place.weight), place.at));
    places.truncate(NAMED);
    let at = places.first()?.at;
    let named: Vec<(u32, Hard)> = places.into_iter().map(|place| (place.at.line, place.hard)).collect();
    Some(messages::hard_to_read(Spot { file: file.path.clone(), at }, n, &named))
}

/// The front matter with both its marks, and the body.
fn divided(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix("+++\n")?;
    let end = inner.find("\n+++")? + "+++\n".len() + "\n+++".len();
    let body = text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1);
    Some((&text[..body], &text[body..]))
}

/// A sentence that goes on from line to line.
#[derive(Default)]
struct Paragraph<'t> {
    syllables: usize,
    /// Where the sentence began: the line's number, the line, and the byte.
    start: (usize, &'t str, usize),
    /// Its first words.
    opening: Vec<&'t str>,
    /// Within quotation marks, which somebody else answers for.
    quoted: bool,
}

impl<'t> Paragraph<'t> {
    fn line(&mut self, line: &'t str, number: usize, places: &mut Vec<Place>) {
        const OPENING: usize = 6;
        let words: Vec<(usize, &str)> = words(line).collect();
        let mut skip = 0;
        for (i, (byte, word)) in words.iter().enumerate() {
            if word.contains(['“', '"']) {
                self.quoted = true;
            }
            if word.contains(char::is_alphanumeric) {
                if self.syllables == 0 {
                    self.start = (number, line, *byte);
                    self.opening.clear();
                }
                self.syllables += 1;
                if self.syllables <= OPENING {
                    self.opening.push(word);
                }
                if skip > 0 {
                    skip -= 1;
                } else if let (Some((phrase, n)), false) = (phrase_at(&words[i..]), self.quoted) {
                    skip = n - 1;
                    let said =
                        words[i..i + n].iter().map(|(_, word)| bare(word)).collect::<Vec<_>>().join(" ");
                    let hard = Hard::Words { said, plain: phrase.plain };
                    places.push(Place { weight: 5 + n, at: place(number, line, *byte), hard });
                }
            }
            if word.ends_with('”') || word.trim_end_matches(['.', ',', ';', ':']).ends_with(['”', '"']) {
                self.quoted = false;
            }
            if word.trim_end_matches(['*', '_', '”', '"', ')']).ends_with(['.', '!', '?', ';', ':']) {
                self.end_sentence(places);
            }
        }
    }

    fn end_sentence(&mut self, places: &mut Vec<Place>) {
        if self.syllables > LONG {
            let words = self.opening.iter().map(|word| word.trim_matches(['*', '_', '[', '(']));
            let opening = words.collect::<Vec<_>>().join(" ");
            let hard = Hard::Sentence { syllables: self.syllables, opening };
            let (number, line, byte) = self.start;
            places.push(Place { weight: self.syllables, at: place(number, line, byte), hard });
        }
        self.syllables = 0;
    }

    fn end(&mut self, places: &mut Vec<Place>) {
        self.end_sentence(places);
        self.quoted = false;
    }
}

/// The words of a line with their bytes; addresses of links are none.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let base = line.as_ptr() as usize;
    line.split_whitespace().map(move |word| {
        let at = word.as_ptr() as usize - base;
        (at, word.split_once("](").map_or(word, |(label, _)| label))
    })
}

/// The phrase that begins here, and how many words it has.
fn phrase_at(words: &[(usize, &str)]) -> Option<(&'static Phrase, usize)> {
    let begun = PHRASES.begun_by(bare(words.first()?.1));
    let fits = |phrase: &&Phrase| {
        let n = phrase.rest.len();
        let Some(rest) = words.get(1..=n) else { return false };
        rest.iter().zip(&phrase.rest).enumerate().all(|(i, ((_, word), wanted))| {
            // A comma within a phrase belongs to it, a mark after it does not.
            let word = if i + 1 == n { bare(word) } else { word };
            word == *wanted
        })
    };
    let phrase = begun.iter().find(fits)?;
    Some((phrase, phrase.rest.len() + 1))
}

/// A word without the marks around it.
fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

fn place(number: usize, line: &str, byte: usize) -> At {
    let column = line[..byte].chars().count() + 1;
    At { line: u32::try_from(number).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::path::SourcePath;

    fn told(header: &str, body: &str) -> Option<Diagnostic> {
        let text = format!("+++\ntitle = \"Tin\"\n{header}+++\n{body}\n");
        let digest = Digest::of(text.as_bytes());
        examine(&SourceFile { path: SourcePath::new("content/a.md"), text, digest })
    }

    fn long() -> String {
        let clause = "bà con trong xóm cùng nhau rào lại bờ ao, ".repeat(6);
        format!("{clause}rồi về.")
    }

    #[test]
    fn a_long_sentence_is_told_with_its_beginning() {
        let body = format!("Câu ngắn.\n\n{}", long());
        let found = told("", &body).expect("a finding");
        assert_eq!((found.spot.at.line, found.spot.at.column), (6, 1));
        assert!(
            found.message.vi.contains("62 tiếng") && found.message.vi.contains("bà con trong xóm"),
            "{found:?}"
        );
    }

    #[test]
    fn a_sentence_goes_on_over_lines_and_ends_with_its_paragraph() {
        let half = "gạo nước củi rau muối khoai ngô sắn đỗ lạc ".repeat(3);
        assert!(told("", &format!("{half}\n{half}.")).is_some());
        assert!(told("", &format!("{half}\n\n{half}.")).is_none());
        assert!(told("", &format!("- {half}\n- {half}")).is_none());
    }

    #[test]
    fn three_words_of_offices_are_told_with_how_people_say_it() {
        let body = "Xã triển khai thực hiện việc này trên địa bàn.\n\nQuán triệt, đôn đốc.";
        let found = told("", body).expect("a finding");
        assert!(found.message.vi.contains("“triển khai thực hiện” (nói: làm)"), "{}", found.message.vi);
        assert!(told("", "Xã triển khai việc này trên địa bàn.").is_none());
    }

    #[test]
    fn documents_quotations_tables_and_links_are_silent() {
        assert!(told("[document]\ntype = \"Kế hoạch\"\n", &long()).is_none());
        assert!(told("kind = \"document\"\n", &long()).is_none());
        assert!(told("", &format!("> {}", long())).is_none());
        assert!(told("", "| triển khai | quán triệt |\n|---|---|\n| đôn đốc | tham mưu |").is_none());
        assert!(told("", "Chỉ thị viết: “triển khai, quán triệt, đôn đốc, tham mưu”.").is_none());
        assert!(told("", "```chart\nquán triệt đôn đốc tham mưu triển khai\n```").is_none());
    }

    #[test]
    fn the_table_has_no_phrase_twice() {
        let mut phrases: Vec<&str> =
            include_str!("plain.tsv").lines().filter_map(|line| line.split('\t').next()).collect();
        let n = phrases.len();
        phrases.sort_unstable();
        phrases.dedup();
        assert_eq!(phrases.len(), n);
    }
}
