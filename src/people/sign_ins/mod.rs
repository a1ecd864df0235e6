//! Sign-ins: sign-in, refresh with rotation, sign-out.
//!
//! ```text
//! sign-in → live → (refresh: a new secret each time) → ended (signed out, reused, ended by the person, reset)
//! ```
//! The refresh secret of a sign-in is good once. Within 30 seconds the one before it gets the same answer again,
//! because answers get lost and two tabs may ask at once; any later use means that somebody else has it, and ends
//! the sign-in.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
