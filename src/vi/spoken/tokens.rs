//! Words, numbers and marks: the cleaned text cut into tokens, with the questions rules ask of them.
//!
//! In: cleaned text. Out: tokens with byte range, folded form, case and the gap before them. Every index
//! may be asked for, also beyond the ends: there is an empty mark there, so that rules need no bounds.
//! Knows nothing of meanings.

use unicode_normalization::char::is_combining_mark;

use super::letters;

/// What a token is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Letters with their marks.
    Word,
    /// ASCII digits.
    Number,
    /// One character; dashes, quotes and apostrophes are unified.
    Mark(char),
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Gap {
    None,
    Space,
    Line,
    /// A blank line, or the beginning of the text.
    Paragraph,
}

/// The case of a word's letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Case {
    Lower,
    /// First letter a capital, at least two letters.
    Title,
    Upper,
    Mixed,
}

/// A piece of the text.
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) gap: Gap,
    pub(super) case: Case,
    fold: String,
}

/// The tokens of a text.
pub(super) struct Tokens<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Tokens<'a> {
    /// Cuts a cleaned text into tokens.
    pub(super) fn new(text: &'a str) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 4);
        let mut gap = Gap::Paragraph;
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            if first.is_whitespace() || first.is_control() {
                if first == '\n' {
                    gap = if gap >= Gap::Line { Gap::Paragraph } else { Gap::Line };
                } else if gap == Gap::None {
                    gap = Gap::Space;
                }
                at += first.len_utf8();
                continue;
            }
            let kind = kind(first);
            let end = match kind {
                Kind::Word => run_end(text, at, |c| is_letter(c) || is_combining_mark(c)),
                Kind::Number => run_end(text, at, |c| c.is_ascii_digit()),
                Kind::Mark(_) => at + first.len_utf8(),
            };
            let (case, fold) = match kind {
                Kind::Word => (case(&text[at..end]), letters::fold(&text[at..end])),
                Kind::Number | Kind::Mark(_) => (Case::Lower, String::new()),
            };
            tokens.push(Token { kind, start: at, end, gap, case, fold });
            gap = Gap::None;
            at = end;
        }
        Self { text, tokens }
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn get(&self, idx: usize) -> Option<&Token> {
        self.tokens.get(idx)
    }

    /// The characters of one token as written.
    pub(super) fn raw(&self, idx: usize) -> &'a str {
        self.get(idx).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The characters from token `from` up to, not including, token `to`.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'a str {
        match (self.get(from), to.checked_sub(1).and_then(|last| self.get(last))) {
            (Some(first), Some(last)) if first.start < last.end => &self.text[first.start..last.end],
            _ => "",
        }
    }

    /// The folded form of a word; empty for anything else.
    pub(super) fn fold(&self, idx: usize) -> &str {
        self.get(idx).map_or("", |token| &token.fold)
    }

    /// The digits of a number; empty for anything else.
    pub(super) fn digits(&self, idx: usize) -> &'a str {
        if self.is_number(idx) { self.raw(idx) } else { "" }
    }

    pub(super) fn is_word(&self, idx: usize) -> bool {
        self.get(idx).is_some_and(|token| token.kind == Kind::Word)
    }

    pub(super) fn is_number(&self, idx: usize) -> bool {
        self.get(idx).is_some_and(|token| token.kind == Kind::Number)
    }

    pub(super) fn is_mark(&self, idx: usize, mark: char) -> bool {
        self.get(idx).is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    pub(super) fn mark(&self, idx: usize) -> Option<char> {
        match self.get(idx)?.kind {
            Kind::Mark(mark) => Some(mark),
            Kind::Word | Kind::Number => None,
        }
    }

    pub(super) fn case(&self, idx: usize) -> Option<Case> {
        self.get(idx).filter(|token| token.kind == Kind::Word).map(|token| token.case)
    }

    /// The gap before a token; the end of the text counts as a paragraph's end.
    pub(super) fn gap(&self, idx: usize) -> Gap {
        self.get(idx).map_or(Gap::Paragraph, |token| token.gap)
    }

    /// Whether a token stands directly behind the one before it.
    pub(super) fn tight(&self, idx: usize) -> bool {
        self.gap(idx) == Gap::None
    }

    /// A mark that stands directly behind the token before it.
    pub(super) fn tight_mark(&self, idx: usize, mark: char) -> bool {
        self.tight(idx) && self.is_mark(idx, mark)
    }

    /// A number that stands directly behind the token before it.
    pub(super) fn tight_number(&self, idx: usize) -> bool {
        self.tight(idx) && self.is_number(idx)
    }

    /// Whether a token opens a line.
    pub(super) fn opens_line(&self, idx: usize) -> bool {
        self.gap(idx) >= Gap::Line
    }

    /// Whether a word begins with a capital.
    pub(super) fn is_capital(&self, idx: usize) -> bool {
        matches!(self.case(idx), Some(Case::Title | Case::Upper | Case::Mixed))
            && self.raw(idx).starts_with(char::is_uppercase)
    }

    /// Whether all letters of a word are capitals.
    pub(super) fn is_upper(&self, idx: usize) -> bool {
        self.case(idx) == Some(Case::Upper)
    }

    /// A value of at most `digits` digits.
    pub(super) fn value(&self, idx: usize, digits: usize) -> Option<u64> {
        let raw = self.digits(idx);
        if raw.is_empty() || raw.len() > digits { None } else { raw.parse().ok() }
    }
}

fn kind(first: char) -> Kind {
    match first {
        _ if first.is_ascii_digit() => Kind::Number,
        _ if is_letter(first) => Kind::Word,
        '\u{2010}'..='\u{2015}' | '−' | '﹘' | '﹣' | '－' => Kind::Mark('-'),
        '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '′' => Kind::Mark('\''),
        '“' | '”' | '„' | '«' | '»' | '″' => Kind::Mark('"'),
        '⁄' | '∕' | '／' => Kind::Mark('/'),
        '％' => Kind::Mark('%'),
        'º' | '˚' => Kind::Mark('°'),
        '，' => Kind::Mark(','),
        '（' => Kind::Mark('('),
        '）' => Kind::Mark(')'),
        '：' => Kind::Mark(':'),
        _ => Kind::Mark(first),
    }
}

/// Letters are what may stay in the output; ordinals and modifier apostrophes are alphabetic but marks here.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !c.is_numeric() && !matches!(c, 'º' | 'ª' | 'ʼ' | 'ʻ' | 'ˋ' | 'ˊ')
}

fn run_end(text: &str, from: usize, inside: impl Fn(char) -> bool) -> usize {
    text[from..].find(|c| !inside(c)).map_or(text.len(), |len| from + len)
}

fn case(word: &str) -> Case {
    let mut letters = word.chars().filter(|c| !is_combining_mark(*c));
    let first_upper = letters.next().is_some_and(char::is_uppercase);
    let (mut upper, mut lower) = (0_usize, 0_usize);
    for letter in letters {
        if letter.is_uppercase() { upper += 1 } else { lower += 1 }
    }
    match (first_upper, upper, lower) {
        (true, _, 0) => Case::Upper,
        (true, 0, _) => Case::Title,
        (false, 0, _) => Case::Lower,
        _ => Case::Mixed,
    }
}
