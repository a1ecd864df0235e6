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
/// Bytes kept at once, keys and answers together; what does not fit is asked for anew.
const MOST: usize = 8 * 1024 * 1024;

struct Kept {
    bytes: Bytes,
    at: Instant,
    renewing: bool,
}

impl Kept {
    fn size(&self, key: &str) -> usize {
        key.len() + self.bytes.len()
    }
}

/// Answers that everybody may see.
#[derive(Default)]
pub struct Store(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    kept: HashMap<String, Kept>,
    size: usize,
    /// When those that nobody may use any more were last thrown away.
    swept: Option<Instant>,
}

impl Store {
    /// The answer to `key` if it is young enough; `None` makes the caller the one who renews it.
    #[must_use]
    pub fn get(&self, key: &str, now: Instant) -> Option<Bytes> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = shelf.kept.get_mut(key)?;
        let young = |age| entry.at.is_younger_than(age, now);
        if young(FRESH) || (entry.renewing && young(USABLE)) {
            return Some(entry.bytes.clone());
        }
        entry.renewing = true;
        None
    }

    /// Keeps a new answer if there is room; those that are too old go once a second.
    pub fn put(&self, key: String, bytes: Bytes, now: Instant) {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = Kept { bytes, at: now, renewing: false };
        let size = fresh.size(&key);
        if !shelf.swept.is_some_and(|swept| swept.is_younger_than(USABLE, now)) {
            shelf.kept.retain(|_, kept| kept.at.is_younger_than(USABLE, now));
            shelf.size = shelf.kept.iter().map(|(key, kept)| kept.size(key)).sum();
            shelf.swept = Some(now);
        }
        if shelf.size + size > MOST {
            return;
        }
        let before = shelf.kept.get(&key).map_or(0, |kept| kept.size(&key));
        shelf.size = (shelf.size + size).saturating_sub(before);
        shelf.kept.insert(key, fresh);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_take_only_so_much_room_and_none_stays_once_it_is_old() {
        let (store, now) = (Store::default(), Instant::from_micros(0));
        let long = Bytes::from(vec![0_u8; MOST / 4]);
        for number in 0..10 {
            store.put(format!("/{number}"), long.clone(), now);
        }
        let kept = |now| (0..10).filter(|number| store.get(&format!("/{number}"), now).is_some()).count();
        assert_eq!(kept(now), 3);
        let later = now.plus(USABLE);
        store.put("/new".into(), Bytes::from_static(b"new"), later);
        let shelf = store.0.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!((shelf.kept.len(), shelf.size), (1, 7));
    }
    #[test]
    fn a_clock_that_is_set_back_freezes_nothing() {
        let (store, now) = (Store::default(), Instant::default());
        store.put("/list".into(), Bytes::from_static(b"old"), now);
        let back = now.minus(TimeDelta::hours(1));
        assert_eq!(store.get("/list", back), None);
        store.put("/other".into(), Bytes::from_static(b"new"), back);
        let shelf = store.0.lock().unwrap_or_else(PoisonError::into_inner);
        assert_eq!(shelf.kept.keys().collect::<Vec<_>>(), ["/other"]);
    }
}
