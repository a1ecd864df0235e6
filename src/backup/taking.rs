//! Taking a backup, while the server works.

use std::fs::{DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::Write;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::folder;
use super::manifest::{Manifest, path_beside, sha256};
use super::programs::{dumping, encrypting, finish};
use crate::base::{Error, Instant, Result};
use crate::config::Recipient;
use crate::db::{Connection, copy};
use crate::tx::leaves;
use crate::vault::Checkpoint;

/// What to back up and where to.
#[derive(Clone, Debug)]
pub struct Order {
    /// `sqlite:PATH` or `postgres://…`.
    pub database: String,
    /// Where a copy in clear may lie for a moment: beside the database, for its owner alone.
    pub beside: PathBuf,
    pub folder: PathBuf,
    pub recipient: Recipient,
    /// How many backups stay in the folder, the new one among them; `None` keeps all.
    pub keep: Option<usize>,
}

/// Takes a backup of all that stands in the database at one moment, with its manifest, and thins out those before.
///
/// # Errors
/// `Internal` in words: what could not be read, written or encrypted. Then the folder has no backup more than before.
pub fn take(order: &Order, now: &dyn Fn() -> Instant) -> Result<(PathBuf, Manifest)> {
    let Order { folder, .. } = order;
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    made.map_err(|error| wrong(folder, &error))?;
    let file = folder.join(folder::named(now()));
    if file.exists() {
        return Err(Error::Internal(format!("{} is there already", file.display())));
    }
    let part = Gone(file.with_extension("part"));
    let mut manifest = match order.database.strip_prefix("sqlite:") {
        Some(path) => of_sqlite(order, Path::new(path), &part.0, now)?,
        None => of_postgres(order, &part.0, now)?,
    };
    manifest.sha256 = sha256(&part.0).map_err(|error| wrong(&part.0, &error))?;
    publish(&part.0, &file, &manifest).map_err(|error| wrong(&file, &error))?;
    if let Some(keep) = order.keep {
        folder::thin_out(folder, keep.max(1)).map_err(|error| wrong(folder, &error))?;
    }
    Ok((file, manifest))
}

fn of_sqlite(order: &Order, path: &Path, part: &Path, now: &dyn Fn() -> Instant) -> Result<Manifest> {
    let alone = InHand::alone(&order.beside).map_err(|error| wrong(&order.beside, &error))?;
    let Some(own) = alone else {
        return Err(Error::Internal("another backup of this database is being taken just now".into()));
    };
    // Whoever was killed here left one.
    own.copy.remove();
    let own = &own.copy.0;
    DirBuilder::new().mode(0o700).create(own).map_err(|error| wrong(own, &error))?;
    let clear = own.join("copy.db");
    copy::sqlite_into(path, &clear)?;
    // After the copy, so that no line in it is younger.
    let at = stamp(now());
    let manifest = copy::of_sqlite(&clear, |connection, content| {
        let sealed = sealed(connection)?;
        Ok(Manifest::new("sqlite", String::new(), content, sealed, at))
    })?;
    let from = File::open(&clear).map_err(|error| wrong(&clear, &error))?;
    finish("age", encrypting(&order.recipient, from, part)?)?;
    Ok(manifest)
}

fn of_postgres(order: &Order, part: &Path, now: &dyn Fn() -> Instant) -> Result<Manifest> {
    copy::of_postgres(&order.database, |connection, moment| {
        let (sealed, at) = (sealed(connection)?, stamp(now()));
        let (dump, out) = dumping(&order.database, &moment.snapshot, &moment.namespace)?;
        let age = encrypting(&order.recipient, out, part)?;
        // Both are waited for, whichever fails: nobody else ends them.
        let dumped = finish("pg_dump", dump);
        finish("age", age)?;
        dumped?;
        Ok(Manifest::new("postgres", moment.namespace, moment.content, sealed, at))
    })
}

/// How far the audit log is sealed, as the last checkpoint says without its signature being asked for.
fn sealed(connection: &mut Connection<'_>) -> Result<Option<Checkpoint>> {
    Ok(leaves::last_checkpoint(connection)?.and_then(|last| Checkpoint::said(&last.note)))
}

fn stamp(now: Instant) -> String {
    now.utc().to_rfc3339_opts(chrono::SecondsFormat::Micros, true)
}

/// Gives a file that is whole its name, and its manifest beside it last: by that it is a backup.
fn publish(part: &Path, file: &Path, manifest: &Manifest) -> std::io::Result<()> {
    std::fs::set_permissions(part, Permissions::from_mode(0o600))?;
    File::open(part)?.sync_all()?;
    std::fs::rename(part, file)?;
    let beside = Gone(path_beside(file).with_extension("json.part"));
    let mut written =
        OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside.0)?;
    written.write_all(serde_json::to_string_pretty(manifest)?.as_bytes())?;
    written.sync_all()?;
    std::fs::rename(&beside.0, path_beside(file))?;
    if let Some(folder) = file.parent() {
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

fn wrong(path: &Path, error: &std::io::Error) -> Error {
    Error::Internal(format!("{}: {error}", path.display()))
}

/// Removes the copy in clear that a backup of `beside` left when it was killed; one that somebody works on stays.
///
/// # Errors
/// When it cannot be told whether somebody does.
pub fn clear_up(beside: &Path) -> Result<()> {
    // Dropping it removes what it has.
    InHand::alone(beside).map(drop).map_err(|error| wrong(beside, &error))
}

/// The folder of a copy in clear, which one backup at a time has: two would take each other's away.
struct InHand {
    copy: Gone,
    /// Given back after the copy is gone.
    _alone: File,
}

impl InHand {
    /// `None` while somebody else has it.
    fn alone(beside: &Path) -> std::io::Result<Option<Self>> {
        let alone = File::open(beside)?;
        match alone.try_lock() {
            Ok(()) => Ok(Some(Self { copy: Gone(beside.join("backup-in-hand")), _alone: alone })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// What lies there only while somebody works on it.
pub(super) struct Gone(pub PathBuf);

impl Gone {
    pub(super) fn remove(&self) {
        let done =
            if self.0.is_dir() { std::fs::remove_dir_all(&self.0) } else { std::fs::remove_file(&self.0) };
        if let Err(error) = done
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, path = %self.0.display(), "what a backup had in hand could not be removed");
        }
    }
}

impl Drop for Gone {
    fn drop(&mut self) {
        self.remove();
    }
}
