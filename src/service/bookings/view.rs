//! Bookings as JSON, for every feature that shows them.

use serde::Serialize;
use utoipa::ToSchema;

use super::model::{Appointment, BookingId, BookingMove, BookingState, Hours, Notice};
use super::rules;
use crate::base::{Instant, May, Reason, Text3};
use crate::service::slots::view::SlotCard;

/// A booking as its member sees it.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BookingView {
    #[schema(value_type = String, format = Uuid)]
    id: BookingId,
    state: BookingState,
    slot: SlotCard,
    /// The latest that others changed of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<Notice>,
    /// While the booking holds a place.
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting_point: Option<Text3>,
    /// By when it is confirmed, while it waits for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    confirms_at: Option<Instant>,
    /// Until when it may be cancelled, without penalty.
    cancel_until: Instant,
    may: Vec<May<BookingMove>>,
    /// What the member lacks since the opening asks for more than when they booked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<Reason>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hours: Option<Hours>,
    version: i64,
}

impl BookingView {
    /// The booking with its slot.
    #[must_use]
    pub fn of(appointment: Appointment) -> Self {
        let Appointment { booking, card, meeting_point, unfit, may } = appointment;
        Self {
            id: booking.id,
            state: booking.state,
            slot: card.into(),
            notice: booking.notice,
            meeting_point: booking.state.is_active().then_some(meeting_point),
            confirms_at: booking.confirms_at.filter(|_| booking.state == BookingState::AwaitingConfirmation),
            cancel_until: rules::cancel_until(booking.time.start),
            may,
            reasons: unfit,
            hours: booking.hours,
            version: booking.version,
        }
    }
}
