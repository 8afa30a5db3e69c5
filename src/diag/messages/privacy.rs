//! What the privacy gate found.
//!
//! The words are made beside the gate's rules, of which each has a law and a way to write it.

use super::new;
use crate::diag::{Diagnostic, Severity, Spot, Text};

/// What the gate says of a place.
#[derive(Debug)]
pub struct Exposure<'w> {
    /// The name of the rule.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// The points of law.
    pub law: &'static str,
    /// The offending words.
    pub words: &'w str,
    /// What is wrong.
    pub message: Text,
    /// How to write it.
    pub help: Text,
}

/// A finding of the privacy gate.
pub fn privacy(spot: Spot, found: Exposure<'_>) -> Diagnostic {
    let Exposure { rule, severity, law, words, message, help } = found;
    let mut diagnostic = new(severity, rule, spot, message.vi, message.en).words(words);
    diagnostic.law = law;
    diagnostic.help(help.vi, help.en)
}
