//! What was told of a file, as it is kept for the next build.
//!
//! Findings about the writing of one file come in and go out; one that rests on a law is not kept, so
//! that its gate judges the file again.

use serde::{Deserialize, Serialize};

use crate::diag::{At, Diagnostic, Severity, Text};
use crate::gates::rules;
use crate::path::SourcePath;

/// A finding without its file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Note {
    severity: Severity,
    rule: String,
    at: At,
    words: String,
    message: Text,
    help: Text,
}

impl Note {
    /// Findings of one file; `None` if one of them cannot be kept.
    pub(super) fn all(found: &[Diagnostic]) -> Option<Vec<Note>> {
        found.iter().map(Note::of).collect()
    }

    fn of(found: &Diagnostic) -> Option<Note> {
        let Diagnostic { severity, rule, spot, words, message, help, law } = found;
        law.is_empty().then(|| Note {
            severity: *severity,
            rule: (*rule).to_owned(),
            at: spot.at,
            words: words.clone(),
            message: message.clone(),
            help: help.clone(),
        })
    }

    /// The findings again; `None` if one is of a rule that is no more.
    pub(super) fn told(notes: Vec<Note>, file: &SourcePath) -> Option<Vec<Diagnostic>> {
        notes.into_iter().map(|note| note.finding(file)).collect()
    }

    fn finding(self, file: &SourcePath) -> Option<Diagnostic> {
        let Note { severity, rule, at, words, message, help } = self;
        let rule = rules::named(&rule)?;
        Some(Diagnostic { severity, rule, spot: at.in_file(file), words, message, help, law: "" })
    }
}
