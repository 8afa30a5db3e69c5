//! What an article tells people to do, line by line: for a poster.
//!
//! An article's blocks come in. Of an emergency article all its steps go out in their order, below the
//! headings that say for whom they are, with what must never be done; of another whom to call at once,
//! then its steps, or else its checklists, care cards or lists. Every line has several wordings, none
//! longer than stands readable from three metres: the sheet takes the longest for which it has room.

use crate::content::block::{Block, CareLevel, Inline};
use crate::content::front_matter::{Class, Kind};
use crate::content::text::{of_inlines, shorten};
use crate::pack::compose::is_whole;
use crate::pack::facts::facts;
use crate::pack::instead::instead;
use crate::pack::notes::with_notes;
use crate::pack::prose::told;
use crate::pack::script::summary;
use crate::pack::urges;
use crate::pack::wordings::{ends, wordings};
use crate::site::{Article, Hotline, Site};

/// The most characters of an action on a poster.
pub(super) const LONGEST: usize = 100;

/// The most characters of a summary: when and where of a piece of news stand in it.
const SUMMARY: usize = 150;

/// More things to do cannot be read in passing; in an emergency nobody passes.
const IN_PASSING: usize = 4;

/// The most paragraphs of a poster.
const PARAGRAPHS: usize = 3;

/// The most of one list where several have headings of their own.
const OF_ONE: usize = 3;

/// The most lists with headings of their own.
const LISTS: usize = 2;

/// What a line of a poster is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// For whom or when the lines below are.
    Heading,
    /// What it is about, or when and where.
    Fact,
    /// A paragraph that bids something.
    Bid,
    /// What to do before anything else.
    First,
    /// One of several steps, from 1 below every heading.
    Step(usize),
    /// One of several things to do in any order.
    Point,
    /// What must not be done.
    Never,
}

/// A line of a poster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is.
    pub kind: LineKind,
    /// The longest first; there is always one.
    pub wordings: Vec<String>,
}

impl Line {
    /// Whether it tells to call a number for emergencies.
    pub fn calls_for_help(&self) -> bool {
        let text = self.wordings.last().map(|text| text.to_lowercase()).unwrap_or_default();
        let has =
            |wanted: &[&str]| text.split(|c: char| !c.is_alphanumeric()).any(|word| wanted.contains(&word));
        !matches!(self.kind, LineKind::Heading | LineKind::Fact)
            && has(&["gọi", "báo"])
            && has(&["111", "112", "113", "114", "115"])
    }
}

/// Finds the items of one sort of list.
type Finder = fn(&Block) -> Option<&[Vec<Block>]>;

/// The lines of an article's poster.
pub fn lines(article: &Article) -> Vec<Line> {
    let blocks = with_notes(article);
    if article.source.front.emergency {
        let drill = drill(&blocks);
        if drill.iter().any(|line| matches!(line.kind, LineKind::Step(_) | LineKind::Point)) {
            return drill;
        }
    }
    let front = &article.source.front;
    let mut lines: Vec<Line> =
        facts(article).into_iter().map(|fact| line(LineKind::Fact, shorten(&fact, LONGEST))).collect();
    let summary = summary(article).map(|text| shorten(text, SUMMARY));
    lines.extend(summary.filter(|_| !front.emergency).map(|text| line(LineKind::Fact, text)));
    let is_urgent = front.class == Class::Urgent;
    let for_a_day = matches!(article.facts.kind, Kind::News | Kind::Event | Kind::Service);
    let told = if is_urgent || for_a_day { told(article, &blocks) } else { Vec::new() };
    let bidding = told.iter().filter(|told| is_urgent || urges(&told.words));
    let bidding: Vec<Line> =
        bidding.take(PARAGRAPHS).map(|told| line(LineKind::Bid, shorten(&told.words, SUMMARY))).collect();
    if is_urgent {
        lines.extend(bidding.iter().cloned());
    }
    let listed = in_passing(&blocks);
    // Where nothing is listed, what stands in a table or is asked is all there is to say.
    lines.extend(if listed.is_empty() { instead(&blocks) } else { listed });
    if !is_urgent {
        lines.extend(bidding);
    }
    if lines.is_empty() {
        lines.push(line(LineKind::Fact, shorten(article.source.opening(), SUMMARY)));
    }
    lines
}

/// The number to call first in the emergency that an article is about: the one of its first emergency
/// card, or else of its headline. Nothing if that is the site's own, which is on every sheet.
pub fn first_call<'s>(site: &'s Site, article: &Article) -> Option<&'s Hotline> {
    if !article.source.front.emergency {
        return None;
    }
    let blocks = article.source.body.unpack().blocks;
    let card = blocks.iter().find_map(emergency);
    let texts = card.into_iter().flat_map(|(heading, body)| {
        std::iter::once(of_inlines(heading)).chain(body.iter().flat_map(words_of))
    });
    let title = article.source.front.title.value.clone();
    let called = texts.chain(std::iter::once(title)).find_map(|text| named(&site.hotlines, &text));
    called.filter(|hotline| hotline.number != site.hotlines[0].number)
}

/// The first hotline whose number a text names.
fn named<'h>(hotlines: &'h [Hotline], text: &str) -> Option<&'h Hotline> {
    let numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let mut found = numbers.filter_map(|number| hotlines.iter().find(|hotline| hotline.number == number));
    found.next()
}

fn words_of(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(content) => vec![of_inlines(content)],
        Block::List { items, .. } => items.iter().flatten().flat_map(words_of).collect(),
        _ => Vec::new(),
    }
}

pub(super) fn line(kind: LineKind, text: String) -> Line {
    Line { kind, wordings: vec![text] }
}

/// All that an emergency article tells to do, in its order; what never to do comes last.
fn drill(blocks: &[Block]) -> Vec<Line> {
    let finder = if blocks.iter().any(|block| steps(block).is_some()) { steps } else { checklist };
    let mut lines = Vec::new();
    let mut heading = None;
    for block in blocks {
        let before = lines.len();
        if let Block::Heading { content, .. } = block {
            heading = Some(of_inlines(content));
        } else if let Some((content, _)) = emergency(block) {
            lines.extend(bidden(content).map(|text| line(LineKind::First, text)));
        } else if let Some(items) = finder(block) {
            let numbered = matches!(block, Block::Steps(_));
            let found = items.iter().filter_map(|item| wordings(item)).zip(1..);
            lines.extend(found.map(|(wordings, n)| Line {
                kind: if numbered { LineKind::Step(n) } else { LineKind::Point },
                wordings,
            }));
        }
        if lines.len() > before
            && let Some(heading) = heading.take()
        {
            lines.insert(before, line(LineKind::Heading, shorten(&heading, LONGEST)));
        }
    }
    lines.extend(never(blocks).map(|text| line(LineKind::Never, text)));
    lines
}

/// An emergency card's heading and body.
fn emergency(block: &Block) -> Option<(&[Inline], &[Block])> {
    match block {
        Block::Care { level: CareLevel::Emergency, heading, body } => Some((heading, body)),
        _ => None,
    }
}

/// What the first emergency card forbids in bold.
fn never(blocks: &[Block]) -> Option<String> {
    let (_, body) = blocks.iter().find_map(emergency)?;
    let items = body.iter().filter_map(list).flatten().flatten();
    let said = items.chain(body).filter_map(|block| match block {
        Block::Paragraph(content) => content.first(),
        _ => None,
    });
    let mut bold = said.filter_map(|inline| match inline {
        Inline::Strong(inner) => Some(of_inlines(inner)),
        _ => None,
    });
    bold.find(|text| {
        let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
        ["không", "đừng", "chớ", "cấm"].contains(&first.as_str()) && text.chars().count() <= LONGEST
    })
}

/// Things to do in the words of a list, below its heading.
struct Group {
    heading: String,
    numbered: bool,
    items: Vec<Vec<String>>,
}

/// The first few things to do. Lists with different headings stay apart, and only what its author numbered
/// is: things to bring are no steps.
fn in_passing(blocks: &[Block]) -> Vec<Line> {
    let finders: [Finder; 4] = [steps, checklist, care, list];
    let found = finders.map(|finder| groups(blocks, finder));
    let n_items = |groups: &[Group]| groups.iter().map(|group| group.items.len()).sum::<usize>();
    let enough = found.iter().find(|groups| n_items(groups) >= 3);
    let Some(groups) = enough.or_else(|| found.iter().max_by_key(|groups| n_items(groups))) else {
        return Vec::new();
    };
    let first = blocks.iter().find_map(emergency).and_then(|(heading, _)| bidden(heading));
    let mut lines: Vec<Line> = first.into_iter().map(|text| line(LineKind::First, text)).collect();
    let apart = groups.len() > 1;
    let (n_groups, most) = if apart { (LISTS, OF_ONE) } else { (1, IN_PASSING - lines.len()) };
    for group in groups.iter().take(n_groups) {
        let needed = apart || !group.numbered && !group.heading.is_empty() && !is_bare(&group.heading);
        if needed && !group.heading.is_empty() {
            lines.push(line(LineKind::Heading, shorten(&group.heading, LONGEST)));
        }
        let kind = |n: usize| if group.numbered { LineKind::Step(n) } else { LineKind::Point };
        let items = group.items.iter().take(most).zip(1..);
        lines.extend(items.map(|(wordings, n)| Line { kind: kind(n), wordings: briefer(wordings) }));
    }
    lines
}

/// Whether a heading only says that something is to be done.
fn is_bare(heading: &str) -> bool {
    let is_word = |word: &str| matches!(word, "làm" | "việc" | "bước" | "cách");
    heading.to_lowercase().split_whitespace().any(is_word)
}

/// The lists of one sort, each with the heading above it; lists below one heading are one.
fn groups(blocks: &[Block], finder: Finder) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut heading = String::new();
    for block in blocks {
        if let Block::Heading { content, .. } = block {
            heading = of_inlines(content);
        }
        let Some(items) = finder(block) else { continue };
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
fn bidden(heading: &[Inline]) -> Option<String> {
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

fn steps(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::Steps(items) = block { Some(items) } else { None }
}

fn checklist(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::Checklist(items) = block { Some(items) } else { None }
}

/// The list within a care card.
fn care(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::Care { body, .. } = block { body.iter().find_map(list) } else { None }
}

fn list(block: &Block) -> Option<&[Vec<Block>]> {
    if let Block::List { items, .. } = block { Some(items) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn strong(words: &str) -> Inline {
        Inline::Strong(vec![text(words)])
    }

    fn item(bold: &str, rest: &str) -> Vec<Block> {
        vec![Block::Paragraph(vec![strong(bold), text(rest)])]
    }

    fn card(heading: &str, body: Vec<Block>) -> Block {
        Block::Care { level: CareLevel::Emergency, heading: vec![text(heading)], body }
    }

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
    fn a_drill_has_all_steps_below_their_headings_and_what_never_to_do() {
        let heading =
            |words: &str| Block::Heading { level: 2, id: String::new(), content: vec![text(words)] };
        let steps = |n: usize| Block::Steps((0..n).map(|i| item(&format!("Làm việc số {i}."), "")).collect());
        let never =
            Block::List { start: None, items: vec![item("Không móc họng.", " Vật vào sâu thêm.")] };
        let blocks = [
            card("Gọi 115 nếu trẻ", vec![never]),
            heading("Trẻ dưới 1 tuổi"),
            steps(5),
            heading("Lời bàn"),
            heading("Trẻ từ 1 tuổi"),
            steps(4),
        ];
        let lines = drill(&blocks);
        let headings: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].kind == LineKind::Heading).collect();
        assert_eq!(headings, [0, 6]);
        assert_eq!(lines[6].wordings, ["Trẻ từ 1 tuổi"]);
        assert_eq!(lines[7].kind, LineKind::Step(1));
        assert_eq!(lines.len(), 12);
        let last = lines.last().expect("it has lines");
        assert_eq!((last.kind, last.wordings[0].as_str()), (LineKind::Never, "Không móc họng."));
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
        let lines = in_passing(&blocks);
        let kinds: Vec<LineKind> = lines.iter().map(|line| line.kind).collect();
        let point = LineKind::Point;
        let (first, second) = (LineKind::Step(1), LineKind::Step(2));
        assert_eq!(kinds, [LineKind::Heading, point, point, point, LineKind::Heading, first, second]);
        assert_eq!(lines[6].wordings, ["Sốt cao thì gọi 115"]);
        let alone: Vec<LineKind> = in_passing(&blocks[..2]).iter().map(|line| line.kind).collect();
        assert_eq!(alone, [LineKind::Heading, point, point, point, point]);
        let bidden = [heading("Việc cần làm"), list(None, &["Rào ao", "Đậy giếng", "Dạy con bơi"])];
        assert!(in_passing(&bidden).iter().all(|line| line.kind == point));
    }

    #[test]
    fn the_first_number_that_is_a_hotline_is_called() {
        let hotlines = crate::site::hotlines::built_in();
        let number = |text: &str| named(&hotlines, text).map(|hotline| hotline.number.as_str());
        assert_eq!(number("Ép tim 30 lần, gọi 115 rồi 111"), Some("115"));
        assert_eq!(number("Cách 1115 mét"), None);
    }
}
