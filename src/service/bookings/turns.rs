//! What becomes of a booking when an officer's word, or what its slot asks, has changed since: pure.

use chrono::NaiveDate;

use super::eligibility::{Demand, Supervised, needs_clearance};
use super::model::BookingState;
use crate::base::Instant;
use crate::service::clearances::model::{Clearance, ClearanceState};
use crate::service::clearances::rules::lapses_at;

/// What becomes of a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// As it was.
    Stays,
    /// It waits for the officer and keeps its place.
    Waits,
    /// It would have to wait, but the time to ask is over: silence is never a yes.
    Lapses,
    /// It waits for nothing any more.
    Confirmed,
}

/// Judges one booking: the order forbade to associate until `bound_until` before, and `after` is as it is from now on.
///
/// Only what the change brings is asked: a booking that the officer cleared, or that was made on a standing
/// clearance since taken back, stays.
#[must_use]
pub fn turn(
    state: BookingState,
    demand: &Demand,
    bound_until: Option<NaiveDate>,
    after: Option<&Supervised>,
    clearance: Option<&Clearance>,
    now: Instant,
) -> Turn {
    let needed = after.filter(|one| needs_clearance(demand, one));
    match (state, needed) {
        (BookingState::AwaitingClearance, None) => Turn::Confirmed,
        (BookingState::Confirmed | BookingState::AwaitingConfirmation, Some(one)) => {
            let day = demand.place.time.start.day();
            let known = bound_until.is_some_and(|last| day <= last);
            let cleared = clearance.is_some_and(|word| {
                word.state == ClearanceState::Cleared && word.supervisee == one.supervisee.id
            });
            match known || cleared {
                true => Turn::Stays,
                false if now < lapses_at(demand.place.time.start) => Turn::Waits,
                false => Turn::Lapses,
            }
        }
        _ => Turn::Stays,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Interval};
    use crate::people::supervisees::model::{Supervisee, SuperviseeState};
    use crate::service::openings::model::Asks;
    use crate::service::slots::model::{Category, Place};

    fn at(text: &str) -> Instant {
        Instant::from_hong_kong(text.parse().unwrap())
    }

    fn demand(association_sensitive: bool) -> Demand {
        let now = at("2026-11-23T10:00:00");
        let time = Interval { start: at("2026-11-28T09:00:00"), end: at("2026-11-28T12:00:00") };
        Demand {
            place: Place { slot: Id::fresh(now), host: Id::fresh(now), time, open: true, left: 1 },
            asks: Asks {
                category: Category::Elderly,
                min_age: None,
                needs_check: None,
                association_sensitive,
            },
        }
    }

    fn registered(ends_on: &str, association_condition: bool) -> Supervisee {
        let now = at("2026-11-23T10:00:00");
        Supervisee {
            id: Id::from_uuid(uuid::Uuid::nil()),
            person: Id::fresh(now),
            officer: Id::fresh(now),
            ends_on: ends_on.parse().unwrap(),
            association_condition,
            state: SuperviseeState::Current,
            registered_at: now,
            version: 1,
        }
    }

    fn supervised(supervisee: Supervisee) -> Supervised {
        Supervised { supervisee, standing: Vec::new(), officer_serves: true }
    }

    #[test]
    fn what_an_officer_says_reaches_what_is_booked() {
        use BookingState as S;
        let soon = "2026-11-23T10:00:00";
        let late = "2026-11-27T09:00:00";
        let bound = || Some(registered("2027-01-01", true));
        let free = || Some(registered("2027-01-01", false));
        let over = || Some(registered("2026-11-27", true));
        for (state, sensitive, before, after, now, becomes) in [
            (S::Confirmed, true, None, bound(), soon, Turn::Waits),
            (S::Confirmed, true, None, bound(), late, Turn::Lapses),
            (S::Confirmed, false, None, bound(), soon, Turn::Stays),
            (S::Confirmed, true, None, free(), soon, Turn::Stays),
            (S::Confirmed, true, None, over(), soon, Turn::Stays),
            (S::Confirmed, true, free(), bound(), soon, Turn::Waits),
            (S::Confirmed, true, over(), bound(), soon, Turn::Waits),
            (S::Confirmed, true, bound(), bound(), soon, Turn::Stays),
            (S::AwaitingClearance, true, bound(), bound(), soon, Turn::Stays),
            (S::AwaitingClearance, true, bound(), free(), soon, Turn::Confirmed),
            (S::AwaitingClearance, true, bound(), over(), soon, Turn::Confirmed),
            (S::AwaitingClearance, true, bound(), None, soon, Turn::Confirmed),
            (S::AwaitingConfirmation, true, None, bound(), soon, Turn::Waits),
            (S::AwaitingConfirmation, true, None, bound(), late, Turn::Lapses),
            (S::AwaitingConfirmation, true, bound(), free(), soon, Turn::Stays),
            (S::Attended, true, None, bound(), soon, Turn::Stays),
            (S::Cancelled, true, None, bound(), soon, Turn::Stays),
        ] {
            let bound_until = before.as_ref().and_then(Supervisee::bound_until);
            let after = after.map(supervised);
            let turn = turn(state, &demand(sensitive), bound_until, after.as_ref(), None, at(now));
            assert_eq!(turn, becomes, "{state} {sensitive} {before:?} {after:?} {now}");
        }
    }

    #[test]
    fn what_the_officer_cleared_stays_cleared() {
        let now = at("2026-11-23T10:00:00");
        for (of, state, becomes) in [
            (Id::from_uuid(uuid::Uuid::nil()), ClearanceState::Cleared, Turn::Stays),
            (Id::fresh(now), ClearanceState::Cleared, Turn::Waits),
            (Id::from_uuid(uuid::Uuid::nil()), ClearanceState::Withdrawn, Turn::Waits),
        ] {
            let demand = demand(true);
            let clearance = Clearance {
                id: Id::fresh(now),
                supervisee: of,
                officer: Id::fresh(now),
                booking: Id::fresh(now),
                slot: demand.place.slot,
                host: demand.place.host,
                category: demand.asks.category,
                asked_at: now,
                lapses_at: lapses_at(demand.place.time.start),
                state,
                decided_at: Some(now),
                version: 2,
            };
            let after = supervised(registered("2027-01-01", true));
            let turn = turn(BookingState::Confirmed, &demand, None, Some(&after), Some(&clearance), now);
            assert_eq!(turn, becomes, "{state}");
        }
    }
}
