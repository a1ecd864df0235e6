//! What a round took to find.

use std::fs;
use std::time::Duration;

use serde::Serialize;

/// Times in milliseconds, memory in kilobytes.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Stats {
    /// Reading the JSON and checking it.
    pub encode_ms: f64,
    /// Bringing it into working form and finding who may meet whom.
    pub candidates_ms: f64,
    /// Choosing, and explaining the choice.
    pub solve_ms: f64,
    /// The most memory this process ever had; unknown outside Linux.
    pub peak_rss_kb: Option<u64>,
}

impl Stats {
    /// Three durations, and the memory so far.
    pub fn of(encode: Duration, candidates: Duration, solve: Duration) -> Self {
        Self {
            encode_ms: milliseconds(encode),
            candidates_ms: milliseconds(candidates),
            solve_ms: milliseconds(solve),
            peak_rss_kb: peak_rss_kb(),
        }
    }
}

/// Rounded to a thousandth.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}

fn peak_rss_kb() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
