//! What is left out of a take-down build because it has mistakes, and what of it stays as published.
//!
//! Findings and a site come in; the sources that hold up the build go out. A file with a mistake of its
//! own is left out alone, a section with everything below it, a file beside articles with its folder. What
//! concerns the whole site holds up everything. Of what is left out the published pages stay byte for
//! byte, unless they name what has to go.

use std::collections::{BTreeSet, HashSet};

use crate::diag::{Diagnostic, Severity};
use crate::outputs::Planned;
use crate::path::{Address, SitePath, SourcePath};
use crate::picture;
use crate::pipeline::takedown::due::{Due, is_form_of, is_own, plain};
use crate::publish::manifest::Manifest;
use crate::publish::{self, Scope};
use crate::site::{Site, address, hotlines};
use crate::source::{Entry, Listing};

/// Sources that are left out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Hold {
    /// Files of `content/` with mistakes.
    pub(super) pages: BTreeSet<SourcePath>,
    /// Sections with mistakes: everything below goes with them.
    folders: BTreeSet<String>,
    /// Folders in which a file that is no page has mistakes: no such file of them is taken.
    loose: BTreeSet<String>,
    /// Files of `static/` with mistakes.
    statics: BTreeSet<SourcePath>,
    /// Where published pages of what is left out stand.
    pub(super) addresses: BTreeSet<Address>,
    /// Their old addresses.
    aliases: BTreeSet<Address>,
    /// Sections among them, of which only the first page is their own.
    sections: BTreeSet<Address>,
    /// Pages with mistakes that the site does not know at all.
    pub(super) unread: BTreeSet<SourcePath>,
}

impl Hold {
    /// What errors hold up; nothing if one of them concerns the whole site.
    pub(super) fn of(site: &Site, found: &[Diagnostic]) -> Option<Hold> {
        let mut hold = Hold::default();
        for finding in found.iter().filter(|finding| finding.severity == Severity::Error) {
            hold.add(site, &finding.spot.file)?;
        }
        hold.find_addresses(site);
        Some(hold)
    }

    fn add(&mut self, site: &Site, path: &SourcePath) -> Option<()> {
        let (name, folder) = (path.file_name(), path.folder());
        if path.as_str() == hotlines::FILE {
            return None;
        }
        if path.as_str().starts_with("static/") {
            self.statics.insert(path.clone());
            if picture::may_describe(path) {
                self.loose.insert(folder.to_owned());
            }
        } else if !path.as_str().starts_with("content/") {
            return None;
        } else if !path.has_extension("md") {
            self.loose.insert(folder.to_owned());
        } else if name == "_index.md" || name.starts_with("_index.") {
            // Without its front page there is no site.
            if folder == "content" {
                return None;
            }
            self.folders.insert(folder.to_owned());
        } else {
            if site.article_of(path).is_none() {
                self.unread.insert(path.clone());
            }
            self.pages.insert(path.clone());
        }
        Some(())
    }

    /// Articles know their addresses; those of a section that is left out are left out with it.
    fn find_addresses(&mut self, site: &Site) {
        let versions = site.articles.iter().filter(|article| {
            let original = address::original_of(&article.source.path);
            original.is_some_and(|original| self.leaves_out(&original))
        });
        let versions: Vec<SourcePath> = versions.map(|article| article.source.path.clone()).collect();
        self.pages.extend(versions);
        let known: Vec<(Address, &SourcePath)> = site
            .articles
            .iter()
            .filter(|article| self.leaves_out(&article.source.path))
            .map(|article| (article.address.clone(), &article.source.path))
            .collect();
        let own: HashSet<Address> = known.iter().map(|(address, _)| address.clone()).collect();
        self.addresses.extend(own.iter().cloned());
        let sections = site.sections.iter().filter(|section| self.leaves_out(&section.source.path));
        let sections: Vec<Address> = sections.map(|section| section.address.clone()).collect();
        let to = |address: &Address| own.contains(address) || sections.contains(address);
        let aliases = site.aliases.iter().filter(|(_, target)| to(target));
        self.aliases.extend(aliases.map(|(alias, _)| alias.clone()));
        self.sections.extend(sections);
    }

    /// Takes over what another one holds up; whether that is anything more.
    pub(super) fn extend(&mut self, other: Hold) -> bool {
        let before = self.clone();
        let Hold { pages, folders, loose, statics, addresses, aliases, sections, unread } = other;
        self.pages.extend(pages);
        self.folders.extend(folders);
        self.loose.extend(loose);
        self.statics.extend(statics);
        self.addresses.extend(addresses);
        self.aliases.extend(aliases);
        self.sections.extend(sections);
        self.unread.extend(unread);
        *self != before
    }

    /// Whether a page is left out.
    pub(super) fn leaves_out(&self, path: &SourcePath) -> bool {
        let below = |folder: &String| {
            path.as_str().strip_prefix(folder.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        self.pages.contains(path) || self.folders.iter().any(below)
    }

    /// Takes files that are no pages out of a listing. Of a folder in which one has mistakes none is
    /// taken: a picture without its sidecar would show what it hides.
    pub(super) fn thin(&self, listing: &mut Listing) {
        let is_out = |entry: &Entry| {
            self.loose.contains(entry.path.folder()) && entry.path.as_str() != hotlines::FILE
                || self.statics.contains(&entry.path)
        };
        listing.beside.retain(|entry| !is_out(entry));
        listing.statics.retain(|entry| !is_out(entry));
    }

    /// The sources, for whoever is told; a section stands for what lies below it.
    pub(super) fn sources(&self) -> Vec<SourcePath> {
        let sections = self.folders.iter().map(|folder| SourcePath::new(&format!("{folder}/_index.md")));
        let all: BTreeSet<SourcePath> =
            self.pages.iter().cloned().chain(sections).chain(self.statics.iter().cloned()).collect();
        all.into_iter().collect()
    }

    fn keeps(&self, path: &str) -> bool {
        let is_page = |address: &Address| SitePath::page(address).as_str() == path;
        self.addresses.iter().any(|address| is_own(path, address))
            || self.aliases.iter().any(is_page)
            || self.sections.iter().any(is_page)
            || self.statics.iter().any(|file| is_form_of(path, &file.as_str()["static/".len()..]))
    }
}

/// What a take-down build goes by.
#[derive(Debug)]
pub(in crate::pipeline) struct Held {
    pub(super) hold: Hold,
    /// What must go; it is read all the same.
    pub(super) due: Vec<Due>,
    pub(super) last: Manifest,
    pub(super) out: std::path::PathBuf,
    /// Published pages of what is left out that name what must go, and go too.
    pub(super) left: std::sync::OnceLock<Vec<SitePath>>,
}

impl Held {
    /// Whether a page is left out of this build.
    pub(in crate::pipeline) fn leaves_out(&self, path: &SourcePath) -> bool {
        use crate::pipeline::takedown::due::Why;
        // By its own word it is over, whatever its section says.
        let is_over = |due: &Due| {
            due.path == *path && matches!(due.why, Why::Withdrawn | Why::Expired | Why::ConsentEnded)
        };
        self.hold.leaves_out(path) && !self.due.iter().any(is_over)
    }

    /// Where published pages stay that this build does not make.
    pub(in crate::pipeline) fn addresses(&self) -> impl Iterator<Item = &Address> {
        let Hold { addresses, aliases, sections, .. } = &self.hold;
        addresses.iter().chain(aliases).chain(sections)
    }

    /// What this build makes, and what of the last one stays.
    pub(in crate::pipeline) fn scope(&self, planned: &[Box<dyn Planned + '_>]) -> Scope {
        let mut all: BTreeSet<SitePath> =
            planned.iter().flat_map(|output| output.paths().into_iter().cloned()).collect();
        let others: Vec<&SitePath> = self.last.files.keys().filter(|path| !all.contains(*path)).collect();
        let is_due = |path: &SitePath| self.due.iter().any(|due| due.owns(path));
        let own = others.iter().filter(|path| self.hold.keeps(path.as_str()) && !is_due(path));
        let (mut stays, mut left, mut shown) = (Vec::new(), Vec::new(), String::new());
        for path in own {
            let text = is_text(path.as_str()).then(|| publish::text_of(&self.out, path)).flatten();
            let text = text.map(|text| plain(&text)).unwrap_or_default();
            if self.due.iter().any(|due| due.is_named_in(&text)) {
                left.push((*path).clone());
            } else {
                shown.push_str(&text);
                stays.push((*path).clone());
            }
        }
        // Pictures and documents that the pages show.
        let files = others.iter().filter(|path| is_file(path.as_str()) && !is_due(path));
        stays.extend(files.filter(|path| shown.contains(&path.address())).map(|path| (*path).clone()));
        all.extend(stays);
        // Asked once.
        drop(self.left.set(left));
        Scope::PartOf(all)
    }
}

/// Whether a published file is a text that may name other articles.
pub(super) fn is_text(path: &str) -> bool {
    const TEXTS: [&str; 9] = ["html", "xml", "json", "txt", "ics", "csv", "ssml", "m3u", "xspf"];
    TEXTS.iter().any(|ending| path.rsplit_once('.').is_some_and(|(_, own)| own == *ending))
}

/// Whether a file belongs to whoever shows it: no page, no list, nothing of a desk.
fn is_file(path: &str) -> bool {
    const LISTS: [&str; 5] = [".html", ".xml", ".json", ".ics", ".js"];
    !LISTS.iter().any(|ending| path.ends_with(ending)) && !path.contains("phat-tin/")
}
