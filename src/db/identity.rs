//! The one row of the table `server`: whose secret the database belongs to, and the proof that writing works.

use diesel::prelude::*;

use super::connection::Connection;
use super::schema::server;
use crate::base::{Error, Instant, Result};

/// What the secret of the servers of this database leaves of itself; `None` before the first.
///
/// # Errors
/// Whatever the database refuses.
pub fn fingerprint(connection: &mut Connection<'_>) -> Result<Option<Vec<u8>>> {
    let rows: Vec<Option<Vec<u8>>> = connection.load(server::table.select(server::fingerprint))?;
    Ok(rows.into_iter().flatten().next())
}

/// Makes the database that of another secret.
///
/// # Errors
/// Whatever the database refuses.
pub fn sign(connection: &mut Connection<'_>, fingerprint: Vec<u8>) -> Result<()> {
    connection.execute(diesel::update(server::table).set(server::fingerprint.eq(Some(fingerprint)))).map(drop)
}

/// Makes the database that of a secret, where it is nobody's yet.
///
/// # Errors
/// Whatever the database refuses.
pub fn sign_first(connection: &mut Connection<'_>, fingerprint: Vec<u8>) -> Result<()> {
    let unsigned = diesel::update(server::table.filter(server::fingerprint.is_null()));
    connection.execute(unsigned.set(server::fingerprint.eq(Some(fingerprint)))).map(drop)
}

/// Writes that writing works: always the same row, so that nothing grows.
///
/// # Errors
/// Whatever the database refuses; `Internal` when the row is gone.
pub fn prove(connection: &mut Connection<'_>, now: Instant) -> Result<()> {
    match connection.execute(diesel::update(server::table).set(server::proved_at.eq(now)))? {
        1 => Ok(()),
        rows => Err(Error::Internal(format!("the table server has {rows} rows"))),
    }
}
