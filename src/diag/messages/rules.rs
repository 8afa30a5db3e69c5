//! Settings of rules.
//!
//! Callers read `[[rules]]` of `site.toml`.

use super::error;
use crate::diag::{Diagnostic, Spot};

/// A rule's name that no rule has.
pub fn rule_unknown(spot: Spot, name: &str, near: Option<&str>) -> Diagnostic {
    let diagnostic = error(
        "rule-unknown",
        spot,
        format!("không có quy tắc `{name}`"),
        format!("there is no rule `{name}`"),
    )
    .words(name);
    match near {
        Some(near) => diagnostic.help(format!("có phải `{near}`?"), format!("did you mean `{near}`?")),
        None => diagnostic.help("mọi quy tắc: docs/quy-tac.md", "all rules: docs/quy-tac.md"),
    }
}

/// A rule that a site may not lower.
pub fn rule_firm(spot: Spot, written: &str, name: &str) -> Diagnostic {
    error(
        "rule-firm",
        spot,
        format!("không hạ được quy tắc `{name}`"),
        format!("the rule `{name}` cannot be lowered"),
    )
    .words(written)
    .help(
        format!("sửa từng chỗ mà nó báo; vì sao: mangnon check --explain {name}"),
        format!("mend each place that it tells; why: mangnon check --explain {name}"),
    )
}
