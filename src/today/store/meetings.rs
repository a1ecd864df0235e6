//! Questions about two who would meet: only when the shift is, for who they are is read where it is written down.

use crate::access::{Action, Owners};
use crate::base::{Instant, Result};
use crate::service::confirmations::model::Confirmation;
use crate::today::model::{About, Deadline, Item};
use crate::tx::Stored;

/// A question with the beginning of its shift.
pub struct Question {
    confirmation: Confirmation,
    starts_at: Instant,
}

impl Stored for Question {
    type Row = (<Confirmation as Stored>::Row, Instant);
    const SEE: Action = Action::ListMeetings;

    fn unpack((row, starts_at): Self::Row) -> Result<(Self, Owners)> {
        let (confirmation, owners) = Confirmation::unpack(row)?;
        Ok((Self { confirmation, starts_at }, owners))
    }
}

impl Question {
    /// What is told of it.
    pub fn told(self) -> Item {
        Item {
            id: self.confirmation.id.uuid(),
            within: None,
            deadline: Deadline::At(self.starts_at),
            about: About { starts_at: Some(self.starts_at), ..About::default() },
        }
    }
}
