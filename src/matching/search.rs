//! Dijkstra's search for the cheapest chain, with its end known early.
//!
//! Nodes are mentors and, after them, teams. As soon as a node gets a distance the solver knows what it would
//! cost to end there; no node at or beyond the cheapest end so far can matter, so none is ever queued.

#![expect(clippy::indexing_slicing, reason = "the hot loop: nodes are below the number given to Search::new")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// One search after another in the same memory. `S` says how a node was reached, `E` how the chain ends.
#[derive(Clone, Debug)]
pub struct Search<S, E> {
    distance: Vec<i64>,
    step: Vec<S>,
    touched: Vec<usize>,
    settled: Vec<usize>,
    queue: BinaryHeap<Reverse<(i64, usize)>>,
    limit: i64,
    end: E,
}

impl<S: Copy, E: Copy> Search<S, E> {
    /// For `nodes` nodes; `step` and `end` stand where nothing was found yet.
    pub fn new(nodes: usize, step: S, end: E) -> Self {
        Self {
            distance: vec![i64::MAX; nodes],
            step: vec![step; nodes],
            touched: Vec::new(),
            settled: Vec::new(),
            queue: BinaryHeap::new(),
            limit: 0,
            end,
        }
    }

    /// Forgets the last search; what costs `limit` or more is of no interest.
    pub fn begin(&mut self, limit: i64, end: E) {
        for node in self.touched.drain(..) {
            self.distance[node] = i64::MAX;
        }
        self.settled.clear();
        self.queue.clear();
        self.limit = limit;
        self.end = end;
    }

    /// The cost of the cheapest end so far.
    pub fn limit(&self) -> i64 {
        self.limit
    }

    /// The cheapest end so far.
    pub fn end(&self) -> E {
        self.end
    }

    /// How a node was reached.
    pub fn step(&self, node: usize) -> S {
        self.step[node]
    }

    /// How far a node is, as far as it is known; `i64::MAX` when it was not reached.
    pub fn distance(&self, node: usize) -> i64 {
        self.distance[node]
    }

    /// The nodes nearer than the end, with their distances.
    pub fn settled(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        self.settled.iter().map(|node| (*node, self.distance[*node]))
    }

    /// Notes a nearer way to a node; false when it is no nearer or no nearer than the end.
    pub fn label(&mut self, node: usize, distance: i64, step: S) -> bool {
        if distance >= self.limit || distance >= self.distance[node] {
            return false;
        }
        if self.distance[node] == i64::MAX {
            self.touched.push(node);
        }
        self.distance[node] = distance;
        self.step[node] = step;
        self.queue.push(Reverse((distance, node)));
        true
    }

    /// Notes a way to end the chain.
    pub fn end_by(&mut self, cost: i64, end: E) {
        if cost < self.limit {
            self.limit = cost;
            self.end = end;
        }
    }

    /// The nearest node not yet settled, if it is nearer than the end.
    pub fn settle_next(&mut self) -> Option<(i64, usize)> {
        while let Some(Reverse((distance, node))) = self.queue.pop() {
            if distance >= self.limit {
                return None;
            }
            // A node is queued again whenever it comes nearer; only its last entry counts.
            if distance == self.distance[node] {
                self.settled.push(node);
                return Some((distance, node));
            }
        }
        None
    }
}
