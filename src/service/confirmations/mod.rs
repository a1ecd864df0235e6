//! Where two who are to be kept apart would meet, and what a coordinator of the pair's centre decided.
//!
//! ```text
//! who is on the list books where the other holds a place ─▶ waiting ──a coordinator──▶ together | given_back | other_given_back
//! a pair is entered of two who share a shift to come ─────────▲  └──one of the two places is free again, the pair ended,
//!                                                                   or the shift has begun──▶ withdrawn
//! ```
//! Whoever booked later is asked about; whoever was there first notices nothing before the decision, and the later one
//! waits just as they would for any other slot. The bookings themselves are changed in `bookings`.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod anew;
