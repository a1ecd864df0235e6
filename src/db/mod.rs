//! The database: one source text for embedded SQLite and for PostgreSQL, chosen by the URL at run time.

pub mod columns;
pub mod schema;
pub mod query;
pub mod kept;
pub mod connection;
pub mod migrate;
pub mod writer;
pub mod engine;

pub use columns::Confidential;
pub use connection::Connection;
pub use engine::{Engine, Settings};
pub use kept::Kept;
pub use query::{Ask, Command};

/// What a connection to PostgreSQL is told first: nobody waits longer than the answer to a request may take, and a
/// command whose server died lets go of its locks.
pub const POSTGRES_LIMITS: &str = "set statement_timeout = '10s'; set lock_timeout = '8s'; \
    set idle_in_transaction_session_timeout = '30s'";
