//! Posters: one A4 page of an article, for the wall of a house of culture, a school, a shop.
//!
//! Headline, a few things to do, the hotline, a QR code, the locality's own number, the day of review.
//! Of an emergency all steps, and the number to call first in the largest letters. Read from three
//! metres: no type below 24 points; in greys as well as in colour.

use serde::Serialize;
use tera::Value;

use crate::content::front_matter::Class;
use crate::content::text::of_blocks;
use crate::diag::Diagnostic;
use crate::draw::fit::{Fitted, Space, fit};
use crate::draw::font::{self, Weight};
use crate::draw::render::About;
use crate::draw::stack::{Row, Stacked, stack};
use crate::pack::{self, LineKind};
use crate::sheets::{Call, Press, call, drawn};
use crate::site::{Article, LocalityId, PageId, Site};

/// What a poster shows.
#[derive(Debug, Serialize)]
pub struct PosterView {
    pub(super) title: String,
    pub(super) topic: String,
    /// What to do.
    pub(super) actions: Vec<Action>,
    /// Whom to call first.
    pub(super) call: Option<Call>,
    /// The full address behind the code.
    pub(super) url: String,
    /// The locality whose number it is; empty on a poster for everybody.
    pub(super) locality: String,
    pub(super) contact_label: String,
    pub(super) contact_phone: String,
    /// Whether the article says much that the poster does not.
    pub(super) more: bool,
    /// `01/10/2026`; empty if the article has no review.
    pub(super) reviewed: String,
    /// The title as written, for the file's own.
    pub(super) written_title: String,
    pub(super) subject: String,
    pub(super) language: String,
}

/// A line of a poster in several wordings, the longest first.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Action {
    pub(super) wordings: Vec<String>,
    /// `1.` or `•`.
    pub(super) mark: String,
    pub(super) bold: bool,
    pub(super) heads: bool,
    pub(super) stays: bool,
}

/// Where everything stands, in points. The template draws what is around it.
#[derive(Debug, Serialize)]
struct Places {
    head: Fitted,
    head_top: f32,
    list: Stacked,
    list_top: f32,
    /// The line above the numbers.
    floor: f32,
}

const TEMPLATE: &str = "poster/a4.svg";

const WIDTH: f32 = 515.0;
const HEAD_TOP: f32 = 88.0;
const LEADING: f32 = 1.24;
/// From three metres nothing smaller is read (PORTAL G).
const SMALLEST: f32 = 24.0;

/// The poster of an article, for everybody or with the number of a locality.
pub fn poster(site: &Site, page: PageId, locality: Option<LocalityId>) -> PosterView {
    let article = site.article(page);
    let front = &article.source.front;
    let topic = article.facts.topics.first().and_then(|topic| site.config.topic(topic));
    let topic = topic.map_or("", |topic| topic.name.as_str());
    let (label, phone) = locality.map_or_else(Default::default, |id| contact(site, id));
    let reviewed = front.review.as_ref().map(|review| review.reviewed.value.strftime("%d/%m/%Y").to_string());
    let actions = actions(article);
    let more = says_more(article, &actions);
    PosterView {
        title: drawn(&front.title.value, topic),
        topic: drawn(topic, ""),
        actions,
        more,
        call: call(site, article),
        url: site.config.absolute(article.address.as_str()),
        locality: locality.map_or_else(String::new, |id| drawn(&site.locality(id).name, "")),
        contact_label: drawn(&label, ""),
        contact_phone: drawn(&phone, ""),
        reviewed: reviewed.unwrap_or_default(),
        written_title: front.title.value.clone(),
        subject: article.source.opening().to_owned(),
        language: site.config.language.clone(),
    }
}

impl Press {
    /// A poster as PDF.
    pub fn poster(&self, view: &PosterView) -> Result<Vec<u8>, Box<Diagnostic>> {
        let svg = self.poster_page(view)?;
        let about = About { title: &view.written_title, subject: &view.subject, language: &view.language };
        self.pdf(TEMPLATE, &[svg], about)
    }

    /// Its page as a drawing.
    pub(super) fn poster_page(&self, view: &PosterView) -> Result<String, Box<Diagnostic>> {
        #[derive(Serialize)]
        struct Page<'v> {
            #[serde(flatten)]
            view: &'v PosterView,
            places: Places,
        }
        self.svg(TEMPLATE, "poster", Value::from_serializable(&Page { view, places: places(view) }))
    }
}

/// An emergency takes room from its headline and from the numbers for what is to be done.
fn places(view: &PosterView) -> Places {
    let is_emergency = view.call.is_some();
    let floor = match (is_emergency, view.contact_phone.is_empty()) {
        (true, true) => 640.0,
        (true, false) => 610.0,
        (false, true) => 612.0,
        (false, false) => 588.0,
    };
    let (height, largest) = if is_emergency { (84.0, 44.0) } else { (150.0, 54.0) };
    let space = Space { width: WIDTH, height, largest, smallest: SMALLEST, leading: LEADING };
    let head = fit(&view.title, space, &|text| font::width(text, Weight::Bold));
    let top = HEAD_TOP + head.height + if is_emergency { 10.0 } else { 22.0 };
    let room = floor - 14.0 - top;
    let space = Space { width: WIDTH, height: room, largest: 40.0, smallest: SMALLEST, leading: LEADING };
    let rows: Vec<Row> = view.actions.iter().map(Action::row).collect();
    let comfortable = if is_emergency { SMALLEST } else { 28.0 };
    let weight = |bold| if bold { Weight::Bold } else { Weight::Regular };
    let list = stack(&rows, space, comfortable, &|text, bold| font::width(text, weight(bold)));
    let slack = ((room - list.height) / 2.0).clamp(0.0, 40.0);
    Places { head, head_top: HEAD_TOP, list, list_top: top + slack, floor }
}

impl Action {
    fn row(&self) -> Row {
        Row {
            wordings: self.wordings.clone(),
            mark: self.mark.clone(),
            bold: self.bold,
            heads: self.heads,
            stays: self.stays,
        }
    }
}

/// The first contact with a number that is the locality's own.
fn contact(site: &Site, id: LocalityId) -> (String, String) {
    let contacts = site.locality(id).contacts.iter().filter(|place| place.inherited_from.is_none());
    let mut contacts = contacts.map(|place| &place.contact);
    let found = contacts.find_map(|contact| Some((contact.label.clone(), contact.phone.clone()?)));
    found.unwrap_or_default()
}

/// Whether a body has many more words than a poster.
fn says_more(article: &Article, actions: &[Action]) -> bool {
    const FEW: usize = 8;
    let words = |text: &str| text.split_whitespace().count();
    let shown: usize =
        actions.iter().filter_map(|action| action.wordings.first()).map(|text| words(text)).sum();
    words(&of_blocks(&article.source.body.unpack())) > shown + FEW
}

/// What to do; a wording that the font cannot show whole is left out.
fn actions(article: &Article) -> Vec<Action> {
    let lines = pack::lines(article);
    let is_drill = article.source.front.emergency;
    let is_one = lines.len() == 1;
    let is_urgent = article.source.front.class == Class::Urgent;
    let action = |line: pack::Line| {
        let printable = line.wordings.iter().filter_map(|text| font::printable(text).ok());
        let wordings: Vec<String> = printable.filter(|text| !text.is_empty()).collect();
        let mark = match line.kind {
            LineKind::Step(n) if !is_one => format!("{n}."),
            LineKind::Point if !is_one => "•".to_owned(),
            _ => String::new(),
        };
        (!wordings.is_empty()).then(|| Action {
            wordings,
            mark,
            bold: matches!(line.kind, LineKind::Heading | LineKind::First | LineKind::Never),
            heads: line.kind == LineKind::Heading,
            // Of a drill every step counts; elsewhere whom to call counts more than what to bring.
            stays: line.kind == LineKind::Never
                || is_urgent && line.kind == LineKind::Bid
                || !is_drill && line.calls_for_help(),
        })
    };
    lines.into_iter().filter_map(action).collect()
}
