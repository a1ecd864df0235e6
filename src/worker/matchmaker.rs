//! Works on rounds as soon as one waits.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::rounds;
use crate::gate::House;

/// How often the loop looks for a round.
const LOOK: Duration = Duration::from_secs(2);

/// Works until told to stop; a round in hand is given back then.
pub async fn work(house: Arc<House>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match rounds::next(&house, &stop).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::warn!(?error, "a round could not be worked on"),
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}
