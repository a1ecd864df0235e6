//! What it costs to give somebody another mentor: exactly, without making it so.
//!
//! To force a pair is to push one unit through its edge and on, from the mentor back to where the person is now, by the
//! cheapest way; so the loss is the edge's reduced cost and the length of that way (the sensitivity of a shortest path;
//! Ahuja, Magnanti, Orlin 1993, section 9.11). A way either stays among the matched or passes through the sink: one
//! search backwards, as far as the sink, gives what every way costs from there on, and one search forwards from each
//! mentor, dearest edge last, the rest. The searches forwards are as short as a newcomer's, and none is made from a
//! mentor whose edge alone costs more than the choices found.

#![expect(
    clippy::indexing_slicing,
    reason = "every index comes from the network itself, whose arrays are of one length"
)]

use super::Flow;
use super::back::{Question, Ways};
use super::forth::{Exit, Forth, From, Goal, Move};
use crate::matching::network::NOBODY;
use crate::matching::search::FAR;

/// A mentor whom a person could have.
#[derive(Clone, Debug)]
pub struct Forced {
    pub mentor: usize,
    /// How much lower the objective would be.
    pub loss: i64,
    /// Who else would move, in the order in which places change hands.
    pub moves: Vec<Move>,
}

/// Back to the place that the person leaves.
struct Home<'a> {
    ways: &'a Ways,
    /// How far the place is from the sink; nodes beyond that are not known for certain.
    sink: i64,
}

impl Goal for Home<'_> {
    fn after_sink(&self) -> i64 {
        self.sink
    }

    fn after(&self, node: usize) -> Option<i64> {
        Some(self.ways.distance(node)).filter(|distance| *distance <= self.sink)
    }
}

impl Flow {
    /// The `top` mentors whom a person could have at the least loss, ties by row; none twice, none without a way.
    pub fn forced(&self, person: usize, top: usize) -> Vec<Forced> {
        let now = self.mentor_of[person];
        let sink = self.sink();
        let target = if now == NOBODY { sink } else { now };
        let ways = self.ways(Question { target, from: sink, but: person, limit: FAR });
        let home = Home { ways: &ways, sink: ways.distance(sink) };
        let dear = |(mentor, weight)| {
            (self.gain(person) + self.price[mentor] - self.network.base[person] - i64::from(weight), mentor)
        };
        let mut edges: Vec<(i64, usize)> = self.network.rows[person].iter().map(dear).collect();
        edges.sort_unstable();
        let mut forth = Forth::of(sink + self.mentor_of.len());
        let mut best: Vec<Forced> = Vec::new();
        for (cost, mentor) in edges {
            // As good as the last still counts, because ties fall by row.
            let limit = best.last().filter(|_| best.len() >= top).map_or(FAR, |last| last.loss + 1 - cost);
            if limit <= 0 {
                break;
            }
            forth.search.begin(limit, Exit::Stay);
            self.arrive(&mut forth, &home, mentor, 0, From::Start);
            self.follow(&mut forth, &home);
            if matches!(forth.search.end(), Exit::Stay) {
                continue;
            }
            let loss = cost + forth.search.limit();
            let mut moves = self.chain(&forth);
            moves.extend(match forth.search.end() {
                Exit::Join(node) => self.moves(&ways, node),
                _ => self.moves(&ways, sink),
            });
            let at = best.partition_point(|one| (one.loss, one.mentor) < (loss, mentor));
            best.insert(at, Forced { mentor, loss, moves });
            best.truncate(top);
        }
        best
    }
}
