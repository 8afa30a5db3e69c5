//! Markdown events become blocks.
//!
//! A body's text goes in, its tree of blocks comes out with anchors and references; what the closed
//! tree cannot hold (raw HTML, nesting without end) is refused with its place. Nested text of typed
//! fences goes through the same builder, so a card may hold whatever a page may hold.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, Event, HeadingLevel, Options as MdOptions, Parser, Tag, TagEnd,
};

use crate::content::block::{Align, Block, Blocks, Definition, Inline, MAX_DEPTH, Picture};
use crate::content::frame::{Frame, Kind};
use crate::content::lines::{self, LineEnd};
use crate::content::parsed::{Notes, Parsed, Shared};
use crate::content::{Options, Reference, fences, list_ends, look, targets, text};
use crate::diag::{At, Diagnostic, messages};
use crate::path::SourcePath;
use crate::vi;

/// Parses the body of a file that begins at a byte of its text.
pub fn parse(
    file: &SourcePath,
    text: &str,
    body_start: usize,
    options: Options,
    found: &mut Vec<Diagnostic>,
) -> Parsed {
    let mut shared =
        Shared { file, options, found, parsed: Parsed::default(), notes: Notes::default(), level: 0 };
    let first_line = At::of_byte(text, body_start).line;
    let blocks = build(&mut shared, &text[body_start..], first_line, 0, BOXES);
    let contents = blocks.iter().filter_map(|block| match block {
        Block::Heading { level: 2, id, content } => Some((id.clone(), text::of_inlines(content))),
        _ => None,
    });
    shared.parsed.contents = contents.collect();
    shared.parsed.blocks = Blocks { blocks, notes: shared.notes.in_order() };
    shared.parsed
}

/// The boxes before items (`[x]`) are read, and left out: outside of a question nobody ticks them.
const BOXES: MdOptions = MdOptions::ENABLE_TASKLISTS;

/// Builds the blocks of a text that begins at a line of its file.
fn build(shared: &mut Shared<'_>, text: &str, first_line: u32, depth: usize, boxes: MdOptions) -> Vec<Block> {
    let options = boxes
        | MdOptions::ENABLE_TABLES
        | MdOptions::ENABLE_FOOTNOTES
        | MdOptions::ENABLE_STRIKETHROUGH
        | MdOptions::ENABLE_HEADING_ATTRIBUTES
        | MdOptions::ENABLE_DEFINITION_LIST;
    let newlines = text.match_indices('\n').map(|(i, _)| i + 1);
    let line_starts = std::iter::once(0).chain(newlines).collect();
    let mut builder = Builder {
        shared,
        text,
        first_line,
        line_starts,
        depth,
        stack: vec![Frame::new(Kind::Root)],
        too_deep: 0,
    };
    let readable = list_ends::part(targets::readable(text));
    for (event, range) in Parser::new_ext(&readable.text, options).into_offset_iter() {
        builder.take(event, readable.place(range.start)..readable.place(range.end));
    }
    let root = builder.stack.pop().expect("the root frame is never popped by an end tag");
    root.into_blocks()
}

struct Builder<'b, 's> {
    shared: &'b mut Shared<'s>,
    text: &'b str,
    first_line: u32,
    line_starts: Vec<usize>,
    depth: usize,
    stack: Vec<Frame>,
    too_deep: usize,
}

impl Builder<'_, '_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.too_deep > 0 {
            match event {
                Event::Start(_) => self.too_deep += 1,
                Event::End(_) => self.too_deep -= 1,
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.open(tag, range),
            Event::End(end) => self.close(end),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.push_text(&text),
            Event::Code(text) => self.push(Inline::Code(text.into_string())),
            Event::SoftBreak => self.end_line(range.start),
            Event::HardBreak => self.push(Inline::HardBreak),
            Event::Rule => {
                self.top().flush();
                self.top().blocks.push(Block::Rule);
            }
            Event::FootnoteReference(label) => {
                let number = self.shared.notes.number(&label);
                self.push(Inline::NoteMark(number));
            }
            Event::Html(html) => self.push_text(&html),
            Event::InlineHtml(html) => {
                if self.allow_html(&html, self.at(range.start)) {
                    self.push(Inline::Raw(html.into_string()));
                }
            }
            Event::TaskListMarker(_) => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, range: Range<usize>) {
        let at = self.at(range.start);
        if self.depth + self.stack.len() > MAX_DEPTH {
            self.shared.found.push(messages::nested_too_deep(at.in_file(self.shared.file), MAX_DEPTH));
            self.too_deep = 1;
            return;
        }
        let kind = self.kind_of(tag, at);
        let inline = matches!(
            kind,
            Kind::Emphasis | Kind::Strong | Kind::Strike | Kind::Link { .. } | Kind::Image { .. }
        );
        if !inline {
            self.top().flush();
        }
        self.stack.push(Frame::new(kind));
    }

    fn kind_of(&mut self, tag: Tag<'_>, at: At) -> Kind {
        match tag {
            Tag::Paragraph | Tag::MetadataBlock(_) => Kind::Paragraph,
            Tag::Heading { level, id, .. } => {
                if level == HeadingLevel::H1 {
                    self.shared.found.push(messages::heading_of_level_one(at.in_file(self.shared.file)));
                }
                Kind::Heading { level: (level as u8).max(2), id: id.map(|id| vi::slug::slug(&id)), at }
            }
            Tag::BlockQuote(_) => Kind::Quote,
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => Kind::Fence { info: info.trim().to_owned(), at },
            Tag::CodeBlock(CodeBlockKind::Indented) => Kind::Indented { at },
            Tag::HtmlBlock => Kind::HtmlBlock { at },
            Tag::List(start) => Kind::List(start),
            Tag::Item => Kind::Item,
            Tag::FootnoteDefinition(label) => Kind::Note(label.into_string()),
            Tag::DefinitionList => Kind::Definitions,
            Tag::DefinitionListTitle => Kind::Term,
            Tag::DefinitionListDefinition => Kind::Meaning,
            Tag::Table(align) => Kind::Table { align: align.into_iter().map(align_of).collect(), at },
            Tag::TableHead => Kind::Head,
            Tag::TableRow => Kind::Row,
            Tag::TableCell => Kind::Cell,
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => Kind::Emphasis,
            Tag::Strong => Kind::Strong,
            Tag::Strikethrough => Kind::Strike,
            Tag::Link { dest_url, .. } => {
                let dest_url = targets::as_written(&dest_url);
                self.refer(&dest_url, false, at);
                Kind::Link { target: vi::nfc(&dest_url).into_owned(), at }
            }
            Tag::Image { dest_url, title, .. } => {
                let dest_url = targets::as_written(&dest_url);
                self.refer(&dest_url, true, at);
                Kind::Image { target: vi::nfc(&dest_url).into_owned(), caption: title.into_string(), at }
            }
        }
    }

    fn refer(&mut self, target: &str, picture: bool, at: At) {
        self.shared.parsed.references.push(Reference { target: vi::nfc(target).into_owned(), picture, at });
    }

    fn close(&mut self, _end: TagEnd) {
        let Some(frame) = (self.stack.len() > 1).then(|| self.stack.pop()).flatten() else { return };
        match frame.kind {
            Kind::Emphasis => self.push(Inline::Emphasis(frame.inlines)),
            Kind::Strong => self.push(Inline::Strong(frame.inlines)),
            Kind::Strike => self.push(Inline::Strike(frame.inlines)),
            Kind::Link { target, at } => {
                let spot = at.in_file(self.shared.file);
                self.shared.found.extend(look::link(&target, &frame.inlines, spot));
                self.push(Inline::Link { target, content: frame.inlines });
            }
            Kind::Image { target, caption, at } => {
                let alt = text::of_inlines(&frame.inlines);
                let (alt, found) = look::picture(&target, alt, at.in_file(self.shared.file));
                self.shared.found.extend(found);
                self.push(Inline::Picture(Picture { target, alt, caption }));
            }
            Kind::Cell => self.top().cells.push(frame.inlines),
            Kind::Head => self.top().cells = frame.cells,
            Kind::Row => self.top().rows.push(frame.cells),
            Kind::Item => self.close_item(frame),
            Kind::Term => {
                self.top().definitions.push(Definition { term: frame.inlines, meanings: Vec::new() });
            }
            Kind::Meaning => {
                let meaning = frame.into_blocks();
                if let Some(definition) = self.top().definitions.last_mut() {
                    definition.meanings.push(meaning);
                }
            }
            Kind::Note(label) => {
                let body = Frame { kind: Kind::Root, ..frame }.into_blocks();
                self.shared.notes.bodies.insert(label, body);
            }
            Kind::Paragraph => {
                let blocks = lines::blocks(frame.inlines, &frame.lines);
                self.top().blocks.extend(blocks);
            }
            // Whoever begins a paragraph with a tab or blanks means a paragraph.
            Kind::Indented { at } => {
                let (text, depth) = (raw_text(&frame.inlines), self.depth + self.stack.len());
                let blocks = build(self.shared, &text, at.line, depth, BOXES);
                self.top().blocks.extend(blocks);
            }
            _ => {
                let block = self.block_of(frame);
                self.top().blocks.extend(block);
            }
        }
    }

    fn close_item(&mut self, frame: Frame) {
        let item = frame.into_blocks();
        self.top().items.push(item);
    }

    fn block_of(&mut self, mut frame: Frame) -> Option<Block> {
        let kind = std::mem::replace(&mut frame.kind, Kind::Root);
        match kind {
            Kind::Heading { level, id, at } => Some(self.heading(level, id, at, frame.inlines)),
            Kind::Quote => Some(Block::Quote(frame.into_blocks())),
            Kind::Fence { info, at } => {
                let inner = raw_text(&frame.inlines);
                if info.is_empty() {
                    return Some(Block::Preformatted(inner));
                }
                let depth = self.depth + self.stack.len();
                // The answers of a question are told apart by their boxes.
                let boxes = if info.starts_with("quiz") { MdOptions::empty() } else { BOXES };
                let inside = build(self.shared, &inner, at.line.saturating_add(1), depth, boxes);
                fences::block(self.shared, &info, inside, at)
            }
            Kind::HtmlBlock { at } => {
                let html = raw_text(&frame.inlines);
                self.allow_html(&html, at).then_some(Block::Raw(html))
            }
            Kind::List(start) => Some(Block::List { start, items: frame.items }),
            Kind::Definitions => Some(Block::Definitions(frame.definitions)),
            Kind::Table { align, at } => {
                self.shared.found.extend(look::table(&frame.cells, at.in_file(self.shared.file)));
                Some(Block::Table { align, header: frame.cells, rows: frame.rows })
            }
            _ => None,
        }
    }

    fn heading(&mut self, level: u8, id: Option<String>, at: At, content: Vec<Inline>) -> Block {
        let words = text::of_inlines(&content);
        if vi::is_blank(&words) {
            self.shared.found.push(messages::heading_empty(at.in_file(self.shared.file)));
        }
        let before = std::mem::replace(&mut self.shared.level, level);
        self.shared.found.extend(look::heading(level, before, at.in_file(self.shared.file)));
        let wanted = id.filter(|id| !id.is_empty()).unwrap_or_else(|| vi::slug::slug(&words));
        let id = self.shared.unique_anchor(if wanted.is_empty() { "muc" } else { &wanted });
        Block::Heading { level, id, content }
    }

    fn allow_html(&mut self, html: &str, at: At) -> bool {
        let comment = html.trim_start().starts_with("<!--");
        if self.shared.options.trust_html || comment {
            return !comment;
        }
        self.shared.found.push(messages::raw_html(at.in_file(self.shared.file), html.trim()));
        false
    }

    /// The end of a line of the source, which is meant or is not.
    fn end_line(&mut self, at: usize) {
        let is_paragraph = matches!(self.top().kind, Kind::Paragraph);
        let within = |frame: &Frame| matches!(frame.kind, Kind::Item | Kind::Meaning | Kind::Note(_));
        match lines::line_end(self.text, at) {
            LineEnd::Own if is_paragraph && !self.stack.iter().any(within) => {
                let frame = self.top();
                frame.lines.push(frame.inlines.len());
            }
            LineEnd::Wrapped => self.push(Inline::SoftBreak),
            LineEnd::Own | LineEnd::Verse => self.push(Inline::HardBreak),
        }
    }

    fn push_text(&mut self, text: &str) {
        let frame = self.top();
        let begins_line = frame.lines.last() == Some(&frame.inlines.len());
        if let Some(Inline::Text(last)) = frame.inlines.last_mut().filter(|_| !begins_line) {
            last.push_str(text);
        } else {
            self.push(Inline::Text(text.to_owned()));
        }
    }

    fn push(&mut self, inline: Inline) {
        self.top().inlines.push(inline);
    }

    fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().expect("the root frame stays to the end")
    }

    fn at(&self, byte: usize) -> At {
        let line = self.line_starts.partition_point(|start| *start <= byte).max(1) - 1;
        let column = self.text.get(self.line_starts[line]..byte).map_or(0, |before| before.chars().count());
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        At { line: self.first_line.saturating_add(number(line)), column: number(column).saturating_add(1) }
    }
}

fn raw_text(inlines: &[Inline]) -> String {
    let texts = inlines.iter().map(|inline| match inline {
        Inline::Text(text) => text.as_str(),
        _ => "",
    });
    texts.collect()
}

fn align_of(alignment: Alignment) -> Align {
    match alignment {
        Alignment::None => Align::None,
        Alignment::Left => Align::Left,
        Alignment::Center => Align::Center,
        Alignment::Right => Align::Right,
    }
}
