//! What a poster shows of an article that is no emergency: its most urgent card, then a few things to do.
//!
//! Blocks come in, lines of a poster go out. A card stands with its own line above its signs, a list below
//! its own heading: torn from them they may say the contrary.

use std::cmp::Reverse;

use crate::content::block::{Block, CareLevel, Inline};
use crate::content::text::{of_inlines, shorten};
use crate::pack::compose::is_whole;
use crate::pack::lines::{LONGEST, Line, LineKind, line};
use crate::pack::prose::lead;
use crate::pack::urges;
use crate::pack::wordings::{ends, wordings};

/// More things to do cannot be read in passing; in an emergency nobody passes.
pub(super) const IN_PASSING: usize = 4;

/// The most of one list where several have headings of their own.
const OF_ONE: usize = 3;

/// The most lists with headings of their own.
const LISTS: usize = 2;

/// Finds the items of one sort of list.
pub(super) type Finder = fn(&Block) -> Option<&[Vec<Block>]>;

/// Things to do in the words of a list, below its heading.
struct Group {
    heading: String,
    numbered: bool,
    items: Vec<Vec<String>>,
}

/// The first few things to do. Cards come first, each with its own line above its signs: alone they say the
/// contrary. Lists with different headings stay apart, and only what its author numbered is: things to
/// bring are no steps.
pub(super) fn in_passing(blocks: &[Block], most: usize) -> Vec<Line> {
    let (mut lines, others) = first_card(blocks);
    let carded = lines.iter().any(|line| line.kind == LineKind::Heading);
    let found = [steps, checklist, list].map(|finder: Finder| groups(blocks, finder));
    let n_items = |groups: &[Group]| groups.iter().map(|group| group.items.len()).sum::<usize>();
    let enough = found.iter().find(|groups| n_items(groups) >= 3);
    let best = enough.or_else(|| found.iter().max_by_key(|groups| n_items(groups)));
    let groups = best.filter(|groups| !groups.is_empty()).unwrap_or(&others);
    let apart = groups.len() > 1 || carded;
    let n_groups = if carded { LISTS - 1 } else { LISTS };
    let most = if apart { most.min(OF_ONE) } else { most - lines.len().min(1) };
    for group in groups.iter().take(n_groups) {
        let needed = apart || !group.numbered && !is_bare(&group.heading);
        if needed && !group.heading.is_empty() {
            lines.push(line(LineKind::Heading, shorten(&group.heading, LONGEST)));
        }
        let kind = |n: usize| if group.numbered { LineKind::Step(n) } else { LineKind::Point };
        let items = group.items.iter().take(most).zip(1..);
        lines.extend(items.map(|(wordings, n)| Line { kind: kind(n), wordings: briefer(wordings) }));
    }
    lines
}

/// The most urgent card as lines, and the others with signs as groups.
fn first_card(blocks: &[Block]) -> (Vec<Line>, Vec<Group>) {
    let card = |block: &Block| match block {
        Block::Care { level, heading, body } => {
            let items: Vec<Vec<String>> =
                body.iter().filter_map(list).flatten().filter_map(|item| wordings(item)).collect();
            Some((*level, heading.clone(), items))
        }
        _ => None,
    };
    let mut cards: Vec<(CareLevel, Vec<Inline>, Vec<Vec<String>>)> = blocks.iter().filter_map(card).collect();
    cards.sort_by_key(|(level, ..)| Reverse(*level));
    let mut lines = Vec::new();
    if let Some((level, heading, items)) = cards.first().filter(|(level, ..)| *level != CareLevel::NonUrgent)
    {
        let bid = bidden(heading).filter(|_| *level == CareLevel::Emergency && items.is_empty());
        lines.extend(bid.map(|bid| line(LineKind::First, bid)));
        if !items.is_empty() {
            lines.push(card_line(*level, heading));
            let signs = items.iter().take(OF_ONE);
            lines.extend(signs.map(|sign| Line { kind: LineKind::Point, wordings: briefer(sign) }));
        }
    }
    let rest = cards.into_iter().skip(usize::from(!lines.is_empty()));
    let group = |(level, heading, items): (CareLevel, Vec<Inline>, Vec<Vec<String>>)| Group {
        heading: card_line(level, &heading).wordings.swap_remove(0),
        numbered: false,
        items,
    };
    (lines, rest.map(group).filter(|group| !group.items.is_empty()).collect())
}

/// `Làm ngay: Gọi 115 nếu trẻ`
fn card_line(level: CareLevel, heading: &[Inline]) -> Line {
    line(LineKind::Heading, shorten(&format!("{}: {}", level.lead(), of_inlines(heading)), LONGEST + 40))
}

/// Whether a heading only says that something is to be done.
fn is_bare(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let has = |wanted: &[&str]| lower.split_whitespace().any(|word| wanted.contains(&word));
    has(&["làm", "việc", "bước", "cách"]) && !has(&["không", "đừng", "chớ", "cấm", "tránh"])
}

/// The lists of one sort, each with the heading above it; lists below one heading are one.
fn groups(blocks: &[Block], finder: Finder) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut heading = String::new();
    for (place, block) in blocks.iter().enumerate() {
        if let Block::Heading { content, .. } = block {
            heading = of_inlines(content);
        }
        let Some(items) = finder(block) else { continue };
        // `Không được làm:` says what the list means.
        let lead = place.checked_sub(1).and_then(|above| lead(&blocks[above], Some(block)));
        if let Some(lead) = lead {
            lead.trim_end_matches(':').clone_into(&mut heading);
        }
        let numbered = matches!(block, Block::Steps(_) | Block::List { start: Some(_), .. });
        let items = items.iter().filter_map(|item| wordings(item));
        match groups.last_mut().filter(|last| last.heading == heading && last.numbered == numbered) {
            Some(last) => last.items.extend(items),
            None => groups.push(Group { heading: heading.clone(), numbered, items: items.collect() }),
        }
    }
    groups.retain(|group| !group.items.is_empty());
    groups
}

/// Larger type says more in passing than a second sentence.
fn briefer(wordings: &[String]) -> Vec<String> {
    let is_long = wordings.len() > 1 && !ends(&wordings[0]).is_empty();
    wordings[usize::from(is_long)..].to_vec()
}

/// What an emergency card bids in its heading, if that says it whole.
pub(super) fn bidden(heading: &[Inline]) -> Option<String> {
    let heading = without_pointer(&of_inlines(heading));
    let is_fit = urges(&heading) && is_whole(&heading) && heading.chars().count() <= LONGEST;
    // `Gọi 115` alone stands in the largest letters of the sheet.
    let says_more = heading.split_whitespace().count() > 2;
    (is_fit && says_more).then(|| heading.trim_end_matches('.').to_owned())
}

/// `Gọi 115 và làm theo các bước dưới đây`: a sheet on the wall has no place to point at.
fn without_pointer(heading: &str) -> String {
    const POINTERS: [&str; 4] = ["dưới đây", "sau đây", "ở dưới", "bên dưới"];
    const JOINTS: [&str; 6] = [" và ", " rồi ", ", ", "; ", ": ", ". "];
    let lower = heading.to_lowercase();
    if lower.len() != heading.len() || !POINTERS.iter().any(|pointer| lower.contains(pointer)) {
        return heading.to_owned();
    }
    let pointed = POINTERS.iter().filter_map(|pointer| lower.find(pointer)).min().unwrap_or(0);
    let joint = JOINTS.iter().filter_map(|joint| lower[..pointed].rfind(joint)).max().unwrap_or(0);
    heading[..joint].to_owned()
}

pub(super) fn steps(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::Steps(items) = block { Some(items) } else { None }
}

pub(super) fn checklist(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::Checklist(items) = block { Some(items) } else { None }
}

pub(super) fn list(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::List { items, .. } = block { Some(items) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::samples::{card, item, text};

    #[test]
    fn whom_to_call_at_once_is_known_by_its_heading() {
        let bidden = |heading: &str| bidden(&[text(heading)]);
        assert_eq!(bidden("Gọi 115 và ngắt điện.").as_deref(), Some("Gọi 115 và ngắt điện"));
        assert_eq!(bidden("Gọi 115 nếu trẻ"), None);
        // It points at nothing on a sheet, and what is left is the largest word there.
        assert_eq!(bidden("Gọi 115 và làm theo các bước dưới đây"), None);
        let longer = bidden("Ngắt điện, gọi 115 rồi làm theo các bước sau đây");
        assert_eq!(longer.as_deref(), Some("Ngắt điện, gọi 115"));
    }

    #[test]
    fn lists_of_different_headings_stay_apart_and_points_are_no_steps() {
        let heading =
            |words: &str| Block::Heading { level: 2, id: String::new(), content: vec![text(words)] };
        let list = |start: Option<u64>, words: &[&str]| Block::List {
            start,
            items: words.iter().map(|words| item("", words)).collect(),
        };
        let blocks = [
            heading("Mang theo"),
            list(None, &["Sổ tiêm chủng", "Khăn, bỉm", "Nước uống", "Đồ chơi"]),
            heading("Sau tiêm"),
            list(Some(1), &["Ở lại trạm 30 phút", "Sốt cao thì gọi 115"]),
        ];
        let lines = in_passing(&blocks, IN_PASSING);
        let kinds: Vec<LineKind> = lines.iter().map(|line| line.kind).collect();
        let point = LineKind::Point;
        let (first, second) = (LineKind::Step(1), LineKind::Step(2));
        assert_eq!(kinds, [LineKind::Heading, point, point, point, LineKind::Heading, first, second]);
        assert_eq!(lines[6].wordings, ["Sốt cao thì gọi 115"]);
        let alone: Vec<LineKind> =
            in_passing(&blocks[..2], IN_PASSING).iter().map(|line| line.kind).collect();
        assert_eq!(alone, [LineKind::Heading, point, point, point, point]);
        let bidden = [heading("Việc cần làm"), list(None, &["Rào ao", "Đậy giếng", "Dạy con bơi"])];
        assert!(in_passing(&bidden, IN_PASSING).iter().all(|line| line.kind == point));
    }

    #[test]
    fn a_card_stands_above_its_signs_and_before_the_steps_of_others() {
        let list = |words: &[&str]| Block::List {
            start: None,
            items: words.iter().map(|words| item("", words)).collect(),
        };
        let calm = Block::Care {
            level: CareLevel::NonUrgent,
            heading: vec![text("Hỏi trạm y tế")],
            body: vec![list(&["biếng ăn"])],
        };
        let words = |blocks: &[Block]| -> Vec<String> {
            in_passing(blocks, IN_PASSING).into_iter().map(|mut line| line.wordings.swap_remove(0)).collect()
        };
        let ill = card("Gọi 115 nếu trẻ", vec![list(&["tím tái", "không thở"])]);
        let said =
            ["Làm ngay: Gọi 115 nếu trẻ", "tím tái", "không thở", "Chưa khẩn cấp: Hỏi trạm y tế", "biếng ăn"];
        assert_eq!(words(&[calm, ill]), said);
        let heading =
            Block::Heading { level: 2, id: String::new(), content: vec![text("Nói với người lớn")] };
        let steps = Block::Steps(vec![item("", "Chọn một người"), item("", "Mở lời"), item("", "Kể lại")]);
        let danger = card("Đang nguy hiểm ngay lúc này", vec![list(&["Ra chỗ có người"])]);
        let said = words(&[danger, heading, steps]);
        assert_eq!(
            said[..3],
            ["Làm ngay: Đang nguy hiểm ngay lúc này", "Ra chỗ có người", "Nói với người lớn"]
        );
    }

    #[test]
    fn what_leads_a_list_is_its_heading() {
        let heading =
            Block::Heading { level: 2, id: String::new(), content: vec![text("Có nên rửa không?")] };
        let lead = |words: &str| Block::Paragraph(vec![text(words)]);
        let list = |words: &str| Block::List { start: None, items: vec![item("", words), item("", words)] };
        let blocks =
            [heading, lead("Không được làm:"), list("Khâu kín"), lead("Nên làm:"), list("Đi tiêm ngay")];
        let lines = in_passing(&blocks, IN_PASSING);
        let heads = lines.iter().filter(|line| line.kind == LineKind::Heading);
        let heads: Vec<&str> = heads.map(|line| line.wordings[0].as_str()).collect();
        assert_eq!(heads, ["Không được làm", "Nên làm"]);
    }
}
