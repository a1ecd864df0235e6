//! Hashes and signatures that show whether anything was changed: pure, without database, clock or chance.

pub mod tree;
pub mod note;
pub mod checkpoint;
pub mod entry;
pub mod proof;

pub use checkpoint::Checkpoint;
pub use entry::Entry;
pub use note::{PublicKey, Signer};
pub use proof::Proof;
pub use tree::{Edge, Hash};
