//! What a page costs a phone: its bytes on the wire and what else it loads.
//!
//! The bytes of a page come in; its compressed size, the parts that make it heavy and the addresses of
//! what a phone loads with it go out. Of a picture in several sizes that is the one that a phone of 360
//! points and two pixels a point takes. Nothing here knows what a page is about or what is too heavy.

use std::borrow::Cow;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

/// What an article may cost without pictures: ten packets of 1,460 bytes are sent before the first
/// answer is awaited (PORTAL G1: 14 KB).
pub const FIRST_FLIGHT: u64 = 14 << 10;

/// How many pixels across a phone fills (PORTAL measures at 360 points; cheap phones have two a point).
const ACROSS: u32 = 720;

/// How many parts of a page are kept.
const PARTS: usize = 3;

/// A page that loads something or that is not clearly light.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Weight {
    /// Bytes of the page itself, compressed, with styles and scripts that stand in it.
    pub page: u64,
    /// The heaviest parts of a page that is no light one, the heaviest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Addresses of scripts, stylesheets and pictures that a phone loads, as the page writes them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub loads: Vec<String>,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The heading under which it stands; empty for the styles.
    pub heading: String,
    /// Its share of the compressed page, in bytes.
    pub bytes: u64,
}

/// Weighs the pages of a theme.
#[derive(Debug)]
pub struct Scale {
    style: usize,
    style_packed: u64,
}

impl Scale {
    /// A scale that knows the theme's stylesheet, which stands in every page.
    pub fn of(css: &str) -> Scale {
        Scale { style: css.len(), style_packed: packed(css.as_bytes()) }
    }

    /// The weight of a page; nothing for one that loads nothing and is light in any case.
    pub fn weigh(&self, html: &[u8]) -> Option<Box<Weight>> {
        // Pages are sound: they are asked whether they are before they are mended.
        let text =
            simdutf8::basic::from_utf8(html).map_or_else(|_| String::from_utf8_lossy(html), Cow::Borrowed);
        let loads = loads(&text);
        let style = text.find("<style").and_then(|start| {
            let end = text[start..].find("</style>")?;
            Some(start..start + end)
        });
        let style = style.unwrap_or(0..0);
        // Texts and mark-up pack to less than half; to pack every page would cost as much as to make it.
        let known = style.len() >= self.style && style.len() < self.style + 200;
        let style_packed = if known { self.style_packed } else { packed(text[style.clone()].as_bytes()) };
        let rest = (text.len() - style.len()) as u64;
        if loads.is_empty() && style_packed + rest / 2 <= FIRST_FLIGHT {
            return None;
        }
        let page = packed(html);
        let parts =
            if page > FIRST_FLIGHT { parts(&text, style.end, page, style_packed) } else { Vec::new() };
        Some(Box::new(Weight { page, parts, loads }))
    }
}

/// The size of some bytes as hosts send them.
pub fn packed(bytes: &[u8]) -> u64 {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    let written = packer.write_all(bytes).and_then(|()| packer.finish());
    written.map_or(bytes.len(), |packed| packed.len()) as u64
}

/// The styles, and what stands under each heading by its share of the letters.
fn parts(html: &str, body: usize, page: u64, style: u64) -> Vec<Part> {
    let text = page.saturating_sub(style);
    let all = (html.len() - body).max(1) as u64;
    let mut starts: Vec<usize> = ["<h1", "<h2", "<h3"]
        .iter()
        .flat_map(|tag| html[body..].match_indices(tag))
        .map(|(at, _)| body + at)
        .collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).copied().chain([html.len()]);
    let mut parts: Vec<Part> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| Part {
            heading: heading(&html[*start..end]),
            bytes: text * (end - start) as u64 / all,
        })
        .collect();
    parts.push(Part { heading: String::new(), bytes: style });
    parts.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.heading.cmp(&b.heading)));
    parts.truncate(PARTS);
    parts
}

/// The words of a heading, shortened.
fn heading(section: &str) -> String {
    const LONGEST: usize = 50;
    let inner = section.split_once('>').map_or("", |(_, rest)| rest);
    let inner = inner.split_once("</h").map_or(inner, |(inner, _)| inner);
    let mut words = String::new();
    let mut in_tag = false;
    for c in inner.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => words.push(c),
            _ => {}
        }
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words,
    }
}

/// What a phone loads with a page, each address once.
fn loads(html: &str) -> Vec<String> {
    let mut loads: Vec<String> = Vec::new();
    let mut add = |address: &str| {
        let address = address.replace("&amp;", "&");
        if !address.is_empty() && !address.starts_with("data:") && !loads.contains(&address) {
            loads.push(address);
        }
    };
    // Set while a `<picture>` has offered a smaller coding already.
    let mut offered = false;
    for (at, _) in html.match_indices('<') {
        let rest = &html[at + 1..];
        let name_end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        match &rest[..name_end] {
            "picture" => offered = false,
            "source" if !offered => {
                let tag = Tag(rest);
                let newer = tag.value("type") == Some("image/webp");
                if let Some(set) = tag.value("srcset").filter(|_| newer) {
                    add(chosen(set));
                    offered = true;
                }
            }
            // What only paper shows is fetched when the page is printed.
            "img" if Tag(rest).value("class") == Some("paper") => {}
            "img" => {
                let tag = Tag(rest);
                let own = tag.value("srcset").map(chosen).or_else(|| tag.value("src"));
                if let (Some(own), false) = (own, offered) {
                    add(own);
                }
                offered = false;
            }
            "script" => add(Tag(rest).value("src").unwrap_or("")),
            "link" if Tag(rest).value("rel") == Some("stylesheet") => {
                add(Tag(rest).value("href").unwrap_or(""));
            }
            _ => {}
        }
    }
    // Backgrounds and fonts of the styles.
    let style = html.find("<style").map_or("", |start| &html[start..]);
    let style = style.split_once("</style>").map_or("", |(style, _)| style);
    for (at, _) in style.match_indices("url(") {
        let inner = style[at + 4..].split_once(')').map_or("", |(inner, _)| inner);
        add(inner.trim_matches(['"', '\'', ' ']));
    }
    loads
}

/// The address that a phone takes of `a.jpg 480w, b.jpg 960w`.
fn chosen(set: &str) -> &str {
    let mut best: Option<(&str, u32)> = None;
    for candidate in set.split(", ").map(str::trim) {
        let (address, width) = candidate.rsplit_once(' ').unwrap_or((candidate, ""));
        let width = width.trim_end_matches('w').parse().unwrap_or(0);
        let better =
            best.is_none_or(
                |(_, kept)| if kept < ACROSS { width > kept } else { (ACROSS..kept).contains(&width) },
            );
        if better {
            best = Some((address, width));
        }
    }
    best.map_or("", |(address, _)| address)
}

/// A tag from its name on.
struct Tag<'h>(&'h str);

impl<'h> Tag<'h> {
    /// The value of an attribute, with quotes of either kind or none.
    fn value(&self, name: &str) -> Option<&'h str> {
        let text = self.0;
        let mut at = text.find(|c: char| !c.is_ascii_alphanumeric())?;
        loop {
            at += text[at..].find(|c: char| !c.is_whitespace())?;
            if text[at..].starts_with(['>', '/']) {
                return None;
            }
            let name_end = at + text[at..].find(|c: char| c.is_whitespace() || matches!(c, '=' | '>'))?;
            let own = &text[at..name_end];
            if !text[name_end..].starts_with('=') {
                at = name_end;
                if own == name {
                    return Some("");
                }
                continue;
            }
            let start = name_end + 1;
            let quote = text[start..].chars().next().filter(|c| matches!(c, '"' | '\''));
            let (value, end) = if let Some(quote) = quote {
                let length = text[start + 1..].find(quote)?;
                (&text[start + 1..start + 1 + length], start + length + 2)
            } else {
                let length = text[start..].find(|c: char| c.is_whitespace() || c == '>')?;
                (&text[start..start + length], start + length)
            };
            if own.eq_ignore_ascii_case(name) {
                return Some(value);
            }
            at = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_takes_the_size_that_fills_it_in_the_newer_coding() {
        let html = "<picture><source type=image/webp srcset=\"/a_480w.webp 480w, /a_960w.webp 960w, /a_1600w.webp 1600w\" sizes=100vw>\
            <img src=/a_960w.jpg srcset='/a_480w.jpg 480w, /a.jpg 1600w' alt=\"a > b\"></picture>\
            <img alt='' src='/b.png'><img src=/nho.jpg srcset=\"/nho_480w.jpg 480w, /nho.jpg 600w\"><img src=data:image/png;base64,AA>";
        assert_eq!(loads(html), ["/a_960w.webp", "/b.png", "/nho.jpg"]);
    }

    #[test]
    fn scripts_styles_and_backgrounds_are_loaded_and_data_is_not() {
        let html = "<style>.a{background:url(\"/nen.png\")}.b{background:url(data:image/svg+xml,x)}</style>\
            <link rel=icon href=/i.svg><link href=/s.css rel=stylesheet><script type=application/ld+json>{\"a\":1}</script>\
            <script src=/thoat.js></script>";
        assert_eq!(loads(html), ["/s.css", "/thoat.js", "/nen.png"]);
    }

    #[test]
    fn a_light_page_has_no_weight_and_a_heavy_one_names_its_parts() {
        let scale = Scale::of("p{color:red}");
        assert_eq!(scale.weigh("<style>p{color:red}</style><p>Lời".as_bytes()), None);
        // Letters without repetition, as no text has them.
        let noise = |n: u32| {
            (0..n).fold(String::new(), |text, i| text + &format!("{:08x}", i.wrapping_mul(2_654_435_769)))
        };
        let html = format!(
            "<style>p{{color:red}}</style><h1 id=a>Bài <b>dài</b></h1><p>Lời<h2>Bảng</h2>{}<h2>Khác</h2>{}",
            noise(6000),
            noise(100)
        );
        let weight = scale.weigh(html.as_bytes()).expect("it is heavy");
        assert!(weight.page > FIRST_FLIGHT, "{weight:?}");
        let headings: Vec<&str> = weight.parts.iter().map(|part| part.heading.as_str()).collect();
        assert_eq!(headings, ["Bảng", "Khác", ""], "{weight:?}");
    }

    #[test]
    fn vietnamese_text_packs_to_less_than_half() {
        // Two thousand syllables in an order without any sense.
        let parts = ["tr", "ngh", "ch", "b", "kh", "ph", "đ"].map(str::to_owned);
        let vowels = ["ẻ", "ường", "iếng", "ạc", "uổi", "ân", "oàn", "ú", "ễ"];
        let text = (0..2000_usize)
            .fold(String::new(), |text, i| text + &parts[i * 31 % 7] + vowels[(i * i + i / 3) % 9] + " ");
        assert!(packed(text.as_bytes()) * 2 < text.len() as u64);
    }
}
