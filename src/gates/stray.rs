//! Files of `content/` that somebody took for articles: `bai.txt`, `bai.md.txt`, a document of Word.
//!
//! Names come in, warnings go out. Notepad adds `.txt` by itself and Windows hides it, so its author sees
//! an article that never appears. What an article links or attaches, and what lies in an article's own
//! folder, is meant to be there.

use std::collections::BTreeSet;

use crate::content::{Page, Reference};
use crate::diag::{At, Diagnostic, messages};
use crate::digest::Digest;
use crate::path::SourcePath;

/// What people write an article in, other than `.md`.
const TEXTS: [&str; 6] = ["txt", "text", "markdown", "mdown", "mkd", "rmd"];
/// What `import` reads.
const OFFICE: [&str; 4] = ["doc", "docx", "rtf", "odt"];

/// The files beside the pages that are neither theirs nor pages themselves.
pub fn judge(beside: &[(SourcePath, Digest)], pages: &[Page], broken: &[SourcePath]) -> Vec<Diagnostic> {
    let looks = |path: &SourcePath| {
        let extension = path.as_str().rsplit_once('.').map_or("", |(_, extension)| extension).to_lowercase();
        // What was meant to describe a picture is told by its own rule.
        let is_text =
            TEXTS.contains(&extension.as_str()) && !path.as_str().to_lowercase().ends_with(".toml.txt");
        (is_text, OFFICE.contains(&extension.as_str()))
    };
    let suspects: Vec<&SourcePath> =
        beside.iter().map(|(path, _)| path).filter(|path| looks(path) != (false, false)).collect();
    if suspects.is_empty() {
        return Vec::new();
    }
    let own: BTreeSet<&str> = pages
        .iter()
        .map(Page::path)
        .chain(broken)
        .filter_map(|path| path.as_str().strip_suffix("/index.md"))
        .collect();
    let shown: BTreeSet<String> = pages.iter().flat_map(shown).collect();
    let is_meant = |path: &&SourcePath| {
        let (folder, name) = path.as_str().rsplit_once('/').unwrap_or(("", path.as_str()));
        shown.contains(name) || own.iter().any(|own| folder == *own || folder.starts_with(&format!("{own}/")))
    };
    let stray = suspects.into_iter().filter(|path| !is_meant(path));
    stray
        .map(|path| messages::file_no_article(At::default().in_file(path), &renamed(path), looks(path).1))
        .collect()
}

/// The names of the files that a page shows.
fn shown(page: &Page) -> Vec<String> {
    let (references, attached): (&[Reference], Vec<&str>) = match page {
        Page::Article(article) => (
            &article.references,
            article.front.attachments.iter().map(|attachment| attachment.file.value.as_str()).collect(),
        ),
        Page::Section(section) => (&section.references, Vec::new()),
    };
    let targets = references.iter().map(|reference| reference.target.as_str()).chain(attached);
    targets.map(|target| target.rsplit('/').next().unwrap_or(target).to_owned()).collect()
}

/// `bai.md.txt` and `bai.txt` are to be `bai.md`.
fn renamed(path: &SourcePath) -> String {
    let name = path.as_str().rsplit('/').next().unwrap_or("");
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let lower = stem.to_lowercase();
    let stem = if lower.ends_with(".md") { &stem[..stem.len() - 3] } else { stem };
    format!("{stem}.md")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(paths: &[&str]) -> Vec<String> {
        let beside: Vec<_> =
            paths.iter().map(|path| (SourcePath::new(path), Digest::of(path.as_bytes()))).collect();
        let own = [SourcePath::new("content/tin/hop/index.md")];
        judge(&beside, &[], &own).into_iter().map(|found| found.help.vi).collect()
    }

    #[test]
    fn a_text_that_windows_named_is_told_with_its_right_name() {
        for name in ["content/tin/bai.txt", "content/tin/bai.md.txt", "content/tin/bai.markdown"] {
            let told = told(&[name]);
            assert!(told.len() == 1 && told[0].contains("bai.md"), "{name}: {told:?}");
        }
        assert!(told(&["content/van-ban/ke-hoach.docx"])[0].contains("mangnon import"));
    }

    #[test]
    fn files_of_an_article_and_data_are_left_alone() {
        assert!(
            told(&["content/tin/hop/loi.txt", "content/a.jpg", "content/duong-day-nong.toml"]).is_empty()
        );
    }
}
