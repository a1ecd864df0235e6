//! What the record of a check writes to the audit log; nobody is told.

use serde_json::json;

use super::model::Check;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a check.
#[derive(Debug)]
pub enum CheckEvent {
    Recorded(Check),
    /// It was recorded wrongly, or is valid no more.
    Withdrawn(Check),
}

impl Event for CheckEvent {
    type Of = Check;

    fn line(&self) -> Line {
        let (event, check) = match self {
            Self::Recorded(check) => ("check.recorded", check),
            Self::Withdrawn(check) => ("check.withdrawn", check),
        };
        Line::new(event, "account", check.person.uuid())
            .with(json!({ "kind": check.sighting.kind, "check": check.id }))
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        let (Self::Recorded(check) | Self::Withdrawn(check)) = self;
        vec![Fact::ChecksChanged(check.person)]
    }
}
