//! Dijkstra's search for the cheapest chain, with its end known early.
//!
//! As soon as a node gets a distance the solver knows what it would cost to end there; no node at or beyond the
//! cheapest end so far can matter, so none is ever queued.

#![expect(clippy::indexing_slicing, reason = "the hot loop: nodes are below the number given to Search::new")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// More than any way can cost, with room to add to it.
pub const FAR: i64 = i64::MAX / 4;

/// One search after another in the same memory. `S` says how a node was reached, `E` how the chain ends.
#[derive(Clone, Debug)]
pub struct Search<S, E> {
    /// How far each node is, and how it was reached.
    nodes: Vec<(i64, S)>,
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
            nodes: vec![(i64::MAX, step); nodes],
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
            self.nodes[node].0 = i64::MAX;
        }
        self.settled.clear();
        self.queue.clear();
        self.limit = limit;
        self.end = end;
    }

    /// Makes room for one node more.
    pub fn grow(&mut self, step: S) {
        self.nodes.push((i64::MAX, step));
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
        self.nodes[node].1
    }

    /// How far a node is, as far as it is known; `i64::MAX` when it was not reached.
    pub fn distance(&self, node: usize) -> i64 {
        self.nodes[node].0
    }

    /// The nodes nearer than the end, with their distances.
    pub fn settled(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        self.settled.iter().map(|node| (*node, self.nodes[*node].0))
    }

    /// Notes a nearer way to a node; false when it is no nearer or no nearer than the end.
    pub fn label(&mut self, node: usize, distance: i64, step: S) -> bool {
        if distance >= self.limit {
            return false;
        }
        let known = &mut self.nodes[node];
        if distance >= known.0 {
            return false;
        }
        if known.0 == i64::MAX {
            self.touched.push(node);
        }
        *known = (distance, step);
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
            if distance == self.nodes[node].0 {
                self.settled.push(node);
                return Some((distance, node));
            }
        }
        None
    }
}
