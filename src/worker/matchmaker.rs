//! Works on rounds as soon as one waits, lets pairings lapse that nobody moved in time, and
//! stops contact that is no longer cleared.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::rounds;
use crate::access::{Action, Actor};
use crate::base::Instant;
use crate::gate::House;
use crate::mentoring::pairings;

/// How often the loop looks for a round.
const LOOK: Duration = Duration::from_secs(2);
/// How often it looks for pairings that lapse or must rest, in minutes.
const LAPSES: i64 = 15;

/// Works until told to stop; a round in hand is finished first.
pub async fn work(house: Arc<House>, mut stop: watch::Receiver<bool>) {
    let mut lapses_at = Instant::from_micros(i64::MIN);
    while !*stop.borrow() {
        if house.now() >= lapses_at {
            lapses_at = house.now().plus(chrono::TimeDelta::minutes(LAPSES));
            lapse(&house).await;
        }
        match rounds::work_on_next(&house).await {
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

async fn lapse(house: &Arc<House>) {
    let review = pairings::contact::review_all;
    let reviewed = house.write(Actor::System("pairings"), Action::KeepHouse, "pairings".into(), review).await;
    if let Err(error) = reviewed {
        tracing::warn!(?error, "it could not be seen whose contact must rest");
    }
    loop {
        let lapsed = house
            .write(Actor::System("pairings"), Action::KeepHouse, "pairings".into(), pairings::flow::lapse_due)
            .await;
        match lapsed {
            Ok(0) => return,
            Ok(lapsed) => tracing::info!(lapsed, "pairings lapsed"),
            Err(error) => {
                tracing::warn!(?error, "pairings could not lapse");
                return;
            }
        }
    }
}
