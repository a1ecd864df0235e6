//! What each event of a host writes to the audit log; nobody needs a letter about it.

use serde_json::json;

use super::model::Host;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a host.
#[derive(Debug)]
pub enum HostEvent {
    Entered(Host),
    Changed(Host),
}

impl Event for HostEvent {
    type Of = Host;

    fn line(&self) -> Line {
        let (event, host) = match self {
            Self::Entered(host) => ("host.entered", host),
            Self::Changed(host) => ("host.changed", host),
        };
        Line::new(event, "host", host.id.uuid()).with(json!({
            "insuranceValidTo": host.facts.insurance_valid_to,
            "agreementValidTo": host.facts.agreement_valid_to,
        }))
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
