//! What happens to a breach, and whom it tells.

use serde_json::json;

use super::model::{Breach, BreachStep, StepOutcome};
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line};

/// Where the log is read.
const DESK: &str = "/data/breaches";

/// Something that happened to a breach.
#[derive(Debug)]
pub enum BreachEvent {
    /// Those who watch over privacy are told.
    Entered {
        breach: Box<Breach>,
        officers: Vec<AccountId>,
    },
    Noted {
        breach: Box<Breach>,
        step: BreachStep,
        outcome: StepOutcome,
    },
}

impl Event for BreachEvent {
    type Of = Breach;

    fn line(&self) -> Line {
        match self {
            Self::Entered { breach, .. } => Line::new("breach.entered", "breach", breach.id.uuid())
                .with(json!({ "foundAt": breach.found_at })),
            Self::Noted { breach, step, outcome } => Line::new("breach.noted", "breach", breach.id.uuid())
                .with(json!({ "step": step, "outcome": outcome })),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        match self {
            Self::Entered { officers, .. } => {
                officers.iter().map(|one| Letter::something_to_read(*one, DESK)).collect()
            }
            Self::Noted { .. } => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
