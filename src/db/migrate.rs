//! Migrations, embedded in the program and run at start, before any pool exists.

use diesel::Connection as _;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::sqlite::SqliteConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::base::{Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Holds back a second server that starts at the same moment.
const LOCK: &str = "select pg_advisory_lock(7310201)";

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("migration: {error}"))
}

/// Brings the SQLite file at `path` up to date, making it when there is none.
///
/// # Errors
/// When the file cannot be opened or a migration fails; each migration is one transaction.
pub fn sqlite(path: &str) -> Result<()> {
    let mut connection = SqliteConnection::establish(path).map_err(failed)?;
    connection.batch_execute("pragma journal_mode=wal; pragma busy_timeout=5000; pragma foreign_keys=on;")?;
    connection.run_pending_migrations(SQLITE).map_err(failed)?;
    Ok(())
}

/// Brings the PostgreSQL database at `url` up to date.
///
/// # Errors
/// When the server cannot be reached or a migration fails.
pub fn postgres(url: &str) -> Result<()> {
    let mut connection = PgConnection::establish(url).map_err(|_| {
        Error::Internal("PostgreSQL cannot be reached: check the address and the password".into())
    })?;
    connection.batch_execute(LOCK)?;
    connection.run_pending_migrations(POSTGRES).map_err(failed)?;
    Ok(())
}
