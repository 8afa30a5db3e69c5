//! Fits the weights of the privacy gate's verdict: the manner of an article and the points of a finding.
//!
//! Usage: `privacy_fit TESTS [--write DATA]`, for instance `privacy_fit tests/privacy --write
//! src/gates/privacy/data`. Reads the blind sets and `first_sight.txt`; leaves out one set at a time, for the words
//! and for the points, and prints how many articles would be stopped at which threshold; then fits on all sets and
//! writes `genre.txt` and `verdict.txt`. The same sets give the same weights.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool at the edge")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::date;
use mangnon::gates::privacy::{article_from_source, manner_of};

/// A labelled article.
struct Doc {
    set: String,
    blocks: bool,
    signs: BTreeSet<String>,
    /// It has records of consent: it tells of children, and may.
    consents: bool,
    /// The signs of each sentence that can be pointed at.
    sentences: Vec<Vec<String>>,
    /// What was found at first sight: `None` stands for a finding that nothing weighs.
    found: Vec<Option<Vec<String>>>,
}

/// Signs of fewer articles tell nothing.
const RARE: usize = 4;
/// So many signs are kept.
const KEPT: usize = 12_000;
/// How strongly weights of signs are held near nothing.
const HELD: f64 = 1.6;
/// What stands together in a sentence counts so much beside what is written: there are as many pairs of kinds.
const KINDS: f64 = 0.6;
/// A finding is an error from so much below the even chance on: a child is worse than a question too many.
const EAGER: f64 = 0.5;
/// How much the most telling sentence counts beside the manner where that is to be an error by itself.
const BESIDE: f64 = 0.25;
/// From which sum of both on it is: as the last table asks for.
const PLAINLY: f64 = 1.2;
/// The same for points.
const POINTS_HELD: f64 = 4.0;
/// A finding in a clean article counts so many times one in a blocking article.
const CLEAN: f64 = 2.0;
/// Too rare in the sets to be fitted, or found by other words when those were read at first sight: as they were
/// thought out.
const THOUGHT: &[(&str, f64)] = &[
    ("of-work", -2.2),
    ("works", -0.5),
    ("titled-work", -0.3),
    ("beside-work", -0.5),
    ("sentence-work", -0.3),
];

type Signs = BTreeMap<String, f64>;

/// What was found in an article, by its set, its kind and its number.
type Seen = BTreeMap<(String, bool, usize), Vec<Option<Vec<String>>>>;

/// A row of a table: its columns with their values, what it should be, and how much it counts.
type Row = (Vec<(usize, f64)>, f64, f64);

/// Weights of signs, and what a text without any starts with.
struct Manner {
    signs: Signs,
    base: f64,
}

/// Weights of points, the start and the weight of the manner.
struct Verdict {
    points: BTreeMap<String, f64>,
    base: f64,
    manner: f64,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let tests = args.first().ok_or("usage: privacy_fit TESTS [--write DATA]")?;
    let docs = read_sets(Path::new(tests))?;
    let sets: BTreeSet<&str> = docs.iter().map(|doc| doc.set.as_str()).collect();
    let seen: BTreeSet<&str> = docs.iter().filter(|d| !d.found.is_empty()).map(|d| d.set.as_str()).collect();
    let mut sounds = vec![0.0; docs.len()];
    let mut mosts = vec![0.0; docs.len()];
    for set in &sets {
        let manner = fit_manner(docs.iter().filter(|doc| doc.set != *set));
        for (n, doc) in docs.iter().enumerate().filter(|(_, doc)| doc.set == *set) {
            (sounds[n], mosts[n]) = (manner.of(doc), manner.most(doc));
        }
    }
    println!(
        "{} articles in {} sets, {} of them with findings at first sight",
        docs.len(),
        sets.len(),
        seen.len()
    );
    order(&docs, &sounds);
    curve(&docs, &sounds, &seen);
    alone(&docs, &sounds, &mosts, &seen);
    let manner = fit_manner(docs.iter());
    let verdict = fit_verdict(docs.iter().zip(&sounds));
    match args.iter().position(|arg| arg == "--write").and_then(|at| args.get(at + 1)) {
        Some(folder) => write(Path::new(folder), &manner, &verdict)?,
        None => println!("{}", verdict.text()),
    }
    Ok(())
}

/// Every article of the blind sets, with what was found in it at first sight.
fn read_sets(tests: &Path) -> Result<Vec<Doc>, Box<dyn std::error::Error>> {
    let mut found = Seen::new();
    for line in std::fs::read_to_string(tests.join("first_sight.txt"))?.lines() {
        let Some((head, rows)) = line.split_once(": ").filter(|_| !line.starts_with('#')) else { continue };
        let [set, kind, number] = head.split(' ').collect::<Vec<_>>()[..] else { continue };
        let row = |row: &str| (row != "sure").then(|| row.split(' ').map(str::to_owned).collect());
        found.insert((set.to_owned(), kind == "block", number.parse()?), rows.split("; ").map(row).collect());
    }
    let mut names: Vec<_> = std::fs::read_dir(tests)?.filter_map(Result::ok).map(|e| e.file_name()).collect();
    names.sort();
    let mut docs = Vec::new();
    for name in names.iter().filter_map(|name| name.to_str()) {
        let Some((set, kind)) = name
            .strip_prefix("blind_")
            .and_then(|rest| rest.strip_suffix(".txt"))
            .and_then(|rest| rest.rsplit_once('_'))
        else {
            continue;
        };
        let text = std::fs::read_to_string(tests.join(name))?;
        for (number, case) in cases(&text).into_iter().enumerate() {
            let article = article_from_source("bai.md", &case, date(2026, 12, 1));
            let (signs, sentences) = manner_of(&article);
            let (set, blocks, consents) = (set.to_owned(), kind == "block", !article.consents.is_empty());
            let found = found.remove(&(set.clone(), blocks, number + 1)).unwrap_or_default();
            docs.push(Doc { set, blocks, signs: signs.into_iter().collect(), consents, sentences, found });
        }
    }
    if let Some(left) = found.keys().next() {
        return Err(format!("first_sight.txt names an article that is not there: {left:?}").into());
    }
    Ok(docs)
}

/// Cases of a fixture file as `tests/privacy.rs` reads them.
fn cases(fixture: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in fixture.lines() {
        if line.starts_with("=== ") {
            found.push(String::new());
        } else if let Some(text) = found.last_mut() {
            text.push_str(line);
            text.push('\n');
        }
    }
    for text in found.iter_mut().filter(|text| !text.starts_with("+++")) {
        *text = format!("+++\ntitle = \"Bản tin\"\nchannels = [\"web\"]\n+++\n{text}");
    }
    found
}

/// Logistic weights over a sparse table, by steps that shorten with what was gone already.
fn logistic(rows: &[Row], prior: &[f64], held: &[f64], steps: (usize, f64)) -> (Vec<f64>, f64) {
    let (count, length) = steps;
    let (mut weights, mut base) = (prior.to_vec(), 0.0);
    let (mut gone, mut base_gone) = (vec![1e-4; prior.len()], 1e-4);
    for _ in 0..count {
        let mut slope: Vec<f64> = (0..prior.len()).map(|i| held[i] * (weights[i] - prior[i])).collect();
        let mut base_slope = 0.0;
        for (columns, wanted, counts) in rows {
            let sum: f64 = base + columns.iter().map(|(i, value)| weights[*i] * value).sum::<f64>();
            let error = (1.0 / (1.0 + (-sum.clamp(-30.0, 30.0)).exp()) - wanted) * counts;
            base_slope += error;
            for (i, value) in columns {
                slope[*i] += error * value;
            }
        }
        for (i, slope) in slope.iter().enumerate() {
            gone[i] += slope * slope;
            weights[i] -= length * slope / f64::sqrt(gone[i]);
        }
        base_gone += base_slope * base_slope;
        base -= length * base_slope / f64::sqrt(base_gone);
    }
    (weights, base)
}

fn fit_manner<'a>(docs: impl Iterator<Item = &'a Doc>) -> Manner {
    let docs: Vec<&Doc> = docs.filter(|doc| !doc.consents).collect();
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for sign in docs.iter().flat_map(|doc| &doc.signs).filter(|sign| !sign.contains([',', ':'])) {
        *often.entry(sign).or_default() += 1;
    }
    often.retain(|_, count| *count >= RARE);
    let column: BTreeMap<&str, usize> = often.keys().enumerate().map(|(i, sign)| (*sign, i)).collect();
    // A sign of few articles says more where it stands.
    let counts: Vec<f64> = often
        .iter()
        .map(|(sign, count)| {
            let seldom = (count_of(docs.len() + 1) / count_of(count + 1)).ln() + 1.0;
            seldom * if sign.starts_with('&') { KINDS } else { 1.0 }
        })
        .collect();
    let rows: Vec<_> = docs
        .iter()
        .map(|doc| {
            let known: Vec<usize> =
                doc.signs.iter().filter_map(|w| column.get(w.as_str()).copied()).collect();
            let share = 1.0 / count_of(known.len() + 1).sqrt();
            let columns = known.into_iter().map(|i| (i, share * counts[i])).collect();
            (columns, f64::from(u8::from(doc.blocks)), 1.0)
        })
        .collect();
    let (weights, base) = logistic(&rows, &vec![0.0; column.len()], &vec![HELD; column.len()], (60, 0.2));
    let mut ranked: Vec<(&str, f64, f64)> = column
        .iter()
        .map(|(sign, i)| {
            let weight = weights[*i] * counts[*i];
            (*sign, weight, weight.abs() * count_of(often[sign]).sqrt())
        })
        .collect();
    ranked.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(b.0)));
    let signs = ranked.into_iter().take(KEPT).map(|(sign, weight, _)| (sign.to_owned(), hundredths(weight)));
    Manner { signs: signs.filter(|(_, weight)| *weight != 0.0).collect(), base: hundredths(base) }
}

impl Manner {
    /// As the gate reckons it.
    fn of(&self, doc: &Doc) -> f64 {
        let known: Vec<f64> = doc.signs.iter().filter_map(|sign| self.signs.get(sign).copied()).collect();
        let mean = known.iter().sum::<f64>() / count_of(known.len() + 1).sqrt();
        (self.base + mean) * (count_of(known.len()) / 100.0).min(1.0)
    }

    /// How much the most telling sentence speaks for a child, if any can be pointed at.
    fn most(&self, doc: &Doc) -> f64 {
        let weight = |sentence: &Vec<String>| {
            let known: Vec<f64> = sentence.iter().filter_map(|sign| self.signs.get(sign).copied()).collect();
            known.iter().sum::<f64>() / count_of(known.len() + 4).sqrt()
        };
        let known = doc.signs.iter().filter(|sign| self.signs.contains_key(*sign)).count();
        let whole = if known < 100 { &[][..] } else { &doc.sentences[..] };
        whole.iter().map(weight).max_by(f64::total_cmp).unwrap_or(f64::NEG_INFINITY)
    }
}

fn fit_verdict<'a>(docs: impl Iterator<Item = (&'a Doc, &'a f64)>) -> Verdict {
    let docs: Vec<_> = docs.filter(|(doc, _)| !doc.found.is_empty()).collect();
    let names: BTreeSet<&str> =
        docs.iter().flat_map(|(doc, _)| doc.found.iter().flatten().flatten()).map(String::as_str).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let mut rows = Vec::new();
    for (doc, manner) in docs {
        let weighed: Vec<&Vec<String>> = doc.found.iter().flatten().collect();
        let counts = if doc.blocks { 1.0 } else { CLEAN }
            / f64::from(u32::try_from(weighed.len().max(1)).unwrap_or(1));
        for points in weighed {
            let mut columns: Vec<(usize, f64)> = points
                .iter()
                .filter_map(|p| names.binary_search(&p.as_str()).ok())
                .map(|i| (i, 1.0))
                .collect();
            columns.push((names.len(), clamped(*manner)));
            rows.push((columns, f64::from(u8::from(doc.blocks)), counts));
        }
    }
    let thought = |name: &&str| THOUGHT.iter().find(|(n, _)| n == name).map_or(0.0, |(_, weight)| *weight);
    let prior: Vec<f64> = names.iter().map(thought).chain([1.0]).collect();
    let fixed = |name: &&str| if thought(name) == 0.0 { POINTS_HELD } else { 1e3 };
    let held: Vec<f64> = names.iter().map(fixed).chain([0.0]).collect();
    let (weights, base) = logistic(&rows, &prior, &held, (250, 0.3));
    let points =
        names.iter().zip(&weights).map(|(name, weight)| ((*name).to_owned(), hundredths(*weight))).collect();
    Verdict { points, base: hundredths(base + EAGER), manner: hundredths(weights[names.len()]) }
}

impl Verdict {
    fn sum(&self, points: &[String], manner: f64) -> f64 {
        self.base
            + self.manner * clamped(manner)
            + points.iter().filter_map(|p| self.points.get(p)).sum::<f64>()
    }

    /// The greatest sum of the article; nothing weighs what is sure or plain.
    fn of(&self, doc: &Doc, manner: f64) -> Option<f64> {
        let sums = doc.found.iter().map(|found| match found {
            Some(points) if !is_plain(points) => self.sum(points, manner),
            _ => f64::INFINITY,
        });
        sums.max_by(f64::total_cmp)
    }

    fn text(&self) -> String {
        let mut text = String::from(
            "# What each point of a finding weighs, in hundredths; from a sum of zero on it is an error (`verdict`). `base` is\n\
             # what every finding starts with, `manner` how much the manner of the article counts; from a manner of `plainly`\n\
             # on the article alone says enough (`telling`). Fitted by `examples/privacy_fit` on findings at first sight.\n",
        );
        let mut line = |name: &str, weight: f64| {
            let _ = writeln!(text, "{name} {}", rounded(weight));
        };
        line("base", self.base);
        line("manner", self.manner);
        line("plainly", PLAINLY);
        line("sentence-beside", BESIDE);
        self.points.iter().for_each(|(name, weight)| line(name, *weight));
        text
    }
}

/// What the gate calls plain: an error whatever the article sounds like.
fn is_plain(points: &[String]) -> bool {
    const AGAINST: [&str; 5] = ["works", "titled-work", "beside-work", "of-work", "grown-age"];
    let has = |name: &&str| points.iter().any(|point| point == name);
    ["proof", "whole-name", "details"].iter().all(has) && !AGAINST.iter().any(has)
}

/// How often the manner alone tells a blocking article from a clean one, over all and over those with findings.
fn order(docs: &[Doc], sounds: &[f64]) {
    let share = |keep: fn(&Doc) -> bool| {
        let of = |blocks: bool| -> Vec<f64> {
            let these = docs.iter().zip(sounds).filter(|(doc, _)| keep(doc) && doc.blocks == blocks);
            these.map(|(_, sound)| *sound).collect()
        };
        let (right, wrong) = (of(true), of(false));
        let won: usize = right.iter().map(|r| wrong.iter().filter(|w| r > w).count()).sum();
        100 * won / (right.len() * wrong.len()).max(1)
    };
    println!("the manner orders {} of 100 pairs rightly", share(|_| true));
    println!("and {} of 100 where something was found", share(|doc| !doc.found.is_empty()));
}

/// What would be stopped at which threshold, each set judged by the others.
fn curve(docs: &[Doc], sounds: &[f64], seen: &BTreeSet<&str>) {
    const THRESHOLDS: [f64; 8] = [f64::NEG_INFINITY, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0];
    let mut stopped = [[0; 2]; THRESHOLDS.len()];
    let mut all = [0; 2];
    for set in seen {
        let verdict = fit_verdict(docs.iter().zip(sounds).filter(|(doc, _)| doc.set != *set));
        for (doc, sound) in docs.iter().zip(sounds).filter(|(doc, _)| doc.set == *set) {
            let clean = usize::from(!doc.blocks);
            all[clean] += 1;
            let Some(sum) = verdict.of(doc, *sound) else { continue };
            for (n, threshold) in THRESHOLDS.iter().enumerate() {
                stopped[n][clean] += usize::from(sum >= *threshold);
            }
        }
    }
    println!("threshold | blocking of {} | clean of {}", all[0], all[1]);
    for (threshold, [right, wrong]) in THRESHOLDS.iter().zip(stopped) {
        println!("{threshold:>9} | {right} | {wrong}");
    }
}

/// What would be stopped if a manner from so much on were enough by itself, with what is weighed at zero.
fn alone(docs: &[Doc], sounds: &[f64], mosts: &[f64], seen: &BTreeSet<&str>) {
    const FROM: [f64; 10] = [f64::INFINITY, 2.4, 2.0, 1.8, 1.6, 1.4, 1.2, 1.0, 0.8, 0.6];
    let mut stopped = [[0; 2]; FROM.len()];
    for set in seen {
        let verdict = fit_verdict(docs.iter().zip(sounds).filter(|(doc, _)| doc.set != *set));
        for ((doc, sound), most) in docs.iter().zip(sounds).zip(mosts).filter(|((doc, _), _)| doc.set == *set)
        {
            let weighed = verdict.of(doc, *sound).is_some_and(|sum| sum >= 0.0);
            for (n, from) in FROM.iter().enumerate() {
                let told = sound + BESIDE * most >= *from;
                stopped[n][usize::from(!doc.blocks)] += usize::from(weighed || told);
            }
        }
    }
    println!("manner and sentence from | blocking | clean");
    for (from, [right, wrong]) in FROM.iter().zip(stopped) {
        println!("{from:>9} | {right} | {wrong}");
    }
}

fn write(folder: &Path, manner: &Manner, verdict: &Verdict) -> std::io::Result<()> {
    let mut text = String::from(
        "# How much a word, or two words that follow each other, sounds like an article that exposes a child (above zero)\n\
         # or like one that does not; in hundredths. `#8` is a number from 8 to 15, `#1980` a year of the eighties or\n\
         # nineties, `#` any other number, `#code` one with letters; `@child` is somebody named with a title of a child,\n\
         # `@place` a hamlet and so on (`genre`); `&young+place` are two kinds of things in one sentence, `&young>place`\n\
         # in one and the next (`kinds`). Fitted by `examples/privacy_fit` on the whole labelled articles without their\n\
         # names; signs of fewer than four articles are left out.\n",
    );
    let mut by_weight: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
    for (sign, weight) in &manner.signs {
        by_weight.entry(rounded(*weight)).or_default().push(sign);
    }
    let _ = writeln!(text, "{}:#base", rounded(manner.base));
    for (weight, signs) in by_weight.iter().rev() {
        let _ = writeln!(text, "{weight}:{}", signs.join(", "));
    }
    std::fs::write(folder.join("genre.txt"), text)?;
    std::fs::write(folder.join("verdict.txt"), verdict.text())
}

fn hundredths(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}

#[expect(clippy::cast_possible_truncation, reason = "weights are small")]
fn rounded(weight: f64) -> i64 {
    (weight * 100.0).round() as i64
}

fn count_of(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// As far as a manner counts beside points.
fn clamped(manner: f64) -> f64 {
    manner.clamp(-4.0, 3.0)
}
