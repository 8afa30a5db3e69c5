//! An element of a text that is being read: what it is, and what it holds so far.
//!
//! Inlines and blocks come in as they are met, the blocks of the element go out at its end. Whatever closes
//! an element and what becomes of it is decided by `markdown`.

use crate::content::block::{Align, Block, Definition, Inline};
use crate::content::lines;
use crate::diag::At;

/// An element whose end has not come yet.
pub(super) struct Frame {
    pub(super) kind: Kind,
    pub(super) blocks: Vec<Block>,
    pub(super) inlines: Vec<Inline>,
    pub(super) items: Vec<Vec<Block>>,
    pub(super) cells: Vec<Vec<Inline>>,
    pub(super) rows: Vec<Vec<Vec<Inline>>>,
    pub(super) definitions: Vec<Definition>,
    /// Where the lines of a paragraph begin that are lines of their own.
    pub(super) lines: Vec<usize>,
}

pub(super) enum Kind {
    Root,
    Paragraph,
    Heading { level: u8, id: Option<String>, at: At },
    Quote,
    Fence { info: String, at: At },
    Indented { at: At },
    HtmlBlock { at: At },
    List(Option<u64>),
    Item,
    Note(String),
    Definitions,
    Term,
    Meaning,
    Table { align: Vec<Align>, at: At },
    Head,
    Row,
    Cell,
    Emphasis,
    Strong,
    Strike,
    Link { target: String, at: At },
    Image { target: String, caption: String, at: At },
}

impl Frame {
    pub(super) fn new(kind: Kind) -> Frame {
        Frame {
            kind,
            blocks: Vec::new(),
            inlines: Vec::new(),
            items: Vec::new(),
            cells: Vec::new(),
            rows: Vec::new(),
            definitions: Vec::new(),
            lines: Vec::new(),
        }
    }

    /// Words that stand in a container without a paragraph (tight lists) become one.
    pub(super) fn flush(&mut self) {
        if !self.inlines.is_empty() {
            let inlines = std::mem::take(&mut self.inlines);
            self.blocks.push(lines::paragraph(inlines));
        }
    }

    pub(super) fn into_blocks(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }
}
