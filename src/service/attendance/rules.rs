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

/// When the hundredth hour was reached, by the lines of a ledger in their order; a correction can take it back.
#[must_use]
pub fn hundredth(ledger: &[(i64, Instant)]) -> Option<Instant> {
    let mut sum = 0;
    let mut reached = None;
    for (quarters, written_at) in ledger {
        sum += quarters;
        reached = (sum >= 4 * 100).then(|| reached.unwrap_or(*written_at));
    }
    reached
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hundredth_hour_is_reached_once_and_can_be_taken_back() {
        let [first, second, third, fourth] =
            ["01", "02", "03", "04"].map(|day| at(&format!("2026-11-{day}T10:00:00")));
        assert_eq!(hundredth(&[]), None);
        assert_eq!(hundredth(&[(399, first)]), None);
        assert_eq!(hundredth(&[(399, first), (1, second), (8, third)]), Some(second));
        assert_eq!(hundredth(&[(400, first), (-2, second)]), None);
        assert_eq!(hundredth(&[(400, first), (-2, second), (1, third), (4, fourth)]), Some(fourth));
    }
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
