//! Text as the privacy gate reads it: words with what stands between them.
//!
//! A passage comes in as written (composed or decomposed, with or without diacritics, with
//! Markdown emphasis); tokens come out, each with a comparison key that ignores case and where the
//! tone mark was placed, a folded key without any mark, its shape and the punctuation before it.
//! Nothing here knows a name, a child or a rule.

use std::ops::Deref;
use std::rc::Rc;

use unicode_normalization::char::is_combining_mark;

use super::word::{Shape, Vocabulary, Word};
use crate::vi::{is_letter, letters_len};

/// What stands between a token and the one before it, as a set of flags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) struct Gap(u16);

impl Gap {
    pub(super) const COMMA: Gap = Gap(1);
    pub(super) const DASH: Gap = Gap(2);
    pub(super) const COLON: Gap = Gap(4);
    pub(super) const OPEN: Gap = Gap(8);
    pub(super) const CLOSE: Gap = Gap(16);
    pub(super) const QUOTE: Gap = Gap(32);
    pub(super) const STOP: Gap = Gap(64);
    pub(super) const CELL: Gap = Gap(128);
    pub(super) const HYPHEN: Gap = Gap(256);
    pub(super) const DOT: Gap = Gap(512);
    pub(super) const SLASH: Gap = Gap(1024);
    pub(super) const OTHER: Gap = Gap(2048);
    /// Whatever sets one phrase apart from the next inside a sentence.
    pub(super) const APART: Gap = Gap(1 | 2 | 4 | 8 | 16 | 128 | 1024 | 2048);

    pub(super) fn has(self, other: Gap) -> bool {
        self.0 & other.0 != 0
    }
    /// Only white space, or nothing.
    pub(super) fn is_space(self) -> bool {
        self.0 == 0
    }
    pub(super) fn add(&mut self, other: Gap) {
        self.0 |= other.0;
    }
}

/// A word, number or code of a passage; its spellings are those of its [`Word`].
#[derive(Clone, Debug)]
pub(super) struct Token {
    word: Rc<Word>,
    /// The [`look`] of its small letters.
    pub(super) look: u64,
    /// Byte offsets in the passage.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
    /// Which sentence of the passage, from 0.
    pub(super) sentence: u32,
    /// The sentence is written without diacritics, so words are compared folded.
    pub(super) plain: bool,
}

/// How a passage separates its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Running text.
    Prose,
    /// Source code or data: a line end parts records.
    Lines,
    /// A file name or address: every sign separates, nothing ends a sentence.
    Slug,
}

impl Token {
    /// A word for a paper or a password may begin here.
    pub(super) fn is_of_papers(&self) -> bool {
        self.word.says(self.plain).paper
    }

    /// It may mean one child among several.
    pub(super) fn is_one_of_many(&self) -> bool {
        self.word.says(self.plain).one_of_many
    }

    /// It asks something.
    pub(super) fn asks(&self) -> bool {
        self.word.says(self.plain).asks
    }
}

impl Deref for Token {
    type Target = Word;
    fn deref(&self) -> &Word {
        &self.word
    }
}

/// The tokens of a passage in order.
pub(super) fn tokens(text: &str, manner: Manner, words: &mut Vocabulary) -> Vec<Token> {
    // Words of the language have four or five bytes.
    let mut found = Vec::with_capacity(text.len() / 5);
    let mut gap = Gap::default();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c == ' ' {
            // It ends a word and says nothing.
            at += 1;
        } else if is_letter(c) || c.is_alphanumeric() {
            let (end, shape) = word_end(text, at, manner);
            let written = &text[at..end];
            let word = words.word(if shape.is_some() { written.trim_end_matches('.') } else { written });
            let shape = shape.unwrap_or(word.shape);
            let look = word.look;
            found.push(Token { word, look, start: at, end, shape, gap, sentence: 0, plain: false });
            gap = Gap::default();
            at = end;
        } else {
            let (flag, len) = separator(text, at, c, manner);
            gap.add(flag);
            at += len;
        }
    }
    settle(text, &mut found);
    number_sentences(&mut found);
    if manner == Manner::Slug {
        for token in &mut found {
            token.plain = true;
        }
    } else {
        mark_plain(&mut found);
    }
    found
}

/// Where a word ends, and its shape if that is more than the shape of its letters.
fn word_end(text: &str, start: usize, manner: Manner) -> (usize, Option<Shape>) {
    let rest = &text[start..];
    if let Some(length) = plain_word(rest).filter(|_| manner != Manner::Slug) {
        return (start + length, None);
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        let (end, shape) = number_end(text, start, manner);
        return (end, Some(shape));
    }
    if manner != Manner::Slug
        && let Some((end, shape)) = initials_end(text, start)
    {
        return (end, Some(shape));
    }
    let mut end = start;
    let mut before = '\0';
    for (offset, c) in rest.char_indices() {
        let inside = is_letter(c)
            || !c.is_ascii() && is_combining_mark(c)
            || matches!(c, '\u{ad}' | '\u{200b}')
            || apostrophe_inside(rest, offset, c);
        let camel = manner == Manner::Slug && c.is_uppercase() && before.is_lowercase();
        if !inside || camel {
            break;
        }
        before = c;
        end = start + offset + c.len_utf8();
    }
    (end.max(start + rest.chars().next().map_or(1, char::len_utf8)), None)
}

/// The length of a word that has nothing in it but letters and is no initial with its dot, as nearly all.
fn plain_word(rest: &str) -> Option<usize> {
    let end = letters_len(rest);
    // Only an apostrophe, a hyphen to break at, a mark or the dot of an initial may go on.
    let goes_on = rest.as_bytes().get(end).is_some_and(|byte| match byte {
        b'.' => rest.starts_with(char::is_uppercase),
        byte => !byte.is_ascii() || *byte == b'\'',
    });
    (end > 0 && !goes_on).then_some(end)
}

fn apostrophe_inside(rest: &str, offset: usize, c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '‘')
        && offset > 0
        && rest[..offset].chars().count() <= 2
        && rest[offset + c.len_utf8()..].starts_with(char::is_alphabetic)
}

/// Digits with separators inside, or digits followed by letters.
fn number_end(text: &str, start: usize, manner: Manner) -> (usize, Shape) {
    let bytes = text.as_bytes();
    let mut end = start;
    while end < bytes.len() {
        // `12/05/2016,4A`: no comma belongs to a date.
        let in_date = bytes[end] == b',' && bytes[start..end].contains(&b'/');
        let joins = manner != Manner::Slug
            && !in_date
            && matches!(bytes[end], b'.' | b',' | b'/' | b'-')
            && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if bytes[end].is_ascii_digit() || joins {
            end += 1;
        } else if text[end..].starts_with('–') && bytes.get(end + 3).is_some_and(u8::is_ascii_digit) {
            end += 3;
        } else {
            break;
        }
    }
    let letters = text[end..].chars().take_while(|c| c.is_alphabetic() || is_combining_mark(*c));
    let tail: usize = letters.map(char::len_utf8).sum();
    if tail == 0 || tail > 6 {
        return (end, Shape::Number);
    }
    end += tail;
    while end < bytes.len() && bytes[end].is_ascii_digit() {
        end += 1;
    }
    (end, Shape::Code)
}

/// `L.T.M.`, `Ng.V.A`, or one capital with its dot.
fn initials_end(text: &str, start: usize) -> Option<(usize, Shape)> {
    let mut at = start;
    let mut parts = 0;
    while let Some(len) = initial_len(&text[at..]) {
        let after = at + len;
        if text[after..].starts_with('.') {
            parts += 1;
            at = after + 1;
        } else {
            let ends = !text[after..].starts_with(|c: char| c.is_alphanumeric() || is_combining_mark(c));
            if parts > 0 && ends {
                parts += 1;
                at = after;
            }
            break;
        }
    }
    match parts {
        0 => None,
        1 => Some((at - 1, Shape::Initial)),
        _ => Some((at, Shape::Initials)),
    }
}

/// One capital letter, with its marks and at most one small letter after it (`Ng`, `Th`).
fn initial_len(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices();
    let (_, first) = chars.next()?;
    if !first.is_uppercase() {
        return None;
    }
    let mut end = first.len_utf8();
    let mut small = 0;
    for (offset, c) in chars {
        let digraph = small == 0 && matches!(c, 'h' | 'g' | 'r');
        if !is_combining_mark(c) && !digraph {
            break;
        }
        small += usize::from(digraph);
        end = offset + c.len_utf8();
    }
    Some(end)
}

fn separator(text: &str, at: usize, c: char, manner: Manner) -> (Gap, usize) {
    let len = c.len_utf8();
    if manner == Manner::Slug {
        return (if c == '/' { Gap::STOP } else { Gap::default() }, len);
    }
    if !c.is_ascii() && is_combining_mark(c) {
        return (Gap::default(), len);
    }
    let flag = match c {
        '\n' if manner == Manner::Lines => Gap::CELL,
        '\n' if text[at + 1..].trim_start_matches([' ', '\t']).starts_with('\n') => Gap::STOP,
        ' ' | '\n' | '\t' | '\r' | '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '*' | '`' | '~'
        | '\u{200b}' | '\u{ad}' | '\u{feff}' | '\u{2060}' => Gap::default(),
        ',' | ';' => Gap::COMMA,
        '-' => dash(text, at),
        '–' | '—' | '•' | '·' => Gap::DASH,
        ':' | '=' => Gap::COLON,
        '(' | '[' | '{' => Gap::OPEN,
        ')' | ']' | '}' => Gap::CLOSE,
        '"' | '“' | '”' | '„' | '«' | '»' | '\'' | '’' | '‘' => Gap::QUOTE,
        '.' if is_joint(text, at) => Gap::DOT,
        '.' | '!' | '?' | '…' | '→' | '⇒' => Gap::STOP,
        '|' | '<' | '>' => Gap::CELL,
        '/' | '&' => Gap::SLASH,
        _ => Gap::OTHER,
    };
    (flag, len)
}

/// A dot inside an address or account name, not at the end of a sentence.
fn is_joint(text: &str, at: usize) -> bool {
    let next = text[at + 1..].chars().next();
    let glued = text[..at].chars().next_back().is_some_and(char::is_lowercase);
    next.is_some_and(|c| c.is_alphanumeric() && !(c.is_uppercase() && glued))
}

fn dash(text: &str, at: usize) -> Gap {
    let spaced = text[..at].ends_with(char::is_whitespace) || text[at + 1..].starts_with(char::is_whitespace);
    if spaced { Gap::DASH } else { Gap::HYPHEN }
}

/// The dot of an initial ends a sentence only where a capital word follows that is no initial.
fn settle(text: &str, tokens: &mut [Token]) {
    for i in 1..tokens.len() {
        if tokens[i - 1].shape != Shape::Initial || !tokens[i].gap.has(Gap::STOP) {
            continue;
        }
        if !text[tokens[i - 1].end..].starts_with('.') {
            continue;
        }
        let goes_on = matches!(tokens[i].shape, Shape::Lower | Shape::Number | Shape::Code | Shape::Initial)
            || tokens[i].gap.has(Gap::APART);
        if goes_on {
            tokens[i].gap.0 &= !Gap::STOP.0;
            tokens[i].gap.add(Gap::DOT);
        }
    }
}

/// No sentence is longer; what runs on without an end is taken apart, so that looking around in a
/// sentence costs little.
const LONGEST_SENTENCE: usize = 300;

fn number_sentences(tokens: &mut [Token]) {
    let mut sentence = 0;
    let mut length = 0;
    for token in tokens {
        length += 1;
        if token.gap.has(Gap::STOP) || length > LONGEST_SENTENCE {
            sentence += 1;
            length = 0;
        }
        token.sentence = sentence;
    }
}

fn mark_plain(tokens: &mut [Token]) {
    let mut from = 0;
    while from < tokens.len() {
        let sentence = tokens[from].sentence;
        let to =
            tokens[from..].iter().position(|t| t.sentence != sentence).map_or(tokens.len(), |n| from + n);
        let words = tokens[from..to].iter().filter(|t| !matches!(t.shape, Shape::Number | Shape::Code));
        let (mut all, mut marked) = (0, 0);
        for word in words {
            all += 1;
            marked += usize::from(!word.ascii);
        }
        let plain = all >= 4 && marked * 12 <= all;
        tokens[from..to].iter_mut().for_each(|t| t.plain = plain);
        from = to;
    }
}
