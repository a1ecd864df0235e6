//! When a roster shows names: pure.

use crate::base::Instant;
use crate::service::clearances::rules::lapses_at;
use crate::service::slots::model::Slot;

/// From when a host reads the names of a slot: not while a name could come late, because its booking waited.
#[must_use]
pub fn names_from(slot: &Slot) -> Instant {
    lapses_at(slot.starts_at)
}

/// Whether a host reads the names now; `waits` tells that a booking waits that should have lapsed.
#[must_use]
pub fn shows_names(slot: &Slot, waits: bool, now: Instant) -> bool {
    now >= names_from(slot) && !waits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Text3};
    use crate::service::slots::model::SlotState;

    fn at(text: &str) -> Instant {
        Instant::from_hong_kong(text.parse().unwrap())
    }

    #[test]
    fn names_appear_when_nothing_can_wait_any_more() {
        let slot = Slot {
            id: Id::fresh(at("2026-11-23T10:00:00")),
            code: None,
            opening: Id::fresh(at("2026-11-23T10:00:00")),
            host: Id::fresh(at("2026-11-23T10:00:00")),
            centre: None,
            starts_at: at("2026-11-28T09:00:00"),
            ends_at: at("2026-11-28T12:00:00"),
            capacity: 3,
            taken: 1,
            meeting_point: Text3::default(),
            state: SlotState::Open,
            version: 1,
        };
        for (now, waits, shown) in [
            ("2026-11-27T08:59:59", false, false),
            ("2026-11-27T09:00:00", false, true),
            ("2026-11-27T09:00:00", true, false),
            ("2026-12-28T09:00:00", false, true),
        ] {
            assert_eq!(shows_names(&slot, waits, at(now)), shown, "{now} {waits}");
        }
    }
}
