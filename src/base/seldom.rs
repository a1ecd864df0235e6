//! What would be said again and again is said once a minute.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

const MINUTE: Duration = Duration::from_secs(60);

/// What was said lately.
#[derive(Debug, Default)]
pub struct Seldom(Mutex<Vec<(String, Instant)>>);

impl Seldom {
    /// Nothing was said yet.
    #[must_use]
    pub const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    /// Whether this was not said for a minute; then it is taken to be said now.
    pub fn is_due(&self, what: &str) -> bool {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        said.retain(|(_, at)| at.elapsed() < MINUTE);
        let due = said.iter().all(|(known, _)| known != what);
        if due {
            said.push((what.to_owned(), Instant::now()));
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_is_said_once() {
        let seldom = Seldom::new();
        assert!(seldom.is_due("the disk is full"));
        assert!(!seldom.is_due("the disk is full"));
        assert!(seldom.is_due("the file is held"));
    }
}
