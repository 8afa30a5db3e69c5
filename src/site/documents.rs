//! Official documents and who carries out, cites or replaces whom.
//!
//! Documents of the site come in; a graph goes out whose nodes are the documents that have a page and
//! those that are only named. A number is compared without spaces, case and kind of dash.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::content::Article as Source;
use crate::content::front_matter::{DocumentFront, Issued};
use crate::diag::{At, Diagnostic, Located, messages};
use crate::path::SourcePath;
use crate::site::PageId;

/// A node of the graph.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// A document with a page.
    Page(PageId),
    /// A document that is only named, by its number as written first.
    Named(String),
}

/// What one document says of others and others of it; every list in the order of issue.
#[derive(Debug, Clone, Default)]
pub struct Ties {
    /// What it carries out.
    pub implements: Vec<Node>,
    /// What carries it out.
    pub implemented_by: Vec<Node>,
    /// What it cites besides.
    pub cites: Vec<Node>,
    /// What cites it.
    pub cited_by: Vec<Node>,
    /// What it replaces.
    pub replaces: Vec<Node>,
    /// What replaces it.
    pub replaced_by: Vec<Node>,
}

/// The graph.
#[derive(Debug, Default)]
pub struct Documents {
    /// The ties of every document with a page.
    pub ties: BTreeMap<PageId, Ties>,
    /// What every number stands for that a document names, by the place it is written at.
    pub(super) named: BTreeMap<(PageId, At), Node>,
}

impl Documents {
    /// Everything a document carries out, directly and over others.
    pub fn above(&self, id: PageId) -> BTreeSet<PageId> {
        self.reach(id, |ties| &ties.implements)
    }

    /// Everything that carries a document out, directly and over others.
    pub fn below(&self, id: PageId) -> BTreeSet<PageId> {
        self.reach(id, |ties| &ties.implemented_by)
    }

    /// The way from a document over what it carries out back to itself, itself first.
    pub(super) fn ring(&self, id: PageId) -> Option<Vec<PageId>> {
        if !self.above(id).contains(&id) {
            return None;
        }
        let mut from: BTreeMap<PageId, PageId> = BTreeMap::new();
        let mut open = VecDeque::from([id]);
        while let Some(at) = open.pop_front() {
            for next in pages(self.ties.get(&at).map_or(&[], |ties| &ties.implements)) {
                if next == id {
                    let mut way: Vec<PageId> =
                        std::iter::successors(Some(at), |at| from.get(at).copied()).collect();
                    way.reverse();
                    return Some(way);
                }
                if let Entry::Vacant(entry) = from.entry(next) {
                    entry.insert(at);
                    open.push_back(next);
                }
            }
        }
        None
    }

    /// What each source named and where is known no more: it was asked for while findings were looked for.
    pub(super) fn forget_written(&mut self) {
        self.named.clear();
    }

    fn reach(&self, id: PageId, way: impl Fn(&Ties) -> &Vec<Node>) -> BTreeSet<PageId> {
        let mut reached = BTreeSet::new();
        let mut open = vec![id];
        while let Some(at) = open.pop() {
            let next = self.ties.get(&at).map_or(&[][..], |ties| way(ties));
            open.extend(pages(next).filter(|next| reached.insert(*next)));
        }
        reached
    }
}

/// The nodes that have a page.
pub fn pages(nodes: &[Node]) -> impl Iterator<Item = PageId> + '_ {
    nodes.iter().filter_map(|node| match node {
        Node::Page(id) => Some(*id),
        Node::Named(_) => None,
    })
}

/// Builds the graph.
pub fn graph(pages: &[(PageId, &Source, &DocumentFront)], found: &mut Vec<Diagnostic>) -> Documents {
    let index = Index::of(pages, found);
    let mut documents = Documents {
        ties: pages.iter().map(|(id, ..)| (*id, Ties::default())).collect(),
        named: BTreeMap::new(),
    };
    for (id, source, front) in pages {
        for (written, way) in front
            .implements
            .iter()
            .map(|written| (written, Way::Implements))
            .chain(front.cites.iter().map(|written| (written, Way::Cites)))
            .chain(front.replaces.iter().map(|written| (written, Way::Replaces)))
        {
            let Some(node) = index.find(written, source, found) else { continue };
            if node == Node::Page(*id) {
                found.push(messages::document_names_itself(written.at.in_file(&source.path), &written.value));
                continue;
            }
            // What is carried out is cited anyhow, and is shown once.
            let carried = documents.ties.get(id).is_some_and(|ties| ties.implements.contains(&node));
            if !(carried && matches!(way, Way::Cites)) {
                documents.tie(*id, way, &node);
            }
            documents.named.insert((*id, written.at), node);
        }
    }
    documents.in_order(pages);
    documents
}

/// A number as it is compared: `28 - CT/TW`, `28–ct/tw` and `28-CT/TW` are one.
pub fn number_key(number: &str) -> String {
    number
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| if matches!(c, '–' | '—' | '‑' | '−') { '-' } else { c })
        .flat_map(char::to_uppercase)
        .collect()
}

#[derive(Clone, Copy)]
enum Way {
    Implements,
    Cites,
    Replaces,
}

struct Index {
    by_number: BTreeMap<String, Vec<PageId>>,
    by_path: BTreeMap<SourcePath, PageId>,
}

impl Index {
    fn of(pages: &[(PageId, &Source, &DocumentFront)], found: &mut Vec<Diagnostic>) -> Index {
        let mut index = Index { by_number: BTreeMap::new(), by_path: BTreeMap::new() };
        let mut issuers: BTreeMap<(String, Option<&str>), &SourcePath> = BTreeMap::new();
        for (id, source, front) in pages {
            index.by_path.insert(source.path.clone(), *id);
            let Some(number) = &front.number else { continue };
            let key = number_key(&number.value);
            if let Some(other) = issuers.insert((key.clone(), front.issuer.as_deref()), &source.path) {
                found.push(messages::document_twice(
                    number.at.in_file(&source.path),
                    &number.value,
                    other.as_str(),
                ));
            }
            index.by_number.entry(key).or_default().push(*id);
        }
        index
    }

    fn find(&self, written: &Located<String>, source: &Source, found: &mut Vec<Diagnostic>) -> Option<Node> {
        let text = written.value.trim();
        let path =
            SourcePath::new(&format!("content/{}.md", text.trim_start_matches("@/").trim_end_matches(".md")));
        if let Some(id) = self.by_path.get(&path) {
            return Some(Node::Page(*id));
        }
        match self.by_number.get(&number_key(text)).map(Vec::as_slice) {
            Some([id]) => Some(Node::Page(*id)),
            Some(_) => {
                found.push(messages::document_ambiguous(written.at.in_file(&source.path), text));
                None
            }
            None => Some(Node::Named(text.to_owned())),
        }
    }
}

impl Documents {
    fn tie(&mut self, id: PageId, way: Way, node: &Node) {
        let ties = self.ties.entry(id).or_default();
        push(
            match way {
                Way::Implements => &mut ties.implements,
                Way::Cites => &mut ties.cites,
                Way::Replaces => &mut ties.replaces,
            },
            node.clone(),
        );
        if let Node::Page(other) = node {
            let back = self.ties.entry(*other).or_default();
            push(
                match way {
                    Way::Implements => &mut back.implemented_by,
                    Way::Cites => &mut back.cited_by,
                    Way::Replaces => &mut back.replaced_by,
                },
                Node::Page(id),
            );
        }
    }

    /// By date of issue, then by id; named ones last, in the order they were written.
    fn in_order(&mut self, pages: &[(PageId, &Source, &DocumentFront)]) {
        let issued: BTreeMap<PageId, Option<Issued>> =
            pages.iter().map(|(id, _, front)| (*id, front.issued)).collect();
        let key = |node: &Node| match node {
            Node::Page(id) => (0, issued.get(id).copied().flatten(), Some(*id)),
            Node::Named(_) => (1, None, None),
        };
        for ties in self.ties.values_mut() {
            for list in [
                &mut ties.implements,
                &mut ties.implemented_by,
                &mut ties.cites,
                &mut ties.cited_by,
                &mut ties.replaces,
                &mut ties.replaced_by,
            ] {
                list.sort_by_key(key);
            }
        }
    }
}

fn push(list: &mut Vec<Node>, node: Node) {
    if !list.contains(&node) {
        list.push(node);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_however_its_dash_and_spaces_are_typed() {
        assert_eq!(number_key("28 – CT/TW"), number_key("28-ct/tw"));
        assert_ne!(number_key("28-CT/TW"), number_key("28/CT-TW"));
    }
}
