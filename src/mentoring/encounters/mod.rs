//! What two people who are to be kept apart share already.
//!
//! Keeping them apart denies what is still to be booked or matched. What they share already is told to the coordinator
//! who enters the pair, who gives a place up or pauses a pairing: nothing happens to the people by itself.

pub mod flow;
pub mod api;
