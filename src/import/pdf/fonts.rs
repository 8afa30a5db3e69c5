//! What the codes of a PDF font mean and how wide they are.
//!
//! In: a font dictionary. Out: for each code of a string its letters and its width in thousandths of the size. The map to
//! Unicode that the file brings is believed; without it, names of glyphs and the Windows code page are used, which leaves
//! fonts of the nineties as Latin letters for the decoder to turn.

use std::collections::BTreeMap;
use std::rc::Rc;

use unicode_normalization::UnicodeNormalization;

use super::objects::File;
use super::syntax::{Dict, Lexer, Object, References};
use crate::import::Refusal;
use crate::vi::legacy;

/// Fonts already read, by the text of their reference.
pub(super) type Cache = BTreeMap<String, Rc<Font>>;

/// One font.
#[derive(Debug, Default)]
pub(super) struct Font {
    wide: bool,
    to_unicode: BTreeMap<u32, String>,
    names: BTreeMap<u32, String>,
    widths: BTreeMap<u32, f64>,
    default_width: f64,
}

/// One code of a string.
pub(super) struct Code {
    pub(super) text: String,
    /// Thousandths of the size.
    pub(super) width: f64,
    /// A space of one byte, which word spacing widens.
    pub(super) is_space: bool,
}

impl Font {
    /// Reads a font dictionary.
    pub(super) fn read(file: &File<'_>, dict: &Dict) -> Result<Self, Refusal> {
        let mut font = Self { default_width: 500.0, ..Self::default() };
        font.wide = file.get(dict, "Subtype").name() == Some("Type0");
        if let Some(reference @ Object::Reference(_)) = dict.get("ToUnicode") {
            font.read_map(&file.stream(reference)?);
        }
        if font.wide {
            font.wide_widths(file, dict);
        } else {
            font.simple(file, dict);
        }
        Ok(font)
    }

    /// The codes of a string.
    pub(super) fn codes(&self, bytes: &[u8]) -> Vec<Code> {
        let step = if self.wide { 2 } else { 1 };
        bytes
            .chunks(step)
            .map(|chunk| {
                let code = chunk.iter().fold(0u32, |code, byte| code * 256 + u32::from(*byte));
                Code {
                    text: self.text(code),
                    width: self.widths.get(&code).copied().unwrap_or(self.default_width),
                    is_space: step == 1 && code == 32,
                }
            })
            .collect()
    }

    fn text(&self, code: u32) -> String {
        if let Some(text) = self.to_unicode.get(&code).or_else(|| self.names.get(&code)) {
            return text.clone();
        }
        if self.wide {
            return String::new();
        }
        u8::try_from(code).map(|byte| legacy::latin(&[byte])).unwrap_or_default()
    }

    fn simple(&mut self, file: &File<'_>, dict: &Dict) {
        let first = file.get(dict, "FirstChar").number().unwrap_or(0.0);
        let descriptor = file.get(dict, "FontDescriptor").dict();
        if let Some(missing) = descriptor.and_then(|it| file.get(it, "MissingWidth").number()) {
            self.default_width = missing.max(250.0);
        }
        for (idx, width) in file.get(dict, "Widths").array().unwrap_or(&[]).iter().enumerate().take(256) {
            if let Some(width) = file.resolve(width).number() {
                self.widths.insert(code(first) + u32::try_from(idx).unwrap_or(0), width);
            }
        }
        let differences = file.get(dict, "Encoding").dict().map(|it| file.get(it, "Differences"));
        let mut at = 0;
        for item in differences.and_then(Object::array).unwrap_or(&[]) {
            match file.resolve(item) {
                Object::Number(number) => at = code(*number),
                Object::Name(name) => {
                    if let Some(text) = glyph_text(name) {
                        self.names.insert(at, text);
                    }
                    at = at.saturating_add(1);
                }
                _ => {}
            }
        }
    }

    fn wide_widths(&mut self, file: &File<'_>, dict: &Dict) {
        self.default_width = 1000.0;
        let Some(descendant) = file
            .get(dict, "DescendantFonts")
            .array()
            .and_then(|it| it.first())
            .and_then(|it| file.resolve(it).dict())
        else {
            return;
        };
        if let Some(width) = file.get(descendant, "DW").number() {
            self.default_width = width;
        }
        let items: Vec<&Object> =
            file.get(descendant, "W").array().unwrap_or(&[]).iter().map(|it| file.resolve(it)).collect();
        let mut idx = 0;
        while let Some(first) = items.get(idx).and_then(|it| it.number()).map(code) {
            match items.get(idx + 1) {
                Some(Object::Array(widths)) => {
                    for (step, width) in widths.iter().enumerate().take(70_000) {
                        if let Some(width) = file.resolve(width).number() {
                            self.widths.insert(first.saturating_add(u32::try_from(step).unwrap_or(0)), width);
                        }
                    }
                    idx += 2;
                }
                Some(Object::Number(last)) => {
                    let width = items.get(idx + 2).and_then(|it| it.number()).unwrap_or(self.default_width);
                    for code in first..=code(*last).min(first.saturating_add(70_000)) {
                        self.widths.insert(code, width);
                    }
                    idx += 3;
                }
                _ => break,
            }
        }
    }

    /// The map to Unicode: `beginbfchar` and `beginbfrange`.
    fn read_map(&mut self, data: &[u8]) {
        let mut lexer = Lexer::new(data, 0);
        let mut operands: Vec<Object> = Vec::new();
        while let Some(object) = lexer.object(References::None) {
            match object {
                Object::Operator(operator) => {
                    match operator.as_str() {
                        "endbfchar" => self.map_chars(&operands),
                        "endbfrange" => self.map_ranges(&operands),
                        _ => {}
                    }
                    operands.clear();
                }
                other if operands.len() < 100_000 => operands.push(other),
                _ => operands.clear(),
            }
        }
    }

    fn map_chars(&mut self, operands: &[Object]) {
        for pair in operands.chunks_exact(2) {
            if let [Object::Text(from), Object::Text(to)] = pair {
                self.to_unicode.insert(number(from), utf_16(to));
            }
        }
    }

    fn map_ranges(&mut self, operands: &[Object]) {
        for triple in operands.chunks_exact(3) {
            let [Object::Text(first), Object::Text(last), target] = triple else { continue };
            let (first, last) = (number(first), number(last));
            for (step, code) in (first..=last.min(first.saturating_add(65_535))).enumerate() {
                let text = match target {
                    Object::Text(start) => stepped(start, step),
                    Object::Array(items) => match items.get(step) {
                        Some(Object::Text(text)) => utf_16(text),
                        _ => continue,
                    },
                    _ => continue,
                };
                self.to_unicode.insert(code, text);
            }
        }
    }
}

fn code(number: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "clamped to the range of codes"
    )]
    let code = number.clamp(0.0, 70_000.0) as u32;
    code
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0u32, |number, byte| number.wrapping_mul(256).wrapping_add(u32::from(*byte)))
}

fn utf_16(bytes: &[u8]) -> String {
    if bytes.len() == 1 {
        return char::from(bytes[0]).to_string();
    }
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// The text `step` codes after the first of a range: its last unit counts up.
fn stepped(start: &[u8], step: usize) -> String {
    let text = utf_16(start);
    let mut letters: Vec<char> = text.chars().collect();
    if let Some(last) = letters.last_mut() {
        let step = u32::try_from(step).unwrap_or(0);
        *last = char::from_u32(u32::from(*last).saturating_add(step)).unwrap_or(*last);
    }
    letters.into_iter().collect()
}

/// Names of glyphs that are no letters.
const SIGNS: &str = "space: |hyphen:-|period:.|comma:,|colon::|semicolon:;|slash:/|parenleft:(|parenright:)|quotedblleft:“|\
quotedblright:”|quoteleft:‘|quoteright:’|endash:–|emdash:—|bullet:•|percent:%|ampersand:&|plus:+|asterisk:*|underscore:_|\
ellipsis:…|zero:0|one:1|two:2|three:3|four:4|five:5|six:6|seven:7|eight:8|nine:9|dcroat:đ|dmacron:đ|Dcroat:Đ|Dmacron:Đ|\
Eth:Đ|exclam:!|question:?|equal:=|less:<|greater:>|quotedbl:\"|nbspace: |sfthyphen:-";

/// What a glyph's name says: `uni1EBF`, `ecircumflexacute`, `dcroat`, `A`.
fn glyph_text(name: &str) -> Option<String> {
    let name = name.split('.').next().unwrap_or(name);
    if name.chars().count() == 1 {
        return Some(name.to_string());
    }
    let hex = name.strip_prefix("uni").or_else(|| name.strip_prefix('u').filter(|rest| rest.len() >= 4));
    if let Some(c) = hex
        .and_then(|hex| u32::from_str_radix(hex.get(..4.max(hex.len().min(6)))?, 16).ok())
        .and_then(char::from_u32)
    {
        return Some(c.to_string());
    }
    if let Some(sign) = SIGNS.split('|').find_map(|it| it.strip_prefix(name)?.strip_prefix(':')) {
        return Some(sign.to_string());
    }
    let mut letters = name.chars();
    let base = letters.next().filter(char::is_ascii_alphabetic)?;
    let mut marks = letters.as_str();
    let mut text = base.to_string();
    'marks: while !marks.is_empty() {
        for (mark, combining) in [
            ("circumflex", '\u{302}'),
            ("breve", '\u{306}'),
            ("horn", '\u{31b}'),
            ("grave", '\u{300}'),
            ("hookabove", '\u{309}'),
            ("tilde", '\u{303}'),
            ("acute", '\u{301}'),
            ("dotbelow", '\u{323}'),
        ] {
            if let Some(rest) = marks.strip_prefix(mark) {
                text.push(combining);
                marks = rest;
                continue 'marks;
            }
        }
        return None;
    }
    Some(text.nfc().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyph_names_are_read() {
        assert_eq!(glyph_text("ecircumflexacute").as_deref(), Some("ế"));
        assert_eq!(glyph_text("uni1EA1").as_deref(), Some("ạ"));
        assert_eq!(glyph_text("dcroat").as_deref(), Some("đ"));
        assert_eq!(glyph_text("ohorn").as_deref(), Some("ơ"));
        assert_eq!(glyph_text("g123"), None);
    }
}
