//! Where import touches the machine: files, and the program that reads PDFs.
//!
//! In: a path. Out: the bytes of the file, bounded before they are read; the import of the file. For a PDF `pdftotext` is
//! asked if it is installed, with a limit on time, memory and output; without it, or where it fails, our own reader does
//! the work. Nothing is written here.

#![expect(clippy::disallowed_methods, reason = "edge: reads the file and starts the PDF reader")]

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{Imported, MAX_FILE, Refusal, Source, import, import_text_layer};

/// How much of the machine one file may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file that is read, in bytes.
    pub file: u64,
    /// How long the PDF reader may run.
    pub time: Duration,
    /// The memory the PDF reader may take, in kilobytes.
    pub memory: u64,
    /// The most text the PDF reader may give, in bytes.
    pub text: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file: MAX_FILE, time: Duration::from_secs(30), memory: 1_500_000, text: 40_000_000 }
    }
}

/// Why a file did not come in: the machine could not read it, or its content was refused.
#[derive(Debug)]
pub enum Failure {
    /// Opening or reading failed.
    Disk(io::Error),
    /// The content was refused.
    Refused(Refusal),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

/// The whole file, if it is not larger than allowed.
pub fn read_file(path: &Path, limits: &Limits) -> Result<Vec<u8>, Failure> {
    let file = File::open(path).map_err(Failure::Disk)?;
    let known = file.metadata().map_err(Failure::Disk)?;
    if known.is_dir() {
        return Err(Failure::Disk(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    if known.len() > limits.file {
        return Err(Refusal::TooLarge { limit: limits.file }.into());
    }
    let mut bytes = Vec::new();
    // A device or a growing file says nothing true about its size.
    file.take(limits.file + 1).read_to_end(&mut bytes).map_err(Failure::Disk)?;
    if bytes.len() as u64 > limits.file {
        return Err(Refusal::TooLarge { limit: limits.file }.into());
    }
    Ok(bytes)
}

/// Reads and imports one file.
pub fn import_file(path: &Path, limits: &Limits) -> Result<Imported, Failure> {
    let bytes = read_file(path, limits)?;
    let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
    let is_pdf = bytes[..bytes.len().min(1024)].windows(5).any(|window| window == b"%PDF-");
    if is_pdf {
        match text_layer(path, limits) {
            Layer::Text(text) => return Ok(import_text_layer(&text)?),
            Layer::Password => return Err(Refusal::Password.into()),
            Layer::Unavailable => {}
        }
    }
    Ok(import(&Source { name: &name, bytes: &bytes })?)
}

enum Layer {
    Text(String),
    Password,
    /// Not installed, too slow, or it failed: our own reader goes on.
    Unavailable,
}

fn text_layer(path: &Path, limits: &Limits) -> Layer {
    let Ok(mut child) = start(path, limits) else { return Layer::Unavailable };
    let (Some(stdout), Some(stderr)) = (child.stdout.take(), child.stderr.take()) else {
        return Layer::Unavailable;
    };
    let most = limits.text;
    let text = std::thread::spawn(move || gather(stdout, most));
    let errors = std::thread::spawn(move || gather(stderr, 100_000));
    let ended = wait(&mut child, limits.time);
    let (Ok(text), Ok(errors)) = (text.join(), errors.join()) else { return Layer::Unavailable };
    if String::from_utf8_lossy(&errors).contains("Incorrect password") {
        return Layer::Password;
    }
    match String::from_utf8(text) {
        Ok(text) if ended && !text.trim().is_empty() && (text.len() as u64) < limits.text => {
            Layer::Text(text)
        }
        _ => Layer::Unavailable,
    }
}

/// Through a shell where there is one, since only it can lower the memory a program may take.
fn start(path: &Path, limits: &Limits) -> io::Result<Child> {
    let mut command = if cfg!(unix) {
        let mut command = Command::new("sh");
        let script =
            format!("ulimit -v {} 2>/dev/null; exec pdftotext -layout -enc UTF-8 \"$0\" -", limits.memory);
        command.arg("-c").arg(script);
        command
    } else {
        let mut command = Command::new("pdftotext");
        command.args(["-layout", "-enc", "UTF-8"]);
        command
    };
    // A name that starts with a hyphen would be taken for an option.
    command.arg(Path::new(".").join(path));
    if !cfg!(unix) {
        command.arg("-");
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()
}

fn gather(from: impl Read, most: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = from.take(most).read_to_end(&mut bytes);
    bytes
}

/// Whether the program ended well in time; one that did not is ended.
fn wait(child: &mut Child, time: Duration) -> bool {
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if started.elapsed() < time => std::thread::sleep(Duration::from_millis(15)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}
