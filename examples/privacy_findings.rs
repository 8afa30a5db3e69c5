//! Prints the privacy findings of every Markdown file below a folder as one JSON list.
//!
//! Usage: `privacy_findings FOLDER --as-of YYYY-MM-DD`. The edge of this tool: it reads files and
//! writes to standard output; the examination itself is pure.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool at the edge")]

use std::path::Path;

use mangnon::gates::privacy::{Severity, article_from_source, examine};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut folder = None;
    let mut as_of = None;
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--as-of" {
            as_of = args.next();
        } else {
            folder = Some(arg);
        }
    }
    let (Some(folder), Some(as_of)) = (folder, as_of) else {
        return Err("usage: privacy_findings FOLDER --as-of YYYY-MM-DD".into());
    };
    let as_of = as_of.parse()?;
    let root = Path::new(&folder);
    let mut rows = Vec::new();
    for entry in walkdir::WalkDir::new(root).sort_by_file_name() {
        let entry = entry?;
        if entry.path().extension().is_none_or(|e| e != "md" && e != "txt") {
            continue;
        }
        let text = String::from_utf8_lossy(&std::fs::read(entry.path())?).into_owned();
        let file = entry.path().strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        let name = entry.file_name().to_string_lossy().into_owned();
        for finding in examine(&article_from_source(&name, &text, as_of)) {
            rows.push(serde_json::json!({
                "file": file,
                "line": finding.line,
                "column": finding.column,
                "rule": finding.rule,
                "severity": match finding.severity {
                    Severity::Error => "error",
                    Severity::Warning => "warning",
                    Severity::Advice => "advice",
                },
                "message": finding.message_vi,
                "text": finding.text,
                "law": finding.law,
                "suggestion": finding.suggestion_vi,
                "signs": finding.signs,
            }));
        }
    }
    println!("{}", serde_json::to_string_pretty(&rows)?);
    Ok(())
}
