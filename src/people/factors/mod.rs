//! Second factors: passkeys, apps that show one-time codes, and ten recovery codes.
//!
//! ```text
//! attempt (5 minutes, taken up once) → factor → removed
//! ```
//! Whoever holds an office needs one before it counts, everybody else may have one; whoever has one proves it in every
//! sign-in (`proofs`). None comes by letter or telephone.

pub mod model;
pub mod codes;
pub mod passkeys;
pub mod rules;
pub mod record;
pub mod store;
pub mod flow;
pub mod api;
