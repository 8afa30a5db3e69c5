//! The yearly report: every number is recounted here from the front matter by other means.
//!
//! An invented site with articles of every state and a log goes in; text, table and JSON of
//! `mangnon report` come out.
#![allow(clippy::disallowed_methods, reason = "tests run the program in a temporary folder")]

mod support;

use std::collections::BTreeMap;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use support::{PLACES, SiteTest};

const HAMLET_FILE: &str = "\
-- content/dia-phuong/thai-nguyen/dinh-hoa/xom-mau/_index.md --
+++
title = \"Xóm Mẫu\"
[locality]
name = \"Xóm Mẫu\"
+++
";

/// Where an entry went, when, and how often it counts.
struct Entry(&'static str, &'static str, &'static str, u16);

const HAMLET: &str = "/dia-phuong/thai-nguyen/dinh-hoa/xom-mau/";

const LOG: [Entry; 6] = [
    Entry("2026-03-02", "zalo", "05569", 1),
    Entry("2026-03-09", "loudspeaker", "05569", 4),
    Entry("2026-11-01", "loudspeaker", HAMLET, 2),
    Entry("2026-11-02", "print", "19", 1),
    // Not of this year, and not yet.
    Entry("2025-12-31", "zalo", "05569", 50),
    Entry("2026-12-24", "zalo", "05569", 60),
];

fn site() -> SiteTest {
    let entry = |Entry(day, channel, place, times): &Entry| {
        format!(
            "[[log]]\nat = {day}T17:05:00\nchannel = \"{channel}\"\nlocality = \"{place}\"\nplace = \"=Nhóm; \\\"mẫu\\\"\"\nby = \"Công chức mẫu\"\ntimes = {times}\n"
        )
    };
    let log = LOG.iter().map(entry).collect::<Vec<_>>().concat();
    let article = |name: &str, keys: &str, tables: &str| {
        format!(
            "-- content/{name}.md --\n+++\ntitle = \"Bài {name}\"\ndescription = \"Một câu.\"\nchannels = [\"web\", \"zalo\", \"loudspeaker\"]\n{keys}\n[audience]\nlocalities = [\"05569\"]\n{tables}+++\nLời.\n"
        )
    };
    let one = "[[log]]\nat = 2026-04-04T08:00:00\nchannel = \"zalo\"\nlocality = \"05569\"\n";
    let lost = "[[log]]\nat = 2026-05-05T08:00:00\nchannel = \"zalo\"\nlocality = \"99999\"\ntimes = 3\n";
    let files = [
        PLACES.to_owned(),
        HAMLET_FILE.to_owned(),
        article("gui", "date = 2026-03-01\ntopic = \"boi-an-toan\"", &log),
        // What is over may be on record at a place that the portal does not know any more.
        article(
            "het-han",
            "date = 2026-02-01\nexpires = 2026-06-01\nkind = \"story\"",
            &[one, lost].concat(),
        ),
        article(
            "da-go",
            "date = 2026-04-01",
            &format!("[withdrawn]\ndate = 2026-05-01\nreason = \"Lý do kín\"\n{one}"),
        ),
        article("nhap", "date = 2026-04-01\ndraft = true", ""),
        article("hen-gio", "date = 2026-12-20", ""),
        article("nam-truoc", "date = 2025-05-01", ""),
        article(
            "huong-dan",
            "kind = \"guidance\"\ntopic = \"boi-an-toan\"",
            "[review]\nreviewed = 2026-01-10\ndue = 2026-10-01\nreviewer = \"Trạm y tế xã\"\n[[sources]]\ntitle = \"Luật Trẻ em\"\n",
        ),
        "-- content/chung.md --\n+++\ntitle = \"Bài chung\"\ndate = 2026-07-01\n+++\nLời.\n".to_owned(),
    ];
    SiteTest::new(&files.concat())
}

fn report(site: &SiteTest, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_mangnon"))
        .args(["--lang", "vi", "--as-of", support::NOW, "--root"])
        .arg(site.root())
        .arg("report")
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .expect("the program runs")
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn json(site: &SiteTest, arguments: &[&str]) -> Value {
    let all: Vec<&str> = arguments.iter().copied().chain(["--format", "json"]).collect();
    serde_json::from_str(&stdout(&report(site, &all))).expect("JSON")
}

/// A list of counts as a map.
fn counts(list: &Value) -> BTreeMap<String, u64> {
    let one = |count: &Value| {
        (count["key"].as_str().expect("a key").to_owned(), count["n"].as_u64().expect("a number"))
    };
    list.as_array().expect("a list").iter().map(one).collect()
}

fn map(pairs: &[(&str, u64)]) -> BTreeMap<String, u64> {
    pairs.iter().map(|(key, n)| ((*key).to_owned(), *n)).collect()
}

#[test]
fn every_number_is_a_sum_over_records() {
    let site = site();
    let told = json(&site, &["--year", "2026"]);
    // 1 + 4 + 2 + 1 + 3 of the log, and one each of an expired and a withdrawn article.
    assert_eq!(told["sent"]["total"], 13);
    assert_eq!(told["sent"]["articles"], 3);
    assert_eq!(counts(&told["sent"]["by_channel"]), map(&[("loudspeaker", 6), ("print", 1), ("zalo", 6)]));
    let by_locality = map(&[("05569", 7), (HAMLET, 2), ("19", 1), ("99999", 3)]);
    assert_eq!(counts(&told["sent"]["by_locality"]), by_locality);
    let by_month = map(&[("2026-03", 5), ("2026-04", 2), ("2026-05", 3), ("2026-11", 3)]);
    assert_eq!(counts(&told["sent"]["by_month"]), by_month);
    assert_eq!(counts(&told["sent"]["by_topic"]), map(&[("boi-an-toan", 8), ("", 5)]));
    // Published, whatever became of it; not what nobody has seen.
    assert_eq!(told["published"]["total"], 4);
    assert_eq!(counts(&told["published"]["by_kind"]), map(&[("news", 3), ("story", 1)]));
    assert_eq!((&told["withdrawn"]["total"], &told["reviewed"]["total"]), (&1.into(), &1.into()));
    assert_eq!((&told["overdue"]["total"], &told["undated"]), (&1.into(), &1.into()));
    for measure in ["by_month", "by_kind", "by_topic", "by_locality"] {
        for what in ["published", "reviewed", "withdrawn", "sent", "overdue"] {
            let sum: u64 = counts(&told[what][measure]).values().sum();
            assert_eq!(Value::from(sum), told[what]["total"], "{what} {measure}");
        }
    }
    let listed = told["events"].as_array().expect("a list").iter();
    let sent: u64 = listed.filter(|one| one["what"] == "sent").filter_map(|one| one["times"].as_u64()).sum();
    assert_eq!(sent, 13);
    assert!(
        !told.to_string().contains("Bài da-go") && !told.to_string().contains("Lý do kín"),
        "withdrawn words"
    );
}

#[test]
fn a_locality_is_counted_with_what_lies_below_it_and_without_what_lies_above() {
    let site = site();
    let commune = json(&site, &["--year", "2026", "--locality", "05569"]);
    assert_eq!(counts(&commune["sent"]["by_locality"]), map(&[("05569", 7), (HAMLET, 2)]));
    assert_eq!((&commune["published"]["total"], &commune["inherited"]), (&3.into(), &1.into()));
    let hamlet = json(&site, &["--year", "2026", "--locality", HAMLET]);
    assert_eq!((&hamlet["sent"]["total"], &hamlet["published"]["total"]), (&2.into(), &0.into()));
    assert_eq!(hamlet["inherited"], 4);
    let unknown = report(&site, &["--locality", "00001"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_past_period_counts_what_was_live_on_its_last_day() {
    let site = site();
    let live = |arguments: &[&str]| {
        let told = json(&site, arguments);
        ["live", "undated", "unrecorded"].map(|key| told[key].as_u64().expect("a number"))
    };
    assert_eq!(live(&["--year", "2024"]), [0, 0, 0]);
    assert_eq!(live(&["--year", "2025"]), [1, 0, 1]);
    // What has expired or was taken down since was live then.
    assert_eq!(live(&["--from", "2026-01-01", "--to", "2026-04-15"]), [4, 0, 1]);
    assert_eq!(live(&["--from", "2026-01-01", "--to", "2026-05-01"]), [3, 0, 1]);
    assert_eq!(json(&site, &["--year", "2025"])["published"]["by_channel"], Value::Array(Vec::new()));
}

#[test]
fn a_period_of_days_stands_for_a_year() {
    let site = site();
    let told = json(&site, &["--from", "2025-12-15", "--to", "2026-03-31"]);
    assert_eq!(told["sent"]["total"], 55);
    let wrong = report(&site, &["--from", "2026-02-01", "--to", "2026-01-01"]);
    assert_eq!(wrong.status.code(), Some(2));
    assert_eq!(report(&site, &["--from", "2026-02-01"]).status.code(), Some(2));
}

#[test]
fn the_text_can_be_pasted_and_the_table_opens_in_a_spreadsheet() {
    let site = site();
    let text = stdout(&report(&site, &["--year", "2026", "--locality", "05569"]));
    for line in [
        "Nơi báo cáo: Xã Định Hóa",
        "Kỳ báo cáo: 01/01/2026 – 31/12/2026 (số liệu đến hết ngày 24/11/2026)",
        "Đăng mới: 3 bài",
        "Cấp trên đăng, dùng chung: 1 bài",
        "9 lượt, của 3 bài",
        "- Kênh: Loa truyền thanh: 6; Zalo: 3",
        "- Bài huong-dan (hạn 01/10/2026, Trạm y tế xã)",
    ] {
        assert!(text.lines().any(|own| own == line), "`{line}` is not in:\n{text}");
    }
    let file = site.root().join("bao-cao.csv");
    let out = file.display().to_string();
    assert_eq!(stdout(&report(&site, &["--year", "2026", "--format", "csv", "--out", &out])), "");
    let csv = std::fs::read_to_string(&file).expect("the table");
    assert!(csv.starts_with("\u{feff}\"Việc\",\"Ngày\","), "{csv}");
    assert!(csv.contains("\" =Nhóm; \"\"mẫu\"\"\""), "a cell is never a formula: {csv}");
    assert!(csv.contains("\"(bài đã gỡ)\"") && !csv.contains("Bài da-go"), "{csv}");
    let rows = csv.lines().skip(1).filter(|row| row.starts_with("\"Phát tin\""));
    let times: u64 =
        rows.map(|row| row.split("\",\"").nth(8).and_then(|n| n.parse().ok()).unwrap_or(0u64)).sum();
    assert_eq!(times, 13);
}
