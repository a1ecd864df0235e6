//! How many connections each source has.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::limits;

/// How many connections each source has.
#[derive(Default)]
pub struct Sources {
    counts: Mutex<HashMap<String, usize>>,
    refused: AtomicU64,
}

impl Sources {
    /// A place for one more connection of a source, which has `most`; it is free again once it is dropped.
    pub fn enter(self: &Arc<Self>, address: IpAddr, most: usize) -> Option<Place> {
        let source = limits::named(address);
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        let count = counts.entry(source.clone()).or_default();
        if *count >= most {
            self.refused.fetch_add(1, Ordering::Relaxed);
            return None;
        }
        *count += 1;
        Some(Place { sources: self.clone(), source })
    }

    /// How many connections there are.
    #[must_use]
    pub fn open(&self) -> usize {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).values().sum()
    }

    /// How many were refused since the server began.
    #[must_use]
    pub fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }
}

/// The place of one connection.
pub struct Place {
    sources: Arc<Sources>,
    source: String,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut counts = self.sources.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = counts.get_mut(&self.source) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                counts.remove(&self.source);
            }
        }
    }
}
