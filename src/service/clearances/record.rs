//! What each event of a standing clearance writes to the audit log. A clearance for one booking is recorded with it.

use serde_json::json;

use super::model::Standing;
use crate::tx::{Event, Letter, Line};

/// Something that happened to a standing clearance.
#[derive(Debug)]
pub enum StandingEvent {
    Granted(Standing),
    Ended(Standing),
}

impl Event for StandingEvent {
    type Of = Standing;

    fn line(&self) -> Line {
        let (event, standing) = match self {
            Self::Granted(standing) => ("standing_clearance.granted", standing),
            Self::Ended(standing) => ("standing_clearance.ended", standing),
        };
        let details = json!({ "kind": standing.cover.kind(), "supervisee": standing.supervisee });
        Line::new(event, "standing_clearance", standing.id.uuid()).with(details)
    }

    // The member sees its effect where they look for a slot.
    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }
}
