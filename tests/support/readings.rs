//! Accepted readings written in one line: `lớp bốn {bê|b}`, alternatives in braces, an empty one for what may
//! be left out. A reading is compared by its letters, without spaces and marks.

use std::collections::BTreeSet;

/// Whether a pattern accepts the letters of a reading.
pub(crate) fn accepts(pattern: &str, reading: &str) -> bool {
    let letters: String = reading.chars().filter(|c| !c.is_whitespace()).collect();
    ends(pattern, &letters, BTreeSet::from([0])).contains(&letters.len())
}

/// Where a pattern may end in the letters when it begins at one of `starts`.
fn ends(pattern: &str, letters: &str, starts: BTreeSet<usize>) -> BTreeSet<usize> {
    let Some(first) = pattern.chars().next().filter(|_| !starts.is_empty()) else { return starts };
    if first == '{' {
        let (alternatives, rest) = alternatives(pattern);
        let met: BTreeSet<usize> =
            alternatives.into_iter().flat_map(|one| ends(one, letters, starts.clone())).collect();
        return ends(rest, letters, met);
    }
    let rest = &pattern[first.len_utf8()..];
    if first.is_whitespace() {
        return ends(rest, letters, starts);
    }
    let next =
        starts.into_iter().filter(|at| letters[*at..].starts_with(first)).map(|at| at + first.len_utf8());
    ends(rest, letters, next.collect())
}

/// The alternatives of the braces a pattern opens with, and what stands behind them.
fn alternatives(pattern: &str) -> (Vec<&str>, &str) {
    let (mut depth, mut from, mut found) = (0, 1, Vec::new());
    for (at, c) in pattern.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 || depth == 1 && c == '|' {
            found.push(&pattern[from..at]);
            from = at + 1;
        }
        if depth == 0 {
            return (found, &pattern[from..]);
        }
    }
    panic!("braces are left open: {pattern}");
}

#[test]
fn a_pattern_accepts_its_readings_and_no_other() {
    let pattern = "lớp {bốn|tư} {bê|b|{trên|} hai}";
    for reading in ["lớp bốn bê", "lớp tư b", "lớp bốn trên hai", "lớp bốn hai"] {
        assert!(accepts(pattern, reading), "{reading}");
    }
    for reading in ["lớp bốn", "lớp ba bê", "lớp bốn bê hai", ""] {
        assert!(!accepts(pattern, reading), "{reading}");
    }
}
