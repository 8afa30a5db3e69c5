//! What an article tells people to do, line by line: for a poster.
//!
//! An article's blocks come in. Of an emergency article all its steps go out in their order, below the
//! headings that say for whom they are, with what must never be done; of another whom to call at once,
//! then its steps, or else its checklists, care cards or lists. Every line has several wordings, none
//! longer than stands readable from three metres: the sheet takes the longest for which it has room.

use crate::content::block::{Block, CareLevel, Inline};
use crate::content::front_matter::{Class, Kind};
use crate::content::text::{of_inlines, shorten};
use crate::pack::facts::facts;
use crate::pack::instead::instead;
use crate::pack::lines::{LONGEST, Line, LineKind, line};
use crate::pack::notes::with_notes;
use crate::pack::passing::{IN_PASSING, bidden, checklist, in_passing, list, steps};
use crate::pack::prose::{lead, told};
use crate::pack::script::summary;
use crate::pack::urges;
use crate::pack::wordings::wordings;
use crate::site::{Article, Hotline, Site};
use crate::vi::fold;

/// The most characters of a summary: when and where of a piece of news stand in it.
const SUMMARY: usize = 150;

/// The most paragraphs of a poster.
const PARAGRAPHS: usize = 3;

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
    let named = if lines.is_empty() { named_facts(&blocks) } else { Vec::new() };
    lines.extend(named.iter().map(|fact| line(LineKind::Fact, shorten(fact, LONGEST))));
    let summary = summary(article).map(|text| shorten(text, SUMMARY));
    lines.extend(summary.filter(|_| !front.emergency).map(|text| line(LineKind::Fact, text)));
    let is_urgent = front.class == Class::Urgent;
    let for_a_day = matches!(article.facts.kind, Kind::News | Kind::Event | Kind::Service);
    let told = if is_urgent || for_a_day { told(article, &blocks) } else { Vec::new() };
    let bidding = told.iter().filter(|told| !named.contains(&told.words));
    let bidding = bidding.filter(|told| is_urgent || urges(&told.words));
    let bidding: Vec<Line> =
        bidding.take(PARAGRAPHS).map(|told| line(LineKind::Bid, shorten(&told.words, SUMMARY))).collect();
    if is_urgent {
        lines.extend(bidding.iter().cloned());
    }
    let listed = in_passing(&blocks, if is_urgent { 2 * IN_PASSING } else { IN_PASSING });
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

/// The most lines of a notice that say when, where and whom to call.
const NAMED: usize = 4;

/// `Thời gian: 7h30 thứ bảy`, `Địa điểm: nhà văn hóa`: an invitation without them helps nobody.
fn named_facts(blocks: &[Block]) -> Vec<String> {
    const LABELS: [&str; 13] = [
        "thoi gian",
        "dia diem",
        "khi nao",
        "o dau",
        "luc",
        "ngay",
        "han",
        "han nop",
        "han cuoi",
        "lien he",
        "lh",
        "dia chi",
        "gio",
    ];
    let is_named = |words: &String| {
        let label = words.split_once(':').map(|(label, rest)| (fold::fold(label), rest.trim()));
        label.is_some_and(|(label, rest)| {
            let label = label.trim_matches(|c: char| !c.is_alphanumeric());
            !rest.is_empty() && LABELS.contains(&label)
        })
    };
    let lines = blocks.iter().flat_map(|block| match block {
        Block::Paragraph(content) => {
            let lines = content.split(|inline| matches!(inline, Inline::HardBreak));
            lines.map(of_inlines).collect::<Vec<_>>()
        }
        _ => Vec::new(),
    });
    lines.filter(is_named).take(NAMED).collect()
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

/// All that an emergency article tells to do, in its order; what never to do comes last.
fn drill(blocks: &[Block]) -> Vec<Line> {
    let finder = if blocks.iter().any(|block| steps(block).is_some()) { steps } else { checklist };
    let mut lines = Vec::new();
    let mut heading = None;
    for (place, block) in blocks.iter().enumerate() {
        let before = lines.len();
        if let Block::Heading { content, .. } = block {
            heading = Some(of_inlines(content));
        } else if let Some((content, _)) = emergency(block) {
            lines.extend(bidden(content).map(|text| line(LineKind::First, text)));
        } else if let Some(items) = finder(block) {
            let above = place.checked_sub(1).and_then(|above| lead(&blocks[above], Some(block)));
            heading = above.map(|lead| lead.trim_end_matches(':').to_owned()).or(heading);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::samples::{card, item, text};

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
    fn an_invitation_says_when_and_where() {
        let says = |words: &[&str]| {
            let words: Vec<Vec<Inline>> = words.iter().map(|words| vec![text(words)]).collect();
            Block::Paragraph(words.join(&Inline::HardBreak))
        };
        let blocks = [
            says(&["Kính gửi: phụ huynh"]),
            says(&["🕖 Thời gian: 7h30 thứ bảy", "📍 Địa điểm: hội trường"]),
            says(&["Nội dung:"]),
            says(&["Liên hệ: 0912 345 678"]),
        ];
        let named = named_facts(&blocks);
        assert_eq!(named, ["🕖 Thời gian: 7h30 thứ bảy", "📍 Địa điểm: hội trường", "Liên hệ: 0912 345 678"]);
    }

    #[test]
    fn the_first_number_that_is_a_hotline_is_called() {
        let hotlines = crate::site::hotlines::built_in();
        let number = |text: &str| named(&hotlines, text).map(|hotline| hotline.number.as_str());
        assert_eq!(number("Ép tim 30 lần, gọi 115 rồi 111"), Some("115"));
        assert_eq!(number("Cách 1115 mét"), None);
    }
}
