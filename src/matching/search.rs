//! Dijkstra's search for the cheapest chain, with its end known early.
//!
//! Nodes are mentors and, after them, teams. As soon as a node gets a distance the solver knows what it would
//! cost to end there; no node at or beyond the cheapest end so far can matter, so none is ever queued.

#![expect(clippy::indexing_slicing, reason = "the hot loop: nodes are below the number given to Search::new")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// How a node was reached.
#[derive(Clone, Copy, Debug)]
pub enum From {
    /// A person could move to this mentor.
    Person(usize),
    /// The team's place goes to another mentor of it.
    Team,
    /// This mentor has a free place and asks the team for one.
    Mentor(usize),
}

/// How the chain ends.
#[derive(Clone, Copy, Debug)]
pub enum Exit {
    /// The newcomer stays unmatched.
    Stay,
    /// At a free place of this mentor.
    Free(usize),
    /// The person of least value with this mentor goes unmatched.
    Drop(usize),
}

/// One search after another in the same memory.
#[derive(Clone, Debug)]
pub struct Search {
    distance: Vec<i64>,
    from: Vec<From>,
    touched: Vec<usize>,
    settled: Vec<(usize, i64)>,
    queue: BinaryHeap<Reverse<(i64, usize)>>,
    limit: i64,
    exit: Exit,
}

impl Search {
    pub fn new(nodes: usize) -> Self {
        Self {
            distance: vec![i64::MAX; nodes],
            from: vec![From::Team; nodes],
            touched: Vec::new(),
            settled: Vec::new(),
            queue: BinaryHeap::new(),
            limit: 0,
            exit: Exit::Stay,
        }
    }

    /// Forgets the last search; the newcomer staying unmatched costs `stay`.
    pub fn begin(&mut self, stay: i64) {
        for node in self.touched.drain(..) {
            self.distance[node] = i64::MAX;
        }
        self.settled.clear();
        self.queue.clear();
        self.limit = stay;
        self.exit = Exit::Stay;
    }

    /// The cost of the cheapest end so far.
    pub fn limit(&self) -> i64 {
        self.limit
    }

    /// The cheapest end so far.
    pub fn exit(&self) -> Exit {
        self.exit
    }

    /// How a node was reached.
    pub fn from(&self, node: usize) -> From {
        self.from[node]
    }

    /// The nodes nearer than the end of the path.
    pub fn settled(&self) -> impl Iterator<Item = (usize, i64)> + '_ {
        self.settled.iter().copied()
    }

    /// Notes a nearer way to a node; false when it is no nearer or no nearer than the end.
    pub fn label(&mut self, node: usize, distance: i64, from: From) -> bool {
        if distance >= self.limit || distance >= self.distance[node] {
            return false;
        }
        if self.distance[node] == i64::MAX {
            self.touched.push(node);
        }
        self.distance[node] = distance;
        self.from[node] = from;
        self.queue.push(Reverse((distance, node)));
        true
    }

    /// Notes a way to end the chain.
    pub fn end_by(&mut self, cost: i64, exit: Exit) {
        if cost < self.limit {
            self.limit = cost;
            self.exit = exit;
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
                self.settled.push((node, distance));
                return Some((distance, node));
            }
        }
        None
    }
}
