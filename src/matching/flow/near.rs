//! The few edges of each person that the solver looks at first.
//!
//! Beside each edge stands its **key**, weight less price when last looked at. Prices mostly rise, so a key is never
//! too low: read by falling keys, the first edge that cannot be near enough ends the reading, and the whole row is
//! read again only when even `beyond`, the best key of all other edges, does not rule it out. At 20,000 × 50,000 this
//! and the narrow rows of `edges` together divided the time of the solver by four.

#![expect(clippy::indexing_slicing, reason = "the hot loop: persons are below the number given to Near::of")]

use std::cmp::Reverse;

/// Edges kept at hand for each person: 8, 12 and 24 were no faster at 20,000 × 50,000.
const WIDTH: usize = 16;

/// An edge and the most it can be worth above the price of its place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Near {
    pub key: i64,
    pub mentor: u32,
    pub weight: u32,
}

/// What is at hand for everybody.
#[derive(Clone, Debug, Default)]
pub struct AtHand {
    near: Vec<Near>,
    count: Vec<usize>,
    beyond: Vec<i64>,
    /// The row that is being read.
    pub row: Vec<Near>,
}

impl AtHand {
    /// Nothing at hand yet.
    pub fn of(persons: usize) -> Self {
        Self {
            near: vec![Near::default(); persons * WIDTH],
            count: vec![0; persons],
            beyond: vec![i64::MAX; persons],
            row: Vec::new(),
        }
    }

    /// Makes room for one more person.
    pub fn add_person(&mut self) {
        self.near.resize(self.near.len() + WIDTH, Near::default());
        self.count.push(0);
        self.beyond.push(i64::MAX);
    }

    /// Forgets everything: prices fell, so that keys may be too low.
    pub fn forget(&mut self) {
        self.count.fill(0);
        self.beyond.fill(i64::MAX);
    }

    /// Forgets one person's edges, which changed.
    pub fn forget_person(&mut self, person: usize) {
        self.count[person] = 0;
        self.beyond[person] = i64::MAX;
    }

    /// The person's edge with the key in this place, by falling keys.
    pub fn get(&self, person: usize, place: usize) -> Option<Near> {
        (place < self.count[person]).then(|| self.near[person * WIDTH + place])
    }

    /// The best key among all edges that are not at hand.
    pub fn beyond(&self, person: usize) -> i64 {
        self.beyond[person]
    }

    /// Keeps the best of the row just read.
    pub fn keep(&mut self, person: usize) {
        let order = |near: &Near| (Reverse(near.key), near.mentor);
        self.beyond[person] = i64::MIN;
        if self.row.len() > WIDTH {
            self.row.select_nth_unstable_by_key(WIDTH, order);
            self.beyond[person] = self.row[WIDTH].key;
            self.row.truncate(WIDTH);
        }
        self.row.sort_unstable_by_key(order);
        let begin = person * WIDTH;
        self.near[begin..begin + self.row.len()].copy_from_slice(&self.row);
        self.count[person] = self.row.len();
    }
}
