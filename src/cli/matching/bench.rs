//! `alongside match bench`: the same instances solved again and again, medians of the processor's time as a table.

use std::path::{Path, PathBuf};

use indicatif::ProgressBar;

use super::files;
use super::stats::Stats;
use super::timed;
use crate::cli::Failure;
use crate::matching::Round;

/// Prints one line per instance.
pub fn bench(instances: &[PathBuf], runs: u16) -> Result<(), Failure> {
    files::print(&row(&[
        "instance",
        "people",
        "edges",
        "matched",
        "encode ms",
        "candidates ms",
        "solve ms",
        "explain ms",
        "peak MB",
    ]))?;
    for path in instances {
        let mut all = Vec::new();
        let mut last = None;
        for _ in 0..runs {
            let (round, stats) = timed(path, &ProgressBar::hidden())?;
            all.push(stats);
            last = Some(round);
        }
        if let Some(round) = last {
            files::print(&line(path, &round, &all))?;
        }
    }
    Ok(())
}

fn line(path: &Path, round: &Round, all: &[Stats]) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let prices = &round.certificate.prices;
    let memory = all.iter().filter_map(|stats| stats.peak_rss_kb).max();
    row(&[
        &name,
        &format!("{}×{}×{}", prices.mentors.len(), prices.pics.len(), prices.psychologists.len()),
        &round.feasible_edges.to_string(),
        &round.matched.to_string(),
        &median(all, |stats| stats.encode_ms),
        &median(all, |stats| stats.candidates_ms),
        &median(all, |stats| stats.solve_ms),
        &median(all, |stats| stats.explain_ms),
        &memory.map_or_else(|| "?".to_owned(), |kilobytes| (kilobytes / 1024).to_string()),
    ])
}

fn median(all: &[Stats], of: impl Fn(&Stats) -> f64) -> String {
    let mut times: Vec<f64> = all.iter().map(of).collect();
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).map_or_else(String::new, |time| format!("{time:.1}"))
}

fn row(cells: &[&str; 9]) -> String {
    let [name, rest @ ..] = cells;
    rest.iter().fold(format!("{name:<24}"), |line, cell| format!("{line} {cell:>14}"))
}
