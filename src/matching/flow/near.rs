//! The few edges of each person that the solver looks at first.
//!
//! Beside each edge stands its **key**, weight less price when last looked at. Prices mostly rise, so a key is never
//! too low: read by falling keys, the first edge that cannot be near enough ends the reading. What is not at hand
//! cannot be nearer than its best key, `beyond`, says; so the whole row is read again only when the search has come
//! that far, which is seldom before it ends. At 20,000 × 50,000 that alone saved two edges in five.

#![expect(clippy::indexing_slicing, reason = "the hot loop: no hand holds more than WIDTH")]

use crate::matching::edges::{Edge, Row};
use crate::matching::model::{ix, small};
use crate::matching::search::FAR;

/// Edges kept at hand for each person. Eight were a tenth faster at 2,000 × 5,000 and above, but a third slower at
/// 200 × 500, where whole rows are no longer than this.
const WIDTH: usize = 16;

/// An edge and the most it can be worth above the price of its place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Near {
    pub key: i64,
    pub mentor: u32,
    pub weight: u32,
}

/// What one person has at hand.
#[derive(Clone, Copy, Debug)]
pub struct Hand {
    /// The best key among all edges that are not at hand.
    pub beyond: i64,
    count: usize,
    near: [Near; WIDTH],
}

impl Hand {
    /// Nothing at hand, and nothing known of the rest.
    pub const EMPTY: Self =
        Self { beyond: FAR, count: 0, near: [Near { key: 0, mentor: 0, weight: 0 }; WIDTH] };

    /// The edges at hand by falling keys.
    pub fn near(&self) -> &[Near] {
        &self.near[..self.count]
    }

    /// Reads the whole row at today's prices and keeps the best of it; `above` receives every edge, at hand or not,
    /// whose key is above `cut`.
    pub fn read(&mut self, row: &Row, price: &[i64], cut: i64, above: &mut Vec<Near>) {
        above.clear();
        match row {
            Row::Packed(edges) => self.read_edges(edges, price, cut, above),
            Row::Wide(edges) => self.read_edges(edges, price, cut, above),
        }
    }

    fn read_edges<E: Edge>(&mut self, edges: &[E], price: &[i64], cut: i64, above: &mut Vec<Near>) {
        let mut least = self.floor(price);
        let mut low = least.min(cut);
        let mut beyond = i64::MIN;
        self.count = 0;
        for edge in edges {
            let (mentor, weight) = (edge.mentor(), edge.weight());
            let key = i64::from(weight) - price[mentor];
            // Most edges are worth neither keeping nor telling.
            if key < low {
                beyond = beyond.max(key);
                continue;
            }
            let near = Near { key, mentor: small(mentor), weight };
            if key > cut {
                above.push(near);
            }
            if key < least {
                beyond = beyond.max(key);
                continue;
            }
            beyond = beyond.max(self.keep(near));
            if self.count == WIDTH {
                least = least.max(self.near[WIDTH - 1].key);
                low = least.min(cut);
            }
        }
        self.beyond = beyond;
    }

    /// The least key at hand at today's prices: whatever is below is not among the best.
    fn floor(&self, price: &[i64]) -> i64 {
        let today = |near: &Near| i64::from(near.weight) - price[ix(near.mentor)];
        if self.count < WIDTH { i64::MIN } else { self.near.iter().map(today).min().unwrap_or(i64::MIN) }
    }

    /// Keeps an edge if it is among the best; says the key of what is not kept.
    fn keep(&mut self, near: Near) -> i64 {
        let mut lost = i64::MIN;
        if self.count == WIDTH {
            if near.key <= self.near[WIDTH - 1].key {
                return near.key;
            }
            lost = self.near[WIDTH - 1].key;
        } else {
            self.count += 1;
        }
        let mut at = self.count - 1;
        while at > 0 && self.near[at - 1].key < near.key {
            self.near[at] = self.near[at - 1];
            at -= 1;
        }
        self.near[at] = near;
        lost
    }
}
