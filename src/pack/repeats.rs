//! Whether a text only repeats what is read or heard beside it.
//!
//! Texts come in, yes or no goes out. A sentence is a repetition where the same sentence stands, word by word
//! in the same order: that the same words stand somewhere is none, they may say the contrary. Of lines with
//! hours and places the words are compared, since a day is written in many ways. In doubt both are said.

use std::collections::BTreeSet;

/// Words that turn the sense of others round or bind it to a condition.
const TURNS: [&str; 15] = [
    "không", "chưa", "chẳng", "đừng", "chớ", "cấm", "trừ", "hoãn", "hủy", "huỷ", "thay", "dời", "chỉ", "nếu",
    "ngoài",
];

/// Words before an hour or a place that say nothing of their own.
const SMALL: [&str; 7] = ["ở", "tại", "vào", "lúc", "hồi", "ngày", "nào"];

/// The sentences that are read or heard already.
#[derive(Debug, Default)]
pub(super) struct Heard {
    sentences: BTreeSet<String>,
}

impl Heard {
    /// The sentences of these texts.
    pub(super) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Heard {
        Heard { sentences: texts.into_iter().flat_map(sentences).map(key).collect() }
    }

    /// Whether every sentence of a text is among them.
    pub(super) fn has(&self, text: &str) -> bool {
        sentences(text).map(key).all(|sentence| sentence.is_empty() || self.sentences.contains(&sentence))
    }
}

/// Whether every clause of a description stands in a headline or says no more than a line of when and where.
pub(super) fn only_repeats(description: &str, title: &str, facts: &[String]) -> bool {
    let title: BTreeSet<String> =
        std::iter::once(title).chain(clauses(title)).map(key).filter(|key| !key.is_empty()).collect();
    let facts: Vec<Vec<String>> = facts.iter().map(|fact| of_fact(fact)).collect();
    sentences(description).flat_map(clauses).all(|clause| {
        let words = telling(clause);
        title.contains(&key(clause)) || words.is_empty() || facts.iter().any(|fact| holds(fact, &words))
    })
}

/// Whether one sentence of a text says what a line of when and where says behind its name.
pub(super) fn is_said(fact: &str, text: &str) -> bool {
    let words = of_fact(fact);
    sentences(text).any(|sentence| holds(&telling(sentence), &words))
}

/// Whether words hold others, their hours included, and nothing turns their sense.
fn holds(words: &[String], others: &[String]) -> bool {
    let known: BTreeSet<&String> = words.iter().collect();
    let hours: BTreeSet<&[String]> = words.windows(2).filter(|pair| pair[1] == "giờ").collect();
    others.iter().all(|word| known.contains(word))
        && others.windows(2).filter(|pair| pair[1] == "giờ").all(|hour| hours.contains(hour))
        && !words.iter().any(|word| TURNS.contains(&word.as_str()))
}

/// The words of a line of when and where behind its name.
fn of_fact(fact: &str) -> Vec<String> {
    let (_, value) = fact.split_once(": ").unwrap_or(("", fact));
    telling(value)
}

/// The words of a text that tell something.
fn telling(text: &str) -> Vec<String> {
    words_of(text).into_iter().filter(|word| !SMALL.contains(&word.as_str())).collect()
}

/// The sentences of a text, each with its mark.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    parts(text, &['.', '!', '?', '…', ';', '\n'])
}

/// The clauses of a sentence, each with its mark.
fn clauses(sentence: &str) -> impl Iterator<Item = &str> {
    parts(sentence, &['.', '!', '?', '…', ';', '\n', ',', ':', '(', ')', '–'])
}

/// The parts of a text that end with one of the marks; a mark within a number or an address ends none.
fn parts<'t>(text: &'t str, marks: &'static [char]) -> impl Iterator<Item = &'t str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let ends = rest.char_indices().filter(|(_, c)| marks.contains(c)).map(|(at, c)| at + c.len_utf8());
        let end = ends.into_iter().find(|end| {
            let open = rest[..*end].ends_with(['(', '\n']);
            open || rest[*end..].chars().next().is_none_or(|next| !next.is_alphanumeric())
        });
        let (part, behind) = rest.split_at(end.unwrap_or(rest.len()));
        rest = behind;
        Some(part)
    })
}

/// A sentence without the marks that only part it; a question is another sentence than its statement.
fn key(sentence: &str) -> String {
    let is_mark = |c: char| {
        c.is_whitespace()
            || matches!(c, '.' | ',' | ':' | ';' | '!' | '?' | '…' | '"' | '“' | '”' | '‘' | '’' | '\'')
            || matches!(c, '(' | ')' | '[' | ']' | '*' | '_')
    };
    let lower = sentence.to_lowercase();
    let words = lower.split_whitespace().map(|word| word.trim_matches(is_mark));
    let words: Vec<&str> = words.filter(|word| !matches!(*word, "" | "-" | "–" | "—")).collect();
    let asks = if !words.is_empty() && sentence.trim_end().ends_with('?') { "?" } else { "" };
    format!("{}{asks}", words.join(" "))
}

/// The words of a text in small letters; `07h30` is 7, giờ and 30.
fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut last: Option<char> = None;
    for c in text.to_lowercase().chars() {
        if c.is_alphanumeric() {
            let goes_on = last.is_some_and(|last| last.is_ascii_digit() == c.is_ascii_digit());
            match words.last_mut().filter(|_| goes_on) {
                Some(word) => word.push(c),
                None => words.push(c.to_string()),
            }
        }
        last = c.is_alphanumeric().then_some(c);
    }
    for i in 0..words.len() {
        let hour = i > 0 && words[i - 1].starts_with(|c: char| c.is_ascii_digit());
        let plain = words[i].trim_start_matches('0');
        if hour && matches!(words[i].as_str(), "h" | "g") {
            "giờ".clone_into(&mut words[i]);
        } else if !plain.is_empty() && plain.len() < words[i].len() {
            let plain = plain.to_owned();
            words[i] = plain;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_sentence_is_a_repetition() {
        let heard =
            Heard::of(["Học sinh nghỉ học ngày 30/11, đi học lại ngày 1/12.", "Lệ phí: 0đ. Nộp ở xã"]);
        assert!(heard.has("Nộp ở xã."));
        assert!(heard.has("**Lệ phí**: 0đ! Học sinh nghỉ học ngày 30/11, đi học lại ngày 1/12"));
        assert!(heard.has(""));
        for other in ["Học sinh đi học.", "Lệ phí?", "Nộp ở xã?", "Nghỉ học ngày 30/11.", "Lệ phí: -0đ"]
        {
            assert!(!heard.has(other), "{other}");
        }
    }

    #[test]
    fn a_description_repeats_hours_and_places_however_they_are_written() {
        let title = "Trung thu ở xã";
        let facts =
            ["Khi nào: thứ Tư, ngày 15/9/2027, từ 19 giờ", "Ở đâu: Sân vận động xã"].map(str::to_owned);
        for told in ["Sân vận động xã, 19h ngày 15/09/2027.", "Trung thu ở xã: 19h ngày 15/9/2027", ""]
        {
            assert!(only_repeats(told, title, &facts), "{told}");
        }
        for more in [
            "Sân vận động xã, 18h30 ngày 15/9/2027.",
            "Không ở sân vận động xã.",
            "15h ngày 19/9/2027",
            "Trung thu ở xã, mời bà con",
        ] {
            assert!(!only_repeats(more, title, &facts), "{more}");
        }
    }

    #[test]
    fn a_fact_is_said_in_one_sentence_or_not_at_all() {
        let fact = "Khi nào: thứ Tư, ngày 15/9/2027, từ 19 giờ";
        assert!(is_said(fact, "Mời bà con. Từ 19h00 thứ tư, 15/09/2027 có văn nghệ."));
        assert!(!is_said(fact, "Thứ tư có văn nghệ. Từ 19h00, 15/09/2027."));
        assert!(!is_said("Ở đâu: Sân vận động xã", "Không họp ở sân vận động xã nữa."));
    }
}
