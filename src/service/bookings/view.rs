//! Bookings as JSON, for every feature that shows them.

use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Appointment, BookingId, BookingState, Hours};
use super::rules;
use crate::base::{Instant, Reason, Text3};
use crate::service::slots::view::SlotCard;

/// A booking as its member sees it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BookingView {
    #[schema(value_type = String, format = Uuid)]
    id: BookingId,
    state: BookingState,
    slot: SlotCard,
    /// While the booking holds a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting_point: Option<Text3>,
    /// By when it is confirmed, while it waits for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirms_at: Option<Instant>,
    /// Until when it may be cancelled, without penalty.
    cancel_until: Instant,
    may_cancel: bool,
    /// What the member lacks since the opening asks for more than when they booked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<Hours>,
    version: i64,
}

impl BookingView {
    /// The booking as it is at `now`.
    #[must_use]
    pub fn of(appointment: Appointment, now: Instant) -> Self {
        let Appointment { booking, card, meeting_point, unfit } = appointment;
        let cancel_until = rules::cancel_until(booking.time.start);
        Self {
            id: booking.id,
            state: booking.state,
            slot: card.into(),
            meeting_point: booking.state.is_active().then_some(meeting_point),
            confirms_at: booking.confirms_at.filter(|_| booking.state == BookingState::AwaitingConfirmation),
            cancel_until,
            may_cancel: booking.state.is_open() && now <= cancel_until,
            reasons: unfit,
            hours: booking.hours,
            version: booking.version,
        }
    }
}
