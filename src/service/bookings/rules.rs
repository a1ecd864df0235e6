//! What may become of a booking: pure.

use chrono::TimeDelta;
use serde_json::json;

use super::model::{Booking, BookingId, BookingMove, BookingState, Hours, Notice, Served};
use crate::access::AccountId;
use crate::base::{Code, Instant, Reason, Result};
use crate::service::slots::model::Slot;

/// How long before the start a member may still cancel.
const NOTICE: TimeDelta = TimeDelta::hours(24);
/// How long after its shift a notice that nobody has seen is still told.
const TOLD_FOR: TimeDelta = TimeDelta::days(7);
/// The hour of the evening by which bookings that wait are confirmed.
const EVENING: i64 = 18;

/// How often one person may book within 24 hours, whatever became of it: more is no life of anybody's, and each is a
/// letter for others.
pub const MOST_IN_A_DAY: i64 = 20;

/// Whether somebody may book once more; `latest` is when they booked for the last time but [`MOST_IN_A_DAY`].
///
/// # Errors
/// A conflict with the moment from which on they may again.
pub fn may_book_again(latest: Option<Instant>, now: Instant) -> Result<(), Vec<Reason>> {
    let again = latest.map(|latest| latest.plus(TimeDelta::hours(24))).filter(|again| now < *again);
    let against = again
        .map(|again| Reason::with(Code::TooManyBookings, json!({ "most": MOST_IN_A_DAY, "again": again })));
    Reason::refuse(against.into_iter().collect())
}

/// Until when a member may cancel, without penalty.
#[must_use]
pub fn cancel_until(starts_at: Instant) -> Instant {
    starts_at.minus(NOTICE)
}

/// When a booking made now confirms itself: tomorrow evening, or half way to the start where that is sooner. It is
/// known from the clock and the shift alone, so that it tells nothing of anybody else.
#[must_use]
pub fn confirms_at(starts_at: Instant, now: Instant) -> Instant {
    let evening = now.day().and_time(chrono::NaiveTime::MIN) + TimeDelta::days(1) + TimeDelta::hours(EVENING);
    Instant::from_hong_kong(evening).min(now.plus(starts_at.since(now) / 2))
}

/// A new booking; one that needs the officer's clearance waits for it, holding its place, and one of somebody on the
/// keep-apart list until `confirms_at`.
///
/// `version` begins anywhere: a host reads it on the roster, and one step more would tell of a clearance.
#[must_use]
pub fn book(
    (id, version): (BookingId, i64),
    slot: &Slot,
    person: AccountId,
    (waits, confirms_at): (bool, Option<Instant>),
    now: Instant,
) -> Booking {
    Booking {
        id,
        slot: slot.id,
        person,
        host: slot.host,
        time: slot.time(),
        state: if waits { BookingState::AwaitingClearance } else { unhindered(confirms_at) },
        hours: None,
        hours_reason: None,
        notice: None,
        notice_seen_at: None,
        booked_at: now,
        version,
        confirms_at,
        centre: slot.centre.clone(),
    }
}

/// Where a booking stands that waits for no officer.
const fn unhindered(confirms_at: Option<Instant>) -> BookingState {
    match confirms_at {
        Some(_) => BookingState::AwaitingConfirmation,
        None => BookingState::Confirmed,
    }
}

/// The booking with something of it changed by others, of which its member is told.
fn telling(booking: Booking, notice: Notice) -> Booking {
    Booking { notice: Some(notice), notice_seen_at: None, ..booking }
}

/// The people of its slot meet elsewhere.
#[must_use]
pub fn move_to(booking: Booking) -> Booking {
    telling(booking, Notice::MeetsElsewhere)
}

/// Its member has seen what others changed.
///
/// # Errors
/// A conflict when there is nothing to be seen.
pub fn see(booking: Booking, now: Instant) -> Result<Booking> {
    may(&booking, BookingMove::See, now, false)?;
    Ok(Booking { notice_seen_at: Some(now), ..booking })
}

/// Since when a shift must have ended for its notices not to be told any more.
#[must_use]
pub fn told_since(now: Instant) -> Instant {
    now.minus(TOLD_FOR)
}

fn step(booking: Booking, from: &[BookingState], to: BookingState) -> Result<Booking> {
    if from.contains(&booking.state) {
        Ok(Booking { state: to, ..booking })
    } else {
        Err(Reason::wrong_state(booking.state.as_str()).into())
    }
}

/// What may be done with a booking now: every command asks here, and so does whoever shows what can be done; `past` lets
/// history be told.
///
/// # Errors
/// A conflict with why not.
pub fn may(booking: &Booking, what: BookingMove, now: Instant, past: bool) -> Result<(), Vec<Reason>> {
    if what == BookingMove::See {
        let told = booking.notice.is_some() && booking.notice_seen_at.is_none();
        return if told { Ok(()) } else { Err(vec![Reason::wrong_state("seen")]) };
    }
    let from: &[BookingState] = match what {
        BookingMove::See => &[],
        BookingMove::Cancel | BookingMove::GiveUp => &OPEN,
        BookingMove::Report => &ON_THE_DAY,
        BookingMove::Verify => &SERVED,
        BookingMove::TakeBack => &[BookingState::Verified],
    };
    if !from.contains(&booking.state) {
        return Err(vec![Reason::wrong_state(booking.state.as_str())]);
    }
    let start = booking.time.start;
    let until = cancel_until(start);
    let against = match what {
        BookingMove::Cancel if now > until && !past => {
            Some(Reason::with(Code::TooLateToCancel, json!({ "until": until })))
        }
        BookingMove::GiveUp if now >= start => Some(Reason::new(Code::AlreadyStarted)),
        BookingMove::Report if now < start => Some(Reason::with(Code::NotYet, json!({ "startsAt": start }))),
        BookingMove::Cancel
        | BookingMove::GiveUp
        | BookingMove::See
        | BookingMove::Report
        | BookingMove::Verify
        | BookingMove::TakeBack => None,
    };
    Reason::refuse(against.into_iter().collect())
}

const OPEN: [BookingState; 3] =
    [BookingState::AwaitingClearance, BookingState::AwaitingConfirmation, BookingState::Confirmed];
const WAITING: [BookingState; 1] = [BookingState::AwaitingClearance];
const ON_THE_DAY: [BookingState; 4] =
    [BookingState::Confirmed, BookingState::Attended, BookingState::Absent, BookingState::Excused];
const SERVED: [BookingState; 2] = [BookingState::Attended, BookingState::Verified];

/// The member cancels; `past` lets history be told.
///
/// # Errors
/// A conflict when it is too late, or the booking is no longer open.
pub fn cancel(booking: Booking, now: Instant, past: bool) -> Result<Booking> {
    may(&booking, BookingMove::Cancel, now, past)?;
    Ok(Booking { state: BookingState::Cancelled, notice: None, ..booking })
}

/// Staff give a place up for its holder, who asked for it by telephone or must not come; until the start.
///
/// # Errors
/// A conflict when it has begun, or the booking is no longer open.
pub fn cancel_for(booking: Booking, now: Instant) -> Result<Booking> {
    may(&booking, BookingMove::GiveUp, now, false)?;
    Ok(telling(Booking { state: BookingState::Cancelled, ..booking }, Notice::GivenUp))
}

/// The slot does not take place.
///
/// # Errors
/// A conflict when the booking is no longer open.
pub fn call_off(booking: Booking) -> Result<Booking> {
    Ok(telling(step(booking, &OPEN, BookingState::Cancelled)?, Notice::CalledOff))
}

/// A booking made before its person's supervision was known waits for the officer after all.
///
/// # Errors
/// A conflict when the booking is not confirmed, nor about to be.
pub fn await_clearance(booking: Booking) -> Result<Booking> {
    let from = [BookingState::Confirmed, BookingState::AwaitingConfirmation];
    step(booking, &from, BookingState::AwaitingClearance)
}

/// Nobody stands against it: the booking confirms itself in its time.
///
/// # Errors
/// A conflict when the booking does not wait to be confirmed.
pub fn confirm(booking: Booking) -> Result<Booking> {
    let booking = step(booking, &[BookingState::AwaitingConfirmation], BookingState::Confirmed)?;
    Ok(Booking { confirms_at: None, ..booking })
}

/// A coordinator decided that another place is found for the person; until the shift begins.
///
/// # Errors
/// A conflict when it has begun, or the booking is no longer open.
pub fn give_back(booking: Booking, now: Instant) -> Result<Booking> {
    let booking = step(booking, &OPEN, BookingState::GivenBack)?;
    if now >= booking.time.start {
        return Err(Reason::new(Code::AlreadyStarted).into());
    }
    Ok(telling(booking, Notice::GivenBack))
}

/// The shift has begun and nobody had decided.
///
/// # Errors
/// A conflict before, or when the booking does not wait to be confirmed.
pub fn run_out(booking: Booking, now: Instant) -> Result<Booking> {
    let booking = step(booking, &[BookingState::AwaitingConfirmation], BookingState::Lapsed)?;
    if now < booking.time.start {
        return Err(Reason::with(Code::NotYet, json!({ "startsAt": booking.time.start })).into());
    }
    Ok(telling(booking, Notice::Lapsed))
}

/// The officer decides.
///
/// # Errors
/// A conflict when the booking does not wait.
pub fn decide(booking: Booking, cleared: bool) -> Result<Booking> {
    if !cleared {
        return Ok(telling(step(booking, &WAITING, BookingState::Declined)?, Notice::Declined));
    }
    let cleared = unhindered(booking.confirms_at);
    step(booking, &WAITING, cleared)
}

/// The officer did not decide in time.
///
/// # Errors
/// A conflict when the booking does not wait.
pub fn lapse(booking: Booking) -> Result<Booking> {
    Ok(telling(step(booking, &WAITING, BookingState::Lapsed)?, Notice::Lapsed))
}

/// What a host saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Came, and served for so long.
    Attended(Served),
    Absent,
    Excused,
}

/// The host records who came; may be corrected until the hours are verified.
///
/// # Errors
/// A conflict before the start, or when the booking is not on the roster or is verified.
pub fn report(booking: Booking, outcome: Outcome, now: Instant) -> Result<Booking> {
    use BookingState as S;
    may(&booking, BookingMove::Report, now, false)?;
    let (state, served) = match outcome {
        Outcome::Attended(served) => (S::Attended, Some(served)),
        Outcome::Absent => (S::Absent, None),
        Outcome::Excused => (S::Excused, None),
    };
    let (hours, hours_reason) = served.map(|served| (served.hours, served.reason)).unzip();
    Ok(Booking { state, hours, hours_reason: hours_reason.flatten(), ..booking })
}

/// A coordinator verifies hours, or corrects what was verified; also what the ledger's sum changes by.
///
/// # Errors
/// A conflict when the person was not there.
pub fn verify(booking: Booking, served: Served, now: Instant) -> Result<(Booking, i64)> {
    may(&booking, BookingMove::Verify, now, false)?;
    let by = served.hours.quarters() - counted(&booking);
    let (hours, hours_reason) = (Some(served.hours), served.reason);
    Ok((Booking { state: BookingState::Verified, hours, hours_reason, ..booking }, by))
}

/// A coordinator takes verified hours back, so that they wait again; also what the ledger's sum changes by.
///
/// # Errors
/// A conflict when they are not verified.
pub fn take_back(booking: Booking, now: Instant) -> Result<(Booking, i64)> {
    may(&booking, BookingMove::TakeBack, now, false)?;
    let by = -counted(&booking);
    Ok((Booking { state: BookingState::Attended, ..booking }, by))
}

/// What the ledger counts of a booking, in quarters.
fn counted(booking: &Booking) -> i64 {
    let counts = booking.state == BookingState::Verified;
    booking.hours.filter(|_| counts).map_or(0, Hours::quarters)
}

#[cfg(test)]
mod tests;
