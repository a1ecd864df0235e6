//! Accounts.
pub mod api;
