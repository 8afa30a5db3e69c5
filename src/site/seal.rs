//! What an approval covers, as one line of signs: the text, the files, the channels, where it goes, and who
//! decided when.
//!
//! An article and its sections come in, a [`Sealed`] goes out, which says of a line that was written
//! before what is another now. The whole of it decides; the short parts behind only tell what changed.

use std::collections::BTreeSet;
use std::fmt;

use crate::content::Article;
use crate::content::front_matter::{Channel, Word};
use crate::diag::Located;
use crate::diag::messages::Changes;
use crate::digest::Digest;
use crate::path::SourcePath;
use crate::site::{Section, SectionId, links};

/// Says that a line holds all five parts. One without it is of a program whose approvals did not hold an
/// article to its place, or let the day and the name be changed: nobody can say what was decided.
const FORM: &str = "3";

/// How many digits of a part are kept.
const SHORT: usize = 8;

/// What is approved, each part by its digest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sealed {
    text: Digest,
    files: Digest,
    channels: Digest,
    goes_to: Digest,
    decision: Digest,
}

impl Sealed {
    /// What an approval of an article covers. `None` for an article without a table that needs one.
    pub fn of(
        article: &Article,
        section: SectionId,
        sections: &[Section],
        digest_of: impl Fn(&SourcePath) -> Option<Digest>,
    ) -> Option<Sealed> {
        let seal = article.seal.as_deref()?;
        Some(Sealed {
            text: seal.text,
            files: Digest::of_value(&files(article, &seal.names, digest_of)),
            channels: Digest::of_value(&channels(article, &sections[section.0])),
            goes_to: Digest::of_value(&goes_to(article, section, sections)),
            decision: Digest::of_value(&decision(article)),
        })
    }

    /// What is another since a line was written; `None` if nothing is.
    pub fn changes(&self, written: &str) -> Option<Changes> {
        if written == self.to_string() {
            return None;
        }
        let parts: Vec<&str> = written.split('-').collect();
        let [FORM, _, text, files, channels, goes_to, decision] = parts[..] else {
            return Some(Changes::default());
        };
        Some(Changes {
            text: text != self.text.short(SHORT),
            files: files != self.files.short(SHORT),
            channels: channels != self.channels.short(SHORT),
            goes_to: goes_to != self.goes_to.short(SHORT),
            decision: decision != self.decision.short(SHORT),
        })
    }
}

impl fmt::Display for Sealed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Sealed { text, files, channels, goes_to, decision } = self;
        write!(f, "{FORM}-{}", Digest::of_value(&(text, files, channels, goes_to, decision)))?;
        [text, files, channels, goes_to, decision]
            .iter()
            .try_for_each(|part| write!(f, "-{}", part.short(SHORT)))
    }
}

/// Who decided, in what position, on which day, and why: a day that is written by hand over the day of the
/// decision would tell of an approval that nobody gave then. It is no signature; whoever may write the file
/// may also decide anew, and the file's history tells that.
fn decision(article: &Article) -> Vec<String> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    match (&article.front.approval, &article.front.rejection) {
        (Some(approval), _) => vec![plain(&approval.by), plain(&approval.role), approval.date.to_string()],
        (None, Some(no)) => vec![plain(&no.by), no.date.to_string(), plain(&no.reason)],
        (None, None) => Vec::new(),
    }
}

/// The files that an article uses, each by its name as seen from the article: they move with it.
fn files(
    article: &Article,
    names: &[String],
    digest_of: impl Fn(&SourcePath) -> Option<Digest>,
) -> Vec<(String, Digest)> {
    let stem = article.path.as_str().trim_end_matches(".md");
    let recordings =
        ["mp3", "ogg", "opus", "m4a", "wav"].map(|end| SourcePath::new(&format!("{stem}.{end}")));
    let named = names.iter().filter_map(|name| links::file_meant(&article.path, name));
    let mut files: BTreeSet<SourcePath> = recordings.into_iter().chain(named).collect();
    // What is said of a picture in a file beside it, such as its blurred parts, is approved with it.
    let sidecars: Vec<SourcePath> =
        files.iter().map(|path| SourcePath::new(&format!("{path}.toml"))).collect();
    files.extend(sidecars);
    let folder = format!("{}/", article.path.folder());
    let name = |path: &SourcePath| path.as_str().strip_prefix(&folder).unwrap_or(path.as_str()).to_owned();
    files.iter().filter_map(|path| Some((name(path), digest_of(path)?))).collect()
}

fn channels(article: &Article, section: &Section) -> Vec<&'static str> {
    // A version is a page, whatever its section says.
    let defaults = section.source.front.defaults.channels.as_ref().filter(|_| article.lang.is_none());
    let own = article.front.channels.as_ref().filter(|_| article.lang.is_none());
    own.or(defaults).map_or_else(
        || vec![Channel::Web.word()],
        |channels| channels.iter().map(|channel| channel.word()).collect(),
    )
}

/// The locality of the folder, and whom the front matter and the section name. What the law makes of a
/// code later (a commune is dissolved, another begins) is no change of the article.
fn goes_to(article: &Article, section: SectionId, sections: &[Section]) -> (String, Vec<Vec<String>>) {
    let front = &article.front.audience;
    let defaults = &sections[section.0].source.front.defaults;
    let groups = front.groups.as_ref().or(defaults.groups.as_ref());
    let groups = groups.into_iter().flatten().map(|group| group.word().to_owned()).collect();
    let codes = |written: &[Located<String>]| {
        let codes: BTreeSet<String> = written.iter().map(|code| code.value.clone()).collect();
        codes.into_iter().collect::<Vec<String>>()
    };
    let mut whom = vec![groups];
    // Its original decides whom a version is for.
    if article.lang.is_none() {
        whom.extend(front.localities.as_deref().map(codes));
        whom.push(codes(&front.except));
    }
    (home(section, sections), whom)
}

/// The code of the locality in whose folder an article lies, with the folders of hamlets below it; empty
/// for what lies in none. Folders may be renamed, and sections be drafts.
fn home(section: SectionId, sections: &[Section]) -> String {
    let above = std::iter::successors(Some(section), |id| sections[id.0].parent);
    let mut home = String::new();
    for section in above.map(|id| &sections[id.0].source) {
        let Some(locality) = &section.front.locality else { continue };
        if let Some(code) = &locality.code {
            return format!("{}{home}", code.value);
        }
        let folder = section.path.folder();
        home = format!("/{}{home}", folder.rsplit('/').next().unwrap_or(folder));
    }
    home
}
