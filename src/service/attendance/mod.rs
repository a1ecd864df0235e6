//! What becomes of booked slots: hosts keep the roster, coordinators verify hours, members see the sum.
//!
//! ```text
//! confirmed ──host──▶ attended (hours) ──coordinator──▶ verified ─▶ a line of the ledger
//!                         ▲──────────────taken back──────────┘   ─▶ a line against it, with its reason
//! ```
//! The ledger is append-only: a correction is one more line with the difference. More than the shift lasts takes a reason
//! in words, which stays with the booking and its line, and one day of one person counts twelve hours. A host counts the places that are
//! taken and reads preferred names from 24 hours before the start, when nothing can wait for a clearance any more:
//! so no name comes late, and nobody learns that a booking waited.

pub mod model;
pub mod rules;
pub mod store;
pub mod flow;
pub mod view;
pub mod api;
