//! Times Măng Non on a portal written by the example `nation`, beside a bare loop that writes the
//! same files.
//!
//! `nation_bench PROGRAM SITE WORK` copies the site to WORK, builds it cold and then after each kind of
//! change, and prints wall and CPU seconds, peak memory, files and bytes written. Figures of the
//! processes come from `/usr/bin/time`. With `--peer 'COMMAND'` it times that command first and last
//! and prints the ratios; the command is run by `sh` and told its output folder as `$OUT`.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a program that talks to its user")]
#![expect(clippy::disallowed_methods, reason = "copies sites, starts and times processes")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let (paths, peer) = match words.iter().position(|word| word == "--peer") {
        Some(i) => (words[..i].to_vec(), words.get(i + 1).cloned()),
        None => (words, None),
    };
    let [program, site, work] = paths.as_slice() else {
        eprintln!("usage: nation_bench PROGRAM SITE WORK [--peer COMMAND]");
        return ExitCode::from(2);
    };
    match run(Path::new(program), Path::new(site), Path::new(work), peer.as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

type Outcome<T> = Result<T, Box<dyn Error>>;

/// What a process took.
#[derive(Debug, Clone, Copy)]
struct Figures {
    wall: f64,
    cpu: f64,
    megabytes: f64,
}

fn run(program: &Path, site: &Path, work: &Path, peer: Option<&str>) -> Outcome<()> {
    fs::create_dir_all(work)?;
    let (root, out) = (work.join("site"), work.join("public"));
    if root.exists() || out.exists() {
        return Err("WORK must be empty".into());
    }
    copy(site, &root)?;
    println!("{:<28} {:>8} {:>8} {:>8} {:>8} {:>12}", "", "wall s", "CPU s", "MB", "files", "bytes");
    let before = peer.map(|peer| time_peer(peer, work, 1)).transpose()?;
    let build = |name: &str| -> Outcome<Figures> {
        let (figures, json) = time(
            Command::new(program)
                .arg("--root")
                .arg(&root)
                .args(["--as-of", "2026-11-01", "build", "--format", "json", "--out"])
                .arg(&out),
        )?;
        let summary: serde_json::Value = serde_json::from_str(&json)?;
        let written = summary["written"].as_u64().unwrap_or(0);
        let rendered: Vec<&str> =
            summary["rendered"].as_array().into_iter().flatten().filter_map(|path| path.as_str()).collect();
        let bytes: u64 =
            rendered.iter().filter_map(|path| fs::metadata(out.join(path)).ok()).map(|m| m.len()).sum();
        print_row(name, figures, written, bytes);
        Ok(figures)
    };
    let settle = || std::thread::sleep(std::time::Duration::from_millis(200));
    settle();
    let cold = build("cold")?;
    let floor = floor(&out, &work.join("floor"))?;
    let same = build("nothing changed")?;
    edit(&first(&root.join("content/dia-phuong"), "bai-001.md")?, "+++\n", "\nMột câu thêm vào bài.\n")?;
    settle();
    let article = build("one article changed")?;
    edit(&first(&root.join("content/dia-phuong"), "_index.md")?, "+++\n", "")?;
    settle();
    build("one contact changed")?;
    let template = root.join("themes/nation/templates/html/page.html");
    fs::write(&template, fs::read_to_string(&template)?.replace("Bài liên quan", "Bài cùng chỗ"))?;
    settle();
    build("one template changed")?;
    println!("{:<28} {floor:>8.2}", "floor: writing the same");
    if let Some((peer, before)) = peer.zip(before) {
        let after = time_peer(peer, work, 2)?;
        let (wall, cpu) = (before.wall.midpoint(after.wall), before.cpu.midpoint(after.cpu));
        for (name, figures) in [("cold", cold), ("nothing changed", same), ("one article", article)] {
            println!("{name}: {:.1} times by wall, {:.1} by CPU", wall / figures.wall, cpu / figures.cpu);
        }
    }
    Ok(())
}

fn time_peer(peer: &str, work: &Path, nth: usize) -> Outcome<Figures> {
    let out = work.join(format!("peer-{nth}"));
    let (figures, _) = time(Command::new("sh").arg("-c").arg(peer).env("OUT", &out))?;
    print_row("peer", figures, 0, 0);
    Ok(figures)
}

fn print_row(name: &str, figures: Figures, files: u64, bytes: u64) {
    let Figures { wall, cpu, megabytes } = figures;
    println!("{name:<28} {wall:>8.2} {cpu:>8.2} {megabytes:>8.0} {files:>8} {bytes:>12}");
}

/// Runs a command to its end; gives its figures and what it printed.
fn time(command: &mut Command) -> Outcome<(Figures, String)> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%e %U %S %M"]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        timed.env(name, value.unwrap_or_default());
    }
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

/// Seconds that a bare loop takes to write the same files.
fn floor(from: &Path, to: &Path) -> Outcome<f64> {
    let mut files = Vec::new();
    for path in walk(from)? {
        files.push((to.join(path.strip_prefix(from)?), fs::read(&path)?));
    }
    let start = Instant::now();
    for (path, bytes) in &files {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)?;
    }
    Ok(start.elapsed().as_secs_f64())
}

/// Appends to a file, or changes the note of its contact.
fn edit(path: &Path, mark: &str, addition: &str) -> Outcome<()> {
    let text = fs::read_to_string(path)?;
    let changed = if addition.is_empty() {
        text.replace("Bộ phận tiếp dân", "Bộ phận một cửa")
    } else {
        format!("{text}{addition}")
    };
    if changed == text || !text.starts_with(mark) {
        return Err(format!("nothing to change in {}", path.display()).into());
    }
    Ok(fs::write(path, changed)?)
}

/// The first file of a name two folders below.
fn first(folder: &Path, name: &str) -> Outcome<PathBuf> {
    let mut found: Vec<PathBuf> = walk(folder)?
        .into_iter()
        .filter(|path| path.ends_with(name) && path.components().count() == folder.components().count() + 3)
        .collect();
    found.sort();
    found.into_iter().next().ok_or_else(|| format!("no {name}").into())
}

fn walk(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() { folders.push(entry.path()) } else { files.push(entry.path()) }
        }
    }
    Ok(files)
}

fn copy(from: &Path, to: &Path) -> Outcome<()> {
    for path in walk(from)? {
        let target = to.join(path.strip_prefix(from)?);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&path, target)?;
    }
    Ok(())
}
