//! Gates over the sources themselves, file by file while a text is at hand.
//!
//! A text comes in and is examined at once; what depends on the resolved site (an article's channels,
//! whether it is published today) is judged when the site is there. Only articles with consent
//! records are kept until then.

use jiff::civil::Date;

use crate::content::front_matter::{Kind, Word};
use crate::diag::messages::Void;
use crate::diag::{At, Diagnostic, Severity, Text, messages};
use crate::digest::Digest;
use crate::fields::nearest;
use crate::gates::delimited::{self, Named};
use crate::gates::privacy::{self, Finding, Override};
use crate::gates::stale::{self, Ended};
use crate::gates::{dialled, old_font, plain, skim, spelling, unfilled, weekday};
use crate::path::SourcePath;
use crate::site::{Article, Site, State, approval, place};
use crate::source::SourceFile;
use crate::vi;

/// What is known of a file before the site is resolved. Nearly all files are harmless, and of those only
/// their mark is kept.
#[derive(Debug, Clone)]
pub struct Examined {
    /// Its name and its text.
    mark: Digest,
    found: Option<Box<Found>>,
}

/// What was found in a file.
#[derive(Debug, Clone)]
pub struct Found {
    path: SourcePath,
    verdict: Verdict,
    /// Slips of spelling; most files have none.
    spelling: Vec<Diagnostic>,
    /// Names that had ended before some day; few files have one.
    ended: Vec<Ended>,
    overrides: Vec<Override>,
    /// When consent that the article rests on ends.
    lapses: Option<Date>,
}

impl Found {
    /// The file.
    pub fn path(&self) -> &SourcePath {
        &self.path
    }

    /// What was found, if it is advice about the writing alone and nothing that the site or another day
    /// decides could change it.
    fn only_advice(&self) -> Option<&[Diagnostic]> {
        let only = self.lapses.is_none()
            && self.overrides.is_empty()
            && self.ended.is_empty()
            && matches!(&self.verdict, Verdict::Final(findings) if findings.is_empty());
        only.then_some(self.spelling.as_slice())
    }
}

#[derive(Debug, Clone)]
enum Verdict {
    /// Nothing that the site could change.
    Final(Vec<Finding>),
    /// Consent must cover the channels that the site decides.
    Waiting(Box<privacy::Article>),
}

impl Examined {
    /// A file of which an examination of the same day found nothing.
    pub fn harmless(path: &SourcePath, digest: Digest) -> Examined {
        Examined { mark: digest.of_file(path.as_str()), found: None }
    }

    /// A file with what was found in it, if that is anything.
    fn with(self, found: Found) -> Examined {
        let is_nothing = found.only_advice().is_some_and(<[Diagnostic]>::is_empty);
        Examined { found: (!is_nothing).then(|| Box::new(found)), ..self }
    }

    /// What the file is known by among the harmless ones.
    pub fn mark(&self) -> Digest {
        self.mark
    }

    /// What was found; nothing if nothing was, and nothing that the site or another day decides could
    /// change that.
    pub fn found(self) -> Option<Found> {
        self.found.map(|found| *found)
    }

    /// The day on which the article must be gone, because consent ends.
    pub fn lapses(&self) -> Option<Date> {
        self.found.as_ref()?.lapses
    }

    /// What was found, if it is advice about the writing alone and nothing that the site or another day
    /// decides could change it.
    pub fn only_advice(&self) -> Option<&[Diagnostic]> {
        self.found.as_ref().map_or(Some(&[]), |found| found.only_advice())
    }

    /// The same file with this advice, as an examination of the same day found it.
    #[must_use]
    pub fn with_advice(self, path: &SourcePath, advice: Vec<Diagnostic>) -> Examined {
        self.with(Found {
            path: path.clone(),
            verdict: Verdict::Final(Vec::new()),
            spelling: advice,
            ended: Vec::new(),
            overrides: Vec::new(),
            lapses: None,
        })
    }
}

/// What is known of words that were met in other files.
#[derive(Debug, Default)]
pub struct Words {
    named: privacy::Words,
    written: skim::Words,
}

/// Examines a file; words that were met in others are looked up no more.
pub fn examine(file: &SourceFile, today: Date, words: &mut Words) -> Examined {
    let article = privacy::article_from_source(file.path.as_str(), &file.text, today);
    let overrides = article.overrides.clone();
    let lapses = privacy::lapses(&article);
    // Only a consent record depends on the channels, which the site decides.
    let verdict = if article.consents.is_empty() {
        Verdict::Final(privacy::examine_with(&article, &mut words.named))
    } else {
        Verdict::Waiting(Box::new(article))
    };
    let mut spelling = unfilled::examine(file);
    spelling.extend(old_font::examine(file));
    spelling.extend(weekday::examine(file));
    spelling.extend(dialled::examine(file));
    let may_have = skim::skim(&file.text, &mut words.written);
    let ended = if may_have.ended { stale::examine(&file.text) } else { Vec::new() };
    if may_have.slips {
        spelling.extend(spelling::examine(file));
    }
    if may_have.hard {
        spelling.extend(plain::examine(file));
    }
    let found = Found { path: file.path.clone(), verdict, spelling, ended, overrides, lapses };
    Examined::harmless(&file.path, file.digest).with(found)
}

/// Examines a text that leaves without being a page: settings, files of `static/`, the words of a
/// document. Its lines are those of the text; a document has none.
pub fn examine_text(path: &SourcePath, text: &str, kind: Leaving, today: Date) -> Vec<Diagnostic> {
    let is_site = kind == Leaving::Settings && path.as_str() == "site.toml";
    let open = if is_site { unfilled::examine_settings(path, text) } else { Vec::new() };
    let (text, shift) = match kind {
        // The settings are read as a header is: every value, every comment.
        Leaving::Settings => (format!("+++\n{text}\n+++\n"), 1),
        Leaving::Text | Leaving::Document => (text.to_owned(), 0),
    };
    let findings = match named(path, kind).and_then(|named| delimited::read(&text, named)) {
        Some(list) => {
            let mut findings: Vec<Finding> = Vec::new();
            for reading in &list {
                for mut finding in exposed(path, &reading.text, today) {
                    (finding.line, finding.column) = (reading.line(finding.line), 1);
                    let is_told = |told: &Finding| (told.rule, told.line) == (finding.rule, finding.line);
                    if !findings.iter().any(is_told) {
                        findings.push(finding);
                    }
                }
            }
            findings
        }
        None => exposed(path, &text, today),
    };
    let placed = findings.into_iter().map(|mut finding| {
        (finding.line, finding.column) = match kind {
            Leaving::Document => (0, 0),
            Leaving::Settings | Leaving::Text => (finding.line.saturating_sub(shift).max(1), finding.column),
        };
        diagnostic(path, finding, true)
    });
    let mut found: Vec<Diagnostic> = placed.chain(open).collect();
    if kind == Leaving::Settings {
        let mut ended = stale::examine_settings(&text);
        for one in &mut ended {
            one.shift(shift);
        }
        found.extend(stale::judge(path, &ended, today));
    }
    found
}

fn exposed(path: &SourcePath, text: &str, today: Date) -> Vec<Finding> {
    let article = privacy::article_from_source(path.as_str(), text, today);
    let mut findings = privacy::examine(&article);
    findings.retain(|finding| finding.rule != "privacy-header-unreadable");
    findings
}

/// Whether the lines of such a file may be rows of a list.
fn named(path: &SourcePath, kind: Leaving) -> Option<Named> {
    const LISTS: [&str; 3] = ["csv", "tsv", "tab"];
    const MARKED_UP: [&str; 24] = [
        "md", "html", "htm", "xhtml", "xht", "xml", "svg", "json", "geojson", "kml", "gpx", "vcf", "ics",
        "css", "js", "toml", "pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "eml",
    ];
    let is = |endings: &[&str]| endings.iter().any(|ending| path.has_extension(ending));
    match kind {
        Leaving::Settings => None,
        _ if is(&LISTS) => Some(Named::List),
        _ => (!is(&MARKED_UP)).then_some(Named::Text),
    }
}

/// What a text is that leaves without being a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// A TOML file whose values are shown.
    Settings,
    /// A text that is published as it is.
    Text,
    /// The words of a document.
    Document,
}

/// Judges all files with the site at hand. In a file that is not published today a finding does not
/// stop the others; it will when the file falls due.
pub fn judge(found_in: Vec<Found>, site: &Site) -> Vec<Diagnostic> {
    // What was taken down is published nowhere, and its words are not repeated in findings either.
    let withdrawn: Vec<&SourcePath> =
        site.withheld.iter().filter(|one| one.state == State::Withdrawn).map(|one| &one.path).collect();
    let (mut found, mut words) = (Vec::new(), privacy::Words::default());
    for Found { path, verdict, mut spelling, ended, overrides, lapses } in found_in {
        if withdrawn.contains(&&path) {
            continue;
        }
        let article = site.article_of(&path);
        let is_published = site.publishes(&path);
        found.extend(stale_names(&path, &ended, article, is_published, site));
        let findings = match verdict {
            Verdict::Final(findings) => findings,
            Verdict::Waiting(mut waiting) => {
                if let Some(article) = article {
                    waiting.channels =
                        article.facts.channels.iter().map(|channel| channel.word().to_owned()).collect();
                }
                privacy::examine_with(&waiting, &mut words)
            }
        };
        // Gone for want of consent: whoever checks must hear of it, and a build goes on without it.
        let lapsed = lapses.is_some_and(|day| day <= site.today());
        let out_today = lapsed || is_published;
        if !out_today {
            spelling.iter_mut().for_each(Diagnostic::soften);
        }
        found.append(&mut spelling);
        let author = article.and_then(|article| article.source.front.author.as_deref());
        let (void, overrides): (Vec<_>, Vec<_>) = overrides
            .into_iter()
            .map(|answer| (void(&answer, author, site), answer))
            .partition(|(why, _)| why.is_some());
        let overrides: Vec<Override> = overrides.into_iter().map(|(_, answer)| answer).collect();
        found.extend(void.into_iter().filter_map(|(why, answer)| {
            let spot = At { line: answer.line, column: 1 }.in_file(&path);
            Some(messages::override_void(spot, why?, &answer.by, &answer.rule))
        }));
        for finding in findings {
            let answered = overrides.iter().find(|answer| answer.covers(&finding));
            found.push(match answered {
                Some(answer) => overridden(&path, &finding, answer),
                None => diagnostic(&path, finding, out_today),
            });
        }
    }
    found
}

/// Why an override counts for nothing: two persons must have looked, by today, at a rule that there is.
fn void(answer: &Override, author: Option<&str>, site: &Site) -> Option<Void> {
    let rules: Vec<&str> = privacy::RULES.iter().map(|rule| rule.name).collect();
    if !rules.contains(&answer.rule.as_str()) {
        return Some(Void::NoRule(nearest(&answer.rule, &rules)));
    }
    if answer.date > site.today() {
        return Some(Void::NotYet);
    }
    if author.is_some_and(|author| approval::same_person(author, &answer.by)) {
        return Some(Void::ByAuthor);
    }
    let by = vi::fold::fold(&answer.by);
    let mut listed = site.sections.iter().flat_map(|section| &section.source.front.approvers);
    let is_listed = listed.any(|one| by.contains(&vi::fold::fold(&one.name)));
    (approval::any_listed(&site.sections) && !is_listed).then_some(Void::NotListed)
}

/// Somebody answers for the finding by name: it stops nothing and is told in every run.
fn overridden(path: &SourcePath, finding: &Finding, answer: &Override) -> Diagnostic {
    let spot = At { line: answer.line, column: 1 }.in_file(path);
    messages::privacy_overridden(spot, finding.rule, &answer.by, &answer.reason)
}

/// Documents speak in the names of their time, and so do the pages of localities that were dissolved; a
/// section and an article of no day speak today.
fn stale_names(
    path: &SourcePath,
    ended: &[Ended],
    article: Option<&Article>,
    is_published: bool,
    site: &Site,
) -> Vec<Diagnostic> {
    let day = match article {
        _ if ended.is_empty() => None,
        Some(article) if article.facts.kind == Kind::Document => None,
        Some(article) => Some(article.facts.day.unwrap_or_else(|| site.today())),
        None => Some(site.today()).filter(|_| is_published && !is_archive(path, site)),
    };
    day.map_or_else(Vec::new, |day| stale::judge(path, ended, day))
}

/// The page of a locality that was dissolved.
fn is_archive(path: &SourcePath, site: &Site) -> bool {
    site.localities.iter().any(|locality| {
        let is_its = locality.section.is_some_and(|id| site.section(id).source.path == *path);
        is_its && !matches!(locality.state, place::State::Living)
    })
}

fn diagnostic(path: &SourcePath, finding: Finding, out_today: bool) -> Diagnostic {
    let severity = match finding.severity {
        privacy::Severity::Error if out_today => Severity::Error,
        privacy::Severity::Error | privacy::Severity::Warning => Severity::Warning,
        privacy::Severity::Advice => Severity::Advice,
    };
    let at = At { line: finding.line, column: finding.column };
    let found = messages::Exposure {
        rule: finding.rule,
        severity,
        law: finding.law,
        words: &finding.text,
        message: Text { vi: finding.message_vi, en: finding.message_en },
        help: Text { vi: finding.suggestion_vi.into(), en: finding.suggestion_en.into() },
        will_block: finding.severity == privacy::Severity::Error && !out_today,
    };
    messages::privacy(at.in_file(path), found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_final(header: &str, body: &str) -> bool {
        let text = format!("+++\ntitle = \"Tin\"\n{header}+++\n{body}\n");
        let digest = Digest::of(text.as_bytes());
        let file = SourceFile { path: SourcePath::new("content/a.md"), text, digest };
        examine(&file, jiff::civil::date(2026, 12, 1), &mut Words::default()).found().is_none()
    }

    #[test]
    fn names_of_all_units_in_force_are_no_children_and_have_not_ended() {
        let mut words = Words::default();
        let registry = crate::locality::Registry::embedded();
        let mut found = Vec::new();
        for unit in registry.units().filter(|unit| !unit.is_former()) {
            let text = format!(
                "+++\ntitle = \"Bơi an toàn cho trẻ em ở {0}\"\n+++\nTrong tháng này, {0} dành các buổi sinh hoạt để nói về \
                 việc giữ trẻ an toàn. Cán bộ phụ trách trẻ em ở {0} gửi tới mỗi gia đình lời khuyên. Trẻ khuyết tật \
                 ở {0} cũng được học bơi; thấy trẻ bị đánh, bị bỏ mặc hoặc bị xâm hại, hãy báo cho {0}.\n\n\
                 Bà con {0} cùng đọc và làm theo. Trẻ khuyết tật cũng cần được chơi và được hỏi ý kiến.\n",
                unit.name
            );
            let digest = Digest::of(text.as_bytes());
            let file = SourceFile { path: SourcePath::new("content/a.md"), text, digest };
            let examined = examine(&file, jiff::civil::date(2026, 12, 1), &mut words);
            if let Some(here) = examined.found() {
                found.push(format!("{}: {:?} {:?}", unit.name, here.verdict, here.ended));
            }
        }
        assert!(found.is_empty(), "{} of them: {found:#?}", found.len());
    }

    #[test]
    fn a_picture_waits_for_nothing_and_a_consent_record_for_the_site() {
        assert!(is_final("", "![Chiếc áo phao treo trên tường](ao-phao.png)"));
        assert!(!is_final("", "![Bé gái 6 tuổi cười trước lớp](be.png)"), "a child without consent");
        let record = "[[consent]]\nsubject = \"ảnh 1\"\nguardian = true\ngiven = 2026-05-01\n\
                      expires = 2027-05-01\nscope = [\"web\"]\n";
        assert!(!is_final(record, "![Chiếc áo phao treo trên tường](ao-phao.png)"));
    }
}
