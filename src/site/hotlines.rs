//! The hotlines: one dated data file, `content/duong-day-nong.toml`.
//!
//! Numbers are never literals in code or templates. A site without the file gets the program's own
//! list, so that 111 is on every page in any case.

use jiff::civil::Date;
use serde::Serialize;

use crate::diag::{Diagnostic, messages};
use crate::fields::{self, Fields, Origin};
use crate::path::SourcePath;

/// The file's name in the site.
pub const FILE: &str = "content/duong-day-nong.toml";

const BUILT_IN: &str = include_str!("hotlines.toml");

/// A number that anybody may call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hotline {
    /// As people know it: `111`.
    pub number: String,
    /// What it is.
    pub label: String,
    /// When it can be called.
    pub hours: String,
    /// What a call costs.
    pub cost: String,
}

/// The number of this portal: the law gives it to every child in the country.
const FIRST: &str = "111";

/// After so many days somebody should call the number once more.
const FRESH: i32 = 730;

impl Hotline {
    /// The number as a telephone link takes it.
    pub fn tel(&self) -> String {
        self.number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// The program's own list.
pub fn built_in() -> Vec<Hotline> {
    let file = SourcePath::new("hotlines.toml");
    let (hotlines, found) = read(&file, BUILT_IN, jiff::civil::date(2026, 11, 1));
    debug_assert!(found.is_empty(), "the program's own list is sound");
    hotlines
}

/// Reads a site's list; the first one is the line of this portal. An empty list gives the program's.
pub fn read(file: &SourcePath, text: &str, today: Date) -> (Vec<Hotline>, Vec<Diagnostic>) {
    let (fields, mut found) = fields::read(Origin { file, text, start: 0 }, text);
    let hotlines = fields.map(|fields| fields.consume(&mut found, |f| list(f, today))).unwrap_or_default();
    (hotlines, found)
}

fn list(f: &mut Fields<'_>, today: Date) -> Vec<Hotline> {
    let mut hotlines = Vec::new();
    for mut table in f.tables("hotlines") {
        let number = table.required_string("number", "number = \"111\"");
        let label = table.required_string("label", "label = \"Tổng đài quốc gia bảo vệ trẻ em\"");
        let text = |table: &mut Fields<'_>, key| table.string(key).map(|t| t.value).unwrap_or_default();
        let (hours, cost) = (text(&mut table, "hours"), text(&mut table, "cost"));
        text(&mut table, "source");
        check_day(&mut table, today);
        if let (Some(number), Some(label)) = (number, label) {
            let spot = table.spot(number.at);
            if !can_be_called(&number.value) {
                table.report(messages::phone_without_digits(spot, &number.value));
            } else if hotlines.is_empty() && number.value != FIRST {
                table.report(messages::hotline_first(spot, &number.value, FIRST));
            }
            hotlines.push(Hotline { number: number.value, label: label.value, hours, cost });
        }
        table.finish();
    }
    hotlines
}

fn can_be_called(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && number.chars().all(|c| c.is_ascii_digit() || " .-+()".contains(c))
}

/// Somebody looked the number up, not long ago and not in days to come.
fn check_day(table: &mut Fields<'_>, today: Date) {
    let checked = table.date("checked");
    let is_fresh = |day: Date| day <= today && (today - day).get_days() <= FRESH;
    if !checked.as_ref().is_some_and(|day| is_fresh(day.value)) {
        let spot = table.spot(table.at_of("checked"));
        table.report(messages::hotline_unchecked(spot, checked.map(|day| day.value), today));
    }
}
