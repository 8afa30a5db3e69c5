//! What is hard to read aloud or hard to follow by ear, in every text for the loudspeaker.
//!
//! The author's own wording is judged sentence by sentence, at its place. Of a script that the program
//! makes from the body each kind of trouble is told once, with the advice to write a text for the ear.
//! Limits: DOMAIN A4.

use std::collections::BTreeSet;

use crate::diag::{At, Diagnostic, Located, Spot, messages};
use crate::pack::{Scripts, SpokenBody, facts};
use crate::site::{Article, Site};
use crate::theme::Theme;
use crate::vi::spoken::{self, Lexicon, Profile};

/// Above this a sentence is hard to say in one breath.
const LONG: usize = 25;

/// Above this a listener has lost its beginning.
const TOO_LONG: usize = 40;

/// More numbers than this nobody remembers.
const NUMBERS: usize = 3;

/// Above this an item is too long for people who stand at work (DOMAIN A3: a mean item has 278).
const ITEM: usize = 280;

/// Words that point to a place on paper.
const ON_PAPER: [&str; 6] =
    ["nói trên", "nêu trên", "kể trên", "sau đây gọi là", "sau đây gọi tắt", "dưới đây"];

/// Finds what is hard for the ear.
pub(super) fn check(site: &Site, _theme: &Theme) -> Vec<Diagnostic> {
    let scripts = Scripts::of(site);
    scripts.iter().flat_map(|(id, body)| check_one(site.article(id), body)).collect()
}

fn check_one(article: &Article, body: &SpokenBody) -> Vec<Diagnostic> {
    let own = article.source.front.loudspeaker.as_ref().and_then(|own| own.text.as_ref());
    let mut found = Vec::new();
    for unknown in &body.unknown {
        let spot = place(article, own, &unknown.token);
        found.push(messages::ear_unknown(spot, &unknown.token, unknown.proposal.as_deref()));
    }
    let foreign = body.foreign.iter();
    found.extend(foreign.map(|one| messages::ear_language(place(article, own, one), one)));
    // When and where is put into words by the program: there is nothing to mend in them.
    let made = if own.is_some() { Vec::new() } else { facts(article) };
    let written = body
        .written
        .iter()
        .filter(|one| !made.iter().any(|fact| one.trim_end_matches('.') == fact.trim_end_matches('.')));
    for sentence in written.flat_map(|paragraph| sentences(paragraph)) {
        judge(sentence, &place(article, own, sentence), &mut found);
    }
    let syllables = body.paragraphs.iter().map(|paragraph| spoken::syllables(paragraph)).sum();
    if syllables > ITEM {
        let spot = own.map_or(article.source.at(), |own| within(own, &body.written[0]));
        found.push(messages::ear_item(spot.in_file(&article.source.path), syllables, ITEM));
    }
    found.extend(twice(article, own, body));
    if own.is_none() {
        let mut seen = BTreeSet::new();
        found.retain(|finding| seen.insert((finding.rule, unknown_token(finding))));
        found = found.into_iter().map(Diagnostic::of_a_body).collect();
    }
    found
}

/// Unknown tokens are told one by one, all else once.
fn unknown_token(finding: &Diagnostic) -> String {
    if finding.rule == "ear-unknown" { finding.words.clone() } else { String::new() }
}

fn judge(sentence: &str, spot: &Spot, found: &mut Vec<Diagnostic>) {
    let said = spoken::read(sentence, Lexicon::embedded_for_horns(), Profile::North).text;
    let syllables = spoken::syllables(&said);
    if syllables > TOO_LONG {
        found.push(messages::ear_too_long(spot.clone(), sentence, syllables, LONG));
    } else if syllables > LONG {
        found.push(messages::ear_long(spot.clone(), sentence, syllables, LONG));
    }
    let numbers = sentence.split_whitespace().filter(|word| word.contains(|c: char| c.is_ascii_digit()));
    let n_numbers = numbers.count();
    if n_numbers > NUMBERS {
        found.push(messages::ear_numbers(spot.clone(), sentence, n_numbers, NUMBERS));
    }
    if sentence.contains(['(', ')', '[', ']', '{', '}']) {
        found.push(messages::ear_brackets(spot.clone(), sentence));
    }
    let lower = sentence.to_lowercase();
    let is_address = |word: &&str| word.contains("://") || word.contains("www.") || word.contains(".vn");
    if let Some(address) = lower.split_whitespace().find(is_address) {
        let address = address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
        found.push(messages::ear_address(spot.clone(), address));
    } else if let Some(mark) = mark(sentence) {
        found.push(messages::ear_mark(spot.clone(), mark));
    }
    if let Some(words) = ON_PAPER.iter().find(|words| lower.contains(**words)) {
        found.push(messages::ear_on_paper(spot.clone(), words));
    }
}

/// A mark that nobody hears: a quotation mark, or a slash between words. Dates, numbers of documents and
/// units have theirs read by rules.
fn mark(sentence: &str) -> Option<&str> {
    /// What something is counted by is said as `một`.
    const PER: [&str; 12] =
        ["tháng", "năm", "ngày", "giờ", "tuần", "buổi", "lần", "người", "hộ", "trẻ", "lượt", "phút"];
    let quoted = sentence.find(['"', '“', '”', '«', '»']).and_then(|at| sentence[at..].chars().next());
    let quoted = quoted.and_then(|c| sentence.matches(c).next());
    let is_word =
        |part: &str| part.chars().next().is_some_and(char::is_lowercase) && part.chars().count() > 1;
    let slashed = sentence.split_whitespace().find(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.split_once('/')
            .is_some_and(|(left, right)| is_word(left) && is_word(right) && !PER.contains(&right))
    });
    quoted.or(slashed)
}

/// A number of a document that is said more than once.
fn twice(article: &Article, own: Option<&Located<String>>, body: &SpokenBody) -> Option<Diagnostic> {
    let mut seen = BTreeSet::new();
    let words = body.written.iter().flat_map(|paragraph| paragraph.split_whitespace());
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let is_number = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.contains(['/', '-'])
            && word.chars().filter(|c| c.is_uppercase()).count() >= 2
    };
    let again = words.filter(is_number).find(|word| !seen.insert(*word))?;
    Some(messages::ear_number_twice(place(article, own, again), again))
}

/// The sentences of a paragraph: a mark ends one if a space or the end follows.
fn sentences(paragraph: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut chars = paragraph.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let ends = matches!(c, '.' | '!' | '?' | '…' | ';')
            && chars.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends {
            sentences.push(paragraph[start..i + c.len_utf8()].trim());
            start = i + c.len_utf8();
        }
    }
    sentences.push(paragraph[start..].trim());
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

/// Where words stand in the author's own wording, or that they come from the description; else the article
/// as a whole.
fn place(article: &Article, own: Option<&Located<String>>, words: &str) -> Spot {
    let description = article.source.front.description.as_ref().filter(|text| says(&text.value, words));
    let at = match (own, description) {
        (Some(own), _) => within(own, words),
        (None, Some(description)) => description.at,
        (None, None) => article.source.at(),
    };
    at.in_file(&article.source.path)
}

/// Whether a text has words as they stand; a word alone must stand alone.
fn says(text: &str, words: &str) -> bool {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    !bare.is_empty()
        && text.match_indices(bare).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + bare.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
}

/// Line ends within a sentence were joined: its first words are searched.
fn within(own: &Located<String>, words: &str) -> At {
    let n_words = words.split_whitespace().count();
    let byte = (1..=n_words).rev().find_map(|n| {
        let head = words.split_whitespace().take(n).collect::<Vec<_>>().join(" ");
        own.value.find(&head)
    });
    let inner = At::of_byte(&own.value, byte.unwrap_or(0));
    match inner.line {
        1 => At { line: own.at.line, column: own.at.column + inner.column - 1 },
        line => At { line: own.at.line + line - 1, column: inner.column },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_at_marks_before_a_space() {
        assert_eq!(
            sentences("Gọi 111. Có 1.200 em; hãy nhớ! Hết"),
            ["Gọi 111.", "Có 1.200 em;", "hãy nhớ!", "Hết"]
        );
        assert!(sentences("  ").is_empty());
    }

    #[test]
    fn marks_that_nobody_hears_are_found_and_those_that_are_read_are_not() {
        assert_eq!(mark("Mang phiếu “đồng ý” theo"), Some("“"));
        assert_eq!(mark("Mời cha/mẹ đến họp"), Some("cha/mẹ"));
        for sound in ["Họp ngày 26/11", "Chỉ thị 28-CT/TW", "Nộp 20.000 đồng/tháng", "Chạy 40 km/giờ"]
        {
            assert_eq!(mark(sound), None, "{sound}");
        }
    }

    #[test]
    fn a_word_is_found_where_it_stands_alone() {
        assert!(says("Mời đến NVH xã (15/9): rước đèn.", "Mời đến NVH xã (15/9): rước đèn."));
        assert!(says("Mời đến NVH.", "NVH") && !says("Mời đến NVH.", "NV") && !says("Mời", "."));
    }

    #[test]
    fn a_sentence_over_two_lines_is_found_at_its_first_words() {
        let own =
            Located { value: "Một câu.\nHai câu\nđi nhé.".to_owned(), at: At { line: 10, column: 1 } };
        assert_eq!(within(&own, "Hai câu đi nhé."), At { line: 11, column: 1 });
        assert_eq!(within(&own, "câu."), At { line: 10, column: 5 });
    }
}
