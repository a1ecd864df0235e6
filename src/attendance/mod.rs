//! What becomes of booked slots: hosts keep the roster, coordinators verify hours, members see the sum.
//!
//! ```text
//! confirmed ──host──▶ attended (hours) ──coordinator──▶ verified ─▶ a line of the ledger
//! ```
//! The ledger is append-only: a correction is one more line with the difference. A roster shows preferred names
//! and leaves out whoever waits for a clearance, so that it betrays nothing of anyone.

pub mod model;
pub mod store;
pub mod flow;
pub mod view;
pub mod api;
