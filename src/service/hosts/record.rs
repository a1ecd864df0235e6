//! What each event of a host writes to the audit log, and whom it tells.

use serde_json::json;

use super::model::Host;
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a host.
#[derive(Debug)]
pub enum HostEvent {
    Entered(Host),
    Changed(Host),
    /// A coordinator was the first to do something for it, and so their centre works with it.
    Taken(Host),
    /// Its centre handed it on to another, whose coordinators are told, or let go of it.
    HandedOver(Host, Vec<AccountId>),
}

impl Event for HostEvent {
    type Of = Host;

    fn line(&self) -> Line {
        let (event, host) = match self {
            Self::Entered(host) => ("host.entered", host),
            Self::Changed(host) => ("host.changed", host),
            Self::Taken(host) => ("host.taken", host),
            Self::HandedOver(host, _) => ("host.handed_over", host),
        };
        Line::new(event, "host", host.id.uuid()).with(json!({
            "insuranceValidTo": host.facts.insurance_valid_to,
            "agreementValidTo": host.facts.agreement_valid_to,
            "centre": host.centre,
        }))
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::HandedOver(_, told) => {
                told.iter().map(|account| Letter::something_to_read(*account, "/staff/hosts")).collect()
            }
            Self::Entered(_) | Self::Changed(_) | Self::Taken(_) => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
