//! Reads a TOML table field by field, as an official wrote it, and keeps every place.
//!
//! A table comes in, typed values go out, each with its line and column; whatever is wrong becomes a
//! diagnostic and reading goes on, so that all mistakes of a file are told at once. A key that
//! nobody asked for is unknown. Nothing here knows what the fields mean.

use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

use jiff::civil::{Date, DateTime, Time};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{At, Diagnostic, Located, messages};
use crate::path::SourcePath;
use crate::vi;

/// The text that a table was read from.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'t> {
    /// The file.
    pub file: &'t SourcePath,
    /// Its whole text.
    pub text: &'t str,
    /// Where the TOML begins in it, in bytes.
    pub start: usize,
}

impl Origin<'_> {
    fn at(&self, span: &Range<usize>) -> At {
        At::of_byte(self.text, self.start + span.start)
    }

    fn words(&self, span: &Range<usize>) -> &str {
        self.text.get(self.start + span.start..self.start + span.end).unwrap_or("")
    }
}

/// A table that is being read. Ask for every field, then call [`Fields::finish`].
#[derive(Debug)]
pub struct Fields<'t> {
    origin: Origin<'t>,
    table: DeTable<'t>,
    name: String,
    at: At,
    asked: Vec<&'static str>,
    found: Rc<RefCell<Vec<Diagnostic>>>,
}

/// Parses TOML text; a table that cannot be read at all gives the parser's complaints.
pub fn read<'t>(origin: Origin<'t>, toml: &'t str) -> (Option<Fields<'t>>, Vec<Diagnostic>) {
    match DeTable::parse(toml) {
        Ok(table) => {
            let fields = Fields {
                origin,
                table: table.into_inner(),
                name: String::new(),
                at: origin.at(&(0..0)),
                asked: Vec::new(),
                found: Rc::default(),
            };
            (Some(fields), Vec::new())
        }
        Err(error) => {
            let span = error.span().unwrap_or(0..0);
            let spot = origin.at(&span).in_file(origin.file);
            (None, vec![messages::toml_unreadable(spot, error.message(), origin.text)])
        }
    }
}

impl<'t> Fields<'t> {
    /// Where the table begins.
    pub fn at(&self) -> At {
        self.at
    }

    /// Where a key's value stands, or else the table.
    pub fn at_of(&self, key: &str) -> At {
        self.table.get(key).map_or(self.at, |value| self.origin.at(&value.span()))
    }

    /// Where the first letter of a text stands: behind its quotes, and in the next line where a line end
    /// follows them.
    pub fn at_of_text(&self, key: &str) -> At {
        let Some(value) = self.table.get(key) else { return self.at };
        let raw = self.origin.words(&value.span());
        let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") { 3 } else { 1 };
        let rest = raw.get(quotes..).unwrap_or_default();
        let line_end = if quotes == 1 {
            0
        } else {
            ["\r\n", "\n"].iter().find(|end| rest.starts_with(**end)).map_or(0, |end| end.len())
        };
        let start = value.span().start + quotes + line_end;
        self.origin.at(&(start..start))
    }

    /// Whether the key is there, whatever its type.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// Whether the key holds a text.
    pub fn is_text(&self, key: &str) -> bool {
        self.table.get(key).is_some_and(|value| value.get_ref().is_str())
    }

    /// A text in NFC; absent or of another type gives `None`, the latter with a diagnostic.
    pub fn string(&mut self, key: &'static str) -> Option<Located<String>> {
        self.typed(key, ("một chuỗi trong dấu nháy", "a string in quotes"), |value| {
            value.as_str().map(|text| vi::nfc(text).into_owned())
        })
    }

    /// A text that must be there and not be blank.
    pub fn required_string(&mut self, key: &'static str, example: &str) -> Option<Located<String>> {
        if !self.has(key) {
            self.asked.push(key);
            self.report(messages::field_missing(self.spot(self.at), &self.path(key), example));
            return None;
        }
        let text = self.string(key)?;
        if vi::is_blank(&text.value) {
            self.report(messages::field_empty(self.spot(text.at), &self.path(key), example));
            return None;
        }
        Some(text)
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, key: &'static str) -> Option<bool> {
        self.typed(key, ("true hoặc false", "true or false"), DeValue::as_bool).map(|found| found.value)
    }

    /// A whole number within bounds.
    pub fn integer(&mut self, key: &'static str, bounds: Range<i64>) -> Option<i64> {
        let expected = format!("{} … {}", bounds.start, bounds.end - 1);
        let pair = (format!("một số nguyên ({expected})"), format!("a whole number ({expected})"));
        self.typed(key, (&pair.0, &pair.1), |value| {
            let integer = value.as_integer()?;
            i64::from_str_radix(integer.as_str(), integer.radix()).ok().filter(|n| bounds.contains(n))
        })
        .map(|found| found.value)
    }

    /// A day, written `2026-05-12` without quotes.
    pub fn date(&mut self, key: &'static str) -> Option<Located<Date>> {
        self.typed(
            key,
            ("một ngày như 2026-05-12, không có dấu nháy", "a date such as 2026-05-12, without quotes"),
            |value| {
                let datetime = value.as_datetime()?;
                if datetime.time.is_some() { None } else { civil_date(datetime) }
            },
        )
    }

    /// A day or a moment, in Vietnamese time; a day means its beginning.
    pub fn moment(&mut self, key: &'static str) -> Option<Located<DateTime>> {
        self.typed(
            key,
            (
                "một ngày như 2026-05-12 hoặc một lúc như 2026-05-12T07:00:00",
                "a date such as 2026-05-12 or a moment such as 2026-05-12T07:00:00",
            ),
            |value| civil_moment(value.as_datetime()?),
        )
    }

    /// A list of texts in NFC.
    pub fn strings(&mut self, key: &'static str) -> Option<Vec<Located<String>>> {
        let expected = ("một danh sách chuỗi như [\"a\", \"b\"]", "a list of strings such as [\"a\", \"b\"]");
        let origin = self.origin;
        self.typed(key, expected, |value| {
            let items = value.as_array()?.iter();
            items
                .map(|item| {
                    let text = item.get_ref().as_str()?;
                    Some(Located { value: vi::nfc(text).into_owned(), at: origin.at(&item.span()) })
                })
                .collect::<Option<Vec<_>>>()
        })
        .map(|found| found.value)
    }

    /// A list whose items are texts, or tables that hold the text under a key of their own:
    /// `["a", { number = "b", date = "2024-04" }]`. Other keys of such a table are left alone.
    pub fn strings_or_tables(&mut self, key: &'static str, inner: &str) -> Option<Vec<Located<String>>> {
        let pair = (
            format!("một danh sách như [\"a\", {{ {inner} = \"b\" }}]"),
            format!("a list such as [\"a\", {{ {inner} = \"b\" }}]"),
        );
        let origin = self.origin;
        self.typed(key, (&pair.0, &pair.1), |value| {
            let items = value.as_array()?.iter();
            items
                .map(|item| {
                    let text = match item.get_ref() {
                        DeValue::Table(table) => table.get(inner)?.get_ref().as_str()?,
                        other => other.as_str()?,
                    };
                    Some(Located { value: vi::nfc(text).into_owned(), at: origin.at(&item.span()) })
                })
                .collect::<Option<Vec<_>>>()
        })
        .map(|found| found.value)
    }

    /// A text or a list of texts.
    pub fn one_or_more(&mut self, key: &'static str) -> Option<Vec<Located<String>>> {
        if self.is_text(key) { self.string(key).map(|text| vec![text]) } else { self.strings(key) }
    }

    /// A table below this one.
    pub fn table(&mut self, key: &'static str) -> Option<Fields<'t>> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        let at = self.origin.at(&value.span());
        match value.get_ref() {
            DeValue::Table(table) => Some(self.below(key, at, table.clone())),
            other => {
                let expected = (format!("một bảng [{key}]"), format!("a table [{key}]"));
                self.report_type(key, other, at, (&expected.0, &expected.1));
                None
            }
        }
    }

    /// A list of tables below this one, `[[key]]`.
    pub fn tables(&mut self, key: &'static str) -> Vec<Fields<'t>> {
        self.asked.push(key);
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let at = self.origin.at(&value.span());
        let expected = (format!("các bảng [[{key}]]"), format!("tables [[{key}]]"));
        let items = match value.get_ref() {
            DeValue::Array(items) => items,
            other => {
                self.report_type(key, other, at, (&expected.0, &expected.1));
                return Vec::new();
            }
        };
        let mut tables = Vec::new();
        for item in items {
            let at = self.origin.at(&item.span());
            match item.get_ref() {
                DeValue::Table(table) => tables.push(self.below(key, at, table.clone())),
                other => self.report_type(key, other, at, (&expected.0, &expected.1)),
            }
        }
        tables
    }

    /// A table whose keys are the author's own words and whose values are texts, in the order of the keys.
    pub fn string_pairs(&mut self, key: &'static str) -> Vec<(String, String)> {
        let Some(table) = self.table(key) else { return Vec::new() };
        let mut pairs = Vec::new();
        for (written, value) in &table.table {
            let name = written.get_ref().as_ref();
            if let Some(text) = value.get_ref().as_str() {
                pairs.push((vi::nfc(name).into_owned(), vi::nfc(text).into_owned()));
            } else {
                let at = self.origin.at(&value.span());
                table.report_type(
                    name,
                    value.get_ref(),
                    at,
                    ("một chuỗi trong dấu nháy", "a string in quotes"),
                );
            }
        }
        pairs
    }

    /// A table of the author's own, as plain data.
    pub fn free_table(&mut self, key: &'static str) -> serde_json::Value {
        self.asked.push(key);
        self.table.get(key).map_or(serde_json::Value::Null, |value| plain(value.get_ref()))
    }

    /// Adds a finding of the caller's to those of this table.
    pub fn report(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// A place in the file of this table.
    pub fn spot(&self, at: At) -> crate::diag::Spot {
        at.in_file(self.origin.file)
    }

    /// Reads a whole table: runs a reader, reports the keys it did not ask for, and hands over all
    /// findings of this table and of those below it.
    pub fn consume<T>(mut self, found: &mut Vec<Diagnostic>, read: impl FnOnce(&mut Fields<'t>) -> T) -> T {
        let sink = Rc::clone(&self.found);
        let value = read(&mut self);
        self.finish();
        found.append(&mut sink.borrow_mut());
        value
    }

    /// Reports the keys nobody asked for. Call once, when all fields were asked for.
    pub fn finish(mut self) {
        self.asked.dedup();
        for (key, _) in &self.table {
            if !self.asked.contains(&key.get_ref().as_ref()) {
                let near = nearest(key.get_ref(), &self.asked);
                let spot = self.spot(self.origin.at(&key.span()));
                self.report(if self.name.is_empty() && key.get_ref() == "blur" {
                    messages::blur_misplaced(spot)
                } else {
                    messages::key_unknown(spot, &self.path(key.get_ref()), near, &self.asked)
                });
            }
        }
    }

    fn typed<T>(
        &mut self,
        key: &'static str,
        expected: (&str, &str),
        convert: impl FnOnce(&DeValue<'t>) -> Option<T>,
    ) -> Option<Located<T>> {
        self.asked.push(key);
        let value = self.table.get(key)?;
        let at = self.origin.at(&value.span());
        let converted = convert(value.get_ref());
        if converted.is_none() {
            self.report_type(key, value.get_ref(), at, expected);
        }
        converted.map(|value| Located { value, at })
    }

    fn report_type(&self, key: &str, value: &DeValue<'_>, at: At, expected: (&str, &str)) {
        let words = self.table.get(key).map_or("", |value| self.origin.words(&value.span()));
        self.report(messages::wrong_type(self.spot(at), &self.path(key), value.type_str(), words, expected));
    }

    fn path(&self, key: &str) -> String {
        if self.name.is_empty() { key.to_owned() } else { format!("{}.{key}", self.name) }
    }

    fn below(&self, key: &str, at: At, table: DeTable<'t>) -> Fields<'t> {
        Fields {
            origin: self.origin,
            table,
            name: self.path(key),
            at,
            asked: Vec::new(),
            found: Rc::clone(&self.found),
        }
    }
}

/// TOML as plain data, without some keys of the top level; nothing if it cannot be read.
pub fn plain_without(toml: &str, left_out: &[&str]) -> serde_json::Value {
    let Ok(table) = DeTable::parse(toml) else { return serde_json::Value::Null };
    let rest = table.get_ref().iter().filter(|(key, _)| !left_out.contains(&key.get_ref().as_ref()));
    rest.map(|(key, item)| (Spanned::get_ref(key).to_string(), plain(item.get_ref()))).collect()
}

/// The candidate that differs from a word by at most two letters, if there is one.
pub fn nearest<'c>(word: &str, candidates: &[&'c str]) -> Option<&'c str> {
    let folded = vi::fold::fold(word);
    let scored = candidates.iter().map(|candidate| (edits(&folded, &vi::fold::fold(candidate)), *candidate));
    scored.filter(|(n, candidate)| *n <= 2 && *n < candidate.len()).min().map(|(_, candidate)| candidate)
}

/// Levenshtein distance in characters.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substitute = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

fn civil_date(datetime: &toml::value::Datetime) -> Option<Date> {
    let date = datetime.date?;
    let year = i16::try_from(date.year).ok()?;
    Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}

fn civil_moment(datetime: &toml::value::Datetime) -> Option<DateTime> {
    let date = civil_date(datetime)?;
    let Some(time) = datetime.time else { return Some(date.at(0, 0, 0, 0)) };
    let clock = Time::new(
        i8::try_from(time.hour).ok()?,
        i8::try_from(time.minute).ok()?,
        i8::try_from(time.second.unwrap_or(0)).ok()?.min(59),
        0,
    )
    .ok()?;
    let written = date.to_datetime(clock);
    let minutes_east = match datetime.offset {
        None => return Some(written),
        Some(toml::value::Offset::Z) => 0,
        Some(toml::value::Offset::Custom { minutes }) => i64::from(minutes),
    };
    // Viet Nam keeps UTC+7 all year.
    written.checked_add(jiff::SignedDuration::from_mins(7 * 60 - minutes_east)).ok()
}

fn plain(value: &DeValue<'_>) -> serde_json::Value {
    use serde_json::Value;
    match value {
        DeValue::String(text) => Value::String(vi::nfc(text).into_owned()),
        DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix())
            .map_or_else(|_| Value::String(n.as_str().to_owned()), Value::from),
        DeValue::Float(n) => n.as_str().parse::<f64>().map_or(Value::Null, Value::from),
        DeValue::Boolean(yes) => Value::Bool(*yes),
        DeValue::Datetime(datetime) => Value::String(datetime.to_string()),
        DeValue::Array(items) => Value::Array(items.iter().map(|item| plain(item.get_ref())).collect()),
        DeValue::Table(table) => Value::Object(
            table
                .iter()
                .map(|(key, item)| (Spanned::get_ref(key).to_string(), plain(item.get_ref())))
                .collect(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_with_an_offset_is_told_in_vietnamese_time() {
        let read = |text: &str| civil_moment(&text.parse().expect("a TOML date-time"));
        assert_eq!(
            read("2026-05-12T00:30:00Z").map(|m| m.to_string()),
            Some("2026-05-12T07:30:00".to_owned())
        );
        assert_eq!(read("2026-05-12").map(|m| m.to_string()), Some("2026-05-12T00:00:00".to_owned()));
    }

    #[test]
    fn the_nearest_key_is_proposed() {
        assert_eq!(nearest("titel", &["title", "date"]), Some("title"));
        assert_eq!(nearest("xyz", &["title", "date"]), None);
    }
}
