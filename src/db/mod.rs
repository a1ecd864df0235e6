//! The database: one source text for embedded SQLite and for PostgreSQL, chosen by the URL at run time.

pub mod columns;
pub mod schema;
pub mod query;
pub mod kept;
mod fault;
pub mod connection;
pub mod identity;
mod postgres;
mod roles;
pub mod migrate;
pub mod copy;
mod place;
mod checkpoints;
pub mod writer;
pub mod pool;
pub mod engine;

pub use columns::Confidential;
pub use connection::Connection;
pub use engine::{Engine, Load, Settings};
pub use kept::Kept;
pub use query::{Ask, Command};
