//! The walk through a site's folders.
//!
//! A folder comes in; the files below it go out, sorted by name, each with what the disk says of it. A file
//! is asked for in its folder while that is open, which costs half of asking for it by its whole path.
#![expect(clippy::disallowed_methods, reason = "edge: reads the disk")]

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diag::{At, Diagnostic, messages};
use crate::path::SourcePath;
use crate::source::{Account, Entry};

/// The files below a folder of the site. What is wrong with it is told.
pub(super) fn files(root: &Path, folder: &str, found: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let top = root.join(folder);
    if !top.is_dir() {
        return Vec::new();
    }
    let mut all = vec![Walked::of(root, &top)];
    let mut level = 0;
    while level < all.len() {
        let folders: Vec<&PathBuf> = all[level..].iter().flat_map(|one| &one.folders).collect();
        let below: Vec<Walked> = folders.par_iter().map(|folder| Walked::of(root, folder)).collect();
        let mut next = all.len();
        for one in &mut all[level..] {
            one.first_below = next;
            next += one.folders.len();
        }
        level = all.len();
        all.extend(below);
    }
    found.extend(all.iter_mut().flat_map(|one| std::mem::take(&mut one.found)));
    let mut entries: Vec<Entry> = Vec::with_capacity(all.iter().map(|one| one.files.len()).sum());
    take_in_order(&mut all, 0, &mut entries);
    // Names that differ in how their letters are composed may still stand in the order of the disk.
    entries.par_sort_unstable();
    drop_equal_names(&mut entries, found);
    entries
}

/// The files of a folder and of those below it, sorted by name: a folder's name ends in `/` then.
fn take_in_order(all: &mut [Walked], at: usize, entries: &mut Vec<Entry>) {
    let Walked { files, folders, first_below, .. } = std::mem::take(&mut all[at]);
    let mut below = folders.into_iter().zip(first_below..).peekable();
    for file in files {
        while let Some((_, folder)) = below.next_if(|(folder, _)| precedes(folder, &file.disk)) {
            take_in_order(all, folder, entries);
        }
        entries.push(file);
    }
    for (_, folder) in below {
        take_in_order(all, folder, entries);
    }
}

/// Whether what lies in a folder comes before a file.
fn precedes(folder: &Path, file: &Path) -> bool {
    let (folder, file) = (folder.as_os_str().as_encoded_bytes(), file.as_os_str().as_encoded_bytes());
    folder.iter().chain(b"/").lt(file)
}

/// What lies in one folder.
#[derive(Default)]
struct Walked {
    files: Vec<Entry>,
    folders: Vec<PathBuf>,
    found: Vec<Diagnostic>,
    /// Where the first of its folders stands among all.
    first_below: usize,
}

impl Walked {
    fn of(root: &Path, folder: &Path) -> Walked {
        let mut walked = Walked::default();
        let unreadable = |error: &io::Error| {
            messages::file_unreadable(At::default().in_file(&named(root, folder)), &error.to_string())
        };
        match fs::read_dir(folder) {
            Ok(entries) => {
                for entry in entries {
                    match entry {
                        Ok(entry) => walked.take(root, &entry),
                        Err(error) => walked.found.push(unreadable(&error)),
                    }
                }
            }
            Err(error) => walked.found.push(unreadable(&error)),
        }
        walked.files.sort_unstable();
        let key = |folder: &PathBuf| [folder.as_os_str().as_encoded_bytes(), b"/"].concat();
        walked.folders.sort_by_cached_key(key);
        walked
    }

    /// Files and folders that begin with a dot are left alone.
    fn take(&mut self, root: &Path, entry: &DirEntry) {
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            return;
        }
        let disk = entry.path();
        let spot = |disk: &Path| At::default().in_file(&named(root, disk));
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => self.folders.push(disk),
            Ok(kind) if kind.is_symlink() => self.found.push(messages::symbolic_link(spot(&disk))),
            // Reading a pipe or a socket would wait for ever.
            Ok(kind) if !kind.is_file() => {
                self.found.push(messages::file_unreadable(spot(&disk), "no regular file"));
            }
            Ok(_) if !is_typed(disk.strip_prefix(root).unwrap_or(&disk)) => {
                self.found.push(messages::file_name(spot(&disk)));
            }
            Ok(_) => {
                let account = entry.metadata().ok().as_ref().and_then(Account::of);
                self.files.push(Entry { path: named(root, &disk), disk, account });
            }
            Err(error) => self.found.push(messages::file_unreadable(spot(&disk), &error.to_string())),
        }
    }
}

/// Whether a name can be typed: an article that names it, a link that leads to it.
fn is_typed(name: &Path) -> bool {
    name.to_str().is_some_and(|name| !name.contains(char::is_control))
}

/// A name as it can be told of in a line.
fn named(root: &Path, disk: &Path) -> SourcePath {
    let name = disk.strip_prefix(root).unwrap_or(disk).to_string_lossy();
    if name.contains(char::is_control) {
        return SourcePath::new(&name.replace(char::is_control, "\u{fffd}"));
    }
    SourcePath::new(&name)
}

/// Two files of one folder may differ only in how the letters of their names are composed.
fn drop_equal_names(entries: &mut Vec<Entry>, found: &mut Vec<Diagnostic>) {
    entries.dedup_by(|later, earlier| {
        let equal = later.path == earlier.path;
        if equal {
            found.push(messages::names_equal(At::default().in_file(&later.path), earlier.path.as_str()));
        }
        equal
    });
}
