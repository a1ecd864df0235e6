//! What each event of a booking writes to the audit log, and whom it tells.

use serde_json::json;

use super::model::{Booking, BookingState};
use crate::access::AccountId;
use crate::service::clearances::model::Clearance;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a booking.
#[derive(Debug)]
pub enum BookingEvent {
    Booked(Booking),
    /// Booked, and waits for the officer's clearance.
    Asked(Booking, AccountId),
    /// Booked by somebody on the keep-apart list, whoever else comes: it waits to be confirmed.
    Waits(Booking),
    /// It confirmed itself.
    Confirmed(Booking),
    /// A coordinator looks for another place for its person.
    GivenBack(Booking),
    /// The shift began before anybody decided.
    RanOut(Booking),
    CancelledByMember(Booking),
    /// A coordinator gave the place up for the member.
    CancelledByStaff(Booking),
    /// Its people meet elsewhere from now on.
    MeetsElsewhere(Booking),
    /// The slot does not take place.
    CalledOff(Booking),
    /// The officer's clearance was decided, has lapsed, or is needed no longer.
    Settled(Booking, Clearance),
    /// The opening asks for more than when it was booked, and the person lacks some of it.
    Unfit(Booking),
    /// Its member has seen what others changed.
    Seen(Booking),
    /// The host recorded who came.
    Reported(Booking),
    /// A coordinator verified the hours, or corrected them.
    Verified(Booking),
    /// A coordinator took verified hours back.
    TakenBack(Booking),
}

const BOOKINGS: &str = "/my/bookings";

impl Event for BookingEvent {
    type Of = Booking;

    fn line(&self) -> Line {
        let of = |event, booking: &Booking| Line::new(event, "booking", booking.id.uuid());
        match self {
            Self::Booked(booking) => of("booking.made", booking).with(json!({ "slot": booking.slot })),
            Self::Asked(booking, _) => {
                of("booking.awaits_clearance", booking).with(json!({ "slot": booking.slot }))
            }
            Self::Waits(booking) => {
                of("booking.awaits_confirmation", booking).with(json!({ "slot": booking.slot }))
            }
            Self::Confirmed(booking) => of("booking.confirmed", booking),
            Self::GivenBack(booking) => of("booking.given_back", booking),
            Self::RanOut(booking) => of("booking.ran_out", booking),
            Self::CancelledByMember(booking) => of("booking.cancelled", booking),
            Self::CancelledByStaff(booking) => of("booking.given_up", booking),
            Self::MeetsElsewhere(booking) => of("booking.meets_elsewhere", booking),
            Self::CalledOff(booking) => of("booking.called_off", booking),
            Self::Settled(booking, clearance) => of("booking.clearance_settled", booking)
                .with(json!({ "clearance": clearance.id, "state": clearance.state })),
            Self::Unfit(booking) => of("booking.no_longer_fits", booking),
            Self::Seen(booking) => {
                of("booking.notice_seen", booking).with(json!({ "notice": booking.notice }))
            }
            Self::Reported(booking) => of("booking.attendance_recorded", booking)
                .with(json!({ "state": booking.state, "hours": booking.hours })),
            Self::Verified(booking) => {
                of("booking.hours_verified", booking).with(json!({ "hours": booking.hours }))
            }
            Self::TakenBack(booking) => of("booking.hours_taken_back", booking),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Booked(booking)
            | Self::Confirmed(booking)
            | Self::CancelledByMember(booking)
            | Self::CancelledByStaff(booking)
            | Self::MeetsElsewhere(booking)
            | Self::CalledOff(booking) => vec![Letter::appointment(booking.person, BOOKINGS)],
            Self::Asked(booking, officer) => vec![
                Letter::something_to_read(booking.person, BOOKINGS),
                Letter::something_to_read(*officer, "/officer/clearances"),
            ],
            Self::Settled(booking, _) => match booking.state {
                BookingState::Confirmed => vec![Letter::appointment(booking.person, BOOKINGS)],
                _ => vec![Letter::something_to_read(booking.person, BOOKINGS)],
            },
            Self::Waits(booking) | Self::GivenBack(booking) | Self::RanOut(booking) => {
                vec![Letter::something_to_read(booking.person, BOOKINGS)]
            }
            Self::Unfit(booking) => vec![Letter::something_to_read(booking.person, BOOKINGS)],
            // The coordinator's verification tells; a host's slip of the pen is corrected quietly before.
            Self::Seen(_) | Self::Reported(_) => Vec::new(),
            Self::Verified(booking) | Self::TakenBack(booking) => {
                vec![Letter::something_to_read(booking.person, "/my/hours")]
            }
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
