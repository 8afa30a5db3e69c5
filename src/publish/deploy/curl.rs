//! What all targets behind a network have in common: patience, one run of curl for many files, and what
//! its exit status means.
//!
//! Every transfer writes one line, its exit status, so that the caller knows what arrived.

use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::Stop;
use crate::net::curl::{self, Done, Script};
use crate::publish::io_failure;

/// A transfer writes its status on a line of its own.
pub(super) const STATUS: &str = "%{exitcode}\n";

/// There is no such file, or no such folder.
const ABSENT: [i32; 2] = [9, 78];

/// The options of every transfer.
pub(super) fn patient(script: &mut Script) {
    for option in ["silent", "show-error", "globoff"] {
        script.on(option);
    }
    script.set("connect-timeout", "30");
    // A line that stands still for a minute is broken.
    script.set("speed-limit", "1");
    script.set("speed-time", "60");
    script.set("retry", "3");
}

/// Runs transfers that end at the first failure; `told` hears of each that is done.
pub(super) fn transfer(script: &Script, told: &mut dyn FnMut()) -> Result<(), Stop> {
    let mut line = Vec::new();
    let done = run(script, |chunk| {
        for byte in chunk {
            match byte {
                b'\n' if line == b"0" => {
                    told();
                    line.clear();
                }
                b'\n' => line.clear(),
                byte => line.push(*byte),
            }
        }
    })?;
    finished(done)
}

/// Runs transfers of which each may fail; gives the exit status of each.
pub(super) fn statuses(script: &Script) -> Result<(Vec<i32>, Done), Stop> {
    let mut out = Vec::new();
    let done = run(script, |chunk| out.extend_from_slice(chunk))?;
    let lines = String::from_utf8_lossy(&out).into_owned();
    Ok((lines.lines().filter_map(|line| line.trim().parse().ok()).collect(), done))
}

/// Reads a file; none if there is no such file.
pub(super) fn read(script: &Script, absent: &[i32]) -> Result<Option<Vec<u8>>, Stop> {
    let mut bytes = Vec::new();
    let done = run(script, |chunk| bytes.extend_from_slice(chunk))?;
    match done.exit {
        Some(exit) if absent.contains(&exit) => Ok(None),
        _ => finished(done).map(|()| Some(bytes)),
    }
}

/// Whether a status says that there is no such file.
pub(super) fn is_absent(exit: i32) -> bool {
    ABSENT.contains(&exit)
}

pub(super) fn finished(done: Done) -> Result<(), Stop> {
    match done.exit {
        Some(0) => Ok(()),
        exit => Err(Stop::Far { exit: exit.unwrap_or(-1), said: done.said }),
    }
}

/// The bytes of a manifest as a file that curl can send.
pub(super) fn waiting(state: &Path, bytes: &[u8]) -> Result<PathBuf, Stop> {
    let file = state.join("deploying.json");
    std::fs::write(&file, bytes).map_err(io_failure(&file))?;
    Ok(file)
}

/// A path as it is told to a program that may stand elsewhere.
pub(super) fn local(path: &Path) -> String {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).display().to_string()
}

fn run(script: &Script, mut take: impl FnMut(&[u8])) -> Result<Done, Stop> {
    let keep = |chunk: &[u8]| {
        take(chunk);
        ControlFlow::Continue(())
    };
    curl::run(script, keep).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Stop::NoCurl,
        _ => io_failure(Path::new("curl"))(error).into(),
    })
}
