//! Staff come by invitation: a role bound to a place, proposed by one person, approved by another, and no rights before
//! it is accepted.
//!
//! ```text
//! proposed → sent (another's word; only now there is a letter) | revoked | lapsed (7 days)
//! sent → accepted (a grant begins) | revoked | expired (72 hours)
//! by the operator: sent at once
//! grant: current → ended
//! ```

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
