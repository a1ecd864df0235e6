//! Migrations, embedded in the program and run at start, before any pool exists.
//!
//! All that are pending are one transaction, begun under a lock: whoever is killed in the middle leaves the database as
//! it was, a second server that starts at the same moment waits, and an older program can still open what a failed
//! migration left.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::migration::MigrationSource;
use diesel::pg::PgConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::sqlite::{Sqlite, SqliteConnection};
use diesel::{Connection as _, QueryableByName, RunQueryDsl, sql_query};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::{postgres, roles};
use crate::base::{Error, Result};

const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

/// Holds back a second server that starts at the same moment, until the end of the transaction.
const LOCK: &str = "select pg_advisory_xact_lock(7310201)";
/// How often the change to a write-ahead log is tried: two processes that both begin it refuse each other at once.
const TRIES: usize = 50;

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Internal(format!("migration: {error}"))
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// Whether there is no database at `url` yet, or one without any table of ours.
///
/// # Errors
/// When the database cannot be reached or asked.
pub fn is_nothing(url: &str) -> Result<bool> {
    let ours = "__diesel_schema_migrations";
    let counted: Count = if let Some(path) = url.strip_prefix("sqlite:") {
        if !Path::new(path).exists() {
            return Ok(true);
        }
        let mut connection = opened(path)?;
        let query = format!("select count(*) as count from sqlite_master where name = '{ours}'");
        sql_query(query).get_result(&mut connection)?
    } else {
        let query = format!("select count(to_regclass('{ours}')) as count");
        sql_query(query).get_result(&mut postgres::connect(url)?)?
    };
    Ok(counted.count == 0)
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
        let mut connection = opened(path)?;
        connection.begin_test_transaction()?;
        return connection.has_pending_migration(SQLITE).map_err(failed);
    }
    let mut connection = postgres::connect(url)?;
    connection.begin_test_transaction()?;
    connection.has_pending_migration(POSTGRES).map_err(failed)
}

/// Whether this program knows the migration of this version, and so can open a database on which it was the last.
#[must_use]
pub fn knows(version: &str) -> bool {
    let steps = MigrationSource::<Sqlite>::migrations(&SQLITE).unwrap_or_default();
    steps.iter().any(|step| step.name().version().to_string() == version)
}

/// Brings the SQLite file at `path` up to date, making it when there is none: for its owner alone, as SQLite then also
/// makes the files beside it.
///
/// # Errors
/// When the file cannot be opened or a migration fails; then none of those that were pending has happened.
pub fn sqlite(path: &str) -> Result<()> {
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            return Err(Error::Internal(format!("the database file {path} cannot be made: {error}")));
        }
        _ => {}
    }
    let mut connection = opened(path)?;
    log_ahead(&mut connection)?;
    // A table that is rebuilt is dropped, which must not reach the rows that refer to it: keys are checked at the end
    // instead. The switch does nothing inside a transaction, so it comes before.
    connection.batch_execute("pragma foreign_keys=off")?;
    connection.immediate_transaction(|connection| {
        if connection.run_pending_migrations(SQLITE).map_err(failed)?.is_empty() {
            return Ok(());
        }
        check_keys(connection)
    })
}

/// Opens the file, waiting where another process holds it.
fn opened(path: &str) -> Result<SqliteConnection> {
    let mut connection = SqliteConnection::establish(path).map_err(failed)?;
    connection.batch_execute("pragma busy_timeout=30000")?;
    Ok(connection)
}

/// Has the file write ahead.
fn log_ahead(connection: &mut SqliteConnection) -> Result<()> {
    let mut done = connection.batch_execute("pragma journal_mode=wal");
    for _ in 0..TRIES {
        if done.is_ok() {
            break;
        }
        // Waits for its turn, which the change itself does not.
        connection.batch_execute("begin immediate; rollback")?;
        done = connection.batch_execute("pragma journal_mode=wal");
    }
    Ok(done?)
}

#[derive(QueryableByName)]
struct Stray {
    #[diesel(sql_type = Text)]
    stray: String,
}

/// Whether every row that is referred to is there.
///
/// # Errors
/// `Internal` with the first that is not.
pub fn check_keys(connection: &mut SqliteConnection) -> Result<()> {
    let query = "select \"table\" || ' to ' || parent as stray from pragma_foreign_key_check limit 1";
    match sql_query(query).load::<Stray>(connection)?.pop() {
        None => Ok(()),
        Some(Stray { stray }) => Err(failed(format!("a row refers to one that is not there ({stray})"))),
    }
}

/// Writes these tables anew, on SQLite all of the file, so that nothing is left of what was deleted or written over.
///
/// # Errors
/// When it cannot be reached, or is in use elsewhere.
pub fn anew(url: &str, tables: &[&str]) -> Result<()> {
    match url.strip_prefix("sqlite:") {
        Some(path) => Ok(opened(path)?.batch_execute("vacuum; pragma wal_checkpoint(truncate)")?),
        None => {
            let mut connection = postgres::connect(url)?;
            connection.batch_execute("set lock_timeout = '30s'")?;
            // By itself: several statements at once are a transaction, in which there is no vacuum.
            Ok(connection.batch_execute(&format!("vacuum (full) {}", tables.join(", ")))?)
        }
    }
}

/// Brings the PostgreSQL database at `url` up to date, and lets the role of a server that does not own it work with it.
///
/// # Errors
/// When the server cannot be reached, a migration fails, or the role is the owner's; then none of those that were
/// pending has happened.
pub fn postgres(url: &str, role: Option<&str>) -> Result<()> {
    let mut connection = postgres::connect(url)?;
    connection.transaction(|connection: &mut PgConnection| {
        connection.batch_execute(LOCK)?;
        connection.run_pending_migrations(POSTGRES).map_err(failed)?;
        role.map_or(Ok(()), |role| roles::grant(connection, role))
    })
}
