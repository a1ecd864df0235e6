//! Rounds: a centre's waiting people and its mentors, matched as well as possible, become proposals.
//!
//! ```text
//! queued → running → done
//!    │         ├──→ failed
//!    └─────────┴──→ cancelled
//! ```
//! A coordinator chooses centre and day and starts a round; a loop of the server does the work, away from the
//! requests. It reads a snapshot, builds an instance for the engine ([`matching`](crate::matching)), and stores what
//! comes out as proposals ([`pairings`](crate::mentoring::pairings)) with their reasons, and for everybody unmatched why. Whoever
//! works on a round holds a lease; after a crash the round begins anew, and a server that is told to stop gives it back. Between two steps it looks whether somebody
//! has cancelled it.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod snapshot;
pub mod gather;
pub mod reasons;
pub mod instance;
pub mod solving;
pub mod flow;
pub mod storing;
pub mod api;

#[cfg(test)]
mod tests;
