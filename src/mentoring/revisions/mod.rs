//! What a change of an opening means for those who have booked it.
//!
//! ```text
//! people with records are likely to meet there ─▶ a supervisee's booking waits for the officer, or lapses within 24 h
//! no longer                                    ─▶ a waiting booking is confirmed
//! a higher age, a record check                 ─▶ whoever lacks it is told and reads why; the booking stays
//! ```
//! Each is part of the transaction of the change.

pub mod flow;
pub mod api;
