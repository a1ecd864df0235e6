//! What happens to holds. The person is told nothing: a hold may be about somebody else's complaint.

use super::model::Hold;
use crate::tx::{Event, Fact, Letter, Line};

/// Something that happened to a hold.
#[derive(Debug)]
pub enum HoldEvent {
    Placed(Box<Hold>),
    Ended(Box<Hold>),
}

impl Event for HoldEvent {
    type Of = Hold;

    fn line(&self) -> Line {
        match self {
            Self::Placed(hold) => Line::new("hold.placed", "hold", hold.id.uuid()),
            Self::Ended(hold) => Line::new("hold.ended", "hold", hold.id.uuid()),
        }
    }

    fn letters(&self) -> Vec<Letter> {
        Vec::new()
    }

    fn facts(&self) -> Vec<Fact> {
        Vec::new()
    }
}
