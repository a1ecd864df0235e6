//! Staff come by invitation: a role bound to a place, and no rights before it is accepted.
//!
//! ```text
//! sent → accepted (a grant begins) | revoked | expired (72 hours)
//! grant: current → ended
//! ```

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
