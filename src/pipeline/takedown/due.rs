//! What may be shown no longer, and whether the output folder still shows it.
//!
//! A resolved site comes in, then the manifest of the last build; the articles that stand in the output
//! although they may not go out.

use std::collections::{BTreeSet, HashSet};

use crate::digest::Digest;
use crate::pack;
use crate::path::{Address, SitePath, SourcePath};
use crate::publish::manifest::Manifest;
use crate::site::{Site, State, address};

/// An article that may be shown no longer.
#[derive(Debug, Clone)]
pub struct Due {
    /// Its file.
    pub path: SourcePath,
    /// Its headline; empty if it cannot be read.
    pub title: String,
    /// Why.
    pub why: Why,
    /// Where it stood.
    pub(super) addresses: Vec<Address>,
    /// Files that went with it, by their path from the root of the site.
    pub(super) files: Vec<String>,
}

/// Why an article may be shown no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It was taken down.
    Withdrawn,
    /// Its time is over.
    Expired,
    /// The consent it rests on has ended.
    ConsentEnded,
    /// It was sent back.
    Rejected,
    /// It was marked as a draft.
    Draft,
    /// It cannot be read, and a line of it says that it is over.
    Unreadable,
}

impl Due {
    /// Those of a site; `lapsed` are articles whose consent ended.
    pub(super) fn all(site: &Site, lapsed: &BTreeSet<SourcePath>) -> Vec<Due> {
        let over = site.withheld.iter().filter_map(|one| {
            let why = match one.state {
                State::Withdrawn => Why::Withdrawn,
                State::Expired if lapsed.contains(&one.path) => Why::ConsentEnded,
                State::Expired => Why::Expired,
                State::Rejected => Why::Rejected,
                State::Draft => Why::Draft,
                State::Waiting | State::Approved | State::Scheduled | State::Live => return None,
            };
            Some((one, why))
        });
        let over: Vec<_> = over.collect();
        if over.is_empty() {
            return Vec::new();
        }
        let taken: HashSet<&str> = site
            .articles
            .iter()
            .map(|article| &article.address)
            .chain(site.sections.iter().filter(|section| section.published).map(|section| &section.address))
            .chain(site.aliases.keys())
            .map(Address::as_str)
            .collect();
        let shown: HashSet<&str> = site.assets.iter().map(|asset| asset.published.as_str()).collect();
        let due = |(one, why): (&crate::site::Withheld, Why)| {
            let mut addresses = one.all_addresses();
            addresses.retain(|address| !taken.contains(address.as_str()));
            let files = one.files().into_iter().filter(|path| path.as_str().starts_with("content/"));
            let files = files.map(|path| address::of_asset(&path)).filter(|file| !shown.contains(&**file));
            let (path, title) = (one.path.clone(), one.title.clone());
            Due { path, title, why, addresses, files: files.collect() }
        };
        over.into_iter().map(due).collect()
    }

    /// Whether a file of its own stands in the output; a page that says that something is gone is none.
    pub(super) fn stands(&self, last: &Manifest) -> bool {
        let says_gone = SitePath::new("410.html").and_then(|path| last.files.get(&path));
        // What a killed build was moving may be anything.
        let gone: Option<Digest> =
            says_gone.filter(|record| record.key.is_some()).map(|record| record.digest);
        let page = |address: &Address| last.files.get(&SitePath::page(address));
        let stands = |address| page(address).is_some_and(|record| Some(record.digest) != gone);
        self.addresses.iter().any(stands)
    }

    /// Whether a published file belongs to it: a page, a script, a card, a picture beside it.
    pub(super) fn owns(&self, path: &SitePath) -> bool {
        let path = path.as_str();
        self.addresses.iter().any(|address| is_own(path, address))
            || self.files.iter().any(|file| is_form_of(path, file))
    }

    /// Whether a file is one of the lists that name a new article first: those of the sections above it, the
    /// front page, feeds, the search.
    pub(super) fn may_be_listed_in(&self, path: &SitePath) -> bool {
        let path = path.as_str();
        let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
        let folder = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
        let is_above = |address: &Address| {
            let address = address.as_str();
            address.starts_with(&folder) && address != folder
        };
        let is_list = matches!(name, "index.html" | "atom.xml" | "sitemap.xml");
        is_list && self.addresses.iter().any(is_above)
            || path.starts_with("tim-kiem/") && path.ends_with(".json")
    }

    /// Whether a published text names it: leads to it or to a file of it, or says its headline.
    pub(super) fn is_named_in(&self, text: &str) -> bool {
        /// A shorter headline may be any words.
        const LONG: usize = 8;
        let has_title = self.title.chars().count() >= LONG && text.contains(&self.title);
        has_title
            || self.addresses.iter().any(|address| leads_to(text, address.as_str()))
            || self.files.iter().any(|file| text.contains(file.as_str()))
    }
}

/// Whether a file lies beside the page of this address or in a pack of it. Below it other articles may
/// lie; only the answers of its questions are its own there.
pub(super) fn is_own(path: &str, address: &Address) -> bool {
    const ANSWERS: &str = "tra-loi/";
    pack::file_of(path, address).is_some_and(|rest| !rest.contains('/') || rest.starts_with(ANSWERS))
}

/// Whether a path is that of a file, or of the same picture in another size.
pub(super) fn is_form_of(path: &str, file: &str) -> bool {
    let file = file.trim_start_matches('/');
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    path == file || path.strip_prefix(stem).is_some_and(|rest| rest.starts_with('_') && rest.contains("w."))
}

/// Whether an address stands in a text, and not only as the beginning of a longer one.
fn leads_to(text: &str, address: &str) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut rest = text;
    while let Some(at) = rest.find(address) {
        rest = &rest[at + address.len()..];
        if !rest.starts_with(goes_on) {
            return true;
        }
    }
    false
}

/// A published text as readers see it: what HTML writes otherwise is written as it is.
pub(super) fn plain(text: &str) -> String {
    let marks =
        [("&quot;", "\""), ("&#34;", "\""), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")];
    marks.into_iter().fold(
        text.to_owned(),
        |text, (from, to)| {
            if text.contains(from) { text.replace(from, to) } else { text }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_address_is_another_one() {
        assert!(leads_to("<a href=/xa/tin/w/>", "/tin/w/"));
        assert!(leads_to("/tin/w/a/ /tin/w/#muc", "/tin/w/"));
        assert!(!leads_to("/tin/w/a/ /tin/wa/", "/tin/w/"));
    }

    #[test]
    fn own_files_are_told_from_those_of_others() {
        let address = Address::of_folder("tin/w");
        for own in ["tin/w/index.html", "tin/w/qr.png", "tin/w/tra-loi/1-b/index.html"] {
            assert!(is_own(own, &address), "{own}");
        }
        assert!(is_own("dia-phuong/a/phat-tin/tin/w/loa.txt", &address));
        for other in ["tin/wa/index.html", "tin/w/khac/index.html", "khac/tin/w/index.html", "tin/index.html"]
        {
            assert!(!is_own(other, &address), "{other}");
        }
        assert!(is_form_of("tin/anh_480w.webp", "/tin/anh.jpg") && is_form_of("tin/anh.jpg", "/tin/anh.jpg"));
        assert!(!is_form_of("tin/anh-khac.jpg", "/tin/anh.jpg"));
    }
}
