//! The house rules that no compiler checks: who imports whom, headers, lengths, words, the theme table.
//!
//! Reads the sources as text. An exception stands in a list here with its reason, or the rule holds.
#![allow(clippy::disallowed_methods, reason = "reads the sources of this repository")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

mod imports;
mod rings;

use imports::imports;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Longer files say in their header why.
const LINES: usize = 400;

/// A module and what it may import of this crate besides itself. `outputs::x` is a single output. A rule
/// of more than one part (`site::Site`) allows these names only.
const BORDERS: [(&str, &[&str]); 36] = [
    ("vi", &[]),
    ("path", &["vi"]),
    ("digest", &[]),
    ("csv", &[]),
    ("ical", &[]),
    ("diag", &["path", "vi"]),
    ("locality", &["vi"]),
    ("fields", &["diag", "path", "vi"]),
    // The reader of closed sets of words is shared with front matter.
    ("config", &["content::front_matter", "diag", "fields", "path", "vi"]),
    ("source", &["diag", "digest", "path", "vi"]),
    // `section` makes the front page of a site without one from the settings.
    (
        "content",
        &["config::Config", "config::is_tag", "diag", "digest", "fields", "path", "source::SourceFile", "vi"],
    ),
    ("site", &["config", "content", "diag", "digest", "fields", "locality", "path", "picture", "vi"]),
    ("picture", &["diag", "path"]),
    // Bytes of a page in, numbers out.
    ("weight", &[]),
    ("markup", &[]),
    // Pictures and print of any template: knows no site.
    ("draw", &["vi"]),
    // The filters of drawings are registered where templates are compiled.
    ("theme", &["diag", "digest", "draw", "path", "vi"]),
    // Gates also read the words of scripts and messages, and ask whether the font has every letter.
    (
        "gates",
        &[
            "config",
            "content",
            "diag",
            "digest",
            "draw::font",
            "fields::nearest",
            "locality",
            "markup",
            "pack",
            "path",
            "site",
            "source::SourceFile",
            "theme",
            "vi",
            "weight",
        ],
    ),
    ("pack", &["config", "content", "diag", "digest", "draw", "locality", "path", "site", "sound", "vi"]),
    ("import", &["vi"]),
    // Counts records; how a report looks is the command's matter.
    ("report", &["config", "content", "site"]),
    ("sheets", &["config", "content", "diag", "digest", "draw", "pack", "path", "site", "theme"]),
    ("paper", &["content::front_matter", "diag", "pack", "site", "theme"]),
    ("outputs", OUTPUT),
    // What is spoken is worded by `pack`; what is published of it is an asset of the site.
    (
        "media",
        &[
            "config::Engine",
            "content::front_matter",
            "diag",
            "digest",
            "import::Cleaned",
            "import::Refusal",
            "import::Unbared",
            "import::clean_pdf",
            "import::without_camera",
            "markup",
            "pack::Segment",
            "pack::Speech",
            "path",
            "picture",
            "site::Asset",
            "site::sounds",
            "sound",
        ],
    ),
    ("sound", &[]),
    (
        "publish",
        // The account of the disk is part of what a build remembers.
        &[
            "content::body::Shelf",
            "diag",
            "digest",
            "media",
            // Targets behind a network.
            "net::curl",
            "outputs::Failure",
            "outputs::Grounds",
            "outputs::Known",
            "outputs::Outcome",
            "outputs::Sink",
            "outputs::VERSION",
            "path",
            "picture",
            "source",
            "weight",
        ],
    ),
    // Asks hosts; what an answer means is the gate's matter.
    ("net", &["diag::messages", "gates::external", "path::escaped"]),
    (
        "pipeline",
        &[
            "config", "content", "diag", "digest", "gates", "import", "locality", "media", "outputs", "pack",
            "path", "picture", "publish", "recall", "site", "sound", "source", "theme", "weight",
        ],
    ),
    (
        "recall",
        &["content", "diag", "digest", "gates::rules", "gates::sources::Examined", "path", "source", "theme"],
    ),
    (
        "serve",
        &[
            "diag", "digest", "media", "outputs", "path", "picture", "pipeline", "publish", "recall", "site",
            "source", "weight",
        ],
    ),
    (
        "preview",
        &["diag", "media", "outputs", "pack", "path", "pipeline", "sheets", "site", "source", "theme"],
    ),
    ("cli", &["*"]),
    ("lib", &["*"]),
    ("main", &["*"]),
    // What an output may import; outputs do not know each other.
    ("outputs::*", OUTPUT),
];

const OUTPUT: &[&str] = &[
    "config",
    "content",
    "csv",
    "diag",
    "digest",
    "draw",
    "ical",
    "locality",
    "outputs::policy",
    "outputs::Job",
    "outputs::Output",
    "outputs::VERSION",
    "paper",
    "outputs::xml",
    "pack",
    "path",
    "sheets",
    "picture",
    "site",
    "theme",
    "vi",
    "weight",
];

/// Names under which everything and nothing is kept.
const NO_NAMES: [&str; 7] = ["common", "util", "utils", "helper", "helpers", "misc", "manager"];

#[test]
fn modules_import_only_what_they_may() {
    let mut problems = BTreeSet::new();
    for (path, text) in sources() {
        let (module, own) = module_of(&path);
        let border = |name: &str| BORDERS.iter().find(|(module, _)| *module == name);
        let Some((_, allowed)) = border(&own).or_else(|| border(&module)) else {
            problems.insert(format!("{path}: no border is drawn for `{module}`"));
            continue;
        };
        for import in imports(&without_tests(&text)) {
            let inside = import == module || import.starts_with(&format!("{module}::"));
            let is_own = if own == "outputs::*" { inside_output(&path, &import) } else { inside };
            let is_allowed = allowed
                .iter()
                .any(|rule| *rule == "*" || import == *rule || import.starts_with(&format!("{rule}::")));
            if !is_own && !is_allowed {
                problems.insert(format!("{path} imports {import}"));
            }
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn only_edges_lift_the_ban_on_the_disk_and_the_clock() {
    let edges = [
        "src/source/",
        "src/publish/",
        "src/media/",
        "src/net/",
        "src/cli/",
        "src/serve",
        "src/import/edge.rs",
    ];
    let lifts = |text: &str| without_tests(text).contains("clippy::disallowed_methods");
    let is_edge = |path: &str| edges.iter().any(|edge| path.starts_with(edge));
    let wrong = sources().into_iter().filter(|(path, text)| lifts(text) && !is_edge(path));
    let wrong: Vec<String> = wrong.map(|(path, _)| path).collect();
    assert!(wrong.is_empty(), "no edges: {wrong:#?}");
}

#[test]
fn every_module_opens_with_a_header() {
    let mut problems = Vec::new();
    for (path, text) in sources() {
        let header =
            text.lines().take_while(|line| line.starts_with("//!")).filter(|line| line.len() > 4).count();
        let enough = if path == "src/main.rs" || path.starts_with("src/cli/") { 1 } else { 2 };
        if header < enough {
            problems.push(format!("{path}: {header} lines of header"));
        }
        if header > 14 {
            problems.push(format!("{path}: {header} lines of header are an essay"));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
}

#[test]
fn long_files_say_why() {
    let mut problems = Vec::new();
    for (path, text) in sources() {
        let n = text.lines().count();
        let header: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let says = header.contains("The file is long")
            || header.contains("is long because")
            || header.contains("long because")
            || header.contains("because it is the table");
        if n > LINES && !says && !TOO_LONG.iter().any(|(long, _)| *long == path) {
            problems.push(format!("{path}: {n} lines and no reason"));
        }
    }
    assert!(problems.is_empty(), "{problems:#?}");
    for (path, most) in TOO_LONG {
        let n = fs::read_to_string(Path::new(ROOT).join(path)).map_or(0, |text| text.lines().count());
        assert!(n > LINES, "{path} is short enough; take it off the list");
        assert!(n <= most, "{path} grew from {most} to {n} lines");
    }
}

/// Too long today without a reason; each may shrink and must not grow.
const TOO_LONG: [(&str, usize); 3] =
    [("src/content/front_matter.rs", 600), ("src/fields.rs", 450), ("src/outputs/html/skeleton/mod.rs", 480)];

#[test]
fn no_word_that_the_house_forbids() {
    let here = "/wo".to_owned() + "rk/";
    for (path, text) in sources().into_iter().chain(tests()) {
        let name = path.rsplit('/').next().unwrap_or("").trim_end_matches(".rs").to_owned();
        assert!(!NO_NAMES.contains(&name.as_str()), "{path}: a name that says nothing");
        let code = without_tests(&text);
        for (i, line) in text.lines().enumerate() {
            let place = format!("{path}:{}", i + 1);
            for marker in ["TO".to_owned() + "DO", "FIX".to_owned() + "ME", "X".to_owned() + "XX"] {
                assert!(!has_word(line, &marker) || line.contains('#'), "{place}: {marker} without an issue");
            }
            assert!(!line.contains(&("dbg".to_owned() + "!(")), "{place}: a debugging macro");
            assert!(!line.contains(&here), "{place}: a path of one machine");
        }
        let unwrap = ".unw".to_owned() + "rap()";
        assert!(!path.starts_with("src/") || !code.contains(&unwrap), "{path}: {unwrap} outside tests");
    }
}

#[test]
fn the_embedded_theme_is_the_one_on_the_disk() {
    let table = fs::read_to_string(Path::new(ROOT).join("src/theme/embedded.rs")).expect("the table");
    let listed: BTreeSet<String> = table
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\",").map(str::to_owned))
        .collect();
    let folder = Path::new(ROOT).join("themes/mang-non");
    let on_disk: BTreeSet<String> = walkdir::WalkDir::new(&folder)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| {
            Some(entry.path().strip_prefix(&folder).ok()?.to_string_lossy().replace('\\', "/"))
        })
        .collect();
    assert_eq!(listed, on_disk);
}

#[test]
fn every_dependency_has_its_reason() {
    let read = |name: &str| fs::read_to_string(Path::new(ROOT).join(name)).expect("a file of the house");
    let (manifest, reasons) = (read("Cargo.toml"), read("CONTRIBUTING.md"));
    let manifest: toml::Table = manifest.parse().expect("TOML");
    let tables = ["dependencies", "dev-dependencies"].map(|name| manifest[name].as_table().expect("a table"));
    let names = tables.into_iter().flat_map(toml::Table::keys);
    let without: Vec<&String> = names.filter(|name| !reasons.contains(&format!("`{name}`"))).collect();
    assert!(without.is_empty(), "{without:?}");
}

/// The top module of a file and the name under which its border is drawn.
fn module_of(path: &str) -> (String, String) {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs");
    let module = inner.split('/').next().unwrap_or(inner).to_owned();
    // The table of outputs, and the part of it that renders nothing.
    let is_output = module == "outputs" && !["outputs/mod", "outputs/copied"].contains(&inner);
    let own = if is_output { "outputs::*".to_owned() } else { module.clone() };
    (module, own)
}

/// An output imports its own folder or file and nothing of its neighbours.
fn inside_output(path: &str, import: &str) -> bool {
    let output = path.trim_start_matches("src/outputs/").split(['/', '.']).next().unwrap_or("");
    import == format!("outputs::{output}") || import.starts_with(&format!("outputs::{output}::"))
}

fn without_tests(text: &str) -> String {
    text.split("#[cfg(test)]").next().unwrap_or(text).to_owned()
}

fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric()).any(|part| part == word)
}

fn sources() -> BTreeMap<String, String> {
    rust_files("src")
}

fn tests() -> BTreeMap<String, String> {
    rust_files("tests")
}

fn rust_files(folder: &str) -> BTreeMap<String, String> {
    let files = walkdir::WalkDir::new(Path::new(ROOT).join(folder)).into_iter().filter_map(Result::ok);
    let files: BTreeMap<String, String> = files
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "rs"))
        .map(|entry| {
            let path =
                entry.path().strip_prefix(ROOT).expect("below the root").to_string_lossy().replace('\\', "/");
            (path, fs::read_to_string(entry.path()).expect("a source is text"))
        })
        .collect();
    assert!(files.len() > 5, "no sources below {folder}");
    files
}
