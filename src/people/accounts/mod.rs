//! Accounts: people sign up, prove their address, and keep their own particulars.
//!
//! ```text
//! sign-up → unverified → (link in a letter) → active → (operator) disabled
//! ```
//! Staff accounts are made by accepting an invitation (`invitations`); sign-ins live in `sign_ins`.

pub mod model;
pub mod passwords;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
