//! What others have changed reaches bookings made before: what a slot asks, where it is, whether it takes place, and
//! what an officer says of a person. Whoever causes it sees none of the bookings.

use chrono::NaiveDate;

use super::eligibility::{Demand, Supervised, unfit};
use super::model::{Booking, BookingState};
use super::record::BookingEvent;
use super::store::Meets;
use super::turns::{Turn, turn};
use super::{facts, flow, rules, store};
use crate::access::{AccountId, OpeningId, PairId, SlotId};
use crate::base::{Id, Result};
use crate::people::keep_apart;
use crate::people::supervisees::model::Supervisee;
use crate::service::clearances::model::Clearance;
use crate::service::clearances::rules::Asked;
use crate::service::openings::model::Opening;
use crate::service::{clearances, openings, slots};
use crate::tx::{NewDemands, Tx};

const WHY: &str = "what others change reaches whoever has booked, without their being seen";

/// Judges what is booked of an opening, whose new demands these are; whoever lacks them is told, and what needs an
/// officer's word from now on waits for it.
///
/// # Errors
/// `Stale` when a booking was changed meanwhile.
pub fn of_opening(tx: &mut Tx<'_>, opening: OpeningId, new: NewDemands) -> Result<()> {
    tx.hold(opening)?;
    let opening = openings::store::opening(tx, opening)?.unchecked(WHY);
    // What needed a clearance before was settled before.
    let bound_until = if new.company { None } else { Some(NaiveDate::MAX) };
    for (booking, demand) in coming(tx, &opening)? {
        let facts = facts::of_booking(tx, &booking, &demand)?;
        let lacks = unfit(&demand.only(new), &facts);
        if !lacks.is_empty() {
            tx.record(booking.clone(), &BookingEvent::Unfit(booking.clone()))?;
        }
        take_turn(tx, booking, &demand, bound_until, facts.supervised.as_ref())?;
    }
    Ok(())
}

/// How many who have booked an opening lack what it asks for.
///
/// # Errors
/// Whatever the database refuses.
pub fn unfit_of(tx: &mut Tx<'_>, opening: &Opening) -> Result<usize> {
    let mut lacking = 0;
    for (booking, demand) in coming(tx, opening)? {
        let facts = facts::of_booking(tx, &booking, &demand)?;
        lacking += usize::from(!unfit(&demand, &facts).is_empty());
    }
    Ok(lacking)
}

/// The open bookings of the slots to come of an opening, each with what its slot asks.
fn coming(tx: &mut Tx<'_>, opening: &Opening) -> Result<Vec<(Booking, Demand)>> {
    let rows = slots::store::of(tx, vec![opening.id], tx.now)?;
    let all: Vec<_> = rows.into_iter().map(|slot| slot.unchecked(WHY)).collect();
    let mut booked = Vec::new();
    for slot in slots::rules::coming(&all, tx.now, tx.imports()) {
        let demand = Demand::of(&slot, opening);
        for booking in store::open_of(tx, slot.id)? {
            booked.push((booking.unchecked(WHY), demand.clone()));
        }
    }
    Ok(booked)
}

/// Tells whoever holds a place of a slot that they meet elsewhere.
///
/// # Errors
/// `Stale` when a booking was changed meanwhile.
pub fn told_of_place(tx: &mut Tx<'_>, slot: SlotId) -> Result<()> {
    for booking in store::open_of(tx, slot)? {
        let booking = rules::move_to(booking.unchecked(WHY));
        let booking = tx.record(booking.clone(), &BookingEvent::MeetsElsewhere(booking))?;
        store::save(tx, booking)?;
    }
    Ok(())
}

/// A slot does not take place: every open booking of it is cancelled and its person told.
///
/// # Errors
/// `Stale` when a booking was changed meanwhile.
pub fn called_off(tx: &mut Tx<'_>, slot: SlotId) -> Result<()> {
    for booking in store::open_of(tx, slot)? {
        let booking = booking.unchecked(WHY);
        let waited = booking.state == BookingState::AwaitingClearance;
        let booking = rules::call_off(booking)?;
        let event = BookingEvent::CalledOff(booking.clone());
        let booking = tx.record(booking, &event)?;
        flow::release(tx, &booking, waited)?;
        store::save(tx, booking)?;
    }
    Ok(())
}

/// Judges what a person has booked by their supervision as it is now; before, their order forbade them to associate
/// until `bound_until`.
///
/// # Errors
/// `Stale` when a booking was changed meanwhile.
pub fn of_person(tx: &mut Tx<'_>, person: AccountId, bound_until: Option<NaiveDate>) -> Result<()> {
    // A booking made at this moment either waits for this transaction or is seen by it.
    tx.hold(person)?;
    let supervised = facts::supervised(tx, person)?;
    for booking in store::coming_of(tx, person)? {
        let booking = booking.unchecked(WHY);
        let slot = slots::store::find(tx, booking.slot)?.unchecked(WHY);
        let opening = openings::store::opening(tx, slot.opening)?.unchecked(WHY);
        take_turn(tx, booking, &Demand::of(&slot, &opening), bound_until, supervised.as_ref())?;
    }
    Ok(())
}

/// Puts to another officer what waits for one who is in charge no longer.
///
/// # Errors
/// `Stale` when a clearance was settled meanwhile.
pub fn put_to(tx: &mut Tx<'_>, person: AccountId, officer: AccountId) -> Result<()> {
    tx.hold(person)?;
    let Some(supervised) = facts::supervised(tx, person)? else { return Ok(()) };
    for booking in store::coming_of(tx, person)? {
        let booking = booking.unchecked(WHY);
        let Some(clearance) = clearances::store::of_booking(tx, booking.id)? else { continue };
        let clearance = clearance.unchecked(WHY);
        if booking.state == BookingState::AwaitingClearance && clearance.officer != officer {
            let clearance = clearances::rules::ask_again(clearance, &supervised.supervisee, tx.now);
            let event = BookingEvent::Asked(booking.clone(), officer);
            let booking = tx.record(booking, &event)?;
            clearances::store::save(tx, &booking, &clearance)?;
        }
    }
    Ok(())
}

/// A centre keeps two people apart: of every shift to come for which both hold a place its coordinators are asked. The
/// two notice nothing.
///
/// # Errors
/// Whatever the database refuses.
pub fn kept_apart(tx: &mut Tx<'_>, pair: PairId) -> Result<()> {
    let Some(pair) = keep_apart::store::of_id(tx, pair)? else { return Ok(()) };
    let pair = pair.unchecked(WHY);
    // A booking made at this moment either waits for this transaction or is seen by it; a pair's first side always is
    // the same.
    tx.hold(pair.one)?;
    tx.hold(pair.other)?;
    for booking in store::coming_of(tx, Id::from_uuid(pair.one.uuid()))? {
        let booking = booking.unchecked(WHY);
        for meets in store::meets(tx, pair.one, booking.slot)? {
            let meets = meets.unchecked(WHY);
            if meets.pair != pair.id {
                continue;
            }
            let other = store::find(tx, meets.booking)?.unchecked(WHY);
            let order = |one: &Booking| (one.booked_at, one.id);
            let (first, later) =
                if order(&booking) < order(&other) { (&booking, &other) } else { (&other, &booking) };
            flow::ask_centre(tx, later, Meets { booking: first.id, person: first.person, ..meets })?;
        }
    }
    Ok(())
}

/// Does with one booking what has become of it; `demand` is what its slot asks from now on.
fn take_turn(
    tx: &mut Tx<'_>,
    booking: Booking,
    demand: &Demand,
    bound_until: Option<NaiveDate>,
    supervised: Option<&Supervised>,
) -> Result<()> {
    let clearance = clearances::store::of_booking(tx, booking.id)?.map(|word| word.unchecked(WHY));
    let turn = turn(booking.state, demand, bound_until, supervised, clearance.as_ref(), tx.now);
    let asked = Asked {
        booking: booking.id,
        slot: demand.place.slot,
        host: demand.place.host,
        category: demand.asks.category,
        starts_at: demand.place.time.start,
    };
    match (turn, clearance, supervised) {
        (Turn::Confirmed, Some(clearance), _) => {
            let clearance = clearances::rules::withdraw(clearance, tx.now)?;
            flow::settle(tx, rules::decide(booking, true)?, &clearance)
        }
        (Turn::Waits | Turn::Lapses, clearance, Some(one)) => {
            ask(tx, booking, clearance, &one.supervisee, asked, turn)
        }
        _ => Ok(()),
    }
}

/// Puts the question to the officer; where the time to ask is over, writes it down as lapsed at once.
fn ask(
    tx: &mut Tx<'_>,
    booking: Booking,
    clearance: Option<Clearance>,
    supervisee: &Supervisee,
    asked: Asked,
    turn: Turn,
) -> Result<()> {
    let booking = rules::await_clearance(booking)?;
    let event = BookingEvent::Asked(booking.clone(), supervisee.officer);
    let booking = tx.record(booking, &event)?;
    match clearance {
        None => {
            let clearance = clearances::rules::ask(tx.fresh(), supervisee, asked, tx.now);
            clearances::store::insert(tx, &booking, &clearance)?;
        }
        Some(earlier) => {
            let clearance = clearances::rules::ask_again(earlier, supervisee, tx.now);
            clearances::store::save(tx, &booking, &clearance)?;
        }
    }
    let booking = store::save(tx, booking)?;
    if turn == Turn::Lapses
        && let Some(clearance) = clearances::store::of_booking(tx, booking.id)?
    {
        let clearance = clearances::rules::lapse(clearance.unchecked(WHY), tx.now)?;
        flow::settle(tx, rules::lapse(booking)?, &clearance)?;
    }
    Ok(())
}
