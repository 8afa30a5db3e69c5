//! The chain a document stands in: a drawing, the same in words, and who has nothing yet.
//!
//! A document of the site comes in, the view of its chain goes out: what it carries out all the way up, what carries it
//! out all the way down. The drawing is a tree of boxes one below the other, each a step to the right of what it
//! carries out, so that it can be read on a narrow telephone; a document with several above it hangs below the lowest
//! of them, and the words name all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::content::front_matter::{DocumentFront, DocumentLevel, Issued, Word};
use crate::locality::{Level, Registry};
use crate::outputs::html::card;
use crate::outputs::html::view::{
    ChainBox, ChainDocument, ChainLevel, ChainMissing, ChainView, DocumentLink, Link,
};
use crate::site::documents::{Node, pages};
use crate::site::{LocalityId, PageId, Site};

/// The drawing's width fits a telephone of 360 pixels without being made smaller.
const WIDTH: usize = 328;
const BOX: usize = 48;
const PITCH: usize = 58;
const STEP: usize = 16;
/// Deeper boxes are moved no further to the right.
const DEEPEST: usize = 6;
/// So many boxes are drawn.
const DRAWN: usize = 40;
/// So many documents of a level, and localities of a province, are named.
const NAMED: usize = 30;

/// The chain of a document; nothing where it stands alone.
pub(super) fn chain(site: &Site, id: PageId) -> Option<ChainView> {
    let ties = site.documents.ties.get(&id)?;
    if ties.implements.is_empty() && ties.implemented_by.is_empty() {
        return None;
    }
    let above = site.documents.above(id);
    let below = site.documents.below(id);
    let all: BTreeSet<PageId> = above.iter().chain(&below).copied().chain([id]).collect();
    let tree = Tree::of(site, id, &above, &below);
    let (boxes, lines) = tree.draw(site, id);
    Some(ChainView {
        width: WIDTH,
        height: boxes.last().map_or(0, |last| last.y + BOX + 1),
        told: tree.told(site),
        more: all.len() - tree.known(),
        lines,
        boxes,
        levels: levels(site, id, &all),
        missing: missing(site, id, &below),
    })
}

/// A box's place in the tree: what it stands for, how deep, below which box.
struct Leaf {
    node: Node,
    depth: usize,
    parent: Option<usize>,
}

struct Tree {
    leaves: Vec<Leaf>,
}

impl Tree {
    fn of(site: &Site, id: PageId, above: &BTreeSet<PageId>, below: &BTreeSet<PageId>) -> Tree {
        let mut shown: BTreeSet<PageId> = above.iter().take(DRAWN / 2).copied().chain([id]).collect();
        // Those nearest to the document first.
        let mut open = std::collections::VecDeque::from([id]);
        while let Some(at) = open.pop_front() {
            for next in site.documents.ties.get(&at).into_iter().flat_map(|ties| pages(&ties.implemented_by))
            {
                if shown.len() < DRAWN && below.contains(&next) && shown.insert(next) {
                    open.push_back(next);
                }
            }
        }
        let depths = depths(site, &shown);
        let lowest_above = |page: PageId| {
            let parents = site.documents.ties.get(&page).into_iter().flat_map(|ties| pages(&ties.implements));
            parents
                .filter(|parent| shown.contains(parent) && depths[parent] < depths[&page])
                .max_by_key(|parent| depths[parent])
        };
        let mut children: BTreeMap<Option<PageId>, Vec<PageId>> = BTreeMap::new();
        for page in &shown {
            children.entry(lowest_above(*page)).or_default().push(*page);
        }
        for list in children.values_mut() {
            list.sort_by_key(|page| (issued(site, *page), *page));
        }
        let mut tree = Tree { leaves: Vec::new() };
        // A document named only by its number stands above the one that names it.
        let named = site.documents.ties.get(&id).into_iter().flat_map(|ties| &ties.implements);
        let named = named.filter(|node| matches!(node, Node::Named(_)));
        tree.leaves.extend(named.map(|node| Leaf { node: node.clone(), depth: 0, parent: None }));
        tree.hang(&children, None, None, 0);
        tree
    }

    fn hang(
        &mut self,
        children: &BTreeMap<Option<PageId>, Vec<PageId>>,
        page: Option<PageId>,
        parent: Option<usize>,
        depth: usize,
    ) {
        for child in children.get(&page).into_iter().flatten() {
            self.leaves.push(Leaf { node: Node::Page(*child), depth, parent });
            let at = self.leaves.len() - 1;
            self.hang(children, Some(*child), Some(at), depth + 1);
        }
    }

    fn known(&self) -> usize {
        self.leaves.iter().filter(|leaf| matches!(leaf.node, Node::Page(_))).count()
    }

    fn draw(&self, site: &Site, id: PageId) -> (Vec<ChainBox>, Vec<String>) {
        let left = |depth: usize| 1 + depth.min(DEEPEST) * STEP;
        let boxes = self.leaves.iter().enumerate().map(|(row, leaf)| {
            let x = left(leaf.depth);
            let width = WIDTH - 1 - x;
            let (label, note) = texts(site, &leaf.node);
            ChainBox {
                x,
                y: 1 + row * PITCH,
                width,
                label: cut(&label, (width - 18) / 8),
                note: cut(&note, (width - 18) * 2 / 13),
                this: leaf.node == Node::Page(id),
                known: matches!(leaf.node, Node::Page(_)),
                url: match leaf.node {
                    Node::Page(page) if page != id => {
                        Some(site.config.url(site.article(page).address.as_str()))
                    }
                    _ => None,
                },
            }
        });
        let lines = self.leaves.iter().enumerate().filter_map(|(row, leaf)| {
            let parent = leaf.parent?;
            let from = left(self.leaves[parent].depth) + STEP / 2;
            let to = left(leaf.depth);
            let bend = if to > from { to } else { from + 1 };
            let start = 1 + parent * PITCH + BOX;
            Some(format!("M{from} {start}V{}H{bend}", 1 + row * PITCH + BOX / 2))
        });
        (boxes.collect(), lines.collect())
    }

    /// `Kế hoạch 145-KH/HU thực hiện Kế hoạch 156-KH/TU.` and so on.
    fn told(&self, site: &Site) -> String {
        let sentences = self.leaves.iter().map(|leaf| {
            let (own, _) = texts(site, &leaf.node);
            match leaf.parent.map(|parent| texts(site, &self.leaves[parent].node).0) {
                Some(parent) => format!("{own} thực hiện {parent}."),
                None => format!("{own} đứng đầu."),
            }
        });
        sentences.collect::<Vec<_>>().join(" ")
    }
}

/// How many steps each document stands below the first; a ring is cut where it closes.
fn depths(site: &Site, shown: &BTreeSet<PageId>) -> BTreeMap<PageId, usize> {
    let mut depths: BTreeMap<PageId, usize> = shown.iter().map(|page| (*page, 0)).collect();
    for _ in 0..shown.len() {
        let mut moved = false;
        for page in shown {
            let parents = site.documents.ties.get(page).into_iter().flat_map(|ties| pages(&ties.implements));
            let deepest = parents.filter_map(|parent| depths.get(&parent)).max().map_or(0, |depth| depth + 1);
            if deepest > depths[page] && deepest < shown.len() {
                depths.insert(*page, deepest);
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    depths
}

fn front(site: &Site, id: PageId) -> Option<&DocumentFront> {
    site.article(id).source.front.document.as_deref()
}

fn issued(site: &Site, id: PageId) -> (bool, Option<Issued>) {
    let issued = front(site, id).and_then(|front| front.issued);
    (issued.is_none(), issued)
}

/// What a box says: type and number, issuer and date.
fn texts(site: &Site, node: &Node) -> (String, String) {
    let id = match node {
        Node::Page(id) => *id,
        Node::Named(number) => return (number.clone(), String::new()),
    };
    let Some(front) = front(site, id) else { return (String::new(), String::new()) };
    let label = match &front.number {
        Some(number) => format!("{} {}", front.kind, number.value),
        None => format!("{} (không ghi số)", front.kind),
    };
    // The date first: a long name is cut at its end.
    let note: Vec<String> = front.issued.map(card::issued).into_iter().chain(front.issuer.clone()).collect();
    (label, note.join(", "))
}

/// At most so many characters; what is cut ends in dots.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end_matches([' ', ',', '-']))
}

/// What each level made of it, oldest first.
fn levels(site: &Site, id: PageId, all: &BTreeSet<PageId>) -> Vec<ChainLevel> {
    let order = DocumentLevel::ALL.iter().map(|level| Some(*level)).chain([None]);
    order
        .filter_map(|level| {
            let of_level = |page: &PageId| front(site, *page).is_some_and(|front| front.level == level);
            let mut own: Vec<PageId> = all.iter().copied().filter(of_level).collect();
            own.sort_by_key(|page| (issued(site, *page), *page));
            let more = own.len().saturating_sub(NAMED);
            own.truncate(NAMED);
            let documents: Vec<ChainDocument> =
                own.into_iter().map(|page| told_document(site, page, id)).collect();
            let title = level.map_or("Khác", Word::label).to_owned();
            (!documents.is_empty()).then_some(ChainLevel { title, documents, more })
        })
        .collect()
}

fn told_document(site: &Site, page: PageId, id: PageId) -> ChainDocument {
    let ties = site.documents.ties.get(&page);
    let carries_out = ties.into_iter().flat_map(|ties| &ties.implements);
    ChainDocument {
        link: document_link(site, &Node::Page(page)),
        summary: site
            .article(page)
            .source
            .front
            .description
            .as_ref()
            .map_or_else(String::new, |description| description.value.clone()),
        carries_out: carries_out.map(|node| texts(site, node).0).collect(),
        this: page == id,
    }
}

/// Localities that a document concerns and that neither issued a document carrying it out nor are named in one, nor
/// follow a unit that did. Only where somebody carries it out at all.
fn missing(site: &Site, id: PageId, below: &BTreeSet<PageId>) -> Vec<ChainMissing> {
    if below.is_empty() {
        return Vec::new();
    }
    let covered: BTreeSet<LocalityId> =
        below.iter().chain([&id]).flat_map(|page| covered(site, *page, id)).collect();
    let article = site.article(id);
    let mut provinces: BTreeMap<LocalityId, Vec<LocalityId>> = BTreeMap::new();
    for (locality, unit) in site.living() {
        let counts = matches!(unit.level, Level::Province | Level::Commune);
        if counts && !covered.contains(&locality) && article.audience.concerns(&site.localities, locality) {
            let province = site.above(locality).find(|at| site.locality(*at).level == Level::Province);
            provinces.entry(province.unwrap_or(locality)).or_default().push(locality);
        }
    }
    provinces
        .into_iter()
        .map(|(province, localities)| ChainMissing {
            title: site.locality(province).name.clone(),
            more: localities.len().saturating_sub(NAMED),
            localities: localities
                .iter()
                .take(NAMED)
                .map(|id| Link {
                    title: site.locality(*id).name.clone(),
                    url: site.config.url(site.locality(*id).address.as_str()),
                })
                .collect(),
        })
        .collect()
}

/// The localities a document stands for: its issuer's, what followed it, and those it names itself.
fn covered(site: &Site, page: PageId, root: PageId) -> Vec<LocalityId> {
    let written = front(site, page).and_then(|front| front.locality.as_ref());
    let code = written.and_then(|code| code.value.parse().ok());
    let successors = code.iter().filter_map(|code| Registry::embedded().succession(code));
    let successors = successors.flat_map(|succession| succession.successors);
    let codes = successors.chain(code.iter().cloned());
    let mut found: Vec<LocalityId> =
        codes.filter_map(|code| site.locality_by_code.get(&code).copied()).collect();
    if page != root {
        let roots = site.article(page).audience.roots.iter();
        found.extend(roots.copied().filter(|root| *root != LocalityId(0)));
    }
    found
}

/// A document as another names it.
pub(super) fn document_link(site: &Site, node: &Node) -> DocumentLink {
    let id = match node {
        Node::Page(id) => *id,
        Node::Named(number) => {
            return DocumentLink {
                label: number.clone(),
                title: String::new(),
                url: None,
                issuer: None,
                issued: None,
                known: false,
            };
        }
    };
    let article = site.article(id);
    let title = article.source.front.title.value.clone();
    let front = article.source.front.document.as_ref();
    // A title that tells the number already needs no label beside it.
    let number = front.and_then(|front| Some((front, front.number.as_ref()?)));
    let label = number.filter(|(_, number)| !title.contains(&number.value));
    let label = label.map(|(front, number)| format!("{} số {}", front.kind, number.value));
    let (label, title) = label.map_or((title.clone(), String::new()), |label| (label, title.clone()));
    DocumentLink {
        label,
        title,
        url: Some(site.config.url(article.address.as_str())),
        issuer: front.and_then(|front| front.issuer.clone()),
        issued: front.and_then(|front| front.issued).map(card::issued),
        known: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_a_box_is_cut_at_its_end() {
        assert_eq!(cut("Kế hoạch 145-KH/HU", 30), "Kế hoạch 145-KH/HU");
        assert_eq!(cut("Ban Thường vụ Huyện ủy Định Hóa", 15), "Ban Thường vụ…");
    }
}
