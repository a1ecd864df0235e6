//! Gathers what eligibility is judged on: once for a person, however many slots they are judged on.

use super::eligibility::{Demand, Facts, Supervised};
use super::model::Booking;
use super::store;
use crate::access::AccountId;
use crate::base::{Id, Interval, Result};
use crate::people::accounts::model::Supervision;
use crate::people::{accounts, checks, diary, keep_apart, supervisees};
use crate::service::clearances;
use crate::tx::{Sealed, Tx};

/// Why the person's facts are read whoever asks: the answer tells no more than the verdict.
const WHY: &str = "a verdict tells its codes alone";

/// Whether a person is kept apart from anybody.
///
/// # Errors
/// Whatever the database refuses.
pub fn listed(tx: &mut Tx<'_>, person: AccountId) -> Result<bool> {
    Ok(!keep_apart::store::pairs_of(tx, Id::from_uuid(person.uuid()))?.is_empty())
}

/// Which facts matter; the others are not read.
#[derive(Clone, Copy, Debug)]
pub struct Matters {
    /// Whether a slot needs a record check.
    pub checks: bool,
    /// Whether the person is kept apart from anybody ([`listed`]).
    pub listed: bool,
}

/// What is known of a person that bears on slots that begin within `when`.
///
/// # Errors
/// `NotFound` when there is no such person.
pub fn gather(tx: &mut Tx<'_>, person: AccountId, when: Interval, matters: Matters) -> Result<Facts> {
    let card = accounts::store::card(tx, person)?.unchecked(WHY);
    let supervised = if card.supervision == Supervision::Supervised { supervised(tx, person)? } else { None };
    let checks = if matters.checks { judged(checks::store::of_person(tx, person)?) } else { Vec::new() };
    Ok(Facts {
        checks,
        supervised,
        listed: matters.listed,
        commitments: judged(diary::store::within(tx, person, when)?),
        bookings: judged(store::within(tx, person, when)?),
        person: card,
    })
}

/// What is known of whoever made a booking, as far as it bears on what the slot asks.
///
/// # Errors
/// Whatever the database refuses.
pub fn of_booking(tx: &mut Tx<'_>, booking: &Booking, demand: &Demand) -> Result<Facts> {
    let matters = Matters { checks: demand.asks.needs_check.is_some(), listed: false };
    gather(tx, booking.person, booking.time, matters)
}

/// Who is under supervision now, with what their officer has cleared.
///
/// # Errors
/// Whatever the database refuses.
pub fn supervised(tx: &mut Tx<'_>, person: AccountId) -> Result<Option<Supervised>> {
    let Some(supervisee) = supervisees::store::current_of(tx, person)? else { return Ok(None) };
    let supervisee = supervisee.unchecked(WHY);
    let standing = judged(clearances::store::standing_of(tx, supervisee.id)?);
    let officer_serves = supervisees::store::officer_serves(tx, supervisee.officer)?;
    Ok(Some(Supervised { supervisee, standing, officer_serves }))
}

fn judged<M>(rows: Vec<Sealed<M>>) -> Vec<M> {
    rows.into_iter().map(|row| row.unchecked(WHY)).collect()
}
