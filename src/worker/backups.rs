//! Backups that nobody has to think of: one after so many hours, and an alarm for as long as none can be taken.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;

use super::bell::{Bell, PAUSE};
use crate::backup::{latest, taking};
use crate::base::{Error, Result};
use crate::gate::House;
use crate::health::alarms::NotBackedUp;

/// How often it is looked whether one is due, and tried again after one that failed.
const EVERY: Duration = PAUSE;

/// Takes the backups of a house until told to stop, and none where the settings name no folder; first of all, what one
/// that was killed left in clear goes.
pub async fn work(house: Arc<House>, mut stop: watch::Receiver<bool>) {
    if let Err(error) = taking::clear_up(&house.config.data) {
        tracing::error!(?error, "what a backup may have left in clear could not be looked for");
    }
    let Some(order) = order(&house) else { return };
    let mut alarm = alarm();
    while !*stop.borrow() {
        turn(&house, &order, &mut alarm, &stop).await;
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Takes a backup when one is due, and raises the alarm when it cannot be taken.
pub async fn turn(house: &Arc<House>, order: &taking::Order, alarm: &mut Bell, stop: &watch::Receiver<bool>) {
    match round(house, order).await {
        Ok(_) => {
            house.condition.backup_failed(None);
            alarm.rest();
        }
        Err(error) => {
            let since = house.condition.backup_fails_since().unwrap_or_else(|| house.now());
            house.condition.backup_failed(Some(since));
            let why = format!("{}: {error:?}", order.folder.display());
            alarm.ring(house, &why, stop).await;
        }
    }
}

/// Tells the admins that no backup could be taken.
#[must_use]
pub fn alarm() -> Bell {
    Bell::of::<NotBackedUp>("backup alarm", "the database is not backed up")
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
