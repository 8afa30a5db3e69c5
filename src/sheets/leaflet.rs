//! Leaflets: an article on one sheet of A4, at most two pages, to hand out and to keep.
//!
//! The whole text in type of 11 points and more, the hotline, the locality's own numbers, a QR code
//! that leads to the article. What has no room on two pages is left out whole, and the sheet says so.

use serde::Serialize;
use tera::Value;

use crate::content::block::{Block, Inline, Quiz};
use crate::content::text::of_inlines;
use crate::diag::Diagnostic;
use crate::draw::flow::{Column, Flowed, Piece, Style, flow};
use crate::draw::font::{self, Weight};
use crate::draw::render::About;
use crate::pack;
use crate::sheets::{Call, Press, call, drawn};
use crate::site::{LocalityId, PageId, Site};

/// What a leaflet shows.
#[derive(Debug, Serialize)]
pub struct LeafletView {
    pub(super) title: String,
    pub(super) topic: String,
    /// The locality whose numbers stand on it; empty on a leaflet for everybody.
    pub(super) locality: String,
    /// Whom to call first.
    pub(super) call: Option<Call>,
    /// Names and numbers.
    pub(super) contacts: Vec<(String, String)>,
    /// The full address behind the code.
    pub(super) url: String,
    /// `01/10/2026`; empty if the article has no review.
    pub(super) reviewed: String,
    pub(super) pieces: Vec<Piece>,
    pub(super) written_title: String,
    pub(super) subject: String,
    pub(super) language: String,
}

/// One page as its template sees it.
#[derive(Debug, Serialize)]
struct PageView<'v> {
    number: usize,
    of: usize,
    is_last: bool,
    /// Something was left out.
    cut: bool,
    flowed: &'v Flowed,
    leaflet: &'v LeafletView,
}

const TEMPLATE: &str = "leaflet/a4.svg";

/// The most contacts of a locality.
const CONTACTS: usize = 2;

/// Where the text stands, in points: its width, from where and to where on a first, a following and a
/// last page. The template draws what is around it.
const WIDTH: f32 = 515.0;
const FIRST_TOP: f32 = 172.0;
const TOP: f32 = 60.0;
const BOTTOM: f32 = 800.0;
const LAST_BOTTOM: f32 = 672.0;

/// The leaflet of an article, for everybody or with the numbers of a locality.
pub fn leaflet(site: &Site, page: PageId, locality: Option<LocalityId>) -> LeafletView {
    let article = site.article(page);
    let front = &article.source.front;
    let topic = article.facts.topics.first().and_then(|topic| site.config.topic(topic));
    let topic = topic.map_or("", |topic| topic.name.as_str());
    let reviewed = front.review.as_ref().map(|review| review.reviewed.value.strftime("%d/%m/%Y").to_string());
    let mut pieces = Vec::new();
    if let Some(summary) = pack::summary(article) {
        push(&mut pieces, Style::Text, "", summary);
    }
    for fact in pack::facts(article) {
        push(&mut pieces, Style::Item, "•", &fact);
    }
    for block in &pack::with_notes(article) {
        push_block(&mut pieces, block);
    }
    LeafletView {
        title: drawn(&front.title.value, topic),
        topic: drawn(topic, ""),
        locality: locality.map_or_else(String::new, |id| drawn(&site.locality(id).name, "")),
        call: call(site, article),
        contacts: locality.map_or_else(Vec::new, |id| contacts(site, id)),
        url: site.config.absolute(article.address.as_str()),
        reviewed: reviewed.unwrap_or_default(),
        pieces,
        written_title: front.title.value.clone(),
        subject: article.source.opening().to_owned(),
        language: site.config.language.clone(),
    }
}

impl Press {
    /// A leaflet as PDF.
    pub fn leaflet(&self, view: &LeafletView) -> Result<Vec<u8>, Box<Diagnostic>> {
        let pages = self.leaflet_pages(view)?;
        let about = About { title: &view.written_title, subject: &view.subject, language: &view.language };
        self.pdf(TEMPLATE, &pages, about)
    }

    /// Its pages as drawings.
    pub(super) fn leaflet_pages(&self, view: &LeafletView) -> Result<Vec<String>, Box<Diagnostic>> {
        let column = Column {
            width: WIDTH,
            pages: vec![vec![LAST_BOTTOM - FIRST_TOP], vec![BOTTOM - FIRST_TOP, LAST_BOTTOM - TOP]],
            roomy: 17.0,
            largest: 13.5,
            smallest: 11.0,
        };
        let weight = |bold| if bold { Weight::Bold } else { Weight::Regular };
        let flowed = flow(&view.pieces, &column, &|text, bold| font::width(text, weight(bold)));
        let of = flowed.pages.len();
        let page = |number: usize| {
            let page = PageView {
                number,
                of,
                is_last: number == of,
                cut: flowed.cut,
                flowed: &flowed,
                leaflet: view,
            };
            self.svg(TEMPLATE, "page", Value::from_serializable(&page))
        };
        (1..=of).map(page).collect()
    }
}

fn contacts(site: &Site, id: LocalityId) -> Vec<(String, String)> {
    let own = site.locality(id).contacts.iter().filter(|place| place.inherited_from.is_none());
    let numbered = own.filter_map(|place| {
        Some((drawn(&place.contact.label, ""), drawn(place.contact.phone.as_ref()?, "")))
    });
    numbered.take(CONTACTS).collect()
}

/// A text that the font cannot show whole is left out.
fn push(pieces: &mut Vec<Piece>, style: Style, mark: &str, text: &str) {
    let text = drawn(text, "");
    if !text.is_empty() {
        pieces.push(Piece { style, mark: mark.to_owned(), level: 0, text, barred: false });
    }
}

fn push_block(pieces: &mut Vec<Piece>, block: &Block) {
    match block {
        Block::Heading { content, .. } => push(pieces, Style::Heading, "", &of_inlines(content)),
        Block::Paragraph(content) => push(pieces, Style::Text, "", &of_inlines(content)),
        Block::List { start, items } => push_items(pieces, items, *start),
        Block::Steps(items) => push_items(pieces, items, Some(1)),
        Block::Checklist(items) => push_items(pieces, items, None),
        Block::Quote(inner) => inner.iter().for_each(|block| push_block(pieces, block)),
        Block::Table { header, rows, .. } => push_rows(pieces, header, rows),
        Block::Chart(chart) => {
            push(pieces, Style::Heading, "", &of_inlines(&chart.title));
            push_rows(pieces, &chart.header, &chart.rows);
            for block in &chart.after {
                push_block(pieces, block);
            }
        }
        Block::Quiz(quiz) => {
            push(pieces, Style::Heading, "", &of_inlines(&quiz.question));
            for (i, answer) in quiz.answers.iter().enumerate() {
                push(pieces, Style::Item, &format!("{})", Quiz::letter(i)), &of_inlines(&answer.words));
            }
            for (letter, answer) in quiz.right() {
                let words = format!("Đáp án: {letter}) {}", of_inlines(&answer.words));
                push(pieces, Style::Text, "", &words);
                for block in &answer.why {
                    push_block(pieces, block);
                }
            }
        }
        Block::Definitions(definitions) => {
            for definition in definitions {
                push(pieces, Style::Heading, "", &of_inlines(&definition.term));
                for block in definition.meanings.iter().flatten() {
                    push_block(pieces, block);
                }
            }
        }
        Block::Preformatted(text) => text.lines().for_each(|line| push(pieces, Style::Text, "", line)),
        Block::Care { level, heading, body } => {
            let from = pieces.len();
            push(pieces, Style::Heading, "", &format!("{}: {}", level.lead(), of_inlines(heading)));
            for block in body {
                push_block(pieces, block);
            }
            pieces[from..].iter_mut().for_each(|piece| piece.barred = true);
        }
        // A sheet to copy in grey has no pictures.
        Block::Figure(_) | Block::Rule | Block::Raw(_) => {}
    }
}

/// A row a line, each cell behind the name of its column.
fn push_rows(pieces: &mut Vec<Piece>, header: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
    for row in rows {
        push(pieces, Style::Item, "•", &pack::row_in_words(header, row));
    }
}

/// Items of a list; what is listed below an item stands further in.
fn push_items(pieces: &mut Vec<Piece>, items: &[Vec<Block>], start: Option<u64>) {
    for (i, item) in (0..).zip(items) {
        let mark = start.map_or_else(|| "•".to_owned(), |start| format!("{}.", start + i));
        let mut blocks = item.iter();
        match blocks.next() {
            Some(Block::Paragraph(content)) => push(pieces, Style::Item, &mark, &of_inlines(content)),
            Some(block) => push_block(pieces, block),
            None => {}
        }
        let from = pieces.len();
        blocks.for_each(|block| push_block(pieces, block));
        pieces[from..].iter_mut().for_each(|piece| piece.level += 1);
    }
}
