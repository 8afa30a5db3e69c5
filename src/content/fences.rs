//! Named fences become typed blocks: care card, steps, checklist, quiz, chart.
//!
//! The name and the blocks inside come in, a block comes out whose shape is checked: a card has a
//! heading, steps are numbered, a checklist has items, a question has answers, a chart has numbers. An
//! unknown name is a mistake, never code.

use crate::content::block::{Block, CareLevel};
use crate::content::parsed::Shared;
use crate::content::{chart, quiz};
use crate::diag::{At, messages};
use crate::fields::nearest;

const NAMES: [&str; 5] = ["care", "steps", "checklist", "quiz", "chart"];

/// The block of a fence, or a finding that says what its inside should look like.
pub(crate) fn block(shared: &mut Shared<'_>, info: &str, inside: Vec<Block>, at: At) -> Option<Block> {
    let (name, rest) = info.split_once(char::is_whitespace).unwrap_or((info, ""));
    match name {
        "care" => care(shared, rest.trim(), inside, at),
        "steps" => match items(inside, true) {
            Some(items) => Some(Block::Steps(items)),
            None => refuse(shared, at, name, "1. …", "một danh sách đánh số", "one numbered list"),
        },
        "checklist" => match items(inside, false) {
            Some(items) => Some(Block::Checklist(items)),
            None => refuse(shared, at, name, "- …", "một danh sách gạch đầu dòng", "one bulleted list"),
        },
        "quiz" => match quiz::quiz(inside, shared.next_quiz()) {
            Ok(quiz) => {
                shared.count_quiz(&quiz);
                Some(Block::Quiz(quiz))
            }
            Err((vi, en)) => refuse(shared, at, name, quiz::EXAMPLE, vi, en),
        },
        "chart" => match chart::chart(inside) {
            Ok(chart) => Some(Block::Chart(chart)),
            Err((vi, en)) => refuse(shared, at, name, chart::EXAMPLE, vi, en),
        },
        _ => {
            let spot = at.in_file(shared.file);
            shared.found.push(messages::fence_unknown(spot, name, &NAMES, nearest(name, &NAMES)));
            None
        }
    }
}

fn care(shared: &mut Shared<'_>, level: &str, mut inside: Vec<Block>, at: At) -> Option<Block> {
    let Some(level) = CareLevel::from_name(level) else {
        shared.found.push(messages::care_level(at.in_file(shared.file), level));
        return None;
    };
    let first = (!inside.is_empty()).then(|| inside.remove(0));
    let Some(Block::Paragraph(heading) | Block::Heading { content: heading, .. }) = first else {
        let (vi, en) = ("một dòng đầu làm tiêu đề", "a first line as heading");
        return refuse(shared, at, "care", "Gọi 115 nếu trẻ:", vi, en);
    };
    Some(Block::Care { level, heading, body: inside })
}

fn items(mut inside: Vec<Block>, numbered: bool) -> Option<Vec<Vec<Block>>> {
    match (inside.pop(), inside.is_empty()) {
        (Some(Block::List { start, items }), true) if start.is_some() == numbered => Some(items),
        _ => None,
    }
}

fn refuse(shared: &mut Shared<'_>, at: At, name: &str, example: &str, vi: &str, en: &str) -> Option<Block> {
    shared.found.push(messages::fence_shape(at.in_file(shared.file), name, example, (vi, en)));
    None
}
