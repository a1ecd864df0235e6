//! A hold: while there is a dispute about somebody, nothing of theirs is erased, neither for its age nor because they ask.
//!
//! ```text
//! placed, with the reason → ended
//! ```

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
