//! What happens by the mere passing of time, in one table.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::Instant;

use super::duty::Duty;
use crate::base::Result;
use crate::gate::House;
use crate::mentoring::pairings;
use crate::people::{invitations, supervisees};
use crate::rights::retention::model::RowKind;
use crate::rights::{requests, retention};
use crate::seals;
use crate::service::{bookings, clearances, confirmations};

const MINUTE: Duration = Duration::from_secs(60);
const QUARTER: Duration = Duration::from_secs(15 * 60);

/// Rows of these kinds are erased for which two people have spoken.
macro_rules! erasing {
    ($($kind:ident),+ $(,)?) => {
        [$(Duty::each(
            "retention",
            MINUTE,
            |tx, after, most| retention::flow::due(tx, RowKind::$kind, after, most),
            |tx, row| retention::flow::erase(tx, RowKind::$kind, row),
        )),+]
    };
}

/// What is looked for and how often, one line a kind; whatever runs out by time alone belongs here.
fn duties() -> Vec<Duty> {
    // What belongs to somebody goes before they do.
    let erasing = erasing!(
        Supervision,
        Checks,
        Apart,
        Requests,
        Emergencies,
        Applications,
        Referrals,
        Accounts,
        Unproven,
    );
    let others = vec![
        // Bookings lapse whose officer kept silent.
        Duty::each("bookings", MINUTE, clearances::store::lapsing, bookings::flow::lapse),
        // Bookings of people on the keep-apart list confirm themselves.
        Duty::each("confirmations", MINUTE, bookings::store::confirming, bookings::flow::confirm),
        // Nobody decides any more who is found another place once the shift has begun.
        Duty::each("meetings", MINUTE, confirmations::store::overtaken, confirmations::anew::overtaken),
        // Supervision ends after its last day.
        Duty::each("supervisees", MINUTE, supervisees::store::running_out, supervisees::flow::run_out),
        // Invitations lapse for which nobody said the second word.
        Duty::each("invitations", MINUTE, invitations::store::lapsing, invitations::flow::lapse),
        // Pairings lapse that nobody moved in time.
        Duty::each("pairings", MINUTE, pairings::store::lapsing, pairings::flow::lapse),
        // Contact rests where a certification, a clearance or a check has run out.
        Duty::each("contact", QUARTER, pairings::store::going_on, pairings::anew::look_again),
        // Who watches over privacy gets the size and the root of the audit log once a day.
        Duty::each("seals", QUARTER, seals::store::to_tell, seals::flow::tell),
        // Who answers requests is reminded before they are late.
        Duty::each("requests", QUARTER, requests::store::alarming, requests::flow::remind),
        // Answers are kept for a day.
        Duty::whole("answers", MINUTE, |tx| tx.forget_answers()),
        // Letters, sign-ins and what else nobody relies on go after their time.
        Duty::whole("traces", QUARTER, retention::flow::sweep),
        // What is to be erased is done when nothing of it is left, and lapses without a second word.
        Duty::each("purges", MINUTE, retention::store::going_on, retention::flow::go_on),
    ];
    erasing.into_iter().chain(others).collect()
}

/// Works until told to stop. How long to wait is measured by a clock that nobody sets.
pub async fn work(house: Arc<House>, mut stop: watch::Receiver<bool>) {
    let begun = Instant::now();
    let mut duties: Vec<_> = duties().into_iter().map(|duty| (duty, begun)).collect();
    while !*stop.borrow() {
        for (duty, next) in duties.iter_mut().filter(|(_, next)| *next <= Instant::now()) {
            *next = Instant::now() + duty.every;
            if let Err(error) = duty.round(&house, &stop).await {
                tracing::debug!(?error, "a round of the clock was not whole");
            }
        }
        let soonest = duties.iter().map(|(_, next)| *next).min().unwrap_or(begun + MINUTE);
        tokio::select! {
            () = tokio::time::sleep_until(soonest) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Does all that is due, of every kind, and counts it.
///
/// # Errors
/// The first that failed, after everything else was done.
pub async fn round(house: &Arc<House>) -> Result<usize> {
    let (_keep_open, never) = watch::channel(false);
    let (mut settled, mut fault) = (0, Ok(()));
    for mut duty in duties() {
        match duty.round(house, &never).await {
            Ok(count) => settled += count,
            Err(error) => fault = fault.and(Err(error)),
        }
    }
    fault.map(|()| settled)
}
