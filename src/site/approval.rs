//! Where an article stands on its way to the public, in the words that officials know.
//!
//! An article, its section and the files beside it come in, a [`State`] goes out, with what is wrong
//! with an approval that does not hold: the text was changed after it, its author gave it, or
//! somebody without rights for all of the article's localities. Nothing here writes or asks the clock.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use crate::config::{Approvals, Config};
use crate::content::Article;
use crate::content::approval::Approval;
use crate::content::front_matter::Word;
use crate::content::section::Approver;
use crate::diag::messages::Changes;
use crate::digest::Digest;
use crate::path::SourcePath;
use crate::site::clock::{self, Showing, Standing};
use crate::site::place::Places;
use crate::site::seal::Sealed;
use crate::site::{Audience, LocalityId, Section, SectionId};
use crate::vi;

/// Where an article stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Its author is at work.
    Draft,
    /// It waits for somebody to approve it.
    Waiting,
    /// It was sent back.
    Rejected,
    /// Approved, in a section that is not published.
    Approved,
    /// Its day has not come.
    Scheduled,
    /// Published.
    Live,
    /// Its time is over.
    Expired,
    /// Taken down.
    Withdrawn,
}

impl Word for State {
    const ALL: &'static [State] = &[
        State::Draft,
        State::Waiting,
        State::Rejected,
        State::Approved,
        State::Scheduled,
        State::Live,
        State::Expired,
        State::Withdrawn,
    ];
    fn word(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Waiting => "waiting",
            State::Rejected => "rejected",
            State::Approved => "approved",
            State::Scheduled => "scheduled",
            State::Live => "live",
            State::Expired => "expired",
            State::Withdrawn => "withdrawn",
        }
    }
    fn label(self) -> &'static str {
        match self {
            State::Draft => "nháp",
            State::Waiting => "chờ duyệt",
            State::Rejected => "từ chối",
            State::Approved => "đã duyệt",
            State::Scheduled => "hẹn giờ",
            State::Live => "đang đăng",
            State::Expired => "hết hạn",
            State::Withdrawn => "đã gỡ",
        }
    }
}

/// Why an article waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// Nobody approved it.
    Missing,
    /// The approval does not say what was approved.
    Unsealed,
    /// Something was changed after the approval or the refusal.
    Changed(Changes),
    /// The author approved it.
    ByAuthor,
    /// The approver has no rights for all of its localities.
    NoRight,
    /// The approval counts from a later day.
    NotYet,
}

/// What an article's state depends on besides itself.
#[derive(Debug, Clone, Copy)]
pub struct Office<'s> {
    /// The settings.
    pub config: &'s Config,
    /// The clock.
    pub now: DateTime,
    /// Which articles have a page.
    pub showing: Showing,
    /// All sections.
    pub sections: &'s [Section],
    /// All localities.
    pub places: &'s Places,
    /// Files beside articles with their digests, sorted by path.
    pub beside: &'s [(SourcePath, Digest)],
    /// Files of `static/` with their digests, sorted by path.
    pub statics: &'s [(SourcePath, Digest)],
}

/// The state of an article that lies in `section`, with its fault if it has one. `audience` is asked
/// only where an approval must be judged.
pub fn judge(
    office: &Office<'_>,
    article: &Article,
    section: SectionId,
    audience: impl FnOnce() -> Audience,
) -> (State, Option<Fault>) {
    let front = &article.front;
    if front.withdrawn.is_some() {
        return (State::Withdrawn, None);
    }
    let standing = clock::standing(article, office.now);
    match standing {
        Standing::Draft => return (State::Draft, None),
        Standing::Expired => return (State::Expired, None),
        Standing::Future | Standing::InForce => {}
    }
    let seal = || Sealed::of(article, section, office.sections, |path| digest_of(office, path));
    let fault = match (&front.approval, &front.rejection) {
        (Some(approval), _) => {
            fault(office, article, approval, seal, || entitled(office, section, &audience()))
        }
        (None, Some(rejection)) => {
            match rejection.digest.as_deref().and_then(|written| changes(seal(), written)) {
                None => return (State::Rejected, None),
                Some(changes) => Some(Fault::Changed(changes)),
            }
        }
        (None, None) => (office.config.approval == Approvals::Required).then_some(Fault::Missing),
    };
    let section = &office.sections[section.0];
    match (fault, standing) {
        (Some(fault), _) => (State::Waiting, Some(fault)),
        (None, _) if section.draft || !section.published => {
            (if front.approval.is_some() { State::Approved } else { State::Draft }, None)
        }
        (None, Standing::Future) => (State::Scheduled, None),
        (None, _) => (State::Live, None),
    }
}

/// Who may approve an article: those listed at a locality that covers all it is aimed at, or at the
/// front page, or at the folders that it lies in.
pub fn entitled<'s>(office: &Office<'s>, section: SectionId, audience: &Audience) -> Vec<&'s Approver> {
    let approvers = |id: SectionId| office.sections[id.0].source.front.approvers.iter();
    let is_locality = |id: SectionId| office.places.of_section.contains_key(&id);
    let folders = std::iter::successors(Some(section), |id| office.sections[id.0].parent)
        .filter(|id| id.0 == 0 || !is_locality(*id));
    let mut covering: Option<BTreeSet<LocalityId>> = None;
    for root in &audience.roots {
        let above: BTreeSet<LocalityId> =
            std::iter::successors(Some(*root), |id| office.places.list[id.0].parent).collect();
        covering = Some(covering.map_or(above.clone(), |all| all.intersection(&above).copied().collect()));
    }
    let covering = covering.unwrap_or_default();
    let localities = covering.iter().rev().filter_map(|id| office.places.list[id.0].section);
    let mut found: Vec<&Approver> = localities.chain(folders).flat_map(approvers).collect();
    let mut seen = BTreeSet::new();
    found.retain(|approver| seen.insert(*approver));
    found
}

/// Where an approver with rights for all that an article is aimed at would be listed.
pub fn list_for(office: &Office<'_>, audience: &Audience) -> SourcePath {
    let above = |id: &LocalityId| std::iter::successors(Some(*id), |id| office.places.list[id.0].parent);
    let (first, others) = audience.roots.split_first().unwrap_or((&LocalityId(0), &[]));
    let covers_all = |id: &LocalityId| others.iter().all(|other| above(other).any(|one| one == *id));
    let section = above(first).filter(covers_all).find_map(|id| office.places.list[id.0].section);
    office.sections[section.unwrap_or(SectionId(0)).0].source.path.clone()
}

/// Whether two names are the same person's, as written in lists.
pub fn same_name(a: &str, b: &str) -> bool {
    let plain = |name: &str| {
        let joined = name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        vi::tone::unify(&vi::nfc(&joined), vi::tone::Placement::First)
    };
    plain(a) == plain(b)
}

/// Whether two names may be the same person's: titles, positions behind a comma, and marks left out of
/// one of them count for nothing.
pub fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (bare_name(a), bare_name(b));
    let has_marks = |name: &str| vi::fold::fold(name) != name;
    a == b || (has_marks(&a) != has_marks(&b) && vi::fold::fold(&a) == vi::fold::fold(&b))
}

/// How persons are addressed before their names.
const TITLES: [&str; 22] = [
    "ông",
    "bà",
    "anh",
    "chị",
    "cô",
    "chú",
    "bác",
    "thầy",
    "đồng chí",
    "đ/c",
    "đc",
    "ths",
    "ts",
    "bs",
    "cn",
    "ks",
    "gs",
    "pgs",
    "bác sĩ",
    "thạc sĩ",
    "tiến sĩ",
    "cử nhân",
];

/// A name without title, position and pointing, in small letters.
fn bare_name(name: &str) -> String {
    let name = name.split([',', '(', ';', '–']).next().unwrap_or(name);
    let plain = vi::tone::unify(&vi::nfc(name).to_lowercase(), vi::tone::Placement::First);
    let words = plain.split(|c: char| c.is_whitespace() || c == '.').filter(|word| !word.is_empty());
    let mut rest = words.collect::<Vec<_>>().join(" ");
    // `Ông Ích Khiêm` keeps a name of two words; one word is never a title alone.
    while let Some(shorter) = TITLES.iter().find_map(|title| rest.strip_prefix(title)?.strip_prefix(' ')) {
        if !shorter.contains(' ') {
            break;
        }
        rest = shorter.to_owned();
    }
    rest
}

/// Whether any approver is listed in the whole portal: without a list there are no rights to judge.
pub fn any_listed(sections: &[Section]) -> bool {
    sections.iter().any(|section| !section.source.front.approvers.is_empty())
}

fn fault<'s>(
    office: &Office<'s>,
    article: &Article,
    approval: &Approval,
    seal: impl FnOnce() -> Option<Sealed>,
    entitled: impl FnOnce() -> Vec<&'s Approver>,
) -> Option<Fault> {
    // Where none is needed, an approval of a later day is as good as none yet.
    let required = office.config.approval == Approvals::Required;
    if required && approval.date > office.now.date() {
        return Some(Fault::NotYet);
    }
    match &approval.digest {
        None if required => return Some(Fault::Unsealed),
        None => {}
        Some(written) => {
            if let Some(changes) = changes(seal(), written) {
                return Some(Fault::Changed(changes));
            }
        }
    }
    if article.front.author.as_ref().is_some_and(|author| same_person(author, &approval.by)) {
        return Some(Fault::ByAuthor);
    }
    let has_right = |list: Vec<&Approver>| {
        list.iter().any(|one| same_name(&one.name, &approval.by) && same_name(&one.role, &approval.role))
    };
    (any_listed(office.sections) && !has_right(entitled())).then_some(Fault::NoRight)
}

/// What is another since a seal was written.
fn changes(now: Option<Sealed>, written: &str) -> Option<Changes> {
    now.map_or(Some(Changes::default()), |now| now.changes(written))
}

fn digest_of(office: &Office<'_>, path: &SourcePath) -> Option<Digest> {
    let find = |list: &[(SourcePath, Digest)]| {
        let place = list.binary_search_by(|(other, _)| other.cmp(path)).ok()?;
        Some(list[place].1)
    };
    find(office.beside).or_else(|| find(office.statics))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_known_under_every_way_to_write_the_name() {
        let name = "Hoàng Thị Thử";
        for same in [
            "HOÀNG  THỊ THỬ",
            "Hoa\u{300}ng Thi\u{323} Thu\u{31b}\u{309}",
            "Bà Hoàng Thị Thử",
            "Đ/c Hoàng Thị Thử",
            "ThS. BS. Hoàng Thị Thử",
            "Hoàng Thị Thử, Phó Chủ tịch UBND xã",
            "Hoàng\u{a0}Thị Thử (Công an xã)",
            "Hoang Thi Thu",
            "Hoàng Thị Thử.",
        ] {
            assert!(same_person(name, same) && same_person(same, name), "{same}");
        }
        for other in ["Hoàng Thị Thu", "Hoàng Văn Thử", "Thị Thử", "Thử", "", "Bà"] {
            assert!(!same_person(name, other), "{other}");
        }
        assert!(same_person("Ông Thử Mẫu", "Thử Mẫu") && !same_person("Ông Thử", "Thử"));
    }
}
