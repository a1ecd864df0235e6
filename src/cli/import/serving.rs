//! Bookings, the officer's word on them, attendance, and how openings ended.

use uuid::Uuid;

use super::row::Row;
use super::sheet::Columns;
use crate::base::{Error, FaultCode, Id, Result, text_enum};
use crate::service::attendance::flow as attendance;
use crate::service::attendance::model::{self, Entered};
use crate::service::bookings::flow as bookings;
use crate::service::bookings::model::{Booking, BookingId, BookingState, Hours};
use crate::service::clearances;
use crate::service::clearances::model::{Decision, Reach};
use crate::service::openings::flow as openings;
use crate::service::openings::model::{OpeningId, OpeningState};
use crate::tx::Tx;

/// The columns of `bookings.csv`.
pub const BOOKING: Columns = Columns {
    known: &["ref", "member", "slot", "booked", "clearance", "decided", "cancelled"],
    needed: &["ref", "member", "slot"],
};
/// The columns of `attendance.csv`.
pub const ATTENDANCE: Columns = Columns {
    known: &["ref", "booking", "outcome", "hours", "reason", "recorded", "verified"],
    needed: &["ref", "booking", "outcome"],
};

text_enum! {
    /// What became of the question to the officer.
    pub enum Answer {
        Waiting = "waiting",
        Cleared = "cleared",
        Declined = "declined",
    }
}

text_enum! {
    /// What the host saw.
    pub enum Seen {
        Attended = "attended",
        Absent = "absent",
        Excused = "excused",
    }
}

/// Brings a booking, cleared, declined or cancelled as its row says.
///
/// # Errors
/// `Invalid` with every fault of the row; a conflict with every reason against the booking.
pub fn booking(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let person = row.need_member(tx, "member")?;
    let slot = row.need_reference("slot", "slot").map(Id::from_uuid);
    let booked = row.step("booked").unwrap_or(row.loaded);
    let answer = row.may("clearance", Answer::parse);
    let (decided, cancelled) = (row.step("decided").unwrap_or(booked), row.step("cancelled"));
    if let Some(slot) = slot {
        // All of it happens before the slot begins.
        let starts_at = crate::service::slots::store::find(tx, slot)?.open(tx)?.starts_at;
        row.follow(&[("slot", starts_at)]);
    }
    let (Some(person), Some(slot)) = (person, slot) else { return Err(row.refused()) };
    row.check()?;

    tx.at(booked);
    let booking = bookings::book(tx, person, slot)?;
    match (booking.state, answer) {
        (BookingState::AwaitingClearance, None) => {
            return Err(Error::invalid("clearance", FaultCode::Required));
        }
        (BookingState::AwaitingClearance, Some(Answer::Waiting)) | (_, None) => {}
        (BookingState::AwaitingClearance, Some(answer)) => {
            tx.at(decided);
            decide(tx, &booking, answer == Answer::Cleared)?;
        }
        // Nobody had to be asked, so nobody can have answered.
        (_, Some(_)) => return Err(Error::invalid("clearance", FaultCode::NotNeeded)),
    }
    if let Some(at) = cancelled {
        tx.at(at);
        let version = crate::service::bookings::store::find(tx, booking.id)?.open(tx)?.version;
        bookings::cancel(tx, booking.id, version)?;
    }
    Ok(Some(booking.id.uuid()))
}

fn decide(tx: &mut Tx<'_>, booking: &Booking, cleared: bool) -> Result<()> {
    let clearance = clearances::store::of_booking(tx, booking.id)?.ok_or(Error::NotFound)?.open(tx)?;
    let decision = Decision { cleared, reach: Reach::Booking, until: None, version: clearance.version };
    bookings::decide(tx, clearance.id, decision).map(|_| ())
}

/// Brings what a host saw, and the hours that a coordinator verified.
///
/// # Errors
/// `Invalid` with every fault of the row; a conflict when the booking cannot have been attended.
pub fn attendance(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let booking = row.need_reference("booking", "booking");
    let seen = row.need("outcome", Seen::parse);
    let hours = row.may("hours", |cell| Hours::read(cell.parse().ok()?));
    let reason = row.cell("reason").map(str::to_owned);
    let recorded = row.step("recorded").unwrap_or(row.loaded);
    let verified = row.step("verified");
    if seen.is_some_and(|seen| seen != Seen::Attended) {
        for column in ["hours", "reason"] {
            if row.cell(column).is_some() {
                row.fault(column, FaultCode::NotNeeded);
            }
        }
    }
    let (Some(booking), Some(seen)) = (booking, seen) else { return Err(row.refused()) };
    row.check()?;

    let id: BookingId = Id::from_uuid(booking);
    let outcome = match seen {
        Seen::Attended => model::Seen::Attended(Entered { hours, reason }),
        Seen::Absent => model::Seen::Absent,
        Seen::Excused => model::Seen::Excused,
    };
    tx.at(recorded);
    let version = crate::service::bookings::store::find(tx, id)?.open(tx)?.version;
    let reported = attendance::report(tx, id, outcome, version)?.booking;
    if let (Some(at), Some(hours)) = (verified, reported.hours) {
        tx.at(at);
        let version = crate::service::bookings::store::find(tx, id)?.open(tx)?.version;
        attendance::verify(tx, id, Entered { hours: Some(hours), reason: None }, version)?;
    }
    Ok(Some(booking))
}

/// Closes an opening whose row says so, once its bookings are there.
///
/// # Errors
/// A conflict when it cannot be closed.
pub fn closing(tx: &mut Tx<'_>, row: &mut Row<'_>) -> Result<Option<Uuid>> {
    let closed = row.happened("closed").unwrap_or(row.loaded);
    let state = row.may("state", OpeningState::parse);
    row.check()?;
    let Some(opening) = row.earlier("publication").filter(|_| state == Some(OpeningState::Closed)) else {
        return Ok(None);
    };
    let id: OpeningId = Id::from_uuid(opening);
    tx.at(closed);
    let version = openings::managed(tx, id)?.opening.version;
    openings::close(tx, id, version)?;
    Ok(Some(opening))
}
