//! Everything that is kept of one person, part by part, as they get it: each column stands in a part, or is named with the
//! reason why it does not (`tests/it/copies.rs` holds it against the schema).
//!
//! Nobody else stands in it: other people are told apart by a number, and whom a centre keeps apart is left out for
//! everybody alike.

pub mod model;
pub mod left;
pub mod store;
pub mod flow;
