//! The diary: one for each person, across shifts, sessions, training and absences.
//!
//! Before anything is entered, hold the person ([`crate::tx::Tx::hold`]) and look for what overlaps; commitments
//! are half-open, so that one may begin when another ends.

pub mod model;
pub mod store;
