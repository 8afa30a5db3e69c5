//! Addresses and file names: where they stand in a text, and what kind of file they name.
//!
//! Passages or an address come in; passages for the addresses written out in running text come out, and
//! whether an address is a page of the site or a photograph.

use super::{Passage, Spot, Where};

/// Addresses and file names written out in running text are read as addresses too.
pub(super) fn addresses_in_text(passages: &mut Vec<Passage>) {
    let mut found = Vec::new();
    for passage in passages.iter() {
        if matches!(passage.place, Where::LinkTarget | Where::FileName) {
            continue;
        }
        let joints = |text: &str| text.bytes().filter(|b| matches!(b, b'-' | b'_')).count();
        let may_be_address = |text: &str| text.bytes().any(|b| b == b':') && text.contains("://");
        if joints(&passage.text) < 2 && !may_be_address(&passage.text) {
            continue;
        }
        let mut at = 0;
        for word in passage
            .text
            .split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '(' | ')' | '<' | '>' | ',' | ';'))
        {
            if (joints(word) >= 2 || word.contains("://")) && !is_page(word) {
                let (line, column) = passage.locate(at);
                let spots = vec![Spot { at: 0, line, column }];
                let text = decode_percent(word);
                found.push(Passage { place: Where::LinkTarget, text, spots, section: passage.section });
            }
            at += word.len();
            at += passage.text[at..].chars().next().map_or(0, char::len_utf8);
        }
    }
    passages.extend(found);
}

/// Percent escapes as the characters they stand for, where they form UTF-8.
pub(super) fn decode_percent(address: &str) -> String {
    if !address.contains('%') {
        return address.to_owned();
    }
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        let hex = (*first == b'%').then(|| tail.get(..2).and_then(|h| std::str::from_utf8(h).ok())).flatten();
        if let Some(byte) = hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| address.to_owned())
}

/// A file that is a photograph by its name.
pub(super) fn is_picture(target: &str) -> bool {
    let file = target.split(['#', '?']).next().unwrap_or("");
    let extension = file.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    !target.contains("://")
        && extension
            .is_some_and(|e| matches!(e.as_str(), "jpg" | "jpeg" | "png" | "webp" | "heic" | "avif" | "gif"))
}

/// A link to an article or section by its file: `@/khan-cap/tre-di-lac.md#viec-lam`.
pub(super) fn is_page(target: &str) -> bool {
    let file = target.split('#').next().unwrap_or("");
    !target.contains("://") && file.rsplit_once('.').is_some_and(|(_, extension)| extension == "md")
}
