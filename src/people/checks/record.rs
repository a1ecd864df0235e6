//! What the record of a check writes to the audit log; nobody is told.

use serde_json::json;

use super::model::Check;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a check.
#[derive(Debug)]
pub enum CheckEvent {
    Recorded(Check),
}

impl Event for CheckEvent {
    type Of = Check;

    fn line(&self) -> Line {
        let Self::Recorded(check) = self;
        Line::new("check.recorded", "account", check.person.uuid())
            .with(json!({ "kind": check.sighting.kind, "check": check.id }))
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        let Self::Recorded(check) = self;
        vec![Fact::ChecksChanged(check.person)]
    }
}
