//! The program that speaks: found, known by its content, run within bounds, never through a shell.
//!
//! A text in words and a speed come in, the samples of its WAV go out. The program gets the text on its
//! standard input or in a file, and gives the sound on its standard output or in a file. It is ended
//! when it takes too long or gives too much. Which texts are spoken is not known here.
#![expect(clippy::disallowed_methods, reason = "edge: starts a program and reads what it gives")]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::config::Engine;
use crate::content::front_matter::Region;
use crate::digest::Digest;
use crate::sound::{self, Samples};

/// Bytes that a program may give for every millisecond that is planned: two channels of 16 bits at
/// 48,000 a second, with a little room.
const BYTES_A_MS: u64 = 200;

/// What it may give besides.
const BYTES_FREE: u64 = 4 << 20;

/// What of its complaints is kept.
const COMPLAINT: u64 = 16 << 10;

/// How often a running program is looked at.
const TICK: Duration = Duration::from_millis(5);

/// A program that is there.
#[derive(Debug, Clone)]
pub struct Found {
    program: PathBuf,
    root: PathBuf,
    /// What it is: its content and that of the files that its arguments name.
    pub identity: Digest,
}

/// Why nothing was spoken, in Vietnamese and in English.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trouble {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// What is to be spoken and how.
#[derive(Debug, Clone, Copy)]
pub struct Order<'o> {
    /// The words.
    pub text: &'o str,
    /// Whose voice.
    pub region: Region,
    /// Syllables a minute.
    pub rate: f64,
    /// How long it is planned to be.
    pub planned_ms: u64,
    /// A name for files that no other order uses.
    pub name: &'o str,
}

/// Looks for the program of a site's settings: a path from the site's folder, or a name on the search
/// path.
pub fn find(engine: &Engine, root: &Path) -> Option<Found> {
    let files = files(&engine.command, root)?;
    let contents: Vec<Digest> =
        files.iter().map(|path| Some(Digest::of(&fs::read(path).ok()?))).collect::<Option<_>>()?;
    let program = files.first()?.clone();
    let root = root.canonicalize().ok()?;
    Some(Found { identity: Digest::of_value(&contents), program, root })
}

/// The program that a command names, and the files of the site that its arguments name.
pub fn files(command: &[String], root: &Path) -> Option<Vec<PathBuf>> {
    let name = command.first()?;
    let program = if name.contains(['/', '\\']) {
        Some(root.join(name)).filter(|path| path.is_file())
    } else {
        let folders = std::env::var_os("PATH")?;
        let names = [name.clone(), format!("{name}.exe")];
        std::env::split_paths(&folders)
            .flat_map(|folder| names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>())
            .find(|path| path.is_file())
    }?;
    let program = program.canonicalize().ok()?;
    let root = root.canonicalize().ok()?;
    let named = command.iter().skip(1).map(|word| root.join(word)).filter(|path| path.is_file());
    Some(std::iter::once(program).chain(named).collect())
}

/// Whether the program can be told how fast to speak.
pub fn has_speed(engine: &Engine) -> bool {
    engine.command.iter().any(|word| word.contains("{speed}") || word.contains("{length_scale}"))
}

/// Speaks; `folder` is for files that the program wants.
pub fn speak(found: &Found, engine: &Engine, order: &Order<'_>, folder: &Path) -> Result<Samples, Trouble> {
    let text_file = folder.join(format!("{}.txt", order.name));
    let wav_file = folder.join(format!("{}.wav", order.name));
    let result = attempt(found, engine, order, &text_file, &wav_file);
    for file in [&text_file, &wav_file] {
        // What is left would only take room.
        let _ = fs::remove_file(file);
    }
    let samples = sound::decode_wav(&result?)
        .map_err(|reason| trouble("không trả về tiếng ở dạng WAV", format!("it gave no WAV: {reason}")))?;
    if samples.iter().all(|sample| sample.abs() < 1e-4) {
        return Err(trouble("chỉ trả về im lặng", "it gave silence"));
    }
    Ok(samples)
}

fn trouble(vi: impl Into<String>, en: impl Into<String>) -> Trouble {
    Trouble { vi: vi.into(), en: en.into() }
}

fn attempt(
    found: &Found,
    engine: &Engine,
    order: &Order<'_>,
    text_file: &Path,
    wav_file: &Path,
) -> Result<Vec<u8>, Trouble> {
    let uses = |place: &str| engine.command.iter().any(|word| word.contains(place));
    if uses("{text_file}") {
        fs::write(text_file, order.text).map_err(|error| failed_to_start(&error))?;
    }
    let words = engine.command.iter().skip(1);
    let words = words.map(|word| filled_in(word, engine, order, text_file, wav_file));
    let mut child = Command::new(&found.program)
        .args(words)
        .current_dir(&found.root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| failed_to_start(&error))?;
    let limit = BYTES_FREE + order.planned_ms * BYTES_A_MS;
    if let Some(mut stdin) = child.stdin.take() {
        let text = if uses("{text_file}") { String::new() } else { order.text.to_owned() };
        // A program that reads nothing closes its end; that is no failure of ours.
        std::thread::spawn(move || stdin.write_all(text.as_bytes()));
    }
    let given = child.stdout.take().map(|pipe| drain(pipe, limit + 1));
    let complaint = child.stderr.take().map(|pipe| drain(pipe, COMPLAINT));
    let given = wait(&mut child, engine.patience, limit, given.as_ref());
    let given = given.map_err(|trouble| with_complaint(trouble, complaint.as_ref()))?;
    if !uses("{wav_file}") {
        return Ok(given);
    }
    let size = fs::metadata(wav_file).map_or(0, |metadata| metadata.len());
    if size > limit {
        return Err(too_much());
    }
    fs::read(wav_file).map_err(|_| trouble("không ghi tệp WAV", "it wrote no WAV file"))
}

fn failed_to_start(error: &std::io::Error) -> Trouble {
    trouble(format!("không chạy được: {error}"), format!("it cannot be started: {error}"))
}

fn too_much() -> Trouble {
    trouble("trả về nhiều hơn bài cần", "it gave more than the text needs")
}

#[expect(clippy::cast_possible_truncation, reason = "a speed is a small number")]
fn filled_in(word: &str, engine: &Engine, order: &Order<'_>, text_file: &Path, wav_file: &Path) -> String {
    const AT: f64 = 200.0;
    let [north, central, south] = &engine.voices;
    let voice = match order.region {
        Region::North => north,
        Region::Central => central,
        Region::South => south,
    };
    let speed = (f64::from(engine.speed) * order.rate / AT).round() as i64;
    word.replace("{voice}", voice)
        .replace("{speed}", &speed.to_string())
        .replace("{length_scale}", &format!("{:.3}", AT / order.rate))
        .replace("{text_file}", &text_file.to_string_lossy())
        .replace("{wav_file}", &wav_file.to_string_lossy())
}

/// Reads a pipe up to a limit, beside the others.
fn drain(pipe: impl Read + Send + 'static, limit: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let _ = pipe.take(limit).read_to_end(&mut bytes);
        // Nobody may wait for it any more.
        let _ = sender.send(bytes);
    });
    receiver
}

/// Waits until the program has ended and all it gave has come; ends it at a limit.
fn wait(
    child: &mut Child,
    seconds: u16,
    limit: u64,
    given: Option<&Receiver<Vec<u8>>>,
) -> Result<Vec<u8>, Trouble> {
    let deadline = Instant::now() + Duration::from_secs(u64::from(seconds));
    let (mut bytes, mut status) = (None, None);
    let result = loop {
        bytes = bytes.or_else(|| given.and_then(|given| given.try_recv().ok()));
        status = match (status, child.try_wait()) {
            (None, Ok(status)) => status,
            (None, Err(error)) => break Err(failed_to_start(&error)),
            (known, _) => known,
        };
        if bytes.as_ref().is_some_and(|bytes| bytes.len() as u64 > limit) {
            break Err(too_much());
        }
        if let (Some(status), true) = (status, bytes.is_some()) {
            if status.success() {
                return Ok(bytes.unwrap_or_default());
            }
            let code = status.code().map_or_else(|| "?".to_owned(), |code| code.to_string());
            break Err(trouble(
                format!("kết thúc với mã lỗi {code}"),
                format!("it ended with status {code}"),
            ));
        }
        if Instant::now() > deadline {
            break Err(trouble(
                format!("chạy quá {seconds} giây nên bị dừng"),
                format!("it ran for more than {seconds} seconds and was ended"),
            ));
        }
        std::thread::sleep(TICK);
    };
    let _ = child.kill();
    let _ = child.wait();
    result
}

/// The first line of what a program complained of says more than a number.
fn with_complaint(trouble: Trouble, complaint: Option<&Receiver<Vec<u8>>>) -> Trouble {
    let bytes = complaint.and_then(|complaint| complaint.recv_timeout(Duration::from_millis(200)).ok());
    let text = String::from_utf8_lossy(&bytes.unwrap_or_default()).into_owned();
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    if first.is_empty() {
        return trouble;
    }
    let first: String = first.chars().filter(|c| !c.is_control()).take(160).collect();
    Trouble { vi: format!("{} ({first})", trouble.vi), en: format!("{} ({first})", trouble.en) }
}
