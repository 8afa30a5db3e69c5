//! Saves an article many times while a preview runs: how long until the browser could show it, and how
//! much memory the preview holds. The article is as it was afterwards. Run in release, on a quiet machine:
//! `cargo run --release --example preview_saves -- PROGRAM ROOT ARTICLE ADDRESS [SAVES]`, such as
//! `… -- target/release/mangnon /a/portal content/tin/bai.md /tin/bai/ 1000`.
//!
//! Nobody reads what the preview says after its first line, so a preview that waits for a reader hangs.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a measuring tool, not part of the product"
)]

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// So often figures are printed.
const EVERY: usize = 100;

/// The page is asked for so often.
const POLL: Duration = Duration::from_millis(5);

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [program, root, article, address, rest @ ..] = arguments.as_slice() else {
        return Err("usage: preview_saves PROGRAM ROOT ARTICLE ADDRESS [SAVES]".into());
    };
    let saves: usize = rest.first().map_or(Ok(1_000), |n| n.parse())?;
    let file = Path::new(root).join(article);
    let text = fs::read_to_string(&file)?;
    let mut preview = Command::new(program)
        .args(["--root", root, "serve", "--port", "0"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let result = measure(&mut preview, &file, &text, address, saves);
    preview.kill()?;
    preview.wait()?;
    fs::write(&file, &text)?;
    result
}

fn measure(
    preview: &mut Child,
    file: &Path,
    text: &str,
    address: &str,
    saves: usize,
) -> Result<(), Box<dyn Error>> {
    let mut out = BufReader::new(preview.stdout.take().ok_or("no output")?);
    let mut line = String::new();
    out.read_line(&mut line)?;
    let port: u16 = line.trim().trim_end_matches('/').rsplit(':').next().ok_or("no port")?.parse()?;
    let start = Instant::now();
    until(port, address, "</html>")?;
    println!("first shown after {:.2} s, {} MB", start.elapsed().as_secs_f64(), memory(preview.id()));
    println!("saves    MB   median ms    max ms");
    let (mut all, mut hundred) = (Vec::new(), Vec::new());
    for n in 1..=saves {
        let words = format!("Lưu lần thứ {n}, {}.", std::process::id());
        fs::write(file, format!("{text}\n\n{words}\n"))?;
        let start = Instant::now();
        until(port, address, &words)?;
        hundred.push(start.elapsed());
        if n % EVERY == 0 || n == saves {
            let (median, _, most) = spread(&mut hundred);
            println!("{n:>5} {:>5} {median:>11.0} {most:>9.0}", memory(preview.id()));
            all.append(&mut hundred);
        }
    }
    let (median, most_of_them, most) = spread(&mut all);
    println!(
        "{saves} saves: median {median:.0} ms, 95 of 100 within {most_of_them:.0} ms, at most {most:.0} ms"
    );
    Ok(())
}

/// Median, 95th of a hundred, maximum, in milliseconds.
fn spread(times: &mut [Duration]) -> (f64, f64, f64) {
    times.sort_unstable();
    let at = |part: usize| times.get((times.len() * part / 100).min(times.len().saturating_sub(1)));
    let ms = |part| at(part).map_or(0.0, |time| time.as_secs_f64() * 1_000.0);
    (ms(50), ms(95), ms(100))
}

fn until(port: u16, address: &str, words: &str) -> Result<(), Box<dyn Error>> {
    let end = Instant::now() + Duration::from_mins(2);
    while Instant::now() < end {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        write!(stream, "GET {address} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n")?;
        let mut page = Vec::new();
        stream.read_to_end(&mut page)?;
        let page = String::from_utf8_lossy(&page);
        if page.starts_with("HTTP/1.1 200") && page.contains(words) {
            return Ok(());
        }
        std::thread::sleep(POLL);
    }
    Err(format!("two minutes and `{words}` is not at {address}").into())
}

/// Memory that a process holds, in MB, where the system tells.
fn memory(process: u32) -> String {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kb = line.and_then(|line| line.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kb.map_or_else(|| "?".to_owned(), |kb| (kb / 1_024).to_string())
}
