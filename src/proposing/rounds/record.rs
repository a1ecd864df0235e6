//! What each event of a round writes to the audit log, and whom it tells.

use std::collections::BTreeSet;

use serde_json::json;

use super::model::{Round, RoundId, RoundState, RoundStep};
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a round.
#[derive(Debug)]
pub enum RoundEvent {
    Started(RoundId),
    CancelAsked(RoundId),
    /// Somebody took it up, for the so-manieth time.
    Claimed(RoundId, i64),
    Progressed(RoundId, RoundStep),
    /// It could not be finished and waits again.
    GivenBack(RoundId),
    /// It came to its end; `concerned` are the psychologists who have proposals to read.
    Finished {
        id: RoundId,
        state: RoundState,
        asked_by: Option<AccountId>,
        concerned: BTreeSet<AccountId>,
    },
}

impl Event for RoundEvent {
    type Of = Round;

    fn line(&self) -> Line {
        let line = |event, id: &RoundId| Line::new(event, "round", id.uuid());
        match self {
            Self::Started(id) => line("round.started", id),
            Self::CancelAsked(id) => line("round.cancel_asked", id),
            Self::Claimed(id, attempt) => line("round.claimed", id).with(json!({ "attempt": attempt })),
            Self::Progressed(id, step) => line("round.progressed", id).with(json!({ "step": step })),
            Self::GivenBack(id) => line("round.given_back", id),
            Self::Finished { id, state, .. } => line("round.finished", id).with(json!({ "state": state })),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Finished { asked_by, concerned, .. } => concerned
                .iter()
                .map(|person| Letter::something_to_read(*person, "/clinic/proposals"))
                .chain(asked_by.map(|person| Letter::something_to_read(person, "/staff/rounds")))
                .collect(),
            Self::Started(_)
            | Self::CancelAsked(_)
            | Self::Claimed(..)
            | Self::Progressed(..)
            | Self::GivenBack(_) => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
