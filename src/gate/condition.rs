//! How this server is, as its loops and its signals leave word of it: nothing of it is kept beyond the process.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use chrono::TimeDelta;

use crate::base::Instant;
use crate::db::Load;

/// No moment: what has not happened.
const NEVER: i64 = i64::MIN;

/// What the parts of a running server tell each other.
#[derive(Debug)]
pub struct Condition {
    begun: Instant,
    stopping: AtomicBool,
    clock_off: AtomicI64,
    backup_failed: AtomicI64,
}

impl Condition {
    /// A server that begins.
    pub(super) const fn new(now: Instant) -> Self {
        Self {
            begun: now,
            stopping: AtomicBool::new(false),
            clock_off: AtomicI64::new(0),
            backup_failed: AtomicI64::new(NEVER),
        }
    }

    /// Since when the server runs.
    #[must_use]
    pub const fn begun(&self) -> Instant {
        self.begun
    }

    /// From now on the server is not ready: it ends what is in work.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::SeqCst);
    }

    /// Whether it was told to stop.
    #[must_use]
    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::SeqCst)
    }

    /// The machine's clock is so far from where it would be had nobody set it; nothing, when it is right.
    pub fn clock_is_off_by(&self, off: TimeDelta) {
        self.clock_off.store(off.num_microseconds().unwrap_or(i64::MAX), Ordering::SeqCst);
    }

    /// How far the clock was set from where it would be.
    #[must_use]
    pub fn clock_off(&self) -> TimeDelta {
        TimeDelta::microseconds(self.clock_off.load(Ordering::SeqCst))
    }

    /// The last backup that was due could not be taken, or could again.
    pub fn backup_failed(&self, at: Option<Instant>) {
        self.backup_failed.store(at.map_or(NEVER, Instant::micros), Ordering::SeqCst);
    }

    /// Since when no backup can be taken that is due.
    #[must_use]
    pub fn backup_fails_since(&self) -> Option<Instant> {
        match self.backup_failed.load(Ordering::SeqCst) {
            NEVER => None,
            at => Some(Instant::from_micros(at)),
        }
    }
}

/// What a house says of itself without asking its database.
#[derive(Clone, Copy, Debug)]
pub struct Vitals {
    pub now: Instant,
    pub begun: Instant,
    /// `sqlite` or `postgres`.
    pub engine: &'static str,
    pub load: Load,
    /// Password work in hand and waiting for its turn.
    pub passwords: (usize, usize),
    pub clock_off: TimeDelta,
    pub backup_fails_since: Option<Instant>,
    /// The newest version of the wrapping key at hand.
    pub newest_key: i64,
}
