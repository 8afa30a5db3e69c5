//! Addresses of the net: web pages and e-mail, part by part.
//!
//! In: a position. Out: "tongdai một một một chấm vn". Labels stay as they are written where a mouth can
//! say them; others are spelled. Takes only what ends in a known top-level domain, so that a missing
//! space behind a full stop is no address.

use super::Profile;
use super::horns;
use super::letters;
use super::numbers::digits;
use super::reader::{Hit, Reader};
use super::tokens::{Gap, Kind, Tokens};

const DOMAINS: [&str; 19] = [
    "vn", "com", "net", "org", "gov", "edu", "info", "io", "me", "asia", "int", "eu", "uk", "us", "tv",
    "app", "dev", "biz", "health",
];

/// A web or e-mail address.
pub(super) fn address(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    let tokens = reader.tokens;
    let begins = idx == 0
        || !tokens.tight(idx)
        || tokens.mark(idx - 1).is_some_and(|mark| !matches!(mark, '.' | '/' | '@'));
    if !begins || !tokens.tight(idx + 1) {
        return None;
    }
    let end = cluster_end(tokens, idx);
    let text = tokens.slice(idx, end);
    if !text.contains(['.', '@']) && !text.contains("://") {
        return None;
    }
    let (from, rule) = if text.contains('@') {
        (idx, is_host(text.split_once('@')?.1).then_some("email")?)
    } else {
        let scheme =
            if tokens.is_mark(idx + 1, ':') && tokens.is_mark(idx + 2, '/') && tokens.is_mark(idx + 3, '/') {
                4
            } else {
                0
            };
        let host = tokens.slice(idx + scheme, end).split(['/', '?', '#', ':']).next()?;
        (idx + scheme, (scheme > 0 || is_host(host)).then_some("url")?)
    };
    if !reader.lexicon.is_exact() {
        return Some(Hit::new(end, horns::address(reader, idx, rule), "address.named"));
    }
    let words: Vec<String> = (from..end).map(|i| part(reader, i)).filter(|word| !word.is_empty()).collect();
    Some(Hit::new(end, words.join(" "), rule))
}

/// "…, email clb@xa.vn": of an address that a loudspeaker leaves out the label is left out too, where it
/// stands alone.
pub(super) fn label_of_address(reader: &Reader<'_>, idx: usize) -> Option<Hit> {
    const LABELS: [&str; 7] = ["email", "mail", "gmail", "website", "web", "fanpage", "facebook"];
    let tokens = reader.tokens;
    let stands_alone = idx == 0
        || tokens.opens_line(idx)
        || matches!(tokens.mark(idx - 1), Some(',' | ';' | '(' | '.' | '-' | '|'));
    if reader.lexicon.is_exact() || !stands_alone || !LABELS.contains(&tokens.fold(idx)) {
        return None;
    }
    let from = idx + 1 + usize::from(tokens.is_mark(idx + 1, ':'));
    let address = address(reader, from).filter(|_| tokens.gap(from) <= Gap::Space)?;
    Some(Hit::new(address.end, "", "address.named"))
}

fn cluster_end(tokens: &Tokens<'_>, idx: usize) -> usize {
    let inside = |i: usize| match tokens.get(i).map(|token| token.kind) {
        Some(Kind::Word | Kind::Number) => true,
        Some(Kind::Mark(mark)) => {
            matches!(mark, '.' | '-' | '_' | '/' | ':' | '@' | '?' | '=' | '&' | '%' | '#' | '~' | '+')
        }
        None => false,
    };
    let mut end = idx + 1;
    while tokens.tight(end) && inside(end) {
        end += 1;
    }
    while end > idx + 1 && tokens.mark(end - 1).is_some() {
        end -= 1;
    }
    end
}

fn is_host(host: &str) -> bool {
    let host = host.to_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let plain =
        |label: &&str| !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    labels.len() > 1 && labels.iter().all(plain) && labels.last().is_some_and(|last| DOMAINS.contains(last))
}

fn part(reader: &Reader<'_>, idx: usize) -> String {
    let tokens = reader.tokens;
    let slash = if reader.profile == Profile::North { "xuyệt" } else { "xẹt" };
    match tokens.mark(idx) {
        Some('.') => "chấm",
        Some('@') => "a còng",
        Some('/') => slash,
        Some('-') => "gạch ngang",
        Some('_') => "gạch dưới",
        Some(':') => "hai chấm",
        Some('?') => "hỏi chấm",
        Some('=') => "bằng",
        Some('&') => "và",
        Some('%') => "phần trăm",
        Some('#') => "thăng",
        Some('+') => "cộng",
        Some(_) => "",
        None => return label(reader, idx),
    }
    .to_owned()
}

/// A label a mouth can say stays; one that the lexicon would take for an abbreviation is spelled like the rest.
fn label(reader: &Reader<'_>, idx: usize) -> String {
    let tokens = reader.tokens;
    if tokens.is_number(idx) {
        return digits(tokens.digits(idx));
    }
    let lower = tokens.raw(idx).to_lowercase();
    let known = !reader.lexicon.rows(&lower).is_empty() || reader.lexicon.unit(&lower).is_some();
    let sayable = lower == "vn" || letters::has_vowel(&lower) && lower.chars().count() > 1 && !known;
    if sayable { lower } else { letters::spell(&lower) }
}
