//! Writes a synthetic portal of a chosen size, the same for Măng Non, Hugo and Zola.
//!
//! `cargo run --release --example nation -- --for mangnon --pages 10000 --out FOLDER`. The texts are
//! made up by rule and name no person and no event; the localities are those of the registry. The
//! folder must not exist. `docs/performance.md` says how the portals are compared.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that talks to its user")]
#![expect(clippy::disallowed_methods, reason = "writes the portal and reads its arguments")]

mod hugo;
mod mangnon_site;
mod shape;
mod text;
mod zola;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        words.iter().position(|word| word == name).and_then(|i| words.get(i + 1)).map(String::as_str)
    };
    let pages = value("--pages").map_or(Some(1_000), |n| n.parse().ok());
    let writer = match value("--for").unwrap_or("mangnon") {
        "mangnon" => Some(mangnon_site::write as Writer),
        "hugo" => Some(hugo::write as Writer),
        "zola" => Some(zola::write as Writer),
        _ => None,
    };
    let (Some(pages), Some(writer), Some(out)) = (pages, writer, value("--out")) else {
        eprintln!("usage: nation [--for mangnon|hugo|zola] [--pages N] --out FOLDER");
        return ExitCode::from(2);
    };
    let out = PathBuf::from(out);
    if out.exists() {
        eprintln!("error: {} exists already", out.display());
        return ExitCode::FAILURE;
    }
    let places = shape::places(pages);
    match writer(&Site { out: &out, places: &places }) {
        Ok(()) => {
            let articles: usize = shape::articles(&places).count();
            println!("{}: {articles} articles, {} localities", out.display(), places.len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

type Writer = fn(&Site<'_>) -> io::Result<()>;

/// What a writer needs.
#[derive(Debug)]
pub(crate) struct Site<'a> {
    out: &'a Path,
    places: &'a [shape::Place],
}

impl Site<'_> {
    /// Writes a file below the portal's folder.
    fn put(&self, name: &str, text: &str) -> io::Result<()> {
        let path = self.out.join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(path, text)
    }
}
