//! How much each of the ten factors counts in the rounds of a centre.
//!
//! Weights are policy, not arithmetic, so each centre sets its own: ten whole numbers whose sum is 1000. A centre that
//! never did has those of the product. Who changed them last and when is kept with them, every change in the audit log.

pub mod model;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
