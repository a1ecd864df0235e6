//! Half-open stretches of time: one that ends at 12:00 does not touch one that begins at 12:00.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::Instant;

/// From `start` (included) to `end` (excluded).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    pub start: Instant,
    pub end: Instant,
}

impl Interval {
    /// `None` when it would be empty or run backwards.
    #[must_use]
    pub fn new(start: Instant, end: Instant) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// Whether the two share any moment.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// How long it lasts.
    #[must_use]
    pub fn length(self) -> TimeDelta {
        self.end.since(self.start)
    }
}
