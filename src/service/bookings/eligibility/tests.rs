//! Who may take a slot, case by case.

use super::*;
use crate::base::clock::Month;
use crate::base::{Code, Id, Interval};
use crate::people::checks::model::{CheckKind, Sighting};
use crate::people::diary::model::CommitmentKind;
use crate::people::supervisees::model::SuperviseeState;
use crate::service::clearances::model::Cover;
use crate::service::slots::model::Category;

fn at(text: &str) -> Instant {
    Instant::from_hong_kong(text.parse().unwrap())
}

fn time(start: &str, end: &str) -> Interval {
    Interval { start: at(start), end: at(end) }
}

/// A quiet Saturday morning that anybody may take.
fn demand() -> Demand {
    let place = Place {
        slot: Id::fresh(Instant::default()),
        host: Id::fresh(Instant::default()),
        time: time("2026-11-28T09:00:00", "2026-11-28T12:00:00"),
        open: true,
        left: 3,
    };
    let asks =
        Asks { category: Category::Elderly, min_age: None, needs_check: None, association_sensitive: false };
    Demand { place, asks }
}

fn asking(more: impl FnOnce(&mut Asks)) -> Demand {
    let mut demand = demand();
    more(&mut demand.asks);
    demand
}

/// Somebody against whom nothing stands.
fn facts() -> Facts {
    Facts {
        person: PersonCard {
            id: Id::fresh(Instant::default()),
            code: "K7M-2QF".into(),
            preferred_name: "Ah Ming".into(),
            member: true,
            supervision: Supervision::None,
            birth_month: None,
            unpaid_work: true,
            version: 1,
            centre: None,
        },
        checks: Vec::new(),
        supervised: None,
        commitments: Vec::new(),
        bookings: Vec::new(),
        listed: false,
    }
}

fn supervised(ends_on: &str, association_condition: bool, cover: Option<Cover>) -> Supervised {
    let supervisee = Supervisee {
        id: Id::fresh(Instant::default()),
        person: Id::fresh(Instant::default()),
        officer: Id::fresh(Instant::default()),
        ends_on: ends_on.parse().unwrap(),
        association_condition,
        state: SuperviseeState::Current,
        registered_at: Instant::default(),
        version: 1,
    };
    let standing = cover.map(|cover| Standing {
        id: Id::fresh(Instant::default()),
        supervisee: supervisee.id,
        cover,
        until: "2026-11-28".parse().unwrap(),
        granted_at: Instant::default(),
        ended_at: None,
        version: 1,
    });
    Supervised { supervisee, standing: standing.into_iter().collect(), officer_serves: true }
}

fn own(demand: &Demand, state: BookingState) -> Booking {
    Booking {
        id: Id::fresh(Instant::default()),
        slot: demand.place.slot,
        person: Id::fresh(Instant::default()),
        host: demand.place.host,
        time: demand.place.time,
        state,
        hours: None,
        booked_at: Instant::default(),
        version: 1,
        confirms_at: None,
        hours_reason: None,
        notice: None,
        notice_seen_at: None,
        centre: None,
    }
}

fn codes(demand: &Demand, facts: &Facts, now: &str) -> Vec<String> {
    judge(demand, facts, at(now), false).reasons.into_iter().map(|reason| reason.code.to_string()).collect()
}

const MONDAY: &str = "2026-11-23T10:00:00";

#[test]
fn who_has_nothing_against_them_may_book() {
    let verdict = judge(&demand(), &facts(), at(MONDAY), false);
    assert!(verdict.bookable && !verdict.waits && verdict.reasons.is_empty());
}

#[test]
fn every_reason_is_told_at_once() {
    let mut demand = demand();
    (demand.place.open, demand.place.left) = (false, 0);
    demand.asks.min_age = Some(18);
    demand.asks.needs_check = Some(CheckKind::SexualConvictionRecordCheck);
    let mut facts = facts();
    facts.person.supervision = Supervision::Unsettled;
    facts.person.unpaid_work = false;
    facts.listed = true;
    facts.commitments.push(Commitment {
        person: facts.person.id,
        when: demand.place.time,
        kind: CommitmentKind::Session,
        source: uuid::Uuid::nil(),
    });
    assert_eq!(
        codes(&demand, &facts, "2026-11-28T09:00:00"),
        [
            "not_open",
            "too_late",
            "full",
            "supervision_unsettled",
            "permission_unconfirmed",
            "birth_month_unknown",
            "check_missing",
            "clash"
        ]
    );
}

#[test]
fn age_is_that_of_the_day_of_the_shift() {
    let demand = asking(|asks| asks.min_age = Some(18));
    for (born, fits) in [((2008, 10), true), ((2008, 11), false), ((2009, 1), false), ((1960, 1), true)] {
        let mut facts = facts();
        facts.person.birth_month = Some(Month { year: born.0, month: born.1 });
        let expected: &[&str] = if fits { &[] } else { &["min_age"] };
        assert_eq!(codes(&demand, &facts, MONDAY), expected, "{born:?}");
    }
}

#[test]
fn a_check_must_count_on_the_day_of_the_shift() {
    let kind = CheckKind::SexualConvictionRecordCheck;
    let demand = asking(|asks| asks.needs_check = Some(kind));
    for (valid_to, expected) in [("2026-11-28", None), ("2026-11-27", Some("check_expires"))] {
        let mut facts = facts();
        facts.checks.push(Check {
            id: Id::fresh(Instant::default()),
            person: facts.person.id,
            sighting: Sighting {
                kind,
                seen_on: "2026-01-05".parse().unwrap(),
                valid_to: Some(valid_to.parse().unwrap()),
            },
            seen_by: None,
            seen_by_name: None,
            recorded_at: Instant::default(),
            withdrawn: None,
        });
        assert_eq!(codes(&demand, &facts, MONDAY).first().map(String::as_str), expected, "{valid_to}");
    }
}

#[test]
fn one_thing_may_begin_when_another_ends() {
    let demand = demand();
    for (when, fits) in [
        (time("2026-11-28T07:00:00", "2026-11-28T09:00:00"), true),
        (time("2026-11-28T12:00:00", "2026-11-28T13:00:00"), true),
        (time("2026-11-28T07:00:00", "2026-11-28T09:00:01"), false),
        (time("2026-11-28T10:00:00", "2026-11-28T11:00:00"), false),
    ] {
        let mut facts = facts();
        let (person, kind) = (facts.person.id, CommitmentKind::Shift);
        facts.commitments.push(Commitment { person, when, kind, source: uuid::Uuid::nil() });
        let expected: &[&str] = if fits { &[] } else { &["clash"] };
        assert_eq!(codes(&demand, &facts, MONDAY), expected, "{when:?}");
    }
}

#[test]
fn a_booking_is_made_once() {
    let demand = demand();
    for state in BookingState::ALL {
        let mut facts = facts();
        let booking = own(&demand, *state);
        let (person, kind) = (facts.person.id, CommitmentKind::Shift);
        let source = booking.id.uuid();
        facts.commitments.push(Commitment { person, when: demand.place.time, kind, source });
        facts.bookings.push(booking);
        if !state.is_active() {
            facts.commitments.clear();
        }
        let expected: &[&str] = match state {
            BookingState::Cancelled | BookingState::Lapsed => &[],
            BookingState::Declined => &["officer_declined"],
            BookingState::GivenBack => &["ask_staff"],
            _ => &["already_booked"],
        };
        assert_eq!(codes(&demand, &facts, MONDAY), expected, "{state}");
    }
}

#[test]
fn the_officer_clears_what_the_order_forbids() {
    let demand = asking(|asks| asks.association_sensitive = true);
    let asks = |demand: &Demand, one: Supervised| {
        let mut facts = facts();
        facts.person.supervision = Supervision::Supervised;
        facts.supervised = Some(one);
        let verdict = judge(demand, &facts, at(MONDAY), false);
        assert!(verdict.bookable);
        assert_eq!(verdict.waits, verdict.reasons.iter().any(|one| one.code == Code::OfficerClearanceNeeded));
        verdict.waits
    };
    let host = Cover::Host(demand.place.host);
    let category = Cover::Category(Category::Elderly);
    for (one, waits) in [
        (supervised("2027-06-30", true, None), true),
        (supervised("2026-11-28", true, None), true),
        (supervised("2026-11-27", true, None), false),
        (supervised("2027-06-30", false, None), false),
        (supervised("2027-06-30", true, Some(host)), false),
        (supervised("2027-06-30", true, Some(category)), false),
        (supervised("2027-06-30", true, Some(Cover::Mentoring)), true),
    ] {
        let name = format!("{one:?}");
        assert_eq!(asks(&demand, one), waits, "{name}");
    }
    assert!(!asks(&self::demand(), supervised("2027-06-30", true, None)));
}

#[test]
fn a_clearance_needs_time_and_somebody_who_can_give_it() {
    let demand = asking(|asks| asks.association_sensitive = true);
    let mut facts = facts();
    facts.supervised = Some(supervised("2027-06-30", true, None));
    let late = ["too_late", "officer_clearance_needed"];
    assert_eq!(codes(&demand, &facts, "2026-11-27T08:59:59"), ["officer_clearance_needed"]);
    assert_eq!(codes(&demand, &facts, "2026-11-27T09:00:00"), late);
    assert_eq!(codes(&demand, &facts, "2026-11-28T09:00:00"), late);
    facts.supervised = Some(Supervised { officer_serves: false, ..supervised("2027-06-30", true, None) });
    assert_eq!(codes(&demand, &facts, MONDAY), ["ask_staff"]);
}

#[test]
fn who_is_on_the_list_waits_for_every_slot_alike() {
    let facts = Facts { listed: true, ..facts() };
    let verdict = judge(&demand(), &facts, at(MONDAY), false);
    assert!(verdict.bookable);
    assert_eq!(verdict.confirms_at, Some(at("2026-11-24T18:00:00")));
    assert_eq!(codes(&demand(), &facts, MONDAY), ["confirmation_needed"]);
    assert_eq!(judge(&demand(), &facts, at(MONDAY), true).confirms_at, None);
    assert_eq!(judge(&demand(), &self::facts(), at(MONDAY), false).confirms_at, None);
}
