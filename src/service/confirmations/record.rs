//! What a question writes to the audit log, and whom it tells: the coordinators who can decide it.

use serde_json::json;

use super::model::Confirmation;
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a question.
#[derive(Debug)]
pub enum ConfirmationEvent {
    /// Asked of these coordinators.
    Asked(Confirmation, Vec<AccountId>),
    /// A coordinator read who would meet whom.
    Read(Confirmation),
    Decided(Confirmation),
    /// Nobody needs to decide any more: the two are kept apart no longer, or their shift has begun.
    Withdrawn(Confirmation),
}

impl Event for ConfirmationEvent {
    type Of = Confirmation;

    fn line(&self) -> Line {
        let of = |event, one: &Confirmation| {
            let details = json!({ "centre": one.centre, "pair": one.pair, "state": one.state });
            Line::new(event, "confirmation", one.id.uuid()).with(details)
        };
        match self {
            Self::Asked(one, _) => of("confirmation.asked", one),
            Self::Read(one) => of("confirmation.read", one),
            Self::Decided(one) => of("confirmation.decided", one),
            Self::Withdrawn(one) => of("confirmation.withdrawn", one),
        }
    }

    // The two learn of a decision by what becomes of their bookings, and of a question not at all.
    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Asked(_, coordinators) => {
                coordinators.iter().map(|one| Letter::something_to_read(*one, "/staff/meetings")).collect()
            }
            Self::Read(_) | Self::Decided(_) | Self::Withdrawn(_) => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
