//! The front matter of an article as the privacy gate sees it: every string, every comment, and
//! the consent records.
//!
//! Text between `+++` lines comes in; passages, records and channels go into the article. A header
//! that is no valid TOML is read line by line as text and yields no record, so that a broken header
//! can hide no name and grant no consent.

use jiff::civil::Date;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::addresses::is_picture;
use super::buffer::{Buffer, LineStarts};
use super::keys::fold;
use super::{Article, ConsentRecord, Override, Picture, Where};

/// Reads the header into `article`; returns where the body begins, and the photographs that are attached.
pub(super) fn read(text: &str, lines: &LineStarts, article: &mut Article) -> (usize, Vec<(Picture, Buffer)>) {
    let Some((start, end, body)) = bounds(text) else { return (0, Vec::new()) };
    let mut attached = Vec::new();
    let header = &text[start..end];
    let mut reader = Reader { header, start, lines, article, strings: Vec::new() };
    match DeTable::parse(header) {
        Ok(table) => {
            reader.table(table.get_ref(), "");
            reader.consents(table.get_ref());
            reader.overrides(table.get_ref());
            attached = reader.attached(table.get_ref());
        }
        Err(_) => reader.article.broken_header = true,
    }
    reader.rest();
    (body, attached)
}

/// Start and end of the header, and the start of the body.
fn bounds(text: &str) -> Option<(usize, usize, usize)> {
    let begin = text.len() - text.trim_start_matches('\u{feff}').len();
    let first = text[begin..].split_inclusive('\n').next()?;
    if first.trim_end() != "+++" {
        return None;
    }
    let start = begin + first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some((start, at, at + line.len()));
        }
        at += line.len();
    }
    None
}

struct Reader<'a, 'l> {
    header: &'a str,
    start: usize,
    lines: &'a LineStarts<'l>,
    article: &'a mut Article,
    /// Byte ranges of the strings already read.
    strings: Vec<(usize, usize)>,
}

impl Reader<'_, '_> {
    fn table(&mut self, table: &DeTable<'_>, path: &str) {
        for (name, value) in table {
            let name = name.get_ref().as_ref();
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
            self.value(value, &path);
        }
    }

    fn value(&mut self, value: &Spanned<DeValue<'_>>, path: &str) {
        match value.get_ref() {
            DeValue::String(text) => self.string(text, value.span(), path),
            DeValue::Array(items) => {
                for item in items {
                    self.value(item, path);
                    if let (DeValue::String(name), "channels") = (item.get_ref(), path) {
                        self.article.channels.push(name.to_lowercase());
                    }
                }
            }
            DeValue::Table(table) => self.table(table, path),
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
        }
    }

    fn string(&mut self, text: &str, span: std::ops::Range<usize>, path: &str) {
        let raw = self.header.get(span.clone()).unwrap_or("");
        let quotes = raw.bytes().take_while(|b| matches!(b, b'"' | b'\'')).count();
        let offset = self.start + span.start + if quotes >= 3 { 3 } else { quotes.min(1) };
        self.strings.push((span.start, span.end));
        // What an override quotes and who signs it never leaves the sources; who decides is an official.
        if path.starts_with("override.") || ["approval.by", "approval.role", "rejection.by"].contains(&path) {
            return;
        }
        let last = path.rsplit('.').next().unwrap_or(path);
        let place = match last {
            _ if path == "consent.subject" => Where::ConsentSubject,
            "title" => Where::Title,
            _ if path.starts_with("loudspeaker") || path.starts_with("loa") => Where::Loudspeaker,
            _ if path.starts_with("zalo") => Where::Zalo,
            "slug" | "path" | "aliases" | "image" | "cover" | "file" | "src" | "audio" => Where::LinkTarget,
            _ => Where::FrontMatter,
        };
        let mut buffer = Buffer::default();
        buffer.push(text, offset);
        self.article.passages.extend(buffer.take(place, 0, self.lines));
    }

    fn consents(&mut self, table: &DeTable<'_>) {
        let Some(value) = table.get("consent") else { return };
        match value.get_ref() {
            DeValue::Array(records) => {
                for record in records {
                    if let DeValue::Table(fields) = record.get_ref() {
                        self.consent(fields, record.span().start);
                    }
                }
            }
            DeValue::Table(fields) => self.consent(fields, value.span().start),
            _ => {}
        }
    }

    fn overrides(&mut self, table: &DeTable<'_>) {
        let Some(DeValue::Array(records)) = table.get("override").map(Spanned::get_ref) else { return };
        for record in records {
            let DeValue::Table(fields) = record.get_ref() else { continue };
            let field = |name: &str| {
                fields.get(name).and_then(|value| value.get_ref().as_str()).unwrap_or("").to_owned()
            };
            let dated = fields.get("date").map(Spanned::get_ref).and_then(date);
            self.article.overrides.extend(dated.map(|date| Override {
                rule: field("rule"),
                words: field("words"),
                by: field("by"),
                reason: field("reason"),
                date,
                line: self.lines.spot(0, self.start + record.span().start).line,
            }));
        }
    }

    /// Photographs in `[[attachments]]`, by what their titles say.
    fn attached(&self, table: &DeTable<'_>) -> Vec<(Picture, Buffer)> {
        let Some(DeValue::Array(records)) = table.get("attachments").map(Spanned::get_ref) else {
            return Vec::new();
        };
        let attached = records.iter().filter_map(|record| {
            let DeValue::Table(fields) = record.get_ref() else { return None };
            let text = |name: &str| fields.get(name).and_then(|value| value.get_ref().as_str());
            let target = text("file").filter(|file| is_picture(file))?.to_owned();
            let mut title = Buffer::default();
            let at = fields.get("title").map_or(record.span().start, |value| value.span().start + 1);
            title.push(text("title").unwrap_or(""), self.start + at);
            let line = self.lines.spot(0, self.start + at).line;
            let (alt, caption) = (String::new(), String::new());
            Some((Picture { index: 0, line, alt, title: String::new(), target, caption }, title))
        });
        attached.collect()
    }

    fn consent(&mut self, fields: &DeTable<'_>, at: usize) {
        let field = |name: &str| fields.get(name).map(Spanned::get_ref);
        let flag = |name: &str| field(name).and_then(DeValue::as_bool);
        let scope = match field("scope") {
            Some(DeValue::Array(items)) => {
                items.iter().filter_map(|item| item.get_ref().as_str()).map(str::to_lowercase).collect()
            }
            Some(DeValue::String(one)) => vec![one.to_lowercase()],
            _ => Vec::new(),
        };
        self.article.consents.push(ConsentRecord {
            subject: field("subject").and_then(DeValue::as_str).unwrap_or("").to_owned(),
            child: flag("child"),
            guardian: flag("guardian"),
            given: field("given").and_then(date),
            expires: field("expires").and_then(date),
            withdrawn: field("withdrawn").is_some(),
            scope,
            line: self.lines.spot(0, self.start + at).line,
        });
    }

    /// What stands beside the strings: comments, and keys that could hold a name.
    fn rest(&mut self) {
        let mut left = self.header.as_bytes().to_vec();
        for (from, to) in &self.strings {
            left[*from..*to].fill(b' ');
        }
        let Ok(left) = String::from_utf8(left) else { return };
        let mut at = 0;
        for line in self.header.split_inclusive('\n') {
            let left = &left[at..at + line.len()];
            if left.contains('#') || !left.is_ascii() || left.matches(['-', '_']).count() > 1 {
                let mut buffer = Buffer::default();
                buffer.push(left, self.start + at);
                self.article.passages.extend(buffer.take(Where::Comment, 0, self.lines));
            }
            at += line.len();
        }
    }
}

fn date(value: &DeValue<'_>) -> Option<Date> {
    match value {
        DeValue::Datetime(when) => {
            let day = when.date?;
            Date::new(
                i16::try_from(day.year).ok()?,
                i8::try_from(day.month).ok()?,
                i8::try_from(day.day).ok()?,
            )
            .ok()
        }
        DeValue::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

/// The N of `ảnh N`.
pub(super) fn picture_number(subject: &str) -> Option<u32> {
    let folded = fold(subject);
    let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next()?;
    if !matches!(first, "anh" | "hinh" | "photo" | "picture") {
        return None;
    }
    words.find_map(|word| word.parse().ok())
}
