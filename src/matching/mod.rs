//! The engine that proposes a round of pairings: instance in, best possible round out.
//!
//! Pure: no clock, no files, no chance, whole numbers only; the same instance gives the same round.
//!
//! **What it decides.** Each person in custody (PIC) gets at most one mentor, each mentor takes as many as
//! they have places, and each psychologist supervises as many pairs as they have places, where the
//! psychologist of a pair is the mentor's supervisor. Best is, in this order: most persons matched; most of
//! those who wait longest; the highest sum of scores. Hard rules decide who may meet at all, and no score
//! outweighs them.
//!
//! **Why one flow suffices.** A pair is worth `F · (tier + 1) + score`, with `F` above every possible sum of
//! scores. Sets of persons who can be served together are the independent sets of a matroid (a gammoid:
//! Perfect 1968), so a set of greatest weight is also of greatest size, and any weights that keep the order
//! of the tiers choose the lexicographically best, as in priority kidney exchange (Roth, Sönmez, Ünver 2005).
//! Fairness to long waiters therefore never costs a match. With the supervisor given, person → mentor →
//! psychologist is a min-cost flow, solved exactly in whole numbers; leaving each mentor's supervisor open
//! would be NP-hard (axial 3-dimensional matching, Karp 1972).
//!
//! **Why to believe it.** Every round carries prices that prove by linear-programming duality that none is
//! better; [`verify`] checks that proof, the rules and all figures without the solver.
//!
//! Reading order: the instance and its faults; its working form; who may meet; the flow; the report; the way through all
//! of these; what else could be chosen and changed; the supervision round; the proof.

mod fault;
mod weights;
mod instance;
mod check;
mod bits;
mod model;
mod rules;
mod factors;
mod edges;
mod network;
mod candidates;
mod order;
mod search;
mod flow;
mod round;
mod solved;
mod cut;
mod explain;
mod stability;
mod report;
mod solve;
mod pairs;
mod alternatives;
pub mod changes;
mod supervision;
mod plain;
mod verify;

pub use alternatives::{Alternative, Moved, NoChoice, alternatives};
pub use explain::{Evidence, evidence};
pub use factors::{Factors, points};
pub use fault::{Fault, InvalidInstance};
pub use instance::{District, Exclusion, Format, Instance, Institution, Mentor, Params, Pic, Psychologist};
pub use round::{Certificate, Pair, Prices, Reason, RemovedByRule, Round, RoundFormat, Stability, Unmatched};
pub use rules::Rule;
pub use solve::{Options, Prepared, SolveError, solve};
pub use solved::Solved;
pub use supervision::{Placement, SupervisionRound, Unplaced, WhyUnplaced, supervise, supervise_but};
pub use verify::{verify, verify_at};
pub use weights::{PerFactor, Weights};
