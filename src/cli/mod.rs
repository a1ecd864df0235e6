//! The command line: `alongside [--config FILE] [--database URL] [--data DIR] COMMAND`.

mod start;
pub mod keys;
pub mod admin;
pub mod matching;
pub mod import;
pub mod demo;
pub mod audit;
pub mod backup;
pub mod serve;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand};
pub use start::open;

use crate::access::{Action, Actor};
use crate::config::Options;
use crate::gate::House;
use crate::worker::sealer::Sealer;

/// Alongside 同行: peer mentoring and community service for people leaving crime behind.
#[derive(Parser)]
#[command(name = "alongside", version, max_term_width = 100)]
pub struct Cli {
    /// Settings in TOML; flags and ALONGSIDE_… variables come before them
    #[arg(long, global = true, env = "ALONGSIDE_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer requests until SIGTERM or Ctrl-C
    Serve,
    /// Bring people, openings and history from CSV files, by the rules of the API
    #[command(after_long_help = import::help())]
    Import(import::Options),
    /// Load the demo: invented people, openings and a year of history, and accounts to look around with
    Demo {
        #[command(subcommand)]
        what: Option<DemoCommand>,
    },
    /// Bring the database up to date and stop
    Migrate,
    /// Accounts that only the operator can make
    #[command(subcommand)]
    Admin(admin::Command),
    /// Whether the audit log is as it was sealed
    #[command(subcommand)]
    Audit(audit::Command),
    /// The keys under which what is told in confidence is encrypted
    #[command(subcommand)]
    Keys(keys::Command),
    /// Take a copy of the database that only the holder of another key can read, while the server works
    Backup(backup::Backup),
    /// Bring such a copy back into an empty place, and look whether all of it came
    Restore(backup::Restore),
    /// The engine that proposes a round, on files
    #[command(subcommand)]
    Match(matching::Match),
    /// Print the description of the API (OpenAPI 3.1)
    Openapi,
}

#[derive(Subcommand)]
enum DemoCommand {
    /// Print the one-time code with which one of its accounts signs in now, such as `coordinator`
    Code {
        /// The account: `coordinator` or its whole address
        who: String,
    },
}

/// What went wrong, for the person at the terminal.
#[derive(Debug)]
pub enum Failure {
    /// It was asked for wrongly: exit code 2.
    Usage(String),
    /// It did not work: exit code 1.
    Failed(String),
}

impl From<crate::base::Error> for Failure {
    fn from(error: crate::base::Error) -> Self {
        use crate::base::Error as E;
        Self::Failed(match error {
            E::Internal(why) => why,
            E::Busy { cause, .. } => format!("{cause}; try again"),
            other => format!("{other:?}"),
        })
    }
}

/// Runs the command line and gives the exit code: 0 done, 1 failed, 2 asked for wrongly.
#[must_use]
pub fn run(cli: Cli) -> ExitCode {
    let Cli { config, options, command } = cli;
    let settled = || options.settle(config.as_deref()).map_err(Failure::Usage);
    let done = match command {
        Command::Serve => settled().and_then(serve::run),
        Command::Migrate => settled().and_then(open).map(|house| {
            println!("The {} database is up to date.", house.engine_name());
        }),
        Command::Admin(command) => settled().and_then(|config| admin::run(command, config)),
        Command::Demo { what: None } => settled().and_then(demo::run),
        Command::Demo { what: Some(DemoCommand::Code { who }) } => {
            settled().and_then(|config| demo::code(&who, config))
        }
        Command::Import(options) => settled().and_then(|config| import::run(&options, config)),
        Command::Audit(command) => settled().and_then(|config| audit::run(command, &config)),
        Command::Keys(command) => settled().and_then(|config| keys::run(&command, config)),
        Command::Backup(options) => settled().and_then(|config| backup::take(options, config)),
        Command::Restore(options) => settled().and_then(|config| backup::restore(options, &config)),
        Command::Match(command) => matching::run(&command),
        Command::Openapi => print_api(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => fail(&failure),
    }
}

fn fail(failure: &Failure) -> ExitCode {
    match failure {
        Failure::Usage(why) => {
            eprintln!("alongside: {why}");
            ExitCode::from(2)
        }
        Failure::Failed(why) => {
            eprintln!("alongside: {why}");
            ExitCode::FAILURE
        }
    }
}

fn print_api() -> Result<(), Failure> {
    let json = crate::server::description_of_api()
        .to_pretty_json()
        .map_err(|error| Failure::Failed(error.to_string()))?;
    // Not `println!`, which panics when the reader of a pipe has gone.
    printed(writeln!(std::io::stdout(), "{json}"))
}

/// What became of a print; a reader who has seen enough, as `head` does, is no failure.
///
/// # Errors
/// `Failed` with anything else.
pub fn printed(done: std::io::Result<()>) -> Result<(), Failure> {
    match done {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::Failed(format!("standard output: {error}")))
        }
        _ => Ok(()),
    }
}

/// Seals what a command has written, as there may be no server that does.
///
/// # Errors
/// When the lines cannot be sealed or their checkpoint cannot be sent out.
pub async fn seal(house: &Arc<House>) -> Result<(), Failure> {
    Ok(Sealer::new(house.clone()).seal().await.map(drop)?)
}

/// Runs one command of the operator's in a transaction.
///
/// # Errors
/// The command's own.
pub async fn operate<T: Send + 'static>(
    house: &Arc<House>,
    command: impl FnOnce(&mut crate::tx::Tx<'_>) -> crate::base::Result<T> + Send + 'static,
) -> Result<T, Failure> {
    Ok(house.write(Actor::Operator, Action::Operate, "command line".into(), command).await?)
}
