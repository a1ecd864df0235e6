//! Migrations, embedded in the program and run at start, before any pool exists.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use diesel::Connection as _;
use diesel::connection::SimpleConnection;
use diesel::sqlite::SqliteConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::postgres;
use crate::base::{Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Holds back a second server that starts at the same moment.
const LOCK: &str = "select pg_advisory_lock(7310201)";

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("migration: {error}"))
}

/// Whether the database at `url` is not there yet, or some migration has not been run on it; changes nothing.
///
/// # Errors
/// When the database cannot be reached or asked.
pub fn pending(url: &str) -> Result<bool> {
    // Asking makes diesel's own table where it is missing, so it is asked in a transaction that is never committed.
    if let Some(path) = url.strip_prefix("sqlite:") {
        if !Path::new(path).exists() {
            return Ok(true);
        }
        let mut connection = SqliteConnection::establish(path).map_err(failed)?;
        connection.begin_test_transaction()?;
        return connection.has_pending_migration(SQLITE).map_err(failed);
    }
    let mut connection = postgres::connect(url)?;
    connection.begin_test_transaction()?;
    connection.has_pending_migration(POSTGRES).map_err(failed)
}

/// Brings the SQLite file at `path` up to date, making it when there is none: for its owner alone, as SQLite then also
/// makes the files beside it.
///
/// # Errors
/// When the file cannot be opened or a migration fails; each migration is one transaction.
pub fn sqlite(path: &str) -> Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            return Err(Error::Internal(format!("the database file {path} cannot be made: {error}")));
        }
        _ => {}
    }
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
    let mut connection = postgres::connect(url)?;
    connection.batch_execute(LOCK)?;
    connection.run_pending_migrations(POSTGRES).map_err(failed)?;
    Ok(())
}
