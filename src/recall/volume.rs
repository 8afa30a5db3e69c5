//! One volume of what pages became: lines sorted by name, and the packed pages one after the other.
//!
//! Bytes come in and go out with their sum before them; a broken volume, or one that was kept on other
//! terms, is none. Where it lies and when it is written is not known here.

use serde::{Deserialize, Serialize};

use crate::content::Page;
use crate::digest::Digest;
use crate::gates::sources::Examined;
use crate::path::SourcePath;
use crate::recall::note::Note;
use crate::recall::{Parsed, Terms};
use crate::source::{Account, Entry};

/// A packed page: in the last book, or made now.
#[derive(Debug)]
pub(super) enum Packed {
    /// On this line.
    Last(usize),
    Now(Vec<u8>),
}

/// What is about to be kept of one file: its name, its account and its packed page.
pub(super) type Line<'p> = (&'p SourcePath, Account, &'p Packed);

/// What is kept of one file: its name, its account, and how long its packed page is.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Entered {
    path: SourcePath,
    account: Account,
    length: usize,
}

/// Pages as they are kept: lines sorted by name, and the packed pages one after the other.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// The whole volume, as long as pages of it are asked for.
    pub(super) bytes: Vec<u8>,
    /// With the place of each page in the bytes.
    pub(super) lines: Vec<(Entered, usize)>,
}

impl Book {
    /// Opens what was kept; `None` if it was kept on other terms or is broken.
    pub(super) fn open(bytes: Vec<u8>, terms: Terms) -> Option<Book> {
        let (sum, rest) = bytes.split_at_checked(16)?;
        if postcard::from_bytes(sum) != Ok(Digest::of(rest)) {
            return None;
        }
        let ((its_terms, its_lines), pages): ((Terms, Vec<Entered>), &[u8]) =
            postcard::take_from_bytes(rest).ok()?;
        let mut end = bytes.len() - pages.len();
        let mut lines = Vec::with_capacity(its_lines.len());
        for line in its_lines {
            let start = end;
            end = start.checked_add(line.length)?;
            lines.push((line, start));
        }
        (its_terms == terms && end == bytes.len()).then_some(Book { bytes, lines })
    }

    /// The lines of some files, by their places, of which the disk gives the same account.
    pub(super) fn lines_of(&self, entries: &[Entry], own: &[usize]) -> Vec<(usize, usize)> {
        let mut lines = self.lines.iter().enumerate().peekable();
        let line = |nth: &usize| {
            let entry = &entries[*nth];
            while lines.next_if(|(_, (line, _))| line.path < entry.path).is_some() {}
            let (line, (entered, _)) = lines.next_if(|(_, (line, _))| line.path == entry.path)?;
            (Some(entered.account) == account(entry)).then_some((*nth, line))
        };
        own.iter().filter_map(line).collect()
    }

    /// The packed page on a line.
    fn packed(&self, line: usize) -> Option<&[u8]> {
        let (line, start) = self.lines.get(line)?;
        self.bytes.get(*start..start + line.length)
    }

    /// The page on a line.
    pub(super) fn page(&self, line: usize) -> Option<Parsed> {
        let (page, problems, advice): (Page, Vec<Note>, Vec<Note>) =
            postcard::from_bytes(self.packed(line)?).ok()?;
        let problems = Note::told(problems, page.path())?;
        let mut examined = Examined::harmless(page.path(), page.digest());
        if !advice.is_empty() {
            examined = examined.with_advice(page.path(), Note::told(advice, page.path())?);
        }
        Some(Parsed { page: Some(page), problems, examined: Some(examined) })
    }

    /// It is not what would be written now: lines are taken over in their order.
    pub(super) fn differs_from(&self, next: &[Line<'_>]) -> bool {
        self.lines.len() != next.len() || next.iter().any(|(_, _, packed)| matches!(packed, Packed::Now(_)))
    }
}

/// A volume for the next build in its parts, with pages of the last one as far as it is there.
pub(super) fn write(terms: Terms, kept: &[Line<'_>], last: Option<&Book>, to: impl FnOnce(&[&[u8]])) {
    let (mut lines, mut pages) = (Vec::with_capacity(kept.len()), Vec::with_capacity(kept.len()));
    for (path, account, packed) in kept {
        let page = match packed {
            Packed::Last(line) => last.and_then(|last| last.packed(*line)),
            Packed::Now(bytes) => Some(bytes.as_slice()),
        };
        let Some(page) = page else { continue };
        lines.push(Entered { path: (*path).clone(), account: *account, length: page.len() });
        pages.push(page);
    }
    let head = postcard::to_stdvec(&(terms, lines)).expect("names and numbers serialize");
    let mut parts: Vec<&[u8]> = std::iter::once(head.as_slice()).chain(pages).collect();
    let sum = postcard::to_stdvec(&Digest::of_parts(&parts)).expect("a digest serializes");
    parts.insert(0, &sum);
    to(&parts);
}

/// What the disk says of a file, if its name leads to it.
pub(super) fn account(entry: &Entry) -> Option<Account> {
    entry.account.filter(|_| entry.is_called_as_on_disk())
}
