//! What the browser is shown at a moment: the files of the last good build and what is to be said of them.
//!
//! A round of building comes in, an immutable [`Preview`] goes out; requests read it while the next round
//! is at work. How a mark looks is not decided here.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::diag::{Diagnostic, Lang, Severity};
use crate::path::SourcePath;
use crate::pipeline::{Built, Stopped};
use crate::serve::shelf::Shelved;
use crate::site::{Site, State as Stands};
use crate::source;

/// The preview at a moment.
#[derive(Debug, Clone)]
pub(super) struct Preview {
    /// Another one whenever anything that can be seen has changed.
    pub(super) version: String,
    /// The language of marks.
    pub(super) lang: Lang,
    /// The path of the site on its host.
    pub(super) base: String,
    /// The files of the last good build.
    pub(super) files: Arc<Shelved>,
    /// What is to be said of a page, by its path.
    pub(super) marks: Arc<BTreeMap<String, Mark>>,
    /// What the last round found, errors first.
    pub(super) found: Arc<Vec<Found>>,
    /// How the last round went.
    pub(super) state: State,
}

/// How a round went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    /// It is at work for the first time.
    Starting,
    /// What is shown is what the sources say.
    Good,
    /// The sources have mistakes; what is shown is older.
    Mistakes,
    /// The machine failed, in these words.
    Failed(String),
}

/// What is to be said of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its title.
    pub(super) title: String,
    /// Where it stands.
    pub(super) standing: Stands,
    /// What is wrong with its source.
    pub(super) found: Vec<Found>,
}

/// A finding as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// How grave it is.
    pub(super) severity: Severity,
    /// Its file.
    pub(super) file: SourcePath,
    /// File, line and column.
    pub(super) place: String,
    /// What is wrong.
    pub(super) message: String,
    /// The line or the words.
    pub(super) text: String,
    /// What to do.
    pub(super) help: String,
}

impl Preview {
    /// Before the first round.
    pub(super) fn starting(lang: Lang) -> Preview {
        Preview {
            version: String::new(),
            lang,
            base: String::new(),
            files: Arc::default(),
            marks: Arc::default(),
            found: Arc::default(),
            state: State::Starting,
        }
    }

    /// Nothing has been built yet, and nothing has failed.
    pub(super) fn is_starting(&self) -> bool {
        self.state == State::Starting
    }

    /// After a good round.
    pub(super) fn built(&self, built: &Built, files: Arc<Shelved>, root: &Path) -> Preview {
        let found = found(&built.diagnostics, root, self.lang);
        Preview {
            base: built.site.config.base_path.clone(),
            files,
            marks: Arc::new(marks(&built.site, &found)),
            found: Arc::new(found),
            state: State::Good,
            ..self.clone()
        }
    }

    /// After a round that made nothing; `words` tell a failure of the machine.
    pub(super) fn stopped(&self, stopped: &Stopped, words: String, root: &Path) -> Preview {
        let (found, state) = match stopped {
            Stopped::Findings(diagnostics) => (found(diagnostics, root, self.lang), State::Mistakes),
            _ => (Vec::new(), State::Failed(words)),
        };
        Preview { found: Arc::new(found), state, ..self.clone() }
    }

    /// Whether a browser would see the same.
    pub(super) fn looks_like(&self, other: &Preview) -> bool {
        let is_same = |a: &Shelved, b: &Shelved| {
            a.len() == b.len() && a.iter().zip(b).all(|((p, a), (q, b))| p == q && a.digest == b.digest)
        };
        self.state == other.state
            && self.base == other.base
            && self.found == other.found
            && self.marks == other.marks
            && (Arc::ptr_eq(&self.files, &other.files) || is_same(&self.files, &other.files))
    }
}

/// For so many findings the source is read once more, to show the line.
const WITH_LINE: usize = 200;

fn found(diagnostics: &[Diagnostic], root: &Path, lang: Lang) -> Vec<Found> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.severity);
    let line = |(i, diagnostic): (usize, &&Diagnostic)| {
        let spot = &diagnostic.spot;
        (i < WITH_LINE).then(|| source::line(root, &spot.file, spot.at.line)).flatten()
    };
    let lines: Vec<Option<String>> = sorted.iter().enumerate().map(line).collect();
    sorted
        .into_iter()
        .zip(&lines)
        .map(|(diagnostic, line)| one_found(diagnostic, line.as_deref(), lang))
        .collect()
}

fn one_found(diagnostic: &Diagnostic, line: Option<&str>, lang: Lang) -> Found {
    let finding = diagnostic.finding(lang, line);
    let place = match (finding.file, finding.line) {
        (file, 0) => file.to_owned(),
        (file, line) => format!("{file}:{line}:{}", finding.column),
    };
    Found {
        severity: diagnostic.severity,
        file: diagnostic.spot.file.clone(),
        place,
        message: finding.message.to_owned(),
        text: finding.text,
        help: finding.suggestion.to_owned(),
    }
}

/// Pages of which something is to be said: they are not published, or an error or a warning stands in
/// their source.
fn marks(site: &Site, found: &[Found]) -> BTreeMap<String, Mark> {
    let mut by_file: BTreeMap<&SourcePath, Vec<&Found>> = BTreeMap::new();
    for finding in found.iter().filter(|found| found.severity != Severity::Advice) {
        by_file.entry(&finding.file).or_default().push(finding);
    }
    let articles = site.articles.iter().map(|article| {
        (&article.address, &article.source.path, &article.source.front.title.value, article.state)
    });
    let sections = site.sections.iter().filter(|section| section.published).map(|section| {
        let standing = if section.draft { Stands::Draft } else { Stands::Live };
        (&section.address, &section.source.path, &section.source.front.title.value, standing)
    });
    let mut marks = BTreeMap::new();
    for (address, path, title, standing) in sections.chain(articles) {
        let found = by_file.get(path);
        if standing != Stands::Live || found.is_some() {
            let found = found.into_iter().flatten().map(|found| (*found).clone()).collect();
            marks.insert(site.config.url(address.as_str()), Mark { title: title.clone(), standing, found });
        }
    }
    marks
}
