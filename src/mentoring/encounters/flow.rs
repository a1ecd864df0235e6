//! Keeping two people apart, and finding what they share already.

use crate::base::{Id, Result, Text3};
use crate::mentoring::pairings;
use crate::mentoring::pairings::model::Pairing;
use crate::people::keep_apart;
use crate::people::keep_apart::model::PartyId;
use crate::service::slots::model::{Slot, SlotId};
use crate::service::{bookings, openings, slots};
use crate::tx::Tx;

/// A shift to come for which both hold a place.
#[derive(Debug)]
pub struct SharedSlot {
    pub slot: Slot,
    pub title: Text3,
}

/// What two people share.
#[derive(Debug)]
pub struct Shared {
    pub slots: Vec<SharedSlot>,
    pub pairings: Vec<Pairing>,
}

/// Keeps the two apart from now on; what they share already.
///
/// # Errors
/// As [`Tx::centre`], [`keep_apart::flow::parties`] and [`keep_apart::rules::check_own`].
pub fn add(tx: &mut Tx<'_>, a: &str, b: &str, centre: Option<String>) -> Result<Shared> {
    let centre = tx.centre(centre)?;
    let (one, other) = keep_apart::flow::parties(tx, a, b)?;
    keep_apart::rules::check_own(&one, &other, &centre)?;
    let (one, other) = (one.id, other.id);
    keep_apart::flow::add(tx, one, other, centre.clone())?;
    // What is told is what has become of it.
    tx.settle()?;
    let mut slots = Vec::new();
    let others = booked(tx, other)?;
    for id in booked(tx, one)?.into_iter().filter(|slot| others.contains(slot)) {
        let slot = slots::store::find(tx, id)?.consult(tx)?;
        let title = openings::store::opening(tx, slot.opening)?.consult(tx)?.facts.title;
        slots.push(SharedSlot { slot, title });
    }
    let mut pairings = paired(tx, one, other)?;
    pairings.extend(paired(tx, other, one)?);
    // What other centres have brought together is theirs to know.
    pairings.retain(|pairing| pairing.centre == centre);
    Ok(Shared { slots, pairings })
}

/// Says that two people need no longer be kept apart.
///
/// # Errors
/// As [`add`].
pub fn remove(tx: &mut Tx<'_>, a: &str, b: &str, centre: Option<String>) -> Result<()> {
    let centre = tx.centre(centre)?;
    let (one, other) = keep_apart::flow::parties(tx, a, b)?;
    keep_apart::flow::remove(tx, one.id, other.id, centre)
}

/// The slots to come of which somebody holds a place; none for a person in custody.
fn booked(tx: &mut Tx<'_>, party: PartyId) -> Result<Vec<SlotId>> {
    let why = "what two people share is told to whoever keeps them apart";
    let rows = bookings::store::coming_of(tx, Id::from_uuid(party.uuid()))?;
    Ok(rows.into_iter().map(|booking| booking.unchecked(why).slot).collect())
}

/// The pairings of a person in custody with a mentor that have not ended; none when they are not these.
fn paired(tx: &mut Tx<'_>, person: PartyId, mentor: PartyId) -> Result<Vec<Pairing>> {
    let why = "what two people share is told to whoever keeps them apart";
    let rows = pairings::store::open_of_two(tx, Id::from_uuid(person.uuid()), Id::from_uuid(mentor.uuid()))?;
    Ok(rows.into_iter().map(|pairing| pairing.unchecked(why)).collect())
}
