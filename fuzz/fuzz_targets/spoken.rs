//! Any bytes as text: no panic, no digit, and what was read stays as it is when read again.
//! Run with `cargo +nightly fuzz run spoken`.
#![no_main]

use libfuzzer_sys::fuzz_target;
use mangnon::vi::spoken::{EngineFormat, Lexicon, Profile, engine_text, read};

fuzz_target!(|text: &str| {
    let reading = read(text, Lexicon::embedded(), Profile::North);
    assert!(!reading.text.contains(char::is_numeric));
    for step in &reading.trace {
        assert_eq!(text[step.start..step.end], step.written);
    }
    assert_eq!(read(&reading.text, Lexicon::embedded(), Profile::North).text, reading.text);
    for chunk in engine_text(&reading.text, EngineFormat::ZaloTts) {
        assert!(chunk.chars().count() <= 2000);
    }
});
