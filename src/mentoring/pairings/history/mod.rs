//! What happened to a pairing, line by line: append-only, for staff.

pub mod store;

pub use store::{add, of};
