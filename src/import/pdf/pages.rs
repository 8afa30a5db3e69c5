//! The pages of a PDF in order, with what they draw and with which fonts.
//!
//! In: the objects of a file. Out: for each page its content streams and its resources, inherited ones included. A tree
//! that runs in circles ends; a file without a usable tree gives its page objects by number.

use std::collections::BTreeSet;

use super::objects::File;
use super::syntax::{Dict, Object};
use crate::import::Refusal;
use crate::import::decode::broken;

/// One page.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// References to its content streams.
    pub(super) contents: Vec<Object>,
    /// Its resources.
    pub(super) resources: Dict,
}

/// The pages in order.
pub(super) fn pages(file: &File<'_>) -> Result<Vec<Page>, Refusal> {
    let mut pages = Vec::new();
    let mut seen = BTreeSet::new();
    if let Some(kids) = file.root().and_then(|root| root.get("Pages")) {
        walk(file, kids, &Dict::new(), &mut seen, &mut pages, 0);
    }
    if pages.is_empty() {
        for dict in file.dicts().filter(|dict| file.get(dict, "Type").name() == Some("Page")) {
            pages.push(page(file, dict, &Dict::new()));
        }
    }
    if pages.is_empty() { Err(broken("pdf", "no pages")) } else { Ok(pages) }
}

fn walk(
    file: &File<'_>,
    node: &Object,
    inherited: &Dict,
    seen: &mut BTreeSet<u32>,
    pages: &mut Vec<Page>,
    depth: usize,
) {
    if let Object::Reference(id) = node
        && !seen.insert(*id)
    {
        return;
    }
    let Some(dict) = file.resolve(node).dict() else { return };
    let own = file.get(dict, "Resources").dict().unwrap_or(inherited);
    match file.get(dict, "Kids").array() {
        Some(kids) if depth < 60 && pages.len() <= super::MAX_PAGES => {
            for kid in kids {
                walk(file, kid, own, seen, pages, depth + 1);
            }
        }
        Some(_) => {}
        None => pages.push(page(file, dict, inherited)),
    }
}

fn page(file: &File<'_>, dict: &Dict, inherited: &Dict) -> Page {
    let contents = match dict.get("Contents") {
        Some(object @ Object::Reference(_)) => match file.resolve(object) {
            Object::Array(items) => items.clone(),
            _ => vec![object.clone()],
        },
        Some(Object::Array(items)) => items.clone(),
        _ => Vec::new(),
    };
    Page { contents, resources: file.get(dict, "Resources").dict().unwrap_or(inherited).clone() }
}
