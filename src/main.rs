//! Parses the command line and calls `cli`.

use std::process::ExitCode;

use alongside::cli::{self, Cli};
use clap::Parser;

/// Fewer and shorter waits than the system's allocator under many small answers; without huge pages (`no_thp`), which
/// tripled the memory of an idle server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(Cli::parse())
}
