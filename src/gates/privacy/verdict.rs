//! What stands together: an error, or only a place to look at.
//!
//! A child whom the rules found, or a sentence that points to one, comes in with the article around;
//! how grave the finding is comes out. No rule decides by itself: by what the person was taken for a
//! child, how much of the name is given, what is told of the person and of what manner the whole
//! article is are signs, each with a weight in hundredths, and the sum decides. The weights (`data/verdict.txt`) are
//! fitted by `examples/privacy_fit` on findings of sets that nobody had opened. Pure arithmetic; called only where something was found.

use std::cell::OnceCell;
use std::sync::LazyLock;

use super::dossier::Around;
use super::exempt;
use super::exposed::Exposed;
use super::facts::Facts;
use super::genre::{self, Manner};
use super::mention::{By, Cue, Kind, Mention};
use super::person::{NEAR, Person, TITLE};
use super::reading::Reading;
use super::rules;
use super::sign::Sign;
use super::weights::weigh;
use super::{Article, Finding, Severity};

macro_rules! points {
    ($($name:ident $text:literal)*) => {
        /// Something that speaks for a finding or against it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Point { $($name),* }
        const POINTS: &[&str] = &[$($text),*];
    };
}

points! {
    Proof "proof" Role "role" Telling "telling" Heading "heading" Sum "sum" Title "title"
    Full "whole-name" Initials "initials" Given "given-name"
    Detail "detail" Details "details"
    Some "weighs-some" Even "weighs-even" Much "weighs-much"
    Works "works" TitledWork "titled-work" BesideWork "beside-work" OfWork "of-work" GrownAge "grown-age"
    Victim "victim"
    Sentence "sentence" Loose "loose" Unplaced "unplaced" SentencePast "sentence-past"
    SentenceWork "sentence-work"
}

/// The weights of the points, in hundredths.
struct Weights {
    points: [i32; POINTS.len()],
    /// What every finding starts with.
    base: i32,
    /// How much the manner of the article counts, in hundredths of its sum.
    manner: i32,
    /// From which manner on the article alone says enough (`telling`).
    plainly: i32,
    /// How much the most telling sentence counts beside it, in hundredths of its sum.
    beside: i32,
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let mut weights = Weights { points: [0; POINTS.len()], base: 0, manner: 0, plainly: i32::MAX, beside: 0 };
    let lines = include_str!("data/verdict.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let (name, weight) = line.split_once(' ').expect("a name and a weight");
        let weight: i32 = weight.parse().expect("a weight is a number");
        match name {
            "base" => weights.base = weight,
            "manner" => weights.manner = weight,
            "plainly" => weights.plainly = weight,
            "sentence-beside" => weights.beside = weight,
            _ => weights.points[POINTS.iter().position(|one| *one == name).expect("a known point")] = weight,
        }
    }
    weights
});

/// The points of a finding.
#[derive(Clone, Debug, Default)]
pub(super) struct Points(Vec<Point>);

impl Points {
    fn add(&mut self, point: Point, so: bool) {
        if so && !self.0.contains(&point) {
            self.0.push(point);
        }
    }

    fn has(&self, point: Point) -> bool {
        self.0.contains(&point)
    }

    pub(super) fn names(&self) -> Vec<&'static str> {
        self.0.iter().map(|point| POINTS[*point as usize]).collect()
    }

    fn sum(&self) -> i32 {
        self.0.iter().map(|point| WEIGHTS.points[*point as usize]).sum()
    }

    /// A whole name with what is true of children only and more than one detail is an error whatever
    /// the article sounds like, where no book or film is told of and nobody is grown up.
    fn is_plain(&self) -> bool {
        const AGAINST: [Point; 5] =
            [Point::Works, Point::TitledWork, Point::BesideWork, Point::OfWork, Point::GrownAge];
        [Point::Proof, Point::Full, Point::Details].iter().all(|point| self.has(*point))
            && !AGAINST.iter().any(|point| self.has(*point))
    }
}

/// What the article says beside its findings; gathered when the first of them asks.
pub(super) struct Judge<'a> {
    article: &'a Article,
    readings: &'a [Reading],
    facts: &'a Facts,
    around: OnceCell<Around<'a>>,
    manner: OnceCell<Manner>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(article: &'a Article, readings: &'a [Reading], facts: &'a Facts) -> Judge<'a> {
        Judge { article, readings, facts, around: OnceCell::new(), manner: OnceCell::new() }
    }

    /// How much the article sounds like one that exposes a child.
    pub(super) fn manner(&self) -> i32 {
        self.sound().sum.clamp(-400, 300)
    }

    /// The manner, and the most telling sentence with its weight, say that a child is exposed.
    pub(super) fn tells_plainly(&self, sentence: i32) -> bool {
        let Manner { sum, is_whole } = self.sound();
        is_whole && sum + sentence * WEIGHTS.beside / 100 >= WEIGHTS.plainly
    }

    fn sound(&self) -> Manner {
        *self.manner.get_or_init(|| genre::sounds(self.article, self.readings))
    }

    /// The sum of the points and of the manner of the article.
    pub(super) fn sum(&self, points: &Points) -> i32 {
        WEIGHTS.base + points.sum() + self.manner() * WEIGHTS.manner / 100
    }

    /// An error where the sum is above zero, else a warning.
    fn is_error(&self, points: &Points) -> bool {
        points.is_plain() || self.sum(points) >= 0
    }

    /// The finding as it is where enough stands together, else as something to look at.
    pub(super) fn weighed(&self, finding: Finding, points: &Points) -> Finding {
        let finding = Finding { signs: points.names(), sum: self.sum(points), ..finding };
        if self.is_error(points) { finding } else { rules::perhaps(&finding) }
    }

    /// What stands together for a child that is named.
    pub(super) fn of_child(&self, child: &Exposed, is_victim: bool) -> Points {
        let mut points = Points::default();
        let mentions = || child.places.iter().map(|(n, m)| (*n, &self.readings[*n].mentions[*m]));
        points.add(best_way(mentions().map(|(_, m)| m.by)), true);
        let whole =
            mentions().any(|(_, m)| m.kind == Kind::Full && m.end - m.first > 2 && m.cue != Cue::Adult);
        let short = mentions().all(|(_, m)| m.kind == Kind::Given && m.end - m.first == 1);
        points.add(Point::Full, whole);
        points.add(Point::Initials, !whole && mentions().any(|(_, m)| m.kind == Kind::Initials));
        points.add(Point::Given, short);
        let details = details(mentions().map(|(_, m)| m));
        points.add(Point::Detail, details > 0);
        points.add(Point::Details, details > 1);
        let of_work = |n: usize| self.facts.example[n] || self.facts.retold.told[n];
        let works = self.facts.works || self.facts.retold.genre;
        points.add(Point::Works, works || mentions().any(|(n, _)| of_work(n)));
        let told = |n: usize, m: &Mention| exempt::is_of_work(&self.readings[n], m, self.facts, n);
        points.add(Point::OfWork, mentions().any(|(n, m)| told(n, m)));
        points.add(Point::TitledWork, self.facts.work);
        points.add(Point::Victim, is_victim);
        let around = self.around.get_or_init(|| Around::of(self.article, self.readings, self.facts));
        of_person(&around.whole(child.places.clone()), &mut points);
        points
    }

    /// What stands together for a sentence that points to a child without a name.
    pub(super) fn of_sentence(&self, n: usize, at: usize, loose: Option<i32>) -> Points {
        let reading = &self.readings[n];
        let mut points = Points::default();
        points.add(Point::OfWork, self.facts.retold.free(reading, n, at));
        points.add(Point::Sentence, true);
        points.add(Point::Loose, loose.is_some());
        points.add(Point::Unplaced, loose == Some(0));
        let signs = super::signs::signs(reading, reading.sentence(at), self.article);
        points.add(Point::SentencePast, signs.has(Sign::Past));
        points.add(Point::SentenceWork, signs.has(Sign::Work));
        points
    }
}

/// Whoever stands in a list beside children that stop the article stops it too, though of some only initials or
/// a given name are there: what lists people lists them all.
pub(super) fn lists_as_one(findings: &mut [Finding]) {
    let mut lines: Vec<u32> =
        findings.iter().filter(|f| f.rule == LIST && f.severity == Severity::Error).map(|f| f.line).collect();
    let mut open: Vec<&mut Finding> = findings.iter_mut().filter(|f| is_open(f)).collect();
    loop {
        let beside = |finding: &&mut Finding| lines.iter().any(|line| line.abs_diff(finding.line) <= 1);
        let Some(at) = open.iter().position(beside) else { return };
        let finding = open.swap_remove(at);
        lines.push(finding.line);
        *finding = rules::listed(finding);
    }
}

const LIST: &str = "privacy-pupil-list";

/// Taken for a child by what is true of children only, and yet no more than told to be looked at.
fn is_open(finding: &Finding) -> bool {
    finding.rule == "privacy-perhaps-child" && finding.signs.contains(&"proof")
}

/// What the weights of the dossier say, and what stands beside the name.
fn of_person(person: &Person, points: &mut Points) {
    let sum = weigh(person);
    points.add(Point::Some, sum >= -40);
    points.add(Point::Even, sum >= 0);
    points.add(Point::Much, sum >= 10);
    let near = person.signs[NEAR];
    points.add(Point::BesideWork, near.has(Sign::Work) || person.signs[TITLE].has(Sign::Work));
    points.add(Point::GrownAge, near.has(Sign::GrownAge));
}

/// The surest of the ways.
fn best_way(ways: impl Iterator<Item = By>) -> Point {
    let found: Vec<By> = ways.collect();
    let order = [
        (By::Proof, Point::Proof),
        (By::Role, Point::Role),
        (By::Telling, Point::Telling),
        (By::Sum, Point::Sum),
        (By::Heading, Point::Heading),
    ];
    order.iter().find(|(by, _)| found.contains(by)).map_or(Point::Title, |(_, point)| *point)
}

/// How many kinds of details stand beside the name.
fn details<'a>(mentions: impl Iterator<Item = &'a Mention>) -> usize {
    let mut found: Vec<&str> = mentions.flat_map(|m| m.details.iter().copied()).collect();
    found.sort_unstable();
    found.dedup();
    found.len()
}
