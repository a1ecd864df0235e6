//! What each event of a standing clearance writes to the audit log. A clearance for one booking is recorded with it.

use serde_json::json;

use super::model::Standing;
use crate::people::supervisees::model::Supervisee;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a standing clearance.
#[derive(Debug)]
pub struct StandingEvent {
    pub what: What,
    pub standing: Standing,
    /// Whose it is.
    pub supervisee: Supervisee,
}

/// What happened to it.
#[derive(Clone, Copy, Debug)]
pub enum What {
    Granted,
    Ended,
}

impl Event for StandingEvent {
    type Of = Standing;

    fn line(&self) -> Line {
        let event = match self.what {
            What::Granted => "standing_clearance.granted",
            What::Ended => "standing_clearance.ended",
        };
        let standing = &self.standing;
        let details = json!({ "kind": standing.cover.kind(), "supervisee": standing.supervisee });
        Line::new(event, "standing_clearance", standing.id.uuid()).with(details)
    }

    // The member sees its effect where they look for a slot.
    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        let bound_until = self.supervisee.bound_until();
        vec![Fact::SupervisionChanged { person: self.supervisee.person, bound_until }]
    }
}
