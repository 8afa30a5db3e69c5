//! Files that run on a reader's machine: programs, scripts, pages that load from other hosts.
//!
//! The name and the bytes of a file that leaves as it is come in, a finding goes out. Articles hold no
//! markup of their own and drawings are cleaned; what is attached must not open another door. A technician
//! may put scripts of the site into `static/`; programs and other hosts are refused there too.

use crate::diag::{At, Diagnostic, messages};
use crate::markup;
use crate::path::SourcePath;

/// Endings that computers and phones run, or that a server would.
const PROGRAMS: [&str; 54] = [
    "exe", "com", "scr", "pif", "msi", "msix", "msp", "appx", "bat", "cmd", "ps1", "psm1", "vbs", "vbe",
    "jse", "wsf", "wsh", "hta", "cpl", "dll", "sys", "lnk", "reg", "inf", "chm", "jar", "class", "apk",
    "xapk", "ipa", "app", "dmg", "pkg", "deb", "rpm", "appimage", "run", "bin", "so", "sh", "bash", "zsh",
    "command", "py", "pyc", "pl", "rb", "php", "phtml", "asp", "aspx", "jsp", "cgi", "swf",
];

/// Endings of scripts that a page may load.
const SCRIPTS: [&str; 5] = ["js", "mjs", "cjs", "ts", "wasm"];

/// Endings that a browser opens as a page.
const PAGES: [&str; 7] = ["html", "htm", "xhtml", "xht", "shtml", "xml", "mht"];

/// Relations of a `<link>` for which a browser asks at once.
const LOADED: [&str; 5] = ["stylesheet", "icon", "load", "fetch", "connect"];

/// Attributes whose address a browser asks, or sends something to.
const LOADING: [&str; 9] =
    ["src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest"];

/// How programs begin, whatever their name.
const BEGINNINGS: [&[u8]; 8] = [
    b"MZ",
    b"\x7fELF",
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"\0asm",
    b"#!/",
    b"dex\n",
];

/// A program or a script by its name.
pub fn by_name(path: &SourcePath) -> Option<Diagnostic> {
    let is = |endings: &[&str]| endings.iter().any(|ending| path.has_extension(ending));
    let is_program = is(&PROGRAMS) || is(&SCRIPTS) && !is_of_the_site(path);
    is_program.then(|| messages::attachment_program(At::default().in_file(path)))
}

/// A program by its first bytes.
pub fn by_bytes(path: &SourcePath, bytes: &[u8]) -> Option<Diagnostic> {
    let begins = |start: &&[u8]| bytes.starts_with(start);
    // Two letters begin a word as well.
    let is_program = BEGINNINGS.iter().find(|start| begins(start));
    let is_program = is_program.is_some_and(|start| start.len() > 2 || bytes.contains(&0));
    is_program.then(|| messages::attachment_program(At::default().in_file(path)))
}

/// A page that runs something or calls another host.
pub fn in_page(path: &SourcePath, text: &str) -> Option<Diagnostic> {
    if !PAGES.iter().any(|ending| path.has_extension(ending)) {
        return None;
    }
    let (at, words) = runs(text, is_of_the_site(path))?;
    let words: String = words.chars().take(60).collect();
    Some(messages::attachment_runs(At::of_byte(text, at).in_file(path), &words))
}

fn is_of_the_site(path: &SourcePath) -> bool {
    path.as_str().starts_with("static/")
}

/// Where a page runs something, and its words there.
fn runs(text: &str, own_scripts: bool) -> Option<(usize, &str)> {
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|n| at + n) {
        if text[open..].starts_with("<!--") {
            let ends = ["-->", "--!>"].iter().filter_map(|end| text[open..].find(end).map(|n| open + n + 3));
            at = ends.min().unwrap_or(text.len());
            continue;
        }
        // `1 < 2`
        if !text[open + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            at = open + 1;
            continue;
        }
        let end = tag_end(text, open);
        let tag = &text[open..end];
        at = end;
        let name = tag_name(tag);
        let style_end = if name == "style" { element_end(text, end) } else { end };
        let styled = loads_by_style(&text[end..style_end].to_ascii_lowercase());
        if styled || tag_runs(&name, tag, own_scripts) {
            return Some((open, tag));
        }
    }
    None
}

pub(super) fn element_end(text: &str, from: usize) -> usize {
    text[from..].find("</").map_or(text.len(), |n| from + n)
}

/// Behind the tag that opens at `open`.
pub(super) fn tag_end(text: &str, open: usize) -> usize {
    open + markup::tag_length(&text.as_bytes()[open..])
}

/// The name of an element in small letters, without its namespace; empty for an end tag.
pub(super) fn tag_name(tag: &str) -> String {
    let name: String =
        tag[1..].chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '-')).collect();
    name.rsplit(':').next().unwrap_or("").to_ascii_lowercase()
}

fn tag_runs(name: &str, tag: &str, own_scripts: bool) -> bool {
    const RUNNING: [&str; 7] = ["script", "iframe", "frame", "object", "embed", "applet", "portal"];
    if name.is_empty() {
        return false;
    }
    if !own_scripts && RUNNING.contains(&name) {
        return true;
    }
    let attributes = attributes(&tag[1..]);
    let of = |key: &str| attributes.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str());
    let refreshes = name == "meta" && of("http-equiv").is_some_and(|value| value == "refresh");
    // `canonical`, `author`: links that load nothing.
    let only_tells =
        name == "link" && of("rel").is_some_and(|rel| !LOADED.iter().any(|one| rel.contains(one)));
    if only_tells {
        return false;
    }
    refreshes || attributes.iter().any(|(key, value)| attribute_runs(name, key, value, own_scripts))
}

fn attribute_runs(name: &str, key: &str, value: &str, own_scripts: bool) -> bool {
    let followed = matches!(name, "a" | "area");
    let loads = LOADING.contains(&key) || !followed && matches!(key, "href" | "xlink:href");
    let runs = ["javascript:", "vbscript:", "data:text/html"].iter().any(|scheme| value.starts_with(scheme));
    let foreign = loads && value.split(',').any(is_foreign);
    runs || foreign || key == "style" && loads_by_style(value) || key.starts_with("on") && !own_scripts
}

pub(super) fn is_foreign(address: &str) -> bool {
    let address = address.trim_start();
    ["http:", "https:", "ftp:", "//", "\\\\", "ws:", "wss:"].iter().any(|start| address.starts_with(start))
}

/// `url(https://…)`, `@import "//…"`.
fn loads_by_style(style: &str) -> bool {
    !places_of_style(style).is_empty()
}

/// Where a style loads something from another host.
pub(super) fn places_of_style(style: &str) -> Vec<usize> {
    let lower = style.to_ascii_lowercase();
    let calls = ["url(", "@import", "image-set("].into_iter().flat_map(|call| {
        let places: Vec<usize> = lower.match_indices(call).map(|(at, _)| at).collect();
        places.into_iter().map(move |at| (at, at + call.len()))
    });
    let foreign =
        calls.filter(|(_, behind)| is_foreign(lower[*behind..].trim_start_matches([' ', '"', '\'', '\n'])));
    let places: std::collections::BTreeSet<usize> = foreign.map(|(at, _)| at).collect();
    places.into_iter().collect()
}

/// Whether a tag loads something from another host, whatever else it does.
pub(super) fn tag_loads(name: &str, tag: &str) -> bool {
    let attributes = attributes(&tag[1..]);
    let followed = matches!(name, "a" | "area");
    let tells = name == "link"
        && attributes.iter().any(|(key, rel)| key == "rel" && !LOADED.iter().any(|one| rel.contains(one)));
    attributes.iter().any(|(key, value)| {
        let loads = LOADING.contains(&key.as_str())
            || !followed && !tells && matches!(key.as_str(), "href" | "xlink:href");
        loads && value.split(',').any(is_foreign) || key == "style" && loads_by_style(value)
    })
}

/// The attributes of a tag; keys and values in small letters, values without what browsers skip.
fn attributes(tag: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let space = |c: char| c.is_whitespace() || matches!(c, '/' | '>');
    let mut rest = tag.trim_start_matches(|c: char| !space(c));
    loop {
        rest = rest.trim_start_matches(space);
        let length = rest.find(|c: char| space(c) || c == '=').unwrap_or(rest.len()).max(1);
        let Some(key) = rest.get(..length) else { return found };
        rest = rest[length..].trim_start();
        let mut value = "";
        if let Some(behind) = rest.strip_prefix('=') {
            let behind = behind.trim_start();
            let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''));
            let (from, end) = match quote {
                Some(quote) => (1, behind[1..].find(quote).map_or(behind.len(), |n| n + 1)),
                None => (0, behind.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(behind.len())),
            };
            value = &behind[from..end];
            rest = &behind[(end + quote.map_or(0, char::len_utf8)).min(behind.len())..];
        }
        found.push((key.to_ascii_lowercase(), plain(value)));
    }
}

/// A value as a browser reads it: references resolved, no white space or control signs at its joints.
fn plain(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, reference)) = rest.split_once("&#") {
        out.push_str(before);
        let hex = reference.starts_with(['x', 'X']);
        let digits = if hex { &reference[1..] } else { reference };
        let radix = if hex { 16 } else { 10 };
        let length = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        out.extend(u32::from_str_radix(&digits[..length], radix).ok().and_then(char::from_u32));
        rest = digits[length..].strip_prefix(';').unwrap_or(&digits[length..]);
    }
    out.push_str(rest);
    let named = [("&colon;", ":"), ("&sol;", "/"), ("&tab;", ""), ("&newline;", ""), ("&amp;", "&")];
    let out = out.to_ascii_lowercase();
    let out = named.iter().fold(out, |out, (name, sign)| out.replace(name, sign));
    out.replace(['\t', '\n', '\r'], "").trim_start_matches(|c: char| c.is_control() || c == ' ').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_in_a_page_is_found() {
        for page in [
            "<p>Lời<SCRIPT src=/a.js></script>",
            "<img src='a.png' onerror=chay()>",
            "<img/src='a.png'/onerror=chay()>",
            "<a href=\" java&#115;cript:chay()\">x</a>",
            "<a href='java\nscript:chay()'>x</a>",
            "<iframe src=b.html></iframe>",
            "<img src=https://xau.example/a.png>",
            "<img srcset='a.png 1x, //xau.example/a.png 2x'>",
            "<link rel=stylesheet href=\"//xau.example/a.css\">",
            "<style>p { background: url( 'https://xau.example/a.png') }</style>",
            "<p style=\"background:url(//xau.example/a)\">",
            "<meta http-equiv=Refresh content='0; url=https://xau.example'>",
            "<form action=https://xau.example/gui>",
            "<p title='>'><svg:script>1</svg:script>",
            "<p don't>1 < \"2<script>1</script>",
            "<!--><script>1</script>-->",
        ] {
            assert!(runs(page, false).is_some(), "{page}");
        }
    }

    #[test]
    fn a_page_that_only_speaks_is_left_alone() {
        let page = "<!DOCTYPE html><html lang=vi xmlns='http://www.w3.org/1999/xhtml'><!-- <script> -->\
                    <meta charset=utf-8><style>p { color: red }</style><link rel=canonical href='https://vi.example/a'><p>1 < 2 \" <a href='https://vi.example/'>\
                    ra ngoài</a> <img src=a.png alt=''><a href=mailto:xa@vi.example>thư</a>";
        assert_eq!(runs(page, false), None);
        assert_eq!(runs("<script src=/ban-do.js></script>", true), None, "a script of the site itself");
        assert!(runs("<script src=https://xau.example/a.js></script>", true).is_some());
    }

    #[test]
    fn programs_are_known_by_name_and_by_their_first_bytes() {
        let path = SourcePath::new;
        assert!(by_name(&path("content/tin/b.EXE")).is_some() && by_name(&path("content/b.js")).is_some());
        assert!(by_name(&path("static/ban-do.js")).is_none() && by_name(&path("static/b.apk")).is_some());
        assert!(by_bytes(&path("content/b.dat"), b"MZ\x90\0\x03").is_some());
        assert!(by_bytes(&path("content/b.log"), b"MZ la hai chu").is_none());
        assert!(by_bytes(&path("content/b"), b"#!/bin/sh\necho").is_some());
    }
}
