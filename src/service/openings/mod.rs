//! Openings: what hosts want help with. Their shifts are `slots`.
//!
//! ```text
//! draft ──submit──▶ submitted ──publish──▶ published ──close──▶ closed
//!   host              │   ▲ coordinator
//!                     ▼   │ submit
//!                    returned (with a note)
//! ```
//! A host drafts and submits; a coordinator publishes or returns, and corrects what is published. Whatever is not
//! closed can be closed: it takes no more bookings, and what is booked goes ahead.

pub mod facts;
pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod view;
pub mod api;
