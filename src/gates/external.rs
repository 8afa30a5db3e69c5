//! Links to pages of others: which ones are published, and what is said once their hosts have answered.
//!
//! The resolved site and the answers come in, findings go out. Nothing here asks anybody: `net::links`
//! does, when a person wants it; a build never does. What is not published is not asked for either: its
//! address is nobody's matter yet.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::content::Reference;
use crate::diag::messages::{self, DeadLink};
use crate::diag::{At, Diagnostic, Spot};
use crate::path::SourcePath;
use crate::site::Site;

/// A link to a page of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outside {
    /// Where it stands.
    pub spot: Spot,
    /// As its author wrote it.
    pub written: String,
}

impl Outside {
    /// What is asked for: the part behind `#` is the browser's matter.
    pub fn url(&self) -> &str {
        self.written.split('#').next().unwrap_or_default()
    }
}

/// What came of asking for a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is there.
    Fine,
    /// It has moved for good.
    Moved(String),
    /// It is not there.
    Dead(DeadLink),
    /// It could not be looked at; what the host said, if anything that can be read.
    Unsure(Option<u16>),
    /// It is in a private network, which was not asked.
    Private,
}

/// All links of what is published to pages of others, in order of their files.
pub fn links(site: &Site) -> Vec<Outside> {
    let mut links = Vec::new();
    for article in &site.articles {
        let source = &article.source;
        links.extend(of_body(&source.path, &source.references));
        let sources = source.front.sources.iter().filter_map(|one| one.url.as_ref());
        links.extend(sources.map(|url| outside(&source.path, url.at, &url.value)));
    }
    for section in site.sections.iter().filter(|section| section.published) {
        let page = &section.source;
        links.extend(of_body(&page.path, &page.references));
    }
    links
}

/// The addresses to ask for, each once.
pub fn urls(links: &[Outside]) -> BTreeSet<String> {
    links.iter().map(|link| link.url().to_owned()).collect()
}

/// What is to be said of the links whose answer is known.
pub fn judge(links: &[Outside], answers: &BTreeMap<String, Answer>) -> Vec<Diagnostic> {
    let one = |link: &Outside| {
        let (spot, written) = (link.spot.clone(), link.written.as_str());
        match answers.get(link.url())? {
            Answer::Fine => None,
            Answer::Moved(to) => Some(messages::external_link_moved(spot, written, to)),
            Answer::Dead(why) => Some(messages::external_link(spot, written, *why)),
            Answer::Unsure(status) => Some(messages::external_link_unsure(spot, written, *status)),
            Answer::Private => Some(messages::external_link_private(spot, written)),
        }
    };
    links.iter().filter_map(one).collect()
}

fn of_body(file: &SourcePath, references: &[Reference]) -> impl Iterator<Item = Outside> {
    let links = references.iter().filter(|reference| reference.leaves_the_site());
    links.map(|link| outside(file, link.at, &link.target))
}

fn outside(file: &SourcePath, at: At, written: &str) -> Outside {
    Outside { spot: at.in_file(file), written: written.trim().to_owned() }
}
