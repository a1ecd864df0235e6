//! `alongside match bench`: the same instances solved again and again, medians of the processor's time as a table.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::ProgressBar;
use serde::Serialize;

use super::files;
use super::stats::{Stats, Watch, milliseconds};
use super::{load, timed};
use crate::cli::Failure;
use crate::matching::{Round, Solved, alternatives, changes};

/// For so many persons other choices are asked, and so many are inserted.
const ASKED: usize = 100;

/// What one instance took; times in milliseconds of the processor, each a median.
#[derive(Serialize)]
struct Measured {
    instance: String,
    mentors: usize,
    pics: usize,
    psychologists: usize,
    edges: u64,
    matched: u32,
    objective: i64,
    encode_ms: f64,
    candidates_ms: f64,
    solve_ms: f64,
    explain_ms: f64,
    /// The five best mentors of a person with what each costs.
    others_ms: f64,
    /// One person more, without solving anew.
    insert_ms: f64,
    /// Of all phases; unknown outside Linux.
    peak_mb: Option<u64>,
}

/// Prints one line per instance, or all as JSON.
pub fn bench(instances: &[PathBuf], runs: u16, json: bool) -> Result<(), Failure> {
    let mut all = Vec::new();
    if !json {
        files::print(&row(&HEADS.map(str::to_owned)))?;
    }
    for path in instances {
        let measured = measure(path, runs)?;
        if !json {
            files::print(&measured.line())?;
        }
        all.push(measured);
    }
    if json { files::write_json(None, &all) } else { Ok(()) }
}

fn measure(path: &Path, runs: u16) -> Result<Measured, Failure> {
    let mut stats = Vec::new();
    let mut last = None;
    for _ in 0..runs {
        // One at a time, so that the peak of memory is that of one.
        drop(last.take());
        let (solved, round, took) = timed(path, &ProgressBar::hidden())?;
        stats.push(took);
        last = Some((solved, round));
    }
    let Some((mut solved, round)) = last else {
        return Err(Failure::Usage("at least one run".into()));
    };
    let of = |part: fn(&Stats) -> f64| median(stats.iter().map(part).collect());
    let prices = &round.certificate.prices;
    Ok(Measured {
        instance: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        mentors: prices.mentors.len(),
        pics: prices.pics.len(),
        psychologists: prices.psychologists.len(),
        edges: round.feasible_edges,
        matched: round.matched,
        objective: round.objective,
        encode_ms: of(|one| one.encode_ms),
        candidates_ms: of(|one| one.candidates_ms),
        solve_ms: of(|one| one.solve_ms),
        explain_ms: of(|one| one.explain_ms),
        others_ms: others(&solved, &round),
        insert_ms: inserts(path, &mut solved)?,
        peak_mb: stats.iter().filter_map(|one| one.peak_rss_kb).max().map(|kilobytes| kilobytes / 1024),
    })
}

fn others(solved: &Solved, round: &Round) -> f64 {
    let step = (round.certificate.prices.pics.len() / ASKED).max(1);
    let asked = (0..round.certificate.prices.pics.len()).step_by(step);
    median(
        asked
            .filter_map(|pic| {
                let mut watch = Watch::start();
                alternatives(solved, u32::try_from(pic).ok()?, 5).ok()?;
                Some(milliseconds(watch.lap()))
            })
            .collect(),
    )
}

/// Persons like the last ones of the instance, one after another.
fn inserts(path: &Path, solved: &mut Solved) -> Result<f64, Failure> {
    let instance = load(path)?;
    let mut times = Vec::new();
    let persons = instance.pics.len();
    for (more, like) in instance.pics.iter().rev().take(ASKED).enumerate() {
        let mut pic = like.clone();
        pic.id = u32::try_from(persons + more).unwrap_or(u32::MAX);
        pic.key = None;
        let mut watch = Watch::start();
        changes::insert(solved, &pic, &[]).map_err(|fault| files::wrong(path, &fault))?;
        times.push(milliseconds(watch.lap()));
    }
    Ok(median(times))
}

const HEADS: [&str; 11] = [
    "instance",
    "people",
    "edges",
    "matched",
    "encode ms",
    "candidates ms",
    "solve ms",
    "explain ms",
    "others ms",
    "insert ms",
    "peak MB",
];

impl Measured {
    fn line(&self) -> String {
        let time = |ms: f64| format!("{ms:.2}");
        row(&[
            self.instance.clone(),
            format!("{}×{}×{}", self.mentors, self.pics, self.psychologists),
            self.edges.to_string(),
            self.matched.to_string(),
            time(self.encode_ms),
            time(self.candidates_ms),
            time(self.solve_ms),
            time(self.explain_ms),
            time(self.others_ms),
            time(self.insert_ms),
            self.peak_mb.map_or_else(|| "?".to_owned(), |megabytes| megabytes.to_string()),
        ])
    }
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(milliseconds(Duration::ZERO))
}

fn row(cells: &[String; 11]) -> String {
    let [name, rest @ ..] = cells;
    rest.iter().fold(format!("{name:<20}"), |line, cell| format!("{line} {cell:>13}"))
}
