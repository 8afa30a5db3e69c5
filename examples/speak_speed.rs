//! Measures how much written text `vi::spoken` reads a minute on one core. Run in release:
//! `cargo run --release --example speak_speed -- FILE...`
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measuring tool, not part of the product"
)]

use std::time::Instant;

use mangnon::vi::spoken::{Lexicon, Profile, read_line};

fn main() {
    let texts: Vec<String> = std::env::args()
        .skip(1)
        .map(|path| std::fs::read_to_string(&path).expect("a text file in UTF-8"))
        .collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let rounds = (20_000_000 / bytes.max(1)).max(1);
    let mut spoken = 0;
    let start = Instant::now();
    for _ in 0..rounds {
        for line in texts.iter().flat_map(|text| text.lines()) {
            spoken += read_line(line, Lexicon::embedded(), Profile::North).len();
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let megabytes = f64::from(u32::try_from(bytes * rounds).unwrap_or(u32::MAX)) / 1e6;
    println!(
        "{megabytes:.1} MB in {seconds:.2} s: {:.0} MB a minute ({spoken} bytes spoken)",
        megabytes / seconds * 60.0
    );
}
