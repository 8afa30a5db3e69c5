//! The journal of what officials decide: who approved, sent back or took down which article, and when.
//!
//! The fields of a decision come in, a line of a table goes to the end of the file beside `site.toml`. No
//! word of an article is in it.
#![expect(clippy::disallowed_methods, reason = "edge: keeps the journal")]

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// The file.
pub(super) const NAME: &str = "nhat-ky.csv";

/// Adds a line to the journal.
pub(super) fn note(root: &Path, fields: &[&str]) -> io::Result<()> {
    let path = root.join(NAME);
    let is_new = !path.exists();
    let mut file = fs::OpenOptions::new().create(true).append(true).open(path)?;
    let mut line = if is_new {
        "\u{feff}lúc,việc,tệp,người,chức vụ,lý do\n".to_owned()
    } else {
        String::new()
    };
    let quoted = |field: &&str| format!("\"{}\"", field.replace('"', "\"\"").replace(['\n', '\r'], " "));
    line.push_str(&fields.iter().map(quoted).collect::<Vec<_>>().join(","));
    line.push('\n');
    file.write_all(line.as_bytes())
}
