//! What the privacy gate found.

use super::new;
use crate::diag::{At, Diagnostic, Severity};
use crate::path::SourcePath;

/// A finding of the privacy gate, whose words are made beside its rules.
pub fn privacy(file: &SourcePath, severity: Severity, finding: crate::gates::privacy::Finding) -> Diagnostic {
    let at = At { line: finding.line, column: finding.column };
    let mut diagnostic =
        new(severity, finding.rule, at.in_file(file), finding.message_vi, finding.message_en)
            .words(&finding.text);
    diagnostic.law = finding.law;
    diagnostic.help(finding.suggestion_vi, finding.suggestion_en)
}
