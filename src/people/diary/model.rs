//! What takes a person's time.

use uuid::Uuid;

use crate::access::AccountId;
use crate::base::{Interval, text_enum};

text_enum! {
    /// What kind of thing takes the time.
    pub enum CommitmentKind {
        /// A booked slot of community service.
        Shift = "shift",
        /// A session of a pairing.
        Session = "session",
        /// A course.
        Training = "training",
        /// Time that the person keeps free.
        Absence = "absence",
    }
}

/// One stretch of a person's time that is taken.
#[derive(Clone, Debug)]
pub struct Commitment {
    pub person: AccountId,
    pub when: Interval,
    pub kind: CommitmentKind,
    /// The row that takes the time: a booking, a session, a course, an absence.
    pub source: Uuid,
}
