//! Times processes and a bare loop.
//!
//! A command comes in; wall and CPU seconds and peak memory of it and its children go out, as
//! `/usr/bin/time` tells them.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::{Outcome, pages};

/// What a process took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Figures {
    pub(crate) wall: f64,
    pub(crate) cpu: f64,
    pub(crate) megabytes: f64,
}

/// The mean of some runs; of the memory the most.
pub(crate) fn mean(runs: &[Figures]) -> Figures {
    #[expect(clippy::cast_precision_loss, reason = "a handful of runs")]
    let n = runs.len().max(1) as f64;
    Figures {
        wall: runs.iter().map(|run| run.wall).sum::<f64>() / n,
        cpu: runs.iter().map(|run| run.cpu).sum::<f64>() / n,
        megabytes: runs.iter().map(|run| run.megabytes).fold(0.0, f64::max),
    }
}

/// Lets the disk finish what it was given, so that nobody pays for another's files.
pub(crate) fn settle() {
    drop(Command::new("sync").status());
    std::thread::sleep(Duration::from_millis(300));
}

pub(crate) fn print_row(name: &str, figures: Figures, files: u64, bytes: u64) {
    let Figures { wall, cpu, megabytes } = figures;
    println!("| {name} | {wall:.2} | {cpu:.2} | {megabytes:.0} | {files} | {bytes} |");
}

/// Runs a command to its end; gives its figures and what it printed.
pub(crate) fn time(command: &mut Command) -> Outcome<(Figures, String)> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%e %U %S %M"]).arg(command.get_program()).args(command.get_args());
    let output = timed.output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() {
        return Err(said.into());
    }
    let last = said.lines().last().unwrap_or("");
    let numbers: Vec<f64> = last.split(' ').filter_map(|word| word.parse().ok()).collect();
    let [wall, user, system, kilobytes] = numbers[..] else {
        return Err(format!("no figures: {said}").into());
    };
    let figures = Figures { wall, cpu: user + system, megabytes: kilobytes / 1024.0 };
    Ok((figures, String::from_utf8_lossy(&output.stdout).into_owned()))
}

/// What a bare loop takes to write the same files into a new folder; their number and bytes.
pub(crate) fn floor(from: &Path, to: &Path) -> Outcome<(Figures, u64, u64)> {
    let mut files = Vec::new();
    for path in pages::walk(from)? {
        files.push((to.join(path.strip_prefix(from)?), fs::read(&path)?));
    }
    let bytes = files.iter().map(|(_, bytes)| bytes.len() as u64).sum();
    settle();
    let (start, before) = (Instant::now(), own_cpu());
    for (path, bytes) in &files {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)?;
    }
    let figures =
        Figures { wall: start.elapsed().as_secs_f64(), cpu: own_cpu() - before, megabytes: f64::NAN };
    Ok((figures, files.len() as u64, bytes))
}

/// CPU seconds of this process, in the hundredths that Linux counts.
fn own_cpu() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: Vec<f64> =
        after_name.split_whitespace().skip(11).take(2).filter_map(|n| n.parse().ok()).collect();
    ticks.iter().sum::<f64>() / 100.0
}
