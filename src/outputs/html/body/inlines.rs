//! The words of a line: emphasis, links, notes, numbers to call.
//!
//! What is running text and what is a heading, a block says; here are the parts of both.

use std::fmt::Write as _;

use crate::config::Markup;
use crate::content::block::Inline;
use crate::content::text;
use crate::outputs::html::body::{Writer, escape, escaped};

impl Writer<'_> {
    /// Running text: numbers to call that stand in it are links.
    pub(super) fn prose(&mut self, content: &[Inline]) {
        if let Some(calls) = self.calls {
            self.called = calls.find(&text::running(content));
            self.at = 0;
        }
        self.inlines(content);
        self.called.clear();
    }

    /// Words of prose, or of anything else.
    fn text(&mut self, text: &str) {
        let here = self.at..self.at + text.len();
        self.at = here.end;
        let mut from = here.start;
        for (place, tel) in std::mem::take(&mut self.called) {
            if here.start <= place.start && place.end <= here.end {
                self.words(&text[from - here.start..place.start - here.start]);
                self.open("a", &[("class", "tel"), ("href", &format!("tel:{tel}"))]);
                self.words(&text[place.start - here.start..place.end - here.start]);
                self.out.push_str("</a>");
                from = place.end;
            } else {
                self.called.push((place, tel));
            }
        }
        self.words(&text[from - here.start..]);
    }

    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => self.text(text),
            Inline::Emphasis(inner) => self.wrapped("em", inner),
            Inline::Strong(inner) => self.wrapped("strong", inner),
            Inline::Strike(inner) => self.wrapped("s", inner),
            Inline::Code(text) => {
                self.at += text.len();
                let _ = write!(self.out, "<code>{}</code>", escaped(text));
            }
            Inline::Link { target, content } => self.link(target, content),
            Inline::Picture(picture) => {
                self.at += picture.caption.len();
                self.picture(picture);
            }
            Inline::NoteMark(n) => {
                let (id, href) = (format!("dau_{n}"), format!("#chu-thich_{n}"));
                let id = self.marked.insert(*n).then_some(("id", id.as_str()));
                let label = format!("Chú thích {n}");
                let more = [("href", href.as_str()), ("aria-label", label.as_str())];
                let attributes: Vec<(&str, &str)> = id.into_iter().chain(more).collect();
                self.out.push_str("<sup>");
                self.open("a", &attributes);
                let _ = write!(self.out, "{n}</a></sup>");
            }
            Inline::SoftBreak => {
                self.at += 1;
                self.out.push(if self.markup == Markup::Plain { '\n' } else { ' ' });
            }
            Inline::HardBreak => {
                self.at += 1;
                self.out.push_str("<br>");
            }
            Inline::Raw(html) => self.raw(html),
        }
    }

    /// In minified pages white space counts once, and only what could begin a tag or an entity is
    /// escaped.
    fn words(&mut self, text: &str) {
        if self.markup == Markup::Plain {
            escape(&mut self.out, text);
            return;
        }
        let (bytes, mut from) = (text.as_bytes(), 0);
        for (at, byte) in text.bytes().enumerate() {
            let in_place = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                // A single space goes with the words around it.
                b' ' if at > from && bytes[at - 1] != b' ' => continue,
                byte if byte.is_ascii_whitespace() => " ",
                _ => continue,
            };
            self.out.push_str(&text[from..at]);
            if in_place != " " || !self.out.ends_with(' ') {
                self.out.push_str(in_place);
            }
            from = at + 1;
        }
        self.out.push_str(&text[from..]);
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(inner);
        let _ = write!(self.out, "</{tag}>");
    }

    fn link(&mut self, target: &str, content: &[Inline]) {
        let Some(url) = self.target(target) else {
            self.inlines(content);
            return;
        };
        let kind = if url.starts_with("tel:") {
            Some(("class", "tel"))
        } else if url.starts_with("http") {
            Some(("rel", "noreferrer"))
        } else {
            None
        };
        let attributes: Vec<(&str, &str)> = kind.into_iter().chain([("href", url)]).collect();
        self.open("a", &attributes);
        // A link holds no link.
        let called = std::mem::take(&mut self.called);
        self.inlines(content);
        self.called = called;
        self.out.push_str("</a>");
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Markup;
    use crate::content::block::{Block, Blocks, Inline};
    use crate::outputs::html::body::{Answers, Targets, html};

    #[test]
    fn white_space_counts_once_and_only_what_begins_a_tag_or_an_entity_is_escaped() {
        for (words, expected) in [
            (vec!["Ao  hồ \t sông", " suối"], "<p>Ao hồ sông suối</p>"),
            (vec!["rào ao ", " \u{c}đậy\n\ngiếng "], "<p>rào ao đậy giếng </p>"),
            (vec!["a < b & c > d", "&<"], "<p>a &lt; b &amp; c > d&amp;&lt;</p>"),
            (vec!["hai\u{a0} \u{a0}gạch", ""], "<p>hai\u{a0} \u{a0}gạch</p>"),
        ] {
            let text = words.into_iter().map(|word| Inline::Text(word.to_owned())).collect();
            let blocks = Blocks { blocks: vec![Block::Paragraph(text)], notes: Vec::new() };
            let targets = Targets { links: &[], pictures: &[], calls: None };
            assert_eq!(html(&blocks, targets, Markup::Minified, Answers::Pages), expected);
        }
    }
}
