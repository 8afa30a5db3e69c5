//! The child-privacy gate: no article may expose a child.
//!
//! An [`Article`] (every passage of a source file, its pictures and consent records) comes in;
//! findings come out, each with the offending words, the point of law and a way to write it. The
//! examination is deterministic and pure: words, names and places are compared with the lists in
//! `data/`; no file, clock or network is read. It knows no output and no approval: an override is
//! the caller's business.

mod addresses;
mod ages;
mod anaphora;
mod attr;
mod attributes;
mod bare;
mod buffer;
mod calls;
mod children;
mod classes;
mod combination;
mod company;
mod compared;
mod consent;
mod context;
mod cues;
mod declared;
mod dossier;
mod elders;
mod evidence;
mod exempt;
mod exposed;
mod facts;
mod figures;
mod file_names;
mod forms;
mod front_matter;
mod genre;
mod given;
mod grown;
mod household;
mod html;
mod keys;
mod kin;
mod kinds;
mod lexicon;
mod listing;
mod marks;
mod matter;
mod mention;
mod names;
mod numbers;
mod own_story;
mod papers;
mod passage;
mod person;
mod pictures;
mod pieces;
mod pointed;
mod read;
mod reading;
mod records;
mod rules;
mod says;
mod sign;
mod signs;
mod source;
mod tables;
mod telling;
mod text;
mod things;
mod told;
mod topics;
mod unmarked;
mod unnamed;
mod verdict;
mod weights;
mod word;
mod works;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use consent::lapses;
pub use passage::{Passage, Spot, Where};
pub use read::Words;
pub use rules::{RULES, Rule};
pub use source::article_from_source;

/// A picture of the article, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its number, from 1: the N of `ảnh N`.
    pub index: u32,
    /// Line of the file.
    pub line: u32,
    /// Alternative text.
    pub alt: String,
    /// Title.
    pub title: String,
    /// Address of the file.
    pub target: String,
    /// Caption, where one is recognised.
    pub caption: String,
}

/// A consent record of the front matter as written; what is `None` is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRecord {
    /// `ảnh N`, or the child's role in the text.
    pub subject: String,
    /// The child agreed.
    pub child: Option<bool>,
    /// A parent or guardian agreed.
    pub guardian: Option<bool>,
    /// When it was given.
    pub given: Option<Date>,
    /// When it ends.
    pub expires: Option<Date>,
    /// It was taken back.
    pub withdrawn: bool,
    /// Channels agreed to.
    pub scope: Vec<String>,
    /// Line of the file.
    pub line: u32,
}

/// An override of the front matter: a person answers for a finding, with a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// The rule it is about.
    pub rule: String,
    /// The words it is about; empty for every finding of the rule.
    pub words: String,
    /// Who answers.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Since when.
    pub date: Date,
    /// Line of the file.
    pub line: u32,
}

impl Override {
    /// It is complete and is about this finding. Only a whole rule by its name can be overridden, never
    /// all of them.
    pub fn covers(&self, finding: &Finding) -> bool {
        let complete = [&self.rule, &self.by, &self.reason].iter().all(|text| !text.trim().is_empty());
        let words = self.words.trim();
        complete && finding.rule == self.rule && (words.is_empty() || finding.text.contains(words))
    }
}

/// Everything of an article that could expose a child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// All its text, in the order of the file.
    pub passages: Vec<Passage>,
    /// Its pictures.
    pub pictures: Vec<Picture>,
    /// Its consent records.
    pub consents: Vec<ConsentRecord>,
    /// What somebody answers for.
    pub overrides: Vec<Override>,
    /// The channels it goes to; empty means the web.
    pub channels: Vec<String>,
    /// The day of the examination.
    pub as_of: Date,
    /// The front matter could not be read, so no consent could either.
    pub broken_header: bool,
}

impl Article {
    /// An article without anything in it.
    pub fn empty(as_of: Date) -> Self {
        Article {
            passages: Vec::new(),
            pictures: Vec::new(),
            consents: Vec::new(),
            overrides: Vec::new(),
            channels: Vec::new(),
            as_of,
            broken_header: false,
        }
    }
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Stops publication.
    Error,
    /// Worth a look; does not stop.
    Warning,
    /// A remark.
    Advice,
}

/// Something in an article that exposes a child, or could.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Name of the rule in [`RULES`].
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Line of the file, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
    /// The offending words.
    pub text: String,
    /// What is wrong, in Vietnamese.
    pub message_vi: String,
    /// What is wrong, in English.
    pub message_en: String,
    /// The points of law.
    pub law: &'static str,
    /// How to write it, in Vietnamese.
    pub suggestion_vi: &'static str,
    /// How to write it, in English.
    pub suggestion_en: &'static str,
    /// The signs that stand together for it; empty where one is enough.
    pub signs: Vec<&'static str>,
    /// Their weights together, in hundredths; from zero on it is an error.
    pub sum: i32,
}

/// Examines an article; findings are ordered by place.
pub fn examine(article: &Article) -> Vec<Finding> {
    examine_with(article, &mut Words::default())
}

/// The same for one of many articles: words that were met before are looked up no more.
pub fn examine_with(article: &Article, words: &mut Words) -> Vec<Finding> {
    let mut readings = read::read_all(article, words);
    let facts = context::facts(article, &readings);
    children::judge(article, &mut readings, &facts);
    let people = exposed::exposed(article, &readings, &facts);
    let judge = verdict::Judge::new(article, &readings, &facts);
    let mut findings = Vec::new();
    findings.extend(consent::of_children(article, &readings, &people, &judge));
    findings.extend(consent::of_subjects(article, &readings));
    findings.extend(combination::find(article, &readings, &facts, &judge));
    findings.extend(numbers::find(article, &readings));
    findings.extend(pictures::find(article, &readings));
    file_names::judge(article, &readings, &mut findings);
    if !findings.iter().any(|finding| finding.severity == Severity::Error) {
        findings.extend(telling::find(article, &readings, &facts, &judge));
    }
    if article.broken_header {
        findings.push(rules::finding("privacy-header-unreadable", (1, 1), "+++", ""));
    }
    findings.sort_by(|a, b| (a.line, a.column, a.rule, &a.text).cmp(&(b.line, b.column, b.rule, &b.text)));
    findings.dedup();
    verdict::lists_as_one(&mut findings);
    told_once(findings)
}

/// So many places of the same words are told one by one.
const TOLD: usize = 20;

/// The same words in hundreds of places are one slip: the last place that is told says how many more there
/// are. Who answers for the words answers for all of them.
fn told_once(findings: Vec<Finding>) -> Vec<Finding> {
    let mut met: BTreeMap<(&'static str, String), (usize, usize)> = BTreeMap::new();
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings {
        let (count, last) = met.entry((finding.rule, finding.text.clone())).or_default();
        *count += 1;
        if *count <= TOLD {
            *last = kept.len();
            kept.push(finding);
        }
    }
    for (count, last) in met.values().filter(|(count, _)| *count > TOLD) {
        let more = count - TOLD;
        kept[*last].message_vi.push_str(&format!(" (và {more} chỗ nữa như vậy)"));
        kept[*last].message_en.push_str(&format!(" (and {more} more places like it)"));
    }
    kept
}

/// The signs by which the manner of an article is told, and those of each sentence that it may be told for; for
/// whoever fits their weights.
pub fn manner_of(article: &Article) -> (Vec<String>, Vec<Vec<String>>) {
    let mut readings = read::read_all(article, &mut Words::default());
    let facts = context::facts(article, &readings);
    children::judge(article, &mut readings, &facts);
    let sentences = telling::signs(article, &readings, &facts);
    (genre::signs(article, &readings).into_iter().collect(), sentences)
}
