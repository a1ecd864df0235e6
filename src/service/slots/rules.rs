//! Rules of slots: pure.

use chrono::{Datelike, NaiveTime, TimeDelta, Weekday};
use serde_json::json;

use super::model::{Category, OpeningId, Slot, SlotId, SlotState};
use crate::access::HostId;
use crate::base::text::Bounds;
use crate::base::{Code, Fault, FaultCode, Instant, Interval, Reason, Result, Text3};

/// Fewest and most people of a slot.
const CAPACITY: (i64, i64) = (1, 500);
/// The longest shift, in hours.
const LONGEST: i64 = 12;
/// How far ahead a slot may be, in days.
const AHEAD: i64 = 366;
/// The most slots of one opening, past and cancelled ones too.
pub const MOST: i64 = 500;
/// The hours of a flag day in Hong Kong, 07:00 to 12:30.
const FLAG_DAY: (NaiveTime, NaiveTime) = (clock(7, 0), clock(12, 30));

const fn clock(hour: u32, minute: u32) -> NaiveTime {
    match NaiveTime::from_hms_opt(hour, minute, 0) {
        Some(time) => time,
        None => NaiveTime::MIN,
    }
}

/// A slot as it was asked for.
#[derive(Clone, Debug)]
pub struct NewSlot {
    pub starts_at: Instant,
    pub ends_at: Instant,
    pub capacity: i64,
    pub meeting_point: Text3,
}

/// What was entered of a slot, trimmed; only an import may tell of the past.
///
/// # Errors
/// `Invalid` with a fault a field.
pub fn checked(slot: NewSlot, now: Instant, imports: bool) -> Result<NewSlot> {
    let mut faults = Vec::new();
    let meeting_point = slot.meeting_point.checked("meetingPoint", Bounds::new(1, 300), &mut faults);
    if slot.ends_at <= slot.starts_at {
        faults.push(Fault::new("endsAt", FaultCode::EndBeforeStart));
    } else if slot.ends_at.since(slot.starts_at) > TimeDelta::hours(LONGEST) {
        faults.push(Fault::with("endsAt", FaultCode::ShiftTooLong, json!({ "hours": LONGEST })));
    }
    if slot.starts_at <= now && !imports {
        faults.push(Fault::new("startsAt", FaultCode::InThePast));
    } else if slot.starts_at > now.plus(TimeDelta::days(AHEAD)) {
        faults.push(Fault::with("startsAt", FaultCode::TooFarAhead, json!({ "days": AHEAD })));
    }
    if !(CAPACITY.0..=CAPACITY.1).contains(&slot.capacity) {
        faults.push(Fault::out_of_range("capacity", CAPACITY.0, CAPACITY.1));
    }
    if faults.is_empty() { Ok(NewSlot { meeting_point, ..slot }) } else { Err(faults.into()) }
}

/// A new slot of an opening, with every place free.
#[must_use]
pub fn add(
    id: SlotId,
    code: Option<String>,
    opening: OpeningId,
    (host, centre): (HostId, Option<String>),
    slot: NewSlot,
) -> Slot {
    let NewSlot { starts_at, ends_at, capacity, meeting_point } = slot;
    let (taken, state, version) = (0, SlotState::Open, 1);
    Slot {
        id,
        code,
        opening,
        host,
        centre,
        starts_at,
        ends_at,
        capacity,
        taken,
        meeting_point,
        state,
        version,
    }
}

/// Why a time will not do for a flag day: they are held on Wednesday and Saturday mornings.
#[must_use]
pub fn flag_day_reason(category: Category, time: Interval) -> Option<Reason> {
    if category != Category::FlagDay {
        return None;
    }
    let (start, end) = (time.start.hong_kong(), time.end.hong_kong());
    if !matches!(start.weekday(), Weekday::Wed | Weekday::Sat) {
        return Some(Reason::new(Code::FlagDayNeedsSatOrWed));
    }
    let within = start.date() == end.date() && start.time() >= FLAG_DAY.0 && end.time() <= FLAG_DAY.1;
    let shown = |time: NaiveTime| time.format("%H:%M").to_string();
    (!within).then(|| {
        Reason::with(Code::FlagDayHours, json!({ "from": shown(FLAG_DAY.0), "to": shown(FLAG_DAY.1) }))
    })
}

/// The slots that are still to come; of an import, which tells of the past, all that take place.
#[must_use]
pub fn coming(slots: &[Slot], now: Instant, imports: bool) -> Vec<Slot> {
    let still = |slot: &Slot| slot.state == SlotState::Open && (imports || slot.starts_at > now);
    slots.iter().filter(|slot| still(slot)).cloned().collect()
}

/// Puts what was asked for in place of what a slot was, as far as it may still change.
///
/// # Errors
/// A conflict with every reason: people hold to what they booked.
pub fn change(slot: Slot, next: NewSlot) -> Result<Slot, Vec<Reason>> {
    let mut reasons = Vec::new();
    if next.capacity < slot.taken {
        reasons.push(Reason::new(Code::CapacityBelowTaken));
    }
    if (next.starts_at, next.ends_at) != (slot.starts_at, slot.ends_at) && slot.taken > 0 {
        reasons.push(Reason::new(Code::SlotHasBookings));
    }
    Reason::refuse(reasons)?;
    let NewSlot { starts_at, ends_at, capacity, meeting_point } = next;
    Ok(Slot { starts_at, ends_at, capacity, meeting_point, ..slot })
}

/// Cancels a slot that has not begun.
///
/// # Errors
/// A conflict when it has begun or is cancelled already.
pub fn cancel(slot: Slot, now: Instant, imports: bool) -> Result<Slot, Vec<Reason>> {
    still_to_come(&slot, now, imports)?;
    Ok(Slot { state: SlotState::Cancelled, ..slot })
}

/// Whether a slot has not begun and is not cancelled; an import tells of the past.
///
/// # Errors
/// A conflict that says which.
pub fn still_to_come(slot: &Slot, now: Instant, imports: bool) -> Result<(), Vec<Reason>> {
    if slot.state == SlotState::Cancelled {
        Err(vec![Reason::wrong_state(slot.state.as_str())])
    } else if slot.starts_at <= now && !imports {
        Err(vec![Reason::new(Code::AlreadyStarted)])
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Error, Id};

    fn at(text: &str) -> Instant {
        Instant::from_hong_kong(text.parse().unwrap())
    }

    fn place() -> Text3 {
        Text3 { zh_hant: Some("旺角站 E 出口".into()), ..Text3::default() }
    }

    fn slot(starts: &str, ends: &str) -> NewSlot {
        NewSlot { starts_at: at(starts), ends_at: at(ends), capacity: 10, meeting_point: place() }
    }

    const NOW: &str = "2026-11-23T10:00:00";

    #[test]
    fn a_slot_runs_forward_is_no_longer_than_a_day_of_work_and_lies_within_a_year() {
        let cases = [
            ("2026-11-28T07:00:00", "2026-11-28T12:30:00", ""),
            ("2026-11-28T07:00:00", "2026-11-28T19:00:00", ""),
            ("2026-11-28T07:00:00", "2026-11-28T19:00:01", "shift_too_long"),
            ("2026-11-28T07:00:00", "2026-11-28T07:00:00", "end_before_start"),
            ("2026-11-28T12:30:00", "2026-11-28T07:00:00", "end_before_start"),
            ("2026-11-23T10:00:00", "2026-11-23T11:00:00", "in_the_past"),
            ("2027-11-24T10:00:00", "2027-11-24T11:00:00", ""),
            ("2027-11-24T10:00:01", "2027-11-24T11:00:00", "too_far_ahead"),
        ];
        for (starts, ends, code) in cases {
            let codes = match checked(slot(starts, ends), at(NOW), false) {
                Ok(_) => String::new(),
                Err(Error::Invalid(faults)) => {
                    faults.into_iter().map(|fault| fault.code.to_string()).collect()
                }
                Err(other) => panic!("{other:?}"),
            };
            assert_eq!(codes, code, "{starts} to {ends}");
        }
    }

    #[test]
    fn an_import_tells_of_the_past() {
        let past = slot("2026-03-07T07:00:00", "2026-03-07T12:30:00");
        assert!(checked(past.clone(), at(NOW), true).is_ok());
        assert!(checked(past, at(NOW), false).is_err());
    }

    #[test]
    fn every_fault_of_a_slot_is_named_at_once() {
        let bad = NewSlot {
            capacity: 501,
            meeting_point: Text3::default(),
            ..slot("2026-11-20T07:00:00", "2026-11-20T06:00:00")
        };
        let Err(Error::Invalid(faults)) = checked(bad, at(NOW), false) else { panic!("it passed") };
        let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_ref()).collect();
        assert_eq!(fields, ["meetingPoint", "endsAt", "startsAt", "capacity"]);
    }

    #[test]
    fn flags_are_sold_on_wednesday_and_saturday_mornings() {
        let cases = [
            ("2026-11-28T07:00:00", "2026-11-28T12:30:00", ""),
            ("2026-11-25T09:00:00", "2026-11-25T10:00:00", ""),
            ("2026-11-27T07:00:00", "2026-11-27T12:30:00", "flag_day_needs_sat_or_wed"),
            ("2026-11-29T07:00:00", "2026-11-29T12:30:00", "flag_day_needs_sat_or_wed"),
            ("2026-11-28T06:59:00", "2026-11-28T12:30:00", "flag_day_hours"),
            ("2026-11-28T07:00:00", "2026-11-28T12:31:00", "flag_day_hours"),
            ("2026-11-28T12:00:00", "2026-11-29T08:00:00", "flag_day_hours"),
        ];
        for (starts, ends, code) in cases {
            let time = Interval { start: at(starts), end: at(ends) };
            let reason = flag_day_reason(Category::FlagDay, time);
            assert_eq!(reason.map(|reason| reason.code.to_string()).unwrap_or_default(), code, "{starts}");
            assert_eq!(flag_day_reason(Category::Elderly, time), None);
        }
    }

    fn booked(taken: i64) -> Slot {
        let new = slot("2026-11-28T07:00:00", "2026-11-28T12:30:00");
        let now = at(NOW);
        Slot { taken, ..add(Id::fresh(now), None, Id::fresh(now), (Id::fresh(now), None), new) }
    }

    #[test]
    fn what_people_have_booked_does_not_move_and_keeps_its_room() {
        let same = |capacity| NewSlot { capacity, ..slot("2026-11-28T07:00:00", "2026-11-28T12:30:00") };
        let later = |capacity| NewSlot { capacity, ..slot("2026-11-28T08:00:00", "2026-11-28T12:30:00") };
        let cases = [
            (0, later(1), ""),
            (3, same(3), ""),
            (3, same(2), "capacity_below_taken"),
            (3, later(10), "slot_has_bookings"),
            (3, later(2), "capacity_below_taken slot_has_bookings"),
        ];
        for (taken, next, codes) in cases {
            let refused = change(booked(taken), next).err().unwrap_or_default();
            let refused: Vec<_> = refused.into_iter().map(|reason| reason.code.as_str()).collect();
            assert_eq!(refused.join(" "), codes);
        }
    }

    #[test]
    fn a_slot_is_cancelled_once_and_before_it_begins() {
        let cancelled = cancel(booked(2), at(NOW), false).unwrap();
        assert_eq!(cancelled.state, SlotState::Cancelled);
        let code = |refused: Result<Slot, Vec<Reason>>| refused.unwrap_err()[0].code;
        assert_eq!(code(cancel(cancelled, at(NOW), false)), Code::WrongState);
        let begun = at("2026-11-28T07:00:00");
        assert_eq!(code(cancel(booked(2), begun, false)), Code::AlreadyStarted);
        assert!(cancel(booked(2), begun, true).is_ok(), "an import tells of the past");
    }
}
