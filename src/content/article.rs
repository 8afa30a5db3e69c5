//! An article as its author wrote it: front matter and body of one `*.md`.
//!
//! What the section's defaults and the kind decide (which fields are needed, whom it reaches) is not
//! decided here; every field keeps its place so that later stages can point at it.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::config::is_tag;
use crate::content::approval::{self, Approval, Halves, Rejection, Seal, Withdrawal};
use crate::content::block::Blocks;
use crate::content::front_matter::{
    self as front, Attachment, AudienceFront, Channel, Class, DocumentFront, EventFront, Kind, Review,
    ServiceFront, Source,
};
use crate::content::log::{self, Record};
use crate::content::loudspeaker::{self, LoudspeakerFront};
use crate::content::parsed::Parsed;
use crate::content::{Body, Reference, Texts, text};
use crate::diag::{At, Diagnostic, Located, messages};
use crate::digest::Digest;
use crate::fields::Fields;
use crate::path::SourcePath;
use crate::source::SourceFile;

/// The longest title in characters; longer ones break on phones and on cards.
pub const TITLE_LIMIT: usize = 160;

/// A parsed article.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Article {
    /// Its file.
    pub path: SourcePath,
    /// The language that its file's name bears (`name.LANG.md`); absent for the site's main one.
    pub lang: Option<Box<str>>,
    /// The digest of its source.
    pub digest: Digest,
    /// Its front matter.
    pub front: Front,
    /// Its body.
    pub body: Body,
    /// The first paragraph's words, if there is no description.
    pub opening: Option<Box<str>>,
    /// The anchor and the words of each of its headings of level 2.
    pub contents: Texts,
    /// All anchors.
    pub anchors: Texts,
    /// Its links and pictures.
    pub references: Vec<Reference>,
    /// How many answers each of its questions has.
    pub quizzes: Box<[u8]>,
    /// What an approval or a refusal is about; only for an article that has one.
    pub seal: Option<Box<Seal>>,
}

/// The front matter of an article as written. A nation has a hundred thousand: what few articles have stands
/// elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Front {
    /// The headline.
    pub title: Located<String>,
    /// One sentence for lists, previews and Zalo.
    pub description: Option<Located<String>>,
    /// What sort of article.
    pub kind: Option<Located<Kind>>,
    /// Ids of topics, the main one first.
    pub topics: Option<Vec<Located<String>>>,
    /// Free words.
    pub tags: Vec<Located<String>>,
    /// The day of issue.
    pub date: Option<Located<Date>>,
    /// The day of the last change that readers should know of.
    pub updated: Option<Date>,
    /// Not published before.
    pub publish_at: Option<DateTime>,
    /// No longer published from this day on.
    pub expires: Option<Located<DateTime>>,
    /// Order among siblings, small first.
    pub weight: Option<i64>,
    /// Never in a public build.
    pub draft: bool,
    /// The last part of the address.
    pub slug: Option<Box<Located<String>>>,
    /// Old addresses.
    pub aliases: Vec<Located<String>>,
    /// A template of its own.
    pub template: Option<Box<Located<String>>>,
    /// The loudspeaker class.
    pub class: Class,
    /// Where it goes.
    pub channels: Option<Vec<Channel>>,
    /// About abuse, violence or self-harm.
    pub sensitive: bool,
    /// Part of the emergency kit.
    pub emergency: bool,
    /// Whom it addresses.
    pub audience: AudienceFront,
    /// When it was and will be looked at.
    pub review: Option<Review>,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// The facts of a document.
    pub document: Option<Box<DocumentFront>>,
    /// The facts of an event.
    pub event: Option<Box<EventFront>>,
    /// The facts of a service.
    pub service: Option<Box<ServiceFront>>,
    /// Wording for the loudspeaker.
    pub loudspeaker: Option<Box<LoudspeakerFront>>,
    /// Wording for Zalo.
    pub zalo: Option<Box<Located<String>>>,
    /// Files that belong to it.
    pub attachments: Vec<Attachment>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who approved it.
    pub approval: Option<Box<Approval>>,
    /// Who sent it back.
    pub rejection: Option<Box<Rejection>>,
    /// That it was taken down.
    pub withdrawn: Option<Box<Withdrawal>>,
    /// When it went out.
    pub log: Vec<Record>,
    /// Anything of the site's own.
    #[serde(with = "crate::content::loose")]
    pub extra: serde_json::Value,
}

impl Article {
    /// The place of the title, for findings about the article as a whole.
    pub fn at(&self) -> At {
        self.front.title.at
    }

    /// What it is about, for lists: its description, else its first words.
    pub fn opening(&self) -> &str {
        let own = self.front.description.as_ref().map(|description| description.value.as_str());
        self.opening.as_deref().or(own).unwrap_or_default()
    }
}

/// The language that a file's name bears: `en` of `lien-he.en.md`.
fn language_of(path: &SourcePath) -> Option<&str> {
    let stem = path.file_name().strip_suffix(".md")?;
    let (name, tag) = stem.rsplit_once('.')?;
    (!name.is_empty() && is_tag(tag)).then_some(tag)
}

/// Reads an article from its fields and its parsed body.
pub fn read(
    source: &SourceFile,
    fields: Fields<'_>,
    halves: Halves<'_>,
    parsed: Parsed,
    found: &mut Vec<Diagnostic>,
) -> Option<Article> {
    let front = fields.consume(found, read_front)?;
    let judged = front.approval.is_some() || front.rejection.is_some();
    Some(Article {
        seal: judged.then(|| Box::new(approval::seal(halves, &parsed.references))),
        path: source.path.clone(),
        lang: language_of(&source.path).map(Into::into),
        digest: source.digest,
        body: Body::pack(&parsed.blocks),
        opening: opening(&front, &parsed.blocks),
        contents: parsed.contents.iter().flat_map(|(id, words)| [id, words]).collect(),
        anchors: parsed.anchors.iter().collect(),
        references: parsed.references,
        quizzes: parsed.quizzes.into_boxed_slice(),
        front,
    })
}

fn opening(front: &Front, blocks: &Blocks) -> Option<Box<str>> {
    const LIMIT: usize = 250;
    front.description.is_none().then(|| text::shorten(&text::first_paragraph(blocks), LIMIT).into())
}

fn read_front(f: &mut Fields<'_>) -> Option<Front> {
    let title = f.required_string("title", "title = \"Sáu việc để con không đuối nước\"");
    if let Some(title) = &title {
        let n = title.value.chars().count();
        if n > TITLE_LIMIT {
            f.report(messages::title_too_long(f.spot(title.at), n, TITLE_LIMIT));
        }
    }
    front::consents(f);
    front::overrides(f);
    let front = Front {
        title: title.clone().unwrap_or_else(|| Located { value: String::new(), at: f.at() }),
        description: f.string("description"),
        kind: front::word(f, "kind"),
        topics: f.one_or_more("topic"),
        tags: f.strings("tags").unwrap_or_default(),
        date: f.date("date"),
        updated: f.date("updated").map(|date| date.value),
        publish_at: f.moment("publish_at").map(|moment| moment.value),
        expires: f.moment("expires"),
        weight: f.integer("weight", -1_000_000..1_000_001),
        draft: f.boolean("draft").unwrap_or(false),
        slug: f.string("slug").map(Box::new),
        aliases: f.strings("aliases").unwrap_or_default(),
        template: f.string("template").map(Box::new),
        class: front::word(f, "class").map_or(Class::Normal, |class| class.value),
        channels: front::words(f, "channels"),
        sensitive: f.boolean("sensitive").unwrap_or(false),
        emergency: f.boolean("emergency").unwrap_or(false),
        audience: front::audience(f),
        review: front::review(f),
        sources: front::sources(f),
        document: front::document(f).map(Box::new),
        event: front::event(f).map(Box::new),
        service: front::service(f).map(Box::new),
        loudspeaker: loudspeaker::read(f).map(Box::new),
        zalo: front::zalo(f).map(Box::new),
        attachments: front::attachments(f),
        author: f.string("author").map(|text| text.value),
        approval: approval::approval(f).map(Box::new),
        rejection: approval::rejection(f).map(Box::new),
        withdrawn: approval::withdrawal(f).map(Box::new),
        log: log::log(f),
        extra: f.free_table("extra"),
    };
    let published = front.publish_at.or_else(|| front.date.as_ref().map(|date| date.value.at(0, 0, 0, 0)));
    if let (Some(published), Some(expires)) = (published, &front.expires)
        && expires.value <= published
    {
        f.report(messages::expires_before_publication(f.spot(expires.at)));
    }
    title.map(|_| front)
}
