//! Blocks become HTML.
//!
//! A tree and the targets of its links come in, HTML goes out: compact, without inline styles, every
//! text escaped. A link that leads nowhere is its words. Ids made here hold a `_`, which the slug of a
//! heading never does. Where pages are minified, this is written as the minifier would leave it, so
//! that a body need not pass through it.

mod calls;
mod chart;
mod inlines;
mod pictures;
pub(super) mod quiz;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use crate::config::Markup;
use crate::content::block::{Align, Block, Blocks, CareLevel, Inline, Picture};
use crate::content::text;
use crate::outputs::html::{minify, skeleton};
use crate::picture::Shown;

/// How the answers of questions are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answers {
    /// Each on a page of its own below the article's address.
    Pages,
    /// Each opens where it stands, in texts that have no address of their own.
    InPlace,
}

pub(super) use calls::Calls;

/// What the links and pictures of a body lead to, by their targets as written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Targets<'a> {
    /// Addresses.
    pub(super) links: &'a [(String, String)],
    /// The sizes of pictures; of one that is not here only the address is known.
    pub(super) pictures: &'a [(String, Shown)],
    /// Numbers in running text that become links; none where the text is in a language that cannot be
    /// asked whether a number is called.
    pub(super) calls: Option<&'a Calls>,
}

/// The HTML of a body.
pub(super) fn html(blocks: &Blocks, targets: Targets<'_>, markup: Markup, answers: Answers) -> String {
    let Targets { links, pictures, calls } = targets;
    let mut writer = Writer {
        out: String::with_capacity(6 * 1024),
        links,
        pictures,
        calls,
        called: Vec::new(),
        at: 0,
        markup,
        raw: false,
        answers,
        cards: 0,
        tables: 0,
        charts: 0,
        marked: BTreeSet::new(),
    };
    writer.blocks(&blocks.blocks);
    writer.notes(&blocks.notes);
    match markup {
        // What an author wrote as HTML is as he wrote it.
        Markup::Minified if writer.raw => minify::minify_text(&writer.out),
        Markup::Minified | Markup::Plain => writer.out,
    }
}

struct Writer<'l> {
    out: String,
    links: &'l [(String, String)],
    pictures: &'l [(String, Shown)],
    calls: Option<&'l Calls>,
    /// The numbers to call of the prose that is being written, by their places in it.
    called: Vec<(Range<usize>, &'l str)>,
    /// How much of the prose is written.
    at: usize,
    markup: Markup,
    raw: bool,
    answers: Answers,
    cards: u32,
    tables: u32,
    charts: u32,
    /// Notes whose first mark was written: it is the one that the note leads back to.
    marked: BTreeSet<u32>,
}

impl<'l> Writer<'l> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, content } => {
                self.open(heading_tag(*level), &[("id", id)]);
                self.inlines(content);
                let _ = write!(self.out, "</h{level}>");
            }
            Block::Paragraph(content) => {
                self.out.push_str("<p>");
                self.prose(content);
                self.out.push_str("</p>");
            }
            Block::List { start: None, items } => self.list("ul", &[], items),
            Block::List { start: Some(1), items } => self.list("ol", &[], items),
            Block::List { start: Some(first), items } => {
                self.list("ol", &[("start", &first.to_string())], items);
            }
            Block::Quote(inner) => {
                self.out.push_str("<blockquote>");
                self.blocks(inner);
                self.out.push_str("</blockquote>");
            }
            Block::Table { align, header, rows } => self.table(align, header, rows),
            Block::Definitions(definitions) => {
                self.out.push_str("<dl>");
                for definition in definitions {
                    self.out.push_str("<dt>");
                    self.inlines(&definition.term);
                    self.out.push_str("</dt>");
                    for meaning in &definition.meanings {
                        self.out.push_str("<dd>");
                        self.item(meaning);
                        self.out.push_str("</dd>");
                    }
                }
                self.out.push_str("</dl>");
            }
            Block::Figure(picture) => self.figure(picture),
            Block::Preformatted(text) => {
                let _ = write!(self.out, "<pre>{}</pre>", escaped(text));
            }
            Block::Rule => self.out.push_str("<hr>"),
            Block::Care { level, heading, body } => self.care(*level, heading, body),
            Block::Steps(items) => self.list("ol", &[("class", "steps")], items),
            Block::Checklist(items) => self.list("ul", &[("class", "checklist")], items),
            Block::Quiz(quiz) => self.quiz(quiz),
            Block::Chart(chart) => self.chart(chart),
            Block::Raw(html) => self.raw(html),
        }
    }

    fn list(&mut self, tag: &str, attributes: &[(&str, &str)], items: &[Vec<Block>]) {
        self.open(tag, attributes);
        for item in items {
            self.out.push_str("<li>");
            self.item(item);
            self.out.push_str("</li>");
        }
        let _ = write!(self.out, "</{tag}>");
    }

    /// An item of one paragraph needs no paragraph of its own.
    fn item(&mut self, blocks: &[Block]) {
        match blocks {
            [Block::Paragraph(content)] => self.prose(content),
            [Block::Paragraph(content), rest @ ..] if rest.iter().all(is_list) => {
                self.prose(content);
                self.blocks(rest);
            }
            _ => self.blocks(blocks),
        }
    }

    fn table(&mut self, align: &[Align], header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        // A region that scrolls sideways must be reachable by keyboard and have a name of its own.
        self.tables += 1;
        let columns = header.iter().map(|cell| text::of_inlines(cell)).filter(|name| !name.is_empty());
        let name = format!("Bảng {}: {}", self.tables, columns.collect::<Vec<_>>().join(", "));
        let region =
            [("class", "table"), ("tabindex", "0"), ("role", "region"), ("aria-label", name.as_str())];
        self.open("div", &region);
        self.out.push_str("<table><thead><tr>");
        for (i, cell) in header.iter().enumerate() {
            self.cell("th", align.get(i), cell);
        }
        self.out.push_str("</tr></thead><tbody>");
        for row in rows {
            self.out.push_str("<tr>");
            for (i, cell) in row.iter().enumerate() {
                self.cell("td", align.get(i), cell);
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</tbody></table></div>");
    }

    fn cell(&mut self, tag: &str, align: Option<&Align>, cell: &[Inline]) {
        let class = match align {
            Some(Align::Right) => Some(("class", "end")),
            Some(Align::Center) => Some(("class", "mid")),
            Some(Align::Left | Align::None) | None => None,
        };
        // A header cell without words is no header (WCAG 1.3.1).
        let is_header = tag == "th" && !text::of_inlines(cell).is_empty();
        let tag = if is_header { "th" } else { "td" };
        let scope = is_header.then_some(("scope", "col"));
        let attributes: Vec<(&str, &str)> = scope.into_iter().chain(class).collect();
        self.open(tag, &attributes);
        if is_header {
            self.inlines(cell);
        } else {
            self.prose(cell);
        }
        let _ = write!(self.out, "</{tag}>");
    }

    fn figure(&mut self, picture: &Picture) {
        self.out.push_str("<figure>");
        self.picture(picture);
        if !picture.caption.is_empty() {
            let _ = write!(self.out, "<figcaption>{}</figcaption>", escaped(&picture.caption));
        }
        self.out.push_str("</figure>");
    }

    fn care(&mut self, level: CareLevel, heading: &[Inline], body: &[Block]) {
        self.cards += 1;
        let (name, lead, n) = (level.name(), level.lead(), self.cards);
        let (class, id) = (format!("care care-{name}"), format!("the_{n}"));
        self.open("section", &[("class", &class), ("aria-labelledby", &id)]);
        self.open("h3", &[("id", &id)]);
        self.open("span", &[("class", "care-lead")]);
        let _ = write!(self.out, "{lead}: </span>");
        self.inlines(heading);
        self.out.push_str("</h3>");
        self.blocks(body);
        self.out.push_str("</section>");
    }

    fn notes(&mut self, notes: &[Vec<Block>]) {
        if notes.is_empty() {
            return;
        }
        self.open("aside", &[("class", "notes"), ("aria-label", "Chú thích")]);
        self.out.push_str("<ol>");
        for (i, note) in notes.iter().enumerate() {
            let n = i + 1;
            self.open("li", &[("id", &format!("chu-thich_{n}"))]);
            self.item(note);
            let label = format!("Trở lại chỗ đọc, chú thích {n}");
            self.out.push(' ');
            self.open("a", &[("href", &format!("#dau_{n}")), ("aria-label", &label)]);
            self.out.push_str("↑</a></li>");
        }
        self.out.push_str("</ol></aside>");
    }

    /// An opening tag; values that may stand without quotes do so in minified pages.
    fn open(&mut self, tag: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes {
            let quote = match self.markup {
                Markup::Minified if !value.is_empty() && value.bytes().all(skeleton::stands_unquoted) => "",
                Markup::Minified | Markup::Plain => "\"",
            };
            let _ = write!(self.out, " {name}={quote}");
            escape(&mut self.out, value);
            self.out.push_str(quote);
        }
        self.out.push('>');
    }

    fn raw(&mut self, html: &str) {
        self.raw = true;
        self.out.push_str(html);
    }

    fn target(&self, written: &str) -> Option<&'l str> {
        self.links.iter().find(|(target, _)| target == written).map(|(_, url)| url.as_str())
    }
}

fn heading_tag(level: u8) -> &'static str {
    match level {
        ..=2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        6.. => "h6",
    }
}

fn is_list(block: &Block) -> bool {
    matches!(block, Block::List { .. } | Block::Steps(_) | Block::Checklist(_))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}
