//! Written Vietnamese to spoken Vietnamese: what a hamlet head can read aloud and an engine can speak.
//!
//! In: text as officials write it, a lexicon, the region. Out: words with sentence punctuation only, a
//! trace of which rule read what, and the tokens no rule could read. Numbers, dates, document numbers and
//! abbreviations become the words they are said with. Deterministic, without state, without knowledge of
//! articles, localities or files. What is in doubt is spelled letter by letter and reported, never guessed.
//!
//! The way: `clean` (composed text) to `tokens`, then one pass in which `reader` asks its rules in order at
//! every position, and `output` joins what they say. Words and contexts are data: `lexicon.txt`, `cues.txt`,
//! `units.txt`.

mod abbreviations;
mod capitals;
mod chemistry;
mod clean;
mod codes;
mod conditions;
mod dates;
mod echoes;
mod engine;
mod foreign;
mod glosses;
mod horns;
mod hotlines;
mod keys;
mod letters;
mod lexicon;
mod lists;
mod names;
mod numbers;
mod order;
mod output;
mod periods;
mod persons;
mod phones;
mod phrases;
mod plain;
mod ranges;
mod ratios;
mod reader;
mod roman;
mod symbols;
mod times;
mod tokens;
mod trace;
mod units;

use std::ops::Range;
use std::str::FromStr;

pub use engine::{EngineFormat, engine_text};
pub use lexicon::Lexicon;
pub use numbers::{cardinal, digits};
use output::Output;
use reader::{Doubt, Hit, Reader};
use tokens::{Gap, Kind, Tokens};
pub use trace::explain;

/// The region whose words are used for numbers and days.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Profile {
    /// nghìn, linh, mùng, hai mươi tư.
    #[default]
    North,
    /// ngàn, lẻ, mồng, hai mươi tư.
    Central,
    /// ngàn, lẻ, no mùng, hai mươi bốn.
    South,
}

impl FromStr for Profile {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "north" => Ok(Self::North),
            "central" => Ok(Self::Central),
            "south" => Ok(Self::South),
            other => Err(other.to_owned()),
        }
    }
}

/// A passage as it is said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// Words and the punctuation `. , ; : ? !`, on one line.
    pub text: String,
    /// What was read otherwise than it stands, in order.
    pub trace: Vec<Step>,
    /// What no rule could read; in `text` its letters are named.
    pub unknown: Vec<Unknown>,
}

/// One application of a rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// First byte in the input.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
    /// What stands there.
    pub written: String,
    /// What is said, empty where it is left out.
    pub spoken: String,
    /// The name of the rule.
    pub rule: &'static str,
}

/// A token that no rule can read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unknown {
    /// First byte in the input.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
    /// What stands there.
    pub token: String,
    /// What it may mean, to be confirmed by a person in the lexicon of the site.
    pub proposal: Option<String>,
}

/// Reads one passage, which may hold several sentences and line breaks.
pub fn read(text: &str, lexicon: &Lexicon, profile: Profile) -> Reading {
    let clean = clean::clean(text);
    let tokens = Tokens::new(&clean.text);
    let mut reader = Reader::new(&tokens, lexicon, profile, glosses::collect(&tokens, profile));
    let mut output = Output::default();
    let (mut trace, mut unknown) = (Vec::new(), Vec::new());
    let mut idx = 0;
    while let Some(token) = tokens.get(idx) {
        break_line(&tokens, idx, &mut output);
        let Some(hit) = order::read(&mut reader, idx) else {
            if token.kind == Kind::Word {
                output.word(tokens.raw(idx));
            }
            idx += 1;
            continue;
        };
        let end = hit.end.max(idx + 1);
        let address = matches!(hit.rule, "url" | "email");
        output.words(&hit.spoken, !address && (tokens.is_capital(idx) || token.kind == Kind::Number));
        if is_pause(&hit) {
            idx = end;
            continue;
        }
        let last = tokens.get(end - 1).map_or(token.end, |last| last.end);
        let (from, to) = (clean.source_offset(token.start), clean.source_offset(last));
        let written = text.get(from..to).unwrap_or_default().to_owned();
        if let Doubt::Spelled(proposal) = hit.doubt {
            unknown.push(Unknown { start: from, end: to, token: written.clone(), proposal });
        }
        trace.push(Step { start: from, end: to, written, spoken: hit.spoken, rule: hit.rule });
        idx = end;
    }
    Reading { text: output.finish(), trace, unknown }
}

/// Where short numbers stand that somebody is to call: 111, 113 and those of the lexicon, where they are
/// no amount and no name.
pub fn called(text: &str, lexicon: &Lexicon) -> Vec<Range<usize>> {
    let steps = read(text, lexicon, Profile::North).trace.into_iter();
    steps.filter(|step| step.rule == "phone.short").map(|step| step.start..step.end).collect()
}

/// Reads one line for `mangnon speak`: an empty line for a line without words.
pub fn read_line(line: &str, lexicon: &Lexicon, profile: Profile) -> String {
    read(line, lexicon, profile).text
}

/// The syllables of a spoken text: its words that have a letter.
pub fn syllables(spoken: &str) -> usize {
    spoken.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).count()
}

/// A new item of a list ends the sentence before it; a new paragraph that opens with a capital pauses.
fn break_line(tokens: &Tokens<'_>, idx: usize, output: &mut Output) {
    if !tokens.opens_line(idx) || idx == 0 {
        return;
    }
    let bullet =
        matches!(tokens.mark(idx), Some('-' | '+' | '*' | '•' | '–' | '#')) && !tokens.tight(idx + 1);
    let numbered = (tokens.is_number(idx) || tokens.is_word(idx) && tokens.raw(idx).len() <= 4)
        && matches!(tokens.mark(idx + 1), Some('.' | ')' | '/'))
        && tokens.tight(idx + 1)
        && !tokens.tight(idx + 2);
    if bullet || numbered {
        output.pause('.');
    } else if tokens.gap(idx) == Gap::Paragraph && tokens.is_capital(idx) {
        output.pause(',');
    }
}

/// Punctuation that says nothing but a pause is no step of the trace.
fn is_pause(hit: &Hit) -> bool {
    hit.rule.starts_with("mark") || hit.rule == "hyphen.not-range" && hit.spoken.is_empty()
}
