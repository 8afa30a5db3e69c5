//! Versions of articles in other languages: `name.LANG.md` beside `name.md`.
//!
//! Sources come in, each version goes out with the fields of its original where it says nothing itself:
//! what an article is, whom it concerns, when it is in force and what it rests on is the same in every
//! language. Words are never inherited, and neither are approval, refusal and withdrawal of the version itself,
//! which are about words; what takes the original down takes its versions along. A version has
//! a page and stands in no list.

use std::collections::{BTreeMap, HashMap};

use crate::config::Config;
use crate::content::article::{Article as Source, Front};
use crate::content::front_matter::Channel;
use crate::diag::{Diagnostic, messages};
use crate::path::SourcePath;
use crate::site::{Article, PageId, Site};

/// Which article says in another language what another one says.
#[derive(Debug, Default)]
pub struct Versions {
    of: BTreeMap<PageId, Vec<PageId>>,
    original: BTreeMap<PageId, PageId>,
}

impl Versions {
    /// The article that an article is a version of; itself if it is none.
    pub fn original(&self, id: PageId) -> PageId {
        self.original.get(&id).copied().unwrap_or(id)
    }

    /// An original and its versions, the original first, if there is more than one.
    pub fn all(&self, id: PageId) -> Vec<PageId> {
        let original = self.original(id);
        let versions = self.of.get(&original).into_iter().flatten().copied();
        std::iter::once(original).chain(versions).collect()
    }
}

impl Site {
    /// The articles that are no version of another one.
    pub fn originals(&self) -> impl Iterator<Item = PageId> {
        self.page_ids().filter(|id| self.article(*id).source.lang.is_none())
    }

    /// The language of an article.
    pub fn language_of(&self, id: PageId) -> &str {
        self.article(id).source.lang.as_deref().unwrap_or(&self.config.language)
    }
}

/// Gives every version the fields of its original. A version that has none, or whose language the site
/// does not know, is a finding and goes no further.
pub fn inherit(
    sources: Vec<Box<Source>>,
    config: &Config,
    broken: &[SourcePath],
    found: &mut Vec<Diagnostic>,
) -> Vec<Box<Source>> {
    let (versions, mut sources): (Vec<_>, Vec<_>) =
        sources.into_iter().partition(|source| source.lang.is_some());
    if versions.is_empty() {
        return sources;
    }
    let originals: HashMap<String, Front> = {
        let wanted: Vec<String> = versions.iter().filter_map(|version| original_path(version)).collect();
        let found = sources.iter().filter(|source| wanted.iter().any(|path| path == source.path.as_str()));
        found.map(|source| (source.path.as_str().to_owned(), source.front.clone())).collect()
    };
    for mut version in versions {
        if version.front.withdrawn.is_some() {
            // Taken down by itself, whatever became of its original.
            sources.push(version);
            continue;
        }
        let tag = version.lang.as_deref().unwrap_or_default();
        let spot = version.at().in_file(&version.path);
        if tag == config.language || config.language_name(tag).is_none() {
            found.push(messages::language_unknown(spot, tag));
            continue;
        }
        let path = original_path(&version).unwrap_or_default();
        match originals.get(&path) {
            Some(original) => {
                version.front = merged(version.front, original);
                sources.push(version);
            }
            // What keeps the original from being read is told there.
            None if broken.iter().any(|broken| broken.as_str() == path) => {}
            None => found.push(messages::language_without_original(spot, &path)),
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

/// Which published articles belong together.
pub fn versions(articles: &[Article]) -> Versions {
    let mut versions = Versions::default();
    if articles.iter().all(|article| article.source.lang.is_none()) {
        return versions;
    }
    let ids: HashMap<&str, PageId> =
        articles.iter().enumerate().map(|(i, article)| (article.source.path.as_str(), PageId(i))).collect();
    for (i, article) in articles.iter().enumerate() {
        let original = original_path(&article.source).and_then(|path| ids.get(path.as_str()).copied());
        if let Some(original) = original {
            versions.of.entry(original).or_default().push(PageId(i));
            versions.original.insert(PageId(i), original);
        }
    }
    versions
}

/// `content/a.md` for `content/a.en.md`.
fn original_path(version: &Source) -> Option<String> {
    let ending = format!(".{}.md", version.lang.as_deref()?);
    Some(format!("{}.md", version.path.as_str().strip_suffix(&ending)?))
}

/// A version's own words, and for the rest what its original says. It appears when both are in force.
fn merged(own: Front, original: &Front) -> Front {
    let later = |a: Option<_>, b: Option<_>| a.into_iter().chain(b).max();
    let expires = own.expires.iter().chain(&original.expires).min_by_key(|moment| moment.value).cloned();
    Front {
        title: own.title,
        description: own.description,
        updated: own.updated.or(original.updated),
        publish_at: later(own.publish_at, original.publish_at),
        expires,
        draft: own.draft || original.draft,
        aliases: own.aliases,
        tags: Vec::new(),
        channels: Some(vec![Channel::Web]),
        sensitive: own.sensitive || original.sensitive,
        emergency: false,
        review: own.review.or_else(|| original.review.clone()),
        sources: if own.sources.is_empty() { original.sources.clone() } else { own.sources },
        loudspeaker: own.loudspeaker,
        zalo: own.zalo,
        attachments: own.attachments,
        author: own.author.or_else(|| original.author.clone()),
        approval: own.approval,
        rejection: own.rejection,
        log: own.log,
        extra: if own.extra.is_null() { original.extra.clone() } else { own.extra },
        ..original.clone()
    }
}
