//! Rules of clearances: pure.

use chrono::{Days, NaiveDate, TimeDelta};
use serde_json::json;

use super::model::{
    BookingId, Clearance, ClearanceId, ClearanceMove, ClearanceState, Cover, Decision, Reach, Standing,
    StandingId,
};
use crate::access::HostId;
use crate::base::{Code, Error, Fault, FaultCode, Instant, Reason, Result};
use crate::people::supervisees::model::{Supervisee, SuperviseeId};
use crate::service::slots::model::{Category, SlotId};

/// How long before the start silence becomes a no.
pub const NOTICE: TimeDelta = TimeDelta::hours(24);
/// The most days that a standing clearance lasts before the officer looks again.
const LONGEST_DAYS: u64 = 366;

/// When a clearance for something that begins at `starts_at` lapses.
#[must_use]
pub fn lapses_at(starts_at: Instant) -> Instant {
    starts_at.minus(NOTICE)
}

/// What a clearance is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub booking: BookingId,
    pub slot: SlotId,
    pub host: HostId,
    pub category: Category,
    pub starts_at: Instant,
}

/// Asks the supervisee's officer.
#[must_use]
pub fn ask(id: ClearanceId, supervisee: &Supervisee, asked: Asked, now: Instant) -> Clearance {
    Clearance {
        id,
        supervisee: supervisee.id,
        officer: supervisee.officer,
        booking: asked.booking,
        slot: asked.slot,
        host: asked.host,
        category: asked.category,
        asked_at: now,
        lapses_at: lapses_at(asked.starts_at),
        state: ClearanceState::Waiting,
        decided_at: None,
        version: 1,
    }
}

/// Asks anew about a booking whose earlier question was settled.
#[must_use]
pub fn ask_again(clearance: Clearance, supervisee: &Supervisee, now: Instant) -> Clearance {
    Clearance {
        supervisee: supervisee.id,
        officer: supervisee.officer,
        asked_at: now,
        state: ClearanceState::Waiting,
        decided_at: None,
        ..clearance
    }
}

fn settle(clearance: Clearance, state: ClearanceState, now: Instant) -> Result<Clearance> {
    match clearance.state {
        ClearanceState::Waiting => Ok(Clearance { state, decided_at: Some(now), ..clearance }),
        is => Err(Reason::with(Code::WrongState, json!({ "is": is })).into()),
    }
}

/// What may be done with a question now: every command asks here, and so does whoever shows what can be done; `past` lets
/// history be told.
///
/// # Errors
/// A conflict when it was settled already or the time for it has passed.
pub fn may(clearance: &Clearance, what: ClearanceMove, now: Instant, past: bool) -> Result<(), Vec<Reason>> {
    let ClearanceMove::Decide = what;
    let is = match clearance.state {
        ClearanceState::Waiting if clearance.lapses_at <= now && !past => ClearanceState::Lapsed,
        is => is,
    };
    if is == ClearanceState::Waiting { Ok(()) } else { Err(vec![Reason::wrong_state(is.as_str())]) }
}

/// The officer decides; `past` lets history be told.
///
/// # Errors
/// A conflict when it was settled already or the time for it has passed.
pub fn decide(clearance: Clearance, cleared: bool, now: Instant, past: bool) -> Result<Clearance> {
    may(&clearance, ClearanceMove::Decide, now, past)?;
    let state = if cleared { ClearanceState::Cleared } else { ClearanceState::Declined };
    settle(clearance, state, now)
}

/// What a decision clears beside its booking, and until when.
///
/// # Errors
/// `Invalid` when a no reaches further than the booking, or a yes that does has no last day.
pub fn beyond(clearance: &Clearance, decision: Decision) -> Result<Option<(Cover, NaiveDate)>> {
    let cover = match decision.reach {
        Reach::Booking => return Ok(None),
        _ if !decision.cleared => return Err(Error::invalid("cover", FaultCode::Invalid)),
        Reach::Host => Cover::Host(clearance.host),
        Reach::Category => Cover::Category(clearance.category),
    };
    let until = decision.until.ok_or(Error::invalid("until", FaultCode::Required))?;
    Ok(Some((cover, until)))
}

/// The time to decide has passed.
///
/// # Errors
/// A conflict when it was settled already.
pub fn lapse(clearance: Clearance, now: Instant) -> Result<Clearance> {
    settle(clearance, ClearanceState::Lapsed, now)
}

/// The question has gone: the booking is no more, or needs no clearance any longer.
///
/// # Errors
/// A conflict when it was settled already.
pub fn withdraw(clearance: Clearance, now: Instant) -> Result<Clearance> {
    settle(clearance, ClearanceState::Withdrawn, now)
}

/// Clears a host, a category or mentoring until a day; `past` lets history be told.
///
/// # Errors
/// `Invalid` when the day is past or more than a year ahead.
pub fn grant(
    id: StandingId,
    supervisee: SuperviseeId,
    cover: Cover,
    until: NaiveDate,
    now: Instant,
    past: bool,
) -> Result<Standing> {
    let today = now.day();
    let last = today.checked_add_days(Days::new(LONGEST_DAYS)).unwrap_or(NaiveDate::MAX);
    if until > last || (until < today && !past) {
        let range = json!({ "min": today, "max": last });
        return Err(Error::Invalid(vec![Fault::with("until", FaultCode::OutOfRange, range)]));
    }
    Ok(Standing { id, supervisee, cover, until, granted_at: now, ended_at: None, version: 1 })
}

/// Takes a standing clearance back; what was booked on it stays.
///
/// # Errors
/// A conflict when it was taken back already.
pub fn end(standing: Standing, now: Instant) -> Result<Standing> {
    match standing.ended_at {
        None => Ok(Standing { ended_at: Some(now), ..standing }),
        Some(_) => Err(Reason::with(Code::WrongState, json!({ "is": "ended" })).into()),
    }
}

/// Whether one of the standing clearances covers a shift of `host` and `category` on `day`.
#[must_use]
pub fn covered(standing: &[Standing], host: HostId, category: Category, day: NaiveDate) -> bool {
    standing.iter().any(|standing| {
        standing.counts_on(day)
            && match standing.cover {
                Cover::Host(cleared) => cleared == host,
                Cover::Category(cleared) => cleared == category,
                Cover::Mentoring => false,
            }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    fn at(text: &str) -> Instant {
        Instant::from_hong_kong(text.parse().unwrap())
    }

    fn waiting() -> Clearance {
        let now = at("2026-11-23T10:00:00");
        Clearance {
            id: Id::fresh(now),
            supervisee: Id::fresh(now),
            officer: Id::fresh(now),
            booking: Id::fresh(now),
            slot: Id::fresh(now),
            host: Id::fresh(now),
            category: Category::Elderly,
            asked_at: now,
            lapses_at: lapses_at(at("2026-11-28T09:00:00")),
            state: ClearanceState::Waiting,
            decided_at: None,
            version: 1,
        }
    }

    #[test]
    fn a_clearance_is_settled_once() {
        let now = at("2026-11-24T10:00:00");
        for state in ClearanceState::ALL {
            let fits = *state == ClearanceState::Waiting;
            let clearance = || Clearance { state: *state, ..waiting() };
            assert_eq!(decide(clearance(), true, now, false).is_ok(), fits, "{state}");
            assert_eq!(lapse(clearance(), now).is_ok(), fits, "{state}");
            assert_eq!(withdraw(clearance(), now).is_ok(), fits, "{state}");
        }
    }

    #[test]
    fn silence_until_a_day_before_the_start_is_no_yes() {
        assert!(decide(waiting(), true, at("2026-11-27T08:59:59"), false).is_ok());
        assert!(decide(waiting(), true, at("2026-11-27T09:00:00"), false).is_err());
        assert!(decide(waiting(), true, at("2026-11-27T09:00:00"), true).is_ok());
    }

    #[test]
    fn only_a_yes_reaches_beyond_the_booking_and_until_a_day() {
        let until = Some("2026-12-31".parse().unwrap());
        for (cleared, reach, until, outcome) in [
            (true, Reach::Booking, None, Ok(false)),
            (false, Reach::Booking, None, Ok(false)),
            (true, Reach::Host, until, Ok(true)),
            (true, Reach::Category, until, Ok(true)),
            (true, Reach::Host, None, Err(())),
            (false, Reach::Host, until, Err(())),
        ] {
            let decision = Decision { cleared, reach, until, version: 1 };
            let beyond = beyond(&waiting(), decision).map(|beyond| beyond.is_some()).map_err(|_| ());
            assert_eq!(beyond, outcome, "{decision:?}");
        }
    }

    #[test]
    fn a_standing_clearance_covers_its_host_or_category_until_its_day() {
        let now = at("2026-11-23T10:00:00");
        let (host, other) = (Id::fresh(now), Id::fresh(now));
        let until = "2026-12-01".parse().unwrap();
        for (cover, of, category, day, fits) in [
            (Cover::Host(host), host, Category::Youth, "2026-12-01", true),
            (Cover::Host(host), host, Category::Youth, "2026-12-02", false),
            (Cover::Host(host), other, Category::Youth, "2026-12-01", false),
            (Cover::Category(Category::Elderly), other, Category::Elderly, "2026-11-30", true),
            (Cover::Category(Category::Elderly), other, Category::Youth, "2026-11-30", false),
            (Cover::Mentoring, host, Category::Elderly, "2026-11-30", false),
        ] {
            let standing = grant(Id::fresh(now), Id::fresh(now), cover, until, now, false).unwrap();
            let day = day.parse().unwrap();
            assert_eq!(covered(std::slice::from_ref(&standing), of, category, day), fits, "{cover:?} {day}");
            let ended = end(standing, now).unwrap();
            assert!(!covered(&[ended], of, category, day));
        }
    }

    #[test]
    fn a_standing_clearance_lasts_a_year_at_most() {
        let now = at("2026-11-23T10:00:00");
        for (until, past, fits) in [
            ("2026-11-23", false, true),
            ("2026-11-22", false, false),
            ("2026-11-22", true, true),
            ("2027-11-24", false, true),
            ("2027-11-25", true, false),
        ] {
            let until = until.parse().unwrap();
            let granted = grant(Id::fresh(now), Id::fresh(now), Cover::Mentoring, until, now, past);
            assert_eq!(granted.is_ok(), fits, "{until} {past}");
        }
    }
}
