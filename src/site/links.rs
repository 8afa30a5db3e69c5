//! What a link or a picture of a body leads to.
//!
//! Targets as written come in; each becomes an address, a telephone link or an outside link, or a
//! finding. A link to a page that failed to parse or is not published is told apart from one that
//! never existed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::content::Reference;
use crate::diag::{Diagnostic, messages};
use crate::digest::Digest;
use crate::path::SourcePath;
use crate::site::{Article, Section, address, sounds};

/// Everything that a link can lead to.
#[derive(Debug)]
pub struct Targets<'s> {
    /// Published pages: address and anchors.
    pub pages: HashMap<&'s str, (&'s str, &'s [String])>,
    /// Content files that exist and are not published now: drafts, future, expired, broken.
    pub absent: &'s BTreeMap<SourcePath, Absent>,
    /// Files beside articles.
    pub beside: BTreeSet<&'s SourcePath>,
    /// All addresses of pages and static files, from the root of the site.
    pub addresses: HashSet<&'s str>,
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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    own_anchors: &[String],
    references: &[Reference],
    targets: &Targets<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<(String, Resolved)> {
    let mut links: Vec<(String, Resolved)> = Vec::with_capacity(references.len());
    for reference in references {
        let resolved = one(file, own_anchors, reference, targets, found);
        if !links.iter().any(|(target, _)| *target == reference.target) {
            links.push((reference.target.clone(), resolved));
        }
    }
    links
}

/// Resolves the links of all pages; gives the files that are used, with where they are published. Pages
/// that were `asked` for headings keep the names of theirs.
pub(super) fn resolve_all(
    articles: &mut [Article],
    sections: &mut [Section],
    absent: &BTreeMap<SourcePath, Absent>,
    beside: &[(SourcePath, Digest)],
    statics: &[(SourcePath, Digest)],
    asked: &BTreeSet<SourcePath>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<SourcePath, String> {
    let targets = targets(articles, sections, absent, beside, statics);
    let of_section = |section: &Section| {
        let source = &section.source;
        let mut found = Vec::new();
        let links = resolve(&source.path, &source.anchors, &source.references, &targets, &mut found);
        (if section.published { links } else { Vec::new() }, found)
    };
    let of_sections: Vec<_> = sections.iter().map(of_section).collect();
    let of_articles: Vec<_> = articles.par_iter().map(|article| links_of(article, &targets)).collect();
    drop(targets);
    let mut used: BTreeMap<SourcePath, String> = BTreeMap::new();
    for (section, (links, problems)) in sections.iter_mut().zip(of_sections) {
        if section.published {
            found.extend(problems);
            section.links = links;
            note_assets(&section.links, &mut used);
        }
    }
    for (article, (links, problems)) in articles.iter_mut().zip(of_articles) {
        found.extend(problems);
        article.links = links;
        // Links are resolved; what they were resolved from would only fill the memory. Where links to
        // other hosts stand is needed when these are asked.
        article.source.references.retain(Reference::leaves_the_site);
        article.source.references.shrink_to_fit();
        let anchors = std::mem::take(&mut article.source.anchors);
        article.source.anchors = if asked.contains(&article.source.path) { anchors } else { Vec::new() };
        note_assets(&article.links, &mut used);
    }
    used
}

fn links_of(article: &Article, targets: &Targets<'_>) -> (Vec<(String, Resolved)>, Vec<Diagnostic>) {
    let source = &article.source;
    let mut found = Vec::new();
    let mut links = resolve(&source.path, &source.anchors, &source.references, targets, &mut found);
    let attachments = source.front.attachments.iter().map(|attachment| &attachment.file);
    let recordings = source.front.loudspeaker.iter().flat_map(|own| own.recordings());
    for file in attachments.chain(recordings) {
        let path = sounds::beside(source, &file.value);
        if targets.beside.contains(&path) {
            let published = address::of_asset(&path);
            links.push((file.value.clone(), Resolved::Asset(path, published)));
        } else {
            found.push(messages::attachment_missing(file.at.in_file(&source.path), &file.value));
        }
    }
    (links, found)
}

fn targets<'s>(
    articles: &'s [Article],
    sections: &'s [Section],
    absent: &'s BTreeMap<SourcePath, Absent>,
    beside: &'s [(SourcePath, Digest)],
    statics: &'s [(SourcePath, Digest)],
) -> Targets<'s> {
    let of_sections =
        sections.iter().filter(|s| s.published).map(|s| (&s.source.path, &s.address, &s.source.anchors));
    let of_articles = articles.iter().map(|a| (&a.source.path, &a.address, &a.source.anchors));
    let pages: HashMap<&str, (&str, &[String])> = of_sections
        .clone()
        .chain(of_articles.clone())
        .map(|(path, address, anchors)| (path.as_str(), (address.as_str(), anchors.as_slice())))
        .collect();
    let addresses = of_sections.chain(of_articles).map(|(_, address, _)| address.as_str());
    let files = statics.iter().map(|(path, _)| address::of_static(path));
    Targets {
        addresses: addresses.chain(files).collect(),
        beside: beside.iter().map(|(path, _)| path).collect(),
        pages,
        absent,
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
    own_anchors: &[String],
    reference: &Reference,
    targets: &Targets<'_>,
    found: &mut Vec<Diagnostic>,
) -> Resolved {
    let target = reference.target.trim();
    let spot = reference.at.in_file(file);
    if target.is_empty() {
        found.push(messages::link_empty(spot));
        return Resolved::Nowhere;
    }
    if let Some(anchor) = target.strip_prefix('#') {
        if !own_anchors.iter().any(|own| own == anchor) {
            found.push(messages::anchor_unknown(spot, anchor, file.as_str()));
        }
        return Resolved::Outside(target.to_owned());
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
    inside(file, target, spot, targets, found)
}

fn inside(
    file: &SourcePath,
    target: &str,
    spot: crate::diag::Spot,
    targets: &Targets<'_>,
    found: &mut Vec<Diagnostic>,
) -> Resolved {
    let (path, anchor) = target.split_once('#').map_or((target, None), |(path, anchor)| (path, Some(anchor)));
    let path = percent_decoded(path);
    if path.starts_with('/') {
        let known = targets.addresses.contains(path.as_str())
            || targets.addresses.contains(format!("{path}/").as_str());
        if !known {
            found.push(messages::link_broken(spot, target));
            return Resolved::Nowhere;
        }
        return Resolved::Inside(target.to_owned());
    }
    let Some(source) = source_path(file, &path) else {
        found.push(messages::link_leaves_site(spot, target));
        return Resolved::Nowhere;
    };
    if let Some((address, anchors)) = targets.pages.get(source.as_str()) {
        return match anchor {
            Some(anchor) if !anchors.iter().any(|known| known == anchor) => {
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
    if targets.beside.contains(&source) {
        let published = address::of_asset(&source);
        return Resolved::Asset(source, published);
    }
    found.push(messages::link_broken(spot, target));
    Resolved::Nowhere
}

/// The file of the site that a target as written may mean, whether or not it is there.
pub fn file_meant(file: &SourcePath, target: &str) -> Option<SourcePath> {
    let path = percent_decoded(target.split_once('#').map_or(target, |(path, _)| path));
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

/// Editors write spaces and Vietnamese letters of file names as `%20` and the like.
fn percent_decoded(path: &str) -> String {
    if !path.contains('%') {
        return path.to_owned();
    }
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        let hex = path.get(i + 1..i + 3).filter(|_| bytes[i] == b'%');
        if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            out.push(byte);
            i += 3;
        } else {
            out.push(bytes[i]);
            i += 1;
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}
