//! Public answers shared as bytes: a quarter of a second fresh, up to a second old while one request renews them.
//!
//! By age and not by a counter of writes, because every booking would empty the store.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use actix_web::web::Bytes;
use chrono::TimeDelta;

use crate::base::Instant;

const FRESH: TimeDelta = TimeDelta::milliseconds(250);
const USABLE: TimeDelta = TimeDelta::seconds(1);
/// Answers kept at once; beyond that the store starts anew.
const MOST: usize = 4096;

struct Kept {
    bytes: Bytes,
    at: Instant,
    renewing: bool,
}

/// Answers that everybody may see.
#[derive(Default)]
pub struct Store(Mutex<HashMap<String, Kept>>);

impl Store {
    /// The answer to `key` if it is young enough; `None` makes the caller the one who renews it.
    #[must_use]
    pub fn get(&self, key: &str, now: Instant) -> Option<Bytes> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = kept.get_mut(key)?;
        let age = now.since(entry.at);
        if age < FRESH || (entry.renewing && age < USABLE) {
            return Some(entry.bytes.clone());
        }
        entry.renewing = true;
        None
    }

    /// Keeps a new answer.
    pub fn put(&self, key: String, bytes: Bytes, now: Instant) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST {
            kept.clear();
        }
        kept.insert(key, Kept { bytes, at: now, renewing: false });
    }
}
