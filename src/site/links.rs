//! What a link or a picture of a body leads to.
//!
//! Targets as written come in; each becomes an address, a telephone link or an outside link, or a
//! finding. A link to a page that failed to parse or is not published is told apart from one that
//! never existed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;
use serde::Serialize;

use crate::content::{Reference, Texts};
use crate::diag::{Diagnostic, Spot, messages};
use crate::digest::Digest;
use crate::path::{Address, SourcePath};
use crate::site::{Article, Section, address, sounds};

/// Everything that a link can lead to.
#[derive(Debug)]
pub struct Targets<'s> {
    /// Published pages: address and anchors.
    pub pages: HashMap<&'s str, (&'s str, &'s Texts)>,
    /// Content files that exist and are not published now: drafts, future, expired, broken.
    pub absent: &'s BTreeMap<SourcePath, Absent>,
    /// Files beside articles.
    pub beside: BTreeSet<&'s SourcePath>,
    /// All addresses of pages and static files, from the root of the site.
    pub addresses: HashSet<&'s str>,
    /// Old addresses, and what stands for them.
    pub aliases: &'s BTreeMap<Address, Address>,
    /// What is not published now.
    pub withheld: &'s Unpublished,
    /// Where the portal itself stands, without `https:`; people copy addresses from the browser.
    pub home: &'s str,
}

/// What exists and is not published now.
#[derive(Debug, Default)]
pub struct Unpublished {
    /// Addresses of articles and sections, old ones too.
    pub addresses: HashSet<Address>,
    /// Files that go with an article that is not published: it was taken down, its consent ended, or nobody
    /// has approved it yet.
    pub files: BTreeSet<SourcePath>,
    /// Folders of articles that are not published yet, with everything that lies in them.
    pub folders: BTreeSet<String>,
}

impl Targets<'_> {
    /// Whether a file goes with an article that is not published.
    fn withholds(&self, file: &SourcePath) -> bool {
        if self.withheld.files.contains(file) {
            return true;
        }
        // A published article below has a folder of its own.
        let above = std::iter::successors(Some(file.folder()), |folder| Some(folder.rsplit_once('/')?.0));
        let nearest =
            above.take_while(|folder| !self.pages.contains_key(format!("{folder}/index.md").as_str()));
        !self.withheld.folders.is_empty()
            && nearest.into_iter().any(|own| self.withheld.folders.contains(own))
    }
}

/// A link to an address that no source has: a page that is made of others may have it, such as a list of
/// tags. Only who plans the files can tell.
#[derive(Debug, Clone)]
pub struct Assumed {
    /// Where the link stands.
    pub spot: Spot,
    /// As it is written.
    pub target: String,
    /// The address, without what follows `#` or `?`.
    pub path: String,
}

/// What is found while links are resolved.
#[derive(Debug, Default)]
pub struct Notes {
    /// Mistakes.
    pub found: Vec<Diagnostic>,
    /// Links to be looked at again.
    pub assumed: Vec<Assumed>,
}

/// Why a content file has no page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    /// It has mistakes of its own, which are told elsewhere.
    Broken,
    /// It is a draft, in the future or over.
    NotPublished,
}

/// What a target as written leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Resolved {
    /// A path from the root of the site.
    Inside(String),
    /// A full address, or a telephone or mail link.
    Outside(String),
    /// A file beside an article, under its path from the root of the site.
    Asset(SourcePath, String),
    /// Nowhere: the words stay without a link.
    Nowhere,
}

/// Resolves the references of one file.
pub fn resolve(
    file: &SourcePath,
    own_anchors: &Texts,
    references: &[Reference],
    targets: &Targets<'_>,
    notes: &mut Notes,
) -> Vec<(String, Resolved)> {
    let mut links: Vec<(String, Resolved)> = Vec::with_capacity(references.len());
    for reference in references {
        let resolved = one(file, own_anchors, reference, targets, notes);
        if !links.iter().any(|(target, _)| *target == reference.target) {
            links.push((reference.target.clone(), resolved));
        }
    }
    links
}

/// What links may lead to besides pages.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'s> {
    pub(super) absent: &'s BTreeMap<SourcePath, Absent>,
    pub(super) beside: &'s [(SourcePath, Digest)],
    pub(super) statics: &'s [(SourcePath, Digest)],
    pub(super) aliases: &'s BTreeMap<Address, Address>,
    pub(super) withheld: &'s Unpublished,
    pub(super) home: &'s str,
}

/// Resolves the links of all pages; gives the files that are used, with where they are published. Pages
/// that were `asked` for headings keep the names of theirs.
pub(super) fn resolve_all(
    articles: &mut [Article],
    sections: &mut [Section],
    around: Around<'_>,
    asked: &BTreeSet<SourcePath>,
    notes: &mut Notes,
) -> BTreeMap<SourcePath, String> {
    let targets = targets(articles, sections, around);
    let of_section = |section: &Section| {
        let source = &section.source;
        let mut notes = Notes::default();
        let links = resolve(&source.path, &source.anchors, &source.references, &targets, &mut notes);
        (if section.published { links } else { Vec::new() }, notes)
    };
    let of_sections: Vec<_> = sections.iter().map(of_section).collect();
    let of_articles: Vec<_> = articles.par_iter().map(|article| links_of(article, &targets)).collect();
    drop(targets);
    let mut used: BTreeMap<SourcePath, String> = BTreeMap::new();
    for (section, (links, of_section)) in sections.iter_mut().zip(of_sections) {
        if section.published {
            notes.add(of_section);
            section.links = links;
            note_assets(&section.links, &mut used);
        }
    }
    let take = |(article, (links, of_article)): (&mut Article, LinksOf)| {
        article.links = links;
        // Links are resolved; what they were resolved from would only fill the memory. Where links to
        // other hosts stand is needed when these are asked.
        article.source.references.retain(Reference::leaves_the_site);
        article.source.references.shrink_to_fit();
        if !asked.contains(&article.source.path) {
            article.source.anchors = Texts::default();
        }
        let mut own = BTreeMap::new();
        note_assets(&article.links, &mut own);
        (of_article, own)
    };
    let taken: Vec<_> = articles.par_iter_mut().zip(of_articles).map(take).collect();
    for (of_article, own) in taken {
        notes.add(of_article);
        used.extend(own);
    }
    used
}

/// The links of an article, and what is noted of them.
type LinksOf = (Vec<(String, Resolved)>, Notes);

impl Notes {
    fn add(&mut self, more: Notes) {
        self.found.extend(more.found);
        self.assumed.extend(more.assumed);
    }
}

fn links_of(article: &Article, targets: &Targets<'_>) -> (Vec<(String, Resolved)>, Notes) {
    let source = &article.source;
    let mut notes = Notes::default();
    let mut links = resolve(&source.path, &source.anchors, &source.references, targets, &mut notes);
    let attachments = source.front.attachments.iter().map(|attachment| &attachment.file);
    let recordings = source.front.loudspeaker.iter().flat_map(|own| own.recordings());
    for file in attachments.chain(recordings) {
        let path = sounds::beside(source, &file.value);
        let spot = file.at.in_file(&source.path);
        if !targets.beside.contains(&path) {
            notes.found.push(messages::attachment_missing(spot, &file.value));
        } else if targets.withholds(&path) {
            notes.found.push(messages::file_withheld(spot, &file.value));
        } else {
            let published = address::of_asset(&path);
            links.push((file.value.clone(), Resolved::Asset(path, published)));
        }
    }
    (links, notes)
}

fn targets<'s>(articles: &'s [Article], sections: &'s [Section], around: Around<'s>) -> Targets<'s> {
    let Around { absent, beside, statics, aliases, withheld, home } = around;
    let of_sections =
        sections.iter().filter(|s| s.published).map(|s| (&s.source.path, &s.address, &s.source.anchors));
    let of_articles = articles.iter().map(|a| (&a.source.path, &a.address, &a.source.anchors));
    let pages: HashMap<&str, (&str, &Texts)> = of_sections
        .clone()
        .chain(of_articles.clone())
        .map(|(path, address, anchors)| (path.as_str(), (address.as_str(), anchors)))
        .collect();
    let addresses = of_sections.chain(of_articles).map(|(_, address, _)| address.as_str());
    let files = statics.iter().map(|(path, _)| address::of_static(path));
    Targets {
        addresses: addresses.chain(files).collect(),
        beside: beside.iter().map(|(path, _)| path).collect(),
        pages,
        absent,
        aliases,
        withheld,
        home,
    }
}

fn note_assets(links: &[(String, Resolved)], used: &mut BTreeMap<SourcePath, String>) {
    for (_, resolved) in links {
        if let Resolved::Asset(source, published) = resolved {
            used.insert(source.clone(), published.clone());
        }
    }
}

fn one(
    file: &SourcePath,
    own_anchors: &Texts,
    reference: &Reference,
    targets: &Targets<'_>,
    notes: &mut Notes,
) -> Resolved {
    let found = &mut notes.found;
    let target = reference.target.trim();
    let spot = reference.at.in_file(file);
    if target.is_empty() {
        found.push(messages::link_empty(spot));
        return Resolved::Nowhere;
    }
    if let Some(anchor) = target.strip_prefix('#') {
        if !own_anchors.contains(anchor) {
            found.push(messages::anchor_unknown(spot, anchor, file.as_str()));
        }
        return Resolved::Outside(target.to_owned());
    }
    if let Some(path) = address::of_itself(targets.home, target).filter(|_| !reference.picture) {
        return inside(file, path, spot, targets, notes);
    }
    match target.split_once(':') {
        Some(("http" | "https", rest)) if rest.trim_matches('/').is_empty() => {
            found.push(messages::link_empty(spot));
            return Resolved::Nowhere;
        }
        Some(("http" | "https", rest)) if rest.starts_with("//") && !reference.picture => {
            return Resolved::Outside(target.to_owned());
        }
        Some(("http" | "https", _)) => {
            found.push(messages::picture_from_outside(spot, target));
            return Resolved::Nowhere;
        }
        Some(("tel" | "mailto", rest)) if rest.trim().is_empty() => {
            found.push(messages::link_empty(spot));
            return Resolved::Nowhere;
        }
        Some(("tel", number)) if !number.contains(|c: char| c.is_ascii_digit()) => {
            found.push(messages::phone_without_digits(spot, number));
            return Resolved::Nowhere;
        }
        Some(("tel", number)) => return Resolved::Outside(format!("tel:{}", digits(number))),
        Some(("mailto", _)) => return Resolved::Outside(target.to_owned()),
        Some((scheme, _)) if scheme.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            found.push(messages::link_scheme(spot, scheme));
            return Resolved::Nowhere;
        }
        _ => {}
    }
    inside(file, target, spot, targets, notes)
}

fn inside(file: &SourcePath, target: &str, spot: Spot, targets: &Targets<'_>, notes: &mut Notes) -> Resolved {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let path = address::percent_decoded(path);
    if path.starts_with('/') {
        return at_address(&path, target, spot, targets, notes);
    }
    let found = &mut notes.found;
    let Some(source) = source_path(file, &path) else {
        found.push(messages::link_leaves_site(spot, target));
        return Resolved::Nowhere;
    };
    let page = targets.pages.get(source.as_str());
    let page = page.or_else(|| targets.pages.get(format!("{source}/_index.md").as_str()));
    if let Some((address, anchors)) = page {
        return match anchor {
            Some(anchor) if !anchors.contains(anchor) => {
                found.push(messages::anchor_unknown(spot, anchor, source.as_str()));
                Resolved::Inside((*address).to_owned())
            }
            Some(anchor) => Resolved::Inside(format!("{address}#{anchor}")),
            None => Resolved::Inside((*address).to_owned()),
        };
    }
    match targets.absent.get(&source) {
        Some(Absent::Broken) => return Resolved::Nowhere,
        Some(Absent::NotPublished) => {
            found.push(messages::link_to_unpublished(spot, target));
            return Resolved::Nowhere;
        }
        None => {}
    }
    if !targets.beside.contains(&source) {
        found.push(messages::link_broken(spot, target));
        return Resolved::Nowhere;
    }
    if targets.withholds(&source) {
        found.push(messages::file_withheld(spot, target));
        return Resolved::Nowhere;
    }
    let published = address::of_asset(&source);
    Resolved::Asset(source, published)
}

/// What a path from the root of the site leads to.
fn at_address(path: &str, target: &str, spot: Spot, targets: &Targets<'_>, notes: &mut Notes) -> Resolved {
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    let inside = Resolved::Inside(target.to_owned());
    if targets.addresses.contains(path) || targets.addresses.contains(format!("{path}/").as_str()) {
        return inside;
    }
    let address = Address::of_folder(path);
    if targets.withheld.addresses.contains(&address) {
        notes.found.push(messages::link_to_unpublished(spot, target));
        return Resolved::Nowhere;
    }
    if !targets.aliases.contains_key(&address) {
        notes.assumed.push(Assumed { spot, target: target.to_owned(), path: path.to_owned() });
    }
    inside
}

/// The file of the site that a target as written may mean, whether or not it is there.
pub fn file_meant(file: &SourcePath, target: &str) -> Option<SourcePath> {
    let path = address::percent_decoded(target.split_once('#').map_or(target, |(path, _)| path));
    if path.starts_with('/') {
        return Some(SourcePath::new(&format!("static{path}")));
    }
    source_path(file, &path)
}

/// `@/x.md` counts from `content/`, anything else from the file's folder.
fn source_path(file: &SourcePath, path: &str) -> Option<SourcePath> {
    let (start, rest) = match path.strip_prefix("@/") {
        Some(rest) => ("content", rest),
        None => (file.folder(), path),
    };
    let mut parts: Vec<&str> = start.split('/').collect();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.len() > 1 => {
                parts.pop();
            }
            ".." => return None,
            part => parts.push(part),
        }
    }
    Some(SourcePath::new(&parts.join("/")))
}

fn digits(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
