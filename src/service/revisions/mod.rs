//! Changing and publishing an opening, with the answer to "how many who have booked it lack what it asks for now".
//!
//! ```text
//! people with records are likely to meet there ─▶ a supervisee's booking waits for the officer, or lapses within 24 h
//! no longer                                    ─▶ a waiting booking is confirmed
//! a higher age, a record check                 ─▶ whoever lacks it is told and reads why; the booking stays
//! ```
//! What becomes of the bookings is a reaction, whoever changes the opening (`bookings::anew`).

pub mod flow;
pub mod api;
