//! Small blocks for the tests of this folder.
//!
//! Words come in, inlines and blocks go out.

use crate::content::block::{Block, CareLevel, Inline};

pub(super) fn text(text: &str) -> Inline {
    Inline::Text(text.to_owned())
}

fn strong(words: &str) -> Inline {
    Inline::Strong(vec![text(words)])
}

pub(super) fn item(bold: &str, rest: &str) -> Vec<Block> {
    vec![Block::Paragraph(vec![strong(bold), text(rest)])]
}

pub(super) fn card(heading: &str, body: Vec<Block>) -> Block {
    Block::Care { level: CareLevel::Emergency, heading: vec![text(heading)], body }
}
