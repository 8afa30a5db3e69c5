//! What several commands say alike: when the portal changes next, sizes.

use crate::diag::Lang;
use crate::site::Site;

/// A value as one line.
pub(super) fn json_text(value: &serde_json::Value) -> String {
    format!("{value}\n")
}

/// When something changes without anybody's doing, for schedulers.
pub(super) fn next_change_json(site: &Site) -> Vec<u8> {
    let next = site.next_change.map(|moment| format!("{}+07:00", moment.strftime("%Y-%m-%dT%H:%M:%S")));
    let mut json = serde_json::json!({ "next_change": next }).to_string().into_bytes();
    json.push(b'\n');
    json
}

/// Millions of bytes with a tenth, as the language writes one.
pub(super) fn megabytes(bytes: u64, lang: Lang) -> String {
    let tenths = (bytes + 50_000) / 100_000;
    let point = if lang == Lang::Vi { ',' } else { '.' };
    format!("{}{point}{}", tenths / 10, tenths % 10)
}
