//! What each event of a slot writes to the audit log, and whom it tells.

use serde_json::json;

use super::model::Slot;
use crate::access::AccountId;
use crate::tx::{Event, Letter, Line};

/// Something that happened to a slot.
#[derive(Debug)]
pub enum SlotEvent {
    Added(Slot),
    /// Changed; the people of `tell` have booked it and must know.
    Changed {
        slot: Slot,
        tell: Vec<AccountId>,
    },
    /// Cancelled; whoever booked it is told by the event of their booking.
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

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Changed { tell, .. } => {
                tell.iter().map(|account| Letter::appointment(*account, "/my/bookings")).collect()
            }
            Self::Added(_) | Self::Cancelled(_) => Vec::new(),
        }
    }
}
