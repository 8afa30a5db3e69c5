//! Import from outside: files in, documents, drafts and refusals out.
//!
//! Beside the samples in `samples/` stand the JSON they must give; `BLESS=1` writes it, a person reads it. The five
//! source texts are real; every other sample is invented.
#![allow(clippy::disallowed_methods, reason = "tests read their samples")]

mod encodings;
mod exam;
mod golden;
mod refusals;
mod rules;
mod word_files;

use std::path::{Path, PathBuf};

use mangnon::import::{Imported, Refusal, Source, import};

const SOURCES: [&str; 5] = [
    "binh-duong-ke-hoach.txt",
    "chi-thi-28-ct-tw.txt",
    "cho-chu-cong-van-va-ke-hoach-145.txt",
    "que-phong-ke-hoach.txt",
    "thi-uy-huong-dan-chi-thi-28.txt",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/samples")
}

fn read(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn ends(name: &str, ending: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == ending)
}

fn imported(name: &str) -> Imported {
    let bytes = read(name);
    import(&Source { name, bytes: &bytes }).unwrap_or_else(|refusal| panic!("{name}: {refusal:?}"))
}

fn from_text(text: &str) -> Imported {
    import(&Source { name: "a.txt", bytes: text.as_bytes() }).expect("readable text")
}

fn refusal(name: &str, bytes: &[u8]) -> Refusal {
    match import(&Source { name, bytes }) {
        Err(refusal) => {
            let message = refusal.message();
            assert!(!message.vi.is_empty() && !message.en.is_empty());
            refusal
        }
        Ok(imported) => panic!("{name} was not refused: {imported:?}"),
    }
}

fn samples() -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(folder())
        .expect("samples")
        .map(|entry| entry.expect("entry").file_name().to_string_lossy().into_owned())
        .filter(|name| !ends(name, "json"))
        .collect();
    names.sort();
    names
}

/// Words, and nothing between them. A number joined over lines counts as its parts.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}
