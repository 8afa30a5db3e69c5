//! What views may read that belong to a locality or list some articles, in one digest.
//!
//! A view of a locality reads that and those above it with their sections, the articles that lie there or
//! are aimed there, and of everything else what the frame holds: the settings, the day, names and
//! addresses. A list reads its articles and the frame. Where the digest is as it was, the view is as it was,
//! without being made.
//! Types are taken apart field by field, so that whoever adds one has to say here who may read it. A build
//! with debug assertions makes the views all the same and compares.

use rayon::prelude::*;

use crate::content::Article as Source;
use crate::digest::Digest;
use crate::site::{Article, Heard, Locality, LocalityId, PageId, Resolved, Section, SectionId, Site};

/// What a view may read.
#[derive(Debug, Clone, Copy)]
pub enum Reads<'s> {
    /// Nobody has said what.
    Anything,
    /// What belongs to a locality.
    Locality(LocalityId),
    /// A page of a list.
    List(List<'s>),
}

/// What a page of a list reads.
#[derive(Debug, Clone, Copy)]
pub struct List<'s> {
    /// The section whose list it is, with those below it.
    pub section: Option<SectionId>,
    /// The articles on the page.
    pub articles: &'s [PageId],
    /// How many pages the list has.
    pub pages: usize,
}

/// What views may read.
#[derive(Debug, Default)]
pub struct Scopes {
    frame: Option<Digest>,
    by_locality: Vec<Digest>,
    /// All of a section, and all of those directly below it.
    by_section: Vec<Digest>,
    by_article: Vec<Digest>,
}

impl Scopes {
    /// Those of a site; none if an engine speaks: what it spoke is known by the words of all articles.
    pub fn of(site: &Site) -> Scopes {
        if !site.heard.sounds.is_empty() {
            return Scopes::default();
        }
        let articles: Vec<Digest> =
            (0..site.articles.len()).into_par_iter().map(|i| article(site, PageId(i))).collect();
        let sections: Vec<Digest> = site.sections.par_iter().map(|one| section(site, one)).collect();
        let mut own: Vec<Vec<Digest>> = vec![Vec::new(); site.localities.len()];
        for (one, digest) in site.articles.iter().zip(&articles) {
            own[one.home.0].push(*digest);
        }
        for (i, digest) in sections.iter().enumerate() {
            own[home(site, SectionId(i)).0].push(*digest);
        }
        let frame = frame(site);
        // What is aimed at a locality, after what is aimed at those above it, which come first.
        let mut aimed: Vec<Digest> = Vec::with_capacity(site.localities.len());
        for (locality, pages) in site.localities.iter().zip(&site.aimed) {
            let above = locality.parent.map(|parent| aimed[parent.0]);
            let pages = Digest::of_all(pages.iter().map(|page| &articles[page.0]));
            aimed.push(Digest::of_value(&(above, locality.section.map(|id| sections[id.0]), pages)));
        }
        let whole =
            |(aimed, own): (&Digest, &Vec<Digest>)| Digest::of_all([&frame, aimed, &Digest::of_all(own)]);
        let with_those_below = |(i, section): (usize, &Section)| {
            let below = Digest::of_all(section.children.iter().map(|id| &sections[id.0]));
            Digest::of_all([&sections[i], &below])
        };
        let by_section = site.sections.par_iter().enumerate().map(with_those_below).collect();
        let by_locality = aimed.par_iter().zip(&own).map(whole).collect();
        Scopes { frame: Some(frame), by_locality, by_section, by_article: articles }
    }

    /// What the view may read, as far as it is known.
    pub fn digest(&self, reads: Reads<'_>) -> Option<Digest> {
        match reads {
            Reads::Anything => None,
            Reads::Locality(id) => self.by_locality.get(id.0).copied(),
            Reads::List(List { section, articles, pages }) => {
                let section = section.map(|id| self.by_section.get(id.0));
                let articles = articles.iter().map(|page| self.by_article.get(page.0));
                let articles: Vec<&Digest> = articles.collect::<Option<_>>()?;
                Some(Digest::of_value(&(self.frame?, section, pages, Digest::of_all(articles))))
            }
        }
    }

    /// By locality.
    pub fn all(&self) -> &[Digest] {
        &self.by_locality
    }
}

/// The locality in which a section lies.
fn home(site: &Site, section: SectionId) -> LocalityId {
    std::iter::successors(Some(section), |id| site.section(*id).parent)
        .find_map(|id| site.locality_of.get(&id).copied())
        .unwrap_or(LocalityId(0))
}

/// What any view may read.
fn frame(site: &Site) -> Digest {
    let Site {
        config,
        now,
        hotlines,
        sections,
        localities,
        tags,
        heard: Heard { recordings, engine, sounds: _ },
        // Each by itself.
        articles: _,
        // Orders of articles and sections by what stands in them.
        aimed: _,
        ranks: _,
        newness: _,
        topic_pages: _,
        tag_by_slug: _,
        section_at: _,
        locality_of: _,
        locality_by_code: _,
        // With the article that shows it.
        pictures: _,
        versions: _,
        // Of no view that belongs to a locality.
        documents: _,
        assets: _,
        aliases: _,
        withheld: _,
        gone: _,
        next_change: _,
        assumed: _,
    } = site;
    let names: Vec<(&str, &str)> = tags.iter().map(|tag| (tag.name.as_str(), tag.slug.as_str())).collect();
    let sections: Vec<Digest> = sections.par_iter().map(face_of_section).collect();
    let localities: Vec<Digest> = localities.par_iter().map(face_of_locality).collect();
    let settings = format!("{config:?} {recordings:?} {engine:?}");
    Digest::of_value(&(settings, now.date(), hotlines, names, sections, localities))
}

/// What everybody may read of a section.
fn face_of_section(section: &Section) -> Digest {
    let Section { source, address, parent, published, draft, children: _, pages: _, links: _ } = section;
    let parent = parent.map(|parent| parent.0);
    Digest::of_value(&(&source.path, &source.front.title.value, address, parent, published, draft))
}

/// What everybody may read of a locality.
fn face_of_locality(locality: &Locality) -> Digest {
    let Locality {
        code,
        kind,
        level,
        name,
        name_in_sentence,
        parent,
        section,
        address,
        state,
        // Those that name this one as their parent.
        children: _,
        // Of itself and of those below, by the sections that say it.
        contacts: _,
        schedule: _,
        zalo_groups: _,
        lexicon: _,
    } = locality;
    let law = format!("{code:?} {kind:?} {level:?} {state:?}");
    let (parent, section) = (parent.map(|parent| parent.0), section.map(|section| section.0));
    Digest::of_value(&(law, name, name_in_sentence, parent, section, address))
}

/// All of a section.
fn section(site: &Site, section: &Section) -> Digest {
    let Section { source, address, parent, published, draft, links, children: _, pages: _ } = section;
    let parent = parent.map(|parent| parent.0);
    let pictures: Vec<_> = links.iter().filter_map(|(_, resolved)| picture(site, resolved)).collect();
    Digest::of_value(&(&source.path, source.digest, address, parent, published, draft, links, pictures))
}

/// All of an article.
fn article(site: &Site, id: PageId) -> Digest {
    let Article { source, facts, address, section, home, audience, state, reach, links } = site.article(id);
    let Source {
        path,
        digest,
        front,
        lang,
        // As the file says it.
        body: _,
        opening: _,
        contents: _,
        anchors: _,
        references: _,
        quizzes: _,
        seal: _,
    } = source.as_ref();
    // What a front matter says besides its file: fields of another language's, digests of attachments, an
    // end that its consent has.
    let is_changed = lang.is_some() || !front.attachments.is_empty() || front.expires.is_some();
    let front = is_changed.then_some(front);
    let versions: Vec<(&str, &Option<Box<str>>)> = site
        .versions
        .all(id)
        .iter()
        .map(|other| site.article(*other))
        .map(|other| (other.address.as_str(), &other.source.lang))
        .collect();
    let pictures: Vec<_> = links.iter().filter_map(|(_, resolved)| picture(site, resolved)).collect();
    let places = (section.0, home.0, audience);
    let decided = (facts, address, places, *state as u8, reach);
    Digest::of_value(&(path, digest, front, decided, links, pictures, versions))
}

fn picture<'s>(site: &'s Site, resolved: &Resolved) -> Option<&'s crate::picture::Shown> {
    match resolved {
        Resolved::Inside(path) | Resolved::Asset(_, path) => site.pictures.get(path),
        Resolved::Outside(_) | Resolved::Nowhere => None,
    }
}
