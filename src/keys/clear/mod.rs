//! Texts that a release before wrote in clear.

mod store;

pub use store::{encrypt_some, forget_old_space, has_old_space};
