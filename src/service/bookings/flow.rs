//! What members and officers do about bookings: load, judge, record, save.

use super::eligibility::{Demand, judge, unfit};
use super::facts::Matters;
use super::model::{Appointment, Booking, BookingId, BookingMove, BookingState};
use super::record::BookingEvent;
use super::{facts, rules, store};
use crate::access::{AccountId, Action, Role, policy};
use crate::base::page::Ask;
use crate::base::{Code, Cursor, Id, May, Page, Reason, Result};
use crate::people::diary::model::{Commitment, CommitmentKind};
use crate::people::{accounts, diary};
use crate::service::clearances::model::{Clearance, ClearanceId, ClearanceState, Decision, Request};
use crate::service::clearances::rules::Asked;
use crate::service::confirmations::model::{Confirmation, ConfirmationState};
use crate::service::confirmations::record::ConfirmationEvent;
use crate::service::openings;
use crate::service::slots::model::SlotId;
use crate::service::{clearances, confirmations, slots};
use crate::tx::{Recorded, Tx, open_all};

/// Takes a place of a slot for a person.
///
/// # Errors
/// `Hidden` for a slot that is not public; a conflict with every reason against it.
pub fn book(tx: &mut Tx<'_>, person: AccountId, slot: SlotId) -> Result<Booking> {
    // Nobody books two things at once, and of two who must not meet the second to join a slot sees the first.
    tx.hold(person)?;
    if !tx.imports() {
        rules::may_book_again(store::booked_before(tx, person, rules::MOST_IN_A_DAY)?, tx.now)?;
    }
    let listed = facts::listed(tx, person)?;
    if listed {
        tx.hold(slot)?;
    }
    let slot = slots::store::find(tx, slot)?.consult(tx)?;
    let opening = openings::store::opening(tx, slot.opening)?.consult(tx)?;
    let demand = Demand::of(&slot, &opening);
    let matters = Matters { checks: demand.asks.needs_check.is_some(), listed };
    let facts = facts::gather(tx, person, slot.time(), matters)?;
    // Nobody says meanwhile that people with records are likely to meet there, and misses this booking.
    let demand = match &facts.supervised {
        None => demand,
        Some(_) => {
            tx.hold(slot.opening)?;
            Demand::of(&slot, &openings::store::opening(tx, slot.opening)?.consult(tx)?)
        }
    };
    let verdict = judge(&demand, &facts, tx.now, tx.imports());
    if !verdict.bookable {
        return Err(verdict.reasons.into());
    }
    let booking = rules::book(
        (tx.fresh(), tx.first_version()),
        &slot,
        person,
        (verdict.waits, verdict.confirms_at),
        tx.now,
    );
    let supervisee = facts.supervised.filter(|_| verdict.waits).map(|one| one.supervisee);
    let meets = if listed { store::meets(tx, Id::from_uuid(person.uuid()), slot.id)? } else { Vec::new() };
    // History waits for nobody, so that nobody could decide.
    if tx.imports() && !meets.is_empty() {
        return Err(Reason::new(Code::AskStaff).into());
    }
    let event = match &supervisee {
        Some(supervisee) => BookingEvent::Asked(booking.clone(), supervisee.officer),
        None if booking.confirms_at.is_some() => BookingEvent::Waits(booking.clone()),
        None => BookingEvent::Booked(booking.clone()),
    };
    let booking = tx.record(booking, &event)?;
    slots::store::take_place(tx, &booking, slot.id)?;
    let (when, kind, source) = (booking.time, CommitmentKind::Shift, booking.id.uuid());
    diary::store::enter(tx, &booking, &Commitment { person, when, kind, source })?;
    if let Some(supervisee) = supervisee {
        let asked = Asked {
            booking: booking.id,
            slot: slot.id,
            host: slot.host,
            category: demand.asks.category,
            starts_at: slot.starts_at,
        };
        let clearance = clearances::rules::ask(tx.fresh(), &supervisee, asked, tx.now);
        clearances::store::insert(tx, &booking, &clearance)?;
    }
    let booking = store::insert(tx, booking)?;
    for meets in meets {
        ask_centre(tx, &booking, meets.unchecked("a pair's centre decides, and the booker learns nothing"))?;
    }
    Ok(booking)
}

/// Asks the coordinators of a pair's centre for whom of the two another place is found.
///
/// # Errors
/// Whatever the database refuses.
pub fn ask_centre(tx: &mut Tx<'_>, booking: &Booking, meets: store::Meets) -> Result<()> {
    let mut coordinators = accounts::store::staff_of(tx, Role::Coordinator, "centre", &meets.centre)?;
    // Nobody decides about themselves.
    coordinators.retain(|one| *one != booking.person && *one != meets.person);
    let asked = Confirmation {
        id: tx.fresh(),
        pair: meets.pair,
        centre: meets.centre,
        slot: booking.slot,
        booking: booking.id,
        person: booking.person,
        first_booking: meets.booking,
        first_person: meets.person,
        asked_at: tx.now,
        state: ConfirmationState::Waiting,
        decided_by: None,
        decided_at: None,
        version: 1,
    };
    let recorded = tx.record(asked.clone(), &ConfirmationEvent::Asked(asked, coordinators))?;
    confirmations::store::insert(tx, &recorded)
}

/// A booking with its slot, for an answer about a booking that the caller has just made or changed.
///
/// # Errors
/// Whatever the database refuses.
pub fn shown(tx: &mut Tx<'_>, booking: BookingId) -> Result<Appointment> {
    let appointment = store::appointment(tx, booking)?.open(tx)?;
    Ok(Appointment { may: moves(tx, &appointment.booking), ..appointment })
}

/// Every command that the policy leaves to the caller, and whether the booking is there yet.
#[must_use]
pub fn moves(tx: &Tx<'_>, booking: &Booking) -> Vec<May<BookingMove>> {
    let owners = store::owners(booking);
    let own = tx.actor().account() == Some(booking.person);
    let theirs = |what: &BookingMove| {
        let (action, fits) = match what {
            BookingMove::Cancel => (Action::CancelBooking, own),
            BookingMove::GiveUp => (Action::CancelBooking, !own),
            BookingMove::See => (Action::SeeNotice, true),
            BookingMove::Report => (Action::RecordAttendance, true),
            BookingMove::Verify | BookingMove::TakeBack => (Action::VerifyHours, true),
        };
        fits && policy::may(tx.actor(), action, &owners)
    };
    let told = |what| May::told(what, rules::may(booking, what, tx.now, tx.imports()));
    BookingMove::ALL.iter().copied().filter(theirs).filter_map(told).collect()
}

/// A booking with its slot; its own person reads what they lack since the opening asks for more.
///
/// # Errors
/// `Hidden` for a booking that is not the caller's to know.
pub fn read(tx: &mut Tx<'_>, booking: BookingId) -> Result<Appointment> {
    let appointment = shown(tx, booking)?;
    if tx.actor().account() == Some(appointment.booking.person) {
        lacking(tx, appointment)
    } else {
        Ok(appointment)
    }
}

fn told(tx: &mut Tx<'_>, appointment: Appointment) -> Result<Appointment> {
    let may = moves(tx, &appointment.booking);
    lacking(tx, Appointment { may, ..appointment })
}

fn lacking(tx: &mut Tx<'_>, appointment: Appointment) -> Result<Appointment> {
    let booking = &appointment.booking;
    if !booking.state.is_open() || booking.time.start <= tx.now {
        return Ok(appointment);
    }
    let why = "what a slot asks for is told to whoever booked it";
    let slot = slots::store::find(tx, booking.slot)?.unchecked(why);
    let opening = openings::store::opening(tx, slot.opening)?.unchecked(why);
    let demand = Demand::of(&slot, &opening);
    let unfit = unfit(&demand, &facts::of_booking(tx, booking, &demand)?);
    Ok(Appointment { unfit, ..appointment })
}

/// The caller's bookings: those to come, or all others.
///
/// # Errors
/// Whatever the database refuses.
pub fn own(tx: &mut Tx<'_>, upcoming: bool, ask: Ask) -> Result<Page<Appointment>> {
    let person = tx.account()?;
    let rows = store::of_person(tx, person, upcoming, ask)?;
    let page = Page::cut(open_all(rows, tx)?, ask.limit, |row| Cursor {
        at: row.booking.time.start,
        id: row.booking.id.uuid(),
    });
    let items = page.items.into_iter().map(|row| told(tx, row)).collect::<Result<_>>()?;
    Ok(Page { items, ..page })
}

/// The caller's bookings that others changed, of which they have not seen it yet; soonest first.
///
/// # Errors
/// Whatever the database refuses.
pub fn unseen(tx: &mut Tx<'_>) -> Result<Vec<Appointment>> {
    let person = tx.account()?;
    let rows = store::unseen_of(tx, person, rules::told_since(tx.now))?;
    open_all(rows, tx)?.into_iter().map(|row| told(tx, row)).collect()
}

/// The member has seen what others changed of a booking.
///
/// # Errors
/// `Hidden` for a booking that is not the caller's; a conflict when there is nothing to be seen; `Stale`.
pub fn see(tx: &mut Tx<'_>, id: BookingId, version: i64) -> Result<Booking> {
    let booking = store::find(tx, id)?.open_at(tx, version)?;
    let booking = rules::see(booking, tx.now)?;
    let event = BookingEvent::Seen(booking.clone());
    let booking = tx.record(booking, &event)?;
    store::saw(tx, booking)
}

/// The member cancels, or staff for them; the place and the time are free again.
///
/// # Errors
/// `Hidden` for a booking that is not the caller's to know; a conflict when it is too late; `Stale`.
pub fn cancel(tx: &mut Tx<'_>, id: BookingId, version: i64) -> Result<Booking> {
    let booking = store::find(tx, id)?.open_at(tx, version)?;
    let waited = booking.state == BookingState::AwaitingClearance;
    let own = tx.actor().account() == Some(booking.person) || tx.imports();
    let event: fn(Booking) -> BookingEvent =
        if own { BookingEvent::CancelledByMember } else { BookingEvent::CancelledByStaff };
    let booking = match own {
        true => rules::cancel(booking, tx.now, tx.imports())?,
        false => rules::cancel_for(booking, tx.now)?,
    };
    let event = event(booking.clone());
    let booking = tx.record(booking, &event)?;
    release(tx, &booking, waited)?;
    store::save(tx, booking)
}

/// Gives back what a booking held, and withdraws the question to the officer, if it waited.
///
/// # Errors
/// `Stale` when the question was settled meanwhile.
pub fn release(tx: &mut Tx<'_>, booking: &Recorded<Booking>, waited: bool) -> Result<()> {
    slots::store::give_place(tx, booking, booking.slot)?;
    diary::store::free(tx, booking, booking.person, booking.id.uuid())?;
    confirmations::store::withdraw(tx, booking, booking.id)?;
    if waited && let Some(clearance) = clearances::store::of_booking(tx, booking.id)? {
        let clearance = clearance.unchecked("the booking that asked is no more");
        let clearance = clearances::rules::withdraw(clearance, tx.now)?;
        clearances::store::save(tx, booking, &clearance)?;
    }
    Ok(())
}

/// The officer clears or declines a booking; cleared may be a host or a category from now on, beside the booking.
///
/// # Errors
/// `Hidden` for another officer's; a conflict when it was settled already; `Stale`.
pub fn decide(tx: &mut Tx<'_>, id: ClearanceId, decision: Decision) -> Result<Request> {
    let clearance = clearances::store::find(tx, id)?.open_at(tx, decision.version)?;
    let clearance = clearances::rules::decide(clearance, decision.cleared, tx.now, tx.imports())?;
    let booking = store::find(tx, clearance.booking)?.unchecked("the officer's word settles it");
    settle(tx, rules::decide(booking, decision.cleared)?, &clearance)?;
    if let Some((cover, until)) = clearances::rules::beyond(&clearance, decision)? {
        clearances::flow::grant(tx, clearance.supervisee, cover, until)?;
    }
    clearances::store::request(tx, id)?.open(tx)
}

/// A coordinator decided that another place is found for whoever made a booking.
///
/// # Errors
/// A conflict when its shift has begun or it holds no place any more.
pub fn give_back(tx: &mut Tx<'_>, id: BookingId) -> Result<()> {
    let booking = store::find(tx, id)?.unchecked("whoever decides for whom another place is found frees it");
    let waited = booking.state == BookingState::AwaitingClearance;
    let booking = rules::give_back(booking, tx.now)?;
    let event = BookingEvent::GivenBack(booking.clone());
    let booking = tx.record(booking, &event)?;
    release(tx, &booking, waited)?;
    store::save(tx, booking).map(|_| ())
}

/// Confirms a booking whose time has come, unless something happened to it at the last moment; where its shift began
/// before anybody decided, its place is free.
///
/// # Errors
/// `Stale` when it was changed meanwhile.
pub fn confirm(tx: &mut Tx<'_>, id: BookingId) -> Result<()> {
    let booking = store::find(tx, id)?.open(tx)?;
    if booking.state != BookingState::AwaitingConfirmation {
        return Ok(());
    }
    let undecided = confirmations::store::undecided(tx, id)?;
    let booking = if undecided { rules::run_out(booking, tx.now)? } else { rules::confirm(booking)? };
    let event = if undecided { BookingEvent::RanOut } else { BookingEvent::Confirmed };
    let booking = tx.record(booking.clone(), &event(booking))?;
    if undecided {
        release(tx, &booking, false)?;
    }
    store::save(tx, booking).map(|_| ())
}

/// Lets a booking lapse whose officer has not decided in time, unless it was settled at the last moment.
///
/// # Errors
/// `Stale` when it was settled meanwhile.
pub fn lapse(tx: &mut Tx<'_>, id: ClearanceId) -> Result<()> {
    let clearance = clearances::store::find(tx, id)?.open(tx)?;
    if clearance.state != ClearanceState::Waiting {
        return Ok(());
    }
    let clearance = clearances::rules::lapse(clearance, tx.now)?;
    let booking = store::find(tx, clearance.booking)?.open(tx)?;
    settle(tx, rules::lapse(booking)?, &clearance)
}

/// Writes what a settled clearance means for its booking; one that is not to be gives its place and time back.
///
/// # Errors
/// `Stale` when either was changed meanwhile.
pub fn settle(tx: &mut Tx<'_>, booking: Booking, clearance: &Clearance) -> Result<()> {
    let event = BookingEvent::Settled(booking.clone(), clearance.clone());
    let booking = tx.record(booking, &event)?;
    clearances::store::save(tx, &booking, clearance)?;
    if !booking.state.is_active() {
        release(tx, &booking, false)?;
    }
    store::save(tx, booking).map(|_| ())
}
