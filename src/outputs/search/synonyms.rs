//! Names of equal meaning, from the table beside this file.
//!
//! A text with its marks comes in, the other names of what it speaks of go out. Marks count: `bóng`
//! is no `bỏng`.

use std::sync::LazyLock;

use crate::vi;

static GROUPS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| groups(include_str!("synonyms.txt")));

/// The other names of everything a text names, each once, in the order of the table.
pub(super) fn of(text: &str) -> Vec<&'static str> {
    let text = spaced(text);
    let mut others = Vec::new();
    for group in GROUPS.iter() {
        let (named, unnamed): (Vec<&String>, Vec<&String>) =
            group.iter().partition(|name| text.contains(&spaced(name)));
        if !named.is_empty() {
            others.extend(unnamed.into_iter().map(String::as_str));
        }
    }
    others.dedup();
    others
}

fn groups(table: &str) -> Vec<Vec<String>> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines.map(|line| line.split('=').map(|name| vi::nfc(name.trim()).into_owned()).collect()).collect()
}

/// Lower case, words between single spaces, one at each end, so that a name is found as whole words.
fn spaced(text: &str) -> String {
    let lower = vi::nfc(text).to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    format!(" {} ", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_by_the_other_names_of_its_subject() {
        assert!(of("Khi trẻ bị bạo lực").contains(&"bạo hành"));
        assert!(of("Luật bảo vệ trẻ em").contains(&"bvte"));
        assert!(!of("Chơi bóng").contains(&"phỏng"), "marks count");
    }

    #[test]
    fn a_group_has_at_least_two_names_and_no_name_stands_twice_in_it() {
        for group in GROUPS.iter() {
            let mut names = group.clone();
            names.sort();
            names.dedup();
            assert!(names.len() >= 2 && names.len() == group.len(), "{group:?}");
        }
    }
}
