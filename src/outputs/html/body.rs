//! Blocks become HTML.
//!
//! A tree and the targets of its links come in, HTML goes out: compact, without inline styles, every
//! text escaped. A link that leads nowhere is its words.

use std::fmt::Write as _;

use crate::content::block::{Align, Block, Blocks, CareLevel, Inline, Picture};
use crate::content::text;

/// The HTML of a body.
pub(super) fn html(blocks: &Blocks, links: &[(String, String)]) -> String {
    let mut writer = Writer { out: String::with_capacity(4096), links, cards: 0, tables: 0 };
    writer.blocks(&blocks.blocks);
    writer.notes(&blocks.notes);
    writer.out
}

struct Writer<'l> {
    out: String,
    links: &'l [(String, String)],
    cards: u32,
    tables: u32,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, content } => {
                let _ = write!(self.out, "<h{level} id=\"{}\">", escaped(id));
                self.inlines(content);
                let _ = write!(self.out, "</h{level}>");
            }
            Block::Paragraph(content) => {
                self.out.push_str("<p>");
                self.inlines(content);
                self.out.push_str("</p>");
            }
            Block::List { start: None, items } => self.list("<ul>", items, "</ul>"),
            Block::List { start: Some(1), items } => self.list("<ol>", items, "</ol>"),
            Block::List { start: Some(first), items } => {
                self.list(&format!("<ol start=\"{first}\">"), items, "</ol>");
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
            Block::Steps(items) => self.list("<ol class=\"steps\">", items, "</ol>"),
            Block::Checklist(items) => self.list("<ul class=\"checklist\">", items, "</ul>"),
            Block::Raw(html) => self.out.push_str(html),
        }
    }

    fn list(&mut self, open: &str, items: &[Vec<Block>], close: &str) {
        self.out.push_str(open);
        for item in items {
            self.out.push_str("<li>");
            self.item(item);
            self.out.push_str("</li>");
        }
        self.out.push_str(close);
    }

    /// An item of one paragraph needs no paragraph of its own.
    fn item(&mut self, blocks: &[Block]) {
        match blocks {
            [Block::Paragraph(content)] => self.inlines(content),
            [Block::Paragraph(content), rest @ ..] if rest.iter().all(is_list) => {
                self.inlines(content);
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
        let _ = write!(
            self.out,
            "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"{}\"><table><thead><tr>",
            escaped(&name)
        );
        for (i, cell) in header.iter().enumerate() {
            self.cell("th", " scope=\"col\"", align.get(i), cell);
        }
        self.out.push_str("</tr></thead><tbody>");
        for row in rows {
            self.out.push_str("<tr>");
            for (i, cell) in row.iter().enumerate() {
                self.cell("td", "", align.get(i), cell);
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</tbody></table></div>");
    }

    fn cell(&mut self, tag: &str, attributes: &str, align: Option<&Align>, cell: &[Inline]) {
        let class = match align {
            Some(Align::Right) => " class=\"end\"",
            Some(Align::Center) => " class=\"mid\"",
            Some(Align::Left | Align::None) | None => "",
        };
        // A header cell without words is no header (WCAG 1.3.1).
        let empty_header = tag == "th" && text::of_inlines(cell).is_empty();
        let (tag, attributes) = if empty_header { ("td", "") } else { (tag, attributes) };
        let _ = write!(self.out, "<{tag}{attributes}{class}>");
        self.inlines(cell);
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

    fn picture(&mut self, picture: &Picture) {
        if let Some(url) = self.target(&picture.target) {
            let (url, alt) = (escaped(url), escaped(&picture.alt));
            let _ = write!(self.out, "<img src=\"{url}\" alt=\"{alt}\" loading=\"lazy\">");
        }
    }

    fn care(&mut self, level: CareLevel, heading: &[Inline], body: &[Block]) {
        self.cards += 1;
        let (name, lead, n) = (level.name(), level.lead(), self.cards);
        let _ = write!(
            self.out,
            "<section class=\"care care-{name}\" aria-labelledby=\"the-{n}\"><h3 id=\"the-{n}\"><span class=\"care-lead\">{lead}: </span>"
        );
        self.inlines(heading);
        self.out.push_str("</h3>");
        self.blocks(body);
        self.out.push_str("</section>");
    }

    fn notes(&mut self, notes: &[Vec<Block>]) {
        if notes.is_empty() {
            return;
        }
        self.out.push_str("<aside class=\"notes\" aria-label=\"Chú thích\"><ol>");
        for (i, note) in notes.iter().enumerate() {
            let n = i + 1;
            let _ = write!(self.out, "<li id=\"chu-thich-{n}\">");
            self.item(note);
            let _ = write!(
                self.out,
                " <a href=\"#dau-{n}\" aria-label=\"Trở lại chỗ đọc, chú thích {n}\">↑</a></li>"
            );
        }
        self.out.push_str("</ol></aside>");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(text) => escape(&mut self.out, text),
            Inline::Emphasis(inner) => self.wrapped("em", inner),
            Inline::Strong(inner) => self.wrapped("strong", inner),
            Inline::Strike(inner) => self.wrapped("s", inner),
            Inline::Code(text) => {
                let _ = write!(self.out, "<code>{}</code>", escaped(text));
            }
            Inline::Link { target, content } => self.link(target, content),
            Inline::Picture(picture) => self.picture(picture),
            Inline::NoteMark(n) => {
                let _ = write!(
                    self.out,
                    "<sup><a id=\"dau-{n}\" href=\"#chu-thich-{n}\" aria-label=\"Chú thích {n}\">{n}</a></sup>"
                );
            }
            Inline::SoftBreak => self.out.push('\n'),
            Inline::HardBreak => self.out.push_str("<br>"),
            Inline::Raw(html) => self.out.push_str(html),
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &[Inline]) {
        let _ = write!(self.out, "<{tag}>");
        self.inlines(inner);
        let _ = write!(self.out, "</{tag}>");
    }

    fn link(&mut self, target: &str, content: &[Inline]) {
        let Some(url) = self.target(target).map(str::to_owned) else {
            self.inlines(content);
            return;
        };
        let kind = if url.starts_with("tel:") {
            " class=\"tel\""
        } else if url.starts_with("http") {
            " rel=\"noreferrer\""
        } else {
            ""
        };
        let _ = write!(self.out, "<a{kind} href=\"{}\">", escaped(&url));
        self.inlines(content);
        self.out.push_str("</a>");
    }

    fn target(&self, written: &str) -> Option<&str> {
        self.links.iter().find(|(target, _)| target == written).map(|(_, url)| url.as_str())
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
