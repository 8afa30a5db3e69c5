//! What `mangnon build --timings` tells: how long each stage of a build took, and the memory it held.

use std::time::Instant;

use crate::cli::orders::{Build, Format};

/// How long the stages took.
pub(super) struct Stages {
    start: Instant,
    last: Instant,
    pub(super) times: Vec<(&'static str, f64)>,
    peaks: Vec<String>,
}

impl Stages {
    pub(super) fn begin(start: Instant) -> Stages {
        Stages { start, last: start, times: Vec::new(), peaks: Vec::new() }
    }

    /// A stage is over.
    pub(super) fn note(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.times.push((stage, now.duration_since(self.last).as_secs_f64()));
        self.peaks.push(peak_memory());
        self.last = now;
    }

    /// Tells it, if that was asked for.
    pub(super) fn tell(&self, options: &Build) {
        if options.timings && options.format == Format::Text {
            let stages = self.times.iter().zip(&self.peaks);
            let line = |((stage, seconds), peak): (&(&str, f64), &String)| {
                format!("{stage:>10} {seconds:8.3} s {peak:>12}\n")
            };
            let lines: String = stages.map(line).collect();
            let all = self.last.duration_since(self.start).as_secs_f64();
            super::complain(&format!("{lines}{:>10} {all:8.3} s\n", "="));
        }
    }
}

/// The most memory that the process has held so far, where the system tells.
#[expect(clippy::disallowed_methods, reason = "edge: asks the system about the process")]
fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map(|peak| peak.trim().to_owned()).unwrap_or_default()
}
