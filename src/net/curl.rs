//! The program curl, run once for one or many transfers.
//!
//! A script goes in, as curl's own configuration files are written; chunks of its output come out as
//! they arrive. What an exit status means is for the caller.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::process::{Child, Command, Stdio};

/// The version that knows everything we ask for: signatures of S3 came with it.
pub const NEEDED: &str = "7.75";

/// What curl is to do.
#[derive(Debug, Clone, Default)]
pub struct Script(String);

impl Script {
    /// Sets an option, such as `url`.
    pub fn set(&mut self, option: &str, value: &str) {
        self.0.push_str(option);
        self.0.push_str(" = \"");
        for c in value.chars() {
            match c {
                '\\' | '"' => self.0.extend(['\\', c]),
                '\n' => self.0.push_str("\\n"),
                '\r' => self.0.push_str("\\r"),
                '\t' => self.0.push_str("\\t"),
                c => self.0.push(c),
            }
        }
        self.0.push_str("\"\n");
    }

    /// Switches an option on, such as `silent`.
    pub fn on(&mut self, option: &str) {
        self.0.push_str(option);
        self.0.push('\n');
    }

    /// Another transfer follows, with options of its own.
    pub fn next(&mut self) {
        self.on("next");
    }
}

/// How it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The exit status; none if it was stopped.
    pub exit: Option<i32>,
    /// What it complained of.
    pub said: String,
}

/// Runs curl; `take` is given its output and may stop it.
pub fn run(script: &Script, mut take: impl FnMut(&[u8]) -> ControlFlow<()>) -> io::Result<Done> {
    // The first argument keeps a user's own settings out: they may print what is secret.
    let mut child = Command::new("curl")
        .args(["--disable", "--config", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // Complaints are read beside the output: a full pipe would stop both of us.
    let complaints = child.stderr.take().map(|mut pipe| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            drop(pipe.by_ref().take(MOST_COMPLAINTS).read_to_end(&mut bytes));
            drop(io::copy(&mut pipe, &mut io::sink()));
            String::from_utf8_lossy(&bytes).trim().to_owned()
        })
    });
    let result = talk(&mut child, script, &mut take);
    if !matches!(result, Ok(ControlFlow::Continue(()))) {
        // It may be over already.
        drop(child.kill());
    }
    let status = child.wait()?;
    let said = complaints.and_then(|thread| thread.join().ok()).unwrap_or_default();
    let exit = if result?.is_break() { None } else { status.code() };
    Ok(Done { exit, said })
}

/// So many bytes of complaints are kept.
const MOST_COMPLAINTS: u64 = 16 << 10;

fn talk(
    child: &mut Child,
    script: &Script,
    take: &mut impl FnMut(&[u8]) -> ControlFlow<()>,
) -> io::Result<ControlFlow<()>> {
    if let Some(mut pipe) = child.stdin.take() {
        match pipe.write_all(script.0.as_bytes()) {
            // It refused an option and went away; its exit status tells.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
            result => result?,
        }
    }
    let Some(mut pipe) = child.stdout.take() else { return Ok(ControlFlow::Continue(())) };
    let mut chunk = vec![0; 16 << 10];
    loop {
        match pipe.read(&mut chunk)? {
            0 => return Ok(ControlFlow::Continue(())),
            n if take(&chunk[..n]).is_break() => return Ok(ControlFlow::Break(())),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_can_become_another_option() {
        let mut script = Script::default();
        script.set("url", "http://a/\"\noutput = \"x\\");
        assert_eq!(script.0, "url = \"http://a/\\\"\\noutput = \\\"x\\\\\"\n");
    }
}
