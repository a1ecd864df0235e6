//! What a round took to find.

use std::fs;
use std::time::{Duration, Instant};

use serde::Serialize;

/// Times in milliseconds of the processor, memory in kilobytes.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Stats {
    /// Reading the JSON and checking it.
    pub encode_ms: f64,
    /// Bringing it into working form and finding who may meet whom.
    pub candidates_ms: f64,
    /// Choosing.
    pub solve_ms: f64,
    /// Explaining the choice and everybody it leaves out.
    pub explain_ms: f64,
    /// The most memory this process ever had; unknown outside Linux.
    pub peak_rss_kb: Option<u64>,
}

impl Stats {
    /// The times of reading, finding, choosing and explaining, and the memory so far.
    pub fn of([encode, candidates, solve, explain]: [Duration; 4]) -> Self {
        Self {
            encode_ms: milliseconds(encode),
            candidates_ms: milliseconds(candidates),
            solve_ms: milliseconds(solve),
            explain_ms: milliseconds(explain),
            peak_rss_kb: peak_rss_kb(),
        }
    }
}

/// Measures laps: what the processor worked for this thread, or the time that went by where the system does not tell.
pub struct Watch {
    worked: Option<Duration>,
    begun: Instant,
}

impl Watch {
    /// Begins the first lap.
    pub fn start() -> Self {
        Self { worked: worked(), begun: Instant::now() }
    }

    /// Ends a lap and begins the next.
    pub fn lap(&mut self) -> Duration {
        let before = std::mem::replace(self, Self::start());
        match (before.worked, self.worked) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.begun - before.begun,
        }
    }
}

/// What the processor worked for this thread since it began.
fn worked() -> Option<Duration> {
    let status = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    status.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
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
