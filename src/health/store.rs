//! What the database tells of the house: numbers and moments, and nothing of what they count.

use chrono::TimeDelta;
use diesel::dsl::{count_star, min};
use diesel::prelude::*;

use super::model::Counts;
use crate::base::{Instant, Result};
use crate::db::schema::{outbox, rounds};
use crate::tx::Tx;

/// For how long a letter that was given up is news.
const LATELY: TimeDelta = TimeDelta::days(7);

/// Everything that is counted.
///
/// # Errors
/// Whatever the database refuses.
pub fn counts(tx: &mut Tx<'_>) -> Result<Counts> {
    let since = tx.now.minus(LATELY);
    let waiting = outbox::table.filter(outbox::state.eq("waiting"));
    let (letters_waiting, oldest_letter): (i64, Option<Instant>) =
        tx.value(waiting.select((count_star(), min(outbox::created_at))))?.unwrap_or_default();
    let given_up = outbox::table.filter(outbox::state.eq("given_up"));
    let lately = given_up.filter(outbox::created_at.gt(since));
    let letters_given_up = tx.value(given_up.select(count_star()))?.unwrap_or_default();
    let given_up_lately = tx.value(lately.select(count_star()))?.unwrap_or_default();
    let queued = rounds::table.filter(rounds::state.eq("queued"));
    let (rounds_queued, oldest_round): (i64, Option<Instant>) =
        tx.value(queued.select((count_star(), min(rounds::created_at))))?.unwrap_or_default();
    let running = rounds::table.filter(rounds::state.eq("running"));
    let rounds_running = tx.value(running.select(count_star()))?.unwrap_or_default();
    let (unsealed, oldest_unsealed) = tx.unsealed()?;
    Ok(Counts {
        letters_waiting,
        oldest_letter,
        letters_given_up,
        given_up_lately,
        rounds_queued,
        oldest_round,
        rounds_running,
        unsealed,
        oldest_unsealed,
    })
}
