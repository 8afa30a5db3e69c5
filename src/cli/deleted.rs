//! `mangnon withdraw` of an article whose file is deleted already.
//!
//! Whoever deletes a file in haste has removed no page yet, and the address says nothing. The name of a file
//! comes in; if it was published, a file without a word of the article takes its place, so that the next
//! build takes down the page at once and its address says that it is gone.
#![expect(clippy::disallowed_methods, reason = "edge: writes a file of the site")]

use std::fs;
use std::io;
use std::path::Path;

use jiff::civil::Date;

use crate::cli::lost;
use crate::path::SourcePath;

/// The article that was meant, if a build published it and its file is no more.
pub(super) fn meant(root: &Path, written: &str) -> Option<SourcePath> {
    let written = written.trim_end_matches('/').trim_start_matches("./");
    let places = [written.to_owned(), format!("content/{written}")];
    let files = places.into_iter().flat_map(|name| [name.clone(), format!("{name}/index.md")]);
    let is_article = |name: &String| {
        let is_inside = name.starts_with("content/") && !name.split('/').any(|part| part == "..");
        is_inside && name.ends_with(".md") && !name.ends_with("_index.md") && !root.join(name).exists()
    };
    let mut meant = files.filter(is_article).map(|name| SourcePath::new(&name));
    meant.find(|path| lost::was_published(root, path))
}

/// Writes the file that takes its place.
pub(super) fn replace(root: &Path, path: &SourcePath, withdrawn: &str, today: Date) -> io::Result<()> {
    let disk = root.join(path.as_str());
    if let Some(folder) = disk.parent() {
        fs::create_dir_all(folder)?;
    }
    let text = format!("+++\ntitle = \"Bài đã gỡ\"\nkind = \"news\"\ndate = {today}\n\n{withdrawn}+++\n");
    fs::File::create_new(disk).and_then(|mut file| io::Write::write_all(&mut file, text.as_bytes()))
}
