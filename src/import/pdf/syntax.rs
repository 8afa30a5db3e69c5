//! The syntax of PDF: numbers, names, strings, arrays, dictionaries, operators.
//!
//! In: bytes and a place in them. Out: the object or operator there. It reads one token after another and never recurses
//! deeper than it says; it does not know what an object means.

use std::collections::BTreeMap;

/// A PDF object. Streams are kept by their place in the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Object {
    Null,
    Bool(bool),
    Number(f64),
    Name(String),
    Text(Vec<u8>),
    Array(Vec<Object>),
    Dict(Dict),
    Reference(u32),
    /// An operator of a content stream, or a keyword.
    Operator(String),
}

pub(super) type Dict = BTreeMap<String, Object>;

impl Object {
    pub(super) fn number(&self) -> Option<f64> {
        if let Self::Number(number) = self { Some(*number) } else { None }
    }

    pub(super) fn name(&self) -> Option<&str> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    pub(super) fn dict(&self) -> Option<&Dict> {
        if let Self::Dict(dict) = self { Some(dict) } else { None }
    }

    pub(super) fn array(&self) -> Option<&[Object]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }
}

/// Reads tokens from bytes.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) at: usize,
}

const MAX_DEPTH: usize = 60;

impl<'a> Lexer<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    /// The next object; references are read where `refs` says that they may stand.
    pub(super) fn object(&mut self, refs: References) -> Option<Object> {
        self.nested(refs, 0)
    }

    fn nested(&mut self, refs: References, depth: usize) -> Option<Object> {
        self.skip_space();
        let byte = *self.bytes.get(self.at)?;
        match byte {
            b'/' => Some(Object::Name(self.name())),
            b'(' => Some(Object::Text(self.literal())),
            b'<' if self.bytes.get(self.at + 1) == Some(&b'<') => self.dict(refs, depth),
            b'<' => Some(Object::Text(self.hexadecimal())),
            b'[' => self.array(refs, depth),
            b'+' | b'-' | b'.' | b'0'..=b'9' => Some(self.number(refs)),
            b']' | b'>' | b')' | b'{' | b'}' => {
                self.at += 1;
                Some(Object::Operator(char::from(byte).to_string()))
            }
            _ => Some(self.word()),
        }
    }

    pub(super) fn skip_space(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b'%' => {
                    while self.bytes.get(self.at).is_some_and(|byte| !matches!(byte, b'\r' | b'\n')) {
                        self.at += 1;
                    }
                }
                0 | b'\t' | b'\n' | 0xc | b'\r' | b' ' => self.at += 1,
                _ => return,
            }
        }
    }

    fn name(&mut self) -> String {
        self.at += 1;
        let mut name = Vec::new();
        while let Some(byte) = self.bytes.get(self.at).copied().filter(|byte| is_regular(*byte)) {
            self.at += 1;
            let code = (byte == b'#')
                .then(|| self.bytes.get(self.at..self.at + 2))
                .flatten()
                .and_then(|pair| Some(hex(pair[0])? * 16 + hex(pair[1])?));
            if let Some(code) = code {
                self.at += 2;
                name.push(code);
            } else {
                name.push(byte);
            }
        }
        String::from_utf8_lossy(&name).into_owned()
    }

    fn literal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut text = Vec::new();
        let mut depth = 1;
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        text
    }

    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.bytes.get(self.at).copied() else { return };
        self.at += 1;
        match byte {
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'\r' => self.at += usize::from(self.bytes.get(self.at) == Some(&b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit) =
                        self.bytes.get(self.at).copied().filter(|byte| (b'0'..=b'7').contains(byte))
                    else {
                        break;
                    };
                    code = code * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                text.push(u8::try_from(code & 0xff).unwrap_or(0));
            }
            other => text.push(other),
        }
    }

    fn hexadecimal(&mut self) -> Vec<u8> {
        self.at += 1;
        let mut digits = Vec::new();
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            if byte == b'>' {
                break;
            }
            digits.extend(hex(byte));
        }
        digits.chunks(2).map(|pair| pair[0] * 16 + pair.get(1).copied().unwrap_or(0)).collect()
    }

    fn array(&mut self, refs: References, depth: usize) -> Option<Object> {
        self.at += 1;
        let mut items = Vec::new();
        if depth > MAX_DEPTH {
            return None;
        }
        loop {
            self.skip_space();
            match self.bytes.get(self.at) {
                None => return Some(Object::Array(items)),
                Some(b']') => {
                    self.at += 1;
                    return Some(Object::Array(items));
                }
                Some(_) => items.push(self.nested(refs, depth + 1)?),
            }
        }
    }

    fn dict(&mut self, refs: References, depth: usize) -> Option<Object> {
        self.at += 2;
        let mut dict = Dict::new();
        if depth > MAX_DEPTH {
            return None;
        }
        loop {
            self.skip_space();
            match self.bytes.get(self.at)? {
                b'>' => {
                    self.at = (self.at + 2).min(self.bytes.len());
                    return Some(Object::Dict(dict));
                }
                b'/' => {
                    let name = self.name();
                    let value = self.nested(refs, depth + 1)?;
                    dict.insert(name, value);
                }
                _ => {
                    self.nested(refs, depth + 1)?;
                }
            }
        }
    }

    fn number(&mut self, refs: References) -> Object {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|byte| matches!(byte, b'+' | b'-' | b'.' | b'0'..=b'9')) {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.bytes[start..self.at]).unwrap_or("0");
        let number = text.parse().unwrap_or_else(|_| {
            text.trim_start_matches('-').split('-').next().and_then(|it| it.parse().ok()).unwrap_or(0.0)
        });
        if refs == References::Allowed
            && let Some(id) = text.parse::<u32>().ok().filter(|_| self.takes_reference())
        {
            return Object::Reference(id);
        }
        Object::Number(number)
    }

    /// `0 R` behind a number.
    fn takes_reference(&mut self) -> bool {
        let mut ahead = self.clone();
        ahead.skip_space();
        let start = ahead.at;
        while ahead.bytes.get(ahead.at).is_some_and(u8::is_ascii_digit) {
            ahead.at += 1;
        }
        if ahead.at == start || ahead.at > start + 5 {
            return false;
        }
        ahead.skip_space();
        let is_reference = ahead.bytes.get(ahead.at) == Some(&b'R')
            && ahead.bytes.get(ahead.at + 1).is_none_or(|byte| !is_regular(*byte));
        if is_reference {
            self.at = ahead.at + 1;
        }
        is_reference
    }

    fn word(&mut self) -> Object {
        let start = self.at;
        while self.bytes.get(self.at).is_some_and(|byte| is_regular(*byte)) {
            self.at += 1;
        }
        self.at = self.at.max(start + 1);
        match &self.bytes[start..self.at] {
            b"true" => Object::Bool(true),
            b"false" => Object::Bool(false),
            b"null" => Object::Null,
            other => Object::Operator(String::from_utf8_lossy(other).into_owned()),
        }
    }
}

/// Whether `12 0 R` is a reference (in the file) or three tokens (in a content stream).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum References {
    Allowed,
    None,
}

fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | b'\t'
            | b'\n'
            | 0xc
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

pub(super) fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
