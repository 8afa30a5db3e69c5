//! From the raw text of an article's file to everything in it that could expose a child.
//!
//! A file name and the file's text come in; an [`Article`] with passages, pictures and consent
//! records comes out. The file is read as written, not as rendered: front matter values and
//! comments, HTML with its attributes and comments, code, link targets, file names, and whatever
//! the Markdown parser drops (unused reference definitions) all become passages. Judges nothing.

use jiff::civil::Date;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::addresses::{addresses_in_text, decode_percent, is_page, is_picture};
use super::buffer::{Buffer, LineStarts, to_u32};
use super::front_matter;
use super::html;
use super::records;
use super::{Article, Passage, Picture, Where};

/// Reads a Markdown file with TOML front matter into an [`Article`].
pub fn article_from_source(file_name: &str, text: &str, as_of: Date) -> Article {
    let lines = LineStarts::new(text);
    let mut article = Article { as_of, ..Article::empty(as_of) };
    article.passages.push(Passage::at_start(Where::FileName, file_name));
    let (body, attached) = front_matter::read(text, &lines, &mut article);
    let mut walk = Walk::new(text, body, &lines, article);
    walk.behind = attached;
    walk.body();
    walk.number_linked();
    walk.uncovered();
    let mut article = walk.article;
    article.passages = records::told_apart(article.passages, walk.tables);
    addresses_in_text(&mut article.passages);
    article.passages = article.passages.into_iter().flat_map(Passage::in_pieces).collect();
    article
}

struct Walk<'a> {
    text: &'a str,
    /// Where the Markdown begins.
    from: usize,
    lines: &'a LineStarts<'a>,
    article: Article,
    buffer: Buffer,
    alt: Option<Buffer>,
    place: Where,
    section: u32,
    tables: u32,
    covered: Vec<(usize, usize)>,
    /// Pictures of the paragraph being read.
    pictures_here: usize,
    /// Only emphasised text so far in this paragraph.
    emphasis: Emphasis,
    /// Where in the buffer the words in italics began.
    italic_from: usize,
    /// The text of the link to a picture that is being read.
    linked: Option<Buffer>,
    /// Pictures that are linked or attached; they count after those in the text.
    behind: Vec<(Picture, Buffer)>,
    /// The last block held a picture and no caption yet.
    awaits_caption: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Emphasis {
    None,
    Inside,
    Whole,
}

impl<'a> Walk<'a> {
    fn new(text: &'a str, from: usize, lines: &'a LineStarts<'a>, article: Article) -> Self {
        Walk {
            text,
            from,
            lines,
            article,
            buffer: Buffer::default(),
            alt: None,
            place: Where::Paragraph,
            section: 1,
            tables: 0,
            covered: Vec::new(),
            pictures_here: 0,
            emphasis: Emphasis::None,
            italic_from: 0,
            linked: None,
            behind: Vec::new(),
            awaits_caption: false,
        }
    }

    fn body(&mut self) {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TASKLISTS;
        let source = &self.text[self.from..];
        let mut depth = 0usize;
        let mut html = Buffer::default();
        for (event, range) in Parser::new_ext(source, options).into_offset_iter() {
            let offset = self.from + range.start;
            match event {
                Event::Start(tag) => {
                    if depth == 0 {
                        self.covered.push((offset, self.from + range.end));
                    }
                    depth += 1;
                    self.start(tag, offset);
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    if tag == TagEnd::HtmlBlock {
                        self.html(&std::mem::take(&mut html));
                    }
                    self.end(tag);
                }
                Event::Html(part) => html.push(&part, offset),
                Event::InlineHtml(part) => self.inline_html(&part, offset),
                Event::Code(part) => self.inline(&part, offset + 1),
                Event::Text(part) | Event::InlineMath(part) | Event::DisplayMath(part) => {
                    self.inline(&part, offset);
                }
                Event::SoftBreak => self.inline("\n", offset),
                Event::HardBreak => self.inline(",\n", offset),
                Event::FootnoteReference(name) => self.add(Where::LinkTarget, &name, offset),
                Event::Rule => self.covered.push((offset, self.from + range.end)),
                Event::TaskListMarker(_) => {}
            }
        }
        self.flush();
    }

    fn start(&mut self, tag: Tag<'_>, offset: usize) {
        if tag == Tag::Emphasis {
            self.italic_from = self.buffer.text.len();
        }
        match tag {
            Tag::Paragraph => self.pictures_here = 0,
            Tag::Heading { .. } => {
                self.flush();
                self.section += 1;
                self.place = Where::Heading;
            }
            Tag::CodeBlock(kind) => {
                self.flush();
                // What begins with a tab or blanks is published as a paragraph.
                if let CodeBlockKind::Fenced(info) = kind {
                    self.place = Where::Code;
                    self.add(Where::Code, &info, offset);
                }
            }
            Tag::Item => {
                self.flush();
                self.place = Where::ListItem;
            }
            Tag::List(_) | Tag::BlockQuote(_) => self.flush(),
            Tag::FootnoteDefinition(name) => {
                self.flush();
                self.add(Where::LinkTarget, &name, offset);
            }
            Tag::Table(_) => {
                self.flush();
                self.tables += 1;
            }
            Tag::TableHead => self.place = Where::TableRow { header: true, table: self.tables },
            Tag::TableRow => self.place = Where::TableRow { header: false, table: self.tables },
            Tag::Emphasis | Tag::Strong if self.buffer.is_blank() => self.emphasis = Emphasis::Inside,
            Tag::Link { dest_url, title, .. } => {
                if is_picture(&dest_url) {
                    self.linked = Some(Buffer::default());
                    self.behind.push((self.picture_behind(&dest_url, &title, offset), Buffer::default()));
                }
                self.address(&dest_url, &title, offset);
            }
            Tag::Image { dest_url, title, .. } => self.picture(&dest_url, &title, offset),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        if tag == TagEnd::Emphasis && self.alt.is_none() {
            self.buffer.quote_title(self.italic_from.min(self.buffer.text.len()));
        }
        match tag {
            TagEnd::Paragraph => self.end_paragraph(),
            TagEnd::TableCell => {
                if let Some(last) = self.buffer.spots.last().map(|(_, offset)| *offset) {
                    self.buffer.push(" | ", last);
                } else {
                    self.buffer.push(" | ", self.from);
                }
            }
            TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::Item
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition => {
                self.flush();
                self.place = Where::Paragraph;
            }
            TagEnd::Emphasis | TagEnd::Strong if self.emphasis == Emphasis::Inside => {
                self.emphasis = Emphasis::Whole;
            }
            TagEnd::Image => self.end_picture(),
            TagEnd::Link => {
                if let (Some(text), Some(last)) = (self.linked.take(), self.behind.last_mut()) {
                    last.1 = text;
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let follows_picture = self.awaits_caption && self.emphasis == Emphasis::Whole;
        if self.pictures_here > 0 || follows_picture {
            if !self.buffer.is_blank() {
                let count = self.article.pictures.len();
                let first = count.saturating_sub(self.pictures_here.max(1));
                for picture in &mut self.article.pictures[first..] {
                    picture.caption.clone_from(&self.buffer.text);
                }
                self.place = Where::Caption;
            }
            self.awaits_caption = self.pictures_here > 0 && self.buffer.is_blank();
        } else if !self.buffer.is_blank() {
            self.awaits_caption = false;
        }
        self.flush();
        self.pictures_here = 0;
        if self.place == Where::Caption {
            self.place = Where::Paragraph;
        }
    }

    fn inline(&mut self, part: &str, offset: usize) {
        if let Some(alt) = &mut self.alt {
            alt.push(part, offset);
        } else {
            if self.emphasis == Emphasis::Whole && !part.trim().is_empty() {
                self.emphasis = Emphasis::None;
            }
            self.buffer.push(part, offset);
            if let Some(linked) = &mut self.linked {
                linked.push(part, offset);
            }
        }
    }

    fn picture_behind(&self, target: &str, title: &str, offset: usize) -> Picture {
        Picture {
            index: 0,
            line: self.lines.spot(0, offset).line,
            alt: String::new(),
            title: title.to_owned(),
            target: target.to_owned(),
            caption: String::new(),
        }
    }

    /// What is linked is published as well: it counts after the pictures of the text.
    fn number_linked(&mut self) {
        for (mut picture, mut text) in std::mem::take(&mut self.behind) {
            picture.index = to_u32(self.article.pictures.len() + 1);
            picture.alt.clone_from(&text.text);
            let place = Where::Alt { picture: picture.index };
            self.article.passages.extend(text.take(place, self.section, self.lines));
            self.article.pictures.push(picture);
        }
    }

    fn picture(&mut self, target: &str, title: &str, offset: usize) {
        let spot = self.lines.spot(0, offset);
        let index = to_u32(self.article.pictures.len() + 1);
        self.article.pictures.push(Picture {
            index,
            line: spot.line,
            alt: String::new(),
            title: title.to_owned(),
            target: target.to_owned(),
            caption: String::new(),
        });
        self.pictures_here += 1;
        self.alt = Some(Buffer::default());
        self.address(target, title, offset);
    }

    fn end_picture(&mut self) {
        let Some(mut alt) = self.alt.take() else { return };
        if let Some(picture) = self.article.pictures.last_mut() {
            picture.alt.clone_from(&alt.text);
        }
        let place = Where::Alt { picture: to_u32(self.article.pictures.len()) };
        self.article.passages.extend(alt.take(place, self.section, self.lines));
    }

    fn address(&mut self, target: &str, title: &str, offset: usize) {
        // A page of the site is examined in its own file; its name here says nothing more.
        if is_page(target) {
            self.add(Where::LinkTitle, title, offset);
            return;
        }
        self.add(Where::LinkTarget, &decode_percent(target), offset);
        self.add(Where::LinkTitle, title, offset);
    }

    fn inline_html(&mut self, part: &str, offset: usize) {
        let name = part.trim_start_matches(['<', '/']).to_ascii_lowercase();
        if name.starts_with("br") || name.starts_with("td") || name.starts_with("li") {
            self.inline(",\n", offset);
        }
        let mut html = Buffer::default();
        html.push(part, offset);
        self.html(&html);
    }

    fn html(&mut self, html: &Buffer) {
        let file_offset = |at: usize| {
            let n = html.spots.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            html.spots.get(n).map_or(0, |(start, offset)| offset + (at - start))
        };
        let at = html::Place { section: self.section, lines: self.lines, file_offset: &file_offset };
        let before = self.article.pictures.len();
        html::scan(&html.text, &at, &mut self.tables, &mut self.article);
        if self.article.pictures.len() > before {
            self.pictures_here += self.article.pictures.len() - before;
            self.awaits_caption = true;
        }
    }

    fn add(&mut self, place: Where, text: &str, offset: usize) {
        let mut buffer = Buffer::default();
        buffer.push(text, offset);
        self.article.passages.extend(buffer.take(place, self.section, self.lines));
    }

    fn flush(&mut self) {
        self.article.passages.extend(self.buffer.take(self.place, self.section, self.lines));
        self.emphasis = Emphasis::None;
    }

    /// Lines that belong to no block: reference definitions that nothing uses.
    fn uncovered(&mut self) {
        let mut at = self.from;
        let covered = std::mem::take(&mut self.covered);
        for (start, end) in covered.into_iter().chain([(self.text.len(), self.text.len())]) {
            if start > at {
                self.add(Where::Html, &self.text[at..start], at);
            }
            at = at.max(end);
        }
    }
}
