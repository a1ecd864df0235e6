//! What the keep-apart list writes to the audit log: that a pair changed, not whose.

use super::model::{Pair, PairId};
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a pair.
#[derive(Debug)]
pub enum PairEvent {
    Added(PairId),
    Removed(PairId),
}

impl Event for PairEvent {
    type Of = Pair;

    fn line(&self) -> Line {
        match self {
            Self::Added(id) => Line::new("keep_apart.added", "keep_apart", id.uuid()),
            Self::Removed(id) => Line::new("keep_apart.removed", "keep_apart", id.uuid()),
        }
    }

    // Nobody learns of it.
    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
