//! The only reader of the disk while a site is built.
//!
//! A root folder comes in; a sorted list of what it holds goes out, and then single files on request,
//! so that no more than a few texts are in memory at once. Names leave in NFC with `/`; texts, in
//! UTF-8 or UTF-16, leave in NFC, with LF and without a BOM. Symbolic links are refused: they lead out of the tree or in
//! circles. Nothing here knows what a file means.
#![expect(clippy::disallowed_methods, reason = "edge: reads the disk")]

mod walk;

use std::borrow::Cow;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diag::{At, Diagnostic, messages};
use crate::digest::Digest;
use crate::path::SourcePath;
use crate::vi;

/// The largest Markdown file that is read as an article, in bytes. The longest of the source
/// documents has 34 kB.
pub const ARTICLE_LIMIT: u64 = 1 << 20;

/// The largest file that is published, in bytes: it is read whole to be cleaned, and nobody with a phone and
/// a weak network opens one of that size.
pub const FILE_LIMIT: u64 = 200 << 20;

/// A file that was found: its name in the site and where it lies on the disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name in the site.
    pub path: SourcePath,
    /// The disk's own spelling.
    pub disk: PathBuf,
    /// What the disk said of it when the folder was surveyed, if that can be trusted.
    pub account: Option<Account>,
}

impl Entry {
    /// A file of which the disk was not asked.
    pub fn new(path: SourcePath, disk: PathBuf) -> Entry {
        Entry { path, disk, account: None }
    }

    /// The disk spells the name as the site does, so that the name alone leads to the file.
    pub fn is_called_as_on_disk(&self) -> bool {
        let disk = self.disk.as_os_str().as_encoded_bytes();
        let before = disk.strip_suffix(self.path.as_str().as_bytes());
        before.is_some_and(|before| before.is_empty() || before.ends_with(b"/"))
    }
}

/// A text that was read.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its name.
    pub path: SourcePath,
    /// The text: NFC, LF, no BOM.
    pub text: String,
    /// The digest of the text.
    pub digest: Digest,
}

/// What lies in a site's folder, each list sorted by name.
#[derive(Debug, Default)]
pub struct Listing {
    /// `site.toml`.
    pub config: Option<Entry>,
    /// `content/**/*.md`.
    pub pages: Vec<Entry>,
    /// Everything else below `content/`.
    pub beside: Vec<Entry>,
    /// `static/**`.
    pub statics: Vec<Entry>,
    /// `themes/**`.
    pub themes: Vec<Entry>,
}

/// The folders of a site that are read.
const FOLDERS: [&str; 3] = ["content", "static", "themes"];

/// Whether a folder, which need not be there yet, lies in one of those that are read.
pub fn holds(root: &Path, folder: &Path) -> bool {
    let folder = resolved(folder);
    FOLDERS.iter().any(|own| folder.starts_with(resolved(&root.join(own))))
}

/// A path without links, as far as it is there.
fn resolved(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let known = whole.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    known.map_or_else(
        || whole.clone(),
        |(above, real)| real.join(whole.strip_prefix(above).unwrap_or(Path::new(""))),
    )
}

/// Lists a site's folder. Files and folders that begin with a dot are left alone.
pub fn list(root: &Path) -> (Listing, Vec<Diagnostic>) {
    // Before the first file is asked for.
    let asked = now();
    let is_trusted = |account: &Account| asked.is_some_and(|asked| account.is_older_than(asked));
    let mut found = Vec::new();
    let mut listing = Listing {
        config: Some(root.join("site.toml"))
            .filter(|file| file.is_file())
            .map(|disk| Entry::new(SourcePath::new("site.toml"), disk)),
        ..Listing::default()
    };
    for (which, folder) in FOLDERS.into_iter().enumerate() {
        let mut entries = walk::files(root, folder, &mut found);
        entries.par_iter_mut().for_each(|entry| entry.account = entry.account.filter(is_trusted));
        match which {
            0 => {
                (listing.pages, listing.beside) =
                    entries.into_iter().partition(|entry| entry.path.has_extension("md"));
            }
            1 => listing.statics = entries,
            _ => listing.themes = entries,
        }
    }
    (listing, found)
}

/// Reads a text and brings it to its normal form.
pub fn read_text(entry: &Entry) -> Result<SourceFile, Box<Diagnostic>> {
    let bytes = read_bytes(entry, ARTICLE_LIMIT)?;
    if is_utf16(&bytes) {
        let text = of_utf16(&bytes).ok_or_else(|| Box::new(messages::file_utf16(whole(entry))))?;
        let text = normal(&text);
        return Ok(SourceFile { path: entry.path.clone(), digest: Digest::of(text.as_bytes()), text });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    if bytes.contains(&0) {
        return Err(Box::new(messages::file_binary(whole(entry))));
    }
    let text = simdutf8::compat::from_utf8(bytes).map_err(|error| {
        let sound = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or("");
        let at = At::of_byte(sound, sound.len());
        Box::new(messages::file_not_utf8(at.in_file(&entry.path)))
    })?;
    let text = normal(text);
    Ok(SourceFile { path: entry.path.clone(), digest: Digest::of(text.as_bytes()), text })
}

/// Reads any file up to a limit of bytes.
pub fn read_bytes(entry: &Entry, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    let unreadable =
        |error: std::io::Error| Box::new(messages::file_unreadable(whole(entry), &error.to_string()));
    let file = File::open(&entry.disk).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > limit {
        return Err(Box::new(messages::file_too_large(whole(entry), size, limit)));
    }
    // One byte of room more shows the end of the file without a longer vector.
    let mut bytes = Vec::new();
    let room = usize::try_from(size).unwrap_or(usize::MAX).saturating_add(1);
    bytes.try_reserve_exact(room).map_err(|full| unreadable(full.into()))?;
    file.take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

/// The digest of a file; one that cannot be read gives a finding.
pub fn digest(entry: &Entry) -> Result<Digest, Box<Diagnostic>> {
    let read = File::open(&entry.disk).and_then(Digest::of_reader);
    read.map_err(|error| Box::new(messages::file_unreadable(whole(entry), &error.to_string())))
}

/// How many bytes a file has; none if it is gone.
pub fn length(entry: &Entry) -> u64 {
    std::fs::metadata(&entry.disk).map_or(0, |data| data.len())
}

/// The state of everything that was listed, as the disk accounts for it: name, length, times of
/// change and of writing to the nanosecond, number on the disk. `None` if that account cannot be
/// trusted: a file changed so recently that another change could leave it the same.
///
/// Take it before the files are read: what changes afterwards then shows in the next state. Every entry
/// keeps its own account where that can be trusted; files whose account is not known yet are asked.
pub fn state(root: &Path, listing: &mut Listing) -> Option<Digest> {
    let now = now()?;
    let ask = |entry: &mut Entry| {
        let account = entry.account.or_else(|| account(&entry.disk));
        entry.account = account.filter(|account| account.is_older_than(now));
        account
    };
    let config = listing.config.iter_mut().collect::<Vec<_>>().into_par_iter();
    let entries = config
        .chain(&mut listing.pages)
        .chain(&mut listing.beside)
        .chain(&mut listing.statics)
        .chain(&mut listing.themes);
    let states: Vec<Option<Account>> = entries.map(ask).collect();
    let entries = listing
        .config
        .iter()
        .chain(&listing.pages)
        .chain(&listing.beside)
        .chain(&listing.statics)
        .chain(&listing.themes);
    let states = states.into_iter().collect::<Option<Vec<Account>>>()?;
    let newest = states.iter().map(|state| state.changed.max(state.written)).max().unwrap_or(0);
    // Disks that keep whole seconds need a longer wait than those that keep a clock tick.
    let coarse = states.iter().all(|state| state.changed % 1_000_000_000 == 0);
    let wait = if coarse { 2_000_000_000 } else { 50_000_000 };
    if newest > now - wait {
        return None;
    }
    let names: Vec<&str> = entries.map(|entry| entry.path.as_str()).collect();
    // A nation's names and accounts are ten megabytes: they are told by many, a thousand at a time.
    let parts = names.par_chunks(1024).zip(states.par_chunks(1024));
    let parts: Vec<Digest> = parts.map(|part| Digest::of_value(&part)).collect();
    Some(Digest::of_value(&(root.canonicalize().ok()?, parts)))
}

/// The state of one file, as the disk accounts for it.
pub fn file_state(path: &Path) -> Option<Digest> {
    account(path).map(|state| Digest::of_value(&state))
}

/// What the disk says about a file without its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct Account {
    length: u64,
    written: i64,
    changed: i64,
    number: (u64, u64),
}

impl Account {
    #[cfg(unix)]
    fn of(data: &std::fs::Metadata) -> Option<Account> {
        use std::os::unix::fs::MetadataExt;
        let nanos = |seconds: i64, nanos: i64| seconds.checked_mul(1_000_000_000)?.checked_add(nanos);
        Some(Account {
            length: data.len(),
            written: nanos(data.mtime(), data.mtime_nsec())?,
            changed: nanos(data.ctime(), data.ctime_nsec())?,
            number: (data.dev(), data.ino()),
        })
    }

    /// Elsewhere there is no account that a change cannot hide from.
    #[cfg(not(unix))]
    fn of(_data: &std::fs::Metadata) -> Option<Account> {
        None
    }

    /// Disks that keep whole seconds need a longer wait than those that keep a clock tick.
    fn is_older_than(&self, now: i64) -> bool {
        let wait = if self.changed % 1_000_000_000 == 0 { 2_000_000_000 } else { 50_000_000 };
        self.changed.max(self.written) < now - wait
    }
}

fn now() -> Option<i64> {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(now.as_nanos()).ok()
}

fn account(path: &Path) -> Option<Account> {
    std::fs::metadata(path).ok().as_ref().and_then(Account::of)
}

/// One line of a file, for showing it beside a finding.
pub fn line(root: &Path, path: &SourcePath, number: u32) -> Option<String> {
    Lines::of(root).get(path, number).map(str::to_owned)
}

/// The lines of files, for showing them beside findings: a file is read once for all of its findings that
/// follow each other.
#[derive(Debug)]
pub struct Lines<'r> {
    root: &'r Path,
    open: Option<(SourcePath, String)>,
    /// Where the lines of the open file begin.
    starts: Vec<usize>,
}

impl<'r> Lines<'r> {
    /// The lines of a site's files.
    pub fn of(root: &'r Path) -> Lines<'r> {
        Lines { root, open: None, starts: Vec::new() }
    }

    /// A line of a file, from 1.
    pub fn get(&mut self, path: &SourcePath, number: u32) -> Option<&str> {
        let at = usize::try_from(number).ok()?.checked_sub(1)?;
        if self.open.as_ref().is_none_or(|(open, _)| open != path) {
            let text = shown(&self.root.join(path.as_str())).unwrap_or_default();
            let after = text.match_indices('\n').map(|(end, _)| end + 1);
            self.starts = std::iter::once(0).chain(after).collect();
            self.open = Some((path.clone(), text));
        }
        let (_, text) = self.open.as_ref()?;
        text.get(*self.starts.get(at)?..)?.lines().next()
    }
}

/// A text as it is shown, if there is one; of a file that is none, its beginning will do.
fn shown(disk: &Path) -> Option<String> {
    let mut bytes = Vec::new();
    File::open(disk).ok()?.take(2 * ARTICLE_LIMIT).read_to_end(&mut bytes).ok()?;
    let text = of_utf16(&bytes).map_or_else(|| String::from_utf8_lossy(&bytes), Cow::Owned);
    Some(normal(text.strip_prefix('\u{feff}').unwrap_or(&text)))
}

/// A text in NFC with LF.
pub fn normal(text: &str) -> String {
    let lines = if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    vi::nfc(&lines).into_owned()
}

/// What Notepad calls "Unicode": UTF-16, with its mark or, of a text that begins in ASCII, without.
fn is_utf16(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [b'+', 0, b'+', 0, ..] | [0, b'+', 0, b'+', ..])
}

/// The text of a file whose bytes are kept as they are typed, in UTF-8 or UTF-16; `None` of other bytes.
pub fn as_text(bytes: Vec<u8>) -> Option<String> {
    of_utf16(&bytes).or_else(|| String::from_utf8(bytes).ok())
}

/// The text of such a file, if it is whole.
fn of_utf16(bytes: &[u8]) -> Option<String> {
    if !is_utf16(bytes) || bytes.len() % 2 == 1 {
        return None;
    }
    let big = matches!(bytes, [0xfe, 0xff, ..] | [0, b'+', ..]);
    let unit = |pair: &[u8]| {
        let pair = [pair[0], pair[1]];
        if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    };
    let units: Vec<u16> = bytes.chunks_exact(2).map(unit).collect();
    let text = String::from_utf16(&units).ok()?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    (!text.contains('\0')).then(|| text.to_owned())
}

fn whole(entry: &Entry) -> crate::diag::Spot {
    At::default().in_file(&entry.path)
}
