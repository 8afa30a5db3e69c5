//! What a page may show, as plain data: the contract between the program and the templates.
//!
//! Every field is documented here for theme authors; `tests/templates.rs` checks that templates use
//! nothing else. Texts are plain unless the field's name ends in `_html`. The file is long because it
//! is a table of fields.

use serde::{Serialize, Serializer};

use crate::content::Body;
use crate::digest::Shared;
use crate::pack;
use crate::picture::Shown;

/// What all pages show alike (`site` in templates).
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// A short line below the name.
    pub tagline: String,
    /// The front page.
    pub home_url: String,
    /// Who is responsible.
    pub publisher: String,
    /// The full address of the front page.
    pub base_url: String,
    /// The hotline of this portal.
    pub hotline: HotlineView,
    /// All hotlines.
    pub hotlines: Vec<HotlineView>,
    /// The main menu.
    pub nav: Vec<Link>,
    /// The topics.
    pub topics: Vec<TopicView>,
    /// Links of the footer.
    pub footer: Vec<Link>,
    /// The same in other languages, by their headlines.
    pub footer_versions: Vec<LanguageView>,
    /// The emergency page.
    pub emergency_url: String,
    /// The search page, if there is one.
    pub search_url: Option<String>,
    /// The emergency kit in one file.
    pub kit_url: String,
    /// The script that keeps the kit in a browser.
    pub worker_url: String,
    /// The site's main language.
    pub language: String,
    /// Some articles are published without an approval.
    pub unapproved: bool,
    /// `[extra]` of site.toml.
    pub extra: serde_json::Value,
}

/// A hotline.
#[derive(Debug, Clone, Serialize)]
pub struct HotlineView {
    /// As people know it.
    pub number: String,
    /// As a telephone link takes it.
    pub tel: String,
    /// What it is.
    pub label: String,
    /// When it can be called.
    pub hours: String,
    /// What a call costs.
    pub cost: String,
}

/// A link with words.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// The words.
    pub title: String,
    /// The target.
    pub url: String,
}

/// A named link: a place, a tag.
#[derive(Debug, Clone, Serialize)]
pub struct Named {
    /// The name.
    pub name: String,
    /// The target.
    pub url: String,
}

/// A topic.
#[derive(Debug, Clone, Serialize)]
pub struct TopicView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// One sentence.
    pub description: String,
    /// Its colour.
    pub color: String,
}

/// What stands in the head of a page.
#[derive(Debug, Serialize)]
pub struct Head {
    /// The title of the window.
    pub title: String,
    /// One or two sentences.
    pub description: String,
    /// The page's one full address.
    pub canonical: String,
    /// `article` or `website`.
    pub og_type: &'static str,
    /// The preview picture.
    pub og_image: Option<Preview>,
    /// The Atom feed of what is shown.
    pub feed: Option<Link>,
    /// Search engines must leave the page out.
    pub noindex: bool,
    /// Structured data (JSON-LD), ready to print.
    pub json_ld: Described,
    /// The day of issue.
    pub published: Option<String>,
    /// The day of the last change.
    pub modified: Option<String>,
    /// The page needs a way to leave it at once.
    pub sensitive: bool,
    /// Where the page sends its reader on.
    pub refresh: Option<String>,
    /// The page in all languages that it has; empty if it has one.
    pub alternates: Vec<Alternate>,
}

/// Structured data of a page. A template gets them as text when the page is rendered.
#[derive(Debug)]
pub enum Described {
    /// As they are printed.
    Ready(String),
    /// Those of an article, to be written from its view.
    Article(Box<Told>),
}

impl Serialize for Described {
    /// In a key as it is; for a template somebody else puts the text in its place.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            _ if serializer.is_human_readable() => serializer.serialize_unit(),
            Described::Ready(text) => text.serialize(serializer),
            Described::Article(told) => told.serialize(serializer),
        }
    }
}

/// What the structured data of an article tell and its page does not show.
#[derive(Debug, Serialize)]
pub struct Told {
    /// Its type in schema.org.
    pub schema: &'static str,
    /// One or two sentences, where the head says others or none.
    pub description: Option<String>,
    /// Its tags as written.
    pub keywords: Option<String>,
    /// Whom it concerns, if that is everybody.
    pub areas: Vec<Named>,
    /// A document's day of issue, or its month.
    pub issued: Option<String>,
}

/// A page in a language.
#[derive(Debug, Serialize)]
pub struct Alternate {
    /// BCP 47.
    pub lang: String,
    /// Its full address.
    pub url: String,
}

/// The picture that others show with a link to the page.
#[derive(Debug, Clone, Serialize)]
pub struct Preview {
    /// Its full address.
    pub url: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// What it says.
    pub alt: String,
}

/// An article in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// The headline.
    pub title: String,
    /// The page.
    pub url: String,
    /// One or two sentences.
    pub description: String,
    /// `12/05/2026`.
    pub date: Option<String>,
    /// `2026-05-12`.
    pub date_iso: Option<String>,
    /// The kind's word.
    pub kind: &'static str,
    /// The kind's name.
    pub kind_label: &'static str,
    /// The main topic's name.
    pub topic_name: Option<String>,
    /// The main topic's colour.
    pub color: Option<String>,
    /// About abuse, violence or self-harm.
    pub sensitive: bool,
    /// The locality above that it is inherited from.
    pub inherited_from: Option<String>,
    /// An event that is over.
    pub past: bool,
    /// What it says must be done at once.
    pub urgent: bool,
}

/// An article on its own page (`page`).
#[derive(Debug, Serialize)]
pub struct PageView {
    /// The kind's word.
    pub kind: &'static str,
    /// The kind's name.
    pub kind_label: &'static str,
    /// One or two sentences; empty if the author gave none.
    pub description: String,
    /// `12/05/2026`.
    pub date: Option<String>,
    /// `2026-05-12`.
    pub date_iso: Option<String>,
    /// The day of the last change.
    pub updated: Option<String>,
    /// The main topic.
    pub topic: Option<Shared<TopicView>>,
    /// Its tags.
    pub tags: Vec<Named>,
    /// Whom it addresses.
    pub groups: Vec<&'static str>,
    /// Whom it concerns; empty means everybody.
    pub localities: Vec<Named>,
    /// The text. `body_html` in templates.
    pub body: BodyView,
    /// Headings, if there are at least four.
    pub toc: Vec<TocEntry>,
    /// Who approved it, by position, and when.
    pub approval: Option<String>,
    /// When it was and will be looked at.
    pub review: Option<ReviewView>,
    /// What it rests on.
    pub sources: Vec<SourceView>,
    /// The facts of an event.
    pub event: Option<EventView>,
    /// The facts of a service.
    pub service: Option<ServiceView>,
    /// The locality's own contact.
    pub contact: Option<PageContact>,
    /// Files to take away.
    pub attachments: Vec<AttachmentView>,
    /// About abuse, violence or self-harm.
    pub sensitive: bool,
    /// Part of the emergency kit.
    pub emergency: bool,
    /// What it says must be done at once.
    pub urgent: bool,
    /// The same text in other languages.
    pub languages: Vec<LanguageView>,
    /// What can be heard of it.
    pub audio: Vec<AudioView>,
    /// How to pass it on.
    pub share: ShareView,
    /// `[extra]` of the article.
    pub extra: serde_json::Value,
}

/// A text that is turned into HTML when the page is rendered.
#[derive(Debug, Clone, Serialize)]
pub struct BodyView {
    /// The blocks, as their digest in a key.
    pub body: Body,
    /// Where its links lead.
    pub links: Vec<(String, String)>,
    /// The sizes of its pictures, by their targets as written.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pictures: Vec<(String, Shown)>,
}

/// A heading of a text.
#[derive(Debug, Serialize)]
pub struct TocEntry {
    /// The anchor.
    pub id: String,
    /// The words.
    pub text: String,
}

/// When a text was and will be looked at.
#[derive(Debug, Serialize)]
pub struct ReviewView {
    /// Last looked at.
    pub reviewed: String,
    /// Due again.
    pub due: String,
    /// Whose task it is.
    pub reviewer: String,
    /// The day is over.
    pub overdue: bool,
}

/// What a text rests on.
#[derive(Debug, Serialize)]
pub struct SourceView {
    /// What it is called.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it can be read.
    pub url: Option<String>,
    /// Its date.
    pub date: Option<String>,
}

/// The facts of an event.
#[derive(Debug, Serialize)]
pub struct EventView {
    /// In words.
    pub when: String,
    /// Where.
    pub place: Option<String>,
    /// The lunar date.
    pub lunar: Option<String>,
    /// It is over.
    pub past: bool,
    /// The beginning, for machines.
    pub start_iso: String,
    /// The end, for machines.
    pub end_iso: Option<String>,
}

/// The facts of a service.
#[derive(Debug, Serialize)]
pub struct ServiceView {
    /// What sort.
    pub category_label: &'static str,
    /// The number.
    pub phone: Option<String>,
    /// The number as a link takes it.
    pub tel: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// When it can be reached.
    pub hours: Option<String>,
    /// What it costs.
    pub cost: Option<String>,
}

/// The locality's own contact on an article's page.
#[derive(Debug, Serialize)]
pub struct PageContact {
    /// The locality whose contact it is; empty for the country.
    pub locality: String,
    /// What it is.
    pub label: String,
    /// The number.
    pub phone: String,
    /// The number as a link takes it.
    pub tel: String,
}

/// A file to take away.
#[derive(Debug, Serialize)]
pub struct AttachmentView {
    /// What it is called.
    pub title: String,
    /// The file.
    pub url: String,
    /// The SHA-256 of the original, in hexadecimal.
    pub sha256: Option<String>,
}

/// The same text in another language.
#[derive(Debug, Serialize)]
pub struct LanguageView {
    /// BCP 47.
    pub lang: String,
    /// The language's own name.
    pub name: String,
    /// The page.
    pub url: String,
}

/// How to pass an article on.
#[derive(Debug, Serialize)]
pub struct ShareView {
    /// A Zalo share link that needs no script.
    pub zalo_url: Option<ZaloShare>,
    /// The picture of its QR code, for the printed page.
    pub code_url: Option<String>,
    /// Its poster, to hang up.
    pub poster_url: Option<String>,
    /// Its leaflet, to print, to keep and to hand out.
    pub leaflet_url: Option<String>,
}

/// A link that opens Zalo to share a page, which is told by its full address.
#[derive(Debug)]
pub struct ZaloShare(pub String);

impl Serialize for ZaloShare {
    /// For a template the link, in a key the page.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            pack::share_url(&self.0).serialize(serializer)
        } else {
            self.0.serialize(serializer)
        }
    }
}

/// A document's facts (`document`).
#[derive(Debug, Serialize)]
pub struct DocumentView {
    /// Chỉ thị, Kế hoạch, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Number and sign.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// The body above the issuer.
    pub superior: Option<String>,
    /// Where it was issued.
    pub place: Option<String>,
    /// When it was issued.
    pub issued: Option<String>,
    /// Who signed it.
    pub signer: Option<String>,
    /// The signer's position.
    pub signer_position: Option<String>,
    /// In whose name.
    pub signer_authority: Option<String>,
    /// Whether it is in force.
    pub status_label: &'static str,
    /// The issuer's level.
    pub level_label: Option<&'static str>,
    /// A yearly deadline it sets.
    pub report_due: Option<String>,
    /// The issuer's locality.
    pub locality: Option<FormerNamed>,
    /// What it carries out.
    pub up: Vec<DocumentLink>,
    /// What carries it out.
    pub down: Vec<DocumentLink>,
    /// What it cites besides.
    pub cites: Vec<DocumentLink>,
    /// What cites it.
    pub cited_by: Vec<DocumentLink>,
    /// What it replaces.
    pub replaces: Vec<DocumentLink>,
    /// What replaces it.
    pub replaced_by: Vec<DocumentLink>,
    /// The whole chain it stands in, unless it stands alone.
    pub chain: Option<ChainView>,
}

/// A chain of documents: a drawing, and the same in words (`document.chain`).
#[derive(Debug, Serialize)]
pub struct ChainView {
    /// The width of the drawing.
    pub width: usize,
    /// Its height.
    pub height: usize,
    /// The drawing in one paragraph, for those who cannot see it.
    pub told: String,
    /// What connects the boxes: data of SVG paths.
    pub lines: Vec<String>,
    /// The boxes, from top to bottom.
    pub boxes: Vec<ChainBox>,
    /// What each level made of it.
    pub levels: Vec<ChainLevel>,
    /// Documents that the drawing leaves out.
    pub more: usize,
    /// Localities it concerns that have no document carrying it out.
    pub missing: Vec<ChainMissing>,
}

/// A document as a box of the drawing.
#[derive(Debug, Serialize)]
pub struct ChainBox {
    /// Its left edge.
    pub x: usize,
    /// Its upper edge.
    pub y: usize,
    /// Its width.
    pub width: usize,
    /// Type and number, cut to the box.
    pub label: String,
    /// Issuer and date, cut to the box.
    pub note: String,
    /// It is the document of the page.
    pub this: bool,
    /// It has a page here.
    pub known: bool,
    /// That page; the page itself has no link to itself.
    pub url: Option<String>,
}

/// What one level made of it.
#[derive(Debug, Serialize)]
pub struct ChainLevel {
    /// The level.
    pub title: String,
    /// Its documents, oldest first.
    pub documents: Vec<ChainDocument>,
    /// How many more there are.
    pub more: usize,
}

/// A document in the words of a chain.
#[derive(Debug, Serialize)]
pub struct ChainDocument {
    /// The document.
    pub link: DocumentLink,
    /// What it says, in one sentence.
    pub summary: String,
    /// What it carries out, by number or type.
    pub carries_out: Vec<String>,
    /// It is the document of the page.
    pub this: bool,
}

/// Localities of a province without a document of their own.
#[derive(Debug, Serialize)]
pub struct ChainMissing {
    /// The province.
    pub title: String,
    /// The localities, the province itself among them.
    pub localities: Vec<Link>,
    /// How many more there are.
    pub more: usize,
}

/// A locality that may be dissolved.
#[derive(Debug, Serialize)]
pub struct FormerNamed {
    /// The name.
    pub name: String,
    /// Its page.
    pub url: Option<String>,
    /// It is dissolved.
    pub former: bool,
}

/// A document named by another.
#[derive(Debug, Serialize)]
pub struct DocumentLink {
    /// Type and number, or the title where there is no number.
    pub label: String,
    /// The title, unless the label says it.
    pub title: String,
    /// The page, if there is one.
    pub url: Option<String>,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When.
    pub issued: Option<String>,
    /// It has a page here.
    pub known: bool,
}

/// A section or list (`section`).
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Its name.
    pub title: String,
    /// One sentence.
    pub description: String,
    /// Its introduction. `body_html` in templates.
    pub body: Option<BodyView>,
    /// Its topic's colour.
    pub color: Option<String>,
}

/// Cards under one heading.
#[derive(Debug, Serialize)]
pub struct CardGroup {
    /// The heading.
    pub title: String,
    /// Where there are more.
    pub url: Option<String>,
    /// The cards.
    pub cards: Vec<Shared<Card>>,
}

/// A list in pages.
#[derive(Debug, Serialize)]
pub struct Pager {
    /// From 1.
    pub current: usize,
    /// How many.
    pub total: usize,
    /// The page before.
    pub prev: Option<String>,
    /// The page after.
    pub next: Option<String>,
}

/// A section below another.
#[derive(Debug, Serialize)]
pub struct Subsection {
    /// Its name.
    pub title: String,
    /// Its page.
    pub url: String,
    /// One sentence.
    pub description: String,
}

/// A locality (`locality`).
#[derive(Debug, Serialize)]
pub struct LocalityView {
    /// Its full name.
    pub name: String,
    /// Its name within a sentence.
    pub name_in_sentence: String,
    /// What it calls itself.
    pub kind: String,
    /// The official code.
    pub code: Option<String>,
    /// Its level.
    pub level: &'static str,
    /// Its introduction. `intro_html` in templates.
    pub intro: Option<BodyView>,
    /// The locality above.
    pub parent: Option<Named>,
    /// What it was formed from, in words.
    pub formed_from: String,
    /// For a dissolved locality: the last day, in words.
    pub ended: Option<String>,
}

/// A contact of a locality.
#[derive(Debug, Serialize)]
pub struct ContactView {
    /// What it is.
    pub label: String,
    /// The number.
    pub phone: Option<String>,
    /// The number as a link takes it.
    pub tel: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// When it can be reached.
    pub hours: Option<String>,
    /// What else to know.
    pub note: Option<String>,
    /// The locality above that it comes from.
    pub inherited_from: Option<String>,
}

/// A locality's loudspeakers.
#[derive(Debug, Serialize)]
pub struct ScheduleView {
    /// The station.
    pub station: String,
    /// The slots.
    pub slots: Vec<SlotView>,
}

/// A slot.
#[derive(Debug, Serialize)]
pub struct SlotView {
    /// The time of day.
    pub time: String,
    /// The days, in words.
    pub days: String,
    /// How long.
    pub minutes: u16,
}

/// What became of a dissolved locality.
#[derive(Debug, Serialize)]
pub struct SuccessorView {
    /// The name.
    pub name: String,
    /// Its province.
    pub province: String,
    /// Its page.
    pub url: Option<String>,
    /// It took only a part.
    pub part: bool,
    /// Which is the main one is not settled by law.
    pub likely: bool,
}

/// A province with its communes.
#[derive(Debug, Serialize)]
pub struct ProvinceView {
    /// The name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// Its communes on this portal.
    pub communes: Vec<Named>,
    /// Its dissolved localities on this portal.
    pub archives: Vec<Named>,
    /// How many communes it has here.
    pub communes_n: usize,
}

/// One way to see only some documents.
#[derive(Debug, Serialize)]
pub struct Filter {
    /// By what.
    pub title: &'static str,
    /// The same in addresses and rows.
    pub key: &'static str,
    /// The choices.
    pub choices: Vec<Choice>,
    /// Where it is chosen: the page without it.
    pub without_url: Option<String>,
}

/// A choice of a filter.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// Its name.
    pub title: String,
    /// Its page.
    pub url: String,
    /// How many documents.
    pub count: usize,
    /// It is the page that is shown.
    pub current: bool,
    /// The value as rows bear it.
    pub part: String,
}

/// Documents of one level.
#[derive(Debug, Serialize)]
pub struct LevelView {
    /// The level.
    pub title: String,
    /// Its documents.
    pub documents: Vec<DocumentRow>,
}

/// A document in the library.
#[derive(Debug, Serialize)]
pub struct DocumentRow {
    /// Number and sign.
    pub number: Option<String>,
    /// The title.
    pub title: String,
    /// The page.
    pub url: String,
    /// Chỉ thị, Kế hoạch, …
    #[serde(rename = "type")]
    pub kind: String,
    /// Who issued it.
    pub issuer: Option<String>,
    /// When.
    pub issued: Option<String>,
    /// Whether it is in force.
    pub status_label: &'static str,
    /// What it is for the filters, each as key and part with a bar between.
    pub facets: String,
}

/// A pack on the desk.
#[derive(Debug, Serialize)]
pub struct PackView {
    /// The headline.
    pub title: String,
    /// The article.
    pub url: String,
    /// The kind's name.
    pub kind_label: &'static str,
    /// The loudspeaker class.
    pub class_label: &'static str,
    /// The day of issue.
    pub date: Option<String>,
    /// When to post it: `today`, `week`, or nothing.
    pub due: &'static str,
    /// Where it stands, in the words of officials: `đang đăng`; others only in a preview.
    pub state_label: &'static str,
    /// The part of the desk in which it stands if it is not due, an id of [`DeskPart`].
    pub part: String,
    /// The Zalo messages, each ready to paste.
    pub zalo_parts: Vec<String>,
    /// Its length in UTF-16 units.
    pub zalo_units: usize,
    /// The Zalo text as a file.
    pub zalo_url: Option<String>,
    /// The script as a file.
    pub script_url: Option<String>,
    /// The script as a sheet to print.
    pub sheet_url: Option<String>,
    /// How long it takes to read.
    pub script_minutes: Option<String>,
    /// How many syllables it has.
    pub script_syllables: Option<usize>,
    /// A Zalo share link that needs no script.
    pub share_url: String,
    /// The picture to post.
    pub card_url: Option<String>,
    /// The poster to print.
    pub poster_url: Option<String>,
    /// The leaflet to print.
    pub leaflet_url: Option<String>,
    /// Everything in one file.
    pub zip_url: Option<String>,
    /// The QR code of the article.
    pub qr_url: Option<String>,
    /// Who approved it and when; absent if that was not noted.
    pub approved: Option<String>,
    /// What can be heard of it.
    pub audio: Vec<AudioView>,
    /// The article's full address, to copy.
    pub link: String,
    /// When, where and by whom it was sent here before, latest first.
    pub sent: Vec<String>,
    /// What the log calls the locality by.
    pub record: String,
}

/// Something to listen to (`page.audio`, `p.audio`).
#[derive(Debug, Serialize)]
pub struct AudioView {
    /// The MP3.
    pub mp3_url: String,
    /// A smaller file for browsers that know Opus.
    pub opus_url: Option<String>,
    /// The language, BCP 47.
    pub lang: String,
    /// What the language is called.
    pub language: String,
    /// How long it is.
    pub minutes: String,
    /// How large it is, `310 KB`.
    pub size: Option<String>,
    /// Somebody recorded it.
    pub recorded: bool,
}

/// A bulletin of the coming days (`bulletins`).
#[derive(Debug, Serialize)]
pub struct BulletinView {
    /// `24/11/2026`; empty for what is played at once.
    pub day: String,
    /// `17:00`.
    pub time: String,
    /// The headlines.
    pub titles: Vec<String>,
}

/// A Zalo group of the locality (`groups`).
#[derive(Debug, Serialize)]
pub struct GroupView {
    /// Its name.
    pub name: String,
    /// Its link.
    pub url: String,
    /// Its QR code.
    pub qr_url: Option<String>,
}

/// A line of the plan of broadcasts (`plan`).
#[derive(Debug, Serialize)]
pub struct PlanView {
    /// `24/11/2026`; empty for what gave way.
    pub day: String,
    /// `19:00`.
    pub time: String,
    /// The headline.
    pub title: String,
    /// Why it gave way.
    pub note: &'static str,
}

/// A door for one group of visitors.
#[derive(Debug, Serialize)]
pub struct Door {
    /// For whom.
    pub title: String,
    /// Where to.
    pub url: String,
    /// What is behind it.
    pub description: String,
}

/// A topic with its first cards.
#[derive(Debug, Serialize)]
pub struct TopicCards {
    /// The topic's name.
    pub name: String,
    /// Its page.
    pub url: String,
    /// One sentence.
    pub description: String,
    /// Its colour.
    pub color: String,
    /// Cards.
    pub cards: Vec<Shared<Card>>,
}

/// An answer of a question (`answer.html`).
#[derive(Debug, Serialize)]
pub struct AnswerPage {
    /// What was asked.
    pub question: String,
    /// The answer's words.
    pub answer: String,
    /// It is right.
    pub right: bool,
    /// Why, as `body_html`.
    pub body: BodyView,
    /// The question in its article.
    pub back: Link,
    /// The other answers.
    pub others: Vec<Link>,
    /// The article is about abuse, violence or self-harm.
    pub sensitive: bool,
}

/// A page of any kind.
#[derive(Debug, Serialize)]
pub struct View {
    /// The template.
    pub template: String,
    /// The page's language.
    pub lang: String,
    /// Its head.
    pub head: Head,
    /// The pages above.
    pub breadcrumbs: Shared<Vec<Link>>,
    /// The headline.
    pub title: String,
    /// The entry of the main menu it belongs to.
    pub current_section: String,
    /// What is special to this kind of page.
    pub content: Content,
}

/// What is special to a kind of page; a template sees the fields beside those of [`View`].
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Content {
    /// `home.html`
    Home(Box<Home>),
    /// `page.html`
    Page(Box<ArticlePage>),
    /// `document.html`
    Document(Box<DocumentPage>),
    /// `answer.html`
    Answer(Box<AnswerPage>),
    /// `section.html`
    Section(Box<SectionList>),
    /// `documents.html`
    Library(Box<Library>),
    /// `localities.html`
    Localities(Box<LocalityIndex>),
    /// `locality.html`
    Locality(Box<LocalityPage>),
    /// `archive.html`
    Archive(Box<Archive>),
    /// `desk.html`
    Desk(Box<Desk>),
    /// `search.html`
    Search(SearchPage),
    /// `kit.html`
    Kit(Box<Kit>),
    /// `kit.html`, packed
    KitZip(Box<Kit>),
    /// `sw.js`
    Worker(Worker),
    /// `preview.html`
    Draft(Box<DraftPage>),
    /// `404.html`
    NotFound {},
    /// `410.html`
    Gone {},
    /// `redirect.html`
    Redirect {
        /// Where the page went.
        target: Link,
    },
}

/// The front page.
#[derive(Debug, Serialize)]
pub struct Home {
    /// `intro_html` in templates.
    pub intro: Option<BodyView>,
    /// Emergency pages.
    pub emergency: Vec<Shared<Card>>,
    /// Doors for groups of visitors.
    pub doors: Vec<Door>,
    /// Topics.
    pub topics: Vec<TopicCards>,
    /// The latest news.
    pub news: Vec<Shared<Card>>,
    /// The next events.
    pub events: Vec<Shared<Card>>,
    /// Provinces.
    pub provinces: Vec<ProvinceView>,
    /// The latest documents.
    pub documents: Vec<Shared<Card>>,
}

/// An article's page.
#[derive(Debug, Serialize)]
pub struct ArticlePage {
    /// The article.
    pub page: PageView,
    /// What to read next.
    pub related: Vec<Shared<Card>>,
}

/// A document's page.
#[derive(Debug, Serialize)]
pub struct DocumentPage {
    /// The article.
    pub page: PageView,
    /// The document.
    pub document: DocumentView,
    /// What to read next.
    pub related: Vec<Shared<Card>>,
}

/// A list.
#[derive(Debug, Serialize)]
pub struct SectionList {
    /// The section.
    pub section: SectionView,
    /// Its cards.
    pub cards: Vec<Shared<Card>>,
    /// Cards under headings.
    pub groups: Vec<CardGroup>,
    /// Sections below.
    pub subsections: Vec<Subsection>,
    /// The pages of the list.
    pub pager: Option<Pager>,
}

/// The library of documents.
#[derive(Debug, Serialize)]
pub struct Library {
    /// The section.
    pub section: SectionView,
    /// Documents by level.
    pub levels: Vec<LevelView>,
    /// Ways to see only some of them, each a page.
    pub filters: Vec<Filter>,
    /// What the page is limited to; empty on the whole library.
    pub limited_to: String,
    /// The whole library.
    pub whole_url: String,
}

/// The index of localities.
#[derive(Debug, Serialize)]
pub struct LocalityIndex {
    /// The section.
    pub section: SectionView,
    /// Provinces.
    pub provinces: Vec<ProvinceView>,
}

/// A locality's page.
#[derive(Debug, Serialize)]
pub struct LocalityPage {
    /// The locality.
    pub locality: LocalityView,
    /// Localities below.
    pub children: Vec<Named>,
    /// Contacts, own and inherited.
    pub contacts: Vec<ContactView>,
    /// News, own and inherited.
    pub news: Vec<Shared<Card>>,
    /// Guidance by topic.
    pub guidance: Vec<TopicCards>,
    /// Events.
    pub events: Vec<Shared<Card>>,
    /// Services.
    pub services: Vec<Shared<Card>>,
    /// Documents.
    pub documents: Vec<Shared<Card>>,
    /// The loudspeakers.
    pub schedule: Option<ScheduleView>,
    /// Zalo groups.
    pub zalo_groups: Vec<Named>,
    /// The officials' desk.
    pub desk_url: Option<String>,
    /// The Atom feed.
    pub feed_url: Option<String>,
    /// The calendar of its events, if there are any.
    pub calendar_url: Option<String>,
    /// Dissolved localities below.
    pub archives: Vec<Named>,
    /// More news.
    pub more_url: Option<String>,
}

/// A dissolved locality's page.
#[derive(Debug, Serialize)]
pub struct Archive {
    /// The locality.
    pub locality: LocalityView,
    /// What became of it.
    pub successors: Vec<SuccessorView>,
    /// There is exactly one, or the law settles it.
    pub settled: bool,
    /// What was published there.
    pub cards: Vec<Shared<Card>>,
    /// Dissolved localities below.
    pub archives: Vec<Named>,
}

/// A locality's desk.
#[derive(Debug, Serialize)]
pub struct Desk {
    /// The locality.
    pub locality: Named,
    /// What its loudspeakers play in the coming days, if it has slots.
    pub week_url: Option<String>,
    /// Nothing speaks here: the page says how to get audio.
    pub audio_missing: bool,
    /// The bulletins of the coming days.
    pub bulletins: Vec<BulletinView>,
    /// The locality's Zalo groups.
    pub groups: Vec<GroupView>,
    /// The packs: what is due first, then the others, latest first.
    pub packs: Vec<PackView>,
    /// Something is due this week after today.
    pub has_week: bool,
    /// Some pack is not approved.
    pub has_unapproved: bool,
    /// The topics of what is not due.
    pub parts: Vec<DeskPart>,
    /// How many articles of the place are not published, by state; a public page says no more of them.
    pub withheld: Vec<StateCount>,
    /// The broadcasts of the coming month.
    pub plan: Vec<PlanView>,
    /// The same as a file.
    pub plan_url: Option<String>,
    /// The QR code of the locality's page.
    pub qr_url: Option<String>,
    /// The day of the build, `24/11/2026`.
    pub today: String,
    /// An entry of a log to fill in by hand.
    pub record_form: String,
}

/// The packs of a topic that are not due (`parts`).
#[derive(Debug, Serialize)]
pub struct DeskPart {
    /// The topic's id; empty for packs without one.
    pub id: String,
    /// Its name; empty for packs without one.
    pub name: String,
    /// How many packs it has.
    pub n: usize,
}

/// How many articles are in a state (`withheld`).
#[derive(Debug, Serialize)]
pub struct StateCount {
    /// `nháp`, `chờ duyệt`, …
    pub label: &'static str,
    /// How many.
    pub n: usize,
}

/// An article for its approver.
#[derive(Debug, Serialize)]
pub struct DraftPage {
    /// The day of the file, `24/11/2026`.
    pub made: String,
    /// Where the article will stand.
    pub address: String,
    /// The loudspeaker class.
    pub class_label: &'static str,
    /// Where it goes.
    pub channels: Vec<&'static str>,
    /// The locality whose texts are shown.
    pub place: String,
    /// Who approved it and when.
    pub approved: Option<String>,
    /// The Zalo messages.
    pub zalo_parts: Vec<String>,
    /// How long the script takes.
    pub script_minutes: Option<String>,
    /// The script's paragraphs in words.
    pub script: Vec<String>,
    /// The card as an address that holds the picture.
    pub card: Option<String>,
    /// What the program found, a sentence each.
    pub findings: Vec<String>,
    /// The article.
    pub page: PageView,
}

/// The search page.
#[derive(Debug, Serialize)]
pub struct SearchPage {
    /// Where the index lies.
    pub index_url: String,
    /// Other ways to find something.
    pub ways: Vec<Link>,
}

/// The emergency kit in one file; `body_html` in templates is the text of all its pages.
#[derive(Debug, Serialize)]
pub struct Kit {
    /// Its pages in order.
    pub pages: Vec<KitPage>,
}

/// A page of the kit.
#[derive(Debug, Serialize)]
pub struct KitPage {
    /// Its anchor.
    pub id: String,
    /// The headline.
    pub title: String,
    /// The text.
    pub body: BodyView,
}

/// The script that keeps the kit in a browser.
#[derive(Debug, Serialize)]
pub struct Worker {
    /// The kit.
    pub kit_url: String,
    /// Changes with every text of the kit.
    pub version: String,
    /// Addresses of its pages with their anchors, as JSON.
    pub pages_json: String,
}
