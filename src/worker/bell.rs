//! A bell that rings for as long as something is wrong: an error in the log every ten minutes, and a letter a day.

use std::fmt::Debug;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;

use super::duty::Duty;
use crate::gate::House;
use crate::health::alarms::{Alarm, tell, to_tell};

/// From one ring to the next.
pub const PAUSE: Duration = Duration::from_secs(10 * 60);
/// How much earlier than that a loop may come by that looks every ten minutes.
const EARLY: TimeDelta = TimeDelta::seconds(5);

/// One thing that may be wrong.
pub struct Bell {
    /// What is said of it in the log.
    wrong: &'static str,
    duty: Duty,
    /// When it rang last, by the clock that nobody sets.
    rung: Option<TimeDelta>,
}

impl Bell {
    /// A bell for an alarm, which is called `name` in the log and in the audit.
    #[must_use]
    pub fn of<A: Alarm>(name: &'static str, wrong: &'static str) -> Self {
        Self { wrong, duty: Duty::each(name, PAUSE, to_tell::<A>, tell::<A>), rung: None }
    }

    /// It is wrong, and `why`: said in the log and to the admins, unless that was done lately. Whether it rang.
    pub async fn ring(&mut self, house: &Arc<House>, why: &dyn Debug, stop: &watch::Receiver<bool>) -> bool {
        let now = house.passed();
        let pause = TimeDelta::seconds(600) - EARLY;
        if self.rung.is_some_and(|rung| now - rung < pause) {
            return false;
        }
        self.rung = Some(now);
        let wrong = self.wrong;
        tracing::error!(?why, "{wrong}");
        if let Err(error) = self.duty.round(house, stop).await {
            tracing::error!(?error, "not everybody could be told: {wrong}");
        }
        true
    }

    /// It is well again: what is wrong the next time is said at once.
    pub const fn rest(&mut self) {
        self.rung = None;
    }
}
