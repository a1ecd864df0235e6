//! What two people who are to be kept apart share already.
//!
//! Keeping them apart denies what is still to be booked or matched. A pairing of theirs in the pair's centre rests at
//! once, and what is proposed of them there lapses; of a shift to come for which both hold a place the coordinators are
//! asked. What the two still share is told to whoever enters the pair.

pub mod flow;
pub mod api;
