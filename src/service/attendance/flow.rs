//! What hosts and coordinators do with booked slots, and what members see of their hours.

use super::model::{Entry, LedgerLine, Roster, Service, ServicePurpose, Tally};
use super::{rules as attendance, store};
use crate::access::Role;
use crate::base::page::Ask;
use crate::base::{Cursor, Page, Result};
use crate::service::bookings;
use crate::service::bookings::model::{BookingId, BookingState, Hours};
use crate::service::bookings::record::BookingEvent;
use crate::service::bookings::rules::{self, Outcome};
use crate::service::slots::model::SlotId;
use crate::service::{openings, slots};
use crate::tx::{Tx, open_all};

/// The most lines that a member's own list shows.
const LATEST: i64 = 100;

/// A slot with everybody who is expected or came, by name; for a host without them, while a booking could wait.
///
/// # Errors
/// `Hidden` for a slot that is none of the caller's.
pub fn roster(tx: &mut Tx<'_>, id: SlotId) -> Result<Roster> {
    let slot = slots::store::find(tx, id)?.open(tx)?;
    let opening = openings::store::opening(tx, slot.opening)?.consult(tx)?;
    let why = "whether anything waits decides when the names are shown";
    let mut held = bookings::store::open_of(tx, id)?.into_iter().map(|booking| booking.unchecked(why).state);
    let waits = held.any(|state| state == BookingState::AwaitingClearance);
    let staff = openings::flow::may_publish(tx, &opening);
    let named = staff || attendance::shows_names(&slot, waits, tx.now);
    let rows = if named { store::roster(tx, id, staff)? } else { Vec::new() };
    let mut entries = open_all(rows, tx)?;
    entries.sort_by(|one, other| one.preferred_name.cmp(&other.preferred_name));
    let names_from = attendance::names_from(&slot);
    Ok(Roster { slot, title: opening.facts.title, named, names_from, entries })
}

/// The host records whether somebody came.
///
/// # Errors
/// `Hidden` for a booking that is not on the caller's roster; a conflict before the start; `Stale`.
pub fn report(tx: &mut Tx<'_>, id: BookingId, outcome: Outcome, version: i64) -> Result<Entry> {
    let entry = store::entry(tx, id)?.open_at(tx, version)?;
    let booking = rules::report(entry.booking, outcome, tx.now)?;
    let event = BookingEvent::Reported(booking.clone());
    let booking = tx.record(booking, &event)?;
    Ok(Entry { booking: bookings::store::save(tx, booking)?, ..entry })
}

/// What hosts of the caller's centres, or of none, reported and nobody has verified yet, longest ago first.
///
/// # Errors
/// Whatever the database refuses.
pub fn to_verify(tx: &mut Tx<'_>, ask: Ask) -> Result<Page<Service>> {
    let centres = tx.actor().centres(Role::Coordinator);
    let rows = store::to_verify(tx, centres, ask)?;
    Ok(Page::cut(open_all(rows, tx)?, ask.limit, |service| Cursor {
        at: service.booking.time.start,
        id: service.booking.id.uuid(),
    }))
}

/// A coordinator verifies hours, or corrects what was verified: one more line of the ledger.
///
/// # Errors
/// A conflict when the person was not there; `Stale`.
pub fn verify(tx: &mut Tx<'_>, id: BookingId, hours: Hours, version: i64) -> Result<Service> {
    let service = store::service(tx, id)?.open_at(tx, version)?;
    let (booking, quarters) = rules::verify(service.booking, hours, tx.now)?;
    let line = LedgerLine {
        id: tx.fresh(),
        person: booking.person,
        booking: booking.id,
        quarters,
        purpose: ServicePurpose::Voluntary,
        served_on: booking.time.start.day(),
        written_at: tx.now,
    };
    let event = BookingEvent::Verified(booking.clone());
    let booking = tx.record(booking, &event)?;
    store::append(tx, &booking, &line)?;
    Ok(Service { booking: bookings::store::save(tx, booking)?, ..service })
}

/// The caller's hours.
///
/// # Errors
/// Whatever the database refuses.
pub fn tally(tx: &mut Tx<'_>) -> Result<Tally> {
    let person = tx.account()?;
    let today = tx.today();
    let sum = |quarters: Vec<i64>| quarters.into_iter().map(Hours::of_quarters).sum();
    let ledger = store::ledger(tx, person)?;
    let hundredth = attendance::hundredth(&ledger);
    let verified = sum(ledger.into_iter().map(|(quarters, _)| quarters).collect());
    let this_year = sum(store::ledger_of_year(tx, person, today)?);
    let waiting = sum(store::waiting(tx, person)?.into_iter().flatten().collect());
    let rows = store::of_person(tx, person, LATEST)?;
    let first_booked = store::first_booked(tx, person)?;
    Ok(Tally { verified, waiting, this_year, first_booked, hundredth, services: open_all(rows, tx)? })
}
