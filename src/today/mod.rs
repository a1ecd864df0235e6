//! What waits for whoever asks: by deadline, counted, and where it is done.
//!
//! ```text
//! overdue → today → within seven days → without a day, longest first → later
//! ```
//! Everything here is read from the rows of other features and opened through their owners; nothing is kept.

pub mod model;
pub mod rules;
pub mod store;
pub mod gather;
pub mod api;
