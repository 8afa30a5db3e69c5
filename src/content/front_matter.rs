//! The vocabulary of the front matter: closed sets and the tables below the top level, as written.
//!
//! A table of fields comes in, a typed record goes out; a value outside its set is a diagnostic that
//! lists the set. What a kind of article needs is decided later, with its section's defaults.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::diag::{At, Located, messages};
use crate::fields::{Fields, nearest};

/// A closed set of words in the front matter.
pub trait Word: Copy + Sized + 'static {
    /// All members.
    const ALL: &'static [Self];
    /// How it is written.
    fn word(self) -> &'static str;
    /// How Vietnamese readers call it.
    fn label(self) -> &'static str;
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }
        impl Word for $name {
            const ALL: &'static [$name] = &[$($name::$variant,)+];
            fn word(self) -> &'static str { match self { $($name::$variant => $word,)+ } }
            fn label(self) -> &'static str { match self { $($name::$variant => $label,)+ } }
        }
    };
}

words! {
    /// What sort of article it is.
    Kind {
        /// Advice that stays valid until its review.
        Guidance = "guidance", "Hướng dẫn";
        /// Something that happened or is announced.
        News = "news", "Tin";
        /// An official document.
        Document = "document", "Văn bản";
        /// Something that takes place on a day.
        Event = "event", "Sự kiện";
        /// A good example or model.
        Story = "story", "Gương, mô hình";
        /// A place, a phone, a class, a playground.
        Service = "service", "Dịch vụ";
    }
}
words! {
    /// Where an article goes.
    Channel {
        /// The web portal.
        Web = "web", "Trang web";
        /// The commune's loudspeakers.
        Loudspeaker = "loudspeaker", "Loa truyền thanh";
        /// Zalo groups and the Official Account.
        Zalo = "zalo", "Zalo";
        /// Paper.
        Print = "print", "Bản in";
    }
}
words! {
    /// How urgent a loudspeaker item is (Circular 39/2020/TT-BTTTT, lowest first).
    Class {
        /// Scheduled by the commune.
        Normal = "normal", "Thông thường";
        /// Goes into the programme first.
        Priority = "priority", "Ưu tiên";
        /// Played at once.
        Urgent = "urgent", "Khẩn cấp";
    }
}
words! {
    /// Whom an article addresses.
    Group {
        /// Parents and carers.
        Parents = "parents", "Cha mẹ, người chăm sóc";
        /// Children below six, through those who read to them.
        ChildrenUnder6 = "children-under-6", "Trẻ dưới 6 tuổi";
        /// Children from six to ten.
        Children6To10 = "children-6-10", "Trẻ 6–10 tuổi";
        /// Children from eleven to fifteen.
        Children11To15 = "children-11-15", "Trẻ 11–15 tuổi";
        /// Teachers.
        Teachers = "teachers", "Thầy cô";
        /// Officials.
        Officials = "officials", "Cán bộ";
    }
}
words! {
    /// The administrative level of a document's issuer.
    DocumentLevel {
        /// Central bodies.
        Central = "central", "Trung ương";
        /// A province.
        Province = "province", "Cấp tỉnh";
        /// A district (until 30 June 2025).
        District = "district", "Cấp huyện (đến 30/6/2025)";
        /// A commune.
        Commune = "commune", "Cấp xã";
    }
}
words! {
    /// Whether a document is in force.
    DocumentStatus {
        /// In force.
        InForce = "in-force", "Còn hiệu lực";
        /// No longer in force.
        Ended = "ended", "Hết hiệu lực";
        /// Not known to the portal.
        Unknown = "unknown", "Chưa rõ hiệu lực";
    }
}
words! {
    /// What sort of service it is.
    ServiceCategory {
        /// A place to go to.
        Place = "place", "Địa điểm";
        /// A number to call.
        Phone = "phone", "Số điện thoại";
        /// A class where children learn to swim.
        SwimmingClass = "swimming-class", "Lớp dạy bơi";
        /// A place to play.
        Playground = "playground", "Điểm vui chơi";
    }
}

words! {
    /// The region whose words a loudspeaker uses for numbers and days.
    Region {
        /// nghìn, linh, hai mươi tư.
        North = "north", "Miền Bắc";
        /// ngàn, lẻ, hai mươi tư.
        Central = "central", "Miền Trung";
        /// ngàn, lẻ, hai mươi bốn.
        South = "south", "Miền Nam";
    }
}

words! {
    /// How a section's articles are ordered.
    SortBy {
        /// Newest first.
        Date = "date", "Mới nhất trước";
        /// By weight, then title.
        Weight = "weight", "Theo thứ tự";
        /// By title.
        Title = "title", "Theo tên";
    }
}

/// Reads one word of a set.
pub fn word<W: Word>(fields: &mut Fields<'_>, key: &'static str) -> Option<Located<W>> {
    let text = fields.string(key)?;
    match_word(fields, key, &text).map(|value| Located { value, at: text.at })
}

/// Reads a list of words of a set, without repeats and in the set's order.
pub fn words<W: Word + Ord>(fields: &mut Fields<'_>, key: &'static str) -> Option<Vec<W>> {
    let texts = fields.strings(key)?;
    let mut found: Vec<W> = texts.iter().filter_map(|text| match_word(fields, key, text)).collect();
    found.sort_unstable();
    found.dedup();
    Some(found)
}

/// `[audience]` as written.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct AudienceFront {
    /// Codes of localities.
    pub localities: Option<Vec<Located<String>>>,
    /// Codes taken out again.
    pub except: Vec<Located<String>>,
    /// Groups of people.
    pub groups: Option<Vec<Group>>,
    /// Where the table stands.
    pub at: At,
}

/// `[review]` of guidance.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Review {
    /// When it was last looked at as a whole.
    pub reviewed: Located<Date>,
    /// When it must be looked at again.
    pub due: Located<Date>,
    /// Whose task it is: a role.
    pub reviewer: String,
}

/// One of `[[sources]]`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Source {
    /// What it is called.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// Where it can be read.
    pub url: Option<Located<String>>,
    /// Its date.
    pub date: Option<Date>,
}

/// A date of which the day may be blank, as in draft letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Issued {
    /// The year.
    pub year: i16,
    /// The month.
    pub month: i8,
    /// The day, unless it is blank in the document.
    pub day: Option<i8>,
}

/// `[document]` as written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct DocumentFront {
    /// Where the table stands.
    pub at: At,
    /// Chỉ thị, Kế hoạch, …
    pub kind: String,
    /// Number and sign, as in the document.
    pub number: Option<Located<String>>,
    /// The body that issued it.
    pub issuer: Option<String>,
    /// The body above the issuer.
    pub superior: Option<String>,
    /// Where it was issued.
    pub place: Option<String>,
    /// When it was issued.
    pub issued: Option<Issued>,
    /// Who signed it.
    pub signer: Option<String>,
    /// The signer's position.
    pub signer_position: Option<String>,
    /// In whose name it was signed, as written.
    pub signer_authority: Option<String>,
    /// The level of the issuer.
    pub level: Option<DocumentLevel>,
    /// What it carries out.
    pub implements: Vec<Located<String>>,
    /// What it cites besides.
    pub cites: Vec<Located<String>>,
    /// What it replaces.
    pub replaces: Vec<Located<String>>,
    /// Whether it is in force.
    pub status: DocumentStatus,
    /// A yearly deadline it sets, `20/11`.
    pub report_due: Option<Located<String>>,
    /// The issuer's locality.
    pub locality: Option<Located<String>>,
    /// Who received it.
    pub recipients: Vec<String>,
}

/// `[event]` as written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EventFront {
    /// When it begins.
    pub start: DateTime,
    /// Whether the beginning has a time of day.
    pub timed: bool,
    /// When it ends.
    pub end: Option<DateTime>,
    /// Where.
    pub place: Option<String>,
    /// The lunar date it follows.
    pub lunar: Option<Located<String>>,
}

/// `[service]` as written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ServiceFront {
    /// What sort.
    pub category: ServiceCategory,
    /// The number to call.
    pub phone: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// When it can be reached.
    pub hours: Option<String>,
    /// What it costs.
    pub cost: Option<String>,
}

/// One of `[[attachments]]`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Attachment {
    /// A file beside the article.
    pub file: Located<String>,
    /// What it is called.
    pub title: String,
    /// The SHA-256 of the original, in hexadecimal, so that readers can compare.
    pub sha256: Option<String>,
}

/// Reads `[audience]`.
pub fn audience(fields: &mut Fields<'_>) -> AudienceFront {
    let Some(mut table) = fields.table("audience") else {
        return AudienceFront { at: fields.at(), ..AudienceFront::default() };
    };
    let audience = AudienceFront {
        at: table.at_of("localities"),
        localities: table.strings("localities"),
        except: table.strings("except").unwrap_or_default(),
        groups: words(&mut table, "groups"),
    };
    table.finish();
    audience
}

/// Reads `[review]`; all three fields are needed.
pub fn review(fields: &mut Fields<'_>) -> Option<Review> {
    let mut table = fields.table("review")?;
    let reviewed = required_date(&mut table, "reviewed", "reviewed = 2026-10-01");
    let due = required_date(&mut table, "due", "due = 2027-10-01");
    let reviewer = table.required_string("reviewer", "reviewer = \"Trạm y tế xã\"");
    if let (Some(reviewed), Some(due)) = (&reviewed, &due)
        && due.value <= reviewed.value
    {
        table.report(messages::review_due_before_reviewed(table.spot(due.at)));
    }
    table.finish();
    Some(Review { reviewed: reviewed?, due: due?, reviewer: reviewer?.value })
}

/// Reads `[[sources]]`.
pub fn sources(fields: &mut Fields<'_>) -> Vec<Source> {
    let mut sources = Vec::new();
    for mut table in fields.tables("sources") {
        let title = table.required_string("title", "title = \"Luật Trẻ em số 102/2016/QH13\"");
        let publisher = table.string("publisher").map(|text| text.value).unwrap_or_default();
        let url = table.string("url");
        if let Some(url) = &url
            && !(url.value.starts_with("https://") || url.value.starts_with("http://"))
        {
            table.report(messages::source_url(table.spot(url.at), &url.value));
        }
        let date = table.date("date").map(|date| date.value);
        sources.extend(title.map(|title| Source { title: title.value, publisher, url, date }));
        table.finish();
    }
    sources
}

/// Reads `[document]`.
pub fn document(fields: &mut Fields<'_>) -> Option<DocumentFront> {
    let mut t = fields.table("document")?;
    let kind = t.required_string("type", "type = \"Kế hoạch\"");
    let text =
        |t: &mut Fields<'_>, key| t.string(key).map(|text| text.value).filter(|text| !text.trim().is_empty());
    let document = DocumentFront {
        at: t.at(),
        kind: kind.as_ref().map(|kind| kind.value.clone()).unwrap_or_default(),
        number: t.string("number"),
        issuer: text(&mut t, "issuer"),
        superior: text(&mut t, "superior"),
        place: text(&mut t, "place"),
        issued: issued(&mut t),
        signer: text(&mut t, "signer"),
        signer_position: text(&mut t, "signer_position"),
        signer_authority: text(&mut t, "signer_authority"),
        level: word(&mut t, "level").map(|level| level.value),
        implements: t.strings("implements").unwrap_or_default(),
        cites: t.strings_or_tables("cites", "number").unwrap_or_default(),
        replaces: t.strings("replaces").unwrap_or_default(),
        status: word(&mut t, "status").map_or(DocumentStatus::Unknown, |status| status.value),
        report_due: t.string("report_due").filter(|due| !due.value.trim().is_empty()),
        locality: t.string("locality"),
        recipients: t.strings("recipients").unwrap_or_default().into_iter().map(|text| text.value).collect(),
    };
    t.finish();
    kind.map(|_| document)
}

/// Reads `[event]`.
pub fn event(fields: &mut Fields<'_>) -> Option<EventFront> {
    let mut table = fields.table("event")?;
    if !table.has("start") {
        table.report(messages::field_missing(table.spot(table.at()), "event.start", "start = 2027-06-01"));
    }
    let start = table.moment("start");
    // A day without an hour is the whole day: an event that ends the day it begins needs no more words.
    let is_day_of = |start: &DateTime, end: &DateTime| {
        end.time() == jiff::civil::Time::midnight() && end.date() == start.date()
    };
    let end = table.moment("end");
    let end = end.filter(|end| !start.as_ref().is_some_and(|start| is_day_of(&start.value, &end.value)));
    if let (Some(start), Some(end)) = (&start, &end)
        && end.value < start.value
    {
        table.report(messages::event_ends_before_start(table.spot(end.at)));
    }
    let place = table.string("place").map(|text| text.value);
    let lunar = table.string("lunar");
    table.finish();
    let start = start?.value;
    let midnight = jiff::civil::Time::midnight();
    Some(EventFront { timed: start.time() != midnight, start, end: end.map(|end| end.value), place, lunar })
}

/// Reads `[service]`.
pub fn service(fields: &mut Fields<'_>) -> Option<ServiceFront> {
    let mut t = fields.table("service")?;
    if !t.has("category") {
        t.report(messages::field_missing(t.spot(t.at()), "service.category", "category = \"phone\""));
    }
    let category = word(&mut t, "category");
    let text = |t: &mut Fields<'_>, key| t.string(key).map(|text| text.value);
    let (phone, address) = (text(&mut t, "phone"), text(&mut t, "address"));
    let (hours, cost) = (text(&mut t, "hours"), text(&mut t, "cost"));
    t.finish();
    Some(ServiceFront { category: category?.value, phone, address, hours, cost })
}

/// Reads `[zalo]`: wording of its own for Zalo groups.
pub fn zalo(fields: &mut Fields<'_>) -> Option<Located<String>> {
    let mut table = fields.table("zalo")?;
    let text = table.string("text").filter(|text| !text.value.trim().is_empty());
    table.finish();
    text
}

/// Reads `[[attachments]]`.
pub fn attachments(fields: &mut Fields<'_>) -> Vec<Attachment> {
    let mut attachments = Vec::new();
    for mut table in fields.tables("attachments") {
        let file = table.required_string("file", "file = \"ke-hoach.pdf\"");
        let title = table.string("title").map(|text| text.value);
        let sha256 = table.string("sha256").map(|text| text.value);
        attachments.extend(file.map(|file| {
            let title = title.unwrap_or_else(|| file.value.clone());
            Attachment { file, title, sha256 }
        }));
        table.finish();
    }
    attachments
}

/// Reads the keys of `[[consent]]` for their form; the privacy gate judges what they say.
pub fn consents(fields: &mut Fields<'_>) {
    for mut table in fields.tables("consent") {
        table.required_string("subject", "subject = \"ảnh 1\"");
        table.boolean("child");
        table.boolean("guardian");
        table.date("given");
        table.date("expires");
        table.date("withdrawn");
        words::<Channel>(&mut table, "scope");
        table.finish();
    }
}

/// Reads the keys of `[[override]]` for their form; the privacy gate heeds only complete ones.
pub fn overrides(fields: &mut Fields<'_>) {
    for mut table in fields.tables("override") {
        table.required_string("rule", "rule = \"privacy-child-named\"");
        table.string("words");
        table.required_string("by", "by = \"Nguyễn Văn A, Phó Chủ tịch UBND xã\"");
        table.required_string("reason", "reason = \"nhân vật lịch sử, mất năm 1950\"");
        required_date(&mut table, "date", "date = 2026-05-01");
        table.finish();
    }
}

fn match_word<W: Word>(fields: &Fields<'_>, key: &str, text: &Located<String>) -> Option<W> {
    let found = W::ALL.iter().copied().find(|member| member.word() == text.value);
    if found.is_none() {
        let all: Vec<&str> = W::ALL.iter().map(|member| member.word()).collect();
        let near = nearest(&text.value, &all);
        let with_meaning: Vec<(&str, &str)> =
            W::ALL.iter().map(|member| (member.word(), member.label())).collect();
        fields.report(messages::word_unknown(fields.spot(text.at), key, &text.value, &with_meaning, near));
    }
    found
}

/// A date that must be there.
pub fn required_date(table: &mut Fields<'_>, key: &'static str, example: &str) -> Option<Located<Date>> {
    if !table.has(key) {
        table.report(messages::field_missing(table.spot(table.at()), key, example));
    }
    table.date(key)
}

/// `issued = 2024-03-27`, or `issued = "2024-04"` where the day is blank.
fn issued(table: &mut Fields<'_>) -> Option<Issued> {
    if !table.is_text("issued") {
        let date = table.date("issued")?.value;
        return Some(Issued { year: date.year(), month: date.month(), day: Some(date.day()) });
    }
    let text = table.string("issued")?;
    let parsed = text.value.split_once('-').and_then(|(year, month)| {
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
        Some(Issued { year: date.year(), month: date.month(), day: None })
    });
    if parsed.is_none() {
        table.report(messages::issued_unreadable(table.spot(text.at), &text.value));
    }
    parsed
}
