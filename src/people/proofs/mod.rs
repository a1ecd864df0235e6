//! Proving a second factor: after the password, again before what reaches furthest, or instead of a password.

pub mod flow;
pub mod api;
