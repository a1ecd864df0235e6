//! `alongside match`: the engine on files, for people who want to check it, measure it or use it elsewhere.

mod files;
mod sample;
mod stats;
mod bench;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use crate::cli::Failure;
use crate::matching::{
    Instance, Options, Prepared, Round, SolveError, Solved, alternatives, supervise, verify,
};
use sample::Sample;
use stats::{Stats, Watch};

/// What `alongside match` can do.
#[derive(Debug, Subcommand)]
pub enum Match {
    /// Find the best round for an instance and print it with its proof.
    ///
    /// Reads the format alongside.instance/1, plain or gzip, and writes alongside.round/1. Exit code 2 and
    /// the path of the fault when the instance is wrong, as in "mentors[17].avail: 83 digits, 84 needed".
    Solve {
        /// The instance, JSON or gzipped JSON.
        instance: PathBuf,
        /// Where to write the round; standard output when missing.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Check a round independently: rules, places, figures, and that no round is better.
    ///
    /// Exit code 0 when all is true, 1 with the faults when not, 2 when a file cannot be understood.
    Verify {
        /// The instance, JSON or gzipped JSON.
        instance: PathBuf,
        /// A round that `match solve` or somebody else made for it.
        round: PathBuf,
    },
    /// List the mentors a person could have and what choosing each would cost, exactly.
    ///
    /// The best first, the chosen one with regret 0; `moves` says who else would have another mentor or none.
    /// Exit code 2 for a person who is not in the instance or whose pair is pinned.
    Alternatives {
        /// The instance, JSON or gzipped JSON.
        instance: PathBuf,
        /// The person's id.
        #[arg(long)]
        pic: u32,
        /// How many mentors.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
        top: u16,
    },
    /// Place mentors who have no supervisor with psychologists.
    Supervise {
        /// The instance, JSON or gzipped JSON.
        instance: PathBuf,
        /// Where to write the round; standard output when missing.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Make up an instance of a given size, the same for the same seed.
    Generate(Sample),
    /// Solve instances several times and print the median times as a table.
    Bench {
        /// Instances, JSON or gzipped JSON.
        #[arg(required = true)]
        instances: Vec<PathBuf>,
        /// How often each is solved.
        #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
        runs: u16,
        /// Print JSON for other programs.
        #[arg(long)]
        json: bool,
    },
}

/// Does it.
///
/// # Errors
/// [`Failure::Usage`] when a file is wrong, with the path of the fault; [`Failure::Failed`] when a round is not
/// true or a file cannot be read or written.
pub fn run(command: &Match) -> Result<(), Failure> {
    match command {
        Match::Solve { instance, out } => solve(instance, out.as_deref()),
        Match::Verify { instance, round } => check(instance, round),
        Match::Alternatives { instance, pic, top } => others(instance, *pic, usize::from(*top)),
        Match::Supervise { instance, out } => {
            let round = supervise(&load(instance)?).map_err(|fault| files::wrong(instance, &fault))?;
            files::write_json(out.as_deref(), &round)
        }
        Match::Generate(sample) => sample.write(),
        Match::Bench { instances, runs, json } => bench::bench(instances, *runs, *json),
    }
}

/// A round with what it took to find it.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    round: Round,
    stats: Stats,
}

fn solve(path: &Path, out: Option<&Path>) -> Result<(), Failure> {
    let bar = ProgressBar::new(0).with_style(
        ProgressStyle::with_template("{wide_bar} {pos}/{len}")
            .unwrap_or_else(|_| ProgressStyle::default_bar()),
    );
    let (_, round, stats) = timed(path, &bar)?;
    bar.finish_and_clear();
    files::write_json(out, &Answer { round, stats })
}

fn load(path: &Path) -> Result<Instance, Failure> {
    Instance::from_json(files::open(path)?).map_err(|fault| files::wrong(path, &fault))
}

fn others(path: &Path, pic: u32, top: usize) -> Result<(), Failure> {
    let prepared = Prepared::of(load(path)?).map_err(|fault| files::wrong(path, &fault))?;
    let solved = prepared.solve(&Options::default()).map_err(|error| files::wrong(path, &error))?;
    let others = alternatives(&solved, pic, top).map_err(|why| files::wrong(path, &why))?;
    files::write_json(None, &others)
}

/// Reads and solves, watching the processor's time at each step.
fn timed(path: &Path, bar: &ProgressBar) -> Result<(Solved, Round, Stats), Failure> {
    let mut watch = Watch::start();
    let instance = load(path)?;
    let encode = watch.lap();
    let prepared = Prepared::of(instance).map_err(|fault| files::wrong(path, &fault))?;
    let candidates = watch.lap();
    let progress = |done: usize, all: usize| {
        bar.set_length(u64::try_from(all).unwrap_or(u64::MAX));
        bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
        true
    };
    let solved = prepared.solve(&Options { progress: Some(&progress) }).map_err(|error| match error {
        SolveError::Invalid(fault) => files::wrong(path, &fault),
        SolveError::Stopped => Failure::Failed(error.to_string()),
    })?;
    let solve = watch.lap();
    let round = solved.round();
    let stats = Stats::of([encode, candidates, solve, watch.lap()]);
    Ok((solved, round, stats))
}

fn check(instance_path: &Path, round_path: &Path) -> Result<(), Failure> {
    let instance = Instance::from_json(files::open(instance_path)?)
        .map_err(|fault| files::wrong(instance_path, &fault))?;
    let round: Round = serde_json::from_reader(files::open(round_path)?)
        .map_err(|error| files::wrong(round_path, &error))?;
    match verify(&instance, &round) {
        Ok(()) => files::print(&format!(
            "True and optimal: {} matched, objective {}, and no round can exceed {}.",
            round.matched, round.objective, round.certificate.dual
        )),
        Err(faults) => {
            let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
            Err(Failure::Failed(lines.join("\n")))
        }
    }
}
