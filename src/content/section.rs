//! A section as its author wrote it: an `_index.md`, which may be a locality's.
//!
//! Contacts and schedules are as written; what a locality inherits is decided when the site is
//! resolved.

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::content::block::Blocks;
use crate::content::days::{self, YearDay};
use crate::content::front_matter::{self as front, Channel, Group, Kind, Region, SortBy};
use crate::content::parsed::Parsed;
use crate::content::{Body, Reference, Texts};
use crate::diag::{At, Diagnostic, Located, messages};
use crate::digest::Digest;
use crate::fields::Fields;
use crate::path::SourcePath;
use crate::source::SourceFile;

/// A parsed `_index.md`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SectionPage {
    /// Its file.
    pub path: SourcePath,
    /// The digest of its source.
    pub digest: Digest,
    /// Its front matter.
    pub front: SectionFront,
    /// Its introduction.
    pub body: Body,
    /// The introduction has words.
    pub has_body: bool,
    /// All anchors.
    pub anchors: Texts,
    /// Its links and pictures.
    pub references: Vec<Reference>,
}

/// The front matter of a section as written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SectionFront {
    /// Its name.
    pub title: Located<String>,
    /// One sentence.
    pub description: String,
    /// Order among siblings, small first.
    pub weight: i64,
    /// How its articles are ordered.
    pub sort_by: Option<SortBy>,
    /// How many cards a page shows.
    pub paginate_by: Option<usize>,
    /// A template of its own.
    pub template: Option<Located<String>>,
    /// Old addresses.
    pub aliases: Vec<Located<String>>,
    /// Not published.
    pub draft: bool,
    /// What its articles inherit.
    pub defaults: Defaults,
    /// The locality it is.
    pub locality: Option<LocalityFront>,
    /// Contacts, for a locality.
    pub contacts: Vec<Contact>,
    /// The loudspeaker's schedule, for a locality.
    pub schedule: Option<ScheduleFront>,
    /// Zalo groups, for a locality.
    pub zalo_groups: Vec<ZaloGroup>,
    /// Who may approve articles of this locality and below, or of this folder.
    pub approvers: Vec<Approver>,
    /// How words of a locality's own are read out: written and spoken.
    pub lexicon: Vec<(String, String)>,
    /// Anything of the site's own.
    #[serde(with = "crate::content::loose")]
    pub extra: serde_json::Value,
}

/// What articles of a section inherit unless they say otherwise.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Defaults {
    /// Their kind.
    pub kind: Option<Kind>,
    /// Their topics.
    pub topics: Option<Vec<Located<String>>>,
    /// Their channels.
    pub channels: Option<Vec<Channel>>,
    /// Their groups.
    pub groups: Option<Vec<Group>>,
}

/// `[locality]` as written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LocalityFront {
    /// The official code; absent for a hamlet.
    pub code: Option<Located<String>>,
    /// The name of a hamlet.
    pub name: Option<Located<String>>,
    /// Where the table stands.
    pub at: At,
}

/// A contact of a locality as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// What a locality below overrides it by.
    pub id: String,
    /// What it is.
    pub label: String,
    /// The number.
    pub phone: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// When it can be reached.
    pub hours: Option<String>,
    /// What else to know.
    pub note: Option<String>,
}

/// `[schedule]` as written: what a locality says of its loudspeakers; the rest it inherits.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScheduleFront {
    /// The station's name.
    pub station: Option<String>,
    /// Syllables a minute.
    pub rate: Option<u16>,
    /// The opening names the lunar date.
    pub lunar_date: Option<bool>,
    /// The region whose words are used.
    pub profile: Option<Region>,
    /// The slots.
    pub slots: Option<Vec<Slot>>,
    /// Days that its bulletins name, besides those from above.
    pub days: Vec<YearDay>,
}

/// A slot of the loudspeaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// `17:00`.
    pub time: String,
    /// `mon` … `sun`.
    pub days: Vec<String>,
    /// How long it is.
    pub minutes: u16,
}

/// A Zalo group or account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZaloGroup {
    /// Its name.
    pub name: String,
    /// Its link.
    pub url: String,
}

/// Somebody who may approve articles.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Approver {
    /// The name.
    pub name: String,
    /// The position.
    pub role: String,
}

impl SectionPage {
    /// The front page of a site that has no `content/_index.md`.
    pub fn front_page(config: &Config) -> SectionPage {
        let nowhere = At { line: 1, column: 1 };
        SectionPage {
            path: SourcePath::new("content/_index.md"),
            digest: Digest::of(b""),
            front: SectionFront {
                title: Located { value: config.title.clone(), at: nowhere },
                description: config.tagline.clone(),
                weight: 0,
                sort_by: None,
                paginate_by: None,
                template: None,
                aliases: Vec::new(),
                draft: false,
                defaults: Defaults::default(),
                locality: None,
                contacts: Vec::new(),
                schedule: None,
                zalo_groups: Vec::new(),
                approvers: Vec::new(),
                lexicon: Vec::new(),
                extra: serde_json::Value::Null,
            },
            body: Body::pack(&Blocks::default()),
            has_body: false,
            anchors: Texts::default(),
            references: Vec::new(),
        }
    }
}

/// Reads a section from its fields and its parsed body.
pub fn read(
    source: &SourceFile,
    fields: Fields<'_>,
    parsed: Parsed,
    found: &mut Vec<Diagnostic>,
) -> Option<SectionPage> {
    let front = fields.consume(found, read_front)?;
    Some(SectionPage {
        path: source.path.clone(),
        digest: source.digest,
        front,
        has_body: !parsed.blocks.blocks.is_empty(),
        body: Body::pack(&parsed.blocks),
        anchors: parsed.anchors.iter().collect(),
        references: parsed.references,
    })
}

fn read_front(f: &mut Fields<'_>) -> Option<SectionFront> {
    let title = f.required_string("title", "title = \"Bơi an toàn\"");
    let front = SectionFront {
        title: title.clone().unwrap_or_else(|| Located { value: String::new(), at: f.at() }),
        description: f.string("description").map(|text| text.value).unwrap_or_default(),
        weight: f.integer("weight", -1_000_000..1_000_001).unwrap_or(0),
        sort_by: front::word(f, "sort_by").map(|sort| sort.value),
        paginate_by: f.integer("paginate_by", 1..1001).and_then(|n| usize::try_from(n).ok()),
        template: f.string("template"),
        aliases: f.strings("aliases").unwrap_or_default(),
        draft: f.boolean("draft").unwrap_or(false),
        defaults: defaults(f),
        locality: locality(f),
        contacts: contacts(f),
        schedule: schedule(f),
        zalo_groups: zalo_groups(f),
        approvers: approvers(f),
        lexicon: f.string_pairs("lexicon"),
        extra: f.free_table("extra"),
    };
    title.map(|_| front)
}

fn defaults(fields: &mut Fields<'_>) -> Defaults {
    let Some(mut table) = fields.table("defaults") else { return Defaults::default() };
    let defaults = Defaults {
        kind: front::word(&mut table, "kind").map(|kind| kind.value),
        topics: table.one_or_more("topic"),
        channels: front::words(&mut table, "channels"),
        groups: front::words(&mut table, "groups"),
    };
    table.finish();
    defaults
}

fn locality(fields: &mut Fields<'_>) -> Option<LocalityFront> {
    let mut table = fields.table("locality")?;
    let locality = LocalityFront { at: table.at(), code: table.string("code"), name: table.string("name") };
    if locality.code.is_none() && locality.name.is_none() && !table.has("code") {
        table.report(messages::locality_without_code(table.spot(table.at())));
    }
    table.finish();
    Some(locality)
}

fn contacts(fields: &mut Fields<'_>) -> Vec<Contact> {
    let mut contacts = Vec::new();
    for mut table in fields.tables("contacts") {
        let id = table.required_string("id", "id = \"cong-an\"");
        let label = table.required_string("label", "label = \"Công an xã\"");
        let text =
            |table: &mut Fields<'_>, key| table.string(key).map(|t| t.value).filter(|t| !t.trim().is_empty());
        let phone = text(&mut table, "phone");
        if let Some(phone) = &phone
            && !phone.chars().any(|c| c.is_ascii_digit())
        {
            table.report(messages::phone_without_digits(table.spot(table.at_of("phone")), phone));
        }
        let (address, hours) = (text(&mut table, "address"), text(&mut table, "hours"));
        let note = text(&mut table, "note");
        text(&mut table, "source");
        if let (Some(id), Some(label)) = (id, label) {
            contacts.push(Contact { id: id.value, label: label.value, phone, address, hours, note });
        }
        table.finish();
    }
    contacts
}

fn schedule(fields: &mut Fields<'_>) -> Option<ScheduleFront> {
    let mut table = fields.table("schedule")?;
    let has_slots = table.has("slots");
    let schedule = ScheduleFront {
        station: table.string("station").map(|text| text.value),
        rate: table.integer("rate", 100..401).and_then(|n| u16::try_from(n).ok()),
        lunar_date: table.boolean("lunar_date"),
        profile: front::word(&mut table, "profile").map(|profile| profile.value),
        slots: Some(slots(&mut table)).filter(|_| has_slots),
        days: days::read(&mut table),
    };
    table.finish();
    Some(schedule)
}

fn slots(fields: &mut Fields<'_>) -> Vec<Slot> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let mut slots = Vec::new();
    for mut table in fields.tables("slots") {
        let time = table.required_string("time", "time = \"17:00\"");
        if let Some(time) = &time
            && !is_clock_time(&time.value)
        {
            table.report(messages::slot_time(table.spot(time.at), &time.value));
        }
        let days = table.strings("days").unwrap_or_default();
        for day in days.iter().filter(|day| !DAYS.contains(&day.value.as_str())) {
            table.report(messages::word_unknown(
                table.spot(day.at),
                "days",
                &day.value,
                &DAYS.map(|day| (day, "")),
                None,
            ));
        }
        let minutes = table.integer("minutes", 1..241).and_then(|n| u16::try_from(n).ok());
        if let (Some(time), Some(minutes)) = (time, minutes) {
            let days = days.into_iter().map(|day| day.value).collect();
            slots.push(Slot { time: time.value, days, minutes });
        }
        table.finish();
    }
    slots
}

fn is_clock_time(text: &str) -> bool {
    let parsed = text.split_once(':').map(|(h, m)| (h.parse::<u8>(), m.parse::<u8>()));
    matches!(parsed, Some((Ok(h), Ok(m))) if h < 24 && m < 60 && text.len() == 5)
}

fn zalo_groups(fields: &mut Fields<'_>) -> Vec<ZaloGroup> {
    let mut groups = Vec::new();
    for mut table in fields.tables("zalo_groups") {
        let name = table.required_string("name", "name = \"Nhóm Zalo xóm …\"");
        let url = table.required_string("url", "url = \"https://zalo.me/g/…\"");
        if let (Some(name), Some(url)) = (name, url) {
            groups.push(ZaloGroup { name: name.value, url: url.value });
        }
        table.finish();
    }
    groups
}

fn approvers(fields: &mut Fields<'_>) -> Vec<Approver> {
    let mut approvers = Vec::new();
    for mut table in fields.tables("approvers") {
        let name = table.required_string("name", "name = \"Nguyễn Văn A\"");
        let role = table.required_string("role", "role = \"Phó Chủ tịch UBND xã\"");
        if let (Some(name), Some(role)) = (name, role) {
            approvers.push(Approver { name: name.value, role: role.value });
        }
        table.finish();
    }
    approvers
}
