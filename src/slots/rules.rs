//! Rules of slots: pure.

use chrono::{Datelike, NaiveTime, TimeDelta, Weekday};
use serde_json::json;

use super::model::{Category, OpeningId, Slot, SlotId, SlotState};
use crate::access::HostId;
use crate::base::text::Bounds;
use crate::base::{Fault, Instant, Interval, Reason, Result, Text3};

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
        faults.push(Fault::new("endsAt", "end_before_start"));
    } else if slot.ends_at.since(slot.starts_at) > TimeDelta::hours(LONGEST) {
        faults.push(Fault::with("endsAt", "shift_too_long", json!({ "hours": LONGEST })));
    }
    if slot.starts_at <= now && !imports {
        faults.push(Fault::new("startsAt", "in_the_past"));
    } else if slot.starts_at > now.plus(TimeDelta::days(AHEAD)) {
        faults.push(Fault::with("startsAt", "too_far_ahead", json!({ "days": AHEAD })));
    }
    if !(CAPACITY.0..=CAPACITY.1).contains(&slot.capacity) {
        faults.push(Fault::out_of_range("capacity", CAPACITY.0, CAPACITY.1));
    }
    if faults.is_empty() { Ok(NewSlot { meeting_point, ..slot }) } else { Err(faults.into()) }
}

/// A new slot of an opening, with every place free.
#[must_use]
pub fn add(id: SlotId, code: Option<String>, opening: OpeningId, host: HostId, slot: NewSlot) -> Slot {
    let NewSlot { starts_at, ends_at, capacity, meeting_point } = slot;
    let (taken, state, version) = (0, SlotState::Open, 1);
    Slot { id, code, opening, host, starts_at, ends_at, capacity, taken, meeting_point, state, version }
}

/// Why a time will not do for a flag day: they are held on Wednesday and Saturday mornings.
#[must_use]
pub fn flag_day_reason(category: Category, time: Interval) -> Option<Reason> {
    if category != Category::FlagDay {
        return None;
    }
    let (start, end) = (time.start.hong_kong(), time.end.hong_kong());
    if !matches!(start.weekday(), Weekday::Wed | Weekday::Sat) {
        return Some(Reason::new("flag_day_needs_sat_or_wed"));
    }
    let within = start.date() == end.date() && start.time() >= FLAG_DAY.0 && end.time() <= FLAG_DAY.1;
    let shown = |time: NaiveTime| time.format("%H:%M").to_string();
    (!within).then(|| {
        Reason::with("flag_day_hours", json!({ "from": shown(FLAG_DAY.0), "to": shown(FLAG_DAY.1) }))
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
        reasons.push(Reason::with("capacity_below_taken", json!({ "taken": slot.taken })));
    }
    if (next.starts_at, next.ends_at) != (slot.starts_at, slot.ends_at) && slot.taken > 0 {
        reasons.push(Reason::with("slot_has_bookings", json!({ "taken": slot.taken })));
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
        Err(vec![Reason::new("already_started")])
    } else {
        Ok(())
    }
}
