//! What the keep-apart list writes to the audit log: that a pair of a centre changed, not whose.

use serde_json::json;

use super::model::Pair;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a pair.
#[derive(Debug)]
pub enum PairEvent {
    Added(Pair),
    /// The first of two people asked that it ends.
    EndingAsked(Pair),
    Removed(Pair),
}

impl Event for PairEvent {
    type Of = Pair;

    fn line(&self) -> Line {
        let of = |event, pair: &Pair| {
            Line::new(event, "keep_apart", pair.id.uuid()).with(json!({ "centre": pair.centre }))
        };
        match self {
            Self::Added(pair) => of("keep_apart.added", pair),
            Self::EndingAsked(pair) => of("keep_apart.ending_asked", pair),
            Self::Removed(pair) => of("keep_apart.removed", pair),
        }
    }

    // Nobody learns of it.
    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        match self {
            Self::Added(pair) => vec![Fact::KeptApart(pair.id)],
            Self::EndingAsked(_) => Vec::new(),
            Self::Removed(pair) => vec![Fact::KeptApartEnded(pair.id)],
        }
    }
}
