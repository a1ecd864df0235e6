//! The way back: into an empty place, and only if all of it is there.

use std::fs::{DirBuilder, File, Permissions};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::manifest::{Manifest, sha256};
use super::programs::{decrypt_into, decrypting, finish, restoring};
use super::taking::Gone;
use crate::base::{Error, Result};
use crate::db::copy::Content;
use crate::db::{Connection, copy, migrate};

/// Which backup goes where.
#[derive(Clone, Debug)]
pub struct Order {
    pub file: PathBuf,
    /// The file with the secret half of the key to which it was encrypted.
    pub identity: PathBuf,
    /// `sqlite:PATH` or `postgres://…`: a place with no database in it.
    pub database: String,
}

/// Reads the manifest of a backup, and whether the file is the one that it was written for and the place is empty.
///
/// # Errors
/// `Internal` in words.
pub fn ready(order: &Order) -> Result<Manifest> {
    let manifest = Manifest::beside(&order.file)?;
    let hash = sha256(&order.file).map_err(|error| wrong(&order.file, &error))?;
    let engine = if order.database.starts_with("sqlite:") { "sqlite" } else { "postgres" };
    let why = if hash != manifest.sha256 {
        format!("{} is not as it was written: its bytes have changed", order.file.display())
    } else if engine != manifest.engine {
        format!("this is a backup of {}, and the setting database names a {engine} database", manifest.engine)
    } else if !migrate::knows(&manifest.schema) {
        format!("it was taken by a newer program ({}): restore with that, or a newer one", manifest.program)
    } else if is_taken(&order.database)? {
        "there is a database already: restore into an empty place, and move the old one away first".into()
    } else {
        return Ok(manifest);
    };
    Err(Error::Internal(why))
}

/// Whether something lies where the database is to go; what a lost SQLite file left beside it does not count.
fn is_taken(database: &str) -> Result<bool> {
    match database.strip_prefix("sqlite:") {
        Some(path) => Ok(Path::new(path).exists()),
        None => Ok(!migrate::is_nothing(database)?),
    }
}

/// Restores a backup that is [`ready`]; `look` reads what came back before it gets its place, and may refuse it.
///
/// # Errors
/// `Internal` in words. What is not as it was backed up gets no place in SQLite; of PostgreSQL it is said.
pub fn restore(
    order: &Order,
    manifest: &Manifest,
    look: impl FnOnce(&mut Connection<'_>) -> Result<()>,
) -> Result<()> {
    let compare = |connection: &mut Connection<'_>, found: Content| match manifest.differs(&found) {
        None => look(connection),
        Some(how) => Err(Error::Internal(format!("what came back is not what was backed up: {how}"))),
    };
    match order.database.strip_prefix("sqlite:") {
        Some(path) => into_sqlite(order, Path::new(path), compare),
        None => into_postgres(order, compare).map_err(|error| match error {
            Error::Internal(why) => Error::Internal(format!("{why}; do not use this database")),
            other => other,
        }),
    }
}

fn into_sqlite(
    order: &Order,
    path: &Path,
    compare: impl FnOnce(&mut Connection<'_>, Content) -> Result<()>,
) -> Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| wrong(folder, &error))?;
    let own = Gone(folder.join("restore-in-hand"));
    own.remove();
    DirBuilder::new().mode(0o700).create(&own.0).map_err(|error| wrong(&own.0, &error))?;
    let clear = own.0.join("copy.db");
    decrypt_into(&order.file, &order.identity, &clear)?;
    copy::of_sqlite(&clear, compare)?;
    copy::log_ahead(&clear)?;
    for ending in ["-wal", "-shm"] {
        // SQLite would play what the lost file left behind into the new one.
        let mut left = path.as_os_str().to_owned();
        left.push(ending);
        Gone(left.into()).remove();
    }
    let placed = || {
        std::fs::set_permissions(&clear, Permissions::from_mode(0o600))?;
        File::open(&clear)?.sync_all()?;
        std::fs::rename(&clear, path)?;
        File::open(folder)?.sync_all()
    };
    placed().map_err(|error| wrong(path, &error))
}

fn into_postgres(
    order: &Order,
    compare: impl FnOnce(&mut Connection<'_>, Content) -> Result<()>,
) -> Result<()> {
    let (age, out) = decrypting(&order.file, &order.identity)?;
    let restore = restoring(&order.database, out)?;
    // When age fails, what pg_restore says of a cut dump helps nobody.
    let restored = finish("pg_restore", restore);
    finish("age", age)?;
    restored?;
    copy::of_postgres(&order.database, |connection, moment| compare(connection, moment.content))
}

fn wrong(path: &Path, error: &std::io::Error) -> Error {
    Error::Internal(format!("{}: {error}", path.display()))
}
