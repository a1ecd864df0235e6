//! What choosing somebody else writes to the audit log, and whom it tells.

use std::collections::BTreeSet;

use serde_json::json;

use crate::access::AccountId;
use crate::mentoring::pairings::model::{Pairing, PairingId};
use crate::tx::{Event, Fact, Letter, Line};

/// Something about a choice.
#[derive(Debug)]
pub enum ChoiceEvent {
    /// Somebody read who else could be chosen, and what that does to others.
    Weighed(PairingId),
    /// Another mentor was chosen; `concerned` are the psychologists of everybody who moved.
    Made {
        id: PairingId,
        instead_of: PairingId,
        moved: usize,
        without: usize,
        concerned: BTreeSet<AccountId>,
    },
}

impl Event for ChoiceEvent {
    type Of = Pairing;

    fn line(&self) -> Line {
        match self {
            Self::Weighed(id) => Line::new("pairing.choices_read", "pairing", id.uuid()),
            Self::Made { id, instead_of, moved, without, .. } => {
                Line::new("pairing.chosen", "pairing", id.uuid())
                    .with(json!({ "insteadOf": instead_of, "moved": moved, "without": without }))
            }
        }
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Weighed(_) => Vec::new(),
            Self::Made { concerned, .. } => concerned
                .iter()
                .map(|person| Letter::something_to_read(*person, "/clinic/proposals"))
                .collect(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
