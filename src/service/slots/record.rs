//! What each event of a slot writes to the audit log, and whom it tells.

use serde_json::json;

use super::model::Slot;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a slot.
#[derive(Debug)]
pub enum SlotEvent {
    Added(Slot),
    /// Changed; `elsewhere` when its people meet at another place from now on.
    Changed {
        slot: Slot,
        elsewhere: bool,
    },
    Cancelled(Slot),
}

impl Event for SlotEvent {
    type Of = Slot;

    fn line(&self) -> Line {
        let (event, slot) = match self {
            Self::Added(slot) => ("slot.added", slot),
            Self::Changed { slot, .. } => ("slot.changed", slot),
            Self::Cancelled(slot) => ("slot.cancelled", slot),
        };
        Line::new(event, "slot", slot.id.uuid()).with(json!({
            "opening": slot.opening,
            "startsAt": slot.starts_at,
            "endsAt": slot.ends_at,
            "capacity": slot.capacity,
        }))
    }

    // Whoever booked it is told by the event of their booking.
    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Added(_) | Self::Changed { elsewhere: false, .. } => Vec::new(),
            Self::Changed { slot, elsewhere: true } => vec![Fact::MeetingPointChanged(slot.id)],
            Self::Cancelled(slot) => vec![Fact::SlotCalledOff(slot.id)],
        }
    }
}
