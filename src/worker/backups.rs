//! Backups that nobody has to think of: one after so many hours, and an alarm for as long as none can be taken.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;

use crate::backup::{latest, taking};
use crate::base::{Error, Result};
use crate::gate::House;

/// How often it is looked whether one is due, and tried again after one that failed.
const EVERY: Duration = Duration::from_secs(10 * 60);

/// Takes the backups of a house until told to stop; nothing where the settings name no folder.
pub async fn work(house: Arc<House>, mut stop: watch::Receiver<bool>) {
    let Some(order) = order(&house) else { return };
    while !*stop.borrow() {
        if let Err(error) = round(&house, &order).await {
            tracing::error!(?error, folder = %order.folder.display(), "the database is not backed up");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// What the settings of a house order.
#[must_use]
pub fn order(house: &House) -> Option<taking::Order> {
    let config = &house.config;
    Some(taking::Order {
        database: config.database.clone(),
        beside: config.data.clone(),
        folder: config.backups.clone()?,
        recipient: config.backup_recipient.clone()?,
        keep: Some(config.backup_keep),
    })
}

/// Takes a backup when one is due, and says whether it was.
///
/// # Errors
/// `Internal` in words when it is due and cannot be taken.
pub async fn round(house: &Arc<House>, order: &taking::Order) -> Result<bool> {
    let (house, order) = (house.clone(), order.clone());
    let every = TimeDelta::hours(house.config.backup_every.into());
    let work = move || {
        let last = latest(&order.folder)
            .map_err(|error| Error::Internal(format!("{}: {error}", order.folder.display())))?;
        if last.is_some_and(|last| house.now().utc() - last < every) {
            return Ok(false);
        }
        let (file, manifest) = taking::take(&order, &|| house.now())?;
        tracing::info!(file = %file.display(), rows = manifest.size(), "the database is backed up");
        Ok(true)
    };
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(Error::Internal("a backup broke off".into())))
}
