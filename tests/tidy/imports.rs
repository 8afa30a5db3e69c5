//! What a source names of this crate, read as text.
//!
//! The text of a file comes in; the paths it takes from the crate go out, from `use` and from within code.

use std::collections::BTreeSet;

#[test]
fn imports_are_read_as_they_are_written() {
    let text = "use crate::diag::{self, At, messages};\nuse crate::{digest::Digest, site::{PageId, place::State}};\nfn f() { crate::vi::slug::slug(x) }\nuse super::card;\n";
    let expected = [
        "diag",
        "diag::At",
        "diag::messages",
        "digest::Digest",
        "site::PageId",
        "site::place::State",
        "vi::slug::slug",
    ];
    assert_eq!(imports(text).into_iter().collect::<Vec<_>>(), expected);
}

/// What a text names of this crate, from `use` and within code.
pub(crate) fn imports(text: &str) -> BTreeSet<String> {
    let mut imports = BTreeSet::new();
    for (at, _) in text.match_indices("crate::") {
        let before = text[..at].chars().next_back();
        if before.is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != '$') {
            expand("", &text[at + "crate::".len()..], &mut imports);
        }
    }
    imports
}

/// Takes a path apart, with the braces of a `use`.
fn expand(prefix: &str, text: &str, imports: &mut BTreeSet<String>) {
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':').unwrap_or(text.len());
    let head = text[..end].trim_end_matches(':');
    let joined = [prefix, head].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("::");
    let joined = joined.trim_end_matches("::self").to_owned();
    let Some(braces) = text[end..].strip_prefix('{').filter(|_| text[..end].ends_with("::") || end == 0)
    else {
        imports.insert(joined);
        return;
    };
    let (mut depth, mut start) = (0, 0);
    for (i, c) in braces.char_indices() {
        match c {
            '{' => depth += 1,
            '}' | ',' if depth == 0 => {
                let part = braces[start..i].trim();
                if !part.is_empty() {
                    expand(&joined, part, imports);
                }
                start = i + 1;
                if c == '}' {
                    return;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
}
