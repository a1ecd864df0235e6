//! Brings together what the process, its machine and its database tell.

use chrono::TimeDelta;

use super::model::{Counts, Machine};
use super::store;
use crate::backup;
use crate::base::Result;
use crate::config::Config;
use crate::gate::Vitals;
use crate::tx::Tx;

/// What the process tells, without asking any disk.
#[must_use]
pub fn unasked(vitals: Vitals, config: &Config) -> Machine {
    let backup_every = config.backups.as_ref().map(|_| TimeDelta::hours(config.backup_every.into()));
    Machine { vitals, bounds: config.disk, room: None, backup_every, last_backup: None }
}

/// What the process and its machine tell; asks the disks, which may take their time.
#[must_use]
pub fn machine(vitals: Vitals, config: &Config) -> Machine {
    // A folder that cannot be read holds no backup that anybody could bring back.
    let last = config.backups.as_deref().and_then(|folder| backup::latest(folder).ok().flatten());
    Machine { room: config.room(), last_backup: last, ..unasked(vitals, config) }
}

/// What the database tells.
///
/// # Errors
/// Whatever the database refuses.
pub fn counts(tx: &mut Tx<'_>) -> Result<Counts> {
    store::counts(tx)
}

/// How many data keys another version than the newest in use has wrapped.
///
/// # Errors
/// Whatever the database refuses.
pub fn data_keys_behind(tx: &mut Tx<'_>) -> Result<i64> {
    let mut versions = tx.data_keys()?;
    versions.pop();
    Ok(versions.into_iter().map(|(_, wrapped)| wrapped).sum())
}
