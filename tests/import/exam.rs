//! Files beside what a person who never saw the importer says they hold, scored field by field.
//!
//! The folder `exam` holds invented documents in every layout and encoding; the JSON beside each was written from the
//! document and not from the importer, and is never blessed. `"*"` stands where two answers are right. A text file's
//! words must stand in the drafts in their order.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde_json::Value;

use mangnon::import::{Source, import};
use mangnon::vi::tone::{Placement, unify};

use crate::{golden::kept_in_order, words};

/// Of a hundred fields so many must be right; the goal for files nobody here has seen is 92.
const FIELDS: usize = 98;

fn exam() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/exam")
}

fn files() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(exam())
        .expect("exam")
        .map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned())
        .filter_map(|name| name.strip_suffix(".json").map(String::from))
        .collect();
    names.sort();
    names
}

/// As two people would compare: case, spacing, tone placement and the closing sign do not count.
fn plain(value: &Value) -> String {
    let text = match value {
        Value::Null => return String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let text = unify(&text.to_lowercase().replace('–', "-"), Placement::First);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.trim_matches(|c: char| matches!(c, ' ' | '.' | ',' | ';' | ':' | '*')).to_string()
}

#[derive(Default)]
struct Score {
    n_right: usize,
    n_asked: usize,
    wrong: String,
}

impl Score {
    fn field(&mut self, place: &str, wanted: &Value, got: &Value) {
        self.n_asked += 1;
        if wanted == "*" || plain(wanted) == plain(got) {
            self.n_right += 1;
        } else {
            let _ = writeln!(self.wrong, "{place}: wanted {wanted}, got {got}");
        }
    }

    fn list(&mut self, place: &str, wanted: &Value, got: &Value) {
        let flat = |value: &Value| {
            let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
            Value::String(items.iter().map(plain).collect::<Vec<_>>().join(" | "))
        };
        self.field(place, &flat(wanted), &flat(got));
    }

    fn document(&mut self, name: &str, wanted: &Value, got: &Value) {
        for field in ["type", "number", "issuer", "superior_issuer", "place", "date", "title"] {
            self.field(&format!("{name} {field}"), &wanted[field], &got[field]);
        }
        for field in ["authority", "position", "name"] {
            self.field(&format!("{name} {field}"), &wanted["signer"][field], &got["signer"][field]);
        }
        self.list(&format!("{name} recipients"), &wanted["recipients"], &got["recipients"]);
        self.list(&format!("{name} outline"), &wanted["outline"], &got["outline"]);
        let sorted = |value: &Value| {
            let mut cites: Vec<String> = value["cites"].as_array().into_iter().flatten().map(plain).collect();
            cites.sort();
            Value::String(cites.join(" | "))
        };
        self.field(&format!("{name} cites"), &sorted(wanted), &sorted(got));
    }
}

#[test]
fn nearly_every_field_is_right_and_every_word_is_kept() {
    let mut score = Score::default();
    let (mut n_kept, mut n_words) = (0, 0);
    for name in files() {
        let bytes = std::fs::read(exam().join(&name)).expect("readable");
        let wanted = std::fs::read_to_string(exam().join(format!("{name}.json"))).expect("readable");
        let wanted: Value = serde_json::from_str(&wanted).expect("JSON");
        let imported = import(&Source { name: &name, bytes: &bytes })
            .unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"));
        let got = serde_json::to_value(&imported).expect("serializes");
        let documents = wanted["documents"].as_array().expect("documents");
        let n_got = got["documents"].as_array().map_or(0, Vec::len);
        score.field(&format!("{name} documents"), &documents.len().into(), &n_got.into());
        for (idx, document) in documents.iter().enumerate() {
            score.document(&format!("{name} {idx}"), document, &got["documents"][idx]);
        }
        let source = wanted["text"].as_str().map(String::from).or_else(|| String::from_utf8(bytes).ok());
        if let Some(source) = source.filter(|_| name.ends_with(".txt")) {
            let bodies: Vec<&str> = imported.documents.iter().map(|doc| doc.body.as_str()).collect();
            let source = words(&source);
            n_words += source.len();
            n_kept += kept_in_order(&source, &words(&bodies.join("\n")));
        }
    }
    assert!(score.n_asked > 500 && n_words > 5_000, "the exam is there");
    assert!(
        score.n_right * 100 >= score.n_asked * FIELDS,
        "{} of {}\n{}",
        score.n_right,
        score.n_asked,
        score.wrong
    );
    assert!(n_kept * 1000 >= n_words * 995, "{n_kept} of {n_words} words");
}
