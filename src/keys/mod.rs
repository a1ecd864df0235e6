//! Data keys: each person, and each referral, has one of their own under which everything told in confidence of them is
//! encrypted. Whoever deletes its row has made all of it unreadable, in every copy that has the row no longer.
//!
//! Data keys lie in the database, wrapped by a key that never does: see [`Ring`].

pub mod field;
pub mod encrypted;
pub mod ring;
pub mod store;
pub mod held;
pub mod clear;

pub use encrypted::Encrypted;
pub use field::{At, Field, Subject};
pub use held::DataKeys;
pub use ring::Ring;
