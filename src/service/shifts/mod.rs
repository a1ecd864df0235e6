//! What a member may choose from: coming slots, each with a verdict that says at once whether and why not.
//!
//! The person's facts are read once for a page; every slot of it is judged by the rule that the booking itself
//! goes by, so that the two never differ.

pub mod store;
pub mod flow;
pub mod api;
