//! What may become of a booking: pure.

use chrono::TimeDelta;
use serde_json::json;

use super::model::{Booking, BookingId, BookingMove, BookingState, Hours};
use crate::access::AccountId;
use crate::base::{Code, Instant, Reason, Result};
use crate::service::slots::model::Slot;

/// How long before the start a member may still cancel.
const NOTICE: TimeDelta = TimeDelta::hours(24);
/// The hour of the evening by which bookings that wait are confirmed.
const EVENING: i64 = 18;

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
    let from: &[BookingState] = match what {
        BookingMove::Cancel | BookingMove::GiveUp => &OPEN,
        BookingMove::Report => &ON_THE_DAY,
        BookingMove::Verify => &SERVED,
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
        BookingMove::Cancel | BookingMove::GiveUp | BookingMove::Report | BookingMove::Verify => None,
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
    Ok(Booking { state: BookingState::Cancelled, ..booking })
}

/// Staff give a place up for its holder, who asked for it by telephone or must not come; until the start.
///
/// # Errors
/// A conflict when it has begun, or the booking is no longer open.
pub fn cancel_for(booking: Booking, now: Instant) -> Result<Booking> {
    may(&booking, BookingMove::GiveUp, now, false)?;
    Ok(Booking { state: BookingState::Cancelled, ..booking })
}

/// The slot does not take place.
///
/// # Errors
/// A conflict when the booking is no longer open.
pub fn call_off(booking: Booking) -> Result<Booking> {
    step(booking, &OPEN, BookingState::Cancelled)
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
    Ok(booking)
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
    Ok(booking)
}

/// The officer decides.
///
/// # Errors
/// A conflict when the booking does not wait.
pub fn decide(booking: Booking, cleared: bool) -> Result<Booking> {
    let cleared = if cleared { unhindered(booking.confirms_at) } else { BookingState::Declined };
    step(booking, &WAITING, cleared)
}

/// The officer did not decide in time.
///
/// # Errors
/// A conflict when the booking does not wait.
pub fn lapse(booking: Booking) -> Result<Booking> {
    step(booking, &WAITING, BookingState::Lapsed)
}

/// What a host saw.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Came; for so long, or for the whole shift.
    Attended(Option<Hours>),
    Absent,
    Excused,
}

/// The host records who came; may be corrected until the hours are verified.
///
/// # Errors
/// A conflict before the start, or when the booking is not on the roster or is verified.
pub fn report(booking: Booking, outcome: Outcome, now: Instant) -> Result<Booking> {
    use BookingState as S;
    let (state, hours) = match outcome {
        Outcome::Attended(hours) => (S::Attended, Some(hours.unwrap_or(Hours::of_shift(booking.time)))),
        Outcome::Absent => (S::Absent, None),
        Outcome::Excused => (S::Excused, None),
    };
    may(&booking, BookingMove::Report, now, false)?;
    Ok(Booking { state, hours, ..booking })
}

/// A coordinator verifies hours, or corrects what was verified; also what the ledger's sum changes by.
///
/// # Errors
/// A conflict when the person was not there.
pub fn verify(booking: Booking, hours: Hours, now: Instant) -> Result<(Booking, i64)> {
    use BookingState as S;
    let counted = match (booking.state, booking.hours) {
        (S::Verified, Some(counted)) => counted.quarters(),
        _ => 0,
    };
    may(&booking, BookingMove::Verify, now, false)?;
    Ok((Booking { state: S::Verified, hours: Some(hours), ..booking }, hours.quarters() - counted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Interval};

    fn at(text: &str) -> Instant {
        Instant::from_hong_kong(text.parse().unwrap())
    }

    fn booking(state: BookingState) -> Booking {
        let now = at("2026-11-23T10:00:00");
        let time = Interval { start: at("2026-11-28T09:00:00"), end: at("2026-11-28T11:30:00") };
        let hours =
            matches!(state, BookingState::Attended | BookingState::Verified).then_some(Hours::of_quarters(8));
        Booking {
            id: Id::fresh(now),
            slot: Id::fresh(now),
            person: Id::fresh(now),
            host: Id::fresh(now),
            time,
            state,
            hours,
            booked_at: now,
            version: 1,
            confirms_at: None,
            centre: None,
        }
    }

    #[test]
    fn every_state_knows_what_may_come_of_it() {
        use BookingState as S;
        let (before, after) = (at("2026-11-24T10:00:00"), at("2026-11-28T12:00:00"));
        for state in S::ALL {
            let one = || booking(*state);
            let table = [
                ("cancel", cancel(one(), before, false).is_ok(), &OPEN[..]),
                ("cancel for", cancel_for(one(), before).is_ok(), &OPEN),
                ("call off", call_off(one()).is_ok(), &OPEN),
                ("await clearance", await_clearance(one()).is_ok(), &[S::AwaitingConfirmation, S::Confirmed]),
                ("confirm", confirm(one()).is_ok(), &[S::AwaitingConfirmation]),
                ("give back", give_back(one(), before).is_ok(), &OPEN),
                ("run out", run_out(one(), after).is_ok(), &[S::AwaitingConfirmation]),
                ("decide", decide(one(), true).is_ok(), &WAITING),
                ("lapse", lapse(one()).is_ok(), &WAITING),
                (
                    "report",
                    report(one(), Outcome::Absent, after).is_ok(),
                    &[S::Confirmed, S::Attended, S::Absent, S::Excused],
                ),
                ("verify", verify(one(), Hours::of_quarters(8), after).is_ok(), &[S::Attended, S::Verified]),
            ];
            for (command, done, from) in table {
                assert_eq!(done, from.contains(state), "{command} {state}");
            }
        }
    }

    #[test]
    fn who_is_on_the_list_waits_as_the_clock_says() {
        for (start, now, waits_until) in [
            ("2026-11-28T09:00:00", "2026-11-23T10:00:00", "2026-11-24T18:00:00"),
            ("2026-11-28T09:00:00", "2026-11-23T23:59:00", "2026-11-24T18:00:00"),
            ("2026-11-24T20:00:00", "2026-11-23T10:00:00", "2026-11-24T03:00:00"),
            ("2026-11-23T10:20:00", "2026-11-23T10:00:00", "2026-11-23T10:10:00"),
        ] {
            assert_eq!(confirms_at(at(start), at(now)), at(waits_until), "{start} {now}");
        }
    }

    #[test]
    fn what_is_shown_as_possible_is_possible_and_nothing_else() {
        for now in ["2026-11-24T10:00:00", "2026-11-27T10:00:00", "2026-11-28T12:00:00"].map(at) {
            for state in BookingState::ALL.iter().copied() {
                for what in BookingMove::ALL.iter().copied() {
                    let one = || booking(state);
                    let may = may(&one(), what, now, false).is_ok();
                    let done = match what {
                        BookingMove::Cancel => cancel(one(), now, false).is_ok(),
                        BookingMove::GiveUp => cancel_for(one(), now).is_ok(),
                        BookingMove::Report => report(one(), Outcome::Absent, now).is_ok(),
                        BookingMove::Verify => verify(one(), Hours::of_quarters(8), now).is_ok(),
                    };
                    assert_eq!(may, done, "{what} {state}");
                }
            }
        }
    }

    #[test]
    fn a_cleared_booking_still_waits_where_its_person_is_on_the_list() {
        let waiting = |confirms_at| Booking { confirms_at, ..booking(BookingState::AwaitingClearance) };
        let evening = Some(at("2026-11-24T18:00:00"));
        assert_eq!(decide(waiting(None), true).unwrap().state, BookingState::Confirmed);
        let cleared = decide(waiting(evening), true).unwrap();
        assert_eq!((cleared.state, cleared.confirms_at), (BookingState::AwaitingConfirmation, evening));
        let confirmed = confirm(cleared).unwrap();
        assert_eq!((confirmed.state, confirmed.confirms_at), (BookingState::Confirmed, None));
        assert_eq!(decide(waiting(evening), false).unwrap().state, BookingState::Declined);
    }

    #[test]
    fn a_member_cancels_until_a_day_before() {
        let confirmed = || booking(BookingState::Confirmed);
        assert!(cancel(confirmed(), at("2026-11-27T09:00:00"), false).is_ok());
        assert!(cancel(confirmed(), at("2026-11-27T09:00:01"), false).is_err());
        assert!(cancel(confirmed(), at("2026-11-27T09:00:01"), true).is_ok());
    }

    #[test]
    fn staff_give_a_place_up_until_it_begins() {
        let confirmed = || booking(BookingState::Confirmed);
        assert!(cancel_for(confirmed(), at("2026-11-28T08:59:59")).is_ok());
        assert!(cancel_for(confirmed(), at("2026-11-28T09:00:00")).is_err());
    }

    #[test]
    fn nobody_has_come_before_it_begins() {
        let came = |now| report(booking(BookingState::Confirmed), Outcome::Attended(None), at(now));
        assert!(came("2026-11-28T08:59:59").is_err());
        let came = came("2026-11-28T09:00:00").unwrap();
        assert_eq!(came.hours, Some(Hours::of_quarters(10)));
        let absent = report(came, Outcome::Absent, at("2026-11-28T12:00:00")).unwrap();
        assert_eq!(absent.hours, None);
    }

    #[test]
    fn a_correction_changes_the_sum_by_the_difference() {
        let now = at("2026-11-28T12:00:00");
        let (first, by) = verify(booking(BookingState::Attended), Hours::of_quarters(6), now).unwrap();
        assert_eq!(by, 6);
        let (second, by) = verify(first, Hours::of_quarters(4), now).unwrap();
        assert_eq!((second.hours, by), (Some(Hours::of_quarters(4)), -2));
    }
}
