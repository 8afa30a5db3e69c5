//! Bytes to lines of Unicode, whatever the text was written in.
//!
//! In: the bytes of a file, or the text layer of a PDF. Out: a [`Reading`]: lines with their number, NFC, the encoding
//! recognised by how many legal syllables it gives; lines in an old font inside a Unicode file are turned too. It does
//! not know what the lines say.

use crate::vi::legacy::{self, Legacy};

use super::lines::Reading;
use super::notes::{self, Note};
use super::{Encoding, MAX_TEXT, Refusal, Source};

/// What a file is, by its first bytes; the name decides only where they do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Docx,
    Pdf,
    Text,
}

impl Format {
    pub(super) fn of(source: &Source<'_>) -> Result<Self, Refusal> {
        let bytes = source.bytes;
        let ending = source.name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let ending = ending.as_deref().unwrap_or("");
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(Refusal::Empty);
        }
        if bytes.starts_with(b"PK\x03\x04")
            || bytes.starts_with(b"PK\x05\x06")
            || bytes.starts_with(b"PK\x07\x08")
        {
            return Ok(Self::Docx);
        }
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
            return Err(ole(bytes));
        }
        if bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-") {
            return Ok(Self::Pdf);
        }
        for (magic, format) in [
            (b"{\\rtf".as_slice(), "RTF"),
            (b"\x89PNG", "PNG"),
            (b"\xff\xd8\xff", "JPEG"),
            (b"II*\0", "TIFF"),
            (b"MM\0*", "TIFF"),
            (b"Rar!", "RAR"),
            (b"7z\xbc\xaf", "7z"),
            (b"\x1f\x8b", "gzip"),
        ] {
            if bytes.starts_with(magic) {
                return Err(Refusal::Unsupported { format });
            }
        }
        match ending {
            "docx" => Err(broken("docx", "no zip archive")),
            "pdf" => Err(broken("pdf", "no PDF header")),
            "doc" | "odt" | "xls" | "xlsx" | "ppt" | "pptx" => Err(Refusal::Unsupported { format: "Office" }),
            _ => Ok(Self::Text),
        }
    }
}

/// A .txt file.
pub(super) fn text(bytes: &[u8]) -> Result<Reading, Refusal> {
    if bytes.len() as u64 > MAX_TEXT {
        return Err(Refusal::TooLarge { limit: MAX_TEXT });
    }
    let mut notes = Vec::new();
    let (text, encoding) = decode(bytes, &mut notes)?;
    let lines: Vec<&str> = split_lines(&text);
    let (lines, encoding) = unify(&lines, encoding, &mut notes);
    let reading = Reading::from_lines(&lines, encoding, notes);
    if reading.lines.iter().all(|line| !line.text.contains(char::is_alphanumeric)) {
        return Err(Refusal::Empty);
    }
    Ok(reading)
}

/// The text layer of a PDF: pages end with a form feed.
pub(super) fn pages(layer: &str) -> Result<Reading, Refusal> {
    if layer.len() as u64 > 2 * MAX_TEXT {
        return Err(Refusal::TooLarge { limit: 2 * MAX_TEXT });
    }
    let mut notes = Vec::new();
    let pages: Vec<&str> = layer.trim_end_matches('\u{c}').split('\u{c}').collect();
    let n_letters = |page: &str| page.chars().filter(|c| c.is_alphabetic()).count();
    let total: usize = pages.iter().map(|page| n_letters(page)).sum();
    if total < 20 || total < pages.len() * 12 {
        return Err(Refusal::NoTextLayer);
    }
    let bare: Vec<usize> = (0..pages.len()).filter(|idx| n_letters(pages[*idx]) == 0).collect();
    if let Some(first) = bare.first() {
        notes.push(notes::pages_without_text(first + 1, bare.len()));
    }
    let lines: Vec<&str> = split_lines(layer);
    let (lines, encoding) = unify(&lines, Encoding::Pdf, &mut notes);
    Ok(Reading::from_lines(&lines, encoding, notes))
}

fn ole(bytes: &[u8]) -> Refusal {
    let wide: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    let start = &bytes[..bytes.len().min(4_000_000)];
    let end = &bytes[bytes.len().saturating_sub(1_000_000)..];
    let holds = |part: &[u8]| part.windows(wide.len()).any(|window| window == wide);
    if holds(start) || holds(end) {
        Refusal::Password
    } else {
        Refusal::Unsupported { format: ".doc (Word 97-2003)" }
    }
}

pub(super) fn broken(format: &'static str, detail: impl Into<String>) -> Refusal {
    Refusal::Broken { format, detail: detail.into() }
}

fn decode(bytes: &[u8], notes: &mut Vec<Note>) -> Result<(String, Encoding), Refusal> {
    if let Some(rest) = bytes.strip_prefix(&[0xef, 0xbb, 0xbf]) {
        return lines_of_bytes(rest, notes);
    }
    if let Some((rest, encoding)) = utf_16(bytes) {
        return Ok((decode_utf_16(rest, encoding, notes)?, encoding));
    }
    if bytes.contains(&0) {
        return Err(Refusal::NotText);
    }
    lines_of_bytes(bytes, notes)
}

/// UTF-16 by its mark, or by the zero bytes that Latin letters leave on one side.
fn utf_16(bytes: &[u8]) -> Option<(&[u8], Encoding)> {
    if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe]) {
        return Some((rest, Encoding::Utf16Le));
    }
    if let Some(rest) = bytes.strip_prefix(&[0xfe, 0xff]) {
        return Some((rest, Encoding::Utf16Be));
    }
    let sample = &bytes[..bytes.len().min(4000) / 2 * 2];
    if sample.len() < 4 {
        return None;
    }
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if odd * 2 > half && even * 20 < half {
        Some((bytes, Encoding::Utf16Le))
    } else if even * 2 > half && odd * 20 < half {
        Some((bytes, Encoding::Utf16Be))
    } else {
        None
    }
}

fn decode_utf_16(bytes: &[u8], encoding: Encoding, notes: &mut Vec<Note>) -> Result<String, Refusal> {
    let units = bytes.chunks_exact(2).map(|pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes([pair[0], pair[1]]),
        _ => u16::from_le_bytes([pair[0], pair[1]]),
    });
    let mut text = String::with_capacity(bytes.len());
    let mut n_broken = 0usize;
    let mut first_broken = 0usize;
    let mut n_line = 1usize;
    for unit in char::decode_utf16(units) {
        let c = unit.unwrap_or_else(|_| {
            if n_broken == 0 {
                first_broken = n_line;
            }
            n_broken += 1;
            char::REPLACEMENT_CHARACTER
        });
        n_line += usize::from(c == '\n');
        text.push(c);
    }
    if n_broken * 20 > text.chars().count() {
        return Err(Refusal::NotText);
    }
    if n_broken > 0 {
        notes.push(notes::lone_surrogates(first_broken));
    }
    Ok(text)
}

/// Bytes line by line: what is valid UTF-8 is that; the others are read together in the encoding that fits them best.
fn lines_of_bytes(bytes: &[u8], notes: &mut Vec<Note>) -> Result<(String, Encoding), Refusal> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return if is_noise(text) { Err(Refusal::NotText) } else { Ok((text.to_string(), Encoding::Utf8)) };
    }
    let lines: Vec<&[u8]> = bytes.split(|byte| *byte == b'\n').collect();
    let odd: Vec<u8> =
        lines.iter().filter(|line| std::str::from_utf8(line).is_err()).fold(Vec::new(), |mut all, line| {
            all.extend_from_slice(line);
            all.push(b'\n');
            all
        });
    let (legacy, score) = legacy::detect_bytes(&odd);
    let n_control =
        bytes.iter().filter(|byte| **byte < 0x20 && !matches!(**byte, b'\n' | b'\r' | b'\t' | 0x0c)).count();
    if score.legal < score.odd * 2 || score.legal == 0 || n_control * 50 > bytes.len() {
        return Err(Refusal::NotText);
    }
    let n_odd = lines.iter().filter(|line| std::str::from_utf8(line).is_err()).count();
    let is_unicode = |line: &&[u8]| !line.is_ascii() && std::str::from_utf8(line).is_ok();
    let n_unicode = lines.iter().filter(|line| is_unicode(line)).count();
    let mostly_unicode = n_unicode > n_odd;
    let mut text = String::with_capacity(bytes.len() * 2);
    for (idx, line) in lines.iter().enumerate() {
        if let Ok(line) = std::str::from_utf8(line) {
            text.push_str(line);
        } else {
            let read = legacy::from_bytes(line, legacy);
            if mostly_unicode {
                notes.push(notes::legacy_line(idx + 1, legacy.name(), read.trim()));
            }
            text.push_str(&read);
        }
        text.push('\n');
    }
    if mostly_unicode {
        return Ok((text, Encoding::Utf8));
    }
    notes.push(notes::legacy_file(legacy.name()));
    Ok((text, Encoding::Legacy(legacy)))
}

/// Control characters, or so few letters that it is no text.
fn is_noise(text: &str) -> bool {
    let n_control = text
        .chars()
        .filter(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{b}'))
        .count();
    n_control * 50 > text.chars().count().max(1)
}

fn split_lines(text: &str) -> Vec<&str> {
    text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).collect()
}

/// Lines that are an old font's bytes taken for Latin letters are turned into Unicode. One that says too little to
/// tell follows the file: most of it in one old encoding, or none.
fn unify(lines: &[&str], encoding: Encoding, notes: &mut Vec<Note>) -> (Vec<String>, Encoding) {
    let guesses: Vec<Guess> = lines.iter().map(|line| guess(line)).collect();
    let count = |wanted: Guess| guesses.iter().filter(|guess| **guess == wanted).count();
    let (n_tcvn3, n_vni) = (count(Guess::Legacy(Legacy::Tcvn3)), count(Guess::Legacy(Legacy::Vni)));
    let major = if n_vni > n_tcvn3 { Legacy::Vni } else { Legacy::Tcvn3 };
    let whole = n_tcvn3.max(n_vni) > count(Guess::Unicode);
    let out = lines
        .iter()
        .zip(&guesses)
        .enumerate()
        .map(|(idx, (line, guess))| {
            let legacy = match guess {
                Guess::Legacy(_) | Guess::Open if whole => Some(major),
                Guess::Legacy(legacy) => Some(*legacy),
                Guess::Open | Guess::Unicode => None,
            };
            let Some(legacy) = legacy else { return (*line).to_string() };
            let read = legacy::from_text(line, legacy);
            if !whole && *line != read {
                notes.push(notes::legacy_line(idx + 1, legacy.name(), read.trim()));
            }
            read
        })
        .collect();
    if whole {
        notes.push(notes::legacy_file(major.name()));
        let encoding = if encoding == Encoding::Utf8 { Encoding::Legacy(major) } else { encoding };
        return (out, encoding);
    }
    (out, encoding)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guess {
    /// Letters no old font's bytes look like.
    Unicode,
    Legacy(Legacy),
    Open,
}

fn guess(line: &str) -> Guess {
    if line.is_ascii() {
        return Guess::Open;
    }
    let beyond = line.chars().filter(|c| matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{323}')).count();
    if beyond > 0 {
        return Guess::Unicode;
    }
    legacy::detect(line).map_or_else(
        || if legacy::score(line).legal > 2 { Guess::Unicode } else { Guess::Open },
        Guess::Legacy,
    )
}
