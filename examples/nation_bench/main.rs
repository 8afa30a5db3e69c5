//! Times Măng Non beside Hugo and Zola on the synthetic portal of the example `nation`, in one run.
//!
//! `nation_bench PROGRAM WORK [--sizes 1000,10000] [--rounds 2] [--hugo HUGO] [--zola ZOLA]` writes the
//! portals below WORK, builds them in turns (every cold build into a folder of its own: files that
//! are written soon after others were deleted cost a multiple on ext4), then builds ours warm after
//! each kind of change. For each size it prints wall and CPU seconds, peak memory, files and bytes
//! written, a bare loop that writes the same files, how the pages compare, and ratios. Nothing is
//! deleted; WORK must not exist. HUGO is the binary itself, not a wrapper in another language.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that talks to its user")]
#![expect(clippy::disallowed_methods, reason = "writes and edits sites, starts and times processes")]

mod measure;
mod pages;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use measure::{Figures, floor, settle, time};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What is compared, and where.
#[derive(Debug)]
struct Plan {
    program: PathBuf,
    work: PathBuf,
    sizes: Vec<usize>,
    rounds: usize,
    peers: Vec<Peer>,
}

/// Another generator.
#[derive(Debug)]
struct Peer {
    name: &'static str,
    program: PathBuf,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let Some(plan) = read_plan(&words) else {
        eprintln!(
            "usage: nation_bench PROGRAM WORK [--sizes 1000,10000] [--rounds 2] [--hugo HUGO] [--zola ZOLA]"
        );
        return ExitCode::from(2);
    };
    match run(&plan) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn read_plan(words: &[String]) -> Option<Plan> {
    let value = |name: &str| words.iter().position(|word| word == name).and_then(|i| words.get(i + 1));
    let [program, work] = words.get(..2)? else { return None };
    let sizes = value("--sizes").map_or("1000,10000", String::as_str).split(',');
    let peers = [("hugo", "--hugo"), ("zola", "--zola")];
    let peers = peers.iter().filter_map(|(name, flag)| Some(Peer { name, program: value(flag)?.into() }));
    Some(Plan {
        program: program.into(),
        work: work.into(),
        sizes: sizes.map(|n| n.parse().ok()).collect::<Option<_>>()?,
        rounds: value("--rounds").map_or(Some(2), |n| n.parse().ok())?,
        peers: peers.collect(),
    })
}

fn run(plan: &Plan) -> Outcome<()> {
    if plan.work.exists() {
        return Err(format!("{} exists already", plan.work.display()).into());
    }
    println!(
        "{} processors; {} rounds in turns, one from 10,000 articles on",
        std::thread::available_parallelism()?,
        plan.rounds
    );
    let mut per_page = Vec::new();
    for size in &plan.sizes {
        per_page.push((*size, one_size(plan, *size)?));
    }
    println!("\n| growth | CPU ms a page | peak kB a page |\n|---|---:|---:|");
    for (size, cold) in per_page {
        #[expect(clippy::cast_precision_loss, reason = "a count of pages is far below 2^52")]
        let n = size as f64;
        println!("| {size} | {:.3} | {:.1} |", cold.cpu * 1000.0 / n, cold.megabytes * 1024.0 / n);
    }
    Ok(())
}

/// Measures one size; gives the figures of our cold build.
fn one_size(plan: &Plan, size: usize) -> Outcome<Figures> {
    let work = plan.work.join(size.to_string());
    fs::create_dir_all(&work)?;
    let root = work.join("mangnon");
    write_portal("mangnon", size, &root)?;
    for peer in &plan.peers {
        write_portal(peer.name, size, &work.join(peer.name))?;
    }
    // One round of a large site is long enough to say something.
    let rounds = if size > 10_000 { 1 } else { plan.rounds };
    println!("\n### {size} articles\n");
    println!(
        "| | wall s | CPU s | peak MB | files written | bytes written |\n|---|---:|---:|---:|---:|---:|"
    );
    let mut cold = Vec::new();
    let mut theirs: Vec<Vec<Figures>> = plan.peers.iter().map(|_| Vec::new()).collect();
    for round in 1..=rounds {
        for (peer, figures) in plan.peers.iter().zip(&mut theirs) {
            let out = work.join(format!("{}-out-{round}", peer.name));
            settle();
            let taken = time(&mut peer.command(&work.join(peer.name), &out))?.0;
            let (files, bytes) = pages::weigh(&out)?;
            measure::print_row(&format!("{}, cold, round {round}", peer.name), taken, files, bytes);
            figures.push(taken);
        }
        let out = work.join(format!("mangnon-out-{round}"));
        cold.push(build(plan, &root, &out, &format!("Măng Non, cold, round {round}"))?);
    }
    let out = work.join(format!("mangnon-out-{rounds}"));
    let warm = changes(plan, &root, &out)?;
    let (floor, files, bytes) = floor(&out, &work.join("floor"))?;
    measure::print_row("floor: a bare loop writes the same", floor, files, bytes);
    let ours = measure::mean(&cold);
    for (peer, figures) in plan.peers.iter().zip(&theirs) {
        let theirs = measure::mean(figures);
        print_ratios(peer.name, theirs, ours, &warm);
        pages::compare(peer.name, &work.join(format!("{}-out-1", peer.name)), &out)?;
    }
    Ok(ours)
}

impl Peer {
    fn command(&self, root: &Path, out: &Path) -> Command {
        let mut command = Command::new(&self.program);
        match self.name {
            "hugo" => command.args(["--minify", "--quiet", "--source"]).arg(root).arg("-d").arg(out),
            _ => command.arg("--root").arg(root).args(["build", "--force", "-o"]).arg(out),
        };
        command
    }
}

/// Writes a portal with the example `nation`, which lies beside this program.
fn write_portal(kind: &str, size: usize, root: &Path) -> Outcome<()> {
    let nation = std::env::current_exe()?.with_file_name("nation");
    let mut command = Command::new(&nation);
    command.args(["--for", kind, "--pages", &size.to_string(), "--out"]).arg(root);
    let output = command.output().map_err(|error| format!("{}: {error}", nation.display()))?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into()) }
}

/// Builds our portal and prints a row.
fn build(plan: &Plan, root: &Path, out: &Path, name: &str) -> Outcome<Figures> {
    settle();
    let mut command = Command::new(&plan.program);
    command.arg("--root").arg(root).args(["--as-of", "2026-11-01", "build", "--format", "json", "--out"]);
    let (figures, json) = time(command.arg(out))?;
    let summary: serde_json::Value = serde_json::from_str(&json)?;
    let written = summary["written"].as_u64().unwrap_or(0);
    let rendered = summary["rendered"].as_array().into_iter().flatten().filter_map(|path| path.as_str());
    let bytes = rendered.filter_map(|path| fs::metadata(out.join(path)).ok()).map(|m| m.len()).sum();
    measure::print_row(name, figures, written, bytes);
    Ok(figures)
}

/// The warm builds after each kind of change.
fn changes(plan: &Plan, root: &Path, out: &Path) -> Outcome<Vec<(&'static str, Figures)>> {
    let mut warm = Vec::new();
    let mut step = |name: &'static str| -> Outcome<()> {
        warm.push((name, build(plan, root, out, name)?));
        Ok(())
    };
    step("nothing changed")?;
    let places = root.join("content/dia-phuong");
    let article = first(&places, "bai-001.md")?;
    fs::write(&article, format!("{}\nMột câu thêm vào bài.\n", fs::read_to_string(&article)?))?;
    step("one article changed")?;
    replace(&article, "title = \"", "title = \"Mới: ")?;
    step("one headline changed")?;
    replace(&first(&places, "_index.md")?, "Bộ phận tiếp dân", "Bộ phận một cửa")?;
    step("one locality's contact changed")?;
    replace(&root.join("themes/nation/templates/html/page.html"), "Bài liên quan", "Bài cùng chỗ")?;
    step("one template changed")?;
    Ok(warm)
}

fn print_ratios(peer: &str, theirs: Figures, ours: Figures, warm: &[(&'static str, Figures)]) {
    println!("\n| {peer}'s cold build against | times by wall | times by CPU | times by memory |");
    println!("|---|---:|---:|---:|");
    for (name, figures) in std::iter::once(&("our cold build", ours)).chain(warm) {
        let Figures { wall, cpu, megabytes } = *figures;
        println!(
            "| {name} | {:.1} | {:.1} | {:.1} |",
            theirs.wall / wall.max(0.01),
            theirs.cpu / cpu.max(0.01),
            theirs.megabytes / megabytes
        );
    }
}

fn replace(path: &Path, old: &str, new: &str) -> Outcome<()> {
    let text = fs::read_to_string(path)?;
    if !text.contains(old) {
        return Err(format!("nothing to change in {}", path.display()).into());
    }
    Ok(fs::write(path, text.replacen(old, new, 1))?)
}

/// The first file of a name two folders below.
fn first(folder: &Path, name: &str) -> Outcome<PathBuf> {
    let depth = folder.components().count() + 3;
    let mut found: Vec<PathBuf> = pages::walk(folder)?;
    found.retain(|path| path.ends_with(name) && path.components().count() == depth);
    found.sort();
    found.into_iter().next().ok_or_else(|| format!("no {name}").into())
}
