//! How the pages of two outputs compare.
//!
//! Pages are told by their addresses. The generators call the pages of a list and the lists of a topic
//! by other names; with these names made equal, what only one of them has is counted and shown.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;

/// All files below a folder.
pub(crate) fn walk(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() { folders.push(entry.path()) } else { files.push(entry.path()) }
        }
    }
    Ok(files)
}

/// How many files a folder holds, and how many bytes.
pub(crate) fn weigh(folder: &Path) -> Outcome<(u64, u64)> {
    let files = walk(folder)?;
    let bytes = files.iter().filter_map(|path| fs::metadata(path).ok()).map(|data| data.len()).sum();
    Ok((files.len() as u64, bytes))
}

/// Prints how the pages compare.
pub(crate) fn compare(peer: &str, theirs: &Path, ours: &Path) -> Outcome<()> {
    let (theirs, ours) = (pages(theirs)?, pages(ours)?);
    let both = theirs.intersection(&ours).count();
    println!("\nPages (HTML): {peer} {}, Măng Non {}, {both} at the same address.", theirs.len(), ours.len());
    show(&format!("only {peer}"), theirs.difference(&ours));
    show("only Măng Non", ours.difference(&theirs));
    Ok(())
}

fn show<'p>(whose: &str, pages: impl Iterator<Item = &'p String>) {
    const SHOWN: usize = 4;
    let pages: Vec<&str> = pages.map(String::as_str).collect();
    if !pages.is_empty() {
        let some = pages.iter().take(SHOWN).copied().collect::<Vec<_>>().join(", ");
        let more = if pages.len() > SHOWN { ", …" } else { "" };
        println!("- {whose}: {} ({some}{more})", pages.len());
    }
}

/// The addresses of all pages, in our names.
fn pages(out: &Path) -> Outcome<BTreeSet<String>> {
    let mut pages = BTreeSet::new();
    for path in walk(out)?.iter().filter(|path| path.extension().is_some_and(|end| end == "html")) {
        let name = path.strip_prefix(out)?.to_string_lossy();
        let name = name.replace("/page/", "/trang/").replace("topics/", "chuyen-muc/");
        pages.insert(name.replace("/tin-tuc/trang/", "/trang/"));
    }
    Ok(pages)
}
