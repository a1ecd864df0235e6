//! Refusals for the audit log: each has a line of its own as long as they are few, and then one line stands for many.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use chrono::TimeDelta;

use crate::access::{Action, Actor};
use crate::base::Instant;
use crate::tx::Denial;

/// Lines of their own that the refusals of one sign-in, or of a source without one, leave in a quarter of an hour. They
/// say enough by then, and a flood of refusals shall not become one of writes.
const MOST_LINES: u32 = 60;
const WINDOW: TimeDelta = TimeDelta::minutes(15);
/// How often it is looked for refusals whose window is over and that no line stands for yet.
const SWEEP: TimeDelta = TimeDelta::minutes(1);
/// Who is counted at once; beyond that each refusal has a line of its own.
const MOST: usize = 50_000;

/// A refusal, and who was refused what.
#[derive(Debug)]
pub struct Denied {
    pub actor: Actor,
    pub action: Action,
    pub request: String,
    pub denial: Denial,
}

/// A refusal that stands for so many of the same sign-in or source.
pub type Line = (Denied, u32);

struct Counted {
    all: u32,
    /// Those that no line stands for yet, and the last of them.
    unsaid: u32,
    last: Option<Denied>,
    /// Behind how many the next line comes.
    next: u32,
    until: Instant,
}

/// The refusals of the last quarter of an hour.
#[derive(Default)]
pub struct Denials(Mutex<Shelf>);

#[derive(Default)]
struct Shelf {
    counted: HashMap<String, Counted>,
    swept: Option<Instant>,
}

impl Denials {
    /// Counts a refusal of `who`; the lines that are to be written now. Beyond the first ones a line comes whenever
    /// their number has doubled, and once their time is over for those that are left.
    #[must_use]
    pub fn count(&self, who: String, denied: Denied, now: Instant) -> Vec<Line> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut due = Vec::new();
        let longest = now.plus(WINDOW);
        if !shelf.swept.is_some_and(|swept| swept.is_younger_than(SWEEP, now)) {
            shelf.swept = Some(now);
            shelf.counted.retain(|_, counted| {
                // A clock that was set back holds nothing for longer.
                let goes_on = now < counted.until && counted.until <= longest;
                if !goes_on {
                    due.extend(counted.rest());
                }
                goes_on
            });
        }
        if shelf.counted.len() >= MOST && !shelf.counted.contains_key(&who) {
            due.push((denied, 1));
            return due;
        }
        let fresh = || Counted { all: 0, unsaid: 0, last: None, next: MOST_LINES * 2, until: longest };
        let counted = shelf.counted.entry(who).or_insert_with(fresh);
        if now >= counted.until {
            due.extend(counted.rest());
            *counted = fresh();
        }
        counted.all = counted.all.saturating_add(1);
        counted.unsaid += 1;
        counted.last = Some(denied);
        if counted.all <= MOST_LINES {
            due.extend(counted.rest());
        } else if counted.all >= counted.next {
            counted.next = counted.next.saturating_mul(2);
            due.extend(counted.rest());
        }
        due
    }

    /// The lines for all that none stands for yet: the server stops.
    #[must_use]
    pub fn rest(&self) -> Vec<Line> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.counted.values_mut().filter_map(Counted::rest).collect()
    }
}

impl Counted {
    fn rest(&mut self) -> Option<Line> {
        let times = std::mem::take(&mut self.unsaid);
        self.last.take().map(|last| (last, times))
    }
}
