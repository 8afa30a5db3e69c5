//! Where every page stands: one address each, old addresses as aliases.
//!
//! The folder is the address, in slugs; an author's `slug` changes the last part. Two pages on one
//! address are a mistake of both.

use std::collections::{BTreeMap, HashMap};

use crate::content::{Article, SectionPage};
use crate::diag::{At, Diagnostic, Located, messages};
use crate::path::{Address, SourcePath};
use crate::site::{self, Section, State};
use crate::vi::slug::slug;

/// The address of an article.
pub fn of_article(article: &Article, found: &mut Vec<Diagnostic>) -> Address {
    below(article, Address::of_folder, found)
}

/// The same, for whoever knows the section in which it lies: most articles lie in its very folder.
pub fn of_article_in(section: &Section, article: &Article, found: &mut Vec<Diagnostic>) -> Address {
    let own = inner(&section.source.path).rsplit_once('/').map_or("", |(folder, _)| folder);
    let of_folder =
        |folder: &str| if folder == own { section.address.clone() } else { Address::of_folder(folder) };
    below(article, of_folder, found)
}

fn below(article: &Article, of_folder: impl Fn(&str) -> Address, found: &mut Vec<Diagnostic>) -> Address {
    let inner = inner(&article.path);
    let (folder, name) = inner.rsplit_once('/').unwrap_or(("", inner));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (stem, lang) = match &article.lang {
        Some(lang) => (stem.rsplit_once('.').map_or(stem, |(stem, _)| stem), Some(lang)),
        None => (stem, None),
    };
    let (above, last) = match stem {
        "index" => folder.rsplit_once('/').unwrap_or(("", folder)),
        _ => (folder, stem),
    };
    let part = match &article.front.slug {
        Some(own) => own_slug(own, &article.path, last, found),
        None => slug(last),
    };
    let part = if part.is_empty() { slug_of_nothing(article, found) } else { part };
    let address = of_folder(above).join(&part);
    // A version stands below its original.
    lang.map_or_else(|| address.clone(), |lang| address.join(&slug(lang)))
}

/// The address of an article of which only its file's name is known, and perhaps the last part.
pub fn of_file(path: &SourcePath, own: Option<&str>) -> Address {
    let inner = inner(path);
    let (folder, name) = inner.rsplit_once('/').unwrap_or(("", inner));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let (stem, lang) = stem.rsplit_once('.').map_or((stem, None), |(stem, lang)| (stem, Some(lang)));
    let (above, last) = match stem {
        "index" => folder.rsplit_once('/').unwrap_or(("", folder)),
        _ => (folder, stem),
    };
    let address = Address::of_folder(above).join(&own.map_or_else(|| slug(last), slug));
    lang.map_or_else(|| address.clone(), |lang| address.join(&slug(lang)))
}

/// The article that a file says in another language, by its name: `a.md` for `a.en.md`.
pub fn original_of(path: &SourcePath) -> Option<SourcePath> {
    let (stem, _) = path.file_name().strip_suffix(".md")?.rsplit_once('.')?;
    Some(SourcePath::new(&format!("{}/{stem}.md", path.folder())))
}

/// The address of a section: its folder.
pub fn of_section(section: &SectionPage) -> Address {
    Address::of_folder(inner(&section.path).rsplit_once('/').map_or("", |(folder, _)| folder))
}

/// Where a file of `static/` is published.
pub(super) fn of_static(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("static").unwrap_or(path.as_str())
}

/// The folder of an asset's address and its file name there.
pub fn of_asset(path: &SourcePath) -> String {
    let folder = Address::of_folder(path.folder().strip_prefix("content").unwrap_or(path.folder()));
    let name = path.file_name();
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = slug(stem);
    let stem = if stem.is_empty() { "tep".to_owned() } else { stem };
    let extension = slug(extension);
    let dot = if extension.is_empty() { "" } else { "." };
    format!("{}{stem}{dot}{extension}", folder.as_str())
}

/// Everything that claims an address, to find what claims one twice.
#[derive(Debug, Default)]
pub struct Claims<'s> {
    by_address: HashMap<&'s str, &'s SourcePath>,
    aliases: HashMap<String, &'s SourcePath>,
}

impl<'s> Claims<'s> {
    /// Nothing is claimed yet; so many addresses will be.
    pub fn of(addresses: usize) -> Claims<'s> {
        Claims { by_address: HashMap::with_capacity(addresses), aliases: HashMap::new() }
    }

    /// Claims an address for a file; tells if it is taken.
    pub fn claim(&mut self, address: &'s Address, path: &'s SourcePath, at: At, found: &mut Vec<Diagnostic>) {
        match self.by_address.get(address.as_str()) {
            Some(other) => {
                let spot = at.in_file(path);
                found.push(messages::address_taken(spot, address.as_str(), other.as_str()));
            }
            None => {
                self.by_address.insert(address.as_str(), path);
            }
        }
    }

    /// Claims an old address for a file, once every page has its own; tells if it is taken.
    pub fn claim_alias(
        &mut self,
        alias: &Address,
        path: &'s SourcePath,
        at: At,
        found: &mut Vec<Diagnostic>,
    ) {
        let taken = self.by_address.get(alias.as_str()).or_else(|| self.aliases.get(alias.as_str()));
        match taken {
            Some(other) => {
                found.push(messages::address_taken(at.in_file(path), alias.as_str(), other.as_str()));
            }
            None => {
                self.aliases.insert(alias.as_str().to_owned(), path);
            }
        }
    }
}

/// In a preview: an article that is not published, at an address that another page has or had, gets no
/// page, so that it does not stop the others before its time. Gives the files that are left out.
pub fn leave_out_shadowed(
    articles: &mut Vec<site::Article>,
    sections: &[Section],
    found: &mut Vec<Diagnostic>,
) -> Vec<SourcePath> {
    if articles.iter().all(|article| article.state == State::Live) {
        return Vec::new();
    }
    let mut left_out = Vec::new();
    let mut taken: BTreeMap<String, SourcePath> = BTreeMap::new();
    for section in sections.iter().filter(|section| section.published) {
        note(&section.address, &section.source.front.aliases, &section.source.path, &mut taken);
    }
    for article in articles.iter().filter(|article| article.state == State::Live) {
        note(&article.address, &article.source.front.aliases, &article.source.path, &mut taken);
    }
    articles.retain(|article| {
        if article.state == State::Live {
            return true;
        }
        let Some(other) = taken.get(article.address.as_str()) else {
            note(&article.address, &[], &article.source.path, &mut taken);
            return true;
        };
        let spot = article.source.at().in_file(&article.source.path);
        found.push(messages::address_taken(spot, article.address.as_str(), other.as_str()));
        left_out.push(article.source.path.clone());
        false
    });
    // What is wrong with a file that is not shown stops nothing either.
    let is_left_out = |finding: &&mut Diagnostic| left_out.contains(&finding.spot.file);
    found.iter_mut().filter(is_left_out).for_each(Diagnostic::soften);
    left_out
}

fn note(
    address: &Address,
    aliases: &[Located<String>],
    path: &SourcePath,
    taken: &mut BTreeMap<String, SourcePath>,
) {
    taken.insert(address.to_string(), path.clone());
    for alias in aliases.iter().filter_map(|alias| Address::from_written(&alias.value)) {
        taken.insert(alias.to_string(), path.clone());
    }
}

/// Old addresses as written.
pub fn aliases(
    written: &[Located<String>],
    path: &SourcePath,
    found: &mut Vec<Diagnostic>,
) -> Vec<(Address, Located<String>)> {
    let mut aliases = Vec::new();
    for alias in written {
        // Names that begin with a dot are the program's own, or hidden by servers.
        let address = Address::from_written(&alias.value).filter(|address| !address.as_str().contains("/."));
        match address {
            Some(address) => aliases.push((address, alias.clone())),
            None => found.push(messages::alias(alias.at.in_file(path), &alias.value)),
        }
    }
    aliases
}

fn inner(path: &SourcePath) -> &str {
    path.as_str().strip_prefix("content/").unwrap_or(path.as_str())
}

fn own_slug(own: &Located<String>, path: &SourcePath, fallback: &str, found: &mut Vec<Diagnostic>) -> String {
    let sound = slug(&own.value);
    if sound.is_empty() || sound != own.value {
        let proposal = if sound.is_empty() { slug(fallback) } else { sound };
        found.push(messages::slug(own.at.in_file(path), &own.value, &proposal));
        return slug(fallback);
    }
    sound
}

/// A file name without a single letter or digit has no address of its own.
fn slug_of_nothing(article: &Article, found: &mut Vec<Diagnostic>) -> String {
    let from_title = slug(&article.front.title.value);
    if from_title.is_empty() {
        found.push(messages::slug(article.at().in_file(&article.path), "", "bai-viet"));
    }
    from_title
}

/// The path of an address in full that is one of the portal itself, which stands at `home` (without its
/// scheme): people copy addresses from the browser.
pub fn of_itself<'t>(home: &str, target: &'t str) -> Option<&'t str> {
    let (scheme, rest) = target.split_once(':')?;
    let path = rest.strip_prefix(home).filter(|_| home.len() > "//".len())?;
    match path {
        _ if !matches!(scheme, "http" | "https") => None,
        "" => Some("/"),
        path => path.starts_with('/').then_some(path),
    }
}

/// Editors write spaces and Vietnamese letters of file names as `%20` and the like.
pub fn percent_decoded(path: &str) -> String {
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
