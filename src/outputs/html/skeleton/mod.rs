//! Minification that is paid once per theme instead of once per page.
//!
//! A page rendered with [`escape_marked`] carries a mark around every value. What is left without the
//! values is the page's skeleton: thousands of pages share one. A skeleton is minified once, with
//! placeholders where the values stand; a page is then the minified skeleton with its own values set
//! in, each written as its place (text, attribute, script) needs it. Bodies are compact from the start.
//! Whatever does not fit this scheme is minified as a whole, so the scheme may only be faster, never
//! different in words or structure; a test compares both ways.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::OnceLock;

use crate::digest::Digest;
use crate::outputs::html::minify;

/// Around an escaped value; control characters have no place in HTML and are dropped from values.
const OPEN: u8 = 0x01;
const CLOSE: u8 = 0x02;

/// Before and after the letter of a [`Slots`] text.
const SLOT: u8 = 0x03;
const SLOT_END: u8 = 0x04;

/// Texts that are HTML, CSS or JSON already and go in as they are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slots<'a> {
    /// The stylesheet.
    pub(super) css: &'a str,
    /// The text of the page.
    pub(super) body: &'a str,
    /// Structured data.
    pub(super) json_ld: &'a str,
}

impl Slots<'_> {
    /// What a template is given in place of each.
    pub(super) const NAMES: Slots<'static> =
        Slots { css: "\u{3}c\u{4}", body: "\u{3}b\u{4}", json_ld: "\u{3}j\u{4}" };

    fn get(&self, letter: u8) -> &str {
        match letter {
            b'c' => self.css,
            b'b' => self.body,
            _ => self.json_ld,
        }
    }
}

/// Escapes a value for HTML, with a mark on each side of its words.
pub(super) fn escape_marked(input: &str, out: &mut dyn Write) -> io::Result<()> {
    let core = input.trim_matches(is_space);
    if core.is_empty() {
        return out.write_all(input.as_bytes());
    }
    let start = core.as_ptr() as usize - input.as_ptr() as usize;
    out.write_all(&input.as_bytes()[..start])?;
    out.write_all(&[OPEN])?;
    let mut rest = core.as_bytes();
    while let Some(at) = rest.iter().position(|byte| needs_care(*byte)) {
        out.write_all(&rest[..at])?;
        out.write_all(match rest[at] {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&#39;",
            _ => b"",
        })?;
        rest = &rest[at + 1..];
    }
    out.write_all(rest)?;
    out.write_all(&[CLOSE])?;
    out.write_all(&input.as_bytes()[start + core.len()..])
}

/// Minified skeletons of one build: places are filled once and then only read. Where two pages find the
/// same place free at once, the place is of one of them and the other makes its own.
#[derive(Debug)]
pub(super) struct Skeletons {
    places: Box<[Place]>,
}

/// What a key's skeleton is, once that is known; `None` inside if the page does not fit the scheme.
type Place = OnceLock<(Digest, Option<Skeleton>)>;

impl Skeletons {
    /// An empty collection.
    pub(super) fn new() -> Skeletons {
        Skeletons::of(8192)
    }

    fn of(places: usize) -> Skeletons {
        Skeletons { places: (0..places).map(|_| OnceLock::new()).collect() }
    }

    /// A rendered and marked page in its smallest form.
    pub(super) fn minify(&self, marked: &[u8], slots: &Slots<'_>) -> Vec<u8> {
        let Some(page) = Marked::read(marked) else { return minify::minify(&plain(marked, slots)) };
        let bare = page.skeleton();
        let key = Digest::of(&bare);
        let mut made = None;
        let make = || Skeleton::of(&bare, page.values.len());
        let kept = self.place(key).map(|place| place.get_or_init(|| (key, make())));
        let skeleton = match kept {
            Some((known, skeleton)) if *known == key => skeleton,
            _ => made.insert(make()),
        };
        match skeleton {
            Some(skeleton) => skeleton.fill(&page, slots),
            None => minify::minify(&plain(marked, slots)),
        }
    }

    /// The place of a key: the one that holds it, or the first free one near.
    fn place(&self, key: Digest) -> Option<&Place> {
        const NEAR: usize = 16;
        let first = key.number() % self.places.len();
        (0..NEAR)
            .map(|i| &self.places[(first + i) % self.places.len()])
            .find(|place| place.get().is_none_or(|(known, _)| *known == key))
    }
}

/// A marked page, taken apart.
struct Marked<'p> {
    source: &'p [u8],
    /// What stands between the values.
    between: Vec<Range<usize>>,
    values: Vec<Value<'p>>,
}

#[derive(Clone, Copy)]
enum Value<'p> {
    Escaped(&'p [u8]),
    Slot(u8),
}

impl<'p> Marked<'p> {
    /// `None` if the marks do not pair: a template did something unusual to a printed value.
    fn read(source: &'p [u8]) -> Option<Marked<'p>> {
        let (mut between, mut values) = (Vec::with_capacity(64), Vec::with_capacity(64));
        let (mut from, mut at) = (0, 0);
        while let Some(next) = source[at..].iter().position(|byte| (OPEN..=SLOT_END).contains(byte)) {
            let start = at + next;
            let close = match source[start] {
                OPEN => CLOSE,
                SLOT => SLOT_END,
                _ => return None,
            };
            let inner = start + 1;
            let end = inner + source[inner..].iter().position(|byte| (OPEN..=SLOT_END).contains(byte))?;
            if source[end] != close {
                return None;
            }
            between.push(from..start);
            values.push(if close == CLOSE {
                Value::Escaped(&source[inner..end])
            } else {
                Value::Slot(*source[inner..end].first()?)
            });
            (from, at) = (end + 1, end + 1);
        }
        between.push(from..source.len());
        Some(Marked { source, between, values })
    }

    fn skeleton(&self) -> Vec<u8> {
        let mut bare = Vec::with_capacity(self.source.len());
        for (i, range) in self.between.iter().enumerate() {
            bare.extend_from_slice(&self.source[range.clone()]);
            if i < self.values.len() {
                // The spaces make the minifier quote an attribute, whatever else it holds.
                let _ = write!(bare, "\u{1} {i} \u{2}");
            }
        }
        bare
    }
}

/// A minified skeleton.
#[derive(Debug)]
struct Skeleton {
    html: Vec<u8>,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
enum Piece {
    /// A stretch of the skeleton.
    Literal(Range<usize>),
    /// A value among words: white space counts once.
    Text(usize),
    /// A value as it stands: in scripts, in preformatted text, in the title.
    Verbatim(usize),
    /// A value in an attribute.
    Attribute(usize),
    /// The quote before an attribute that can go without if these values can.
    Quote(Vec<usize>),
    /// The quote after it.
    Unquote,
}

impl Skeleton {
    fn of(bare: &[u8], n_values: usize) -> Option<Skeleton> {
        let html = minify::minify(bare);
        let pieces = Reader { html: &html, at: 0, from: 0, pieces: Vec::new() }.read()?;
        let mut seen = vec![0_u32; n_values];
        for piece in &pieces {
            if let Piece::Text(i) | Piece::Verbatim(i) | Piece::Attribute(i) = piece {
                *seen.get_mut(*i)? += 1;
            }
        }
        seen.iter().all(|n| *n == 1).then_some(Skeleton { html, pieces })
    }

    fn fill(&self, page: &Marked<'_>, slots: &Slots<'_>) -> Vec<u8> {
        let slots_length = slots.css.len() + slots.body.len() + slots.json_ld.len();
        let mut out = Vec::with_capacity(page.source.len() + slots_length);
        let mut quoted = true;
        for piece in &self.pieces {
            match piece {
                Piece::Literal(range) => out.extend_from_slice(&self.html[range.clone()]),
                Piece::Text(i) => match page.values[*i] {
                    Value::Escaped(text) => push_text(&mut out, text),
                    Value::Slot(letter) => out.extend_from_slice(slots.get(letter).as_bytes()),
                },
                Piece::Verbatim(i) | Piece::Attribute(i) => match page.values[*i] {
                    Value::Escaped(text) => out.extend_from_slice(text),
                    Value::Slot(letter) => out.extend_from_slice(slots.get(letter).as_bytes()),
                },
                Piece::Quote(values) => {
                    quoted = !values.iter().all(|i| goes_unquoted(page.values[*i]));
                    if quoted {
                        out.push(b'"');
                    }
                }
                Piece::Unquote if quoted => out.push(b'"'),
                Piece::Unquote => {}
            }
        }
        out
    }
}

/// Reads a minified skeleton for where its placeholders stand.
struct Reader<'h> {
    html: &'h [u8],
    at: usize,
    /// Where the stretch that is not yet a piece begins.
    from: usize,
    pieces: Vec<Piece>,
}

impl Reader<'_> {
    fn read(mut self) -> Option<Vec<Piece>> {
        let mut preformatted = 0_usize;
        while self.at < self.html.len() {
            let rest = &self.html[self.at..];
            match rest[0] {
                OPEN if preformatted > 0 => self.value(Piece::Verbatim)?,
                OPEN => self.value(Piece::Text)?,
                b'<' if rest.starts_with(b"<!--") => self.at += find(rest, b"-->")? + 3,
                b'<' if rest.starts_with(b"<!") => self.at += find(rest, b">")? + 1,
                b'<' if rest.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') => {
                    let name = self.tag()?;
                    match name {
                        b"script" | b"style" => self.raw(name)?,
                        b"pre" | b"textarea" | b"title" => preformatted += 1,
                        b"/pre" | b"/textarea" | b"/title" => preformatted = preformatted.saturating_sub(1),
                        _ => {}
                    }
                }
                _ => self.at += 1,
            }
        }
        self.literal(self.html.len());
        Some(self.pieces)
    }

    fn literal(&mut self, end: usize) {
        if self.from < end {
            self.pieces.push(Piece::Literal(self.from..end));
        }
    }

    /// A placeholder, which begins here.
    fn value(&mut self, piece: fn(usize) -> Piece) -> Option<()> {
        let (i, length) = placeholder(&self.html[self.at..])?;
        // An `&` that the value could complete to an entity.
        let before = &self.html[..self.at];
        let word = before.iter().rev().position(|byte| !(byte.is_ascii_alphanumeric() || *byte == b'#'))?;
        (before[before.len() - word - 1] != b'&').then_some(())?;
        self.literal(self.at);
        self.pieces.push(piece(i));
        self.at += length;
        self.from = self.at;
        Some(())
    }

    /// A tag, which begins here; gives its name, with the slash of a closing one.
    fn tag(&mut self) -> Option<&'static [u8]> {
        let start = self.at + 1;
        let length = self.html[start..]
            .iter()
            .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-')))?;
        let name = &self.html[start..start + length];
        let known: [&'static [u8]; 8] =
            [b"script", b"style", b"pre", b"textarea", b"title", b"/pre", b"/textarea", b"/title"];
        let name = known.into_iter().find(|known| *known == name).unwrap_or(b"");
        self.at = start + length;
        loop {
            match *self.html.get(self.at)? {
                b'>' => break,
                b'=' if self.html.get(self.at + 1) == Some(&b'"') => self.attribute()?,
                b'=' if self.html.get(self.at + 1) == Some(&b'\'') => {
                    let value = &self.html[self.at + 2..];
                    let end = find(value, b"'")?;
                    // A value may hold the other quote: such a skeleton is left to the whole way.
                    (!value[..end].contains(&OPEN)).then_some(())?;
                    self.at += end + 3;
                }
                OPEN => return None,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some(name)
    }

    /// An attribute's value in double quotes; `at` stands on the `=`.
    fn attribute(&mut self) -> Option<()> {
        let (start, quote) = (self.at + 2, self.at + 1);
        let end = start + find(&self.html[start..], b"\"")?;
        if !self.html[start..end].contains(&OPEN) {
            self.at = end + 1;
            return Some(());
        }
        let (values, bare) = values_of(&self.html[start..end])?;
        // A slash after an unquoted value would belong to it.
        let may_go_bare = bare && self.html.get(end + 1) != Some(&b'/');
        if may_go_bare {
            self.literal(quote);
            self.pieces.push(Piece::Quote(values));
            self.from = start;
        }
        self.at = start;
        while self.at < end {
            if self.html[self.at] == OPEN { self.value(Piece::Attribute)? } else { self.at += 1 }
        }
        if may_go_bare {
            self.literal(end);
            self.pieces.push(Piece::Unquote);
            self.from = end + 1;
        }
        self.at = end + 1;
        Some(())
    }

    /// What stands in a script or a stylesheet.
    fn raw(&mut self, name: &[u8]) -> Option<()> {
        let close = [b"</", name].concat();
        let end = self.at + find(&self.html[self.at..], &close)?;
        while self.at < end {
            if self.html[self.at] == OPEN { self.value(Piece::Verbatim)? } else { self.at += 1 }
        }
        Some(())
    }
}

/// The placeholders of an attribute, and whether the rest of it could stand without quotes.
fn values_of(attribute: &[u8]) -> Option<(Vec<usize>, bool)> {
    let (mut values, mut bare, mut at) = (Vec::new(), true, 0);
    while at < attribute.len() {
        if attribute[at] == OPEN {
            let (i, length) = placeholder(&attribute[at..])?;
            values.push(i);
            at += length;
        } else {
            bare &= stands_unquoted(attribute[at]);
            at += 1;
        }
    }
    Some((values, bare))
}

/// The number in a placeholder and its length.
fn placeholder(html: &[u8]) -> Option<(usize, usize)> {
    let end = html.iter().position(|byte| *byte == CLOSE)?;
    let number = std::str::from_utf8(html.get(1..end)?).ok()?;
    Some((number.strip_prefix(' ')?.strip_suffix(' ')?.parse().ok()?, end + 1))
}

/// An escaped value among words, as short as the minifier would write it.
fn push_text(out: &mut Vec<u8>, text: &[u8]) {
    if !text.iter().any(|byte| matches!(byte, b'&' | b' ' | b'\t' | b'\n' | b'\r' | 0x0c)) {
        out.extend_from_slice(text);
        return;
    }
    let mut rest = text;
    let mut after_space = false;
    while let Some((&byte, tail)) = rest.split_first() {
        let space = byte.is_ascii_whitespace();
        if space {
            if !after_space {
                out.push(b' ');
            }
            rest = tail;
        } else if let Some((short, length)) = shorter(rest) {
            out.push(short);
            rest = &rest[length..];
        } else {
            let length = rest
                .iter()
                .skip(1)
                .position(|b| *b == b'&' || b.is_ascii_whitespace())
                .map_or(rest.len(), |n| n + 1);
            out.extend_from_slice(&rest[..length]);
            rest = &rest[length..];
        }
        after_space = space;
    }
}

/// Quotes and `>` need no escaping among words.
fn shorter(text: &[u8]) -> Option<(u8, usize)> {
    let entities: [(&[u8], u8); 3] = [(b"&quot;", b'"'), (b"&gt;", b'>'), (b"&#39;", b'\'')];
    entities.into_iter().find(|(entity, _)| text.starts_with(entity)).map(|(entity, c)| (c, entity.len()))
}

fn goes_unquoted(value: Value<'_>) -> bool {
    match value {
        Value::Escaped(text) => text.iter().all(|byte| stands_unquoted(*byte)),
        Value::Slot(_) => false,
    }
}

/// What may stand in an unquoted attribute (HTML standard, 13.1.2.3); entities stay in quotes.
pub(super) fn stands_unquoted(byte: u8) -> bool {
    !(byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'=' | b'<' | b'>' | b'`' | b'&'))
}

/// A marked page without its marks.
pub(super) fn plain(marked: &[u8], slots: &Slots<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(marked.len() + slots.body.len() + slots.css.len());
    let mut rest = marked;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        match byte {
            SLOT => {
                if let [letter, SLOT_END, tail @ ..] = rest {
                    out.extend_from_slice(slots.get(*letter).as_bytes());
                    rest = tail;
                }
            }
            OPEN | CLOSE | SLOT_END => {}
            byte => out.push(byte),
        }
    }
    out
}

fn needs_care(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'') || (byte < b' ' && !byte.is_ascii_whitespace())
}

fn is_space(c: char) -> bool {
    c.is_ascii_whitespace()
}

fn find(html: &[u8], what: &[u8]) -> Option<usize> {
    html.windows(what.len()).position(|window| window == what)
}

#[cfg(test)]
mod tests;
