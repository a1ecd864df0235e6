//! What each event of an opening writes to the audit log, and whom it tells.

use serde_json::json;

use super::model::Opening;
use crate::access::AccountId;
use crate::tx::{Event, Fact, Letter, Line, NewDemands};

/// What happened to an opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Drafted,
    Changed,
    Submitted,
    Published,
    Returned,
    Closed,
}

/// Something that happened to an opening, and whom it is told: the staff of its host what a coordinator decided, the
/// coordinators that there is something to decide.
#[derive(Debug)]
pub struct OpeningEvent {
    pub what: What,
    pub opening: Opening,
    pub tell: Vec<AccountId>,
    /// What it asks of those who have booked, if that has changed.
    pub new: Option<NewDemands>,
}

impl Event for OpeningEvent {
    type Of = Opening;

    fn line(&self) -> Line {
        let event = match self.what {
            What::Drafted => "opening.drafted",
            What::Changed => "opening.changed",
            What::Submitted => "opening.submitted",
            What::Published => "opening.published",
            What::Returned => "opening.returned",
            What::Closed => "opening.closed",
        };
        let opening = &self.opening;
        Line::new(event, "opening", opening.id.uuid()).with(json!({
            "host": opening.host,
            "category": opening.facts.category,
            "associationSensitive": opening.association_sensitive,
        }))
    }

    fn letters(&self) -> Vec<Letter> {
        match self.what {
            What::Published | What::Returned | What::Closed => self.letters_to("/host/openings"),
            What::Submitted => self.letters_to("/staff/openings"),
            What::Drafted | What::Changed => Vec::new(),
        }
    }

    fn facts(&self) -> Vec<Fact> {
        self.new.map(|new| Fact::DemandChanged { opening: self.opening.id, new }).into_iter().collect()
    }
}

impl OpeningEvent {
    fn letters_to(&self, page: &'static str) -> Vec<Letter> {
        self.tell.iter().map(|account| Letter::something_to_read(*account, page)).collect()
    }
}
