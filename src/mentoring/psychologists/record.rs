//! What is remembered when psychologists change their particulars; nobody needs to be told.

use serde_json::json;

use super::model::Psychologist;
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line};

/// A psychologist, or a coordinator for them, changed what is said of their work.
#[derive(Debug)]
pub struct ParticularsChanged {
    pub account: AccountId,
    pub capacity: i64,
}

impl Event for ParticularsChanged {
    type Of = Psychologist;

    fn line(&self) -> Line {
        Line::new("psychologist.changed", "psychologist", self.account.uuid())
            .with(json!({ "capacity": self.capacity }))
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
