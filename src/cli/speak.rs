//! `mangnon speak`: written Vietnamese on standard input, spoken Vietnamese on standard output.
#![expect(clippy::print_stderr, reason = "edge: talks to the user")]

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use crate::diag::Lang;
use crate::vi::spoken::{self, EngineFormat, Lexicon, Profile};

/// One line in, one line out; an empty line for an empty line.
pub(super) fn run(profile: Profile, format: EngineFormat, explain: bool, lang: Lang) -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match speak(&mut io::stdin().lock(), &mut out, profile, format, explain) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of our output went away: nothing is wrong.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let what = if lang == Lang::Vi {
                "lỗi: không đọc hoặc ghi được"
            } else {
                "error: cannot read or write"
            };
            eprintln!("{what}: {error}");
            ExitCode::FAILURE
        }
    }
}

fn speak(
    input: &mut impl BufRead,
    out: &mut impl Write,
    profile: Profile,
    format: EngineFormat,
    explain: bool,
) -> io::Result<()> {
    let lexicon = Lexicon::embedded();
    let mut line = Vec::new();
    while {
        line.clear();
        input.read_until(b'\n', &mut line)?
    } > 0
    {
        let text = String::from_utf8_lossy(&line);
        let reading = spoken::read(text.trim_end_matches(['\n', '\r']), lexicon, profile);
        if explain {
            out.write_all(spoken::explain(&reading).as_bytes())?;
        } else {
            let parts = spoken::engine_text(&reading.text, format);
            out.write_all(parts.join(" ").as_bytes())?;
        }
        out.write_all(b"\n")?;
    }
    out.flush()
}
