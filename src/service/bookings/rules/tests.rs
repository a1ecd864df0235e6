//! What may become of a booking, state by state.

use super::*;
use crate::base::{Id, Interval};

fn at(text: &str) -> Instant {
    Instant::from_hong_kong(text.parse().unwrap())
}

fn served(quarters: i64) -> Served {
    Served { hours: Hours::of_quarters(quarters), reason: None }
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
        hours_reason: None,
        notice: None,
        notice_seen_at: None,
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
            ("verify", verify(one(), served(8), after).is_ok(), &[S::Attended, S::Verified]),
            ("take back", take_back(one(), after).is_ok(), &[S::Verified]),
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
                    BookingMove::See => see(one(), now).is_ok(),
                    BookingMove::Report => report(one(), Outcome::Absent, now).is_ok(),
                    BookingMove::Verify => verify(one(), served(8), now).is_ok(),
                    BookingMove::TakeBack => take_back(one(), now).is_ok(),
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
    let came = |now| report(booking(BookingState::Confirmed), Outcome::Attended(served(10)), at(now));
    assert!(came("2026-11-28T08:59:59").is_err());
    let came = came("2026-11-28T09:00:00").unwrap();
    assert_eq!(came.hours, Some(Hours::of_quarters(10)));
    let absent = report(came, Outcome::Absent, at("2026-11-28T12:00:00")).unwrap();
    assert_eq!(absent.hours, None);
}

#[test]
fn a_correction_changes_the_sum_by_the_difference() {
    let now = at("2026-11-28T12:00:00");
    let (first, by) = verify(booking(BookingState::Attended), served(6), now).unwrap();
    assert_eq!(by, 6);
    let (second, by) = verify(first, served(4), now).unwrap();
    assert_eq!((second.hours, by), (Some(Hours::of_quarters(4)), -2));
}

#[test]
fn what_is_taken_back_waits_again_as_it_was_and_counts_nothing() {
    let now = at("2026-11-28T12:00:00");
    let reason = Some("Stayed to clear up.".to_owned());
    let long = Served { hours: Hours::of_quarters(14), reason: reason.clone() };
    let (verified, by) = verify(booking(BookingState::Attended), long, now).unwrap();
    assert_eq!(by, 14);
    let (waits, by) = take_back(verified, now).unwrap();
    assert_eq!((waits.state, by), (BookingState::Attended, -14));
    assert_eq!((waits.hours, &waits.hours_reason), (Some(Hours::of_quarters(14)), &reason));
    let (again, by) = verify(waits, served(10), now).unwrap();
    assert_eq!((again.hours, again.hours_reason, by), (Some(Hours::of_quarters(10)), None, 10));
}

#[test]
fn what_others_change_is_told_until_it_is_seen() {
    let (before, after) = (at("2026-11-24T10:00:00"), at("2026-11-28T12:00:00"));
    let (confirmed, waiting) = (booking(BookingState::Confirmed), booking(BookingState::AwaitingClearance));
    let undecided = booking(BookingState::AwaitingConfirmation);
    for (changed, notice) in [
        (call_off(confirmed.clone()), Notice::CalledOff),
        (cancel_for(confirmed.clone(), before), Notice::GivenUp),
        (give_back(confirmed.clone(), before), Notice::GivenBack),
        (decide(waiting.clone(), false), Notice::Declined),
        (lapse(waiting.clone()), Notice::Lapsed),
        (run_out(undecided, after), Notice::Lapsed),
        (Ok(move_to(confirmed.clone())), Notice::MeetsElsewhere),
    ] {
        let changed = changed.unwrap();
        assert_eq!(changed.notice, Some(notice));
        let seen = see(changed, after).unwrap();
        assert_eq!((seen.notice, seen.notice_seen_at), (Some(notice), Some(after)));
        assert!(see(seen.clone(), after).is_err(), "{notice}");
        // What changes again is told again.
        assert!(see(move_to(seen), after).is_ok());
    }
    for quiet in [cancel(move_to(confirmed), before, false), decide(waiting, true)] {
        assert_eq!(quiet.unwrap().notice, None);
    }
}
