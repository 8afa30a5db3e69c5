//! The table of rules: complete, documented, and settable within its limits.
//!
//! `docs/quy-tac.md` is the table as people read it; `BLESS=1 cargo test --test rules` rewrites it.
#![allow(clippy::disallowed_methods, reason = "tests read the sources and documents of this repository")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Output};

use mangnon::diag::Severity;
use mangnon::gates::rules::{self, Hold};
use support::SiteTest;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn every_message_is_a_rule_of_the_table_with_its_severity() {
    let folder = fs::read_dir(format!("{ROOT}/src/diag/messages")).expect("the messages");
    let mut constructed: BTreeMap<String, Severity> = BTreeMap::new();
    for file in folder {
        let text = fs::read_to_string(file.expect("a file").path()).expect("messages");
        for function in text.split("\npub fn ").skip(1) {
            let calls =
                [("error(", Severity::Error), ("warning(", Severity::Warning), ("advice(", Severity::Advice)];
            let first =
                calls.iter().filter_map(|(call, severity)| Some((function.find(call)?, *severity))).min();
            let rule = first.and_then(|(at, severity)| Some((function[at..].split('"').nth(1)?, severity)));
            if let Some((rule, severity)) = rule {
                constructed.insert(rule.to_owned(), severity);
            }
        }
    }
    let table: BTreeMap<String, Severity> = rules::all()
        .into_iter()
        .filter(|rule| !rule.name.starts_with("privacy-") || constructed.contains_key(rule.name))
        .map(|rule| (rule.name.to_owned(), rule.severity))
        .collect();
    let missing: Vec<_> =
        constructed.iter().filter(|(name, severity)| table.get(*name) != Some(*severity)).collect();
    assert!(missing.is_empty(), "add to the table of src/gates/rules.rs: {missing:?}");
    let unused: Vec<_> = table.keys().filter(|name| !constructed.contains_key(*name)).collect();
    assert!(unused.is_empty(), "no message has these rules: {unused:?}");
}

#[test]
fn the_documentation_is_the_table() {
    let path = format!("{ROOT}/docs/quy-tac.md");
    if std::env::var("BLESS").is_ok_and(|value| value == "1") {
        fs::write(&path, rules::documentation()).expect("the documentation");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == rules::documentation(), "BLESS=1 cargo test --test rules rewrites docs/quy-tac.md");
}

#[test]
fn names_are_unique_and_privacy_is_firm() {
    let all = rules::all();
    let mut names: Vec<&str> = all.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all.len());
    assert!(all.iter().filter(|rule| rule.name.starts_with("privacy-")).all(|rule| rule.hold == Hold::Firm));
}

const ARTICLE: &str = "content/tin/bai.md";

fn site(rules: &str) -> SiteTest {
    let site = SiteTest::new(&format!("-- site.toml --\ntitle = \"Cổng thử\"\n{rules}"));
    site.write(
        ARTICLE,
        "+++\ntitle = \"Tin\"\ndate = 2026-05-12\n+++\nXem [tại đây](https://thu.example/).\n",
    );
    site
}

#[track_caller]
fn check(rules: &str, expected: &[Severity]) {
    let found = site(rules).check();
    let severities: Vec<Severity> =
        found.iter().filter(|found| found.rule == "link-text-vague").map(|found| found.severity).collect();
    assert_eq!(severities, expected, "{found:?}");
}

#[test]
fn a_site_sets_severities_for_all_files_or_some() {
    check("", &[Severity::Advice]);
    check("[[rules]]\nrule = \"link-text-vague\"\nseverity = \"off\"\n", &[]);
    check("[[rules]]\nrule = \"link-text-*\"\nseverity = \"error\"\n", &[Severity::Error]);
    let of = |paths: &str| {
        format!("[[rules]]\nrule = \"link-text-vague\"\nseverity = \"warning\"\npaths = [\"{paths}\"]\n")
    };
    check(&of("content/tin/**"), &[Severity::Warning]);
    check(&of("content/*/b*i.md"), &[Severity::Warning]);
    check(&of("content/khac/**"), &[Severity::Advice]);
    check(&of("content/*"), &[Severity::Advice]);
    // The last setting that fits holds.
    check(&(of("**") + "[[rules]]\nrule = \"link-text-vague\"\nseverity = \"off\"\n"), &[]);
}

#[test]
fn errors_that_protect_children_or_pages_are_not_lowered() {
    for rule in ["privacy-child-named", "privacy-*", "*", "toml", "path-twice"] {
        for severity in ["off", "warning"] {
            let site = site(&format!("[[rules]]\nrule = \"{rule}\"\nseverity = \"{severity}\"\n"));
            assert!(site.rules().contains(&"rule-firm"), "{rule} {severity}: {:?}", site.rules());
        }
    }
}

fn run(site: &SiteTest, arguments: &[&str]) -> Output {
    let root = site.root().display().to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_mangnon"));
    command.args(["--root", &root, "--as-of", support::NOW, "--lang", "vi", "check"]).args(arguments);
    command.output().expect("the program runs")
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_rule_is_explained() {
    let site = site("");
    let told = text(&run(&site, &["--explain", "privacy-child-named"]));
    assert!(
        told.contains("lỗi") && told.contains("Luật Trẻ em") && told.contains("docs/quy-tac.md"),
        "{told}"
    );
    let wrong = run(&site, &["--explain", "link-brokn"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("link-broken"));
}

/// A part of a name, or one that is nearly so, leads to the rules that have it.
#[test]
fn a_part_of_a_name_leads_to_its_rules() {
    let site = site("");
    for (part, meant) in [
        ("child-named", "privacy-child-named"),
        ("photo", "privacy-photo-consent"),
        ("photo-permission", "privacy-photo-name"),
    ] {
        let told = run(&site, &["--explain", part]);
        assert_eq!(told.status.code(), Some(2));
        let told = String::from_utf8_lossy(&told.stderr).into_owned();
        assert!(told.contains(meant), "{part}: {told}");
    }
    let nothing = run(&site, &["--explain", "xyzzy"]);
    assert!(String::from_utf8_lossy(&nothing.stderr).contains("docs/quy-tac.md"));
}

#[test]
fn findings_are_sarif_and_annotations() {
    let site = site("");
    let sarif: serde_json::Value =
        serde_json::from_slice(&run(&site, &["--format", "sarif"]).stdout).expect("JSON");
    let run_of = &sarif["runs"][0];
    assert_eq!(sarif["version"], "2.1.0");
    let result = run_of["results"]
        .as_array()
        .and_then(|all| all.iter().find(|one| one["ruleId"] == "link-text-vague"));
    let result = result.expect("the finding");
    assert_eq!(result["level"], "note");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], ARTICLE);
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&5.into(), &6.into()));
    assert_eq!(place["region"]["endColumn"], 13);
    let github = text(&run(&site, &["--format", "github"]));
    assert!(
        github.contains("::notice file=content/tin/bai.md,line=5,col=6,endColumn=13,title=link-text-vague::"),
        "{github}"
    );
}

#[test]
fn what_falls_due_is_listed_by_reviewer_and_as_a_calendar() {
    let site = site("");
    for (name, due, reviewer) in [
        ("a", "2026-12-24", "Trạm y tế xã"),
        ("b", "2026-11-01", "Công an xã"),
        ("c", "2027-06-01", "Trạm y tế xã"),
    ] {
        let text = format!(
            "+++\ntitle = \"Bài {name}\"\nkind = \"guidance\"\ndescription = \"Tóm tắt.\"\n[review]\nreviewed = 2026-01-01\ndue = {due}\nreviewer = \"{reviewer}\"\n[[sources]]\ntitle = \"Sách mẫu\"\n+++\nLời.\n"
        );
        site.write(&format!("content/{name}.md"), text);
    }
    let told = text(&run(&site, &["--due", "60d"]));
    assert!(
        told.contains("2 bài")
            && told.contains("24/12/2026  content/a.md  Bài a")
            && told.contains("01/11/2026 QUÁ HẠN"),
        "{told}"
    );
    assert!(!told.contains("content/c.md"), "{told}");
    let list: serde_json::Value =
        serde_json::from_slice(&run(&site, &["--due", "60", "--format", "json"]).stdout).expect("JSON");
    assert_eq!((&list[0]["file"], &list[0]["overdue"]), (&"content/b.md".into(), &true.into()));
    let calendar = text(&run(&site, &["--due", "60d", "--format", "ics"]));
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.contains("DTSTART;VALUE=DATE:20261224\r\n"),
        "{calendar}"
    );
    assert!(calendar.contains("SUMMARY:Rà soát: Bài a\r\n"), "{calendar}");
}

#[test]
fn every_rule_is_explained_in_both_languages() {
    for rule in rules::all() {
        for (lang, words) in [
            ("vi", ["Đọc thêm: docs/quy-tac.md#", "lỗi", "cảnh báo", "nhắc"]),
            ("en", ["More: docs/quy-tac.md#", "error", "warning", "advice"]),
        ] {
            let output = Command::new(env!("CARGO_BIN_EXE_mangnon"))
                .args(["--lang", lang, "check", "--explain", rule.name])
                .output()
                .expect("the program runs");
            let told = text(&output);
            assert!(output.status.success() && told.starts_with(&format!("{} (", rule.name)), "{told}");
            assert!(told.contains(&format!("{}{}", words[0], rule.name)), "{told}");
            assert!(words[1..].iter().any(|word| told.contains(word)), "{told}");
            assert!(told.contains(rule.law), "{told}");
            assert!(told.lines().count() >= 3 && told.lines().all(|line| !line.trim().is_empty()), "{told}");
        }
    }
}

/// Makes of a text the same text as another system writes it.
type Layout = fn(String) -> String;

/// One article with findings of several gates, in every layout a disk may hold.
const LAYOUTS: [(&str, Layout); 5] = [
    ("plain", |text| text),
    ("CRLF", |text| text.replace('\n', "\r\n")),
    ("old Mac", |text| text.replace('\n', "\r")),
    ("BOM", |text| format!("\u{feff}{text}")),
    ("NFD", |text| text.replace('ố', "o\u{302}\u{301}").replace('ạ', "a\u{323}")),
];

#[test]
fn places_are_right_in_every_layout_of_a_file() {
    let article = "+++\ntitle = \"Tin ở huyện Định Hóa\"\ndate = 2026-05-12\n+++\nA\t日本Ａ😀 bống xem [tại đây](https://thu.example/).\n\nCá bống ở huyện Định Hóa.\n";
    for (layout, made) in LAYOUTS {
        let site = site("");
        site.write(ARTICLE, made(article.to_owned()));
        let found: serde_json::Value =
            serde_json::from_slice(&run(&site, &["--format", "json"]).stdout).expect("JSON");
        let places: Vec<(String, u64, u64, String)> = found
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| {
                let number = |key: &str| one[key].as_u64().expect("a number");
                let words = |key: &str| one[key].as_str().expect("words").to_owned();
                (words("rule"), number("line"), number("column"), words("text"))
            })
            .collect();
        // Columns count letters as they are seen.
        for (rule, line, column, words) in [
            ("name-ended", 2, 16, "huyện Định Hóa"),
            ("link-text-vague", 5, 18, "tại đây"),
            ("name-ended", 7, 11, "huyện Định Hóa"),
        ] {
            let wanted = (rule.to_owned(), line, column, words.to_owned());
            assert!(places.contains(&wanted), "{layout}: no {wanted:?} in {places:?}");
        }
    }
}

#[test]
fn json_findings_have_exactly_the_promised_fields() {
    let found: serde_json::Value =
        serde_json::from_slice(&run(&site(""), &["--format", "json"]).stdout).expect("JSON");
    let all = found.as_array().expect("a list");
    assert!(!all.is_empty());
    for one in all {
        let mut keys: Vec<&str> = one.as_object().expect("a table").keys().map(String::as_str).collect();
        keys.sort_unstable();
        let promised = ["column", "file", "law", "line", "message", "rule", "severity", "suggestion", "text"];
        assert_eq!(keys, promised);
    }
}

#[test]
fn sarif_has_what_its_schema_and_code_hosts_require() {
    let site = site("");
    // One of no file at all: the settings are gone.
    site.write("content/tin/em bé.md", "+++\ntitle = \"Ở huyện\"\ndate = 2026-05-12\n+++\nLời.\n");
    let log: serde_json::Value =
        serde_json::from_slice(&run(&site, &["--format", "sarif"]).stdout).expect("JSON");
    assert!(log["$schema"].as_str().is_some_and(|schema| schema.contains("sarif-2.1.0")));
    let run_of = &log["runs"][0];
    let rules = run_of["tool"]["driver"]["rules"].as_array().expect("rules");
    for rule in rules {
        assert!(rule["id"].is_string() && rule["shortDescription"]["text"].is_string(), "{rule}");
        assert!(rule["help"]["text"].is_string() && rule.get("helpUri").is_none(), "{rule}");
        assert!(
            ["error", "warning", "note"].map(Into::into).contains(&rule["defaultConfiguration"]["level"]),
            "{rule}"
        );
    }
    let results = run_of["results"].as_array().expect("results");
    assert!(!results.is_empty());
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("a small number");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(result["message"]["text"].is_string(), "{result}");
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().expect("a file");
        assert!(!uri.is_empty() && uri.is_ascii() && !uri.contains(' '), "{uri}");
        if let Some(region) = place.get("region") {
            assert!(
                region["startLine"].as_u64() >= Some(1) && region["startColumn"].as_u64() >= Some(1),
                "{region}"
            );
        }
    }
}

#[test]
fn a_section_whose_name_another_begins_with_is_judged_like_others() {
    let child = "Em Lò Văn Mẫu, 9 tuổi, học lớp 4A Trường Tiểu học Thử, bị ngã.";
    for folder in ["tin", "tin-2", "tin.cu"] {
        let site = SiteTest::new("");
        for name in ["tin", "tin-2", "tin.cu", "tin/con"] {
            let body = if name == folder { child } else { "Lời." };
            site.write(&format!("content/{name}/_index.md"), format!("+++\ntitle = \"Mục\"\n+++\n{body}\n"));
        }
        let found = site.check();
        let named = found.iter().find(|found| found.rule == "privacy-child-named");
        assert_eq!(named.map(|found| found.severity), Some(Severity::Error), "{folder}: {found:?}");
    }
}

#[test]
fn an_old_font_stops_what_is_published_and_not_a_draft() {
    let passage = "Bµ con h·y rµo ao, ®Ëy giÕng, kh«ng ®Ó trÎ mét m×nh gÇn n\u{ad}íc.";
    let severity = |key: &str| {
        let site = SiteTest::new("");
        site.write(ARTICLE, format!("+++\ntitle = \"Tin\"\ndate = 2026-05-12\n{key}+++\n{passage}\n"));
        let found = site.check();
        found.iter().find(|found| found.rule == "font-old").map(|found| found.severity)
    };
    assert_eq!(severity(""), Some(Severity::Error));
    assert_eq!(severity("draft = true\n"), Some(Severity::Warning));
}

#[test]
fn a_file_that_says_not_is_no_child_of_the_family_khong() {
    let rules = |name: &str| {
        let site = SiteTest::new("");
        site.write(&format!("content/{name}.md"), "+++\ntitle = \"Tin\"\ndate = 2026-05-12\n+++\nLời.\n");
        let found = site.check();
        found.iter().filter(|found| found.rule.starts_with("privacy-")).count()
    };
    for clean in ["tre-khong-muon-song", "khong-de-be-mot-minh", "be-khong-chiu-hoc-bai", "em-khong-ngu-duoc"]
    {
        assert_eq!(rules(clean), 0, "{clean}");
    }
}
