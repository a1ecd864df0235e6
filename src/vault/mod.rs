//! Hashes and signatures that show whether anything was changed, and ciphers: pure, without database, clock or chance.

pub mod tree;
pub mod note;
pub mod checkpoint;
pub mod entry;
pub mod proof;
pub mod cipher;
pub mod keyring;

pub use checkpoint::Checkpoint;
pub use cipher::Key;
pub use entry::Entry;
pub use keyring::Keyring;
pub use note::{PublicKey, Signer};
pub use proof::Proof;
pub use tree::{Edge, Hash};
