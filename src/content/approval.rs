//! What the front matter says of an article's way to the public: approved, refused, taken down.
//!
//! The tables are read as written, with the seal of what they were written about: a digest of the
//! body and of the front matter without what changes afterwards, and the names of files that may
//! belong to the article. Whether a seal still fits is judged with the whole site at hand.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::content::{Reference, front_matter::required_date};
use crate::diag::{At, Located};
use crate::digest::Digest;
use crate::fields::{self, Fields};

/// Keys of the front matter that do not count as the text: those that are written when it is settled,
/// and those that are sealed by themselves, because sections decide them too.
const UNSEALED: [&str; 7] = ["approval", "rejection", "withdrawn", "draft", "log", "channels", "audience"];

/// Who approved the article and when, `[approval]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The name.
    pub by: String,
    /// The position.
    pub role: String,
    /// The day.
    pub date: Date,
    /// The seal of what was approved.
    pub digest: Option<String>,
    /// Where the table stands.
    pub at: At,
}

/// Who sent the article back, and why, `[rejection]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The name.
    pub by: String,
    /// The day.
    pub date: Date,
    /// What must be mended.
    pub reason: String,
    /// The seal of what was refused.
    pub digest: Option<String>,
    /// Where the table stands.
    pub at: At,
}

/// That the article was taken down, `[withdrawn]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawal {
    /// The day.
    pub date: Date,
    /// Why; never published.
    pub reason: String,
    /// Who did it.
    pub by: Option<String>,
}

/// What an approval is about, as far as one file can tell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seal {
    /// The digest of body and front matter.
    pub text: Digest,
    /// Names beside the article that it may use, as written, sorted.
    pub names: Vec<String>,
}

/// The two halves of a content file.
#[derive(Debug, Clone, Copy)]
pub struct Halves<'t> {
    /// The TOML between the lines of plusses.
    pub toml: &'t str,
    /// Everything after them.
    pub body: &'t str,
}

/// The seal of a file; layout and comments of the front matter do not count.
pub fn seal(halves: Halves<'_>, references: &[Reference]) -> Seal {
    let front = fields::plain_without(halves.toml, &UNSEALED);
    let mut canonical = String::new();
    let mut names: Vec<String> = references.iter().map(|reference| reference.target.clone()).collect();
    write_canonical(&front, &mut canonical, &mut names);
    names.sort_unstable();
    names.dedup();
    // Gaps before the first word of a body may make it another kind of paragraph.
    let body = halves.body.trim_start_matches('\n').trim_end();
    Seal { text: Digest::of_value(&(canonical, body)), names }
}

/// Values in the order of their keys, whatever the order in which they were written.
fn write_canonical(value: &serde_json::Value, out: &mut String, texts: &mut Vec<String>) {
    use serde_json::Value;
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_unstable();
            out.push('{');
            for key in keys {
                out.push_str(&format!("{key:?}:"));
                write_canonical(&map[key], out, texts);
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for item in items {
                write_canonical(item, out, texts);
            }
            out.push(']');
        }
        Value::String(text) => {
            out.push_str(&format!("{text:?},"));
            // No file beside an article has a line end in its name or is as long as a text.
            if text.len() < 200 && !text.contains('\n') {
                texts.push(text.clone());
            }
        }
        other => out.push_str(&format!("{other},")),
    }
}

/// Reads `[approval]`.
pub fn approval(fields: &mut Fields<'_>) -> Option<Approval> {
    let mut table = fields.table("approval")?;
    let at = table.at();
    let by = table.required_string("by", "by = \"Nguyễn Văn A\"");
    let role = table.required_string("role", "role = \"Phó Chủ tịch UBND xã\"");
    let date = required_date(&mut table, "date", "date = 2026-05-01");
    let digest = table.string("digest").map(|text| text.value);
    table.finish();
    Some(Approval { by: by?.value, role: role?.value, date: date?.value, digest, at })
}

/// Reads `[rejection]`.
pub fn rejection(fields: &mut Fields<'_>) -> Option<Rejection> {
    let mut table = fields.table("rejection")?;
    let at = table.at();
    let by = table.required_string("by", "by = \"Nguyễn Văn A\"");
    let date = required_date(&mut table, "date", "date = 2026-05-01");
    let reason = table.required_string("reason", "reason = \"Thiếu nguồn\"");
    let digest = table.string("digest").map(|text| text.value);
    table.finish();
    Some(Rejection { by: by?.value, date: date?.value, reason: reason?.value, digest, at })
}

/// Reads `[withdrawn]`. A table with a mistake still takes the article down.
pub fn withdrawal(fields: &mut Fields<'_>) -> Option<Withdrawal> {
    let mut table = fields.table("withdrawn")?;
    let date = required_date(&mut table, "date", "date = 2026-05-01").map_or(Date::MIN, |date| date.value);
    let reason = table.required_string("reason", "reason = \"Gia đình đề nghị gỡ\"");
    let by = table.string("by").map(|Located { value, .. }| value);
    table.finish();
    Some(Withdrawal { date, reason: reason.map(|reason| reason.value).unwrap_or_default(), by })
}
