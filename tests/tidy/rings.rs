//! No files of one folder import each other in a ring: whoever reads one of them would have to read all.
//!
//! What a folder's `mod.rs` and its files take from each other does not count: the one is the face of the
//! others.

use std::collections::{BTreeMap, BTreeSet};

use crate::imports::imports;
use crate::{sources, without_tests};

/// Rings of today, each by one of its files; a ring may go and none may come.
const RINGS: [&str; 1] = ["pack::broadcast"];

#[test]
fn files_of_a_folder_import_each_other_in_no_ring() {
    let arrows = arrows();
    let mut rings: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
    for file in arrows.keys() {
        let ring: BTreeSet<&str> = reached(&arrows, file)
            .into_iter()
            .filter(|other| reached(&arrows, other).contains(file.as_str()))
            .collect();
        rings.extend((!ring.is_empty()).then_some(ring));
    }
    let is_known = |ring: &BTreeSet<&str>| RINGS.iter().any(|known| ring.contains(known));
    let new: Vec<_> = rings.iter().filter(|ring| !is_known(ring)).collect();
    assert!(new.is_empty(), "{new:#?}");
    for known in RINGS {
        assert!(rings.iter().any(|ring| ring.contains(known)), "{known} stands in no ring any more");
    }
}

#[test]
fn a_ring_is_seen() {
    let arrows = BTreeMap::from([
        ("a", BTreeSet::from(["b"])),
        ("b", BTreeSet::from(["c"])),
        ("c", BTreeSet::from(["a"])),
        ("d", BTreeSet::from(["a"])),
    ]);
    let arrows: Arrows = arrows
        .into_iter()
        .map(|(from, to)| (from.to_owned(), to.into_iter().map(str::to_owned).collect()))
        .collect();
    assert!(reached(&arrows, "a").contains("a"));
    assert!(!reached(&arrows, "d").contains("d"));
    let text = "use super::text::Token;\nfn f() { super::word::fold(x); self::own(); }\n";
    assert_eq!(
        paths("gates::privacy::names", text),
        ["gates::privacy::text::Token", "gates::privacy::word::fold"]
    );
}

/// Which files each file imports, by their paths in the crate.
type Arrows = BTreeMap<String, BTreeSet<String>>;

fn arrows() -> Arrows {
    let files: BTreeMap<String, String> =
        sources().into_iter().map(|(path, text)| (module(&path), without_comments(&text))).collect();
    let mut arrows = Arrows::new();
    for (own, text) in &files {
        let imported = paths(own, text).into_iter().filter_map(|path| owner(&path, &files));
        let apart = |other: &String| other != own && !above(other, own) && !above(own, other);
        arrows.insert(own.clone(), imported.filter(apart).collect());
    }
    arrows
}

/// `src/gates/privacy/mod.rs` is `gates::privacy`.
fn module(path: &str) -> String {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    inner.trim_end_matches("/mod").replace('/', "::")
}

fn without_comments(text: &str) -> String {
    let code = without_tests(text);
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// What a file names of the crate, also by `super`.
fn paths(own: &str, text: &str) -> Vec<String> {
    let folder = own.rsplit_once("::").map_or("", |(folder, _)| folder);
    let whole = text.replace("super::", &format!("crate::{folder}::"));
    imports(&whole).into_iter().collect()
}

/// The file in which a path is defined.
fn owner(path: &str, files: &BTreeMap<String, String>) -> Option<String> {
    let mut path = path;
    while !files.contains_key(path) {
        path = path.rsplit_once("::")?.0;
    }
    Some(path.to_owned())
}

fn above(upper: &str, lower: &str) -> bool {
    lower.strip_prefix(upper).is_some_and(|rest| rest.starts_with("::"))
}

/// The files that a file imports, over whatever lies between.
fn reached<'a>(arrows: &'a Arrows, from: &str) -> BTreeSet<&'a str> {
    let mut reached = BTreeSet::new();
    let mut open: Vec<&str> = arrows.get(from).into_iter().flatten().map(String::as_str).collect();
    while let Some(next) = open.pop() {
        if reached.insert(next) {
            open.extend(arrows.get(next).into_iter().flatten().map(String::as_str));
        }
    }
    reached
}
