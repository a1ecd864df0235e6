//! Rosters, services and hours as JSON.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Entry, LedgerLine, Left, LineKind, Roster, Service, Tally};
use super::rules;
use crate::base::{Instant, May, Text3};
use crate::service::bookings;
use crate::service::bookings::model::{BookingId, BookingMove, BookingState, Hours};
use crate::service::slots::model::SlotId;
use crate::tx::Tx;

/// What a host reads of somebody who booked.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Presence {
    Expected,
    Attended,
    Absent,
    Excused,
}

/// One line of a roster.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RosterEntry {
    #[schema(value_type = String, format = Uuid)]
    booking_id: BookingId,
    preferred_name: String,
    state: Presence,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<Hours>,
    /// In words, why the hours are as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    /// Whether a coordinator has verified the hours; from then on only coordinators correct them.
    verified: bool,
    may: Vec<May<BookingMove>>,
    version: i64,
}

impl RosterEntry {
    /// The line as its reader may know it and work with it.
    #[must_use]
    pub fn of(tx: &Tx<'_>, entry: Entry) -> Self {
        let state = match entry.booking.state {
            BookingState::Attended | BookingState::Verified => Presence::Attended,
            BookingState::Absent => Presence::Absent,
            BookingState::Excused => Presence::Excused,
            _ => Presence::Expected,
        };
        Self {
            booking_id: entry.booking.id,
            preferred_name: entry.preferred_name,
            state,
            may: bookings::flow::moves(tx, &entry.booking),
            hours: entry.booking.hours,
            reason: entry.booking.hours_reason,
            verified: entry.booking.state == BookingState::Verified,
            version: entry.booking.version,
        }
    }
}

/// The slot of a roster.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RosterSlot {
    #[schema(value_type = String, format = Uuid)]
    slot_id: SlotId,
    title: Text3,
    starts_at: Instant,
    ends_at: Instant,
    /// How long the shift counts.
    hours: Hours,
    capacity: i64,
    /// Places that are held, whether names are shown yet or not.
    taken: i64,
    meeting_point: Text3,
    /// Rises with every change of the shift.
    version: i64,
}

/// Who is expected, and who came.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RosterView {
    slot: RosterSlot,
    /// Whether the names are shown yet; a host reads them from 24 hours before the start.
    named: bool,
    names_from: Instant,
    items: Vec<RosterEntry>,
}

impl RosterView {
    /// The roster as its reader may know it and work with it.
    #[must_use]
    pub fn of(tx: &Tx<'_>, roster: Roster) -> Self {
        let Roster { slot, title, named, names_from, entries } = roster;
        let slot = RosterSlot {
            slot_id: slot.id,
            title,
            starts_at: slot.starts_at,
            ends_at: slot.ends_at,
            hours: Hours::of_shift(slot.time()),
            capacity: slot.capacity,
            version: slot.version,
            taken: slot.taken,
            meeting_point: slot.meeting_point,
        };
        Self {
            slot,
            named,
            names_from,
            items: entries.into_iter().map(|entry| RosterEntry::of(tx, entry)).collect(),
        }
    }
}

/// A roster of which everybody came, but for whom it could not be recorded.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EverybodyView {
    roster: RosterView,
    left: Vec<Left>,
}

impl EverybodyView {
    /// What became of a roster.
    #[must_use]
    pub fn of(tx: &Tx<'_>, (roster, left): (Roster, Vec<Left>)) -> Self {
        Self { roster: RosterView::of(tx, roster), left }
    }
}

/// One line of the hours ledger.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LedgerEntry {
    kind: LineKind,
    /// What the sum changed by; less than nothing where hours were taken off.
    hours: Hours,
    /// When it was written.
    at: Instant,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// Lines of one booking, in the order in which they were written.
fn entries(lines: Vec<LedgerLine>) -> Vec<LedgerEntry> {
    let kinds = rules::kinds(&lines);
    let entry = |(kind, line): (LineKind, LedgerLine)| LedgerEntry {
        kind,
        hours: Hours::of_quarters(line.quarters),
        at: line.written_at,
        reason: line.reason,
    };
    kinds.into_iter().zip(lines).map(entry).collect()
}

/// Reported hours that wait for a coordinator, or that one has verified.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ServiceView {
    #[schema(value_type = String, format = Uuid)]
    booking_id: BookingId,
    preferred_name: String,
    title: Text3,
    starts_at: Instant,
    /// How long the shift counts.
    shift_hours: Hours,
    hours: Option<Hours>,
    /// In words, why the hours are as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    outcome: BookingState,
    /// What the ledger says of it so far.
    entries: Vec<LedgerEntry>,
    /// Whether they are simply those of the shift, so that they can be verified together with others.
    plain: bool,
    may: Vec<May<BookingMove>>,
    version: i64,
}

impl From<Service> for ServiceView {
    fn from(service: Service) -> Self {
        Self {
            plain: rules::is_plain(&service),
            booking_id: service.booking.id,
            preferred_name: service.preferred_name,
            title: service.title,
            starts_at: service.booking.time.start,
            shift_hours: Hours::of_shift(service.booking.time),
            hours: service.booking.hours,
            reason: service.booking.hours_reason,
            outcome: service.booking.state,
            entries: entries(service.lines),
            may: service.may,
            version: service.booking.version,
        }
    }
}

/// Hours that were verified together, as they stand now, but for those with which it could not be done.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VerifiedView {
    items: Vec<ServiceView>,
    left: Vec<Left>,
}

impl From<(Vec<Service>, Vec<Left>)> for VerifiedView {
    fn from((services, left): (Vec<Service>, Vec<Left>)) -> Self {
        Self { items: services.into_iter().map(ServiceView::from).collect(), left }
    }
}

/// Whether hours count yet.
#[derive(Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Counted {
    Verified,
    Waiting,
    /// They counted once.
    TakenBack,
}

/// One shift of a member's hours.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HoursLine {
    #[schema(value_type = String, format = Uuid)]
    booking_id: BookingId,
    on: NaiveDate,
    title: Text3,
    hours: Hours,
    /// In words, why the hours are as they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    state: Counted,
    /// What the ledger says of it so far.
    entries: Vec<LedgerEntry>,
}

/// A member's hours.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HoursView {
    verified_hours: Hours,
    waiting_hours: Hours,
    /// Verified hours served in the current calendar year.
    this_year: Hours,
    /// The day of the first booking.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_booked_on: Option<NaiveDate>,
    /// The day on which the hundredth hour was verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    hundredth_on: Option<NaiveDate>,
    /// The latest 100 shifts.
    lines: Vec<HoursLine>,
}

impl From<Tally> for HoursView {
    fn from(tally: Tally) -> Self {
        let line = |service: Service| HoursLine {
            booking_id: service.booking.id,
            on: service.booking.time.start.day(),
            title: service.title,
            hours: service.booking.hours.unwrap_or_default(),
            state: match service.booking.state {
                BookingState::Verified => Counted::Verified,
                BookingState::Attended => Counted::Waiting,
                _ => Counted::TakenBack,
            },
            reason: service.booking.hours_reason,
            entries: entries(service.lines),
        };
        Self {
            first_booked_on: tally.first_booked.map(Instant::day),
            hundredth_on: tally.hundredth.map(Instant::day),
            verified_hours: tally.verified,
            waiting_hours: tally.waiting,
            this_year: tally.this_year,
            lines: tally.services.into_iter().map(line).collect(),
        }
    }
}
