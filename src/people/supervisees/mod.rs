//! People under supervision: an officer registers them; a coordinator settles who is not.
//!
//! ```text
//! registered → current → ended (by the officer, or when its last day has passed)
//! ```
//! Nobody who answered "yes" or "rather not say" at sign-up books before an officer has registered them or a
//! coordinator has settled that they are not under supervision.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
