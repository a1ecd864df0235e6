//! Pairings as lists show them: with names, which stand in other tables.

pub mod store;

pub use store::{Filter, count, list};
