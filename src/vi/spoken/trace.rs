//! The trace as a table: which rule read what, and what it said.
//!
//! In: a reading. Out: text with one line a step, then the tokens no rule could read. For the author's
//! eyes (`mangnon speak --explain`); nothing else is made from it.

use std::fmt::Write as _;

use super::Reading;

/// A table of the steps of a reading, columns separated by tabs.
pub fn explain(reading: &Reading) -> String {
    let mut table = String::from("byte\tviết · written\tđọc · spoken\tquy tắc · rule\n");
    for step in &reading.trace {
        // Writing to a string cannot fail.
        let _ =
            writeln!(table, "{}\t{}\t{}\t{}", step.start, one_line(&step.written), step.spoken, step.rule);
    }
    for unknown in &reading.unknown {
        let proposal = unknown.proposal.as_deref().unwrap_or("–");
        let _ = writeln!(
            table,
            "{}\t{}\t? {proposal}\tchưa rõ · unknown",
            unknown.start,
            one_line(&unknown.token)
        );
    }
    table
}

fn one_line(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}
