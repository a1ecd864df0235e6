//! What happens by the mere passing of time: bookings lapse whose officer kept silent, supervision ends on its day,
//! stored answers are forgotten.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use crate::access::{Action, Actor};
use crate::base::Result;
use crate::gate::House;
use crate::people::supervisees;
use crate::service::bookings;
use crate::tx::Tx;

/// How often it looks at the clock.
const LOOK: Duration = Duration::from_secs(60);

/// Works until told to stop.
pub async fn work(house: Arc<House>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        if let Err(error) = round(&house).await {
            tracing::warn!(?error, "what is due could not be done");
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Does all that is due, each in a transaction of its own.
///
/// # Errors
/// Whatever the database refuses; what was done before it stays done.
pub async fn round(house: &Arc<House>) -> Result<()> {
    all(house, "bookings", bookings::flow::lapse_next).await?;
    all(house, "supervisees", supervisees::flow::end_next).await?;
    house.write(Actor::System("answers"), Action::KeepHouse, "answers".into(), |tx| tx.forget_answers()).await
}

async fn all(house: &Arc<House>, who: &'static str, next: fn(&mut Tx<'_>) -> Result<bool>) -> Result<()> {
    while house.write(Actor::System(who), Action::KeepHouse, who.into(), next).await? {}
    Ok(())
}
