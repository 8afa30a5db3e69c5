//! Arguments in, exit status out.

use std::process::ExitCode;

/// A build makes and drops hundreds of small texts for every page, from many threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    mangnon::cli::main()
}
