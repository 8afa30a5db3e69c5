//! The references of front matter and settings name exactly the keys that the program knows.
//!
//! The program itself is asked: an unknown key in a table makes it list the keys of that table.
#![allow(clippy::disallowed_methods, reason = "tests read the documents of this repository")]

use std::collections::BTreeSet;

use jiff::civil::date;
use mangnon::content::{self, Options};
use mangnon::diag::{Diagnostic, Lang};
use mangnon::digest::Digest;
use mangnon::path::SourcePath;
use mangnon::site::hotlines;
use mangnon::source::SourceFile;

/// The keys of the tables below one heading of a document.
fn documented(document: &str, heading: &str) -> BTreeSet<String> {
    let mut lines = document.lines().skip_while(|line| !line.starts_with(heading)).skip(1);
    let mut keys = BTreeSet::new();
    for line in &mut lines {
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        if hashes > 0 {
            break;
        }
        let key = line.strip_prefix("| ").map(|rest| rest.trim_start_matches('*'));
        if let Some(key) = key.and_then(|rest| rest.strip_prefix('`')).and_then(|rest| rest.split_once('`')) {
            keys.insert(key.0.to_owned());
        }
    }
    assert!(!keys.is_empty(), "no table below `{heading}`");
    keys
}

/// The keys that the program lists for the table in which `zz_unknown` stands.
fn known(diagnostics: &[Diagnostic]) -> BTreeSet<String> {
    let unknown = diagnostics.iter().find(|d| d.rule == "key-unknown").expect("the unknown key is told");
    let list = unknown.help.get(Lang::En).strip_prefix("the keys are: ").expect("nothing is near zz_unknown");
    list.split(", ").map(str::to_owned).collect()
}

fn keys_of_page(name: &str, front: &str) -> BTreeSet<String> {
    let text = format!("+++\ntitle = \"A\"\n{front}\n+++\nB\n");
    let file = SourceFile { path: SourcePath::new(name), digest: Digest::of(text.as_bytes()), text };
    known(&content::parse(&file, Options { trust_html: false }).1)
}

#[track_caller]
fn check(document: &str, heading: &str, program: &BTreeSet<String>) {
    let documented = documented(document, heading);
    let missing: Vec<_> = program.difference(&documented).collect();
    let invented: Vec<_> = documented.difference(program).collect();
    assert!(
        missing.is_empty() && invented.is_empty(),
        "{heading}: missing {missing:?}, invented {invented:?}"
    );
}

#[test]
fn the_reference_of_front_matter_is_the_parser_s() {
    let document = std::fs::read_to_string("docs/front-matter.md").expect("the reference");
    let tables = [
        "audience",
        "review",
        "document",
        "event",
        "service",
        "loudspeaker",
        "zalo",
        "approval",
        "rejection",
        "withdrawn",
    ];
    for table in tables {
        let heading = format!("### `[{table}]`");
        check(&document, &heading, &keys_of_page("content/a.md", &format!("[{table}]\nzz_unknown = 1")));
    }
    let translations = keys_of_page("content/a.md", "[[loudspeaker.translations]]\nzz_unknown = 1");
    check(&document, "### `[[loudspeaker.translations]]`", &translations);
    for table in ["sources", "consent", "attachments", "log"] {
        let heading = format!("### `[[{table}]]`");
        check(&document, &heading, &keys_of_page("content/a.md", &format!("[[{table}]]\nzz_unknown = 1")));
    }
    for (table, front) in [
        ("`[defaults]`", "[defaults]\nzz_unknown = 1"),
        ("`[locality]`", "[locality]\nzz_unknown = 1"),
        ("`[[contacts]]`", "[[contacts]]\nzz_unknown = 1"),
        ("`[schedule]`", "[schedule]\nzz_unknown = 1"),
        ("`[[schedule.slots]]`", "[[schedule.slots]]\nzz_unknown = 1"),
        ("`[[approvers]]`", "[[approvers]]\nzz_unknown = 1"),
        ("`[[zalo_groups]]`", "[[zalo_groups]]\nzz_unknown = 1"),
    ] {
        check(&document, &format!("### {table}"), &keys_of_page("content/_index.md", front));
    }
}

#[test]
fn the_reference_of_the_top_level_is_the_parser_s() {
    let document = std::fs::read_to_string("docs/front-matter.md").expect("the reference");
    let tables = |keys: BTreeSet<String>| -> BTreeSet<String> {
        // Tables have headings of their own.
        let own = |key: &String| {
            !document.contains(&format!("`[{key}]`")) && !document.contains(&format!("`[[{key}]]`"))
        };
        keys.into_iter().filter(own).collect()
    };
    check(&document, "## Bài viết", &tables(keys_of_page("content/a.md", "zz_unknown = 1")));
    check(&document, "## Thư mục", &tables(keys_of_page("content/_index.md", "zz_unknown = 1")));
}

#[test]
fn the_reference_of_the_settings_is_the_program_s() {
    let document = std::fs::read_to_string("docs/site-toml.md").expect("the reference");
    let settings = |text: &str| known(&mangnon::config::read(&SourcePath::new("site.toml"), text).1);
    let is_table =
        |key: &String| document.contains(&format!("`[{key}]`")) || document.contains(&format!("`[[{key}]]`"));
    let top: BTreeSet<String> = settings("zz_unknown = 1").into_iter().filter(|key| !is_table(key)).collect();
    check(&document, "# `site.toml`", &top);
    check(&document, "## `[publisher]`", &settings("[publisher]\nzz_unknown = 1"));
    check(&document, "## `[outputs]`", &settings("[outputs]\nzz_unknown = 1"));
    check(&document, "## `[loudspeaker]`", &settings("[loudspeaker]\nzz_unknown = 1"));
    check(&document, "## `[loudspeaker.engine]`", &settings("[loudspeaker.engine]\nzz_unknown = 1"));
    let voices = settings("[loudspeaker.engine.voices]\nzz_unknown = 1");
    check(&document, "### `[loudspeaker.engine.voices]`", &voices);
    check(&document, "## `[approval]`", &settings("[approval]\nzz_unknown = 1"));
    check(&document, "## `[[rules]]`", &settings("[[rules]]\nzz_unknown = 1"));
    check(&document, "## `[[topics]]`", &settings("[[topics]]\nzz_unknown = 1"));
    check(&document, "## `[[languages]]`", &settings("[[languages]]\nzz_unknown = 1"));
    let hotlines =
        known(&hotlines::read(&SourcePath::new("x"), "[[hotlines]]\nzz_unknown = 1", date(2026, 11, 24)).1);
    check(&document, "### `[[hotlines]]`", &hotlines);
}

#[test]
fn the_limits_of_zalo_are_told_as_they_are_kept() {
    use mangnon::pack::limits::{LIMITS, READ};
    let document = std::fs::read_to_string("docs/zalo.md").expect("the document");
    let rows: Vec<&str> =
        document.lines().filter(|line| line.starts_with("| ") && line.matches('|').count() == 6).collect();
    let row = |limit: &mangnon::pack::limits::Limit| {
        format!("| {} | {} | {} | {} | {} |", limit.what, limit.ours, limit.theirs, limit.unit, limit.source)
    };
    assert_eq!(rows[1..], LIMITS.iter().map(row).collect::<Vec<_>>());
    assert!(document.contains(READ), "when they were read");
}
