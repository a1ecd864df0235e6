//! When a roster shows names, and which hours may be entered: pure.

use chrono::{NaiveTime, TimeDelta};
use serde_json::json;

use super::model::{Entered, LedgerLine, LineKind, Service};
use crate::base::text::{self, Bounds};
use crate::base::{Code, Fault, FaultCode, Instant, Interval, Reason, Result};
use crate::service::bookings::model::{Booking, BookingState, Hours, Served};
use crate::service::clearances::rules::lapses_at;
use crate::service::slots::model::Slot;

/// From when a host reads the names of a slot: not while a name could come late, because its booking waited.
#[must_use]
pub fn names_from(slot: &Slot) -> Instant {
    lapses_at(slot.starts_at)
}

/// Whether a host reads the names now; `waits` tells that a booking waits that should have lapsed.
#[must_use]
pub fn shows_names(slot: &Slot, waits: bool, now: Instant) -> bool {
    now >= names_from(slot) && !waits
}

/// When the hundredth hour was reached, by the lines of a ledger in their order; a correction can take it back.
#[must_use]
pub fn hundredth(ledger: &[(i64, Instant)]) -> Option<Instant> {
    let mut sum = 0;
    let mut reached = None;
    for (quarters, written_at) in ledger {
        sum += quarters;
        reached = (sum >= 4 * 100).then(|| reached.unwrap_or(*written_at));
    }
    reached
}

/// The Hong Kong day on which a booking begins, whose hours count together.
#[must_use]
pub fn day_of(booking: &Booking) -> Interval {
    let midnight = Instant::from_hong_kong(booking.time.start.day().and_time(NaiveTime::MIN));
    Interval { start: midnight, end: midnight.plus(TimeDelta::days(1)) }
}

/// Hours as they may stand beside a booking: no more than the shift lasts without a reason in words, and with what
/// `stands` of the person's other bookings of that day no more than a day counts. The reason of hours that stay the same
/// stays with them.
///
/// # Errors
/// `Invalid` for the reason; a conflict with what stands.
pub fn served(booking: &Booking, entered: Entered, stands: Hours) -> Result<Served> {
    let shift = Hours::of_shift(booking.time);
    let hours = entered.hours.unwrap_or(shift);
    let reason = match reason(entered.reason)? {
        None if booking.hours == Some(hours) => booking.hours_reason.clone(),
        reason => reason,
    };
    if hours > shift && reason.is_none() {
        let why = Fault::with("reason", FaultCode::LongerThanShift, json!({ "hours": shift }));
        return Err(vec![why].into());
    }
    if stands.quarters() + hours.quarters() > Hours::OF_DAY.quarters() {
        let stands = json!({ "on": booking.time.start.day(), "hours": stands, "most": Hours::OF_DAY });
        return Err(Reason::with(Code::TooManyHours, stands).into());
    }
    Ok(Served { hours, reason })
}

/// Whether a slot has begun, so that it can be said who came.
///
/// # Errors
/// A conflict with when it begins.
pub fn has_begun(slot: &Slot, now: Instant) -> Result<()> {
    if now >= slot.starts_at {
        return Ok(());
    }
    Err(Reason::with(Code::NotYet, json!({ "startsAt": slot.starts_at })).into())
}

/// Whether somebody who is seen on a roster is still to be marked; no when it stands already that they came.
///
/// # Errors
/// Why they cannot be: somebody recorded something else.
pub fn mark(booking: &Booking) -> Result<bool, Reason> {
    match booking.state {
        BookingState::Confirmed => Ok(true),
        BookingState::Attended | BookingState::Verified => Ok(false),
        other => Err(Reason::wrong_state(other.as_str())),
    }
}

/// Whether hours are simply those of the shift, so that many of them can be verified together.
#[must_use]
pub fn is_plain(service: &Service) -> bool {
    let Booking { hours, hours_reason, time, .. } = &service.booking;
    *hours == Some(Hours::of_shift(*time)) && hours_reason.is_none() && service.lines.is_empty()
}

/// Whether hours are still to be verified together with others; no when they stand verified as the shift lasts.
///
/// # Errors
/// Why they cannot be: they were changed since, or take a decision of their own.
pub fn verifies_plainly(service: &Service, version: i64) -> Result<bool, Reason> {
    let Booking { state, hours, time, version: now, .. } = &service.booking;
    match state {
        BookingState::Verified if *hours == Some(Hours::of_shift(*time)) => Ok(false),
        BookingState::Attended if *now != version => Err(Reason::wrong_state(state.as_str())),
        BookingState::Attended if is_plain(service) => Ok(true),
        BookingState::Attended => Err(Reason::new(Code::DecideAlone)),
        other => Err(Reason::wrong_state(other.as_str())),
    }
}

/// A reason in words; what is empty is none.
fn reason(typed: Option<String>) -> Result<Option<String>> {
    match typed.filter(|text| !text.trim().is_empty()) {
        Some(text) => needed(&text).map(Some),
        None => Ok(None),
    }
}

/// A reason that must be there.
///
/// # Errors
/// `Invalid` when it is empty or too long.
pub fn needed(reason: &str) -> Result<String> {
    let mut faults = Vec::new();
    text::checked(reason, "reason", Bounds::new(1, 500), &mut faults).ok_or_else(|| faults.into())
}

/// What each line of one booking does to what it counted before, in the order in which they were written.
#[must_use]
pub fn kinds(lines: &[LedgerLine]) -> Vec<LineKind> {
    let kind = |counted: &mut i64, line: &LedgerLine| {
        let before = *counted;
        *counted += line.quarters;
        Some(match (before, *counted) {
            (0, _) => LineKind::Verified,
            (_, 0) => LineKind::TakenBack,
            _ => LineKind::Corrected,
        })
    };
    lines.iter().scan(0, kind).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Error, Id, Text3};
    use crate::service::attendance::model::ServicePurpose;
    use crate::service::slots::model::SlotState;

    fn at(text: &str) -> Instant {
        Instant::from_hong_kong(text.parse().unwrap())
    }

    #[test]
    fn the_hundredth_hour_is_reached_once_and_can_be_taken_back() {
        let [first, second, third, fourth] =
            ["01", "02", "03", "04"].map(|day| at(&format!("2026-11-{day}T10:00:00")));
        assert_eq!(hundredth(&[]), None);
        assert_eq!(hundredth(&[(399, first)]), None);
        assert_eq!(hundredth(&[(399, first), (1, second), (8, third)]), Some(second));
        assert_eq!(hundredth(&[(400, first), (-2, second)]), None);
        assert_eq!(hundredth(&[(400, first), (-2, second), (1, third), (4, fourth)]), Some(fourth));
    }

    #[test]
    fn names_appear_when_nothing_can_wait_any_more() {
        let slot = Slot {
            id: Id::fresh(at("2026-11-23T10:00:00")),
            code: None,
            opening: Id::fresh(at("2026-11-23T10:00:00")),
            host: Id::fresh(at("2026-11-23T10:00:00")),
            centre: None,
            starts_at: at("2026-11-28T09:00:00"),
            ends_at: at("2026-11-28T12:00:00"),
            capacity: 3,
            taken: 1,
            meeting_point: Text3::default(),
            state: SlotState::Open,
            version: 1,
        };
        for (now, waits, shown) in [
            ("2026-11-27T08:59:59", false, false),
            ("2026-11-27T09:00:00", false, true),
            ("2026-11-27T09:00:00", true, false),
            ("2026-12-28T09:00:00", false, true),
        ] {
            assert_eq!(shows_names(&slot, waits, at(now)), shown, "{now} {waits}");
        }
    }

    fn quarters(count: i64) -> Hours {
        Hours::of_quarters(count)
    }

    /// A booking of a shift of two and a half hours, with so many quarters of hours and a reason.
    fn booking(hours: Option<i64>, reason: Option<&str>) -> Booking {
        let now = at("2026-11-23T10:00:00");
        Booking {
            id: Id::fresh(now),
            slot: Id::fresh(now),
            person: Id::fresh(now),
            host: Id::fresh(now),
            time: Interval { start: at("2026-11-28T09:00:00"), end: at("2026-11-28T11:30:00") },
            state: BookingState::Attended,
            hours: hours.map(quarters),
            hours_reason: reason.map(str::to_owned),
            notice: None,
            notice_seen_at: None,
            booked_at: now,
            version: 1,
            confirms_at: None,
            centre: None,
        }
    }

    #[test]
    fn more_than_the_shift_lasts_takes_a_reason_and_a_reason_stays_with_its_hours() {
        let (none, late) = (booking(None, None), booking(Some(14), Some("They stayed late.")));
        for (booking, entered, said, stands) in [
            (&none, None, None, Some((10, None))),
            (&none, Some(10), None, Some((10, None))),
            (&none, Some(4), Some(" Left early. "), Some((4, Some("Left early.")))),
            (&none, Some(11), None, None),
            (&none, Some(11), Some("  "), None),
            (&none, Some(11), Some("Cleared up."), Some((11, Some("Cleared up.")))),
            (&late, Some(14), None, Some((14, Some("They stayed late.")))),
            (&late, Some(14), Some("Saw it."), Some((14, Some("Saw it.")))),
            (&late, Some(13), None, None),
            (&late, Some(10), None, Some((10, None))),
        ] {
            let entered = Entered { hours: entered.map(quarters), reason: said.map(str::to_owned) };
            let expected = stands
                .map(|(count, reason)| Served { hours: quarters(count), reason: reason.map(str::to_owned) });
            let found = served(booking, entered.clone(), Hours::default());
            match found {
                Ok(found) => assert_eq!(Some(found), expected, "{entered:?}"),
                Err(Error::Invalid(faults)) => {
                    let shift = json!({ "hours": 2.5 });
                    assert_eq!(faults, [Fault::with("reason", FaultCode::LongerThanShift, shift)]);
                    assert_eq!(expected, None, "{entered:?}");
                }
                Err(error) => panic!("{entered:?}: {error:?}"),
            }
        }
    }

    #[test]
    fn a_day_counts_twelve_hours_with_what_stands_of_it() {
        let fits = |stands| {
            let entered = Entered { hours: None, reason: None };
            served(&booking(None, None), entered, quarters(stands)).is_ok()
        };
        assert!(fits(38));
        assert!(!fits(39));
        let day = day_of(&booking(None, None));
        assert_eq!((day.start, day.end), (at("2026-11-28T00:00:00"), at("2026-11-29T00:00:00")));
    }

    fn line(quarters: i64) -> LedgerLine {
        let now = at("2026-11-28T12:00:00");
        LedgerLine {
            id: Id::fresh(now),
            person: Id::fresh(now),
            booking: Id::fresh(now),
            quarters,
            purpose: ServicePurpose::Voluntary,
            served_on: now.day(),
            written_at: now,
            reason: None,
        }
    }

    #[test]
    fn lines_say_what_they_do_to_those_before() {
        let lines = [12, -2, -10, 8, 0].map(line);
        use LineKind as K;
        assert_eq!(kinds(&lines), [K::Verified, K::Corrected, K::TakenBack, K::Verified, K::Corrected]);
    }

    #[test]
    fn many_are_marked_and_verified_at_once_where_nothing_is_to_be_decided() {
        use BookingState as S;
        for state in S::ALL.iter().copied() {
            let one = Booking { state, ..booking(Some(10), None) };
            let marked = match state {
                S::Confirmed => Some(true),
                S::Attended | S::Verified => Some(false),
                _ => None,
            };
            assert_eq!(mark(&one).ok(), marked, "{state}");
        }
        let service = |booking: Booking| Service {
            booking,
            preferred_name: "Ah Lok".into(),
            title: Text3::default(),
            lines: Vec::new(),
            may: Vec::new(),
        };
        let code = |booking: Booking, version| {
            verifies_plainly(&service(booking), version).map_err(|reason| reason.code)
        };
        assert_eq!(code(booking(Some(10), None), 1), Ok(true));
        assert_eq!(code(booking(Some(10), None), 2), Err(Code::WrongState));
        assert_eq!(code(booking(Some(10), Some("Saw it.")), 1), Err(Code::DecideAlone));
        assert_eq!(code(booking(Some(8), None), 1), Err(Code::DecideAlone));
        let verified = |hours| Booking { state: S::Verified, ..booking(Some(hours), None) };
        assert_eq!(code(verified(10), 1), Ok(false));
        assert_eq!(code(verified(8), 1), Err(Code::WrongState));
        let lines = vec![line(10), line(-10)];
        assert!(!is_plain(&Service { lines, ..service(booking(Some(10), None)) }));
    }
}
