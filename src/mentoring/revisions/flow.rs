//! Changing an opening, with what it means for bookings made before, in one transaction.

use crate::base::Result;
use crate::mentoring::supervision;
use crate::service::bookings::eligibility::{Demand, needs_clearance, unfit};
use crate::service::bookings::facts;
use crate::service::bookings::model::Booking;
use crate::service::bookings::record::BookingEvent;
use crate::service::openings::flow::{Managed, OpeningChange};
use crate::service::slots::model::OpeningId;
use crate::service::{bookings, openings, slots};
use crate::tx::Tx;

/// A changed opening, and how many who have booked it lack what it asks for now.
#[derive(Debug)]
pub struct Revised {
    pub managed: Managed,
    pub unfit: usize,
}

/// Shows an opening to everybody, or says anew whether people with records are likely to meet there.
///
/// # Errors
/// As [`openings::flow::publish`].
pub fn publish(tx: &mut Tx<'_>, id: OpeningId, sensitive: bool, version: i64) -> Result<Revised> {
    revise(tx, id, |tx| openings::flow::publish(tx, id, sensitive, version))
}

/// Changes what was entered of an opening.
///
/// # Errors
/// As [`openings::flow::change`].
pub fn change(tx: &mut Tx<'_>, id: OpeningId, change: OpeningChange) -> Result<Revised> {
    revise(tx, id, |tx| openings::flow::change(tx, id, change))
}

fn revise(
    tx: &mut Tx<'_>,
    id: OpeningId,
    step: impl FnOnce(&mut Tx<'_>) -> Result<Managed>,
) -> Result<Revised> {
    // What it was is read once nobody else changes it.
    tx.hold(id)?;
    let before = openings::store::opening(tx, id)?.consult(tx)?;
    let managed = step(tx)?;
    let mut lacking = 0;
    for slot in slots::rules::coming(&managed.slots, tx.now, tx.imports()) {
        let (was, is) = (Demand::of(&slot, &before), Demand::of(&slot, &managed.opening));
        if was == is {
            continue;
        }
        for booking in bookings::store::open_of(tx, slot.id)? {
            let booking =
                booking.unchecked("a changed opening reaches those who have booked it, without being seen");
            lacking += usize::from(reach(tx, booking, &was, &is)?);
        }
    }
    Ok(Revised { managed, unfit: lacking })
}

/// Judges one booking by what its slot asks from now on; whether its person lacks any of it.
fn reach(tx: &mut Tx<'_>, booking: Booking, was: &Demand, is: &Demand) -> Result<bool> {
    let facts = facts::of_booking(tx, &booking, is)?;
    let (had, lacks) = (unfit(was, &facts), unfit(is, &facts));
    if lacks.iter().any(|reason| !had.contains(reason)) {
        tx.record(booking.clone(), &BookingEvent::Unfit(booking.clone()))?;
    }
    let supervised = facts.supervised.as_ref();
    // What needed a clearance before was settled before.
    let before = supervised.filter(|one| needs_clearance(was, one)).map(|one| &one.supervisee);
    supervision::flow::take_turn(tx, booking, is, before, supervised)?;
    Ok(!lacks.is_empty())
}
