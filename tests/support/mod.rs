//! The harness of the integration tests: a tiny site from one string, built into a temporary folder.
//!
//! A text of several files goes in (`-- content/a.md --` above each), a folder, findings and the tree
//! that a build makes come out. It knows no output and no message; see the README beside it.
#![allow(dead_code, reason = "every test binary takes the part it needs")]
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]
#![allow(clippy::missing_panics_doc, reason = "a harness fails by panicking")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::DateTime;
use mangnon::diag::{Diagnostic, Lang};
use mangnon::pipeline::{self, Built, Stopped};
use tempfile::TempDir;

/// The clock of every test that does not set one.
pub(crate) const NOW: &str = "2026-11-24T08:00:00";

/// The settings of a site that brings none: unminified, so that failures can be read.
pub(crate) const SITE_TOML: &str = "base_url = \"https://cong.example\"\ntitle = \"Cổng thử\"\nminify = false\n\
    \n[[topics]]\nid = \"boi-an-toan\"\nname = \"Bơi an toàn\"\ncolor = \"teal\"\n";

/// A province and a commune, as files of a site's text.
pub(crate) const PLACES: &str = "\
-- content/dia-phuong/thai-nguyen/_index.md --
+++
title = \"Thái Nguyên\"
[locality]
code = \"19\"
+++
-- content/dia-phuong/thai-nguyen/dinh-hoa/_index.md --
+++
title = \"Định Hóa\"
[locality]
code = \"05569\"
+++
";

/// A published tree: bytes by path from the output folder, without the mark by which it is known.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// A site in a temporary folder.
#[derive(Debug)]
pub(crate) struct SiteTest {
    folder: TempDir,
    /// The clock of the next build.
    pub(crate) now: DateTime,
}

impl SiteTest {
    /// Writes the files of a text; a site without settings gets [`SITE_TOML`].
    pub(crate) fn new(files: &str) -> SiteTest {
        let site = SiteTest { folder: TempDir::new().expect("a temporary folder"), now: moment(NOW) };
        for (path, text) in split(files) {
            site.write(&path, &text);
        }
        if !site.root().join("site.toml").exists() {
            site.write("site.toml", SITE_TOML);
        }
        site
    }

    /// Two articles and two files, quickly built.
    pub(crate) fn small() -> SiteTest {
        SiteTest::new(include_str!("small_site.txt"))
    }

    /// A site that has every kind of page, with every field filled somewhere.
    pub(crate) fn full() -> SiteTest {
        let site = SiteTest::new(include_str!("full_site.txt"));
        site.write(
            "content/boi-an-toan/o-vuong.png",
            include_bytes!("../sites/typed_blocks/content/o-vuong.png"),
        );
        for i in 0..12 {
            let text = format!(
                "+++\ntitle = \"Tin thứ {i}\"\ndescription = \"Tóm tắt {i}.\"\ndate = 2026-04-{:02}\n+++\nLời {i}.\n",
                i + 1
            );
            site.write(&format!("content/dia-phuong/thai-nguyen/dinh-hoa/tin-{i}.md"), text);
        }
        site
    }

    /// The same site at another moment.
    pub(crate) fn at(mut self, now: &str) -> SiteTest {
        self.now = moment(now);
        self
    }

    /// The site's folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.folder.path().join("site")
    }

    /// The output folder.
    pub(crate) fn out(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    /// The folder of the build's state.
    pub(crate) fn state(&self) -> PathBuf {
        self.folder.path().join(".build")
    }

    /// Writes a file of the site, with the folders above it.
    pub(crate) fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(&file, text).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Removes a file of the site.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// Moves a file of the site.
    pub(crate) fn rename(&self, from: &str, to: &str) {
        let target = self.root().join(to);
        fs::create_dir_all(target.parent().expect("a file lies in a folder")).expect("a folder");
        fs::rename(self.root().join(from), target).unwrap_or_else(|error| panic!("{from}: {error}"));
    }

    /// Replaces words of a file of the site; they must be there.
    #[track_caller]
    pub(crate) fn edit(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.root().join(path)).expect("the file is there");
        assert!(text.contains(old), "`{old}` is not in {path}");
        self.write(path, text.replace(old, new));
    }

    /// Judges the site.
    pub(crate) fn check(&self) -> Vec<Diagnostic> {
        pipeline::check(&self.root(), self.now).diagnostics
    }

    /// The rules that the site breaks, sorted, each once.
    pub(crate) fn rules(&self) -> Vec<&'static str> {
        let mut rules: Vec<&str> = self.check().iter().map(|found| found.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }

    /// Builds into [`SiteTest::out`].
    pub(crate) fn try_build(&self) -> Result<Built, Stopped> {
        pipeline::build(&self.root(), &self.out(), self.now)
    }

    /// Builds a site that must be sound.
    #[track_caller]
    pub(crate) fn build(&self) -> Built {
        self.build_into(&self.out())
    }

    /// Builds a site that must be sound into another folder.
    #[track_caller]
    pub(crate) fn build_into(&self, out: &Path) -> Built {
        match pipeline::build(&self.root(), out, self.now) {
            Ok(built) => built,
            Err(stopped) => panic!("not built:\n{}", told(&stopped)),
        }
    }

    /// The published tree.
    pub(crate) fn tree(&self) -> Tree {
        tree(&self.out())
    }

    /// The tree that a build from nothing makes of the site as it stands.
    #[track_caller]
    pub(crate) fn cold_tree(&self) -> Tree {
        let fresh = TempDir::new().expect("a temporary folder");
        self.build_into(&fresh.path().join("public"));
        tree(&fresh.path().join("public"))
    }

    /// A published file as text.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> String {
        let bytes = fs::read(self.out().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
        String::from_utf8(bytes).expect("published texts are UTF-8")
    }

    /// The published paths.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.tree().into_keys().collect()
    }
}

/// The paths that a build rendered, sorted.
pub(crate) fn rendered(built: &Built) -> Vec<String> {
    let rendered = built.outcomes.iter().filter(|outcome| outcome.rendered);
    let mut paths: Vec<String> = rendered.map(|outcome| outcome.path.to_string()).collect();
    paths.sort_unstable();
    paths
}

/// Why a build stopped, in English.
pub(crate) fn told(stopped: &Stopped) -> String {
    match stopped {
        Stopped::Findings(found) => {
            found.iter().map(|diagnostic| diagnostic.render(Lang::En, None)).collect::<String>()
        }
        other => format!("{other:?}"),
    }
}

/// The findings of a stopped build.
#[track_caller]
pub(crate) fn findings(result: Result<Built, Stopped>) -> Vec<Diagnostic> {
    match result {
        Err(Stopped::Findings(found)) => found,
        Ok(_) => panic!("the site was built"),
        Err(other) => panic!("stopped by the machine: {other:?}"),
    }
}

/// A moment from its text; a day means its beginning.
pub(crate) fn moment(text: &str) -> DateTime {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// All files below a folder.
pub(crate) fn tree(folder: &Path) -> Tree {
    let files = walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok);
    files
        .filter(|entry| entry.file_type().is_file() && entry.file_name() != ".mangnon")
        .map(|entry| {
            let relative = entry.path().strip_prefix(folder).expect("below the folder");
            let bytes = fs::read(entry.path()).expect("a published file can be read");
            (relative.to_string_lossy().replace('\\', "/"), bytes)
        })
        .collect()
}

/// Compares two trees; tells which files differ and where the first one begins to.
#[track_caller]
pub(crate) fn assert_same_tree(actual: &Tree, expected: &Tree, hint: &str) {
    let told = difference(actual, expected);
    assert!(told.is_empty(), "{told}{hint}");
}

/// What differs between two trees, in words.
pub(crate) fn difference(actual: &Tree, expected: &Tree) -> String {
    let mut told = String::new();
    for path in expected.keys().filter(|path| !actual.contains_key(*path)) {
        let _ = writeln!(told, "missing: {path}");
    }
    for (path, bytes) in actual {
        match expected.get(path) {
            None => {
                let _ = writeln!(told, "unexpected: {path}");
            }
            Some(other) if other != bytes => {
                let _ = writeln!(told, "differs: {path}\n{}", first_difference(bytes, other));
            }
            Some(_) => {}
        }
    }
    told
}

fn first_difference(actual: &[u8], expected: &[u8]) -> String {
    let (actual, expected) = (String::from_utf8_lossy(actual), String::from_utf8_lossy(expected));
    let pair = actual.lines().zip(expected.lines()).enumerate().find(|(_, (a, e))| a != e);
    match pair {
        Some((i, (a, e))) => {
            let from = a.chars().zip(e.chars()).position(|(x, y)| x != y).unwrap_or(0).saturating_sub(30);
            let cut = |line: &str| line.chars().skip(from).take(160).collect::<String>();
            format!("  line {}:\n  - {}\n  + {}", i + 1, cut(e), cut(a))
        }
        None => format!("  {} lines instead of {}", actual.lines().count(), expected.lines().count()),
    }
}

/// The files of a text: a line `-- path --` opens each.
pub(crate) fn split(files: &str) -> Vec<(String, String)> {
    let mut split: Vec<(String, String)> = Vec::new();
    for line in files.split_inclusive('\n') {
        let header = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        match (header, split.last_mut()) {
            (Some(path), _) => split.push((path.to_owned(), String::new())),
            (None, Some((_, text))) => text.push_str(line),
            (None, None) => assert!(line.trim().is_empty(), "a text before the first file: {line}"),
        }
    }
    split
}

/// Copies a folder.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for (path, bytes) in tree(from) {
        let target = to.join(path);
        fs::create_dir_all(target.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(target, bytes).expect("a file");
    }
}
