//! Every rule of the one table is seen failing once and passing once, in every form that `check` prints.
//!
//! The first case of a rule in `cases.txt` fails. `twins.txt` says where (`== rule @ file:line ==`, without
//! a place for what is of the whole site) and what its author then mends: `- old` becomes `+ new` in that
//! file, `@ file` names another one, `x file` removes one; `+` alone writes at the end of a file.

use std::fs;

use mangnon::cli::findings as forms;
use mangnon::diag::{Diagnostic, Lang, Severity};
use mangnon::gates::rules;

use crate::support::{NOW, SiteTest};
use crate::{CASES, Case, ROOT, built, cases, checked};

/// What no run of `check` tells, and why.
const UNTOLD: &[(&str, &str)] =
    &[("privacy-header-unreadable", "the parser names the place of the same slip, and that is told")];

struct Twin {
    rule: String,
    /// Where the failing case is told; `None` for the whole site.
    file: Option<String>,
    line: u64,
    mends: Vec<Mend>,
}

enum Mend {
    Remove(String),
    Change { file: String, old: Vec<String>, new: Vec<String> },
}

/// A finding as read back from what was printed.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    file: String,
    line: u64,
    rule: String,
    severity: Severity,
}

#[test]
fn every_rule_of_the_table_has_a_twin() {
    let twins = twins();
    let untold = UNTOLD.iter().map(|(rule, _)| *rule);
    let mut named: Vec<&str> = twins.iter().map(|twin| twin.rule.as_str()).chain(untold).collect();
    named.sort_unstable();
    let mut table: Vec<&str> = rules::all().iter().map(|rule| rule.name).collect();
    table.sort_unstable();
    let without: Vec<_> = table.iter().filter(|rule| !named.contains(rule)).collect();
    assert!(without.is_empty(), "add to tests/messages/twins.txt: {without:?}");
    assert_eq!(named, table, "a rule stands twice or does not exist");
}

#[test]
fn every_rule_fails_once_and_passes_once_in_every_form() {
    let mut sites = cases();
    let mut wrong = Vec::new();
    for twin in twins() {
        let is_its = |name: &str| name.split(':').next().is_some_and(|rule| rule.trim() == twin.rule);
        let failing = CASES.iter().find(|case| is_its(&case.name)).expect("a failing case");
        let at = sites.iter().position(|(name, _)| is_its(name)).expect("a site to mend");
        let (name, site) = sites.remove(at);
        wrong.extend(told_wrong(&twin, failing));
        mend(&site, &twin.mends);
        let found = if failing.of_build { built(&site) } else { checked(&name, &site) };
        for (form, told) in told_in_every_form(&site, &found) {
            assert_eq!(told.len(), found.len(), "{name}: {form}");
            let again = told.into_iter().filter(|one| one.rule == twin.rule);
            wrong.extend(again.map(|one| format!("{form}: the mended site still has {one:?}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a failing case tells otherwise than `twins.txt` and the table say.
fn told_wrong(twin: &Twin, failing: &Case) -> Vec<String> {
    let rule = rules::find(&twin.rule).expect("a rule of the table");
    let mut wrong = Vec::new();
    for (form, told) in told_in_every_form(&failing.site, &failing.found) {
        assert_eq!(told.len(), failing.found.len(), "{}: {form}", failing.name);
        // Whoever shows results beside files gets the settings for what is of no file.
        let nowhere = if form == "sarif" { "site.toml" } else { "" };
        let expected = Told {
            file: twin.file.clone().unwrap_or_else(|| nowhere.to_owned()),
            line: twin.line,
            rule: twin.rule.clone(),
            severity: rule.severity,
        };
        if !told.contains(&expected) {
            wrong.push(format!("{form}: no {expected:?} in {told:?}"));
        }
    }
    wrong
}

#[test]
fn the_program_prints_what_the_forms_say() {
    let site = SiteTest::new(
        "-- content/tin.md --\n+++\ntitle = \"Tin ở huyện\"\ndate = 2026-05-12\n+++\nXem [tại đây](https://thu.example/), [đó](@/khong.md).\n-- content/em bé.md --\n",
    );
    let found = site.check();
    assert!(found.len() > 3, "{found:?}");
    for (lang, word) in [(Lang::Vi, "vi"), (Lang::En, "en")] {
        for (form, printed) in printed(&site, &found, lang) {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_mangnon"));
            command.arg("--root").arg(site.root()).args(["--as-of", NOW, "--lang", word, "check"]);
            let output = command.args(["--format", form]).output().expect("the program runs");
            let told = if form == "text" { output.stderr } else { output.stdout };
            assert_eq!(String::from_utf8_lossy(&told), printed, "{form} {word}");
        }
    }
}

fn printed(site: &SiteTest, found: &[Diagnostic], lang: Lang) -> [(&'static str, String); 4] {
    let root = site.root();
    [
        ("text", forms::text(&root, found, lang)),
        ("json", forms::json(&root, found, lang)),
        ("sarif", forms::sarif(&root, found, lang)),
        ("github", forms::github(&root, found, lang)),
    ]
}

fn told_in_every_form(site: &SiteTest, found: &[Diagnostic]) -> Vec<(&'static str, Vec<Told>)> {
    let read = |(form, printed): (&'static str, String)| {
        let told = match form {
            "text" => of_text(&printed),
            "json" => of_json(&printed),
            "sarif" => of_sarif(&printed),
            _ => of_github(&printed),
        };
        (form, told)
    };
    printed(site, found, Lang::Vi).into_iter().map(read).collect()
}

/// `file:line:column: severity: message [rule]`; the lines below it begin with a gap.
fn of_text(printed: &str) -> Vec<Told> {
    const WORDS: [(&str, Severity); 3] =
        [("lỗi: ", Severity::Error), ("cảnh báo: ", Severity::Warning), ("nhắc: ", Severity::Advice)];
    let heads = printed.lines().filter(|line| !line.starts_with(' ') && !line.is_empty());
    let told = heads.map(|line| {
        let (head, rule) = line.strip_suffix(']').and_then(|line| line.rsplit_once(" [")).expect("a rule");
        let word = WORDS.iter().filter_map(|(word, severity)| Some((head.find(word)?, *severity))).min();
        let (at, severity) = word.expect("a severity");
        let place = head[..at].trim_end_matches(": ");
        let mut parts = place.rsplitn(3, ':');
        let (column, line, file) = (parts.next(), parts.next(), parts.next());
        let (file, line) = match (file, line.and_then(|line| line.parse().ok()), column) {
            (Some(file), Some(line), Some(_)) => (file, line),
            _ => (place, 0),
        };
        Told { file: file.to_owned(), line, rule: rule.to_owned(), severity }
    });
    told.collect()
}

fn of_json(printed: &str) -> Vec<Told> {
    let list: serde_json::Value = serde_json::from_str(printed).expect("JSON");
    let told = list.as_array().expect("a list").iter().map(|one| Told {
        file: words(&one["file"]),
        line: one["line"].as_u64().expect("a line"),
        rule: words(&one["rule"]),
        severity: severity(&words(&one["severity"]), ["error", "warning", "advice"]),
    });
    told.collect()
}

fn of_sarif(printed: &str) -> Vec<Told> {
    let log: serde_json::Value = serde_json::from_str(printed).expect("JSON");
    let results = log["runs"][0]["results"].as_array().expect("results").clone();
    let told = results.iter().map(|one| {
        let place = &one["locations"][0]["physicalLocation"];
        Told {
            file: plain(&words(&place["artifactLocation"]["uri"])),
            line: place["region"]["startLine"].as_u64().unwrap_or(0),
            rule: words(&one["ruleId"]),
            severity: severity(&words(&one["level"]), ["error", "warning", "note"]),
        }
    });
    told.collect()
}

/// `::level file=…,line=…,col=…,title=rule::message`.
fn of_github(printed: &str) -> Vec<Told> {
    let told = printed.lines().map(|line| {
        let (head, _) = line.strip_prefix("::").and_then(|line| line.split_once("::")).expect("a command");
        let (level, properties) = head.split_once(' ').expect("properties");
        let property = |name: &str| {
            let all = properties.split(',').filter_map(|one| one.split_once('='));
            let value = all.filter(|(key, _)| *key == name).map(|(_, value)| plain(value)).next();
            value.unwrap_or_default()
        };
        Told {
            file: property("file"),
            line: property("line").parse().unwrap_or(0),
            rule: property("title"),
            severity: severity(level, ["error", "warning", "notice"]),
        }
    });
    told.collect()
}

fn words(value: &serde_json::Value) -> String {
    value.as_str().expect("words").to_owned()
}

fn severity(word: &str, words: [&str; 3]) -> Severity {
    let severities = [Severity::Error, Severity::Warning, Severity::Advice];
    let at = words.iter().position(|known| *known == word);
    severities[at.unwrap_or_else(|| panic!("no severity: {word}"))]
}

/// What stands behind signs of per cent.
fn plain(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).filter(|_| *first == b'%').and_then(|two| std::str::from_utf8(two).ok());
        if let Some(byte) = code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(*first);
            rest = tail;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

fn mend(site: &SiteTest, mends: &[Mend]) {
    for mend in mends {
        match mend {
            Mend::Remove(file) => site.remove(file),
            Mend::Change { file, old, new } if old.is_empty() => {
                let text = fs::read_to_string(site.root().join(file)).unwrap_or_default();
                site.write(file, text + &new.join("\n") + "\n");
            }
            Mend::Change { file, old, new } => site.edit(file, &old.join("\n"), &new.join("\n")),
        }
    }
}

fn twins() -> Vec<Twin> {
    let text = fs::read_to_string(format!("{ROOT}/tests/messages/twins.txt")).expect("the twins");
    let blocks = format!("\n{text}").split("\n== ").skip(1).map(str::to_owned).collect::<Vec<_>>();
    blocks.iter().map(|block| twin(block)).collect()
}

fn twin(block: &str) -> Twin {
    let (head, lines) = block.split_once(" ==\n").unwrap_or((block.trim_end_matches(" =="), ""));
    let (rule, place) = head.split_once(" @ ").map_or((head, None), |(rule, place)| (rule, Some(place)));
    let (file, line) = place.map_or((None, 0), |place| {
        let (file, line) = place.rsplit_once(':').unwrap_or((place, "0"));
        (Some(file.to_owned()), line.parse().expect("a line"))
    });
    let mut mends: Vec<Mend> = Vec::new();
    let mut at = file.clone().unwrap_or_default();
    let mut fresh = true;
    for line in lines.lines() {
        let (sign, rest) = line.split_at(line.len().min(1));
        let rest = rest.strip_prefix(' ').unwrap_or(rest).to_owned();
        match sign {
            "@" => (at, fresh) = (rest, true),
            "x" => {
                mends.push(Mend::Remove(rest));
                fresh = true;
            }
            "-" | "+" => {
                let begun = match mends.last() {
                    Some(Mend::Change { new, .. }) if !fresh => sign == "+" || new.is_empty(),
                    _ => false,
                };
                if !begun {
                    mends.push(Mend::Change { file: at.clone(), old: Vec::new(), new: Vec::new() });
                }
                if let Some(Mend::Change { old, new, .. }) = mends.last_mut() {
                    if sign == "-" { old.push(rest) } else { new.push(rest) }
                }
                fresh = false;
            }
            _ => panic!("{rule}: `{line}`"),
        }
    }
    Twin { rule: rule.to_owned(), file, line, mends }
}
