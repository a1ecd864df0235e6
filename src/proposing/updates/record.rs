//! What bringing a round up to date writes to the audit log, and whom it tells.

use std::collections::BTreeSet;

use serde_json::json;

use crate::access::AccountId;
use crate::proposing::rounds::model::{Round, RoundId};
use crate::tx::{Event, Fact, Letter, Line};

/// A round was brought up to date; `concerned` are the psychologists of everybody whose proposal is another.
#[derive(Debug)]
pub struct Updated {
    pub id: RoundId,
    pub proposed: usize,
    pub without: usize,
    pub concerned: BTreeSet<AccountId>,
}

impl Event for Updated {
    type Of = Round;

    fn line(&self) -> Line {
        Line::new("round.updated", "round", self.id.uuid())
            .with(json!({ "proposed": self.proposed, "without": self.without }))
    }

    fn letters(&self) -> Vec<Letter> {
        let read = |person: &AccountId| Letter::something_to_read(*person, "/clinic/proposals");
        self.concerned.iter().map(read).collect()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
