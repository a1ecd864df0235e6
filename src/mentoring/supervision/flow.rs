//! What officers say, with what it means for bookings and pairings made before, each in one transaction.

use chrono::NaiveDate;

use super::rules::{self, Turn};
use crate::access::AccountId;
use crate::base::Result;
use crate::mentoring::pairings;
use crate::people::supervisees;
use crate::people::supervisees::model::{Amendment, Registration, Supervisee, SuperviseeCard, SuperviseeId};
use crate::service::bookings::eligibility::{Demand, Supervised};
use crate::service::bookings::facts;
use crate::service::bookings::model::{Booking, BookingState};
use crate::service::bookings::record::BookingEvent;
use crate::service::clearances::model::{
    Clearance, ClearanceId, Cover, Decision, Request, Standing, StandingId,
};
use crate::service::clearances::rules::Asked;
use crate::service::{bookings, clearances, openings, slots};
use crate::tx::Tx;

/// Registers the person with a member code; what they have booked already is judged anew.
///
/// # Errors
/// As [`supervisees::flow::register`].
pub fn register(
    tx: &mut Tx<'_>,
    officer: AccountId,
    code: &str,
    registration: Registration,
) -> Result<SuperviseeCard> {
    let card = supervisees::flow::register(tx, officer, code, registration)?;
    // Of a registration that was taken over, what waits is put to the new officer.
    ask_instead(tx, &card.supervisee)?;
    review(tx, card.supervisee.person, None)?;
    Ok(card)
}

/// Changes the last day or the condition of a registration; what is booked is judged anew.
///
/// # Errors
/// As [`supervisees::flow::amend`].
pub fn amend(tx: &mut Tx<'_>, id: SuperviseeId, amendment: Amendment) -> Result<SuperviseeCard> {
    let before = supervisees::store::find(tx, id)?.open(tx)?;
    let card = supervisees::flow::amend(tx, id, amendment)?;
    review(tx, before.person, Some(&before))?;
    Ok(card)
}

/// Ends a registration; what waited for the officer is confirmed.
///
/// # Errors
/// As [`supervisees::flow::end`].
pub fn end(tx: &mut Tx<'_>, id: SuperviseeId, version: i64) -> Result<SuperviseeCard> {
    let card = supervisees::flow::end(tx, id, version)?;
    review(tx, card.supervisee.person, None)?;
    Ok(card)
}

/// Clears a host, a category or mentoring until a day; what waited for that is confirmed.
///
/// # Errors
/// As [`clearances::flow::grant`].
pub fn grant(tx: &mut Tx<'_>, id: SuperviseeId, cover: Cover, until: NaiveDate) -> Result<Standing> {
    let supervisee = supervisees::store::find(tx, id)?.open(tx)?;
    let standing = clearances::flow::grant(tx, id, cover, until)?;
    review(tx, supervisee.person, Some(&supervisee))?;
    Ok(standing)
}

/// Takes a standing clearance back: what was booked on it stays, but a mentor's contact rests.
///
/// # Errors
/// As [`clearances::flow::end`].
pub fn take_back(tx: &mut Tx<'_>, id: StandingId) -> Result<()> {
    let standing = clearances::store::find_standing(tx, id)?.open(tx)?;
    let supervisee = supervisees::store::find(tx, standing.supervisee)?.open(tx)?;
    clearances::flow::end(tx, id)?;
    pairings::contact::review(tx, supervisee.person, None)
}

/// The officer clears or declines a booking; cleared may be a host or a category from now on, beside the booking.
///
/// # Errors
/// `Hidden` for another officer's; a conflict when it was settled already; `Stale`.
pub fn decide(tx: &mut Tx<'_>, id: ClearanceId, decision: Decision) -> Result<Request> {
    let clearance = clearances::store::find(tx, id)?.open_at(tx, decision.version)?;
    let clearance = clearances::rules::decide(clearance, decision.cleared, tx.now, tx.imports())?;
    let booking = bookings::store::find(tx, clearance.booking)?.unchecked("the officer's word settles it");
    bookings::flow::settle(tx, bookings::rules::decide(booking, decision.cleared)?, &clearance)?;
    if let Some((cover, until)) = clearances::rules::beyond(&clearance, decision)? {
        grant(tx, clearance.supervisee, cover, until)?;
    }
    clearances::store::request(tx, id)?.open(tx)
}

/// Puts to a person's officer what waits for one who has left.
fn ask_instead(tx: &mut Tx<'_>, supervisee: &Supervisee) -> Result<()> {
    tx.hold(supervisee.person)?;
    let why = "what waits for an officer who has left waits for the new one";
    for booking in bookings::store::coming_of(tx, supervisee.person)? {
        let booking = booking.unchecked(why);
        let Some(clearance) = clearances::store::of_booking(tx, booking.id)? else { continue };
        let clearance = clearance.unchecked(why);
        if booking.state == BookingState::AwaitingClearance && clearance.officer != supervisee.officer {
            let clearance = clearances::rules::ask_again(clearance, supervisee, tx.now);
            let event = BookingEvent::Asked(booking.clone(), supervisee.officer);
            let booking = tx.record(booking, &event)?;
            clearances::store::save(tx, &booking, &clearance)?;
        }
    }
    Ok(())
}

/// Judges what a person has booked anew, and their pairings if they are a mentor; `before` is their registration as it was.
///
/// # Errors
/// `Stale` when a booking was changed meanwhile.
pub fn review(tx: &mut Tx<'_>, person: AccountId, before: Option<&Supervisee>) -> Result<()> {
    // A booking made at this moment either waits for this transaction or is seen by it.
    tx.hold(person)?;
    let supervised = facts::supervised(tx, person)?;
    for booking in bookings::store::coming_of(tx, person)? {
        let booking = booking.unchecked("an officer's word reaches what their supervisee has booked");
        let why = "what the booking asks decides whether it waits";
        let slot = slots::store::find(tx, booking.slot)?.unchecked(why);
        let opening = openings::store::opening(tx, slot.opening)?.unchecked(why);
        take_turn(tx, booking, &Demand::of(&slot, &opening), before, supervised.as_ref())?;
    }
    // The history of a pairing does not name an officer.
    pairings::contact::review(tx, person, None)
}

/// Does with one booking what has become of it; `demand` is what its slot asks from now on.
///
/// # Errors
/// `Stale` when the booking was changed meanwhile.
pub fn take_turn(
    tx: &mut Tx<'_>,
    booking: Booking,
    demand: &Demand,
    before: Option<&Supervisee>,
    supervised: Option<&Supervised>,
) -> Result<()> {
    let why = "what the officer has said of it decides whether it waits";
    let clearance = clearances::store::of_booking(tx, booking.id)?.map(|word| word.unchecked(why));
    let turn = rules::turn(booking.state, demand, before, supervised, clearance.as_ref(), tx.now);
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
            bookings::flow::settle(tx, bookings::rules::decide(booking, true)?, &clearance)
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
    let booking = bookings::rules::await_clearance(booking)?;
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
    let booking = bookings::store::save(tx, booking)?;
    if turn == Turn::Lapses
        && let Some(clearance) = clearances::store::of_booking(tx, booking.id)?
    {
        let clearance = clearance.unchecked("it was asked too late");
        let clearance = clearances::rules::lapse(clearance, tx.now)?;
        bookings::flow::settle(tx, bookings::rules::lapse(booking)?, &clearance)?;
    }
    Ok(())
}
