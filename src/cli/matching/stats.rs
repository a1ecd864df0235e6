//! What a round took to find.

use std::fs;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
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

/// Measures laps by what the processor worked for this thread: other programs on the machine do not count.
pub struct Watch(Duration);

impl Watch {
    /// Begins the first lap.
    pub fn start() -> Self {
        let worked = clock_gettime(ClockId::ThreadCPUTime);
        let seconds = u64::try_from(worked.tv_sec).unwrap_or(0);
        Self(Duration::from_secs(seconds) + Duration::from_nanos(u64::try_from(worked.tv_nsec).unwrap_or(0)))
    }

    /// Ends a lap and begins the next.
    pub fn lap(&mut self) -> Duration {
        let before = std::mem::replace(self, Self::start());
        self.0.saturating_sub(before.0)
    }
}

/// Rounded to a thousandth.
pub fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1e6).round() / 1e3
}

fn peak_rss_kb() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
