//! Abbreviations the passage explains itself: "cộng tác viên (CTV)".
//!
//! In: the tokens of a passage. Out: abbreviation and meaning, found by matching the letters against the
//! initials of the words before the bracket. Such a meaning holds for the whole passage and wins over the
//! lexicon. The bracket itself is not read, its words were just said.

use std::collections::BTreeMap;

use super::Profile;
use super::letters;
use super::lexicon::Lexicon;
use super::reader::{Hit, Reader};
use super::tokens::Tokens;

/// All explanations of a passage.
pub(super) fn collect(tokens: &Tokens<'_>, profile: Profile) -> BTreeMap<String, String> {
    let mut glosses = BTreeMap::new();
    for open in (0..tokens.len()).filter(|&i| tokens.is_mark(i, '(')) {
        let Some((_, key)) = abbreviation(tokens, open) else { continue };
        if let Some(words) = explained(tokens, open, &key) {
            // The words may hold abbreviations of their own.
            glosses.entry(key).or_insert_with(|| super::read_line(&words, Lexicon::embedded(), profile));
        }
    }
    glosses
}

/// An abbreviation that the passage explains.
pub(super) fn known(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    if reader.glosses.is_empty() || !reader.tokens.is_upper(idx) {
        return None;
    }
    let (end, key) = letter_groups(reader.tokens, idx)?;
    let words = reader.glosses.get(&key)?;
    Some(Hit::new(end, words.clone(), "abbr.gloss"))
}

/// The bracket behind the words it abbreviates.
pub(super) fn bracket(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    if !tokens.is_mark(idx, '(') {
        return None;
    }
    let (close, key) = abbreviation(tokens, idx)?;
    let repeats = explained(tokens, idx, &key).is_some() || repeats_lexicon(reader, idx, &key);
    repeats.then(|| Hit::new(close + 1, "", "abbr.gloss"))
}

/// The abbreviation inside a bracket: the index of the closing bracket and the letters.
fn abbreviation(tokens: &Tokens<'_>, open: usize) -> Option<(usize, String)> {
    let mut from = open + 1;
    // "(sau đây gọi tắt là CTV)"
    if let Some(is) = (from..from + 9).find(|&i| tokens.fold(i) == "là")
        && matches!(tokens.fold(from), "sau" | "viết" | "gọi" | "dưới" | "từ")
    {
        from = is + 1;
    }
    let quoted = usize::from(tokens.is_mark(from, '"'));
    let (end, key) = letter_groups(tokens, from + quoted)?;
    let close = end + usize::from(quoted == 1 && tokens.is_mark(end, '"'));
    (tokens.is_mark(close, ')') && key.chars().count() > 1).then_some((close, key))
}

fn letter_groups(tokens: &Tokens<'_>, idx: usize) -> Option<(usize, String)> {
    if !tokens.is_upper(idx) {
        return None;
    }
    let mut key = tokens.raw(idx).to_owned();
    let mut end = idx + 1;
    while matches!(tokens.mark(end), Some('-' | '&'))
        && tokens.tight(end)
        && tokens.tight(end + 1)
        && tokens.is_upper(end + 1)
    {
        key.push_str(tokens.raw(end + 1));
        end += 2;
    }
    Some((end, key))
}

/// The words before a bracket whose initials are the letters; "và" and commas may lie between them.
fn explained(tokens: &Tokens<'_>, open: usize, key: &str) -> Option<String> {
    let mut at = open;
    let mut from = open;
    for letter in key.chars().rev() {
        let letter = letters::fold(&letter.to_string());
        loop {
            at = at.checked_sub(1)?;
            if tokens.fold(at).starts_with(&letter) && tokens.fold(at).chars().count() > 1 {
                from = at;
                break;
            }
            let skipped = matches!(tokens.mark(at), Some('-' | ',' | '"')) || tokens.fold(at) == "và";
            if !skipped {
                return None;
            }
        }
    }
    let words: Vec<&str> = (from..open).filter(|&i| tokens.is_word(i)).map(|i| tokens.raw(i)).collect();
    let capitals = words.iter().all(|word| word.chars().all(|c| !c.is_lowercase()));
    let words = words.join(" ");
    Some(if capitals { words.to_lowercase() } else { words })
}

fn repeats_lexicon(reader: &Reader<'_>, open: usize, key: &str) -> bool {
    let tokens = reader.tokens;
    let before: Vec<&str> = (open.saturating_sub(16)..open)
        .map(|i| tokens.fold(i))
        .filter(|word| !word.is_empty() && *word != "và")
        .collect();
    reader.lexicon.rows(key).iter().any(|row| {
        let words: Vec<String> =
            row.spoken.split_whitespace().map(letters::fold).filter(|word| word != "và").collect();
        before.len() >= words.len()
            && before[before.len() - words.len()..].iter().zip(&words).all(|(a, b)| a == b)
    })
}
