//! What officers say of supervision, and what becomes of bookings and pairings that were made before.
//!
//! ```text
//! registered, condition added, end moved later ─▶ a confirmed booking waits for the officer, or lapses within 24 h
//! ended, condition lifted, end moved earlier, host or category cleared ─▶ a waiting booking is confirmed
//! the order forbids a mentor's contact, or mentoring is no longer cleared ─▶ open proposals lapse, pairings rest
//! ```
//! Each is part of the transaction of what the officer said.

pub mod rules;
pub mod flow;
pub mod api;
