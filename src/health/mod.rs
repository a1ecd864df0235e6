//! How this installation stands, read when somebody asks and kept nowhere.
//!
//! ```text
//! the process, its disk, its backups ─┐
//!                                     ├─▶ found ──▶ rules ──▶ a row in words for admins
//! one snapshot of the database ───────┘      └────▶ metrics ──▶ numbers for machines
//! ```
//! Nothing in it is about a person.

pub mod model;
pub mod rules;
pub mod store;
pub mod gather;
pub mod metrics;
pub mod alarms;
pub mod api;
