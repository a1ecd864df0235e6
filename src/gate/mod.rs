//! Who is asking: tokens and sign-ins become an actor. The gate owns the engine and is the only way to a `Tx`.

pub mod passwords;
mod secret;
pub mod sign_ins;
pub mod tokens;
pub mod condition;
pub mod house;

pub use condition::{Condition, Vitals};
pub use house::House;
pub use tokens::{Keys, hash_of};
