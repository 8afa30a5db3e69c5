//! Every folder of `tests/sites/` is a site with the tree that a build of it makes.
//!
//! `as-of.txt` holds the moments of the builds (one a line; without it the clock of the harness).
//! With one moment the tree is `expected/`, with several it is `expected-<moment>/`. `BLESS=1 cargo
//! test --test golden` rewrites the trees; read what it wrote before you commit it. The stylesheet,
//! which every page holds, is compared by a test of its own and stands as `…` here; scripts, the
//! search and the offline kit have tests of their own and are left out, and so are the fingerprints in
//! the names of files.
#![allow(clippy::disallowed_methods, reason = "tests write sites to a temporary folder")]
#![allow(clippy::case_sensitive_file_extension_comparisons, reason = "published names are in lower case")]

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use mangnon::diag::Severity;
use support::{NOW, SiteTest, Tree, copy_folder, difference, tree};

const SITES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites");

/// More sources than this and a case is no longer read at a glance.
const SOURCES: usize = 6;

#[test]
fn every_golden_site_is_built_as_expected() {
    let bless = std::env::var("BLESS").is_ok_and(|value| value == "1");
    let mut failures = String::new();
    for case in cases() {
        for moment in moments(&case) {
            let expected = expected_folder(&case, &moment);
            let actual = build(&case, &moment);
            if bless {
                write_tree(&expected, &actual);
            } else {
                let told = difference(&actual, &tree(&expected));
                if !told.is_empty() {
                    let _ = writeln!(failures, "{} at {moment}:\n{told}", name(&case));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{failures}BLESS=1 cargo test --test golden accepts this");
}

#[test]
fn a_golden_site_is_small_enough_to_read() {
    for case in cases() {
        let n = tree(&case.join("content")).keys().filter(|path| path.ends_with(".md")).count();
        assert!((1..=SOURCES).contains(&n), "{} has {n} sources", name(&case));
    }
}

fn build(case: &Path, moment: &str) -> Tree {
    let site = SiteTest::new("").at(moment);
    for part in ["site.toml", "content", "themes", "static"] {
        let from = case.join(part);
        if from.is_dir() {
            copy_folder(&from, &site.root().join(part));
        } else if from.is_file() {
            site.write(part, fs::read(&from).expect("the case's file"));
        }
    }
    let bare = Path::new(SITES).join("_bare");
    copy_folder(&bare, &site.root().join("themes/bare"));
    let built = site.build();
    let grave = built.diagnostics.iter().any(|found| found.severity != Severity::Advice);
    assert!(!grave, "{} at {moment}: {:#?}", name(case), built.diagnostics);
    let compared = site.tree().into_iter().filter(|(path, _)| !tested_elsewhere(path));
    compared.map(|(path, bytes)| (path, without_fingerprints(without_style(bytes)))).collect()
}

fn tested_elsewhere(path: &str) -> bool {
    ["assets/", "tim-kiem/", "sw.js", "khan-cap/bo-cuu-nan"].iter().any(|start| path.starts_with(start))
}

/// A text with `assets/name.….js` for `assets/name.0123abcd.js`.
fn without_fingerprints(bytes: Vec<u8>) -> Vec<u8> {
    const FOLDER: &str = "assets/";
    let text = match String::from_utf8(bytes) {
        Ok(text) if text.contains(FOLDER) => text,
        Ok(text) => return text.into_bytes(),
        Err(error) => return error.into_bytes(),
    };
    let mut parts = text.split(FOLDER);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(part.len());
        let rest = part[name..].strip_prefix('.').unwrap_or_default();
        let hash = rest.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(rest.len());
        out.push_str(FOLDER);
        if hash == 8 {
            out.push_str(&format!("{}.…{}", &part[..name], &rest[hash..]));
        } else {
            out.push_str(part);
        }
    }
    out.into_bytes()
}

/// A page without the text of its stylesheet.
fn without_style(bytes: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(bytes.clone()) else { return bytes };
    match (text.find("<style>"), text.find("</style>")) {
        (Some(start), Some(end)) => format!("{}…{}", &text[..start + 7], &text[end..]).into_bytes(),
        _ => bytes,
    }
}

fn cases() -> Vec<PathBuf> {
    let entries = fs::read_dir(SITES).expect("tests/sites is there").filter_map(Result::ok);
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_dir() && !name(path).starts_with('_'))
        .collect();
    cases.sort();
    assert!(cases.len() > 10, "the golden sites are gone");
    cases
}

fn moments(case: &Path) -> Vec<String> {
    let text = fs::read_to_string(case.join("as-of.txt")).unwrap_or_else(|_| NOW.to_owned());
    text.lines().map(str::to_owned).collect()
}

fn expected_folder(case: &Path, moment: &str) -> PathBuf {
    if moments(case).len() == 1 {
        case.join("expected")
    } else {
        case.join(format!("expected-{}", moment.replace(':', "")))
    }
}

fn write_tree(folder: &Path, tree: &Tree) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the old tree goes");
    }
    for (path, bytes) in tree {
        let file = folder.join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(file, bytes).expect("a blessed file");
    }
}

fn name(case: &Path) -> String {
    case.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Structure and not bytes: how numbers and abbreviations are read has its own table of cases.
#[test]
fn a_script_opens_says_the_body_without_markup_and_closes_with_the_hotline() {
    let site = SiteTest::new(
        "-- content/dia-phuong/thai-nguyen/_index.md --\n+++\ntitle = \"Thái Nguyên\"\n[locality]\ncode = \"19\"\n\
         [schedule]\nstation = \"Đài mẫu của tỉnh\"\n+++\n\
         -- content/dia-phuong/thai-nguyen/dinh-hoa/_index.md --\n+++\ntitle = \"Định Hóa\"\n[locality]\ncode = \"05569\"\n+++\n\
         -- content/tin.md --\n+++\ntitle = \"Trông trẻ gần nước\"\ndescription = \"Tóm tắt.\"\ndate = 2026-05-12\n\
         channels = [\"web\", \"loudspeaker\"]\n[audience]\nlocalities = [\"19\"]\n+++\n\
         Người lớn **phải** ở gần, xem [trang này](https://ngoai.example/).\n\n```steps\n1. Gọi to.\n2. Ném phao.\n```\n\n\
         | Tuổi | Việc |\n| --- | --- |\n| Nhỏ | Trong tầm tay |\n",
    );
    site.build();
    let script = |place: &str| site.page(&format!("dia-phuong/thai-nguyen/{place}phat-tin/tin/loa.txt"));
    let (province, commune) = (script(""), script("dinh-hoa/"));
    assert!(
        province.contains("Đài mẫu của tỉnh") && !commune.contains("Đài mẫu"),
        "a station is not inherited"
    );
    assert!(commune.contains("xã Định Hóa"));
    for text in [province, commune] {
        let said = text.to_lowercase();
        let mut from = 0;
        for words in [
            "kính thưa bà con",
            "trông trẻ gần nước",
            "người lớn phải ở gần, xem trang này.",
            "việc thứ nhất: gọi to.",
            "ném phao.",
            "trong tầm tay",
            "xin gọi tổng đài quốc gia bảo vệ trẻ em",
            "xin nhắc lại",
            "cảm ơn bà con đã lắng nghe",
        ] {
            let at = said[from..]
                .find(words)
                .unwrap_or_else(|| panic!("`{words}` is not said in its place:\n{text}"));
            from += at + words.len();
        }
        assert!(
            !text.contains(['*', '[', ']', '|', '<', '#']) && !text.contains("http"),
            "markup is said:\n{text}"
        );
        assert!(text.ends_with('\n') && !text.contains("\n\n\n") && !text.contains("  "), "{text:?}");
    }
}
